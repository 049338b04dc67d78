"""Writes into a new data file what changed since the one that it replaces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from placelib.build.tables import LOG_TABLES
from placelib.errors import BuildStopped

FIGURES = Path(__file__).parent / "change_log.sql"
# How many versions back a link's version is known. A release changes some 30,000 rows of the log.
MOST_VERSIONS = 12
# Tables beside the figures, compared row by row and told in one line each.
OTHER_TABLES = (
    "money",
    "lever_fact",
    "spending_fact",
    "local_share",
    "authority_status",
    "representation",
    "neighbourhood",
    "similar_area",
)


# What files have that were built before November 2026, when tables and columns were renamed.
FORMER_TABLES = {"build": "metadata", "row_account": "row_audit"}
FORMER_COLUMNS = {
    "area": {"explored": "has_page"},
    "indicator": {"held": "has_data"},
    "similar_area": {"place": "rank"},
    "district_spread": {"spread": "std_dev"},
}


def write_change_log(connection: duckdb.DuckDBPyConnection, last: Path | None) -> None:
    """Fill the tables release and change of the attached database “places”.

    ``last`` is the data file that is about to be replaced, if there is one. A build with the same
    content as the last keeps the last one's log. Raises BuildStopped when ``last`` cannot be read.
    """
    run = connection.execute
    facts = dict(run("SELECT key, value FROM places.metadata").fetchall())
    version = facts.get("data_version")
    if version is None:
        # A database on the way to one: nobody will link to it.
        return
    if last is not None:
        try:
            _write_changes(connection, version, last)
        except duckdb.Error as problem:
            raise BuildStopped(
                f"What changed since the last data file {last.name} cannot be worked out: "
                f"{problem}. Move it away to start a new log."
            ) from problem
    if run("SELECT count(*) FROM places.release WHERE step = 0").fetchall() == [(0,)]:
        run(
            "INSERT INTO places.release SELECT 0, $1, $2, count(*) FROM places.observation",
            [version, facts["build_date"]],
        )


def _write_changes(connection: duckdb.DuckDBPyConnection, version: str, last: Path) -> None:
    run = connection.execute
    place = str(last).replace("'", "''")
    run(f"ATTACH '{place}' AS earlier (READ_ONLY)")
    tables = {
        name
        for (name,) in run(
            "SELECT name FROM (SHOW ALL TABLES) WHERE database = 'earlier'"
        ).fetchall()
    }
    run("ATTACH ':memory:' AS last")
    for name in sorted(tables):
        run(f"CREATE VIEW last.{FORMER_TABLES.get(name, name)} AS {_select_renamed(run, name)}")
    tables = {FORMER_TABLES.get(name, name) for name in tables}
    for name in sorted(LOG_TABLES - tables):
        run(f"CREATE TABLE last.{name} AS FROM places.{name} LIMIT 0")
    ((before, built),) = run(
        "SELECT max(value) FILTER (key = 'data_version'), max(value) FILTER (key = 'build_date') "
        "FROM last.metadata"
    ).fetchall()
    if not tables >= LOG_TABLES:
        run(
            "INSERT INTO last.release SELECT 0, $1, $2, count(*) FROM last.observation",
            [before, built],
        )
    if before == version:
        for name in sorted(LOG_TABLES):
            run(f"INSERT INTO places.{name} FROM last.{name}")
    else:
        run("SET VARIABLE version = $1", [version])
        run("SET VARIABLE followed = $1", [MOST_VERSIONS])
        run(FIGURES.read_text(encoding="utf-8"))
        for name in OTHER_TABLES:
            _write_table_change(connection, version, name)
    run("DETACH last")
    run("DETACH earlier")


def _select_renamed(run: Callable[[str], duckdb.DuckDBPyConnection], table: str) -> str:
    """The rows of a table of the database “earlier”, with its columns by their present names."""
    names = {row[0] for row in run(f"DESCRIBE earlier.{table}").fetchall()}
    renamed = [
        f"{old} AS {new}" for old, new in FORMER_COLUMNS.get(table, {}).items() if old in names
    ]
    rename = f"RENAME ({', '.join(renamed)})" if renamed else ""
    return f"SELECT * {rename} FROM earlier.{table}"


def _write_table_change(connection: duckdb.DuckDBPyConnection, version: str, table: str) -> None:
    """One line for a table with other rows than before: how many are gone, how many are new."""
    gone, new = (
        connection.execute(
            f"SELECT count(*) FROM (FROM {left}.{table} EXCEPT ALL FROM {right}.{table})"
        ).fetchall()[0][0]
        for left, right in (("last", "places"), ("places", "last"))
    )
    if gone or new:
        connection.execute(
            "INSERT INTO places.change VALUES ($1, 'table', NULL, NULL, NULL, $2, $3, $4)",
            [version, gone, new, table],
        )
