"""The build stores the test of likeness just as the library works it out."""

from __future__ import annotations

import pytest

from placelib.build.quadrant_tables import quadrant_tables
from placelib.build.tables import columns
from placelib.database.connection import Store
from placelib.quadrant import load_evidence
from placelib.quadrant.alikeness import Alikeness, alikeness, load_alikeness, load_neighbours


def test_without_areas_there_is_nothing_to_test() -> None:
    empty = {name: [] for name in columns() if name != "metadata"}
    assert quadrant_tables(empty) == {"alikeness": []}


def test_the_columns_are_those_of_the_record() -> None:
    assert list(columns()["alikeness"]) == list(Alikeness.__dataclass_fields__)


def test_the_stored_test_is_the_librarys(bundled: Store) -> None:
    stored = load_alikeness(bundled)
    if stored is None:
        pytest.skip("the bundled file was built before the table: run make data")
    worked_out = alikeness(load_evidence(bundled), load_neighbours(bundled))
    assert [one.code for one in stored] == [one.code for one in worked_out]
    for one, other in zip(stored, worked_out, strict=True):
        assert one.within == pytest.approx(other.within, abs=1e-8)
        assert one.share_as_alike == pytest.approx(other.share_as_alike, abs=1e-8)
        assert one.verdict == other.verdict
