"""What an .xls workbook says of its cells' formats: the library that reads its values drops it.

An .xls file is a compound file (a small file system of sectors) whose stream “Workbook” is a list
of records: Microsoft's [MS-CFB] and [MS-XLS]. Only number formats are read here. Whatever does not
follow these rules ends the scan, and the cells keep their plain values.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from placelib.uploads.formats.grid import SheetFacts, WorkbookFacts
from placelib.uploads.formats.workbook_xlsx import BUILT_IN
from placelib.uploads.formats.workbook_xlsx import find_format_kind as find_kind

# A compound file's header says 2^9 bytes a sector, or 2^12; others are none.
_SECTOR_SHIFTS = (9, 12)
_MINI_SECTOR, _SMALL_STREAM = 64, 4096
_DIRECTORY_ENTRY = 128
# No sector has a number as high: from here on they mean “end of chain” and the like.
_NO_SECTOR = 0xFFFFFFF0
# The first 109 sectors of the table stand in the header, from byte 76 on.
_TABLE_START, _TABLE_SECTORS = 76, 109
_STREAMS = ("Workbook", "Book")
# Records of the workbook: begin, end, sheet, format of a number, format of a cell.
_BEGIN, _END, _SHEET, _FORMAT, _CELL_FORMAT = 0x809, 0x0A, 0x85, 0x41E, 0xE0
# Records of a sheet with a number in them: three of one cell, one of a row of cells.
_NUMBER, _SHORT_NUMBER, _FORMULA, _SHORT_NUMBERS = 0x203, 0x27E, 0x06, 0xBD
# In a version before 8 texts have one byte a letter.
_VERSION_8 = 0x600


@dataclass(slots=True)
class _Book:
    """What the first part of the stream says: kinds by format, formats by cell style, sheets."""

    is_8: bool = True
    kinds: dict[int, int] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    sheets: dict[str, int] = field(default_factory=dict)

    def find_kind(self, style: int) -> int:
        """PERCENT, MONTH or YEAR for a cell of this style, 0 for any other."""
        number = self.styles[style] if style < len(self.styles) else 0
        return self.kinds.get(number) or BUILT_IN.get(number, 0)


def scan_xls(data: bytes) -> WorkbookFacts:
    """The formats of an .xls workbook's cells that say more than the value; none if it is odd."""
    facts = WorkbookFacts(data)
    try:
        stream = _read_stream(data)
        book = _read_book(stream)
        for name, start in book.sheets.items():
            facts.sheets[name] = SheetFacts(dict(_list_formats(stream, start, book)))
    except (struct.error, LookupError, ValueError):
        facts.sheets.clear()
    return facts


def _read_stream(data: bytes) -> bytes:
    """The stream of the workbook. Raises ValueError where there is none."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in _SECTOR_SHIFTS:
        raise ValueError
    size = 1 << shift
    table = _read_table(data, size)
    (directory_start,) = struct.unpack_from("<I", data, 48)
    directory = _follow(data, table, directory_start, size, offset=size)
    entries = {
        directory[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]: (
            struct.unpack_from("<I", directory, at + 116)[0],
            struct.unpack_from("<I", directory, at + 120)[0],
        )
        for at in range(0, len(directory) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY)
    }
    start, length = entries[_STREAMS[0]] if _STREAMS[0] in entries else entries[_STREAMS[1]]
    if length >= _SMALL_STREAM:
        return _follow(data, table, start, size, offset=size)[:length]
    small_start, _ = entries["Root Entry"]
    (small_table_start,) = struct.unpack_from("<I", data, 60)
    small = _follow(data, table, small_start, size, offset=size)
    raw = _follow(data, table, small_table_start, size, offset=size)
    small_table = struct.unpack(f"<{len(raw) // 4}I", raw)
    return _follow(small, small_table, start, _MINI_SECTOR, offset=0)[:length]


def _read_table(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows each, from the sectors of the table and of its own list."""
    count, first_list = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 68)[0]
    sectors = list(struct.unpack_from(f"<{_TABLE_SECTORS}I", data, _TABLE_START))
    steps = 0
    while first_list < _NO_SECTOR and steps * size < len(data):
        numbers = struct.unpack_from(f"<{size // 4}I", data, size * (first_list + 1))
        sectors += numbers[:-1]
        first_list, steps = numbers[-1], steps + 1
    raw = b"".join(
        data[size * (sector + 1) : size * (sector + 2)]
        for sector in sectors[:count]
        if sector < _NO_SECTOR
    )
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _follow(data: bytes, table: tuple[int, ...], start: int, size: int, *, offset: int) -> bytes:
    """The sectors of a chain, one after another. Raises ValueError for one that never ends."""
    parts: list[bytes] = []
    sector = start
    while sector < _NO_SECTOR:
        if len(parts) > len(table):
            raise ValueError
        parts.append(data[offset + size * sector : offset + size * (sector + 1)])
        sector = table[sector]
    return b"".join(parts)


def _list_records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Number and content of each record of a part, to its end; parts inside it are left out."""
    depth, at = 0, start
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        depth += (number == _BEGIN) - (number == _END)
        if depth == 0:
            return
        if depth == 1:
            yield number, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _read_book(stream: bytes) -> _Book:
    book = _Book()
    for number, content in _list_records(stream, 0):
        if number == _BEGIN:
            book.is_8 = struct.unpack_from("<H", content)[0] == _VERSION_8
        elif number == _FORMAT:
            (identifier,) = struct.unpack_from("<H", content)
            book.kinds[identifier] = find_kind(_read_text(content[2:], 2, is_8=book.is_8))
        elif number == _CELL_FORMAT:
            book.styles.append(struct.unpack_from("<H", content, 2)[0])
        elif number == _SHEET:
            name = _read_text(content[6:], 1, is_8=book.is_8)
            book.sheets[name] = struct.unpack_from("<I", content)[0]
    return book


def _read_text(content: bytes, width: int, *, is_8: bool) -> str:
    """A text behind its length, which has ``width`` bytes from version 8 on and one before."""
    if not is_8:
        return content[1 : 1 + content[0]].decode("cp1252", "replace")
    length, letters = int.from_bytes(content[:width], "little"), content[width + 1 :]
    if content[width] & 1:
        return letters[: 2 * length].decode("utf-16-le", "replace")
    return letters[:length].decode("latin-1")


def _list_formats(stream: bytes, start: int, book: _Book) -> Iterator[tuple[tuple[int, int], int]]:
    """Row and column of each cell of a sheet whose format says more, with its kind."""
    for number, content in _list_records(stream, start):
        if number in (_NUMBER, _SHORT_NUMBER, _FORMULA):
            row, column, style = struct.unpack_from("<HHH", content)
            if kind := book.find_kind(style):
                yield (row, column), kind
        elif number == _SHORT_NUMBERS:
            row, first = struct.unpack_from("<HH", content)
            for index, at in enumerate(range(4, len(content) - 6, 6)):
                if kind := book.find_kind(struct.unpack_from("<H", content, at)[0]):
                    yield (row, first + index), kind
