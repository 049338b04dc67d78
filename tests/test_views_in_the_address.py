"""Every state of Trends and Compare survives the address, and draws the same chart again."""

from __future__ import annotations

import random
from urllib.parse import parse_qsl, urlsplit

import pytest

from placelib import compare_view, trends_view
from placelib.areas import Atlas
from placelib.charts.theme import LIGHT
from placelib.indicators import Catalogue
from placelib.links import COMPARE, TRENDS, whole_address
from placelib.peers import kinds_of_peers
from placelib.store import Store
from placelib.ui.compose_trends import trends_charts, trends_shown

STATES = 50


def _again(page_address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page_address).query, keep_blank_values=True))


def _places(atlas: Atlas) -> list[str]:
    return sorted(
        {
            one.code
            for level in ("ltla", "utla", "cauth", "rgn", "ctry")
            for one in atlas.current(level)
        }
    )


@pytest.mark.parametrize("seed", range(STATES))
def test_a_state_of_trends_reopens_with_the_same_chart(
    seed: int, bundled: Store, bundled_atlas: Atlas, bundled_catalogue: Catalogue
) -> None:
    chance = random.Random(seed)  # noqa: S311  picks test cases
    view = trends_view.TrendsView(
        chance.choice([one.slug for one in bundled_catalogue.held()]),
        tuple(chance.sample(_places(bundled_atlas), chance.randint(1, trends_view.MOST_AREAS))),
        chance.choice(list(trends_view.VIEWS)),
        chance.choice(list(trends_view.BAND_CHOICES)),
    )
    link = whole_address("https://example.org/", TRENDS, view.settings(), "v1")
    given = _again(link)
    assert given.pop("data") == "v1"
    assert set(given) == set(view.settings())
    again, notes = trends_view.read_trends_view(bundled_atlas, bundled_catalogue, given)
    assert (again, notes) == (view, [])
    if seed % 10 == 0:
        # Equal states draw equal charts; drawing all fifty twice would take a minute.
        shown = trends_shown(bundled, bundled_atlas, bundled_catalogue, view)
        reopened = trends_shown(bundled, bundled_atlas, bundled_catalogue, again)
        assert trends_charts(shown, view, LIGHT) == trends_charts(reopened, again, LIGHT)


@pytest.mark.parametrize("seed", range(STATES))
def test_a_state_of_compare_reopens_as_it_was(
    seed: int, bundled_atlas: Atlas, bundled_catalogue: Catalogue
) -> None:
    chance = random.Random(seed)  # noqa: S311  picks test cases
    slugs = [one.slug for one in bundled_catalogue.held()]
    code = chance.choice(_places(bundled_atlas))
    others = [one for one in _places(bundled_atlas) if one != code]
    view = compare_view.CompareView(
        area=code,
        peers=chance.choice(list(kinds_of_peers(bundled_atlas, bundled_atlas[code]))),
        own=tuple(chance.sample(others, chance.randint(0, compare_view.MOST_OWN))),
        mixed=chance.choice(list(compare_view.MIXING)),
        view=chance.choice(list(compare_view.VIEWS)),
        indicator=chance.choice(slugs),
        against=chance.choice(slugs),
        cut=chance.choice(list(compare_view.CUTS)),
        topic=chance.choice(["all", *bundled_catalogue.topics()]),
        order=chance.choice(list(compare_view.ORDERS)),
    )
    link = whole_address("https://example.org", COMPARE, view.settings(), "v1")
    assert link.startswith("https://example.org/compare?area=")
    again, notes = compare_view.read_compare_view(bundled_atlas, bundled_catalogue, _again(link))
    assert (again, notes) == (view, [])


@pytest.mark.parametrize("name", ["peers", "mixed", "view", "cut", "topic", "order", "indicator"])
def test_each_setting_of_compare_is_checked(
    name: str, bundled_atlas: Atlas, bundled_catalogue: Catalogue
) -> None:
    default, _ = compare_view.read_compare_view(bundled_atlas, bundled_catalogue, {})
    view, notes = compare_view.read_compare_view(
        bundled_atlas, bundled_catalogue, {name: "<b>no such</b>"}
    )
    assert view == default
    assert len(notes) == 1
