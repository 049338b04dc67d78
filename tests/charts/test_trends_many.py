"""Up to ten areas over time: labels apart, gaps kept, doubts shown, one scale for all panels."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from placelib.charts.parts import ReferenceLine, place_apart
from placelib.charts.theme import DARK, DESK, LIGHT, PRESENT
from placelib.charts.trend_layers import TrendMark, TrendTrack
from placelib.charts.trends_many import HEIGHT, panel, shared_domain, together


def mark(year: int, value: float | None, quality: str = "", gap: str = "") -> TrendMark:
    low, high = (None, None) if value is None else (value - 1, value + 1)
    return TrendMark(
        date=f"{year}-01-01",
        period=str(year),
        value=value,
        lower=low,
        upper=high,
        value_text=f"{value}%",
        range="range",
        quality=quality,
        gap=gap,
    )


def track(name: str, *values: float | None, band: bool = False) -> TrendTrack:
    marks = tuple(
        mark(2020 + at, value, gap="" if value is not None else "confidential")
        for at, value in enumerate(values)
    )
    return TrendTrack(name, marks, band)


def layers(chart: Any) -> list[dict[str, Any]]:
    whole = chart.to_dict()
    # Altair puts rows that two layers share into one place and names it.
    held = whole.get("datasets", {})
    return [
        {**one, "data": {"values": held.get(one["data"].get("name"), one["data"].get("values"))}}
        for one in whole["layer"]
    ]


def of_type(chart: Any, kind: str) -> list[dict[str, Any]]:
    return [layer for layer in layers(chart) if layer["mark"]["type"] == kind]


@pytest.mark.parametrize("height", [HEIGHT, 200])
def test_labels_never_collide_and_stay_inside(height: int) -> None:
    tracks = [track(f"Place {n}", 50.0, 60.0 + n / 100) for n in range(4)]
    chart = together(tracks, "'a'", height=height)
    (names,) = of_type(chart, "text")
    domain = of_type(chart, "line")[0]["encoding"]["y"]["scale"]["domain"]
    places = sorted(row["at"] for row in names["data"]["values"])
    pixels = [at / (domain[1] - domain[0]) * height for at in places]
    assert all(two - one >= 17.9 for one, two in pairwise(pixels))
    assert places[-1] <= domain[1]


@pytest.mark.parametrize(
    ("values", "heights", "places"),
    [
        # Nothing meets: every name stands at its line's end.
        ([1.0, 5.0, 9.0], [2.0, 2.0, 2.0], [1.0, 5.0, 9.0]),
        # Two that meet give way alike; the third stays.
        ([4.0, 5.0, 9.0], [2.0, 2.0, 2.0], [3.5, 5.5, 9.0]),
        # Only the tall name needs the room of two lines.
        ([2.0, 5.0, 8.0], [2.0, 4.0, 2.0], [2.0, 5.0, 8.0]),
        ([4.0, 4.0, 4.0], [2.0, 2.0, 2.0], [2.0, 4.0, 6.0]),
        # The ends hold.
        ([0.0, 9.9, 10.0], [2.0, 2.0, 2.0], [1.0, 7.0, 9.0]),
        ([5.0], [2.0], [5.0]),
    ],
)
def test_names_stand_as_near_to_their_lines_as_the_others_let_them(
    values: list[float], heights: list[float], places: list[float]
) -> None:
    assert place_apart(values, heights, (0.0, 10.0)) == pytest.approx(places)


def test_more_names_than_there_is_room_for_hold_the_upper_end() -> None:
    assert place_apart([1.0, 2.0, 3.0], [4.0, 4.0, 4.0], (0.0, 10.0)) == [0.0, 4.0, 8.0]


def test_a_long_name_takes_three_lines_and_never_more() -> None:
    labels = []
    for name in (
        "Bournemouth, Christchurch and Poole",
        "Kensington, Chelsea, Bournemouth and Poole",
    ):
        (names,) = of_type(together([track(name, 1.0, 2.0)], "'a'"), "text")
        labels.append(names["data"]["values"][0]["label"])
    assert labels == [
        "Bournemouth,\nChristchurch\nand Poole",
        "Kensington,\nChelsea,\nBournemouth and…",
    ]


def test_a_name_of_several_lines_has_its_middle_where_it_was_given_room() -> None:
    (names,) = of_type(together([track("Kensington and Chelsea", 1.0, 2.0)], "'a'"), "text")
    # Vega hangs further lines below the first, over the name that follows.
    assert names["mark"]["dy"] == {
        "expr": f"-(split(datum.label, '\\n').length - 1) * {DESK.label} / 2"
    }


def test_the_first_cross_says_that_there_is_no_figure() -> None:
    chart = together([track("Poole", None, None, 1.0, 2.0)], "'a'")
    words, _ = of_type(chart, "text")
    (row,) = words["data"]["values"]
    assert (row["words"], row["date"]) == ("× no figure", "2020-01-01")


def test_a_gap_breaks_the_line_and_stands_at_the_foot_with_its_reason() -> None:
    chart = together([track("A", 1.0, None, 3.0)], "'a'")
    line = of_type(chart, "line")[0]
    assert line["mark"]["invalid"] == "break-paths-filter-domains"
    assert [row["value"] for row in line["data"]["values"]] == [1.0, None, 3.0]
    crosses = [one for one in of_type(chart, "point") if one["mark"].get("shape") == "cross"]
    assert [row["gap"] for row in crosses[0]["data"]["values"]] == ["confidential"]


def test_a_period_that_only_others_have_breaks_the_line_too() -> None:
    one = TrendTrack("A", (mark(2020, 1.0), mark(2022, 2.0)), has_band=False)
    chart = together([one, track("B", 1.0, 2.0, 3.0)], "'a'")
    rows = [row for row in of_type(chart, "line")[0]["data"]["values"] if row["area"] == "A"]
    assert [row["value"] for row in rows] == [1.0, None, 2.0]


def test_a_doubted_figure_is_hollow_and_larger() -> None:
    one = TrendTrack("A", (mark(2020, 1.0), mark(2021, 2.0, "low reliability")), has_band=False)
    sure, doubted = of_type(together([one], "'a'"), "point")
    assert sure["mark"]["filled"]
    assert not doubted["mark"]["filled"]
    assert doubted["mark"]["size"] > sure["mark"]["size"]
    assert doubted["data"]["values"][0]["quality"] == "low reliability"


def test_only_the_chosen_areas_have_bands() -> None:
    chart = together([track("A", 1.0, 2.0, band=True), track("B", 1.0, 2.0)], "'a'")
    (band,) = of_type(chart, "area")
    assert {row["area"] for row in band["data"]["values"]} == {"A"}
    assert not of_type(together([track("A", 1.0, 2.0)], "'a'"), "area")


def test_panels_share_one_scale_and_show_the_others_behind() -> None:
    tracks = [track(f"Place {n}", 1.0 * n, 2.0 * n) for n in range(6)]
    domain = shared_domain(tracks, ReferenceLine(20.0, "England"))
    assert domain[1] > 20.0
    charts = [panel(one, tracks, "'a'", domain) for one in tracks]
    for chart, one in zip(charts, tracks, strict=True):
        scales = {
            tuple(layer["encoding"]["y"]["scale"]["domain"])
            for layer in layers(chart)
            if "scale" in layer["encoding"].get("y", {})
        }
        assert scales == {domain}
        assert chart.to_dict()["title"]["text"] == one.name
        behind, own = of_type(chart, "line")
        assert one.name not in {row["area"] for row in behind["data"]["values"]}
        assert {row["area"] for row in own["data"]["values"]} == {one.name}


def test_each_area_has_a_colour_a_dash_and_a_shape_of_its_own() -> None:
    tracks = [track(f"Place {n}", 1.0, 2.0) for n in range(4)]
    for theme in (LIGHT, DARK):
        chart = together(tracks, "'a'", theme=theme)
        line, point = of_type(chart, "line")[0], of_type(chart, "point")[0]
        for channel in (
            line["encoding"]["color"], line["encoding"]["strokeDash"], point["encoding"]["shape"]
        ):  # fmt: skip
            assert len({json.dumps(one) for one in channel["scale"]["range"]}) == 4


def test_an_axis_begins_at_zero_only_where_asked_and_near_enough() -> None:
    near, far = [track("Place", 3.0, 10.0)], [track("Place", 60.0, 70.0)]
    assert shared_domain(near, from_zero=True)[0] == 0.0
    assert shared_domain(near)[0] > 0.0
    assert shared_domain(far, from_zero=True)[0] > 50.0
    below = [track("Place", -3.0, 10.0)]
    assert shared_domain(below, from_zero=True)[0] < -3.0


def test_the_axis_holds_the_intervals_of_the_areas_that_show_them() -> None:
    assert shared_domain([track("Place", 50.0, 60.0, band=True)])[1] > 61.0
    assert shared_domain([track("Place", 50.0, 60.0)])[1] < 61.0


def across(values: int) -> dict[str, Any]:
    chart = together([track("Place", *map(float, range(values)))], "'a'")
    axes = [one["encoding"]["x"]["axis"] for one in layers(chart) if one["mark"]["type"] == "line"]
    return dict(axes[0])


def test_up_to_four_periods_are_named_by_their_month_and_more_by_years() -> None:
    few, many = across(4), across(5)
    assert few["format"] == "%b %Y"
    assert [day["year"] for day in few["values"]] == [2020, 2021, 2022, 2023]
    assert (many["format"], many["tickCount"]) == ("%Y", {"interval": "year", "step": 1})
    assert across(31)["tickCount"]["step"] == 6


def test_a_hostile_name_stays_data_and_present_mode_enlarges_every_text() -> None:
    name = "</script><b>{x}"
    chart = together([track(name, 1.0, 2.0)], "'a'", sizes=PRESENT)
    assert all(
        row["area"] == name for layer in of_type(chart, "line") for row in layer["data"]["values"]
    )
    assert "http" not in json.dumps({k: v for k, v in chart.to_dict().items() if k != "$schema"})
    (names,) = of_type(chart, "text")
    assert names["mark"]["fontSize"] == PRESENT.label
    assert chart.to_dict()["config"]["axis"]["labelFontSize"] == PRESENT.label


def test_without_a_value_there_is_no_chart() -> None:
    with pytest.raises(ValueError, match="empty"):
        together([], "'a'")
