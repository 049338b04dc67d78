"""Names by which a reader finds a way on a map: a few, far apart, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from placelib.charts.label_places import Box, draw_label_box
from placelib.charts.map_frames import EARTH_RADIUS_METRES, MapExtent
from placelib.charts.map_records import MapName, Point
from placelib.charts.theme import Theme
from placelib.charts.wrapping import LEADING, measure_text, wrap_text

# Pixels: how tall a name is in the room that a map is given, and how wide a line of it may be.
SIZE, _LINE = 13, 96
# So many names orient; more would hide what the map is about.
MOST = 8
# Pixels between one name's middle and the next where there are more than that, and around each.
_APART, _AROUND = 75, 4


def choose_names(
    places: Sequence[tuple[str, Point]],
    view: MapExtent,
    room: tuple[int, int],
    theme: Theme,
) -> tuple[MapName, ...]:
    """Up to MOST names, each as far from the others as it can be, the first nearest the middle.

    ``places`` are names and where they lie in degrees; ``room`` is the map's width and height in
    pixels. A name is written whole and inside the room, or left out.
    """
    width, height = room
    zoom = min(width / view.width, height / view.height)
    spots = []
    for text, point in places:
        right, up = view.place(*point)
        spots.append((width / 2 + right * zoom, height / 2 - up * zoom, text, point))
    metres = SIZE / zoom * EARTH_RADIUS_METRES
    chosen: list[tuple[float, float]] = []
    taken: list[Box] = []
    names: list[MapName] = []
    middle = (width / 2, height / 2)
    while spots and len(names) < MOST:
        x, y, text, point = min(
            spots,
            key=lambda spot: (
                -_find_nearest(spot[0], spot[1], chosen)
                if chosen
                else hypot(spot[0] - middle[0], spot[1] - middle[1]),
                spot[2],
            ),
        )
        spots.remove((x, y, text, point))
        if len(places) > MOST and chosen and _find_nearest(x, y, chosen) < _APART:
            break
        lines = wrap_text(text, _LINE, SIZE)
        box = _draw_box(x, y, lines)
        is_inside = box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= height
        if not is_inside or any(map(box.overlaps, taken)):
            continue
        chosen.append((x, y))
        taken.append(box)
        names.append(MapName("\n".join(lines), point, theme.text, metres, theme.halo))
    return tuple(names)


def _find_nearest(x: float, y: float, chosen: Sequence[tuple[float, float]]) -> float:
    return min(hypot(x - other[0], y - other[1]) for other in chosen)


def _draw_box(x: float, y: float, lines: Sequence[str]) -> Box:
    """The room of a name in lines around its middle."""
    widest = max(lines, key=lambda line: measure_text(line, SIZE))
    line = draw_label_box(x, y, "center", widest, SIZE)
    tall = len(lines) * SIZE * LEADING / 2 + _AROUND
    return Box(line.left - _AROUND, y - tall, line.right + _AROUND, y + tall)
