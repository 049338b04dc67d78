"""Periods: from the publisher's notation to dates and to words."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from placelib.errors import BadPeriod

_NOTATION = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:/P(\d{1,2})([YM]))?\Z")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time that a figure describes; ``ends`` is the first day after it."""

    starts: date
    ends: date
    is_instant: bool = False

    @property
    def label(self) -> str:
        """The period in words: “2023”, “April 2023 to March 2024”, “2020 to 2022”, “June 2024”."""
        last = self.ends - timedelta(days=1)
        if self.is_instant or (self.starts.year, self.starts.month) == (last.year, last.month):
            return _month(self.starts)
        if (self.starts.month, self.starts.day, last.month, last.day) == (1, 1, 12, 31):
            if self.starts.year == last.year:
                return str(last.year)
            return f"{self.starts.year} to {last.year}"
        return f"{_month(self.starts)} to {_month(last)}"


def read_period(text: str) -> Period:
    """The period that ``2024-06-30`` or ``2022-01-01/P3Y`` names.

    Raises BadPeriod for anything else: no guessing, the publisher has one notation.
    """
    match = _NOTATION.match(text)
    if match is None:
        raise BadPeriod(text)
    year, month, day, length, unit = match.groups()
    try:
        starts = date(int(year), int(month), int(day))
    except ValueError as problem:
        raise BadPeriod(text) from problem
    if length is None:
        return Period(starts, starts + timedelta(days=1), is_instant=True)
    months = int(length) * (12 if unit == "Y" else 1)
    if months == 0:
        raise BadPeriod(text)
    return Period(starts, add_months(starts, months))


def add_months(start: date, months: int) -> date:
    """The same day of the month so many months later; the month's last where it has no such day."""
    month_count = start.year * 12 + start.month - 1 + months
    year, month = divmod(month_count, 12)
    # 29 February has no twin in most years: the period then ends on the month's last day.
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _month(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.year}"
