"""The header rows of a table, and one label a column made from them."""

from __future__ import annotations

import re

from placelib.uploads.formats.cell_values import is_number
from placelib.uploads.formats.grid import Grid, collapse_spaces

# “(note 3)”, “[notes 1, 2]”, “Note: rounded”.
_NOTE_CELL = re.compile(r"\(?\[?notes?\b[^|]*\Z|\(?\[?notes? [\d, ]+\)?\]?", re.IGNORECASE)
# “Local authority”, “ONS code”, “Row labels”: what stands over a column of areas.
_SPEAKS_OF_PLACES = re.compile(
    r"\A(?=.{1,40}\Z).*(?:area|authorit|council|\bla\b|code|name|region|borough|district|geograph"
    r"|place|country|local|labels|county)",
    re.IGNORECASE,
)
# “Households by council”, “Table 3: …”, “Homes per district, 2021”: titles.
_SPEAKS_OF_FIGURES = re.compile(r"\b(?:by|per|in each|for each)\b|\btable\b|\d{4}", re.IGNORECASE)
# “%”, “(£000)”, “Number”, “per 100,000 people”: a cell that holds a unit alone.
_UNIT_CELL = re.compile(
    r"\(?(?:numbers?|no\.?|counts?|%|per ?cent(?:age)?s?"
    r"|£ ?['’]?(?:0{3}['’]?s?|m|bn|million|thousands?|k)?"
    r"|thousands?|millions?|'?000s?|years?|months?|weeks?|days?|hours?|ratio|rate|index|score"
    r"|persons?|people|households?|dwellings?|pounds?|per \d[\d,]*(?: \w+)?|hectares|tonnes|km2?"
    r"|[kmgt]wh|kt ?co2e?)\)?",
    re.IGNORECASE,
)
# Published tables have up to six rows of headings.
MOST_HEADER_ROWS = 8


def find_header(
    grid: Grid, first: int, keys: list[int], figures: tuple[int, ...]
) -> tuple[int, ...]:
    """The header rows (from 0, in order) above a first data row; empty when there are none."""
    number = first - 1
    while number >= 0 and (not any(grid.rows[number]) or _is_note_row(grid.rows[number])):
        number -= 1
    if number > 0 and _is_section_name(grid, number, keys, figures):
        number -= 1
    if number < 0:
        return ()
    if not _is_heading(grid, number, keys, figures):
        # The row may hold the heading of the areas alone, below those of the figures.
        if number < 1 or not _is_area_heading(
            grid.rows[number - 1], grid.rows[number], keys, figures
        ):
            return ()
        header = [number - 1, number]
        number -= 1
    elif number > 0 and _is_unit_heading(grid.rows[number - 1], grid.rows[number], keys, figures):
        header = [number - 1, number]
        number -= 1
    else:
        header = [number]
    labelled = {index for row in header for index, cell in enumerate(grid.rows[row]) if cell}
    needed = set(keys) | set(figures)
    while len(header) < MOST_HEADER_ROWS:
        number -= 1
        if number < 0:
            break
        above, below = grid.rows[number], grid.rows[header[0]]
        if not (
            _is_part_of_heading(above, labelled, needed, figures)
            or _can_distinguish(above, below, figures)
        ):
            break
        header.insert(0, number)
        labelled |= {index for index, cell in enumerate(grid.rows[number]) if cell}
    return tuple(header)


def _is_note_row(row: list[str]) -> bool:
    filled = [cell for cell in row if cell]
    return bool(filled) and all(_NOTE_CELL.fullmatch(cell) for cell in filled)


def _is_heading(grid: Grid, number: int, keys: list[int], figures: tuple[int, ...]) -> bool:
    row = grid.rows[number]
    filled = [index for index, cell in enumerate(row) if cell]
    if len(filled) >= 2 or (filled and grid.width <= 2):
        return True
    if filled and filled[0] in figures and number > 0:
        # The last of several header rows may divide one column alone: “after a notice”.
        above = grid.rows[number - 1]
        labels = [above[index] for index in figures if above[index]]
        return not keys or (len(labels) > 1 and not any(map(is_number, labels)))
    # One label over the only column of figures is a heading; one in the first column is a title.
    return bool(filled) and filled[0] in figures and not keys


def _is_section_name(grid: Grid, number: int, keys: list[int], figures: tuple[int, ...]) -> bool:
    """True for a line of one cell right below a row that already heads areas and all figures."""
    above = grid.rows[number - 1]
    filled = [index for index, cell in enumerate(grid.rows[number]) if cell]
    return (
        len(filled) == 1
        and bool(keys)
        and filled[0] <= max(keys)
        and not _SPEAKS_OF_PLACES.search(grid.rows[number][filled[0]])
        and bool(figures)
        and all(above[index] for index in figures)
        and any(above[key] for key in keys)
    )


