"""What the address of the quadrant's page asks for, checked: lens, step, weights, money moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placelib.areas.registry import AreaRegistry
from placelib.quadrant import Weights
from placelib.quadrant.idea import STEPS
from placelib.query_params import QueryParams
from placelib.statistics.catalogue import Catalogue
from placelib.urls import AREA, LENS, MORE, NEIGHBOURHOODS, SETTLEMENTS, STEP, TAX, write_switch

LENSES = {
    "idea": "Idea",
    "evidence": "Evidence",
    "room": "Room",
    "take": "What would it take",
}
# More than any tier's spending a head; what an area really allows is known only with its figures.
MOST_POUNDS = 50_000


@dataclass(frozen=True, slots=True)
class QuadrantView:
    """A state of the page.

    ``neighbourhoods`` and ``tax`` are the share of their axis that the reader gives them, in
    percent; ``more`` is pounds a head moved, and ``settlements`` adds the documented amounts.
    """

    lens: str
    step: int
    neighbourhoods: int
    tax: int
    more: int
    settlements: bool

    @property
    def weights(self) -> Weights:
        """The weights of the components."""
        return Weights(
            picture=(100 - self.neighbourhoods) / 100,
            neighbourhoods=self.neighbourhoods / 100,
            money=(100 - self.tax) / 100,
            tax=self.tax / 100,
        )

    def settings(self, area: str) -> dict[str, str]:
        """Every setting that counts for the lens, defaults included, as the address has them."""
        own = {AREA: area, LENS: self.lens}
        if self.lens == "idea":
            return {LENS: self.lens, STEP: str(self.step)}
        if self.lens == "room":
            return own
        own |= {NEIGHBOURHOODS: str(self.neighbourhoods), TAX: str(self.tax)}
        if self.lens == "take":
            own |= {MORE: str(self.more), SETTLEMENTS: write_switch(self.settlements)}
        return own


def read_quadrant_view(
    registry: AreaRegistry, catalogue: Catalogue, given: Mapping[str, str]
) -> tuple[QuadrantView, list[str]]:
    """The state an address asks for; what was put right is said in a sentence each."""
    query_params = QueryParams(registry, catalogue, given)
    view = QuadrantView(
        lens=query_params.read_choice(LENS, LENSES, "idea"),
        step=query_params.read_number(STEP, 1, STEPS, 1),
        neighbourhoods=query_params.read_number(NEIGHBOURHOODS, 0, 100, 0),
        tax=query_params.read_number(TAX, 0, 100, 0),
        more=query_params.read_number(MORE, 0, MOST_POUNDS, 0),
        settlements=query_params.read_switch(SETTLEMENTS, default=False),
    )
    return view, query_params.notes
