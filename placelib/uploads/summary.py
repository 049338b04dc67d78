"""The reading of a chosen sheet: figures, markers, questions, and every row accounted for."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from placelib.uploads import limits
from placelib.uploads.areas.register import Register
from placelib.uploads.formats.cell_values import is_decimal_comma
from placelib.uploads.formats.grid import collapse_spaces
from placelib.uploads.layout.sheet import SheetView
from placelib.uploads.outcomes import account_rows, find_outcomes, list_refused_outcomes
from placelib.uploads.reading import (
    Answers,
    ColumnOutcome,
    NumberCount,
    Problem,
    Reading,
    RowOutcome,
    ValueColumn,
    Verdict,
)
from placelib.uploads.sheet_areas import add_areas
from placelib.uploads.sheet_periods import find_sheet_periods, summarise_periods
from placelib.uploads.values.questions import ask_about_values
from placelib.uploads.values.reports import (
    report_cells,
    report_sheet,
    report_totals,
)
from placelib.uploads.values.table import (
    add_former_areas,
    combine_repeats,
    find_total_rows,
    name_indicators,
    scale_shares,
    tidy_sheet,
)
from placelib.uploads.values.tidy import Tidy
from placelib.uploads.values.units import find_share_columns, find_unit, is_additive


def summarise(
    shell: Reading, view: SheetView, register: Register, answers: Answers, name: str = ""
) -> tuple[Reading, Tidy]:
    """The finished reading and the tidy table; a table without places or figures refuses.

    ``name`` is that of the file: it may suggest a period where the table says none.
    """
    reading = _build_frame(shell, view)
    refused = _refuse_unusable(reading, view, register)
    if refused is not None:
        return refused, Tidy()
    _tell_rows_apart(view, answers)
    periods = find_sheet_periods(view, name, answers)
    comma = _find_decimal_comma(shell, view, answers)
    tidy, listed = tidy_sheet(view, periods, register, decimal_comma=bool(comma))
    reading = _add_outcomes(reading, find_outcomes(view, listed, tidy))
    again = 0
    if answers.duplicates in {"sum", "mean", "first"} and tidy.repeats:
        again = combine_repeats(tidy, answers.duplicates, find_total_rows(view, tidy))
    if answers.scale == "share" and not view.turned:
        scale_shares(tidy, view.grid, find_share_columns(view, tidy))
    columns = _list_value_columns(view, tidy)
    summed = tuple(_add_up(tidy, register, view, columns, answers))
    reading = add_areas(reading, view, register)
    reading = account_rows(reading, view, listed, tidy)
    value_questions = ask_about_values(view, tidy, answers, comma_doubt=comma is None)
    problems = (*periods.problems, *report_totals(again), *report_cells(view, tidy))
    reading = replace(
        reading,
        summed=summed,
        period_reading=summarise_periods(view, periods),
        value_columns=columns,
        markers=dict(tidy.markers.most_common(40)),
        questions=(*reading.questions, *periods.questions, *value_questions),
        problems=(*reading.problems, *problems),
    )
    verdict = _decide_verdict(reading)
    if verdict == "refuse":
        most = ", ".join(f"{why}: {count:,}" for why, count in reading.rows_listed.items())
        return _build_refusal(
            reading, "no usable rows", f"({most})", "Correct the rows listed."
        ), tidy
    return replace(reading, verdict=verdict), tidy


def _tell_rows_apart(view: SheetView, answers: Answers) -> None:
    """Read the column that a person chose to tell repeated rows apart by, such as “by:3”."""
    if answers.duplicates.startswith("by:") and answers.duplicates[3:].isdigit():
        chosen = int(answers.duplicates[3:]) - 1
        if chosen in view.telling:
            view.roles.left_out.pop(chosen, None)
            view.roles.categories.append(chosen)


def _refuse_unusable(reading: Reading, view: SheetView, register: Register) -> Reading | None:
    """The refusal of a sheet without rows, places or figures; None for one that can be read."""
    if view.block is None:
        problem, remedy = _refuse_no_rows(view)
        reading = _add_outcomes(reading, list_refused_outcomes(view, "no data rows", remedy))
        return _build_refusal(reading, "no data rows", problem, remedy)
    if view.refusal:
        reading = _add_outcomes(reading, list_refused_outcomes(view, view.refusal, view.remedy))
        return _build_refusal(_add_rows(reading, view), view.refusal, "", view.remedy)
    if view.roles.figures:
        return None
    reading = _add_outcomes(reading, find_outcomes(view, _refuse_no_figures(view), Tidy()))
    offered = ", ".join(view.labels[index] for index in view.roles.categories[:5] if index >= 0)
    return _build_refusal(
        add_areas(_add_rows(reading, view), view, register),
        "no numeric value column",
        f"The columns hold categories or text{': ' + offered if offered else ''}.",
        "Add a column of figures, such as a count of areas in each category.",
    )


Outcomes = tuple[tuple[ColumnOutcome, ...], tuple[RowOutcome, ...], NumberCount]


def _add_outcomes(reading: Reading, outcomes: Outcomes) -> Reading:
    columns, rows, numbers = outcomes
    return replace(reading, columns=columns, rows=rows, numbers=numbers)


def _refuse_no_figures(view: SheetView) -> dict[int, str]:
    """All rows of a table without a column of figures, left out for that reason."""
    block = view.block
    return dict.fromkeys(range(block.first, block.last + 1), "no figures") if block else {}


def _add_up(
    tidy: Tidy, register: Register, view: SheetView, columns: tuple[ValueColumn, ...],
    answers: Answers,
) -> list[str]:  # fmt: skip
    """Add up former areas where a person or the words of a column say that it holds counts."""
    # Where areas are columns, a person's answers are about those, and not about the measures.
    kinds = {} if view.turned else answers.kinds
    decided = {int(column): kind for column, kind in kinds.items() if column.isdigit()}
    counts = {column for column, kind in decided.items() if kind == "count"}
    seem = {
        column.column
        for column in columns
        if column.column not in decided and is_additive(column.unit, column.header, view.title)
    }
    return add_former_areas(tidy, register, seem | counts, counts, turned=view.turned)


def _build_frame(shell: Reading, view: SheetView) -> Reading:
    block = view.block
    if block is None:
        return shell
    header, first, last = block.header, block.first, block.last
    if view.turned:
        header = tuple(sorted(column.index for column in view.columns))
        measures = block.figures or header or (0,)
        first, last = min(measures), max(measures)
    return replace(
        shell,
        header_rows=tuple(number + 1 for number in header),
        first_row=first + 1,
        last_row=last + 1,
        transposed=view.turned,
        layout=_describe_layout(view),
        title=view.title[:500],
        problems=(*shell.problems, *report_sheet(view)),
    )


def _describe_layout(view: SheetView) -> Literal["long", "wide"]:
    roles = view.roles
    if view.turned or roles.periods:
        return "wide"
    return "long" if roles.period or len(roles.figures) < 2 else "wide"


def _refuse_no_rows(view: SheetView) -> tuple[str, str]:
    rows = sum(map(any, view.grid.rows))
    return f"{rows} filled rows were found, but no row of figures.", "Choose a file with data rows."


def _build_refusal(reading: Reading, kind: str, detail: str, remedy: str) -> Reading:
    message = collapse_spaces(f"{kind[:1].upper()}{kind[1:]}. {detail} {remedy}")
    problem = Problem(kind, message, weight="refuse")
    return replace(reading, verdict="refuse", problems=(*reading.problems, problem))


def _add_rows(reading: Reading, view: SheetView) -> Reading:
    block = view.block
    rows = sum(map(any, view.grid.rows[block.first : block.last + 1])) if block else 0
    return replace(reading, rows_in=rows, rows_listed={view.refusal or "no figures": rows})


def _find_decimal_comma(shell: Reading, view: SheetView, answers: Answers) -> bool | None:
    if answers.decimal:
        return answers.decimal == "comma"
    block = view.block
    if block is None or not shell.delimiter:
        return False
    texts = [
        text
        for index in view.roles.figures
        for text in view.grid.column(index, block.first, min(block.last, block.first + 5000))
    ]
    return is_decimal_comma(texts, semicolons=shell.delimiter in ";\t|")


def _list_value_columns(view: SheetView, tidy: Tidy) -> tuple[ValueColumn, ...]:
    names = name_indicators(view)
    return tuple(
        ValueColumn(
            column=index + 1,
            header=view.labels[index][: limits.HEADER_CHARACTERS],
            unit=find_unit(view, index, tidy.units[index]),
            indicator=names[index],
            period=view.roles.periods[index].label if index in view.roles.periods else "",
        )
        for index in view.roles.figures
    )


def _decide_verdict(reading: Reading) -> Verdict:
    if reading.rows_used == 0 and not reading.conflicts and not reading.questions:
        return "refuse"
    if any(question.required for question in reading.questions):
        return "ask"
    flagged = any(problem.weight == "flag" for problem in reading.problems)
    return "flag" if flagged or reading.conflicts else "read"
