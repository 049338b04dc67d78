"""The measures of an uploaded table: what its figures are called, each with its rows."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from placelib.uploads import Reading
from placelib.uploads.tidy_table import encode

# A file with more measures than this is a matrix that nobody can choose from.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a tidy table.

    ``key`` tells it from the others; ``unit`` is what the file says, empty where it says nothing.
    ``rows`` are positions in the tidy table, ``figures`` how many of them hold a figure;
    ``columns`` are the columns of the file (from 1) that they stand in.
    """

    key: str
    name: str
    unit: str
    rows: Sequence[int]
    figures: int
    columns: tuple[int, ...]


def list_measures(reading: Reading) -> tuple[Measure, ...]:
    """The measures of a table in the order of the file, those with few figures behind the others.

    Few are half as many as the fullest has, or fewer: a column of one year beside those of two.

    Two columns of one name are told apart by their number.
    """
    table = reading.table
    rows_of: dict[tuple[str, int], array[int]] = {}
    for row, (name, column) in enumerate(zip(table.indicator, table.source_col, strict=True)):
        rows = rows_of.get((name, column))
        if rows is None:
            rows = rows_of[name, column] = array("i")
        rows.append(row)
    together = _merge_columns(reading, rows_of)
    units = {column.column: column.unit for column in reading.value_columns}
    measures = [
        Measure(
            key=name if column is None else f"{name} #{column}",
            name=(name.strip(" |·") or name) if column is None else f"{name} (column {column})",
            unit=_find_unit(units, rows, table.source_col),
            rows=rows,
            figures=sum(table.value[row] is not None for row in rows),
            columns=tuple(sorted({table.source_col[row] for row in rows})),
        )
        for (name, column), rows in together.items()
    ]
    fullest = max((measure.figures for measure in measures), default=0)
    return tuple(sorted(measures, key=lambda measure: measure.figures * 2 <= fullest)[:MOST])


def _merge_columns(
    reading: Reading, rows_of: dict[tuple[str, int], array[int]]
) -> dict[tuple[str, int | None], array[int]]:
    """Columns of one name together where they are periods of one measure, else each by itself."""
    table = reading.table
    areas, periods = encode(table.area_code), encode(table.period)
    columns_of: dict[str, dict[int, array[int]]] = {}
    for (name, column), rows in rows_of.items():
        columns_of.setdefault(name, {})[column] = rows
    together: dict[tuple[str, int | None], array[int]] = {}
    for name, by_column in columns_of.items():
        joined = array("i")
        joined.frombytes(np.sort(np.concatenate(list(by_column.values()))).tobytes())
        if len(by_column) > 1 and _has_repeats(areas, periods, joined):
            together.update({(name, column): rows for column, rows in by_column.items()})
        else:
            together[name, None] = joined
    return dict(sorted(together.items(), key=lambda item: item[1][0]))


def _has_repeats(areas: array[int], periods: array[int], rows: array[int]) -> bool:
    """True when two of the rows are about one area and one period."""
    positions = np.asarray(rows)
    # Both numbers in one: there are fewer than four billion of either.
    cells = np.asarray(areas, dtype=np.uint64)[positions] << np.uint64(32)
    cells |= np.asarray(periods, dtype=np.uint64)[positions]
    return bool(np.unique(cells).size < positions.size)


def _find_unit(units: dict[int, str], rows: Sequence[int], columns: Sequence[int]) -> str:
    named = {units.get(columns[row], "") for row in rows} - {"", "several"}
    return next(iter(named)) if len(named) == 1 else ""
