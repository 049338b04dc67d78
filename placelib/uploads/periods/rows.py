"""The period of every row, read once for the whole file, with one question where it is in doubt."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from placelib.formatting import format_count
from placelib.uploads.formats.grid import Grid, collapse_spaces
from placelib.uploads.periods.finding import (
    read_as_month,
    read_as_years,
    read_period_cells,
    resolve_doubtful,
)
from placelib.uploads.periods.grammar import read_period_text
from placelib.uploads.periods.period import PeriodColumns, PeriodText
from placelib.uploads.periods.title import (
    PeriodWords,
    find_file_name_period,
    find_title_periods,
    find_year_kind,
)
from placelib.uploads.reading import Answers, Choice, Problem, Question

# “04/13/2022”: no day first has a thirteenth month.
_MONTH_FIRST = re.compile(r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{4}", re.ASCII)


@dataclass(slots=True)
class PeriodReading:
    """How periods were read: ``rows`` holds one label a row (empty where the header has it).

    ``source`` is column, header, title or none; ``kinds`` counts labels by kind.
    """

    rows: list[str]
    source: str = "none"
    kinds: Counter[str] = field(default_factory=Counter)
    labels: set[str] = field(default_factory=set)
    unknown: dict[int, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    years_are: str = ""
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class DataRows:
    """The rows of a sheet that hold its data, first to last (from 0).

    ``above`` gives the rows whose period stands in another row, each with that row.
    """

    grid: Grid
    first: int
    last: int
    above: Mapping[int, int]


def read_periods(
    rows: DataRows,
    columns: PeriodColumns,
    words: PeriodWords,
    answers: Answers,
    twins: Sequence[int] = (),
) -> PeriodReading:
    """The period of each row, from its columns, headers or the title.

    Rows whose period is unknown are named in ``unknown`` with the text. ``twins`` are columns
    without a period that have the heading of one with a period: their figures are of the period
    that the title names, if there is one more; else they are noted in ``columns.not_stated``, so
    that they are a measure of their own.
    """
    reading = PeriodReading([""] * (rows.last - rows.first + 1))
    if columns.period:
        _read_columns(reading, rows, columns, answers)
    elif columns.periods:
        reading.source = "header"
        meant = _settle(reading, list(columns.periods.values()), answers)
        for index, period in columns.periods.items():
            columns.periods[index] = meant(period)
        if twins:
            _find_twins(reading, rows.grid.name, words.title, columns, twins)
    else:
        _read_title(reading, rows.grid.name, words, answers)
    _say_kind_of_year(reading, words, answers)
    _check_times(reading)
    _check_unknown(reading)
    return reading


def _read_columns(
    reading: PeriodReading, rows: DataRows, columns: PeriodColumns, answers: Answers
) -> None:
    reading.source = "column"
    if rows.above:
        reading.problems.append(
            Problem(
                "periods from above",
                f"{format_count(len(rows.above), 'row names', 'rows name')} no period: the period "
                "of a row above was read, as merged cells mean it.",
                weight="note",
            )
        )
    grid_rows, above = rows.grid.rows, rows.above
    keys = [
        tuple([grid_rows[above.get(number, number)][index] for index in columns.period])
        for number in range(rows.first, rows.last + 1)
    ]
    # Each spelling of a period is read once, however many rows have it.
    memory = {key: read_period_cells(key, columns.part) for key in dict.fromkeys(keys)}
    periods = [period for period in memory.values() if period is not None]
    meant = _settle(reading, periods, answers)
    labels = {key: meant(period).label for key, period in memory.items() if period is not None}
    for offset, key in enumerate(keys):
        number = rows.first + offset
        if key in labels:
            reading.rows[offset] = labels[key]
        elif any(grid_rows[number]):
            reading.unknown[number] = collapse_spaces(" ".join(key))


def _settle(
    reading: PeriodReading, periods: list[PeriodText], answers: Answers
) -> Callable[[PeriodText], PeriodText]:
    """Note the periods as they are meant, and ask once where that is in doubt."""
    meant = {"month": read_as_month, "pair": read_as_years}.get(answers.period) or resolve_doubtful(
        periods
    )
    if meant is None:
        first = next(period for period in periods if period.alternative)
        long, month = read_as_years(first), read_as_month(first)
        reading.questions.append(
            Question(
                "period",
                f"Does “{first.label[:4]}{first.label[-2:]}” mean {long.label} or {month.label}?",
                (Choice("pair", f"{long.label} (years)"), Choice("month", month.label)),
                "pair",
                required=True,
            )
        )
        meant = read_as_years
    for period in map(meant, periods):
        reading.kinds[period.kind] += 1
        reading.labels.add(period.label)
    return meant


def _find_twins(
    reading: PeriodReading, sheet: str, title: str, columns: PeriodColumns, twins: Sequence[int]
) -> None:
    """Date columns by the title: “Survey 2025” over “Satisfied” and “Satisfied 2023”."""
    dated = {period.label for period in columns.periods.values()}
    named = find_title_periods(sheet, title)
    further = {period.label: period for period in named if period.label not in dated}
    if len(further) != 1:
        columns.not_stated.extend(twins)
        reading.problems.append(
            Problem(
                "period not stated",
                f"{format_count(len(twins), 'column says', 'columns say')} no period, and the same "
                "measure stands beside it with one. It is kept apart as “period not stated”, in no "
                "line over time. Write its period into its heading to join them.",
                column=twins[0] + 1,
            )
        )
        return
    ((label, period),) = further.items()
    reading.rows = [label] * len(reading.rows)
    reading.labels.add(label)
    reading.kinds[period.kind] += 1
    reading.problems.append(
        Problem(
            "period from the title",
            f"Columns without a period of their own were read as of {label}, which the lines above "
            "the table name.",
            weight="note",
        )
    )


def _read_title(reading: PeriodReading, sheet: str, words: PeriodWords, answers: Answers) -> None:
    answered = read_period_text(answers.period) if answers.period else None
    if answered is not None:
        reading.source = "answer"
        reading.rows = [answered.label] * len(reading.rows)
        reading.kinds[answered.kind] = 1
        reading.labels = {answered.label}
        return
    periods = find_title_periods(sheet, words.title)
    labels = {period.label for period in periods}
    in_name = None if labels else find_file_name_period(words.file)
    if labels:
        reading.suggested = periods[-1].label
    elif in_name is not None:
        reading.suggested = in_name.label
        reading.problems.append(
            Problem(
                "period from the file's name",
                f"The table names no period; the file's name says {in_name.label}. It is offered "
                "as the period: change it where the figures are of another.",
                weight="note",
            )
        )
    if len(labels) == 1:
        reading.source = "title"
        reading.rows = [reading.suggested] * len(reading.rows)
        reading.labels = labels
        reading.kinds[periods[-1].kind] = 1
    choices = tuple(Choice(label, label) for label in sorted(labels))
    reading.questions.append(
        Question(
            "period",
            "The table does not say which period the figures are for. Which is it?",
            choices,
            reading.suggested,
        )
    )


def _say_kind_of_year(reading: PeriodReading, words: PeriodWords, answers: Answers) -> None:
    """Say whether 2019/20 is a financial or an academic year, or ask once.

    Words above the table speak for all of it, those of one heading only for that heading: the
    kind is certain where every heading with a period says the same.
    """
    if not reading.kinds["pair"]:
        return
    kinds = {find_year_kind(text) for text in words.of_periods}
    if answers.period in {"financial", "academic"}:
        reading.years_are = answers.period
    elif len(kinds) == 1 and kinds != {""}:
        reading.years_are = kinds.pop()
    elif find_year_kind(words.title) and not kinds - {"", find_year_kind(words.title)}:
        reading.years_are = find_year_kind(words.title)
    elif not reading.questions:
        reading.questions.append(
            Question(
                "period",
                "Are years such as 2019/20 financial years (April to March) or academic years?",
                (Choice("financial", "Financial years"), Choice("academic", "Academic years")),
                "financial",
            )
        )


def _check_times(reading: PeriodReading) -> None:
    """Note periods in the future and periods of several kinds."""
    this_year = dt.datetime.now(tz=dt.UTC).year
    future = sorted(label for label in reading.labels if int(label[:4]) > this_year + 1)
    if future:
        reading.problems.append(
            Problem(
                "future period",
                f"{format_count(len(future), 'period lies', 'periods lie')} in the future, the "
                f"first is {future[0]}. Check that this is a projection.",
            )
        )
    lengths = set(reading.kinds) - {"day"}
    if len(lengths) > 1:
        reading.problems.append(
            Problem(
                "mixed periods",
                f"Periods of different kinds stand in one table ({', '.join(sorted(lengths))}). "
                "They are not joined in one line without a note.",
                weight="note",
            )
        )


def _check_unknown(reading: PeriodReading) -> None:
    """Note rows whose period cannot be read, and whether their dates have the month first."""
    if not reading.unknown:
        return
    row, text = next(iter(reading.unknown.items()))
    month_first = next(filter(_MONTH_FIRST.fullmatch, reading.unknown.values()), "")
    if month_first:
        reading.problems.append(
            Problem(
                "month first",
                f"Dates such as “{month_first[:10]}” seem to have the month first. All dates of "
                "this column were read with the day first: write them as 2022-04-13 and upload "
                "the file again.",
            )
        )
    blank = all(not text for text in reading.unknown.values())
    reading.problems.append(
        Problem(
            "unknown period",
            f"{len(reading.unknown):,} rows have {'no period' if blank else 'a period'} that "
            f"cannot be read, the first is “{text[:40]}” in row {row + 1}. They are listed, not "
            "shown.",
            row + 1,
        )
    )
