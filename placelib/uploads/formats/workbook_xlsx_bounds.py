"""How far the cells of an .xlsx sheet reach: empty ones beyond its tables are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from placelib.formatting import format_column_letter
from placelib.uploads import limits
from placelib.uploads.reading import Problem

# The place of a cell, r="XFD20" or r='xfd20', and of a row.
PLACE = re.compile(rb"""\sr=["']([A-Za-z]{1,8})(\d{1,12})["']""")
# r="20" in a row.
ROW_PLACE = re.compile(rb"""\sr=["'](\d{1,12})["']""")
# Places that are far out at a glance: three letters, or six digits.
_FAR_COLUMN = re.compile(rb"""\sr=["']([A-Za-z]{3,})\d""")
_FAR_ROW = re.compile(rb"""\sr=["'][A-Za-z]{1,8}(\d{6,12})["']""")
# Any place that the pattern below or the two above could match: r="AAA1", r="A100000", r="100000".
# Few parts have such a place. It begins with letters alone, which are searched for fastest.
MAY_BE_FAR = re.compile(rb"""r=["'](?:[A-Za-z]{3,}\d|[A-Za-z]{0,8}\d{6})""")
# <row r="20">
_ROW = re.compile(rb"""<row\b[^<>]*?\sr=["'](\d{1,12})["']""")
# No program writes such a place, and its number is more than the reader holds: r="B3444444444444".
NO_PLACE = re.compile(rb"""\sr=["'](?:[A-Za-z]{9,}\d|[A-Za-z]{0,8}\d{13,})""")
# The tag of a row or a cell with its attributes.
TAG = re.compile(rb"<(row|c)\b([^<>]*)>")
# t="s": the value is the number of a shared string.
_TYPE_STRING = re.compile(rb"""\st=["']s["']""")
# <v>12.5</v>, and <t>Leeds</t> where the text stands in the cell.
_VALUE = re.compile(rb"<v>([^<>]{1,40})</v>")
_INLINE_TEXT = re.compile(rb"<t\b[^<>]*>([^<>]*)</t>")


def is_far(xml: bytes) -> bool:
    """True where a cell may lie outside the limits; rows without cells bound nothing."""
    columns = max(map(read_column_number, _FAR_COLUMN.findall(xml)), default=1)
    rows = max(map(int, (*_FAR_ROW.findall(xml), *_ROW.findall(xml))), default=0)
    return is_too_large(rows, columns)


def is_too_large(rows: int, columns: int) -> bool:
    """True for a sheet that reaches beyond what is read."""
    return columns > limits.COLUMNS or rows * columns > limits.CELLS or rows > limits.ROWS


def drop_far_cells(xml: bytes, strings: bytes) -> tuple[bytes, int, int]:
    """The part without the cells that lie beyond all filled ones, and how far those reach."""
    blank_texts = _find_blank_texts(strings)
    # Each piece begins with a tag of a row or a cell and ends before the next.
    pieces = re.split(rb"(?=<(?:row|c)[\s>/])", xml)
    places: list[tuple[int, int]] = []
    filled: list[bool] = []
    row = column = 0
    rows = columns = 1
    for piece in pieces:
        tag = TAG.match(piece)
        place = PLACE.search(tag[2]) if tag else None
        if tag and tag[1] == b"row":
            number = ROW_PLACE.search(tag[2])
            row, column = int(number[1]) if number else row + 1, 0
        elif tag:
            column = read_column_number(place[1]) if place else column + 1
            row = int(place[2]) if place else row
        is_filled = bool(tag and tag[1] == b"c" and _is_filled(piece, tag[2], blank_texts))
        if is_filled:
            rows, columns = max(rows, row), max(columns, column)
        places.append((row, column) if tag and tag[1] == b"c" else (0, 0))
        filled.append(is_filled)
    bounded = [
        _drop_cell(piece)
        if column and not is_filled and (row > rows or column > columns)
        else piece
        for piece, (row, column), is_filled in zip(pieces, places, filled, strict=True)
    ]
    return b"".join(bounded), rows, columns


def _drop_cell(piece: bytes) -> bytes:
    """What follows the cell at the start of a piece: it closes the row, and perhaps the sheet."""
    end = piece.find(b"</c>")
    return piece[end + 4 :] if end >= 0 else piece[piece.find(b">") + 1 :]


def _is_filled(piece: bytes, attributes: bytes, blank_texts: set[bytes]) -> bool:
    """True for a cell that shows something: a number, a formula, or text other than spaces."""
    body = piece[: piece.find(b"</c>") + 1 or None]
    if b"<f" in body:
        return True
    value = _VALUE.search(body)
    if value and _TYPE_STRING.search(attributes):
        return value[1] not in blank_texts
    if value:
        return bool(value[1].strip())
    return any(text.strip(b" \t\r\n\xc2\xa0") for text in _INLINE_TEXT.findall(body))


def read_string_items(strings: bytes) -> Iterator[bytes]:
    """Each shared string as it is written, in order."""
    pieces = strings.split(b"<si>")
    for piece in pieces[1:]:
        yield b"".join(_INLINE_TEXT.findall(piece))


def _find_blank_texts(strings: bytes) -> set[bytes]:
    return {
        str(number).encode()
        for number, text in enumerate(read_string_items(strings))
        if not text.strip(b" \t\r\n\xc2\xa0")
    }


def read_column_number(letters: bytes) -> int:
    """The number of a column from 1: “C” is 3 and “XFD” 16384; of more letters the first eight."""
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number


def refuse_too_wide(name: str, rows: int, columns: int) -> Problem:
    """Say that a sheet reaches too far, by the name that the user sees."""
    return Problem(
        "far cells",
        f"The sheet “{name[:40]}” reaches to {format_column_letter(columns)}{rows} "
        f"(row {rows:,}, column {columns:,}): a cell lies far outside the table, so the sheet was "
        "not read. Delete the rows and columns beyond the table and upload it again.",
    )
