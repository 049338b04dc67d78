"""The measures of an uploaded table: what its figures are called, each with its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from placelib.uploads import Reading

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
    """The measures of a table, those with most figures first, equals in the order of the file.

    Two columns of one name are told apart by their number.
    """
    table = reading.table
    rows_of: dict[tuple[str, int], list[int]] = {}
    for row, (name, column) in enumerate(zip(table.indicator, table.source_col, strict=True)):
        rows_of.setdefault((name, column), []).append(row)
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
    return tuple(sorted(measures, key=lambda measure: -measure.figures)[:MOST])


def _merge_columns(
    reading: Reading, rows_of: dict[tuple[str, int], list[int]]
) -> dict[tuple[str, int | None], list[int]]:
    """Columns of one name together where they are periods of one measure, else each by itself."""
    table = reading.table
    columns = Counter(name for name, _ in rows_of)
    apart: set[str] = set()
    for name in (name for name, count in columns.items() if count > 1):
        rows = [row for (label, _), numbers in rows_of.items() if label == name for row in numbers]
        cells = {(table.area_code[row], table.period[row]) for row in rows}
        if len(cells) < len(rows):
            apart.add(name)
    together: dict[tuple[str, int | None], list[int]] = {}
    for (name, column), rows in rows_of.items():
        together.setdefault((name, column if name in apart else None), []).extend(rows)
    return {key: sorted(rows) for key, rows in together.items()}


def _find_unit(units: dict[int, str], rows: Sequence[int], columns: Sequence[int]) -> str:
    named = {units.get(columns[row], "") for row in rows} - {"", "several"}
    return next(iter(named)) if len(named) == 1 else ""
