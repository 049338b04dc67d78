"""One indicator over time for several areas: as published, indexed, or as a gap to England."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from placelib.model import Area, Indicator, Observation

Quality = Literal["", "low reliability", "provisional"]
_PROVISIONAL = "p"


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
                _move_observation(observation, 100.0 / start, 0.0)
                for observation in track.published
            )
            indexed_tracks.append(replace(track, plotted=scaled))
    return indexed_tracks


def measure_gaps(
    tracks: Sequence[Trajectory], benchmark: Sequence[Observation], benchmark_name: str
) -> list[Trajectory]:
    """Each figure less the benchmark's for the same period; a gap where the benchmark has none.

    The interval moves with its figure; the benchmark's own sampling error is left out.
    """
    against = {observation.period: observation.value for observation in benchmark}
    gap_tracks = []
    for track in tracks:
        gap_rows = []
        for observation in track.published:
            level = against.get(observation.period)
            if level is None and observation.value is not None:
                why = f"no figure for {benchmark_name}"
                gap_rows.append(replace(observation, value=None, lower=None, upper=None, gap=why))
            else:
                gap_rows.append(_move_observation(observation, 1.0, -(level or 0.0)))
        gap_tracks.append(replace(track, plotted=tuple(gap_rows)))
    return gap_tracks


def _move_observation(observation: Observation, factor: float, step: float) -> Observation:
    return replace(
        observation,
        value=None if observation.value is None else observation.value * factor + step,
        lower=None if observation.lower is None else observation.lower * factor + step,
        upper=None if observation.upper is None else observation.upper * factor + step,
    )


def find_benchmark(
    atlas_areas: Mapping[str, Area],
    series: Mapping[str, tuple[Observation, ...]],
    codes: Sequence[str],
) -> Area | None:
    """The first area of ``codes`` that has any figure: England, else the United Kingdom."""
    for code in codes:
        if any(observation.value is not None for observation in series.get(code, ())):
            return atlas_areas[code]
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
