"""How current an indicator is: how old its latest period, and when the next release was due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from placelib.formatting import sentence_start
from placelib.model import Indicator
from placelib.periods import add_months, read_period

# Months between two releases, by the catalogue's word for how often figures come.
MONTHS_BETWEEN = {"annual": 12, "quarterly": 3, "monthly": 1}
_EVERY = {"annual": "once a year", "quarterly": "every three months", "monthly": "every month"}


def find_next_release(indicator: Indicator) -> date | None:
    """When the release after the one in the data was due, from how often the publisher releases.

    None for a rhythm that the catalogue does not name.
    """
    months = MONTHS_BETWEEN.get(indicator.frequency)
    return add_months(indicator.released, months) if months else None


def count_months_since_latest(indicator: Indicator, today: date) -> int | None:
    """Full months since the indicator's latest period ended; None without any figure."""
    if indicator.period_last is None:
        return None
    ended = read_period(indicator.period_last).ends
    months = (today.year - ended.year) * 12 + today.month - ended.month
    return max(0, months - (today.day < ended.day))


def write_age_sentence(indicator: Indicator, today: date) -> str:
    """The latest period with its age, and when the next release was or is due.

    “The latest figures are for 2023, which ended 2 years and 10 months ago. They come once a year:
    the next release was due in April 2025.” A figure on a day is “for a day in June 2024, 2 years
    and 4 months ago”: the month is no period. Empty for an indicator without figures.
    """
    months = count_months_since_latest(indicator, today)
    if months is None or indicator.period_last is None:
        return ""
    period = read_period(indicator.period_last)
    if period.is_instant:
        age = f"{describe_duration(months)} ago" if months else "less than a month ago"
        sentence = f"The latest figures are for a day in {period.label}, {age}."
    else:
        age = f"ended {describe_duration(months)} ago" if months else "has just ended"
        sentence = f"The latest figures are for {period.label}, which {age}."
    due = find_next_release(indicator)
    if due is None:
        return sentence
    when = "was" if due <= today else "is"
    return (
        f"{sentence} They come {_EVERY[indicator.frequency]}: the next release {when} due in "
        f"{due:%B %Y}."
    )


def describe_duration(months: int) -> str:
    """A number of months in years and months: “2 years and 10 months”, “1 year”, “3 months”."""
    years, rest = divmod(months, 12)
    parts = [f"{years} year{'' if years == 1 else 's'}"] if years else []
    parts += [f"{rest} month{'' if rest == 1 else 's'}"] if rest else []
    return " and ".join(parts)


def write_timeliness_sentence(indicators: Iterable[Indicator], today: date) -> str:
    """How current the whole is: how many indicators end this year, and how many long before.

    Those without a figure in this release of the data are counted at the end.
    """
    listed_indicators = list(indicators)
    ends = [
        read_period(indicator.period_last).ends
        for indicator in listed_indicators
        if indicator.period_last is not None and indicator.has_data
    ]
    empty = len(listed_indicators) - len(ends)
    # The last day that a period covers is the one before it ends.
    years = [date.fromordinal(end.toordinal() - 1).year for end in ends]
    this_year = sum(year >= today.year for year in years)
    old = sum(year < today.year - 2 for year in years)
    parts = [
        f"{this_year or 'none'} of {len(years)} indicators reach into {today.year}",
        f"{old or 'none'} end before {today.year - 2}",
    ]
    rest = f" {empty} more have no figures in this release of the data." if empty else ""
    return sentence_start(f"{', '.join(parts)}: each says how old its figures are.") + rest
