"""A shaded map of many areas, drawn by deck.gl from a static file of shapes and a few values.

The file is fetched once. What changes travels as strings with one digit an area, in the order of
the areas in the file: the file's property ``i`` picks an area's digit, the digit its colour.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import pydeck as pdk

from placelib.charts.map_frames import Box, MapFrame, frame_of
from placelib.charts.theme import FONT, LIGHT, MapColours, Theme

GEOMETRY = "app/static/boundaries/{file}.geojson"
PATTERNS = "app/static/boundaries/patterns.png"
# Where each pattern lies in the picture, by the digit of its kind of gap.
PATTERN_NAMES = ("stripes", "dots", "checks", "rings")
_NOTHING = "none"
# Pixels: a pattern, and the edge around it in which it goes on.
PATTERN_SIZE, PATTERN_EDGE = 32, 8
AREAS = "areas"
# Digits from here on are kinds of gap; the last is an area that is not part of the map's subject.
FIRST_GAP, ELSEWHERE = 5, 9
# The share of the page's colour in a faded one.
FADED = 0.72

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapMarker:
    """The chosen place: its outline, which may be empty, and where to ring it if it is small."""

    outline: tuple[Point, ...]
    ring: Point | None


@dataclass(frozen=True, slots=True)
class MapName:
    """A name on the map, perhaps in lines: where, in which colour, how many metres high."""

    text: str
    point: Point
    colour: str
    metres: float


@dataclass(frozen=True, slots=True)
class Shading:
    """The values of a map, one digit an area in the order of the file.

    ``classes``: 0 to 4 a class from little to much, 5 to 8 a kind of gap (in the order of
    PATTERN_NAMES), 9 elsewhere. ``faded``: 1 where the colour recedes.
    """

    classes: str
    faded: str


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """Everything a shaded map shows, however it is drawn.

    ``file``, ``lines`` and ``land`` name static files: of the shapes, of lines between them, and of
    the land they lie in where they do not fill it. ``box`` holds the areas (west, south, east,
    north, in degrees).
    """

    file: str
    shading: Shading
    box: Box
    colours: MapColours
    marker: MapMarker | None = None
    names: Sequence[MapName] = ()
    lines: str | None = None
    land: str | None = None


class CompactDeck(pdk.Deck):  # type: ignore[misc]
    """A deck without a background map, whose JSON has no spaces: half the bytes of pydeck's own."""

    def __init__(
        self, layers: list[pdk.Layer], frame: MapFrame, tooltip: Mapping[str, Any]
    ) -> None:
        """Set only what is drawn: pydeck's own way looks for Jupyter first, every time anew."""
        self.layers = layers
        self.views = [pdk.View(type="MapView", controller=True)]
        self.initial_view_state = pdk.ViewState(
            longitude=frame.longitude, latitude=frame.latitude, zoom=frame.zoom, min_zoom=3
        )
        # Without a style of its own or this word for none Streamlit asks a host for a background.
        self.map_style = "__MAP_STYLE__"
        self._tooltip = tooltip

    def to_json(self) -> str:
        """The description that the browser draws."""
        return json.dumps(json.loads(super().to_json()), ensure_ascii=False, separators=(",", ":"))


def areas_map(drawing: MapDrawing, hover: str, theme: Theme = LIGHT) -> CompactDeck:
    """The deck of a shaded map; ``hover`` is HTML made by hover_text."""
    frame, file = frame_of(drawing.box), drawing.file
    layers = [_land(drawing.land, theme)] if drawing.land else []
    layers.append(_areas(file, drawing.shading, drawing.colours, theme))
    if any(str(kind) in drawing.shading.classes for kind in range(FIRST_GAP, ELSEWHERE)):
        layers.append(_patterns(file, drawing.shading, frame, theme))
    if drawing.lines:
        layers.append(_lines(drawing.lines, theme))
    if drawing.names:
        layers.append(_names(drawing.names))
    if drawing.marker:
        layers += _marked(drawing.marker, theme)
    return CompactDeck(layers, frame, {"html": hover, "style": _hover_style(theme)})


def _areas(file: str, shading: Shading, colours: MapColours, theme: Theme) -> pdk.Layer:
    full, faded = palettes(colours, theme)
    palette: list[Any] = [rgb(colour) for colour in full]
    fading = ""
    if "1" in shading.faded:
        palette = [palette, [rgb(colour) for colour in faded]]
        fading = f"[('{shading.faded}')[properties.i]]"
    # Array literals need brackets, or deck.gl's parser takes them for an index.
    colours_of = f"({json.dumps(palette, separators=(',', ':'))})"
    expression = f"{colours_of}{fading}[('{shading.classes}')[properties.i]]"
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


def address_of(file: str) -> str:
    """Where the browser finds a file of shapes, from the app's root."""
    return GEOMETRY.format(file=file)


def palettes(colours: MapColours, theme: Theme) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The colour of each digit, and its colour where the area recedes."""
    rest = (*colours.gaps, theme.far_land)
    faded = (mixed(colour, theme.page, FADED) for colour in colours.scale)
    return (*colours.scale, *rest), (*faded, *rest)


def _patterns(file: str, shading: Shading, frame: MapFrame, theme: Theme) -> pdk.Layer:
    """Stripes, dots and the like over areas without a figure, so that no gap looks like a class."""
    digits = shading.classes
    # Only what this map has travels.
    has = {name for index, name in enumerate(PATTERN_NAMES) if str(FIRST_GAP + index) in digits}
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


def rgb(colour: str) -> list[int]:
    """The red, green and blue of a hexadecimal colour, 0 to 255 each."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def mixed(colour: str, second: str, share: float) -> str:
    """The colour with a share of the other in it, as hexadecimal RGB."""
    parts = zip(rgb(colour), rgb(second), strict=True)
    return "#" + "".join(f"{round(part + (two - part) * share):02X}" for part, two in parts)


def readable_on(fill: str, theme: Theme) -> str:
    """The page's or the text's colour, whichever is easier to read on the fill."""
    return max((theme.text, theme.page), key=lambda colour: _contrast(colour, fill))


def _contrast(first: str, second: str) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in rgb(colour)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
