"""The shaded map without a graphics card: a small place is ringed as well as outlined."""

from __future__ import annotations

from typing import Any

from placelib.charts.map_legend import LegendKey
from placelib.charts.shaded_map import shaded_map

KEYS = [LegendKey("little", 1, "#eeeeee"), LegendKey("much", 1, "#111111")]


def marks(**more: Any) -> list[dict[str, Any]]:
    chart = shaded_map(
        {"A": "little", "B": "much"}, KEYS, "ltla", (-6.0, 50.0, 2.0, 56.0), **more
    ).to_dict()
    return [layer["mark"] for layer in chart["layer"]]


def test_a_place_is_outlined_and_ringed_where_its_outline_would_be_lost() -> None:
    assert [one["type"] for one in marks()] == ["geoshape"]
    assert [one["type"] for one in marks(chosen="A")] == ["geoshape", "geoshape"]
    *_, ring = marks(chosen="A", ring=(-2.9, 53.4))
    assert (ring["type"], ring["shape"], ring["filled"]) == ("point", "circle", False)
