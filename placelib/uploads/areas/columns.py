"""Which columns say where: found by what their cells match, never by their heading alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from placelib.uploads.areas.levels import (
    AUTHORITIES_LAST,
    find_board_or_force,
    looks_like_gss,
    rank_size,
    split_code_and_name,
)
from placelib.uploads.areas.register import Register, is_total
from placelib.uploads.formats.cell_values import read_value
from placelib.uploads.formats.grid import Grid

# “Post town”, “Nearest city”, “Postal town”.
_TOWN_HEADER = re.compile(r"(?:post(?:al)?|nearest|main) ?(?:town|city)", re.IGNORECASE)
# A figure is no place: “12.5”, “£1,200”, “(4)”, “45%”.
_FIGURE = re.compile(r"[-£+(]?[\d.,%]+\)?\Z")
# Half of the filled cells must be places: a heading or a note among them does no harm.
_LEAST_SHARE = 0.5
# More different texts than this are no list of places, and take long to look up.
_DISTINCT_LIMIT = 30_000
# Of longer tables, this many rows show what a column holds.
_ROWS_ENOUGH = 20_000
# So many texts of a long column are looked up before all are: none known, none looked up.
_TEXTS_ENOUGH = 500
# A name beside so many codes on average names no single council.
_LEAST_GROUPED = 1.3
# Three rows in four: “Bristol” is the name of its code even where some rows say another.
_MOST_AGREEING = 0.75


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """What one cell says about a place: a known code, a code of no use here, or a name.

    ``codes`` holds the one code, or every candidate of the name.
    """

    kind: str
    codes: tuple[str, ...] = ()


NO_MATCH = PlaceMatch("")


@dataclass(slots=True)
class Places:
    """Answers for single cells, remembered, since a column repeats the same few hundred places."""

    register: Register
    seen: dict[str, PlaceMatch]

    def of(self, text: str) -> PlaceMatch:
        """What the text says: kind is code, strange code, name, board, total or empty."""
        match = self.seen.get(text)
        if match is None:
            match = self.seen[text] = self._look(text)
        return match

    def _look(self, text: str) -> PlaceMatch:
        if not text or _FIGURE.match(text) or len(text) > 120:
            return NO_MATCH
        code, _ = split_code_and_name(text)
        if code in self.register.areas and looks_like_gss(code):
            level = self.register.level(code)
            is_supported = level not in {"itl1", "itl2", "itl3", "pfa", "city"}
            return PlaceMatch("code" if is_supported else "strange code", (code,))
        if looks_like_gss(code):
            return PlaceMatch("strange code", (code,))
        candidates = self.register.candidates(text)
        if any(self.register.level(candidate) in AUTHORITIES_LAST for candidate in candidates):
            return PlaceMatch("name", candidates)
        if find_board_or_force(text):
            return PlaceMatch("board")
        return PlaceMatch("total") if is_total(text) else NO_MATCH


@dataclass(frozen=True, slots=True)
class AreaColumnProfile:
    """A column of places by its ``index`` from 0.

    ``depth`` is how large most of its areas are (rank_size), ``distinct`` how many differ, and
    ``cells`` how many cells hold a code or a name.
    """

    index: int
    holds: Literal["code", "name"]
    depth: int
    distinct: int
    cells: int


def find_area_columns(
    grid: Grid, places: Places, first: int = 0, last: int | None = None
) -> list[AreaColumnProfile]:
    """The columns of places between two rows, the deepest first: councils before regions.

    A column counts when at least half of its filled cells are places; columns of codes come
    before columns of names of the same depth.
    """
    rows = grid.rows[first : None if last is None else last + 1]
    if len(rows) > _ROWS_ENOUGH:
        rows = rows[:100] + rows[100 :: len(rows) // _ROWS_ENOUGH + 1]
    profiles = [
        column
        for index, cells in enumerate(zip(*rows, strict=True))
        if (column := _describe_column(index, cells, places)) is not None
    ]
    return sorted(profiles, key=lambda column: (column.holds != "code", *_sort_columns(column)))


def _sort_columns(column: AreaColumnProfile) -> tuple[float, int, int]:
    return (column.depth, -column.distinct, column.index)


def _describe_column(index: int, cells: Iterable[str], places: Places) -> AreaColumnProfile | None:
    counts = Counter(cells)
    counts.pop("", None)
    if not counts or len(counts) > _DISTINCT_LIMIT:
        return None
    if len(counts) > 2 * _TEXTS_ENOUGH:
        some = islice(counts, 0, None, len(counts) // _TEXTS_ENOUGH)
        if not any(places.of(text).kind for text in some):
            return None
    kinds: Counter[str] = Counter()
    distinct: dict[str, set[str]] = {"code": set(), "name": set()}
    for text, count in counts.items():
        place = places.of(text)
        if place.kind:
            kinds[place.kind] += count
            if place.kind in distinct:
                distinct[place.kind].update(place.codes[:1])
        elif read_value(text).kind == "gap":
            kinds["gap"] += count
    filled = sum(counts.values()) - kinds["gap"]
    coded = kinds["code"] + kinds["strange code"]
    named = kinds["name"] + kinds["board"]

    def build_profile(holds: Literal["code", "name"], cells: int) -> AreaColumnProfile:
        codes = distinct[holds]
        depth = _measure_depth(places, codes)
        return AreaColumnProfile(index, holds, depth, distinct=len(codes), cells=cells)

    if coded and coded >= _LEAST_SHARE * filled:
        return build_profile("code", coded)
    texts = [text for text in counts if places.of(text).kind in {"name", "board"}]
    enough = named >= _LEAST_SHARE * (filled - kinds["total"])
    # Two in five of the different texts must be places: “Total” on every second row is none.
    if named and enough and len(texts) >= 0.4 * (len(counts) - _count_gaps(counts, places)):
        return build_profile("name", named)
    return None


def _count_gaps(counts: Iterable[str], places: Places) -> int:
    return sum(places.of(text).kind == "total" or read_value(text).kind == "gap" for text in counts)


def _measure_depth(places: Places, codes: set[str]) -> int:
    """How large most of the areas are; places that are none of ours count as authorities."""
    ranks = [rank_size(places.register.level(code)) for code in codes]
    return sorted(ranks)[len(ranks) // 2] if ranks else rank_size("cauth")


def drop_parents(columns: list[AreaColumnProfile], headers: list[str]) -> list[AreaColumnProfile]:
    """The columns less those headed “Parent …” that stand beside the area's own column.

    So are names of towns beside codes: “Manchester” is the post town of places in Trafford.
    """
    if any(column.holds == "code" for column in columns):
        columns = [
            column
            for column in columns
            if column.holds == "code" or not _TOWN_HEADER.fullmatch(headers[column.index])
        ]
    for holds in ("code", "name"):
        same = [column for column in columns if column.holds == holds]
        without_parent = [
            column for column in same if not headers[column.index].lower().startswith("parent")
        ]
        if without_parent and len(without_parent) < len(same):
            columns = [
                column for column in columns if column.holds != holds or column in without_parent
            ]
    return columns


def choose_columns(
    columns: list[AreaColumnProfile], level: int | None, grid: Grid, places: Places,
    first: int, last: int,
) -> LocatingColumns:  # fmt: skip
    """The order in which columns say where, and whether the codes are those of larger areas.

    Among equally deep columns of names the one that agrees most with the codes comes first.
    """
    codes = [column for column in columns if column.holds == "code"]
    names = [column for column in columns if column.holds == "name"]
    if codes:
        rows = grid.rows[first : last + 1 : max(1, (last - first) // 3000)]
        names = [
            column
            for column in names
            if column.depth > 0 or not _is_grouping(column.index, codes[0].index, rows, places)
        ]
    if codes and names:
        code_column = codes[0].index
        rows = grid.rows[first : last + 1 : max(1, (last - first) // 500)]
        agreeing = {
            column.index: sum(
                is_same_area(
                    split_code_and_name(row[code_column])[0],
                    places.of(row[column.index]),
                    places.register,
                )
                for row in rows
            )
            for column in names
        }
        names.sort(
            key=lambda column: (
                column.depth, -agreeing[column.index], abs(column.index - code_column)
            )
        )  # fmt: skip
    return LocatingColumns(
        tuple(column.index for column in codes),
        tuple(column.index for column in names),
        level,
        _have_parent_codes(codes, names, grid, places, first, last),
    )


def _is_grouping(name: int, code: int, rows: list[list[str]], places: Places) -> bool:
    """True for names that group the councils of the codes, such as the city that each is part of.

    One name then stands beside several codes, and is that of few of them: “Manchester” beside
    Manchester, Salford and Trafford.
    """
    beside: dict[str, set[str]] = {}
    agreeing: set[tuple[str, str]] = set()
    register = places.register
    for row in rows:
        code_part = split_code_and_name(row[code])[0]
        match = places.of(row[name])
        if match.kind == "name" and register.level(code_part) in {"ltla", "utla"}:
            if not set(match.codes) & set(register.parents(code_part)):
                beside.setdefault(row[name], set()).add(code_part)
            if is_same_area(code_part, match, register):
                agreeing.add((row[name], code_part))
    pairs = sum(map(len, beside.values()))
    return pairs >= _LEAST_GROUPED * max(1, len(beside)) and len(agreeing) <= _MOST_AGREEING * pairs


def _have_parent_codes(
    codes: list[AreaColumnProfile], names: list[AreaColumnProfile], grid: Grid, places: Places,
    first: int, last: int,
) -> bool:  # fmt: skip
    """True when at least two places under different names carry the code of what they lie in."""
    if not codes or not names:
        return False
    register = places.register
    inside: dict[str, set[str]] = {}
    for row in grid.rows[first : last + 1 : max(1, (last - first) // 3000)]:
        code = next((row[column.index] for column in codes if row[column.index]), "")
        code, _ = split_code_and_name(code)
        name = next((row[column.index] for column in names if row[column.index]), "")
        if code and any(code in register.parents(candidate) for candidate in places.of(name).codes):
            inside.setdefault(code, set()).add(name)
    return any(len(names_inside) > 1 for names_inside in inside.values())


@dataclass(frozen=True, slots=True)
class LocatingColumns:
    """The columns that say where, deepest first, and the column that names the level, if any."""

    codes: tuple[int, ...]
    names: tuple[int, ...]
    level: int | None = None
    parent_codes: bool = False


def is_same_area(code: str, named: PlaceMatch, register: Register) -> bool:
    """True when a code and a name are the same place, a re-coded one included."""
    return any(register.is_same_place(code, candidate) for candidate in named.codes) or any(
        register.name(candidate) == register.name(code) and candidate[:3] == code[:3]
        for candidate in named.codes
    )
