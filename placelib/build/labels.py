"""Finds the best place for a name inside an area: where the most room is around it.

The method is a grid search that closes in on its best point (compare polylabel, Mapbox 2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from placelib.build.topology import KM_PER_DEGREE, Positions, kilometres

# A name is wider than tall: its place is sought in a plane stretched upwards by this much.
STRETCH = 2.0
GRID = 18
ROUNDS = 4
# Of places with about the same room the one nearest the middle is best: how much room a step away
# from it must gain.
PULL = 0.05

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LabelPoint:
    """A place for a name, in degrees, and the kilometres of room on its left and right.

    The room is that of a text half as tall as it is wide; it is negative when no point lies inside.
    """

    longitude: float
    latitude: float
    room: float


def label_point(rings: Sequence[Positions], box: Box) -> LabelPoint:
    """The point inside the rings and the box with the most room to the edges of both.

    ``rings`` are closed, in degrees; a point is inside when it is in an odd number of them.
    ``box`` is west, south, east, north in degrees.
    """
    west, south, east, north = box
    latitude = (south + north) / 2
    stretch = np.array([1.0, STRETCH])
    lines = [kilometres(ring, latitude) * stretch for ring in rings]
    low, high = kilometres(np.array([[west, south], [east, north]]), latitude) * stretch
    starts, ends = _edges_that_count(lines, low, high)
    middle = (low + high) / 2
    best, room, score = middle, -np.inf, -np.inf
    centre, reach = middle, (high - low) / 2
    for _ in range(ROUNDS):
        steps = np.linspace(-1.0, 1.0, GRID)
        across, up = np.meshgrid(centre[0] + reach[0] * steps, centre[1] + reach[1] * steps)
        points = np.column_stack([across.ravel(), up.ravel()])
        to_box = np.minimum(points - low, high - points).min(axis=1)
        distances = np.minimum(_distance_inside(points, starts, ends), to_box)
        scores = distances - PULL * np.hypot(*(points - middle).T)
        place = int(scores.argmax())
        if scores[place] > score:
            best, room, score = points[place], float(distances[place]), float(scores[place])
        centre, reach = best, reach * 4 / GRID
    degree = np.array([KM_PER_DEGREE * np.cos(np.radians(latitude)), KM_PER_DEGREE])
    longitude, height = (best / stretch / degree).tolist()
    return LabelPoint(longitude, height, room)


def _edges_that_count(
    lines: Sequence[Positions], low: Positions, high: Positions
) -> tuple[Positions, Positions]:
    # Above, below and left of the box no edge is nearer than the box's own, and none is crossed on
    # the way out to the right.
    starts = np.vstack([line[:-1] for line in lines])
    ends = np.vstack([line[1:] for line in lines])
    lowest, highest = np.minimum(starts, ends), np.maximum(starts, ends)
    counts = (highest[:, 0] >= low[0]) & (highest[:, 1] >= low[1]) & (lowest[:, 1] <= high[1])
    return starts[counts], ends[counts]


def _distance_inside(points: Positions, starts: Positions, ends: Positions) -> Positions:
    """Each point's distance to the nearest edge, negative outside (even-odd rule)."""
    x, y = points[:, :1], points[:, 1:]
    (x0, y0), (x1, y1) = starts.T, ends.T
    run, rise = x1 - x0, y1 - y0
    straddles = (y0 > y) != (y1 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = x0 + (y - y0) * run / rise
    inside = (straddles & (x < crossing)).sum(axis=1) % 2 == 1
    length = run**2 + rise**2
    along = ((x - x0) * run + (y - y0) * rise) / np.where(length == 0, 1, length)
    along = np.clip(along, 0, 1)
    squared = (x - x0 - along * run) ** 2 + (y - y0 - along * rise) ** 2
    distance = np.sqrt(squared.min(axis=1))
    return np.asarray(np.where(inside, distance, -distance), dtype=np.float64)
