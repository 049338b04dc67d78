"""A sample of the source's blanks, each found in the map's list with its reason."""

from __future__ import annotations

import random

from placelib.maps.areas import build_map_figures, list_areas_within
from placelib.maps.settings import LIST_ROWS
from placelib.model import UNITED_KINGDOM, Observation
from placelib.statistics.observations import describe_gap
from placelib.urls import INDICATOR, LEVEL, LIST_PAGE, MAP, PERIOD, SORT, VIEW, address
from placelib.views import map as map_view
from placelib.views import observation_rows, snapshot_records
from placelib.views.map_list import order_figures
from tests.browser.conftest import LookAtPage

SAMPLE = 3


def blanks_of_councils() -> list[Observation]:
    """Every blank of a council that exists today, in a period that a map of councils has."""
    councils = {
        one.code
        for one in list_areas_within(snapshot_records.get_registry(), "ltla", UNITED_KINGDOM)
    }
    found = []
    for one in snapshot_records.get_catalogue().with_data():
        periods = {
            each.period for each in map_view.list_map_periods(one.slug, "ltla", UNITED_KINGDOM)
        }
        found += [
            row
            for row in observation_rows.list_blanks(one.slug)
            if row.area_code in councils and row.period in periods
        ]
    return found


def get_page(blank: Observation) -> int:
    """The page of the map's list, gaps first, on which a blank stands."""
    registry, indicator = (
        snapshot_records.get_registry(),
        snapshot_records.get_catalogue()[blank.indicator],
    )
    areas = list_areas_within(registry, "ltla", UNITED_KINGDOM)
    figures = build_map_figures(
        registry, snapshot_records.get_official_figures(), indicator, areas, "ltla", blank.period
    )
    codes = [one.area.code for one in order_figures(figures, "gap")]
    return codes.index(blank.area_code) // LIST_ROWS + 1


def test_a_sample_of_blanks_is_listed_with_its_reason(look_at_page: LookAtPage) -> None:
    chance = random.Random(2026)  # noqa: S311  picks test cases
    visit = look_at_page()
    for blank in chance.sample(blanks_of_councils(), SAMPLE):
        asked = {
            INDICATOR: blank.indicator, LEVEL: "ltla", PERIOD: blank.period, VIEW: "list",
            SORT: "gap", LIST_PAGE: str(get_page(blank)),
        }  # fmt: skip
        page = visit.goto(f"/{address(MAP, asked)}")
        name = snapshot_records.get_registry()[blank.area_code].name
        row = page.locator(".map-list tr").filter(has_text=name).first
        row.wait_for(timeout=60_000)
        assert describe_gap(blank) in row.inner_text()
        assert f"area={blank.area_code}" in (row.locator("a").first.get_attribute("href") or "")
    visit.assert_no_errors()
