"""One indicator over time for several areas: as published, indexed, or as a gap to England."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from placelib.model import Area, Indicator, Observation
from placelib.trends.benchmark_gaps import list_benchmark_gaps

Quality = Literal["", "low reliability", "provisional"]
_PROVISIONAL = "p"
# Figures that are themselves a change: “Five-year population change”, “Growth in output”.
_OF_CHANGE = re.compile(r"\bchange\b|\bgrowth\b", re.IGNORECASE)
# £1.0 million with one decimal is ten steps; £0.1 million, which may be £0.05 or £0.15, is one.
_LEAST_BASE_STEPS = 10


@dataclass(frozen=True, slots=True)
class Trajectory:
    """One area's figures in order of time, in the units of the view.

    ``plotted`` holds the numbers of the view in the place of the published ones, ``published`` the
    figures themselves, period by period. A period without a number is a gap in both.
    """

    area: Area
    plotted: tuple[Observation, ...]
    published: tuple[Observation, ...]

    @property
    def has_figures(self) -> bool:
        """True when the view has a number for at least one period."""
        return any(observation.value is not None for observation in self.plotted)


def find_quality(observation: Observation) -> Quality:
    """Whether the publisher calls a figure that it gives provisional or unreliable."""
    if observation.value is None:
        return ""
    if observation.status == _PROVISIONAL or "provisional" in (observation.note or "").lower():
        return "provisional"
    if observation.is_unreliable:
        return "low reliability"
    return ""


def build_published(
    areas: Sequence[Area], series: Mapping[str, tuple[Observation, ...]]
) -> list[Trajectory]:
    """Every area with a row, with its figures as they are; ``series`` holds them by area code."""
    return [
        Trajectory(area, series[area.code], series[area.code])
        for area in areas
        if area.code in series
    ]


def find_first_common_period(tracks: Sequence[Trajectory]) -> Observation | None:
    """The first figure of the first area in the earliest period in which all have one above zero.

    Areas without any figure do not count. None when there is no such period: nothing can then be
    indexed.
    """
    with_figures = [track for track in tracks if track.has_figures]
    if not with_figures:
        return None
    shared = set.intersection(
        *(
            {
                observation.period
                for observation in track.published
                if observation.value is not None and observation.value > 0
            }
            for track in with_figures
        )
    )
    return next(
        (observation for observation in with_figures[0].published if observation.period in shared),
        None,
    )


def explain_no_index(indicator: Indicator, tracks: Sequence[Trajectory], base: Observation) -> str:
    """Why figures cannot be read as a percentage of those of the base period; empty if they can.

    A change, or a figure on both sides of zero, has no level to be a percentage of; and a base of
    one or two digits of the last decimal shown would move all else by its rounding.
    """
    figures = [row for track in tracks for row in track.published if row.value is not None]
    is_signed = any(row.value is not None and row.value < 0 for row in figures)
    if is_signed or _OF_CHANGE.search(indicator.label):
        return "it can be below zero, so a percentage of its first figure says nothing"
    least = _LEAST_BASE_STEPS * 10.0**-indicator.decimals
    if any(row.period == base.period and (row.value or 0.0) < least for row in figures):
        return "a first figure is so small that rounding alone would move the index"
    return ""


def index_tracks(tracks: Sequence[Trajectory], base: Observation) -> list[Trajectory]:
    """Each figure as a percentage of the same area's in the base period.

    The interval is scaled with its figure; that the base is itself an estimate is left out.
    """
    indexed_tracks = []
    for track in tracks:
        start = next(
            (
                observation.value
                for observation in track.published
                if observation.period == base.period
            ),
            None,
        )
        if start:
            scaled = tuple(
                _scale_observation(observation, 100.0 / start) for observation in track.published
            )
            indexed_tracks.append(replace(track, plotted=scaled))
    return indexed_tracks


def measure_benchmark_gaps(
    tracks: Sequence[Trajectory], benchmark_rows: Mapping[str, Observation], benchmark_name: str
) -> list[Trajectory]:
    """Each figure less the benchmark's for the same period; a gap where the benchmark has none.

    ``benchmark_rows`` holds the benchmark's figures by period. The interval is that of the
    difference, by MOVER from the two published intervals.
    """
    gap_tracks = []
    for track in tracks:
        benchmark_gaps = list_benchmark_gaps(track.published, benchmark_rows)
        by_period = {benchmark_gap.row.period: benchmark_gap for benchmark_gap in benchmark_gaps}
        gap_rows = []
        for observation in track.published:
            benchmark_gap = by_period.get(observation.period)
            if benchmark_gap is not None:
                change = benchmark_gap.difference
                gap_rows.append(
                    replace(observation, value=change.size, lower=change.lower, upper=change.upper)
                )
            elif observation.value is not None:
                why = f"no figure for {benchmark_name}"
                gap_rows.append(replace(observation, value=None, lower=None, upper=None, gap=why))
            else:
                gap_rows.append(observation)
        gap_tracks.append(replace(track, plotted=tuple(gap_rows)))
    return gap_tracks


def _scale_observation(observation: Observation, factor: float) -> Observation:
    return replace(
        observation,
        value=None if observation.value is None else observation.value * factor,
        lower=None if observation.lower is None else observation.lower * factor,
        upper=None if observation.upper is None else observation.upper * factor,
    )


def find_benchmark(
    areas: Mapping[str, Area],
    series: Mapping[str, tuple[Observation, ...]],
    codes: Sequence[str],
) -> Area | None:
    """The first area of ``codes`` that has any figure: England, else the United Kingdom."""
    for code in codes:
        if any(observation.value is not None for observation in series.get(code, ())):
            return areas[code]
    return None


def count_gaps(indicator: Indicator, tracks: Sequence[Trajectory]) -> dict[str, int]:
    """How many periods of these areas have no number, by the reason, most frequent first."""
    counts: dict[str, int] = {}
    for track in tracks:
        for observation in track.plotted:
            if observation.value is None and observation.indicator == indicator.slug:
                why = observation.gap or "no figure"
                counts[why] = counts.get(why, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
