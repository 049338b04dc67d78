"""The picture of a deck shows what its description says: the same shapes, colours and place."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

from placelib.charts.deck_picture import draw_deck
from placelib.charts.interactive_map import interactive_map
from placelib.charts.map_records import (
    MapDrawing,
    MapMarker,
    MapName,
    Shading,
    read_fill,
    write_fill,
)
from placelib.charts.theme import LIGHT, map_colours


def describe(**changes: Any) -> dict[str, Any]:
    drawing = MapDrawing(
        **{
            "file": "ctry",
            "shading": Shading("0415", "0000"),
            "box": (-8.2, 49.9, 1.8, 60.9),
            "colours": map_colours("blue", dark=False),
            **changes,
        }
    )
    deck: dict[str, Any] = json.loads(interactive_map(drawing, "").to_json())
    return deck


def draw(**changes: Any) -> str:
    return draw_deck(describe(**changes))


def test_a_fill_is_read_as_it_was_written() -> None:
    shading = Shading("0190", "0010")
    for faded in (shading, Shading("0190", "0000")):
        expression = write_fill(faded, list("abcdefghij"), list("ABCDEFGHIJ"), "properties.i")
        choose = read_fill(f"@@={expression}")
        assert [choose(place) for place in range(4)][:2] == ["a", "b"]
        assert choose(2) == ("J" if "1" in faded.faded else "j")


def test_each_class_has_one_path_in_its_colour() -> None:
    picture = draw()
    fills = re.findall(r'<path fill="(#\w{6})"', picture)
    scale = map_colours("blue", dark=False).scale
    assert set(fills) == {scale[0], scale[4], scale[1], LIGHT.far_land}


def test_an_area_without_a_figure_has_a_pattern() -> None:
    picture = draw()
    assert 'id="gap-stripes"' in picture
    assert 'fill="url(#gap-stripes)"' in picture
    assert "gap-dots" not in picture


def test_the_middle_of_the_frame_is_the_middle_of_the_picture() -> None:
    deck = describe(marker=MapMarker("E92000001", (), (-3.2, 55.7)))
    state = deck["initialViewState"]
    deck["layers"][-1]["data"] = [{"p": [state["longitude"], state["latitude"]]}]
    assert '<circle cx="0" cy="0" r="28"' in draw_deck(deck)


def test_names_stand_on_their_lines_and_are_escaped() -> None:
    picture = draw(names=[MapName("A & B\nC", (-3.0, 54.0), "#0B131C", 60_000.0)])
    tree = ET.fromstring(picture)  # noqa: S314 - our own
    assert [span.text for span in tree.iter("tspan")] == ["A & B", "C"]


def test_only_shapes_of_ours_are_read() -> None:
    deck = {
        "initialViewState": {"longitude": 0, "latitude": 52, "zoom": 5},
        "layers": [
            {"@@type": "GeoJsonLayer", "data": "../../etc/passwd", "getFillColor": [1, 2, 3]},
            {"@@type": "GeoJsonLayer", "data": "app/static/access.js", "getFillColor": [1, 2, 3]},
        ],
    }
    assert "<path" not in draw_deck(deck)
