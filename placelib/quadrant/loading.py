"""Reads the evidence from the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from placelib.areas.registry import AreaRegistry, load_registry
from placelib.database.connection import Row, Store
from placelib.model import Indicator
from placelib.quadrant.comparison import national_average
from placelib.quadrant.evidence import (
    AuthorityStatus,
    Evidence,
    LeverFact,
    Outturn,
    Representation,
    Spending,
)
from placelib.quadrant.indicator_matrix import (
    IndicatorMatrix,
    PublishedFigures,
    build_indicator_matrix,
)
from placelib.quadrant.neighbourhoods import rank_neighbourhoods
from placelib.quadrant.picture import Figures, make_picture
from placelib.statistics.catalogue import load_catalogue

POUNDS = 1000.0


def load_evidence(store: Store) -> Evidence:
    """Everything the quadrant needs, from one database, in about a tenth of a second.

    Raises NoDatabase through the store. Tables without rows leave their part of the evidence empty.
    """
    registry = load_registry(store)
    indicators = tuple(load_catalogue(store).indicators.values())
    codes = tuple(
        sorted(
            one.code for one in registry.areas.values() if one.level == "ltla" and one.is_current
        )
    )
    people = store.rows("quadrant_population")
    population = {row["area_code"]: row["population"] for row in people}
    figures, renamed = _figures(store, registry, codes, indicators, population)
    picture, choices = make_picture(figures)
    england = tuple(one for one in indicators if "E" in one.countries and one.has_data)
    return Evidence(
        registry=registry,
        picture=picture,
        choices=choices,
        england=national_average(picture, picture.english),
        united_kingdom=national_average(picture, np.ones(len(codes), dtype=bool)),
        neighbourhoods=rank_neighbourhoods(store.columns("quadrant_neighbourhoods"), len(codes)),
        population=population,
        population_label=people[0]["period_label"] if people else "",
        outturn={row["area_code"]: _outturn(row) for row in store.rows("quadrant_money")},
        spending=_spending(store),
        lever_facts=tuple(LeverFact(**row) for row in store.rows("quadrant_levers")),
        statuses=_statuses(store),
        representation=_representation(store),
        published={row["area_code"]: row["indicators"] for row in store.rows("quadrant_published")},
        published_at=_published_at(store, {one.slug for one in england}),
        indicators_of_england=len(england),
        renamed=renamed,
    )


def load_indicator_matrix(store: Store) -> IndicatorMatrix:
    """The chosen indicators of every council, with England's and the United Kingdom's figures."""
    registry = load_registry(store)
    indicators = tuple(load_catalogue(store).indicators.values())
    codes = tuple(
        sorted(
            area.code
            for area in registry.areas.values()
            if area.level == "ltla" and area.is_current
        )
    )
    population = {row["area_code"]: row["population"] for row in store.rows("quadrant_population")}
    figures, _ = _figures(store, registry, codes, indicators, population)
    nations = store.columns("quadrant_nations")
    places = {indicator.position: place for place, indicator in enumerate(indicators)}
    columns = [places[int(position)] for position in nations["position"]]
    own = {}
    for name in ("england", "united_kingdom"):
        own[name] = np.full(len(indicators), np.nan)
        own[name][columns] = nations[name]
    return build_indicator_matrix(
        PublishedFigures(
            codes=figures.codes,
            english=figures.english,
            population=figures.population,
            indicators=indicators,
            values=figures.values,
            lower=figures.lower,
            upper=figures.upper,
            england=own["england"],
            united_kingdom=own["united_kingdom"],
            periods=figures.periods,
        )
    )[0]


def _figures(
    store: Store,
    registry: AreaRegistry,
    codes: Sequence[str],
    indicators: tuple[Indicator, ...],
    population: Mapping[str, float],
) -> tuple[Figures, frozenset[str]]:
    found = store.columns("quadrant_figures")
    columns = np.full(max((one.position for one in indicators), default=0) + 1, -1)
    columns[[one.position for one in indicators]] = np.arange(len(indicators))
    cells = found["place"].astype(int), columns[found["position"].astype(int)]
    arrays = {}
    for name in ("value", "lower", "upper"):
        arrays[name] = np.full((len(codes), len(indicators)), np.nan)
        arrays[name][cells] = found[name]
    periods = {
        row["indicator"]: (row["period"], row["period_label"])
        for row in store.rows("quadrant_periods")
    }
    figures = Figures(
        codes=tuple(codes),
        english=np.array([registry[code].is_english for code in codes], dtype=bool),
        population=np.array([population.get(code, 0.0) for code in codes]),
        indicators=indicators,
        values=arrays["value"],
        lower=arrays["lower"],
        upper=arrays["upper"],
        periods=tuple(periods.get(one.slug) for one in indicators),
    )
    former = np.unique(cells[0][found["former"].astype(bool)])
    return figures, frozenset(codes[place] for place in former)


def _outturn(row: Row) -> Outturn:
    return Outturn(
        area_code=row["area_code"],
        body=row["body"],
        year=row["year"],
        net=None if row["net"] is None else row["net"] * POUNDS,
        why=row["net_why"],
        tax=None if row["tax"] is None else row["tax"] * POUNDS,
        tax_why=row["tax_why"],
        police=(row["police"] or 0.0) * POUNDS,
        fire=(row["fire"] or 0.0) * POUNDS,
        population=row["population"],
        returns=row["returns"],
    )


def _spending(store: Store) -> dict[str, Spending]:
    return {
        row["area_code"]: Spending(
            row["value"], row["year"], row["source_title"], row["source_url"]
        )
        for row in store.rows("quadrant_spending")
    }


def _statuses(store: Store) -> dict[str, AuthorityStatus]:
    found = {}
    for row in store.rows("quadrant_status"):
        code = row.pop("area_code")
        found[code] = AuthorityStatus(**row)
    return found


def _representation(store: Store) -> dict[str, Representation]:
    found = {}
    for row in store.rows("quadrant_representation"):
        code = row.pop("area_code")
        found[code] = Representation(**row)
    return found


def _published_at(store: Store, slugs: set[str]) -> dict[str, int]:
    """How many of the indicators have a figure at each geography level."""
    counts: dict[str, int] = {}
    for row in store.rows("coverage"):
        if row["indicator"] in slugs and row["areas"]:
            counts[row["level"]] = counts.get(row["level"], 0) + 1
    return counts
