"""What an .xls workbook says before its values are read: formats of cells, and how far it reaches.

An .xls file is a compound file (a small file system of sectors) whose stream “Workbook” is a list
of records: Microsoft's [MS-CFB] and [MS-XLS]. The library that reads the values drops formats and
makes room for every cell up to the farthest, so cells of spaces are emptied here, and a sheet that
reaches too far is emptied and named. Whatever does not follow the rules ends the scan, and the
file stays as it is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from placelib.uploads.formats.grid import SheetFacts, WorkbookFacts
from placelib.uploads.formats.workbook_xlsx import BUILT_IN
from placelib.uploads.formats.workbook_xlsx import find_format_kind as find_kind
from placelib.uploads.formats.workbook_xlsx_bounds import is_too_large, refuse_too_wide

# A compound file's header says 2^9 bytes a sector, or 2^12; others are none.
_SECTOR_SHIFTS = (9, 12)
# A stream shorter than 4,096 bytes lies in sectors of 64: real workbooks seldom are.
_MINI_SECTOR, _SMALL_STREAM = 64, 4096
# Each name in the directory has 128 bytes: “Workbook” in UTF-16, then where it starts.
_DIRECTORY_ENTRY = 128
# No sector has a number as high: from here on they mean “end of chain” and the like.
_NO_SECTOR = 0xFFFFFFF0
# The first 109 sectors of the table stand in the header, from byte 76 on.
_TABLE_START, _TABLE_SECTORS = 76, 109
_STREAMS = ("Workbook", "Book")
# Records of the workbook: begin, end, sheet, format of a number, format of a cell.
_BEGIN, _END, _SHEET, _FORMAT, _CELL_FORMAT = 0x809, 0x0A, 0x85, 0x41E, 0xE0
# The list of all texts, each once, and the records in which it goes on.
_SHARED_TEXTS, _CONTINUED = 0xFC, 0x3C
# Records of a sheet with a number in them: three of one cell, one of a row of cells.
_NUMBER, _SHORT_NUMBER, _FORMULA, _SHORT_NUMBERS = 0x203, 0x27E, 0x06, 0xBD
# Cells with the number of a shared text, a text of their own, TRUE or an error, and nothing.
_SHARED_TEXT, _TEXT, _TRUTH, _EMPTY = 0xFD, 0x204, 0x205, 0x201
_FILLED = frozenset({_NUMBER, _SHORT_NUMBER, _FORMULA, _SHARED_TEXT, _TEXT, _TRUTH})
# How far the program that wrote the sheet says it reaches, formatted empty cells included.
_EXTENT = 0x200
# In a version before 8 texts have one byte a letter.
_VERSION_8 = 0x600
# Flags of a text: two bytes a letter; a list of 4 bytes for each change of font; a phonetic part.
_WIDE, _PHONETIC, _FONTS = 1, 4, 8


@dataclass(slots=True)
class _Book:
    """What the first part of the stream says: kinds by format, formats by cell style, sheets.

    ``blank_texts`` are the numbers of the shared texts that show nothing.
    """

    is_8: bool = True
    kinds: dict[int, int] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    sheets: dict[str, int] = field(default_factory=dict)
    blank_texts: set[int] = field(default_factory=set)

    def find_kind(self, style: int) -> int:
        """PERCENT, MONTH or YEAR for a cell of this style, 0 for any other."""
        number = self.styles[style] if style < len(self.styles) else 0
        return self.kinds.get(number) or BUILT_IN.get(number, 0)


@dataclass(slots=True)
class _Stream:
    """The bytes of a stream, and where in the file each of its sectors starts."""

    content: bytes
    starts: list[int]
    size: int

    def write(self, file: bytearray, position: int, content: bytes) -> None:
        """Put other bytes into the file at a position of the stream; sectors may part them."""
        for offset, byte in enumerate(content, position):
            file[self.starts[offset // self.size] + offset % self.size] = byte


@dataclass(slots=True)
class _SheetCells:
    """Where a sheet's records stand in the stream: all of cells, those without anything to show.

    ``extents`` are position and length of what says how far the sheet reaches, ``rows`` and
    ``columns`` how far its filled cells do.
    """

    rows: int = 1
    columns: int = 1
    cells: list[int] = field(default_factory=list)
    blanks: list[int] = field(default_factory=list)
    extents: list[tuple[int, int]] = field(default_factory=list)


def scan_xls(data: bytes) -> WorkbookFacts:
    """The formats of an .xls workbook's cells that say more than the value; none if it is odd.

    Cells of spaces are emptied, and so are whole sheets that reach too far; those are named.
    """
    facts = WorkbookFacts(data)
    file = bytearray(data)
    try:
        stream = _read_stream(data)
        book = _read_book(stream.content)
        for name, start in book.sheets.items():
            cells = _find_cells(stream.content, start, book)
            if is_too_large(cells.rows, cells.columns):
                facts.unreadable[name] = refuse_too_wide(name, cells.rows, cells.columns)
                cells.blanks = cells.cells
            for position in cells.blanks:
                stream.write(file, position, struct.pack("<H", _EMPTY))
            for position, length in cells.extents:
                stream.write(file, position, bytes(length))
            facts.sheets[name] = SheetFacts(dict(_list_formats(stream.content, start, book)))
        facts.data = bytes(file)
    except (struct.error, LookupError, ValueError):
        facts.sheets.clear()
        facts.unreadable.clear()
    return facts


def _read_stream(data: bytes) -> _Stream:
    """The stream of the workbook. Raises ValueError where there is none."""
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in _SECTOR_SHIFTS:
        raise ValueError
    size = 1 << shift
    table = _read_table(data, size)

    def find_starts(first: int) -> list[int]:
        return [size * (sector + 1) for sector in _follow(table, first)]

    directory = _join(data, find_starts(struct.unpack_from("<I", data, 48)[0]), size)
    entries = {
        directory[offset : offset + 64].decode("utf-16-le", "replace").partition("\0")[0]: (
            struct.unpack_from("<I", directory, offset + 116)[0],
            struct.unpack_from("<I", directory, offset + 120)[0],
        )
        for offset in range(0, len(directory) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY)
    }
    first, length = entries[_STREAMS[0]] if _STREAMS[0] in entries else entries[_STREAMS[1]]
    if length >= _SMALL_STREAM:
        starts = find_starts(first)
        return _Stream(_join(data, starts, size)[:length], starts, size)
    small = find_starts(entries["Root Entry"][0])
    raw = _join(data, find_starts(struct.unpack_from("<I", data, 60)[0]), size)
    small_table = struct.unpack(f"<{len(raw) // 4}I", raw)
    starts = [
        small[_MINI_SECTOR * sector // size] + _MINI_SECTOR * sector % size
        for sector in _follow(small_table, first)
    ]
    return _Stream(_join(data, starts, _MINI_SECTOR)[:length], starts, _MINI_SECTOR)


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


def _follow(table: Sequence[int], first: int) -> list[int]:
    """The sectors of a chain, one after another. Raises ValueError for one that never ends."""
    chain: list[int] = []
    sector = first
    while sector < _NO_SECTOR:
        if len(chain) > len(table):
            raise ValueError
        chain.append(sector)
        sector = table[sector]
    return chain


def _join(data: bytes, starts: Sequence[int], size: int) -> bytes:
    return b"".join(data[start : start + size] for start in starts)


def _list_records(stream: bytes, start: int) -> Iterator[tuple[int, int, bytes]]:
    """Position, number and content of each record of a part, those of parts inside it left out."""
    depth, offset = 0, start
    while offset + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, offset)
        depth += (number == _BEGIN) - (number == _END)
        if depth == 0:
            return
        if depth == 1:
            yield offset, number, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _read_book(stream: bytes) -> _Book:
    book = _Book()
    texts: list[bytes] = []
    is_continued = False
    for _, number, content in _list_records(stream, 0):
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
        # What goes on belongs to the texts as long as nothing else came between.
        is_continued = number == _SHARED_TEXTS or (is_continued and number == _CONTINUED)
        if is_continued:
            texts.append(content)
    book.blank_texts = _find_blank_texts(texts)
    return book


def _find_blank_texts(parts: Sequence[bytes]) -> set[int]:
    """The numbers of the shared texts that show nothing but spaces.

    ``parts`` are the contents of the records that hold the list. Where a text goes on in the next
    of them, that begins with the flags of its letters; what follows the letters has no such mark.
    """
    if not parts:
        return set()
    blank: set[int] = set()
    (count,) = struct.unpack_from("<I", parts[0], 4)
    part, offset = 0, 8
    for number in range(count):
        if offset >= len(parts[part]):
            part, offset = part + 1, offset - len(parts[part])
        letters, flags = struct.unpack_from("<HB", parts[part], offset)
        offset += 3
        rest = 0
        if flags & _FONTS:
            rest += 4 * struct.unpack_from("<H", parts[part], offset)[0]
            offset += 2
        if flags & _PHONETIC:
            rest += struct.unpack_from("<I", parts[part], offset)[0]
            offset += 4
        text = ""
        while letters:
            width = 2 if flags & _WIDE else 1
            content = parts[part][offset : offset + letters * width]
            text += content.decode("utf-16-le" if flags & _WIDE else "latin-1", "replace")
            letters -= len(content) // width
            offset += len(content)
            if letters:
                part, offset = part + 1, 1
                flags = parts[part][0]
        offset += rest
        while part + 1 < len(parts) and offset > len(parts[part]):
            part, offset = part + 1, offset - len(parts[part])
        if not text.strip():
            blank.add(number)
    return blank


def _read_text(content: bytes, width: int, *, is_8: bool) -> str:
    """A text behind its length, which has ``width`` bytes from version 8 on and one before."""
    if not is_8:
        return content[1 : 1 + content[0]].decode("cp1252", "replace")
    length, letters = int.from_bytes(content[:width], "little"), content[width + 1 :]
    if content[width] & 1:
        return letters[: 2 * length].decode("utf-16-le", "replace")
    return letters[:length].decode("latin-1")


def _find_cells(stream: bytes, start: int, book: _Book) -> _SheetCells:
    """The records of a sheet's cells, those that show nothing among them, how far it reaches."""
    cells = _SheetCells()
    for position, number, content in _list_records(stream, start):
        if number == _EXTENT:
            cells.extents.append((position + 4, len(content)))
        elif number in _FILLED or number == _SHORT_NUMBERS:
            row, column = struct.unpack_from("<HH", content)
            if number == _SHORT_NUMBERS:
                (column,) = struct.unpack_from("<H", content, len(content) - 2)
            cells.cells.append(position)
            if _is_blank(number, content, book):
                cells.blanks.append(position)
            else:
                cells.rows, cells.columns = max(cells.rows, row + 1), max(cells.columns, column + 1)
    return cells


def _is_blank(number: int, content: bytes, book: _Book) -> bool:
    """True for a cell of text that shows nothing but spaces."""
    if number == _SHARED_TEXT:
        return struct.unpack_from("<I", content, 6)[0] in book.blank_texts
    if number != _TEXT:
        return False
    # Before version 8 the length of a cell's text has two bytes too, and no flags follow it.
    text = (
        _read_text(content[6:], 2, is_8=True)
        if book.is_8
        else content[8:].decode("cp1252", "replace")
    )
    return not text.strip()


def _list_formats(stream: bytes, start: int, book: _Book) -> Iterator[tuple[tuple[int, int], int]]:
    """Row and column of each cell of a sheet whose format says more, with its kind."""
    for _, number, content in _list_records(stream, start):
        if number in (_NUMBER, _SHORT_NUMBER, _FORMULA):
            row, column, style = struct.unpack_from("<HHH", content)
            if kind := book.find_kind(style):
                yield (row, column), kind
        elif number == _SHORT_NUMBERS:
            row, first = struct.unpack_from("<HH", content)
            for index, offset in enumerate(range(4, len(content) - 6, 6)):
                if kind := book.find_kind(struct.unpack_from("<H", content, offset)[0]):
                    yield (row, first + index), kind
