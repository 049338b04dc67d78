"""Workbooks (.xlsx, .xls, .ods) to grids: sizes checked on the real cells before they are read."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import python_calamine

from placelib.uploads import limits
from placelib.uploads.formats.grid import Grid, make_grid
from placelib.uploads.reading import Problem, Unreadable

# Each form begins with plain characters: that is ten times faster on a long part.
_FAR_COLUMN = (re.compile(rb' r="([A-Za-z]{3,})\d'), re.compile(rb"\br='([A-Za-z]{3,})\d"))
_FAR_ROW = (re.compile(rb' r="[A-Za-z]+(\d{6,})"'), re.compile(rb"\br='[A-Za-z]+(\d{6,})'"))
_ROW = (re.compile(rb'<row [^>]*?\br="(\d+)"'), re.compile(rb"""row\b[^>]*?\br='(\d+)'"""))
_ODS_TAG = re.compile(rb"<(/?)table:(table-row|table-cell|covered-table-cell)\b([^>]*)>")
_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="(\d+)"')
_NO_RESULT = re.compile(rb"<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>", re.DOTALL)
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml\Z")


def read_workbook(data: bytes, kind: str) -> tuple[list[Grid], list[Problem]]:
    """The grids of all sheets in order, and what is wrong with the workbook as a whole.

    Hidden sheets are marked; a sheet that cannot be read is left out with a problem. Links,
    connections and macros are never followed. Raises Unreadable for a damaged or protected
    workbook and for one with cells far outside any table.
    """
    problems = _scan_xlsx(data) if kind == "xlsx" else []
    if kind == "ods":
        _scan_ods(data)
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        sheets = [
            (
                entry.name,
                entry.visible != python_calamine.SheetVisibleEnum.Visible,
                entry.typ == python_calamine.SheetTypeEnum.WorkSheet,
            )
            for entry in book.sheets_metadata
        ]
        grids = [_grid(book, name, hidden) for name, hidden, is_sheet in sheets if is_sheet]
    except python_calamine.PasswordError as problem:
        raise Unreadable(
            "password", "The workbook is password-protected. Remove the password and upload it."
        ) from problem
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as problem:
        raise _damaged() from problem
    return grids, problems


def _damaged() -> Unreadable:
    return Unreadable(
        "damaged",
        "The workbook is damaged or of a kind that cannot be read. Open it in a spreadsheet, save "
        "it as .xlsx and upload the new copy.",
    )


def _grid(book: python_calamine.CalamineWorkbook, name: str, hidden: bool) -> Grid:
    # Sheets cached from linked files are hidden and named by path: they are not the user's.
    if hidden or name.startswith("'file:"):
        return Grid(name, [], hidden=True)
    sheet = book.get_sheet_by_name(name)
    cells = sheet.total_height * sheet.total_width
    if cells > limits.CELLS or sheet.total_width > limits.COLUMNS:
        raise _too_wide(name, sheet.total_height, sheet.total_width)
    raw = sheet.to_python(skip_empty_area=False)
    grid = make_grid(name, [[_text(cell) for cell in row] for row in raw])
    for (row, first), (_, last) in sheet.merged_cell_ranges or ():
        if last > first:
            grid.merges.setdefault(row, []).append((first, last))
    return grid


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell)


def _too_wide(name: str, rows: int, columns: int) -> Unreadable:
    return Unreadable(
        "far cells",
        f"The sheet “{name[:40]}” reaches to {_letters(columns)}{rows} (row {rows:,}, column "
        f"{columns:,}): a cell lies far outside the table. Delete the rows and columns beyond the "
        "table and upload it again.",
    )


def _scan_xlsx(data: bytes) -> list[Problem]:
    problems: list[Problem] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            if not _SHEET_PART.match(entry):
                continue
            xml = archive.read(entry)
            # XML may quote with either mark, and never does both in one part.
            plain = b"r='" not in xml
            far = _FAR_COLUMN[not plain].findall(xml)
            columns = max(map(_column_number, far), default=1)
            tall = [*_ROW[not plain].findall(xml), *_FAR_ROW[not plain].findall(xml)]
            rows = max((int(number[:12]) for number in tall), default=0)
            if columns > limits.COLUMNS or rows * columns > limits.CELLS or rows > limits.ROWS:
                raise _too_wide(entry.rpartition("/")[2], rows, columns)
            empty = len(_NO_RESULT.findall(xml)) if b"<f" in xml else 0
            if empty:
                problems.append(_without_results(entry.rpartition("/")[2], empty))
    return problems


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _without_results(part: str, count: int) -> Problem:
    return Problem(
        "formulas without values",
        f"A sheet ({part}) has {count:,} formulas without saved values: those cells are read as "
        "missing. Open the workbook in a spreadsheet, save it and upload it again.",
    )


def _scan_ods(data: bytes) -> None:
    """Hold the cells that repeats stand for to the limits, before anything unfolds them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("content.xml")
    total = columns = filled = row_repeats = 0
    for closing, tag, attributes in _ODS_TAG.findall(xml):
        if tag == b"table-row":
            if closing or attributes.endswith(b"/"):
                total += filled * row_repeats
                columns = filled = 0
            else:
                row_repeats = _repeats(attributes)
                columns = filled = 0
        elif not closing:
            columns += _repeats(attributes)
            if b"value-type" in attributes or b"formula" in attributes:
                filled = columns
        if total > limits.CELLS or filled > limits.COLUMNS:
            raise _too_wide("content", row_repeats, max(columns, filled))


def _repeats(attributes: bytes) -> int:
    match = _REPEATED.search(attributes)
    return int(match[1][:9]) if match else 1
