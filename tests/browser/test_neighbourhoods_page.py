"""The Neighbourhoods page in a browser: outlines once, a list that does what the map does."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


def test_a_change_of_measure_fetches_no_outlines_again(open_page: OpenPage) -> None:
    visit = open_page("laptop")
    page = visit.goto("/neighbourhoods?area=E06000017")
    fetched = [address for address in visit.requests if "boundaries/lsoa/" in address]
    assert {address.rpartition("/")[2] for address in fetched} == {"E06000017.geojson"}
    before = len(visit.requests)
    box = page.get_by_role("combobox", name="Measure")
    box.click()
    page.get_by_role("option", name="Connectivity").click()
    page.get_by_role("heading", name="England’s least connected tenth").wait_for()
    visit.settled()
    later = [address for address in visit.requests[before:] if "boundaries/lsoa/" in address]
    assert later == []
    assert "measure=connectivity" in page.url
    visit.assert_no_errors()


def test_a_name_in_the_list_opens_what_is_known_of_the_neighbourhood(open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto("/neighbourhoods?area=E06000017&view=list&sort=name")
    page.get_by_role("link", name="Ketton, Ryhall & Luffenham 004A").click()
    heading = page.get_by_role("heading", name="Ketton, Ryhall & Luffenham 004A (Rutland 004A)")
    heading.wait_for()
    visit.settled()
    card = page.locator(".st-key-neighbourhood-card")
    assert card.get_by_text("Patients to each GP").is_visible()
    visit.assert_no_errors()


def test_wales_is_told_why_and_offered_the_places_with_a_map(open_page: OpenPage) -> None:
    visit = open_page("laptop")
    page = visit.goto("/neighbourhoods?area=W06000015")
    assert page.get_by_text("describe England alone").is_visible()
    assert not [address for address in visit.requests if "boundaries/lsoa/" in address]
    visit.assert_no_errors()
