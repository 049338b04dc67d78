"""Every way to say an area's name: what it is, alone, in a list, among namesakes, on a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from placelib.areas.levels import LEVELS, STATISTICAL_KINDS
from placelib.areas.normalise import normalise_name
from placelib.formatting import listed
from placelib.model import LONDON, UNITED_KINGDOM, Area


def simplify_name(official: str) -> str:
    """The name as people say it: “Bristol, City of” is “Bristol”."""
    for ending in (", City of", ", County of"):
        if official.endswith(ending):
            return official.removesuffix(ending)
    return official


def describe_kind(area: Area) -> str:
    """What an area is, in words: “council”, “combined authority”, “region” and so on."""
    if area.code == UNITED_KINGDOM:
        return "the whole country"
    if area.code == LONDON:
        return "region with its own authority"
    if area.level == "ltla" and not area.is_utla:
        return "district council"
    return _describe_level(area) or "area"


def describe_kind_briefly(area: Area) -> str:
    """What an area is, in the fewest words: “council”, “region”, “country” for the whole one."""
    return "country" if area.nation is None else _describe_level(area) or "area"


def describe_unpaged(area: Area) -> str:
    """What an area without a page is, with its article: “a police force area”."""
    return _describe_level(area) or "a statistical area"


def name_for_file(area: Area) -> str:
    """The area's name as part of a file's name: “liverpool-city-region”, “ynys-mon”."""
    return normalise_name(area.name).replace(" ", "-")


def label_area(area: Area) -> str:
    """The area's name with its standing where the name alone would be taken for another.

    “West Midlands (region)”, “Kent (county)”, “Leeds”. The East Midlands are a region and a
    combined authority; London is a region and has an authority.
    """
    level = LEVELS.get(area.level)
    return f"{area.name} ({level.standing})" if level is not None and level.standing else area.name


def label_among(area: Area, areas: Iterable[Area]) -> str:
    """The area's name as that of a line or a button among others: “North West”, “Leeds”.

    Its standing is added where another of the areas has the same name: “West Midlands (region)”
    beside “West Midlands (combined authority)”.
    """
    has_namesake = any(
        neighbour.name == area.name and neighbour.code != area.code for neighbour in areas
    )
    return label_area(area) if has_namesake else area.name


def label_with_parent(area: Area, chain: Sequence[Area]) -> str:
    """The area's name with what it is and what it belongs to, for a list to choose from.

    “Liverpool – council, Liverpool City Region”. ``chain`` is the area and what it belongs to,
    nearest first (AreaRegistry.chain).
    """
    kind = describe_kind(area)
    if area.level not in {"ltla", "utla"}:
        return f"{area.name} – {kind}"
    above = [parent for parent in chain[1:] if parent.code != UNITED_KINGDOM]
    nearest = next((parent for parent in above if parent.level != "ctry"), None)
    nation = above[-1] if above else area
    return f"{area.name} – {kind}, {(nearest or nation).name}"


def disambiguate_names(areas: Iterable[Area]) -> dict[str, str]:
    """Each area's name as it stands in running text, by code; namesakes also say what they are.

    Beside the region of that name, “the West Midlands” becomes “the West Midlands combined
    authority”.
    """
    unique = {area.code: area for area in areas}
    bearers = Counter(area.name for area in unique.values())
    return {
        code: LEVELS[area.level].in_sentence.format(area.name)
        if bearers[area.name] > 1 and area.level in LEVELS and LEVELS[area.level].in_sentence
        else area.in_sentence
        for code, area in unique.items()
    }


def list_names(areas: Iterable[Area]) -> str:
    """The names of areas as a list in a sentence: “A, B and C”; empty for none."""
    return listed([area.name for area in areas])


def count_members(members: Sequence[Area]) -> str:
    """How many councils an area is made of: “one council”, “22 councils”.

    “17 councils and districts” where districts are among them, which share their county's work
    with a county council.
    """
    if len(members) == 1:
        return "one council"
    has_districts = any(not member.is_utla for member in members)
    return f"{len(members)} {'councils and districts' if has_districts else 'councils'}"


def describe_members(members: Sequence[Area], most_named: int = 12) -> str:
    """What an area is made of, as a sentence; the councils by name up to ``most_named``.

    “It covers 2 councils: Alder and Birch.” Empty for an area without members.
    """
    if not members:
        return ""
    names = f": {list_names(members)}" if len(members) <= most_named else ""
    return f"It covers {count_members(members)}{names}."


def _describe_level(area: Area) -> str:
    level = LEVELS.get(area.level)
    return level.singular if level is not None else STATISTICAL_KINDS.get(area.level, "")
