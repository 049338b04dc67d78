"""The map of neighbourhoods: one layer a council, words sent once, nothing unescaped."""

from __future__ import annotations

import json
import re

from placelib.charts.map_legend import LegendKey
from placelib.charts.map_records import MapDrawing, MapMarker, Shading
from placelib.charts.neighbourhood_map import (
    TenthKey,
    neighbourhood_map,
    tenths_legend,
    write_hover,
)
from placelib.charts.nested_strips import NestedStrip, nested_strips
from placelib.charts.shaded_map import shaded_map
from placelib.charts.theme import map_colours

TENTHS = [f"tenth {tenth}" for tenth in range(1, 11)]
BOX = (-3.0, 53.3, -2.8, 53.5)


def drawing(council: str, digits: str, marker: MapMarker | None = None) -> MapDrawing:
    shading = Shading(digits, "0" * len(digits))
    colours = map_colours("blue", dark=False)
    return MapDrawing(
        file=f"lsoa/{council}", shading=shading, box=BOX, colours=colours, marker=marker
    )


def test_every_council_has_a_layer_of_its_own_file_and_the_mark_stays_above() -> None:
    mark = MapMarker("E1", ((-2.9, 53.4), (-2.8, 53.4), (-2.9, 53.5)), (-2.9, 53.4))
    deck = neighbourhood_map(
        [drawing("E1", "40", mark), drawing("E2", "2")], {"E1": [], "E2": []}, TENTHS, "Index"
    )
    names = [layer["id"] for layer in json.loads(deck.to_json())["layers"]]
    assert names[:2] == ["areas", "areas lsoa/E2"]
    assert names[-2:] == ["outline", "ring"]
    assert len(names) == len(set(names))


def test_a_change_of_measure_sends_digits_and_no_outlines() -> None:
    digits = "4" * 302
    deck = neighbourhood_map([drawing("E1", digits)], {"E1": []}, TENTHS, "Index")
    assert digits in deck.to_json()
    assert len(deck.to_json()) < 2_000


def test_the_hover_writes_the_words_of_a_tenth_once_and_escapes_what_it_is_given() -> None:
    hover = write_hover({"E1": [("42.2%", 1), ("<b>", 2), ("no figure", 0)]}, TENTHS, "In & out")
    assert "<div class=E1><p a>42.2%<p b>&lt;b&gt;<p>no figure</div>" in hover
    assert hover.count('tenth 1"') == 1
    assert hover.endswith("In &amp; out")


def test_bars_share_one_scale_and_the_line_stands_at_one_in_ten() -> None:
    keys = [
        TenthKey("1, <most>", "#111111", (4,), (0.4,)),
        TenthKey("10", "#eeeeee", (6,), (0.1,)),
    ]
    legend = tenths_legend(keys, ["Leeds"], ["a & b"])
    assert "--tenth:25.0%" in legend
    assert "width:100.0%" in legend
    assert "width:25.0%" in legend
    assert "&lt;most&gt;" in legend
    assert "a &amp; b" in legend


def test_two_places_are_held_against_each_other_by_shares_alone() -> None:
    legend = tenths_legend(
        [TenthKey("1", "#111111", (44, 6), (0.4, 0.1))], ["Leeds", "Rutland"], []
    )
    assert "44" not in legend
    assert "40%" in legend
    assert "10%" in legend


def test_the_percentages_of_a_place_add_up_to_a_hundred() -> None:
    # Each alone is rounded up: 16, three times 28 and 2 are 102.
    counts = (31, 55, 55, 55, 4)
    keys = [
        TenthKey(str(tenth), "#111111", (count,), (count / 200,))
        for tenth, count in enumerate(counts, 1)
    ]
    shown = [int(part) for part in re.findall(r"<small>(\d+)%", tenths_legend(keys, ["Leeds"], []))]
    assert sum(shown) == 100
    assert all(abs(2 * percent - count) < 2 for percent, count in zip(shown, counts, strict=True))


def test_the_drawn_map_names_each_council_s_file_and_its_classes() -> None:
    keys = [LegendKey("much", 1, "#111111"), LegendKey("little", 1, "#eeeeee")]
    chart = shaded_map(drawing("E1", "4"), keys, further=[drawing("E2", "0")]).to_dict()
    areas = [layer for layer in chart["layer"] if layer["mark"]["type"] == "geoshape"]
    assert [layer["data"]["url"] for layer in areas] == [
        f"app/static/boundaries/lsoa/{council}.geojson" for council in ("E1", "E2")
    ]
    assert areas[1]["mark"]["fill"]["expr"].endswith("[('0')[datum.properties.i]]")


def strip(
    name: str, low: float, median: float, high: float, *, ticks: tuple[float, ...] = ()
) -> NestedStrip:
    return NestedStrip(
        name=name, low=low, median=median, high=high, words="tenths 1 to 9", ticks=ticks
    )


def test_strips_stand_in_their_order_with_ticks_where_there_are_some() -> None:
    strips = [
        strip("England", 0.1, 0.5, 0.9),
        strip("Leeds", 0.0, 0.2, 0.8, ticks=(0.05, 0.4)),
    ]
    chart = nested_strips(strips, ("most", "least")).to_dict()
    assert [layer["mark"]["type"] for layer in chart["layer"]] == ["bar", "tick", "tick"]
    assert chart["layer"][0]["encoding"]["y"]["sort"] == ["England", "Leeds"]
