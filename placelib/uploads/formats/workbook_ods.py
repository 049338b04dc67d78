"""What the one long part of an .ods workbook says before anything unfolds it: sizes and formats.

As for .xlsx, only patterns that stop at the next tag are used.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import dataclass, field

from placelib.uploads import limits
from placelib.uploads.formats.grid import MONTH, PERCENT, SheetFacts, WorkbookFacts
from placelib.uploads.formats.workbook_xlsx import TOO_MUCH_TEXT, check_tags, replace_parts
from placelib.uploads.formats.workbook_xlsx_bounds import refuse_too_wide
from placelib.uploads.reading import Unreadable

# <table:table-cell office:value-type="float" office:value="4">, and what closes it.
_ODS_TAG = re.compile(
    rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>"
)
# A cell that shows nothing but spaces: <table:table-cell …><text:p> <text:s/></text:p></…>.
_ODS_BLANK_CELL = re.compile(
    rb"<table:table-cell([^<>]*)>\s*<text:p>(?:\s|\xc2\xa0|<text:s\b[^<>]*/>)*</text:p>\s*"
    rb"</table:table-cell>"
)
# office:value-type="string" and calcext:value-type="string": without them the cell is empty.
_ODS_VALUE = re.compile(rb'\s\w+:(?:value|value-type|string-value)="[^"<>]*"')
# In a tag: table:number-columns-repeated="16384".
_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="(\d{1,9})"')
# table:number-columns-spanned="3": a cell merged over three columns.
_SPANNED = re.compile(rb'number-columns-spanned="(\d{1,6})"')
# The tag of a sheet has table:name="Table 1".
_ODS_NAME = re.compile(rb'table:name="([^"<>]*)"')
# How a month is shown: “Apr-23”, “April 2023”.
_SHOWN_MONTH = re.compile(rb"<text:p>[A-Z][a-z]{2,8}[ '-]{1,2}\d{2}(?:\d{2})?</text:p>")


def scan_ods(data: bytes) -> WorkbookFacts:
    """The facts of an .ods workbook, once the cells that repeats stand for are within the limits.

    Cells of spaces alone are emptied, for the reader would take one that is far out for the end of
    the table.
    Raises Unreadable for more cells or more text than a worker may hold.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml, blanks = _ODS_BLANK_CELL.subn(_skip_cell, check_tags(archive.read("content.xml")))
        if blanks:
            data = replace_parts(archive, {"content.xml": xml})
    scan = _OdsScan()
    tags = list(_ODS_TAG.finditer(xml))
    ends = [tag.start() for tag in tags[1:]] + [len(xml)]
    for tag, end in zip(tags, ends, strict=True):
        scan.take(tag, xml[tag.end() : end])
    return WorkbookFacts(data, scan.sheets)


def _skip_cell(cell: re.Match[bytes]) -> bytes:
    return b"<table:table-cell" + _ODS_VALUE.sub(b"", cell[1]) + b"/>"


@dataclass(slots=True)
class _OdsScan:
    """Where the scan of an .ods content part is: its sheet, row and column, and what was met."""

    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    name: str = ""
    row: int = 0
    column: int = 0
    filled: int = 0
    row_repeats: int = 1
    cells: int = 0
    characters: int = 0
    row_characters: int = 0

    def take(self, tag: re.Match[bytes], content: bytes) -> None:
        """Take in one tag with what stands between it and the next."""
        closing, kind, attributes = tag[1], tag[2], tag[3]
        if kind == b"table":
            if not closing:
                name = _ODS_NAME.search(attributes)
                self.name = html.unescape(name[1].decode("utf-8", "replace")) if name else ""
                self.sheets[self.name] = SheetFacts()
                self.row = self.column = 0
        elif kind == b"table-row":
            if not closing:
                self.row_repeats = _read_repeats(attributes)
                self.column = self.filled = self.row_characters = 0
            if closing or attributes.endswith(b"/"):
                self._end_row()
        elif not closing:
            self._take_cell(attributes, content)

    def _end_row(self) -> None:
        self.cells += self.filled * self.row_repeats
        self.characters += self.row_characters * self.row_repeats
        self.row += self.row_repeats
        self._check()
        self.column = self.filled = self.row_characters = 0

    def _take_cell(self, attributes: bytes, content: bytes) -> None:
        repeats = _read_repeats(attributes)
        first = self.column
        self.column += repeats
        if b"value-type" in attributes or b"formula" in attributes:
            if b'value-type="string"' not in attributes or _has_text(content):
                self.filled = self.column
            self.row_characters += repeats * len(content)
        self._check()
        spanned = _SPANNED.search(attributes)
        facts = self.sheets.setdefault(self.name, SheetFacts())
        if spanned and int(spanned[1]) > 1:
            facts.merges.setdefault(self.row, []).append((first, first + int(spanned[1]) - 1))
        kind = _find_ods_cell_kind(attributes, content)
        if kind and repeats * self.row_repeats <= limits.COLUMNS:
            for row in range(self.row, self.row + self.row_repeats):
                for column in range(first, self.column):
                    facts.formats[row, column] = kind

    def _check(self) -> None:
        if self.cells > limits.CELLS or self.filled > limits.COLUMNS:
            stopped = refuse_too_wide(self.name or "content", self.row_repeats, self.filled)
            raise Unreadable(stopped.kind, stopped.message)
        if self.characters + self.row_characters > limits.TEXT_CHARACTERS:
            raise Unreadable("too much text", TOO_MUCH_TEXT)


def _has_text(content: bytes) -> bool:
    """True for a cell that shows something between its tags."""
    # “<text:p>5</text:p>” shows 5.
    return bool(re.sub(rb"<[^<>]*>", b"", content).strip(b" \t\r\n\xc2\xa0"))


def _find_ods_cell_kind(attributes: bytes, content: bytes) -> int:
    if b'value-type="percentage"' in attributes:
        return PERCENT
    if b'value-type="date"' in attributes and _SHOWN_MONTH.search(content):
        return MONTH
    return 0


def _read_repeats(attributes: bytes) -> int:
    match = _REPEATED.search(attributes)
    return int(match[1]) if match else 1
