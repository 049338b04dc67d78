"""Makes the files the map page draws: every level's areas, and the same areas as equal tiles.

deck.gl reads GeoJSON and not TopoJSON. A feature's ``i`` is its place in the order of the codes: a
string of one digit an area, in that order, then says which class each area is in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from placelib.build.boundaries import SOURCE_FILE
from placelib.build.patterns import draw_patterns
from placelib.build.simplify import simplify
from placelib.build.tiles import Layout, Tile, lay_out_tiles
from placelib.build.topology import AreaShape, Positions, Topology, read_topology, signed_area

PATTERNS = "patterns.png"
# Seen from further away than the place page's map, so with less detail.
COARSER = 2.6
# A thousandth of a degree, about 100 metres.
DECIMALS = 3
# Islets below this share of an area's land are left out, unless they are large all the same.
ISLET = 0.01
ISLET_SQUARE_DEGREES = 0.004


def write_geojson(source: Path, out: Path, levels: Iterable[str]) -> list[Path]:
    """Write a level's areas, tiles and the lines between its regions' tiles; the files written.

    In ``out`` they are ``<level>.geojson``, ``<level>.tiles.geojson`` and
    ``<level>.lines.geojson``, with the picture of the patterns for areas without a figure.

    ``source`` is the folder that holds ``ons/boundaries.topojson``. The same source makes the same
    bytes. Raises BoundaryError when the source cannot be read or lacks a level.
    """
    topology = simplify(read_topology(source / SOURCE_FILE), COARSER)
    contents: dict[str, str] = {}
    for level in levels:
        shapes = topology.level(level)
        contents[f"{level}.geojson"] = _write_areas(
            shapes, [_make_geometry(topology, shape) for shape in shapes]
        )
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


def _make_geometry(topology: Topology, shape: AreaShape) -> dict[str, Any]:
    polygons = [[topology.ring_degrees(ring) for ring in rings] for rings in shape.polygons]
    sizes = [abs(signed_area(polygon[0])) for polygon in polygons]
    least = min(ISLET * sum(sizes), ISLET_SQUARE_DEGREES)
    rounded = [
        [round_ring(ring, DECIMALS) for ring in polygon]
        for polygon, size in zip(polygons, sizes, strict=True)
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


def _make_hexagon(tile: Tile) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[list(corner) for corner in tile.corners()]]}


def _make_lines(tiles: Layout) -> dict[str, Any]:
    lines = [[list(end) for end in line] for line in tiles.lines]
    return {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "MultiLineString", "coordinates": lines},
    }
