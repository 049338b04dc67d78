"""The five journeys that visitors walk, step by step, each step one run of the script."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable

from tests.measure.load.session import Answer, Tab

PLACES = {
    "E08000012": "Liverpool",
    "E08000003": "Manchester",
    "E08000025": "Birmingham",
    "E06000023": "Bristol",
    "E08000034": "Kirklees",
    "E07000008": "Cambridge",
    "E06000001": "Hartlepool",
    "E08000039": "Sheffield",
    "E09000033": "Westminster",
    "E06000047": "County Durham",
}
AUTHORITIES = ("E47000001", "E47000003", "E47000004", "E47000006", "E47000009")
INDICATORS = (
    "gross-median-weekly-pay",
    "population-count",
    "employment-rate",
    "female-healthy-life-expectancy",
    "gva-per-hour-worked",
)

Walk = Callable[[Tab, random.Random], AsyncIterator[Answer]]


async def find_and_learn(tab: Tab, choice: random.Random) -> AsyncIterator[Answer]:
    """Start, a place by its name, and another topic of its figures."""
    yield await tab.open()
    yield await tab.find_place(choice.choice(list(PLACES)))
    yield await tab.choose("Topic", choice.choice(tab.options("Topic")))
    yield await tab.find_place(choice.choice(list(PLACES)))


async def read_the_map(tab: Tab, choice: random.Random) -> AsyncIterator[Answer]:
    """The map, two other indicators, and the tiles."""
    yield await tab.open("map", area=choice.choice(list(PLACES)))
    for _ in range(2):
        yield await tab.choose("Indicator", choice.choice(tab.options("Indicator")))
    yield await tab.open("map", view="tiles", area=choice.choice(list(PLACES)))


async def follow_a_trend(tab: Tab, choice: random.Random) -> AsyncIterator[Answer]:
    """Trends of three places, and another indicator."""
    areas = ",".join(choice.sample(list(PLACES), 3))
    yield await tab.open("trends", areas=areas)
    for _ in range(2):
        yield await tab.choose("Indicator", choice.choice(tab.options("Indicator")))


async def compare_with_peers(tab: Tab, choice: random.Random) -> AsyncIterator[Answer]:
    """A place beside its peers, seen in every way that the page has."""
    yield await tab.open("compare", area=choice.choice(list(PLACES)))
    views = tab.options("View")
    for view in choice.sample(views, min(2, len(views))):
        yield await tab.choose("View", view)


async def see_the_quadrant(tab: Tab, choice: random.Random) -> AsyncIterator[Answer]:
    """The quadrant of a combined authority through two lenses, and all authorities."""
    area = choice.choice(AUTHORITIES)
    yield await tab.open("quadrant", area=area, lens="idea")
    yield await tab.open("quadrant", area=area, lens="evidence")
    yield await tab.open("quadrant", area=area, lens="take")
    yield await tab.open("authorities")


JOURNEYS: tuple[Walk, ...] = (
    find_and_learn,
    read_the_map,
    follow_a_trend,
    compare_with_peers,
    see_the_quadrant,
)
