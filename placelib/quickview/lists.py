"""The lists of an upload as rows of text: matched places, rows not used, the tidy table."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from placelib.areas.naming import label_area
from placelib.areas.registry import AreaRegistry
from placelib.errors import shown
from placelib.uploads import Reading, table_rows
from placelib.uploads.output import COLUMNS, neutralised

HIDDEN_STATUS = "hidden: a count under ten"


def matched_rows(registry: AreaRegistry, reading: Reading) -> list[dict[str, str]]:
    """One row a place as the file writes it: what it was read as, and how many rows say so."""
    return [
        {
            "In the file": neutralised(one.label),
            "Read as": label_area(registry[one.code]) if one.code in registry.areas else one.code,
            "Code": one.code,
            "Rows": f"{one.rows:,}",
            "First row": f"{one.row:,}",
        }
        for one in reading.labels
        if one.code
    ]


def unused_rows(reading: Reading) -> list[dict[str, str]]:
    """One row a row of the file that is not used, with the reason; the first of many only."""
    return [
        {"Row": f"{row:,}", "Why": why, "What it says": neutralised(shown(text, 200))}
        for row, why, text in reading.listed
    ]


def unmatched_rows(reading: Reading) -> list[dict[str, str]]:
    """One row a place as the file writes it that is not used, with the reason."""
    return [
        {
            "In the file": neutralised(one.label),
            "Why": one.why,
            "Rows": f"{one.rows:,}",
            "First row": f"{one.row:,}",
        }
        for one in reading.labels
        if not one.code
    ]


def tidy_rows(reading: Reading, hidden: Collection[int]) -> Iterator[list[object]]:
    """The header of the tidy table and its rows, without the figures at positions in ``hidden``."""
    yield list(COLUMNS)
    for at, row in enumerate(table_rows(reading.table)):
        yield [*row[:6], "", HIDDEN_STATUS] if at in hidden else row
