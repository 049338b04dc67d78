"""A period inside a longer text, such as a heading or a title: found only where there is one."""

from __future__ import annotations

import re
from collections.abc import Callable

from placelib.uploads.formats.grid import collapse_spaces
from placelib.uploads.periods.grammar import read_period_text
from placelib.uploads.periods.period import DASH, MONTH, PAIR, YEAR, PeriodText, join_dashes

# “1 April 2021 to 31 March 2022”.
_TWO_MONTHS = (
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH}) {YEAR}{DASH}"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH}) {YEAR}\b"
)
# “FY2022/23”, “AY 21/22”.
_BEFORE_YEARS = re.compile(r"\b(?:fy|ay) ?(?=\d{2})", re.IGNORECASE)
# “Homes 2021”, never “£2,021”, “over 2000”, “since 2011”, “by 2030”, “pre-1919”, “1000-1999”,
# “2021.5” or “2000 or more”.
_LONE_YEAR = (
    r"(?<![\d£$.,<>])(?<!since )(?<!before )(?<!after )(?<!by )(?<!\d/)(?<!\d-)"
    r"(?<!pre[ -])(?<!post[ -])"
    r"(?<!than )(?<!under )(?<!over )(?<!least )(?<!most )"
    rf"{YEAR}(?!\d|[,.]\d|[a-z]|-\d| ?km| or (?:more|less|fewer|over|under))"
)
# “2022”, “2022/23”.
_OR_PAIR = rf"{YEAR}(?:[/-]\d\d)?"
# Periods inside longer texts, the surest forms first and a bare year last: “Rate, 2021-22 to
# 2022-23”, “Homes at 31 March 2022”, “Cases Q1 2021”, “Homes 2021”.
_INSIDE = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        # “2022 (2020 data)”: the first year is that of publication.
        rf"\b{YEAR}(?:[/-]\d\d)?(?= data\b)",
        _TWO_MONTHS,
        # “2021-22 & 2022-23” is one period of two years.
        rf"(?<![\w£$.,]){PAIR}\s?(?:-|to|&|and)\s?{PAIR}(?!\d|[,.]\d)",
        rf"(?<![\w£$.,]){PAIR}\s?(?:-|to)\s?\d\d[/-]\d\d(?!\d|[,.]\d)",
        rf"\b(?:q|quarter )[1-4] \((?:{MONTH})\s?(?:-|to)\s?(?:{MONTH})\),? {_OR_PAIR}(?!\d)",
        rf"\b(?:{MONTH})\s?(?:-|to)\s?(?:{MONTH}) {YEAR}\b",
        rf"\b{YEAR} (?:{MONTH})\s?(?:-|to)\s?(?:{MONTH})\b",
        rf"\b(?:[2-5]|two|three|four|five)[ -]years? (?:to|ending|ended) {YEAR}\b",
        rf"\b[1-4](?:st|nd|rd|th) quarter (?:of )?{YEAR}(?:[/-]\d\d)?(?!\d)",
        rf"(?<![\w£$.])h[12][ :/-]*{YEAR}(?:[/-]\d\d)?(?!\d)",
        rf"(?<![\w£$.,]){YEAR}(?:[/-]\d\d)?[ -]?h[12]\b",
        r"(?<![\w£$.])q[1-4][ :/-]*\d\d/\d\d(?![\d/])",
        r"(?<![\w£$.,/-])\d\d[/-]\d\d(?= (?:actual|budget|outturn|forecast|revised|provisional)\b)",
        r"(?<![\w£$.])\d\d/\d\d/\d{4}\s?(?:-|to)\s?\d\d/\d\d/\d{4}(?!\d)",
        rf"(?:\b(?:as at|at|on) )?\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH}) {YEAR}(?: \(q[1-4]\))?",
        rf"\b(?:fye|financial year end(?:ing|ed)?) {YEAR}\b",
        rf"\b(?:year (?:ending|ended|to)|f?ye) (?:\d{{1,2}} )?(?:{MONTH}) {YEAR}\b",
        rf"(?<![\w£$.])\d\d(?:/\d\d/|-\d\d-){YEAR}(?!\d)",
        rf"(?<![\w£$.]){YEAR}-\d\d-\d\d(?!\d)",
        rf"(?<![\w£$.])q[1-4][ :/-]*{YEAR}(?:/\d\d)?(?!\d)",
        rf"(?<![\w£$.,]){YEAR}(?:/\d\d)?[ -]?q[1-4](?!\d)",
        rf"(?<![\w£$.,]){YEAR}\s?(?:[/-]|to)\s?(?:{YEAR}|\d\d)(?!\d|[,.]\d)",
        rf"\b(?:{MONTH})[ -]{YEAR}\b",
        rf"\b{YEAR}[ -](?:{MONTH.replace('may|may|', '')})\b",
        rf"(?<![\w£$.,/-])(?:0[1-9]|1[0-2])/{YEAR}(?!\d|[,.]\d)",
        rf"(?<![\w£$.,/-]){YEAR}/\d(?!\d|[,.]\d|/)",
        rf"(?<![\d£$.,]){YEAR}(?:0[1-9]|[1-9]\d)(?!\d|[,.]\d|-\d)",
        _LONE_YEAR,
    )
)
PARTS_OF_YEARS = {"quarter", "month", "interval", "term", "week"}
# “October to December”.
_MONTH_TO_MONTH = re.compile(r"([a-z]+)\s*(?:-|–|to)\s*([a-z]+)", re.IGNORECASE)
# “Quarter 3 (October to December)”.
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")


