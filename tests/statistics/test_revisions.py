"""What changed from one data version to the next: counted, filtered and said in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from placelib.build.report import render_changes_page
from placelib.build.tables import Tables
from placelib.build.write import read_tables, write_database
from placelib.database.connection import DATABASE, Store
from placelib.periods import read_period
from placelib.statistics.revision_text import write_since_sentence, write_summary
from placelib.statistics.revisions import load_versions, read_changes_of, read_changes_since
from tests import tiny_database
from tests.tiny_database import ALDER, BIRCH, CEDAR, DOGWOOD, FERN, YEAR_2023

NEW_YEAR = "2024-01-01/P1Y"


def renewed() -> Tables:
    """The tiny database with one change of each kind."""
    tables = tiny_database.tables()
    rows = {row[:3]: row for row in tables["observation"]}

    def set_to(key: tuple[str, str, str], *rest: Any) -> None:
        rows[key] = tiny_database.observation_row(*key, *rest)

    set_to(("rate", ALDER, NEW_YEAR), 9.5, 8.5, 10.5)
    set_to(("rate", BIRCH, NEW_YEAR), 17.0, 16.0, 18.0)
    set_to(("rate", CEDAR, "2022-01-01/P1Y"), 19.0, 13.0, 25.0)
    set_to(("rate", DOGWOOD, YEAR_2023), 12.0, 11.0, 13.0)
    set_to(("rate", BIRCH, YEAR_2023), 18.5, 17.0, 19.0)
    set_to(("rate", ALDER, YEAR_2023), 10.0, 9.2, 11.0)
    set_to(("rate", FERN, YEAR_2023), "confidential")
    del rows[("pay", FERN, "2024-04-30")]
    del rows[("county", tiny_database.OAKSHIRE, YEAR_2023)]
    tables["observation"] = sorted(rows.values(), key=lambda row: row[:3])
    period = read_period(NEW_YEAR)
    tables["period"].append(("rate", NEW_YEAR, period.starts, period.ends, period.label))
    tables["indicator"] = [
        tiny_database.indicator_row(at, {**given, "has_data": given["slug"] != "county"})
        for at, given in enumerate(tiny_database.INDICATORS)
    ]
    tables["area"] = [
        (row[0], "Fern and Moss", *row[2:]) if row[0] == FERN else row for row in tables["area"]
    ]
    tables["similar_area"].append((ALDER, "economic", 2, BIRCH))
    return tables


def facts(version: str) -> dict[str, str]:
    return {"data_version": version, "build_date": "2026-12-01"}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Three versions: tiny-1, tiny-2 with every kind of change, tiny-3 with one more figure."""
    folder = tmp_path_factory.mktemp("changes")
    one, two, three = (folder / f"{number}.duckdb" for number in (1, 2, 3))
    tiny_database.write(one)
    write_database(renewed(), facts("tiny-2"), two, one)
    more = renewed()
    more["observation"].append(
        tiny_database.observation_row("people", BIRCH, "2024-06-30", 70_000.0)
    )
    write_database(more, facts("tiny-3"), three, two)
    return one, two, three


@pytest.fixture(scope="module")
def second(files: tuple[Path, Path, Path]) -> Iterator[Store]:
    store = Store(files[1])
    yield store
    store.close()


@pytest.fixture(scope="module")
def third(files: tuple[Path, Path, Path]) -> Iterator[Store]:
    store = Store(files[2])
    yield store
    store.close()


def test_every_kind_of_change_of_a_figure_is_counted(second: Store) -> None:
    assert read_changes_since(second, "tiny-1").figures() == {
        "new period": 2,
        "added": 1,
        "gap filled": 1,
        "revised": 1,
        "interval revised": 1,
        "now a gap": 1,
        "withdrawn": 2,
    }


def test_what_changed_is_said_a_sentence_a_kind(second: Store) -> None:
    assert write_summary(read_changes_since(second, "tiny-1")) == [
        (
            "2 figures for new periods, 1 figure for an earlier period added, 1 gap filled, "
            "1 figure revised, 1 figure with a new 95% confidence interval, "
            "1 figure replaced by a gap and "
            "2 figures withdrawn."
        ),
        "New indicators: Not held.",
        "Indicators without figures from now on: County rate.",
        "Areas renamed or ended: Fern and Moss.",
        "Also changed: similar areas.",
    ]


