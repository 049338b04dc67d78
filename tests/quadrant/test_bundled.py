"""The bundled database: every area, the table for scripts, each sentence against its numbers."""

from __future__ import annotations

import json
import re
from statistics import median
from typing import Any

import pytest

from placelib.errors import UnknownArea
from placelib.quadrant import (
    Evidence,
    Quadrant,
    build_all_quadrants,
    build_quadrant,
    build_quadrant_json,
    build_table_row,
    compare_authorities,
    read_custom_boundary,
)
from placelib.quadrant.across_sentences import (
    describe_chance_tests,
    describe_leverages,
    describe_pairs,
    describe_understandings,
    describe_verdicts,
)
from placelib.quadrant.sentences import (
    describe_bend,
    describe_chance_test,
    describe_leverage,
    describe_published,
    describe_understanding,
    explain_bend,
    write_headline,
)
from placelib.quadrant.verdicts import find_side
from tests.statistics.test_reading_age import FIFTEEN, FOURTEEN, grade_of

LIVERPOOL, LIVERPOOL_REGION, LONDON, CORNWALL = "E08000012", "E47000004", "E12000007", "E06000052"
FIELDS = {
    "code", "name", "kind", "members", "u", "u_low", "u_high", "theta", "chance_05", "chance_50",
    "chance_95", "l_place", "l_place_low", "l_place_high", "l_all", "levers", "published_share",
    "verdict", "why",
}  # fmt: skip
NUMBER = r"−?[\d,]+(?:\.\d+)?"
CLOSER = re.compile(rf"averages are ({NUMBER})% closer to")
FURTHER = re.compile(rf"averages are ({NUMBER})% further from")
INTERVAL = re.compile(rf"kinds it could be ({NUMBER})% to ({NUMBER})% closer\.")
DISTANCES = re.compile(
    rf"lie ({NUMBER})% as far from .+ usually do.*\. From the averages of .+ they lie "
    rf"({NUMBER})% of that usual distance"
)
POUNDS = re.compile(rf"authority decides £({NUMBER}) and ministers £({NUMBER})\.")
# Words that a councillor would have to ask about.
JARGON = (
    "picture", "outturn", "interval", "precept", "variance", "standard deviation", "jackknife",
    "p-value", "quotient", "benchmark",
)  # fmt: skip


@pytest.fixture(scope="module")
def table(evidence: Evidence) -> list[Quadrant]:
    return build_all_quadrants(evidence)


@pytest.fixture(scope="module")
def everywhere(evidence: Evidence) -> list[Quadrant]:
    return [
        build_quadrant(evidence, area.code)
        for area in evidence.registry.areas.values()
        if area.has_page and area.is_current
    ]


def value_of(words: str) -> float:
    return float(words.replace(",", "").replace("−", "-"))


def sentences_of(quadrant: Quadrant) -> list[str]:
    return [
        explain_bend(quadrant),
        describe_understanding(quadrant),
        describe_leverage(quadrant),
    ]


def test_every_area_has_three_whole_sentences_a_headline_and_json(
    everywhere: list[Quadrant],
) -> None:
    for quadrant in everywhere:
        for sentence in sentences_of(quadrant):
            assert re.fullmatch(r"[A-Z0-9].+[a-z0-9%)]\.", sentence), sentence
            assert "None" not in sentence
            assert "nan" not in sentence.split()
            assert not [word for word in JARGON if word in sentence]
        assert len(write_headline(quadrant)) < 90
        json.dumps(build_quadrant_json(quadrant), allow_nan=False)


