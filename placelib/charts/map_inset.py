"""A part of a map that is drawn once more and larger beside it, as London is beside England.

Where it lies is worked out from the areas of the map, so that it covers none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placelib.charts.map_frames import (
    GLOBE,
    HEIGHT,
    WIDTH,
    Box,
    MapExtent,
    MapFrame,
    climb,
    frame_box,
    frame_of,
)

# An inset's shares of the map's width: the largest that finds room is taken.
SHARES = (0.5, 0.46, 0.42, 0.38, 0.34)
# Where a map has room at its right, the inset is larger; so much of the map's width is added.
WIDE_SHARE, SPARE_SHARE = 0.62, 0.5
# Of the inset's area, what the boxes around areas may cover: a box is larger than its area.
_MOST_COVERED = 0.005
# Steps from the top of a map to its foot that are tried.
_STEPS = 24
# Pixels between an inset and the edge of deck.gl's map, and its border.
_EDGE, _BORDER = 4, 2
# As much wider and higher than the areas in it as an inset is.
_MARGIN = 1.04
# Places that are remembered: the indicators of a level share theirs, and it is long to find.
_PLACES = 64

# Left, top, right and bottom from the middle of a map, down is positive.
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MapInset:
    """What is drawn again: its name, its box in degrees, and the boxes of all areas of the map."""

    name: str
    box: Box
    areas: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class FrameInset:
    """An inset of deck.gl's map: where its left and top are, its pixels, what it shows.

    ``outline`` is the box in degrees around what it shows.
    """

    left: str
    top: str
    width: int
    height: int
    frame: MapFrame
    outline: Box


@dataclass(frozen=True, slots=True)
class ExtentInset:
    """An inset of Altair's map in radians from the map's centre: left, top (down), its width.

    ``extent`` is what it shows; ``spare`` is the room it takes at the right of the map.
    """

    left: float
    top: float
    width: float
    extent: MapExtent
    spare: float

    @property
    def height(self) -> float:
        """How high it is, in radians of the map around it."""
        return self.width * self.extent.height / self.extent.width


@lru_cache(_PLACES)
def place_in_frame(inset: MapInset, frame: MapFrame) -> FrameInset:
    """Where an inset lies on deck.gl's map, which is at least as large as a frame needs."""
    scale = GLOBE * 2**frame.zoom

    def measure(box: Box) -> Rectangle:
        west, south, east, north = box
        left, right = ((degrees - frame.longitude) / 360 * scale for degrees in (west, east))
        middle = climb(frame.latitude)
        top, bottom = ((middle - climb(degrees)) * scale for degrees in (north, south))
        return left, top, right, bottom

    outline = _widen(inset.box)
    left, top, right, bottom = measure(outline)
    shape = (bottom - top) / (right - left)
    room = (-WIDTH / 2, -HEIGHT / 2, WIDTH / 2, HEIGHT / 2)
    place = _find_place([measure(area) for area in inset.areas], room, shape)
    width = round(place[2] - place[0])
    closer = log2((width - _BORDER) / (right - left))
    outline_frame = frame_of(outline)
    is_highest = place[1] == room[1]
    return FrameInset(
        left=_from_middle(place[0]),
        top=f"{_EDGE}px" if is_highest else _from_middle(place[1]),
        width=width,
        height=round(width * shape),
        frame=MapFrame(
            outline_frame.longitude, outline_frame.latitude, round(frame.zoom + closer, 3)
        ),
        outline=outline,
    )


@lru_cache(_PLACES)
def place_in_extent(inset: MapInset, extent: MapExtent) -> ExtentInset:
    """Where an inset lies on Altair's map, which is made wider for it."""

    def measure(box: Box) -> Rectangle:
        west, south, east, north = box
        corners = [extent.place(x, y) for x in (west, east) for y in (south, north)]
        across, up = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return min(across), -max(up), max(across), -min(up)

    view = frame_box(inset.box, _MARGIN)
    spare = SPARE_SHARE * extent.width
    across, along = extent.width / 2, extent.height / 2
    room = (-across, -along, across + spare, along)
    areas, shape = [measure(area) for area in inset.areas], view.height / view.width
    left, top, right, _ = _find_place(areas, room, shape, 2 * across, (WIDE_SHARE, *SHARES))
    return ExtentInset(
        left=round(left, 6),
        top=round(top, 6),
        width=round(right - left, 6),
        extent=view,
        spare=spare,
    )


def _find_place(
    areas: Sequence[Rectangle],
    room: Rectangle,
    shape: float,
    across: float | None = None,
    shares: Sequence[float] = SHARES,
) -> Rectangle:
    """The largest inset that covers no area, at the right rather than the left, and far up.

    Where none finds room, the smallest lies where it covers least. ``shape`` is its height by its
    width, ``across`` the map's width where the room is wider.
    """
    least_left, highest, most_right, lowest = room
    across = across or most_right - least_left
    boxes = np.array(areas, dtype=float).reshape(-1, 4)
    best: Rectangle | None = None
    for share in shares:
        width = share * across
        height = width * shape
        places = [
            (left, top, left + width, top + height)
            for left in (most_right - width, least_left)
            for top in (
                highest + step * (lowest - height - highest) / _STEPS for step in range(_STEPS + 1)
            )
        ]
        covered = _measure_cover(np.array(places), boxes)
        best = places[int(covered.argmin())]
        if covered.min() <= _MOST_COVERED * width * height:
            break
    assert best is not None
    return best


def _measure_cover(places: NDArray[Any], areas: NDArray[Any]) -> NDArray[Any]:
    """How much of all areas each place covers, both as rows of left, top, right and bottom."""
    starts = np.maximum(places[:, None, :2], areas[None, :, :2])
    ends = np.minimum(places[:, None, 2:], areas[None, :, 2:])
    covered: NDArray[Any] = np.clip(ends - starts, 0.0, None).prod(axis=2).sum(axis=1)
    return covered


def _widen(box: Box) -> Box:
    west, south, east, north = box
    aside, above = (east - west) * (_MARGIN - 1) / 2, (north - south) * (_MARGIN - 1) / 2
    return (
        round(west - aside, 4), round(south - above, 4),
        round(east + aside, 4), round(north + above, 4),
    )  # fmt: skip


def _from_middle(pixels: float) -> str:
    """A place on deck.gl's map, from its middle: as in ``calc(50% - 120px)``."""
    sign = "-" if pixels < 0 else "+"
    return f"calc(50% {sign} {abs(round(pixels))}px)"
