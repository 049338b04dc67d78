"""The indicator matrix: chosen indicators of every council in standard deviations (z-scores)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placelib.areas.registry import FEW_RESIDENTS
from placelib.model import Indicator
from placelib.quadrant.selection import IndicatorChoice, explain_exclusions

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# No single figure counts for more than this many standard deviations.
LARGEST_Z = 5.0
# A 95% interval is 3.92 standard errors wide.
ERRORS_IN_INTERVAL = 3.92
# England's own figure is used only where it stands within half a standard deviation of the mean of
# its councils weighted by residents. Beyond that it describes something else: 5G coverage (England
# 87.6%, the mean of its councils 96.2%), 4G coverage and population density are shares of land.
MOST_FROM_RESIDENTS = 0.5
NOT_PUBLISHED = "England has no figure in the source"
OF_LAND = "England’s figure is weighted by land and not by residents"


@dataclass(frozen=True, slots=True, eq=False)
class PublishedFigures:
    """Figures as published: a row a council, a column an indicator; NaN where there is none.

    ``codes`` are the current lower-tier areas of the United Kingdom, ``english`` marks those of
    England and ``population`` holds their residents. ``lower`` and ``upper`` are the ends of the
    95% interval. ``england`` and ``united_kingdom`` are the nations' own figures for the same
    period. ``periods`` are (period, its words) of each indicator, None without figures.
    """

    codes: tuple[str, ...]
    english: Bools
    population: Floats
    indicators: tuple[Indicator, ...]
    values: Floats
    lower: Floats
    upper: Floats
    england: Floats
    united_kingdom: Floats
    periods: tuple[tuple[str, str] | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorMatrix:
    """The chosen indicators for every council, in standard deviations of English districts.

    ``z`` has a row a council (in the order of ``codes``) and a column a chosen indicator, limited
    to five standard deviations either side, NaN where there is no figure. ``noise`` is the squared
    standard error of each figure on the same scale, 0 where the source publishes no interval.
    ``england`` and ``united_kingdom`` are the nations' figures on that scale; ``substitutes`` says,
    by slug, why the mean of the councils weighted by residents stands in for England's.
    ``sub_topics`` numbers the sub-topic of each column, and ``sub_topic_names`` names the numbers.
    ``is_counted`` marks the councils that count in a group: all but the City of London and the
    Isles of Scilly.
    """

    codes: tuple[str, ...]
    rows: dict[str, int]
    english: Bools
    is_counted: Bools
    population: Floats
    chosen: tuple[IndicatorChoice, ...]
    sub_topics: NDArray[np.int_]
    sub_topic_names: dict[int, str]
    z: Floats
    noise: Floats
    england: Floats
    united_kingdom: Floats
    substitutes: dict[str, str]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the chosen indicators in the catalogue's order."""
        return tuple(dict.fromkeys(choice.topic for choice in self.chosen))

    def mask_topic(self, topic: str) -> Bools:
        """Which of the chosen indicators belong to a topic."""
        return np.array([choice.topic == topic for choice in self.chosen], dtype=bool)

    def counted_rows(self, codes: Sequence[str]) -> list[int]:
        """The rows of these councils, without those that count in no group."""
        rows = [self.rows[code] for code in codes]
        return [row for row in rows if self.is_counted[row]]


def build_indicator_matrix(
    figures: PublishedFigures,
) -> tuple[IndicatorMatrix, tuple[IndicatorChoice, ...]]:
    """The standardised matrix, and the choice made on every indicator of the catalogue.

    The mean and the standard deviation (of a population) are those of English districts without
    the City of London and the Isles of Scilly, which are standardised with them all the same.
    """
    is_counted = ~np.isin(np.array(figures.codes), FEW_RESIDENTS)
    base = figures.english & is_counted
    english = figures.values[figures.english]
    reasons = explain_exclusions(figures.indicators, english, base[figures.english])
    choices = _describe_choices(figures, np.isfinite(english).sum(axis=0), reasons)
    columns = [column for column, reason in enumerate(reasons) if reason is None]
    values = figures.values[:, columns]
    mean, deviation = _mean_and_deviation(values[base])
    # No spread: nobody differs, so nobody is any distance from anybody.
    deviation = np.where(deviation > 0, deviation, np.inf)
    width = (figures.upper - figures.lower)[:, columns] / (ERRORS_IN_INTERVAL * deviation)
    z = np.clip((values - mean) / deviation, -LARGEST_Z, LARGEST_Z)
    residents = _weighted_mean(z, figures.population, figures.english)
    england = (figures.england[columns] - mean) / deviation
    is_comparable = np.abs(england - residents) <= MOST_FROM_RESIDENTS
    kingdom = (figures.united_kingdom[columns] - mean) / deviation
    everyone = _weighted_mean(z, figures.population, np.ones(len(z), dtype=bool))
    is_comparable_kingdom = is_comparable & np.isfinite(kingdom)
    chosen = tuple(choices[column] for column in columns)
    sub_topic_of = [figures.indicators[column].sub_topic for column in columns]
    names = {name: place for place, name in enumerate(sub_topic_of)}
    matrix = IndicatorMatrix(
        codes=figures.codes,
        rows={code: row for row, code in enumerate(figures.codes)},
        english=figures.english,
        is_counted=is_counted,
        population=figures.population,
        chosen=chosen,
        sub_topics=np.array([names[name] for name in sub_topic_of], dtype=int),
        sub_topic_names={place: name for name, place in names.items()},
        z=z,
        noise=np.where(np.isfinite(width), width**2, 0.0),
        england=np.where(is_comparable, england, residents),
        united_kingdom=np.where(is_comparable_kingdom, kingdom, everyone),
        substitutes={
            choice.slug: NOT_PUBLISHED if np.isnan(figure) else OF_LAND
            for choice, figure, is_same in zip(chosen, england, is_comparable, strict=True)
            if not is_same
        },
    )
    return matrix, choices


def _mean_and_deviation(values: Floats) -> tuple[Floats, Floats]:
    is_present = np.isfinite(values)
    count = np.maximum(is_present.sum(axis=0), 1)
    mean = np.where(is_present, values, 0.0).sum(axis=0) / count
    squares = np.where(is_present, (values - mean) ** 2, 0.0).sum(axis=0)
    return mean, np.sqrt(squares / count)


def _weighted_mean(z: Floats, population: Floats, marked: Bools) -> Floats:
    """The mean of each column over the marked councils by residents, NaN where none has one."""
    weight = (population * marked)[:, None] * np.isfinite(z)
    total = weight.sum(axis=0)
    sums = (np.where(weight > 0, z, 0.0) * weight).sum(axis=0)
    return np.asarray(np.divide(sums, total, out=np.full(len(total), np.nan), where=total > 0))


def _describe_choices(
    figures: PublishedFigures, coverage: NDArray[np.int_], reasons: Sequence[str | None]
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
