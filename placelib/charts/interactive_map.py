"""The interactive shaded map, drawn by deck.gl in the visitor's browser (pydeck describes it)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import pydeck as pdk

from placelib.charts.map_frames import MapFrame, frame_of
from placelib.charts.map_inset import FrameInset, place_in_frame
from placelib.charts.map_records import (
    FIRST_GAP,
    PATTERN_NAMES,
    MapDrawing,
    MapMarker,
    MapName,
    Shading,
    address_of,
    find_gap_digits,
    palettes,
    write_fill,
)
from placelib.charts.theme import FONT, LIGHT, MapColours, Theme, rgb

PATTERNS = "app/static/boundaries/patterns.png"
_NOTHING = "none"
# Pixels: a pattern in that picture, and the edge around it in which it goes on.
PATTERN_SIZE, PATTERN_EDGE = 32, 8
AREAS = "areas"
# Metres at the equator that a pixel stands for: from here on, as on a map of England, the outlines
# with fewer points show the same. On one of a region they do not.
_GENERALISED_FROM = 2000.0


class CompactDeck(pdk.Deck):  # type: ignore[misc]
    """A deck without a background map, whose JSON has no spaces: half the bytes of pydeck's own."""

    def __init__(
        self,
        layers: list[pdk.Layer],
        frame: MapFrame,
        tooltip: Mapping[str, Any],
        inset: FrameInset | None = None,
    ) -> None:
        """Set only what is drawn: pydeck's own way looks for Jupyter first, every time anew."""
        self.layers = layers
        self.views = [pdk.View(type="MapView", controller=True)]
        if inset:
            self.views = [pdk.View(type="MapView", controller=True, id="map"), _view_inset(inset)]
        self.initial_view_state = pdk.ViewState(
            longitude=frame.longitude, latitude=frame.latitude, zoom=frame.zoom, min_zoom=3
        )
        # Without a style of its own or this word for none Streamlit asks a host for a background.
        self.map_style = "__MAP_STYLE__"
        self._tooltip = tooltip

    def to_json(self) -> str:
        """The description that the browser draws."""
        return json.dumps(json.loads(super().to_json()), ensure_ascii=False, separators=(",", ":"))


def interactive_map(drawing: MapDrawing, hover: str, theme: Theme = LIGHT) -> CompactDeck:
    """The deck of a shaded map; ``hover`` is HTML made by hover_text."""
    frame = frame_of(drawing.box)
    file = _choose_outlines(drawing.file, frame)
    layers = [_land(_choose_outlines(drawing.land, frame), theme)] if drawing.land else []
    layers.append(_areas(file, drawing.shading, drawing.colours, theme))
    if find_gap_digits(drawing.shading):
        layers.append(_patterns(file, drawing.shading, frame, theme))
    if drawing.lines:
        layers.append(_lines(drawing.lines, theme))
    if drawing.names:
        layers.append(_names(drawing.names))
    if drawing.marker:
        layers += _marked(drawing.marker, theme)
    inset = place_in_frame(drawing.inset, frame) if drawing.inset else None
    if inset:
        layers.append(_outline_inset(inset, theme))
    return CompactDeck(layers, frame, {"html": hover, "style": _hover_style(theme)}, inset)


def _choose_outlines(file: str, frame: MapFrame) -> str:
    """The file of the same areas that suits the scale; tiles have few points at every scale."""
    is_far = frame.metres_a_pixel >= _GENERALISED_FROM and not file.endswith(".tiles")
    return f"{file}.generalised" if is_far else file


def _view_inset(inset: FrameInset) -> pdk.View:
    """The inset's own window on the same layers, which stays where it is."""
    return pdk.View(
        type="MapView",
        id="inset",
        controller=False,
        x=inset.left,
        y=inset.top,
        width=inset.width,
        height=inset.height,
        # What of the map lies below it is wiped away.
        clear=True,
        view_state={
            "longitude": inset.frame.longitude,
            "latitude": inset.frame.latitude,
            "zoom": inset.frame.zoom,
        },
    )


def _outline_inset(inset: FrameInset, theme: Theme) -> pdk.Layer:
    """The box of the inset: on the map around its areas, in the inset its frame."""
    west, south, east, north = inset.outline
    corners = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    return pdk.Layer(
        "PathLayer",
        id="inset outline",
        data=[{"p": corners}],
        get_path="p",
        get_color=rgb(theme.quiet_text),
        width_units=pdk.types.String("pixels"),
        get_width=2,
    )


