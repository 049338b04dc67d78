"""Works out what comparisons would take seconds for: ranges of ranks, and what is luck alone."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from tempfile import TemporaryDirectory

from placelib.areas.levels import LEVELS
from placelib.areas.registry import AreaRegistry, load_registry
from placelib.build.tables import Tables
from placelib.build.write import write_database
from placelib.database.connection import Store
from placelib.model import Indicator
from placelib.statistics.catalogue import load_catalogue
from placelib.statistics.false_claims import compute_false_claims
from placelib.statistics.figure_source import OfficialFigures
from placelib.statistics.observations import Latest, read_latest
from placelib.statistics.ranks import simulate_ranks

# The last digits of a sum differ between machines, and the same input must make the same file.
DECIMALS = 9


def comparison_tables(tables: Tables) -> Tables:
    """The tables area_rank and false_claims, by the library itself on the other tables."""
    with TemporaryDirectory(prefix="comparisons-") as folder:
        path = Path(folder) / "tables.duckdb"
        write_database({**tables, "area_rank": [], "false_claims": []}, {}, path)
        store = Store(path)
        try:
            return _work_out(store)
        finally:
            store.close()


def _work_out(store: Store) -> Tables:
    registry = load_registry(store)
    indicators = [
        indicator
        for indicator in load_catalogue(store).with_data()
        if indicator.has_interval and indicator.standardised
    ]
    codes = [area.code for level in LEVELS for area in registry.current(level)]
    newest = read_latest(store, sorted(set(codes)))
    claims = (compute_false_claims(store, registry, indicator) for indicator in indicators)
    return {
        "area_rank": [
            row
            for indicator in indicators
            for level in LEVELS
            for row in _rank_rows(store, registry, newest, indicator, level)
        ],
        "false_claims": [
            (*astuple(claim)[:-1], round(claim.by_luck, DECIMALS)) for claim in claims if claim
        ],
    }


def _rank_rows(
    store: Store, registry: AreaRegistry, newest: Latest, indicator: Indicator, level: str
) -> list[tuple[object, ...]]:
    """The rows of area_rank of one indicator and level, for the newest period of each area."""
    codes = {area.code for area in registry.current(level)}
    by_area = {code: row for code in codes if (row := newest.get((indicator.slug, code)))}
    rows: list[tuple[object, ...]] = []
    for period in sorted({row.period for row in by_area.values() if row.value is not None}):
        figures = OfficialFigures(store).read_period(indicator.slug, period)
        ranks = simulate_ranks([row for code, row in figures.items() if code in codes])
        rows += [
            (indicator.slug, level, period, code, *astuple(rank))
            for code, rank in sorted(ranks.items())
            # A range for an older period than the area's newest is shown nowhere.
            if code in by_area and by_area[code].period == period
        ]
    return rows
