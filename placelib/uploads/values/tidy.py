"""The tidy table: one entry a figure or gap, each with the row and column it came from."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from placelib.uploads.areas.rows import RowAreas
from placelib.uploads.formats.cell_values import ValueText, read_value
from placelib.uploads.formats.grid import Grid, collapse_spaces
from placelib.uploads.layout.sheet import Roles

NAN = float("nan")
# So many cells that are no figures are kept as examples.
_ODD_AT_MOST = 1000
# Digits, points and signs alone, “-12.5”, one a line: a column that is read the fast way, with no
# number so long that it could be infinite.
_DIGITS = re.compile(r"[-\d.\n]+", re.ASCII)
_LONGEST_NUMBER = 300
Key = tuple[int, int, tuple[str, ...]]
# Ten places and more below each other are a set; fewer may repeat by chance.
_LEAST_IN_A_SET = 10

# So many equal figures are no coincidence.
_NO_CHANCE = 3
# A row is copied by mistake once or twice; five equal rows are five events.
_COPIES_AT_MOST = 2


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


def make_tidy(
    grid: Grid, first: int, areas: RowAreas, roles: Roles, periods: list[str],
    indicators: dict[int, str], skip: set[int], names: dict[str, str],
    *, decimal_comma: bool, turned: bool = False,
) -> Tidy:  # fmt: skip
    """The tidy table of all rows that have an area and are not in ``skip`` (rows from 0).

    ``periods`` is the label of each row, used where the column's header has none; ``turned`` says
    that the grid was turned over, so rows and columns change places in what is reported.
    """
    tidy = Tidy(units={index: Counter() for index in roles.figures})
    picked = [
        number for number, code in enumerate(areas.code, first) if code and number not in skip
    ]
    tidy.used_rows = len(picked)
    codes = [areas.code[number - first] for number in picked]
    area = _note_positions(tidy, codes)
    name = _note_positions(tidy, [names.get(code, "") for code in codes])
    in_row = _note_positions(tidy, [periods[number - first] for number in picked])
    table = [grid.rows[number] for number in picked]
    row_categories = _read_categories(tidy, table, roles)
    row_categories = _tell_apart(
        tidy, grid, picked, list(zip(area, in_row, row_categories, strict=True)), roles
    )
    count = len(roles.figures)
    for column in (tidy.row, tidy.col, tidy.area, tidy.name, tidy.period, tidy.indicator):
        column.extend(_count_zeros(count * len(picked)))
    rows = array("i", [number + 1 for number in picked])
    indicator_columns = _number_indicators(tidy, row_categories, roles.figures, indicators)
    for place, index in enumerate(roles.figures):
        # Columns are filled whole and laid in between each other: rows stay together.
        within = slice(place, None, count)
        heading_period = roles.periods.get(index)
        tidy.row[within] = rows
        tidy.col[within] = array("i", [index + 1]) * len(picked)
        tidy.area[within] = area
        tidy.name[within] = name
        tidy.period[within] = (
            array("i", [tidy.position(heading_period.label)]) * len(picked)
            if heading_period
            else in_row
        )
        tidy.indicator[within] = indicator_columns[place]
    _add_values(tidy, table, picked, roles.figures, decimal_comma=decimal_comma)
    if turned:
        tidy.row, tidy.col = tidy.col, tidy.row
    return tidy


def _number_indicators(
    tidy: Tidy, row_categories: list[tuple[str, ...]], figures: list[int],
    indicators: dict[int, str],
) -> list[array[int]]:  # fmt: skip
    """For each column of figures, the number of what each row's figure is called."""
    # Few of the categories differ: each is named once.
    different = {
        categories: place for place, categories in enumerate(dict.fromkeys(row_categories))
    }
    which = [different[categories] for categories in row_categories]
    named = [_list_indicators(tidy, categories, figures, indicators) for categories in different]
    return [
        array("i", map([numbers[place] for numbers in named].__getitem__, which))
        for place in range(len(figures))
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
    tidy: Tidy, grid: Grid, picked: list[int], keys: list[Key], roles: Roles
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
    seen: dict[Key, int] = {}
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
            _write_note(tidy, index, picked, cells, reads)


def _find_plain_numbers(cells: list[str]) -> array[float] | None:
    """The cells as numbers when all are nothing but digits, points and signs: the fast way."""
    if not _DIGITS.fullmatch("\n".join(cells)) or max(map(len, cells)) > _LONGEST_NUMBER:
        return None
    try:
        return array("d", map(float, cells))
    except ValueError:
        return None


def _write_note(
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


def count_stacked_sets(keys: Sequence[Key]) -> int:
    """How many whole sets of the same rows, in the same order, stand one below another; else 1.

    Nothing in such a table tells its sets apart, but their order does: the fourth gas of a list of
    emissions stands below the third.
    """
    first: dict[Key, int] = {}
    length = len(keys)
    for number, key in enumerate(keys):
        if key in first:
            length = number
            break
        first[key] = number
    if not _LEAST_IN_A_SET <= length < len(keys) or len(keys) % length:
        return 1
    same = all(keys[number] == keys[number - length] for number in range(length, len(keys)))
    return len(keys) // length if same else 1


def are_copies(grid: Grid, rows: Sequence[int], figures: Sequence[int], sets: int) -> bool:
    """True when every set holds the same figures as the first, so that nothing is told apart."""
    length = len(rows) // sets
    return all(
        [grid.rows[rows[number]][index] for index in figures]
        == [grid.rows[rows[number % length]][index] for index in figures]
        for number in range(length, len(rows))
    )


def find_exact_copies(grid: Grid, repeated: Mapping[int, int]) -> list[int]:
    """Rows (from 0) that are equal in every cell to the row they repeat; empty where any is not.

    A row that comes many times over is one of a list of events, and a person decides.
    """
    times = Counter(repeated.values())
    if any(count > _COPIES_AT_MOST for count in times.values()):
        return []
    exact = all(grid.rows[number] == grid.rows[earlier] for number, earlier in repeated.items())
    return sorted(repeated) if exact else []


def find_respelt_repeats(
    grid: Grid, repeated: Mapping[int, int], place_columns: Sequence[int], figures: Sequence[int]
) -> list[int]:
    """Rows (from 0) that show an earlier row again under another spelling of its place.

    Publishers put “London” among the summary rows and again among the regions, with the same
    figures. ``repeated`` gives each repeating row and the one it repeats, ``place_columns`` the
    columns that say where: where those are written alike too, a person decides.
    """
    respelt = []
    for number, earlier in repeated.items():
        first, second = grid.rows[earlier], grid.rows[number]
        again = all(first[index] == second[index] for index in figures)
        spelt = [first[index] for index in place_columns] != [
            second[index] for index in place_columns
        ]
        numbers = sum(read_value(first[index]).kind == "number" for index in figures)
        if again and spelt and numbers >= _NO_CHANCE:
            respelt.append(number)
    return respelt
