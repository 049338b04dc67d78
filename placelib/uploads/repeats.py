"""Rows that say the same area, period and category again: sets one below another, and copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placelib.uploads.grid import Grid
from placelib.uploads.valuetext import read_value

Key = tuple[int, int, tuple[str, ...]]
_LEAST_IN_A_SET = 10
# So many equal figures are no coincidence.
_NO_CHANCE = 3


def stacked_sets(keys: Sequence[Key]) -> int:
    """How many whole sets of the same rows, in the same order, stand one below another; else 1.

    Nothing in such a table tells its sets apart, but their order does: the fourth gas of a list of
    emissions stands below the third.
    """
    first: dict[Key, int] = {}
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


def shown_twice(
    grid: Grid, repeated: Mapping[int, int], at: Sequence[int], figures: Sequence[int]
) -> list[int]:
    """Rows (from 0) that show an earlier row again under another spelling of its place.

    Publishers put “London” among the summary rows and again among the regions, with the same
    figures. ``repeated`` gives each repeating row and the one it repeats, ``at`` the columns that
    say where: where those are written alike too, a person decides.
    """
    found = []
    for number, earlier in repeated.items():
        one, other = grid.rows[earlier], grid.rows[number]
        again = all(one[index] == other[index] for index in figures)
        spelt = [one[index] for index in at] != [other[index] for index in at]
        numbers = sum(read_value(one[index]).kind == "number" for index in figures)
        if again and spelt and numbers >= _NO_CHANCE:
            found.append(number)
    return found
