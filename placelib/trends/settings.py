"""The settings of the Trends page: what they may be, and how an address writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from placelib.areas.registry import AreaRegistry
from placelib.errors import BadPeriod, clip
from placelib.model import is_uploaded_slug
from placelib.periods import read_period
from placelib.query_params import BETWEEN, QueryParams
from placelib.statistics.catalogue import Catalogue
from placelib.urls import AREAS, BANDS, FROM, INDICATOR, TO, VIEW

TrendsDisplay = Literal["figures", "index", "gap"]
BandChoice = Literal["first", "all", "none"]
VIEWS: dict[TrendsDisplay, str] = {
    "figures": "Figures", "index": "Indexed (first = 100)", "gap": "Gap to England"
}  # fmt: skip
BAND_CHOICES: dict[BandChoice, str] = {"first": "First place", "all": "All places", "none": "None"}
# So many areas, and so many of a place and the wider areas around it at first.
MOST_AREAS, MOST_TOGETHER = 10, 4
DEFAULT_INDICATOR = "employment-rate"
DEFAULT_AREAS = ("E08000012", "E47000004", "E12000002", "E92000001")


@dataclass(frozen=True, slots=True)
class TrendsView:
    """One state of the page: the indicator, the areas (the first is the one spoken of), the view.

    ``bands`` says whose 95% intervals are drawn. ``start`` and ``end`` are the two periods that are
    compared, in the publisher's notation; empty for those of compare_periods.
    """

    indicator: str
    areas: tuple[str, ...]
    view: TrendsDisplay
    bands: BandChoice
    start: str = ""
    end: str = ""

    @property
    def is_uploaded(self) -> bool:
        """True for a view of a visitor's own file: what is made of it is never shared."""
        return is_uploaded_slug(self.indicator)

    def settings(self) -> dict[str, str]:
        """Every setting as the address writes it, defaults included."""
        return {
            INDICATOR: self.indicator,
            AREAS: BETWEEN.join(self.areas),
            VIEW: self.view,
            BANDS: self.bands,
            FROM: self.start,
            TO: self.end,
        }


def read_trends_view(
    registry: AreaRegistry, catalogue: Catalogue, parameters: Mapping[str, str]
) -> tuple[TrendsView, list[str]]:
    """The state that an address asks for, and a sentence on each setting that was put right."""
    query_params = QueryParams(registry, catalogue, parameters)
    # A link to a place names no list: then it is the place and what it belongs to.
    place = "" if AREAS in parameters else query_params.read_area("")
    slug = query_params.read_indicator(INDICATOR, DEFAULT_INDICATOR)
    view = TrendsView(
        indicator=slug,
        areas=query_params.read_areas(
            add_tiers(registry, place) if place else DEFAULT_AREAS, MOST_AREAS
        ),
        view=query_params.read_choice(VIEW, VIEWS, "figures"),
        bands=query_params.read_choice(BANDS, BAND_CHOICES, "first"),
        start=_read_period(parameters, slug, FROM, query_params.notes),
        end=_read_period(parameters, slug, TO, query_params.notes),
    )
    return view, query_params.notes


def _read_period(parameters: Mapping[str, str], slug: str, name: str, notes: list[str]) -> str:
    """The period that the address names, empty without one; a note on what is no period.

    A file has periods of its own, such as “2019/20”: what is none of them is said on the page.
    """
    text = parameters.get(name, "")
    if not text or is_uploaded_slug(slug):
        return text
    try:
        read_period(text)
    except BadPeriod:
        notes.append(
            f"The link asks for the period “{clip(text)}”, which is not one: the "
            f"{'first' if name == FROM else 'last'} period is compared instead."
        )
        return ""
    return text


def add_tiers(registry: AreaRegistry, code: str) -> tuple[str, ...]:
    """A place and what it belongs to up to its nation, as many as one chart can hold."""
    tiers = tuple(tier.code for tier in registry.chain(code) if tier.nation is not None) or (code,)
    return tiers if len(tiers) <= MOST_TOGETHER else (tiers[0], *tiers[1 - MOST_TOGETHER :])
