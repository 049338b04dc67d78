"""Writes the tables into a DuckDB file, reads them back, and puts finished files in place."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from placelib.build.change_log import write_change_log
from placelib.build.tables import LOG_TABLES, SCHEMA, Tables, columns, later_tables
from placelib.database.connection import CHECKSUM_KEY, LATER_TABLES, compute_checksum
from placelib.errors import BuildStopped

DERIVED = Path(__file__).parent / "derive.sql"
DERIVED_TABLES = {"latest", "district_spread", "coverage"}
# Readable by every DuckDB from 1.2 on, and by 2.0: a reader need not have the builder's version.
STORAGE = "v1.2.0"
# The smallest block: most tables are tiny, and each would take a whole block of the usual 256 KB.
BLOCK = 16_384


def hash_content(tables: Tables) -> str:
    """A hash of every row of every table, and of the rules for the tables made from them.

    The same content gives the same hash in any build, whatever the order of its rows; the date of
    the build is not part of it.
    """
    digest = hashlib.sha256(_strip_comments(DERIVED).encode())
    for name in sorted(tables):
        digest.update(repr((name, *columns()[name])).encode())
        for row in sorted(map(repr, tables[name])):
            digest.update(row.encode())
    return digest.hexdigest()


def write_database(
    tables: Tables, facts: Mapping[str, str], path: Path, last: Path | None = None
) -> None:
    """Put the tables into the new file ``path``; ``facts`` become the table metadata.

    ``last`` is the file that it will replace: what changed since stands in the new one.
    Raises BuildStopped, naming the table, for rows that break the schema.
    """
    place = str(path).replace("'", "''")
    with duckdb.connect() as connection:
        # One thread: sums of many figures come out the same, to the last digit, every time.
        connection.execute("SET threads TO 1")
        connection.execute(
            f"ATTACH '{place}' AS places (STORAGE_VERSION '{STORAGE}', BLOCK_SIZE {BLOCK})"
        )
        connection.execute("USE places")
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute(LATER_TABLES.read_text(encoding="utf-8"))
        for name, rows in {**tables, "metadata": sorted(facts.items())}.items():
            _fill_table(connection, name, rows)
        connection.execute(DERIVED.read_text(encoding="utf-8"))
        write_change_log(connection, last)
        connection.execute(
            "INSERT INTO metadata VALUES ($1, $2)", [CHECKSUM_KEY, compute_checksum(connection)]
        )
        connection.execute("CHECKPOINT places")
        connection.execute("USE memory")
        connection.execute("DETACH places")


def _fill_table(
    connection: duckdb.DuckDBPyConnection, name: str, rows: list[tuple[Any, ...]]
) -> None:
    if not rows:
        return
    frame = pd.DataFrame.from_records(rows, columns=list(columns()[name]))
    connection.register("arriving", frame)
    try:
        connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM arriving")
    except duckdb.Error as problem:
        raise BuildStopped(
            f"The rows of the table {name} break its rules, so the data file was left as it was: "
            f"{problem}. Mend the source."
        ) from problem
    connection.unregister("arriving")


def read_tables(path: Path) -> Tables:
    """All tables of an existing data file as lists of tuples, for a build that keeps most of it.

    Tables made from others are left out. Raises BuildStopped when the file cannot be read, or was
    made by another version of the build and has other tables or columns.
    """
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            names = {str(row[0]) for row in connection.execute("SHOW TABLES").fetchall()}
            # A table that came later is empty where the file is older than it.
            tables: Tables = {name: [] for name in later_tables() - LOG_TABLES}
            for name in sorted(names - DERIVED_TABLES - LOG_TABLES):
                answer = connection.execute(f"SELECT * FROM {name}")
                if [about[0] for about in answer.description or []] != list(
                    columns().get(name, {})
                ):
                    names.discard(name)
                tables[name] = answer.fetchall()
    except duckdb.Error as problem:
        raise BuildStopped(
            f"The last data file {path.name} cannot be read: {problem}. Build from the whole "
            "source tree."
        ) from problem
    if set(columns()) - later_tables() - names:
        raise BuildStopped(
            f"The last data file {path.name} was made by another version of the build. Build from "
            "the whole source tree."
        )
    return tables


def put_in_place(files: Mapping[Path, Path]) -> None:
    """Copy each finished file (a value) to where it belongs (its key), in the order given.

    Every file first arrives whole beside its place and is then moved there in one step, so a
    reader sees the old content or the new. A fault on the way puts back what was there, and
    nothing is left beside the places.
    """
    waiting, done = list(files), list[Path]()
    try:
        for target, finished in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(finished, _name_beside(target, "new"))
            if target.is_file():
                shutil.copyfile(target, _name_beside(target, "old"))
        while waiting:
            _name_beside(waiting[0], "new").replace(waiting[0])
            done.append(waiting.pop(0))
    finally:
        # Files still waiting mean a fault: those before them go back to what they were.
        for target in reversed(done if waiting else []):
            if _name_beside(target, "old").exists():
                _name_beside(target, "old").replace(target)
            else:
                target.unlink()
        for target in files:
            _name_beside(target, "new").unlink(missing_ok=True)
            _name_beside(target, "old").unlink(missing_ok=True)


def _strip_comments(sql: Path) -> str:
    lines = sql.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.strip() and not line.startswith("--"))


def _name_beside(target: Path, ending: str) -> Path:
    return target.with_name(f"{target.name}.{ending}")