def test_every_number_in_the_sentences_is_the_reading_rounded(everywhere: list[Quadrant]) -> None:
    counted = decided = placed = 0
    for quadrant in everywhere:
        reading, sentence = quadrant.understanding, describe_understanding(quadrant)
        if match := CLOSER.search(sentence):
            assert value_of(match[1]) == pytest.approx(reading.score, abs=0.501)
            counted += 1
        if match := FURTHER.search(sentence):
            assert value_of(match[1]) == pytest.approx(-(reading.score or 0), abs=0.501)
        if match := INTERVAL.search(sentence):
            ends = value_of(match[1]), value_of(match[2])
            assert ends == pytest.approx((reading.low, reading.high), abs=0.501)
        if match := DISTANCES.search(sentence):
            assert quadrant.council is not None
            distances = value_of(match[1]), value_of(match[2])
            own = quadrant.council.from_nation or 0.0, quadrant.council.from_group or 0.0
            assert distances == pytest.approx([100 * distance for distance in own], abs=0.501)
            placed += 1
        if match := POUNDS.search(describe_leverage(quadrant)):
            assert value_of(match[1]) == pytest.approx(quadrant.leverage.headline, abs=0.501)
            assert value_of(match[1]) + value_of(match[2]) == 100
            decided += 1
    assert counted > 200
    assert decided > 50
    assert placed > 200


def test_a_point_always_lies_inside_its_interval(everywhere: list[Quadrant]) -> None:
    for quadrant in everywhere:
        reading = quadrant.understanding
        if reading.low is not None and reading.high is not None:
            assert reading.score is not None
            assert reading.low <= reading.score <= reading.high


def test_no_sentence_is_longer_than_a_breath(everywhere: list[Quadrant]) -> None:
    longest = [
        len(sentence.split())
        for quadrant in everywhere
        for text in (*sentences_of(quadrant), describe_published(quadrant))
        for sentence in re.split(r"(?<=[.:]) ", text)
    ]
    assert max(longest) <= 40
    assert sum(longest) / len(longest) < 18


def test_the_sentences_are_read_at_fourteen_names_aside(everywhere: list[Quadrant]) -> None:
    grades: dict[str, list[float]] = {}
    for quadrant in everywhere:
        tiers = quadrant.tiers
        areas = [area for area in (tiers.area, tiers.middle, tiers.nation) if area is not None]
        # A reader knows the name of the place: it counts as one short word.
        names = "|".join(re.escape(area.name) for area in sorted(areas, key=lambda a: -len(a.name)))
        for kind, sentence in enumerate((*sentences_of(quadrant), describe_published(quadrant))):
            if sentence:
                shortened = re.sub(names, "Leeds", sentence)
                grades.setdefault(str(kind), []).append(grade_of(shortened))
    assert len(grades) == 4
    for values in grades.values():
        assert median(values) <= FOURTEEN
        assert sorted(values)[int(0.9 * len(values))] <= FIFTEEN


def test_the_table_has_every_field_and_a_reason_for_every_null(table: list[Quadrant]) -> None:
    rows: list[dict[str, Any]] = [build_table_row(quadrant) for quadrant in table]
    assert len({row["code"] for row in rows}) == len(rows) == 161
    assert [row["kind"] for row in rows].count("authority") == 16
    assert {row["kind"] for row in rows} == {"authority", "council"}
    for row in rows:
        assert set(row) >= FIELDS
        assert {
            name for name, value in row.items() if value is None and name != "authority"
        } <= set(row["why"])
        for pounds in row["levers"].values():
            assert None not in pounds.values() or pounds["why"]


def test_the_verdict_follows_from_the_ends_in_the_table(table: list[Quadrant]) -> None:
    for row in map(build_table_row, table):
        sides = (
            find_side(row["u_low"], row["u_high"]),
            find_side(row["l_place_low"], row["l_place_high"]),
        )
        assert (row["verdict"] == "bends the line") == (sides == ("beyond", "beyond"))
        assert (row["verdict"] == "short of halfway on both") == (sides == ("short", "short"))


def test_an_authority_names_its_councils_and_a_council_itself(table: list[Quadrant]) -> None:
    rows = {row["code"]: row for row in map(build_table_row, table)}
    assert set(rows[LIVERPOOL_REGION]["members"]) == {
        "E06000006", "E08000011", "E08000012", "E08000013", "E08000014", "E08000015",
    }  # fmt: skip
    assert rows[LIVERPOOL]["members"] == [LIVERPOOL]
    assert rows[LIVERPOOL]["authority"] == LIVERPOOL_REGION


def test_every_authority_has_its_chance_and_no_council_has(table: list[Quadrant]) -> None:
    for quadrant in table:
        assert (quadrant.chance is not None) == quadrant.is_authority
        if quadrant.chance is not None:
            band = quadrant.chance.band
            assert band.groups == 3000
            assert band.low < band.median < band.high
            assert quadrant.chance.test is not None


