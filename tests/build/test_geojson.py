"""The map page's files: equal tiles that are told apart, and areas as they are."""

from __future__ import annotations

import gzip
import json
import struct
from dataclasses import replace
from itertools import combinations
from math import dist, hypot
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from placelib.build.patterns import EDGE, SIZE, draw_patterns
from placelib.build.tiles import STEP, Layout, Tile, lay_out_tiles
from placelib.build.topology import AreaShape, Topology, signed_area

STATIC = Path(__file__).resolve().parents[2] / "static" / "boundaries"


def features(name: str) -> list[dict[str, Any]]:
    document = json.loads((STATIC / f"{name}.geojson").read_text("utf-8"))
    collection: list[dict[str, Any]] = document["features"]
    return collection


def tile_middles(level: str) -> dict[str, NDArray[np.float64]]:
    return {
        feature["properties"]["code"]: np.mean(feature["geometry"]["coordinates"][0][:-1], axis=0)
        for feature in features(f"{level}.tiles")
    }


def lay_out_blocks() -> Layout:
    """The tiles of a row of two blocks, west and middle, and of an island off them to the east.

    The western block is a region of its own. A grid unit is a tenth of a degree.
    """
    arcs = [[[1, 0], [0, 0], [0, 1], [1, 1]], [[1, 1], [1, 0]], [[1, 1], [2, 1], [2, 0], [1, 0]]]
    island = [[5, 0], [5, 1], [6, 1], [6, 0], [5, 0]]
    west, middle = AreaShape("E1", "West", (((0, 1),),)), AreaShape("E2", "Middle", (((~1, 2),),))
    east = AreaShape("E3", "East", (((3,),),))
    rest = AreaShape("R2", "Rest", (*middle.polygons, *east.polygons))
    levels = {"ltla": (west, middle, east), "rgn": (replace(west, code="R1"), rest)}
    grid = tuple(np.array(arc) for arc in (*arcs, island))
    return lay_out_tiles(Topology((0.1, 0.1), (-3.0, 53.0), grid, levels), "ltla")


def test_tiles_lie_as_their_areas_do_each_in_a_cell_of_its_own() -> None:
    west, middle, east = lay_out_blocks().tiles
    assert (west.code, middle.code, east.code) == ("E1", "E2", "E3")
    assert west.x < middle.x < east.x
    for tile, neighbour in ((west, middle), (middle, east), (west, east)):
        assert hypot(tile.x - neighbour.x, tile.y - neighbour.y) > 0.99 * STEP


def test_the_same_topology_gives_the_same_tiles() -> None:
    assert lay_out_blocks() == lay_out_blocks()


@pytest.mark.parametrize("level", ["ltla", "utla", "cauth", "rgn", "ctry"])
def test_a_line_lies_midway_between_two_tiles_that_touch(level: str) -> None:
    middles = tile_middles(level).values()
    lines = features(f"{level}.lines")[0]["geometry"]["coordinates"]
    for line in lines:
        near = [middle for middle in middles if dist(middle, np.mean(line, axis=0)) < 0.6 * STEP]
        assert len(near) == 2
        assert np.mean(near, axis=0) == pytest.approx(np.mean(line, axis=0), abs=1e-3)


def test_a_tile_is_a_closed_regular_hexagon_within_its_cell() -> None:
    corners = Tile("E1", 1.0, 2.0).corners()
    assert len(corners) == 7
    assert corners[0] == corners[-1]
    for corner in corners:
        assert dist(corner, (1.0, 2.0)) == pytest.approx(0.94 * STEP / 3**0.5, rel=1e-2)


@pytest.mark.parametrize("level", ["ltla", "utla", "cauth", "rgn", "ctry"])
def test_no_two_tiles_share_a_cell(level: str) -> None:
    for middle, neighbour in combinations(tile_middles(level).values(), 2):
        assert dist(middle, neighbour) > 0.98 * STEP


def test_london_s_boroughs_are_beside_each_other_on_the_tiles() -> None:
    places = tile_middles("ltla")
    boroughs = {code: place for code, place in places.items() if code.startswith("E09")}
    assert len(boroughs) == 33
    for code, place in boroughs.items():
        near = [code for code in boroughs if dist(places[code], place) < 1.1 * STEP]
        assert len(near) >= 2, code


def rings_of(feature: dict[str, Any]) -> list[list[list[list[float]]]]:
    """The polygons of a feature, each a list of rings."""
    geometry = feature["geometry"]
    polygons: list[list[list[list[float]]]] = geometry["coordinates"]
    return polygons if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


@pytest.mark.parametrize(
    ("level", "areas"), [("ltla", 361), ("utla", 218), ("cauth", 15), ("rgn", 12), ("ctry", 4)]
)
def test_the_bundled_shapes_are_whole_in_code_order_and_wound_clockwise(
    level: str, areas: int
) -> None:
    for kind in ("", ".generalised", ".tiles"):
        shapes = features(f"{level}{kind}")
        properties = [shape["properties"] for shape in shapes]
        assert [one["i"] for one in properties] == list(range(areas))
        assert [one["code"] for one in properties] == sorted(one["code"] for one in properties)
        for polygon in (polygon for shape in shapes for polygon in rings_of(shape)):
            for place, ring in enumerate(polygon):
                assert len(ring) >= 4
                assert ring[0] == ring[-1]
                # D3 would fill the whole globe around an outer ring that runs the other way.
                assert (signed_area(np.array(ring)) < 0) == (place == 0)


def test_two_neighbours_share_the_points_of_their_border() -> None:
    points = {
        shape["properties"]["name"]: {
            (x, y) for polygon in rings_of(shape) for ring in polygon for x, y in ring
        }
        for shape in features("ltla")
    }
    # A border between a small area, kept finely, and two large ones.
    small, large = points["Kensington and Chelsea"], points["Westminster"]
    assert len(small & large) > 8
    assert len(points["Rutland"] & points["South Kesteven"]) > 5


def test_small_areas_keep_finer_points_than_large_ones() -> None:
    shapes = {shape["properties"]["name"]: shape for shape in features("ltla")}

    def has_fine_points(name: str) -> bool:
        ring = rings_of(shapes[name])[0][0]
        return any(round(x, 3) != x for x, _ in ring)

    assert has_fine_points("City of London")
    assert not has_fine_points("Highland")


def test_the_areas_are_small_enough_to_send_once() -> None:
    for level in ("ltla", "utla", "cauth", "rgn", "ctry"):
        for kind, most in (("", 150_000), (".generalised", 60_000), (".tiles", 60_000)):
            packed = gzip.compress((STATIC / f"{level}{kind}.geojson").read_bytes())
            assert len(packed) < most


def test_generalised_outlines_are_the_same_areas_with_fewer_points() -> None:
    for level in ("ltla", "utla", "cauth", "rgn", "ctry"):
        full, generalised = features(level), features(f"{level}.generalised")
        assert [one["properties"] for one in full] == [one["properties"] for one in generalised]
        counts = [
            sum(len(ring) for one in shapes for polygon in rings_of(one) for ring in polygon)
            for shapes in (full, generalised)
        ]
        assert counts[1] < counts[0] / 2


def test_the_patterns_are_a_picture_five_wide_and_the_built_one() -> None:
    png = draw_patterns()
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (5 * (SIZE + 2 * EDGE), SIZE + 2 * EDGE)
    assert png == (STATIC / "patterns.png").read_bytes()
