"""Random states of Map, Trends and Compare, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable

from placelib.areas.registry import AreaRegistry
from placelib.compare import settings as compare_view
from placelib.compare.peers import list_peer_kinds
from placelib.maps import settings as map_view
from placelib.maps.areas import list_scopes
from placelib.maps.classes import METHODS
from placelib.statistics.catalogue import Catalogue
from placelib.trends import settings as trends_view
from placelib.urls import COMPARE, MAP, TRENDS, Page

View = trends_view.TrendsView | compare_view.CompareView | map_view.MapView
Make = Callable[[int, AreaRegistry, Catalogue, map_view.PeriodsOf], View]


def places(registry: AreaRegistry) -> list[str]:
    """The codes of all places with a page."""
    return sorted({one.code for level in map_view.LEVELS for one in registry.current(level)})


def trends_state(
    seed: int, registry: AreaRegistry, catalogue: Catalogue, periods_of: map_view.PeriodsOf
) -> trends_view.TrendsView:
    """A state of the Trends page."""
    del periods_of
    chance = random.Random(seed)  # noqa: S311  picks test cases
    return trends_view.TrendsView(
        chance.choice([one.slug for one in catalogue.with_data()]),
        tuple(chance.sample(places(registry), chance.randint(1, trends_view.MOST_AREAS))),
        chance.choice(list(trends_view.VIEWS)),
        chance.choice(list(trends_view.BAND_CHOICES)),
    )


def compare_state(
    seed: int, registry: AreaRegistry, catalogue: Catalogue, periods_of: map_view.PeriodsOf
) -> compare_view.CompareView:
    """A state of the Compare page."""
    del periods_of
    chance = random.Random(seed)  # noqa: S311  picks test cases
    slugs = [one.slug for one in catalogue.with_data()]
    code = chance.choice(places(registry))
    others = [one for one in places(registry) if one != code]
    return compare_view.CompareView(
        area=code,
        peers=chance.choice(list(list_peer_kinds(registry, registry[code]))),
        chosen_peers=tuple(
            chance.sample(others, chance.randint(0, compare_view.MOST_CHOSEN_PEERS))
        ),
        is_mixed=chance.choice([True, False]),
        view=chance.choice(list(compare_view.VIEWS)),
        indicator=chance.choice(slugs),
        against=chance.choice(slugs),
        cut=chance.choice(list(compare_view.CUTS)),
        topic=chance.choice(["all", *catalogue.topics()]),
        order=chance.choice(list(compare_view.ORDERS)),
        holder=chance.choice(list(compare_view.list_holders(registry, registry[code]))),
    )


def map_state(
    seed: int, registry: AreaRegistry, catalogue: Catalogue, periods_of: map_view.PeriodsOf
) -> map_view.MapView:
    """A state of the Map page; ``periods_of`` gives the periods of an indicator, level and area."""
    chance = random.Random(seed)  # noqa: S311  picks test cases
    slug = chance.choice([one.slug for one in catalogue.with_data()])
    level = chance.choice(list(map_view.LEVELS))
    within = chance.choice(list(list_scopes(registry, level)))
    periods = [one.period for one in periods_of(slug, level, within)]
    return map_view.MapView(
        indicator=slug,
        level=level,
        within=within,
        period=chance.choice(periods) if periods else "",
        area=chance.choice(["", *places(registry)]),
        view=chance.choice(list(map_view.VIEWS)),
        classes=chance.choice(list(METHODS)),
        has_common_classes=chance.choice([False, True]),
        colours=chance.choice(list(map_view.SCHEMES)),
        is_faded=chance.choice([False, True]),
        sort=chance.choice(list(map_view.SORTS)),
        page=chance.randint(1, 5),
    )


STATES: dict[Page, Make] = {MAP: map_state, TRENDS: trends_state, COMPARE: compare_state}
