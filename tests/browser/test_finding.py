"""The finder leads to a place, or asks which one was meant."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

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
    page.get_by_role("heading", level=1, name=heading, exact=True).wait_for(timeout=10_000)
    visit.settled()
    assert "area=" in page.url
    visit.assert_no_errors()


@pytest.mark.parametrize("path", ["/", "/map?indicator=median-age"])
def test_a_postcode_is_answered_with_what_to_do(path: str, open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto(path)
    _type(page, "L1 8JQ")
    page.get_by_text("Postcodes are not in the data").wait_for(timeout=10_000)


def test_an_unclear_name_asks_which_place_was_meant(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/")
    _type(page, "Cumbria")
    page.get_by_text("Which place did you mean").wait_for(timeout=10_000)
    page.get_by_role("link", name="Westmorland and Furness").click()
    page.get_by_role("heading", level=1, name="Westmorland and Furness").wait_for(timeout=10_000)


def test_markup_typed_into_the_finder_stays_text(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/")
    _type(page, "![x](http://example.com/p.png) zzzz")
    page.get_by_text("No place is called").wait_for(timeout=10_000)
    visit.assert_only_loopback()
