"""Lines with quotation marks: read strictly where they can be, mended where one is too many."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from placelib.uploads import limits
from placelib.uploads.dialect import Dialect, split_line
from placelib.uploads.reading import Unreadable

if TYPE_CHECKING:
    import _csv


STRAY_QUOTE = "stray quotation mark"


def all_at_once(lines: list[str], dialect: Dialect) -> list[list[str]] | None:
    """Every record of a file whose quotation marks are in order, None when any is in doubt."""
    reader = _reader([f"{line}\n" for line in lines], dialect)
    try:
        records = list(reader)
    except csv.Error:
        return None
    if len(records) == len(lines):
        return records
    several = [record for record in records if any("\n" in cell for cell in record)]
    return records if all(len(record) == dialect.width for record in several) else None


def odd_lines(lines: list[str], quote: str) -> dict[int, str]:
    """The lines with a quotation mark that opens nothing."""
    return {n: STRAY_QUOTE for n, line in enumerate(lines) if line.count(quote) % 2}


def quoted(lines: list[str], start: int, dialect: Dialect) -> tuple[list[str], int, str]:
    """The record that starts at a line with a quotation mark, and how many lines it takes."""
    try:
        return _strictly(lines[start : start + 1], dialect)[0], 1, ""
    except csv.Error:
        pass
    window = lines[start : start + limits.LINES_IN_ONE_CELL]
    mended = _mended(lines[start], dialect)
    try:
        cells, used = _strictly(window, dialect)
    except csv.Error as problem:
        check_length(problem, start)
        fits = len(mended) == dialect.width
        if not (fits and _is_lone(lines[start], dialect)) and (
            _opens(lines[start], dialect) or ("unexpected end" in str(problem) and not fits)
        ):
            _unclosed(start)
        return mended, 1, STRAY_QUOTE
    if len(cells) != dialect.width:
        if _opens(lines[start], dialect) and not _is_lone(lines[start], dialect):
            _unclosed(start)
        if len(mended) == dialect.width:
            return mended, 1, STRAY_QUOTE
    return cells, used, ""


def _strictly(lines: list[str], dialect: Dialect) -> tuple[list[str], int]:
    reader = _reader([f"{line}\n" for line in lines], dialect)
    return next(reader), reader.line_num


def _reader(lines: list[str], dialect: Dialect) -> _csv.Reader:
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape or None,
        skipinitialspace=dialect.delimiter != " ",
        strict=True,
    )


def _mended(line: str, dialect: Dialect) -> list[str]:
    """The line's cells when a quotation mark too many is taken as part of the text."""
    quote, delimiter = dialect.quote, dialect.delimiter
    loose = split_line(line, delimiter, quote, dialect.escape, strict=False)
    if len(loose) != dialect.width:
        # Only marks beside a delimiter or an end can open or close a cell.
        pattern = rf"(?<![^{re.escape(delimiter)}]){quote}|{quote}(?![^{re.escape(delimiter)}])"
        pieces: list[str] = []
        inside = False
        for piece in line.split(delimiter):
            marks = len(re.findall(pattern, piece))
            if inside:
                pieces[-1] += delimiter + piece
            else:
                pieces.append(piece)
            inside = inside != (marks % 2 == 1) and piece.count(quote) % 2 == 1
        loose = pieces if len(pieces) == dialect.width else line.split(delimiter)
    return [unquoted(cell, quote) for cell in loose]


def unquoted(cell: str, quote: str) -> str:
    """The cell without the quotation marks around it, doubled ones inside as one."""
    return cell.strip().strip(quote).replace(quote * 2, quote)


def _opens(line: str, dialect: Dialect) -> bool:
    """True when the last quotation mark of the line opens a cell that does not close in it."""
    last = line.rfind(dialect.quote)
    before = line[:last].rstrip()
    return line.count(dialect.quote) % 2 == 1 and (not before or before.endswith(dialect.delimiter))


def _is_lone(line: str, dialect: Dialect) -> bool:
    """True when a quotation mark is all that a cell holds: it opens nothing."""
    return any(cell.strip() == dialect.quote for cell in line.split(dialect.delimiter))


def _unclosed(start: int) -> None:
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
