"""Delimited text to a grid: every line accounted for, bad quotation marks mended or named."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from placelib.uploads import limits
from placelib.uploads.formats.grid import Grid, SharedTexts, make_grid
from placelib.uploads.formats.text_file import Dialect, find_dialect, split_line
from placelib.uploads.reading import Unreadable

if TYPE_CHECKING:
    import _csv

# A space or a colon is not among them: sentences would fall apart into rows.
_OTHERS = (",", ";", "\t", "|")
# Windows “\r\n”, old Macintosh “\r” and Unix “\n” line ends.
_LINE_END = re.compile(r"\r\n|\r|\n")
WRONG_WIDTH = "wrong number of cells"
OTHER_DELIMITER = "another delimiter"
# The file ends inside a cell: a download that broke off, or notes of which the end was cut.
CUT_OFF = "cut off"
# Half of the lines must agree in their number of cells to be a table.
_MOST_ARE_ROWS = 0.5
# A sentence has a comma or two, as the rows of three columns have.
_NARROW = 3
STRAY_QUOTE = "stray quotation mark"


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
    lines = _split_lines(text)
    dialect = find_dialect(lines, "\t" if extension == "tsv" else "")
    if not dialect.delimiter:
        return Delimited(make_grid("", [[line] for line in lines]), "")
    records, flaws = _read_records(lines, dialect)
    _check_size(records, lines)
    _note_widths(records, dialect, flaws)
    beyond = _cut_wide_rows(records, dialect.width, flaws)
    grid = make_grid("", records, flaws)
    grid.beyond = beyond
    return Delimited(grid, dialect.delimiter)


def _split_lines(text: str) -> list[str]:
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


def _read_records(lines: list[str], dialect: Dialect) -> tuple[list[list[str]], dict[int, str]]:
    if not any(dialect.quote in line for line in lines) and not dialect.escape:
        return _split_plainly(lines, dialect.delimiter), {}
    strict = read_strictly(lines, dialect)
    if strict is not None:
        odd = find_odd_lines(lines, dialect.quote) if len(strict) == len(lines) else {}
        for number in odd:
            strict[number] = [strip_quotes(cell, dialect.quote) for cell in strict[number]]
        return strict, odd
    records: list[list[str]] = []
    flaws: dict[int, str] = {}
    number = 0
    while number < len(lines):
        line = lines[number]
        if dialect.quote not in line and not dialect.escape:
            records.append(line.split(dialect.delimiter))
            number += 1
            continue
        cells, used, flaw = read_quoted(lines, number, dialect)
        if flaw:
            flaws[len(records)] = flaw
        records.append(cells)
        number += used
    return records, flaws


def _split_plainly(lines: list[str], delimiter: str) -> list[list[str]]:
    """The cells of lines without quotation marks; equal cells are one object in memory."""
    share = SharedTexts().share
    return [share(line.split(delimiter)) for line in lines]


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
        width = len(record)
        if width == dialect.width or number in flaws:
            continue
        repaired = _read_otherwise(record, dialect) if width < dialect.width else []
        if repaired:
            records[number] = repaired
            flaws[number] = OTHER_DELIMITER
            continue
        beyond = any(cell and not cell.isspace() for cell in record[dialect.width :])
        if width < dialect.width or beyond:
            flaws[number] = WRONG_WIDTH


def _read_otherwise(record: list[str], dialect: Dialect) -> list[str]:
    """The cells of a row that is whole under one other delimiter; empty when there is none."""
    line = dialect.delimiter.join(record)
    splits = [
        split_line(line, delimiter, dialect.quote, dialect.escape, strict=False)
        for delimiter in _OTHERS
        if delimiter != dialect.delimiter and delimiter in line
    ]
    fitting = [cells for cells in splits if len(cells) == dialect.width > 2]
    return fitting[0] if len(fitting) == 1 else []


def _cut_wide_rows(
    records: list[list[str]], width: int, flaws: dict[int, str]
) -> dict[int, list[str]]:
    """Cut the few rows that are too wide, so that they do not add columns to all the others.

    Gives the cells that were cut, by row.
    """
    beyond: dict[int, list[str]] = {}
    wide = [number for number in flaws if len(records[number]) > width]
    if len(wide) <= max(2, len(records) // 20):
        for number in wide:
            beyond[number] = [cell.strip() for cell in records[number][width:]]
            del records[number][width:]
    return beyond


def read_strictly(lines: list[str], dialect: Dialect) -> list[list[str]] | None:
    """Every record of a file whose quotation marks are in order, None when any is in doubt."""
    reader = _make_reader([f"{line}\n" for line in lines], dialect)
    try:
        records = list(reader)
    except csv.Error:
        return None
    if len(records) == len(lines):
        return records
    several = [record for record in records if any("\n" in cell for cell in record)]
    return records if all(len(record) == dialect.width for record in several) else None


def find_odd_lines(lines: list[str], quote: str) -> dict[int, str]:
    """The lines with a quotation mark that opens nothing."""
    return {n: STRAY_QUOTE for n, line in enumerate(lines) if line.count(quote) % 2}


def read_quoted(lines: list[str], start: int, dialect: Dialect) -> tuple[list[str], int, str]:
    """The record that starts at a line with a quotation mark, and how many lines it takes."""
    try:
        return _read_strictly(lines[start : start + 1], dialect)[0], 1, ""
    except csv.Error:
        pass
    mended = _mend_records(lines[start], dialect)
    try:
        # Lines are handed over one by one: most cells end long before the last that they may take.
        end = min(len(lines), start + limits.LINES_IN_ONE_CELL)
        window = (lines[number] for number in range(start, end))
        cells, used = _read_strictly(window, dialect)
    except csv.Error as problem:
        check_length(problem, start)
        opens = _is_opening(lines[start], dialect) and not _is_lone(lines[start], dialect)
        if opens and not _are_rows(lines[start + 1 :], dialect):
            rest = "\n".join([mended[-1], *lines[start + 1 :]])[: limits.CELL_CHARACTERS]
            return [*mended[:-1], rest], len(lines) - start, CUT_OFF
        fits = len(mended) == dialect.width
        if not (fits and _is_lone(lines[start], dialect)) and (
            _is_opening(lines[start], dialect) or ("unexpected end" in str(problem) and not fits)
        ):
            _refuse_unclosed(start)
        return mended, 1, STRAY_QUOTE
    if len(cells) != dialect.width:
        opens = _is_opening(lines[start], dialect) and not _is_lone(lines[start], dialect)
        if opens and not _are_rows(lines[start + 1 : start + used], dialect):
            # A note of several lines, below or above the table: it opens and closes in order.
            return cells, used, ""
        if opens:
            _refuse_unclosed(start)
        if len(mended) == dialect.width:
            return mended, 1, STRAY_QUOTE
    return cells, used, ""


def _read_strictly(lines: Iterable[str], dialect: Dialect) -> tuple[list[str], int]:
    reader = _make_reader((f"{line}\n" for line in lines), dialect)
    return next(reader), reader.line_num


def _make_reader(lines: Iterable[str], dialect: Dialect) -> _csv.Reader:
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape or None,
        skipinitialspace=dialect.delimiter != " ",
        strict=True,
    )


def _mend_records(line: str, dialect: Dialect) -> list[str]:
    """The line's cells when a quotation mark too many is taken as part of the text."""
    quote, delimiter = dialect.quote, dialect.delimiter
    loose = split_line(line, delimiter, quote, dialect.escape, strict=False)
    if len(loose) != dialect.width:
        # Only marks beside a delimiter or an end can open or close a cell: in “a,"b,c" of d,e”
        # the first does, the second does not.
        pattern = rf"(?<![^{re.escape(delimiter)}]){quote}|{quote}(?![^{re.escape(delimiter)}])"
        pieces: list[str] = []
        inside = False
        for piece in line.split(delimiter):
            # An odd number of them opens a cell or closes it.
            marks = len(re.findall(pattern, piece))
            if inside:
                pieces[-1] += delimiter + piece
            else:
                pieces.append(piece)
            inside = inside != (marks % 2 == 1) and piece.count(quote) % 2 == 1
        loose = pieces if len(pieces) == dialect.width else line.split(delimiter)
    return [strip_quotes(cell, quote) for cell in loose]


