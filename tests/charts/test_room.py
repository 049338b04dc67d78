"""The room's votes on the axes of the evidence, the levers and the poll."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import vl_convert

from placelib.charts.quadrant_axes import IMAGINED
from placelib.charts.room import TierVotes, is_near, room_chart
from placelib.charts.room_bars import LeverVotes, choices_chart, levers_chart
from placelib.charts.room_marks import CODE, LARGE, SMALLEST, heading, joining, quotes
from placelib.charts.theme import LIGHT, PRESENT

VOTES = ((20.0, 0.0), (30.0, 10.0), (40.0, 20.0), (80.0, 50.0), (80.0, 70.0))
MIDDLE = TierVotes(
    index=1,
    name="the region",
    votes=VOTES,
    mean=(50.0, 30.0),
    median=(40.0, 20.0),
    half=(30.0, 80.0, 10.0, 50.0),
)


def drawn(*args: Any, **named: Any) -> dict[str, Any]:
    found: dict[str, Any] = room_chart(*args, **named).to_dict()
    return found


def rows(found: Any) -> list[dict[str, Any]]:
    """Every row of data in a specification, wherever it stands."""
    if isinstance(found, list):
        return [row for one in found for row in rows(one)]
    if not isinstance(found, dict):
        return []
    own = [one for one in (found.get("values"), *found.get("datasets", {}).values()) if one]
    values = [row for one in own for row in one if isinstance(row, dict)]
    return values + [row for name, one in found.items() if name != "datasets" for row in rows(one)]


def test_every_vote_is_a_mark_at_its_place_and_the_mean_is_named() -> None:
    found = drawn([MIDDLE])
    places = [(row["x"], row["y"]) for row in rows(found) if "y2" not in row]
    for vote in VOTES:
        assert vote in places
    (mean,) = [row for row in rows(found) if row.get("tier")]
    assert (mean["x"], mean["y"], mean["votes"]) == (50.0, 30.0, "5")
    assert "The region" in json.dumps(found)


def test_the_cross_reaches_over_the_middle_half_through_the_median() -> None:
    crosses = [
        (row["x"], row["x2"], row["y"], row["y2"]) for row in rows(drawn([MIDDLE])) if "x2" in row
    ]
    assert (30.0, 80.0, 20.0, 20.0) in crosses
    assert (40.0, 40.0, 10.0, 50.0) in crosses


def test_the_axes_are_those_of_the_evidence() -> None:
    text = json.dumps(drawn([MIDDLE]), ensure_ascii=False)
    assert all(axis.title in text for axis in IMAGINED)
    assert "ideal council" in text
    assert "ideal national government" in text


def test_the_published_point_is_beside_the_votes_unless_it_is_far_out() -> None:
    near, far = ("the region", 58.0, 2.0), ("the region", -300.0, 2.0)
    assert "published figures" in json.dumps(drawn([MIDDLE], near))
    assert "published figures" not in json.dumps(drawn([MIDDLE], far))
    assert is_near(near)
    assert not is_near(far)
    assert not is_near(None)


def test_a_second_vote_is_an_arrow_from_the_first() -> None:
    moved = TierVotes(
        index=1,
        name="the region",
        votes=VOTES,
        mean=(50.0, 30.0),
        median=(40.0, 20.0),
        half=MIDDLE.half,
        before=(10.0, 90.0),
    )
    found = drawn([moved], None, [(1.0, 2.0, 3.0, 4.0)])
    ways = [(row["x"], row["y"], row["x2"], row["y2"]) for row in rows(found) if "y2" in row]
    assert (10.0, 90.0, 50.0, 30.0) in ways
    assert (1.0, 2.0, 3.0, 4.0) in ways
    # One head, at the end of the room's own way.
    heads = [(row["x"], row["y"], row["x0"], row["y0"]) for row in rows(found) if "x0" in row]
    assert heads == [(50.0, 30.0, 10.0, 90.0)]


def test_a_tier_whose_second_vote_is_awaited_has_the_hollow_mark_of_the_first() -> None:
    def look(tier: TierVotes) -> Any:
        (layer,) = [
            layer
            for layer in drawn([tier])["layer"]
            if "tooltip" in layer["encoding"] and layer["mark"].get("size") == 380
        ]
        return layer["mark"]["fill"] if "fill" in layer["mark"] else layer["mark"]["color"]

    assert look(replace(MIDDLE, is_first=True)) == LIGHT.page
    assert look(MIDDLE) == LIGHT.categories[3]


def test_the_head_of_an_arrow_points_from_the_first_vote_to_the_second() -> None:
    # From left to right: a quarter turn from “up”.
    level = replace(MIDDLE, votes=(), mean=(90.0, 50.0), before=(10.0, 50.0))
    specification = json.dumps({**drawn([level]), "width": 600})
    picture = vl_convert.vegalite_to_svg(specification)
    heads = re.findall(r"translate\([\d.]+,[\d.]+\) rotate\(([-\d.]+)", picture)
    assert heads == ["90"]


def test_levers_and_the_poll_show_what_was_counted() -> None:
    found = levers_chart(
        [LeverVotes(tier_index=1, lever="Money", tier="the region", mean=30, low=0, high=25)],
        ["None", "All"],
    ).to_dict()
    assert "30 of 100" in json.dumps(found)
    bars = choices_chart(["Yes", "No"], [3, 0]).to_dict()
    assert [row["count"] for row in rows(bars)][:2] == [3, 0]


def test_on_a_projector_every_text_of_the_charts_and_the_board_is_large() -> None:
    charts = [
        room_chart([MIDDLE], ("the region", 58.0, 2.0), theme=LIGHT, sizes=PRESENT).to_json(),
        levers_chart(
            [LeverVotes(tier_index=1, lever="M", tier="r", mean=1, low=1, high=1)],
            ["None"],
            sizes=PRESENT,
        ).to_json(),
        choices_chart(["Yes"], [1], sizes=PRESENT).to_json(),
    ]
    for chart in charts:
        sizes = [
            int(line.split(":")[1].strip(" ,")) for line in chart.splitlines() if "ontSize" in line
        ]
        assert sizes
        assert min(sizes) >= 24
    assert min(SMALLEST, LARGE, CODE) >= 24


def test_what_people_wrote_is_shown_as_they_wrote_it() -> None:
    assert "&lt;img src=x&gt;" in quotes(["<img src=x>"], LIGHT)
    assert "<script>" not in heading("<script>", "<script>", "", LIGHT)


def test_the_address_to_type_breaks_after_its_slash_and_after_dots_alone() -> None:
    html = joining(b"", "bend.example.org/join", "6T7 HV6", LIGHT)
    host, path = re.findall(r'inline-block">(.*?)</span>', html)
    assert (host, path) == ("bend.<wbr>example.<wbr>org/", "join")
    assert "anywhere" not in html


def test_a_long_word_of_the_address_has_smaller_letters() -> None:
    def read_share(address: str) -> float:
        html = joining(b"", address, "6T7 HV6", LIGHT)
        return float(re.findall(r'strong style="font-size:min\(.*?, ([\d.]+)cqi', html)[0])

    # 20 letters of 8 hundredths of the column's width each, in letters not as wide as high.
    assert read_share("placesofourownchoice.org/join") < 10 < read_share("bend.example.org/join")


def test_a_tier_keeps_its_colour_when_another_has_too_few_votes() -> None:
    authority = LIGHT.categories[3]
    council = LIGHT.categories[0]
    for text in (
        room_chart([MIDDLE], theme=LIGHT).to_json(),
        levers_chart(
            [LeverVotes(tier_index=1, lever="Money", tier="the region", mean=30, low=0, high=25)],
            ["None"],
        ).to_json(),
    ):
        assert authority in text
        assert council not in text
