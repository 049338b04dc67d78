"""Reads somebody's own coding of an authority's powers from a small CSV file, strictly.

A row is a lever: author, lever, value (0 decided as by a council, ½ in between, 1 as by national
government) and the source of that judgement. A row without value and source is a lever not coded.
"""

from __future__ import annotations

import csv
import io

from placelib.errors import PlaceError, clip
from placelib.formatting import format_count, listed
from placelib.quadrant.records import CodedPower, CodedPowers

COLUMNS = ("author", "lever", "value", "source")
LEVERS = (
    "money",
    "skills",
    "transport",
    "policing",
    "fire",
    "economy",
    "information flows",
    "inspection",
    "regulation",
)
VALUES = {"0": 0.0, "½": 0.5, "0.5": 0.5, "1": 1.0}
# A coding has a row for each lever; a file that is far larger is something else.
MOST_BYTES = 100_000
MOST_ROWS = 50
LONGEST_AUTHOR, LONGEST_SOURCE = 80, 300
MOST_PROBLEMS = 12


class BadPowersUpload(PlaceError):
    """A coding of powers that breaks its rules; ``problems`` has a sentence for each fault."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the first problems; one sentence says how many more there are."""
        listed_problems = problems[:MOST_PROBLEMS]
        if len(problems) > MOST_PROBLEMS:
            listed_problems.append(
                f"There are {len(problems) - MOST_PROBLEMS} more problems of this kind."
            )
        self.problems = tuple(listed_problems)
        super().__init__(" ".join(listed_problems))


def write_powers_template() -> str:
    """The CSV to fill in: a row a lever, with a byte-order mark for spreadsheets."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(("your name or organisation", lever, "", "") for lever in LEVERS)
    return out.getvalue()


def read_coded_powers(content: bytes) -> CodedPowers:
    """The coding in a CSV file of the template's shape.

    Raises BadPowersUpload with every problem.
    """
    rows = _read_rows(content)
    problems: list[str] = []
    cells: dict[str, CodedPower] = {}
    authors: dict[str, int] = {}
    for place, row in enumerate(rows, start=2):
        if not any(row):
            continue
        if len(row) != len(COLUMNS):
            problems.append(
                f"Row {place} has {format_count(len(row), 'cell')}; each row has {len(COLUMNS)}: "
                f"{listed(COLUMNS)}. Quote a cell that holds a comma."
            )
            continue
        author, lever, value, source = row
        if not value and not source:
            continue
        authors.setdefault(author, place)
        problems += _find_problems(place, author, lever.lower(), value, source, cells)
        if value in VALUES:
            cells[lever.lower()] = CodedPower(lever.lower(), VALUES[value], source)
    if len(authors) > 1:
        problems.append(
            f"Rows {listed([str(row) for row in authors.values()])} name different authors; a "
            "coding has one author. Upload each author's coding by itself."
        )
    if not cells and not problems:
        problems.append("No lever has a value: write 0, ½ or 1 and a source for at least one.")
    if problems:
        raise BadPowersUpload(problems)
    return CodedPowers(next(iter(authors)), tuple(cells.values()))


def _read_rows(content: bytes) -> list[list[str]]:
    """The rows under the header, each cell without space around it."""
    if len(content) > MOST_BYTES:
        raise BadPowersUpload(
            [f"The file has more than {MOST_BYTES // 1000} KB; a coding is far less."]
        )
    try:
        text = content.decode("utf-8-sig")
        rows = [[" ".join(cell.split()) for cell in row] for row in csv.reader(io.StringIO(text))]
    except (UnicodeDecodeError, csv.Error):
        raise BadPowersUpload(
            ["The file is not a CSV in UTF-8. In a spreadsheet save it as “CSV UTF-8”."]
        ) from None
    header = tuple(cell.lower() for cell in rows[0]) if rows else ()
    if header != COLUMNS:
        expected = f"The first row must be {', '.join(COLUMNS)}"
        reason = f"it is “{clip(', '.join(header), 60)}”. Start from the template."
        raise BadPowersUpload([f"{expected}; {reason}"])
    if len(rows) - 1 > MOST_ROWS:
        raise BadPowersUpload([f"The file has {len(rows) - 1} rows; at most {MOST_ROWS} are read."])
    return rows[1:]


def _find_problems(
    place: int, author: str, lever: str, value: str, source: str, seen: dict[str, CodedPower]
) -> list[str]:
    """Everything wrong with one coded row, a sentence each."""
    problems = []
    if not author or len(author) > LONGEST_AUTHOR:
        problems.append(
            f"Row {place}, author: give a name of 1 to {LONGEST_AUTHOR} characters, the same in "
            "every row."
        )
    if lever not in LEVERS:
        problems.append(
            f"Row {place}, lever: “{clip(lever)}” is not one of {listed(LEVERS)}. Use these words."
        )
    if lever in seen:
        problems.append(f"Row {place}, lever: {lever} is coded twice. Keep one row for it.")
    if value not in VALUES:
        problems.append(
            f"Row {place}, value: “{clip(value)}” is not 0, ½ (or 0.5) or 1. Leave value and "
            "source empty for a lever that is not coded."
        )
    if not source or len(source) > LONGEST_SOURCE:
        problems.append(
            f"Row {place}, source: say in 1 to {LONGEST_SOURCE} characters where this can be read."
        )
    return problems
