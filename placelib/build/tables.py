"""The shape in which the build hands rows on: one list of tuples a table, as in schema.sql."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from placelib.database.connection import LATER_TABLES

Tables = dict[str, list[tuple[Any, ...]]]
SCHEMA = Path(__file__).parent / "schema.sql"
# What one data version tells of those before it: written from the last file, never from sources.
LOG_TABLES = frozenset({"change", "release"})


@cache
def columns() -> dict[str, dict[str, int]]:
    """Every table's columns by name, with their place in a row, as the schema has them."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute(LATER_TABLES.read_text(encoding="utf-8"))
        rows = connection.execute(
            "SELECT table_name, column_name, column_index FROM duckdb_columns() "
            "WHERE NOT internal ORDER BY table_name, column_index"
        ).fetchall()
    places: dict[str, dict[str, int]] = {}
    for table, column, _ in rows:
        table_places = places.setdefault(table, {})
        table_places[column] = len(table_places)
    return places


@cache
def later_tables() -> frozenset[str]:
    """The tables that a data file may lack, because they came after the first ones."""
    with duckdb.connect() as connection:
        connection.execute(LATER_TABLES.read_text(encoding="utf-8"))
        rows = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    return frozenset(name for (name,) in rows)


def column(tables: Tables, table: str, name: str) -> list[Any]:
    """One column of a table, in the order of its rows."""
    place = columns()[table][name]
    return [row[place] for row in tables[table]]
