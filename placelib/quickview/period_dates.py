"""When the periods of an uploaded table lie, and how they are said: from their labels."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from placelib.errors import BadPeriod
from placelib.periods import Period, read_period
from placelib.uploads.periods.grammar import read_period_text

NO_PERIOD = "a period that is not given"
# Years such as 2019/20 start in this month.
_STARTS = {"financial": 4, "academic": 9}
_MONTHS = re.compile(r"(\d{4})-(\d\d) to (\d{4})-(\d\d)\Z")
_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_QUARTER = re.compile(r"(\d{4})(/\d\d)? Q([1-4])\Z")


def read_period_dates(label: str, years_are: str) -> tuple[Period, str]:
    """The dates of a tidy table's period label and its words.

    ``years_are`` is “financial”, “academic” or empty where nobody said; pairs of years then count
    from April and keep their label. A label that names no period lies on the first day there is.
    """
    try:
        period = _read_dates(label, years_are)
    except ValueError:
        # A thirteenth month, or a year that no calendar has.
        period = None
    if period is None:
        return Period(date.min, date.min + timedelta(days=1), is_instant=True), (label or NO_PERIOD)
    return period, _describe_span(label, period, years_are)


def _read_dates(label: str, years_are: str) -> Period | None:
    if "/P" in label:
        return _read_iso(label)
    months = _MONTHS.match(label)
    if months:
        first, start, last, end = map(int, months.groups())
        return _read_span(first, start, last, end)
    month = _MONTH.match(label)
    if month:
        # A tidy table writes a pair of years with a stroke: 2011-12 is a month.
        return _read_span(int(month[1]), int(month[2]), int(month[1]), int(month[2]))
    quarter = _QUARTER.match(label)
    if quarter:
        year, start = int(quarter[1]), (3 if quarter[2] else 0) + 3 * int(quarter[3]) - 2
        year, start = year + (start - 1) // 12, (start - 1) % 12 + 1
        return _read_span(year, start, year, start + 2)
    return _read_text(label, years_are)


def _read_text(label: str, years_are: str) -> Period | None:
    text = read_period_text(label)
    if text is None:
        return None
    if text.kind == "year":
        return _read_span(text.year, 1, text.year, 12)
    if text.kind == "pair":
        start = _STARTS.get(years_are, 4)
        return _read_span(text.year, start, text.year + 1, start - 1)
    if text.kind == "range":
        return _read_span(text.year, 1, int(label[-4:]), 12)
    if text.kind == "day":
        day = date.fromisoformat(label)
        return Period(day, day + timedelta(days=1), is_instant=True)
    return None


def _read_iso(label: str) -> Period | None:
    try:
        return read_period(label)
    except BadPeriod:
        return None


def _read_span(first: int, start: int, last: int, end: int) -> Period:
    """From the first day of a month to the last day of another."""
    ends = date(last + end // 12, end % 12 + 1, 1)
    return Period(date(first, start, 1), ends)


def _describe_span(label: str, period: Period, years_are: str) -> str:
    if "/P" not in label and "/" in label and years_are not in _STARTS:
        return label
    if " Q" in label:
        return label
    if period.is_instant:
        day = period.starts
        return f"{day.day} {calendar.month_name[day.month]} {day.year}"
    return period.label
