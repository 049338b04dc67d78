"""What a visitor can do on the Trends page."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from placelib.exports.observation_table import NAMES
from tests.browser.access import assert_fits_every_width, sideways
from tests.browser.conftest import LookAtPage, OpenPage

MANY = "E08000012.E08000011.E08000014.E08000013.E06000006.E08000015.E47000004"
STATES = (
    "/trends?indicator=gross-median-weekly-pay&areas=E06000055.E92000001&view=index&bands=all",
    "/trends?indicator=median-age&areas=W06000015.S12000049.N09000003&view=gap&bands=none",
    f"/trends?indicator=employment-rate&areas={MANY}&view=figures&bands=first",
)


def shape_of(page: Page) -> list[str]:
    """What every chart on the page draws, and what it says."""
    found: list[str] = page.eval_on_selector_all(
        '[data-testid="stVegaLiteChart"] svg',
        "all => all.map(one => [...one.querySelectorAll('path, text')]"
        ".map(part => (part.getAttribute('d') || '') + part.textContent).join('|'))",
    )
    return found


def headings(page: Page) -> list[int]:
    """The levels of the page's headings in their order."""
    found: list[int] = page.eval_on_selector_all(
        '[data-testid="stMain"] :is(h1, h2, h3, h4)', "all => all.map(one => +one.tagName[1])"
    )
    return found


def nameless(page: Page) -> list[str]:
    """Buttons, boxes and fields without a name that assistive technology could say."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('[data-testid="stMain"] :is(button, input, a)')]
            .filter(one => one.getBoundingClientRect().width > 0 && one.tabIndex >= 0)
            .filter(one => !(one.innerText || one.getAttribute('aria-label') || one.title
                || (one.labels && one.labels.length)
                || one.getAttribute('aria-labelledby')))
            .map(one => one.outerHTML.slice(0, 120))"""
    )
    return found


def link_on(page: Page) -> str:
    """The address in the box for copying, without the app's own part."""
    page.get_by_role("button", name="Share", exact=True).click()
    box = page.get_by_test_id("stCode")
    expect(box).to_be_visible(timeout=60_000)
    text = box.inner_text().strip()
    page.keyboard.press("Escape")
    return "/" + text.split("/", 3)[3]


@pytest.mark.parametrize("path", STATES)
def test_the_copied_link_reopens_with_the_same_chart(path: str, open_page: OpenPage) -> None:
    first = open_page()
    page = first.goto(path)
    link = link_on(page)
    assert all(f"{name}=" in link for name in ("indicator", "areas", "view", "bands", "data"))
    drawn = shape_of(page)
    second = open_page()
    again = second.goto(link)
    assert shape_of(again) == drawn
    assert drawn
    assert link_on(again) == link
    assert not again.get_by_test_id("stAlert").count()
    second.assert_no_errors()


def test_choices_go_to_the_address_and_back_brings_them_back(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/trends")
    page.get_by_role("radio", name="Gap to England").click()
    page.get_by_text("below England").first.wait_for(timeout=60_000)
    assert "view=gap" in page.url
    page.get_by_role("button", name="Places").click()
    page.get_by_role("button", name="United Kingdom").click()
    expect(page).to_have_url(re.compile("K02000001"), timeout=60_000)
    visit.settled()
    page.get_by_role("button", name="North West", exact=True).click()
    expect(page).not_to_have_url(re.compile("E12000002"), timeout=60_000)
    visit.assert_no_errors()


def test_more_than_four_places_get_a_panel_each(look_at_page: LookAtPage) -> None:
    page = look_at_page("phone").goto(STATES[2])
    assert len(shape_of(page)) == 7
    assert sideways(page) == []


def test_hostile_values_get_a_note_and_the_default(look_at_page: LookAtPage) -> None:
    visit = look_at_page()
    bad = "%3Cimg%20src%3Dhttp%3A%2F%2Fexample.com%2Fx%3E"
    page = visit.goto(f"/trends?indicator={bad}&areas={bad}.E08000012&view={bad}&bands={bad}")
    assert page.get_by_test_id("stAlert").count() == 5
    assert "Liverpool" in page.get_by_role("heading", level=1).inner_text()
    visit.assert_only_loopback()
    visit.assert_no_errors()


def test_the_page_says_what_it_shows_opens_its_table_and_fits_every_screen(
    open_page: OpenPage,
) -> None:
    visit = open_page()
    page = visit.goto("/trends")
    assert "Liverpool" in page.get_by_role("heading", level=1).inner_text()
    sentence = "The employment rate in Liverpool was"
    assert page.get_by_text(sentence).first.is_visible()
    assert page.locator(f'[aria-label^="{sentence}"]').count() >= 1
    levels = headings(page)
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert nameless(page) == []
    assert_fits_every_width(visit)
    page.get_by_text("Table (80 rows)").click()
    page.get_by_test_id("stDataFrame").wait_for()
    visit.settled()
    visit.assert_no_errors()


def test_downloads_say_their_rows_and_keep_them(open_page: OpenPage) -> None:
    page = open_page().goto("/trends?indicator=employment-rate&areas=E08000012")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("button", name="CSV (20 rows)").click()
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == list(NAMES)
    assert [row[NAMES.index("area_code")] for row in rows] == ["E08000012"] * 20
    with page.expect_download() as started:
        page.get_by_role("button", name="What the columns mean (JSON)").click()
    notes = json.loads(Path(started.value.path()).read_text("utf-8"))["notes"]
    assert any("Open Government Licence" in note for note in notes)
    assert any("/trends?indicator=employment-rate" in note for note in notes)
    with page.expect_download() as started:
        page.get_by_role("button", name="XLSX (20 rows)").click()
    data = Path(started.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 21
    assert "<f>" not in sheet
    lines = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Notes").to_python()
    assert [line for (line,) in lines if line in notes] == notes


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_hold_the_headline_the_chart_and_the_source(
    scheme: str, open_page: OpenPage
) -> None:
    visit = open_page("laptop", scheme)
    page = visit.goto("/trends")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Picture (SVG)").click()
    text = Path(started.value.path()).read_text("utf-8")
    assert text.startswith("<svg")
    assert "Employment rate" in text
    assert "Open Government Licence" in text
    assert "<script" not in text
    assert text.count("<path") > 20
    with page.expect_download() as started:
        page.get_by_role("button", name="Picture (PNG)").click()
    data = Path(started.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 20_000
    visit.assert_no_errors()


def test_a_file_comes_though_its_menu_is_closed_meanwhile(open_page: OpenPage) -> None:
    visit = open_page("laptop")
    page = visit.goto("/trends")
    page.get_by_role("button", name="Slides and files").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PowerPoint").click()
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="PowerPoint")).to_have_count(0)
    assert waiting.value.suggested_filename == "bend-the-line-trends.pptx"
    visit.assert_no_errors()
