"""The lists of an upload as rows of text: matched places, rows not used, the tidy table."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from placelib.areas.naming import label_area
from placelib.areas.registry import AreaRegistry
from placelib.errors import clip
from placelib.formatting import format_count, neutralise
from placelib.uploads import Reading, write_table_rows
from placelib.uploads.output import COLUMNS

# What an outcome is called on the page.
OUTCOMES = {
    "area": "area",
    "period": "period",
    "measure": "measure",
    "breakdown": "breakdown",
    "interval": "interval, not used",
    "marker": "markers, not used",
    "note": "note",
    "left_out": "left out",
    "used": "used",
    "heading": "heading",
    "blank": "empty",
    "read": "read",
}
HIDDEN_STATUS = "hidden: a count under ten"


def list_matched_rows(registry: AreaRegistry, reading: Reading) -> list[dict[str, str]]:
    """One row a place as the file writes it: what it was read as, and how many rows say so."""
    return [
        {
            "In the file": neutralise(label.label),
            "Read as": label_area(registry[label.code])
            if label.code in registry.areas
            else label.code,
            "Code": label.code,
            "Rows": f"{label.rows:,}",
            "First row": f"{label.row:,}",
        }
        for label in reading.labels
        if label.code
    ]


def list_unused_rows(reading: Reading) -> list[dict[str, str]]:
    """One row a row of the file that is not used, with the reason; the first of many only."""
    return [
        {"Row": f"{row:,}", "Why": why, "What it says": neutralise(clip(text, 200))}
        for row, why, text in reading.listed
    ]


def list_unmatched_rows(reading: Reading) -> list[dict[str, str]]:
    """One row a place as the file writes it that is not used, with the reason."""
    return [
        {
            "In the file": neutralise(label.label),
            "Why": label.why,
            "Rows": f"{label.rows:,}",
            "First row": f"{label.row:,}",
        }
        for label in reading.labels
        if not label.code
    ]


def list_column_rows(reading: Reading) -> list[dict[str, str]]:
    """One row a column of the file: what it was read as, why, and how to use it after all."""
    return [
        {
            "Column": f"{column.column:,}",
            "Heading": neutralise(column.header),
            "Read as": OUTCOMES[column.outcome],
            "Why": column.why,
            "To use it": column.remedy,
        }
        for column in reading.columns
    ]


def list_row_rows(reading: Reading) -> list[dict[str, str]]:
    """One row a kind of row of the file: how many there are, what they were read as and why."""
    return [
        {
            "Rows": f"{rows.rows:,}",
            "First row": f"{rows.first:,}",
            "Read as": OUTCOMES[rows.outcome],
            "Why": rows.why,
            "To use them": rows.remedy,
        }
        for rows in reading.rows
    ]


def list_sheet_rows(reading: Reading) -> list[dict[str, str]]:
    """One row a sheet of a workbook: whether it was read, and why not."""
    return [
        {
            "Sheet": neutralise(sheet.name),
            "Read as": OUTCOMES[sheet.outcome],
            "Why": sheet.why,
            "To use it": sheet.remedy,
        }
        for sheet in reading.sheets
    ]


def describe_account(reading: Reading) -> str:
    """How many columns, rows and numbers there are, and how many of each are in the table."""
    measures = sum(column.outcome == "measure" for column in reading.columns)
    rows = sum(kind.rows for kind in reading.rows)
    used = sum(kind.rows for kind in reading.rows if kind.outcome == "used")
    numbers = reading.numbers
    noun = "row" if reading.transposed else "column"
    measures = used if reading.transposed else measures
    listed = f"; the lists name the other {numbers.cells_listed:,}" if numbers.cells_listed else ""
    return (
        f"The sheet has {format_count(len(reading.columns), 'column')} and "
        f"{format_count(rows, 'row')}. Figures are in {format_count(measures, noun)}. The sheet "
        f"has {format_count(numbers.cells_in, 'number')}: the table shows "
        f"{numbers.cells_used:,}{listed}."
    )


def tidy_rows(reading: Reading, hidden: Collection[int]) -> Iterator[list[object]]:
    """The header of the tidy table and its rows, without the figures at positions in ``hidden``."""
    yield list(COLUMNS)
    for position, row in enumerate(write_table_rows(reading)):
        yield [*row[:6], "", HIDDEN_STATUS, *row[8:]] if position in hidden else row
