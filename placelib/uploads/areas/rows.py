"""Which area each row is about: code and name read together, and held against each other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from placelib.areas.normalise import normalise_name
from placelib.uploads.areas.columns import LocatingColumns, PlaceMatch, Places, is_same_area
from placelib.uploads.areas.levels import (
    AUTHORITIES_FIRST,
    AUTHORITIES_LAST,
    FORMER_COUNTIES,
    NOT_SHOWN,
    find_board_or_force,
    find_level,
    name_unsupported_level,
    split_code_and_name,
)
from placelib.uploads.areas.register import Register, is_total
from placelib.uploads.formats.cell_values import read_value
from placelib.uploads.formats.grid import Grid, collapse_spaces
from placelib.uploads.reading import LEFT_OUT

# “Greater London Authority”, “GLA”.
_AUTHORITY = re.compile(r"\bauthority\b|\bGLA\b", re.IGNORECASE)

# One name alone may be a town or a force: Cleveland.
_LEAST_FORMER = 2
# Code, name, the name's code, and what was used of the two: “name” or “nothing”.
Clash = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class RowArea:
    """What the cells of a row say together; exactly one of ``code`` and ``why`` is filled.

    ``typed`` is the code as it was mistyped, where it was. ``is_authority`` is true for an
    authority that stands under the code of its region, as the Greater London Authority does.
    """

    code: str
    label: str
    why: str = ""
    typed: str = ""
    clash: Clash | None = None
    is_authority: bool = False


@dataclass(slots=True)
class RowAreas:
    """The area of each row of a table, or why it has none.

    ``code`` and ``why`` are as long as the table; exactly one of the two is filled in each row.
    ``clashes`` gives, for each code, name, code of the name and what was used, the number of rows
    and the first of them.
    """

    code: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    clashes: dict[Clash, tuple[int, int]] = field(default_factory=dict)
    codes_in_file: set[str] = field(default_factory=set)
    repaired: dict[str, int] = field(default_factory=dict)
    unmatched: Counter[str] = field(default_factory=Counter)
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_upper_tier: bool = False
    # Names are those of the counties of 1974 to 1996, so “West Midlands” is a county too.
    is_of_counties: bool = False
    filled_down: int = 0
    # Authorities under the code of their region, by code, as the file names them.
    authorities: dict[str, str] = field(default_factory=dict)


def find_row_areas(
    grid: Grid, places: Places, where: LocatingColumns, first: int, last: int,
    under: frozenset[int] = frozenset(),
) -> RowAreas:  # fmt: skip
    """The area of every row from first to last (from 0), each with its reason when there is none.

    ``under`` are rows that take the area of the row above. The deepest filled code decides, or the
    deepest filled name where there is no code. A code that disagrees with the name stops the row,
    unless it is the code of a larger area that the named one lies in. Unsupported and unknown codes
    never fall back to the name.
    """
    result = RowAreas()
    prefer_authority = _is_about_authorities(grid, places, where, first, last)
    result.is_upper_tier = _is_upper_tier(grid, places, where, first, last)
    result.is_of_counties = _is_of_counties(grid, where, first, last)
    result.filled_down = len(under)
    memory: dict[tuple[str, ...], RowArea] = {}
    key: tuple[str, ...] = ()
    needed = (*where.codes, *where.names, *(() if where.level is None else (where.level,)))
    keys = list(zip(*(grid.column(index, first, last) for index in needed), strict=True))
    for number, own_key in enumerate(keys, first):
        if number not in under:
            key = own_key
        decided = memory.get(key)
        if decided is None:
            decided = memory[key] = _decide(key, places, where, result, authority=prefer_authority)
        result.code.append(decided.code)
        result.label.append(decided.label)
        result.why.append(decided.why)
        if decided.why or decided.typed or decided.clash:
            _count(result, decided, number)
    _keep_authorities_apart(result, list(memory.values()))
    return result


def _count(result: RowAreas, decided: RowArea, number: int) -> None:
    if decided.typed:
        result.repaired[decided.typed] = result.repaired.get(decided.typed, 0) + 1
    if decided.why in {"unknown area", "ambiguous name"}:
        result.unmatched[decided.label] += 1
    if decided.clash:
        rows, first = result.clashes.get(decided.clash, (0, number))
        result.clashes[decided.clash] = (rows + 1, first)


def _decide(
    key: tuple[str, ...],
    places: Places,
    where: LocatingColumns,
    result: RowAreas,
    *,
    authority: bool,
) -> RowArea:
    register = places.register
    codes, names = key[: len(where.codes)], key[len(where.codes) :][: len(where.names)]
    code_text, _ = _find_first(codes)
    name_text, name_depth = _find_first(names)
    code, beside = split_code_and_name(code_text)
    if beside and not name_text:
        # The cell holds code and name: the two are held against each other like two columns.
        name_text, name_depth = beside, 0
    label = collapse_spaces(name_text or code_text)
    if where.level is not None and find_level(key[-1]):
        return RowArea("", label, f"unsupported level: {find_level(key[-1])}")
    chosen = register.chosen.get(label, "")
    if chosen == LEFT_OUT:
        return RowArea("", label, "left out by you")
    if register.is_shown(chosen):
        return RowArea(chosen, label)
    if not code_text:
        return _place_by_name(name_text, places, result, label, authority=authority)
    match = places.of(code_text)
    if match.kind == "total" and _is_nation_or_region(name_text, places):
        # “Total, Scotland”: the row of the nation, not a sum of rows.
        return _place_by_name(name_text, places, result, label, authority=authority)
    if match.kind != "code":
        return RowArea("", label, _explain_refusal(code, match))
    result.codes_in_file.add(code)
    mistyped = code != code_text and not beside and "://" not in code_text
    typed = code_text if mistyped else ""
    named = places.of(name_text)
    if where.parent_codes and named.kind != "name" and name_text and name_depth == 0:
        # Here the codes are those of larger areas: a name that is not known stays unknown.
        return _place_by_name(name_text, places, result, label, authority=authority)
    return _place_by_code(code, label, typed, named, name_depth, where, register)


def _place_by_code(
    code: str, label: str, typed: str, named: PlaceMatch, name_depth: int,
    where: LocatingColumns, register: Register,
) -> RowArea:  # fmt: skip
    """The area of a row with a known code, held against its name."""
    if register.level(code) == "rgn" and _AUTHORITY.search(label):
        # Returns write the Greater London Authority under the code of London: it has none of its
        # own. No other authority of a region's name is read so.
        if _is_authority_of(code, named):
            return RowArea(code, label, "", typed, is_authority=True)
        clash = (code, label, "", "nothing")
        return RowArea(code="", label=label, why="code and name disagree", typed=typed, clash=clash)
    if named.kind != "name" or is_same_area(code, named, register):
        return _decide_shown(code, label, register, typed)
    if name_depth > 0 and any(candidate in register.parents(code) for candidate in named.codes):
        # Only the column of larger areas is filled here: it does not contradict the code.
        return _decide_shown(code, label, register, typed)
    return _find_clash(code, label, named, where, register)


def _find_first(texts: tuple[str, ...]) -> tuple[str, int]:
    for depth, text in enumerate(texts):
        if text and read_value(text).kind != "gap":
            return text, depth
    return "", len(texts)


def _explain_refusal(code: str, match: PlaceMatch) -> str:
    if match.kind == "strange code":
        return f"unsupported level: {name_unsupported_level(code)}"
    return "total row" if match.kind == "total" else "unknown code"


def _decide_shown(code: str, label: str, register: Register, typed: str = "") -> RowArea:
    if register.is_shown(code):
        return RowArea(code, label, "", typed)
    level = NOT_SHOWN.get(register.level(code), "other areas")
    return RowArea("", label, f"no page for this level: {level}", typed)


def _find_clash(
    code: str, name: str, named: PlaceMatch, where: LocatingColumns, register: Register
) -> RowArea:
    larger = register.level(code) in {"rgn", "ctry"}
    within = tuple(
        candidate
        for candidate in named.codes
        if register.is_shown(candidate)
        and (
            code in register.parents(candidate)
            or (larger and register.level(candidate) in {"ltla", "utla"})
        )
    )
    best = settle_candidates(name, within or named.codes, register, authority=False)
    meant = best[0] if best else ""
    if within and where.parent_codes and len(best) == 1:
        return RowArea(meant, name, clash=(code, name, meant, "name"))
    return RowArea("", name, "code and name disagree", clash=(code, name, meant, "nothing"))


def _place_by_name(
    text: str, places: Places, result: RowAreas, label: str, *, authority: bool
) -> RowArea:
    named = places.of(text)
    if not text:
        return RowArea("", "", "no area")
    if result.is_of_counties and normalise_name(text) in FORMER_COUNTIES:
        return RowArea("", label, "former county")
    if result.is_of_counties and any(places.register.level(code) == "mcty" for code in named.codes):
        level = NOT_SHOWN["mcty"]
        return RowArea("", label, f"no page for this level: {level}")
    if named.kind == "name":
        meant = settle_candidates(text, named.codes, places.register, authority=authority)
        if len(meant) > 1 and result.is_upper_tier:
            meant = tuple(code for code in meant if not code.startswith("E07")) or meant
        if len(meant) == 1 and places.register.level(meant[0]) == "rgn" and _is_its_own(text):
            return RowArea("", label, "no page for this level: authorities of a region")
        if len(meant) == 1:
            return _decide_shown(meant[0], label, places.register)
        result.ambiguous[label] = meant
        return RowArea("", label, "ambiguous name")
    if named.kind == "board":
        return RowArea("", label, f"unsupported level: {find_board_or_force(text)}")
    return RowArea("", label, "total row" if is_total(text) else "unknown area")


def _is_nation_or_region(name: str, places: Places) -> bool:
    levels = {places.register.level(code) for code in places.of(name).codes}
    return bool(levels & {"ctry", "rgn"}) and not levels & {"ltla", "utla"}


def _is_authority_of(code: str, named: PlaceMatch) -> bool:
    """True where a name such as “Greater London Authority” is another name of the code's region."""
    return named.kind == "name" and code in named.codes


