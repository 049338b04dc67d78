"""The headline and the sentence of the Trends page, made from the figures it shows."""

from __future__ import annotations

from collections.abc import Mapping

from placelib.formatting import difference, figure, gap_between, number, sentence_start
from placelib.model import Area, Indicator
from placelib.statistics.comparison import change
from placelib.statistics.text import trend_sentence
from placelib.trends.trajectories import Trajectory


def trends_headline(indicator: Indicator, track: Trajectory) -> str:
    """About ten words on the first area: whether the figure changed, as far as that can be told."""
    place = track.area.in_sentence
    moved = change(track.published)
    if moved is None:
        return f"{indicator.label} in {place}"
    last = moved.last
    assert moved.first.value is not None
    assert last.value is not None
    span = f"{moved.first.period_label} and {last.period_label}"
    if moved.judged and moved.direction != "no clear change":
        return f"{indicator.label} {moved.direction} in {place} between {span}"
    if moved.judged:
        return f"{indicator.label}: no clear change in {place} between {span}"
    if moved.why == "the two periods overlap":
        return f"{indicator.label} in {place}: {figure(indicator, last.value)}, {last.period_label}"
    return (
        f"{indicator.label} in {place}: {figure(indicator, moved.first.value)}, then "
        f"{figure(indicator, last.value)}"
    )


def index_headline(indicator: Indicator, track: Trajectory, base_label: str) -> str:
    """The last index of the first area and the period that is 100."""
    place = track.area.in_sentence
    last = next((one for one in reversed(track.shown) if one.value is not None), None)
    if last is None or last.value is None:
        return f"{indicator.label} in {place}"
    at = number(last.value, 1)
    return f"{indicator.label} in {place}: {at} in {last.period_label}, where {base_label} is 100"


def gap_headline(
    indicator: Indicator, track: Trajectory, benchmark: Area, levels: Mapping[str, float]
) -> str:
    """How far the first area last stood from the benchmark."""
    place = track.area.in_sentence
    both = [one for one in track.published if one.value is not None and one.period in levels]
    if not both or both[-1].value is None:
        return f"{indicator.label} in {place}"
    apart = _apart(indicator, both[-1].value, levels[both[-1].period])
    return (
        f"{indicator.label} in {place}: {apart} {benchmark.in_sentence} in {both[-1].period_label}"
    )


def figures_sentence(indicator: Indicator, track: Trajectory) -> str:
    """How the figure moved, and whether that can be told: the sentence of the Place page."""
    return trend_sentence(indicator, track.area, track.published)


def index_sentence(indicator: Indicator, track: Trajectory, base_label: str) -> str:
    """The last index with the two figures it was made from; no test is made of an index."""
    last = next((one for one in reversed(track.shown) if one.value is not None), None)
    place = track.area.in_sentence
    if last is None or last.value is None:
        return f"There is no figure for {indicator.phrase} in {place} to be indexed."
    start = next(one for one in track.published if one.period_label == base_label)
    end = next(one for one in track.published if one.period == last.period)
    assert start.value is not None
    assert end.value is not None
    return (
        f"With {base_label} as 100, {indicator.phrase} in {place} stood at "
        f"{number(last.value, 1)} in {last.period_label}: it was {figure(indicator, start.value)} "
        f"and became {figure(indicator, end.value)}."
    )


def gap_sentence(
    indicator: Indicator, track: Trajectory, benchmark: Area, levels: Mapping[str, float]
) -> str:
    """How far the area stood from the benchmark first and last; whether the gap moved is left open.

    ``levels`` holds the benchmark's figures by period.
    """
    place, against = track.area.in_sentence, benchmark.in_sentence
    both = [one for one in track.published if one.value is not None and one.period in levels]
    if not both:
        return f"No period has a figure for {indicator.phrase} in both {place} and {against}."
    said = []
    for one in dict.fromkeys((both[0], both[-1])):
        assert one.value is not None
        said.append(
            f"{_apart(indicator, one.value, levels[one.period])} {against} in {one.period_label}"
        )
    return (
        f"{sentence_start(indicator.phrase)} in {place} was {' and '.join(said)}. Whether the gap "
        "changed by more than chance is not tested."
    )


def _apart(indicator: Indicator, own: float, other: float) -> str:
    gap = gap_between(indicator, own, other)
    if gap == 0:
        return "level with"
    return f"{difference(indicator, own, other)} {'above' if gap > 0 else 'below'}"
