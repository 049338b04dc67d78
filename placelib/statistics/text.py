"""The sentence under each chart: what it shows, made from the figures it shows."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.areas.naming import disambiguate_names
from placelib.formatting import (
    figure,
    format_difference,
    listed,
    number,
    possessive,
    rounded,
    sentence_start,
    unit_after,
    unit_before,
)
from placelib.model import Area, Indicator, Observation
from placelib.statistics.comparison import (
    NO_INTERVAL,
    OVERLAP,
    UNRELIABLE,
    PeriodChange,
    compare_periods,
)
from placelib.statistics.differences import Difference, subtract_differences
from placelib.statistics.observations import Ladder
from placelib.statistics.seasons import describe_lacking_start, describe_seasons

# Two words for which way a difference goes, as in “0.9 lower to 1.9 higher”.
HIGHER_LOWER = ("higher", "lower")
UP_DOWN = ("up", "down")
_RISE_FALL = ("rise", "fall")
_LACKING = {
    NO_INTERVAL: "No interval is published.",
    UNRELIABLE: "One of the two is called unreliable and has no interval.",
}


def describe_interval(
    indicator: Indicator, difference: Difference, sides: tuple[str, str] = HIGHER_LOWER
) -> str:
    """The 95% interval of a difference in brackets; empty where it has none.

    The ends are sizes in the way the difference goes: “(1.6 to 12.8)”. Where the interval holds 0,
    each end says its way: “(0.9 lower to 1.9 higher)”. The ends take in the size that is shown:
    of figures rounded before they are subtracted it can lie a last digit outside.
    """
    if difference.lower is None or difference.upper is None:
        return ""
    towards, away = sides if difference.size >= 0 else sides[::-1]
    near, far = (
        (difference.lower, difference.upper)
        if difference.size >= 0
        else (-difference.upper, -difference.lower)
    )
    shown_size = float(abs(difference.round_size(indicator)))
    far = max(far, shown_size)
    end = _describe_size(indicator, far)
    if difference.is_clear:
        near = min(near, shown_size)
        # 0.02 is shown as 0.0, which would look as if the interval held 0.
        start = (
            _describe_size(indicator, near) if rounded(near, indicator.decimals) else "just over 0"
        )
        return f"({start} to {end})"
    start = (
        f"{_describe_size(indicator, -near)} {away}" if rounded(near, indicator.decimals) else "0"
    )
    return (
        f"({start} to {end} {towards})" if rounded(far, indicator.decimals) else f"({start} to 0)"
    )


def describe_change_range(indicator: Indicator, change: Difference) -> str:
    """The 95% interval of a change in words: “from a fall of 6.2 to a rise of 10.4”.

    It begins at the end against which the change goes. The change must have an interval.
    """
    assert change.lower is not None
    assert change.upper is not None
    ends = (change.lower, change.upper) if change.size >= 0 else (change.upper, change.lower)
    start, end = (_describe_move(indicator, value) for value in ends)
    return f"from {start} to {end}"


def _describe_move(indicator: Indicator, value: float) -> str:
    if not rounded(value, indicator.decimals):
        return "0"
    return f"a {_RISE_FALL[value < 0]} of {_describe_size(indicator, abs(value))}"


def _describe_size(indicator: Indicator, value: float) -> str:
    # Of all units only the millions go with every number: “£86 million to £114 million”.
    after = " million" if unit_after(indicator).startswith(" million") else ""
    return f"{unit_before(indicator)}{number(value, indicator.decimals)}{after}"


def describe_difference(indicator: Indicator, difference: Difference) -> str:
    """A difference with its interval: “7.2 percentage points higher (1.6 to 12.8)”.

    Empty where the two figures look the same: there is no way to name.
    """
    rounded = difference.round_size(indicator)
    if rounded == 0:
        return ""
    side = HIGHER_LOWER[rounded < 0]
    words = f"{difference.format_size(indicator)} {side}"
    brackets = describe_interval(indicator, difference)
    return f"{words} {brackets}" if brackets else words


def write_trend_sentence(
    indicator: Indicator,
    area: Area,
    series: Sequence[Observation],
    start: str = "",
    end: str = "",
) -> str:
    """How a figure moved between two periods, and whether that can be told.

    The periods are ``start`` and ``end`` where they are named in the publisher's notation, else
    those of compare_periods. Numbers in it: the two figures, their difference and its 95%
    interval.
    """
    figures = [row for row in series if row.value is not None]
    subject = sentence_start(indicator.phrase)
    if not figures:
        return f"There is no figure for {indicator.phrase} in {area.in_sentence}."
    change = compare_periods(indicator, series, start, end)
    if change is None:
        last = next((row for row in figures if row.period == end), figures[-1])
        assert last.value is not None
        return (
            f"{subject} was {figure(indicator, last.value)} in {area.in_sentence} in "
            f"{last.period_label}; there is no {describe_lacking_start(figures, last)} to hold it "
            "against."
        )
    return (
        f"{subject} in {area.in_sentence} was {figure(indicator, change.difference.second)} in "
        f"{change.first.period_label} and {figure(indicator, change.difference.first)} in "
        f"{change.last.period_label}. {describe_change(indicator, change)}"
        f"{describe_seasons(change.first, change.last)}{describe_prices(indicator)}"
    )


def describe_change(indicator: Indicator, change: PeriodChange) -> str:
    """What may be said of a change, as in “It rose by 7.2 percentage points (1.6 to 12.8)”."""
    if change.why == OVERLAP:
        return "The two periods share years, so we do not say whether it changed."
    size = change.difference.format_size(indicator)
    is_same = change.difference.round_size(indicator) == 0
    if not change.is_judged:
        if is_same:
            return f"The two figures look the same. {_LACKING[change.why]}"
        way = UP_DOWN[change.difference.size < 0]
        return f"It went {way} by {size}. {_LACKING[change.why]}"
    ends = describe_change_range(indicator, change.difference)
    if is_same:
        words = f"The two figures look the same: {ends}."
    elif change.direction == "no clear change":
        noun = _RISE_FALL[change.difference.size < 0]
        words = f"The {noun} of {size} could be chance: anything {ends}."
    else:
        brackets = describe_interval(indicator, change.difference, UP_DOWN)
        words = f"It {change.direction} by {size} {brackets}."
    if change.difference.exact_side is None:
        return words
    row = change.last if change.difference.exact_side == "first" else change.first
    return (
        f"{words} No interval is published for {row.period_label}, so that figure counts as exact."
    )


def write_benchmark_change(
    indicator: Indicator,
    place: Area,
    change: PeriodChange,
    benchmark: Area,
    series: Sequence[Observation],
) -> str:
    """The benchmark's change between the same two periods, and whether the place's differs.

    ``change`` is that of ``place``; ``series`` holds the benchmark's figures.
    """
    periods = {row.period for row in series if row.value is not None}
    if not {change.first.period, change.last.period} <= periods:
        return f"{sentence_start(benchmark.in_sentence)} has no figures for both periods."
    wider = compare_periods(indicator, series, change.first.period, change.last.period)
    assert wider is not None
    name = benchmark.in_sentence
    if change.why == OVERLAP:
        return (
            f"In {name} it was {figure(indicator, wider.difference.second)} and then "
            f"{figure(indicator, wider.difference.first)}."
        )
    words = describe_change(indicator, wider)
    comma = "" if words.startswith("It ") else ","
    start = f"In {name}{comma} {words[0].lower()}{words[1:]}"
    apart = subtract_differences(change.difference, wider.difference)
    if not apart.is_judged:
        return start
    # As a reader takes it from the two changes shown, which need not be the last digit of theirs.
    shown_apart = float(
        change.difference.round_size(indicator) - wider.difference.round_size(indicator)
    )
    if apart.is_clear and shown_apart * apart.size > 0:
        size = format_difference(indicator, shown_apart, 0.0)
        brackets = describe_interval(indicator, apart)
        if change.difference.size * wider.difference.size > 0:
            # “Above” of two falls would read as the larger fall.
            noun = _RISE_FALL[change.difference.size < 0]
            is_larger = (apart.size > 0) == (change.difference.size > 0)
            words = f"{noun} here was {size} {'larger' if is_larger else 'smaller'}"
            return f"{start} The {words} {brackets}."
        side = "above" if apart.size > 0 else "below"
        return f"{start} The change here was {size} {side} that {brackets}."
    whose = sentence_start(possessive(place.in_sentence))
    return f"{start} {whose} change and {possessive(name)} are not clearly different."


def describe_prices(indicator: Indicator) -> str:
    """A sentence, with the blank before it, where figures of unlike years are in unlike prices."""
    if not indicator.in_current_prices:
        return ""
    return " Each figure is in the prices of its own year."


def write_trend_headline(ladder: Ladder) -> str:
    """The finding of a place's trend in about ten words: subject, latest figure, verdict."""
    row = ladder.area_rung.observation
    if row is None or row.value is None:
        return f"{ladder.indicator.label}: no figure"
    words = ""
    if ladder.verdict.kind in {"higher", "lower", "not clearly different"}:
        words = f", {ladder.verdict.words}"
    return f"{ladder.indicator.label}: {figure(ladder.indicator, row.value)}{words}"


