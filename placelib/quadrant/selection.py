"""Which indicators make up the picture of a place, and why each of the others stays out.

The rule, in order. An indicator goes in when it has figures here; is a rate or ratio; and, at its
newest period, has a value for at least 250 current English lower-tier or unitary areas. Of a family
one member stays: age bands of one measure are a family, and so are survival rates after one, two or
more years (`FAMILIES` holds the patterns of their slugs). Of two indicators that say the same
(|r| above 0.95 over English districts) one stays. What stays is the one with the wider coverage
and, when that is equal, the one earlier in the catalogue. So a copy of an indicator changes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placelib.model import Indicator

# English councils that must have a figure, of 296.
LEAST_AREAS = 250
# Of two indicators that are nearer to the same than this, the first counts for both.
HIGHEST_CORRELATION = 0.95
# What is left of a slug without its age band or year names the family.
FAMILIES = (
    re.compile(r"-aged-\d+(?:-to-\d+)?\Z"),
    re.compile(r"-survival-(?:one|two|three|four|five)-year\Z"),
)


@dataclass(frozen=True, slots=True)
class IndicatorChoice:
    """Whether an indicator is part of the picture, and why.

    ``areas`` counts the current English lower-tier and unitary areas with a value in ``period``,
    the newest in which any of them has one (None where no English district has figures).
    """

    slug: str
    label: str
    topic: str
    chosen: bool
    reason: str
    areas: int
    period: str | None
    period_label: str | None


def explain_exclusions(
    indicators: Sequence[Indicator], values: NDArray[np.float64], base: NDArray[np.bool_]
) -> tuple[str | None, ...]:
    """Why each indicator stays out of the picture, None for those that go in.

    ``values`` has a row for each English district and a column for each indicator, NaN where there
    is no value; ``base`` marks the districts that correlations are taken over. The answer has the
    order of ``indicators``.
    """
    coverage = np.isfinite(values).sum(axis=0)
    reasons: list[str | None] = [
        _explain_unfit(indicator, int(areas))
        for indicator, areas in zip(indicators, coverage, strict=True)
    ]
    fit = [column for column, reason in enumerate(reasons) if reason is None]
    fit.sort(key=lambda column: (-coverage[column], indicators[column].position))
    correlations = _correlate(values[base][:, fit])
    families: dict[str, int] = {}
    chosen: list[int] = []
    for place, column in enumerate(fit):
        family = _find_family(indicators[column].slug)
        if family in families:
            reasons[column] = f"one of a family: {indicators[families[family]].label} stands for it"
            continue
        twins = [
            earlier for earlier in chosen if abs(correlations[place, earlier]) > HIGHEST_CORRELATION
        ]
        if twins:
            twin = indicators[fit[twins[0]]].label
            strength = abs(correlations[place, twins[0]])
            reasons[column] = f"nearly the same as {twin} (correlation {strength:.3f})"
            continue
        chosen.append(place)
        if family:
            families[family] = column
    return tuple(reasons)


def _explain_unfit(indicator: Indicator, areas: int) -> str | None:
    if not indicator.has_data:
        return "no figures in this release"
    if not indicator.standardised:
        return "a total, which grows with the size of the place"
    if areas == 0:
        return "not published for English councils"
    if areas < LEAST_AREAS:
        return f"published for {areas} English councils; at least {LEAST_AREAS} are needed"
    return None


def _find_family(slug: str) -> str:
    """The name of the family an indicator belongs to, empty for most."""
    for pattern in FAMILIES:
        if pattern.search(slug):
            return pattern.sub("", slug)
    return ""


def _correlate(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pearson's r of every pair of columns over the rows where both have a value.

    Pairs without spread give 0: nothing shows them to be the same.
    """
    is_known = np.isfinite(values)
    there = is_known.astype(float)
    # Centred first, so that large numbers lose no digits in the products.
    middle = np.where(is_known, values, 0.0).sum(axis=0) / np.maximum(there.sum(axis=0), 1.0)
    filled = np.where(is_known, values - middle, 0.0)
    pairs = np.maximum(there.T @ there, 1.0)
    sums = filled.T @ there
    squares = (filled**2).T @ there
    covariance = filled.T @ filled - sums * sums.T / pairs
    variance = squares - sums**2 / pairs
    scale = np.sqrt(variance * variance.T)
    return np.asarray(np.divide(covariance, scale, out=np.zeros_like(scale), where=scale > 0))
