"""Workbooks (.xlsx, .xls, .ods) to grids: sizes checked on the real cells before they are read."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import python_calamine

from placelib.uploads import limits
from placelib.uploads.formats.grid import (
    MONTH,
    PERCENT,
    YEAR,
    Grid,
    SheetFacts,
    WorkbookFacts,
    make_grid,
)
from placelib.uploads.formats.workbook_ods import scan_ods
from placelib.uploads.formats.workbook_xls import scan_xls
from placelib.uploads.formats.workbook_xlsx import scan_xlsx
from placelib.uploads.formats.workbook_xlsx_bounds import refuse_too_wide
from placelib.uploads.reading import Problem, Unreadable


def read_workbook(data: bytes, kind: str) -> tuple[list[Grid], list[Problem]]:
    """The grids of all sheets in order, and what is wrong with the workbook as a whole.

    Hidden sheets are marked; a sheet that cannot be read is left out with a problem. Cells that
    show a per cent are read as one, dates of which only the month or the year is shown as that.
    Links, connections and macros are never followed. Raises Unreadable for a damaged or protected
    workbook and where no sheet can be read.
    """
    scans = {"xlsx": scan_xlsx, "xls": scan_xls, "ods": scan_ods}
    facts = scans[kind](data) if kind in scans else WorkbookFacts(data)
    try:
        book = python_calamine.load_workbook(io.BytesIO(facts.data))
        sheets = [
            (entry.name, entry.visible != python_calamine.SheetVisibleEnum.Visible)
            for entry in book.sheets_metadata
            if entry.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        grids = [
            _build_grid(book, name, facts, hidden=hidden)
            for name, hidden in sheets
            if name not in facts.unreadable
        ]
    except python_calamine.PasswordError as problem:
        raise Unreadable(
            "password", "The workbook is password-protected. Remove the password and upload it."
        ) from problem
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as problem:
        raise _refuse_damaged() from problem
    readable = [grid for grid in grids if grid.name not in facts.unreadable]
    if facts.unreadable and not any(grid.rows and not grid.hidden for grid in readable):
        stopped = next(iter(facts.unreadable.values()))
        raise Unreadable(stopped.kind, stopped.message)
    left_out = [Grid(name, [], notes=[why.message]) for name, why in facts.unreadable.items()]
    return [*readable, *left_out], [*facts.unreadable.values(), *facts.problems]


def _refuse_damaged() -> Unreadable:
    return Unreadable(
        "damaged",
        "The workbook is damaged or of a kind that cannot be read. Open it in a spreadsheet, save "
        "it as .xlsx and upload the new copy.",
    )


def _build_grid(
    book: python_calamine.CalamineWorkbook, name: str, facts: WorkbookFacts, *, hidden: bool
) -> Grid:
    # Sheets cached from linked files are hidden and named by path: they are not the user's.
    if hidden or name.startswith("'file:"):
        return Grid(name, [], hidden=True)
    sheet = book.get_sheet_by_name(name)
    cells = sheet.total_height * sheet.total_width
    if cells > limits.CELLS or sheet.total_width > limits.COLUMNS:
        facts.unreadable[name] = refuse_too_wide(name, sheet.total_height, sheet.total_width)
        return Grid(name, [])
    sheet_facts = facts.sheets.get(name, SheetFacts())
    rows = [_format_row(row) for row in sheet.to_python(skip_empty_area=False)]
    _apply_formats(rows, sheet_facts)
    grid = make_grid(name, rows)
    grid.merges = {row: list(merged) for row, merged in sheet_facts.merges.items()}
    for (row, first), (_, last) in sheet.merged_cell_ranges or ():
        if last > first:
            grid.merges.setdefault(row, []).append((first, last))
    return grid


def _apply_formats(rows: list[list[str]], facts: SheetFacts) -> None:
    """Write cells as their format shows them: 0.124 as 12.4%, 2023-04-01 as 2023-04."""
    for (row, column), kind in facts.formats.items():
        if row >= len(rows) or column >= len(rows[row]):
            continue
        text = rows[row][column]
        if kind == PERCENT:
            rows[row][column] = _format_percent(text)
        elif kind in {MONTH, YEAR} and _is_day(text):
            rows[row][column] = text[: 7 if kind == MONTH else 4]


def _format_percent(text: str) -> str:
    try:
        # 0.07 * 100 is 7.000000000000001: twelve digits are more than any table has.
        return f"{float(f'{float(text) * 100:.12g}')!r}".removesuffix(".0") + "%"
    except ValueError:
        return text


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text[:4].isdigit()


def _format_row(row: Sequence[object]) -> list[str]:
    """The cells of a row as texts; the two kinds that fill most sheets without a call for each."""
    return [
        cell
        if isinstance(cell, str)
        else repr(cell).removesuffix(".0")
        if isinstance(cell, float)
        else _format_text(cell)
        for cell in row
    ]


def _format_text(cell: object) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell)
