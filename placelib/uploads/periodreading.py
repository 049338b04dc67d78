"""The period of every row, read once for the whole file, with one question where it is in doubt."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field

from placelib.uploads.grid import Grid, one_line
from placelib.uploads.periodtext import PeriodText, find_period, read_period_text
from placelib.uploads.reading import Answers, Choice, Problem, Question
from placelib.uploads.roles import Roles

_ACADEMIC = re.compile(r"academic|school year|pupil", re.IGNORECASE)
_FINANCIAL = re.compile(r"financial|fiscal|tax year", re.IGNORECASE)


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
    grid: Grid, first: int, last: int, roles: Roles, title: str, answers: Answers
) -> PeriodReading:
    """The period of each row from first to last (from 0), from its columns, headers or the title.

    Rows whose period is unknown are named in ``unknown`` with the text.
    """
    reading = PeriodReading([""] * (last - first + 1))
    as_months = answers.period == "month"
    if roles.period:
        _from_columns(reading, grid, first, last, roles, as_months=as_months)
    elif roles.periods:
        reading.source = "header"
        found = list(roles.periods.values())
        ambiguous = _ambiguous(found)
        _settle(reading, found, ambiguous, answers)
        for index, period in roles.periods.items():
            roles.periods[index] = _meant(period, as_months=as_months)
    else:
        _from_title(reading, title, answers)
    _say_kind_of_year(reading, grid, first, title, answers)
    _check_times(reading)
    return reading


def _from_columns(
    reading: PeriodReading, grid: Grid, first: int, last: int, roles: Roles, *, as_months: bool
) -> None:
    reading.source = "column"
    memory: dict[str, PeriodText | None] = {}
    for offset, row in enumerate(grid.rows[first : last + 1]):
        text = one_line(" ".join(row[index] for index in roles.period))
        if len(roles.period) == 2:
            text = re.sub(r"^(\d{4}) [qQ]?([1-4])$", r"\1 Q\2", text)
        if text not in memory:
            found = read_period_text(text)
            if found is None:
                inside = find_period(text)
                found = inside[0] if inside else None
            memory[text] = found
        period = memory[text]
        if period is None and any(row):
            reading.unknown[first + offset] = text
        elif period is not None:
            reading.rows[offset] = period.label
    known = [period for period in memory.values() if period is not None]
    ambiguous = _ambiguous(known)
    _settle(reading, known, ambiguous, Answers(period="month" if as_months else ""))
    if as_months or not ambiguous:
        changed = {period.label: _meant(period, as_months=as_months).label for period in known}
        reading.rows = [changed.get(label, label) for label in reading.rows]


def _ambiguous(periods: list[PeriodText]) -> bool:
    """True when nothing in the file says whether 201112 is a year pair or a month."""
    doubtful = [period for period in periods if period.other]
    if not doubtful:
        return False
    clear = [period for period in periods if not period.other]
    return not any(period.kind in {"pair", "month", "range"} for period in clear) and not (
        len(doubtful) > 2 and len({period.year for period in doubtful}) == len(doubtful)
    )


def _meant(period: PeriodText, *, as_months: bool) -> PeriodText:
    if period.other and as_months and period.kind == "pair":
        return PeriodText(period.other, "month", int(period.other[:4]))
    return period


def _settle(
    reading: PeriodReading, found: list[PeriodText], ambiguous: bool, answers: Answers
) -> None:
    for period in found:
        reading.kinds[period.kind] += 1
        reading.labels.add(period.label)
    if not ambiguous or answers.period:
        return
    first = next(period for period in found if period.other)
    reading.questions.append(
        Question(
            "period",
            f"Does “{first.label.replace('/', '')}” mean {first.label} or {first.other}?",
            (Choice("pair", f"{first.label} (a year)"), Choice("month", f"{first.other}")),
            "pair",
            required=True,
        )
    )


def _from_title(reading: PeriodReading, title: str, answers: Answers) -> None:
    given = read_period_text(answers.period) if answers.period else None
    if given is not None:
        reading.source = "answer"
        reading.rows = [given.label] * len(reading.rows)
        reading.kinds[given.kind] = 1
        reading.labels = {given.label}
        return
    found = [period for part in title.split(" / ") if (period := find_period(part))]
    labels = {period.label for period, _ in found}
    if labels:
        reading.suggested = found[-1][0].label
    if len(labels) == 1:
        reading.source = "title"
        reading.rows = [reading.suggested] * len(reading.rows)
        reading.labels = labels
        reading.kinds[found[-1][0].kind] = 1
    choices = tuple(Choice(label, label) for label in sorted(labels))
    reading.questions.append(
        Question(
            "period",
            "The table does not say which period the figures are for. Which is it?",
            choices,
            reading.suggested,
        )
    )


def _say_kind_of_year(
    reading: PeriodReading, grid: Grid, first: int, title: str, answers: Answers
) -> None:
    """Say whether 2019/20 is a financial or an academic year, or ask once."""
    if not reading.kinds["pair"]:
        return
    around = " ".join(cell for row in grid.rows[: first + 3] for cell in row)[:20_000] + title
    if answers.period in {"financial", "academic"}:
        reading.years_are = answers.period
    elif _ACADEMIC.search(around) and not _FINANCIAL.search(around):
        reading.years_are = "academic"
    elif _FINANCIAL.search(around):
        reading.years_are = "financial"
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
    this_year = dt.datetime.now(tz=dt.UTC).year
    future = sorted(label for label in reading.labels if int(label[:4]) > this_year + 1)
    if future:
        reading.problems.append(
            Problem(
                "future period",
                f"{len(future):,} periods lie in the future, the first is {future[0]}. Check that "
                "they are projections.",
            )
        )
    lengths = set(reading.kinds) & {"year", "pair", "range", "quarter", "month", "interval"}
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
        blank = all(not found for found in reading.unknown.values())
        reading.problems.append(
            Problem(
                "unknown period",
                f"{len(reading.unknown):,} rows have {'no period' if blank else 'a period'} that "
                f"cannot be read, the first is “{text[:40]}” in row {row + 1}. They are listed, "
                "not shown.",
                row + 1,
            )
        )
