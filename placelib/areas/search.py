"""Finds a place from whatever people type: a name, an old or Welsh one, a slip, a code."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal

from placelib.areas.gazetteer import Gazetteer, Name
from placelib.areas.levels import rank_level
from placelib.areas.naming import describe_kind
from placelib.areas.normalise import looks_like_code, normalise_name, split_languages
from placelib.areas.query_forms import list_query_forms
from placelib.areas.registry import AreaRegistry
from placelib.model import Area

# Characters that are read of what somebody types: the longest name of an area has fewer.
LONGEST_QUERY = 80
# A likeness below this finds places nobody meant.
LEAST_LIKENESS = 0.72
# Three letters are like many others: only one that is missing is forgiven, as in “Yrk”.
_SHORT, LEAST_LIKENESS_OF_SHORT = 3, 0.85
# A town must be spelt nearly right, or Ryde would be offered for “Croyden”.
LEAST_LIKENESS_OF_OTHERS = 0.86
# A first word of at least this many letters tells a long name apart: “Hinckley and Bosworth”.
_TELLING_WORD = 6
_POINTS = {
    "exact": 100.0,
    "other": 90.0,
    "start": 80.0,
    "other start": 70.0,
    "word": 60.0,
    "inside": 50.0,
    "alike": 40.0,
}
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
    "part": "part of",
    "holds": "holds",
    "holds part": "holds part of",
}
# Names of something else than the area: they count where they are typed whole or begun.
_OTHERS = {"part", "holds", "holds part"}


@dataclass(frozen=True, slots=True)
class Match:
    """A place that may be meant, and why it was offered."""

    area: Area
    why: str
    points: float
    is_successor: bool = False


def find(gazetteer: Gazetteer, query: str, most: int = 8) -> tuple[Match, ...]:
    """The places that the query may mean, best first; empty when nothing is near.

    Ended areas lead to the current ones that took over, with a word about it. Of several places
    with equal claims a council comes before its county, authority and region; among councils the
    alphabet decides.
    """
    text = query.strip()[:LONGEST_QUERY]
    form = normalise_name(text).removeprefix("the ")
    if len(form) < 2:
        return ()
    if looks_like_code(text):
        return _match_code(gazetteer, text.upper())
    form = _find_meant(gazetteer, _in_two_languages(gazetteer, text) or form)
    best: dict[str, Match] = {}
    for name, points in _score_names(gazetteer, form):
        for match in _offer_matches(gazetteer, name, points, form):
            earlier = best.get(match.area.code)
            if earlier is None or match.points > earlier.points:
                best[match.area.code] = match
    ordered = sorted(
        best.values(),
        key=lambda match: (
            -match.points,
            rank_level(match.area.level),
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


def _match_code(gazetteer: Gazetteer, code: str) -> tuple[Match, ...]:
    area = gazetteer.registry.areas.get(code)
    named = gazetteer.by_plain.get(code.lower(), ())
    if area is None and named:
        area = gazetteer.registry.areas[named[0].area_code]
        return tuple(
            Match(
                successor,
                f"{code} is a former code of {area.name}",
                _POINTS["exact"],
                is_successor=True,
            )
            for successor in (
                (area,) if area.is_current else gazetteer.registry.current_successors(area.code)
            )
        )
    if area is None:
        return ()
    if area.is_current and area.has_page:
        return (Match(area, "its code", _POINTS["exact"]),)
    return tuple(
        Match(
            successor,
            _describe_ending(gazetteer.registry, area, successor),
            _POINTS["exact"],
            is_successor=True,
        )
        for successor in gazetteer.registry.current_successors(code)
        if successor.has_page
    )


def _find_meant(gazetteer: Gazetteer, form: str) -> str:
    """The first form of the query that is a name, or begins one; else the barest form."""
    forms = [query_form for query_form in list_query_forms(form) if len(query_form) > 1]
    for query_form in forms:
        if query_form in gazetteer.by_plain:
            return query_form
    begun = (
        query_form
        for query_form in forms
        if any(name.plain.startswith(query_form) for name in gazetteer.names)
    )
    return next(begun, forms[-1])


def _in_two_languages(gazetteer: Gazetteer, text: str) -> str:
    """The first half of a name in two languages where both mean one place: “swansea”; else ''."""
    halves = split_languages(text)
    if halves is None:
        return ""
    first, second = (
        {name.area_code for name in gazetteer.by_plain.get(normalise_name(half), ())}
        for half in halves
    )
    return normalise_name(halves[0]) if first & second else ""


def _score_names(gazetteer: Gazetteer, form: str) -> list[tuple[Name, float]]:
    scored: list[tuple[Name, float]] = []
    for name in gazetteer.names:
        if name.kind in {"code", "former code"}:
            continue
        is_other_name = name.kind in _OTHERS
        if name.plain == form:
            # “City of London” is London only after the place called London itself.
            less = 5.0 * (name.kind == "without type")
            scored.append((name, _POINTS["other" if is_other_name else "exact"] - less))
        elif name.plain.startswith(form):
            base = _POINTS["other start" if is_other_name else "start"]
            scored.append((name, base + _compute_share(form, name.plain)))
        elif is_other_name:
            continue
        elif f" {form}" in f" {name.plain}":
            scored.append((name, _POINTS["word"] + _compute_share(form, name.plain)))
        elif len(form) > 3 and form in name.plain:
            scored.append((name, _POINTS["inside"] + _compute_share(form, name.plain)))
    if not any(points >= _POINTS["other start"] for _, points in scored) and len(form) >= _SHORT:
        scored.extend(_find_alike(gazetteer, form))
    return scored


def _compute_share(form: str, longer: str) -> float:
    return 9.0 * len(form) / len(longer)


def _find_alike(gazetteer: Gazetteer, form: str) -> list[tuple[Name, float]]:
    forms = dict(gazetteer.by_plain)
    for name in gazetteer.names:
        first, _, rest = name.plain.partition(" ")
        if rest and len(first) >= _TELLING_WORD and name.kind == "official":
            forms[first] = (*forms.get(first, ()), name)
    spelt = [query_form for query_form in forms if not looks_like_code(query_form)]
    least = LEAST_LIKENESS if len(form) > _SHORT else LEAST_LIKENESS_OF_SHORT
    near = difflib.get_close_matches(form, spelt, n=8, cutoff=least)
    likeness = {
        candidate: difflib.SequenceMatcher(None, form, candidate).ratio() for candidate in near
    }
    return [
        (name, _POINTS["alike"] + 9.0 * ratio)
        for candidate, ratio in likeness.items()
        for name in forms[candidate]
        if name.kind not in _OTHERS or ratio >= LEAST_LIKENESS_OF_OTHERS
    ]


def _offer_matches(gazetteer: Gazetteer, name: Name, points: float, form: str) -> list[Match]:
    area = gazetteer.registry.areas[name.area_code]
    if area.is_current:
        return [Match(area, _explain_match(area, name, points), points)]
    successors = gazetteer.registry.current_successors(area.code)
    return [
        Match(
            successor,
            _describe_ending(gazetteer.registry, area, successor),
            points - 0.5,
            is_successor=True,
        )
        for successor in successors
        if successor.has_page and normalise_name(successor.name) != form
    ]


def _explain_match(area: Area, name: Name, points: float) -> str:
    if points < _POINTS["inside"]:
        return f"spelt like {name.alias}"
    if name.kind in {"official", "without type"} or normalise_name(area.name) == name.plain:
        return f"{describe_kind(area)}"
    return f"{_KIND_WORDS[name.kind]} {name.alias}"


def _describe_ending(registry: AreaRegistry, area: Area, successor: Area) -> str:
    if normalise_name(area.name) == normalise_name(successor.name):
        return f"{area.code} is a former code of {successor.name}"
    # Where others came between the two, the year is theirs.
    direct = successor.code in registry.successors.get(area.code, ())
    year = f" in {area.ended + 1}" if area.ended and direct else ""
    return f"{area.name} became part of {successor.in_sentence}{year}"


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A name in the index of a search box: its plain form, the place it leads to, and why.

    ``weight`` is “own” for a name of the place, “bare” for one without its type, and “other” for
    what belongs to it, such as a town. ``note`` is due on the page of a place that took over.
    """

    form: str
    area_code: str
    weight: Literal["own", "bare", "other"]
    why: str
    note: str


def list_search_entries(gazetteer: Gazetteer) -> tuple[SearchEntry, ...]:
    """Every name that leads to a place, once a place; those of ended areas to their successors.

    Codes are not among them: a search box knows those of the places themselves.
    """
    entries: dict[tuple[str, str], SearchEntry] = {}
    for name in gazetteer.names:
        if name.kind in {"code", "former code"}:
            continue
        weight: Literal["own", "bare", "other"] = "own"
        if name.kind in _OTHERS:
            weight = "other"
        elif name.kind == "without type":
            weight = "bare"
        for match in _offer_matches(gazetteer, name, _POINTS["exact"], ""):
            if match.area.has_page and normalise_name(match.area.name) != name.plain:
                note = match.why if match.is_successor else ""
                why = match.why if match.why != describe_kind(match.area) else ""
                entries.setdefault(
                    (name.plain, match.area.code),
                    SearchEntry(
                        form=name.plain,
                        area_code=match.area.code,
                        weight=weight,
                        why=why,
                        note=note,
                    ),
                )
            elif match.area.has_page and not match.is_successor:
                entries[name.plain, match.area.code] = SearchEntry(
                    form=name.plain, area_code=match.area.code, weight="own", why="", note=""
                )
    return tuple(entries.values())
