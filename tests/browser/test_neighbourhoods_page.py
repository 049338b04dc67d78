"""The Neighbourhoods page in a browser: outlines once, a list that does what the map does."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


@pytest.mark.first_visit
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


@pytest.mark.parametrize("screen", ["phone", "laptop"])
def test_a_map_drawn_for_a_large_screen_fills_its_place_and_its_text_keeps_its_size(
    screen: str, open_page: OpenPage
) -> None:
    visit = open_page(screen)
    page = visit.goto("/neighbourhoods?area=E06000017")
    chart = page.get_by_test_id("stDeckGlJsonChart")
    place = chart.bounding_box()
    drawn = page.locator("#deckgl-wrapper").bounding_box()
    assert place is not None
    assert drawn is not None
    assert [drawn[side] for side in place] == pytest.approx([*place.values()], abs=1)
    scale = page.locator("#deckgl-wrapper").evaluate(
        "map => map.getBoundingClientRect().width / map.offsetWidth"
    )
    assert (scale < 0.5) == (screen == "phone")
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    text = page.locator(".deck-tooltip")
    text.get_by_text("Index of Multiple Deprivation").wait_for()
    size = float(text.evaluate("text => parseFloat(getComputedStyle(text).fontSize)"))
    assert size * scale == pytest.approx(14, abs=0.2)
    edge = text.bounding_box()
    assert edge is not None
    assert place["x"] - 1 <= edge["x"]
    assert edge["x"] + edge["width"] <= place["x"] + place["width"] + 1
    visit.assert_no_errors()


def test_the_map_alone_on_another_site_is_as_small_as_its_place(open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto("/neighbourhoods?area=E06000052&embed=true&present=chart")
    # Without that it would be drawn at its own size, and most of Cornwall would be cut off.
    scale = page.locator("#deckgl-wrapper").evaluate("deck => getComputedStyle(deck).transform")
    assert scale.startswith("matrix(0.")
    visit.assert_no_errors()


def test_on_a_phone_the_map_of_a_wide_place_has_no_empty_room(open_page: OpenPage) -> None:
    page = open_page("phone").goto("/neighbourhoods?area=E06000052")
    box = page.locator(".st-key-neighbourhood-whole-0").bounding_box()
    assert box is not None
    assert box["height"] <= 1.05 * box["width"]
