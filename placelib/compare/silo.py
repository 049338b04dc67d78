"""Place or silo: the councils of a place by indicators, as distances from England."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, pstdev
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from placelib.areas.registry import AreaRegistry, list_benchmark_codes
from placelib.compare.peers import PeerSet
from placelib.compare.seriation import order_by_likeness
from placelib.database.connection import Store
from placelib.model import ENGLAND, UNITED_KINGDOM, Area, Indicator, Observation
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import choose_benchmark, classify_difference
from placelib.statistics.differences import subtract_figures
from placelib.statistics.district_spread import DistrictSpread, Spreads
from placelib.statistics.figure_source import FigureSource
from placelib.statistics.observations import build_observation

# Fewer areas than this are no rod to measure a distance with.
LEAST_AREAS = 100
# From here on a distance counts as far: a sixth of a bell curve lies beyond on either side.
FAR = 1.0

Tone = Literal["better", "worse", "neutral", "no interval", "not clear"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One council on one indicator: its figure and its distance from England.

    ``distance`` is in standard deviations of councils across the UK, positive when the figure is
    higher. ``tone`` says what may be said: better or worse where the indicator has a direction,
    neutral where it has none, no interval where none is published to judge by, not clear where the
    95% interval of the difference holds 0. ``reliability`` is the share of councils' differences
    that is no noise of this figure.
    """

    row: Observation
    distance: float
    tone: Tone
    reliability: float

    @property
    def is_far(self) -> bool:
        """True when the distance is a standard deviation or more and not put down to chance."""
        return abs(self.distance) >= FAR and self.tone != "not clear"


@dataclass(frozen=True, slots=True)
class CouncilGrid:
    """The councils (rows) by the indicators (columns); a missing cell has a reason in the table.

    ``name`` says which councils these are. ``benchmarks`` holds each indicator's own benchmark:
    England, or the United Kingdom where England has no figure.
    """

    name: str
    areas: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    cells: Mapping[tuple[str, str], Cell]
    rows: Mapping[tuple[str, str], Observation]
    benchmarks: Mapping[str, Observation]

    def topics(self) -> dict[str, tuple[Indicator, ...]]:
        """The columns by topic, in the order in which they stand."""
        by_topic: dict[str, list[Indicator]] = {}
        for indicator in self.indicators:
            by_topic.setdefault(indicator.topic, []).append(indicator)
        return {topic: tuple(indicators) for topic, indicators in by_topic.items()}


def list_grid_areas(
    registry: AreaRegistry, area: Area, peers: PeerSet
) -> tuple[str, tuple[Area, ...]]:
    """Who stands in the grid: a council with its peers, or the councils of a wider area.

    England and the United Kingdom are shown by their regions and nations: their councils are too
    many for one look.
    """
    if area.code == ENGLAND:
        return "the regions of England", registry.members(area.code, "rgn")
    if area.code == UNITED_KINGDOM:
        return "the nations of the United Kingdom", registry.members(area.code, "ctry")
    if area.level not in {"ltla", "utla"}:
        return f"the councils of {area.in_sentence}", registry.members(area.code)
    rows = sorted((area, *peers.areas), key=lambda place: place.name)
    return f"{area.in_sentence} and {peers.name}", tuple(rows)


def read_grid_benchmarks(area: Area) -> tuple[str, ...]:
    """What the cells are held against: as on the place's page, and the whole for its parts."""
    if area.code in {ENGLAND, UNITED_KINGDOM}:
        return tuple(dict.fromkeys((area.code, UNITED_KINGDOM)))
    return list_benchmark_codes(area)


