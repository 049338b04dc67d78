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

    ``shown`` holds the view's numbers in the place of the published ones, ``published`` the
    figures themselves, period by period. A period without a number is a gap in both.
    """

    area: Area
    shown: tuple[Observation, ...]
    published: tuple[Observation, ...]

    @property
    def has_figures(self) -> bool:
        """True when the view has a number for at least one period."""
        return any(one.value is not None for one in self.shown)


def quality(one: Observation) -> Quality:
    """Whether the publisher calls a figure that it gives provisional or unreliable."""
    if one.value is None:
        return ""
    if one.status == _PROVISIONAL or "provisional" in (one.note or "").lower():
        return "provisional"
    if one.is_unreliable:
        return "low reliability"
    return ""


def as_published(
    areas: Sequence[Area], found: Mapping[str, tuple[Observation, ...]]
) -> list[Trajectory]:
    """Every area with a row, with its figures as they are; ``found`` holds series by area code."""
    return [
        Trajectory(area, found[area.code], found[area.code]) for area in areas if area.code in found
    ]


def first_common_period(tracks: Sequence[Trajectory]) -> Observation | None:
    """The first figure of the first area in the earliest period in which all have one above zero.

    Areas without any figure do not count. None when there is no such period: nothing can then be
    indexed.
    """
    with_figures = [track for track in tracks if track.has_figures]
    if not with_figures:
        return None
    shared = set.intersection(
        *(
            {one.period for one in track.published if one.value is not None and one.value > 0}
            for track in with_figures
        )
    )
    return next((one for one in with_figures[0].published if one.period in shared), None)


def indexed(tracks: Sequence[Trajectory], base: Observation) -> list[Trajectory]:
    """Each figure as a percentage of the same area's in the base period.

    The interval is scaled with its figure; that the base is itself an estimate is left out.
    """
    found = []
    for track in tracks:
        start = next((one.value for one in track.published if one.period == base.period), None)
        if start:
            scaled = tuple(_moved(one, 100.0 / start, 0.0) for one in track.published)
            found.append(replace(track, shown=scaled))
    return found


def gaps_to(
    tracks: Sequence[Trajectory], benchmark: Sequence[Observation], benchmark_name: str
) -> list[Trajectory]:
    """Each figure less the benchmark's for the same period; a gap where the benchmark has none.

    The interval moves with its figure; the benchmark's own sampling error is left out.
    """
    against = {one.period: one.value for one in benchmark}
    found = []
    for track in tracks:
        shown = []
        for one in track.published:
            level = against.get(one.period)
            if level is None and one.value is not None:
                why = f"no figure for {benchmark_name}"
                shown.append(replace(one, value=None, lower=None, upper=None, gap=why))
            else:
                shown.append(_moved(one, 1.0, -(level or 0.0)))
        found.append(replace(track, shown=tuple(shown)))
    return found


def _moved(one: Observation, factor: float, step: float) -> Observation:
    return replace(
        one,
        value=None if one.value is None else one.value * factor + step,
        lower=None if one.lower is None else one.lower * factor + step,
        upper=None if one.upper is None else one.upper * factor + step,
    )


def benchmark_of(
    atlas_areas: Mapping[str, Area],
    found: Mapping[str, tuple[Observation, ...]],
    codes: Sequence[str],
) -> Area | None:
    """The first area of ``codes`` that has any figure: England, else the United Kingdom."""
    for code in codes:
        if any(one.value is not None for one in found.get(code, ())):
            return atlas_areas[code]
    return None


def gap_counts(indicator: Indicator, tracks: Sequence[Trajectory]) -> dict[str, int]:
    """How many periods of these areas have no number, by the reason, most frequent first."""
    counts: dict[str, int] = {}
    for track in tracks:
        for one in track.shown:
            if one.value is None and one.indicator == indicator.slug:
                why = one.gap or "no figure"
                counts[why] = counts.get(why, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
