"""The difference of two figures with its 95% interval, and the difference of two differences."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from placelib.formatting import format_difference, subtract_rounded
from placelib.model import Indicator, Observation

# Standard errors on either side of a figure within its 95% interval.
STANDARD_ERRORS = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Difference:
    """The first of two figures less the second, with the 95% interval of that difference.

    ``first`` and ``second`` are the two figures. ``lower`` and ``upper`` are None where neither has
    a published interval, or where one without an interval is called unreliable by its publisher.
    ``exact_side`` names the one figure that has no published interval and so counts as exact.
    """

    first: float
    second: float
    lower: float | None = None
    upper: float | None = None
    exact_side: Literal["first", "second"] | None = None

    @property
    def size(self) -> float:
        """The first figure less the second, in the indicator's unit."""
        return self.first - self.second

    def round_size(self, indicator: Indicator) -> Decimal:
        """The size as a reader would take it from the two figures shown, with its sign."""
        return subtract_rounded(indicator, self.first, self.second)

    def format_size(self, indicator: Indicator) -> str:
        """The size with its unit and without a sign: “4.2 percentage points”."""
        return format_difference(indicator, self.first, self.second)

    @property
    def is_judged(self) -> bool:
        """True where the difference has an interval, so that chance can be weighed."""
        return self.lower is not None

    @property
    def is_clear(self) -> bool:
        """True where the 95% interval of the difference leaves out 0."""
        return self.lower is not None and self.upper is not None and self.lower * self.upper > 0

    @property
    def z_score(self) -> float | None:
        """How many standard errors the difference lies from 0, with its sign; None without one.

        Clear differences lie further than 1.96. The interval's side towards 0 is the measure.
        """
        if self.lower is None or self.upper is None:
            return None
        reach = self.size - self.lower if self.size > 0 else self.upper - self.size
        if reach <= 0:
            return math.copysign(math.inf, self.size) if self.size else 0.0
        return STANDARD_ERRORS * self.size / reach


def subtract_figures(first: Observation, second: Observation) -> Difference:
    """The first figure less the second with its 95% interval by MOVER; both must have a value.

        lower = difference − √((first − its lower end)² + (second's upper end − second)²)
        upper = difference + √((first's upper end − first)² + (second − its lower end)²)

    A figure without a published interval counts as exact where the other has one. Where the
    publisher calls it unreliable as well, the difference has no interval.
    """
    assert first.value is not None
    assert second.value is not None
    missing = [row for row in (first, second) if not row.has_interval]
    if len(missing) == 2 or any(row.is_unreliable for row in missing):
        return Difference(first.value, second.value)
    below, above = _measure_reach(first)
    second_below, second_above = _measure_reach(second)
    size = first.value - second.value
    exact_side: Literal["first", "second"] = "second" if first.has_interval else "first"
    return Difference(
        first=first.value,
        second=second.value,
        lower=size - math.hypot(below, second_above),
        upper=size + math.hypot(above, second_below),
        exact_side=exact_side if missing else None,
    )


def subtract_differences(first: Difference, second: Difference) -> Difference:
    """The first difference less the second by MOVER, as for two changes or two benchmark gaps.

    Without an interval unless both have one.
    """
    if first.lower is None or first.upper is None or second.lower is None or second.upper is None:
        return Difference(first.size, second.size)
    size = first.size - second.size
    return Difference(
        first.size,
        second.size,
        size - math.hypot(first.size - first.lower, second.upper - second.size),
        size + math.hypot(first.upper - first.size, second.size - second.lower),
    )


def _measure_reach(row: Observation) -> tuple[float, float]:
    """How far the interval reaches below and above its figure; 0 and 0 without an interval."""
    if row.value is None or row.lower is None or row.upper is None:
        return 0.0, 0.0
    return row.value - row.lower, row.upper - row.value
