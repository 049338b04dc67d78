"""What was understood of an uploaded file: plain records, the same for every format.

The long columns of its tidy table take few bytes: numbers as wide as they need to be, texts as
categories.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, overload

from placelib.errors import PlaceError

# The outcomes of columns, and those of rows (used, heading, note, left_out, blank).
Outcome = Literal[
    "area", "period", "measure", "breakdown", "interval", "marker", "note", "left_out",
    "used", "heading", "blank",
]  # fmt: skip
Verdict = Literal["read", "flag", "ask", "refuse"]
# In the place of an area code: a person left these rows out.
LEFT_OUT = "-"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file: what it is, where, and what to do; row and column count from 1.

    ``weight`` says what it means for the whole: refuse stops the reading, flag must be seen, note
    is for the record.
    """

    kind: str
    message: str
    row: int | None = None
    column: int | None = None
    weight: Literal["refuse", "flag", "note"] = "flag"


class Unreadable(PlaceError):
    """The file as a whole cannot be read; carries the problem that says why."""

    def __init__(self, kind: str, message: str, row: int | None = None) -> None:
        """Keep the kind and the place beside the sentence."""
        super().__init__(message)
        self.problem = Problem(kind, message, row, weight="refuse")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be given to a question."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can decide; ``preselected`` is the best guess, empty when there is none.

    Required questions stop the table from being shown until they are answered.
    """

    key: str
    text: str
    choices: tuple[Choice, ...]
    preselected: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rows whose code and name are two different places; row is the first of them.

    ``used`` is what was done: nothing (the rows wait), or the name.
    """

    row: int
    rows: int
    code: str
    code_name: str
    name: str
    name_code: str
    used: Literal["nothing", "name"]
    message: str


@dataclass(frozen=True, slots=True)
class Label:
    """What became of a place as the file writes it: its area code, or why it is not used.

    Exactly one of ``code`` and ``why`` is filled; ``rows`` is how many rows say so, ``row`` the
    first of them.
    """

    label: str
    code: str
    why: str
    rows: int
    row: int


