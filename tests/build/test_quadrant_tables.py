"""The build stores what chance would give just as the library works it out."""

from __future__ import annotations

from placelib.build.quadrant_tables import quadrant_tables
from placelib.build.tables import columns
from placelib.database.connection import Store
from placelib.quadrant import load_evidence
from placelib.quadrant.chance import ChanceBand, ChanceTest, compute_chance
from placelib.quadrant.loading import load_neighbours


def test_without_areas_there_is_nothing_to_compute() -> None:
    empty = {name: [] for name in columns() if name != "metadata"}
    assert quadrant_tables(empty) == {"chance_band": [], "chance_test": []}


def test_the_columns_are_those_of_the_records() -> None:
    assert list(columns()["chance_band"]) == list(ChanceBand.__dataclass_fields__)
    assert list(columns()["chance_test"]) == list(ChanceTest.__dataclass_fields__)


def test_districts_that_touch_do_so_both_ways(bundled: Store) -> None:
    neighbours = load_neighbours(bundled)
    assert "E08000011" in neighbours["E08000012"]
    assert all(code in neighbours[other] for code, others in neighbours.items() for other in others)


def test_the_stored_bands_are_those_of_the_library(bundled: Store) -> None:
    evidence = load_evidence(bundled)
    members = [area.code for area in evidence.registry.members("E47000002")]
    bands, tests = compute_chance(
        evidence.matrix, load_neighbours(bundled), {"E47000002": members}, groups=3000
    )
    # A quarter of the bands: one authority's and those that anybody may draw.
    for band in bands:
        stored = evidence.bands[band.pool, band.districts]
        assert stored.groups == band.groups == 3000
        assert abs(stored.median - band.median) < 1e-8
    (test,) = (one for one in tests if one.pool == "all")
    assert evidence.tests["E47000002", "all"].share_as_high == round(test.share_as_high, 9)
