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
from collections.abc import Iterator

from placelib.uploads import limits
from placelib.uploads.formats.grid import MONTH, PERCENT, YEAR, SheetFacts, WorkbookFacts
from placelib.uploads.reading import Problem, Unreadable

# “xl/worksheets/sheet1.xml”.
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml\Z")
# <sheet name="Table 1" sheetId="2" r:id="rId2"/>
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^<>]*)>")
# name="Table 1", r:id='rId2'
_ATTRIBUTE = re.compile(r"""([\w:]+)\s?=\s?(?:"([^"<>]*)"|'([^'<>]*)')""")
# <Relationship Id="rId2" Target="worksheets/sheet2.xml"/>
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^<>]*)>")
# The place of a cell, r="XFD20" or r='xfd20', and of a row.
_PLACE = re.compile(rb"""\sr=["']([A-Za-z]{1,8})(\d{1,12})["']""")
# r="20" in a row.
_ROW_PLACE = re.compile(rb"""\sr=["'](\d{1,12})["']""")
# Places that are far out at a glance: three letters, or six digits.
_FAR_COLUMN = re.compile(rb"""\sr=["']([A-Za-z]{3,})\d""")
_FAR_ROW = re.compile(rb"""\sr=["'][A-Za-z]{1,8}(\d{6,12})["']""")
# Any place that the pattern below or the two above could match: r="AAA1", r="A100000", r="100000".
# Few parts have such a place. It begins with letters alone, which are searched for fastest.
_MAY_BE_FAR = re.compile(rb"""r=["'](?:[A-Za-z]{3,}\d|[A-Za-z]{0,8}\d{6})""")
# <row r="20">
_ROW = re.compile(rb"""<row\b[^<>]*?\sr=["'](\d{1,12})["']""")
# No program writes such a place, and its number is more than the reader holds: r="B3444444444444".
_NO_PLACE = re.compile(rb"""\sr=["'](?:[A-Za-z]{9,}\d|[A-Za-z]{0,8}\d{13,})""")
# The tag of a row or a cell with its attributes.
_TAG = re.compile(rb"<(row|c)\b([^<>]*)>")
# t="s": the value is the number of a shared string.
_TYPE_STRING = re.compile(rb"""\st=["']s["']""")
# <v>12.5</v>, and <t>Leeds</t> where the text stands in the cell.
_VALUE = re.compile(rb"<v>([^<>]{1,40})</v>")
_INLINE_TEXT = re.compile(rb"<t\b[^<>]*>([^<>]*)</t>")
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
            may_be_far = _MAY_BE_FAR.search(xml) is not None
            if may_be_far and _NO_PLACE.search(xml):
                raise Unreadable("damaged", _STRANGE_TAG)
            name = names.get(entry, entry.rpartition("/")[2])
            if may_be_far and _is_far(xml):
                bounded, rows, columns = _drop_far_cells(xml, strings)
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


def _is_far(xml: bytes) -> bool:
    """True where a cell may lie outside the limits; rows without cells bound nothing."""
    columns = max(map(_read_column_number, _FAR_COLUMN.findall(xml)), default=1)
    rows = max(map(int, (*_FAR_ROW.findall(xml), *_ROW.findall(xml))), default=0)
    return is_too_large(rows, columns)


def is_too_large(rows: int, columns: int) -> bool:
    """True for a sheet that reaches beyond what is read."""
    return columns > limits.COLUMNS or rows * columns > limits.CELLS or rows > limits.ROWS


def _drop_far_cells(xml: bytes, strings: bytes) -> tuple[bytes, int, int]:
    """The part without the cells that lie beyond all filled ones, and how far those reach."""
    blank_texts = _find_blank_texts(strings)
    # Each piece begins with a tag of a row or a cell and ends before the next.
    pieces = re.split(rb"(?=<(?:row|c)[\s>/])", xml)
    places: list[tuple[int, int]] = []
    filled: list[bool] = []
    row = column = 0
    rows = columns = 1
    for piece in pieces:
        tag = _TAG.match(piece)
        place = _PLACE.search(tag[2]) if tag else None
        if tag and tag[1] == b"row":
            number = _ROW_PLACE.search(tag[2])
            row, column = int(number[1]) if number else row + 1, 0
        elif tag:
            column = _read_column_number(place[1]) if place else column + 1
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


def _read_string_items(strings: bytes) -> Iterator[bytes]:
    """Each shared string as it is written, in order."""
    pieces = strings.split(b"<si>")
    for piece in pieces[1:]:
        yield b"".join(_INLINE_TEXT.findall(piece))


def _find_blank_texts(strings: bytes) -> set[bytes]:
    return {
        str(number).encode()
        for number, text in enumerate(_read_string_items(strings))
        if not text.strip(b" \t\r\n\xc2\xa0")
    }


def _measure_texts(strings: bytes) -> list[int]:
    """The lengths of the shared strings; empty where none is long enough to matter."""
    lengths = [len(text) for text in _read_string_items(strings)]
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
    for tag in _TAG.finditer(xml):
        if tag[1] == b"row":
            number = _ROW_PLACE.search(tag[2])
            row, column = int(number[1]) if number else row + 1, 0
            continue
        place = _PLACE.search(tag[2])
        column = _read_column_number(place[1]) if place else column + 1
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


def _read_column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number


def _read_letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def refuse_too_wide(name: str, rows: int, columns: int) -> Problem:
    """Say that a sheet reaches too far, by the name that the user sees."""
    return Problem(
        "far cells",
        f"The sheet “{name[:40]}” reaches to {_read_letters(columns)}{rows} (row {rows:,}, column "
        f"{columns:,}): a cell lies far outside the table, so the sheet was not read. Delete the "
        "rows and columns beyond the table and upload it again.",
    )


def _drop_results(name: str, count: int) -> Problem:
    return Problem(
        "formulas without values",
        f"The sheet “{name[:40]}” has {count:,} formulas without saved values: those cells are "
        "read as missing. Open the workbook in a spreadsheet, save it and upload it again.",
    )
