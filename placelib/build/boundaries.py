"""Makes the boundary files for the browser, and says which areas touch and where they lie."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Set
from dataclasses import astuple, dataclass
from itertools import permutations
from pathlib import Path

import numpy as np
import shapely

from placelib.build.labels import find_label_point
from placelib.build.simplify import simplify
from placelib.build.topology import Topology, read_topology, write_topojson

SOURCE_FILE = Path("ons") / "boundaries.topojson"

# An island of less than this share of an area's land does not widen the area's box: Orkney has a
# skerry 60 km out at sea.
ISLET = 0.003

# How much of its surroundings a map of an area shows, in lengths of the area's longer side: of a
# council 10 km wide, a square of 22 km.
WINDOW = 2.2


@dataclass(frozen=True, slots=True)
class BoundaryReport:
    """What one boundary file holds, and how that compares with the areas that exist.

    ``missing`` are current codes without a boundary, ``extra`` are boundaries of no current area
    (they are in the file all the same). ``points`` counts a shared border once. Sizes in bytes.
    """

    level: str
    path: Path
    areas: int
    arcs: int
    points: int
    size: int
    size_gzip: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]


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


def write_boundaries(
    source: Path, out: Path, current: Mapping[str, Set[str]]
) -> list[BoundaryReport]:
    """Write ``<level>.json`` into ``out`` for every level in ``current``; one report a file.

    ``source`` is the folder that holds ``ons/boundaries.topojson``; ``current`` gives the codes of
    the areas that exist, level by level. The same source makes the same bytes. Raises
    BoundaryError when the source cannot be read or lacks a level.
    """
    topology = simplify(read_topology(source / SOURCE_FILE))
    # All made before the first is written: a fault leaves the old files as they were.
    contents = {level: write_topojson(topology, level).encode() for level in current}
    out.mkdir(parents=True, exist_ok=True)
    reports = []
    for level, content in contents.items():
        path = out / f"{level}.json"
        path.write_bytes(content)
        reports.append(_make_report(topology, level, path, content, current[level]))
    return reports


def _make_report(
    topology: Topology, level: str, path: Path, content: bytes, codes: Set[str]
) -> BoundaryReport:
    shapes = topology.level(level)
    outlined = {shape.code for shape in shapes}
    used = {arc for shape in shapes for arc in shape.arcs}
    return BoundaryReport(
        level=level,
        path=path,
        areas=len(shapes),
        arcs=len(used),
        points=sum(len(topology.arcs[arc]) for arc in used),
        size=len(content),
        size_gzip=len(gzip.compress(content, mtime=0)),
        missing=tuple(sorted(codes - outlined)),
        extra=tuple(sorted(outlined - codes)),
    )


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
