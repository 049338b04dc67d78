"""Delimited text to a grid: every line accounted for, bad quotation marks mended or named."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from placelib.uploads import limits
from placelib.uploads.dialect import Dialect, find_dialect, split_line
from placelib.uploads.grid import Grid, make_grid
from placelib.uploads.quoting import all_at_once, check_length, odd_lines, quoted, unquoted
from placelib.uploads.reading import Unreadable

if TYPE_CHECKING:
    pass

# A space or a colon is not among them: sentences would fall apart into rows.
_OTHERS = (",", ";", "\t", "|")
_LINE_END = re.compile(r"\r\n|\r|\n")
WRONG_WIDTH = "wrong number of cells"
OTHER_DELIMITER = "another delimiter"


@dataclass(frozen=True, slots=True)
class Delimited:
    """A text table as a grid, with the delimiter it was read with (empty for one column)."""

    grid: Grid
    delimiter: str


def read_delimited(text: str, extension: str) -> Delimited:
    """The grid of a text file, one row a record; blank lines stay, so rows count as in the file.

    Rows with another number of cells than the rest, and rows with a mended quotation mark, are
    named in the grid's flaws. Raises Unreadable for too many rows or columns, and for a quotation
    mark that is never closed, with its line.
    """
    lines = _lines(text)
    dialect = find_dialect(lines, "\t" if extension == "tsv" else "")
    if not dialect.delimiter:
        return Delimited(make_grid("", [[line] for line in lines]), "")
    records, flaws = _records(lines, dialect)
    _check_size(records, lines)
    _note_widths(records, dialect, flaws)
    _cut_wide_rows(records, dialect.width, flaws)
    return Delimited(make_grid("", records, flaws), dialect.delimiter)


def _lines(text: str) -> list[str]:
    lines = _LINE_END.split(text) if "\r" in text else text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    if len(lines) > limits.ROWS:
        raise Unreadable(
            "too many rows",
            f"The file has {len(lines):,} rows; up to {limits.ROWS:,} can be read. Keep the areas "
            "and years that are needed.",
        )
    return lines


def _records(lines: list[str], dialect: Dialect) -> tuple[list[list[str]], dict[int, str]]:
    if not any(dialect.quote in line for line in lines) and not dialect.escape:
        return [line.split(dialect.delimiter) for line in lines], {}
    whole = all_at_once(lines, dialect)
    if whole is not None:
        odd = odd_lines(lines, dialect.quote) if len(whole) == len(lines) else {}
        for number in odd:
            whole[number] = [unquoted(cell, dialect.quote) for cell in whole[number]]
        return whole, odd
    records: list[list[str]] = []
    flaws: dict[int, str] = {}
    number = 0
    while number < len(lines):
        line = lines[number]
        if dialect.quote not in line and not dialect.escape:
            records.append(line.split(dialect.delimiter))
            number += 1
            continue
        cells, used, flaw = quoted(lines, number, dialect)
        if flaw:
            flaws[len(records)] = flaw
        records.append(cells)
        number += used
    return records, flaws


def _check_size(records: list[list[str]], lines: list[str]) -> None:
    widest = max(map(len, records), default=0)
    if widest > limits.COLUMNS:
        raise Unreadable(
            "too many columns",
            f"The file has {widest:,} columns; up to {limits.COLUMNS:,} can be read. Put areas in "
            "rows and keep the columns that are needed.",
        )
    cells = sum(map(len, records))
    if cells > limits.CELLS:
        raise Unreadable(
            "too many cells",
            f"The file has {cells:,} cells; up to {limits.CELLS:,} can be read. Keep the areas, "
            "years and columns that are needed.",
        )
    # A cell of several lines has been held to this limit by csv.
    longest = max(map(len, lines), default=0)
    for number, record in enumerate(records if longest > limits.CELL_CHARACTERS else (), 1):
        if any(len(cell) > limits.CELL_CHARACTERS for cell in record):
            check_length(csv.Error("field larger"), number - 1)


def _note_widths(records: list[list[str]], dialect: Dialect, flaws: dict[int, str]) -> None:
    """Name the rows that lack cells or have filled cells beyond the others' last column."""
    for number, record in enumerate(records):
        found = len(record)
        if found == dialect.width or number in flaws:
            continue
        other = _otherwise(record, dialect) if found < dialect.width else []
        if other:
            records[number] = other
            flaws[number] = OTHER_DELIMITER
            continue
        beyond = any(cell and not cell.isspace() for cell in record[dialect.width :])
        if found < dialect.width or beyond:
            flaws[number] = WRONG_WIDTH


def _otherwise(record: list[str], dialect: Dialect) -> list[str]:
    """The cells of a row that is whole under one other delimiter; empty when there is none."""
    line = dialect.delimiter.join(record)
    splits = [
        split_line(line, delimiter, dialect.quote, dialect.escape, strict=False)
        for delimiter in _OTHERS
        if delimiter != dialect.delimiter and delimiter in line
    ]
    whole = [cells for cells in splits if len(cells) == dialect.width > 2]
    return whole[0] if len(whole) == 1 else []


def _cut_wide_rows(records: list[list[str]], width: int, flaws: dict[int, str]) -> None:
    """Cut the few rows that are too wide, so that they do not add columns to all the others."""
    wide = [number for number in flaws if len(records[number]) > width]
    if len(wide) <= max(2, len(records) // 20):
        for number in wide:
            del records[number][width:]
