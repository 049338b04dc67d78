"""A page's main picture is on the first screen, with few words and one row of controls above it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Page

from placelib.quickview.examples import EXAMPLES
from tests.browser.browsing import Visit
from tests.browser.conftest import LookAtPage, OpenPage
from tests.browser.first_screen import BEGINNINGS, BUDGETS, PAGES, assert_inside
from tests.browser.views import STATES, VIEWPORTS

# Of the others test_access.py looks at the first screen, and of presented pages test_presenting.py.
OPENED_ELSEWHERE = {view.path for view in STATES}
PICTURES = [path for path in PAGES if path not in OPENED_ELSEWHERE]


def assert_inside_on_both(visit: Visit) -> None:
    """Fail where a page that is open on a phone is outside the budget of a phone or a laptop."""
    assert_inside(BUDGETS["phone"], visit.page)
    width, height = VIEWPORTS["laptop"]
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.settled()
    assert_inside(BUDGETS["laptop"], visit.page)


# Pixels of a phone, before anything that is folded is opened.
LONGEST_PAGE = 5_000


def assert_ends_soon(visit: Visit) -> None:
    """Fail where a page that is open on a phone is longer than six of its screens."""
    height = visit.page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    assert height <= LONGEST_PAGE


# A council of a county, an authority, a region and a nation: two rows of tiers.
LONG_PAGES = (
    "/place?area=E47000004",
    "/place?area=E07000008",
    "/place?area=E06000058",
    "/place?area=S12000049",
)


@pytest.mark.parametrize("path", dict.fromkeys((*PICTURES, *LONG_PAGES)))
def test_the_main_picture_is_on_the_first_screen_and_a_long_page_ends_within_six_of_a_phone(
    path: str, look_at_page: LookAtPage
) -> None:
    visit = look_at_page("phone")
    visit.goto(path)
    if path in LONG_PAGES:
        assert_ends_soon(visit)
    if path in PICTURES:
        assert_inside_on_both(visit)
    visit.assert_no_errors()


def test_a_place_shows_its_quadrant_and_one_sentence_on_the_first_screen(
    look_at_page: LookAtPage,
) -> None:
    visit = look_at_page("phone")
    page = visit.goto("/place?area=E08000012")
    bar = page.get_by_text("On this page").bounding_box()
    assert bar is not None
    assert find_foot_of_sentence(page) <= bar["y"]
    width, height = VIEWPORTS["laptop"]
    page.set_viewport_size({"width": width, "height": height})
    visit.settled()
    assert find_foot_of_sentence(page) <= height


def find_foot_of_sentence(page: Page) -> float:
    """The pixel at which the sentence on the quadrant of Liverpool ends."""
    box = page.get_by_text("reach less than halfway").first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@pytest.mark.parametrize(
    ("path", "part", "anchor"),
    [
        ("/place?area=E08000012", "What is missing", "missing"),
        ("/authorities", "More than chance?", "chance"),
    ],
)
def test_the_parts_of_a_long_page_are_a_bar_below_it_that_leads_to_their_headings(
    path: str, part: str, anchor: str, open_page: OpenPage
) -> None:
    visit = open_page("phone")
    page = visit.goto(path)
    assert_ends_soon(visit)
    bar = page.get_by_role("navigation", name="Parts of this page").bounding_box()
    assert bar is not None
    assert (bar["x"], bar["width"], bar["y"] + bar["height"]) == (0, 390, 844)
    summary, link = page.get_by_text("On this page"), page.get_by_role("link", name=part)
    for leave in (lambda: page.keyboard.press("Escape"), lambda: page.mouse.click(5, 5)):
        summary.press("Enter")
        assert link.is_visible()
        leave()
        link.wait_for(state="hidden")
    summary.click()
    link.click()
    heading = page.locator(f"#{anchor}")
    page.wait_for_timeout(500)
    assert link.is_hidden()
    box = heading.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 844
    assert page.get_by_text("On this page").is_visible()
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, main.scrollHeight)")
    last = page.get_by_text("What the words mean").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= bar["y"]


@pytest.mark.parametrize("path", [path for path in BEGINNINGS if path not in OPENED_ELSEWHERE])
def test_a_page_that_is_used_begins_with_its_first_control_and_few_words(
    path: str, look_at_page: LookAtPage
) -> None:
    visit = look_at_page("phone")
    visit.goto(path)
    assert_inside_on_both(visit)


@pytest.mark.parametrize("screen", ["laptop", "phone"])
def test_the_map_of_an_uploaded_table_is_on_the_first_screen(
    screen: str, open_page: OpenPage
) -> None:
    visit = open_page(screen)
    page = visit.goto("/quick_view")
    _, table, _ = EXAMPLES
    file: FilePayload = {"name": table.file, "mimeType": "text/csv", "buffer": table.read()}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=re.compile("^Go on")).first.click()
    page.get_by_role("button", name=re.compile("^Show it")).first.click()
    page.get_by_role("heading", name=re.compile(r"\(uploaded\)"), level=1).wait_for()
    visit.settled()
    # The button was far down on a phone: what it leads to is shown from its top.
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0
    assert_inside(BUDGETS[screen], page)
    visit.assert_no_errors()


def test_on_a_phone_a_button_that_says_what_is_shown_opens_the_controls(
    open_page: OpenPage,
) -> None:
    page = open_page("phone").goto("/trends?area=E08000012")
    indicator = page.get_by_role("combobox", name="Indicator")
    assert not indicator.is_visible()
    page.get_by_text("Employment rate (Great Britain) · Liverpool and 3 more").click()
    assert indicator.is_visible()


def test_the_finder_stands_in_the_menu_s_row_and_under_no_other_control(
    open_page: OpenPage,
) -> None:
    for screen in ("laptop", "phone"):
        page = open_page(screen).goto("/trends")
        box = page.locator(".st-key-finder").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 60
        links = page.locator("header a").all()
        ends = [one.bounding_box() for one in links if one.is_visible()]
        assert all(end is None or end["x"] + end["width"] <= box["x"] for end in ends)
