"""What doubtful periods mean, from all the periods of a file together."""

from __future__ import annotations

from collections.abc import Callable

from placelib.uploads.periodwords import PeriodText


def resolved(found: list[PeriodText]) -> Callable[[PeriodText], PeriodText] | None:
    """How the doubtful periods of a file are meant, from all of them together; None in doubt.

    201011 beside 201010 is a month, beside 201213 a pair of years, and 200812 beside 201014 a
    range; “year ending December” is an interval like its neighbours where they end in other months.
    """
    kinds = {period.kind for period in found if not period.other}
    doubtful = {period for period in found if period.other}
    if not doubtful:
        # A calendar year among rolling years is one of them.
        rolling = "interval" in kinds and any(period.whole for period in found)
        return _as_interval if rolling else _as_read
    if "month" in kinds and not kinds & {"pair", "range"}:
        return as_month
    if kinds & {"pair", "range"} and "month" not in kinds:
        return as_years
    if not kinds & {"pair", "range", "month"} and len(doubtful) > 2:
        years = {period.year for period in doubtful}
        lengths = {_length(period) for period in doubtful}
        if len(years) < len(doubtful):
            return as_month
        if len(lengths) == 1 and lengths != {0}:
            return as_years
    return None


def _length(period: PeriodText) -> int:
    """How many years a doubtful period would have, were it no month; 0 when it can only be one."""
    if period.kind == "pair":
        return 1
    return int(period.other[-4:]) - period.year if " to " in period.other else 0


def _as_read(period: PeriodText) -> PeriodText:
    return period


def _as_interval(period: PeriodText) -> PeriodText:
    return PeriodText(period.whole, "interval", period.year) if period.whole else period


def as_month(period: PeriodText) -> PeriodText:
    """The month, for a text that is either that or a pair of years."""
    if period.other and period.kind == "pair":
        return PeriodText(period.other, "month", int(period.other[:4]))
    return period


def as_years(period: PeriodText) -> PeriodText:
    """The years, for a text that is either a month or a range of years."""
    if period.other and period.kind == "month":
        return PeriodText(period.other, "range", period.year)
    return period
