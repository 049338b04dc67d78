"""A reading for the command line: as JSON, and its table as a CSV that is safe in a spreadsheet."""

from __future__ import annotations

import csv
import dataclasses
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from placelib.errors import PlaceError, clip
from placelib.formatting import neutralise
from placelib.uploads import limits
from placelib.uploads.reading import Answers, Problem, Reading
from placelib.uploads.worker import read_upload

COLUMNS = (
    "source_row",
    "source_col",
    "area_code",
    "area_name",
    "period",
    "indicator",
    "value",
    "status",
    "sheet",
    "breakdown",
    "unit",
)
_PLAIN_ANSWERS = ("sheet", "table", "period", "scale", "duplicates", "decimal")
_NOT_IN_TABLE = ("left_out", "interval", "marker")


def build_reading_json(reading: Reading) -> dict[str, Any]:
    """The reading as what JSON can hold, without its table; rows and columns count from 1.

    Each line of ``columns``, ``rows`` and ``sheets`` has a ``fate`` and a ``why``.
    """
    plain = {
        field.name: getattr(reading, field.name)
        for field in dataclasses.fields(reading)
        if field.name != "table"
    }
    answer: dict[str, Any] = json.loads(json.dumps(plain, default=dataclasses.asdict))
    answer["listed"] = [
        {"row": row, "reason": why, "text": text} for row, why, text in reading.listed
    ]
    for lines in ("columns", "rows", "sheets"):
        # People's programs read this key: it stays, whatever the field is called here.
        answer[lines] = [{"fate": line.pop("outcome"), **line} for line in answer[lines]]
    answer["figures"] = len(reading.table)
    return answer


def write_table_rows(reading: Reading) -> Iterator[list[object]]:
    """The tidy table row by row, in the order of COLUMNS; texts neutralised, a gap is empty.

    ``breakdown`` is the part of the indicator that comes from the row: its categories.
    """
    table = reading.table
    measures = {column.column: column for column in reading.value_columns}
    sheet = neutralise(reading.sheet)
    for number in range(len(table)):
        value = table.value[number]
        # Where areas lie across, each row of the file is a measure.
        place = table.source_row[number] if reading.transposed else table.source_col[number]
        measure = measures.get(place)
        indicator = table.indicator[number]
        yield [
            table.source_row[number],
            table.source_col[number],
            table.area_code[number],
            neutralise(table.area_name[number]),
            neutralise(table.period[number]),
            neutralise(indicator),
            "" if value is None else value,
            neutralise(table.status[number]),
            sheet,
            neutralise(_format_breakdown(indicator, measure.indicator) if measure else ""),
            neutralise(measure.unit if measure else ""),
        ]


def _format_breakdown(indicator: str, measure: str) -> str:
    """The categories in an indicator: “Hotel” of “Hotel · People”, where People is measured."""
    if indicator == measure:
        return ""
    return indicator.removesuffix(f" · {measure}") if measure else indicator


def write_tidy_csv(reading: Reading, path: Path) -> None:
    """Write the tidy table as CSV with a header, in UTF-8 with the mark that Excel looks for."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(write_table_rows(reading))


def read_command(
    path: Path, csv_out: Path | None = None, sheet: str = "", given_answers: Sequence[str] = ()
) -> int:
    """Print the reading of a file as JSON, write its table when asked; 2 for a refusal, else 0.

    What was left out is also said in a line each on standard error, with the way to use it.
    ``given_answers`` are texts such as “period=financial” (see read_answers).
    """
    try:
        answers = read_answers(given_answers, sheet)
    except PlaceError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    reading = read_file(path, answers)
    json.dump(
        build_reading_json(reading), sys.stdout, ensure_ascii=False, indent=2, allow_nan=False
    )
    sys.stdout.write("\n")
    sys.stderr.writelines(f"{line}\n" for line in list_left_out(reading))
    if csv_out is not None and reading.verdict != "refuse":
        write_tidy_csv(reading, csv_out)
    return 2 if reading.verdict == "refuse" else 0


def list_left_out(reading: Reading) -> Iterator[str]:
    """One line for each column, kind of row and sheet that is not in the table, with its remedy.

    Empty columns and rows are not among them.
    """
    for column in reading.columns:
        if column.outcome in _NOT_IN_TABLE and column.why != "empty":
            name = f" “{column.header[:60]}”" if column.header else ""
            yield f"Column {column.column}{name} is not used: {column.why}. {column.remedy}".strip()
    for rows in reading.rows:
        if rows.outcome in _NOT_IN_TABLE:
            yield (
                f"Rows not used: {rows.rows:,}, the first is row {rows.first}: {rows.why}. "
                f"{rows.remedy}"
            ).strip()
    hidden = sum(sheet.why == "hidden" for sheet in reading.sheets)
    if hidden:
        yield f"Hidden sheets that are not read: {hidden:,}."
    for sheet in reading.sheets:
        if sheet.outcome == "left_out" and sheet.why != "hidden":
            yield f"Sheet “{sheet.name[:60]}” is not read: {sheet.why}. {sheet.remedy}".strip()


def read_answers(texts: Sequence[str], sheet: str = "") -> Answers:
    """Answers from texts “key=value”, with the keys of a reading's questions.

    ``table``, ``period``, ``scale``, ``duplicates`` and ``decimal`` take the value of a choice,
    ``header_rows`` row numbers (“2,3”, or 0 for none), ``name:LABEL`` an area code, ``column:N``
    one of measure, breakdown and left_out, ``kind:N`` one of count and rate. Raises PlaceError for
    any other key.
    """
    plain: dict[str, str] = {"sheet": sheet} if sheet else {}
    by_key: dict[str, dict[str, str]] = {"name": {}, "column": {}, "kind": {}}
    header: tuple[int, ...] = ()
    for text in texts:
        key, equals, value = text.partition("=")
        group, colon, label = key.partition(":")
        if equals and colon and group in by_key:
            by_key[group][label] = value
        elif equals and key == "header_rows" and value.replace(",", "").isdigit():
            header = tuple(int(number) for number in value.split(",") if number)
        elif equals and key in _PLAIN_ANSWERS:
            plain[key] = value
        else:
            raise PlaceError(
                f"“{clip(text)}” is no answer. Write key=value, where key is one of "
                f"{', '.join(_PLAIN_ANSWERS)}, header_rows, name:LABEL, column:N and kind:N."
            )
    return Answers(
        **plain, header_rows=header,
        names=by_key["name"], columns=by_key["column"], kinds=by_key["kind"],
    )  # fmt: skip


def read_file(path: Path, answers: Answers | None = None) -> Reading:
    """The reading of a file on disk; a file that is missing or too large is a refusal."""
    # One byte over the limit is enough to refuse, however large the file is.
    try:
        with path.open("rb") as file:
            data = file.read(limits.FILE_BYTES + 1)
    except OSError:
        message = f"There is no readable file “{clip(path.name)}”. Check the name."
        return Reading("refuse", problems=(Problem("no file", message, weight="refuse"),))
    return read_upload(path.name, data, answers)
