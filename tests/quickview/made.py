"""Readings made by hand, small enough to know every answer."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.uploads import Reading, Table, ValueColumn

Row = tuple[str, str, str, float | None, str]


def reading(rows: Sequence[Row], unit: str = "", column: int = 3, title: str = "") -> Reading:
    """A reading whose tidy table has these rows: code, period, measure, value, status."""
    count = len(rows)
    return Reading(
        "read",
        file_type="csv",
        delimiter=",",
        encoding="utf-8",
        header_rows=(1,),
        first_row=2,
        last_row=count + 1,
        title=title,
        rows_in=count,
        rows_used=count,
        value_columns=(
            ValueColumn(column=column, header="Value", unit=unit, indicator="Value", period=""),
        ),
        table=Table(
            source_row=[at + 2 for at in range(count)],
            source_col=[column] * count,
            area_code=[row[0] for row in rows],
            area_name=[""] * count,
            period=[row[1] for row in rows],
            indicator=[row[2] for row in rows],
            value=[row[3] for row in rows],
            status=[row[4] for row in rows],
        ),
    )
