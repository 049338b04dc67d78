"""Room for names beside the points of a chart: where each has none of the others in its way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from placelib.charts.wrapping import LEADING, measure_text

# Pixels between a point's middle and its name, and the room that a point takes around its middle.
_APART, _AROUND = 9, 6
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """Where a name stands: so many pixels from its point, and which of its ends lies there."""

    align: Align
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, box: Box) -> bool:
        """True where they share more than an edge."""
        return (
            self.left < box.right
            and box.left < self.right
            and self.top < box.bottom
            and box.top < self.bottom
        )


def place_labels(
    points: Sequence[tuple[float, float, str]],
    width: float,
    height: float,
    size: int,
    *,
    has_corners: bool = True,
    blocked: Sequence[Box] = (),
) -> list[LabelPlace | None]:
    """A place for the name of each point, in order of importance; None where there is no room.

    The first is named in any case.

    Points are x and y in pixels from the top left of a plot of this width and height, with their
    names, ``size`` pixels tall. No name covers a point, another name, the edge or what is
    ``blocked``. Without ``has_corners`` a name stands at one of the four sides, as PowerPoint knows
    them.
    """
    taken = [Box(x - _AROUND, y - _AROUND, x + _AROUND, y + _AROUND) for x, y, _ in points]
    places: list[LabelPlace | None] = []
    for index, (x, y, name) in enumerate(points):
        others = [*blocked, *(box for position, box in enumerate(taken) if position != index)]
        for place in _list_places(size, has_corners=has_corners):
            box = draw_label_box(x + place.dx, y + place.dy, place.align, name, size)
            is_inside = box.left >= 0 and box.right <= width and box.top >= 0
            if is_inside and box.bottom <= height and not any(map(box.overlaps, others)):
                taken.append(box)
                places.append(place)
                break
        else:
            places.append(None if index else next(_list_places(size, has_corners=has_corners)))
    return places


def _list_places(size: int, *, has_corners: bool) -> Iterator[LabelPlace]:
    """The corners, which keep clear of intervals along the axes; then the sides."""
    for dy in (-size * 0.8, size * 0.8) if has_corners else ():
        yield LabelPlace("left", _APART - 2, dy)
        yield LabelPlace("right", 2 - _APART, dy)
    yield LabelPlace("left", _APART, 0)
    yield LabelPlace("right", -_APART, 0)
    upwards = _APART + size * LEADING / 2 - 2
    yield LabelPlace("center", 0, -upwards)
    yield LabelPlace("center", 0, upwards)


def draw_label_box(x: float, y: float, align: Align, name: str, size: int) -> Box:
    """About the room that a name takes at a point, ``size`` pixels tall."""
    wide, tall = measure_text(name, size), size * LEADING
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
    return Box(left, y - tall / 2, left + wide, y + tall / 2)
