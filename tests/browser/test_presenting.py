"""Presenting a run sheet by keyboard: large text, no scrolling, no chrome, and a refresh stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from placelib.exports.run_sheet import RunSheet, make_seminar, make_view, write_run_sheet_link
from placelib.quadrant.idea import STEPS
from placelib.urls import (
    AREA,
    COMPARE,
    INDICATOR,
    LENS,
    LEVEL,
    MAP,
    NEIGHBOURHOODS,
    PLACE,
    QUADRANT,
    RUN_SHEET,
    SCORECARD,
    SHEET,
    VIEW,
)
from tests.browser.browsing import Visit
from tests.browser.conftest import LookAtPage, OpenPage
from tests.browser.first_screen import BUDGETS, PAGES, assert_inside
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
# Words that lie on a chart, which has its own inside.
_WORDS_ON_CHARTS = """
() => {
  const find = (selector) => [...document.querySelectorAll(selector)].map(
    (element) => [element, element.getBoundingClientRect()]);
  // A chart may be wider than the place that Streamlit gives it.
  const charts = find('[data-testid="stVegaLiteChart"] :is(canvas, svg)');
  return find('[data-testid="stMarkdown"], [data-testid="stCaptionContainer"]').filter(
    ([words, box]) =>
    box.width && box.height && charts.some(([chart, picture]) =>
      !words.contains(chart) && !chart.contains(words)
      && Math.min(box.right, picture.right) - Math.max(box.left, picture.left) > 2
      && Math.min(box.bottom, picture.bottom) - Math.max(box.top, picture.top) > 2)
  ).map(([words]) => words.innerText.slice(0, 60));
}
"""


def at(visit: Visit, number: int) -> Page:
    """The page once view `number` of the run sheet is on the stage."""
    expect(visit.page.get_by_text(f"{number} of 6", exact=True)).to_be_visible(timeout=60_000)
    visit.settled()
    return visit.page


def present(path: str) -> str:
    """The address of a page on the stage."""
    return f"{path}{'&' if '?' in path else '?'}present=1"


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
    "/quadrant?area=E47000008&lens=evidence",
    "/quadrant?area=E47000013&lens=evidence",
    "/quadrant?area=E08000029&lens=evidence",
    "/quadrant?area=E47000008&lens=take",
    "/quadrant?area=E47000004&lens=take&more=300",
    "/trends?area=E08000012&view=index",
    *(f"/quadrant?lens=idea&step={step}" for step in range(1, STEPS + 1)),
    "/quadrant?area=E47000004&lens=take",
    "/quadrant?area=E47000004&lens=drawn&areas=E08000012.E08000015",
    "/quadrant?area=E47000004&lens=drawn&areas=E08000012.E08000011.E08000014",
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


STAGED = [view.path for view in PRESENTED] + [present(path) for path in ALSO_PRESENTED]
# Beside those that are looked at on a phone and a laptop too.
ONLY_STAGED_PICTURES = (
    *(f"/quadrant?lens=idea&step={step}" for step in range(1, STEPS + 1)),
    "/trends?area=E08000012&view=index",
    "/quadrant?area=E47000004&lens=room",
)
WITH_A_PICTURE = [present(path) for path in (*PAGES, *ONLY_STAGED_PICTURES)]


@pytest.mark.parametrize("path", dict.fromkeys((*STAGED, *WITH_A_PICTURE)))
def test_a_staged_view_fits_every_window_and_its_picture_fills_a_projector(
    path: str, look_at_page: LookAtPage
) -> None:
    visit = look_at_page("projector")
    page = visit.goto(path)
    if path in WITH_A_PICTURE:
        assert_inside(BUDGETS["projector"], page)
    over = {}
    for width, height in WINDOWS if path in STAGED else ():
        if page.viewport_size != {"width": width, "height": height}:
            page.set_viewport_size({"width": width, "height": height})
            visit.settled()
        pixels = page.evaluate(_OVERFLOW)
        if pixels > 0:
            over[width, height] = pixels
    assert not over
    assert page.evaluate(_WORDS_ON_CHARTS) == []
    visit.assert_no_errors()


def test_a_view_is_added_moved_and_presented_alone(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/authorities")
    page.get_by_role("button", name="Share", exact=True).click()
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


def test_a_run_sheet_is_taken_away_as_one_file_that_opens_with_the_network_off(
    open_page: OpenPage, tmp_path: Path
) -> None:
    views = (
        make_view(QUADRANT, {LENS: "idea"}, "The idea"),
        make_view(PLACE, {AREA: "E08000012"}, "The place"),
        make_view(MAP, {INDICATOR: "obese-children-year-6", LEVEL: "ltla"}, "A map"),
        make_view(NEIGHBOURHOODS, {AREA: "E06000017"}, "Inside it"),
        make_view(COMPARE, {AREA: "E08000012", VIEW: "silo"}, "Place or silo"),
        make_view(SCORECARD, {AREA: "E08000012"}, "What we share"),
        make_view(QUADRANT, {AREA: "E08000012", LENS: "room"}, "The room"),
    )
    link = write_run_sheet_link(RunSheet("Away day", views))
    visit = open_page("laptop")
    page = visit.goto(f"/{RUN_SHEET.path}?{SHEET}={link}")
    with page.expect_download(timeout=90_000) as waiting:
        page.get_by_role("button", name="One file (HTML)").click()
    file = tmp_path / "run-sheet.html"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == "run-sheet.html"
    page.context.set_offline(True)
    offline = page.context.new_page()
    asked: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.goto(file.as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert offline.get_by_role("heading", level=1).inner_text() == "Away day"
    headings = offline.get_by_role("heading", level=2).all_inner_texts()
    starts = [f"{number}. {view.title}" for number, view in enumerate(views, start=1)]
    assert [heading for heading in headings if heading in starts] == starts
    words = offline.locator("body").inner_text()
    assert "What there is to build on in Liverpool" in words
    assert "Bending the line" in words
    assert "Obesity prevalence" in words
    assert "neighbourhoods of Rutland" in words
    assert "Mostly ministers’ to move" in words
    assert words.count("nothing to take away but its link") == 1
    assert words.count("Live: http") == len(views)
    assert offline.get_by_role("img").count() >= 5
    folded = offline.locator("details")
    folded.first.locator("summary").click()
    assert folded.first.get_by_role("row").count() > 10
    assert "Source" in words
    visit.assert_no_errors()
