"""A reading for the command line: as JSON, and its table as a CSV that is safe in a spreadsheet."""

from __future__ import annotations

import csv
import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from placelib.errors import shown
from placelib.uploads import limits
from placelib.uploads.reading import Problem, Reading, Table
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
)
# A cell that begins so is run as a formula by spreadsheets; a leading apostrophe stops that.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read_json(reading: Reading) -> dict[str, Any]:
    """The reading as what JSON can hold, without its table; rows and columns count from 1."""
    plain = {
        field.name: getattr(reading, field.name)
        for field in dataclasses.fields(reading)
        if field.name != "table"
    }
    answer: dict[str, Any] = json.loads(json.dumps(plain, default=dataclasses.asdict))
    answer["listed"] = [
        {"row": row, "reason": why, "text": text} for row, why, text in reading.listed
    ]
    answer["figures"] = len(reading.table)
    return answer


def table_rows(table: Table) -> Iterator[list[object]]:
    """The tidy table row by row, in the order of COLUMNS; texts neutralised, a gap is empty."""
    for number in range(len(table)):
        value = table.value[number]
        yield [
            table.source_row[number],
            table.source_col[number],
            table.area_code[number],
            neutralised(table.area_name[number]),
            neutralised(table.period[number]),
            neutralised(table.indicator[number]),
            "" if value is None else value,
            neutralised(table.status[number]),
        ]


def neutralised(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(table: Table, path: Path) -> None:
    """Write the tidy table as CSV in UTF-8 with a header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(table_rows(table))


def read_command(path: Path, csv_out: Path | None = None) -> int:
    """Print the reading of a file as JSON, write its table when asked; 2 for a refusal, else 0."""
    reading = read_file(path)
    json.dump(read_json(reading), sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write("\n")
    if csv_out is not None and reading.verdict != "refuse":
        write_csv(reading.table, csv_out)
    return 2 if reading.verdict == "refuse" else 0


def read_file(path: Path) -> Reading:
    """The reading of a file on disk; a file that is missing or too large is a refusal."""
    # One byte over the limit is enough to refuse, however large the file is.
    try:
        with path.open("rb") as file:
            data = file.read(limits.FILE_BYTES + 1)
    except OSError:
        message = f"There is no readable file “{shown(path.name)}”. Check the name."
        return Reading("refuse", problems=(Problem("no file", message, weight="refuse"),))
    return read_upload(path.name, data)
