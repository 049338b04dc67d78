"""Figures as CSV and as a spreadsheet file: rows and notes; no cell can act as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from placelib.formatting import MINUS, neutralise

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,2}(,\d{3})+|[1-9]\d*)(\.\d+)?", re.ASCII)
# A spreadsheet keeps fifteen digits of a number; of a longer one it would change the last.
_MOST_DIGITS = 15
_MOST_DECIMALS = 6
# Text is written as text: nothing that a cell holds is read as a formula, a link or a number.
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# The widths of a column, in characters.
_WIDEST, _NARROWEST = 60, 9


def write_csv(rows: Sequence[Mapping[str, str]]) -> str:
    """The rows as a CSV of data: a byte-order mark, one header row, plain numbers, no notes.

    A cell that shows a number is written as one: “1,116” as 1116, “−3.8” as -3.8. Text that a
    spreadsheet would run is disarmed by an apostrophe in front of it.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    if rows:
        writer.writerow([neutralise(name) for name in rows[0]])
        writer.writerows([_write_cell(cell) for cell in row.values()] for row in rows)
    return out.getvalue()


def _write_cell(cell: str) -> str:
    """A number without commas and with an ASCII minus, any other text disarmed."""
    return (
        neutralise(cell) if number_in(cell) is None else cell.replace(MINUS, "-").replace(",", "")
    )


def write_xlsx(rows: Sequence[Mapping[str, str]], notes: Sequence[str]) -> bytes:
    """An XLSX file of the rows, with the notes on a sheet of their own.

    What reads as a number is stored as one, with the decimals and the commas it shows: the year
    2023 stays 2023. Gap markers such as [c] and all else stay text.
    """
    # Only where a file is asked for: it takes 5 MB (ADR 83).
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, _SAFE) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("Figures")
        sheet.freeze_panes(1, 0)
        names = list(rows[0]) if rows else []
        for column, name in enumerate(names):
            sheet.write_string(0, column, name, bold)
            longest = max((len(row[name]) for row in rows), default=0)
            sheet.set_column(column, column, min(max(longest + 2, _NARROWEST), _WIDEST))
        formats = {
            (pattern, places): book.add_format(
                {"num_format": pattern + ("." + "0" * places) * bool(places)}
            )
            for pattern in ("0", "#,##0")
            for places in range(_MOST_DECIMALS + 1)
        }
        for line, row in enumerate(rows, start=1):
            for column, name in enumerate(names):
                number = number_in(row[name])
                if number is None:
                    sheet.write_string(line, column, row[name])
                else:
                    pattern = "#,##0" if "," in row[name] else "0"
                    look = formats[pattern, min(number[1], _MOST_DECIMALS)]
                    sheet.write_number(line, column, number[0], look)
        about = book.add_worksheet("Notes")
        about.set_column(0, 0, 110)
        for line, note in enumerate(notes):
            about.write_string(line, 0, note, wrapped)
    return out.getvalue()


def number_in(text: str) -> tuple[float, int] | None:
    """The number that a cell's text is, and how many decimals it shows; None for other text.

    A code with a nought in front and a number of more than fifteen digits are text.
    """
    plain = text.replace(MINUS, "-")
    digits = sum(character.isdigit() for character in plain)
    if not _NUMBER.fullmatch(plain) or digits > _MOST_DIGITS:
        return None
    return float(plain.replace(",", "")), len(plain.partition(".")[2])
