"""How well one sector foretells the rest of a council's figures, and where a council differs.

A sector is a topic of the catalogue. The figures of English councils on every topic are foretold
from those on one: by ridge regression (Hoerl and Kennard 1970), always for councils that were left
out when it was fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from placelib.areas.registry import FEW_RESIDENTS, AreaRegistry
from placelib.compare.silo import CouncilGrid, load_grid
from placelib.database.connection import Store
from placelib.model import ENGLAND, UNITED_KINGDOM, Area, Indicator
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.district_spread import Spreads

# The weight against large coefficients: as if ten further councils had shown no connection.
RIDGE = 10.0
FOLDS = 10
# One in 370 of a bell curve lies further off: of 45 figures not one by luck.
FAR_FROM_FORETOLD = 3.0
# A council with more weight than this on its own forecast is unlike all others in the sector, such
# as Westminster in its economy: a line drawn through the others says nothing of it.
MOST_WEIGHT = 0.5
# Shares of the councils that must have an indicator, and of the indicators a council must have.
LEAST_FILLED = 0.9
LEAST_INDICATORS, LEAST_COUNCILS = 3, 100

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Profiles:
    """The figures of English councils as distances from England; NaN where there is none.

    ``values`` has a row for each code of ``codes`` and a column for each of ``indicators``.
    """

    codes: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    values: Matrix

    def columns_of(self, topic: str) -> NDArray[np.bool_]:
        """Which columns are of a topic."""
        return np.array([indicator.topic == topic for indicator in self.indicators])


@dataclass(frozen=True, slots=True)
class Departure:
    """A figure of a council that lies far from what one sector foretells.

    ``errors_away`` counts in usual errors of the forecast, with a sign.
    """

    indicator: Indicator
    errors_away: float


@dataclass(frozen=True, slots=True)
class SectorReading:
    """What one sector tells of a council's other figures.

    ``share_foretold`` of the differences among councils on all other topics is foretold by the
    sector (R² for councils left out). ``departures`` are the council's figures that lie furthest
    from what the sector foretells, of ``figures``; None where that cannot be said of the council:
    it is not an English one, lacks figures, or is unlike all others in the sector.
    """

    topic: str
    share_foretold: float
    councils: int
    figures: int
    departures: tuple[Departure, ...] | None


def load_profiles(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, spreads: Spreads
) -> Profiles:
    """The figures of all English councils on the indicators that nine in ten of them have."""
    councils = [
        area
        for area in registry.current("ltla")
        if area.is_english and area.code not in FEW_RESIDENTS
    ]
    grid = load_grid(store, catalogue, spreads, "England", councils, (ENGLAND, UNITED_KINGDOM))
    return collect_profiles(grid)


def collect_profiles(grid: CouncilGrid) -> Profiles:
    """The rows of a grid as profiles, without the indicators that fewer than nine in ten have."""
    values = np.full((len(grid.areas), len(grid.indicators)), np.nan)
    for row, area in enumerate(grid.areas):
        for column, indicator in enumerate(grid.indicators):
            cell = grid.cells.get((area.code, indicator.slug))
            if cell is not None:
                values[row, column] = cell.distance
    is_filled = np.mean(np.isfinite(values), axis=0) >= LEAST_FILLED
    indicators = tuple(
        indicator for indicator, is_kept in zip(grid.indicators, is_filled, strict=True) if is_kept
    )
    return Profiles(tuple(area.code for area in grid.areas), indicators, values[:, is_filled])


def measure_topics(profiles: Profiles) -> dict[str, float]:
    """The share of councils' other figures that each topic foretells, most first."""
    complete = profiles.values[np.isfinite(profiles.values).all(axis=1)]
    topics = dict.fromkeys(indicator.topic for indicator in profiles.indicators)
    shares = {}
    for topic in topics:
        is_sector = profiles.columns_of(topic)
        if is_sector.sum() >= LEAST_INDICATORS and len(complete) >= LEAST_COUNCILS:
            shares[topic] = _compute_share_foretold(
                complete[:, is_sector], complete[:, ~is_sector]
            )[0]
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def read_sector(profiles: Profiles, area: Area, topic: str) -> SectorReading | None:
    """What a topic tells of a council's other figures; None for a topic of too few indicators.

    The council itself is foretold from all others, by the figures that it has.
    """
    shares = measure_topics(profiles)
    if topic not in shares:
        return None
    is_sector = profiles.columns_of(topic)
    complete = int(np.isfinite(profiles.values).all(axis=1).sum())
    nothing = SectorReading(
        topic=topic, share_foretold=shares[topic], councils=complete, figures=0, departures=None
    )
    if area.code not in profiles.codes:
        return nothing
    row = profiles.codes.index(area.code)
    has_figure = np.isfinite(profiles.values[row])
    values = profiles.values[:, has_figure]
    is_sector = is_sector[has_figure]
    others = np.delete(values, row, axis=0)
    others = others[np.isfinite(others).all(axis=1)]
    if is_sector.sum() < LEAST_INDICATORS or len(others) < LEAST_COUNCILS:
        return nothing
    sector, targets, wanted = others[:, is_sector], others[:, ~is_sector], values[row, is_sector]
    if _weigh(sector, wanted) > MOST_WEIGHT:
        return nothing
    forecast = _foretell(sector, targets, wanted[np.newaxis])[0]
    errors = _compute_share_foretold(sector, targets)[1]
    foretold = [
        indicator
        for indicator, is_present in zip(profiles.indicators, has_figure, strict=True)
        if is_present and indicator.topic != topic
    ]
    departures = _list_departures(foretold, (values[row, ~is_sector] - forecast) / errors)
    return replace(nothing, figures=len(foretold), departures=departures)


