"""Works out what the quadrant's pages would take seconds for: whether authorities are alike."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from tempfile import TemporaryDirectory

from placelib.build.tables import Tables
from placelib.build.write import write_database
from placelib.database.connection import Store
from placelib.quadrant import load_evidence
from placelib.quadrant.alikeness import Alikeness, alikeness, load_neighbours

# The last digits of a sum differ between machines, and the same input must make the same file.
DECIMALS = 9


def quadrant_tables(tables: Tables) -> Tables:
    """The table alikeness, by the library itself on a database made of the other tables."""
    with TemporaryDirectory(prefix="quadrant-") as folder:
        path = Path(folder) / "tables.duckdb"
        write_database({**tables, "alikeness": []}, {}, path)
        store = Store(path)
        try:
            rows = alikeness(load_evidence(store), load_neighbours(store))
        finally:
            store.close()
    return {"alikeness": [_make_row(row) for row in rows]}


def _make_row(row: Alikeness) -> tuple[object, ...]:
    return tuple(
        round(value, DECIMALS) if isinstance(value, float) else value for value in astuple(row)
    )
