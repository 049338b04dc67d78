"""A whole build from the tiny source tree: what is in the file, and that it comes out the same."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from placelib.build.assemble import build
from placelib.build.write import hash_content, read_tables
from placelib.errors import BuildStopped
from tests.build.tiny_source import (
    ASTON,
    AUTHORITY,
    BYTON,
    CEFN,
    DATASET,
    DENE,
    EASTLAND,
    EASTRY,
    ENGLAND,
    FILES,
    POPULATION,
    WALES,
    WESTLAND,
    append,
    ask,
    edit,
    everything_in,
    make,
    write,
    write_source,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source and what was built from it."""
    folder = tmp_path_factory.mktemp("assemble")
    make(write_source(folder / "source"), folder / "out")
    return folder


@pytest.fixture(scope="module")
def database(folder: Path) -> Path:
    return folder / "out" / "data" / "places.duckdb"


def test_every_figure_of_the_source_is_in_the_file(database: Path) -> None:
    question = "SELECT area_code, period, value, lower, upper, gap FROM observation WHERE indicator"
    assert ask(database, f"{question} = 'population-count' ORDER BY ALL") == [
        (ASTON, "2023-06-30", 590.25, None, None, None),
        (ASTON, "2024-06-30", 600.0, None, None, None),
        (BYTON, "2024-06-30", 400.0, None, None, None),
        (WESTLAND, "2024-06-30", 1000.0, None, None, None),
        (AUTHORITY, "2024-06-30", 1000.0, None, None, None),
        (ENGLAND, "2023-06-30", 900.0, None, None, None),
        (ENGLAND, "2024-06-30", 1000.0, None, None, None),
    ]
    assert ask(database, f"{question} = 'employment-rate' ORDER BY ALL") == [
        (ASTON, "2022-01-01/P1Y", 70.0, 66.0, 74.0, None),
        (ASTON, "2023-01-01/P1Y", None, None, None, "low reliability"),
        (BYTON, "2023-01-01/P1Y", 80.125, 78.0, 82.25, None),
        (ENGLAND, "2022-01-01/P1Y", 75.5, 75.1, 75.9, None),
        (ENGLAND, "2023-01-01/P1Y", 75.7, 75.2, 76.1, None),
    ]


def test_every_area_of_the_source_is_in_the_file(database: Path) -> None:
    assert {row[0] for row in ask(database, "SELECT code FROM area WHERE has_page")} == {
        *(ENGLAND, WALES, WESTLAND, AUTHORITY, EASTLAND, ASTON, BYTON, CEFN, DENE, EASTRY)
    }


def test_money_before_a_merger_is_marked_by_the_merger_in_the_register(database: Path) -> None:
    question = "SELECT DISTINCT year, usable FROM money WHERE area_code = 'E06000092' ORDER BY ALL"
    assert ask(database, question) == [("2020-21", False), ("2024-25", True)]


def test_money_before_a_mere_change_of_code_is_the_councils_own(tmp_path: Path) -> None:
    source = write_source(tmp_path / "source")
    remark = f"Obsolete code since 2024 (replaced by {ASTON} Aston)"
    append(
        source / DATASET[POPULATION],
        f"E06000099,Aston,,Population count,2023-06-30,590,Population,Persons,,,,{remark}",
    )
    database = make(source, tmp_path / "out")
    question = "SELECT DISTINCT year, usable FROM money WHERE area_code = 'E06000091' ORDER BY ALL"
    assert ask(database, question) == [("2023-24", True), ("2024-25", False)]
    assert ask(database, "SELECT started FROM area WHERE code = 'E06000091'") == [(2024,)]


def test_periods_are_put_into_words(database: Path) -> None:
    question = "SELECT period, label FROM period WHERE indicator = 'employment-rate'"
    assert ask(database, question) == [("2022-01-01/P1Y", "2022"), ("2023-01-01/P1Y", "2023")]


def test_neighbours_and_outlines_come_from_the_boundaries(database: Path) -> None:
    neighbours = ask(database, "SELECT area_code, neighbour_code FROM area_neighbour ORDER BY ALL")
    assert neighbours == [(ASTON, BYTON), (BYTON, ASTON)]
    outline = ask(
        database,
        "SELECT west, south, east, north FROM area_outline "
        "WHERE level = 'ltla' AND area_code = 'E06000091'",
    )
    assert outline == [(-3.0, 53.0, -2.9, 53.1)]


