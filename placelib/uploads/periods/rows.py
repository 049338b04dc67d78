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
    find_period,
    read_as_month,
    read_as_years,
    read_period_cells,
    resolve_doubtful,
)
from placelib.uploads.periods.grammar import read_period_text
from placelib.uploads.periods.period import PeriodColumns, PeriodText
from placelib.uploads.reading import Answers, Choice, Problem, Question

# Words that say which years 2019/20 means.
_ACADEMIC = re.compile(r"academic|school year|pupil", re.IGNORECASE)
_FINANCIAL = re.compile(r"financial|fiscal|tax year", re.IGNORECASE)
# “Date: 2021”, “Reference period: 2019/20” above a table.
_TITLE_KEY = re.compile(
    r"(?:date|year|(?:time |reference )?period|quarter|month)s?\b ?:?", re.IGNORECASE
)
# “Published 4 May 2023”, “© 2022”, “Last updated 2021”: no period of the figures.
_PUBLISHED = re.compile(
    r"publish|publication|copyright|©|update|accessed|retrieved|downloaded|releas|revised|extract"
    r"|generated|created|compiled|printed|run (?:on|date)|report date|prepared"
    r"|next |produced|boundar|as of april|contact|e-?mail",
    re.IGNORECASE,
)
# Words beside a year in a file's name that say that it is the year of its figures.
_NAMES_PERIOD = re.compile(
    r"\b(?:years?|fy|ay|census|survey|estimates?|mid|outturn|budget|returns?|accounts|at"
    r"|end(?:ed|ing)?)\b|\b(?:fy|ay)\d",
)
# “04/13/2022”: no day first has a thirteenth month.
_MONTH_FIRST = re.compile(r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{4}", re.ASCII)
# A sentence on what is missing or was changed: “Fife did not answer in 2019.” The stop at its end
# tells it from a title: “Households not in work, 2021”.
_EXCEPTION = re.compile(
    r"\b(?:not|no|except\w*|exclud\w+|missing|unavailable|introduced|changed|abolished|replaced"
    r"|formed|merged|rebased|became)\b.*\.\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """What may say which years are meant: the lines above the table, and what speaks of periods.

    ``of_periods`` are the heading and the cells of the periods' column, or every heading that
    names a period; ``file`` is the file's name.
    """

    title: str = ""
    of_periods: tuple[str, ...] = ()
    file: str = ""


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


def read_periods(
    grid: Grid, first: int, last: int, columns: PeriodColumns, words: PeriodWords,
    answers: Answers, above: Mapping[int, int] | None = None, *, twins: Sequence[int] = (),
) -> PeriodReading:  # fmt: skip
    """The period of each row from first to last (from 0), from its columns, headers or the title.

    ``above`` gives the rows whose period stands in another row. Rows whose period is unknown are
    named in ``unknown`` with the text. ``twins`` are columns without a period that have the heading
    of one with a period: their figures are of the period that the title names, if there is one
    more; else they are noted in ``columns.not_stated``, so that they are a measure of their own.
    """
    reading = PeriodReading([""] * (last - first + 1))
    if columns.period:
        _read_columns(reading, grid, first, last, columns, answers, above or {})
    elif columns.periods:
        reading.source = "header"
        meant = _settle(reading, list(columns.periods.values()), answers)
        for index, period in columns.periods.items():
            columns.periods[index] = meant(period)
        if twins:
            _find_twins(reading, grid.name, words.title, columns, twins)
    else:
        _read_title(reading, grid.name, words, answers)
    _say_kind_of_year(reading, words, answers)
    _check_times(reading)
    return reading


def _read_columns(
    reading: PeriodReading, grid: Grid, first: int, last: int, columns: PeriodColumns,
    answers: Answers, above: Mapping[int, int],
) -> None:  # fmt: skip
    reading.source = "column"
    if above:
        reading.problems.append(
            Problem(
                "periods from above",
                f"{format_count(len(above), 'row names', 'rows name')} no period: the period of a "
                "row above was read, as merged cells mean it.",
                weight="note",
            )
        )
    memory: dict[tuple[str, ...], PeriodText | None] = {}
    rows = [
        tuple([grid.rows[above.get(number, number)][index] for index in columns.period])
        for number in range(first, last + 1)
    ]
    for key in dict.fromkeys(rows):
        memory[key] = read_period_cells(key, columns.part)
    periods = [period for period in memory.values() if period is not None]
    meant = _settle(reading, periods, answers)
    labels = {key: meant(period).label for key, period in memory.items() if period is not None}
    for offset, key in enumerate(rows):
        if key in labels:
            reading.rows[offset] = labels[key]
        elif any(grid.rows[first + offset]):
            reading.unknown[first + offset] = collapse_spaces(" ".join(key))


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


def find_title_periods(sheet: str, title: str) -> list[PeriodText]:
    """The periods that the sheet's name or the lines above the table name, the surest alone.

    A sheet called “2021” is surest, then a line such as “Date: 2021”; when something was published
    or copied is no period of its figures.
    """
    named = read_period_text(sheet)
    if named is not None:
        return [named]
    parts = [
        part
        for part in title.split(" / ")
        if not _PUBLISHED.search(part) and not _EXCEPTION.search(part)
    ]
    surest = [part for part in parts if _TITLE_KEY.match(part)]
    for lines in (surest, [*parts, sheet]):
        periods = [period for line in lines if (period := find_period(line))]
        if periods:
            return [period for period, _ in periods]
    return []


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


def _find_in_file_name(name: str) -> PeriodText | None:
    """The period in a file's name beside a word that says that it is one; else None.

    “homes-survey-2022.csv” and “rents_fy2021-22.xlsx”; “export 2024.csv” may be when it was saved.
    """
    # “survey-2022” as “survey 2022”, “2021-22” as it is.
    words = re.sub(r"[_-]+(?=[a-z])|(?<=[a-z])[_-]+", " ", name.lower().rpartition(".")[0])
    named = find_period(words) if _NAMES_PERIOD.search(words) else None
    return named[0] if named else None


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
    in_name = None if labels else _find_in_file_name(words.file)
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
    kinds = {_find_year_kind(text) for text in words.of_periods}
    if answers.period in {"financial", "academic"}:
        reading.years_are = answers.period
    elif len(kinds) == 1 and kinds != {""}:
        reading.years_are = kinds.pop()
    elif _find_year_kind(words.title) and not kinds - {"", _find_year_kind(words.title)}:
        reading.years_are = _find_year_kind(words.title)
    elif not reading.questions:
        reading.questions.append(
            Question(
                "period",
                "Are years such as 2019/20 financial years (April to March) or academic years?",
                (Choice("financial", "Financial years"), Choice("academic", "Academic years")),
                "financial",
            )
        )


def _find_year_kind(text: str) -> str:
    """“financial” or “academic” where a text says so, empty where it says neither."""
    if _FINANCIAL.search(text):
        return "financial"
    return "academic" if _ACADEMIC.search(text) else ""


def _check_times(reading: PeriodReading) -> None:
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
    if reading.unknown:
        row, text = next(iter(reading.unknown.items()))
        month_first = next(filter(_MONTH_FIRST.fullmatch, reading.unknown.values()), "")
        if month_first:
            reading.problems.append(
                Problem(
                    "month first",
                    f"Dates such as “{month_first[:10]}” seem to have the month first. All dates "
                    "of this column were read with the day first: write them as 2022-04-13 and "
                    "upload the file again.",
                )
            )
        blank = all(not text for text in reading.unknown.values())
        reading.problems.append(
            Problem(
                "unknown period",
                f"{len(reading.unknown):,} rows have {'no period' if blank else 'a period'} that "
                f"cannot be read, the first is “{text[:40]}” in row {row + 1}. They are listed, "
                "not shown.",
                row + 1,
            )
        )
