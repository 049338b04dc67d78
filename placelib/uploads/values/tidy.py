"""The tidy table: one entry a figure or gap, each with the row and column it came from."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from operator import itemgetter

from placelib.uploads.formats.cell_values import ValueText, read_value
from placelib.uploads.formats.grid import Grid, collapse_spaces
from placelib.uploads.layout.sheet import Roles, SheetView
from placelib.uploads.values.repeats import RowKey, are_copies, count_stacked_sets

NAN = float("nan")
# So many cells that are no figures are kept as examples.
_ODD_AT_MOST = 1000
# Digits, points and signs alone, “-12.5”, one a line: a column that is read the fast way, with no
# number so long that it could be infinite.
_DIGITS = re.compile(r"[-\d.\n]+", re.ASCII)
_LONGEST_NUMBER = 300


@dataclass(slots=True)
class Tidy:
    """A table as columns of numbers: texts are kept once and pointed to (see ``texts``).

    ``value`` is NaN where there is no figure. ``repeats`` counts places, periods and categories
    that occur more than once, ``repeated_rows`` gives those rows with the first of each, ``sets``
    how many sets of the same rows are stacked. ``respelt`` gives each category that was written in
    other letters elsewhere with the spelling it was read under. ``markers`` counts what stands
    for gaps; ``odd`` lists cells that are neither figure nor marker, as row, column and text.
    """

    texts: list[str] = field(default_factory=lambda: [""])
    row: array[int] = field(default_factory=lambda: array("i"))
    col: array[int] = field(default_factory=lambda: array("i"))
    area: array[int] = field(default_factory=lambda: array("i"))
    name: array[int] = field(default_factory=lambda: array("i"))
    period: array[int] = field(default_factory=lambda: array("i"))
    indicator: array[int] = field(default_factory=lambda: array("i"))
    status: array[int] = field(default_factory=lambda: array("i"))
    value: array[float] = field(default_factory=lambda: array("d"))
    markers: Counter[str] = field(default_factory=Counter)
    odd: list[tuple[int, int, str]] = field(default_factory=list)
    units: dict[int, Counter[str]] = field(default_factory=dict)
    respelt: dict[str, str] = field(default_factory=dict)
    repeats: int = 0
    sets: int = 1
    repeated_rows: dict[int, int] = field(default_factory=dict)
    used_rows: int = 0
    positions: dict[str, int] = field(default_factory=lambda: {"": 0})

    def position(self, text: str) -> int:
        """The number under which a text is kept."""
        number = self.positions.get(text)
        if number is None:
            number = self.positions[text] = len(self.texts)
            self.texts.append(text)
        return number


@dataclass(frozen=True, slots=True)
class TidyNames:
    """What the entries of a table are called.

    ``periods`` has a label for each row of the block, used where the column's heading has none.
    ``indicators`` are by column (from 0), ``areas`` by code.
    """

    periods: list[str]
    indicators: dict[int, str]
    areas: dict[str, str]


def make_tidy(
    view: SheetView, names: TidyNames, skip: Collection[int], *, decimal_comma: bool
) -> Tidy:
    """The tidy table of all rows that have an area and are not in ``skip`` (rows from 0).

    Of a grid that was turned over, rows and columns change places in what is reported.
    """
    block, roles = view.block, view.roles
    assert block is not None
    first, count = block.first, len(roles.figures)
    tidy = Tidy(units={index: Counter() for index in roles.figures})
    picked = [
        number for number, code in enumerate(view.areas.code, first) if code and number not in skip
    ]
    tidy.used_rows = len(picked)
    codes = [view.areas.code[number - first] for number in picked]
    area = _note_positions(tidy, codes)
    name = _note_positions(tidy, [names.areas.get(code, "") for code in codes])
    in_row = _note_positions(tidy, [names.periods[number - first] for number in picked])
    table = [view.grid.rows[number] for number in picked]
    keys = list(zip(area, in_row, _read_categories(tidy, table, roles), strict=True))
    categories = _tell_apart(tidy, view.grid, picked, keys, roles)
    tidy.row = _interleave([array("i", [number + 1 for number in picked])] * count)
    tidy.col = _interleave([array("i", [index + 1]) * len(picked) for index in roles.figures])
    tidy.area = _interleave([area] * count)
    tidy.name = _interleave([name] * count)
    tidy.indicator = _interleave(_number_indicators(tidy, categories, roles, names.indicators))
    tidy.period = _interleave(_number_periods(tidy, in_row, roles))
    _add_values(tidy, table, picked, roles.figures, decimal_comma=decimal_comma)
    if view.turned:
        tidy.row, tidy.col = tidy.col, tidy.row
    return tidy


def _interleave(columns: list[array[int]]) -> array[int]:
    """Columns of one length laid in between each other, so that a row's entries stay together."""
    entries = _count_zeros(len(columns) * len(columns[0]))
    for place, column in enumerate(columns):
        entries[place :: len(columns)] = column
    return entries


def _number_periods(tidy: Tidy, in_row: array[int], roles: Roles) -> list[array[int]]:
    """For each column of figures, the number of its heading's period; else that of each row."""
    return [
        array("i", [tidy.position(roles.periods[index].label)]) * len(in_row)
        if index in roles.periods
        else in_row
        for index in roles.figures
    ]


