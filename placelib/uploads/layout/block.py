"""Where the table is in a sheet: its header rows, its first and its last row."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from placelib.uploads.areas.columns import AreaColumnProfile, Places
from placelib.uploads.areas.register import is_total
from placelib.uploads.formats.cell_values import is_figure, is_number, read_value
from placelib.uploads.formats.grid import Grid
from placelib.uploads.layout.header import MOST_HEADER_ROWS, find_header
from placelib.uploads.periods.grammar import read_period_text

# “Area name”, “LAD21NM”, “Local authority”, “Council (2021)”.
_HEADS_PLACES = re.compile(
    r"(?:(?:[\w/&]+ ){0,4}(?:codes?|names?|mnemonic)|[a-z]{2,6}\d\d(?:cd|nm)|description|areas?"
    r"|(?:local )?authorit(?:y|ies)|councils?|boroughs?|districts?|regions?|geograph(?:y|ies)"
    r"|places?|lad?|country)(?:\s?[\[(].*[\])]|\d)?\Z",
    re.IGNORECASE,
)
# “0, 1, 2, 3, 4” and longer are single years of age over columns.
_LEAST_IN_A_COUNT = 5
# Of the lines above a further table, its title and its headings.
_LINES_SHOWN = 2
# Two rows may be sums; three are a table.
_LEAST_ROWS = 3
# “Not stated” below a table is still a row of it; “Total” is none.
_LEFTOVER = re.compile(r"not stated|unknown|other\b|not classified|unallocated", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FurtherTable:
    """A table of the sheet that was not read: its first line, first place, last row, headings."""

    first: int
    start: int
    last: int
    heading: str


@dataclass(frozen=True, slots=True)
class Block:
    """One table in a sheet; rows from 0. ``header`` is empty when there is no header row.

    ``figures`` are the columns whose cells are figures; ``start`` is the first row with a place;
    ``others`` are the further tables of the sheet, from the first line of their headings to their
    last row, each with its own start.
    """

    header: tuple[int, ...]
    first: int
    last: int
    figures: tuple[int, ...]
    start: int = 0
    others: tuple[FurtherTable, ...] = ()


def find_block(
    grid: Grid,
    places: Places,
    columns: list[AreaColumnProfile],
    chosen_header: tuple[int, ...] = (),
    chosen_start: int | None = None,
) -> Block | None:
    """The largest table of the sheet, None when no row has a place.

    ``chosen_header`` are header rows (from 0) that a person chose: the data then start below them.
    ``chosen_start`` is the start of the table that a person chose of several.
    """
    keys = [column.index for column in columns]
    places_in = [
        number
        for number, row in enumerate(grid.rows)
        if _has_place(row, keys, places) and (not chosen_header or number > max(chosen_header))
    ]
    figures = find_figure_columns(grid, places_in, set(keys))
    anchors = [
        number
        for number in places_in
        if any("code" in places.of(grid.rows[number][key]).kind for key in keys)
        or any(is_figure(grid.rows[number][index]) for index in figures)
    ] or places_in
    if not anchors:
        return None
    runs = _find_runs(grid, anchors, figures)
    best = next((run for run in runs if run[0] == chosen_start), max(runs, key=len))
    if best[0] == chosen_start:
        figures = find_figure_columns(grid, best, set(keys)) or figures
    first = best[0] if chosen_header else _find_first_row(grid, best[0], figures, keys, places)
    last = _find_last_row(grid, best, figures, keys, places)
    header = chosen_header or find_header(grid, first, keys, figures)
    others = tuple(
        _describe_table(grid, run) for run in runs if run is not best and len(run) >= _LEAST_ROWS
    )
    return Block(
        header=header, first=first, last=last, figures=figures, start=best[0], others=others
    )


def _describe_table(grid: Grid, run: list[int]) -> FurtherTable:
    """A further table with the filled lines right above its first place."""
    first = run[0]
    while first > 0 and any(grid.rows[first - 1]) and run[0] - first < MOST_HEADER_ROWS:
        first -= 1
    lines = [", ".join(filter(None, grid.rows[number])) for number in range(first, run[0])]
    return FurtherTable(first, run[0], run[-1], " – ".join(lines[-_LINES_SHOWN:]))


def _find_first_row(
    grid: Grid, first: int, figures: tuple[int, ...], keys: list[int], places: Places
) -> int:
    """The first row of a table, from its first known place upwards."""
    has_lines = False
    while first > 0:
        above = first - 1
        if _is_line_over_data(grid, above, figures, keys):
            # A line such as “region” stands between rows of figures: none of them is a heading.
            has_lines = True
            above -= 1
        if not _is_data(grid, above, figures, keys):
            break
        if any(_HEADS_PLACES.match(grid.rows[above][key]) for key in keys):
            # Headings may be numbers, such as the percentiles 10, 20, 25.
            break
        if _is_column_numbering(grid.rows[above], keys, figures):
            break
        first = above
    if has_lines and first > 1 and len(grid.rows[first - 1]) - grid.rows[first - 1].count("") == 1:
        # The first of several such lines is no heading of the areas either.
        first -= 1
    while _is_place_without_figures(grid.rows[first - 1], figures, keys, places) and find_header(
        grid, first - 1, keys, figures
    ):
        first -= 1
    while (
        first > 1
        and _may_be_a_row(grid.rows[first - 1], places)
        and first - 1 in grid.flaws
        and first - 2 not in grid.flaws
    ):
        # A first row that fell apart is a row all the same: it is listed, and no heading.
        first -= 1
    return first


def _find_last_row(
    grid: Grid, anchors: list[int], figures: tuple[int, ...], keys: list[int], places: Places
) -> int:
    """The last row of a table, from its last known place downwards."""
    last = anchors[-1]
    while last + 1 < len(grid.rows) and (
        _is_tail(grid, last + 1, figures, keys)
        or _is_place_without_figures(grid.rows[last + 1], figures, keys, places)
    ):
        last += 1
    return _find_under_last(grid, anchors, last, figures)


def _is_line_over_data(grid: Grid, number: int, figures: tuple[int, ...], keys: list[int]) -> bool:
    """True for one cell in the columns of the areas below a row of figures with a label."""
    row = grid.rows[number]
    return (
        number > 1
        and len(row) - row.count("") == 1
        and any(row[key] for key in keys)
        and _is_data(grid, number - 1, figures, keys)
        and not _is_column_numbering(grid.rows[number - 1], keys, figures)
    )


def _is_place_without_figures(
    row: list[str], figures: tuple[int, ...], keys: list[int], places: Places
) -> bool:
    """True for a place whose cells of figures are blank: a row of the table, with gaps."""
    if not figures or any(row[index] for index in figures):
        return False
    return any(places.of(row[key]).kind in _PLACES for key in keys)


def _may_be_a_row(row: list[str], places: Places) -> bool:
    """False for an empty line and for a remark: one cell that is no place."""
    filled = [cell for cell in row if cell]
    return len(filled) > 1 or any(places.of(cell).kind in _PLACES for cell in filled)


def _has_place(row: list[str], keys: list[int], places: Places) -> bool:
    for key in keys:
        if places.of(row[key]).kind in _ANCHORS:
            return len(row) - row.count("") > 1
    return False


_PLACES = {"code", "strange code", "name"}
_ANCHORS = {*_PLACES, "board"}


def find_plain_block(grid: Grid) -> Block | None:
    """The table of a sheet without any places: the longest run of rows that hold figures."""
    filled = [number for number, row in enumerate(grid.rows) if any(map(is_figure, row))]
    figures = find_figure_columns(grid, filled, set())
    rows = [number for number in filled if _is_data(grid, number, figures, [])]
    if not rows:
        return None
    runs = _find_runs(grid, rows, figures)
    best = max(runs, key=len)
    if len(best) == 1 and _are_years(grid, best[0], figures):
        return None
    if len(best) > 1 and _are_years(grid, best[0], figures) > _are_years(grid, best[1], figures):
        # One column headed by its year looks like a figure of that size.
        best = best[1:]
    header = find_header(grid, best[0], [], figures)
    return Block(header, best[0], best[-1], figures)


def _are_years(grid: Grid, number: int, figures: tuple[int, ...]) -> bool:
    return all(read_period_text(grid.rows[number][index]) is not None for index in figures)


def find_figure_columns(grid: Grid, rows: list[int], keys: set[int]) -> tuple[int, ...]:
    """The columns in which most filled cells of these rows are figures, at least one a number."""
    sample = rows if len(rows) <= 600 else rows[:: len(rows) // 600 + 1]
    figures = []
    for index in range(grid.width):
        if index in keys:
            continue
        kinds = [read_value(grid.rows[number][index]).kind for number in sample]
        numbers, gaps, texts = (kinds.count(kind) for kind in ("number", "gap", "text"))
        # Three in five: a column of figures may have notes among them, such as “see footnote”.
        if numbers and numbers + gaps >= 0.6 * (numbers + gaps + texts):
            figures.append(index)
    return tuple(figures)


def _find_runs(grid: Grid, anchors: list[int], figures: tuple[int, ...]) -> list[list[int]]:
    """The anchors, divided where a blank row and a new header lie between two of them."""
    runs = [[anchors[0]]]
    for before, after in pairwise(anchors):
        if after == before + 1:
            runs[-1].append(after)
            continue
        between = grid.rows[before + 1 : after]
        blank = any(not any(row) for row in between)
        headings = any(_is_new_heading([row[index] for index in figures]) for row in between)
        is_apart = blank and (headings or len(between) > 40)
        if is_apart or any(_heads_another_table(grid, row, runs[0][0], figures) for row in between):
            runs.append([])
        runs[-1].append(after)
    return runs


def _heads_another_table(grid: Grid, row: list[str], first: int, figures: tuple[int, ...]) -> bool:
    """True for headings of areas and figures other than those over the first table.

    The same headings again, as at the top of each printed page, head no other table.
    """
    labels = [row[index] for index in figures if row[index]]
    return (
        any(_HEADS_PLACES.match(cell) for cell in row)
        and bool(labels)
        and not any(map(is_figure, labels))
        and row not in grid.rows[:first]
    )


def _is_new_heading(cells: list[str]) -> bool:
    """True for texts or periods where the rows around have figures."""
    filled = [cell for cell in cells if cell]
    texts = [cell for cell in filled if not is_figure(cell)]
    needed = min(2, len(cells))
    return len(texts) >= needed or (len(filled) >= needed and all(map(read_period_text, filled)))


def _are_all_periods(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and all(read_period_text(cell) is not None for cell in filled)


def _is_column_numbering(row: list[str], keys: list[int], figures: tuple[int, ...]) -> bool:
    """True for the line numbers of a form, which rise from column to column and name no place."""
    if any(row[key] for key in keys) or len(figures) < 2:
        return False
    cells = [row[index] for index in figures]
    if not all(cell.isascii() and cell.isdigit() for cell in cells):
        return False
    return all(int(before[:9]) < int(after[:9]) for before, after in pairwise(cells))


def _are_counting_up(cells: list[str]) -> bool:
    """True for 0, 1, 2 …: single years of age and the like, which head columns."""
    numbers = [int(cell) for cell in cells if cell.isascii() and cell.isdigit() and len(cell) < 4]
    if len(numbers) < max(_LEAST_IN_A_COUNT, len(cells) - 2):
        return False
    return all(after == before + 1 for before, after in pairwise(numbers))


def _is_data(grid: Grid, number: int, figures: tuple[int, ...], keys: list[int]) -> bool:
    row = grid.rows[number]
    filled = [row[index] for index in figures if row[index]]
    numbers = [cell for cell in filled if is_figure(cell)]
    # As many as make a column one of figures: “2021 | 12.5 | note” is a row, a line of notes none.
    if not numbers or len(numbers) < 0.6 * len(filled) or not any(map(is_number, numbers)):
        return False
    if _are_all_periods(filled) or (keys and all(map(read_period_text, filled))):
        return False
    if _are_counting_up(filled):
        return False
    return not keys or any(row[: max(keys) + 1])


def _find_under_last(grid: Grid, anchors: list[int], last: int, figures: tuple[int, ...]) -> int:
    """The last row where every place has further rows below it, as merged cells leave them."""
    steps = Counter(after - before for before, after in pairwise(anchors))
    step, times = steps.most_common(1)[0] if steps else (1, 0)
    # Four in five of the distances: every third row names a place, but a total may stand between.
    if step == 1 or times < 0.8 * steps.total() or last != anchors[-1]:
        return last
    end = min(last + step, len(grid.rows))
    below = range(last + 1, end)
    return end - 1 if all(_is_data(grid, number, figures, []) for number in below) else last


def _is_tail(grid: Grid, number: int, figures: tuple[int, ...], keys: list[int]) -> bool:
    """A row below the last known place that still belongs to the table: not a sum, not a note."""
    if not _is_data(grid, number, figures, keys):
        return False
    labels = [grid.rows[number][key] for key in keys if grid.rows[number][key]]
    return not any(is_total(label) and not _LEFTOVER.match(label) for label in labels)
