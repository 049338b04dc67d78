"""How far councils across the UK lie apart on an indicator: what differences are measured by."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

from placelib.database.connection import Store
from placelib.model import Observation
from placelib.statistics.differences import STANDARD_ERRORS

# Without intervals, councils' figures must go with those of the period before at least so closely:
# half of their differences last. Business survival (0.28 to 0.60) does not reach it; births of
# businesses (0.84) do.
LEAST_STEADINESS = 0.7


@dataclass(frozen=True, slots=True)
class DistrictSpread:
    """How far councils across the UK lie apart on an indicator in a period: the measuring rod.

    ``figures`` holds their figures in order of size, and ``steadiness`` how closely these go with
    the figures of the period before, as a correlation; None where there is no such period.
    """

    mean: float
    standard_deviation: float
    areas: int
    figures: tuple[float, ...] = ()
    steadiness: float | None = None

    def normal_score(self, value: float) -> float:
        """Where a figure lies in the order of councils, as a point of the normal curve.

        The middle is 0 and the 84th of 100 is 1 (van der Waerden scores). Beyond all councils it
        is that of half a place beyond the last.
        """
        count = len(self.figures)
        place = (bisect_left(self.figures, value) + bisect_right(self.figures, value)) / 2
        share = min(max(place, 0.5), count - 0.5) / count
        return NormalDist().inv_cdf(share)

    def distance(self, first: float, second: float) -> float:
        """The first figure less the second, in the usual difference among councils.

        The smaller of two measures: standard deviations, and normal scores. So neither a few
        extreme councils nor many that crowd together, as coverage does near 100%, make much of
        little.
        """
        in_deviations = (first - second) / self.standard_deviation
        if not self.figures:
            return in_deviations
        in_order = abs(self.normal_score(first) - self.normal_score(second))
        return math.copysign(min(abs(in_deviations), in_order), in_deviations)

    def reliability(self, row: Observation) -> float:
        """The share of councils' differences that is more than sampling noise of this figure.

        With an interval 1 less the noise's variance over that of the councils. Without one the
        steadiness stands in; 0 where that is too low or unknown, or the figure called unreliable.
        """
        if row.lower is not None and row.upper is not None:
            error = (row.upper - row.lower) / (2 * STANDARD_ERRORS)
            return max(0.0, 1.0 - (error / self.standard_deviation) ** 2)
        is_steady = self.steadiness is not None and self.steadiness >= LEAST_STEADINESS
        return self.steadiness or 0.0 if is_steady and not row.is_unreliable else 0.0


Spreads = Mapping[tuple[str, str], DistrictSpread]


def load_spreads(store: Store) -> Spreads:
    """The spread of councils and districts across the UK by (indicator, period)."""
    figures = {
        (row["indicator"], row["period"]): tuple(row["figures"])
        for row in store.rows("district_figures")
    }
    steadiness = {row["indicator"]: row["correlation"] for row in store.rows("district_steadiness")}
    return {
        (row["indicator"], row["period"]): DistrictSpread(
            mean=row["mean"],
            standard_deviation=row["std_dev"],
            areas=row["areas"],
            figures=figures.get((row["indicator"], row["period"]), ()),
            steadiness=steadiness.get(row["indicator"]),
        )
        for row in store.rows("district_spread")
    }
