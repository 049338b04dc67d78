"""The store: read-only, locked, safe between threads, and clear about a file it cannot open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from placelib.database import connection as store_module
from placelib.database.connection import (
    DATABASE,
    LOCKED,
    QUERIES,
    Store,
    return_unused_memory,
)
from placelib.errors import NoDatabase
from tests import tiny_database
from tests.tiny_database import ALDER, DOGWOOD, YEAR_2023

NAMES = sorted(path.stem for path in QUERIES.glob("*.sql"))
# What each parameter of the queries may be given.
GIVEN: dict[str, object] = {
    "codes": ["E08000012", "E92000001"],
    "benchmarks": ["E92000001", "K02000001"],
    "code": "E08000012",
    "periods": [],
    "level": "ltla",
    "indicators": ["employment-rate"],
    "indicator": "employment-rate",
    "period": "2023-01-01/P1Y",
    "areas": ["E08000012"],
    "after_indicator": "",
    "after_area": "",
    "after_period": "",
    "size": 10,
    "since": 1,
    "until": 0,
}
# A file that was never renewed has no log: see tests/statistics/test_revisions.py.
OF_A_RENEWED_FILE = {"releases", "changes_since"}


def parameters_of(name: str) -> dict[str, object]:
    (statement,) = duckdb.extract_statements((QUERIES / f"{name}.sql").read_text("utf-8"))
    unknown = set(statement.named_parameters) - set(GIVEN)
    assert not unknown, f"{name}.sql: say in GIVEN what {sorted(unknown)} may be given"
    return {parameter: GIVEN[parameter] for parameter in statement.named_parameters}


@pytest.mark.parametrize("name", NAMES)
def test_every_sql_file_runs_and_answers(bundled: Store, name: str) -> None:
    assert bundled.rows(name, **parameters_of(name)) or name in OF_A_RENEWED_FILE


def read_resident_bytes() -> int:
    """The memory that this process holds, as Linux tells it."""
    return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no Linux: memory not told")
def test_what_queries_have_needed_goes_back_to_the_system(bundled: Store) -> None:
    bundled.rows("district_steadiness")
    before = read_resident_bytes()
    return_unused_memory()
    # The query joins all figures twice, for which DuckDB takes about 110 MB.
    assert before - read_resident_bytes() > 50_000_000
    assert bundled.rows("metadata")


def test_rows_are_dictionaries_by_column(tiny: Store) -> None:
    assert tiny.rows("metadata")[:2] == [
        {"key": "build_date", "value": "2026-11-23"},
        {"key": "data_version", "value": "tiny-1"},
    ]
    (first, *_) = tiny.rows("latest_observations", codes=[ALDER])
    assert first == {
        "indicator": "pay", "area_code": ALDER, "period": "2024-04-30",
        "period_label": "April 2024", "starts": date(2024, 4, 30), "ends": date(2024, 5, 1),
        "value": 600.4, "lower": None, "upper": None, "status": None, "gap": None, "note": None,
    }  # fmt: skip


def test_one_row_or_none(tiny: Store) -> None:
    assert tiny.row("metadata") == {"key": "build_date", "value": "2026-11-23"}
    assert tiny.row("neighbours", code=DOGWOOD) is None
    assert tiny.rows("neighbours", code="E99999999") == []


def test_columns_have_nan_for_a_missing_number_and_none_for_a_missing_text(tiny: Store) -> None:
    found = tiny.columns("latest_observations", codes=[ALDER, DOGWOOD])
    assert set(found["area_code"]) == {ALDER, DOGWOOD}
    at = list(found["area_code"]).index(DOGWOOD)
    assert np.isnan(found["value"][at])
    assert found["value"].dtype == float
    assert (found["gap"][at], found["status"][at]) == ("confidential", "c")
    of_alder = (found["area_code"] == ALDER) & (found["indicator"] == "rate")
    assert found["value"][of_alder].tolist() == [10.0]
    assert found["gap"][of_alder].tolist() == [None]
    assert found["period"][of_alder].tolist() == [YEAR_2023]


def test_a_text_from_outside_is_bound_and_never_run(tiny: Store) -> None:
    assert tiny.rows("neighbours", code="' OR 1=1; DROP TABLE area; --") == []
    assert len(tiny.rows("areas")) == len(tiny_database.AREAS)


Run = Callable[[str], list[dict[str, object]]]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the tiny database that nobody has open."""
    path = tmp_path_factory.mktemp("written") / "places.duckdb"
    tiny_database.write(path)
    return path


