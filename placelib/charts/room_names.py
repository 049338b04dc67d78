"""Names beside a room's marks: where each covers no mark, no arrow and no other name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placelib.charts.label_places import Align, Box, LabelPlace, draw_label_box
from placelib.charts.quadrant_axes import Span

# How wide the square may be, in pixels: on a phone, on a page, on a wide one; and with letters for
# a projector. Only the browser knows which it is, so a name's place must do for each.
_WIDTHS, _PROJECTED = (280, 620, 1000), (900, 1300)
_PROJECTED_SIZE = 24
# Half the side of a large mark, of the hollow mark of a first vote, and of the line of an arrow.
_MARK, _HOLLOW, _LINE = 14, 11, 5
_STEPS = 40
# What it costs to leave the square, to cover a mark, a name or an arrow, and to cover a thin cross.
_OUTSIDE, _COVERED, _CROSSED = 400, 100, 1
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MarkedName:
    """A name, the place of its mark on the axes, and where that mark came from, if it moved.

    ``cross`` are the ends of its arms, two by two; they are covered where nothing better is left.
    """

    text: str
    point: Point
    start: Point | None = None
    cross: tuple[tuple[Point, Point], ...] = ()


@dataclass(frozen=True, slots=True)
class FixedName:
    """A name that has its place already."""

    text: str
    point: Point
    place: LabelPlace


def place_names(
    names: Sequence[MarkedName],
    fixed: Sequence[FixedName],
    spans: tuple[Span, Span],
    height: float,
    size: int,
) -> list[LabelPlace]:
    """A place for each name in turn, the one that covers least on squares of every width.

    ``spans`` are the axes across and up, ``height`` the square's in pixels, ``size`` the letters'.
    """
    widths = _PROJECTED if size >= _PROJECTED_SIZE else _WIDTHS
    squares = [_Square(width, height, spans, size) for width in widths]
    for square in squares:
        square.fill(names, fixed)
    places = []
    for name in names:
        candidates = list(_list_candidates(name.point[0], size))
        costs = [sum(square.rate(name, place) for square in squares) for place in candidates]
        best = candidates[costs.index(min(costs))]
        for square in squares:
            square.take(square.surround(name.text, name.point, best), _COVERED)
        places.append(best)
    return places


def _list_candidates(x: float, size: int) -> Iterator[LabelPlace]:
    """Places around a mark: first above it and towards the middle of the square."""
    inward: tuple[Align, Align] = ("left", "right") if x < 60 else ("right", "left")
    for lower in (0.6 * size + 6, 1.5 * size + 6, 2.6 * size + 6):
        for align in inward:
            for dy in (-lower, lower):
                yield LabelPlace(align, 17.0 if align == "left" else -17.0, dy)
        for dy in (-lower - 10, lower + 10):
            yield LabelPlace("center", 0.0, dy)
    for align in inward:
        yield LabelPlace(align, 20.0 if align == "left" else -20.0, 0.0)


class _Square:
    """The square at one width, with what stands on it and what covering it costs."""

    def __init__(self, width: float, height: float, spans: tuple[Span, Span], size: int) -> None:
        self.width, self.height, self.spans, self.size = width, height, spans, size
        self.taken: list[tuple[Box, int]] = []

    def fill(self, names: Sequence[MarkedName], fixed: Sequence[FixedName]) -> None:
        for name in names:
            self.take(self._draw_box(name.point, _MARK), _COVERED)
            if name.start:
                self.take(self._draw_box(name.start, _HOLLOW), _COVERED)
                self._follow(name.start, name.point, _COVERED)
            for start, end in name.cross:
                self._follow(start, end, _CROSSED)
        for label in fixed:
            self.take(self.surround(label.text, label.point, label.place), _COVERED)

    def take(self, box: Box, cost: int) -> None:
        self.taken.append((box, cost))

    def rate(self, name: MarkedName, place: LabelPlace) -> int:
        """What a name costs at a place."""
        box = self.surround(name.text, name.point, place)
        is_inside = box.left >= 0 and box.right <= self.width
        is_inside = is_inside and box.top >= 0 and box.bottom <= self.height
        cost = sum(cost for taken, cost in self.taken if box.overlaps(taken))
        return cost if is_inside else cost + _OUTSIDE

    def surround(self, text: str, point: Point, place: LabelPlace) -> Box:
        x, y = self._find_pixel(point)
        return draw_label_box(x + place.dx, y + place.dy, place.align, text, self.size)

    def _follow(self, start: Point, end: Point, cost: int) -> None:
        for step in range(_STEPS + 1):
            share = step / _STEPS
            x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
            self.take(self._draw_box((x, y), _LINE), cost)

    def _draw_box(self, point: Point, half: float) -> Box:
        x, y = self._find_pixel(point)
        return Box(x - half, y - half, x + half, y + half)

    def _find_pixel(self, point: Point) -> Point:
        (left, right), (bottom, top) = self.spans
        x = (point[0] - left) / (right - left) * self.width
        return x, (top - point[1]) / (top - bottom) * self.height
