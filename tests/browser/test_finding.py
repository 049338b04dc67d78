"""The finder answers while one types, leads to a place, or asks which one was meant."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from placelib.areas.search import find
from placelib.views import snapshot_records
from placelib.views.place_index import BODY_MARK, build_place_index
from tests.browser.conftest import OpenPage


def _type(page: Page, text: str) -> None:
    box = page.get_by_role("combobox", name="Find", exact=False).first
    box.click()
    page.keyboard.type(text)
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("Wolverhampton", "Wolverhampton"),
        ("E07000026", "Cumberland"),
        ("GMCA", "Greater Manchester"),
    ],
)
def test_typing_and_enter_opens_the_place(typed: str, heading: str, open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto("/")
    _type(page, typed)
    page.get_by_role("heading", level=1, name=heading, exact=True).wait_for(timeout=60_000)
    visit.settled()
    assert "area=" in page.url
    visit.assert_no_errors()


@pytest.mark.parametrize("path", ["/", "/trends?indicator=median-age"])
def test_a_postcode_is_answered_with_what_to_do(path: str, open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto(path)
    _type(page, "L1 8JQ")
    page.get_by_text("Postcodes are not in the data").wait_for(timeout=60_000)


def test_an_unclear_name_asks_which_place_was_meant(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/")
    _type(page, "Cumbria")
    page.get_by_text("Which place did you mean").wait_for(timeout=60_000)
    page.get_by_role("link", name="Westmorland and Furness").click()
    page.get_by_role("heading", level=1, name="Westmorland and Furness").wait_for(timeout=60_000)


def test_markup_typed_into_the_finder_stays_text(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/")
    _type(page, "![x](http://example.com/p.png) zzzz")
    page.get_by_text("No place is called").wait_for(timeout=60_000)
    visit.assert_only_loopback()


# A name, a part of one, an old and a Welsh name, a town, a code, accents, marks, two languages.
QUERIES = (
    "liv", "york", "st helens", "Saint Helens", "Cumbria", "Abertawe", "Bootle", "mersey",
    "E06000063", "Ynys Môn", "the north", "BCP", "King’s Lynn", "tees", "westm", "hull",
    "a&b", "zzz",
)  # fmt: skip


def test_the_box_finds_what_the_server_finds_in_the_same_order(open_page: OpenPage) -> None:
    page = open_page().goto("/about?from=test")
    index = json.loads(build_place_index().content)
    gazetteer = snapshot_records.get_gazetteer()
    answers = page.evaluate(
        """async ([index, queries]) => {
          const finder = await import(new URL('app/static/finder.js', document.baseURI).href);
          return queries.map((query) => finder.search(index, query).map((match) =>
            index.areas[match.position][0]));
        }""",
        [index, QUERIES],
    )
    for query, codes in zip(QUERIES, answers, strict=True):
        official = [code for code in codes if not code.startswith(BODY_MARK)]
        # Likenesses of what is no name are left to the server, which Enter asks.
        expected = [match.area.code for match in find(gazetteer, query) if match.points >= 50]
        assert official == expected[: len(official)], query
        assert bool(official) == bool(expected), query


@pytest.mark.parametrize("screen", ["phone", "laptop"])
def test_suggestions_come_while_one_types_and_arrow_keys_choose(
    screen: str, open_page: OpenPage
) -> None:
    visit = open_page(screen)
    page = visit.goto("/trends?area=E08000012")
    box = page.get_by_role("combobox", name="Find a place")
    box.click()
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.type("glouces")
    options = page.get_by_role("listbox", name="Places").get_by_role("option")
    expect(options.first).to_contain_text("Gloucester")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("status").filter(has_text="places, use the arrow keys").count() == 1
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    assert options.first.get_attribute("aria-selected") == "true"
    width = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert width
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "glouces"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Gloucester", exact=True).wait_for(timeout=60_000)
    visit.settled()
    visit.assert_no_errors()
    assert box.input_value() == ""


def test_a_suggestion_can_be_tapped_and_an_old_name_is_explained(open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto("/")
    page.get_by_role("combobox", name="Find your place").click()
    page.keyboard.type("allerdale")
    page.get_by_role("option", name="Allerdale became part of Cumberland").first.click()
    page.get_by_role("heading", level=1, name="Cumberland", exact=True).wait_for(timeout=60_000)
    page.get_by_text("Allerdale became part of Cumberland in 2023").wait_for()


def test_without_its_index_the_box_still_asks_the_server(open_page: OpenPage) -> None:
    visit = open_page()
    visit.page.route("**/places/*.json", lambda route: route.abort())
    page = visit.goto("/")
    _type(page, "Wolverhampton")
    page.get_by_role("heading", level=1, name="Wolverhampton", exact=True).wait_for(timeout=60_000)
