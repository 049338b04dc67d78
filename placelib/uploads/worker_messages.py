"""How a reading travels from the worker process to the server, which unpickles nothing.

It is a line of JSON, then the columns of its table as plain binary numbers.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from array import array
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

from placelib.uploads.reading import (
    AreaColumn,
    Choice,
    ColumnOutcome,
    Conflict,
    Label,
    NumberCount,
    Problem,
    Question,
    Reading,
    RowOutcome,
    SheetOutcome,
    ValueColumn,
)
from placelib.uploads.tidy_table import FigureColumn, Table, TextColumn, narrow

if TYPE_CHECKING:
    from placelib.uploads.values.tidy import Tidy

COLUMNS = ("row", "col", "area", "name", "period", "indicator", "status", "value")


def read_answer(answer: IO[bytes]) -> Reading:
    """The reading that a worker wrote, with its table.

    Raises ValueError or EOFError for one that was cut off: it is no JSON, or has fewer bytes than
    it says, or more.
    """
    head = json.loads(answer.readline())
    columns = _read_columns(answer, head["columns"])
    if answer.read(1):
        raise ValueError("something follows the last column")
    return _read_reading(head, columns)


def _read_columns(answer: IO[bytes], columns: Sequence[tuple[str, int]]) -> list[array[Any]]:
    """The columns as they were written, each by its type and length; EOFError when one is short."""
    read_columns: list[array[Any]] = []
    for typecode, length in columns:
        column: array[Any] = array(typecode)
        column.fromfile(answer, length)
        read_columns.append(column)
    return read_columns


def _read_reading(head: Mapping[str, Any], columns: Sequence[array[Any]]) -> Reading:
    raw: dict[str, Any] = head["reading"]
    return Reading(
        **{
            **raw,
            "header_rows": tuple(raw["header_rows"]),
            "area_columns": tuple(AreaColumn(**record) for record in raw["area_columns"]),
            "area_codes": tuple(raw["area_codes"]),
            "area_labels": tuple(raw["area_labels"]),
            "labels": tuple(Label(**record) for record in raw["labels"]),
            "value_columns": tuple(ValueColumn(**record) for record in raw["value_columns"]),
            "listed": tuple((row, why, text) for row, why, text in raw["listed"]),
            "columns": tuple(ColumnOutcome(**record) for record in raw["columns"]),
            "rows": tuple(RowOutcome(**record) for record in raw["rows"]),
            "sheets": tuple(SheetOutcome(**record) for record in raw["sheets"]),
            "numbers": NumberCount(**raw["numbers"]),
            "summed": tuple(raw["summed"]),
            "successions": {
                code: tuple(successors) for code, successors in raw["successions"].items()
            },
            "conflicts": tuple(Conflict(**record) for record in raw["conflicts"]),
            "questions": tuple(_read_question(record) for record in raw["questions"]),
            "problems": tuple(Problem(**record) for record in raw["problems"]),
            "table": _read_table(head["texts"], columns),
        }
    )


def _read_question(raw: dict[str, Any]) -> Question:
    return Question(**{**raw, "choices": tuple(Choice(**choice) for choice in raw["choices"])})


def _read_table(texts: Sequence[str], columns: Sequence[array[Any]]) -> Table:
    row, col, *coded, values = columns
    area, name, period, indicator, status = (TextColumn(column, texts) for column in coded)
    return Table(
        source_row=row,
        source_col=col,
        area_code=area,
        area_name=name,
        period=period,
        indicator=indicator,
        value=FigureColumn(values),
        status=status,
    )


def write_answer(reading: Reading, tidy: Tidy) -> None:
    """Write the reading, the texts, types and lengths as one line, then the columns."""
    columns: list[array[Any]] = [narrow(getattr(tidy, name)) for name in COLUMNS[:-1]]
    columns.append(tidy.value)
    plain = {
        field.name: _simplify_message(getattr(reading, field.name))
        for field in dataclasses.fields(reading)
        if field.name != "table"
    }
    lengths = [(column.typecode, len(column)) for column in columns]
    head = {"reading": plain, "texts": tidy.texts, "columns": lengths}
    out = sys.stdout.buffer
    out.write(json.dumps(head, allow_nan=False).encode("ascii") + b"\n")
    for column in columns:
        out.write(column.tobytes())
    out.flush()


def _simplify_message(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, tuple):
        return [_simplify_message(item) for item in value]
    return value
