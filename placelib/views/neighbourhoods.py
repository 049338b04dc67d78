"""What the Neighbourhoods page shows; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placelib.areas.naming import label_area
from placelib.content import text
from placelib.database.cache import cached
from placelib.model import LONDON, Area
from placelib.neighbourhoods import figures as neighbourhood_figures
from placelib.neighbourhoods.figures import (
    TENTHS,
    EnglishNeighbourhoods,
    Neighbourhood,
    Spread,
    load_neighbourhoods,
)
from placelib.neighbourhoods.measures import (
    COUNCIL_MEASURES,
    EDITION,
    MEASURES,
    PUBLISHER,
    DeprivationMeasure,
)
from placelib.neighbourhoods.settings import NeighbourhoodView
from placelib.neighbourhoods.text import (
    write_neighbourhood_headline,
    write_reach_sentence,
    write_share_sentence,
    write_tenths_sentence,
)
from placelib.views import snapshot_records

# How many states of the page the cache of a builder remembers.
STATES = 64


@dataclass(frozen=True, slots=True)
class PlaceNeighbourhoods:
    """A place with its councils, their neighbourhoods in the order of codes, and the spread."""

    area: Area
    councils: tuple[str, ...]
    neighbourhoods: tuple[Neighbourhood, ...]
    spread: Spread


@dataclass(frozen=True, slots=True)
class NeighbourhoodContent:
    """What a state of the page shows: the place, and a second one where one is chosen.

    A place outside England, or too large for a map, has no neighbourhoods here.
    """

    measure: DeprivationMeasure
    place: PlaceNeighbourhoods
    second: PlaceNeighbourhoods | None

    @property
    def places(self) -> tuple[PlaceNeighbourhoods, ...]:
        """The one or two places, in the order of the page."""
        return (self.place,) if self.second is None else (self.place, self.second)


@cached(1)
def get_neighbourhoods() -> EnglishNeighbourhoods:
    """All neighbourhoods of England with their figures."""
    return load_neighbourhoods(snapshot_records.get_store())


@cached(1)
def list_spots() -> Mapping[str, int]:
    """The row of every neighbourhood by its code."""
    codes = get_neighbourhoods().columns["code"]
    return {str(code): row for row, code in enumerate(codes)}


@cached(32)
def get_positions(slug: str) -> NDArray[np.float64]:
    """Where every neighbourhood stands in England: 0 the hardest pressed, 1 the least."""
    measure = MEASURES[slug]
    return neighbourhood_figures.rank_positions(measure, get_neighbourhoods().columns[slug])


@cached(32)
def get_tenths(slug: str) -> NDArray[np.int64]:
    """The tenth of every neighbourhood in a measure; the publisher's own for the index."""
    if slug == "imd":
        return get_neighbourhoods().columns["imd_decile"].astype(np.int64)
    return neighbourhood_figures.assign_tenths(get_positions(slug))


@cached(32)
def get_share_within(slug: str) -> float:
    """The share of the difference between England's neighbourhoods that lies inside councils."""
    councils = get_neighbourhoods().columns["area_code"]
    return neighbourhood_figures.measure_share_within(get_positions(slug), councils)


@cached(1)
def list_mapped_areas() -> dict[str, str]:
    """The label of every place with a map of neighbourhoods, by code: councils first."""
    registry, england = snapshot_records.get_registry(), get_neighbourhoods()
    areas = [
        *registry.current("ltla"),
        *registry.current("utla"),
        *registry.current("cauth"),
        registry[LONDON],
    ]
    return {area.code: label_area(area) for area in areas if england.list_councils(registry, area)}


@cached(STATES)
def build_neighbourhoods(view: NeighbourhoodView) -> NeighbourhoodContent:
    """What a state of the page shows."""
    measure = MEASURES[view.measure]
    second = _build_place(measure, view.against) if view.against else None
    return NeighbourhoodContent(measure, _build_place(measure, view.area), second)


def _build_place(measure: DeprivationMeasure, code: str) -> PlaceNeighbourhoods:
    registry, england = snapshot_records.get_registry(), get_neighbourhoods()
    area = registry[code]
    councils = england.list_councils(registry, area)
    tenths = get_tenths(measure.slug)
    return PlaceNeighbourhoods(
        area,
        councils,
        england.list_neighbourhoods(measure, tenths, councils),
        build_spread(measure, councils),
    )


def build_spread(measure: DeprivationMeasure, councils: Sequence[str]) -> Spread:
    """How many neighbourhoods of councils are in each tenth, and how far they reach."""
    rows = get_neighbourhoods().find_rows(councils)
    spread = neighbourhood_figures.measure_spread(get_positions(measure.slug)[rows])
    counts = np.bincount(get_tenths(measure.slug)[rows], minlength=TENTHS + 1)[1:]
    return Spread(tuple(int(count) for count in counts), spread.low, spread.median, spread.high)


def build_neighbourhood_headline(view: NeighbourhoodView) -> str:
    """The finding of a state of the page."""
    content = build_neighbourhoods(view.drawn)
    if content.measure.slug in COUNCIL_MEASURES:
        return f"{content.measure.label} is published for councils, not for neighbourhoods"
    second = (content.second.area, content.second.spread) if content.second else None
    return write_neighbourhood_headline(
        content.measure, content.place.area, content.place.spread, second
    )


def build_map_sentences(view: NeighbourhoodView) -> list[str]:
    """What the map of each place shows, in words."""
    content = build_neighbourhoods(view.drawn)
    return [
        write_tenths_sentence(content.measure, place.area, place.spread) for place in content.places
    ]


def write_brief_credit() -> str:
    """Who published the figures, for a projector: one line."""
    return f"Source: {PUBLISHER}, English Indices of Deprivation {EDITION}."


def write_credit() -> str:
    """Who published the figures, and the outlines."""
    return text("neighbourhood_credit", publisher=PUBLISHER, edition=EDITION)


@cached(1)
def write_usual_size() -> str:
    """How many people live in a neighbourhood, on average, to the nearest hundred."""
    return f"{round(float(get_neighbourhoods().columns['population'].mean()), -2):,.0f}"


def build_share_sentences(view: NeighbourhoodView) -> tuple[str, str]:
    """How much of the difference lies inside councils, and how far the place itself reaches."""
    content = build_neighbourhoods(view.drawn)
    share = write_share_sentence(content.measure, get_share_within(view.measure))
    return share, write_reach_sentence(content.place.area, content.place.spread)
