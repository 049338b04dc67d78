"""What the words around a table say of its periods: its title, its sheet's and its file's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from placelib.uploads.periods.finding import find_period
from placelib.uploads.periods.grammar import read_period_text
from placelib.uploads.periods.period import PeriodText

# Words that say which years 2019/20 means.
_ACADEMIC = re.compile(r"academic|school year|pupil", re.IGNORECASE)
_FINANCIAL = re.compile(r"financial|fiscal|tax year", re.IGNORECASE)
# “Date: 2021”, “Reference period: 2019/20” above a table.
_TITLE_KEY = re.compile(
    r"(?:date|year|(?:time |reference )?period|quarter|month)s?\b ?:?", re.IGNORECASE
)
# “Published 4 May 2023”, “© 2022”, “Last updated 2021”: no period of the figures.
_PUBLISHED = re.compile(
    r"publish|publication|copyright|©|update|accessed|retrieved|downloaded|releas|revised|extract"
    r"|generated|created|compiled|printed|run (?:on|date)|report date|prepared"
    r"|next |produced|boundar|as of april|contact|e-?mail",
    re.IGNORECASE,
)
# Words beside a year in a file's name that say that it is the year of its figures.
_NAMES_PERIOD = re.compile(
    r"\b(?:years?|fy|ay|census|survey|estimates?|mid|outturn|budget|returns?|accounts|at"
    r"|end(?:ed|ing)?)\b|\b(?:fy|ay)\d",
)
# A sentence on what is missing or was changed: “Fife did not answer in 2019.” The stop at its end
# tells it from a title: “Households not in work, 2021”.
_EXCEPTION = re.compile(
    r"\b(?:not|no|except\w*|exclud\w+|missing|unavailable|introduced|changed|abolished|replaced"
    r"|formed|merged|rebased|became)\b.*\.\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """What may say which years are meant: the lines above the table, and what speaks of periods.

    ``of_periods`` are the heading and the cells of the periods' column, or every heading that
    names a period; ``file`` is the file's name.
    """

    title: str = ""
    of_periods: tuple[str, ...] = ()
    file: str = ""


def find_title_periods(sheet: str, title: str) -> list[PeriodText]:
    """The periods that the sheet's name or the lines above the table name, the surest alone.

    A sheet called “2021” is surest, then a line such as “Date: 2021”; when something was published
    or copied is no period of its figures.
    """
    named = read_period_text(sheet)
    if named is not None:
        return [named]
    parts = [
        part
        for part in title.split(" / ")
        if not _PUBLISHED.search(part) and not _EXCEPTION.search(part)
    ]
    surest = [part for part in parts if _TITLE_KEY.match(part)]
    for lines in (surest, [*parts, sheet]):
        periods = [period for line in lines if (period := find_period(line))]
        if periods:
            return [period for period, _ in periods]
    return []


def find_file_name_period(name: str) -> PeriodText | None:
    """The period in a file's name beside a word that says that it is one; else None.

    “homes-survey-2022.csv” and “rents_fy2021-22.xlsx”; “export 2024.csv” may be when it was saved.
    """
    # “survey-2022” as “survey 2022”, “2021-22” as it is.
    words = re.sub(r"[_-]+(?=[a-z])|(?<=[a-z])[_-]+", " ", name.lower().rpartition(".")[0])
    named = find_period(words) if _NAMES_PERIOD.search(words) else None
    return named[0] if named else None


def find_year_kind(text: str) -> str:
    """“financial” or “academic” where a text says so, empty where it says neither."""
    if _FINANCIAL.search(text):
        return "financial"
    return "academic" if _ACADEMIC.search(text) else ""
