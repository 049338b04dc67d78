"""The grid of councils by indicators, its order and its sentences, recomputed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

import numpy as np
import pytest

from placelib.areas.registry import FEW_RESIDENTS, AreaRegistry
from placelib.compare.peers import choose_peer_set
from placelib.compare.seriation import order_by_likeness
from placelib.compare.silo import (
    CouncilGrid,
    Tone,
    add_column,
    keep_topic,
    list_grid_areas,
    load_grid,
    read_grid_benchmarks,
    read_grid_figures,
    sort_by_likeness,
)
from placelib.compare.silo_text import (
    count_row,
    describe_cell,
    find_widest_column,
    format_signed,
    write_column_sentence,
    write_row_sentence,
    write_silo_headline,
)
from placelib.database.connection import Store
from placelib.model import ENGLAND, UNITED_KINGDOM
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.district_spread import load_spreads
from placelib.statistics.figure_source import FigureSource, OfficialFigures
from placelib.views.compare_silo import find_colour_tone
from tests import tiny_database as tiny
from tests.recomputed import World, kind_of_difference


@pytest.fixture(scope="module")
def grids(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> dict[str, CouncilGrid]:
    """The grids of several kinds of place, by code."""
    spreads = load_spreads(bundled)
    found = {}
    for code, kind in {
        "E08000012": "authority", "E09000007": "authority", "E47000001": "level",
        "W06000015": "region", "E07000008": "global", ENGLAND: "level", UNITED_KINGDOM: "level",
    }.items():  # fmt: skip
        area = bundled_registry[code]
        peers = choose_peer_set(bundled_registry, bundled, area, kind, (), mixed=False)
        name, rows = list_grid_areas(bundled_registry, area, peers)
        found[code] = load_grid(
            bundled, bundled_catalogue, spreads, name, rows, read_grid_benchmarks(area)
        )
    return found


def test_the_rows_are_the_councils_of_the_authority(grids: dict[str, CouncilGrid]) -> None:
    names = [area.name for area in grids["E08000012"].areas]
    assert names == ["Halton", "Knowsley", "Liverpool", "Sefton", "St. Helens", "Wirral"]
    assert len(grids["E47000001"].areas) == 10
    assert {area.level for area in grids[ENGLAND].areas} == {"rgn"}
    assert len(grids[UNITED_KINGDOM].areas) == 4


def test_every_distance_is_recomputed_with_its_tone(
    grids: dict[str, CouncilGrid], bundled: Store, world: World
) -> None:
    spread = {
        (row["indicator"], row["period"]): row["std_dev"] for row in bundled.rows("district_spread")
    }
    tones: Counter[str] = Counter()
    for grid in grids.values():
        for (_, slug), cell in grid.cells.items():
            level, row = grid.benchmarks[slug], cell.row
            indicator = next(one for one in grid.indicators if one.slug == slug)
            assert row.period == level.period
            assert row.value is not None
            assert level.value is not None
            expected = (row.value - level.value) / spread[slug, row.period]
            assert cell.distance == pytest.approx(expected)
            raw = [world.at(slug, one.area_code, one.period) for one in (row, level)]
            assert raw[0] is not None
            assert raw[1] is not None
            kind = kind_of_difference(world.indicators[slug], raw[0], raw[1])
            if kind == "not clearly different":
                assert cell.tone == "not clear"
            elif kind == "no interval":
                assert cell.tone == "no interval"
            elif indicator.direction is None:
                assert cell.tone == "neutral"
            else:
                good = (row.value > level.value) == (indicator.direction == 1)
                assert cell.tone == ("better" if good else "worse")
            tones[cell.tone] += 1
    assert tones.total() > 5000
    assert min(tones[tone] for tone in get_args(Tone)) > 100


def test_far_without_an_interval_is_apart_and_neither_better_nor_worse(
    grids: dict[str, CouncilGrid],
) -> None:
    grid = grids["E08000012"]
    indicators = {indicator.slug: indicator for indicator in grid.indicators}
    far = [
        (indicators[slug], cell)
        for (_, slug), cell in grid.cells.items()
        if cell.tone == "no interval" and cell.is_far and indicators[slug].direction is not None
    ]
    assert far
    for indicator, cell in far:
        assert describe_cell(indicator, cell).endswith("; no interval published, so not judged")
        assert find_colour_tone(cell) == "neutral"


def test_england_has_the_figure_or_the_united_kingdom_stands_in(
    grids: dict[str, CouncilGrid],
) -> None:
    held = {row.area_code for row in grids["E08000012"].benchmarks.values()}
    assert held == {ENGLAND, UNITED_KINGDOM}
    assert {row.area_code for row in grids["W06000015"].benchmarks.values()} == {UNITED_KINGDOM}


def test_totals_and_thin_columns_are_left_out(grids: dict[str, CouncilGrid]) -> None:
    for grid in grids.values():
        for one in grid.indicators:
            assert one.standardised
            filled = sum((area.code, one.slug) in grid.cells for area in grid.areas)
            assert 2 * filled >= len(grid.areas)


def test_likeness_changes_the_order_and_nothing_else(grids: dict[str, CouncilGrid]) -> None:
    for grid in grids.values():
        ordered = sort_by_likeness(grid)
        assert sorted(area.code for area in ordered.areas) == sorted(a.code for a in grid.areas)
        assert {t: {one.slug for one in held} for t, held in ordered.topics().items()} == {
            t: {one.slug for one in held} for t, held in grid.topics().items()
        }
        assert list(ordered.topics()) == list(grid.topics())
        assert sort_by_likeness(grid).areas == ordered.areas
        assert ordered.cells is grid.cells


def test_one_topic_keeps_only_its_columns(grids: dict[str, CouncilGrid]) -> None:
    grid = keep_topic(grids["E08000012"], "housing")
    assert grid.indicators
    assert {one.topic for one in grid.indicators} == {"housing"}


def test_the_chain_puts_like_beside_like() -> None:
    table = np.array([[0.0, 0.0], [5.0, 5.0], [0.1, 0.1], [5.2, 5.1], [2.5, np.nan]])
    order = order_by_likeness(table)
    assert sorted(order) == [0, 1, 2, 3, 4]
    assert order in ([3, 1, 4, 2, 0], [0, 2, 4, 1, 3])
    assert order_by_likeness(table[:2]) == [0, 1]
    assert order_by_likeness(np.full((3, 2), np.nan)) == [0, 1, 2]


def test_a_line_of_numbers_is_put_in_order() -> None:
    values = np.random.default_rng(7).permutation(30).astype(float)[:, None]
    found = values[order_by_likeness(values), 0]
    assert list(found) in (sorted(found), sorted(found, reverse=True))


def test_the_numbers_of_the_row_sentence_are_recomputed(
    grids: dict[str, CouncilGrid], world: World
) -> None:
    for grid in grids.values():
        for area in grid.areas:
            far: dict[str, int] = {}
            figures = 0
            for one in grid.indicators:
                cell = grid.cells.get((area.code, one.slug))
                if cell is None:
                    continue
                figures += 1
                row, benchmark = (
                    world.at(one.slug, entry.area_code, entry.period)
                    for entry in (cell.row, grid.benchmarks[one.slug])
                )
                assert row is not None
                assert benchmark is not None
                kind = kind_of_difference(world.indicators[one.slug], row, benchmark)
                if abs(cell.distance) >= 1 and kind != "not clearly different":
                    far[one.topic] = far.get(one.topic, 0) + 1
            counted = count_row(grid, area)
            said = write_row_sentence(area, counted, "the United Kingdom")
            count = sum(far.values()) or "None"
            assert said.startswith(f"{count} of {figures} figures for {area.in_sentence}")
            assert f" {'lies' if count in ('None', 1) else 'lie'} further" in said
            if far:
                assert f", in {len(far)} topic{'' if len(far) == 1 else 's'}, " in said
                headline = write_silo_headline(area, counted, None)
                assert headline.startswith(f"{sum(far.values())} of {figures} figures set ")


def test_the_column_sentence_names_the_two_ends(grids: dict[str, CouncilGrid]) -> None:
    for grid in grids.values():
        widest = find_widest_column(grid)
        assert widest is not None
        known = [
            (grid.cells[area.code, widest.slug].row.value or 0, area.in_sentence)
            for area in grid.areas
            if (area.code, widest.slug) in grid.cells and area.code not in FEW_RESIDENTS
        ]
        said = write_column_sentence(grid, widest)
        assert f"in {min(known)[1]} to " in said
        assert f"in {max(known)[1]} in " in said
        # The widest by the figures alone may be another: noisy ones count for less.
        assert ", once chance is allowed for: from " in said
    assert "aside" in write_column_sentence(grids["E09000007"], grids["E09000007"].indicators[0])


@pytest.mark.parametrize(
    ("distance", "text"),
    [(1.24, "+1.2"), (-0.36, "−0.4"), (0.04, "0.0"), (291.4, "+291"), (-12.5, "−13")],
)
def test_a_distance_has_a_sign(distance: float, text: str) -> None:
    assert format_signed(distance) == text


@dataclass(frozen=True)
class OneIndicator:
    """A source of figures that a visitor might have uploaded: an official one under its name."""

    figures: OfficialFigures
    official: str

    def __getattr__(self, name: str) -> Any:
        read = getattr(self.figures, name)
        return lambda _, *arguments: read(self.official, *arguments)


def test_a_measure_of_a_visitors_own_is_the_last_column_by_the_same_rules(
    bundled: Store,
    bundled_registry: AreaRegistry,
    grids: dict[str, CouncilGrid],
) -> None:
    grid = grids["E08000012"]
    official = next(one for one in grid.indicators if one.slug == "employment-rate")
    measure = replace(official, slug="uploaded-3f2a91bc04d1-1", topic="uploaded")
    source = OneIndicator(OfficialFigures(bundled), official.slug)
    councils = [area.code for area in bundled_registry.current("ltla")]
    benchmarks = read_grid_benchmarks(bundled_registry["E08000012"])
    wider, why = add_column(grid, cast(FigureSource, source), measure, benchmarks, councils)
    assert why == ""
    assert wider.indicators == (*grid.indicators, measure)
    mine, theirs = (wider.cells["E08000012", slug] for slug in (measure.slug, official.slug))
    assert mine.row.period == theirs.row.period
    assert mine.tone == theirs.tone
    assert mine.distance == pytest.approx(theirs.distance, rel=0.02)


@pytest.mark.parametrize(
    ("changes", "councils", "why"),
    [
        ({"standardised": False}, 400, "a count grows with the size"),
        ({}, 50, "at least 100 in all"),
        ({"slug": "uploaded-none"}, 400, "no figure for what the others are held against"),
    ],
)
def test_a_measure_that_breaks_a_rule_is_left_out_with_the_reason(
    bundled: Store,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
    grids: dict[str, CouncilGrid],
    changes: dict[str, Any],
    councils: int,
    why: str,
) -> None:
    grid, measure = grids["E08000012"], replace(bundled_catalogue["employment-rate"], **changes)
    source = OneIndicator(
        OfficialFigures(bundled), "none" if "slug" in changes else "employment-rate"
    )
    codes = [area.code for area in bundled_registry.current("ltla")][:councils]
    benchmarks = read_grid_benchmarks(bundled_registry["E08000012"])
    same, reason = add_column(grid, cast(FigureSource, source), measure, benchmarks, codes)
    assert same is grid
    assert why in reason


def test_a_column_is_the_newest_period_that_most_areas_have(tmp_path: Path) -> None:
    tiny.write(tmp_path / "tiny.duckdb")
    store = Store(tmp_path / "tiny.duckdb")
    # Elm has nothing newer than 2022, and so stands beside the region's figure for that year.
    alone = read_grid_figures(store, [tiny.ELM], [tiny.NORTH_WEST])["rate"]
    assert {code: row.value for code, row in alone.items()} == {tiny.ELM: 20, tiny.NORTH_WEST: 12}
    several = read_grid_figures(store, [tiny.ELM, tiny.ALDER, tiny.BIRCH], [tiny.ENGLAND])
    assert {code: row.value for code, row in several["rate"].items()} == {
        tiny.ALDER: 10,
        tiny.BIRCH: 18,
        tiny.ENGLAND: 13,
    }
    # No council has a figure for what only counties have, and a gap is not a figure.
    assert "county" not in several
    assert "rate" not in read_grid_figures(store, [tiny.DOGWOOD], [tiny.ENGLAND])
    store.close()