def _list_departures(foretold: Sequence[Indicator], away: Matrix) -> tuple[Departure, ...]:
    """The indicators that lie far from their forecast, the furthest first.

    ``away`` are the distances in usual errors of the forecast, one for each indicator.
    """
    far = (
        Departure(indicator, float(distance))
        for indicator, distance in zip(foretold, away, strict=True)
        if abs(distance) >= FAR_FROM_FORETOLD
    )
    return tuple(sorted(far, key=lambda departure: -abs(departure.errors_away)))


def _weigh(sector: Matrix, wanted: Matrix) -> float:
    """How far a council lies outside the others: its leverage on a regression with it."""
    middle, scale = sector.mean(axis=0), sector.std(axis=0)
    scale[scale == 0] = 1.0
    standard, point = (sector - middle) / scale, (wanted - middle) / scale
    spread = standard.T @ standard + RIDGE * np.eye(sector.shape[1])
    weight = float(point @ np.linalg.solve(spread, point))
    return weight / (1 + weight)


def _compute_share_foretold(sector: Matrix, targets: Matrix) -> tuple[float, Matrix]:
    """R² for councils left out a tenth at a time, and each target's usual error there.

    Each target counts the same, whatever its spread.
    """
    folds = np.arange(len(sector)) % FOLDS
    misses = np.empty_like(targets)
    for fold in range(FOLDS):
        is_out = folds == fold
        misses[is_out] = targets[is_out] - _foretell(
            sector[~is_out], targets[~is_out], sector[is_out]
        )
    squares = np.mean(misses**2, axis=0)
    return float(np.mean(1 - squares / targets.var(axis=0))), np.sqrt(squares)


def _foretell(sector: Matrix, targets: Matrix, wanted: Matrix) -> Matrix:
    """The targets of the councils ``wanted``, foretold from those whose targets are known."""
    middle, scale = sector.mean(axis=0), sector.std(axis=0)
    scale[scale == 0] = 1.0
    standard, level = (sector - middle) / scale, targets.mean(axis=0)
    penalty = RIDGE * np.eye(sector.shape[1])
    coefficients = np.linalg.solve(standard.T @ standard + penalty, standard.T @ (targets - level))
    forecast: Matrix = level + (wanted - middle) / scale @ coefficients
    return forecast
