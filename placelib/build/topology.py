"""Boundaries as a topology: areas are made of rings, rings of arcs, a shared border is one arc.

TopoJSON numbers an arc from 0, and writes ~n for arc n walked backwards. Positions stay whole
numbers on the source's own grid (about 10 metres) from reading to writing, so nothing is rounded
twice and the borders of every level stay on the same points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from placelib.areas.levels import LEVELS
from placelib.errors import BuildStopped

Ring = tuple[int, ...]
Polygon = tuple[Ring, ...]
Arc = NDArray[np.int64]
Positions = NDArray[np.float64]

# Kilometres in a degree of latitude, on a sphere of the size of the Earth: 2 × π × 6,371 / 360.
KM_PER_DEGREE = 111.2


class BoundaryError(BuildStopped):
    """The boundary source cannot be read, or does not hold what the build needs."""


@dataclass(frozen=True, slots=True)
class AreaShape:
    """One area's boundary: its polygons, each an outer ring followed by its holes."""

    code: str
    name: str
    polygons: tuple[Polygon, ...]

    @property
    def rings(self) -> tuple[Ring, ...]:
        """Every ring of every polygon, holes included."""
        return tuple(ring for polygon in self.polygons for ring in polygon)

    @property
    def arcs(self) -> tuple[int, ...]:
        """The numbers of the arcs used, each walked forwards, in the order met."""
        return tuple(dict.fromkeys(forwards(arc) for ring in self.rings for arc in ring))


@dataclass(frozen=True, slots=True)
class Topology:
    """The current areas of every geography level, over one shared list of arcs.

    ``arcs`` are whole grid positions (x, y); longitude and latitude in degrees are
    ``origin + step * position``. ``shapes`` holds each level's areas in the order of their codes.
    """

    step: tuple[float, float]
    origin: tuple[float, float]
    arcs: tuple[Arc, ...]
    shapes: Mapping[str, tuple[AreaShape, ...]]

    def level(self, level: str) -> tuple[AreaShape, ...]:
        """The areas of one geography level; raises BoundaryError for a level not held."""
        if level not in self.shapes:
            raise BoundaryError(
                f"The boundaries have no geography level '{level}'; they hold "
                f"{', '.join(self.shapes)}. "
                "Ask for one of those."
            )
        return self.shapes[level]

    def every_shape(self) -> Iterator[AreaShape]:
        """The areas of all levels, one level after the other."""
        for shapes in self.shapes.values():
            yield from shapes

    def ring_grid(self, ring: Ring) -> Arc:
        """A ring's positions on the grid, closed: the last repeats the first."""
        parts = [self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1] for arc in ring]
        # Consecutive arcs meet in one point, which is wanted once.
        return np.vstack([parts[0], *(part[1:] for part in parts[1:])])

    def ring_degrees(self, ring: Ring) -> Positions:
        """A ring's positions as longitude and latitude in degrees, closed."""
        return self.degrees(self.ring_grid(ring))

    def degrees(self, grid: Arc) -> Positions:
        """Grid positions as longitude and latitude in degrees."""
        return np.asarray(grid * np.array(self.step) + np.array(self.origin), dtype=np.float64)

    def geometry(self, shape: AreaShape) -> shapely.Geometry:
        """An area as a valid polygon or multipolygon in degrees.

        On the source's grid a thin neck of land may touch or cross itself; such a polygon is taken
        apart there.
        """
        polygons = [
            shapely.Polygon(self.ring_degrees(outer), [self.ring_degrees(hole) for hole in holes])
            for outer, *holes in shape.polygons
        ]
        return shapely.make_valid(
            shapely.MultiPolygon(polygons), method="structure", keep_collapsed=False
        )

    def square_kilometres(self, shape: AreaShape) -> float:
        """The land of an area: its rings less their holes, each true near its own latitude."""
        rings = map(self.ring_degrees, shape.rings)
        return abs(
            sum(signed_area(to_kilometres(ring, float(ring[:, 1].mean()))) for ring in rings)
        )

    def with_arcs(self, arcs: Iterable[Arc]) -> Topology:
        """The same areas over other arcs, which must keep the numbers and ends of the old ones."""
        return replace(self, arcs=tuple(arcs))


