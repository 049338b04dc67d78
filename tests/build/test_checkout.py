"""The plain checkout of the publisher's repository: new figures, everything else as last built."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from placelib.build.write import read_tables
from placelib.errors import BuildStopped
from tests.build.tiny_source import (
    ASTON,
    BYTON,
    EMPLOYMENT,
    INCOME,
    POPULATION,
    append,
    ask,
    edit,
    everything_in,
    make,
    write,
    write_checkout,
    write_source,
)

FIGURE_TABLES = {"metadata", "indicator", "observation", "period", "row_audit"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    make(write_source(folder / "source"), folder / "out")
    return folder / "out"


@pytest.fixture
def out(tmp_path: Path, built: Path) -> Path:
    """A folder with the files of a full build in it."""
    return Path(shutil.copytree(built, tmp_path / "out"))


def dataset(checkout: Path, name: str) -> Path:
    return checkout / name / f"{name}.csv"


def figures(database: Path, indicator: str) -> list[tuple[Any, ...]]:
    question = "SELECT area_code, period, value FROM observation WHERE indicator = "
    return ask(database, f"{question} '{indicator}' ORDER BY ALL")


def report(out: Path) -> str:
    return (out / "data" / "build-report.md").read_text(encoding="utf-8")


def test_the_same_figures_make_the_same_content(tmp_path: Path, out: Path) -> None:
    before = read_tables(out / "data" / "places.duckdb")
    checkout = write_checkout(tmp_path / "checkout", POPULATION, EMPLOYMENT, INCOME)
    assert read_tables(make(checkout, out)) == before


def test_figures_are_replaced_and_everything_else_is_kept(tmp_path: Path, out: Path) -> None:
    before = read_tables(out / "data" / "places.duckdb")
    boundaries = everything_in(out / "boundaries")
    checkout = write_checkout(tmp_path / "checkout", POPULATION)
    edit(dataset(checkout, POPULATION), "590.25", "591")
    database = make(checkout, out)
    assert (ASTON, "2023-06-30", 591.0) in figures(database, "population-count")
    after = read_tables(database)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"metadata", "observation"}
    assert everything_in(out / "boundaries") == boundaries


def test_a_new_period_extends_the_span_of_the_indicator(tmp_path: Path, out: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout", POPULATION)
    row = f"{BYTON},Byton,,Population count,2025-06-30,410,Population,Persons,,,,"
    append(dataset(checkout, POPULATION), row)
    database = make(checkout, out)
    question = "SELECT period_first, period_last FROM indicator WHERE slug = 'population-count'"
    assert ask(database, question) == [("2023-06-30", "2025-06-30")]
    assert ask(database, "SELECT label FROM period WHERE period = '2025-06-30'") == [("June 2025",)]
    latest = ask(database, "SELECT area_code, value FROM latest WHERE indicator LIKE 'pop%'")
    assert (BYTON, 410.0) in latest


def test_the_release_date_and_the_sources_stay(tmp_path: Path, out: Path) -> None:
    question = "SELECT slug, released FROM indicator ORDER BY slug"
    before = ask(out / "data" / "places.duckdb", question)
    checkout = write_checkout(tmp_path / "checkout", POPULATION)
    edit(dataset(checkout, POPULATION), "590.25", "591")
    database = make(checkout, out)
    assert ask(database, question) == before
    assert dict(ask(database, "FROM metadata"))["data_version"].startswith("2026-06-26-")


def test_data_sets_that_the_checkout_lacks_are_kept_and_the_report_says_so(
    tmp_path: Path, out: Path
) -> None:
    before = figures(out / "data" / "places.duckdb", "employment-rate")
    database = make(write_checkout(tmp_path / "checkout", POPULATION), out)
    assert figures(database, "employment-rate") == before
    assert f"which the checkout lacks: {EMPLOYMENT}, {INCOME}." in report(out)
    assert f"This build read 7 of the rows below, from a checkout: {POPULATION}." in report(out)
    assert "17 rows were read from 3 files" in report(out)
    accounted = ask(database, "SELECT DISTINCT file FROM row_audit ORDER BY file")
    assert accounted == [(EMPLOYMENT,), (INCOME,), (POPULATION,)]


def test_folders_that_hold_nothing_for_us_are_named_in_the_report(
    tmp_path: Path, out: Path
) -> None:
    checkout = write_checkout(tmp_path / "checkout", POPULATION)
    write(checkout / "active-enterprises" / "active-enterprises.csv", "Area code,Value\nK1,2\n")
    write(checkout / "archive" / "old.csv", "a\n1\n")
    make(checkout, out)
    assert "no data set of the catalogue: active-enterprises, archive.\n" in report(out)
    assert ".git" not in report(out)


def test_other_files_of_a_data_set_are_not_read(tmp_path: Path, out: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout", POPULATION)
    write(checkout / POPULATION / f"2_2026_{POPULATION}_IDS.csv", "areacd\nbroken,row\n")
    database = make(checkout, out)
    assert len(figures(database, "population-count")) == 7


def test_a_withdrawn_row_stops_the_build_unless_it_is_let_through(
    tmp_path: Path, out: Path
) -> None:
    checkout = write_checkout(tmp_path / "checkout", POPULATION)
    edit(
        dataset(checkout, POPULATION),
        f"{ASTON},Aston,,Population count,2023-06-30,590.25,Population,Persons,,,,\n",
        "",
    )
    before = everything_in(out)
    with pytest.raises(BuildStopped, match=rf"now has 6; gone: {ASTON} 2023-06-30"):
        make(checkout, out)
    assert everything_in(out) == before
    database = make(checkout, out, allow_shrink=True)
    assert len(figures(database, "population-count")) == 6


def test_an_indicator_whose_rows_are_all_withdrawn_is_no_longer_held(
    tmp_path: Path, out: Path
) -> None:
    checkout = write_checkout(tmp_path / "checkout", INCOME)
    header = dataset(checkout, INCOME).read_text(encoding="utf-8").splitlines()[0]
    write(dataset(checkout, INCOME), header + "\n")
    database = make(checkout, out, allow_shrink=True)
    assert (INCOME, False) in ask(database, "SELECT slug, has_data FROM indicator")


def test_figures_for_an_indicator_that_had_none_are_taken_in(tmp_path: Path, out: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout")
    write(
        dataset(checkout, "average-house-price"),
        "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status\n"
        f"{ASTON},Aston,,Average house price,2025-01-01/P1M,250000,Pounds,£,,,\n",
    )
    database = make(checkout, out)
    question = (
        "SELECT has_data, period_first, period_last FROM indicator WHERE NOT slug LIKE '%-%-%-%'"
    )
    assert (True, "2025-01-01/P1M", "2025-01-01/P1M") in ask(database, question)
    assert figures(database, "average-house-price") == [(ASTON, "2025-01-01/P1M", 250000.0)]


def test_a_new_area_stops_the_build_as_a_checkout_describes_none(tmp_path: Path, out: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout", POPULATION)
    row = "E06000093,Newborough,,Population count,2024-06-30,1,Population,Persons,,,,"
    append(dataset(checkout, POPULATION), row)
    with pytest.raises(BuildStopped, match=r"E06000093, first “Newborough” in .* line 9"):
        make(checkout, out)


def test_figures_in_another_unit_stop_the_build(tmp_path: Path, out: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout", INCOME)
    text = dataset(checkout, INCOME).read_text(encoding="utf-8")
    write(dataset(checkout, INCOME), text.replace("Pounds,£", "Thousand pounds,£ thousand"))
    with pytest.raises(BuildStopped, match=r"given in £ thousand \(Thousand pounds\); .* Pounds"):
        make(checkout, out)


def test_more_columns_and_another_order_are_taken_as_they_come(tmp_path: Path, out: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout", POPULATION)
    header, *rows = dataset(checkout, POPULATION).read_text(encoding="utf-8-sig").splitlines()
    turned = [
        f"{line},{extra}" for line, extra in zip([header, *rows], ["source", *rows], strict=True)
    ]
    turned = [",".join(reversed(line.split(",")[:13])) for line in turned]
    write(dataset(checkout, POPULATION), "\n".join(turned) + "\n")
    before = figures(out / "data" / "places.duckdb", "population-count")
    assert figures(make(checkout, out), "population-count") == before


def test_a_column_that_is_needed_and_missing_is_named(tmp_path: Path, out: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout", POPULATION)
    edit(dataset(checkout, POPULATION), "observation", "value")
    before = everything_in(out)
    with pytest.raises(BuildStopped, match=r"population-indicators.csv has no column observation"):
        make(checkout, out)
    assert everything_in(out) == before


def test_without_an_earlier_file_a_checkout_is_not_enough(tmp_path: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout", POPULATION)
    with pytest.raises(BuildStopped, match=r"Build from the whole source tree first"):
        make(checkout, tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_checkout_of_something_else_is_refused(tmp_path: Path, out: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout")
    write(checkout / "recipes" / "recipes.csv", "a\n1\n")
    with pytest.raises(BuildStopped, match=r"None of the checkout's folders is a data set"):
        make(checkout, out)


def test_a_second_build_from_a_checkout_starts_from_the_first(tmp_path: Path, out: Path) -> None:
    first = write_checkout(tmp_path / "first", POPULATION)
    edit(dataset(first, POPULATION), "590.25", "591")
    make(first, out)
    second = write_checkout(tmp_path / "second", EMPLOYMENT)
    edit(dataset(second, EMPLOYMENT), "80.125", "80.5")
    database = make(second, out)
    assert (ASTON, "2023-06-30", 591.0) in figures(database, "population-count")
    assert (BYTON, "2023-01-01/P1Y", 80.5) in figures(database, "employment-rate")