def test_no_authority_bends_the_line_and_none_is_beyond_halfway(table: list[Quadrant]) -> None:
    authorities = [quadrant for quadrant in table if quadrant.is_authority]
    assert {quadrant.verdict for quadrant in authorities} == {
        "short of halfway on both",
        "cannot say",
    }
    assert all(quadrant.sides.understanding != "beyond" for quadrant in authorities)


@pytest.mark.parametrize("code", ["E47000015", "E47000016", "E47000017", "E47000018"])
def test_new_authorities_without_outturn_have_understanding_only(
    evidence: Evidence, code: str
) -> None:
    quadrant = build_quadrant(evidence, code)
    assert quadrant.understanding.score is not None
    assert quadrant.leverage.headline is None
    assert "is not published yet" in (quadrant.leverage.why or "")
    assert quadrant.verdict == "cannot say"


def test_cornwall_has_no_authority_and_its_region_is_statistics_only(evidence: Evidence) -> None:
    quadrant = build_quadrant(evidence, CORNWALL)
    assert quadrant.tiers.middle_kind == "region"
    assert "decides nothing" in describe_bend(quadrant)
    assert quadrant.leverage.headline is None


@pytest.mark.parametrize(
    ("code", "government"),
    [("W06000015", "the Welsh Government"), ("S12000049", "the Scottish Government")],
)
def test_a_devolved_council_has_its_government_in_the_middle(
    evidence: Evidence, code: str, government: str
) -> None:
    quadrant = build_quadrant(evidence, code)
    assert quadrant.tiers.middle_words == government
    assert "never set beside combined authorities" in describe_bend(quadrant)


def test_the_city_of_london_is_measured_and_counts_in_no_group(evidence: Evidence) -> None:
    city, london = build_quadrant(evidence, "E09000001"), build_quadrant(evidence, LONDON)
    assert city.council is not None
    assert city.council.from_group is not None
    assert london.group is not None
    assert london.group.councils == 32
    assert any("City of London has too few residents" in note for note in london.notes)


def test_two_councils_are_one_comparison_an_indicator(evidence: Evidence) -> None:
    hull = build_quadrant(evidence, "E47000016")
    assert any("one comparison an indicator" in note for note in hull.notes)


def test_a_boundary_of_ones_own_that_is_an_authoritys_reads_the_same(evidence: Evidence) -> None:
    members = [area.code for area in evidence.registry.members(LIVERPOOL_REGION)]
    drawn = read_custom_boundary(evidence, [*members, members[0]])
    quadrant = build_quadrant(evidence, LIVERPOOL_REGION)
    assert drawn.headline == quadrant.understanding
    with pytest.raises(UnknownArea):
        read_custom_boundary(evidence, [members[0], "W06000015"])


def test_what_is_said_of_all_authorities_counts_them(
    evidence: Evidence, table: list[Quadrant]
) -> None:
    everyone = [one for one in table if one.is_authority]
    combined = [one for one in everyone if one.code != LONDON]
    assert describe_understandings(combined).startswith(
        "No authority is clearly beyond halfway. Liverpool City Region, South Yorkshire and York "
        "and North Yorkshire may be above or below it."
    )
    assert "spent is not published yet" in describe_leverages(combined)
    assert "none bends the line" in describe_verdicts(combined)
    assert describe_pairs(compare_authorities(evidence)).startswith(
        "Of 105 pairs of authorities, 25"
    )
    assert describe_chance_tests(everyone).startswith("16 authorities are tested at once")
    assert all(describe_chance_test(one, 16) for one in everyone)


def test_the_leverage_of_london_is_called_unjudged_only_from_the_city(evidence: Evidence) -> None:
    assert write_headline(build_quadrant(evidence, "E09000001")) == (
        "Greater London Authority: what it decides cannot be judged from the City of London"
    )
    assert "cannot be judged from" not in write_headline(build_quadrant(evidence, "E09000007"))
    assert build_quadrant(evidence, LONDON).sides.leverage != "unknown"
