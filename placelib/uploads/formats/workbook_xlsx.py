"""What the parts of an .xlsx workbook say before anything unfolds them: sizes, formats, gaps.

Only patterns that stop at the next tag are used here, so that time grows with the size of a part
and no faster.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections import Counter

from placelib.uploads import limits
from placelib.uploads.formats.grid import MONTH, PERCENT, YEAR, SheetFacts, WorkbookFacts
from placelib.uploads.formats.workbook_xlsx_bounds import (
    MAY_BE_FAR,
    NO_PLACE,
    PLACE,
    ROW_PLACE,
    TAG,
    drop_far_cells,
    is_far,
    is_too_large,
    read_column_number,
    read_string_items,
    refuse_too_wide,
)
from placelib.uploads.reading import Problem, Unreadable

# “xl/worksheets/sheet1.xml”.
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml\Z")
# <sheet name="Table 1" sheetId="2" r:id="rId2"/>
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^<>]*)>")
# name="Table 1", r:id='rId2'
_ATTRIBUTE = re.compile(r"""([\w:]+)\s?=\s?(?:"([^"<>]*)"|'([^'<>]*)')""")
# <Relationship Id="rId2" Target="worksheets/sheet2.xml"/>
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^<>]*)>")
# A reference to a shared string: <c r="A1" t="s"><v>12</v>.
_REFERENCE = re.compile(rb"""\st=["']s["'][^<>]*><v>(\d{1,9})</v>""")
# A formula without a saved value: <f>A1+B1</f></c> or <f>A1+B1</f><v></v></c>.
_NO_RESULT = re.compile(
    rb"<f\b[^<>]*(?:/>|>[^<>]*</f>)\s{0,9}(?:<v\s?/>|<v>\s{0,9}</v>)?\s{0,9}</c>"
)
# The list of cell formats: <cellXfs><xf numFmtId="10"/>…</cellXfs>.
_CELL_FORMATS = re.compile(rb"<cellXfs\b[^<>]*>(.*?)</cellXfs>", re.DOTALL)
# <xf numFmtId="10" fontId="0"/>
_FORMAT_OF_CELL = re.compile(rb"<xf\b([^<>]*)>")
# <numFmt numFmtId="164" formatCode="0.0%"/>
_NUMBER_FORMAT = re.compile(r"<(?:\w+:)?numFmt\b([^<>]*)>")
# Parts of a format that show no value: "text", \x, [Red], [$-809], _) and *-.
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
# Formats that every workbook has by number: 9 is “0%”, 10 is “0.00%”, 17 is “mmm-yy”.
BUILT_IN = {9: PERCENT, 10: PERCENT, 17: MONTH}
# What stands between two tags: only texts of cells, and strange tags, are as long.
_LONG_PART = re.compile(rb"<[^<]{5000,}")
# Half of that.
_PIECE = 2_500
# A tag of a real workbook has about ten.
_MOST_ATTRIBUTES = 1_000
_STRANGE_TAG = (
    "The workbook is damaged: a part of it is not written as workbooks are. Open it in a "
    "spreadsheet, save it again and upload the new copy."
)


def scan_xlsx(data: bytes) -> WorkbookFacts:
    """The facts of an .xlsx workbook; empty cells far outside its tables are taken out of it.

    Raises Unreadable for texts that would unfold to more than a worker may hold.
    """
    facts = WorkbookFacts(data)
    replaced: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = _read_sheet_names(archive)
        strings = check_tags(_read_part(archive, "xl/sharedStrings.xml"))
        styles = _read_cell_formats(check_tags(_read_part(archive, "xl/styles.xml")))
        lengths = _measure_texts(strings)
        unfolded = 0
        for entry in archive.namelist():
            if not _SHEET_PART.match(entry):
                continue
            xml = check_tags(archive.read(entry))
            may_be_far = MAY_BE_FAR.search(xml) is not None
            if may_be_far and NO_PLACE.search(xml):
                raise Unreadable("damaged", _STRANGE_TAG)
            name = names.get(entry, entry.rpartition("/")[2])
            if may_be_far and is_far(xml):
                bounded, rows, columns = drop_far_cells(xml, strings)
                if is_too_large(rows, columns):
                    facts.unreadable[name] = refuse_too_wide(name, rows, columns)
                    bounded = b"<worksheet/>"
                xml = replaced[entry] = bounded
            unfolded += _measure_unfolded_text(xml, lengths)
            if unfolded > limits.TEXT_CHARACTERS:
                raise Unreadable("too much text", TOO_MUCH_TEXT)
            facts.sheets[name] = SheetFacts(_read_formatted_cells(xml, styles))
            empty = len(_NO_RESULT.findall(xml)) if b"<f" in xml else 0
            if empty:
                facts.problems.append(_drop_results(name, empty))
        if replaced:
            facts.data = replace_parts(archive, replaced)
    return facts


TOO_MUCH_TEXT = (
    "The workbook repeats long texts in so many cells that they cannot be held. Remove notes and "
    "other long texts from the rows of the table and upload it again."
)