def forwards(arc: int) -> int:
    """The number of an arc, whichever way a ring walks it."""
    return arc if arc >= 0 else ~arc


def to_kilometres(degrees: Positions, latitude: float) -> Positions:
    """Longitude and latitude as kilometres east and north, true near the latitude given."""
    narrowing = np.cos(np.radians(latitude))
    return np.asarray(degrees * np.array([KM_PER_DEGREE * narrowing, KM_PER_DEGREE]))


def signed_area(ring: Positions | Arc) -> float:
    """The area a closed ring encloses, in the square of its unit: negative when clockwise."""
    x, y = ring[:, 0].astype(float), ring[:, 1].astype(float)
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def read_topology(path: Path) -> Topology:
    """The current areas of the five geography levels from a quantised TopoJSON file.

    Raises BoundaryError when the file is missing, is not such a TopoJSON, names an area twice, or
    has a ring that encloses nothing.
    """
    topology = parse_topology(path, LEVELS)
    _check_rings(topology, path)
    return topology


def parse_topology(path: Path, levels: Iterable[str]) -> Topology:
    """The same of the levels named, whatever its rings enclose.

    A feature is named by its properties ``areacd`` and ``areanm``, without any by its id. One whose
    properties hold an ``end`` is no longer current and is left out.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
        transform = document["transform"]
        shapes = {level: _read_shapes(document["objects"][level], level) for level in levels}
        arcs = tuple(np.cumsum(np.array(arc, dtype=np.int64), axis=0) for arc in document["arcs"])
        step_x, step_y = transform["scale"]
        origin_x, origin_y = transform["translate"]
    except OSError as error:
        raise BoundaryError(
            f"{path.name} cannot be read ({error.strerror}). Give the folder that holds the ONS "
            "sources."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BoundaryError(
            f"{path.name} is not a quantised TopoJSON with the objects {', '.join(levels)} "
            f"({type(error).__name__}: {error}). Fetch the file again."
        ) from error
    return Topology((step_x, step_y), (origin_x, origin_y), arcs, shapes)


def _read_shapes(collection: Mapping[str, Any], level: str) -> tuple[AreaShape, ...]:
    shapes = [
        AreaShape(
            properties["areacd"] if properties else feature["id"],
            properties["areanm"] if properties else feature["id"],
            _read_polygons(feature["type"], feature["arcs"]),
        )
        for feature in collection["geometries"]
        for properties in (feature.get("properties", {}),)
        if properties.get("end") is None
    ]
    codes = [shape.code for shape in shapes]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise BoundaryError(
            f"Level {level} holds more than one current boundary for {', '.join(twice)}; "
            "an area has one. Mark the older one with an end year."
        )
    return tuple(sorted(shapes, key=lambda shape: shape.code))


def _read_polygons(kind: str, arcs: list[Any]) -> tuple[Polygon, ...]:
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"geometry of type {kind}, only Polygon and MultiPolygon are read")
    polygons = [arcs] if kind == "Polygon" else arcs
    return tuple(tuple(tuple(ring) for ring in polygon) for polygon in polygons)


def _check_rings(topology: Topology, path: Path) -> None:
    for shape in topology.every_shape():
        for ring in shape.rings:
            if max(map(forwards, ring)) >= len(topology.arcs):
                raise BoundaryError(
                    f"{path.name}: {shape.code} uses an arc that the file does not hold. "
                    "Fetch the file again."
                )
            positions = topology.ring_grid(ring)
            if len(positions) < 4 or not np.array_equal(positions[0], positions[-1]):
                raise BoundaryError(
                    f"{path.name}: a ring of {shape.code} is not closed or has fewer than 4 "
                    "points. Fetch the file again."
                )
