"""What may be said when one figure stands beside another: the only place that judges.

Every judgement rests on the 95% interval of the difference of two figures, reckoned from their two
published intervals by MOVER, the method of variance estimates recovery (Zou and Donner 2008,
“Construction of confidence intervals about effect measures”, Statistics in Medicine 27). It takes
intervals that are not symmetric as they are. The figures count as independent of each other, which
is cautious for a place and the wider area that holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from placelib.model import Indicator, Observation
from placelib.statistics.differences import Difference, subtract_figures
from placelib.statistics.seasons import find_default_start

VerdictKind = Literal["higher", "lower", "not clearly different", "no interval", "cannot say"]
Standing = Literal["higher", "lower", "not clearly different", "no interval"]


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
    "the 95% confidence interval of the difference leaves out 0",
    "the 95% confidence interval of the difference holds 0",
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
    direction: Direction = "no clear change"
    if difference.round_size(indicator) != 0:
        direction = "rose" if difference.size > 0 else "fell"
    is_judged = difference.is_judged
    if first.starts < last.ends and last.starts < first.ends:
        direction, is_judged, why = "no clear change", False, OVERLAP
    elif not is_judged:
        why = explain_no_interval(first, last)
    elif difference.is_clear:
        why = LEAVES_OUT
    else:
        direction, why = "no clear change", HOLDS
    return PeriodChange(
        first=first,
        last=last,
        direction=direction,
        is_judged=is_judged,
        why=why,
        difference=difference,
    )
