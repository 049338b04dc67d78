"""Sections of a table under lines of their own: “2020” or “Men” above the same areas again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from placelib.uploads.areacolumns import Places
from placelib.uploads.block import Block
from placelib.uploads.grid import Grid
from placelib.uploads.periodtext import read_period_text

SECTION = "heading of a section"
_LONGEST = 60
_LEAST_AGAIN = 0.5


def with_sections(
    grid: Grid, block: Block, keys: list[int], places: Places
) -> tuple[Grid, frozenset[int]]:
    """The grid with one more column that says in which section a row is, and the lines that do.

    The grid as it is where a table has no sections: each must name a place once at most, and
    half of the places must come again in another.
    """
    start = block.header[-1] + 1 if block.header else block.first
    lines = {
        number: label
        for number in range(start, block.last + 1)
        if (label := _heading(grid.rows[number], keys, places))
    }
    if len(lines) < 2 or min(lines) >= block.first:
        return grid, frozenset()
    label = ""
    of_row: dict[int, str] = {}
    held: dict[str, set[tuple[str, ...]]] = {}
    for number in range(start, block.last + 1):
        label = lines.get(number, label)
        place = tuple(grid.rows[number][key] for key in keys)
        if number in lines:
            of_row[number] = label
        if number in lines or number < block.first or not any(place):
            continue
        if place in held.setdefault(label, set()):
            return grid, frozenset()
        held[label].add(place)
        of_row[number] = label
    times = Counter(place for found in held.values() for place in found)
    again = sum(count > 1 for count in times.values())
    if len(held) < 2 or again < _LEAST_AGAIN * len(times):
        return grid, frozenset()
    head = "Period" if all(map(read_period_text, held)) else "Section"
    rows = [
        [*row, head if block.header and number == block.header[-1] else of_row.get(number, "")]
        for number, row in enumerate(grid.rows)
    ]
    return replace(grid, rows=rows), frozenset(lines)


def _heading(row: list[str], keys: list[int], places: Places) -> str:
    """The text of a line that holds nothing else, up to the column of the areas."""
    if len(row) - row.count("") != 1:
        return ""
    filled = next(index for index, cell in enumerate(row) if cell)
    if filled > max(keys):
        return ""
    text = row[filled]
    if len(text) > _LONGEST or places.of(text).kind not in {"", "total"}:
        return ""
    return text
