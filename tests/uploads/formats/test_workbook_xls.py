"""Formats of the cells of an .xls workbook, in a file that is written here byte by byte."""

from __future__ import annotations

import struct

import pytest

from placelib.uploads.formats.grid import MONTH, PERCENT, YEAR
from placelib.uploads.formats.workbook import read_workbook
from placelib.uploads.formats.workbook_xls import scan_xls
from placelib.uploads.reading import Unreadable

SECTOR = 512
PLAIN, SHARE, OWN_SHARE, MONTH_SHOWN, YEAR_SHOWN, DAY_SHOWN = range(6)
FORMATS = {164: "0.0%", 165: "mmm\\ yyyy", 166: "yyyy", 167: "dd/mm/yyyy"}
# General, the built-in per cent, and the four formats above.
STYLES = (0, 9, 164, 165, 166, 167)
FIRST_OF_APRIL_2023 = 45017


def record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def begin(kind: int) -> bytes:
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 6))


def label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, PLAIN, len(text), 0)
    return record(0x204, head + text.encode("latin-1"))


def number(row: int, column: int, value: float, style: int) -> bytes:
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def short_numbers(row: int, first: int, cells: list[tuple[int, int]]) -> bytes:
    """Whole numbers of several cells beside each other, each with its style."""
    packed = b"".join(struct.pack("<HI", style, value << 2 | 2) for value, style in cells)
    return record(
        0xBD, struct.pack("<HH", row, first) + packed + struct.pack("<H", first + len(cells) - 1)
    )


def shared(row: int, column: int, number_of_text: int) -> bytes:
    return record(0xFD, struct.pack("<HHHI", row, column, PLAIN, number_of_text))


def extent(rows: int, columns: int) -> bytes:
    return record(0x200, struct.pack("<IIHHH", 0, rows, 0, columns, 0))


def workbook(cells: bytes, texts: bytes = b"") -> bytes:
    """A compound file with one workbook of one sheet, “S”; ``texts`` are records of its own."""
    formats = b"".join(
        record(0x41E, struct.pack("<HHB", key, len(code), 0) + code.encode())
        for key, code in FORMATS.items()
    )
    styles = b"".join(record(0xE0, struct.pack("<HH", 0, style) + bytes(16)) for style in STYLES)
    head = begin(0x05) + formats + styles + texts
    # The record of the sheet has 4 + 6 + 3 bytes, and the end of the part 4.
    sheet = record(0x85, struct.pack("<IBBBB", len(head) + 17 - 1 + 1, 0, 0, 1, 0) + b"S")
    stream = head + sheet + record(0x0A) + begin(0x10) + cells + record(0x0A)
    assert len(head) + len(sheet) + 4 == len(head) + 17
    stream += bytes(-len(stream) % SECTOR)
    stream += bytes(max(0, 4096 - len(stream)))
    return compound(stream)


def compound(stream: bytes) -> bytes:
    """The stream “Workbook” in a compound file of 512 bytes a sector."""
    count = len(stream) // SECTOR
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (SECTOR // 4 - len(table))
    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + entry(
        "Workbook", 2, 2, len(stream)
    )
    return header + struct.pack("<128I", *table) + directory + bytes(2 * 128) + stream


def entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le")
    head = text + bytes(64 - len(text)) + struct.pack("<HBB", len(text) + 2, kind, 1)
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
    return head + links + struct.pack("<IQ", start, size)


CELLS = (
    label(0, 0, "Leeds") + number(0, 1, 0.124, SHARE) + number(0, 2, 0.25, OWN_SHARE)
    + number(1, 0, FIRST_OF_APRIL_2023, MONTH_SHOWN) + number(1, 1, FIRST_OF_APRIL_2023, YEAR_SHOWN)
    + number(1, 2, FIRST_OF_APRIL_2023, DAY_SHOWN)
    + short_numbers(2, 1, [(1, SHARE), (5, PLAIN)])
)  # fmt: skip


def test_per_cents_months_and_years_are_read_as_they_are_shown() -> None:
    (grid,), problems = read_workbook(workbook(CELLS), "xls")
    assert problems == []
    assert [list(row) for row in grid.rows] == [
        ["Leeds", "12.4%", "25%"],
        ["2023-04", "2023", "2023-04-01"],
        ["", "100%", "5"],
    ]


def test_each_style_says_which_cells_it_formats() -> None:
    assert scan_xls(workbook(CELLS)).sheets["S"].formats == {
        (0, 1): PERCENT,
        (0, 2): PERCENT,
        (1, 0): MONTH,
        (1, 1): YEAR,
        (2, 1): PERCENT,
    }


def test_an_empty_cell_far_out_is_no_end_of_the_table() -> None:
    blank = record(0x201, struct.pack("<HHH", 65535, 255, SHARE))
    (grid,), problems = read_workbook(workbook(CELLS + blank), "xls")
    assert problems == []
    assert [len(row) for row in grid.rows] == [3, 3, 3]


FAR_ROW, FAR_COLUMN = 65535, 255
# “ok”, spaces in two bytes a letter, a hard space with two fonts and a phonetic part, “end”, of
# which the second letters stand in a further record.
TEXTS = (
    record(
        0xFC,
        struct.pack("<II", 4, 4)
        + struct.pack("<HB", 2, 0) + b"ok"
        + struct.pack("<HB", 2, 1) + "  ".encode("utf-16-le")
        + struct.pack("<HBHI", 1, 12, 2, 6) + b"\xa0" + bytes(4),
    )
    + record(0x3C, bytes(10) + struct.pack("<HB", 3, 0) + b"e")
    + record(0x3C, b"\x01" + "nd".encode("utf-16-le"))
)  # fmt: skip


@pytest.mark.parametrize("text", [1, 2])
def test_a_shared_text_of_spaces_far_out_bounds_nothing(text: int) -> None:
    cells = extent(FAR_ROW + 1, FAR_COLUMN + 1) + shared(0, 0, 0) + shared(1, 1, 3)
    (grid,), problems = read_workbook(
        workbook(cells + shared(FAR_ROW, FAR_COLUMN, text), TEXTS), "xls"
    )
    assert problems == []
    assert grid.rows == [["ok", ""], ["", "end"]]


@pytest.mark.parametrize("spaces", [" ", "\xa0 \xa0"])
def test_a_cell_of_its_own_spaces_far_out_bounds_nothing(spaces: str) -> None:
    far = label(FAR_ROW, FAR_COLUMN, spaces)
    (grid,), problems = read_workbook(workbook(CELLS + far), "xls")
    assert problems == []
    assert [len(row) for row in grid.rows] == [3, 3, 3]


def test_how_far_a_sheet_says_it_reaches_asks_for_no_memory() -> None:
    (grid,), problems = read_workbook(workbook(extent(1 << 31, 255) + CELLS), "xls")
    assert problems == []
    assert len(grid.rows) == 3


def test_a_sheet_that_reaches_too_far_is_named_with_its_cell() -> None:
    with pytest.raises(Unreadable, match=r"“S” reaches to IV65536 .* Delete the rows"):
        read_workbook(workbook(CELLS + label(FAR_ROW, FAR_COLUMN, "x")), "xls")


@pytest.mark.parametrize("start", [0, 24, 44, 48, 76, 520, 1024, 1140, 1536])
def test_whatever_is_wrong_in_a_file_ends_the_scan_and_nothing_else(start: int) -> None:
    data = workbook(CELLS)
    for broken in (
        data[:start],
        data[:start] + b"\xff" * 8 + data[start + 8 :],
        data[:start] + bytes(8) + data[start + 8 :],
    ):
        assert scan_xls(broken).data == broken
