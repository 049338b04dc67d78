"""The sentences on what stands out about a place."""

from __future__ import annotations

from collections.abc import Mapping

from placelib.formatting import (
    DIRECTION_WORDS,
    figure,
    format_difference,
    sentence_start,
    unit_after,
)
from placelib.model import Area, Indicator, Observation
from placelib.statistics.differences import Difference, subtract_figures
from placelib.statistics.text import describe_interval

_NO_INTERVAL = " No interval is published."


def write_outlier_sentence(
    indicator: Indicator, row: Observation, wider: Observation, names: Mapping[str, str]
) -> str:
    """The sentence: measure, place, period, both figures, the difference with its interval.

    ``names`` gives both areas' names as they stand in running text, by code. Which way is better is
    said of the measure: a curt “worse” would be said of people.
    """
    assert row.value is not None
    assert wider.value is not None
    difference = subtract_figures(row, wider)
    side = "higher" if row.value > wider.value else "lower"
    brackets = describe_interval(indicator, difference)
    footing = _NO_INTERVAL
    if difference.is_judged:
        has_direction = indicator.direction is not None
        footing = f" {DIRECTION_WORDS[indicator.direction]}" if has_direction else ""
    if difference.exact_side is not None:
        name = names[(row if difference.exact_side == "first" else wider).area_code]
        footing += f" No interval is published for {name}, so that figure counts as exact."
    here = f"{figure(indicator, row.value)} in {names[row.area_code]}"
    there = f"{figure(indicator, wider.value)} in {names[wider.area_code]}"
    apart = format_difference(indicator, row.value, wider.value)
    if (unit := unit_after(indicator)).startswith(" per "):
        # Said once: “7,499 per 100,000 people in Alder, against 5,174 in England: 2,325 higher”.
        there, apart = there.replace(unit, "", 1), apart.removesuffix(unit)
    return (
        f"{sentence_start(indicator.phrase)} was {here} in {row.period_label}, against {there}: "
        f"{apart} {side}{f' {brackets}' if brackets else ''}.{footing}"
    )


def write_span_sentence(
    indicator: Indicator,
    difference: Difference,
    low: Area,
    high: Area,
    period_label: str,
) -> str:
    """The sentence on the two parts that lie furthest apart."""
    brackets = describe_interval(indicator, difference)
    return (
        f"{sentence_start(indicator.phrase)} ran from {figure(indicator, difference.second)} in "
        f"{low.in_sentence} to {figure(indicator, difference.first)} in {high.in_sentence} "
        f"in {period_label}: {difference.format_size(indicator)} apart"
        f"{f' {brackets}' if brackets else ''}.{'' if difference.is_judged else _NO_INTERVAL}"
    )
