"""What rows take from lines above them: the section they are in, their area, their period.

A section has a line of its own, such as “2020” or “Men” above the same areas again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from placelib.uploads.areas.columns import Places
from placelib.uploads.formats.grid import Grid
from placelib.uploads.layout.block import Block
from placelib.uploads.periods.grammar import read_period_text

# A heading of a section is short; half of the places must come again under another. A few
# blanks may be headline figures: three rows in ten must be blank and groups nearly equal.
_LONGEST = 60
_LEAST_AGAIN = 0.5
_LEAST_BLANK = 0.3
_FEWEST_AREAS = 2
_LEAST_REGULAR = 0.8


def add_sections(
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
        if (label := _read_heading(grid.rows[number], keys, places))
    }
    if len(lines) < 2 or min(lines) >= block.first:
        return grid, frozenset()
    label = ""
    of_row: dict[int, str] = {}
    by_section: dict[str, set[tuple[str, ...]]] = {}
    for number in range(start, block.last + 1):
        label = lines.get(number, label)
        place = tuple(grid.rows[number][key] for key in keys)
        if number in lines:
            of_row[number] = label
        if number in lines or number < block.first or not any(place):
            continue
        if place in by_section.setdefault(label, set()):
            return grid, frozenset()
        by_section[label].add(place)
        of_row[number] = label
    times = Counter(place for places_in in by_section.values() for place in places_in)
    again = sum(count > 1 for count in times.values())
    if len(by_section) < 2 or again < _LEAST_AGAIN * len(times):
        return grid, frozenset()
    head = "Period" if all(map(read_period_text, by_section)) else "Section"
    rows = [
        [*row, head if block.header and number == block.header[-1] else of_row.get(number, "")]
        for number, row in enumerate(grid.rows)
    ]
    return replace(grid, rows=rows), frozenset(lines)


def _read_heading(row: list[str], keys: list[int], places: Places) -> str:
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


def find_rows_below(
    grid: Grid, first: int, last: int, keys: tuple[int, ...], distinguishing: tuple[int, ...]
) -> frozenset[int]:
    """The rows (from 0) that take the area of the row above; empty where that is not certain.

    ``keys`` are the columns that say where, ``distinguishing`` those that tell rows of one area
    apart, such as the period. A few blanks may be headline figures, so at least three rows in ten
    must be blank, nearly all groups equally long, and no group may repeat itself.
    """
    if not keys or any("" not in grid.column(key, first, last) for key in keys):
        return frozenset()
    groups: list[list[int]] = []
    for number in range(first, last + 1):
        row = grid.rows[number]
        if any(row[key] for key in keys):
            groups.append([number])
        elif any(row):
            if not groups:
                return frozenset()
            groups[-1].append(number)
    blank = [number for group in groups for number in group[1:]]
    rows = sum(map(len, groups))
    if not distinguishing or len(groups) < 2 or len(blank) < _LEAST_BLANK * rows:
        return frozenset()
    _, regular = Counter(map(len, groups)).most_common(1)[0]
    if regular < _LEAST_REGULAR * len(groups):
        return frozenset()
    for group in groups:
        if len(
            {tuple(grid.rows[number][index] for index in distinguishing) for number in group}
        ) < len(group):
            return frozenset()
    return frozenset(blank)


def find_periods_above(
    grid: Grid,
    first: int,
    period: Sequence[int],
    areas: Sequence[str],
    distinguishing: tuple[int, ...],
) -> dict[int, int]:
    """The rows (from 0) without a period, each with the row above that holds it; else empty.

    ``areas`` are the area codes of the rows from ``first``. At least three rows in ten must be
    blank, and no place may come twice under one period.
    """
    rows = [number for number, area in enumerate(areas, first) if area]
    if len(period) != 1 or len(rows) < _FEWEST_AREAS or not grid.rows[rows[0]][period[0]]:
        return {}
    if all(grid.rows[number][period[0]] for number in rows):
        return {}
    above: dict[int, int] = {}
    holder = rows[0]
    seen: set[tuple[str, ...]] = set()
    for number in rows:
        row = grid.rows[number]
        if row[period[0]]:
            holder, seen = number, set()
        else:
            above[number] = holder
        key = (areas[number - first], *(row[index] for index in distinguishing))
        if key in seen:
            return {}
        seen.add(key)
    return above if len(above) >= _LEAST_BLANK * len(rows) else {}
