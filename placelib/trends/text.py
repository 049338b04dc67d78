"""The headline and the sentence of the Trends page, made from the figures it shows."""

from __future__ import annotations

from collections.abc import Mapping

from placelib.formatting import difference, figure, gap_between, number, sentence_start
from placelib.model import Area, Indicator
from placelib.statistics.comparison import OVERLAP, compare_periods
from placelib.statistics.text import write_benchmark_change, write_trend_sentence
from placelib.trends.trajectories import Trajectory


def write_trends_headline(
    indicator: Indicator, track: Trajectory, start: str = "", end: str = ""
) -> str:
    """About ten words on the first area: by how much the figure changed, as far as can be told.

    ``start`` and ``end`` are the periods compared; empty for the first and the last.
    """
    place = track.area.in_sentence
    change = compare_periods(indicator, track.published, start, end)
    if change is None:
        return f"{indicator.label} in {place}"
    span = f"between {change.first.period_label} and {change.last.period_label}"
    if change.direction != "no clear change" and change.is_judged:
        size = difference(indicator, change.gap.first, change.gap.second)
        return f"{indicator.label} {change.direction} by {size} in {place} {span}"
    if change.is_judged:
        return f"{indicator.label}: no clear change in {place} {span}"
    last = figure(indicator, change.gap.first)
    if change.why == OVERLAP:
        return f"{indicator.label} in {place}: {last}, {change.last.period_label}"
    return f"{indicator.label} in {place}: {figure(indicator, change.gap.second)}, then {last}"


def write_index_headline(indicator: Indicator, track: Trajectory, base_label: str) -> str:
    """The last index of the first area and the period that is 100."""
    place = track.area.in_sentence
    last = next(
        (observation for observation in reversed(track.plotted) if observation.value is not None),
        None,
    )
    if last is None or last.value is None:
        return f"{indicator.label} in {place}"
    level = number(last.value, 1)
    return (
        f"{indicator.label} in {place}: {level} in {last.period_label}, where {base_label} is 100"
    )


def write_gap_headline(
    indicator: Indicator, track: Trajectory, benchmark: Area, levels: Mapping[str, float]
) -> str:
    """How far the first area last stood from the benchmark."""
    place = track.area.in_sentence
    both = [
        observation
        for observation in track.published
        if observation.value is not None and observation.period in levels
    ]
    if not both or both[-1].value is None:
        return f"{indicator.label} in {place}"
    apart = _describe_difference(indicator, both[-1].value, levels[both[-1].period])
    return (
        f"{indicator.label} in {place}: {apart} {benchmark.in_sentence} in {both[-1].period_label}"
    )


def write_figures_sentence(
    indicator: Indicator,
    track: Trajectory,
    start: str = "",
    end: str = "",
    wider: Trajectory | None = None,
) -> str:
    """How the figure moved between two periods, and the benchmark's change beside it.

    ``wider`` is the benchmark with its figures; without it, the sentence of the Place page.
    """
    sentence = write_trend_sentence(indicator, track.area, track.published, start, end)
    change = compare_periods(indicator, track.published, start, end)
    if wider is None or change is None or wider.area == track.area:
        return sentence
    return f"{sentence} " + write_benchmark_change(indicator, change, wider.area, wider.published)


def write_index_sentence(indicator: Indicator, track: Trajectory, base_label: str) -> str:
    """The last index with the two figures it was made from; no test is made of an index."""
    last = next(
        (observation for observation in reversed(track.plotted) if observation.value is not None),
        None,
    )
    place = track.area.in_sentence
    if last is None or last.value is None:
        return f"There is no figure for {indicator.phrase} in {place} to be indexed."
    start = next(
        observation for observation in track.published if observation.period_label == base_label
    )
    end = next(observation for observation in track.published if observation.period == last.period)
    assert start.value is not None
    assert end.value is not None
    return (
        f"With {base_label} as 100, {indicator.phrase} in {place} stood at "
        f"{number(last.value, 1)} in {last.period_label}: it was {figure(indicator, start.value)} "
        f"and became {figure(indicator, end.value)}."
    )


def write_gap_sentence(
    indicator: Indicator, track: Trajectory, benchmark: Area, levels: Mapping[str, float]
) -> str:
    """How far the area stood from the benchmark first and last; whether the gap moved is left open.

    ``levels`` holds the benchmark's figures by period.
    """
    place, against = track.area.in_sentence, benchmark.in_sentence
    both = [
        observation
        for observation in track.published
        if observation.value is not None and observation.period in levels
    ]
    if not both:
        return f"No period has a figure for {indicator.phrase} in both {place} and {against}."
    parts = []
    for observation in dict.fromkeys((both[0], both[-1])):
        assert observation.value is not None
        apart = _describe_difference(indicator, observation.value, levels[observation.period])
        parts.append(f"{apart} {against} in {observation.period_label}")
    return (
        f"{sentence_start(indicator.phrase)} in {place} was {' and '.join(parts)}. Whether the gap "
        "changed by more than chance is not tested."
    )


def _describe_difference(indicator: Indicator, value: float, benchmark: float) -> str:
    gap = gap_between(indicator, value, benchmark)
    if gap == 0:
        return "level with"
    return f"{difference(indicator, value, benchmark)} {'above' if gap > 0 else 'below'}"
