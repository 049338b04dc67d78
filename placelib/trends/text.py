"""The headline and the sentence of the Trends page, made from the figures it shows.

The sentence of a single area is statistics/text.py's, as the Place page says it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from placelib.formatting import figure, format_difference, number, sentence_start
from placelib.model import Area, Indicator, Observation
from placelib.statistics.comparison import OVERLAP, classify_difference, compare_periods
from placelib.statistics.seasons import describe_lacking_start, describe_seasons
from placelib.statistics.text import (
    describe_interval,
    describe_prices,
    write_benchmark_change,
    write_trend_sentence,
)
from placelib.trends.benchmark_gaps import (
    BenchmarkGap,
    BenchmarkGapChange,
    compare_benchmark_gaps,
    list_benchmark_gaps,
)
from placelib.trends.trajectories import Trajectory

_NO_CLEAR_CHANGE = "So the gap has not clearly changed."
# The interval of a difference: “(2.8 to 3.6)”, “(£18 narrower to £44 wider)”; no “(Great Britain)”.
_INTERVAL = re.compile(r"\([^()]* to [^()]*\)")
BRACKETS_MEANING = "In brackets: the range that the true difference is likely to be in."


def write_trends_headline(
    indicator: Indicator, track: Trajectory, start: str = "", end: str = ""
) -> str:
    """About ten words on the first area: by how much the figure changed, as far as can be told.

    ``start`` and ``end`` are the periods compared; empty for those of compare_periods.
    """
    place = track.area.in_sentence
    change = compare_periods(indicator, track.published, start, end)
    if change is None:
        return f"{indicator.label} in {place}"
    span = f"between {change.first.period_label} and {change.last.period_label}"
    if change.direction != "no clear change" and change.is_judged:
        size = change.difference.format_size(indicator)
        return f"{indicator.label} {change.direction} by {size} in {place} {span}"
    if change.is_judged:
        return f"{indicator.label}: no clear change in {place} {span}"
    last = figure(indicator, change.difference.first)
    if change.why == OVERLAP:
        return f"{indicator.label} in {place}: {last}, {change.last.period_label}"
    return (
        f"{indicator.label} in {place}: {figure(indicator, change.difference.second)}, then {last}"
    )


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


def write_benchmark_gap_headline(
    indicator: Indicator,
    track: Trajectory,
    benchmark: Area,
    benchmark_rows: Mapping[str, Observation],
) -> str:
    """How far the first area last stood from the benchmark, as far as that can be told."""
    place = track.area.in_sentence
    benchmark_gaps = list_benchmark_gaps(track.published, benchmark_rows)
    if not benchmark_gaps or track.area == benchmark:
        return f"{indicator.label} in {place}"
    last = benchmark_gaps[-1]
    apart = _describe_side(indicator, last)
    if classify_difference(indicator, last.difference) == "not clearly different":
        apart = "not clearly different from"
    return (
        f"{indicator.label} in {place}: {apart} {benchmark.in_sentence} in {last.row.period_label}"
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
    return f"{sentence} " + write_benchmark_change(
        indicator, track.area, change, wider.area, wider.published
    )


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
        f"and became {figure(indicator, end.value)}.{describe_seasons(start, end)}"
    )


def write_benchmark_gap_sentence(
    indicator: Indicator,
    track: Trajectory,
    benchmark: Area,
    benchmark_rows: Mapping[str, Observation],
) -> str:
    """How far the area stood from the benchmark first and last, and whether the gap changed.

    ``benchmark_rows`` holds the benchmark's figures by period.
    """
    place, against = track.area.in_sentence, benchmark.in_sentence
    if track.area == benchmark:
        return f"{sentence_start(against)} is what the others stand beside here."
    benchmark_gaps = list_benchmark_gaps(track.published, benchmark_rows)
    if not benchmark_gaps:
        return f"No period has a figure for {indicator.phrase} in both {place} and {against}."
    change = compare_benchmark_gaps(indicator, benchmark_gaps)
    parts = [
        f"{write_benchmark_gap(indicator, end, benchmark)} in {end.row.period_label}"
        for end in (benchmark_gaps[-1:] if change is None else (change.first, change.last))
    ]
    start = f"{sentence_start(indicator.phrase)} in {place} was {' and '.join(parts)}."
    if change is None:
        if len(benchmark_gaps) == 1:
            return start
        lacking = describe_lacking_start(
            [benchmark_gap.row for benchmark_gap in benchmark_gaps], benchmark_gaps[-1].row
        )
        return f"{start} There is no {lacking} to hold it against."
    words = f"{start} {_describe_gap_change(indicator, change, against)}"
    if change.is_judged:
        words += _describe_exact_figures(change, place, against)
    return words + describe_prices(indicator)


def explain_brackets(sentence: str) -> str:
    """The sentence with what its brackets mean behind it, where it has an interval in brackets."""
    return f"{sentence} {BRACKETS_MEANING}" if _INTERVAL.search(sentence) else sentence


def write_benchmark_gap(indicator: Indicator, benchmark_gap: BenchmarkGap, benchmark: Area) -> str:
    """A gap with its interval: “4.2 percentage points below England (1.1 to 7.3)”."""
    words = f"{_describe_side(indicator, benchmark_gap)} {benchmark.in_sentence}"
    brackets = describe_interval(indicator, benchmark_gap.difference, ("above", "below"))
    return f"{words} {brackets}" if brackets else words


def _describe_side(indicator: Indicator, benchmark_gap: BenchmarkGap) -> str:
    apart = benchmark_gap.difference.round_size(indicator)
    if apart == 0:
        return "level with"
    size = benchmark_gap.difference.format_size(indicator)
    return f"{size} {'above' if apart > 0 else 'below'}"


def _describe_gap_change(indicator: Indicator, change: BenchmarkGapChange, against: str) -> str:
    """What may be said of a gap's change, as in “The gap narrowed by 4.0 points (1.2 to 6.8).”."""
    if change.has_overlap:
        return "The two periods share years, so we do not say whether the gap changed."
    size = format_difference(indicator, change.size, 0.0)
    if not change.is_judged:
        words = {
            "same": "The gap looks the same.",
            "wider": f"The gap became {size} wider.",
            "narrower": f"The gap became {size} narrower.",
            "other side": f"It went to the other side of {against}, by {size}.",
        }[change.movement]
        return f"{words} No interval is published."
    sides = ("up", "down")
    if change.positive_is_wider is not None:
        sides = ("wider", "narrower") if change.positive_is_wider else ("narrower", "wider")
    brackets = describe_interval(indicator, change.difference, sides)
    chance = f"which chance alone could do: from {brackets[1:-1]}. {_NO_CLEAR_CHANGE}"
    if change.movement == "same":
        return f"The gap looks the same: it may have moved from {brackets[1:-1]}."
    if change.movement == "other side":
        way = "up" if change.difference.size > 0 else "down"
        if change.is_clear:
            return f"It went {way} to the other side of {against}, by {size} {brackets}."
        return f"It went {way} to the other side of {against}, by {size}, {chance}"
    if change.is_clear:
        return f"The gap became {size} {change.movement} {brackets}."
    return f"The gap is {size} {change.movement}, {chance}"


def _describe_exact_figures(change: BenchmarkGapChange, place: str, against: str) -> str:
    """A sentence on each area that has no interval in one of the two periods or in both."""
    words = ""
    for name, rows in (
        (place, (change.first.row, change.last.row)),
        (against, (change.first.benchmark, change.last.benchmark)),
    ):
        missing = [row.period_label for row in rows if not row.has_interval]
        if len(missing) == 2:
            words += f" No interval is published for {name}, so its figures count as exact."
        elif missing:
            words += (
                f" No interval is published for {name} in {missing[0]}, so that figure counts as "
                "exact."
            )
    return words
