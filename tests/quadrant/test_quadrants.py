"""The quadrant of hand-made areas: points, bend, verdict, weights and edge cases."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from placelib.errors import NotAPlacePage, UnknownArea
from placelib.quadrant import (
    CodedPower,
    CodedPowers,
    Evidence,
    Weights,
    all_quadrants,
    quadrant_json,
    quadrant_of,
    table_row,
)
from tests.quadrant.made_areas import CA, ENGLAND, REGION, UK, A, B, C, area, evidence, outturn

COLUMNS = {
    "code",
    "name",
    "middle_code",
    "u1",
    "u1_low",
    "u1_high",
    "u1_leave_one_out",
    "u1_absolute",
    "l1_pooled",
    "l1_standalone",
    "l2",
    "bend_u",
    "bend_l",
    "distance",
    "share_bends",
    "verdict",
    "why",
}


def on_paper() -> tuple[float, float]:
    """U1 and leave-one-out of council A: z of (2, 1) and (0, 1); England's mean is (-¼, 0)."""
    england = np.array([(200 - 200 - 200) / 800, (100 + 300 - 400) / 800])
    own, middle, others = np.array([2.0, 1.0]), np.array([0.5, 1.0]), np.array([0.0, 1.0])
    far = ((own - england) ** 2).sum()
    return 1 - ((own - middle) ** 2).sum() / far, 1 - ((own - others) ** 2).sum() / far


def test_a_council_on_paper() -> None:
    found = quadrant_of(evidence(), A)
    picture = found.understanding.picture
    assert picture is not None
    assert (picture.inclusive, picture.leave_one_out) == pytest.approx(on_paper())
    u1, l1 = on_paper()[0], 0.125
    assert found.middle is not None
    assert (found.middle.understanding, found.middle.leverage) == pytest.approx((u1, l1))
    assert found.bend.understanding == pytest.approx(u1 - 0.5)
    assert found.bend.leverage == pytest.approx(l1 - 0.5)
    assert found.bend.distance == pytest.approx((u1 + l1 - 1) / np.sqrt(2))
    assert found.bend.position == pytest.approx((1 + l1 - u1) / 2)


def test_local_and_national_are_the_archetypes() -> None:
    found = quadrant_of(evidence(), A)
    assert (found.local.understanding, found.local.leverage) == (1.0, 0.0)
    assert (found.national.understanding, found.national.leverage) == (0.0, 1.0)


def test_topics_add_up_to_the_whole() -> None:
    found = quadrant_of(evidence(), A).understanding
    assert [topic.topic for topic in found.topics] == ["economy"]
    assert found.picture == replace(found.topics[0], topic=None)
    assert [gap.gap_middle for gap in found.gaps] == pytest.approx([1.5, 0.0])
    assert [gap.gap_national for gap in found.gaps] == pytest.approx([2.25, 1.0])


def test_neighbourhoods_with_a_weight_move_the_local_point() -> None:
    found = quadrant_of(evidence(), A, Weights(neighbourhoods=1))
    together = next(one for one in found.understanding.neighbourhoods if one.domain == "all")
    assert together.local is not None
    local = (1 + together.local) / 2
    assert together.local < 1
    assert found.local.understanding == pytest.approx(local)
    assert found.middle is not None
    assert found.bend.understanding == pytest.approx((found.middle.understanding or 0) - local / 2)


def test_tax_with_a_weight_moves_the_leverage() -> None:
    found = quadrant_of(evidence(), A, Weights(money=1, tax=3))
    assert found.middle is not None
    assert found.middle.leverage == pytest.approx((0.125 + 3 * (-1 / 3)) / 4)


@pytest.mark.parametrize(("tax", "is_drawn"), [(0.6, True), (0.7, False)])
def test_a_point_needs_60_percent_of_the_weight(tax: float, is_drawn: bool) -> None:
    made = evidence()
    no_tax = outturn(A, 2000, 100, tax=None, tax_why="no figure")
    made = replace(made, outturn={**made.outturn, A: no_tax})
    found = quadrant_of(made, A, Weights(money=1, tax=tax))
    assert found.middle is not None
    assert (found.middle.leverage is not None) == is_drawn
    if not is_drawn:
        assert found.middle.why == "no figure"
        assert found.bend.leverage is None
        assert found.bend.understanding is not None


def test_no_weight_at_all_draws_nothing_and_says_so() -> None:
    found = quadrant_of(evidence(), A, Weights(picture=0))
    assert found.middle is not None
    assert found.middle.understanding is None
    assert found.verdict_why == "no component has a weight"


def test_coded_powers_are_a_component_and_keep_their_author() -> None:
    coded = CodedPowers("A. Person", (CodedPower("skills", 1.0, "x"), CodedPower("fire", 0.5, "y")))
    found = quadrant_of(evidence(), A, powers=coded)
    assert found.middle is not None
    assert found.middle.leverage == pytest.approx((0.125 + 0.75) / 2)
    assert quadrant_json(found)["powers"]["author"] == "A. Person"


def test_money_moved_to_halfway_puts_the_point_halfway_on_leverage() -> None:
    made = evidence()
    halfway = quadrant_of(made, A).leverage.halfway
    assert halfway is not None
    found = quadrant_of(made, A, more_a_head=halfway.more_a_head)
    assert found.bend.leverage == pytest.approx(0)


