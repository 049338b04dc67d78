"""Which columns hold the period of a row, and which headings hold that of a column."""

from __future__ import annotations

import re
from collections import Counter

from placelib.uploads.formats.grid import Grid
from placelib.uploads.layout.block import Block
from placelib.uploads.layout.sheet import Roles
from placelib.uploads.periods.finding import (
    PARTS_OF_YEARS,
    read_heading_period,
    read_period_cells,
)

# “Change since 2011”, “YoY difference”.
_CHANGE = re.compile(r"\bchanges?\b|differences?\b|\byoy\b", re.IGNORECASE)
# A pair of short years, which is also an age group: “16-17”, “16 to 17”.
_SHORT_PAIR = re.compile(r"\d\d ?(?:[-–/]|to) ?\d\d", re.ASCII)
# Two years, which are also a group of sizes or of years of building: “2000-2010”.
_TWO_YEARS = re.compile(r"\d{4} ?(?:[-–]|to) ?\d{4}", re.ASCII)
# The open end of groups of years: “Pre-1919”, “Built after 1980”, “1980 or later”.
_OPEN_YEARS = re.compile(
    r"(?P<before>.*?)\b(?:(?:pre|post|before|after|until|up to)[ -](?:18|19|20)\d\d"
    r"|(?:18|19|20)\d\d (?:or|and) (?:later|earlier|after|before|older|newer))\b",
    re.IGNORECASE | re.ASCII,
)
# Groups of ages and sizes: “18-24”, “75+”, “1000-1999”, “under 16”, “65 and over”, “aged 16”,
# “0 to 4 years”.
_BAND = re.compile(
    r"(?:aged? )?\d{1,6} ?(?:[-–]|to) ?\d{1,6}(?: years?)?|(?:under|over|below) \d{1,6}"
    r"|\d{1,6} ?(?:\+|(?:and|or) (?:over|more|older))",
    re.IGNORECASE | re.ASCII,
)
# What only counts the periods over which it stands: “10” or “Week 10” over a date, “Friday”.
_ORDINAL = re.compile(
    r"(?:(?:week|wk|w|month|quarter|qtr|q|day|no\.?) ?)?\d{1,3}"
    r"|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?",
    re.IGNORECASE | re.ASCII,
)
# “Quarter”, “Time identifier”: a part of the year in another column.
_PART_HEADER = re.compile(r"\b(?:quarter|month|week|term|time identifier|season)s?\b")
# “Week number”, “Wk no.”, “Month”, “ISO week”; “Weeks” and “Days” may be how long something took.
_ORDINAL_HEADER = re.compile(
    r"(?:(?:iso|calendar|financial|reporting) )?(?:week|wk|month|quarter|qtr|period|day)"
    r"(?: ?(?:numbers?|nos?\.?|num|of (?:the )?year))?",
)
# Days of a year are counted up to here; a number that is larger is a figure.
_DAYS_AT_MOST = 366
# A year has 53 weeks at most, and words for its parts.
_PARTS_AT_MOST = 60
# So many rows show whether headings are ages or years.
_ROWS_ENOUGH = 400


def choose_period(roles: Roles, texts: dict[int, Counter[str]], labels: list[str]) -> None:
    """Keep the one column of periods that tells most apart; quarters alone are only a part."""
    parts = [index for index in roles.period if all(len(text) <= 2 for text in texts[index])]
    complete = [index for index in roles.period if index not in parts]
    # “Year” comes before “YearCode” and “SortYear”, and “Time period” before “Released”.
    best = max(
        complete,
        key=lambda index: (
            len(texts[index]) > 1,
            sum(texts[index].values()),
            len(texts[index]),
            # “Code” and “sort” speak against a column, “period” and “time” for it.
            not re.search(r"\b(?:code|sort|order|key)\b", split_heading(labels[index])),
            bool(re.search(r"period|time", labels[index], re.IGNORECASE)),
        ),
        default=None,
    )
    for index in roles.period:
        if index != best:
            roles.left_out[index] = "another way of writing the period"
    roles.period = [] if best is None else [best]


def join_part_of_year(roles: Roles, texts: dict[int, Counter[str]], labels: list[str]) -> None:
    """Read a year together with a column of its quarters, months, terms or weeks."""
    if not roles.period or any(len(text) not in {4, 6, 7} for text in texts[roles.period[0]]):
        return
    year = next(iter(texts[roles.period[0]]))
    for index, counts in texts.items():
        named = _PART_HEADER.search(split_heading(labels[index]))
        if not named or index in roles.period or len(counts) > _PARTS_AT_MOST:
            continue
        periods = [read_period_cells((year, text), named[0]) for text in counts]
        if not any(period and period.kind in PARTS_OF_YEARS for period in periods):
            continue
        # Four in five: “Total” may stand among “Q1” to “Q4”.
        if sum(period is not None for period in periods) >= 0.8 * len(periods):
            roles.period.append(index)
            roles.part = named[0]
            for others in (roles.figures, roles.categories, roles.texts):
                if index in others:
                    others.remove(index)
            roles.left_out.pop(index, None)
            return


