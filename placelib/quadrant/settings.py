"""What the address of the quadrant's page asks for, checked: lens, step, money moved, councils."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from placelib.areas.registry import AreaRegistry
from placelib.errors import clip
from placelib.quadrant.idea import STEPS
from placelib.quadrant.levers import PLACE_LEVERS
from placelib.query_params import BETWEEN, QueryParams
from placelib.statistics.catalogue import Catalogue
from placelib.urls import AREA, AREAS, LENS, MORE, MOVED, NAMES, STEP, write_switch

Lens = Literal["idea", "evidence", "room", "take", "drawn"]
LENSES: dict[Lens, str] = {
    "idea": "Idea",
    "evidence": "Evidence",
    "room": "Room",
    "take": "What would it take",
    "drawn": "Drawn otherwise",
}
# More than any tier's spending a head; what an area really allows is known only with its figures.
MOST_POUNDS = 50_000
FEWEST_CHOSEN_COUNCILS, MOST_CHOSEN_COUNCILS = 2, 20
LEVERS_BY_SLUG = {lever.replace(" ", "-"): lever for lever in PLACE_LEVERS}


@dataclass(frozen=True, slots=True)
class QuadrantView:
    """A state of the page.

    ``has_names`` numbers the other authorities on the chart and names them below it.
    ``pounds_moved`` is pounds a head and ``levers_moved`` are the slugs of the levers handed over.
    ``councils`` are the codes of a boundary that the reader draws.
    """

    lens: Lens
    step: int = 1
    has_names: bool = False
    pounds_moved: int = 0
    levers_moved: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()

    @property
    def levers(self) -> tuple[str, ...]:
        """The levers handed over, by name."""
        return tuple(LEVERS_BY_SLUG[slug] for slug in self.levers_moved)

    def settings(self, area: str) -> dict[str, str]:
        """Every setting that counts for the lens, defaults included, as the address has them."""
        if self.lens == "idea":
            return {LENS: self.lens, STEP: str(self.step)}
        settings = {AREA: area, LENS: self.lens}
        if self.lens == "evidence":
            settings |= {NAMES: write_switch(is_on=self.has_names)}
        if self.lens == "take":
            settings |= {MORE: str(self.pounds_moved), MOVED: BETWEEN.join(self.levers_moved)}
        if self.lens == "drawn":
            settings |= {AREAS: BETWEEN.join(self.councils)}
        return settings


def read_quadrant_view(
    registry: AreaRegistry, catalogue: Catalogue, params: Mapping[str, str]
) -> tuple[QuadrantView, list[str]]:
    """The state an address asks for; what was put right is said in a sentence each."""
    query_params = QueryParams(registry, catalogue, params)
    notes = query_params.notes
    lens = query_params.read_choice(LENS, LENSES, "idea")
    view = QuadrantView(
        lens=lens,
        step=query_params.read_number(STEP, 1, STEPS, 1),
        has_names=query_params.read_switch(NAMES, default=False),
        pounds_moved=query_params.read_number(MORE, 0, MOST_POUNDS, 0),
        levers_moved=_read_levers(params.get(MOVED, ""), notes),
        councils=_read_councils(registry, query_params, notes) if lens == "drawn" else (),
    )
    return view, notes


def _read_levers(text: str, notes: list[str]) -> tuple[str, ...]:
    """The slugs of levers in the order of the charts; others are left out with a note."""
    slugs = {part for part in text[:400].split(BETWEEN) if part}
    unknown = sorted(slugs - set(LEVERS_BY_SLUG))
    if unknown:
        notes.append(f"The link moves “{clip(unknown[0])}”, which is no lever here.")
    return tuple(slug for slug in LEVERS_BY_SLUG if slug in slugs)


def _read_councils(registry: AreaRegistry, query: QueryParams, notes: list[str]) -> tuple[str, ...]:
    """The English councils of a drawn boundary."""
    codes = query.read_areas((), MOST_CHOSEN_COUNCILS)
    districts = [
        code for code in codes if registry[code].level == "ltla" and registry[code].is_english
    ]
    if len(districts) < len(codes):
        notes.append("Only English councils and districts can be drawn together; others are out.")
    return tuple(districts)
