"""The tables that comparisons read: made by the library from the other tables of a build."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from placelib.areas.registry import AreaRegistry, load_registry
from placelib.build.comparison_tables import comparison_tables
from placelib.build.tables import Tables, columns
from placelib.build.write import write_database
from placelib.database.connection import Store
from placelib.model import Observation
from placelib.statistics import ranks
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.false_claims import FalseClaims, load_false_claims
from placelib.statistics.figure_source import OfficialFigures
from placelib.statistics.ranks import load_rank
from tests import tiny_database
from tests.tiny_database import ALDER, BIRCH, CEDAR, ELM, FERN, YEAR_2022, YEAR_2023


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The tables made from those of the small database."""
    return comparison_tables(tiny_database.tables())


@pytest.fixture(scope="module")
def with_tables(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small database with them."""
    path = tmp_path_factory.mktemp("comparisons") / "places.duckdb"
    claims = [("rate", YEAR_2023, 4, 3, 2, 0.9)]
    write_database({**tiny_database.tables(), **tables, "false_claims": claims}, {}, path)
    store = Store(path)
    yield store
    store.close()


def test_every_area_with_an_interval_has_its_range_for_its_newest_period(tables: Tables) -> None:
    assert len(columns()["area_rank"]) == len(tables["area_rank"][0])
    councils = [row[3:] for row in tables["area_rank"] if row[1:3] == ("ltla", YEAR_2023)]
    # 2023: Alder 9 to 11, Birch 17 to 19, Cedar 12.5 to 23.5, Fern 9.5 to 10.5.
    assert councils == [(ALDER, 3, 4, 4), (BIRCH, 1, 2, 4), (CEDAR, 1, 2, 4), (FERN, 3, 4, 4)]
    # Elm's newest figure is of 2022; of the others that year's ranges are shown nowhere.
    assert [row[3:] for row in tables["area_rank"] if row[1:3] == ("ltla", YEAR_2022)] == [
        (ELM, 1, 1, 3)
    ]


def test_four_councils_are_too_few_to_say_what_is_luck(tables: Tables) -> None:
    assert tables["false_claims"] == []


def read_councils(store: Store) -> list[Observation]:
    """The figures of all councils in 2023."""
    return [
        row
        for row in OfficialFigures(store).read_period("rate", YEAR_2023).values()
        if row.area_code in {ALDER, BIRCH, CEDAR, FERN}
    ]


def test_a_page_reads_the_range_that_the_build_left(
    with_tables: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = read_councils(with_tables)
    alder = next(row for row in rows if row.area_code == ALDER)
    monkeypatch.setattr(ranks, "simulate_ranks", lambda *_: {})
    rank = load_rank(with_tables, "ltla", alder, rows)
    assert rank is not None
    assert (rank.best, rank.worst, rank.areas) == (3, 4, 4)


def test_a_file_without_the_tables_has_them_worked_out(
    tiny: Store, tiny_catalogue: Catalogue, tiny_registry: AreaRegistry
) -> None:
    rows = read_councils(tiny)
    alder = next(row for row in rows if row.area_code == ALDER)
    rank = load_rank(tiny, "ltla", alder, rows)
    assert rank is not None
    assert (rank.best, rank.worst, rank.areas) == (3, 4, 4)
    assert load_false_claims(tiny, tiny_registry, tiny_catalogue["rate"]) is None


def test_a_page_reads_the_false_claims_that_the_build_left(
    with_tables: Store, tiny_catalogue: Catalogue
) -> None:
    registry = load_registry(with_tables)
    assert load_false_claims(with_tables, registry, tiny_catalogue["rate"]) == FalseClaims(
        indicator="rate", period=YEAR_2023, comparisons=4, clear=3, confirmed=2, by_luck=0.9
    )


def test_no_figures_make_no_rows() -> None:
    empty: Tables = {name: [] for name in columns() if name != "metadata"}
    assert comparison_tables(empty) == {"area_rank": [], "false_claims": []}