def _areas(file: str, shading: Shading, colours: MapColours, theme: Theme) -> pdk.Layer:
    full, faded = palettes(colours, theme)
    expression = write_fill(
        shading, [rgb(colour) for colour in full], [rgb(colour) for colour in faded], "properties.i"
    )
    return pdk.Layer(
        "GeoJsonLayer",
        id=AREAS,
        data=address_of(file),
        get_fill_color=expression,
        update_triggers={"getFillColor": crc32(expression.encode())},
        stroked=False,
        pickable=True,
        auto_highlight=True,
        highlight_color=[*rgb(theme.text), 70],
    )


def _patterns(file: str, shading: Shading, frame: MapFrame, theme: Theme) -> pdk.Layer:
    """Stripes, dots and the like over areas without a figure, so that no gap looks like a class."""
    digits = shading.classes
    # Only what this map has travels.
    has = {PATTERN_NAMES[digit - FIRST_GAP] for digit in find_gap_digits(shading)}
    every = (*[_NOTHING] * FIRST_GAP, *PATTERN_NAMES, _NOTHING)
    names = [name if name in has else _NOTHING for name in every]
    mapping = {
        name: {
            "x": index * (PATTERN_SIZE + 2 * PATTERN_EDGE) + PATTERN_EDGE,
            "y": PATTERN_EDGE,
            "width": PATTERN_SIZE,
            "height": PATTERN_SIZE,
        }
        for index, name in enumerate((*PATTERN_NAMES, _NOTHING))
        if name in has or name == _NOTHING
    }
    return pdk.Layer(
        "GeoJsonLayer",
        # Streamlit drops every trigger but that of the fill, so other digits are another layer.
        id=f"gaps {crc32(f'{digits} {frame.zoom} {theme.page}'.encode())}",
        data=address_of(file),
        stroked=False,
        get_fill_color=rgb(theme.quiet_text),
        extensions=[{"@@type": "FillStyleExtension", "pattern": True}],
        # pydeck would read a plain text that ends in .png from this machine's disk.
        fill_pattern_atlas=pdk.types.String(PATTERNS),
        fill_pattern_mapping=mapping,
        get_fill_pattern=(
            f"({json.dumps(names, separators=(',', ':'))})[('{digits}')[properties.i]]"
        ),
        # A pattern is as many metres wide as its picture has pixels, times this.
        get_fill_pattern_scale=round(frame.metres_a_pixel * 0.42, 4),
    )


def _lines(file: str, theme: Theme) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        id=f"lines {file} {theme.page}",
        data=address_of(file),
        get_line_color=rgb(theme.text),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=2,
        line_cap_rounded=True,
    )


def _marked(marker: MapMarker, theme: Theme) -> list[pdk.Layer]:
    """The chosen place's outline, and a ring around it: an outline is lost on a small borough."""
    pixels = pdk.types.String("pixels")
    outline = pdk.Layer(
        "PathLayer",
        id="outline",
        data=[{"p": marker.outline}],
        get_path="p",
        get_color=rgb(theme.marked),
        width_units=pixels,
        get_width=2.5,
    )
    ring = pdk.Layer(
        "ScatterplotLayer",
        id="ring",
        data=[{"p": marker.ring}],
        get_position="p",
        filled=False,
        stroked=True,
        get_line_color=rgb(theme.marked),
        radius_units=pixels,
        get_radius=14,
        line_width_units=pixels,
        get_line_width=3,
    )
    return [*([outline] if marker.outline else []), *([ring] if marker.ring else [])]


def _land(file: str, theme: Theme) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        id=f"land {theme.page}",
        data=address_of(file),
        get_fill_color=rgb(theme.far_land),
        stroked=False,
    )


def _names(names: Sequence[MapName]) -> pdk.Layer:
    letters = "".join(sorted({letter for name in names for letter in name.text}))
    rows = [
        {
            "t": name.text,
            "p": [round(coordinate, 3) for coordinate in name.point],
            "c": rgb(name.colour),
        }
        for name in names
    ]
    return pdk.Layer(
        "TextLayer",
        id="names",
        data=rows,
        get_position="p",
        get_text="t",
        get_color="c",
        get_size=names[0].metres,
        size_units=pdk.types.String("meters"),
        character_set=pdk.types.String(letters),
        font_family=pdk.types.String(FONT),
        font_weight=600,
    )


def _hover_style(theme: Theme) -> Mapping[str, str]:
    return {
        "background": theme.page,
        "color": theme.text,
        "border": f"1px solid {theme.rest}",
        "borderRadius": "4px",
        "padding": "6px 10px",
        "fontSize": "14px",
        "lineHeight": "1.35",
        "maxWidth": "18rem",
        "zIndex": "10",
    }
