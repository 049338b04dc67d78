"""The map page's files: equal tiles that are told apart, and areas as they are."""

from __future__ import annotations

import gzip
import json
import struct
from itertools import permutations
from math import dist
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from placelib.build.assignment import least_costly
from placelib.build.patterns import EDGE, SIZE, patterns_png
from placelib.build.tiles import STEP, Tile

STATIC = Path(__file__).resolve().parents[2] / "static" / "boundaries"


def features(name: str) -> list[dict[str, Any]]:
    document = json.loads((STATIC / f"{name}.geojson").read_text("utf-8"))
    found: list[dict[str, Any]] = document["features"]
    return found


def test_an_assignment_is_the_best_there_is() -> None:
    dice = np.random.default_rng(7)
    for rows, columns in ((1, 1), (3, 3), (4, 6), (5, 5)):
        cost = dice.random((rows, columns))
        chosen = least_costly(cost)
        assert len(set(chosen)) == rows
        best = min(
            sum(cost[row, column] for row, column in enumerate(seats))
            for seats in permutations(range(columns), rows)
        )
        assert sum(cost[row, column] for row, column in enumerate(chosen)) == pytest.approx(best)


def test_a_tile_is_a_closed_regular_hexagon_within_its_cell() -> None:
    corners = Tile("E1", 1.0, 2.0).corners()
    assert len(corners) == 7
    assert corners[0] == corners[-1]
    for corner in corners:
        assert dist(corner, (1.0, 2.0)) == pytest.approx(0.94 * STEP / 3**0.5, rel=1e-2)


@pytest.mark.parametrize("level", ["ltla", "utla", "cauth", "rgn", "ctry"])
def test_no_two_tiles_share_a_cell(level: str) -> None:
    middles = []
    for feature in features(f"{level}.tiles"):
        ring = feature["geometry"]["coordinates"][0]
        middles.append(np.mean(ring[:-1], axis=0))
    for at, one in enumerate(middles):
        for other in middles[:at]:
            assert dist(one, other) > 0.98 * STEP


def test_london_s_boroughs_are_beside_each_other_on_the_tiles() -> None:
    places = {
        str(feature["properties"]["code"]): np.mean(
            feature["geometry"]["coordinates"][0][:-1],
            axis=0,
        )
        for feature in features("ltla.tiles")
    }
    boroughs = {code: place for code, place in places.items() if code.startswith("E09")}
    assert len(boroughs) == 33
    for code, place in boroughs.items():
        near = [other for other in boroughs if dist(places[other], place) < 1.1 * STEP]
        assert len(near) >= 2, code


def test_the_areas_are_small_enough_to_send_once() -> None:
    for level in ("ltla", "utla", "cauth", "rgn", "ctry"):
        for kind in ("", ".tiles", ".lines"):
            packed = gzip.compress((STATIC / f"{level}{kind}.geojson").read_bytes())
            assert len(packed) < 150_000


def test_the_patterns_are_a_picture_five_wide_and_the_built_one() -> None:
    png = patterns_png()
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (5 * (SIZE + 2 * EDGE), SIZE + 2 * EDGE)
    assert png == (STATIC / "patterns.png").read_bytes()
