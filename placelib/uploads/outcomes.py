"""What became of every column, row and sheet of a file: the conservation law of uploads.

Every column and every row of the sheet that was read has one outcome, and every number is either
in the tidy table or in a column or row whose outcome says why it is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from placelib.uploads import limits
from placelib.uploads.formats.cell_values import read_value
from placelib.uploads.formats.delimited import WRONG_WIDTH
from placelib.uploads.formats.grid import collapse_spaces
from placelib.uploads.layout.roles import INTERVALS, MARKERS_ONLY
from placelib.uploads.layout.sheet import SheetView
from placelib.uploads.reading import (
    ColumnOutcome,
    NumberCount,
    Outcome,
    Problem,
    Reading,
    RowOutcome,
)
from placelib.uploads.values.reports import report_flaws
from placelib.uploads.values.table import COPY
from placelib.uploads.values.tidy import Tidy

_AS_MEASURE = "To use it after all, read it as a measure."
_AS_BREAKDOWN = "To tell rows apart by it, read it as a breakdown."
_OWN_SHEET = "Put that table on a sheet of its own."
_CHOOSE_TABLE = "Choose that table where the page asks which one to read."
_CORRECT = "Correct these rows and upload the file again."
# Why rows of these kinds are no rows of figures.
HEADING, ABOVE, BELOW, EMPTY, FIGURES = (
    "headings",
    "above the table, such as its title",
    "below the table, such as notes and sums",
    "empty",
    "figures of an area",
)


class _Line(NamedTuple):
    """The outcome of one line of a sheet as it was understood: a column, or a row."""

    outcome: Outcome
    why: str
    remedy: str = ""


# Where more than a quarter of the rows is not used, a person must see it.
_MUCH = 0.25
# That of nearly all rows of a long table.
_USED = _Line("used", FIGURES)


# What became of each column, of the rows by kind, and of the numbers.
Outcomes = tuple[tuple[ColumnOutcome, ...], tuple[RowOutcome, ...], NumberCount]


def add_outcomes(reading: Reading, outcomes: Outcomes) -> Reading:
    """The reading with these outcomes, in place of those it had."""
    columns, rows, numbers = outcomes
    return replace(reading, columns=columns, rows=rows, numbers=numbers)


def find_outcomes(view: SheetView, listed: Mapping[int, str], tidy: Tidy) -> Outcomes:
    """The outcome of each column, of the rows by kind, and what became of the numbers.

    ``listed`` are the rows (from 0) that are not in the table, with why. Where areas lie across,
    rows and columns change places, so that both are those of the file.
    """
    rows = [_decide_row_outcome(view, listed, number) for number in range(len(view.grid.rows))]
    columns = [_decide_column_outcome(view, index) for index in range(view.grid.width)]
    numbers = _count_numbers(view, rows, columns, tidy)
    if view.turned:
        columns, rows = (
            [_build_column_outcome(line) for line in rows],
            [_build_row_outcome(line) for line in columns],
        )
    if view.columns_in > len(columns):
        cut = _Line("left_out", "a further table beside the first", _OWN_SHEET)
        columns += [cut] * (view.columns_in - len(columns))
    headers = [""] * len(columns) if view.turned else view.labels
    reported = tuple(
        ColumnOutcome(
            column=index + 1,
            header=(headers[index] if index < len(headers) else "")[: limits.HEADER_CHARACTERS],
            outcome=line.outcome, why=line.why, remedy=line.remedy,
        )
        for index, line in enumerate(columns[: view.columns_in])
    )  # fmt: skip
    return reported, tuple(_group_by_kind(rows, view)), numbers


def list_refused_outcomes(view: SheetView, why: str, remedy: str) -> Outcomes:
    """The outcomes where a whole table was refused: all is left out, for one reason."""
    width = len(view.grid.rows) if view.turned else view.columns_in
    height = view.grid.width if view.turned else len(view.grid.rows)
    columns = tuple(
        ColumnOutcome(
            column=index + 1,
            header="" if view.turned or index >= len(view.labels) else view.labels[index][:200],
            outcome="left_out", why=why, remedy=remedy,
        )
        for index in range(width)
    )  # fmt: skip
    cells = Counter(cell for row in view.grid.rows for cell in row)
    cells.update(cell for beyond in view.grid.beyond.values() for cell in beyond)
    cells.update(view.cells_beside)
    count, total = _list_numbers(cells)
    rows = (
        (RowOutcome(outcome="left_out", why=why, rows=height, first=1, remedy=remedy),)
        if height
        else ()
    )
    return (
        columns,
        rows,
        NumberCount(
            cells_in=count,
            sum_in=total,
            cells_used=0,
            sum_used=0.0,
            cells_listed=count,
            sum_listed=total,
        ),
    )


def _decide_column_outcome(view: SheetView, index: int) -> _Line:
    """What a column of the sheet, as it was understood, was read as."""
    roles = view.roles
    one_of = (
        ((*view.where.codes, *view.where.names), _Line("area", "which area a row is about")),
        ((roles.level,), _Line("area", "the geography level of a row")),
        (roles.period, _Line("period", "when the figures are of")),
        (roles.figures, _Line("measure", "figures")),
        (roles.categories, _Line("breakdown", "tells rows of one area apart")),
        ((roles.unit,), _Line("note", "names the unit")),
        (roles.constants, _Line("note", "says the same in every row", _AS_BREAKDOWN)),
        (roles.attributes, _Line("note", "describes the area, in all its rows", _AS_BREAKDOWN)),
        (roles.texts, _Line("note", "text, different in most rows", _AS_BREAKDOWN)),
        (view.keys, _Line("left_out", "names of larger areas", _AS_BREAKDOWN)),
    )
    if index in roles.left_out:
        return _list_left_out(roles.left_out[index])
    return next((line for group, line in one_of if index in group), _Line("left_out", EMPTY))


def _list_left_out(why: str) -> _Line:
    if why == INTERVALS:
        return _Line("interval", why, _AS_MEASURE)
    if why == MARKERS_ONLY:
        return _Line("marker", why)
    return _Line("left_out", why, "" if why == EMPTY else _AS_MEASURE)


def _decide_row_outcome(view: SheetView, listed: Mapping[int, str], number: int) -> _Line:
    block = view.block
    if not any(view.grid.rows[number]):
        return _Line("blank", EMPTY)
    if block is None:
        return _Line("note", ABOVE)
    if number in block.header:
        return _Line("heading", HEADING)
    if number in listed:
        return _Line("left_out", listed[number], _CORRECT)
    if block.first <= number <= block.last:
        return _USED
    if number in view.headings or (block.header and block.header[-1] < number < block.first):
        return _Line("heading", "headings of sections and numbers of columns")
    if any(table.first <= number <= table.last for table in block.others):
        return _Line("left_out", "a further table", _CHOOSE_TABLE)
    return _Line("note", ABOVE if number < block.first else BELOW)


def _build_column_outcome(line: _Line) -> _Line:
    """The outcome of a row of the turned sheet as that of a column of the file."""
    outcomes: dict[str, Outcome] = {"used": "area", "heading": "note", "blank": "left_out"}
    return _Line(outcomes.get(line.outcome, line.outcome), line.why, line.remedy)


def _build_row_outcome(line: _Line) -> _Line:
    """The outcome of a column of the turned sheet as that of a row of the file."""
    outcomes: dict[str, Outcome] = {"measure": "used", "area": "heading", "period": "heading"}
    outcome = "blank" if line.why == EMPTY else outcomes.get(line.outcome, line.outcome)
    return _Line(outcome, line.why, line.remedy)


def _group_by_kind(rows: list[_Line], view: SheetView) -> Iterator[RowOutcome]:
    """The rows counted by outcome and reason, in the order of the first of each."""
    if view.turned:
        # Lines above and below a table of areas across were blanked out before it was turned.
        first = min((number for number, row in enumerate(rows) if row.outcome == "used"), default=0)
        rows = [
            _Line("note", ABOVE if number < first else BELOW) if number in view.outside else row
            for number, row in enumerate(rows)
        ]
        rows += [_Line("note", BELOW) for number in view.outside if number >= len(rows)]
    counted: dict[_Line, list[int]] = {}
    for number, line in enumerate(rows):
        counted.setdefault(line, [0, number + 1])[0] += 1
    for line, (count, first) in counted.items():
        yield RowOutcome(
            outcome=line.outcome, why=line.why, rows=count, first=first, remedy=line.remedy
        )


def _count_numbers(
    view: SheetView, rows: list[_Line], columns: list[_Line], tidy: Tidy
) -> NumberCount:
    """How many cells are numbers, and their sum: in the table, and in what was left out of it."""
    grid = view.grid
    # A column that was added for the headings of sections is none of the file's.
    width = grid.width if view.sections is None else view.sections
    used = [row for row, line in zip(grid.rows, rows, strict=True) if line.outcome == "used"]
    unused = [row for row, line in zip(grid.rows, rows, strict=True) if line.outcome != "used"]
    counts: Counter[str] = Counter(cell for row in unused for cell in row[:width])
    counts.update(cell for cells in grid.beyond.values() for cell in cells)
    counts.update(view.cells_beside)
    for index, line in enumerate(columns[:width]):
        if line.outcome != "measure":
            counts.update(map(itemgetter(index), used))
    listed, listed_sum = _list_numbers(counts)
    numbers = [value for value in tidy.value if value == value]
    used_count, used_sum = len(numbers), sum(numbers)
    return NumberCount(
        cells_in=used_count + listed,
        sum_in=used_sum + listed_sum,
        cells_used=used_count,
        sum_used=used_sum,
        cells_listed=listed,
        sum_listed=listed_sum,
    )


def _list_numbers(counts: Counter[str]) -> tuple[int, float]:
    """How many of these cells are numbers, and what they add up to."""
    count, total = 0, 0.0
    for text, times in counts.items():
        value = read_value(text).value
        if value is not None:
            count += times
            total += value * times
    return count, total


def account_rows(reading: Reading, view: SheetView, listed: dict[int, str], tidy: Tidy) -> Reading:
    """The reading with every row counted: used, or listed with its reason."""
    counts = Counter(listed.values())
    examples = [
        (
            number + 1,
            why,
            collapse_spaces(" | ".join(cell for cell in view.grid.rows[number][:6] if cell)),
        )
        for number, why in list(listed.items())[: limits.LISTED_AT_MOST]
    ]
    problems = [*reading.problems, *report_flaws(view)]
    if counts[COPY]:
        first = min(number for number, why in listed.items() if why == COPY)
        problems.append(
            Problem(
                "the same row again",
                "Rows that say what an earlier row says were read once "
                f"({counts[COPY]:,}, the first is row {first + 1}).",
                first + 1,
                weight="note",
            )
        )
    rows_in = tidy.used_rows + len(listed)
    lost = sum(
        count for why, count in counts.items()
        if why.startswith(("unknown", "unsupported", WRONG_WIDTH, "ambiguous"))
    )  # fmt: skip
    if lost > _MUCH * rows_in or counts[WRONG_WIDTH] or counts["ambiguous name"]:
        problems.append(_report_lost_rows(lost, rows_in, counts))
    return replace(
        reading,
        rows_in=rows_in,
        rows_used=tidy.used_rows,
        rows_listed=dict(counts),
        listed=tuple((row, why, text[:200]) for row, why, text in examples),
        problems=tuple(problems),
    )


def _report_lost_rows(lost: int, rows_in: int, counts: Counter[str]) -> Problem:
    most = ", ".join(f"{why}: {count:,}" for why, count in counts.most_common(4))
    return Problem(
        "rows not used", f"{lost:,} of {rows_in:,} rows cannot be shown ({most}). See the list."
    )
