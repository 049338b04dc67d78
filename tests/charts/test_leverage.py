"""Leverage drawn: the figures are where they belong, and no colour tells them apart alone."""

from __future__ import annotations

import json
from typing import Any

from placelib.charts.leverage import (
    LeverageMark,
    LeverBar,
    SharePoint,
    lever_bars_chart,
    leverage_strip_chart,
    share_line_chart,
)
from placelib.charts.theme import LIGHT, PRESENT
from tests.charts.test_room import rows

BARS = (LeverBar("Transport", 19.4, 115.0, 467.0), LeverBar("Economy", None, -2.0, 128.0))
MARKS = (
    LeverageMark(name="Greater Manchester", point=16.4, low=13.5, high=16.4, coming=31.4),
    LeverageMark("Lancashire", None, reason="no outturn yet"),
    LeverageMark("Hull and East Yorkshire", None, coming=2.2, reason="no outturn yet"),
    LeverageMark("Scotland", 59.3, is_scale=True),
)
YEARS = (
    SharePoint("2019-20", 8.0),
    SharePoint("2020-21", 9.0, is_pandemic=True),
    SharePoint("2021-22", None),
    SharePoint("2022-23", 11.2),
)


def spec(chart: Any) -> dict[str, Any]:
    found: dict[str, Any] = chart.to_dict()
    return found


def layer_rows(chart: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    """The data of one layer of a chart."""
    found: list[dict[str, Any]] = chart["datasets"][layer["data"]["name"]]
    return found


def test_the_parts_of_a_bar_follow_one_another_in_the_order_of_tiers() -> None:
    parts = [row for row in rows(spec(lever_bars_chart(BARS))) if "start" in row]
    transport = [
        (row["tier"], row["start"], row["end"]) for row in parts if row["lever"] == "Transport"
    ]
    assert transport == [
        ("C councils", 0.0, 19.4),
        ("A authority", 19.4, 134.4),
        ("M ministers", 134.4, 601.4),
    ]


def test_what_is_not_evidenced_or_below_nought_has_no_part_and_is_written() -> None:
    found = rows(spec(lever_bars_chart(BARS)))
    assert [row["tier"] for row in found if row["lever"] == "Economy" and "start" in row] == [
        "M ministers"
    ]
    amounts = {row["lever"]: row["amounts"] for row in found if "amounts" in row}
    assert amounts["Economy"] == "C not evidenced · A −£2 · M £128"
    assert amounts["Transport"] == "C £19 · A £115 · M £467"


def test_the_colours_stand_in_their_order_and_the_letters_name_them_too() -> None:
    text = json.dumps(spec(lever_bars_chart(BARS)))
    assert json.dumps(list(LIGHT.categories[:3])) in text
    assert "C councils" in text


def test_the_strip_keeps_the_order_it_was_given() -> None:
    found = spec(leverage_strip_chart(MARKS))
    orders = [
        layer["encoding"]["y"]["sort"] for layer in found["layer"] if "y" in layer["encoding"]
    ]
    assert orders
    assert all(order == [mark.name for mark in MARKS] for order in orders)


def test_a_mark_stands_in_its_range_and_its_arrow_leaves_from_it() -> None:
    found = rows(spec(leverage_strip_chart(MARKS)))
    first = next(row for row in found if row.get("name") == "Greater Manchester")
    assert (first["low"], first["x"], first["high"]) == (13.5, 16.4, 16.4)
    assert (first["start"], first["coming"]) == (16.4, 31.4)
    assert first["heading"] == "Greater Manchester 16"


def test_what_is_not_evidenced_is_written_and_has_no_mark() -> None:
    chart = spec(leverage_strip_chart(MARKS))
    texts = [
        layer
        for layer in chart["layer"]
        if layer["encoding"].get("text", {}).get("field") == "reason"
    ]
    assert len(texts) == 1
    written = [row["name"] for row in layer_rows(chart, texts[0])]
    assert written == ["Lancashire", "Hull and East Yorkshire"]


def test_a_devolved_government_differs_in_shape_and_says_for_scale() -> None:
    chart = spec(leverage_strip_chart(MARKS))
    shapes = {layer["mark"]["shape"] for layer in chart["layer"] if "shape" in layer["mark"]}
    assert {"circle", "diamond", "triangle-right"} <= shapes
    assert "Scotland 59, for scale" in json.dumps(chart)


def test_the_strip_always_reaches_from_nought_to_a_hundred_and_further_for_what_lies_outside() -> (
    None
):
    far = leverage_strip_chart(
        [LeverageMark(name="Far", point=-4.0, low=-6.0, high=-4.0, coming=120.0)]
    )
    domains = [
        layer["encoding"]["x"]["scale"]["domain"]
        for layer in spec(far)["layer"]
        if "scale" in layer["encoding"].get("x", {})
    ]
    assert domains
    assert all(low < -6 and high > 120 for low, high in domains)


def test_a_line_breaks_where_a_year_has_no_figure_and_keeps_its_place() -> None:
    chart = spec(share_line_chart(YEARS))
    line = next(layer for layer in chart["layer"] if layer["mark"]["type"] == "line")
    runs = {row["year"]: row["run"] for row in layer_rows(chart, line)}
    assert runs["2020-21"] != runs["2022-23"]
    assert line["encoding"]["x"]["scale"]["domain"] == [year.year for year in YEARS]


def test_pandemic_years_are_shaded_and_named() -> None:
    assert "pandemic" in json.dumps(spec(share_line_chart(YEARS)))
    assert "pandemic" not in json.dumps(spec(share_line_chart(YEARS[2:])))


def test_a_projector_has_larger_text_and_taller_rows() -> None:
    desk, room = spec(leverage_strip_chart(MARKS)), spec(leverage_strip_chart(MARKS, sizes=PRESENT))
    assert room["height"] > desk["height"]
    assert f'"fontSize": {PRESENT.label}' in json.dumps(room)
