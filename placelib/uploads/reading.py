"""What was understood of an uploaded file: plain records, the same for every format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from placelib.errors import PlaceError
from placelib.uploads.tidy_table import Table

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
