"""Which columns hold the period of a row, and which headings hold that of a column."""

from __future__ import annotations

import re
from collections import Counter

from placelib.uploads.block import Block
from placelib.uploads.grid import Grid, one_line
from placelib.uploads.periodinside import find_period
from placelib.uploads.periodtext import read_period_text
from placelib.uploads.periodwords import PeriodText
from placelib.uploads.roles import Roles

_DERIVED = re.compile(r"total|change|differ|%|yoy|average|mean\b|rank|trend", re.IGNORECASE)

_CHANGE = re.compile(r"\bchanges?\b|differences?\b|\byoy\b", re.IGNORECASE)

_PART_HEADER = re.compile(r"\b(?:quarter|month|week|term|time identifier|season)s?\b")

_PARTS_OF_YEARS = {"quarter", "month", "interval", "term", "week"}
_TWO_MONTHS = re.compile(r"([a-z]+)\s*(?:-|–|to)\s*([a-z]+)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_PARTS_AT_MOST = 60
_ROWS_ENOUGH = 400


def choose_period(roles: Roles, texts: dict[int, Counter[str]], labels: list[str]) -> None:
    """Keep the one column of periods that tells most apart; quarters alone are only a part."""
    parts = [index for index in roles.period if all(len(text) <= 2 for text in texts[index])]
    whole = [index for index in roles.period if index not in parts]
    best = max(
        whole,
        key=lambda index: (
            len(texts[index]) > 1,
            sum(texts[index].values()),
            len(texts[index]),
            not re.search(r"\b(?:code|sort|order|key)\b", heading_words(labels[index])),
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
        named = _PART_HEADER.search(heading_words(labels[index]))
        if not named or index in roles.period or len(counts) > _PARTS_AT_MOST:
            continue
        found = [in_cells((year, text), named[0]) for text in counts]
        if not any(one and one.kind in _PARTS_OF_YEARS for one in found):
            continue
        if sum(one is not None for one in found) >= 0.8 * len(found):
            roles.period.append(index)
            roles.part = named[0]
            for others in (roles.figures, roles.categories, roles.texts):
                if index in others:
                    others.remove(index)
            roles.left_out.pop(index, None)
            return


def with_part(year: str, part: str) -> PeriodText | None:
    """The period of a year and a part of it, such as “2021-22” and “April to June”."""
    found = read_period_text(one_line(f"{year} {part}"))
    inner = None if found else _IN_BRACKETS.search(part)
    if inner:
        return with_part(year, inner[1])
    whole = None if found else read_period_text(year)
    if whole is None or whole.kind != "pair":
        return found
    # A year from April holds January to March of the year after.
    across = _TWO_MONTHS.fullmatch(part.strip())
    first = read_period_text(f"{part} {whole.year}")
    if first is None and across:
        first = read_period_text(f"{across[1]} {whole.year} to {across[2]} {whole.year + 1}")
    if first is None or first.kind not in {"month", "interval"}:
        return None
    return first if first.label[5:7] >= "04" else read_period_text(f"{part} {whole.year + 1}")


def in_cells(cells: tuple[str, ...], part: str = "") -> PeriodText | None:
    """The period of a row from its cells: a year alone, or with its quarter, month or term."""
    if len(cells) == 2:
        bare = cells[1].lstrip("qQ")
        found = with_part(cells[0], f"{part} {bare}" if bare.isdigit() else cells[1])
        if found is not None:
            return found
    text = one_line(cells[0])
    found = read_period_text(text)
    inside = None if found else find_period(text)
    return inside[0] if inside else found


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


def header_periods(roles: Roles, labels: list[str]) -> None:
    """Note the period in each heading; beside such columns their totals and changes go out."""
    for index in roles.figures:
        found = _in_heading(labels[index])
        if found is not None:
            roles.periods[index], roles.rests[index] = found
    if roles.period and len(roles.periods) < 0.8 * len(roles.figures):
        roles.periods, roles.rests = {}, {}
    if len({period.label for period in roles.periods.values()}) < 2:
        return
    # “Change since 2011” beside 2011 and 2021 is of both, and of neither.
    changes = {index for index, rest in roles.rests.items() if _CHANGE.search(rest)}
    if 2 * len(changes) < len(roles.periods) and len(roles.periods) - len(changes) > 1:
        for index in changes:
            del roles.periods[index], roles.rests[index]
    for index in list(roles.figures):
        if index not in roles.periods and _DERIVED.search(labels[index] or "total"):
            roles.figures.remove(index)
            roles.left_out[index] = "a total or change beside the periods"


def _in_heading(label: str) -> tuple[PeriodText, str] | None:
    """The period in a heading and the rest of it; a year over its quarters or months is one."""
    parts = label.split(" | ")
    for at, year in enumerate(parts):
        whole = read_period_text(year)
        if whole is None or whole.kind not in {"year", "pair"}:
            continue
        for other in (at + 1, at - 1):
            if 0 <= other < len(parts) and read_period_text(parts[other]) is None:
                within = with_part(year, parts[other])
                if within is not None and within.kind in _PARTS_OF_YEARS:
                    rest = [part for n, part in enumerate(parts) if n not in {at, other}]
                    return within, " | ".join(rest)
    whole_parts = {part: period for part in parts if (period := read_period_text(part))}
    if len(parts) > 1 and len(whole_parts) == 1:
        ((named, period),) = whole_parts.items()
        return period, " | ".join(part for part in parts if part != named)
    return find_period(label)


def heading_words(label: str) -> str:
    """A heading as separate words: “YearSort” and “year_sort” both as “year sort”."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label).replace("_", " ").lower()
