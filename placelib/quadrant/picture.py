"""The picture of every place: chosen indicators in standard deviations of English districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placelib.areas.registry import FEW_RESIDENTS
from placelib.model import Indicator
from placelib.quadrant.selection import IndicatorChoice, choose

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FURTHEST = 5.0
# A 95% interval reaches 1.96 standard errors to either side.
REACH_OF_INTERVAL = 1.96


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Figures as published: a row an area, a column an indicator; NaN where there is none.

    ``codes`` are the current lower-tier areas of the United Kingdom, ``english`` marks those of
    England and ``population`` holds their residents. ``lower`` and ``upper`` are the ends of the
    95% interval. ``periods`` are (period, its words) of each indicator, None without figures.
    """

    codes: tuple[str, ...]
    english: Bools
    population: Floats
    indicators: tuple[Indicator, ...]
    values: Floats
    lower: Floats
    upper: Floats
    periods: tuple[tuple[str, str] | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """The chosen indicators for every area, in standard deviations (z-scores).

    ``z`` has a row an area (in the order of ``codes``) and a column a chosen indicator, limited to
    five standard deviations either side, NaN where there is no value. ``error`` is the standard
    error of each figure on the same scale, 0 where the source publishes no interval.
    """

    codes: tuple[str, ...]
    rows: dict[str, int]
    english: Bools
    population: Floats
    chosen: tuple[IndicatorChoice, ...]
    z: Floats
    error: Floats

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the chosen indicators in the catalogue's order."""
        return tuple(dict.fromkeys(choice.topic for choice in self.chosen))

    def in_topic(self, topic: str) -> Bools:
        """Which of the chosen indicators belong to a topic."""
        return np.array([choice.topic == topic for choice in self.chosen], dtype=bool)


def make_picture(figures: Figures) -> tuple[Picture, tuple[IndicatorChoice, ...]]:
    """The standardised picture, and the choice made on every indicator of the catalogue.

    The mean and the standard deviation (of a population) are those of English districts without
    the City of London and the Isles of Scilly, which are standardised with them all the same.
    """
    rod = figures.english & ~np.isin(np.array(figures.codes), FEW_RESIDENTS)
    english = figures.values[figures.english]
    reasons = choose(figures.indicators, english, rod[figures.english])
    choices = _choices(figures, np.isfinite(english).sum(axis=0), reasons)
    columns = [column for column, reason in enumerate(reasons) if reason is None]
    values = figures.values[:, columns]
    mean, spread = _mean_and_spread(values[rod])
    # No spread: nobody differs, so nobody is any distance from anybody.
    spread = np.where(spread > 0, spread, np.inf)
    error = (figures.upper - figures.lower)[:, columns] / (2 * REACH_OF_INTERVAL * spread)
    picture = Picture(
        codes=figures.codes,
        rows={code: row for row, code in enumerate(figures.codes)},
        english=figures.english,
        population=figures.population,
        chosen=tuple(choices[column] for column in columns),
        z=np.clip((values - mean) / spread, -FURTHEST, FURTHEST),
        error=np.where(np.isfinite(error), error, 0.0),
    )
    return picture, choices


def _mean_and_spread(values: Floats) -> tuple[Floats, Floats]:
    known = np.isfinite(values)
    count = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, values, 0.0).sum(axis=0) / count
    spread = np.sqrt(np.where(known, (values - mean) ** 2, 0.0).sum(axis=0) / count)
    return mean, spread


def _choices(
    figures: Figures, coverage: NDArray[np.int_], reasons: Sequence[str | None]
) -> tuple[IndicatorChoice, ...]:
    return tuple(
        IndicatorChoice(
            slug=indicator.slug,
            label=indicator.label,
            topic=indicator.topic,
            chosen=reason is None,
            reason=reason or f"a rate or ratio with a value for {areas} English councils",
            areas=int(areas),
            period=period[0] if period else None,
            period_label=period[1] if period else None,
        )
        for indicator, areas, reason, period in zip(
            figures.indicators, coverage, reasons, figures.periods, strict=True
        )
    )