def check_tags(xml: bytes) -> bytes:
    """The part itself, unless a tag in it has more attributes than any real one.

    A reader of XML compares each attribute with all others of its tag.
    """
    # A long part fills one of these pieces: where each has the start of a tag, none is long.
    starts = range(0, len(xml), _PIECE)
    has_long = any(xml.find(b"<", start, start + _PIECE) < 0 for start in starts)
    if has_long and any(part.count(b"=") > _MOST_ATTRIBUTES for part in _LONG_PART.findall(xml)):
        raise Unreadable("damaged", _STRANGE_TAG)
    if xml.count(b"<") > xml.count(b">"):
        raise Unreadable("damaged", _STRANGE_TAG)
    return xml


def _read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


def _read_attributes(text: str) -> dict[str, str]:
    return {
        match[1]: html.unescape(match[2] or match[3] or "") for match in _ATTRIBUTE.finditer(text)
    }


def _read_sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name that the user sees of each part that holds a sheet."""
    book = _read_part(archive, "xl/workbook.xml").decode("utf-8", "replace")
    relations = _read_part(archive, "xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        .removeprefix("/xl/")
        .removeprefix("./")
        for attributes in map(_read_attributes, _RELATION.findall(relations))
    }
    names = {}
    for attributes in map(_read_attributes, _SHEET.findall(book)):
        target = targets.get(attributes.get("r:id", ""), "")
        names[f"xl/{target}"] = attributes.get("name", "")
    return {part: name for part, name in names.items() if name}


def _measure_texts(strings: bytes) -> list[int]:
    """The lengths of the shared strings; empty where none is long enough to matter."""
    lengths = [len(text) for text in read_string_items(strings)]
    return lengths if max(lengths, default=0) > limits.LONG_TEXT else []


def _measure_unfolded_text(xml: bytes, lengths: list[int]) -> int:
    """How many characters the shared strings of a sheet come to, each as often as it is used."""
    if not lengths:
        return 0
    used = Counter(_REFERENCE.findall(xml))
    return sum(
        lengths[int(number)] * times for number, times in used.items() if int(number) < len(lengths)
    )


def _read_cell_formats(styles: bytes) -> dict[bytes, int]:
    """The numbers of the cell styles that show a per cent, a month or a year."""
    custom = {}
    for attributes in map(
        _read_attributes, _NUMBER_FORMAT.findall(styles.decode("utf-8", "replace"))
    ):
        custom[attributes.get("numFmtId", "")] = find_format_kind(attributes.get("formatCode", ""))
    formats = _CELL_FORMATS.search(styles)
    kinds = {}
    for number, raw in enumerate(_FORMAT_OF_CELL.findall(formats[1]) if formats else ()):
        wanted = _read_attributes(raw.decode("utf-8", "replace")).get("numFmtId", "")
        kind = custom.get(wanted, 0) or BUILT_IN.get(int(wanted) if wanted.isdigit() else 0, 0)
        if kind:
            kinds[str(number).encode()] = kind
    return kinds


def find_format_kind(code: str) -> int:
    """What a number format shows: “0.0%” a per cent, “mmm-yy” a month, “yyyy” a year; else 0."""
    visible = _NOT_SHOWN.sub("", code.partition(";")[0]).lower()
    if "%" in visible:
        return PERCENT
    if "y" not in visible or set("dhs#0") & set(visible):
        return 0
    return MONTH if "m" in visible else YEAR


def _read_formatted_cells(xml: bytes, styles: dict[bytes, int]) -> dict[tuple[int, int], int]:
    """The cells of a sheet whose style shows a per cent, a month or a year."""
    if not styles:
        return {}
    wanted = b"|".join(styles)
    # s="12" on a cell, for the styles that were found.
    style = re.compile(rb"""\ss=["'](%b)["']""" % wanted)
    if not style.search(xml):
        return {}
    cells: dict[tuple[int, int], int] = {}
    row = column = 0
    for tag in TAG.finditer(xml):
        if tag[1] == b"row":
            number = ROW_PLACE.search(tag[2])
            row, column = int(number[1]) if number else row + 1, 0
            continue
        place = PLACE.search(tag[2])
        column = read_column_number(place[1]) if place else column + 1
        match = style.search(tag[2])
        if match:
            cells[(int(place[2]) if place else row) - 1, column - 1] = styles[match[1]]
    return cells


def replace_parts(archive: zipfile.ZipFile, replaced: dict[str, bytes]) -> bytes:
    """The archive with other bytes for some of its parts, in memory and uncompressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
        for entry in archive.namelist():
            copy.writestr(entry, replaced.get(entry) or archive.read(entry))
    return out.getvalue()


def _drop_results(name: str, count: int) -> Problem:
    return Problem(
        "formulas without values",
        f"The sheet “{name[:40]}” has {count:,} formulas without saved values: those cells are "
        "read as missing. Open the workbook in a spreadsheet, save it and upload it again.",
    )
