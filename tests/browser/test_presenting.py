"""Presenting a run sheet by keyboard: large text, no scrolling, no chrome, and a refresh stays."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from placelib.exports.run_sheet import make_seminar, write_run_sheet_link
from placelib.quadrant.idea import STEPS
from placelib.urls import RUN_SHEET, SHEET
from tests.browser.browsing import Visit
from tests.browser.conftest import OpenPage
from tests.browser.views import PRESENTED

LEAST = 24
# The size of every text that is seen, as it is seen, and the text.
_SIZES = """
() => [...document.querySelectorAll('[data-testid="stMain"] *')]
  .filter((element) => !element.closest('style, script, [hidden]'))
  .filter((element) => [...element.childNodes].some(
    (child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim()))
  .filter((element) => element.getBoundingClientRect().width > 2)
  .map((element) => [
    parseFloat(getComputedStyle(element).fontSize) * element.currentCSSZoom,
    element.textContent.trim().slice(0, 40),
  ])
"""
_OVERFLOW = """
() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return main.scrollHeight - main.clientHeight;
}
"""


def at(visit: Visit, number: int) -> Page:
    """The page once view `number` of the run sheet is on the stage."""
    expect(visit.page.get_by_text(f"{number} of 6", exact=True)).to_be_visible(timeout=60_000)
    visit.settled()
    return visit.page


def assert_fit_for_a_projector(page: Page) -> None:
    small = [text for size, text in page.evaluate(_SIZES) if size < LEAST]
    assert not small, f"{page.url} shows text below {LEAST} pixels: {small}"


def test_the_default_run_sheet_is_presented_by_keyboard(open_page: OpenPage) -> None:
    visit = open_page("projector")
    visit.goto(f"/{RUN_SHEET.path}")
    visit.page.get_by_role("button", name="Start presenting").click()
    sheet = make_seminar()
    for number in range(1, len(sheet.views) + 1):
        page = at(visit, number)
        assert_fit_for_a_projector(page)
        assert page.get_by_role("navigation").count() == 0
        assert page.get_by_text("Share and export").count() == 0
        assert page.evaluate(_OVERFLOW) <= 0, f"{page.url} has to be scrolled"
        if number == 1:
            # The idea is gone through step by step before the next view.
            for step in range(1, STEPS + 1):
                expect(page.get_by_text(f"Step {step} of {STEPS}")).to_be_visible(timeout=60_000)
                visit.settled()
                page.keyboard.press("PageDown")
        else:
            page.keyboard.press("ArrowRight" if number % 2 else "PageDown")
    at(visit, 6).keyboard.press("PageUp")
    page = at(visit, 5)
    page.reload()
    at(visit, 5).keyboard.press("ArrowLeft")
    at(visit, 4).keyboard.press("Escape")
    expect(visit.page).to_have_url(
        re.compile(rf"/{RUN_SHEET.path}\?.*{SHEET}={write_run_sheet_link(sheet)}")
    )
    visit.assert_no_errors()


ALSO_PRESENTED = (
    "/place?area=E47000006",
    "/place?area=W06000015",
    "/place?area=E08000012&indicator=employment-rate",
    "/map?area=E08000012",
    "/compare?area=E08000012&view=two",
    "/quadrant?lens=idea&step=2",
    "/quadrant?lens=idea&step=5",
    "/quadrant?area=E47000004&lens=take",
    "/quadrant?area=E47000004&lens=drawn&areas=E08000012.E08000015",
    "/quadrant?lens=idea&step=3",
    "/authorities?view=all",
    "/map?view=list",
    "/map?indicator=population-count",
    "/map?view=list&indicator=gross-median-weekly-pay&page=4",
    "/neighbourhoods?area=E08000012",
    "/neighbourhoods?area=E06000052",
    "/neighbourhoods?area=E09000030&against=E06000017&measure=gp",
    "/neighbourhoods?area=E47000001&view=list",
    "/neighbourhoods?area=E08000012&view=assets",
    "/scorecard?area=E08000012",
)
WINDOWS = ((1920, 1080), (1280, 720), (1366, 768), (1366, 650))


def test_every_staged_view_fits_every_window(open_page: OpenPage) -> None:
    visit = open_page("projector")
    over = {}
    for path in [view.path for view in PRESENTED] + [
        f"{path}&present=1" for path in ALSO_PRESENTED
    ]:
        visit.goto(path)
        for width, height in WINDOWS:
            visit.page.set_viewport_size({"width": width, "height": height})
            visit.settled()
            pixels = visit.page.evaluate(_OVERFLOW)
            if pixels > 0:
                over[path, width, height] = pixels
    assert not over


def test_a_view_is_added_moved_and_presented_alone(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/authorities")
    page.get_by_role("button", name="Add to run sheet").click()
    page.get_by_role("link", name="Open the run sheet").click()
    expect(page.get_by_role("heading", name="7 views")).to_be_visible(timeout=60_000)
    seventh = page.get_by_label("View 7: Authorities")
    expect(seventh).to_have_value("All combined authorities at once")
    visit.settled()
    page.locator(".st-key-run-sheet-view-6-up button").first.click()
    expect(page.get_by_label("View 6: Authorities")).to_be_visible()
    page.reload()
    expect(page.get_by_label("View 6: Authorities")).to_be_visible(timeout=60_000)
    page = visit.goto("/trends")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.get_by_role("button", name="Leave")).to_be_visible()
    visit.settled()
    assert page.get_by_text("Share and export").count() == 0
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_text("Share and export")).to_be_visible()


def test_an_embedded_view_keeps_its_source_and_a_link_and_loses_the_rest(
    open_page: OpenPage,
) -> None:
    page = open_page().goto("/trends?embed=true")
    expect(page.get_by_role("link", name="Open the whole page")).to_be_visible()
    assert page.get_by_text("Source:").count() == 1
    assert page.get_by_label("Find a place").count() == 0
    assert page.get_by_text("Share and export").count() == 0
