"""Finds the best place for a name inside an area: where the most room is around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from placelib.build.topology import KM_PER_DEGREE

# A name is wider than tall, so its place is sought in a plane stretched upwards by this much: in a
# square of 10 km the room of a text is then 5 km to each side and 2.5 km up and down.
STRETCH = 2.0


@dataclass(frozen=True, slots=True)
class LabelPoint:
    """A place for a name, in degrees, and the kilometres of room on its left and right.

    The room is that of a text half as tall as it is wide.
    """

    longitude: float
    latitude: float
    room: float


def find_label_point(area: shapely.Geometry) -> LabelPoint:
    """The point of an area with the most room around it, the centre of its inscribed circle.

    ``area`` is a valid polygon or multipolygon in degrees with some land in it. The room is at
    most a thousandth of the area's longer side less than the most there can be.
    """
    _, south, _, north = area.bounds
    narrowing = np.cos(np.radians((south + north) / 2))
    scale = KM_PER_DEGREE * np.array([narrowing, STRETCH])
    flat = shapely.transform(area, lambda degrees: degrees * scale)
    # A line from the circle's centre to the nearest edge.
    radius = shapely.maximum_inscribed_circle(flat)
    longitude, latitude = (shapely.get_coordinates(radius)[0] / scale).tolist()
    return LabelPoint(longitude, latitude, float(radius.length))
