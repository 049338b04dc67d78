"""Periods as people write them, read by a closed grammar that never guesses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["year", "pair", "range", "quarter", "month", "day", "interval"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS) + "|sept"
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_DASH = r"\s*(?:-|–|—|/|to|and|&)\s*"
_YEAR = r"(?:18|19|20)\d\d"
_FIRST, _LAST = 1800, 2100
LAST_LIKELY = 2060


@dataclass(frozen=True, slots=True)
class PeriodText:
    """What a period text says: a label in one notation, its kind, and whether it could be another.

    ``label`` is “2023”, “2019/20” (financial or academic year), “2016 to 2018”, “2020 Q4”,
    “2011-04”, “2015-06-30” or an ISO interval; labels of one kind sort in time. ``other`` is the
    second reading of an ambiguous text, empty otherwise.
    """

    label: str
    kind: Kind
    year: int
    other: str = ""


def read_period_text(text: str) -> PeriodText | None:
    """The period that a whole text names, None when the grammar does not know it."""
    form = _prepared(text)
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


def find_period(text: str) -> tuple[PeriodText, str] | None:
    """The one period inside a header with the rest of the header; None when there is none or two.

    “Book issues 2012” gives 2012 and “Book issues”; “YOY % change 2017-2018” is one range.
    """
    whole = read_period_text(text)
    if whole is not None:
        return whole, ""
    form = text.replace("\u2013", "-")
    for pattern in _INSIDE:
        found = list(pattern.finditer(form))
        if len(found) == 1:
            text_found = found[0][0]
            period = read_period_text(text_found) or read_period_text(text_found.strip(" ()[],;:"))
            if period is not None:
                rest = f"{form[: found[0].start()]} {form[found[0].end() :]}"
                return period, " ".join(rest.split()).strip(" -–:,;()[]_")
        if found:
            return None
    return None


def _prepared(text: str) -> str:
    form = " ".join(text.lower().replace("\u2013", "-").replace("\u2014", "-").split())
    form = re.sub(r"\s*[\[(](?:q[1-4]|p|r|provisional|revised|note \d+|final)[\])]$", "", form)
    form = re.sub(r"^(?:as at|at|as of|on|mid|in|fy|ay|year|f/y|calendar year|cy)[\s:-]+", "", form)
    form = re.sub(r"^(?:financial|academic|school|fiscal|tax)? ?year(?:s)? ", "", form)
    form = re.sub(r"^(?:fy|ay|cy)(?=\d{2})", "", form)
    return re.sub(r"\s*(?:fy|ay|financial year|academic year)$", "", form).strip(" .,")


def _year_of(text: str, century_of: int = 2000) -> int:
    if len(text) == 4:
        return int(text)
    short = int(text)
    return short + (1900 if short > 69 else 2000) if century_of == 2000 else century_of + short


def _span(first: int, last: int) -> PeriodText | None:
    if not (_FIRST <= first < _LAST) or not first <= last <= first + 60:
        return None
    if last == first + 1:
        return PeriodText(f"{first}/{last % 100:02d}", "pair", first)
    if last == first:
        return PeriodText(str(first), "year", first)
    return PeriodText(f"{first} to {last}", "range", first)


def _two_years(match: re.Match[str]) -> PeriodText | None:
    first = _year_of(match["a"])
    text = match["b"]
    last = int(text) if len(text) == 4 else first - first % 100 + int(text)
    if len(text) == 2 and last <= first and 1 <= int(text) <= 12 and first % 100 != 99:
        return None
    span = _span(first, last + 100 if last < first else last)
    if span and span.kind == "pair" and re.fullmatch(r"\d{4}-(?:0\d|1[0-2])", match[0]):
        return PeriodText(span.label, "pair", first, f"{first}-{text}")
    return span


def _short_years(match: re.Match[str]) -> PeriodText | None:
    first, last = _year_of(match["a"]), _year_of(match["b"])
    if last != first + 1:
        return None
    other = f"{last}-{int(match['a']):02d}" if 1 <= int(match["a"]) <= 12 else ""
    return PeriodText(f"{first}/{last % 100:02d}", "pair", first, other)


def _six_digits(match: re.Match[str]) -> PeriodText | None:
    year, tail = int(match["a"]), int(match["b"])
    as_month = f"{year}-{tail:02d}" if 1 <= tail <= 12 else ""
    if tail == (year + 1) % 100:
        return PeriodText(f"{year}/{tail:02d}", "pair", year, as_month)
    if as_month:
        last = year - year % 100 + tail
        other = f"{year} to {last}" if year < last <= year + 10 else ""
        return PeriodText(as_month, "month", year, other)
    return _span(year, year - year % 100 + tail)


def _quarter(match: re.Match[str]) -> PeriodText | None:
    year = match["y"]
    if "/" in year or "-" in year:
        pair = read_period_text(year)
        return pair and PeriodText(f"{pair.label} Q{match['q']}", "quarter", pair.year)
    return PeriodText(f"{year} Q{match['q']}", "quarter", int(year))


def _month(match: re.Match[str]) -> PeriodText | None:
    year = _year_of(match["y"])
    return PeriodText(f"{year}-{_month_number(match['m']):02d}", "month", year)


def _numbered_month(match: re.Match[str]) -> PeriodText | None:
    month = int(match["m"])
    year = int(match["y"])
    return PeriodText(f"{year}-{month:02d}", "month", year) if 1 <= month <= 12 else None


def _month_number(name: str) -> int:
    return int(name) if name.isdigit() else _SHORT[name[:3]]


def _day(match: re.Match[str]) -> PeriodText | None:
    year, month, day = _year_of(match["y"]), _month_number(match["m"]), int(match["d"])
    lengths = (31, 29 if _leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not 1 <= month <= 12 or not 1 <= day <= lengths[month - 1]:
        return None
    return PeriodText(f"{year}-{month:02d}-{day:02d}", "day", year)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _months_span(match: re.Match[str]) -> PeriodText | None:
    last = _year_of(match["y2"])
    first = _year_of(match["y1"]) if match["y1"] else last
    start, end = _month_number(match["m1"]), _month_number(match["m2"])
    if (last, end) < (first, start):
        return None
    months = (last - first) * 12 + end - start + 1
    if (start, months) == (1, 12):
        return PeriodText(str(first), "year", first)
    return PeriodText(f"{first}-{start:02d} to {last}-{end:02d}", "interval", first)


def _ending(match: re.Match[str]) -> PeriodText | None:
    year, month = _year_of(match["y"]), _month_number(match["m"])
    if month == 12:
        return PeriodText(str(year), "year", year)
    return PeriodText(f"{year - 1}-{month + 1:02d} to {year}-{month:02d}", "interval", year - 1)


def _interval(match: re.Match[str]) -> PeriodText | None:
    length = int(match["n"])
    start = _day(match)
    if start is None or not 1 <= length <= 60:
        return None
    return PeriodText(f"{start.label}/P{length}{match['u'].upper()}", "interval", start.year)


def _aggregate(match: re.Match[str]) -> PeriodText | None:
    if match["inner"] == match[0]:
        return None
    inner = read_period_text(match["inner"])
    if inner is None or not match["n"]:
        return inner
    spelt = {"two": 2, "three": 3, "four": 4, "five": 5}
    years = spelt.get(match["n"]) or int(match["n"])
    if inner.kind == "pair":
        return _span(inner.year, inner.year + years - 1) if years == 2 else inner
    return inner


_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_TIME = r"(?:[ t]\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?z?)?"
_MONTHS_SPAN = (
    rf"(?:\d{{1,2}}(?:st)? )?(?P<m1>{_MONTH})[\s,'-]*(?P<y1>{_YEAR}|\d\d)?{_DASH}"
    rf"(?:\d{{1,2}}(?:st|th)? )?(?P<m2>{_MONTH})[\s,'-]*(?P<y2>{_YEAR}|\d\d)"
)
_YEAR_ENDING = (
    r"(?:(?:the )?(?:12|twelve) months(?: to| ending)?|year(?: ending| ended| to)|ending|ended|ye)"
    rf"\s+(?:\d{{1,2}}(?:st|th)? )?(?P<m>{_MONTH})\s+(?P<y>{_YEAR})"
)
_SEVERAL_YEARS = (
    r"(?:(?P<n>\d|two|three|four|five)[ -]years?[ -](?:aggregates?|average|rolling|pooled|combined"
    rf"|period)?s?:?\s*)?\(?(?P<inner>{_YEAR}{_DASH}(?:{_YEAR}|\d\d))\)?"
)
_TWO_MONTHS = (
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH}) {_YEAR}{_DASH}"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH}) {_YEAR}\b"
)
_GRAMMAR = tuple(
    (re.compile(pattern, re.ASCII), reader)
    for pattern, reader in (
        (rf"(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)/p(?P<n>\d{{1,2}})(?P<u>[ymd])", _interval),
        (rf"(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d){_TIME}", _day),
        (rf"(?P<y>{_YEAR})/(?P<m>\d\d)/(?P<d>\d\d)", _day),
        (rf"(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>{_YEAR}){_TIME}", _day),
        (rf"{_D}[\s-]+(?P<m>{_MONTH})[\s,-]+(?P<y>{_YEAR}|\d\d)", _day),
        (rf"(?P<m>{_MONTH})\s+{_D},?\s+(?P<y>{_YEAR})", _day),
        (r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)", _day),
        (rf"(?P<a>{_YEAR})(?P<b>\d\d)", _six_digits),
        (rf"(?P<a>{_YEAR}){_DASH}(?P<b>{_YEAR}|\d\d)", _two_years),
        (r"(?P<a>\d\d)\s*[/-]\s*(?P<b>\d\d)", _short_years),
        (rf"(?P<y>{_YEAR}(?:[/-]\d\d(?:\d\d)?)?)\s*[-:]?\s*(?:q|quarter )(?P<q>[1-4])", _quarter),
        (rf"(?:q|quarter )(?P<q>[1-4])[\s:/-]*(?P<y>{_YEAR}(?:[/-]\d\d(?:\d\d)?)?)", _quarter),
        (rf"(?P<m>{_MONTH})[\s,'-]*(?P<y>{_YEAR}|\d\d)", _month),
        (rf"(?P<y>{_YEAR})\s+(?P<m>{_MONTH})", _month),
        (rf"(?P<y>{_YEAR})[-.](?P<m>\d\d)", _numbered_month),
        (rf"(?P<y>{_YEAR})\s?m(?P<m>\d\d)", _numbered_month),
        (_MONTHS_SPAN, _months_span),
        (_YEAR_ENDING, _ending),
        (_SEVERAL_YEARS, _aggregate),
    )
)

_INSIDE = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        _TWO_MONTHS,
        rf"(?:\b(?:as at|at|on) )?\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH}) {_YEAR}(?: \(q[1-4]\))?",
        rf"\byear (?:ending|ended|to) (?:\d{{1,2}} )?(?:{_MONTH}) {_YEAR}\b",
        rf"(?<![\w£$.])\d\d/\d\d/{_YEAR}(?!\d)",
        rf"(?<![\w£$.]){_YEAR}-\d\d-\d\d(?!\d)",
        rf"(?<![\w£$.])q[1-4][ :/-]*{_YEAR}(?:/\d\d)?(?!\d)",
        rf"(?<![\w£$.,]){_YEAR}(?:/\d\d)?[ -]?q[1-4](?!\d)",
        rf"(?<![\w£$.,]){_YEAR}\s?(?:[/-]|to)\s?(?:{_YEAR}|\d\d)(?![\d,.])",
        rf"\b(?:{_MONTH})[ -]{_YEAR}\b",
        rf"(?<![\d£$.,]){_YEAR}(?:0[1-9]|[1-9]\d)(?![\d,.]|-\d)",
        rf"(?<![\d£$.,<>])(?<!since )(?<!before )(?<!after ){_YEAR}(?![\d,.]|[a-z]|-\d| ?km)",
    )
)
