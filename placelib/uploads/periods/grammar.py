"""Periods as people write them, read by a closed grammar that never guesses."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from placelib.uploads.periods.period import (
    DASH,
    MONTH,
    MONTHS,
    PAIR,
    YEAR,
    PeriodText,
    prepare_text,
)

_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
# “autumn term”, “Autumn and spring”.
_TERM = r"(?P<t>autumn(?: (?:and|&) spring)?|spring|summer)(?: terms?)?"
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
# Numbers outside are no years: 1750, 2150. The first census was in 1801.
_FIRST, _LAST = 1800, 2100
# Longer texts are no periods; patterns with open ends would take long over them.
_LONGEST = 200
# “2021”, “202122”, “20210401”.
_DIGITS_OF_PERIODS = (4, 6, 8)


def read_period_text(text: str) -> PeriodText | None:
    """The period that a whole text names, None when the grammar does not know it."""
    # Figures are asked about most: 345 and 12345 are no periods, 2021, 202122 and 20210401 may be.
    if len(text) > _LONGEST or (text.isdigit() and len(text) not in _DIGITS_OF_PERIODS):
        return None
    return _read_by_grammar(text)


@lru_cache(maxsize=1 << 15)
def _read_by_grammar(text: str) -> PeriodText | None:
    if not any(map(str.isdigit, text)):
        return None
    form = prepare_text(text)
    if not form or len(form) > 60:
        return None
    if len(form) == 4 and form.isdigit() and form.isascii():
        year = int(form)
        return PeriodText(form, "year", year) if _FIRST <= year < _LAST else None
    for pattern, reader in _GRAMMAR:
        match = pattern.fullmatch(form)
        period = reader(match) if match else None
        if period is not None:
            return period
    return None


def _read_year_of(text: str) -> int:
    if len(text) == 4:
        return int(text)
    short = int(text)
    return short + (1900 if short > 69 else 2000)


def _build_span(first: int, last: int) -> PeriodText | None:
    if not (_FIRST <= first < _LAST) or not first <= last <= first + 60:
        return None
    if last == first + 1:
        return PeriodText(f"{first}/{last % 100:02d}", "pair", first)
    if last == first:
        return PeriodText(str(first), "year", first)
    return PeriodText(f"{first} to {last}", "range", first)


def _read_two_years(match: re.Match[str]) -> PeriodText | None:
    first = _read_year_of(match["a"])
    text = match["b"]
    last = int(text) if len(text) == 4 else first - first % 100 + int(text)
    if len(text) == 2 and last <= first and 1 <= int(text) <= 12 and first % 100 != 99:
        return None
    span = _build_span(first, last + 100 if last < first else last)
    # “2011-12” may also be December 2011; “2019-20” may not.
    if span and span.kind == "pair" and re.fullmatch(r"\d{4}-(?:0\d|1[0-2])", match[0]):
        return PeriodText(span.label, "pair", first, f"{first}-{text}")
    return span


def _read_short_years(match: re.Match[str]) -> PeriodText | None:
    first, last = _read_year_of(match["a"]), _read_year_of(match["b"])
    if last != first + 1:
        return None
    alternative = f"{last}-{int(match['a']):02d}" if 1 <= int(match["a"]) <= 12 else ""
    return PeriodText(f"{first}/{last % 100:02d}", "pair", first, alternative)


def _read_one_digit(match: re.Match[str]) -> PeriodText | None:
    first = int(match["a"])
    return _build_span(first, first + 1) if int(match["b"]) == (first + 1) % 10 else None


def _read_years_before(match: re.Match[str]) -> PeriodText | None:
    last = int(match["y"])
    count = _COUNTS.get(match["n"]) or int(match["n"])
    return _build_span(last - count + 1, last)


def _read_year_before(match: re.Match[str]) -> PeriodText | None:
    last = int(match["y"])
    return _build_span(last - 1, last)


def _read_half(match: re.Match[str]) -> PeriodText | None:
    """Half a calendar year, or of a financial one where two years are named."""
    year = read_period_text(match["y"])
    if year is None or year.kind not in {"year", "pair"}:
        return None
    first, half = year.year, match["h"]
    if year.kind == "year":
        start, end = ("01", "06") if half == "1" else ("07", "12")
        return PeriodText(f"{first}-{start} to {first}-{end}", "interval", first)
    start, end = (
        (f"{first}-04", f"{first}-09") if half == "1" else (f"{first}-10", f"{first + 1}-03")
    )
    return PeriodText(f"{start} to {end}", "interval", first)


def _read_six_digits(match: re.Match[str]) -> PeriodText | None:
    year, tail = int(match["a"]), int(match["b"])
    read_as_month = f"{year}-{tail:02d}" if 1 <= tail <= 12 else ""
    if tail == (year + 1) % 100:
        return PeriodText(f"{year}/{tail:02d}", "pair", year, read_as_month)
    if read_as_month:
        last = year - year % 100 + tail
        alternative = f"{year} to {last}" if year < last <= year + 10 else ""
        return PeriodText(read_as_month, "month", year, alternative)
    return _build_span(year, year - year % 100 + tail)


def _read_quarter(match: re.Match[str]) -> PeriodText | None:
    year = match["y"]
    if len(year) != 4:
        pair = read_period_text(year)
        return pair and PeriodText(f"{pair.label} Q{match['q']}", "quarter", pair.year)
    return PeriodText(f"{year} Q{match['q']}", "quarter", int(year))


def _read_month(match: re.Match[str]) -> PeriodText | None:
    year = _read_year_of(match["y"])
    return PeriodText(f"{year}-{_find_month_number(match['m']):02d}", "month", year)


def _read_numbered_month(match: re.Match[str]) -> PeriodText | None:
    month = int(match["m"])
    year = int(match["y"])
    return PeriodText(f"{year}-{month:02d}", "month", year) if 1 <= month <= 12 else None


def _find_month_number(name: str) -> int:
    return int(name) if name.isdigit() else _SHORT[name[:3]]


def _read_day(match: re.Match[str]) -> PeriodText | None:
    year, month, day = _read_year_of(match["y"]), _find_month_number(match["m"]), int(match["d"])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return PeriodText(f"{year}-{month:02d}-{day:02d}", "day", year)


def _build_months(match: re.Match[str]) -> PeriodText | None:
    last = _read_year_of(match["y2"])
    first = _read_year_of(match["y1"]) if match["y1"] else last
    start, end = _find_month_number(match["m1"]), _find_month_number(match["m2"])
    if (last, end) < (first, start):
        return None
    months = (last - first) * 12 + end - start + 1
    label = f"{first}-{start:02d} to {last}-{end:02d}"
    if (start, months) == (1, 12):
        return PeriodText(str(first), "year", first, as_months=label)
    return PeriodText(label, "interval", first)


def _read_ending(match: re.Match[str]) -> PeriodText | None:
    year, month = _read_year_of(match["y"]), _find_month_number(match["m"])
    if month == 12:
        return PeriodText(str(year), "year", year, as_months=f"{year}-01 to {year}-12")
    return PeriodText(f"{year - 1}-{month + 1:02d} to {year}-{month:02d}", "interval", year - 1)


def _build_days(match: re.Match[str]) -> PeriodText | None:
    """Two days: the months from one to the other where they are the ends of months."""
    first, last = read_period_text(match["from"]), read_period_text(match["to"])
    if first is None or last is None or not first.kind == last.kind == "day":
        return None
    if last.label <= first.label:
        return None
    label = f"{first.label[:7]} to {last.label[:7]}"
    if (first.label[5:], last.label[5:]) == ("01-01", "12-31") and first.year == last.year:
        return PeriodText(str(first.year), "year", first.year, as_months=label)
    # “2021-04-28” is four weeks after the first of April, and no end of a month.
    month_length = monthrange(last.year, int(last.label[5:7]))[1]
    if first.label[8:] != "01" or int(last.label[8:]) != month_length:
        label = f"{first.label} to {last.label}"
    return PeriodText(label, "interval", first.year)


def _build_pairs(match: re.Match[str]) -> PeriodText | None:
    first, last = read_period_text(match["from"]), read_period_text(match["to"])
    if first is None or last is None or not first.kind == last.kind == "pair":
        return None
    if not first.year < last.year <= first.year + 60:
        return None
    return PeriodText(f"{first.label} to {last.label}", "range", first.year)


def _read_term(match: re.Match[str]) -> PeriodText | None:
    year = read_period_text(match["y"])
    if year is None or year.kind not in {"year", "pair"}:
        return None
    term = match["t"].replace("&", "and")
    return PeriodText(f"{year.label} {term} term", "term", year.year)


def _read_week(match: re.Match[str]) -> PeriodText | None:
    week = int(match["w"])
    year = int(match["y"])
    return PeriodText(f"{year}-W{week:02d}", "week", year) if 1 <= week <= 53 else None


def _read_interval(match: re.Match[str]) -> PeriodText | None:
    length = int(match["n"])
    start = _read_day(match)
    if start is None or not 1 <= length <= 60:
        return None
    return PeriodText(f"{start.label}/P{length}{match['u'].upper()}", "interval", start.year)


def _aggregate(match: re.Match[str]) -> PeriodText | None:
    if match["inner"] == match[0]:
        return None
    inner = read_period_text(match["inner"])
    if inner is None or inner.kind not in {"pair", "range"}:
        return None
    if inner.kind == "pair" and match["n"] in {"2", "two"}:
        return _build_span(inner.year, inner.year + 1)
    return inner


# “31” and “31st”.
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
# “ 00:00:00” and “t10:30z” behind a day.
_TIME = r"(?:[ t]\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?z?)?"
# “April 2021 to March 2022”, “1st Jan - 31st Dec 2020”.
_MONTHS_SPAN = (
    rf"(?:\d{{1,2}}(?:st)? )?(?P<m1>{MONTH})[\s,'-]*(?P<y1>{YEAR}|\d\d)?{DASH}"
    rf"(?:\d{{1,2}}(?:st|th)? )?(?P<m2>{MONTH})[\s,'-]*(?P<y2>{YEAR}|\d\d)"
)
# “year ending March 2022”, “12 months to 31 Mar 22”, “YE June 2020”.
_YEAR_ENDING = (
    r"(?:(?:the )?(?:12|twelve) months(?: to| ending)?|year(?: ending| ended| to)"
    r"|ending|ended|f?ye)"
    rf"\s+(?:\d{{1,2}}(?:st|th)? )?(?P<m>{MONTH})[\s'-]+(?P<y>{YEAR}|\d\d)"
)
# “3-year average (2016 - 18)”, “4-year aggregate (2014 - 2017)”.
_SEVERAL_YEARS = (
    r"(?:(?P<n>\d|two|three|four|five)[ -]years?[ -](?:aggregates?|average|rolling|pooled|combined"
    r"|period)?s?:?\s*)?\(?(?P<inner>[^()]{7,24})\)?"
)
# “2021”, “2021/22”, “202122”.
_YEARS = rf"(?P<y>{YEAR}(?:[/-]?\d\d(?:\d\d)?)?)"
# “ financial year” between a year and its quarter.
_KIND = r"(?: (?:financial|calendar|academic|tax) year)?"
# “2011-04-01/P1Y”, “201920”, “2019-20”, “19/20”, “2021 Q1”, “H2 2020”, “Apr-23”, “2022 W10”,
# “year ending March 2022”, “3-year average (2016 - 18)”, in the order in which they are tried.
_GRAMMAR = tuple(
    (re.compile(pattern, re.ASCII), reader)
    for pattern, reader in (
        (rf"(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)/p(?P<n>\d{{1,2}})(?P<u>[ymd])", _read_interval),
        (rf"(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d){_TIME}", _read_day),
        (rf"(?P<y>{YEAR})/(?P<m>\d\d)/(?P<d>\d\d)", _read_day),
        (rf"(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>{YEAR}){_TIME}", _read_day),
        (rf"{_D}[\s-]+(?P<m>{MONTH})[\s,-]+(?P<y>{YEAR}|\d\d)", _read_day),
        (rf"(?P<m>{MONTH})\s+{_D},?\s+(?P<y>{YEAR})", _read_day),
        (r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)", _read_day),
        (rf"(?P<a>{YEAR})(?P<b>\d\d)", _read_six_digits),
        (rf"(?P<a>{YEAR}){DASH}(?P<b>{YEAR}|\d\d)", _read_two_years),
        (rf"(?P<a>{YEAR})[/-](?P<b>\d)", _read_one_digit),
        (r"(?P<a>\d\d)\s*[/-]\s*(?P<b>\d\d)", _read_short_years),
        (rf"{_YEARS}{_KIND}\s*[-:,]?\s*(?:q|qtr |quarter )(?P<q>[1-4])", _read_quarter),
        (rf"(?:q|qtr |quarter )(?P<q>[1-4])[\s:,/-]*{_YEARS}", _read_quarter),
        (r"(?:q|qtr |quarter )(?P<q>[1-4])[\s:,/-]*(?P<y>\d\d/\d\d)", _read_quarter),
        (rf"(?P<q>[1-4])(?:st|nd|rd|th) (?:quarter|qtr),? (?:of )?{_YEARS}", _read_quarter),
        (
            rf"(?:q|qtr |quarter )(?P<q>[1-4]) \((?:{MONTH})\s?(?:-|to)\s?(?:{MONTH})\),? {_YEARS}",
            _read_quarter,
        ),
        (rf"h(?P<h>[12])[\s:,/-]*{_YEARS}", _read_half),
        (rf"{_YEARS}[\s:,-]*h(?P<h>[12])", _read_half),
        (rf"(?P<from>{PAIR}){DASH}(?P<to>{PAIR}|\d\d[/-]\d\d)", _build_pairs),
        (
            rf"(?P<n>[2-5]|two|three|four|five)[ -]years? (?:to|ending|ended) (?P<y>{YEAR})",
            _read_years_before,
        ),
        (rf"{_YEARS},? {_TERM}", _read_term),
        (rf"{_TERM},? {_YEARS}", _read_term),
        (rf"(?P<y>{YEAR})[\s-]*(?:w|wk|week)\s?(?P<w>\d{{1,2}})", _read_week),
        (rf"(?:wk|week)\s?(?P<w>\d{{1,2}}),? (?P<y>{YEAR})", _read_week),
        (rf"(?P<m>{MONTH})[\s,'-]*(?P<y>{YEAR}|\d\d)", _read_month),
        (rf"(?P<y>{YEAR})[\s-]+(?P<m>{MONTH})", _read_month),
        (rf"(?P<m>0[1-9]|1[0-2])[/-](?P<y>{YEAR})", _read_numbered_month),
        (rf"(?P<y>{YEAR})[-.](?P<m>\d\d)", _read_numbered_month),
        (rf"(?P<y>{YEAR})\s?(?:m|month )(?P<m>\d{{1,2}})", _read_numbered_month),
        (_MONTHS_SPAN, _build_months),
        (
            rf"(?P<y2>{YEAR})[\s,:]+(?P<m1>{MONTH})(?P<y1>)\s?(?:-|to)\s?(?P<m2>{MONTH})",
            _build_months,
        ),
        (r"(?P<from>[\d/.-]{8,10})\s*(?:-|/|to)\s*(?P<to>[\d/.-]{8,10})", _build_days),
        (_YEAR_ENDING, _read_ending),
        (rf"(?:fye|financial year end(?:ing|ed)?):? ?(?P<y>{YEAR})", _read_year_before),
        (_SEVERAL_YEARS, _aggregate),
    )
)