def strip_quotes(cell: str, quote: str) -> str:
    """The cell without the quotation marks around it, doubled ones inside as one."""
    return cell.strip().strip(quote).replace(quote * 2, quote)


def _is_opening(line: str, dialect: Dialect) -> bool:
    """True when the last quotation mark of the line opens a cell that does not close in it."""
    last = line.rfind(dialect.quote)
    before = line[:last].rstrip()
    return line.count(dialect.quote) % 2 == 1 and (not before or before.endswith(dialect.delimiter))


def _are_rows(lines: list[str], dialect: Dialect) -> bool:
    """True when most of these lines have as many cells as the rows of the table.

    Delimiters inside quoted cells make a row have more; a sentence has fewer than a wide row.
    """
    filled = [line for line in lines if line.strip()]
    least = dialect.width - 1
    rows = sum(
        count == least or (count > least and dialect.width > _NARROW)
        for count in (line.count(dialect.delimiter) for line in filled)
    )
    return rows > _MOST_ARE_ROWS * len(filled)


def _is_lone(line: str, dialect: Dialect) -> bool:
    """True when a quotation mark is all that a cell holds: it opens nothing."""
    return any(cell.strip() == dialect.quote for cell in line.split(dialect.delimiter))


def _refuse_unclosed(start: int) -> None:
    raise Unreadable(
        "unclosed quotation mark",
        f"A quotation mark opened at line {start + 1} is never closed. Close or delete it there "
        "and upload the file again.",
        start + 1,
    )


def check_length(problem: csv.Error, start: int) -> None:
    """Raise Unreadable, with the line, when the problem is a cell that is too long."""
    if "field larger" in str(problem):
        raise Unreadable(
            "cell too long",
            f"A cell at line {start + 1} is longer than {limits.CELL_CHARACTERS:,} characters. "
            "Shorten it or remove its column.",
            start + 1,
        )
