"""Reads the evidence from the store."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from placelib.areas.registry import AreaRegistry, load_registry
from placelib.database.connection import Store
from placelib.model import Indicator
from placelib.quadrant.chance import ChanceBand, ChanceTest
from placelib.quadrant.evidence import AuthorityStatus, Evidence, Representation
from placelib.quadrant.indicator_matrix import (
    Floats,
    IndicatorMatrix,
    PublishedFigures,
    build_indicator_matrix,
)
from placelib.quadrant.lever_evidence import load_leverage_evidence
from placelib.statistics.catalogue import load_catalogue


def load_evidence(store: Store) -> Evidence:
    """Everything the quadrant needs, from one database, in about a third of a second.

    Raises NoDatabase through the store. Tables without rows leave their part of the evidence empty.
    """
    registry = load_registry(store)
    indicators = tuple(load_catalogue(store).indicators.values())
    people = store.rows("quadrant_population")
    population = {row["area_code"]: row["population"] for row in people}
    figures, renamed = _load_figures(store, registry, indicators, population)
    matrix, choices = build_indicator_matrix(figures)
    england = tuple(
        indicator for indicator in indicators if "E" in indicator.countries and indicator.has_data
    )
    bands = [ChanceBand(**row) for row in store.rows("chance_bands")]
    tests = [ChanceTest(**row) for row in store.rows("chance_tests")]
    return Evidence(
        registry=registry,
        matrix=matrix,
        choices=choices,
        leverage=load_leverage_evidence(store),
        population=population,
        statuses=_load_statuses(store),
        representation=_load_representation(store),
        published={row["area_code"]: row["indicators"] for row in store.rows("quadrant_published")},
        published_at=_count_published(store, {indicator.slug for indicator in england}),
        indicators_of_england=len(england),
        renamed=renamed,
        bands={(band.pool, band.districts): band for band in bands},
        tests={(test.area_code, test.pool): test for test in tests},
    )


def load_indicator_matrix(store: Store) -> IndicatorMatrix:
    """The chosen indicators of every council alone, without the rest of the evidence."""
    indicators = tuple(load_catalogue(store).indicators.values())
    population = {row["area_code"]: row["population"] for row in store.rows("quadrant_population")}
    figures, _ = _load_figures(store, load_registry(store), indicators, population)
    return build_indicator_matrix(figures)[0]


def load_neighbours(store: Store) -> dict[str, set[str]]:
    """The districts that each district touches, by code."""
    neighbours: dict[str, set[str]] = {}
    for row in store.rows("quadrant_touching"):
        neighbours.setdefault(row["area_code"], set()).add(row["neighbour_code"])
        neighbours.setdefault(row["neighbour_code"], set()).add(row["area_code"])
    return neighbours


def _load_figures(
    store: Store,
    registry: AreaRegistry,
    indicators: tuple[Indicator, ...],
    population: Mapping[str, float],
) -> tuple[PublishedFigures, frozenset[str]]:
    """The figures of every current council, and those whose figures stand under a former code."""
    codes = sorted(
        area.code for area in registry.areas.values() if area.level == "ltla" and area.is_current
    )
    rows = store.columns("quadrant_figures")
    columns = np.full(max((indicator.position for indicator in indicators), default=0) + 1, -1)
    columns[[indicator.position for indicator in indicators]] = np.arange(len(indicators))
    cells = rows["place"].astype(int), columns[rows["position"].astype(int)]
    arrays = {}
    for name in ("value", "lower", "upper"):
        arrays[name] = np.full((len(codes), len(indicators)), np.nan)
        arrays[name][cells] = rows[name]
    periods = {
        row["indicator"]: (row["period"], row["period_label"])
        for row in store.rows("quadrant_periods")
    }
    england, kingdom = _load_nations(store, columns, len(indicators))
    figures = PublishedFigures(
        codes=tuple(codes),
        english=np.array([registry[code].is_english for code in codes], dtype=bool),
        population=np.array([population.get(code, 0.0) for code in codes]),
        indicators=indicators,
        values=arrays["value"],
        lower=arrays["lower"],
        upper=arrays["upper"],
        england=england,
        united_kingdom=kingdom,
        periods=tuple(periods.get(indicator.slug) for indicator in indicators),
    )
    former = np.unique(cells[0][rows["former"].astype(bool)])
    return figures, frozenset(codes[place] for place in former)


def _load_nations(
    store: Store, columns: NDArray[np.int_], indicators: int
) -> tuple[Floats, Floats]:
    """England's and the United Kingdom's own figures, NaN where none is published."""
    rows = store.columns("quadrant_nations")
    places = columns[rows["position"].astype(int)]
    nations = np.full((2, indicators), np.nan)
    nations[0, places], nations[1, places] = rows["england"], rows["united_kingdom"]
    return nations[0], nations[1]


def _load_statuses(store: Store) -> dict[str, AuthorityStatus]:
    statuses = {}
    for row in store.rows("quadrant_status"):
        code = row.pop("area_code")
        statuses[code] = AuthorityStatus(**row)
    return statuses


def _load_representation(store: Store) -> dict[str, Representation]:
    representation = {}
    for row in store.rows("quadrant_representation"):
        code = row.pop("area_code")
        representation[code] = Representation(**row)
    return representation


def _count_published(store: Store, slugs: set[str]) -> dict[str, int]:
    """How many of the indicators have a figure at each geography level."""
    counts: dict[str, int] = {}
    for row in store.rows("coverage"):
        if row["indicator"] in slugs and row["areas"]:
            counts[row["level"]] = counts.get(row["level"], 0) + 1
    return counts
