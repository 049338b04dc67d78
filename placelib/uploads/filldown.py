"""Rows whose area or period stands in a row above them, as merged cells leave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from placelib.uploads.grid import Grid

_LEAST_BLANK = 0.3
_FEWEST_AREAS = 2
_LEAST_REGULAR = 0.8


def rows_under_an_area(
    grid: Grid, first: int, last: int, keys: tuple[int, ...], told: tuple[int, ...]
) -> frozenset[int]:
    """The rows (from 0) that take the area of the row above; empty where that is not certain.

    ``keys`` are the columns that say where, ``told`` those that tell rows of one area apart, such
    as the period. A few blanks may be headline figures, so at least three rows in ten must be
    blank, nearly all groups equally long, and no group may repeat itself.
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
    if not told or len(groups) < 2 or len(blank) < _LEAST_BLANK * rows:
        return frozenset()
    _, regular = Counter(map(len, groups)).most_common(1)[0]
    if regular < _LEAST_REGULAR * len(groups):
        return frozenset()
    for group in groups:
        if len({tuple(grid.rows[number][index] for index in told) for number in group}) < len(
            group
        ):
            return frozenset()
    return frozenset(blank)


def periods_from_above(
    grid: Grid, first: int, period: Sequence[int], areas: Sequence[str], told: tuple[int, ...]
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
        key = (areas[number - first], *(row[index] for index in told))
        if key in seen:
            return {}
        seen.add(key)
    return above if len(above) >= _LEAST_BLANK * len(rows) else {}
