"""Leverage drawn: the figures are where they belong, and no colour tells them apart alone."""

from __future__ import annotations

import json
from typing import Any

from placelib.charts.leverage import (
    LeverBar,
    SharePoint,
    lever_bars_chart,
    share_line_chart,
)
from placelib.charts.theme import LIGHT, PRESENT
from tests.charts.test_room import rows

BARS = (LeverBar("Transport", 19.4, 115.0, 467.0), LeverBar("Economy", None, -2.0, 128.0))
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
    desk, room = spec(lever_bars_chart(BARS)), spec(lever_bars_chart(BARS, sizes=PRESENT))
    assert room["height"] > desk["height"]
    assert f'"fontSize": {PRESENT.label}' in json.dumps(room)
