"""Which areas touch, where they and their names lie, and whether each area has a boundary."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import astuple, dataclass
from itertools import permutations
from pathlib import Path

import numpy as np
import shapely

from placelib.build.labels import find_label_point
from placelib.build.topology import Topology

SOURCE_FILE = Path("ons") / "boundaries.topojson"

# An island of less than this share of an area's land does not widen the area's box: Orkney has a
# skerry 60 km out at sea.
ISLET = 0.003

# How much of its surroundings a map of an area shows, in lengths of the area's longer side: of a
# council 10 km wide, a square of 22 km.
WINDOW = 2.2


@dataclass(frozen=True, slots=True)
class Outline:
    """Where an area lies: its box and the best place for its name, in degrees.

    The box leaves out islets far from everything else. The label point is inside the largest
    polygon; ``label_room`` is the kilometres of room to its left and right, see LabelPoint.
    """

    code: str
    west: float
    south: float
    east: float
    north: float
    label_longitude: float
    label_latitude: float
    label_room: float


@dataclass(frozen=True, slots=True)
class NeighbourLabel:
    """The best place for a neighbour's name on a map of the area ``code``, in degrees."""

    code: str
    neighbour: str
    label_longitude: float
    label_latitude: float
    label_room: float


def find_unmatched(topology: Topology, current: Mapping[str, Set[str]]) -> list[str]:
    """One sentence for each level whose boundaries and current areas differ.

    ``current`` are the codes of the areas that exist, level by level. Raises BoundaryError for a
    level not held.
    """
    problems = []
    for level, codes in current.items():
        outlined = {shape.code for shape in topology.level(level)}
        if outlined != codes:
            missing, extra = sorted(codes - outlined), sorted(outlined - codes)
            problems.append(
                f"the boundaries of level {level} lack {', '.join(missing) or 'nothing'} and have "
                f"{', '.join(extra) or 'nothing'} too many"
            )
    return problems


def find_neighbours(topology: Topology, level: str) -> dict[str, tuple[str, ...]]:
    """For every area of a level, the codes of the areas it shares a border with, in order.

    An area with none (an island) has an empty tuple. Areas that meet in a single point, or face
    each other across water, do not share a border. Raises BoundaryError for a level not held.
    """
    codes_by_arc: dict[int, list[str]] = {}
    neighbours: dict[str, set[str]] = {}
    for shape in topology.level(level):
        neighbours[shape.code] = set()
        for arc in shape.arcs:
            codes_by_arc.setdefault(arc, []).append(shape.code)
    for codes in codes_by_arc.values():
        for code, neighbour in permutations(codes, 2):
            neighbours[code].add(neighbour)
    return {code: tuple(sorted(codes)) for code, codes in neighbours.items()}


def find_outlines(topology: Topology, level: str) -> list[Outline]:
    """The box and label point of every area of a level, in the order of their codes.

    Raises BoundaryError for a level not held.
    """
    outlines = []
    for shape in topology.level(level):
        polygons = shapely.get_parts(topology.geometry(shape))
        sizes = shapely.area(polygons)
        box = shapely.total_bounds(polygons[sizes >= ISLET * sizes.sum()]).tolist()
        label = find_label_point(polygons[sizes.argmax()])
        outlines.append(Outline(shape.code, *box, *astuple(label)))
    return outlines


def find_neighbour_labels(topology: Topology, level: str) -> list[NeighbourLabel]:
    """Where to write each neighbour's name on a map of an area; in the order of both codes.

    The map is the box of the area, grown to a square ``WINDOW`` times its longer side; the label
    point is inside the part of the neighbour that it shows. Raises BoundaryError for a level not
    held.
    """
    geometries = {shape.code: topology.geometry(shape) for shape in topology.level(level)}
    neighbours = find_neighbours(topology, level)
    labels = []
    for outline in find_outlines(topology, level):
        window = _find_window(outline)
        for code in neighbours[outline.code]:
            label = find_label_point(shapely.intersection(geometries[code], window))
            labels.append(NeighbourLabel(outline.code, code, *astuple(label)))
    return labels


def _find_window(outline: Outline) -> shapely.Polygon:
    """What a map of the area shows, in degrees: a square around the middle of its box."""
    middle, latitude = (outline.west + outline.east) / 2, (outline.south + outline.north) / 2
    narrowing = float(np.cos(np.radians(latitude)))
    longer_side = max((outline.east - outline.west) * narrowing, outline.north - outline.south)
    half_height = WINDOW * longer_side / 2
    half_width = half_height / narrowing
    return shapely.box(
        middle - half_width, latitude - half_height, middle + half_width, latitude + half_height
    )
