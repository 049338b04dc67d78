"""Names by which a reader finds a way on a map: a few, far apart, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf

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
_APART, _AROUND = 75, 1


@dataclass(frozen=True, slots=True)
class _Spot:
    """A name in its lines, where its middle is in pixels, and the room it takes."""

    x: float
    y: float
    point: Point
    lines: tuple[str, ...]
    box: Box

    def measure_to(self, x: float, y: float) -> float:
        """How many pixels it is to a point."""
        return hypot(self.x - x, self.y - y)

    def find_nearest(self, spots: Sequence[_Spot]) -> float:
        """How many pixels it is to the nearest of some others; endless without any."""
        return min((self.measure_to(spot.x, spot.y) for spot in spots), default=inf)


def choose_names(
    places: Sequence[tuple[str, Point]],
    view: MapExtent,
    room: tuple[int, int],
    theme: Theme,
) -> tuple[MapName, ...]:
    """Up to MOST names: of no more places than that in their order, of more the farthest apart.

    ``places`` are names and where they lie in degrees, the weightiest first; ``room`` is the map's
    width and height in pixels. Of more places the first name is the nearest to the middle. A name
    is written whole and inside the room, or left out.
    """
    width, height = room
    zoom = min(width / view.width, height / view.height)
    spots = [_lay_out(text, point, view, room, zoom) for text, point in places]
    spots = [spot for spot in spots if _is_inside(spot.box, room)]
    is_crowd = len(places) > MOST
    if is_crowd:
        spots.sort(key=lambda spot: (spot.measure_to(width / 2, height / 2), spot.lines))
    chosen: list[_Spot] = []
    while spots and len(chosen) < MOST:
        # Of equals the first, and that is the nearest to the middle.
        spot = max(spots, key=lambda spot: spot.find_nearest(chosen)) if is_crowd else spots[0]
        spots.remove(spot)
        if is_crowd and spot.find_nearest(chosen) < _APART:
            break
        if not any(spot.box.overlaps(name.box) for name in chosen):
            chosen.append(spot)
    metres = SIZE / zoom * EARTH_RADIUS_METRES
    return tuple(
        MapName(
            text="\n".join(spot.lines),
            point=spot.point,
            colour=theme.text,
            metres=metres,
            halo=theme.halo,
        )
        for spot in chosen
    )


def _lay_out(text: str, point: Point, view: MapExtent, room: tuple[int, int], zoom: float) -> _Spot:
    """A name in lines around its place on a map with so many pixels to the radian."""
    right, up = view.place(*point)
    x, y = room[0] / 2 + right * zoom, room[1] / 2 - up * zoom
    lines = tuple(wrap_text(text, _LINE, SIZE))
    widest = max(lines, key=lambda line: measure_text(line, SIZE))
    line = draw_label_box(x, y, "center", widest, SIZE)
    tall = len(lines) * SIZE * LEADING / 2 + _AROUND
    box = Box(line.left - _AROUND, y - tall, line.right + _AROUND, y + tall)
    return _Spot(x=x, y=y, point=point, lines=lines, box=box)


def _is_inside(box: Box, room: tuple[int, int]) -> bool:
    return box.left >= 0 and box.right <= room[0] and box.top >= 0 and box.bottom <= room[1]
