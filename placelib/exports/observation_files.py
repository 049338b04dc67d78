"""Observations as whole files: CSV (compressed where it is large), Parquet and XLSX."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from placelib.exports.observation_table import (
    COLUMNS,
    NAMES,
    NUMBERS,
    Columns,
    write_observations_csv,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SCHEMA = pa.schema([(name, pa.float64() if name in NUMBERS else pa.string()) for name in NAMES])
# Rows that are in memory at a time while a file is written.
ROWS_AT_ONCE = 20_000
# A sheet of a workbook ends here, its heading included: Excel opens no more.
MOST_SHEET_ROWS = 1_048_576
# In letters. A sentence may be longer, and would push the columns after it off the screen.
WIDEST_COLUMN = 60
# Bytes of a row, measured over all 458,965 of November 2026: to say a file's size before it exists.
BYTES_PER_ROW = {"csv": 205, "csv.gz": 10, "parquet": 7, "xlsx": 63}
Records = Iterable[Mapping[str, Any]]


def write_file(records: Records, form: str, path: Path, notes: Iterable[str]) -> None:
    """Write the records to a file in one of the forms of BYTES_PER_ROW.

    ``notes`` stand on an XLSX file's second sheet; the other forms hold figures only.
    """
    if form == "parquet":
        # Only where a file is asked for: it brings four libraries (ADR 83).
        from pyarrow.parquet import ParquetWriter

        with ParquetWriter(path, SCHEMA, compression="zstd") as writer:
            for batch in _in_batches(records):
                writer.write_table(pa.Table.from_pylist(batch, SCHEMA))
    elif form == "xlsx":
        write_workbook(records, path, notes)
    else:
        with (
            gzip.open(path, "wb") if form == "csv.gz" else path.open("wb") as binary,
            io.TextIOWrapper(binary, encoding="utf-8", newline="") as file,
        ):
            file.writelines(write_observations_csv(records))


def _in_batches(records: Records) -> Iterator[list[Mapping[str, Any]]]:
    rows = iter(records)
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        yield batch


def write_workbook(
    records: Records,
    target: Path | io.BytesIO,
    notes: Iterable[str],
    columns: Columns = COLUMNS,
    sheets: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
) -> None:
    """An XLSX file of the records, with the notes and what the columns mean on a second sheet.

    ``sheets`` are tables of text by the name of their sheet, which stand before the figures.
    """
    # Only where a file is asked for: it takes 5 MB (ADR 83).
    from xlsxwriter import Workbook

    # Text is written as text: nothing that a cell holds is read as a formula, a link or a number.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    names = [name for name, _, _ in columns]
    with Workbook(str(target) if isinstance(target, Path) else target, options) as book:
        bold = book.add_format({"bold": True})
        for name, rows in (sheets or {}).items():
            _write_table(book.add_worksheet(name), rows, bold)
        figures, about = book.add_worksheet("Figures"), book.add_worksheet("Notes")
        for column, name in enumerate(names):
            figures.write_string(0, column, name, bold)
        figures.freeze_panes(1, 0)
        for line, record in enumerate(islice(records, MOST_SHEET_ROWS - 1), start=1):
            for column, name in enumerate(names):
                value = record[name]
                if name not in NUMBERS:
                    figures.write_string(line, column, value)
                elif value is not None:
                    figures.write_number(line, column, value)
        lines = [*notes, "", *(f"{name}: {meaning}" for name, _, meaning in columns)]
        for line, note in enumerate(lines):
            about.write_string(line, 0, note)


def _write_table(sheet: Worksheet, rows: Sequence[Mapping[str, str]], bold: Any) -> None:
    """A table of text with its heading, each column as wide as what it holds."""
    columns = list(rows[0]) if rows else []
    for column, heading in enumerate(columns):
        longest = max(len(heading), *(len(row[heading]) for row in rows))
        sheet.set_column(column, column, min(longest + 2, WIDEST_COLUMN))
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 1)
    for line, row in enumerate(rows, start=1):
        for column, heading in enumerate(columns):
            sheet.write_string(line, column, row[heading])