def load_grid(
    store: Store,
    catalogue: Catalogue,
    spreads: Spreads,
    name: str,
    areas: Sequence[Area],
    benchmarks: Sequence[str],
) -> CouncilGrid:
    """The grid of these areas by every rate and ratio that England and half of them have.

    Each column is one period: the newest that most of the areas have a value for. Distances are
    from the first of ``benchmarks`` that has a figure for it.
    """
    codes = [area.code for area in areas]
    by_indicator = read_grid_figures(store, codes, benchmarks)
    columns: list[Indicator] = []
    cells: dict[tuple[str, str], Cell] = {}
    rows: dict[tuple[str, str], Observation] = {}
    against: dict[str, Observation] = {}
    for indicator in catalogue.with_data():
        figures = by_indicator.get(indicator.slug, {})
        level = choose_benchmark(benchmarks, figures.get)
        filled = _build_column(indicator, [figures.get(code) for code in codes], level, spreads)
        if level is None or not indicator.standardised or 2 * len(filled) < len(codes):
            continue
        columns.append(indicator)
        against[indicator.slug] = level
        cells.update({(cell.row.area_code, indicator.slug): cell for cell in filled})
        rows.update({(code, indicator.slug): figures[code] for code in codes if code in figures})
    return CouncilGrid(
        name=name,
        areas=tuple(areas),
        indicators=tuple(columns),
        cells=cells,
        rows=rows,
        benchmarks=against,
    )


def read_grid_figures(
    store: Store, codes: Sequence[str], benchmarks: Sequence[str]
) -> dict[str, dict[str, Observation]]:
    """The rows of each indicator by area, in the newest period that most of ``codes`` have.

    Only of indicators with a figure for one of them. An area without a row in the period is not in.
    """
    areas = list(dict.fromkeys((*codes, *benchmarks)))
    newest: dict[str, dict[str, Observation]] = {}
    for row in store.rows("latest_observations", codes=areas):
        newest.setdefault(row["indicator"], {})[row["area_code"]] = build_observation(row)
    figures: dict[str, dict[str, Observation]] = {}
    for indicator, rows in newest.items():
        have = [rows[code] for code in codes if code in rows and rows[code].value is not None]
        if not have:
            continue
        areas_with = Counter(row.period for row in have)
        period = max(have, key=lambda row: (areas_with[row.period], row.ends)).period
        # Rarely areas differ in their newest period, and some are shown with an earlier one.
        is_newest_of_all = all(row.period == period for row in rows.values())
        figures[indicator] = (
            rows if is_newest_of_all else _read_period(store, indicator, period, areas)
        )
    return figures


def _read_period(
    store: Store, indicator: str, period: str, areas: Collection[str]
) -> dict[str, Observation]:
    rows = store.rows("figures_of_period", indicator=indicator, period=period)
    return {row["area_code"]: build_observation(row) for row in rows if row["area_code"] in areas}


def _build_column(
    indicator: Indicator,
    rows: Sequence[Observation | None],
    level: Observation | None,
    spreads: Spreads,
) -> list[Cell]:
    if level is None or level.value is None:
        return []
    spread = spreads.get((indicator.slug, level.period))
    if spread is None or spread.areas < LEAST_AREAS or not spread.standard_deviation:
        return []
    return [
        Cell(
            row,
            (row.value - level.value) / spread.standard_deviation,
            _choose_tone(indicator, row, level),
            spread.reliability(row),
        )
        for row in rows
        if row is not None and row.value is not None
    ]


