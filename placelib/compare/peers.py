"""Who stands beside a place: councils of its authority, similar ones, those it borders, a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from placelib.areas.levels import LEVEL_PLURALS
from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.formatting import sentence_start
from placelib.model import LONDON, UNITED_KINGDOM, Area

# As the address names the sets; “own” is the list that a visitor chose.
PeerKind = Literal[
    "authority", "global", "economic", "demographic", "region", "border", "level", "own"
]
# What ONS calls its three comparisons, and what they are made from, in our words.
SIMILAR: dict[PeerKind, str] = {
    "global": "overall",
    "economic": "by economy",
    "demographic": "by population",
}
CHOSEN: PeerKind = "own"
# Councils that border no other by land: Isle of Wight, Scilly, Na h-Eileanan Siar, Orkney,
# Shetland and Anglesey.
_ISLANDS = {"E06000046", "E06000053", "S12000013", "S12000023", "S12000027", "W06000001"}
_KINDS = {
    "district": "district councils",
    "county": "county councils",
    "unitary": "unitary councils",
    **{level: LEVEL_PLURALS[level] for level in ("cauth", "rgn", "ctry")},
}
# A unitary council does the work of both, so it may stand beside either, but not beside both.
_ALIKE = {"district": {"unitary"}, "county": {"unitary"}, "unitary": {"district", "county"}}


@dataclass(frozen=True, slots=True)
class PeerSet:
    """The areas a place stands beside.

    ``name`` is how the set is named in running text and ``label`` how it stands on a chart and a
    download. ``unlike`` holds those of another kind, which are in ``areas`` only when allowed.
    """

    kind: PeerKind
    name: str
    label: str
    areas: tuple[Area, ...]
    unlike: tuple[Area, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the peers, without the place itself."""
        return tuple(area.code for area in self.areas)


def list_peer_kinds(registry: AreaRegistry, area: Area) -> dict[PeerKind, str]:
    """The sets that a place has, each with its name in running text; the best first."""
    choices: dict[PeerKind, str] = {}
    if area.level in {"ltla", "utla"}:
        middle, wider = registry.middle(area.code), _find_region_or_nation(registry, area)
        if middle is not None:
            choices["authority"] = (
                "the other London boroughs"
                if middle.code == LONDON
                else f"the other councils of the {middle.name} combined authority"
            )
        for kind, words in SIMILAR.items():
            choices[kind] = f"the areas ONS finds most like {area.in_sentence}, {words}"
        if wider is not None and wider != middle:
            choices["region"] = f"the other councils of {wider.in_sentence}"
        # Borders are those of districts and councils of one tier: a county's would count twice.
        if area.level == "ltla" and area.code not in _ISLANDS:
            choices["border"] = f"the councils that border {area.in_sentence}"
    else:
        is_union = area.code == UNITED_KINGDOM
        choices["level"] = f"{'its' if is_union else 'the other'} {LEVEL_PLURALS[area.level]}"
        if area.level == "cauth":
            for kind, words in SIMILAR.items():
                choices[kind] = f"the authorities ONS finds most like {area.in_sentence}, {words}"
    choices[CHOSEN] = "a list of your own"
    return choices


def label_peer_kinds(registry: AreaRegistry, area: Area) -> dict[PeerKind, str]:
    """The sets that a place has, each as short as a list of choices needs it.

    The place's own name is left out: with it the words that tell two sets apart would be cut off.
    """
    labels: dict[PeerKind, str] = {}
    for kind, name in list_peer_kinds(registry, area).items():
        label = name.removeprefix("the ").removesuffix(" combined authority")
        label = f"Most alike {SIMILAR[kind]}, says ONS" if kind in SIMILAR else label
        label = "Councils that border it" if kind == "border" else label
        labels[kind] = sentence_start(label.removeprefix("other "))
    return labels


def choose_peer_set(
    registry: AreaRegistry,
    store: Store,
    area: Area,
    kind: PeerKind,
    chosen_codes: Sequence[str],
    *,
    mixed: bool,
) -> PeerSet:
    """The peers of a place; those of another kind only when ``mixed``.

    ``kind`` is one of `list_peer_kinds`. Raises KeyError for another.
    """
    name = list_peer_kinds(registry, area)[kind]
    candidates = [
        candidate
        for candidate in _list_candidates(registry, store, area, kind, chosen_codes)
        if candidate != area
    ]
    unlike = _find_unlike(area, candidates)
    areas = tuple(candidate for candidate in candidates if mixed or candidate not in unlike)
    label = name.removeprefix("the ")
    return PeerSet(
        kind=kind, name=name, label=label[:1].upper() + label[1:], areas=areas, unlike=unlike
    )


def list_level_areas(registry: AreaRegistry, level: str) -> tuple[Area, ...]:
    """The current areas of a level that stand beside each other.

    The United Kingdom, which is kept at the level of its nations, holds all four: it is none of
    them.
    """
    return tuple(area for area in registry.current(level) if area.code != UNITED_KINGDOM)


def describe_kind_in_tier(area: Area) -> str:
    """What an area is among its like: district, county, unitary, or its geography level."""
    if area.level == "ltla":
        return "unitary" if area.is_utla else "district"
    return "county" if area.level == "utla" else area.level


def is_comparable(place: Area, candidate: Area) -> bool:
    """True when two areas do the same work or one of them does both tiers' work."""
    first, two = describe_kind_in_tier(place), describe_kind_in_tier(candidate)
    return first == two or two in _ALIKE.get(first, set())


def describe_kinds(areas: Sequence[Area]) -> str:
    """What kinds of area these are, as in “county councils and regions”."""
    kinds = list(dict.fromkeys(_KINDS[describe_kind_in_tier(area)] for area in areas))
    return " and ".join(kinds)


def _find_unlike(area: Area, candidates: Sequence[Area]) -> tuple[Area, ...]:
    kinds = {describe_kind_in_tier(candidate) for candidate in candidates}
    both_tiers = {"district", "county"} <= kinds
    return tuple(
        candidate
        for candidate in candidates
        if not is_comparable(area, candidate) or (both_tiers and _is_counted_twice(area, candidate))
    )


def _is_counted_twice(area: Area, candidate: Area) -> bool:
    # Beside a unitary council, districts and their counties would count the same people twice.
    return describe_kind_in_tier(area) == "unitary" and describe_kind_in_tier(candidate) == "county"


def _list_candidates(
    registry: AreaRegistry, store: Store, area: Area, kind: PeerKind, chosen_codes: Sequence[str]
) -> tuple[Area, ...]:
    if kind == CHOSEN:
        return tuple(registry[code] for code in chosen_codes)
    if kind in SIMILAR:
        rows = store.rows("similar_areas", code=area.code)
        similar = [registry[row["peer_code"]] for row in rows if row["kind"] == kind]
        return tuple(peer for peer in similar if peer.has_page)
    if kind == "border":
        touching = store.rows("neighbours", code=area.code)
        return tuple(registry[row["neighbour_code"]] for row in touching)
    if kind == "level":
        return list_level_areas(registry, area.level)
    parent = (
        registry.middle(area.code)
        if kind == "authority"
        else _find_region_or_nation(registry, area)
    )
    return registry.members(parent.code, area.level) if parent is not None else ()


def _find_region_or_nation(registry: AreaRegistry, area: Area) -> Area | None:
    above = registry.chain(area.code)[1:]
    region = next((parent for parent in above if parent.level == "rgn"), None)
    return region or next((parent for parent in above if parent.level == "ctry"), None)
