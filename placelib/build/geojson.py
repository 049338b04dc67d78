"""Makes the files that every map is drawn from: each level's areas, and the same as equal tiles.

deck.gl, which draws the interactive map, reads GeoJSON and not TopoJSON. A feature's ``i`` is its
place in the order of the codes: a string of one digit an area, in that order, then says which class
each area is in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

import numpy as np

from placelib.build.boundaries import SOURCE_FILE
from placelib.build.patterns import draw_patterns
from placelib.build.simplify import measure_detail, simplify_topology
from placelib.build.tiles import Layout, Tile, lay_out_tiles
from placelib.build.topology import AreaShape, Positions, Ring, Topology, read_topology, signed_area

PATTERNS = "patterns.png"
# Twice the length below which detail may go: on a map of Rutland and its neighbours nothing is
# missed, and a map of all councils is sent in 121 kilobytes.
COARSER = 2.0
# For maps of a nation, of which a pixel is a kilometre: less than half the points, and nobody sees
# which are gone. A graphics card is not slowed by points, a browser without one is.
GENERALISED = 6.0
# A thousandth of a degree, about 100 metres; a ten-thousandth along the borders of areas as small
# as Kensington and Chelsea, of which detail of less than this length in kilometres is kept.
DECIMALS, FINE_DECIMALS, FINE_KM = 3, 4, 0.08
# Islets below this share of an area's land are left out, unless they are large all the same.
ISLET = 0.01
ISLET_SQUARE_DEGREES = 0.004

GridPoint = tuple[int, int]


def write_geojson(source: Path, out: Path, levels: Iterable[str]) -> list[Path]:
    """Write a level's areas, tiles and the lines between its regions' tiles; the files written.

    In ``out`` they are ``<level>.geojson``, ``<level>.generalised.geojson`` (the same areas with
    fewer points), ``<level>.tiles.geojson`` and ``<level>.lines.geojson``, with the picture of the
    patterns for areas without a figure.

    ``source`` is the folder that holds ``ons/boundaries.topojson``. The same source makes the same
    bytes. Raises BoundaryError when the source cannot be read or lacks a level.
    """
    full = read_topology(source / SOURCE_FILE)
    detail = measure_detail(full)
    topology, generalised = (simplify_topology(full, by) for by in (COARSER, GENERALISED))
    fine = _find_fine_points(topology, detail)
    contents: dict[str, str] = {}
    for level in levels:
        shapes = topology.level(level)
        contents[f"{level}.geojson"] = _write_outlines(topology, level, fine)
        contents[f"{level}.generalised.geojson"] = _write_outlines(generalised, level, fine)
        tiles = lay_out_tiles(topology, level)
        hexagons = [_make_hexagon(tile) for tile in tiles.tiles]
        contents[f"{level}.tiles.geojson"] = _write_areas(shapes, hexagons)
        lines = [_make_lines(tiles)] if tiles.lines else []
        contents[f"{level}.lines.geojson"] = write_collection(lines)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (out / name).write_text(content, encoding="utf-8")
    (out / PATTERNS).write_bytes(draw_patterns())
    return [out / name for name in (*contents, PATTERNS)]


def _write_outlines(topology: Topology, level: str, fine: Set[GridPoint]) -> str:
    shapes = topology.level(level)
    return _write_areas(shapes, [_make_geometry(topology, shape, fine) for shape in shapes])


def _write_areas(shapes: Sequence[AreaShape], geometries: Sequence[dict[str, Any]]) -> str:
    features = [
        {
            "type": "Feature",
            # n is the line of the hover text that belongs to the area; CSS counts from 1.
            "properties": {"code": shape.code, "name": shape.name, "i": i, "n": i + 1},
            "geometry": geometry,
        }
        for i, (shape, geometry) in enumerate(zip(shapes, geometries, strict=True))
    ]
    return write_collection(features)


def write_collection(features: Sequence[dict[str, Any]]) -> str:
    """The features as the text of a GeoJSON file, without spaces."""
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _find_fine_points(topology: Topology, detail: Mapping[int, float]) -> Set[GridPoint]:
    """The points of the arcs around small areas; by point, so that two that share it agree."""
    return {
        (x, y)
        for number, length in detail.items()
        if length < FINE_KM
        for x, y in topology.arcs[number].tolist()
    }


def _make_geometry(topology: Topology, shape: AreaShape, fine: Set[GridPoint]) -> dict[str, Any]:
    sizes = [abs(signed_area(topology.ring_degrees(outer))) for outer, *_ in shape.polygons]
    least = min(ISLET * sum(sizes), ISLET_SQUARE_DEGREES)
    rounded = [
        [_round_by_point(topology, ring, fine) for ring in polygon]
        for polygon, size in zip(shape.polygons, sizes, strict=True)
        if size >= least
    ]
    # A ring that rounding has flattened has nothing left to fill.
    filled = [[ring for ring in polygon if len(ring) > 3] for polygon in rounded]
    filled = [polygon for polygon in filled if polygon]
    if len(filled) == 1:
        return {"type": "Polygon", "coordinates": filled[0]}
    return {"type": "MultiPolygon", "coordinates": filled}


def round_ring(ring: Positions, decimals: int) -> list[list[float]]:
    """The ring's positions in degrees with so many decimals, those alike in a row only once."""
    points = np.round(ring, decimals)
    moved = np.any(np.diff(points, axis=0) != 0, axis=1)
    positions: list[list[float]] = points[np.concatenate([[True], moved])].tolist()
    return positions


def _round_by_point(topology: Topology, ring: Ring, fine: Set[GridPoint]) -> list[list[float]]:
    """The ring's positions in degrees, rounded; of several that become one only the first."""
    grid = topology.ring_grid(ring)
    positions: list[list[float]] = []
    for point, degrees in zip(grid.tolist(), topology.degrees(grid).tolist(), strict=True):
        decimals = FINE_DECIMALS if tuple(point) in fine else DECIMALS
        position = [round(degree, decimals) for degree in degrees]
        if not positions or position != positions[-1]:
            positions.append(position)
    return positions


def _make_hexagon(tile: Tile) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(corner) for corner in tile.corners()]]}


def _make_lines(tiles: Layout) -> dict[str, Any]:
    lines = [[list(end) for end in line] for line in tiles.lines]
    return {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "MultiLineString", "coordinates": lines},
    }
