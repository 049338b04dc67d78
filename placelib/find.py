"""Finds a place from whatever people type: a name, an old or Welsh one, a slip, a code."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placelib.areas import ORDER_OF_TIERS, Atlas, kind_of
from placelib.model import Area
from placelib.names import looks_like_code, plain
from placelib.store import Store

LONGEST_QUERY = 80
# A likeness below this finds places nobody meant.
LEAST_LIKENESS = 0.72
# Words that people add to a council's name: “Camden council”, “Barnet borough council”.
_AUTHORITY = ("council", "borough", "metropolitan", "district", "county", "city")
# A first word of at least this many letters tells a long name apart: “Hinckley and Bosworth”.
_TELLING_WORD = 6
_POINTS = {"exact": 100.0, "start": 70.0, "word": 60.0, "inside": 50.0, "alike": 40.0}
_KIND_WORDS = {
    "official": "name",
    "short": "also called",
    "council": "the authority's name",
    "variant": "also called",
    "without type": "name",
    "Welsh": "Welsh name",
    "Gaelic": "Gaelic name",
    "Irish": "Irish name",
    "code": "code",
    "former code": "former code",
}


@dataclass(frozen=True, slots=True)
class Name:
    """One way of naming an area."""

    area_code: str
    alias: str
    plain: str
    kind: str


@dataclass(frozen=True, slots=True)
class Match:
    """A place that may be meant, and why it was offered."""

    area: Area
    why: str
    points: float
    is_successor: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names of all places; loaded once, never changed."""

    atlas: Atlas
    names: Sequence[Name]
    by_plain: Mapping[str, tuple[Name, ...]]


def load_gazetteer(store: Store, atlas: Atlas) -> Gazetteer:
    """Every name of every area that has a page, current or ended."""
    names = tuple(
        Name(row["area_code"], row["alias"], row["plain"], row["kind"])
        for row in store.rows("aliases")
    )
    by_plain: dict[str, list[Name]] = {}
    for name in names:
        by_plain.setdefault(name.plain, []).append(name)
    return Gazetteer(atlas, names, {form: tuple(found) for form, found in by_plain.items()})


def find(gazetteer: Gazetteer, query: str, most: int = 8) -> tuple[Match, ...]:
    """The places that the query may mean, best first; empty when nothing is near.

    Ended areas lead to the current ones that took over, with a word about it. Of several places
    with equal claims a council comes before its county, authority and region, then the larger name
    list decides nothing: the alphabet does.
    """
    text = query.strip()[:LONGEST_QUERY]
    form = plain(text).removeprefix("the ")
    if len(form) < 2:
        return ()
    if looks_like_code(text):
        return _by_code(gazetteer, text.upper())
    if form not in gazetteer.by_plain:
        form = _without_authority(form)
    best: dict[str, Match] = {}
    for name, points in _scored(gazetteer, form):
        for match in _offered(gazetteer, name, points, form):
            known = best.get(match.area.code)
            if known is None or match.points > known.points:
                best[match.area.code] = match
    ordered = sorted(
        best.values(),
        key=lambda match: (
            -match.points,
            ORDER_OF_TIERS.get(match.area.level, 9),
            match.area.name,
        ),
    )
    return tuple(ordered[:most])


NO_POSTCODES = "Postcodes are not in the data; type the name of the council instead."


def looks_like_postcode(query: str) -> bool:
    """True for “L1 8JQ” and the like: postcodes are not in the data, and the page says so."""
    parts = query.strip().upper().split()
    text = "".join(parts)
    return (
        5 <= len(text) <= 7
        and text[-3].isdigit()
        and text[-2:].isalpha()
        and text[0].isalpha()
        and any(character.isdigit() for character in text[1:-3])
    )


def _by_code(gazetteer: Gazetteer, code: str) -> tuple[Match, ...]:
    area = gazetteer.atlas.areas.get(code)
    named = gazetteer.by_plain.get(code.lower(), ())
    if area is None and named:
        area = gazetteer.atlas.areas[named[0].area_code]
        return tuple(
            Match(heir, f"{code} is a former code of {area.name}", _POINTS["exact"], True)
            for heir in ((area,) if area.is_current else gazetteer.atlas.heirs(area.code))
        )
    if area is None:
        return ()
    if area.is_current and area.explored:
        return (Match(area, "its code", _POINTS["exact"]),)
    return tuple(
        Match(heir, _ended(gazetteer.atlas, area, heir), _POINTS["exact"], True)
        for heir in gazetteer.atlas.heirs(code)
        if heir.explored
    )


def _without_authority(form: str) -> str:
    words = form.split()
    if words[-1] == "council":
        while len(words) > 1 and words[-1] in _AUTHORITY:
            words.pop()
    return " ".join(words)


def _scored(gazetteer: Gazetteer, form: str) -> list[tuple[Name, float]]:
    found: list[tuple[Name, float]] = []
    for name in gazetteer.names:
        if name.kind in {"code", "former code"}:
            continue
        if name.plain == form:
            # “City of London” is London only after the place called London itself.
            found.append((name, _POINTS["exact"] - 5.0 * (name.kind == "without type")))
        elif name.plain.startswith(form):
            found.append((name, _POINTS["start"] + _share(form, name.plain)))
        elif f" {form}" in f" {name.plain}":
            found.append((name, _POINTS["word"] + _share(form, name.plain)))
        elif len(form) > 3 and form in name.plain:
            found.append((name, _POINTS["inside"] + _share(form, name.plain)))
    if not any(points >= _POINTS["start"] for _, points in found) and len(form) > 3:
        found.extend(_alike(gazetteer, form))
    return found


def _share(form: str, whole: str) -> float:
    return 9.0 * len(form) / len(whole)


def _alike(gazetteer: Gazetteer, form: str) -> list[tuple[Name, float]]:
    forms = dict(gazetteer.by_plain)
    for name in gazetteer.names:
        first, _, more = name.plain.partition(" ")
        if more and len(first) >= _TELLING_WORD and name.kind == "official":
            forms[first] = (*forms.get(first, ()), name)
    spelt = [one for one in forms if not looks_like_code(one)]
    near = difflib.get_close_matches(form, spelt, n=8, cutoff=LEAST_LIKENESS)
    return [
        (name, _POINTS["alike"] + 9.0 * difflib.SequenceMatcher(None, form, one).ratio())
        for one in near
        for name in forms[one]
    ]


def _offered(gazetteer: Gazetteer, name: Name, points: float, form: str) -> list[Match]:
    area = gazetteer.atlas.areas[name.area_code]
    if area.is_current:
        return [Match(area, _why(area, name, points), points)]
    heirs = gazetteer.atlas.heirs(area.code)
    return [
        Match(heir, _ended(gazetteer.atlas, area, heir), points - 0.5, True)
        for heir in heirs
        if heir.explored and plain(heir.name) != form
    ]


def _why(area: Area, name: Name, points: float) -> str:
    if points < _POINTS["inside"]:
        return f"spelt like {name.alias}"
    if name.kind in {"official", "without type"} or plain(area.name) == name.plain:
        return f"{kind_of(area)}"
    return f"{_KIND_WORDS[name.kind]} {name.alias}"


def _ended(atlas: Atlas, area: Area, heir: Area) -> str:
    if plain(area.name) == plain(heir.name):
        return f"{area.code} is a former code of {heir.name}"
    # Where others came between the two, the year is theirs.
    direct = heir.code in atlas.successors.get(area.code, ())
    year = f" in {area.ended + 1}" if area.ended and direct else ""
    return f"{area.name} became part of {heir.in_sentence}{year}"
