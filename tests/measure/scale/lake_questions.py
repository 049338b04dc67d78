"""Copies the bundled figures into a DuckLake catalogue and asks both every query of the app.

Run by tests/measure/scale/lake.py in an environment that has DuckDB, NumPy and nothing else.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb

from placelib.database.connection import DATABASE, QUERIES, Store
from placelib.errors import NoDatabase

# What each parameter of the queries may be given.
GIVEN: dict[str, object] = {
    "areas": ["E08000012"],
    "benchmarks": ["E92000001", "K02000001"],
    "code": "E08000012",
    "codes": ["E08000012", "E92000001"],
    "indicator": "employment-rate",
    "indicators": ["employment-rate"],
    "level": "ltla",
    "period": "2023-01-01/P1Y",
    "since": 1,
    "until": 0,
}
# It lists the tables of the database itself, and a catalogue has some of its own.
ABOUT_ITSELF = {"tables"}
REFUSED = (
    "SELECT * FROM read_text('/etc/hostname')",
    "CREATE TABLE more (a INTEGER)",
    "INSERT INTO metadata VALUES ('a', 'b')",
    "SET memory_limit = '8GB'",
    "LOAD httpfs",
)


def fill(address: str, files: str) -> None:
    """Copy every table of the bundled file into the catalogue, as somebody who runs it would."""
    with duckdb.connect() as connection:
        run = connection.execute
        for extension in ("ducklake", "postgres_scanner"):
            run(f"LOAD {extension}")
        run(f"ATTACH '{address}' AS lake (DATA_PATH '{files}/')")
        run(f"ATTACH '{DATABASE}' AS file (READ_ONLY)")
        tables = run("SELECT table_name FROM duckdb_tables() WHERE database_name = 'file'")
        for (table,) in tables.fetchall():
            run(f"CREATE TABLE lake.{table} AS FROM file.{table}")


def write_into(address: str) -> None:
    """Change the catalogue while it is being read."""
    with duckdb.connect() as connection:
        for extension in ("ducklake", "postgres_scanner"):
            connection.execute(f"LOAD {extension}")
        connection.execute(f"ATTACH '{address}' AS lake")
        connection.execute("UPDATE lake.build SET value = 'later' WHERE key = 'data_version'")


def in_order(rows: list[dict[str, object]]) -> list[str]:
    """Rows as text, sorted: a query that asks for no order may be answered in any."""
    return sorted(map(repr, rows))


def timed(
    store: Store, name: str, given: dict[str, object]
) -> tuple[list[dict[str, object]], float]:
    """The rows of a query asked a second time, and the milliseconds it took."""
    store.rows(name, **given)
    began = time.perf_counter()
    return store.rows(name, **given), (time.perf_counter() - began) * 1000


def main(address: str, files: str) -> int:
    """Print a line for each query and each promise; 1 when one was not kept."""
    fill(address, files)
    file, lake, wrong = Store(DATABASE), Store(address), 0
    print(f"DuckDB {duckdb.__version__}; {len(list(Path(files).rglob('*.parquet')))} Parquet files")
    print("| query | rows | file, ms | catalogue, ms | answers |")
    print("| --- | ---: | ---: | ---: | --- |")
    for path in sorted(QUERIES.glob("*.sql")):
        if path.stem in ABOUT_ITSELF:
            continue
        (statement,) = duckdb.extract_statements(path.read_text("utf-8"))
        given = {name: GIVEN[name] for name in statement.named_parameters}
        right, quick = timed(file, path.stem, given)
        found, slow = timed(lake, path.stem, given)
        same = in_order(right) == in_order(found)
        wrong += not same
        answers = "same" if same else "OTHER"
        print(f"| {path.stem} | {len(right):,} | {quick:.1f} | {slow:.1f} | {answers} |")
    wrong += not kept("a writer's commit does not reach a reader", is_so=unmoved(address, lake))
    wrong += not kept("the store is read only and reaches nothing else", is_so=locked(lake))
    wrong += not kept(
        "an unreachable catalogue is a sentence without its address", is_so=unreachable()
    )
    return 1 if wrong else 0


def kept(promise: str, *, is_so: bool) -> bool:
    """Print whether a promise was kept."""
    print(f"{'ok   ' if is_so else 'WRONG'} {promise}")
    return is_so


def unmoved(address: str, lake: Store) -> bool:
    """A release is held at the state it was opened in; the next start sees the new one."""
    before = lake.rows("metadata")
    write_into(address)
    return lake.rows("metadata") == before and Store(address).rows("metadata") != before


def locked(lake: Store) -> bool:
    """Everything that is not a question about the places is refused."""
    refused = 0
    for sql in REFUSED:
        with lake._cursor() as cursor:  # noqa: SLF001  beneath the door that lets questions in only
            try:
                cursor.execute(sql)
            except duckdb.Error:
                refused += 1
    return refused == len(REFUSED)


def unreachable() -> bool:
    """Nobody listens there; the sentence must not give the address or the password away."""
    try:
        Store("ducklake:postgres:host=127.0.0.1 port=1 user=a password=secret dbname=b")
    except NoDatabase as problem:
        return "BEND_DATA" in str(problem) and "secret" not in str(problem)
    return False


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
