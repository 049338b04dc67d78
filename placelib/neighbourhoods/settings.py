"""The settings of the Neighbourhoods page: what they may be, and how an address writes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from placelib.areas.registry import AreaRegistry
from placelib.errors import clip
from placelib.neighbourhoods.measures import DEFAULT_MEASURE, MEASURES
from placelib.query_params import QueryParams
from placelib.statistics.catalogue import Catalogue
from placelib.urls import AGAINST, AREA, ASSET, LIST_PAGE, MEASURE, SORT, SPOT, VIEW

NeighbourhoodDisplay = Literal["map", "list", "assets"]
TenthOrder = Literal["first", "last", "name"]
VIEWS: dict[NeighbourhoodDisplay, str] = {
    "map": "Map",
    "list": "List",
    "assets": "What it has",
}
SORTS: dict[TenthOrder, str] = {
    "first": "Tenth 1 first",
    "last": "Tenth 10 first",
    "name": "By name",
}
DEFAULT_AREA = "E08000012"
LIST_ROWS = 10
# No list has so many pages: a bound for what an address may ask for.
_LAST_PAGE = 999


@dataclass(frozen=True, slots=True)
class NeighbourhoodView:
    """One state of the page.

    ``area`` and ``against`` are the codes of the place and of a second one, empty for none;
    ``spot`` is the code of the neighbourhood in focus, or empty. ``page`` counts from 1. ``asset``
    is what the display of assets maps.
    """

    area: str
    measure: str
    against: str = ""
    view: NeighbourhoodDisplay = "map"
    sort: TenthOrder = "first"
    page: int = 1
    spot: str = ""
    asset: str = "libraries"

    @property
    def drawn(self) -> NeighbourhoodView:
        """The same maps whatever the list beside them shows."""
        return replace(self, sort="first", page=1, view="map")

    def settings(self) -> dict[str, str]:
        """Every setting as the address writes it, defaults included."""
        return {
            AREA: self.area,
            MEASURE: self.measure,
            AGAINST: self.against,
            VIEW: self.view,
            SORT: self.sort,
            LIST_PAGE: str(self.page),
            SPOT: self.spot,
            ASSET: self.asset,
        }


def read_neighbourhood_view(
    registry: AreaRegistry,
    catalogue: Catalogue,
    mapped: Collection[str],
    spots: Collection[str],
    assets: Mapping[str, str],
    parameters: Mapping[str, str],
) -> tuple[NeighbourhoodView, list[str]]:
    """The state that an address asks for, and a sentence on each setting that was put right.

    ``mapped`` are the codes of the areas with a map, ``spots`` those of all neighbourhoods;
    ``assets`` the kinds of assets with their labels.
    """
    query_params = QueryParams(registry, catalogue, parameters)
    area = query_params.read_area(DEFAULT_AREA)
    labels = {slug: measure.label for slug, measure in MEASURES.items()}
    second = parameters.get(AGAINST, "")
    if second and (second not in mapped or second == area):
        query_params.notes.append(
            f"The link asks for “{clip(second)}” beside it, which has no map of its own here: one "
            "place is shown."
        )
        second = ""
    spot = parameters.get(SPOT, "")
    if spot and spot not in spots:
        query_params.notes.append(f"“{clip(spot)}” is not the code of an English neighbourhood.")
        spot = ""
    view = NeighbourhoodView(
        area=area,
        measure=query_params.read_choice(MEASURE, labels, DEFAULT_MEASURE),
        against=second,
        view=query_params.read_choice(VIEW, VIEWS, "map"),
        sort=query_params.read_choice(SORT, SORTS, "first"),
        page=query_params.read_number(LIST_PAGE, 1, _LAST_PAGE, 1),
        spot=spot,
        asset=query_params.read_choice(ASSET, assets, "libraries"),
    )
    return view, query_params.notes
