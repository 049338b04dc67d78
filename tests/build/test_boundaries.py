"""The boundary build, on two squares with a shared border, an island and an ended area.

Grid units are thousandths of a degree. Aston (left) and Byton (right) are 100 by 100; Byton has an
islet far out at sea. Cay is an island on its own. Dene has ended.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from placelib.build.boundaries import (
    find_neighbour_labels,
    find_neighbours,
    find_outlines,
    find_unmatched,
)
from placelib.build.simplify import select_points, simplify_topology
from placelib.build.topology import LEVELS, BoundaryError, Topology, read_topology, signed_area
from placelib.errors import PlaceError

BORDER = [[100, 100], [100, 52], [101, 51], [100, 50], [100, 0]]
ASTON_REST = [[100, 0], [0, 0], [0, 100], [100, 100]]
BYTON_REST = [[100, 100], [200, 100], [200, 0], [100, 0]]
CAY = [[300, 50], [301, 52], [302, 53], [304, 52], [304, 50], [302, 49], [300, 50]]
DENE = [[400, 0], [400, 9], [409, 9], [409, 0], [400, 0]]
ISLET = [[900, 50], [901, 52], [902, 50], [900, 50]]
ARCS = [BORDER, ASTON_REST, BYTON_REST, CAY, DENE, ISLET]

CURRENT = {"ltla": {"E06000001", "E06000002", "E06000003"}, "rgn": {"E12000001"}}


def feature(code: str, name: str, polygons: list[Any], **more: int) -> dict[str, Any]:
    single = len(polygons) == 1
    return {
        "type": "Polygon" if single else "MultiPolygon",
        "arcs": polygons[0] if single else polygons,
        "properties": {"areacd": code, "areanm": name, **more},
    }


def document() -> dict[str, Any]:
    levels = {
        "ltla": [
            feature("E06000003", "Cay", [[[3]]], start=2023),
            feature("E06000001", "Aston", [[[0, 1]]]),
            feature("E06000002", "Byton", [[[-1, 2]], [[5]]]),
            feature("E06000009", "Dene", [[[4]]], end=2020),
        ],
        "rgn": [feature("E12000001", "Westland", [[[1, 2]]])],
    }
    return {
        "type": "Topology",
        "transform": {"scale": [0.001, 0.001], "translate": [-3.0, 53.0]},
        "objects": {level: {"geometries": levels.get(level, [])} for level in LEVELS},
        "arcs": [deltas(arc) for arc in ARCS],
    }


def deltas(arc: list[list[int]]) -> list[list[int]]:
    steps = zip(arc[1:], arc, strict=False)
    return [arc[0], *([x1 - x0, y1 - y0] for (x1, y1), (x0, y0) in steps)]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    save(document(), tmp_path)
    return tmp_path


def save(content: dict[str, Any], folder: Path) -> Path:
    path = folder / "ons" / "boundaries.topojson"
    path.parent.mkdir(exist_ok=True)
    # With the byte-order mark that some of the publisher's files start with.
    path.write_text(json.dumps(content), encoding="utf-8-sig")
    return path


@pytest.fixture
def topology(source: Path) -> Topology:
    return read_topology(source / "ons" / "boundaries.topojson")


def test_levels_that_differ_from_the_areas_that_exist_are_named(topology: Topology) -> None:
    assert find_unmatched(topology, CURRENT) == []
    codes = {"E06000001", "E06000002", "E06000777"}
    assert find_unmatched(topology, {**CURRENT, "ltla": codes}) == [
        "the boundaries of level ltla lack E06000777 and have E06000003 too many"
    ]
    with pytest.raises(PlaceError, match="no geography level 'lsoa'"):
        find_unmatched(topology, {"lsoa": set()})


def test_no_ring_falls_below_four_points_or_turns_over(topology: Topology) -> None:
    simpler = simplify_topology(topology)
    for shape in simpler.every_shape():
        for ring in shape.rings:
            grid = simpler.ring_grid(ring)
            kept = signed_area(grid) / signed_area(topology.ring_grid(ring))
            assert len(grid) >= 4
            assert kept > 0.5


def test_simplifying_keeps_the_ends_and_what_stands_out() -> None:
    line = np.array([[0, 0], [1, 0.01], [2, 0], [3, 5], [4, 0], [5, 0.01], [6, 0]], dtype=float)
    assert select_points(line, smallest=0.5, least=2) == [0, 2, 3, 4, 6]
    assert select_points(line, smallest=99, least=2) == [0, 6]
    assert select_points(line, smallest=99, least=4) == [0, 3, 4, 6]
    assert select_points(line, smallest=0, least=2) == list(range(7))


def test_neighbours_share_a_border_and_islands_have_none(topology: Topology) -> None:
    assert find_neighbours(topology, "ltla") == {
        "E06000001": ("E06000002",),
        "E06000002": ("E06000001",),
        "E06000003": (),
    }


def test_an_outline_leaves_far_islets_out_and_names_the_middle(topology: Topology) -> None:
    aston, byton, _ = find_outlines(topology, "ltla")
    assert (byton.west, byton.south) == pytest.approx((-2.9, 53.0))
    assert (byton.east, byton.north) == pytest.approx((-2.8, 53.1))
    assert (aston.label_longitude, aston.label_latitude) == pytest.approx((-2.95, 53.05), abs=0.01)
    # The squares are 6.7 km wide and 11.1 km high.
    assert aston.label_room == pytest.approx(3.3, abs=0.2)


def test_a_neighbours_name_goes_where_the_map_shows_it(topology: Topology) -> None:
    first, second = find_neighbour_labels(topology, "ltla")
    assert (first.code, first.neighbour) == ("E06000001", "E06000002")
    assert -2.9 < first.label_longitude < -2.8
    assert 53.0 < first.label_latitude < 53.1
    assert (second.code, second.neighbour) == ("E06000002", "E06000001")
    assert second.label_room > 0


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BoundaryError, match="cannot be read"):
        read_topology(tmp_path / "nothing.topojson")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("transform",), None),
        (("objects", "ltla"), {}),
        (("objects", "ltla", "geometries", 0, "type"), "Point"),
        (("arcs",), "none"),
    ],
)
def test_a_file_of_another_shape_is_refused(
    tmp_path: Path, place: tuple[str | int, ...], value: object
) -> None:
    content = document()
    at: Any = content
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    with pytest.raises(BoundaryError, match="is not a quantised TopoJSON"):
        read_topology(save(content, tmp_path))


def test_two_current_boundaries_of_one_area_are_refused(tmp_path: Path) -> None:
    content = document()
    content["objects"]["ltla"]["geometries"].append(feature("E06000001", "Aston", [[[4]]]))
    with pytest.raises(BoundaryError, match="more than one current boundary for E06000001"):
        read_topology(save(content, tmp_path))


@pytest.mark.parametrize(("arcs", "fault"), [([[0]], "not closed"), ([[77]], "does not hold")])
def test_a_broken_ring_is_refused(tmp_path: Path, arcs: list[list[int]], fault: str) -> None:
    content = document()
    content["objects"]["ltla"]["geometries"][1]["arcs"] = arcs
    with pytest.raises(BoundaryError, match=fault):
        read_topology(save(content, tmp_path))
