"""From a sheet to what is understood of it, and which of several sheets is best to show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from placelib.uploads.areas.columns import (
    AreaColumnProfile,
    Places,
    choose_columns,
    drop_parents,
    find_area_columns,
)
from placelib.uploads.areas.levels import find_level, find_named_level, find_scheme
from placelib.uploads.areas.rows import find_row_areas
from placelib.uploads.formats.cell_values import is_figure
from placelib.uploads.formats.delimited import WRONG_WIDTH
from placelib.uploads.formats.grid import Grid, transpose
from placelib.uploads.layout.block import Block, find_block, find_plain_block
from placelib.uploads.layout.header import join_header_labels
from placelib.uploads.layout.roles import find_roles
from placelib.uploads.layout.rows_above import add_sections, find_rows_below
from placelib.uploads.layout.sheet import (
    SECTION,
    SheetView,
    refuse_finer_rows,
    refuse_other_levels,
    refuse_without_areas,
)

# “Area code”, “LA name”, “LAD21CD”, “District”.
_AREA_HEADER = re.compile(
    r"area|\be-?codes?\b|authorit|council|\blad|\bla\b|lad?\d\dcd|borough|district|geograph|region|local|place",
    re.IGNORECASE,
)
# Two places in one row may be a route or a merger: “Leeds to York”.
_LEAST_ACROSS = 3
# A table that is shorter than its notes is short.
_ROWS_AMONG_NOTES = 2_000
_ACROSS = {"code", "strange code", "name", "board"}
# The row that names the areas stands among the first; a line of a title fills a cell or two.
_TOP_ROWS = 30
_MOST_IN_A_TITLE = 2


@dataclass(frozen=True, slots=True)
class LayoutChoices:
    """What a person decided about a sheet: header rows and roles of columns, both from 0.

    ``table`` is the start of the table that was chosen of several.
    """

    header: tuple[int, ...] = ()
    table: int | None = None
    roles: Mapping[int, str] = field(default_factory=dict)


def analyse_sheet(grid: Grid, places: Places, choices: LayoutChoices | None = None) -> SheetView:
    """The sheet understood, turned over where areas are columns."""
    choices = choices or LayoutChoices()
    view = _build_view(grid, places, choices)
    across = _find_areas_across(grid, places)
    if across >= _LEAST_ACROSS and view.places * 2 < across and not choices.header:
        table, outside = _drop_notes(grid, places)
        transposed = _build_view(transpose(table), places, LayoutChoices(roles=choices.roles))
        transposed.turned = True
        transposed.outside = outside
        transposed.columns_in = grid.width
        transposed.cells_beside = Counter(cell for row in outside for cell in grid.rows[row])
        if transposed.places >= _LEAST_ACROSS and transposed.roles.figures:
            return transposed
        is_usable = view.places and view.roles.figures
        if not is_usable and transposed.refusal.startswith("unsupported level"):
            return transposed
    return view


def _drop_notes(grid: Grid, places: Places) -> tuple[Grid, dict[int, str]]:
    """The grid with the lines above and below a table of areas across blanked out, and those lines.

    Titles and notes would become columns once rows are columns. The table goes from the row that
    names the areas, with the rows of headings right above it, to the last row with figures under
    at least half of them.
    """
    is_across = [[places.of(cell).kind in _ACROSS for cell in row] for row in grid.rows[:_TOP_ROWS]]
    top = max(range(len(is_across)), key=lambda number: sum(is_across[number]))
    columns = [index for index, is_place in enumerate(is_across[top]) if is_place]
    last = max(
        (
            number
            for number, row in enumerate(grid.rows)
            if number > top and 2 * sum(is_figure(row[index]) for index in columns) >= len(columns)
        ),
        default=None,
    )
    if last is None:
        return grid, {}
    while top > 0 and len(list(filter(None, grid.rows[top - 1]))) > _MOST_IN_A_TITLE:
        top -= 1
    lines = {
        number: " ".join(cell for cell in row if cell)
        for number, row in enumerate(grid.rows)
        if not top <= number <= last and any(row)
    }
    rows = [[""] * grid.width if number in lines else row for number, row in enumerate(grid.rows)]
    return replace(grid, rows=rows), lines


def _find_areas_across(grid: Grid, places: Places) -> int:
    """The most places that one of the first rows holds, those of other levels among them."""
    return max(
        (
            len({cell for cell in row if places.of(cell).kind in _ACROSS})
            for row in grid.rows[:_TOP_ROWS]
        ),
        default=0,
    )


def _build_view(grid: Grid, places: Places, choices: LayoutChoices) -> SheetView:
    view = SheetView(grid)
    chosen_header = choices.header
    columns = find_area_columns(grid, places)
    grid, columns, beside = _find_leftmost(grid, columns)
    view.columns_in = view.grid.width
    if beside is not None:
        view.cells_beside = Counter(
            cell for row in view.grid.rows for cell in row[grid.width :] if cell
        )
    view.grid, view.beside = grid, beside
    columns = columns or _analyse_part(grid, places)
    block = find_block(grid, places, columns, chosen_header, choices.table) if columns else None
    if block is None:
        return _drop_places(view, grid, chosen_header)
    # Notes below and titles above are out of the way now: look again at what the table holds.
    inside = find_area_columns(grid, places, block.first, block.last) or columns
    if [column.index for column in inside] != [column.index for column in columns]:
        block = find_block(grid, places, inside, chosen_header, choices.table) or block
    columns, view.block = inside, block
    _accept_width(grid, block)
    keys = [column.index for column in columns]
    view.keys = frozenset(keys)
    width = grid.width
    grid, view.headings = add_sections(grid, block, keys, places)
    view.grid = grid
    view.sections = width if grid.width > width else None
    view.labels = join_header_labels(grid, block.header, block.figures, keys)
    view.columns = drop_parents(columns, view.labels)
    view.roles = find_roles(grid, block, view.labels, set(keys), choices.roles)
    view.where = choose_columns(
        view.columns, view.roles.level, grid, places, block.first, block.last
    )
    refuse_other_levels(view, grid, places)
    if not view.refusal:
        distinguishing = (*view.roles.period, *view.roles.categories)
        place_columns = (*view.where.codes, *view.where.names)
        under = find_rows_below(grid, block.first, block.last, place_columns, distinguishing)
        view.areas = find_row_areas(grid, places, view.where, block.first, block.last, under)
        _set_apart(view)
        refuse_without_areas(view)
    if not view.refusal:
        refuse_finer_rows(view, grid, places)
    return view


def _accept_width(grid: Grid, block: Block) -> None:
    """Forget that rows are not as wide as those of another table: here most have their width."""
    rows = [*block.header, *range(block.first, block.last + 1)]
    narrow = [number for number in rows if grid.flaws.get(number) == WRONG_WIDTH]
    if 2 * len(narrow) > len(rows) and not any(number in grid.beyond for number in narrow):
        for number in narrow:
            del grid.flaws[number]


def _set_apart(view: SheetView) -> None:
    """Give the lines that only head a section their own reason: they are no unknown places."""
    first = view.block.first if view.block else 0
    for number in view.headings:
        if 0 <= number - first < len(view.areas.why):
            view.areas.unmatched.pop(view.areas.label[number - first], None)
            view.areas.why[number - first] = SECTION


def _find_leftmost(
    grid: Grid, columns: list[AreaColumnProfile]
) -> tuple[Grid, list[AreaColumnProfile], int | None]:
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
                    columns_left = [column for column in columns if column.index < index]
                    return replace(grid, rows=rows), columns_left, index + 1
    return grid, columns, None


def _analyse_part(grid: Grid, places: Places) -> list[AreaColumnProfile]:
    """Area columns of a sheet in which notes outnumber the rows of the table."""
    rows = [
        number
        for number, row in enumerate(grid.rows[:_ROWS_AMONG_NOTES])
        if any(places.of(cell).kind in {"code", "strange code", "name"} for cell in row)
    ]
    return find_area_columns(grid, places, rows[0], rows[-1]) if rows else []


def _drop_places(view: SheetView, grid: Grid, chosen_header: tuple[int, ...]) -> SheetView:
    view.block = find_plain_block(grid)
    view.refusal = "no area column"
    view.remedy = (
        "Add a column with council names or nine-character area codes (such as E08000012)."
    )
    if view.block is None:
        return view
    if chosen_header:
        view.block = Block(
            chosen_header, max(chosen_header) + 1, view.block.last, view.block.figures
        )
    view.labels = join_header_labels(grid, view.block.header, view.block.figures, [])
    view.roles = find_roles(grid, view.block, view.labels, set(), {})
    for index, label in enumerate(view.labels):
        cells = set(grid.column(index, view.block.first, view.block.last))
        scheme = find_scheme(cells) if _AREA_HEADER.search(label) else ""
        if scheme:
            view.refusal = f"area codes of another scheme: {scheme}"
            view.remedy = "Add a column with the councils' names or their nine-character codes."
            return view
        level = find_level(label) or (_AREA_HEADER.search(label) and find_named_level(cells))
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
    kinds = [bool(sheet.places and sheet.roles.figures) for sheet in (view, best)]
    if kinds[0] != kinds[1]:
        return kinds[0]
    if not view.places and not best.places:
        # Nothing can be shown: the sheet that says best why not, a table before notes.
        says = [(sheet.block is not None, "level" in sheet.refusal) for sheet in (view, best)]
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
