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

_PART_HEADER = re.compile(r"quarter|month|week|term|time identifier|season")

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
        if not any(one and one.kind in {"quarter", "month", "term", "week"} for one in found):
            continue
        if sum(one is not None for one in found) >= 0.8 * len(found):
            roles.period.append(index)
            roles.part = named[0]
            for others in (roles.figures, roles.categories, roles.texts):
                if index in others:
                    others.remove(index)
            roles.left_out.pop(index, None)
            return


def in_cells(cells: tuple[str, ...], part: str = "") -> PeriodText | None:
    """The period of a row from its cells: a year alone, or with its quarter, month or term."""
    if len(cells) == 2:
        bare = cells[1].lstrip("qQ")
        numbered = f"{cells[0]} {part} {bare}" if bare.isdigit() else " ".join(cells)
        found = read_period_text(one_line(numbered))
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
        found = find_period(labels[index])
        if found is not None:
            roles.periods[index], roles.rests[index] = found
    if roles.period and len(roles.periods) < 0.8 * len(roles.figures):
        roles.periods, roles.rests = {}, {}
    if len({period.label for period in roles.periods.values()}) < 2:
        return
    for index in list(roles.figures):
        if index not in roles.periods and _DERIVED.search(labels[index] or "total"):
            roles.figures.remove(index)
            roles.left_out[index] = "a total or change beside the periods"


def heading_words(label: str) -> str:
    """A heading as separate words: “YearSort” and “year_sort” both as “year sort”."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label).replace("_", " ").lower()
