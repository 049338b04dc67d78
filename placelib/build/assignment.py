"""Gives every row a column of its own so that the total cost is the least there can be.

The method is the Hungarian one with potentials (Kuhn 1955, Munkres 1957) by shortest augmenting
paths, a row at a time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def least_costly(cost: NDArray[np.float64]) -> list[int]:
    """The column of each row; ``cost`` has at least as many columns as rows.

    Among equally good assignments the same one is found every time.
    """
    rows, columns = cost.shape
    # Column 0 and row 0 are not real: they mark what is still free.
    row_potential, column_potential = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        row_of[0] = row
        _augment(cost, row_of, row_potential, column_potential)
    columns_of = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            columns_of[row_of[column] - 1] = column - 1
    return columns_of


def _augment(
    cost: NDArray[np.float64],
    row_of: NDArray[np.int_],
    row_potential: NDArray[np.float64],
    column_potential: NDArray[np.float64],
) -> None:
    """Find the cheapest path from the row in column 0 to a free column, and swap along it."""
    columns = cost.shape[1]
    least = np.full(columns + 1, np.inf)
    before = np.zeros(columns + 1, dtype=int)
    seen = np.zeros(columns + 1, dtype=bool)
    column = 0
    while True:
        seen[column] = True
        row = row_of[column]
        reduced = cost[row - 1] - row_potential[row] - column_potential[1:]
        better = ~seen[1:] & (reduced < least[1:])
        least[1:][better] = reduced[better]
        before[1:][better] = column
        open_ = np.where(seen, np.inf, least)
        open_[0] = np.inf
        nearest = int(np.argmin(open_))
        step = open_[nearest]
        row_potential[row_of[seen]] += step
        column_potential[seen] -= step
        least[~seen] -= step
        column = nearest
        if row_of[column] == 0:
            break
    while column:
        row_of[column] = row_of[before[column]]
        column = int(before[column])
