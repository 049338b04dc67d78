"""Puts like beside like: an order of the rows of a table, found without chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Two rows that share no value are as far apart as any two can be.
_UNKNOWN = 6.0


def order_by_likeness(table: NDArray[np.float64]) -> list[int]:
    """The numbers of a table's rows in an order that puts like beside like; NaN does not count.

    A chain: from the row least like all others, always on to the nearest that is left; then pieces
    are turned round as long as that shortens the whole. The same table has always the same order.
    """
    apart = _compute_distances(table)
    if len(table) < 3:
        return list(range(len(table)))
    order = [int(np.argmax(apart.sum(axis=1)))]
    left = [place for place in range(len(table)) if place != order[0]]
    while left:
        nearest = min(left, key=lambda place: (apart[order[-1], place], place))
        order.append(nearest)
        left.remove(nearest)
    return _shorten(order, apart)


def _compute_distances(table: NDArray[np.float64]) -> NDArray[np.float64]:
    apart = np.full((len(table), len(table)), _UNKNOWN)
    for row in range(len(table)):
        gaps = np.abs(table - table[row])
        shared = (~np.isnan(gaps)).sum(axis=1)
        sums = np.nansum(gaps, axis=1)
        np.divide(sums, shared, out=apart[row], where=shared > 0)
        apart[row, row] = 0.0
    return apart


def _shorten(order: list[int], apart: NDArray[np.float64]) -> list[int]:
    # Turning the piece from start to end round changes only the two steps at its ends.
    improved = True
    while improved:
        improved = False
        for start in range(1, len(order) - 1):
            for end in range(start + 1, len(order)):
                before, first, last = order[start - 1], order[start], order[end]
                old, new = apart[before, first], apart[before, last]
                if end + 1 < len(order):
                    old, new = old + apart[last, order[end + 1]], new + apart[first, order[end + 1]]
                if new < old - 1e-9:
                    order[start : end + 1] = order[start : end + 1][::-1]
                    improved = True
    return order
