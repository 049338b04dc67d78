"""A period inside a longer text, such as a heading or a title: found only where there is one."""

from __future__ import annotations

import re

from placelib.uploads.periodtext import read_period_text
from placelib.uploads.periodwords import DASH, MONTH, PAIR, YEAR, PeriodText, joined

_TWO_MONTHS = (
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH}) {YEAR}{DASH}"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH}) {YEAR}\b"
)
_BEFORE_YEARS = re.compile(r"\b(?:fy|ay) ?(?=\d{2})", re.IGNORECASE)
_LONE_YEAR = (
    r"(?<![\d£$.,<>])(?<!since )(?<!before )(?<!after )(?<!\d/)"
    r"(?<!than )(?<!under )(?<!over )(?<!least )(?<!most )"
    rf"{YEAR}(?!\d|[,.]\d|[a-z]|-\d| ?km| or (?:more|less|fewer|over|under))"
)
_INSIDE = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        # “2022 (2020 data)”: the first year is that of publication.
        rf"\b{YEAR}(?:[/-]\d\d)?(?= data\b)",
        _TWO_MONTHS,
        rf"(?<![\w£$.,]){PAIR}\s?(?:-|to)\s?{PAIR}(?!\d|[,.]\d)",
        rf"(?<![\w£$.,]){PAIR}\s?(?:-|to)\s?\d\d[/-]\d\d(?!\d|[,.]\d)",
        rf"\bq[1-4] \((?:{MONTH})\s?(?:-|to)\s?(?:{MONTH})\),? {YEAR}(?:[/-]\d\d)?(?!\d)",
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
        rf"(?<![\w£$.])\d\d/\d\d/{YEAR}(?!\d)",
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


def find_period(text: str) -> tuple[PeriodText, str] | None:
    """The one period inside a header with the rest of the header; None when there is none or two.

    “Book issues 2012” gives 2012 and “Book issues”; “YOY % change 2017-2018” is one range.
    """
    whole = read_period_text(text)
    if whole is not None:
        return whole, ""
    form = _BEFORE_YEARS.sub("", joined(text))
    for pattern in _INSIDE:
        found = list(pattern.finditer(form))
        if len(found) == 1:
            text_found = found[0][0]
            period = read_period_text(text_found) or read_period_text(text_found.strip(" ()[],;:"))
            if period is not None:
                return period, _rest(form[: found[0].start()], form[found[0].end() :])
        if found:
            return None
    return None


def _rest(before: str, after: str) -> str:
    """What is left of a header without its period, and without marks that then join nothing."""
    rest = re.sub(r"\(\s*\)|\[\s*\]", " ", f"{before} {after}")
    return " ".join(rest.split()).strip(" -–:,;_|")
