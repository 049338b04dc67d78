"""What a visitor can do on the page of a place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

SHAPES = "boundaries/ltla.geojson"
UNCHANGED_BYTES = 500


def test_a_sentence_that_stands_out_opens_its_chart(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/place?area=E08000012")
    charts = page.get_by_test_id("stVegaLiteChart")
    before = charts.count()
    page.get_by_test_id("stExpander").filter(has_text=", against ").first.locator("summary").click()
    expect(charts).to_have_count(before + 1, timeout=60_000)
    visit.settled()
    visit.assert_no_errors()


def test_choosing_an_indicator_puts_it_in_the_address_and_a_reload_keeps_it(
    open_page: OpenPage,
) -> None:
    visit = open_page()
    page = visit.goto("/place?area=W06000015")
    page.get_by_role("combobox", name="Indicator").click()
    page.keyboard.type("Median age")
    page.keyboard.press("Enter")
    page.get_by_text("The median age in Cardiff was").first.wait_for(timeout=60_000)
    assert "indicator=median-age" in page.url
    page.reload()
    visit.settled()
    assert page.get_by_text("The median age in Cardiff was").first.is_visible()


def choose_closer(page: Page, typed: str, sentence: str) -> None:
    """Choose an indicator in “Look closer” and wait for its sentence."""
    page.get_by_role("combobox", name="Indicator").click()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.get_by_text(sentence).first.wait_for(timeout=60_000)


def test_back_brings_the_indicator_back_that_was_chosen_before(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/place?area=W06000015")
    choose_closer(page, "Median age", "The median age in Cardiff was")
    visit.settled()
    choose_closer(page, "Employment rate", "The employment rate in Cardiff was")
    visit.settled()
    assert "indicator=employment-rate" in page.url
    page.go_back()
    page.get_by_text("The median age in Cardiff was").first.wait_for(timeout=60_000)
    visit.settled()
    assert "indicator=median-age" in page.url
    assert page.get_by_text("The employment rate in Cardiff was").count() == 0
    chosen = page.get_by_role("combobox", name="Indicator")
    assert "Median age" in (chosen.input_value() or chosen.inner_text())
    page.go_forward()
    page.get_by_text("The employment rate in Cardiff was").first.wait_for(timeout=60_000)
    visit.settled()
    assert "indicator=employment-rate" in page.url
    visit.assert_no_errors()


def bytes_sent_for_shapes(page: Page) -> list[int]:
    """What each request of this page for the shapes took over the wire; 0 from the cache."""
    found: list[int] = page.evaluate(
        "name => performance.getEntriesByType('resource')"
        ".filter(one => one.name.includes(name)).map(one => one.transferSize)",
        SHAPES,
    )
    return found


@pytest.mark.first_visit
def test_the_map_takes_its_shapes_from_a_file_that_is_fetched_once(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/place?area=E08000012")
    first = bytes_sent_for_shapes(page)
    # The measure works: the first page did fetch the whole file, packed.
    assert 50_000 < sum(first) < 400_000
    visit.goto("/place?area=E08000014")
    again = bytes_sent_for_shapes(page)
    assert again
    # Nothing at all, or the few lines that say that the file is unchanged.
    assert sum(again) <= UNCHANGED_BYTES
    canvas = page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg")
    assert canvas.count() >= 2


def test_a_topic_chosen_by_its_pill_shows_its_rows_and_stays_in_the_address(
    open_page: OpenPage,
) -> None:
    visit = open_page("phone")
    page = visit.goto("/place?area=E08000012")
    page.get_by_role("radio", name="Housing", exact=True).click()
    page.get_by_role("heading", name="Housing affordability ratio").first.wait_for(timeout=60_000)
    assert "topic=" in page.url


def test_the_keyboard_alone_reaches_the_finder_and_a_tier(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/place?area=E08000012")
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(document.activeElement.getAttribute('aria-label') || '') + ' ' +"
                " document.activeElement.innerText"
            )
        )
    text = " ".join(reached)
    assert "Find a place" in text
    assert "Liverpool City Region" in text
    assert "What stands out" in text or "further education" in text