def _number_indicators(
    tidy: Tidy, row_categories: list[tuple[str, ...]], roles: Roles, indicators: dict[int, str]
) -> list[array[int]]:
    """For each column of figures, the number of what each row's figure is called."""
    # Few of the categories differ: each is named once.
    different = {
        categories: place for place, categories in enumerate(dict.fromkeys(row_categories))
    }
    which = [different[categories] for categories in row_categories]
    named = [
        _list_indicators(tidy, categories, roles.figures, indicators) for categories in different
    ]
    return [
        array("i", map([numbers[place] for numbers in named].__getitem__, which))
        for place in range(len(roles.figures))
    ]


def _note_positions(tidy: Tidy, texts: list[str]) -> array[int]:
    """The number under which each of these texts is kept."""
    numbers = {text: tidy.position(text) for text in dict.fromkeys(texts)}
    return array("i", map(numbers.__getitem__, texts))


def _read_categories(tidy: Tidy, table: list[list[str]], roles: Roles) -> list[tuple[str, ...]]:
    """The categories of each row; words that differ in case or spaces alone are the same words."""
    columns = []
    for index in roles.categories:
        cells = list(map(itemgetter(index), table))
        spellings = _find_common_spellings(Counter(cells))
        tidy.respelt.update(spellings)
        columns.append([spellings.get(cell, cell) for cell in cells] if spellings else cells)
    return list(zip(*columns, strict=True)) if columns else [()] * len(table)


def _find_common_spellings(counts: Counter[str]) -> dict[str, str]:
    """Each rarer spelling of the same words with the commonest one."""
    best: dict[str, str] = {}
    for text, _ in counts.most_common():
        best.setdefault(collapse_spaces(text).casefold(), text)
    return {
        text: best[collapse_spaces(text).casefold()]
        for text in counts
        if best[collapse_spaces(text).casefold()] != text
    }


def _count_zeros(length: int) -> array[int]:
    return array("i", bytes(4 * length))


def _tell_apart(
    tidy: Tidy, grid: Grid, picked: list[int], keys: list[RowKey], roles: Roles
) -> list[tuple[str, ...]]:
    """The categories of each row, with the number of its set where sets are stacked.

    Rows that repeat an earlier one in any other way are counted.
    """
    row_categories = [key[2] for key in keys]
    if len(set(keys)) == len(keys):
        return row_categories
    sets = count_stacked_sets(keys)
    if sets > 1 and not are_copies(grid, picked, roles.figures, sets):
        tidy.sets = sets
        length = len(picked) // sets
        return [
            (*categories, f"set {number // length + 1}")
            for number, categories in enumerate(row_categories)
        ]
    seen: dict[RowKey, int] = {}
    for number, key in zip(picked, keys, strict=True):
        earlier = seen.setdefault(key, number)
        if earlier != number:
            tidy.repeats += 1
            tidy.repeated_rows[number] = earlier
    return row_categories


def _add_values(
    tidy: Tidy, table: list[list[str]], picked: list[int], figures: list[int],
    *, decimal_comma: bool,
) -> None:  # fmt: skip
    count = len(figures)
    tidy.value.extend(array("d", bytes(8 * count * len(picked))))
    tidy.status.extend(_count_zeros(count * len(picked)))
    for place, index in enumerate(figures):
        within = slice(place, None, count)
        cells = list(map(itemgetter(index), table))
        plain = _find_plain_numbers(cells)
        if plain is not None:
            tidy.value[within] = plain
            continue
        reads = {text: read_value(text, decimal_comma=decimal_comma) for text in set(cells)}
        values = {text: NAN if read.value is None else read.value for text, read in reads.items()}
        tidy.value[within] = array("d", [values[text] for text in cells])
        if any(read.status or read.unit or read.value is None for read in reads.values()):
            statuses = {text: tidy.position(read.status) for text, read in reads.items()}
            tidy.status[within] = array("i", [statuses[text] for text in cells])
            _note_units(tidy, index, picked, cells, reads)


def _find_plain_numbers(cells: list[str]) -> array[float] | None:
    """The cells as numbers when all are nothing but digits, points and signs: the fast way."""
    if not _DIGITS.fullmatch("\n".join(cells)) or max(map(len, cells)) > _LONGEST_NUMBER:
        return None
    try:
        return array("d", map(float, cells))
    except ValueError:
        return None


def _note_units(
    tidy: Tidy, index: int, picked: list[int], cells: list[str], reads: dict[str, ValueText]
) -> None:
    """Count markers and units of a column, and list its cells that are neither."""
    for text, times in Counter(cells).items():
        read = reads[text]
        if read.kind == "gap":
            tidy.markers[text] += times
        elif read.unit:
            tidy.units[index][read.unit] += times
    if any(read.kind == "text" for read in reads.values()):
        for number, text in zip(picked, cells, strict=True):
            if reads[text].kind == "text" and len(tidy.odd) < _ODD_AT_MOST:
                tidy.odd.append((number, index, text))


def _list_indicators(
    tidy: Tidy, categories: tuple[str, ...], figures: list[int], indicators: dict[int, str]
) -> list[int]:
    """What each figure of a row is called: the categories of the row, then the column's name."""
    parts = " · ".join(collapse_spaces(part) for part in categories if part)
    several = len(figures) > 1
    return [
        tidy.position(
            f"{parts} · {indicators[index]}"
            if parts and several and indicators[index]
            else parts or indicators[index] or "Value"
        )
        for index in figures
    ]
