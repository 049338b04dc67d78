"""The sentence under each chart: what it shows, made from the figures it shows."""

from __future__ import annotations

from placelib.areas.naming import disambiguate_names
from placelib.formatting import figure, listed, sentence_start
from placelib.model import Area, Indicator, Observation
from placelib.statistics.comparison import change
from placelib.statistics.observations import Ladder


def trend_sentence(indicator: Indicator, area: Area, series: tuple[Observation, ...]) -> str:
    """How a figure moved from its first to its last value, and whether that can be told.

    Numbers in it: the first and the last value. A verdict only by the test in verdicts.change.
    """
    known = [one for one in series if one.value is not None]
    subject = sentence_start(indicator.phrase)
    if not known:
        return f"There is no figure for {indicator.phrase} in {area.in_sentence}."
    last = known[-1]
    assert last.value is not None
    moved = change(series)
    if moved is None:
        return (
            f"{subject} was {figure(indicator, last.value)} in {area.in_sentence} in "
            f"{last.period_label}; there is no earlier figure to hold it against."
        )
    assert moved.first.value is not None
    start = (
        f"{subject} in {area.in_sentence} was {figure(indicator, moved.first.value)} in "
        f"{moved.first.period_label} and {figure(indicator, last.value)} in {last.period_label}"
    )
    if moved.judged:
        return f"{start}. {_JUDGED[moved.direction]}{_prices(indicator)}"
    if moved.why == "the two periods overlap":
        return f"{start}. The two periods overlap, so no change is claimed.{_prices(indicator)}"
    return f"{start}. No interval is published.{_prices(indicator)}"


_JUDGED = {
    "rose": "It rose: the two 95% intervals do not touch.",
    "fell": "It fell: the two 95% intervals do not touch.",
    "no clear change": "No clear change: the two 95% intervals touch.",
}


def _prices(indicator: Indicator) -> str:
    if not indicator.in_current_prices:
        return ""
    return " Each figure is in the prices of its own year."


def trend_headline(one: Ladder) -> str:
    """The finding of a place's trend in about ten words: subject, latest figure, verdict."""
    own = one.own.observation
    if own is None or own.value is None:
        return f"{one.indicator.label}: no figure"
    said = ""
    if one.verdict.kind in {"higher", "lower", "not clearly different"}:
        said = f", {one.verdict.words}"
    return f"{one.indicator.label}: {figure(one.indicator, own.value)}{said}"


def ladder_sentence(one: Ladder) -> str:
    """The figure of each tier in one sentence, and which tiers have none."""
    names = disambiguate_names(rung.area for rung in one.rungs)
    known = [
        f"{figure(one.indicator, rung.value)} in {names[rung.area.code]}"
        for rung in one.rungs
        if rung.value is not None
    ]
    silent = [names[rung.area.code] for rung in one.rungs if rung.value is None]
    if not known:
        return f"No tier has a figure for {one.indicator.phrase}."
    sentence = f"{sentence_start(one.indicator.phrase)} in {one.period_label}: {listed(known)}."
    return f"{sentence} No figure for {listed(silent)}." if silent else sentence
