"""How far an area stood from its benchmark, period by period, and whether the gap has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from placelib.model import Indicator, Observation
from placelib.statistics.differences import Difference, subtract_differences, subtract_figures
from placelib.statistics.seasons import find_default_start


@dataclass(frozen=True, slots=True)
class BenchmarkGap:
    """An area's figure, the benchmark's for the same period, and the first less the second."""

    row: Observation
    benchmark: Observation
    difference: Difference


def list_benchmark_gaps(
    published: Sequence[Observation], benchmark_rows: Mapping[str, Observation]
) -> list[BenchmarkGap]:
    """The periods in which an area and the benchmark have a figure, in order of time.

    ``benchmark_rows`` holds the benchmark's observations by period. A benchmark beside itself has
    gaps of 0 without an interval.
    """
    benchmark_gaps = []
    for row in published:
        level = benchmark_rows.get(row.period)
        if row.value is None or level is None or level.value is None:
            continue
        is_itself = row.area_code == level.area_code
        apart = Difference(row.value, level.value) if is_itself else subtract_figures(row, level)
        benchmark_gaps.append(BenchmarkGap(row, level, apart))
    return benchmark_gaps


GapMovement = Literal["wider", "narrower", "other side", "same"]


@dataclass(frozen=True, slots=True)
class BenchmarkGapChange:
    """How a gap moved between two periods.

    ``difference`` is the later gap less the earlier, by MOVER from the intervals of both; without
    an interval nothing is judged. ``has_overlap`` is True where the periods share answers, so that
    nothing is claimed either. ``size`` is what a reader takes from the two gaps shown: never
    negative, and 0 with the movement “same”. ``positive_is_wider`` is None where the area went to
    the benchmark's other side.
    """

    first: BenchmarkGap
    last: BenchmarkGap
    difference: Difference
    has_overlap: bool
    movement: GapMovement
    size: float
    positive_is_wider: bool | None

    @property
    def is_judged(self) -> bool:
        """True where chance can be weighed."""
        return self.difference.is_judged and not self.has_overlap

    @property
    def is_clear(self) -> bool:
        """True where the interval of the change leaves out 0 and the gaps shown differ."""
        return self.is_judged and self.difference.is_clear and self.movement != "same"


def compare_benchmark_gaps(
    indicator: Indicator, benchmark_gaps: Sequence[BenchmarkGap]
) -> BenchmarkGapChange | None:
    """The change to the last gap from the first that may stand beside it; None without one.

    Of months or quarters that is the first at the same time of the year.
    Clear when the 95% interval of the change leaves out 0. Two gaps of which one has no interval
    are not judged.
    """
    if not benchmark_gaps:
        return None
    last = benchmark_gaps[-1]
    start = find_default_start([benchmark_gap.row for benchmark_gap in benchmark_gaps], last.row)
    if start is None:
        return None
    first = next(benchmark_gap for benchmark_gap in benchmark_gaps if benchmark_gap.row is start)
    change = subtract_differences(last.difference, first.difference)
    before, after = (float(end.difference.round_size(indicator)) for end in (first, last))
    # Rounded gaps may move the other way than the gaps themselves: that is no movement to speak of.
    is_same = before == after or (after - before) * change.size <= 0
    is_crossing = before * after < 0
    movement: GapMovement = "wider" if abs(after) > abs(before) else "narrower"
    if is_same or is_crossing:
        movement = "same" if is_same else "other side"
    return BenchmarkGapChange(
        first=first,
        last=last,
        difference=change,
        has_overlap=first.row.starts < last.row.ends and last.row.starts < first.row.ends,
        movement=movement,
        size=0.0 if is_same else abs(after - before),
        positive_is_wider=None if is_crossing or is_same else max(before, after) > 0,
    )
