"""What may be said when one figure stands beside another: the only place that judges.

Every judgement rests on the 95% interval of the difference of two figures, reckoned from their two
published intervals by MOVER, the method of variance estimates recovery (Zou and Donner 2008,
“Construction of confidence intervals about effect measures”, Statistics in Medicine 27). It takes
intervals that are not symmetric as they are. The figures count as independent of each other, which
is cautious for a place and the wider area that holds it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from placelib.formatting import format_difference, subtract_rounded
from placelib.model import Indicator, Observation
from placelib.statistics.seasons import find_default_start

VerdictKind = Literal["higher", "lower", "not clearly different", "no interval", "cannot say"]
Standing = Literal["higher", "lower", "not clearly different", "no interval"]
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


def classify_difference(indicator: Indicator, difference: Difference) -> Standing:
    """Whether the first figure is higher than the second, as far as that can be told.

    Figures that look the same to the last digit shown are never called different.
    """
    if not difference.is_judged:
        return "no interval"
    if not difference.is_clear or difference.round_size(indicator) == 0:
        return "not clearly different"
    return "higher" if difference.size > 0 else "lower"


def compare_areas(indicator: Indicator, row: Observation, place: Observation) -> Standing:
    """How another area's figure (``row``) stands beside a place's; both must have a value."""
    return classify_difference(indicator, subtract_figures(row, place))


@dataclass(frozen=True, slots=True)
class BenchmarkVerdict:
    """The outcome of a comparison of a place with its benchmark.

    ``kind`` is higher or lower only when the 95% interval of the difference leaves out 0, and not
    clearly different when it does not. Where that interval cannot be reckoned nothing is judged:
    the kind is “no interval”, and the words only say which figure is larger. ``better`` is True or
    False where the kind is higher or lower and the indicator has a recorded direction, else None.
    ``difference`` is None where there is nothing to subtract, and ``benchmark_name`` what
    was subtracted, empty then.
    """

    kind: VerdictKind
    words: str
    better: bool | None
    why: str
    difference: Difference | None = None
    benchmark_name: str = ""


LEAVES_OUT, HOLDS = (
    "the 95% interval of the difference leaves out 0",
    "the 95% interval of the difference holds 0",
)
NO_INTERVAL = "no interval published"
UNRELIABLE = "one figure is called unreliable and has no interval"


def compare_with_benchmark(
    indicator: Indicator,
    row: Observation | None,
    benchmark: Observation | None,
    benchmark_name: str,
) -> BenchmarkVerdict:
    """How an area's figure stands against a benchmark's figure for the same period.

    Nothing is said of totals, of figures of two periods, or without both figures.
    """
    if row is None or row.value is None:
        return explain_cannot_say(
            row.gap if row is not None and row.gap else "no figure for this place"
        )
    if not indicator.standardised:
        return explain_cannot_say("it is a total, which grows with the size of the place")
    if benchmark is None or benchmark.value is None:
        return explain_cannot_say(f"no figure for {benchmark_name} in {row.period_label}")
    if benchmark.period != row.period:
        return explain_cannot_say(f"the figure for {benchmark_name} is for another period")
    difference = subtract_figures(row, benchmark)
    kind = classify_difference(indicator, difference)
    if kind == "no interval":
        why = explain_no_interval(row, benchmark)
        return _state_difference(indicator, difference, benchmark_name, why)
    if kind == "not clearly different":
        words = f"not clearly different from {benchmark_name}"
        return BenchmarkVerdict(
            kind=kind,
            words=words,
            better=None,
            why=_describe_exact_figure(HOLDS, difference, benchmark_name),
            difference=difference,
            benchmark_name=benchmark_name,
        )
    better = None
    if indicator.direction is not None:
        better = (kind == "higher") == (indicator.direction == 1)
    judged = {True: ", better", False: ", worse", None: ""}[better]
    return BenchmarkVerdict(
        kind=kind,
        words=f"{kind} than {benchmark_name}{judged}",
        better=better,
        why=_describe_exact_figure(LEAVES_OUT, difference, benchmark_name),
        difference=difference,
        benchmark_name=benchmark_name,
    )


def explain_no_interval(first: Observation, second: Observation) -> str:
    """Why a difference of two figures has no interval: NO_INTERVAL or UNRELIABLE.

    A figure without an interval counts as exact beside one that has it, but not where its publisher
    calls it unreliable: see `subtract_figures`.
    """
    return UNRELIABLE if first.has_interval or second.has_interval else NO_INTERVAL


def explain_cannot_say(why: str) -> BenchmarkVerdict:
    """The verdict that nothing can be said, and why."""
    return BenchmarkVerdict("cannot say", f"cannot say: {why}", None, why)


def explain_missing_figure(why: str) -> BenchmarkVerdict:
    """The verdict on an area without a figure; its words are the reason alone."""
    return BenchmarkVerdict("cannot say", why, None, why)


def _describe_exact_figure(why: str, difference: Difference, benchmark_name: str) -> str:
    if difference.exact_side is None:
        return why
    name = "this place" if difference.exact_side == "first" else benchmark_name
    return f"{why}; no interval is published for {name}, so that figure counts as exact"


def _state_difference(
    indicator: Indicator, difference: Difference, benchmark_name: str, why: str
) -> BenchmarkVerdict:
    rounded = difference.round_size(indicator)
    if rounded == 0:
        words = f"the same as {benchmark_name} to the last digit shown"
    else:
        side = "above" if rounded > 0 else "below"
        words = f"{difference.format_size(indicator)} {side} {benchmark_name}"
    return BenchmarkVerdict(
        kind="no interval",
        words=words,
        better=None,
        why=why,
        difference=difference,
        benchmark_name=benchmark_name,
    )


def choose_benchmark(
    codes: Sequence[str], get_row: Callable[[str], Observation | None]
) -> Observation | None:
    """The benchmark's figure as published: that of the first of ``codes`` that has a value.

    Every page takes it from here, so that a place is held against the same figure everywhere:
    England's, and the United Kingdom's where England has none for the period. ``get_row`` gives an
    area's row for the place's own period.
    """
    rows = (get_row(code) for code in codes)
    return next((row for row in rows if row is not None and row.value is not None), None)


Direction = Literal["rose", "fell", "no clear change"]


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """How a figure moved between two periods; ``is_judged`` is False where no test was possible.

    ``difference`` is the later figure less the earlier.
    """

    first: Observation
    last: Observation
    direction: Direction
    is_judged: bool
    why: str
    difference: Difference


OVERLAP = "the two periods overlap"


def compare_periods(
    indicator: Indicator, series: Sequence[Observation], start: str = "", end: str = ""
) -> PeriodChange | None:
    """The change between two figures of a series; None with fewer than two.

    ``start`` and ``end`` name the periods in the publisher's notation; empty, or without a figure,
    they are the last that has one and the first that may stand beside it: of months or quarters the
    first at the same time of the year, and the answer is None where there is no such figure. Clear
    when the 95% interval of the change leaves out 0. Nothing is judged where the periods overlap,
    because they share answers, or where no interval is published.
    """
    figures = [row for row in series if row.value is not None]
    if len(figures) < 2:
        return None
    by_period = {row.period: row for row in figures}
    last = by_period.get(end, figures[-1])
    first = by_period.get(start) or find_default_start(figures, last)
    if first is None or first is last:
        return None
    if first.starts > last.starts:
        first, last = last, first
    difference = subtract_figures(last, first)
    moved: Direction = "no clear change"
    if difference.round_size(indicator) != 0:
        moved = "rose" if difference.size > 0 else "fell"
    if first.starts < last.ends and last.starts < first.ends:
        return PeriodChange(
            first=first,
            last=last,
            direction="no clear change",
            is_judged=False,
            why=OVERLAP,
            difference=difference,
        )
    if not difference.is_judged:
        return PeriodChange(
            first=first,
            last=last,
            direction=moved,
            is_judged=False,
            why=explain_no_interval(first, last),
            difference=difference,
        )
    if difference.is_clear:
        return PeriodChange(
            first=first,
            last=last,
            direction=moved,
            is_judged=True,
            why=LEAVES_OUT,
            difference=difference,
        )
    return PeriodChange(
        first=first,
        last=last,
        direction="no clear change",
        is_judged=True,
        why=HOLDS,
        difference=difference,
    )
