"""From a sheet to what is understood of it, and which of several sheets is best to show."""

from __future__ import annotations

import re
from dataclasses import replace

from placelib.uploads.areachoice import choose_columns
from placelib.uploads.areacolumns import (
    AreaColumnFound,
    Places,
    find_area_columns,
    without_parents,
)
from placelib.uploads.block import (
    Block,
    find_block,
    find_plain_block,
)
from placelib.uploads.filldown import rows_under_an_area
from placelib.uploads.findroles import find_roles
from placelib.uploads.grid import Grid, turned_over
from placelib.uploads.header import header_labels
from placelib.uploads.levels import (
    level_in_words,
    named_level,
    scheme_of,
)
from placelib.uploads.refusals import refuse_finer_rows, refuse_other_levels, refuse_without_areas
from placelib.uploads.rowareas import row_areas
from placelib.uploads.sections import SECTION, with_sections
from placelib.uploads.sheetview import SheetView

_AREA_HEADER = re.compile(
    r"area|\be-?codes?\b|authorit|council|\blad|\bla\b|lad?\d\dcd|borough|district|geograph|region|local|place",
    re.IGNORECASE,
)

_LEAST_ACROSS = 3


def view_sheet(grid: Grid, places: Places, given: tuple[int, ...] = ()) -> SheetView:
    """The sheet understood, turned over where areas are columns; ``given`` header rows from 0."""
    view = _view(grid, places, given)
    across = _areas_across(grid, places)
    if across >= _LEAST_ACROSS and view.places * 2 < across and not given:
        other = _view(turned_over(grid), places, ())
        other.turned = True
        if other.places >= _LEAST_ACROSS and other.roles.figures:
            return other
        shown = view.places and view.roles.figures
        if not shown and other.refusal.startswith("unsupported level"):
            return other
    return view


def _areas_across(grid: Grid, places: Places) -> int:
    """The most places that one of the first rows holds, those of other levels among them."""
    kinds = {"code", "strange code", "name", "board"}
    return max(
        (len({cell for cell in row if places.of(cell).kind in kinds}) for row in grid.rows[:30]),
        default=0,
    )


def _view(grid: Grid, places: Places, given: tuple[int, ...]) -> SheetView:
    view = SheetView(grid)
    columns = find_area_columns(grid, places)
    grid, columns, beside = _leftmost(grid, columns)
    view.grid, view.beside = grid, beside
    columns = columns or _in_part(grid, places)
    block = find_block(grid, places, columns, given) if columns else None
    if block is None:
        return _without_places(view, grid, given)
    # Notes below and titles above are out of the way now: look again at what the table holds.
    inside = find_area_columns(grid, places, block.first, block.last) or columns
    if [column.index for column in inside] != [column.index for column in columns]:
        block = find_block(grid, places, inside, given) or block
    columns, view.block = inside, block
    keys = [column.index for column in columns]
    grid, view.headings = with_sections(grid, block, keys, places)
    view.grid = grid
    view.labels = header_labels(grid, block.header, block.figures, keys)
    view.columns = without_parents(columns, view.labels)
    view.roles = find_roles(grid, block, view.labels, set(keys))
    view.where = choose_columns(
        view.columns, view.roles.level, grid, places, block.first, block.last
    )
    refuse_other_levels(view, grid, places)
    if not view.refusal:
        told = (*view.roles.period, *view.roles.categories)
        at = (*view.where.codes, *view.where.names)
        under = rows_under_an_area(grid, block.first, block.last, at, told)
        view.areas = row_areas(grid, places, view.where, block.first, block.last, under)
        _set_apart(view)
        refuse_without_areas(view)
    if not view.refusal:
        refuse_finer_rows(view, grid, places)
    return view


def _set_apart(view: SheetView) -> None:
    """Give the lines that only head a section their own reason: they are no unknown places."""
    first = view.block.first if view.block else 0
    for number in view.headings:
        if 0 <= number - first < len(view.areas.why):
            view.areas.unmatched.pop(view.areas.label[number - first], None)
            view.areas.why[number - first] = SECTION


def _leftmost(
    grid: Grid, columns: list[AreaColumnFound]
) -> tuple[Grid, list[AreaColumnFound], int | None]:
    """The first of tables that stand side by side, each with its own areas, an empty column apart.

    With it goes the column (from 0) where the next table begins.
    """
    for holds in ("code", "name"):
        same = sorted(column.index for column in columns if column.holds == holds)
        if len(same) < 2:
            continue
        for index in range(same[0] + 1, same[-1]):
            before = sum(column < index for column in same)
            if before and not any(row[index] for row in grid.rows):
                deep = {column.index: column.depth for column in columns}
                if deep[same[0]] == deep[same[before]]:
                    rows = [row[:index] for row in grid.rows]
                    kept = [column for column in columns if column.index < index]
                    return replace(grid, rows=rows), kept, index + 1
    return grid, columns, None


def _in_part(grid: Grid, places: Places) -> list[AreaColumnFound]:
    """Area columns of a sheet in which notes outnumber the rows of the table."""
    rows = [
        number
        for number, row in enumerate(grid.rows)
        if any(places.of(cell).kind in {"code", "strange code", "name"} for cell in row)
    ]
    return find_area_columns(grid, places, rows[0], rows[-1]) if rows else []


def _without_places(view: SheetView, grid: Grid, given: tuple[int, ...]) -> SheetView:
    view.block = find_plain_block(grid)
    view.refusal = "no area column"
    view.remedy = (
        "Add a column with council names or nine-character area codes (such as E08000012)."
    )
    if view.block is None:
        return view
    if given:
        view.block = Block(given, max(given) + 1, view.block.last, view.block.figures)
    view.labels = header_labels(grid, view.block.header, view.block.figures, [])
    view.roles = find_roles(grid, view.block, view.labels, set())
    for index, label in enumerate(view.labels):
        cells = set(grid.column(index, view.block.first, view.block.last))
        scheme = scheme_of(cells) if _AREA_HEADER.search(label) else ""
        if scheme:
            view.refusal = f"area codes of another scheme: {scheme}"
            view.remedy = "Add a column with the councils' names or their nine-character codes."
            return view
        level = level_in_words(label) or (_AREA_HEADER.search(label) and named_level(cells))
        if level and not any(map(str.isdigit, cells)):
            view.refusal = f"unsupported level: {level}"
            view.remedy = "Only councils, combined authorities, regions and nations can be shown."
            return view
    return view


def is_better(view: SheetView, best: SheetView) -> bool:
    """True when a sheet is better to show than an earlier one.

    Figures come before text, then clearly more places, then a table without sums below it; of
    equals the earlier sheet stays.
    """
    kinds = [bool(one.places and one.roles.figures) for one in (view, best)]
    if kinds[0] != kinds[1]:
        return kinds[0]
    if not view.places and not best.places:
        # Nothing can be shown: the sheet that says best why not, a table before notes.
        says = [(one.block is not None, "level" in one.refusal) for one in (view, best)]
        return says[0] > says[1]
    if view.places > 1.1 * best.places or best.places > 1.1 * view.places:
        return view.places > best.places
    return _is_derived(best) and not _is_derived(view) and view.places > 0


def _is_derived(view: SheetView) -> bool:
    return any(why == "total row" for why in view.areas.why) or _has_total_below(view)


def _has_total_below(view: SheetView) -> bool:
    if view.block is None or view.block.last + 1 >= len(view.grid.rows):
        return False
    below = view.grid.rows[view.block.last + 1]
    return any("total" in cell.lower() for cell in below[:3])