def add_column(
    grid: CouncilGrid,
    source: FigureSource,
    indicator: Indicator,
    benchmarks: Sequence[str],
    councils: Sequence[str],
) -> tuple[CouncilGrid, str]:
    """The grid with the column of one more measure at its end; or as it is, and why.

    The rules are those of the official columns: a rate, a benchmark's figure, figures for half of
    the grid's areas, and for so many of ``councils`` (codes) that their spread is a rod to measure
    with. The newest period that meets them is taken.
    """
    if not indicator.standardised:
        return grid, "a count grows with the size of a place"
    codes = [area.code for area in grid.areas]
    periods = source.list_periods(indicator.slug, benchmarks)
    if not periods:
        return grid, "the file has no figure for what the others are held against"
    for period in reversed(periods):
        rows = source.read_period(indicator.slug, period.period)
        level = choose_benchmark(benchmarks, rows.get)
        values = [
            row.value
            for code in councils
            if (row := rows.get(code)) is not None and row.value is not None
        ]
        if level is None or len(values) < LEAST_AREAS:
            continue
        spread = DistrictSpread(
            areas=len(values), mean=fmean(values), standard_deviation=pstdev(values)
        )
        filled = _build_column(
            indicator, [rows.get(code) for code in codes], level,
            {(indicator.slug, level.period): spread},
        )  # fmt: skip
        if 2 * len(filled) >= len(codes):
            return _append_column(grid, indicator, filled, rows, level), ""
    return grid, (
        f"no period has figures for half of these councils and for at least {LEAST_AREAS} in all, "
        "whose spread the distances are measured with"
    )


def _append_column(
    grid: CouncilGrid,
    indicator: Indicator,
    filled: Sequence[Cell],
    rows: Mapping[str, Observation],
    level: Observation,
) -> CouncilGrid:
    """The grid with one more indicator: its cells, its rows by area code, its benchmark's row."""
    slug, codes = indicator.slug, [area.code for area in grid.areas]
    return replace(
        grid,
        indicators=(*grid.indicators, indicator),
        cells={**grid.cells, **{(cell.row.area_code, slug): cell for cell in filled}},
        rows={**grid.rows, **{(code, slug): rows[code] for code in codes if code in rows}},
        benchmarks={**grid.benchmarks, slug: level},
    )


def _choose_tone(indicator: Indicator, row: Observation, level: Observation) -> Tone:
    standing = classify_difference(indicator, subtract_figures(row, level))
    if standing == "not clearly different":
        return "not clear"
    if standing == "no interval":
        return "no interval"
    if indicator.direction is None:
        return "neutral"
    return "better" if (standing == "higher") == (indicator.direction == 1) else "worse"


def keep_topic(grid: CouncilGrid, topic: str) -> CouncilGrid:
    """The grid with the columns of one topic."""
    in_topic = tuple(indicator for indicator in grid.indicators if indicator.topic == topic)
    return CouncilGrid(
        name=grid.name,
        areas=grid.areas,
        indicators=in_topic,
        cells=grid.cells,
        rows=grid.rows,
        benchmarks=grid.benchmarks,
    )


def limit_indicators(grid: CouncilGrid, slugs: Collection[str]) -> CouncilGrid:
    """The grid with the columns of these indicators."""
    columns = tuple(indicator for indicator in grid.indicators if indicator.slug in slugs)
    return replace(grid, indicators=columns)


def sort_by_likeness(grid: CouncilGrid) -> CouncilGrid:
    """The same grid with like councils beside each other, and within each topic like columns.

    Likeness is the mean distance over the cells that both have, with the direction respected.
    """
    table = _build_table(grid, grid.indicators)
    areas = tuple(grid.areas[place] for place in order_by_likeness(table))
    columns: list[Indicator] = []
    for indicators in grid.topics().values():
        columns.extend(
            indicators[place] for place in order_by_likeness(_build_table(grid, indicators).T)
        )
    return CouncilGrid(
        name=grid.name,
        areas=areas,
        indicators=tuple(columns),
        cells=grid.cells,
        rows=grid.rows,
        benchmarks=grid.benchmarks,
    )


def _build_table(grid: CouncilGrid, columns: Sequence[Indicator]) -> NDArray[np.float64]:
    table = np.full((len(grid.areas), len(columns)), np.nan)
    for row, area in enumerate(grid.areas):
        for beside, indicator in enumerate(columns):
            cell = grid.cells.get((area.code, indicator.slug))
            if cell is not None:
                # Good stands beside good: a column of which less is better is turned round.
                table[row, beside] = np.clip(cell.distance, -3, 3) * (indicator.direction or 1)
    return table
