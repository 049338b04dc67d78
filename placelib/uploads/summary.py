"""The reading of a chosen sheet: figures, markers, questions, and every row accounted for."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from placelib.uploads import limits
from placelib.uploads.areas.register import Register
from placelib.uploads.formats.cell_values import is_decimal_comma
from placelib.uploads.layout.sheet import SheetView
from placelib.uploads.outcomes import account_rows, add_outcomes, find_outcomes
from placelib.uploads.reading import Answers, Reading, ValueColumn, Verdict
from placelib.uploads.refusals import build_refusal, refuse_unusable
from placelib.uploads.sheet_areas import add_areas
from placelib.uploads.sheet_periods import find_sheet_periods, summarise_periods
from placelib.uploads.values.questions import ask_about_values
from placelib.uploads.values.reports import report_cells, report_sheet, report_totals
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
    refused = refuse_unusable(reading, view, register)
    if refused is not None:
        return refused, Tidy()
    _tell_rows_apart(view, answers)
    periods = find_sheet_periods(view, name, answers)
    comma = _find_decimal_comma(shell, view, answers)
    tidy, listed = tidy_sheet(view, periods, register, decimal_comma=bool(comma))
    reading = add_outcomes(reading, find_outcomes(view, listed, tidy))
    totals = _apply_answers(view, tidy, answers)
    columns = _list_value_columns(view, tidy)
    summed = tuple(_add_up(tidy, register, view, columns, answers))
    reading = add_areas(reading, view, register)
    reading = account_rows(reading, view, listed, tidy)
    value_questions = ask_about_values(view, tidy, answers, comma_doubt=comma is None)
    problems = (*periods.problems, *report_totals(totals), *report_cells(view, tidy))
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
        return _refuse_without_rows(reading), tidy
    return replace(reading, verdict=verdict), tidy


def _tell_rows_apart(view: SheetView, answers: Answers) -> None:
    """Read the column that a person chose to tell repeated rows apart by, such as “by:3”."""
    if answers.duplicates.startswith("by:") and answers.duplicates[3:].isdigit():
        chosen = int(answers.duplicates[3:]) - 1
        if chosen in view.telling:
            view.roles.left_out.pop(chosen, None)
            view.roles.categories.append(chosen)


def _apply_answers(view: SheetView, tidy: Tidy, answers: Answers) -> int:
    """Combine repeats and scale shares as a person asked; how many entries were mere totals."""
    totals = 0
    if answers.duplicates in {"sum", "mean", "first"} and tidy.repeats:
        totals = combine_repeats(tidy, answers.duplicates, find_total_rows(view, tidy))
    if answers.scale == "share" and not view.turned:
        scale_shares(tidy, view.grid, find_share_columns(view, tidy))
    return totals


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


def _refuse_without_rows(reading: Reading) -> Reading:
    most = ", ".join(f"{why}: {count:,}" for why, count in reading.rows_listed.items())
    return build_refusal(reading, "no usable rows", f"({most})", "Correct the rows listed.")


def _decide_verdict(reading: Reading) -> Verdict:
    if reading.rows_used == 0 and not reading.conflicts and not reading.questions:
        return "refuse"
    if any(question.required for question in reading.questions):
        return "ask"
    flagged = any(problem.weight == "flag" for problem in reading.problems)
    return "flag" if flagged or reading.conflicts else "read"
