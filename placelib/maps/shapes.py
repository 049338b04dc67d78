"""Where the areas of a map file lie, read from the very file that the browser draws."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placelib.errors import NoDatabase

FOLDER = Path(__file__).parents[2] / "static" / "boundaries"
# A longer outline would cost more to send than it shows: the area is then large enough to be seen.
LONGEST_OUTLINE = 250

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One area's place in a map file: its box (west, south, east, north), middle and outline.

    ``packed_outline`` has the outline's longitudes and latitudes in turn: as pairs those of all
    maps take ten times the memory, and a page shows one.
    """

    box: Box
    middle: Point
    packed_outline: array[float]

    @property
    def outline(self) -> tuple[Point, ...]:
        """The points of the largest part, closed; none where they are too many to be sent."""
        return tuple(zip(self.packed_outline[::2], self.packed_outline[1::2], strict=True))


def load_shapes(file: str) -> Mapping[str, Shape]:
    """The shapes of a map file such as “ltla” or “ltla.tiles”, by area code.

    Raises NoDatabase, as for the figures, when the file is missing.
    """
    path = FOLDER / f"{file}.geojson"
    if not path.is_file():
        raise NoDatabase(path.name, "is missing")
    document = json.loads(path.read_text(encoding="utf-8"))
    return {
        feature["properties"]["code"]: _read_shape(feature["geometry"])
        for feature in document["features"]
    }


def _read_shape(geometry: Mapping[str, Any]) -> Shape:
    polygons: list[list[list[list[float]]]] = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [geometry["coordinates"]]
    rings = [polygon[0] for polygon in polygons]
    largest = max(rings, key=len)
    west, south, east, north = find_box((x, y) for ring in rings for x, y in ring)
    low_x, low_y, high_x, high_y = find_box((x, y) for x, y in largest)
    outline = largest if len(largest) <= LONGEST_OUTLINE else []
    middle = ((low_x + high_x) / 2, (low_y + high_y) / 2)
    packed = array("d", [number for x, y in outline for number in (x, y)])
    return Shape((west, south, east, north), middle, packed)


def find_box(points: Iterable[Point]) -> Box:
    """The least box around the points."""
    corners = list(points)
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
