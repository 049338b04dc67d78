"""A page's main picture is on the first screen, with few words and one row of controls above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import FilePayload, Page

from placelib.quickview.examples import EXAMPLES
from tests.browser.conftest import OpenPage


@dataclass(frozen=True)
class Budget:
    """What may stand above the main picture of a page, and how much of it must be seen at once.

    ``top`` is in pixels; ``share`` that of the picture on the first screen, ``area`` that of the
    screen which the picture fills. A list on a phone is longer than the screen by nature: there
    ``entries`` of its rows must be seen whole instead of a share of them all.
    """

    top: int
    share: float
    words: int
    rows: int
    area: float = 0.0
    entries: int = 0


BUDGETS = {
    "laptop": Budget(top=260, share=0.85, words=45, rows=1),
    "phone": Budget(top=330, share=0.70, words=35, rows=1, entries=5),
    "projector": Budget(top=200, share=1.0, words=25, rows=0, area=0.6),
}

# Every page and state with a main picture; a longer name than that of Liverpool among them.
PAGES = (
    "/map?area=E08000012",
    "/map?within=E12000007&view=tiles&indicator=gross-median-weekly-pay",
    "/map?view=list",
    "/map?indicator=population-count",
    "/neighbourhoods?area=E08000012",
    "/neighbourhoods?area=E09000030&against=E06000017&measure=gp",
    "/neighbourhoods?area=E47000001&view=list",
    "/neighbourhoods?area=E08000012&view=assets",
    "/scorecard?area=E08000012",
    "/trends?area=E08000012",
    "/trends?area=E06000058&indicator=gross-median-weekly-pay&view=gap",
    "/compare?area=E08000012",
    "/compare?area=E08000012&view=distribution",
    "/compare?area=E08000035&view=two",
    "/compare?area=E08000012&view=silo",
    "/quadrant?area=E47000004&lens=evidence",
    "/quadrant?area=E47000012&lens=take",
    "/quadrant?lens=drawn&areas=E08000012.E08000011.E08000014",
    "/authorities?from=test",
)

# A row of controls is what lies side by side; what follows the menu on its own line is none.
_MEASURE = """
() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const picture = main.querySelector('.st-key-main-picture');
  const box = picture.getBoundingClientRect();
  const isAbove = (rect) => rect.width > 2 && rect.height > 2 && rect.bottom <= box.top + 2;
  const isInMenu = (element) => element.closest('.st-key-finder');
  let words = 0;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNode(node);
    const text = node.textContent.trim();
    const parent = node.parentElement;
    const isCode = ['STYLE', 'SCRIPT'].includes(parent.tagName);
    if (!text || isCode || isInMenu(parent) || !isAbove(range.getBoundingClientRect())) continue;
    if (getComputedStyle(parent).visibility !== 'hidden') words += text.split(/\\s+/).length;
  }
  const controls = [...main.querySelectorAll('button, input, summary')]
    .filter((element) => !isInMenu(element))
    .map((element) => element.getBoundingClientRect())
    .filter((rect) => isAbove(rect) && rect.top > 0)
    .sort((one, two) => one.top - two.top);
  let rows = 0, bottom = -1;
  for (const rect of controls) {
    if (rect.top >= bottom) rows += 1;
    bottom = Math.max(bottom, rect.bottom - 4);
  }
  const seen = Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0));
  const entries = [...picture.querySelectorAll('table.map-list tbody tr')]
    .map((element) => element.getBoundingClientRect());
  return {
    isList: entries.length > 0,
    entries: entries.filter((rect) => rect.bottom <= innerHeight).length,
    top: box.top, words, rows, share: seen / box.height,
    area: seen * box.width / (innerHeight * innerWidth),
  };
}
"""


@pytest.mark.parametrize("screen", BUDGETS)
@pytest.mark.parametrize("path", PAGES)
def test_the_main_picture_is_on_the_first_screen(
    path: str, screen: str, open_page: OpenPage
) -> None:
    visit = open_page(screen)
    page = visit.goto(f"{path}&present=1" if screen == "projector" else path)
    assert_inside(BUDGETS[screen], page)
    visit.assert_no_errors()


def assert_inside(budget: Budget, page: Page) -> None:
    measured = page.evaluate(_MEASURE)
    assert measured["top"] <= budget.top, measured
    if measured["isList"] and budget.entries:
        assert measured["entries"] >= budget.entries, measured
    else:
        assert round(measured["share"], 2) >= budget.share, measured
    assert measured["words"] <= budget.words, measured
    assert measured["rows"] <= budget.rows, measured
    assert round(measured["area"], 2) >= budget.area, measured


@pytest.mark.parametrize("screen", ["laptop", "phone"])
@pytest.mark.parametrize("code", ["E08000012", "E47000004", "E07000008", "K02000001"])
def test_the_map_of_a_place_is_on_the_first_screen(
    code: str, screen: str, open_page: OpenPage
) -> None:
    visit = open_page(screen)
    page = visit.goto(f"/place?area={code}")
    assert_inside(BUDGETS[screen], page)
    visit.assert_no_errors()


# Pixels of a phone, before anything that is folded is opened.
LONGEST_PAGE = 5_000


@pytest.mark.parametrize(
    "path",
    [
        "/place?area=E08000012",
        "/place?area=E47000004",
        # A council of a county, an authority, a region and a nation: two rows of tiers.
        "/place?area=E07000008",
        "/place?area=E06000058",
        "/place?area=S12000049",
        "/authorities",
    ],
)
def test_a_long_page_ends_within_six_screens_of_a_phone(path: str, open_page: OpenPage) -> None:
    page = open_page("phone").goto(path)
    height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    assert height <= LONGEST_PAGE


def test_a_place_shows_its_quadrant_and_one_sentence_on_the_first_screen(
    open_page: OpenPage,
) -> None:
    for screen, height in (("laptop", 768), ("phone", 844)):
        page = open_page(screen).goto("/place?area=E08000012")
        box = page.get_by_text("is short of halfway on both").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height


@pytest.mark.parametrize(
    ("path", "part", "anchor"),
    [
        ("/place?area=E08000012", "What is missing", "missing"),
        ("/authorities", "More than chance?", "chance"),
    ],
)
def test_the_parts_of_a_long_page_stay_in_reach_and_lead_to_their_headings(
    path: str, part: str, anchor: str, open_page: OpenPage
) -> None:
    page = open_page("phone").goto(path)
    page.get_by_text("On this page").click()
    page.get_by_role("link", name=part).click()
    heading = page.locator(f"#{anchor}")
    page.wait_for_timeout(500)
    box = heading.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 844
    assert page.get_by_text("On this page").is_visible()


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
    # Where the button was pressed, far down on a phone, is where the page still stands.
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")
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
        page = open_page(screen).goto("/map")
        box = page.locator(".st-key-finder").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 60
        links = page.locator("header a").all()
        ends = [one.bounding_box() for one in links if one.is_visible()]
        assert all(end is None or end["x"] + end["width"] <= box["x"] for end in ends)
