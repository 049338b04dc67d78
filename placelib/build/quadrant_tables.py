"""Works out what the quadrant's pages would take seconds for: what chance alone would give."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from placelib.build.tables import Tables
from placelib.build.write import write_database
from placelib.database.connection import Store
from placelib.quadrant.chance import compute_chance
from placelib.quadrant.loading import load_evidence, load_neighbours
from placelib.quadrant.quadrants import list_authority_areas

# The last digits of a sum differ between machines, and the same input must make the same file.
DECIMALS = 9


def quadrant_tables(tables: Tables) -> Tables:
    """The tables of chance, by the library itself on a database made of the other tables."""
    with TemporaryDirectory(prefix="quadrant-") as folder:
        path = Path(folder) / "tables.duckdb"
        write_database({**tables, "chance_band": [], "chance_test": []}, {}, path)
        store = Store(path)
        try:
            evidence = load_evidence(store)
            authorities = {
                area.code: [member.code for member in evidence.registry.members(area.code)]
                for area in list_authority_areas(evidence)
            }
            bands, tests = compute_chance(evidence.matrix, load_neighbours(store), authorities)
        finally:
            store.close()
    return {
        "chance_band": [_row(band) for band in bands],
        "chance_test": [_row(test) for test in tests],
    }


def _row(record: Any) -> tuple[object, ...]:
    return tuple(
        round(value, DECIMALS) if isinstance(value, float) else value for value in astuple(record)
    )