def write_ladder_sentence(ladder: Ladder) -> str:
    """The figure of each tier in one sentence, which tiers have none, and the difference.

    The difference is the place's figure less its benchmark's, with its 95% interval.
    """
    names = disambiguate_names(rung.area for rung in ladder.rungs)
    figures = [
        f"{figure(ladder.indicator, rung.value)} in {names[rung.area.code]}"
        for rung in ladder.rungs
        if rung.value is not None
    ]
    silent = [names[rung.area.code] for rung in ladder.rungs if rung.value is None]
    if not figures:
        return f"No tier has a figure for {ladder.indicator.phrase}."
    sentence = (
        f"{sentence_start(ladder.indicator.phrase)} in {ladder.period_label}: {listed(figures)}."
    )
    if silent:
        sentence += f" No figure for {listed(silent)}."
    verdict = write_verdict_sentence(ladder, names)
    return f"{sentence} {verdict}" if verdict else sentence


def write_verdict_sentence(ladder: Ladder, names: dict[str, str]) -> str:
    """The difference between a place and its benchmark, and what it may be called.

    “Alder is 3.0 percentage points lower than England (2.0 to 4.0).” Empty where nothing is judged.
    """
    difference, benchmark = ladder.verdict.difference, ladder.benchmark
    if difference is None or benchmark is None or not difference.is_judged:
        return ""
    place, wider = sentence_start(names[ladder.area.code]), names[benchmark.code]
    brackets = describe_interval(ladder.indicator, difference)
    rounded = difference.round_size(ladder.indicator)
    if rounded == 0:
        sentence = f"{place} and {wider} look the same {brackets}."
    else:
        size = difference.format_size(ladder.indicator)
        side = HIGHER_LOWER[rounded < 0]
        if ladder.verdict.kind == "not clearly different":
            sentence = (
                f"{place} is {size} {side} than {wider}, which chance alone could do {brackets}."
            )
        else:
            sentence = f"{place} is {size} {side} than {wider} {brackets}."
    if difference.exact_side is None:
        return sentence
    name = names[ladder.area.code] if difference.exact_side == "first" else wider
    return f"{sentence} No interval is published for {name}, so that figure counts as exact."
