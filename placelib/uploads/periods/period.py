"""A period once it is read, and a text made ready for the grammar that reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["year", "pair", "range", "quarter", "month", "day", "interval", "term", "week"]
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|sept"
# “2019-20”, “2019 – 20”, “2019 to 20”.
DASH = r"\s*(?:-|–|—|/|to|and|&)\s*"
# “1801” to “2099”.
YEAR = r"(?:18|19|20)\d\d"
# “2019/20”, “2019-2020”.
PAIR = rf"{YEAR}(?:/|-)(?:{YEAR}|\d\d)"


@dataclass(frozen=True, slots=True)
class PeriodText:
    """What a period text says: a label in one notation, its kind, and whether it could be another.

    ``label`` is “2023”, “2019/20” (financial or academic year), “2016 to 2018”, “2020 Q4”,
    “2002/03 to 2004/05”, “2011-04”, “2015-06-30” or an ISO interval; labels of one kind sort in
    time. ``alternative`` is the second reading of an ambiguous text, empty otherwise;
    ``as_months`` is the same year as an interval of months, where the text spoke of months.
    """

    label: str
    kind: Kind
    year: int
    alternative: str = ""
    as_months: str = ""


@dataclass(slots=True)
class PeriodColumns:
    """Where the periods of a table are written; columns are indices from 0.

    ``period`` is one column, or a year and a part of it; ``part`` is the word for that part
    (“month”) where its cells hold bare numbers. ``periods`` holds the period that each column of
    figures has in its header, ``rests`` the rest of that header; ``not_stated`` are columns without
    one whose measure stands beside them with one.
    """

    period: list[int] = field(default_factory=list)
    part: str = ""
    periods: dict[int, PeriodText] = field(default_factory=dict)
    rests: dict[int, str] = field(default_factory=dict)
    not_stated: list[int] = field(default_factory=list)


_YEARS_OF = "financial|academic|school|fiscal|tax|survey|reporting|calendar"
# What comes before a period: “as at”, “w/e”, “financial year”, “FY”.
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?:as at|at|as of|on|mid|in|fy|ay|year(?! to | end)|cy|w/e|w/c)[\s:-]+",
        r"^week (?:ending|commencing)[\s:-]+",
        rf"^(?:{_YEARS_OF})? ?years?:? (?!to |end)",
        r"^(?:fy|ay|cy)(?=\d{2})",
    )
)
# What follows one: “(provisional)”, “2022p”, “2021.0”, “; March snapshot”.
_TAILS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s*[\[(](?:q[1-4]|p|r|provisional|revised|notes? [\d, ]+|final|estimates?)[\])]$",
        r"(?<=\d)[pr]$",
        rf"[\s;]*(?:(?!{MONTH})[a-z]+ )?snapshot$",
        r"(?<=\d{4})\.0$",
    )
)
# “2022_23” and “rate_2022”.
_UNDERSCORE = re.compile(r"(?<=\d)_(?=\d)")
_WORD_END = re.compile(r"(?<=[A-Za-z])_(?=\d)|(?<=\d)_(?=[A-Za-z])")
# “2022/23 academic year”, “2021 FY”, “2020 mid-year estimates”.
_KIND_OF_YEAR = re.compile(
    rf"[\s;]*(?:(?<![a-z])(?:fy|ay)|(?:{_YEARS_OF}) years?"
    r"|(?:academic |calendar |financial )?mid[- ]years?(?: estimates?)?)$"
)


def join_dashes(text: str) -> str:
    """The text with plain hyphens for dashes and for the underscore of “rate_2022_23”."""
    plain = text.replace("\u2013", "-").replace("\u2014", "-")
    return _WORD_END.sub(" ", _UNDERSCORE.sub("-", plain))


def prepare_text(text: str) -> str:
    """The text in small letters without words and marks that only go with a period."""
    form = " ".join(join_dashes(text.lower()).split())
    for pattern in _TAILS:
        form = pattern.sub("", form)
    for pattern in _HEADS:
        form = pattern.sub("", form)
    return _KIND_OF_YEAR.sub("", form).strip(" .,;*")