def leave_out_second_periods(roles: Roles, grid: Grid, block: Block) -> None:
    """Leave out columns of digits that only repeat the year of the row’s period."""
    if not roles.period:
        return
    rows = grid.rows[block.first : block.last + 1][: 5 * _ROWS_ENOUGH]
    for index in list(roles.figures):
        pairs = {(row[index], row[roles.period[0]]) for row in rows if row[index]}
        if pairs and all(
            cell.isdigit() and len(cell) in {4, 6, 8} and cell[:4] in period
            for cell, period in pairs
        ):
            roles.figures.remove(index)
            roles.left_out[index] = "another way of writing the period"


def leave_out_ordinals(
    roles: Roles, texts: dict[int, Counter[str]], labels: list[str], grid: Grid, block: Block
) -> None:
    """Take columns of numbers that only count weeks, months or quarters for no figures.

    Beside a column of periods that says as much they are left out, else they tell rows apart.
    """
    for index in list(roles.figures):
        if not _ORDINAL_HEADER.fullmatch(split_heading(labels[index])):
            continue
        if not all(text.isdigit() and 0 < int(text[:4]) <= _DAYS_AT_MOST for text in texts[index]):
            continue
        roles.figures.remove(index)
        rows = grid.rows[block.first : block.last + 1]
        pairs = {(row[index], *(row[column] for column in roles.period)) for row in rows}
        if roles.period and len(pairs) == len({pair[1:] for pair in pairs}):
            roles.left_out[index] = "another way of writing the period"
        else:
            roles.categories.append(index)


def find_header_periods(roles: Roles, labels: list[str]) -> None:
    """Note the period in each heading, and what is left of the heading without it.

    Columns whose heading names no period stay measures without one.
    """
    for index in roles.figures:
        heading = read_heading_period(labels[index])
        if heading is not None:
            roles.periods[index], roles.rests[index] = heading
    _drop_age_groups(roles, labels)
    _drop_groups_of_years(roles, labels)
    _drop_ordinals(roles)
    # Beside a column of years a heading such as “Homes since 2011” is no period of its own, unless
    # four in five headings have one.
    if roles.period and len(roles.periods) < 0.8 * len(roles.figures):
        roles.periods, roles.rests = {}, {}
    if len({period.label for period in roles.periods.values()}) < 2:
        return
    # “Change since 2011” beside 2011 and 2021 is of both, and of neither.
    changes = {index for index, rest in roles.rests.items() if _CHANGE.search(rest)}
    if 2 * len(changes) < len(roles.periods) and len(roles.periods) - len(changes) > 1:
        for index in changes:
            del roles.periods[index], roles.rests[index]


def _drop_age_groups(roles: Roles, labels: list[str]) -> None:
    """Take “16-17” for an age group unless further years stand beside it.

    A pair of two digits is a period only among others of its kind, and never beside bands that can
    be none, such as 18-24.
    """
    short = {
        index
        for index in roles.periods
        if any(_SHORT_PAIR.fullmatch(part) for part in labels[index].split(" | "))
    }
    bands = any(
        _BAND.fullmatch(part.strip())
        for index in roles.figures
        if index not in roles.periods
        for part in labels[index].split(" | ")
    )
    long = {
        index
        for index in roles.periods
        if any(_TWO_YEARS.fullmatch(part) for part in labels[index].split(" | "))
    }
    if short and (bands or len({roles.periods[index].label for index in roles.periods}) < 2):
        _forget_periods(roles, short)
    if long and bands:
        _forget_periods(roles, long)


def _drop_groups_of_years(roles: Roles, labels: list[str]) -> None:
    """Take spans of years for groups, such as those of buildings, where one has an open end.

    “Built 1945-1965” beside “Built after 1980”, “1919-1944” beside “Pre-1919”.
    """
    open_ends = {
        match["before"].strip().casefold()
        for index in roles.figures
        if index not in roles.periods and (match := _OPEN_YEARS.fullmatch(labels[index]))
    }
    _forget_periods(
        roles,
        {
            index
            for index, period in roles.periods.items()
            if period.kind == "range" and roles.rests[index].strip().casefold() in open_ends
        },
    )


def _forget_periods(roles: Roles, columns: set[int]) -> None:
    for index in columns:
        roles.periods.pop(index, None)
        roles.rests.pop(index, None)


def _drop_ordinals(roles: Roles) -> None:
    """Forget week numbers over dates, each over one date alone: they name no measure."""
    rests = roles.rests
    periods = {roles.periods[index].label for index in rests}
    parts = {index: rest.split(" | ")[0].strip() for index, rest in rests.items()}
    if len(periods) < 2 or not all(map(_ORDINAL.fullmatch, parts.values())):
        return
    if len({(parts[index], roles.periods[index].label) for index in rests}) == len(periods):
        for index, rest in rests.items():
            rests[index] = " | ".join(rest.split(" | ")[1:])


def split_heading(label: str) -> str:
    """A heading as separate words: “YearSort” and “year_sort” both as “year sort”."""
    # Between a small letter and a capital: “YearSort”.
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label).replace("_", " ").lower()
