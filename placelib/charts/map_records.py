"""The records that a shaded map is drawn from, on the page by deck.gl and elsewhere by Altair.

Shapes are static files that a browser fetches once. What changes is a string with one digit an
area, in the order of the areas in the file: the file's property ``i`` picks an area's digit, the
digit its colour.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from placelib.charts.map_frames import Box
from placelib.charts.map_inset import MapInset
from placelib.charts.theme import MapColours, Theme, mixed

# Relative, so that it holds under any base path: the browser resolves it against the page's
# address, and every page of a Streamlit app lies in the same folder.
GEOMETRY = "app/static/boundaries/{file}.geojson"
# How an area without a figure is marked, by the digit of its kind of gap.
PATTERN_NAMES = ("stripes", "dots", "checks", "rings")
# Digits from here on are kinds of gap; the last is an area that is not part of the map's subject.
FIRST_GAP, ELSEWHERE = 5, 9
# The share of the page's colour in a faded one.
FADED = 0.72

# The palette, the digits of what recedes where something does, and the digits of the classes.
_FILL = re.compile(
    r"@@=\((\[.*\])\)(?:\[\('([01]+)'\)\[properties\.i\]\])?\[\('(\d+)'\)\[properties\.i\]\]"
)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapMarker:
    """The chosen place: its outline, which may be empty, and where to ring it if it is small."""

    code: str
    outline: tuple[Point, ...]
    ring: Point | None


@dataclass(frozen=True, slots=True)
class MapName:
    """A name on the map, perhaps in lines: where, in which colour, how many metres high.

    ``halo`` is the colour around its letters, where it lies on areas of several colours.
    """

    text: str
    point: Point
    colour: str
    metres: float
    halo: str = ""


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
    north, in degrees). ``inset`` is what is drawn once more, larger. ``is_cut`` is true where land
    that is drawn goes on beyond the box.
    """

    file: str
    shading: Shading
    box: Box
    colours: MapColours
    marker: MapMarker | None = None
    names: Sequence[MapName] = ()
    lines: str | None = None
    land: str | None = None
    inset: MapInset | None = None
    is_cut: bool = False


def address_of(file: str) -> str:
    """Where the browser finds a file of shapes, from the app's root."""
    return GEOMETRY.format(file=file)


def palettes(colours: MapColours, theme: Theme) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The colour of each digit, and its colour where the area recedes."""
    rest = (*colours.gaps, theme.far_land)
    faded = (mixed(colour, theme.page, FADED) for colour in colours.scale)
    return (*colours.scale, *rest), (*faded, *rest)


def write_fill(
    shading: Shading, full: Sequence[object], faded: Sequence[object], index: str
) -> str:
    """The expression that picks an area's colour, for deck.gl and for Vega alike.

    ``full`` and ``faded`` are the colour of each digit; ``index`` is where the expression finds
    the area's place in the file. As in ``(["#DCE6F0","#A9C3DD"])[('01')[properties.i]]``.
    """
    palette: list[object] = list(full)
    fading = ""
    if "1" in shading.faded:
        palette = [palette, list(faded)]
        fading = f"[('{shading.faded}')[{index}]]"
    # Array literals need brackets, or deck.gl's parser takes them for an index.
    return f"({json.dumps(palette, separators=(',', ':'))}){fading}[('{shading.classes}')[{index}]]"


def read_fill(expression: str) -> Callable[[int], Any]:
    """What an expression of `write_fill` picks for each place in the file; raises ValueError.

    As pydeck sends it: ``@@=(["#DCE6F0","#A9C3DD"])[('01')[properties.i]]``.
    """
    match = _FILL.fullmatch(expression)
    if match is None:
        raise ValueError("the expression is none that write_fill wrote")
    palette, faded, classes = json.loads(match[1]), match[2], match[3]

    def choose(place: int) -> Any:
        digits = palette[int(faded[place])] if faded else palette
        return digits[int(classes[place])]

    return choose


def find_gap_digits(shading: Shading) -> list[int]:
    """The digits of the kinds of gap that the map has, each once, in their order."""
    return [kind for kind in range(FIRST_GAP, ELSEWHERE) if str(kind) in shading.classes]