def test_a_link_hears_of_the_indicator_and_the_areas_it_shows_only(second: Store) -> None:
    since = read_changes_since(second, "tiny-1", ["rate"], [ALDER])
    assert since.figures() == {"new period": 1, "interval revised": 1}
    assert write_since_sentence(since, "tiny-2", "Test rate in Alder") == (
        "This link was made on data version tiny-1; shown is version tiny-2. Since then, for Test "
        "rate in Alder: 1 figure for a new period and 1 figure with a new 95% confidence interval "
        "(2023 and "
        "2024). Also changed: similar areas."
    )
    untouched = read_changes_since(second, "tiny-1", ["survey"], [ALDER])
    assert "Since then no figure has changed for Survey in Alder." in write_since_sentence(
        untouched, "tiny-2", "Survey in Alder"
    )


def test_a_version_that_is_not_in_the_log_is_said_to_be_unknown(second: Store) -> None:
    since = read_changes_since(second, "tiny-0")
    assert not since.is_known
    assert write_since_sentence(since, "tiny-2", "Pay in Alder") == (
        "This link was made on data version tiny-0, which this app does not know: what has changed "
        "since cannot be said. Shown is version tiny-2."
    )


def test_the_log_follows_several_versions_and_adds_them_up(third: Store) -> None:
    assert [one.version for one in load_versions(third)] == ["tiny-3", "tiny-2", "tiny-1"]
    assert read_changes_since(third, "tiny-2").figures() == {"added": 1}
    assert read_changes_of(third, "tiny-3").figures() == {"added": 1}
    assert read_changes_since(third, "tiny-1").figures()["added"] == 2
    assert read_changes_of(third, "tiny-2").figures()["new period"] == 2
    assert read_changes_since(third, "tiny-3").figures() == {}


def test_the_same_content_built_again_keeps_the_log(
    files: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    again = tmp_path / "again.duckdb"
    write_database(renewed(), facts("tiny-2"), again, files[1])
    store = Store(again)
    assert [one.version for one in load_versions(store)] == ["tiny-2", "tiny-1"]
    assert read_changes_since(store, "tiny-1").figures()["withdrawn"] == 2
    store.close()


def test_a_file_from_before_the_log_starts_one(tmp_path: Path) -> None:
    import duckdb

    old, new = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    tiny_database.write(old)
    with duckdb.connect(str(old)) as connection:
        connection.execute("DROP TABLE release")
        connection.execute("DROP TABLE change")
    before = Store(old)
    assert load_versions(before) == ()
    assert not read_changes_since(before, "tiny-1").is_known
    before.close()
    write_database(renewed(), facts("tiny-2"), new, old)
    store = Store(new)
    assert [one.version for one in load_versions(store)] == ["tiny-2", "tiny-1"]
    store.close()


def test_the_log_follows_a_file_with_the_tables_and_columns_of_old(tmp_path: Path) -> None:
    old, new = tmp_path / "old.duckdb", tmp_path / "new.duckdb"
    tiny_database.write(old)
    with duckdb.connect(str(old)) as connection:
        for table, former in (("metadata", "build"), ("row_audit", "row_account")):
            connection.execute(f"ALTER TABLE {table} RENAME TO {former}")
        # DuckDB renames no column of a table with a key.
        connection.execute(
            "CREATE OR REPLACE TABLE indicator AS SELECT * RENAME (has_data AS held) FROM indicator"
        )
        connection.execute(
            "CREATE OR REPLACE TABLE area AS SELECT * RENAME (has_page AS explored) FROM area"
        )
    write_database(renewed(), facts("tiny-2"), new, old)
    store = Store(new)
    kinds = {change.kind for change in read_changes_of(store, "tiny-2").changes}
    store.close()
    assert {"revised", "indicator removed", "area changed", "table"} <= kinds


def test_the_log_is_no_part_of_what_a_build_reads_back(files: tuple[Path, Path, Path]) -> None:
    assert {"release", "change"}.isdisjoint(read_tables(files[1]))


def test_the_page_beside_the_file_names_versions_and_indicators(
    files: tuple[Path, Path, Path],
) -> None:
    page = render_changes_page(files[2])
    assert page.index("## tiny-3, after tiny-2") < page.index("## tiny-2, after tiny-1")
    assert "| Residents | added | 1 | 1 | June 2024 |" in page
    assert "of earlier versions it cannot be said" in render_changes_page(files[0])


def test_the_page_beside_the_bundled_file_is_its_own() -> None:
    beside = DATABASE.with_name("changes.md").read_text(encoding="utf-8")
    assert beside == render_changes_page(DATABASE)
