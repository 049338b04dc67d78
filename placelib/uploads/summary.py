"""The reading of a chosen sheet: figures, markers, questions, and every row accounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Literal

from placelib.uploads import limits
from placelib.uploads.areas.register import Register
from placelib.uploads.formats.cell_values import is_decimal_comma
from placelib.uploads.formats.grid import collapse_spaces
from placelib.uploads.layout.sheet import SheetView, find_periods_above
from placelib.uploads.outcomes import account_rows, find_outcomes, list_refused_outcomes
from placelib.uploads.periods.finding import PARTS_OF_YEARS, join_part
from placelib.uploads.periods.rows import (
    PeriodReading,
    PeriodWords,
    find_title_periods,
    read_periods,
)
from placelib.uploads.reading import (
    Answers,
    AreaColumn,
    ColumnOutcome,
    Label,
    NumberCount,
    Problem,
    Reading,
    RowOutcome,
    ValueColumn,
    Verdict,
)
from placelib.uploads.values.questions import ask_about_values
from placelib.uploads.values.reports import (
    report_areas,
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

# Two headings that are parts of a year are no chance.
_FEWEST_PARTS = 2


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
    if answers.duplicates.startswith("by:") and answers.duplicates[3:].isdigit():
        chosen = int(answers.duplicates[3:]) - 1
        if chosen in view.telling:
            view.roles.left_out.pop(chosen, None)
            view.roles.categories.append(chosen)
    periods = _find_periods(view, name, answers)
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
        period_reading=_build_period(view, periods),
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


def _find_periods(view: SheetView, name: str, answers: Answers) -> PeriodReading:
    """The period of each row of the sheet, from its columns, headings, title or file name."""
    roles, block = view.roles, view.block
    assert block is not None
    apart = tuple(roles.categories)
    above = find_periods_above(view.grid, block.first, roles.period, view.areas.code, apart)
    parts = _join_title_year(view)
    words, twins = _describe_periods(view, name), _find_twins(view)
    periods = read_periods(
        view.grid, block.first, block.last, roles, words, answers, above, twins=twins
    )
    periods.problems.extend(parts)
    return periods


def _join_title_year(view: SheetView) -> list[Problem]:
    """Read headings such as “Q1” or “April” with the one year that the lines above them name."""
    roles = view.roles
    if roles.period or roles.periods or len(roles.figures) < _FEWEST_PARTS:
        return []
    years = {period.label: period for period in find_title_periods(view.grid.name, view.title)}
    if len(years) != 1 or next(iter(years.values())).kind not in {"year", "pair"}:
        return []
    year = next(iter(years))
    joined = {index: join_part(year, view.labels[index]) for index in roles.figures}
    dated = {index: part for index, part in joined.items() if part and part.kind in PARTS_OF_YEARS}
    # “April to June | Total”: a total beside the parts stays without one.
    if len(dated) < _FEWEST_PARTS or 2 * len(dated) < len(joined):
        return []
    roles.periods, roles.rests = dated, dict.fromkeys(dated, "")
    return [
        Problem(
            "year from the title",
            f"Headings such as “{view.labels[next(iter(dated))][:40]}” were read as parts of "
            f"{year}, which the lines above the table name.",
            weight="note",
        )
    ]


Outcomes = tuple[tuple[ColumnOutcome, ...], tuple[RowOutcome, ...], NumberCount]


def _add_outcomes(reading: Reading, outcomes: Outcomes) -> Reading:
    columns, rows, numbers = outcomes
    return replace(reading, columns=columns, rows=rows, numbers=numbers)


def _refuse_no_figures(view: SheetView) -> dict[int, str]:
    """All rows of a table without a column of figures, left out for that reason."""
    block = view.block
    return dict.fromkeys(range(block.first, block.last + 1), "no figures") if block else {}


def _describe_periods(view: SheetView, name: str) -> PeriodWords:
    """The words that may say whether the years of a sheet are financial or academic ones."""
    roles, block = view.roles, view.block
    title = f"{view.title} / {view.grid.name}"
    if roles.period and block is not None:
        # A column such as “Time identifier” says it in its cells: “Academic year”.
        first = view.grid.rows[block.first]
        texts = (*roles.period, *roles.categories, *roles.constants, *roles.texts)
        around = [view.labels[index] for index in roles.period]
        around += [first[index] for index in texts if "year" in first[index].lower()]
        return PeriodWords(title, (" ".join(around),), name)
    return PeriodWords(title, tuple(view.labels[index] for index in roles.periods), name)


def _find_twins(view: SheetView) -> list[int]:
    """The columns without a period that have the heading of one with a period, but for that.

    “Satisfied” beside “Satisfied 2023” is the same measure at another time.
    """
    roles = view.roles
    dated = {rest.strip().casefold() for rest in roles.rests.values()} - {""}
    undated = [index for index in roles.figures if index not in roles.periods]
    return [index for index in undated if view.labels[index].strip().casefold() in dated]


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


def _build_period(view: SheetView, periods: PeriodReading) -> dict[str, object]:
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


def _decide_verdict(reading: Reading) -> Verdict:
    if reading.rows_used == 0 and not reading.conflicts and not reading.questions:
        return "refuse"
    if any(question.required for question in reading.questions):
        return "ask"
    flagged = any(problem.weight == "flag" for problem in reading.problems)
    return "flag" if flagged or reading.conflicts else "read"


def add_areas(reading: Reading, view: SheetView, register: Register) -> Reading:
    """The reading with its areas, levels and conflicts, and what is said and asked of them."""
    areas = view.areas
    matched = {code for code in areas.code if code}
    by_name = {
        label
        for label, why in zip(areas.label, areas.why, strict=True)
        if not why or why.startswith("no page")
    }
    conflicts, problems, questions = report_areas(view, register)
    return replace(
        reading,
        area_columns=(
            *(_build_area_column(view, index, "code") for index in view.where.codes),
            *(_build_area_column(view, index, "name") for index in view.where.names),
        ),
        area_codes=tuple(sorted(areas.codes_in_file or matched)),
        area_labels=tuple(sorted(by_name)),
        labels=_list_labels(view),
        levels=dict(Counter(register.level(code) for code in matched)),
        successions={
            code: register.heirs[code] for code in sorted(matched) if register.heirs.get(code)
        },
        conflicts=conflicts,
        problems=(*reading.problems, *problems),
        questions=(*reading.questions, *questions),
    )


def _list_labels(view: SheetView) -> tuple[Label, ...]:
    """Each place as the file writes it with its code or the reason, those without a code first."""
    first = view.block.first + 1 if view.block else 1
    places: dict[tuple[str, str, str], list[int]] = {}
    for row, key in enumerate(
        zip(view.areas.label, view.areas.code, view.areas.why, strict=True), first
    ):
        if key[0]:
            counted = places.setdefault(key, [0, row])
            counted[0] += 1
    ordered = sorted(places.items(), key=lambda entry: (bool(entry[0][1]), entry[1][1]))
    return tuple(
        Label(label=label[: limits.HEADER_CHARACTERS], code=code, why=why, rows=rows, row=row)
        for (label, code, why), (rows, row) in ordered[: limits.LABELS_AT_MOST]
    )


def _build_area_column(view: SheetView, index: int, holds: Literal["code", "name"]) -> AreaColumn:
    return AreaColumn(index + 1, view.labels[index][: limits.HEADER_CHARACTERS], holds)