def test_the_file_says_what_it_is_made_from_and_when(database: Path) -> None:
    facts = dict(ask(database, "FROM metadata"))
    assert facts["data_version"] == f"2026-06-26-{facts['content_hash'][:8]}"
    assert facts["build_date"] == datetime.now(UTC).date().isoformat()
    assert ("ons", "2026-06-26") in ask(database, "SELECT key, released FROM source")


def test_boundaries_and_reports_are_made_beside_the_file(folder: Path) -> None:
    made = everything_in(folder / "out")
    assert {name for name in made if name.startswith("data")} == {
        "data/SOURCES.md",
        "data/build-report.md",
        "data/changes.md",
        "data/places.duckdb",
    }
    levels = ("ctry", "rgn", "cauth", "utla", "ltla")
    assert {f"boundaries/{level}.geojson" for level in levels} <= set(made)


def test_two_builds_from_one_source_are_alike(folder: Path, tmp_path: Path) -> None:
    again = make(folder / "source", tmp_path)
    before = read_tables(folder / "out" / "data" / "places.duckdb")
    assert read_tables(again) == before
    assert everything_in(tmp_path / "boundaries") == everything_in(folder / "out" / "boundaries")


def test_rows_in_another_order_make_the_same_file(folder: Path, tmp_path: Path) -> None:
    source = write_source(tmp_path / "source")
    for name in (
        DATASET[POPULATION],
        "areas/council_register.csv",
        "neighbourhoods/iod2025_lsoa21.csv",
    ):
        header, *rows = FILES[name].splitlines(keepends=True)
        write(source / name, "".join([header, *reversed(rows)]))
    facts = dict(ask(make(source, tmp_path / "out"), "FROM metadata"))
    before = dict(ask(folder / "out" / "data" / "places.duckdb", "FROM metadata"))
    assert facts["content_hash"] == before["content_hash"]


def test_a_changed_figure_makes_another_hash_and_version(folder: Path, tmp_path: Path) -> None:
    source = write_source(tmp_path / "source")
    edit(source / DATASET[POPULATION], "590.25", "590.26")
    facts = dict(ask(make(source, tmp_path / "out"), "FROM metadata"))
    before = dict(ask(folder / "out" / "data" / "places.duckdb", "FROM metadata"))
    assert facts["data_version"] != before["data_version"]


def test_a_build_replaces_the_last_one(tmp_path: Path) -> None:
    source = write_source(tmp_path / "source")
    make(source, tmp_path / "out")
    append(
        source / DATASET[POPULATION],
        f"{BYTON},Byton,,Population count,2023-06-30,0,Population,Persons,,,,",
    )
    database = make(source, tmp_path / "out")
    question = (
        "SELECT value FROM observation WHERE area_code = 'E06000092' AND period = '2023-06-30'"
    )
    assert ask(database, question) == [(0.0,)]
    assert "18 rows were read" in (tmp_path / "out" / "data" / "build-report.md").read_text()


def test_what_shrank_on_purpose_is_let_through(tmp_path: Path) -> None:
    source = write_source(tmp_path / "source")
    make(source, tmp_path / "out")
    edit(source / DATASET[POPULATION], "590.25", "")
    with pytest.raises(BuildStopped, match=r"had 7 figures in the last build and now has 6"):
        make(source, tmp_path / "out")
    database = make(source, tmp_path / "out", allow_shrink=True)
    assert ask(database, "SELECT count(value) FROM observation") == [(14,)]


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_of_the_tree_is_needed(tmp_path: Path, name: str) -> None:
    source = write_source(tmp_path / "source")
    (source / name).unlink()
    if name.startswith("ons/datasets"):
        # A data set may be away; its indicators are then in the catalogue without figures.
        database = make(source, tmp_path / "out")
        held = dict(ask(database, "SELECT dataset, has_data FROM indicator"))
        assert held[Path(name).stem] is False
        return
    with pytest.raises(BuildStopped, match=Path(name).name.replace(".", r"\.")):
        make(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_failed_first_build_leaves_no_folder(tmp_path: Path) -> None:
    source = write_source(tmp_path / "source")
    edit(source / DATASET[POPULATION], "590.25", "many")
    with pytest.raises(BuildStopped):
        build(source, tmp_path / "data", tmp_path / "boundaries")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]


def test_the_hash_in_the_file_is_that_of_its_tables(database: Path) -> None:
    tables = read_tables(database)
    facts: dict[str, str] = dict(tables.pop("metadata"))
    assert hash_content(tables) == facts["content_hash"]
