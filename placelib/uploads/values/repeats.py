"""Rows of a table that repeat each other: stacked sets, copies, and places that are spelt twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from placelib.uploads.formats.cell_values import read_value
from placelib.uploads.formats.grid import Grid

# What tells a row from all others: the numbers of its area and its period, and its categories.
RowKey = tuple[int, int, tuple[str, ...]]
# Ten places and more below each other are a set; fewer may repeat by chance.
_LEAST_IN_A_SET = 10
# So many equal figures are no coincidence.
_NO_CHANCE = 3
# A row is copied by mistake once or twice; five equal rows are five events.
_COPIES_AT_MOST = 2


def count_stacked_sets(keys: Sequence[RowKey]) -> int:
    """How many whole sets of the same rows, in the same order, stand one below another; else 1.

    Nothing in such a table tells its sets apart, but their order does: the fourth gas of a list of
    emissions stands below the third.
    """
    first: dict[RowKey, int] = {}
    length = len(keys)
    for number, key in enumerate(keys):
        if key in first:
            length = number
            break
        first[key] = number
    if not _LEAST_IN_A_SET <= length < len(keys) or len(keys) % length:
        return 1
    same = all(keys[number] == keys[number - length] for number in range(length, len(keys)))
    return len(keys) // length if same else 1


def are_copies(grid: Grid, rows: Sequence[int], figures: Sequence[int], sets: int) -> bool:
    """True when every set holds the same figures as the first, so that nothing is told apart."""
    length = len(rows) // sets
    return all(
        [grid.rows[rows[number]][index] for index in figures]
        == [grid.rows[rows[number % length]][index] for index in figures]
        for number in range(length, len(rows))
    )


def find_exact_copies(grid: Grid, repeated: Mapping[int, int]) -> list[int]:
    """Rows (from 0) that are equal in every cell to the row they repeat; empty where any is not.

    A row that comes many times over is one of a list of events, and a person decides.
    """
    times = Counter(repeated.values())
    if any(count > _COPIES_AT_MOST for count in times.values()):
        return []
    exact = all(grid.rows[number] == grid.rows[earlier] for number, earlier in repeated.items())
    return sorted(repeated) if exact else []


def find_respelt_repeats(
    grid: Grid, repeated: Mapping[int, int], place_columns: Sequence[int], figures: Sequence[int]
) -> list[int]:
    """Rows (from 0) that show an earlier row again under another spelling of its place.

    Publishers put “London” among the summary rows and again among the regions, with the same
    figures. ``repeated`` gives each repeating row and the one it repeats, ``place_columns`` the
    columns that say where: where those are written alike too, a person decides.
    """
    respelt = []
    for number, earlier in repeated.items():
        first, second = grid.rows[earlier], grid.rows[number]
        again = all(first[index] == second[index] for index in figures)
        spelt = [first[index] for index in place_columns] != [
            second[index] for index in place_columns
        ]
        numbers = sum(read_value(first[index]).kind == "number" for index in figures)
        if again and spelt and numbers >= _NO_CHANCE:
            respelt.append(number)
    return respelt
