"""A sheet as a grid of text: the one form that every file format is brought into.

Of workbooks, also what is known of each sheet before it is read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from operator import itemgetter

from placelib.uploads.reading import Problem

# Characters that show nothing: zero-width, soft hyphen, direction marks, byte-order mark, as in
# “Shef\u200bfield”.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c\u180e]")
# Of these, the marks that turn the reading direction: “\u202e” shows “abc” as “cba”.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# So many different texts are kept as one each: more would themselves take megabytes.
_SHARED_AT_MOST = 50_000
# How a cell shows its value: 0.124 as 12.4%, 2023-04-01 as Apr-23 or as 2023.
PERCENT, MONTH, YEAR = 1, 2, 3


@dataclass(slots=True)
class Grid:
    """Rows of trimmed text, all padded to one width; row 0 here is row 1 in the file.

    ``flaws`` names rows that are not as wide as the others or had to be mended, by row number
    from 0. ``unseen`` counts cells that held invisible characters, ``turned`` those with
    characters that reverse the reading direction.
    """

    name: str
    rows: list[list[str]]
    flaws: dict[int, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    # By row, the first and the last column of every cell that is merged across columns.
    merges: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    # Cells beyond the last column of the table, by row: those rows are listed.
    beyond: dict[int, list[str]] = field(default_factory=dict)
    hidden: bool = False
    unseen: int = 0
    turned: int = 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def column(self, index: int, first: int = 0, last: int | None = None) -> list[str]:
        """The cells of one column between two rows (from 0, the last included)."""
        until = len(self.rows) if last is None else last + 1
        return list(map(itemgetter(index), self.rows[first:until]))


class SharedTexts:
    """Equal texts as one object: places and groups come in every row, and are compared faster."""

    def __init__(self) -> None:
        """Nothing is shared yet."""
        self._texts: dict[str, str] = {}

    def share(self, cells: list[str]) -> list[str]:
        """The same cells, those met before as the objects of then."""
        texts = self._texts
        meet = texts.setdefault if len(texts) < _SHARED_AT_MOST else texts.get
        return list(map(meet, cells, cells))


def make_grid(name: str, rows: list[list[str]], flaws: dict[int, str] | None = None) -> Grid:
    """A grid from raw cells: trimmed, cleaned of invisible characters, padded to one width."""
    grid = Grid(name, [], flaws or {})
    width = max((_measure_filled_width(row) for row in rows), default=0)
    for row in rows:
        trimmed = list(map(str.strip, row))
        if not "".join(row).isascii():
            trimmed = [
                cell if cell.isascii() else _clean_cell(cell, grid).strip() for cell in trimmed
            ]
        missing = width - len(trimmed)
        if missing > 0:
            trimmed.extend([""] * missing)
        grid.rows.append(trimmed[:width] if missing < 0 else trimmed)
    while grid.rows and not any(grid.rows[-1]):
        grid.rows.pop()
    return grid


def transpose(grid: Grid) -> Grid:
    """The same grid with rows as columns."""
    return Grid(grid.name, [list(column) for column in zip(*grid.rows, strict=True)])


def collapse_spaces(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def _measure_filled_width(row: list[str]) -> int:
    width = len(row)
    while width and (not row[width - 1] or row[width - 1].isspace()):
        width -= 1
    return width


def _clean_cell(cell: str, grid: Grid) -> str:
    if _UNSEEN.search(cell):
        grid.unseen += 1
        grid.turned += bool(_DIRECTION.search(cell))
        cell = _UNSEEN.sub("", cell)
    return "".join(" " if unicodedata.category(mark) == "Zs" else mark for mark in cell)


@dataclass(slots=True)
class SheetFacts:
    """What is known of a sheet before it is read; rows and columns are indices from 0.

    ``formats`` gives cells whose format says more than their value: a per cent, or a date of which
    only the month or the year is shown. ``merges`` gives merged columns by row.
    """

    formats: dict[tuple[int, int], int] = field(default_factory=dict)
    merges: dict[int, list[tuple[int, int]]] = field(default_factory=dict)


@dataclass(slots=True)
class WorkbookFacts:
    """A workbook's bytes, fit to be read, with the facts of its sheets by name.

    ``unreadable`` are sheets with cells far outside any table; they are left out.
    """

    data: bytes
    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    unreadable: dict[str, Problem] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
