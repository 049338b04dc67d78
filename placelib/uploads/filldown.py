"""Rows without an area that belong to the area above them, as merged cells leave them."""

from __future__ import annotations

from collections import Counter

from placelib.uploads.grid import Grid

_LEAST_BLANK = 0.3
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