def test_enough_money_bends_the_line_where_the_picture_is_close() -> None:
    z = [[2.0] * 8, [2.1] * 8, [-1.0] * 8, [-1.0] * 8]
    found = quadrant_of(evidence(z=z), CA, more_a_head=5000)
    assert found.verdict == "bends the line"
    assert found.verdict_why is None
    assert found.uncertainty is not None
    assert found.uncertainty.share_bends == 1
    assert "bends the line" in found.sentence
    assert (
        "in every one of 1,000 recalculations with slightly different figures and choices"
        in found.sentence
    )


def test_nothing_is_limited_to_the_archetypes() -> None:
    far_out = quadrant_of(evidence(z=[[0.1, 0.1], [4, 4], [-1, -1], [-1, -1]]), A, more_a_head=9e6)
    assert far_out.bend.understanding is not None
    assert far_out.bend.understanding < -1
    assert far_out.middle is not None
    assert (far_out.middle.leverage or 0) > 100


def test_an_area_without_authority_gets_its_region_as_statistics_only() -> None:
    found = quadrant_of(evidence(), C)
    assert (found.middle_code, found.middle_kind) == (REGION, "region")
    assert found.middle is not None
    assert found.middle.understanding is not None
    assert found.middle.leverage is None
    assert found.middle.why == "there is no combined authority here, only a region for statistics"
    assert found.verdict == "cannot say"
    assert "have no combined authority for Ceton." in found.sentence


def test_a_nation_has_no_middle_and_a_sentence_all_the_same() -> None:
    for code in (ENGLAND, UK):
        found = quadrant_of(evidence(), code)
        assert found.middle is None
        assert found.uncertainty is None
        assert found.bend.distance is None
        assert "the national end of the line" in found.sentence


def test_a_council_just_like_the_nation_is_no_error() -> None:
    z = [[0.0, 0.0], [1.0, 1.0], [-1.5, -1.5], [0.0, 0.0]]
    found = quadrant_of(evidence(z=z), A)
    assert found.understanding.picture is not None
    assert found.understanding.picture.inclusive is None
    assert found.understanding.picture.gap_national == 0
    assert found.verdict == "cannot say"
    assert found.middle is not None
    assert found.middle.understanding is None
    json.dumps(quadrant_json(found), allow_nan=False)


def test_a_council_near_the_nation_is_marked_as_unstable() -> None:
    z = [[0.1, 0.2], [1.0, 1.0], [-1.0, -1.0], [0.0, 0.0]]
    found = quadrant_of(evidence(z=z), A)
    assert found.understanding.resembles_nation
    assert "the share is unstable" in found.understanding_sentence


def test_a_district_stands_under_its_county_for_money() -> None:
    made = evidence()
    county = area("E10000001", "Shire", "utla", CA, REGION, ENGLAND, UK, is_utla=True)
    district = area(A, "Aston", "ltla", "E10000001", CA, REGION, ENGLAND, UK)
    areas = {**made.registry.areas, A: district, county.code: county}
    people = {**made.population, county.code: 100.0}
    outturns = {**made.outturn, county.code: outturn(county.code, 1500, 100)}
    made = replace(
        made, registry=replace(made.registry, areas=areas), population=people, outturn=outturns
    )
    found = quadrant_of(made, A)
    assert found.leverage.local.name == "Shire County Council"
    assert found.leverage.local.pounds_a_head == 1500
    assert any("District spending is not in the source" in note for note in found.notes)
    whole_county = quadrant_of(made, county.code)
    assert whole_county.kind == "county"
    assert whole_county.leverage.local.pounds_a_head == 1500


def test_an_unknown_code_and_an_ended_area_are_refused() -> None:
    made = evidence()
    with pytest.raises(UnknownArea):
        quadrant_of(made, "E99999999")
    ended = replace(area("E08000009", "Old", "ltla", ENGLAND), ended=2019)
    areas = {**made.registry.areas, ended.code: ended}
    with pytest.raises(NotAPlacePage):
        quadrant_of(replace(made, registry=replace(made.registry, areas=areas)), ended.code)


def test_the_table_has_every_authority_followed_by_its_councils() -> None:
    rows = [table_row(found) for found in all_quadrants(evidence())]
    assert [row["code"] for row in rows] == [CA, A, B]
    for row in rows:
        assert set(row) >= COLUMNS
        assert row["middle_code"] == CA
        missing = {name for name, value in row.items() if value is None}
        assert missing <= set(row["why"])


@pytest.mark.parametrize("code", [A, C, CA, REGION, ENGLAND])
def test_json_holds_no_number_that_json_has_not(code: str) -> None:
    found = quadrant_json(quadrant_of(evidence(), code))
    again = json.loads(json.dumps(found, allow_nan=False))
    assert again == found
    assert again["table"]["code"] == code


def test_a_missing_number_has_its_reason_in_the_row() -> None:
    row = table_row(quadrant_of(evidence(outturns={}), A))
    assert row["l1_pooled"] is None
    assert row["why"]["l1_pooled"] == row["why"]["bend_l"]
    assert "no revenue outturn" in row["why"]["l1_pooled"]
    assert "u1" not in row["why"]


def test_the_evidence_is_not_changed_by_use() -> None:
    made: Evidence = evidence()
    before = made.picture.z.copy()
    all_quadrants(made)
    assert np.array_equal(made.picture.z, before)
