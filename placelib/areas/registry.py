"""Areas: who they are, what they belong to, what became of them, and who is like them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from placelib.areas.naming import describe_unpaged, simplify_name
from placelib.areas.normalise import looks_like_code
from placelib.database.connection import Store
from placelib.errors import NotAPlacePage, UnknownArea
from placelib.formatting import listed
from placelib.model import ENGLAND, LONDON, UNITED_KINGDOM, Area

# Nations whose middle tier is a government of their own.
DEVOLVED = {
    "W92000004": "Welsh Government",
    "S92000003": "Scottish Government",
    "N92000002": "Northern Ireland Executive",
}
# The councils with fewer than FEWEST_RESIDENTS people: the City of London and the Isles of Scilly.
# A handful of cases can make any of their rates look extreme, so pages say so and no ranking of
# extremes names them. tests/areas/test_registry.py counts the residents.
FEWEST_RESIDENTS = 20_000
FEW_RESIDENTS = ("E09000001", "E06000053")


@dataclass(frozen=True)
class AreaRegistry:
    """All areas with their relations; loaded once, never changed."""

    areas: Mapping[str, Area]
    successors: Mapping[str, tuple[str, ...]]

    def __getitem__(self, code: str) -> Area:
        """The area with this code. Raises UnknownArea."""
        try:
            return self.areas[code]
        except KeyError:
            raise UnknownArea(code) from None

    def chain(self, code: str) -> tuple[Area, ...]:
        """The area and everything it belongs to, nearest first, the United Kingdom last."""
        area = self[code]
        return (area, *(self.areas[parent] for parent in area.parents if parent in self.areas))

    def find_region(self, code: str) -> Area | None:
        """The region of England that an area is counted in, or is; None where there is none."""
        return next((tier for tier in self.chain(code) if tier.level == "rgn"), None)

    def members(self, code: str, level: str = "ltla") -> tuple[Area, ...]:
        """The current areas of a level that belong to this one, in order of name."""
        named = (
            area
            for area in self.areas.values()
            if code in area.parents and area.is_current and _has_level(area, level)
        )
        return tuple(sorted(named, key=lambda area: area.name))

    def current(self, level: str) -> tuple[Area, ...]:
        """All current areas of a level that have a page, in order of name."""
        return self._current.get(level, ())

    # Asked for several times in each run of a page.
    @cached_property
    def _current(self) -> dict[str, tuple[Area, ...]]:
        by_code: dict[str, list[Area]] = {}
        for area in sorted(self.areas.values(), key=lambda area: area.name):
            if area.has_page and area.is_current:
                for level in {area.level, "utla" if area.is_utla else area.level}:
                    by_code.setdefault(level, []).append(area)
        return {level: tuple(areas) for level, areas in by_code.items()}

    def current_successors(self, code: str) -> tuple[Area, ...]:
        """The current areas that took over from an ended one, through every step in between."""
        seen: set[str] = set()
        waiting = [code]
        successors: dict[str, Area] = {}
        while waiting:
            now = waiting.pop()
            if now in seen:
                continue
            seen.add(now)
            area = self.areas.get(now)
            if area is not None and area.is_current and now != code:
                successors[now] = area
            else:
                waiting.extend(self.successors.get(now, ()))
        return tuple(sorted(successors.values(), key=lambda area: area.name))

    def former_code(self, code: str) -> str | None:
        """The code that an area had before it was given this one; None for an area that is new."""
        before = [old for old, later in self.successors.items() if code in later]
        only = len(before) == 1 and self.successors[before[0]] == (code,)
        return before[0] if only else None

    def middle(self, code: str) -> Area | None:
        """The combined authority of an area, London for a borough, None where there is none.

        An authority is its own middle tier. Devolved nations are not a combined authority: the
        caller treats them apart.
        """
        for area in self.chain(code):
            if area.level == "cauth" or area.code == LONDON:
                return area
        return None


def load_registry(store: Store) -> AreaRegistry:
    """Every area of the database with its parents and successors."""
    areas = {
        row["code"]: Area(
            code=row["code"],
            name=simplify_name(row["name"]),
            level=row["level"],
            is_utla=row["is_utla"],
            started=row["started"],
            ended=row["ended"],
            nation=row["nation"],
            has_page=row["has_page"],
            parents=tuple(row["parents"]),
        )
        for row in store.rows("areas")
    }
    successors: dict[str, list[str]] = {}
    for row in store.rows("successors"):
        successors.setdefault(row["area_code"], []).append(row["successor_code"])
    return AreaRegistry(areas, {code: tuple(codes) for code, codes in successors.items()})


def find_page_area(registry: AreaRegistry, text: str) -> Area:
    """The area whose page a visitor asked for by code; for an ended one its only successor.

    Raises UnknownArea for anything that is no code, and NotAPlacePage for an area without a page
    or an ended one with several successors.
    """
    code = text.strip().upper()
    if not looks_like_code(code) or code not in registry.areas:
        raise UnknownArea(text)
    area = registry[code]
    successors = () if area.is_current else registry.current_successors(code)
    if len(successors) == 1:
        return successors[0]
    if not area.has_page:
        raise NotAPlacePage(area.name, describe_unpaged(area))
    return area


def describe_other_regions(registry: AreaRegistry, area: Area) -> str:
    """Which councils of an authority lie in another region than it is counted in; else empty.

    “Its publisher counts Greater Lincolnshire in the East Midlands. Of its councils, North East
    Lincolnshire and North Lincolnshire lie in Yorkshire and The Humber.”
    """
    region = registry.find_region(area.code)
    if area.level != "cauth" or region is None:
        return ""
    names_by_region: dict[str, list[str]] = {}
    for member in registry.members(area.code):
        other_region = registry.find_region(member.code)
        if other_region is not None and other_region != region:
            names_by_region.setdefault(other_region.in_sentence, []).append(member.in_sentence)
    if not names_by_region:
        return ""
    parts = [
        f"{listed(names)} {'lie' if len(names) > 1 else 'lies'} in {name}"
        for name, names in names_by_region.items()
    ]
    return (
        f"Its publisher counts {area.in_sentence} in {region.in_sentence}. Of its councils, "
        f"{listed(parts)}."
    )


def get_benchmark_code(area: Area) -> str | None:
    """What an area is held against: England for English areas, the United Kingdom otherwise.

    None for the United Kingdom itself, which has nothing to stand beside.
    """
    if area.code == UNITED_KINGDOM:
        return None
    return ENGLAND if area.is_english and area.code != ENGLAND else UNITED_KINGDOM


def list_benchmark_codes(area: Area) -> tuple[str, ...]:
    """The benchmark and what stands in where it has no figure: the United Kingdom for England."""
    first = get_benchmark_code(area)
    if first is None:
        return ()
    return (first, UNITED_KINGDOM) if first == ENGLAND else (first,)


def _has_level(area: Area, level: str) -> bool:
    return area.level == level or (level == "utla" and area.is_utla)
