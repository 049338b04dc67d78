"""Counts so small that they may point to a person: found, asked about, hidden."""

from __future__ import annotations

from collections.abc import Iterable

from placelib.quickview.description import Description
from placelib.quickview.measures import Measure
from placelib.uploads import Reading

# A count from one up to below this may point to a person.
SMALL = 10
ANSWERS = {
    "hide": "Hide them: show them as withheld, here and in the downloads of this page",
    "show": "Show them: they are published already, or are not about people",
}


def count_small(reading: Reading, measure: Measure) -> int:
    """How many figures of a measure are whole numbers from 1 to 9; zero is not one of them."""
    return sum(is_small(reading.table.value[row]) for row in measure.rows)


def is_small(value: float | None) -> bool:
    """True for a whole number from 1 to 9."""
    return value is not None and 0 < value < SMALL and value == int(value)


def is_hidden(description: Description, value: float | None) -> bool:
    """True for a small count that is to be hidden; only an answer lets one be shown."""
    return description.kind == "count" and description.small != "show" and is_small(value)


def find_hidden_rows(
    described: Iterable[tuple[Measure, Description]], reading: Reading
) -> set[int]:
    """The positions in the tidy table whose figure is to be hidden in a download too."""
    return {
        row
        for measure, description in described
        for row in measure.rows
        if is_hidden(description, reading.table.value[row])
    }
