"""Which columns say where: found by what their cells match, never by their heading alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from placelib.uploads.areanames import Register, is_total
from placelib.uploads.grid import Grid
from placelib.uploads.levels import code_and_name, is_board_or_force, looks_like_gss
from placelib.uploads.valuetext import read_value

_FIGURE = re.compile(r"[-£+(]?[\d.,%]+\)?\Z")
_RANK = {"ltla": 0, "utla": 1, "mcty": 2, "cauth": 2, "rgn": 3, "group": 4, "ctry": 5}
_LEAST_SHARE = 0.5
_DISTINCT_LIMIT = 30_000
_ROWS_ENOUGH = 20_000
_TEXTS_ENOUGH = 500


@dataclass(frozen=True, slots=True)
class Found:
    """What one cell says about a place: a known code, a code of no use here, or a name.

    ``codes`` holds the one code, or every candidate of the name.
    """

    kind: str
    codes: tuple[str, ...] = ()


NOTHING = Found("")


@dataclass(slots=True)
class Places:
    """Answers for single cells, remembered, since a column repeats the same few hundred places."""

    register: Register
    seen: dict[str, Found]

    def of(self, text: str) -> Found:
        """What the text says: kind is code, strange code, name, board, total or empty."""
        found = self.seen.get(text)
        if found is None:
            found = self.seen[text] = self._look(text)
        return found

    def _look(self, text: str) -> Found:
        if not text or _FIGURE.match(text) or len(text) > 120:
            return NOTHING
        code, _ = code_and_name(text)
        if code in self.register.areas and looks_like_gss(code):
            level = self.register.level(code)
            known = level not in {"itl1", "itl2", "itl3", "pfa", "city"}
            return Found("code" if known else "strange code", (code,))
        if looks_like_gss(code):
            return Found("strange code", (code,))
        candidates = self.register.candidates(text)
        if any(self.register.level(found) in _RANK for found in candidates):
            return Found("name", candidates)
        if is_board_or_force(text):
            return Found("board")
        return Found("total") if is_total(text) else NOTHING


@dataclass(frozen=True, slots=True)
class AreaColumnFound:
    """A column of places: its index from 0, what it holds, how deep it goes, how many places."""

    index: int
    holds: str
    depth: float
    distinct: int
    cells: int


def find_area_columns(
    grid: Grid, places: Places, first: int = 0, last: int | None = None
) -> list[AreaColumnFound]:
    """The columns of places between two rows, the deepest first: councils before regions.

    A column counts when at least half of its filled cells are places; columns of codes come
    before columns of names of the same depth.
    """
    rows = grid.rows[first : None if last is None else last + 1]
    if len(rows) > _ROWS_ENOUGH:
        rows = rows[:100] + rows[100 :: len(rows) // _ROWS_ENOUGH + 1]
    found = [
        column
        for index, cells in enumerate(zip(*rows, strict=True))
        if (column := _profile(index, cells, places)) is not None
    ]
    return sorted(found, key=lambda column: (column.holds != "code", *_order(column)))


def _order(column: AreaColumnFound) -> tuple[float, int, int]:
    return (round(column.depth), -column.distinct, column.index)


def _profile(index: int, cells: Iterable[str], places: Places) -> AreaColumnFound | None:
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
    if coded and coded >= _LEAST_SHARE * filled:
        codes = distinct["code"]
        return AreaColumnFound(index, "code", _depth(places, codes), len(codes), coded)
    texts = [text for text in counts if places.of(text).kind in {"name", "board"}]
    enough = named >= _LEAST_SHARE * (filled - kinds["total"])
    if named and enough and len(texts) >= 0.4 * (len(counts) - _gaps(counts, places)):
        codes = distinct["name"]
        return AreaColumnFound(index, "name", _depth(places, codes), len(codes), named)
    return None


def _gaps(counts: Iterable[str], places: Places) -> int:
    return sum(places.of(text).kind == "total" or read_value(text).kind == "gap" for text in counts)


def _depth(places: Places, codes: set[str]) -> float:
    ranks = [_RANK.get(places.register.level(code), 6) for code in codes]
    return sorted(ranks)[len(ranks) // 2] if ranks else 1.5


def without_parents(columns: list[AreaColumnFound], headers: list[str]) -> list[AreaColumnFound]:
    """The columns less those headed “Parent …” that stand beside the area's own column."""
    for holds in ("code", "name"):
        same = [column for column in columns if column.holds == holds]
        own = [column for column in same if not headers[column.index].lower().startswith("parent")]
        if own and len(own) < len(same):
            columns = [column for column in columns if column.holds != holds or column in own]
    return columns
