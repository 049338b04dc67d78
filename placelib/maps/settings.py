"""The settings of the Map page: what they may be, and how an address writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from placelib.areas.levels import LEVELS as GEOGRAPHY_LEVELS
from placelib.areas.levels import LevelCode
from placelib.areas.registry import AreaRegistry
from placelib.errors import clip
from placelib.formatting import sentence_start
from placelib.maps.areas import choose_usual_period, list_scopes
from placelib.maps.classes import METHODS, ClassMethod
from placelib.model import UNITED_KINGDOM, Indicator, is_uploaded_slug
from placelib.query_params import QueryParams
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import FigurePeriod
from placelib.urls import (
    AREA,
    CLASSES,
    COLOURS,
    FADE,
    INDICATOR,
    LEVEL,
    LIST_PAGE,
    PERIOD,
    SAME,
    SORT,
    VIEW,
    WITHIN,
    write_switch,
)

MapDisplay = Literal["map", "tiles", "list"]
ListOrder = Literal["high", "low", "name", "gap"]
ColourScheme = Literal["blue", "purple", "teal"]
LEVELS: dict[LevelCode, str] = {
    level.code: sentence_start(level.plural) for level in GEOGRAPHY_LEVELS.values()
}
VIEWS: dict[MapDisplay, str] = {"map": "Map", "tiles": "Tiles", "list": "List"}
SORTS: dict[ListOrder, str] = {
    "high": "Higher first", "low": "Lower first", "name": "By name", "gap": "Gaps first"
}  # fmt: skip
SCHEMES: dict[ColourScheme, str] = {"blue": "Blue", "purple": "Purple", "teal": "Teal to blue"}
DEFAULT_INDICATOR = "obese-children-year-6"
LIST_ROWS = 10
# No list has as many pages; beyond its last page a list shows that one.
_LAST_PAGE = 999

PeriodsOf = Callable[[str, str, str], Sequence[FigurePeriod]]


@dataclass(frozen=True, slots=True)
class MapView:
    """One state of the page.

    ``level`` is the geography level of the areas, ``within`` the code of the larger area they lie
    in, ``period`` the publisher's notation or empty where nothing is published, ``area`` the place
    in focus or empty. ``has_common_classes`` keeps the classes of all periods together;
    ``is_faded`` pales what is not clearly different; ``page`` of the list counts from 1.
    """

    indicator: str
    level: LevelCode
    within: str
    period: str
    area: str
    view: MapDisplay
    classes: ClassMethod
    has_common_classes: bool
    colours: ColourScheme
    is_faded: bool
    sort: ListOrder
    page: int

    @property
    def is_uploaded(self) -> bool:
        """True for a view of a visitor's own file: what is made of it is never shared."""
        return is_uploaded_slug(self.indicator)

    @property
    def drawn(self) -> MapView:
        """The same map whatever the list beside it shows: what a finished map is kept by."""
        return replace(self, sort="high", page=1)

    def settings(self) -> dict[str, str]:
        """Every setting as the address writes it, defaults included."""
        return {
            INDICATOR: self.indicator,
            LEVEL: self.level,
            WITHIN: self.within,
            PERIOD: self.period,
            AREA: self.area,
            VIEW: self.view,
            CLASSES: self.classes,
            SAME: write_switch(is_on=self.has_common_classes),
            COLOURS: self.colours,
            FADE: write_switch(is_on=self.is_faded),
            SORT: self.sort,
            LIST_PAGE: str(self.page),
        }


def read_map_view(
    registry: AreaRegistry,
    catalogue: Catalogue,
    periods_of: PeriodsOf,
    parameters: Mapping[str, str],
) -> tuple[MapView, list[str]]:
    """The state that an address asks for, and a sentence on each setting that was put right.

    ``periods_of`` gives the periods of an indicator (slug) at a level within an area (code).
    """
    query_params = QueryParams(registry, catalogue, parameters)
    slug = query_params.read_indicator(INDICATOR, DEFAULT_INDICATOR)
    choose = query_params.read_choice
    level = choose(LEVEL, LEVELS, _find_lowest(catalogue[slug]))
    within = choose(WITHIN, list_scopes(registry, level), UNITED_KINGDOM)
    indicator = catalogue[slug]
    # A rate without an interval may not be told apart from the next: such a list goes by name.
    first: ListOrder = "high" if indicator.has_interval or not indicator.standardised else "name"
    view = MapView(
        indicator=slug,
        level=level,
        within=within,
        period=_read_period_setting(query_params, parameters, periods_of(slug, level, within)),
        area=query_params.read_area(""),
        view=choose(VIEW, VIEWS, "map"),
        classes=choose(CLASSES, METHODS, "quantiles"),
        has_common_classes=query_params.read_switch(SAME, default=False),
        colours=choose(COLOURS, SCHEMES, "blue"),
        is_faded=query_params.read_switch(FADE, default=False),
        sort=choose(SORT, SORTS, first),
        page=query_params.read_number(LIST_PAGE, 1, _LAST_PAGE, 1),
    )
    return view, query_params.notes


def _find_lowest(indicator: Indicator) -> LevelCode:
    """The lowest level at which an indicator is published."""
    return next((level for level in LEVELS if level in indicator.levels), "ltla")


def _read_period_setting(
    query_params: QueryParams, parameters: Mapping[str, str], periods: Sequence[FigurePeriod]
) -> str:
    usual = choose_usual_period(periods)
    asked_for = parameters.get(PERIOD)
    if not asked_for or usual is None:
        return usual.period if usual else ""
    if any(period.period == asked_for for period in periods):
        return asked_for
    query_params.notes.append(
        f"There are no figures here for the period “{clip(asked_for)}” of the link: "
        f"{usual.label} is shown instead."
    )
    return usual.period