def _keep_authorities_apart(result: RowAreas, decided: list[RowArea]) -> None:
    """Note the authorities under a region's code; where the region has rows too, they wait."""
    authorities = {row.code: row.label for row in decided if row.is_authority}
    regions = {row.code for row in decided if row.code in authorities and not row.is_authority}
    for number, label in enumerate(result.label):
        if result.code[number] in regions and label == authorities[result.code[number]]:
            result.code[number] = ""
            result.why[number] = "an authority beside its region"
    result.authorities = {code: label for code, label in authorities.items() if code not in regions}


def _is_its_own(name: str) -> bool:
    """True for an authority that works for a whole region: its money is not the region's."""
    return _AUTHORITY.search(name) is not None


def _is_about_authorities(
    grid: Grid, places: Places, where: LocatingColumns, first: int, last: int
) -> bool:
    """True when the names are mostly combined authorities, so “West Midlands” is one too."""
    names = {row[index] for row in grid.rows[first : last + 1] for index in where.names[:1]}
    register = places.register
    only_authority = only_region = 0
    for name in names:
        levels = {register.level(code) for code in places.of(name).codes} & {
            "cauth", "rgn", "ltla", "utla",
        }  # fmt: skip
        only_authority += levels == {"cauth"}
        only_region += levels == {"rgn"}
    return only_authority > 1 and only_region == 0


