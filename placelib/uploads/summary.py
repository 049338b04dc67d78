"""The reading of a chosen sheet: figures, markers, questions, and every row accounted for."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from placelib.uploads import limits
from placelib.uploads.additive import may_be_added
from placelib.uploads.areanames import Register
from placelib.uploads.described import accounted, described
from placelib.uploads.filldown import periods_from_above
from placelib.uploads.grid import one_line
from placelib.uploads.periodreading import PeriodReading, read_periods
from placelib.uploads.reading import (
    Answers,
    Problem,
    Reading,
    ValueColumn,
    Verdict,
)
from placelib.uploads.settle import add_former_areas, combine_repeats, scale_shares
from placelib.uploads.shares import share_columns
from placelib.uploads.sheetview import SheetView
from placelib.uploads.sheetwarnings import about_sheet
from placelib.uploads.tablemaking import indicators_of, tidied
from placelib.uploads.tidy import Tidy
from placelib.uploads.units import unit_of
from placelib.uploads.valuequestions import value_questions
from placelib.uploads.valuetext import comma_is_decimal
from placelib.uploads.warnings import about_cells


def summarise(
    shell: Reading, view: SheetView, register: Register, answers: Answers
) -> tuple[Reading, Tidy]:
    """The finished reading and the tidy table; a table without places or figures refuses."""
    reading = _frame(shell, view)
    block = view.block
    if block is None:
        return _refused(reading, "no data rows", *_no_rows(view)), Tidy()
    if view.refusal:
        return _refused(_with_rows(reading, view), view.refusal, "", view.remedy), Tidy()
    roles = view.roles
    if not roles.figures:
        offered = ", ".join(view.labels[index] for index in roles.categories[:5] if index >= 0)
        return _refused(
            described(_with_rows(reading, view), view, register),
            "no numeric value column",
            f"The columns hold categories or text{': ' + offered if offered else ''}.",
            "Add a column of figures, such as a count of areas in each category.",
        ), Tidy()
    if answers.duplicates.startswith("by:") and answers.duplicates[3:].isdigit():
        apart = int(answers.duplicates[3:]) - 1
        roles.categories.extend(index for index in roles.texts if index == apart)
    told = tuple(roles.categories)
    above = periods_from_above(view.grid, block.first, roles.period, view.areas.code, told)
    periods = read_periods(view.grid, block.first, block.last, roles, view.title, answers, above)
    comma = _decimal_comma(shell, view, answers)
    tidy, listed = tidied(view, periods, register, decimal_comma=bool(comma))
    if answers.duplicates in {"sum", "mean", "first"} and tidy.repeats:
        combine_repeats(tidy, answers.duplicates)
    if answers.scale == "share" and not view.turned:
        scale_shares(tidy, view.grid, share_columns(view, tidy))
    columns = _value_columns(view, tidy)
    summed = tuple(_summed(tidy, register, view, columns, answers))
    reading = described(reading, view, register)
    reading = accounted(reading, view, listed, tidy)
    reading = replace(
        reading,
        summed=summed,
        period_reading=_period_json(view, periods),
        value_columns=columns,
        markers=dict(tidy.markers.most_common(40)),
        questions=(
            *reading.questions,
            *periods.questions,
            *value_questions(view, tidy, answers, comma_doubt=comma is None),
        ),
        problems=(*reading.problems, *periods.problems, *about_cells(view, tidy)),
    )
    verdict = _verdict(reading)
    if verdict == "refuse":
        most = ", ".join(f"{why}: {count:,}" for why, count in reading.rows_listed.items())
        return _refused(reading, "no usable rows", f"({most})", "Correct the rows listed."), tidy
    return replace(reading, verdict=verdict), tidy


def _summed(
    tidy: Tidy, register: Register, view: SheetView, columns: tuple[ValueColumn, ...],
    answers: Answers,
) -> list[str]:  # fmt: skip
    """Add up former areas where a person or the words of a column say that it holds counts."""
    # Where areas are columns, a person's answers are about those, and not about the measures.
    kinds = {} if view.turned else answers.kinds
    said = {int(column): kind for column, kind in kinds.items() if column.isdigit()}
    counts = {column for column, kind in said.items() if kind == "count"}
    seem = {
        one.column
        for one in columns
        if one.column not in said and may_be_added(one.unit, one.header, view.title)
    }
    return add_former_areas(tidy, register, seem | counts, counts, turned=view.turned)


def _frame(shell: Reading, view: SheetView) -> Reading:
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
        layout=_layout(view),
        title=view.title[:500],
        problems=(*shell.problems, *about_sheet(view)),
    )


def _layout(view: SheetView) -> Literal["long", "wide"]:
    roles = view.roles
    if view.turned or roles.periods:
        return "wide"
    return "long" if roles.period or len(roles.figures) < 2 else "wide"


def _no_rows(view: SheetView) -> tuple[str, str]:
    rows = sum(map(any, view.grid.rows))
    return f"{rows} filled rows were found, but no row of figures.", "Choose a file with data rows."


def _refused(reading: Reading, kind: str, found: str, remedy: str) -> Reading:
    message = one_line(f"{kind[:1].upper()}{kind[1:]}. {found} {remedy}")
    problem = Problem(kind, message, weight="refuse")
    return replace(reading, verdict="refuse", problems=(*reading.problems, problem))


def _with_rows(reading: Reading, view: SheetView) -> Reading:
    block = view.block
    rows = sum(map(any, view.grid.rows[block.first : block.last + 1])) if block else 0
    return replace(reading, rows_in=rows, rows_listed={view.refusal or "no figures": rows})


def _decimal_comma(shell: Reading, view: SheetView, answers: Answers) -> bool | None:
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
    return comma_is_decimal(texts, semicolons=shell.delimiter in ";\t|")


def _value_columns(view: SheetView, tidy: Tidy) -> tuple[ValueColumn, ...]:
    names = indicators_of(view)
    return tuple(
        ValueColumn(
            index + 1,
            view.labels[index][: limits.HEADER_CHARACTERS],
            unit_of(view, index, tidy.units[index]),
            names[index],
            view.roles.periods[index].label if index in view.roles.periods else "",
        )
        for index in view.roles.figures
    )


def _period_json(view: SheetView, periods: PeriodReading) -> dict[str, object]:
    labels = sorted(periods.labels)
    return {
        "source": periods.source,
        "columns": [index + 1 for index in view.roles.period]
        or [index + 1 for index in view.roles.periods],
        "kinds": dict(periods.kinds),
        "first": labels[0] if labels else "",
        "last": labels[-1] if labels else "",
        "periods": len(labels),
        "years_are": periods.years_are,
        "suggested": periods.suggested,
    }


def _verdict(reading: Reading) -> Verdict:
    if reading.rows_used == 0 and not reading.conflicts and not reading.questions:
        return "refuse"
    if any(question.required for question in reading.questions):
        return "ask"
    flagged = any(problem.weight == "flag" for problem in reading.problems)
    return "flag" if flagged or reading.conflicts else "read"
