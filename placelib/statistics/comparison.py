"""What may be said when one figure stands beside another: the only place that judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from placelib.formatting import difference, gap_between
from placelib.model import Indicator, Observation

Kind = Literal["higher", "lower", "not clearly different", "no interval", "cannot say"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a comparison.

    ``kind`` is higher or lower only when the benchmark lies outside the figure's 95% interval, and
    not clearly different when it lies inside. Without a published interval nothing is judged: the
    kind is “no interval”, and the words only say which figure is larger. ``better`` is True or
    False where the kind is higher or lower and the indicator has a recorded direction, else None.
    """

    kind: Kind
    words: str
    better: bool | None
    why: str


def verdict(
    indicator: Indicator,
    own: Observation | None,
    benchmark: Observation | None,
    benchmark_name: str,
) -> Verdict:
    """How an area's figure stands against a benchmark's figure for the same period.

    Source of the rule: the benchmark outside the area's own 95% interval, as the publisher gives
    it. The benchmark's own sampling error is left out; for England or the United Kingdom it is
    small beside a council's.
    """
    if own is None or own.value is None:
        return _cannot(own.gap if own is not None and own.gap else "no figure for this place")
    if not indicator.standardised:
        return _cannot("it is a total, which grows with the size of the place")
    if benchmark is None or benchmark.value is None:
        return _cannot(f"no figure for {benchmark_name} in {own.period_label}")
    if benchmark.period != own.period:
        return _cannot(f"the figure for {benchmark_name} is for another period")
    if own.lower is None or own.upper is None:
        return _without_interval(indicator, own.value, benchmark.value, benchmark_name)
    if own.lower <= benchmark.value <= own.upper:
        return Verdict(
            "not clearly different",
            f"not clearly different from {benchmark_name}",
            None,
            f"the figure for {benchmark_name} lies inside the 95% interval",
        )
    kind: Kind = "lower" if own.upper < benchmark.value else "higher"
    better = None
    if indicator.direction is not None:
        better = (kind == "higher") == (indicator.direction == 1)
    judged = {True: ", better", False: ", worse", None: ""}[better]
    return Verdict(
        kind,
        f"{kind} than {benchmark_name}{judged}",
        better,
        f"the figure for {benchmark_name} lies outside the 95% interval",
    )


def _without_interval(
    indicator: Indicator, own: float, benchmark: float, benchmark_name: str
) -> Verdict:
    gap = gap_between(indicator, own, benchmark)
    if gap == 0:
        words = f"the same as {benchmark_name} to the last digit shown"
    else:
        side = "above" if gap > 0 else "below"
        words = f"{difference(indicator, own, benchmark)} {side} {benchmark_name}"
    return Verdict("no interval", words, None, "no interval published")


def _cannot(why: str) -> Verdict:
    return Verdict("cannot say", f"cannot say: {why}", None, why)


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved between two periods; ``judged`` is False where no test was possible."""

    first: Observation
    last: Observation
    direction: Literal["rose", "fell", "no clear change"]
    judged: bool
    why: str


def change(series: tuple[Observation, ...]) -> Change | None:
    """The change between the first and the last figure of a series; None with fewer than two.

    The test: the two 95% intervals do not touch (cautious: it misses some true changes). Nothing
    is judged where the periods overlap, because they share answers, or no interval is published.
    """
    figures = [one for one in series if one.value is not None]
    if len(figures) < 2:
        return None
    first, last = figures[0], figures[-1]
    assert first.value is not None
    assert last.value is not None
    moved: Literal["rose", "fell", "no clear change"] = (
        "rose" if last.value > first.value else "fell"
    )
    if last.value == first.value:
        moved = "no clear change"
    if first.starts < last.ends and last.starts < first.ends:
        return Change(first, last, "no clear change", False, "the two periods overlap")
    if first.lower is None or first.upper is None or last.lower is None or last.upper is None:
        return Change(first, last, moved, False, "no interval published")
    if first.upper < last.lower or last.upper < first.lower:
        return Change(first, last, moved, True, "the two 95% intervals do not touch")
    return Change(first, last, "no clear change", True, "the two 95% intervals touch")


Standing = Literal["higher", "lower", "not clearly different", "no interval"]


def beside(other: Observation, own: Observation) -> Standing:
    """How another area's figure stands beside a place's, both being estimates.

    The test: the two 95% intervals do not touch (cautious: it misses some true differences).
    Without both intervals nothing is judged. Both must have a value.
    """
    if own.lower is None or own.upper is None or other.lower is None or other.upper is None:
        return "no interval"
    if other.lower > own.upper:
        return "higher"
    return "lower" if other.upper < own.lower else "not clearly different"
