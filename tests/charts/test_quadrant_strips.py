"""A strip: a row a place, with its interval, its chance and what is coming."""

from __future__ import annotations

import json
from typing import Any

from placelib.charts.quadrant_axes import AxisWords
from placelib.charts.quadrant_strips import (
    BAND_PIXELS,
    FURTHEST_LEFT,
    UNDERSTANDING_RULES,
    StripRow,
    strip_chart,
)
from placelib.charts.theme import LIGHT, PRESENT

_AXIS = AxisWords("Leverage", after="%")
ROWS = [
    StripRow(
        name="Twin Rivers",
        value=40.0,
        low=25.0,
        high=52.0,
        chance=(1.0, 20.0, 46.0),
        arrow_end=60.0,
    ),
    StripRow("Far Hills", None, remark="no spending published yet"),
    StripRow("Scotland", 59.0, mark="for scale"),
]


def draw(strip: list[StripRow]) -> dict[str, Any]:
    specification: dict[str, Any] = strip_chart(strip, _AXIS, UNDERSTANDING_RULES).to_dict()
    return specification


def rows(specification: dict[str, Any], **mark: object) -> list[dict[str, Any]]:
    return [
        row
        for layer in specification["layer"]
        if mark.items() <= layer["mark"].items()
        for row in specification["datasets"][layer["data"]["name"]]
    ]


def test_a_row_has_its_point_its_interval_and_its_chance() -> None:
    specification = draw(ROWS)
    (interval,) = rows(specification, type="rule", strokeWidth=6)
    assert (interval["name"], interval["low"], interval["high"]) == ("Twin Rivers", 25, 52)
    (chance,) = rows(specification, type="rule", strokeWidth=BAND_PIXELS)
    assert (chance["chance_low"], chance["chance_high"]) == (1, 46)
    assert chance["by_chance"] == "20 (1 to 46)"
    (arrow,) = rows(specification, type="point", shape="triangle-right")
    assert arrow["arrow_end"] == 60


def test_what_is_for_scale_is_a_diamond_and_no_authority() -> None:
    specification = draw(ROWS)
    assert [row["name"] for row in rows(specification, shape="diamond")] == ["Scotland"]
    assert [row["name"] for row in rows(specification, type="point", size=120)] == ["Twin Rivers"]


def test_a_row_without_a_reading_says_why() -> None:
    labels = [row["label"] for row in rows(draw(ROWS), type="text", dx=2, fill=LIGHT.text)]
    assert labels == ["Twin Rivers", "Far Hills: no spending published yet", "Scotland"]


def test_what_reaches_far_to_the_left_ends_with_its_number() -> None:
    specification = draw([StripRow("Exeter", -44.0, -128.0, 9.0)])
    (interval,) = rows(specification, type="rule", strokeWidth=6)
    assert interval["low"] == FURTHEST_LEFT - 8
    (label,) = [row["label"] for row in rows(specification, type="text", dx=2, fill=LIGHT.text)]
    assert label == "Exeter   ← −128"


def test_the_rules_are_named() -> None:
    assert [row["label"] for row in rows(draw(ROWS), type="text", baseline="top")] == [
        "England",
        "halfway",
        "each council",
    ]


def test_an_arrow_without_a_reading_begins_at_nothing() -> None:
    (arrow,) = rows(
        draw([StripRow("Hull", None, arrow_end=2.2)]), type="point", shape="triangle-right"
    )
    assert (arrow["arrow_start"], arrow["arrow_end"]) == (0.0, 2.2)


def test_the_strip_reaches_from_nought_to_a_hundred_and_further_for_what_lies_outside() -> None:
    far = draw([StripRow(name="Far", value=-4.0, low=-6.0, high=-4.0, arrow_end=120.0)])
    low, high = far["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low < -6
    assert high > 120


def test_a_projector_has_larger_text() -> None:
    specification = strip_chart(ROWS, _AXIS, UNDERSTANDING_RULES, sizes=PRESENT).to_dict()
    assert f'"fontSize": {PRESENT.label}' in json.dumps(specification)