# Headings and titles are shorter; over longer texts the time would grow with their square.
_LONGEST = 1_000
# What happened once is no period of the figures: “… after the storms between 1 November 2019 and
# 28 February 2020”, “Empty since April 2020”; nor is what it is compared with: “Change on 2023”. Up
# to four words may stand in between.
_EVENT = re.compile(
    r"\b(?:(?:changes?|differences?|increases?|decreases?|up|down) (?:on|against)"
    r"|after|since|before|following|until|prior to|due to|because of|caused by|hit by|damaged"
    r"|flooded|affected by|boundar(?:y|ies)"
    r"|publi(?:shed|cation)|updated|revised"
    # The year of a law is none of its figures: “Licensed under the Housing (Scotland) Act 2006”.
    r"|act|regulations?|directive)\b(?:[ ,(]+(?!(?:on|at|as|for|during)\b)[\w'’-]+){0,4}"
    r"[ ,(]*\Z",
    re.IGNORECASE,
)


# A year that others are held against is no period either: “Index (2015=100)”, “2022/23 prices”,
# “2018-based projections”, “2021 boundaries”.
_BASE = re.compile(r" ?=|[ -](?:prices?|based|base|boundar(?:y|ies)|geography)\b", re.IGNORECASE)
# A figure of two periods is of neither: “Cases in 2021 compared with 2020”.
_COMPARED = re.compile(
    rf"{YEAR}.*\b(?:compared (?:to|with)|relative to|versus|vs)\b.*{YEAR}", re.IGNORECASE
)


def find_period(text: str) -> tuple[PeriodText, str] | None:
    """The one period inside a header with the rest of the header; None when there is none or two.

    “Book issues 2012” gives 2012 and “Book issues”; “YOY % change 2017-2018” is one range.
    """
    if len(text) > _LONGEST:
        return None
    entire = read_period_text(text)
    if entire is not None:
        return entire, ""
    # Spans of events are blanked out as they are met, so that nothing else is seen in them.
    form = written = _BEFORE_YEARS.sub("", join_dashes(text))
    if _COMPARED.search(form):
        return None
    for pattern in _INSIDE:
        matches = []
        for match in pattern.finditer(form):
            before, after = form[: match.start()], form[match.end() :]
            if _EVENT.search(before) or _BASE.match(after):
                form = form[: match.start()] + "\0" * len(match[0]) + form[match.end() :]
            else:
                matches.append(match)
        if len(matches) == 1:
            matched = matches[0][0]
            period = read_period_text(matched) or read_period_text(matched.strip(" ()[],;:"))
            if period is not None:
                return period, _strip_period(
                    written[: matches[0].start()], written[matches[0].end() :]
                )
        if matches:
            return None
    return None


# “Homes built in 2023”, “Rents for 2021/22”: the word goes with the period.
_LEADS_TO_PERIOD = re.compile(r"(?<=\w) (?:in|for|during)(?: the)? ?\Z", re.IGNORECASE)


def _strip_period(before: str, after: str) -> str:
    """What is left of a header without its period, and without marks that then join nothing."""
    # “Homes ()” and “Homes []”, once the year in them is gone.
    rest = re.sub(r"\(\s*\)|\[\s*\]", " ", f"{_LEADS_TO_PERIOD.sub('', before)} {after}")
    return " ".join(rest.split()).strip(" -–:,;_|")


