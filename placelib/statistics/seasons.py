"""Which period of a series the last may be held against: months and quarters have a season."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.model import Observation
from placelib.periods import add_months

# A leap year is 366 days long; nine months, the longest part of a year in use, about 275.
_SHORTEST_YEAR = 360
_DAYS_A_YEAR = 365.25
# Week 10 of a year starts up to 3 days apart from that of another; two months at least 28.
_DAYS_OF_PLAY = 3
# A month has 28 to 31 days.
_MONTH_DAYS = range(28, 32)


def is_part_of_year(row: Observation) -> bool:
    """True for a month, a quarter or a week; False for a year, several, or a single day.

    A count on a day, such as a population at mid-year, is a stock and has no season of its own.
    """
    return 1 < (row.ends - row.starts).days < _SHORTEST_YEAR


def is_same_season(first: Observation, last: Observation) -> bool:
    """True where one period lies a whole number of years, none included, before the other.

    “July 2023” and “July 2025” do, “July 2023” and “December 2025” do not.
    """
    months = 12 * round((last.starts - first.starts).days / _DAYS_A_YEAR)
    return (
        abs((add_months(first.starts, months) - last.starts).days) <= _DAYS_OF_PLAY
        and abs((add_months(first.ends, months) - last.ends).days) <= _DAYS_OF_PLAY
    )


def find_default_start(figures: Sequence[Observation], last: Observation) -> Observation | None:
    """The figure that ``last`` is held against where nobody has chosen another.

    ``figures`` are rows with a value in order of time. It is the first of all; for a month or a
    quarter the first that lies at the same time of the year. None where there is none such.
    """
    if not is_part_of_year(last):
        return figures[0] if figures[0] is not last else None
    return next(
        (row for row in figures if row.starts < last.starts and is_same_season(row, last)), None
    )


def describe_lacking_start(figures: Sequence[Observation], last: Observation) -> str:
    """What ``last`` lacks to be held against: “figure for the same month of an earlier year”."""
    if figures[0] is last:
        return "earlier figure"
    is_month = (last.ends - last.starts).days in _MONTH_DAYS
    return f"figure for the same {'month' if is_month else 'time'} of an earlier year"


def describe_seasons(first: Observation, last: Observation) -> str:
    """A sentence, with the blank before it, where two parts of years lie at unlike times of it."""
    if not is_part_of_year(first) or not is_part_of_year(last) or is_same_season(first, last):
        return ""
    return " The two are at different times of the year."
