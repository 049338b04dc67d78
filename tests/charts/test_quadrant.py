"""The chart of the quadrant shows what it is given, and what is not known as not known."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any

import pytest

from placelib.axis_words import BEND_LINES, NATIONAL, STRAIGHT_LINE
from placelib.charts.quadrant import (
    QuadrantMarks,
    authorities_chart,
    quadrant_chart,
)
from placelib.charts.quadrant_axes import (
    NUMBER_SHARE,
    AuthorityMarks,
    number_authorities,
    place_numbers,
    spread_apart,
)
from placelib.charts.theme import DARK, DESK, LIGHT, PRESENT

Specification = dict[str, Any]
MARKS = AuthorityMarks(
    code="E47000099",
    name="Twin Rivers",
    understanding=40.0,
    low=25.0,
    high=52.0,
    leverage=13.0,
    range_low=10.0,
    range_high=13.5,
    arrow_end=39.0,
    chance=(1.0, 20.0, 46.0),
)
OTHER = AuthorityMarks(
    code="E47000098",
    name="Far Hills",
    understanding=20.0,
    low=10.0,
    high=30.0,
    leverage=6.0,
    range_low=5.0,
    range_high=6.0,
)


def draw(middle: AuthorityMarks | None = MARKS, why: str = "", **options: Any) -> Specification:
    marks = QuadrantMarks("Its councils", "England", middle, why)
    specification: Specification = quadrant_chart(marks, **options).to_dict()
    return specification


def rows(specification: Specification, **mark: object) -> list[dict[str, Any]]:
    """The rows of all layers whose mark has these properties."""
    return [
        row
        for layer in specification["layer"]
        if mark.items() <= layer["mark"].items()
        for row in specification["datasets"][layer["data"]["name"]]
    ]


def domains(specification: Specification) -> tuple[list[float], list[float]]:
    encoding = specification["layer"][0]["encoding"]
    return encoding["x"]["scale"]["domain"], encoding["y"]["scale"]["domain"]


def texts(specification: Specification) -> set[str]:
    marks = [layer["mark"] for layer in specification["layer"]]
    return {mark["text"] for mark in marks if mark["type"] == "text"}


def test_the_point_stands_in_its_interval_and_its_range() -> None:
    specification = draw()
    (point,) = rows(specification, type="point", size=200)
    assert (point["x"], point["y"]) == (40, 13)
    assert (point["understanding"], point["leverage"]) == ("40 (25 to 52)", "13 (10 to 14)")
    (interval,) = rows(specification, type="rule", strokeWidth=5)
    assert (interval["x"], interval["x2"], interval["y"]) == (25, 52, 13)
    bars = [row for row in rows(specification, type="rule", strokeWidth=2) if row["x"] == 40]
    assert {(row["y"], row["y2"]) for row in bars} == {(10, 13.5), (13, 39)}


def test_the_band_of_chance_lies_behind_the_point_with_its_median() -> None:
    specification = draw()
    (band,) = rows(specification, type="rule", strokeWidth=26)
    assert (band["x"], band["x2"], band["y"]) == (1, 46, 13)
    assert [row["x"] for row in rows(specification, type="tick")] == [20]
    kinds = [layer["mark"].get("strokeWidth") for layer in specification["layer"]]
    assert kinds.index(26) < kinds.index(5)


def test_the_arrow_ends_where_documented_money_would_lead() -> None:
    (tip,) = rows(draw(), type="point", shape="triangle-up")
    assert (tip["x"], tip["y"]) == (40, 39)
    assert rows(draw(replace(MARKS, arrow_end=None)), type="point", shape="triangle-up") == []


def test_the_line_joins_local_and_national_through_halfway() -> None:
    specification = draw()
    ends = rows(specification, type="point", shape="square")
    assert [(row["x"], row["y"]) for row in ends] == [(100, 0), (0, 100)]
    (halfway,) = rows(specification, type="point", size=90)
    assert (halfway["x"], halfway["y"]) == (50, 50)


def test_the_corner_of_a_bend_begins_at_halfway_on_both_axes() -> None:
    specification = draw()
    (corner,) = rows(specification, type="rect", color=LIGHT.tint)
    (_, right), (_, top) = domains(specification)
    assert corner == {"x": 50, "y": 50, "x2": right, "y2": top}


def test_values_outside_the_archetypes_widen_the_axes_and_say_what_lies_there() -> None:
    specification = draw(replace(MARKS, understanding=-4.0, low=-21.0))
    (left, right), _ = domains(specification)
    assert left < -21
    assert right > 100
    assert "← fits worse than \nEngland’s figures" in texts(specification)
    assert not any("fits worse" in text for text in texts(draw()))


def test_without_leverage_there_is_a_line_in_its_interval_and_no_point() -> None:
    marks = replace(MARKS, leverage=None, range_low=None, range_high=None)
    specification = draw(marks, "no money \nfigures yet")
    assert rows(specification, type="point", size=200) == []
    (line,) = rows(specification, type="rule", strokeDash=[2, 3])
    assert (line["x"], line["y"], line["y2"], line["leverage"]) == (40, 0, 100, "not known")
    assert "Twin Rivers:\nno money \nfigures yet" in texts(specification)
    zones = rows(specification, type="rect")
    assert {(zone["x"], zone["x2"]) for zone in zones} >= {(25, 52), (1, 46)}
    (tip,) = rows(specification, type="point", shape="triangle-up")
    assert tip["y"] == 39


def test_without_understanding_there_is_a_line_at_its_leverage() -> None:
    marks = AuthorityMarks(
        code="E1",
        name="Leeds",
        understanding=None,
        low=None,
        high=None,
        leverage=12.0,
        range_low=10.0,
        range_high=12.0,
        arrow_end=27.0,
    )
    (line,) = rows(draw(marks, "too close"), type="rule", strokeDash=[2, 3])
    assert (line["x"], line["x2"], line["y"]) == (0, 100, 12)


def test_a_nation_shows_the_archetypes_alone() -> None:
    specification = draw(None)
    assert texts(specification) == {
        "Its councils",
        NATIONAL,
        STRAIGHT_LINE,
        "halfway",
        " \n".join(BEND_LINES),
    }
    assert domains(specification) == ([-9, 109], [-9, 109])


def test_other_authorities_are_small_and_numbered_on_demand() -> None:
    others = [MARKS, OTHER, replace(OTHER, code="E3", leverage=None)]
    plain, numbered = draw(others=others), draw(others=others, has_numbers=True)
    # The authority itself stands out already, and one without leverage has no point.
    assert [row["tier"] for row in rows(plain, type="point", size=40)] == ["Far Hills"]
    assert "1" not in texts(plain)
    assert {"1", MARKS.name} <= texts(numbered)
    assert "2" not in texts(numbered)


def test_numbers_follow_the_names_and_leave_out_who_has_no_point() -> None:
    others = [replace(OTHER, name="Zed"), replace(OTHER, leverage=None), replace(OTHER, name="Ash")]
    named = [(figure, marks.name) for figure, marks in number_authorities(others)]
    assert named == [(1, "Ash"), (2, "Zed")]


def test_the_own_name_stands_above_the_numbers_and_clear_of_its_arrow() -> None:
    spots = place_numbers([OTHER], replace(MARKS, arrow_end=None), (-9.0, 109.0), 4.0)
    heights = {spot.text: spot.y for spot in spots}
    assert heights[MARKS.name] > heights["1"] + 4.0
    far = place_numbers([OTHER], replace(MARKS, arrow_end=60.0), (-9.0, 109.0), 4.0)
    assert next(spot.y for spot in far if spot.text != "1") > 60.0


def test_places_are_spread_apart_around_where_they_belong() -> None:
    assert spread_apart([10.0, 10.0, 30.0], 4.0) == [8.0, 12.0, 30.0]
    assert spread_apart([], 4.0) == []


def test_all_authorities_stand_in_their_intervals() -> None:
    specification = authorities_chart([MARKS, OTHER, replace(OTHER, leverage=None)]).to_dict()
    points = rows(specification, type="point", size=90, color=LIGHT.pair[1])
    assert [row["tier"] for row in points] == ["Twin Rivers", "Far Hills"]
    assert len(rows(specification, type="rule", strokeWidth=5)) == 2


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_colour_comes_from_the_theme(theme: Any) -> None:
    text = json.dumps(draw(theme=theme, others=[OTHER]))
    ours = {word for word in text.split('"') if word.startswith("#") and len(word) == 7}
    assert ours <= {
        theme.tint,
        theme.grid,
        theme.page,
        theme.rest,
        theme.text,
        theme.quiet_text,
        theme.pair[1],
    }


def test_text_is_as_large_as_the_projector_asks() -> None:
    text = json.dumps(draw(sizes=PRESENT))
    assert '"fontSize": 24' in text
    assert f'"fontSize": {DESK.label},' not in text


def test_the_chart_is_as_wide_as_its_container_and_small() -> None:
    specification = draw(others=[replace(OTHER, code=f"E{n}") for n in range(16)])
    assert specification["width"] == "container"
    assert len(json.dumps(specification, allow_nan=False)) < 40_000


def test_numbers_of_points_close_together_stand_apart_and_above_the_name() -> None:
    others = [
        replace(OTHER, code=f"E{n}", name=f"Hill {n}", leverage=6.0 + n / 10) for n in range(9)
    ]
    specification = draw(others=others, has_numbers=True)
    places = [
        tuple(specification["datasets"][layer["data"]["name"]][0][axis] for axis in "xy")
        for layer in specification["layer"]
        if str(layer["mark"].get("text", "")).isdigit() and "stroke" not in layer["mark"]
    ]
    assert len(places) == 9
    across = sorted(x for x, _ in places)
    (left, right), _ = domains(specification)
    assert min(b - a for a, b in itertools.pairwise(across)) == pytest.approx(
        NUMBER_SHARE * (right - left)
    )
    assert len({y for _, y in places}) == 2
    assert min(y for _, y in places) > (MARKS.leverage or 0.0)
