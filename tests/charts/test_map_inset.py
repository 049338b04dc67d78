"""London once more beside the map, larger, where it covers nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from placelib.charts.deck_picture import draw_deck
from placelib.charts.interactive_map import interactive_map
from placelib.charts.map_frames import Box, frame_box, frame_of
from placelib.charts.map_inset import ExtentInset, MapInset, place_in_extent, place_in_frame
from placelib.charts.map_records import MapDrawing, Shading
from placelib.charts.shaded_map import shaded_map
from placelib.charts.theme import map_colours

LONDON: Box = (-0.5, 51.3, 0.3, 51.7)
ENGLAND: Box = (-6.0, 50.0, 2.0, 56.0)
# A land that fills the west and the south: only the north-east is free.
LAND: tuple[Box, ...] = ((-6.0, 50.0, -3.0, 56.0), (-6.0, 50.0, 2.0, 53.0))


def draw(inset: MapInset | None) -> MapDrawing:
    shading, colours = Shading("0415", "0000"), map_colours("blue", dark=False)
    return MapDrawing("ctry", shading, ENGLAND, colours, inset=inset)


def describe_deck(inset: MapInset | None) -> dict[str, Any]:
    deck: dict[str, Any] = json.loads(interactive_map(draw(inset), "").to_json())
    return deck


def read_pixels(place: str) -> int:
    """The pixels from the middle, as in “calc(50% - 120px)”."""
    _, sign, pixels = place.removeprefix("calc(").removesuffix("px)").split()
    return int(f"{sign}{pixels}")


def test_it_lies_at_the_upper_right_where_no_area_is() -> None:
    inset = place_in_frame(MapInset("London", LONDON, LAND), frame_of(ENGLAND))
    assert inset.top == "4px"
    assert read_pixels(inset.left) + inset.width == 172


def test_where_the_right_is_full_it_lies_at_the_left() -> None:
    land: tuple[Box, ...] = ((-1.5, 50.0, 2.0, 56.0),)
    inset = place_in_frame(MapInset("London", LONDON, land), frame_of(ENGLAND))
    assert read_pixels(inset.left) == -172


def test_it_is_smaller_where_only_a_small_one_finds_room() -> None:
    free = place_in_frame(MapInset("London", LONDON, ()), frame_of(ENGLAND))
    narrow: tuple[Box, ...] = ((-3.5, 50.0, -1.0, 56.0),)
    tight = place_in_frame(MapInset("London", LONDON, narrow), frame_of(ENGLAND))
    assert tight.width < free.width == 172


def test_it_is_as_much_larger_as_its_pixels_say() -> None:
    frame = frame_of(ENGLAND)
    inset = place_in_frame(MapInset("London", LONDON, LAND), frame)
    west, _, east, _ = inset.outline
    assert inset.frame.pixels_across(east - west) == pytest.approx(inset.width - 2, abs=0.2)
    assert inset.width > 3 * frame.pixels_across(east - west)


def test_on_paper_the_map_is_made_wider_for_it() -> None:
    extent = frame_box(ENGLAND)
    inset = place_in_extent(MapInset("London", LONDON, LAND), extent)
    assert isinstance(inset, ExtentInset)
    assert inset.spare == pytest.approx(extent.width / 2)
    assert inset.left + inset.width == pytest.approx(extent.width / 2 + inset.spare, abs=1e-5)
    assert inset.top == pytest.approx(-extent.height / 2, abs=1e-5)


def test_the_browser_draws_the_same_layers_in_a_second_window_that_stays() -> None:
    with_inset, without = describe_deck(MapInset("London", LONDON, LAND)), describe_deck(None)
    assert len(without["views"]) == 1
    main, window = with_inset["views"]
    assert (main["controller"], window["controller"]) == (True, False)
    assert window["viewState"]["zoom"] > with_inset["initialViewState"]["zoom"] + 1.5
    assert window["clear"] is True
    added = [layer["id"] for layer in with_inset["layers"]][len(without["layers"]) :]
    assert added == ["inset outline"]


def test_the_picture_before_deck_gl_has_the_inset_at_the_same_place() -> None:
    deck = describe_deck(MapInset("London", LONDON, LAND))
    _, window = deck["views"]
    picture = draw_deck(deck)
    assert f'style="x:{window["x"]};y:{window["y"]}"' in picture
    assert f'width="{window["width"]}" height="{window["height"]}"' in picture
    assert 'fill="Canvas"' not in draw_deck(describe_deck(None))


def test_paper_and_projector_draw_it_with_a_projection_of_its_own_and_its_name() -> None:
    chart = shaded_map(draw(MapInset("London", LONDON, LAND)), []).to_dict()
    (inset,) = (layer for layer in chart["layer"] if "layer" in layer)
    # Of the whole chart, so that present mode knows a map by it.
    assert chart["projection"]["rotate"] == [2.0, pytest.approx(-53.0, abs=0.2)]
    assert inset["projection"]["rotate"] == [0.1, pytest.approx(-51.5, abs=0.01)]
    assert "clipExtent" in inset["projection"]
    assert "London, enlarged" in json.dumps(chart["datasets"])
    assert inset["layer"][0]["mark"]["fill"] == chart["layer"][0]["mark"]["fill"]
