"""Who stands at the local, middle and national end for an area, and who belongs to the middle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from placelib.areas.registry import DEVOLVED, AreaRegistry
from placelib.model import ENGLAND, LONDON, UNITED_KINGDOM, Area

Kind = Literal["council", "county", "combined authority", "region", "devolved nation", "nation"]
MiddleKind = Literal[
    "combined authority", "Greater London Authority", "devolved government", "region"
]


@dataclass(frozen=True, slots=True)
class Tiers:
    """The tiers of an area.

    ``kind`` says what the area is: London counts as a combined authority, because the Greater
    London Authority serves it. ``middle`` is the area between it and the nation: for an authority
    itself, itself. It is a region, which decides nothing, where there is no authority; None for
    England and the United Kingdom. ``units`` are the councils or counties that are compared, each
    as its districts; ``members`` the current districts of the middle tier. ``county`` is the county
    of a district in two-tier England, ``region`` the region of an English area.
    """

    area: Area
    kind: Kind
    middle: Area | None
    middle_kind: MiddleKind | None
    nation: Area | None
    units: tuple[tuple[Area, ...], ...]
    members: tuple[Area, ...]
    county: Area | None
    region: Area | None

    @property
    def is_whole(self) -> bool:
        """True when the area is the middle tier itself, summed over its councils."""
        return self.middle is not None and self.middle.code == self.area.code

    @property
    def has_authority(self) -> bool:
        """True when a combined authority or the Greater London Authority stands in the middle."""
        return self.middle_kind in ("combined authority", "Greater London Authority")

    @property
    def middle_words(self) -> str:
        """What stands in the middle, as it is called in a sentence."""
        if self.middle is None:
            return "no tier"
        if self.middle_kind == "Greater London Authority":
            return "the Greater London Authority"
        if self.middle_kind == "combined authority":
            return f"the {self.middle.name} combined authority"
        if self.middle_kind == "devolved government":
            return f"the {DEVOLVED[self.middle.code]}"
        return self.middle.in_sentence

    @property
    def middle_average(self) -> str:
        """The middle tier's average, as it is called in a sentence."""
        if self.middle is None or self.middle_kind == "combined authority":
            return f"the average of {self.middle_words}"
        return f"the average of {self.middle.in_sentence}"

    @property
    def is_devolved(self) -> bool:
        """True in Scotland, Wales and Northern Ireland."""
        return self.middle_kind == "devolved government"


def build_tiers(registry: AreaRegistry, code: str) -> Tiers:
    """The tiers of an area that has a page. Raises UnknownArea."""
    area = registry[code]
    kind = _find_kind(area)
    middle, middle_kind = _build_middle(registry, area)
    members = registry.members(middle.code) if middle else ()
    councils = (area,) if area.level == "ltla" else registry.members(code)
    is_whole = middle is not None and middle.code == code
    units = tuple((member,) for member in members) if is_whole else (councils,)
    chain = registry.chain(code)
    return Tiers(
        area=area,
        kind=kind,
        middle=middle,
        middle_kind=middle_kind,
        nation=_build_nation(registry, area),
        units=units if middle else (),
        members=members,
        county=next((parent for parent in chain[1:] if parent.level == "utla"), None),
        region=next((parent for parent in chain if parent.level == "rgn"), None),
    )


def _find_kind(area: Area) -> Kind:
    if area.code in DEVOLVED:
        return "devolved nation"
    if area.level == "cauth" or area.code == LONDON:
        return "combined authority"
    kinds: dict[str, Kind] = {"ltla": "council", "utla": "county", "rgn": "region"}
    return kinds.get(area.level, "nation")


def _build_middle(registry: AreaRegistry, area: Area) -> tuple[Area | None, MiddleKind | None]:
    authority = registry.middle(area.code)
    if authority is not None:
        london = authority.code == LONDON
        return authority, "Greater London Authority" if london else "combined authority"
    for parent in registry.chain(area.code):
        if parent.code in DEVOLVED:
            return parent, "devolved government"
        if parent.level == "rgn":
            return parent, "region"
    return None, None


def _build_nation(registry: AreaRegistry, area: Area) -> Area | None:
    """England, or the United Kingdom for a devolved nation and everything in it."""
    if area.code in (ENGLAND, UNITED_KINGDOM):
        return None
    return registry.areas.get(ENGLAND if area.is_english else UNITED_KINGDOM)
