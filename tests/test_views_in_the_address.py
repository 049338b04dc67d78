"""Every state of Map, Trends and Compare survives the address, and draws the same chart again."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.charts.theme import LIGHT
from placelib.compare import settings as compare_view
from placelib.maps import settings as map_settings
from placelib.statistics.catalogue import Catalogue
from placelib.trends import settings as trends_view
from placelib.urls import COMPARE, MAP, TRENDS, Page, whole_address
from placelib.views import map as map_view
from placelib.views import trends as trends_charts
from tests.random_views import View, compare_state, map_state, trends_state

SEEDS = range(50)


def _again(page: Page, view: View) -> dict[str, str]:
    """What the copied link of a state hands back to the page."""
    link = whole_address("https://example.org/", page, view.settings(), "v1")
    assert link.startswith(f"https://example.org/{page.path}?")
    given = dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))
    assert given.pop("data") == "v1"
    assert set(given) == set(view.settings())
    return given


@pytest.mark.parametrize("seed", SEEDS)
def test_a_state_of_trends_reopens_with_the_same_chart(
    seed: int, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    view = trends_state(seed, bundled_registry, bundled_catalogue, lambda *_: ())
    given = _again(TRENDS, view)
    again, notes = trends_view.read_trends_view(bundled_registry, bundled_catalogue, given)
    assert (again, notes) == (view, [])
    if seed % 10 == 0:
        # Equal states draw equal charts; drawing all fifty twice would take a minute.
        first, reopened = trends_charts.build_trends(view), trends_charts.build_trends(again)
        assert trends_charts.draw_trends(first, view, LIGHT) == trends_charts.draw_trends(
            reopened, again, LIGHT
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_state_of_compare_reopens_as_it_was(
    seed: int, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    view = compare_state(seed, bundled_registry, bundled_catalogue, lambda *_: ())
    given = _again(COMPARE, view)
    again, notes = compare_view.read_compare_view(bundled_registry, bundled_catalogue, given)
    assert (again, notes) == (view, [])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_state_of_the_map_reopens_with_the_same_map(
    seed: int, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    periods = map_view.list_map_periods
    view = map_state(seed, bundled_registry, bundled_catalogue, periods)
    given = _again(MAP, view)
    again, notes = map_settings.read_map_view(bundled_registry, bundled_catalogue, periods, given)
    assert (again, notes) == (view, [])
    if seed % 10 == 0:
        deck, reopened = (
            map_view.build_map_deck(view.drawn, dark=False),
            map_view.build_map_deck(again.drawn, dark=False),
        )
        assert deck.to_json() == reopened.to_json()


@pytest.mark.parametrize("name", ["peers", "mixed", "view", "cut", "topic", "order", "indicator"])
def test_each_setting_of_compare_is_checked(
    name: str, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    default, _ = compare_view.read_compare_view(bundled_registry, bundled_catalogue, {})
    view, notes = compare_view.read_compare_view(
        bundled_registry, bundled_catalogue, {name: "<b>no such</b>"}
    )
    assert view == default
    assert len(notes) == 1