@dataclass(frozen=True, slots=True)
class AreaColumn:
    """A column (from 1) that says which area a row is about, by code or by name."""

    column: int
    header: str
    holds: Literal["code", "name"]


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column (from 1) of figures with its unit; period is set when the header names one."""

    column: int
    header: str
    unit: str
    indicator: str
    period: str


@dataclass(frozen=True, slots=True)
class ColumnOutcome:
    """What a column of the file (from 1) was read as and why; ``remedy`` says how to use it.

    Every column of the sheet has exactly one.
    """

    column: int
    header: str
    outcome: Outcome
    why: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """How many rows of the file have one outcome for one reason; ``first`` is the first, from 1.

    Together they count every row of the sheet down to the last filled one.
    """

    outcome: Outcome
    why: str
    rows: int
    first: int
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class SheetOutcome:
    """What became of a sheet of a workbook: it was read, or it was not, and why."""

    name: str
    outcome: Literal["read", "left_out"]
    why: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class NumberCount:
    """The cells of the sheet that are numbers, and their sums: in = used + listed.

    ``cells_used`` are those of the tidy table before answers add any up, ``cells_listed`` those in
    columns and rows that were not read as figures.
    """

    cells_in: int = 0
    sum_in: float = 0.0
    cells_used: int = 0
    sum_used: float = 0.0
    cells_listed: int = 0
    sum_listed: float = 0.0


def narrow(numbers: array[int]) -> array[int]:
    """Whole numbers of four bytes, none below zero, in the narrowest type that holds them all.

    Bytes are moved and no numbers: millions of them would take as long as reading them.
    """
    raw = numbers.tobytes()
    # The bytes of all numbers by weight, the lowest first.
    order = range(4) if sys.byteorder == "little" else range(3, -1, -1)
    by_weight = [raw[start::4] for start in order]
    zero = bytes(len(numbers))
    if by_weight[2] != zero or by_weight[3] != zero:
        return numbers
    if by_weight[1] == zero:
        return array("B", by_weight[0])
    pairs = bytearray(2 * len(numbers))
    low, high = (0, 1) if sys.byteorder == "little" else (1, 0)
    pairs[low::2], pairs[high::2] = by_weight[:2]
    return array("H", bytes(pairs))


class TextColumn(Sequence[str]):
    """Texts of which few differ: each is held once, and every entry is its number.

    ``codes`` are positions in ``texts``, which several columns may share.
    """

    __slots__ = ("_texts", "codes")

    def __init__(self, codes: array[int], texts: Sequence[str]) -> None:
        """Nothing is copied."""
        self.codes = codes
        self._texts = texts

    @property
    def itemsize(self) -> int:
        """Bytes an entry."""
        return self.codes.itemsize

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, position: int) -> str: ...
    @overload
    def __getitem__(self, position: slice) -> TextColumn: ...
    def __getitem__(self, position: int | slice) -> str | TextColumn:
        """The text at a position, or a column of those in a slice."""
        if isinstance(position, slice):
            return TextColumn(self.codes[position], self._texts)
        return self._texts[self.codes[position]]

    def __iter__(self) -> Iterator[str]:
        return map(self._texts.__getitem__, self.codes)


def encode(column: Sequence[str]) -> array[int]:
    """A number an entry, the same for equal texts and for no others."""
    if isinstance(column, TextColumn):
        return column.codes
    numbers: dict[str, int] = {}
    return array("i", (numbers.setdefault(text, len(numbers)) for text in column))


class FigureColumn(Sequence["float | None"]):
    """Figures as plain binary numbers; None where there is none, which is stored as NaN."""

    __slots__ = ("_values",)

    def __init__(self, values: array[float]) -> None:
        """Nothing is copied."""
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, position: int) -> float | None: ...
    @overload
    def __getitem__(self, position: slice) -> FigureColumn: ...
    def __getitem__(self, position: int | slice) -> float | FigureColumn | None:
        """The figure at a position or None, or a column of those in a slice."""
        if isinstance(position, slice):
            return FigureColumn(self._values[position])
        value = self._values[position]
        return None if value != value else value


@dataclass(frozen=True, slots=True)
class Table:
    """The tidy table, one entry a figure or gap in each column; all columns are equally long.

    ``value`` is None where there is no figure; ``status`` then holds the reason or the marker.
    ``area_code`` is the area's current code where it was only re-coded, otherwise that of the file.
    """

    source_row: Sequence[int] = ()
    source_col: Sequence[int] = ()
    area_code: Sequence[str] = ()
    area_name: Sequence[str] = ()
    period: Sequence[str] = ()
    indicator: Sequence[str] = ()
    value: Sequence[float | None] = ()
    status: Sequence[str] = ()

    def __len__(self) -> int:
        return len(self.source_row)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person decided about questions of an earlier reading; empty means no answer.

    ``header_rows`` count from 1; ``period`` and ``scale`` and ``duplicates`` take a choice's value.
    ``table`` is the row (from 1) of the first area of the table that is meant of several.
    ``header_rows`` of only 0 says that there is none. ``names`` maps a name in the file to an area
    code, or to LEFT_OUT; it comes before the code beside the name. ``kinds`` maps the number of a
    column to “count” or “rate”: counts of former areas are added up, rates never. ``columns`` maps
    the number of a column to what it is to be read as: “measure”, “breakdown” or “left_out”.
    """

    sheet: str = ""
    table: str = ""
    header_rows: tuple[int, ...] = ()
    period: str = ""
    scale: str = ""
    duplicates: str = ""
    decimal: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything understood of a file. Rows and columns count from 1 in the file (or sheet).

    ``labels`` says what became of each place (see limits.LABELS_AT_MOST).
    ``summed`` are councils whose figures are sums of the former areas in the file; ``successions``
    are former areas that stay as they are, with those that followed. ``rows_in`` is always
    ``rows_used`` plus the sum of ``rows_listed``.
    """

    verdict: Verdict
    file_type: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_rows: tuple[int, ...] = ()
    first_row: int | None = None
    last_row: int | None = None
    layout: Literal["long", "wide", ""] = ""
    transposed: bool = False
    title: str = ""
    area_columns: tuple[AreaColumn, ...] = ()
    area_codes: tuple[str, ...] = ()
    area_labels: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    period_reading: Mapping[str, object] = field(default_factory=dict)
    value_columns: tuple[ValueColumn, ...] = ()
    markers: Mapping[str, int] = field(default_factory=dict)
    rows_in: int = 0
    rows_used: int = 0
    rows_listed: Mapping[str, int] = field(default_factory=dict)
    listed: tuple[tuple[int, str, str], ...] = ()
    columns: tuple[ColumnOutcome, ...] = ()
    rows: tuple[RowOutcome, ...] = ()
    sheets: tuple[SheetOutcome, ...] = ()
    numbers: NumberCount = field(default_factory=NumberCount)
    summed: tuple[str, ...] = ()
    successions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    table: Table = field(default_factory=Table)
