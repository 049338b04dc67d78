"""Counts so small that they may point to a person: found, asked about, hidden."""

from __future__ import annotations

from collections.abc import Iterable

from placelib.quickview.description import Description, split_scale
from placelib.quickview.measures import Measure
from placelib.uploads import Reading

# A count from one up to below this may point to a person.
SMALL = 10
# A tenth of the figures with decimals are measured, not counted: 47.3, 4.0 and 12.6 million. A
# single “3.5” among counts is a slip, and lets no small count be shown.
_LEAST_FRACTIONS = 0.1
ANSWERS = {
    "hide": "Hide them: show them as withheld, here and in the downloads of this page",
    "show": "Show them: they are published already, or are not about people",
}


def count_small(reading: Reading, measure: Measure, description: Description) -> int:
    """How many figures of a measure are counts from 1 to 9; zero is not one of them.

    Rates have none, nor have figures that do not count single things: 4.0 million journeys.
    """
    if not _counts_single_things(reading, measure, description):
        return 0
    return sum(is_small(reading.table.value[row]) for row in measure.rows)


def _counts_single_things(reading: Reading, measure: Measure, description: Description) -> bool:
    if description.kind != "count" or split_scale(description.unit)[0] > 1:
        return False
    values = [value for row in measure.rows if (value := reading.table.value[row]) is not None]
    fractions = sum(value != int(value) for value in values)
    return fractions < _LEAST_FRACTIONS * len(values) or not fractions


def is_small(value: float | None) -> bool:
    """True for a whole number from 1 to 9."""
    return value is not None and 0 < value < SMALL and value == int(value)


def find_hidden_rows(
    described: Iterable[tuple[Measure, Description]], reading: Reading
) -> set[int]:
    """The positions in the tidy table whose figure is a small count that is to be hidden.

    Only an answer lets one be shown.
    """
    return {
        row
        for measure, description in described
        if description.small != "show" and _counts_single_things(reading, measure, description)
        for row in measure.rows
        if is_small(reading.table.value[row])
    }
