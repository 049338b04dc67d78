"""How a shared measure moved: against its baseline, beside its peers, and what could be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Literal, get_args

from placelib.model import Indicator, Observation
from placelib.statistics.comparison import PeriodChange, compare_periods
from placelib.statistics.differences import Difference, subtract_differences, subtract_figures
from placelib.statistics.seasons import find_default_start

MovementVerdict = Literal[
    "moved clearly",
    "not clearly",
    "too early to tell",
    "no interval published",
    "no figure for the baseline",
    "no figure",
]
VERDICTS: tuple[MovementVerdict, ...] = get_args(MovementVerdict)
# Fewer peers with both figures say little of what happened elsewhere.
FEWEST_PEERS = 3


@dataclass(frozen=True, slots=True)
class PeerChange:
    """The mean change of the peers with both figures, and the place's change less it.

    ``peers`` counts them; both differences are None below FEWEST_PEERS of them.
    """

    peers: int
    mean: Difference | None
    apart: Difference | None


@dataclass(frozen=True, slots=True)
class Movement:
    """What can be said of a measure: its baseline, its latest figure, and how it moved.

    ``change`` is None where there are not two periods. ``smallest`` is the smallest change, up or
    down, that the published intervals could show, in the indicator's unit; None without intervals.
    ``is_towards`` is True or False where it moved clearly and a direction is recorded, else None.
    """

    verdict: MovementVerdict
    baseline: Observation | None
    latest: Observation | None
    change: PeriodChange | None
    smallest: float | None
    is_towards: bool | None
    peers: PeerChange


def judge_movement(
    indicator: Indicator,
    series: Sequence[Observation],
    baseline: str,
    peer_series: Sequence[Sequence[Observation]] = (),
) -> Movement:
    """How an area's figures moved from the baseline period to the latest.

    Moved clearly: the 95% interval of the change leaves out 0. Too early to tell: there is no later
    period than the baseline, or the two overlap and share answers. ``baseline`` is a period in the
    publisher's notation, empty for that of find_default_start; one that has no figure, withdrawn or
    mistyped, is missing, and no other stands in for it. ``peer_series`` are the figures of other
    places, compared over the same two periods.
    """
    figures = [row for row in series if row.value is not None]
    latest = figures[-1] if figures else None
    first = next((row for row in figures if row.period == baseline), None)
    if not baseline and latest is not None:
        first = find_default_start(figures, latest) or latest
    nothing = PeerChange(0, None, None)
    if first is None or latest is None or first is latest:
        without_change: MovementVerdict = "too early to tell"
        if first is None:
            without_change = "no figure" if latest is None else "no figure for the baseline"
        return Movement(
            verdict=without_change,
            baseline=first,
            latest=latest,
            change=None,
            smallest=find_smallest_change(indicator, latest, latest),
            is_towards=None,
            peers=nothing,
        )
    change = compare_periods(indicator, figures, first.period, latest.period)
    assert change is not None
    verdict = _name_verdict(change)
    is_towards = None
    if verdict == "moved clearly" and indicator.direction is not None:
        is_towards = (change.direction == "rose") == (indicator.direction == 1)
    return Movement(
        verdict=verdict,
        baseline=first,
        latest=latest,
        change=change,
        smallest=find_smallest_change(indicator, first, latest),
        is_towards=is_towards,
        peers=compare_with_peers(change, peer_series),
    )


def _name_verdict(change: PeriodChange) -> MovementVerdict:
    if change.first.ends > change.last.starts:
        return "too early to tell"
    if not change.difference.is_judged:
        return "no interval published"
    if change.direction == "no clear change":
        return "not clearly"
    return "moved clearly"


def find_smallest_change(
    indicator: Indicator, first: Observation | None, last: Observation | None
) -> float | None:
    """The smallest change that two surveys as precise as these could show; None without intervals.

    By MOVER a rise is clear when it is larger than √((last − its lower end)² + (first's upper end −
    first)²), a fall likewise with the other sides. It is the smaller of the two, so that no smaller
    change is clear, rounded down to the indicator's last decimal:

        65% (62 to 68), then 70% (66 to 74)    # √(4² + 3²) = 5.0 points
    """
    sides = [_measure_reach(row) for row in (first, last)]
    if sides[0] is None or sides[1] is None:
        return None
    (first_below, first_above), (last_below, last_above) = sides[0], sides[1]
    size = min(math.hypot(last_below, first_above), math.hypot(last_above, first_below))
    step = Decimal(1).scaleb(-indicator.decimals)
    # Adding in binary can leave a last digit too few, as in 4.999999999999999.
    return float(max(step, Decimal(repr(round(size, 9))).quantize(step, ROUND_DOWN)))


def _measure_reach(row: Observation | None) -> tuple[float, float] | None:
    if row is None or row.value is None or row.lower is None or row.upper is None:
        return None
    return row.value - row.lower, row.upper - row.value


def compare_with_peers(
    change: PeriodChange, peer_series: Sequence[Sequence[Observation]]
) -> PeerChange:
    """A place's change beside the mean change of its peers over the same two periods."""
    changes = [
        difference
        for series in peer_series
        if (difference := _subtract_periods(series, change.first.period, change.last.period))
        is not None
    ]
    if len(changes) < FEWEST_PEERS:
        return PeerChange(len(changes), None, None)
    mean = average_differences(changes)
    return PeerChange(len(changes), mean, subtract_differences(change.difference, mean))


def _subtract_periods(series: Sequence[Observation], first: str, last: str) -> Difference | None:
    by_period = {row.period: row for row in series if row.value is not None}
    if first not in by_period or last not in by_period:
        return None
    return subtract_figures(by_period[last], by_period[first])


def average_differences(changes: Sequence[Difference]) -> Difference:
    """The mean of independent differences with its 95% interval by MOVER.

    The mean's reach to either side is the root of the sum of the squared reaches over their number.
    Without an interval where one of them has none.
    """
    count = len(changes)
    first = sum(change.first for change in changes) / count
    second = sum(change.second for change in changes) / count
    below, above = 0.0, 0.0
    for change in changes:
        if change.lower is None or change.upper is None:
            return Difference(first, second)
        below += (change.size - change.lower) ** 2
        above += (change.upper - change.size) ** 2
    size = first - second
    return Difference(
        first=first,
        second=second,
        lower=size - math.sqrt(below) / count,
        upper=size + math.sqrt(above) / count,
    )