def _is_of_counties(grid: Grid, where: LocatingColumns, first: int, last: int) -> bool:
    """True for names of which several are counties of 1974 to 1996 and of no other time."""
    names = {row[index] for row in grid.rows[first : last + 1] for index in where.names[:1]}
    return len({normalise_name(name) for name in names} & FORMER_COUNTIES) >= _LEAST_FORMER


def _is_upper_tier(
    grid: Grid, places: Places, where: LocatingColumns, first: int, last: int
) -> bool:
    """True for a long list of councils without a single district: its “Newcastle” is the city."""
    names = {row[index] for row in grid.rows[first : last + 1] for index in where.names[:1]}
    matches = [places.of(name).codes for name in names]
    certain = [codes[0] for codes in matches if len(codes) == 1]
    return len(certain) >= 50 and not any(code.startswith("E07") for code in certain)


def settle_candidates(
    text: str, codes: tuple[str, ...], register: Register, *, authority: bool
) -> tuple[str, ...]:
    """The candidates that remain when a name alone must do.

    Current areas come before ended ones, councils before counties, regions before authorities of
    the same name unless the table is about authorities; two councils of one name remain two.
    """
    candidates = [code for code in codes if register.is_shown(code)] or list(codes)
    # An official name comes before the same word as a nickname of another place.
    candidates = [code for code in candidates if code in register.official(text)] or candidates
    current = [code for code in candidates if register.areas[code][2] is None]
    if not current:
        successors = {
            successor
            for code in candidates
            for successor in register.current_successors.get(code, ())
        }
        if len(successors) == 1 and any(
            register.name(code) == register.name(next(iter(successors))) for code in candidates
        ):
            return tuple(successors)
        newest = max(candidates, key=lambda code: register.areas[code][2] or 0)
        return (newest,)
    order = AUTHORITIES_FIRST if authority else AUTHORITIES_LAST
    best = min(_find_place_in(order, register.level(code)) for code in current)
    return tuple(code for code in current if _find_place_in(order, register.level(code)) == best)


def _find_place_in(order: tuple[str, ...], level: str) -> int:
    return order.index(level) if level in order else len(order)