def _can_distinguish(above: list[str], below: list[str], figures: tuple[int, ...]) -> bool:
    """True for a row over headings that repeat themselves, which only it can tell apart."""
    labels = [below[index] for index in figures if below[index]]
    over = [above[index] for index in figures if above[index]]
    return len(set(labels)) < len(labels) and len(over) > 1 and len(set(over)) > 1


def _is_area_heading(
    above: list[str], row: list[str], keys: list[int], figures: tuple[int, ...]
) -> bool:
    """True for one label over areas that have none in the row above, which heads the figures."""
    filled = [index for index, cell in enumerate(row) if cell]
    over = sum(bool(above[index]) for index in figures)
    return (
        len(filled) == 1
        and filled[0] in keys
        and (not above[filled[0]] or bool(_SPEAKS_OF_PLACES.search(row[filled[0]])))
        and over > 0
        and 2 * over >= len(figures)
    )


def _is_unit_heading(
    above: list[str], row: list[str], keys: list[int], figures: tuple[int, ...]
) -> bool:
    """True for a row of nothing but units over the figures, below one that names each of them."""
    units = [row[index] for index in figures if row[index]]
    return (
        len(figures) > 1
        and bool(units)
        and all(map(_UNIT_CELL.fullmatch, units))
        and all(above[index] and not _UNIT_CELL.fullmatch(above[index]) for index in figures)
        and any(above[key] for key in keys)
    )


def _is_part_of_heading(
    row: list[str], labelled: set[int], needed: set[int], figures: tuple[int, ...]
) -> bool:
    filled = {index for index, cell in enumerate(row) if cell}
    if not filled or _is_note_row(row):
        return False
    if len(filled) == 1 and min(filled) <= min(needed | labelled):
        # A line of its own in the first column is a title unless it speaks of places alone:
        # “Local authority”, but not “Households by council”.
        label = row[min(filled)]
        return bool(filled - labelled) and bool(
            _SPEAKS_OF_PLACES.search(label) and not _SPEAKS_OF_FIGURES.search(label)
        )
    if figures and min(filled) >= min(figures):
        # Only over columns of figures: a group heading, whether or not the areas have a heading.
        return True
    missing = needed - labelled
    if not missing:
        return False
    if filled & missing:
        return len(filled) > 1 or bool(_SPEAKS_OF_PLACES.search(row[min(filled)]))
    return (
        len(filled) > 1 and bool(filled & set(figures)) and len(collapse_spaces("".join(row))) < 400
    )


def _fill_merged(row: list[str], merged: list[tuple[int, int]]) -> None:
    """Repeat a label over the columns that its cell was merged with, and over no other."""
    for first, last in merged:
        row[first + 1 : last + 1] = [row[first]] * (min(last, len(row) - 1) - first)


def _fill_groups(
    above: list[str], below: list[str], figures: tuple[int, ...], keys: list[int]
) -> None:
    """Repeat a label over the blank columns to its right, as far as its group goes.

    Groups that begin with the same headings (Rate, Count under 2021 and under 2022) end where
    these end: a heading that only one of them has, such as Population, belongs to none.
    """
    groups: list[list[int]] = []
    for index, cell in enumerate(above):
        if index in keys:
            groups.append([])
        elif cell:
            groups.append([index])
        elif index in figures and groups and groups[-1]:
            groups[-1].append(index)
    groups = [group for group in groups if group]
    shared = _find_shared_headings(groups, below)
    for group in groups:
        for index in group[1 : shared or None]:
            above[index] = above[group[0]]


def _find_shared_headings(groups: list[list[int]], below: list[str]) -> int:
    """With how many equal headings all groups begin, where the rest of each is its own; else 0."""
    headings = [[below[index] for index in group] for group in groups]
    if len(groups) < 2 or len({len(group) for group in headings}) < 2:
        return 0
    shortest = min(headings, key=len)
    if not all(shortest) or any(group[: len(shortest)] != shortest for group in headings):
        return 0
    further = [heading for group in headings for heading in group[len(shortest) :]]
    return len(shortest) if len(set(further)) == len(further) else 0


def join_header_labels(
    grid: Grid, header: tuple[int, ...], figures: tuple[int, ...], keys: list[int]
) -> list[str]:
    """One label a column: header rows joined by “ | ”, spanning labels repeated to the right."""
    rows = [list(map(collapse_spaces, grid.rows[number])) for number in header]
    for above, below, number in zip(rows, rows[1:], header, strict=False):
        merged = grid.merges.get(number)
        if merged:
            _fill_merged(above, merged)
        else:
            _fill_groups(above, below, figures, keys)
    labels = []
    for index in range(grid.width):
        parts: list[str] = []
        for row in rows:
            if row[index] and row[index] not in parts:
                parts.append(row[index])
        labels.append(" | ".join(parts))
    return labels