@pytest.fixture
def run(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Runs any SQL through a store, as if it were a query file; {folder} is the file's folder."""
    shutil.copy(written, tmp_path / "places.duckdb")
    shutil.copy(written, tmp_path / "other.duckdb")
    (tmp_path / "inside.csv").write_text("a\n1\n", encoding="utf-8")
    queries = tmp_path / "sql"
    queries.mkdir()
    monkeypatch.setattr(store_module, "QUERIES", queries)
    # What DuckDB would find by its name, were it let out of the file.
    monkeypatch.setattr(store_module, "frame", pd.DataFrame({"a": [1]}), raising=False)
    opened: list[Store] = []

    def answer(sql: str) -> list[dict[str, object]]:
        (queries / "any.sql").write_text(sql.format(folder=tmp_path), encoding="utf-8")
        opened.append(Store(tmp_path / "places.duckdb"))
        return opened[-1].rows("any")

    yield answer
    for store in opened:
        store.close()


def test_a_query_of_the_tables_is_answered(run: Run) -> None:
    assert run("SELECT count(*) AS n FROM area") == [{"n": len(tiny_database.AREAS)}]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{folder}/inside.csv')",
        "SELECT * FROM '{folder}/inside.csv'",
        "SELECT * FROM read_text('{folder}/inside.csv')",
        "SELECT * FROM read_parquet('https://example.org/a.parquet')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM frame",
        "ATTACH '{folder}/other.duckdb' AS other",
        "ATTACH ':memory:' AS other",
        "COPY area TO '{folder}/out.csv'",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET threads = 4",
        "RESET memory_limit",
        "CREATE TABLE more (a INTEGER)",
        "CREATE VIEW more AS SELECT 1",
        "INSERT INTO metadata VALUES ('a', 'b')",
        "UPDATE build SET value = 'b'",
        "DELETE FROM metadata",
        "DROP TABLE area",
    ],
)
def test_the_store_reads_no_other_file_and_changes_nothing(
    run: Run, tmp_path: Path, sql: str
) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(duckdb.Error):
        run(sql)
    assert {path.name for path in tmp_path.iterdir()} == before
    assert run("SELECT count(*) AS n FROM metadata") == [{"n": 3}]


def test_the_bundled_database_opens_under_lock(bundled: Store) -> None:
    assert LOCKED["enable_external_access"] == "false"
    assert LOCKED["lock_configuration"] == "true"
    assert bundled.row("metadata") is not None


def test_a_question_beyond_the_memory_limit_leaves_nothing_where_the_app_was_started(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    started.mkdir()
    monkeypatch.chdir(started)
    monkeypatch.setitem(store_module.OPENING, "memory_limit", "20MB")
    (tmp_path / "large.sql").write_text(
        "SELECT count(*) AS n FROM (SELECT DISTINCT hash(range)::VARCHAR AS text "
        "FROM range(600000) ORDER BY text)",
        "utf-8",
    )
    monkeypatch.setattr(store_module, "QUERIES", tmp_path)
    store = Store(written)
    assert store.rows("large") == [{"n": 600000}]
    assert list(started.iterdir()) == []


def test_a_missing_file_is_told_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase) as refusal:
        Store(tmp_path / "gone.duckdb")
    assert str(refusal.value) == (
        "The figures cannot be shown: the data file gone.duckdb is missing. Put the file from the "
        "repository back, or rebuild it with make data."
    )
    assert not (tmp_path / "gone.duckdb").exists()


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"\x00" * 20_000])
def test_a_corrupt_file_is_told_without_its_folder(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.duckdb"
    path.write_bytes(content)
    with pytest.raises(NoDatabase) as refusal:
        Store(path)
    assert "the data file broken.duckdb cannot be read. Put the file" in str(refusal.value)
    assert str(tmp_path) not in str(refusal.value)


def test_a_file_cut_short_is_told_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "half.duckdb"
    path.write_bytes(DATABASE.read_bytes()[: DATABASE.stat().st_size // 2])
    with pytest.raises(NoDatabase) as refusal:
        Store(path).rows("areas")
    assert str(tmp_path) not in str(refusal.value)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase):
        Store(tmp_path)


def test_a_closed_store_answers_no_more(written: Path) -> None:
    store = Store(written)
    assert store.rows("metadata")
    store.close()
    with pytest.raises(duckdb.Error):
        store.rows("metadata")


def as_columns(store: Store, code: str) -> list[list[object]]:
    found = store.columns("latest_observations", codes=[code])
    return [found[name].tolist() for name in ("indicator", "area_code", "period", "gap")]


def as_rows(store: Store, code: str) -> object:
    return store.rows("latest_observations", codes=[code])


@pytest.mark.parametrize("look_up", [as_rows, as_columns])
def test_sixteen_threads_of_fifty_look_ups_give_eight_hundred_right_answers(
    bundled: Store, look_up: Callable[[Store, str], object]
) -> None:
    current = [row["code"] for row in bundled.rows("areas") if row["ended"] is None]
    chosen = current[:: len(current) // 50][:50]
    right = {code: look_up(bundled, code) for code in chosen}
    assert all(right.values())

    def count_right(worker: int) -> int:
        order = chosen[worker * 3 :] + chosen[: worker * 3]
        return sum(look_up(bundled, code) == right[code] for code in order)

    with ThreadPoolExecutor(max_workers=16) as workers:
        assert sum(workers.map(count_right, range(16))) == 800
