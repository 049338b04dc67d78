"""Ranks as ranges: between which places in a row an area lies, as far as its figures can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placelib.database.connection import Store
from placelib.model import Observation
from placelib.statistics.differences import STANDARD_ERRORS

# Simulated orders of all areas, from which the range of a rank is read.
DRAWS = 20_000
# Where a data file has no table of ranks a page works them out itself, in a tenth of a second.
FEWER_DRAWS = 2_000
# As many draws at a time as keep a field of 360 councils within 20 MB.
DRAWS_AT_ONCE = 2_000
# One number for every field, so that the same figures give the same ranges in every build.
SEED = 20_260_701
ENDS = (0.025, 0.975)
LEAST_AREAS = 3


@dataclass(frozen=True, slots=True)
class RankRange:
    """The 95% interval of an area's rank, 1 the highest figure, among ``areas`` with a figure."""

    best: int
    worst: int
    areas: int


def simulate_ranks(rows: Sequence[Observation], draws: int = DRAWS) -> dict[str, RankRange]:
    """The 95% interval of the rank of each area that has a published interval, by code.

    Each draw gives every area a figure that fits what was published, and ranks them. An area's own
    figure is partly luck: the highest are high also by luck. So a draw is taken around the figure
    moved towards the mean of all, by as much as sampling noise accounts for the differences
    (empirical Bayes: Efron and Morris 1975). Draws around the figures themselves cover the true
    rank in 80 to 94% of cases only, these in 94 to 96% (docs/measured/comparisons.md).

    An area without an interval may lie anywhere among the others; it gets no range itself. Empty
    for fewer than three areas with an interval. ``rows`` without a value are passed over.
    """
    valued = sorted((row for row in rows if row.value is not None), key=lambda row: row.area_code)
    if sum(row.has_interval for row in valued) < LEAST_AREAS:
        return {}
    middles, errors = draw_plausible_figures(valued)
    counts = np.zeros((len(valued), len(valued)), dtype=np.int64)
    places = np.arange(len(valued))
    for sample in _draw_samples(middles, errors, draws):
        # Row by row, which area stands at each place, the highest figure first.
        order = np.argsort(-sample, axis=1)
        for place in places:
            counts[:, place] += np.bincount(order[:, place], minlength=len(valued))
    shares = np.cumsum(counts, axis=1) / draws
    best = 1 + np.argmax(shares > ENDS[0], axis=1)
    worst = 1 + np.argmax(shares >= ENDS[1], axis=1)
    return {
        row.area_code: RankRange(int(best[index]), int(worst[index]), len(valued))
        for index, row in enumerate(valued)
        if row.has_interval
    }


def draw_plausible_figures(
    rows: Sequence[Observation],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The middle and the standard error of the true figure of each area, given all of them.

    Standard errors are a quarter of the intervals' width, nearly (1/3.92). The variance of the true
    figures is that of the published ones less the mean squared error.
    """
    figures = np.array([row.value for row in rows], dtype=float)
    errors = np.array(
        [
            (row.upper - row.lower) / (2 * STANDARD_ERRORS)
            if row.upper is not None and row.lower is not None
            else np.inf
            for row in rows
        ]
    )
    has_interval = np.isfinite(errors)
    total = figures[has_interval].var(ddof=1)
    # Where noise would account for everything, a hundredth of the variance is left as true.
    true = max(total - float(np.mean(errors[has_interval] ** 2)), total / 100, 1e-12)
    weights = 1 / (true + errors[has_interval] ** 2)
    mean = float(np.average(figures[has_interval], weights=weights))
    # An infinite error gives 0: such an area is drawn around the mean of all.
    kept_share = true / (true + errors**2)
    return mean + kept_share * (figures - mean), np.sqrt(true * (1 - kept_share))


def _draw_samples(
    middles: NDArray[np.float64], errors: NDArray[np.float64], draws: int
) -> Iterator[NDArray[np.float64]]:
    generator = np.random.default_rng(SEED)
    for start in range(0, draws, DRAWS_AT_ONCE):
        size = min(DRAWS_AT_ONCE, draws - start)
        yield generator.normal(middles, errors, (size, len(middles)))


def load_rank(
    store: Store, level: str, row: Observation, rows: Sequence[Observation]
) -> RankRange | None:
    """The range of ranks of an area among all of its level; None where it has no interval.

    ``row`` is the area's figure and ``rows`` those of the level for the same period. The range was
    worked out when the data were built; for a file without it, it is worked out from ``rows``.
    """
    if row.value is None or not row.has_interval:
        return None
    stored = store.row(
        "area_rank", indicator=row.indicator, level=level, period=row.period, code=row.area_code
    )
    # The ranks of nations in a data file count the United Kingdom as a fifth.
    if stored is not None and stored["areas"] == sum(entry.value is not None for entry in rows):
        return RankRange(stored["best"], stored["worst"], stored["areas"])
    return simulate_ranks(rows, FEWER_DRAWS).get(row.area_code)
