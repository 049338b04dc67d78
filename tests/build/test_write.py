"""Writing the data file and its hash, reading it back, and putting finished files in place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from placelib.build.tables import LOG_TABLES, Tables, column, columns
from placelib.build.write import hash_content, put_in_place, read_tables, write_database
from placelib.database.connection import CHECKSUM_KEY
from placelib.errors import BuildStopped
from tests.build.tiny_source import ask, everything_in, make, write, write_source

FACTS = {"data_version": "2026-06-26-abc", "content_hash": "abc", "build_date": "2026-11-23"}
FIGURE = ("rate", "E06000091", "2023-06-30", 0.1, None, None, None, None, "Revised")
GAP = ("rate", "E06000092", "2023-06-30", None, None, None, "c", "confidential", None)
PERIOD = ("rate", "2023-06-30", date(2023, 6, 30), date(2023, 7, 1), "June 2023")


def tables(**given: list[tuple[Any, ...]]) -> Tables:
    empty: Tables = {name: [] for name in columns() if name not in {"metadata", *LOG_TABLES}}
    return {**empty, **given}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("write")
    return make(write_source(folder / "source"), folder / "out")


def test_values_and_gaps_come_back_as_they_went_in(tmp_path: Path) -> None:
    given = tables(observation=[FIGURE, GAP], period=[PERIOD])
    write_database(given, FACTS, tmp_path / "places.duckdb")
    back = read_tables(tmp_path / "places.duckdb")
    facts = dict(back.pop("metadata"))
    assert facts.pop(CHECKSUM_KEY).startswith(f"{duckdb.__version__}:")
    assert facts == FACTS
    assert back == given


def test_a_column_is_read_by_its_name() -> None:
    assert column(tables(observation=[FIGURE, GAP]), "observation", "gap") == [None, "confidential"]


def test_what_is_worked_out_from_figures_is_in_the_file_and_not_read_back(database: Path) -> None:
    assert ask(database, "SELECT count(*) FROM latest WHERE area_code = 'E06000091'") == [(3,)]
    assert not {"latest", "coverage", "district_spread"} & set(read_tables(database))


def test_the_latest_period_may_be_a_gap(database: Path) -> None:
    question = "SELECT period, value, gap FROM latest WHERE indicator = 'employment-rate'"
    assert ask(database, f"{question} AND area_code = 'E06000091'") == [
        ("2023-01-01/P1Y", None, "low reliability")
    ]


def test_coverage_counts_a_unitary_council_at_both_tiers(database: Path) -> None:
    question = (
        "SELECT level, areas, figures, gaps FROM coverage WHERE indicator = 'employment-rate'"
    )
    assert ask(database, question) == [("ctry", 1, 2, 0), ("ltla", 2, 2, 1), ("utla", 2, 2, 1)]


def test_the_spread_of_councils_is_over_current_ones(database: Path) -> None:
    question = "SELECT mean, std_dev, areas FROM district_spread WHERE period = '2024-06-30'"
    assert ask(database, question) == [(500.0, 100.0, 2)]


def test_a_row_that_breaks_the_schema_is_a_stop_that_names_the_table(tmp_path: Path) -> None:
    place = ("E1", None, "ltla", True, None, None, None, True)
    with pytest.raises(BuildStopped, match=r"table area break its rules.*NOT NULL.*name"):
        write_database(tables(area=[place]), FACTS, tmp_path / "places.duckdb")


def test_the_hash_of_the_file_can_be_found_again_from_the_file(database: Path) -> None:
    back = read_tables(database)
    facts: dict[str, str] = dict(back.pop("metadata"))
    assert hash_content(back) == facts["content_hash"]


def test_the_order_of_rows_changes_no_hash() -> None:
    one, other = tables(observation=[FIGURE, GAP]), tables(observation=[GAP, FIGURE])
    assert hash_content(one) == hash_content(other)


@pytest.mark.parametrize(
    "changed",
    [
        (*FIGURE[:3], 0.10000000000000002, *FIGURE[4:]),
        (*FIGURE[:-1], None),
        ("rates", *FIGURE[1:]),
    ],
)
def test_any_change_of_any_cell_changes_the_hash(changed: tuple[Any, ...]) -> None:
    hashes = {hash_content(tables(observation=[row])) for row in (FIGURE, changed)}
    assert len(hashes) == 2


def test_every_table_is_part_of_the_hash() -> None:
    plain = hash_content(tables())
    others = {name: hash_content(tables(**{name: [("x",)]})) for name in tables()}
    assert len({plain, *others.values()}) == len(others) + 1


def test_a_file_of_another_version_of_the_build_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.duckdb"
    write_database(tables(), FACTS, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("ALTER TABLE source DROP COLUMN attribution")
    with pytest.raises(BuildStopped, match=r"places.duckdb was made by another version"):
        read_tables(path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places.duckdb").write_text("not a database")
    with pytest.raises(BuildStopped, match=r"places.duckdb cannot be read"):
        read_tables(tmp_path / "places.duckdb")


def test_finished_files_take_the_places_of_old_ones(tmp_path: Path) -> None:
    write(tmp_path / "data" / "one", "old")
    write(tmp_path / "apart" / "a", "new one")
    write(tmp_path / "apart" / "b", "new two")
    put_in_place(
        {
            tmp_path / "data" / "one": tmp_path / "apart" / "a",
            tmp_path / "maps" / "two": tmp_path / "apart" / "b",
        }
    )
    assert everything_in(tmp_path / "data") == {"one": b"new one"}
    assert everything_in(tmp_path / "maps") == {"two": b"new two"}


def test_other_files_in_a_folder_stay(tmp_path: Path) -> None:
    write(tmp_path / "data" / "README.md", "read me")
    write(tmp_path / "a", "new")
    put_in_place({tmp_path / "data" / "one": tmp_path / "a"})
    assert everything_in(tmp_path / "data") == {"README.md": b"read me", "one": b"new"}


def test_a_fault_before_anything_was_moved_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "data" / "one", "old one")
    write(tmp_path / "a", "new one")
    with pytest.raises(FileNotFoundError):
        put_in_place(
            {
                tmp_path / "data" / "one": tmp_path / "a",
                tmp_path / "data" / "two": tmp_path / "missing",
            }
        )
    assert everything_in(tmp_path / "data") == {"one": b"old one"}


def test_a_fault_half_way_puts_back_what_was_there(tmp_path: Path) -> None:
    write(tmp_path / "data" / "one", "old one")
    write(tmp_path / "a", "new")
    # A file cannot take the place of a folder, which is found out only when it is moved.
    (tmp_path / "data" / "last").mkdir()
    with pytest.raises(OSError, match="last"):
        put_in_place(
            {
                tmp_path / "data" / "one": tmp_path / "a",
                tmp_path / "data" / "fresh": tmp_path / "a",
                tmp_path / "data" / "last": tmp_path / "a",
            }
        )
    assert everything_in(tmp_path / "data") == {"one": b"old one"}
    assert (tmp_path / "data" / "last").is_dir()