def resolve_doubtful(periods: list[PeriodText]) -> Callable[[PeriodText], PeriodText] | None:
    """How the doubtful periods of a file are meant, from all of them together; None in doubt.

    201011 beside 201010 is a month, beside 201213 a pair of years, and 200812 beside 201014 a
    range; “year ending December” is an interval like its neighbours where they end in other months.
    """
    kinds = {period.kind for period in periods if not period.alternative}
    doubtful = {period for period in periods if period.alternative}
    if not doubtful:
        # A calendar year among rolling years is one of them.
        rolling = "interval" in kinds and any(period.as_months for period in periods)
        return _build_interval if rolling else _build_as_read
    if "month" in kinds and not kinds & {"pair", "range"}:
        return read_as_month
    if kinds & {"pair", "range"} and "month" not in kinds:
        return read_as_years
    if not kinds & {"pair", "range", "month"} and len(doubtful) > 2:
        years = {period.year for period in doubtful}
        lengths = {_measure_length(period) for period in doubtful}
        if len(years) < len(doubtful):
            return read_as_month
        if len(lengths) == 1 and lengths != {0}:
            return read_as_years
    return None


def _measure_length(period: PeriodText) -> int:
    """How many years a doubtful period would have, were it no month; 0 when it can only be one."""
    if period.kind == "pair":
        return 1
    return int(period.alternative[-4:]) - period.year if " to " in period.alternative else 0


def _build_as_read(period: PeriodText) -> PeriodText:
    return period


def _build_interval(period: PeriodText) -> PeriodText:
    return PeriodText(period.as_months, "interval", period.year) if period.as_months else period


def read_as_month(period: PeriodText) -> PeriodText:
    """The month, for a text that is either that or a pair of years."""
    if period.alternative and period.kind == "pair":
        return PeriodText(period.alternative, "month", int(period.alternative[:4]))
    return period


def read_as_years(period: PeriodText) -> PeriodText:
    """The years, for a text that is either a month or a range of years."""
    if period.alternative and period.kind == "month":
        return PeriodText(period.alternative, "range", period.year)
    return period


def join_part(year: str, part: str) -> PeriodText | None:
    """The period of a year and a part of it, such as “2021-22” and “April to June”."""
    period = read_period_text(collapse_spaces(f"{year} {part}"))
    inner = None if period else _IN_BRACKETS.search(part)
    if inner:
        return join_part(year, inner[1])
    full_year = None if period else read_period_text(year)
    if full_year is None or full_year.kind != "pair":
        return period
    # A year from April holds January to March of the year after.
    across = _MONTH_TO_MONTH.fullmatch(part.strip())
    first = read_period_text(f"{part} {full_year.year}")
    if first is None and across:
        first = read_period_text(
            f"{across[1]} {full_year.year} to {across[2]} {full_year.year + 1}"
        )
    if first is None or first.kind not in {"month", "interval"}:
        return None
    return first if first.label[5:7] >= "04" else read_period_text(f"{part} {full_year.year + 1}")


def read_period_cells(cells: tuple[str, ...], part: str = "") -> PeriodText | None:
    """The period of a row from its cells: a year alone, or with its quarter, month or term."""
    if len(cells) == 2:
        bare = cells[1].lstrip("qQ")
        period = join_part(cells[0], f"{part} {bare}" if bare.isdigit() else cells[1])
        if period is not None:
            return period
    text = collapse_spaces(cells[0])
    period = read_period_text(text)
    inside = None if period else find_period(text)
    return inside[0] if inside else period


def read_heading_period(label: str) -> tuple[PeriodText, str] | None:
    """The period in a heading and the rest of it; a year over its quarters or months is one."""
    parts = label.split(" | ")
    for position, year in enumerate(parts):
        year_period = read_period_text(year)
        if year_period is None or year_period.kind not in {"year", "pair"}:
            continue
        for neighbour in (position + 1, position - 1):
            if 0 <= neighbour < len(parts) and read_period_text(parts[neighbour]) is None:
                within = join_part(year, parts[neighbour])
                if within is not None and within.kind in PARTS_OF_YEARS:
                    rest = [part for n, part in enumerate(parts) if n not in {position, neighbour}]
                    return within, " | ".join(rest)
    whole_parts = {part: period for part in parts if (period := read_period_text(part))}
    if len(parts) > 1 and len(whole_parts) == 1:
        ((named, period),) = whole_parts.items()
        return period, " | ".join(part for part in parts if part != named)
    return find_period(label)
