"""The Scorecard page: written in a browser, kept in its link, taken away and opened offline."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from placelib.scorecard.records import read_scorecard_link
from tests.browser.conftest import OpenPage
from tests.browser.first_screen import BUDGETS, assert_inside

pytestmark = pytest.mark.browser
SECONDS = 60_000


def test_what_partners_write_is_kept_whole_in_the_link(open_page: OpenPage) -> None:
    visit = open_page("laptop")
    page = visit.goto("/scorecard?area=E08000012&measures=employment-rate.obese-children-year-6")
    assert page.get_by_role("heading", level=1).inner_text().count("for Liverpool moved clearly")
    page.get_by_test_id("stExpander").filter(has_text="Employment rate").locator("summary").click()
    box = page.get_by_role("textbox", name="Who looks after it")
    box.fill("Jobs partnership")
    box.press("Enter")
    expect(page.get_by_text("Jobs partnership").first).to_be_visible(timeout=60_000)
    visit.settled()
    link = page.evaluate("new URL(location.href).searchParams.get('card')")
    card = read_scorecard_link(link)
    assert card.area == "E08000012"
    assert [measure.owner for measure in card.measures] == ["Jobs partnership", ""]
    page.reload()
    visit.settled()
    assert page.get_by_text("Jobs partnership").first.is_visible()
    visit.assert_no_errors()


def test_a_file_has_what_was_typed_while_the_cursor_is_still_in_its_box(
    open_page: OpenPage, tmp_path: Path
) -> None:
    visit = open_page("laptop")
    page = visit.goto("/scorecard?area=E08000012&measures=employment-rate.obese-children-year-6")
    page.get_by_test_id("stExpander").filter(has_text="Employment rate").locator("summary").click()
    files = {"Save to go on with later (JSON)": "Jobs board", "One file (HTML)": "Skills board"}
    for button, owner in files.items():
        page.get_by_role("textbox", name="Who looks after it").fill(owner)
        if button == "One file (HTML)":
            page.get_by_role("button", name="Slides and files").click()
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("button", name=button).click()
        waiting.value.save_as(tmp_path / "file")
        assert owner in (tmp_path / "file").read_text("utf-8"), button
    visit.assert_no_errors()


def test_a_damaged_link_gives_way_to_a_new_scorecard_with_a_sentence(open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto("/scorecard?card=AAAA")
    assert page.get_by_text("This scorecard cannot be opened").is_visible()
    assert page.get_by_role("heading", level=1).inner_text().count("moved clearly")
    visit.assert_no_errors()


def test_one_file_opens_with_the_network_off(open_page: OpenPage, tmp_path: Path) -> None:
    visit = open_page("laptop")
    page = visit.goto("/scorecard?area=E08000012&measures=employment-rate.obese-children-year-6")
    page.get_by_role("button", name="Slides and files").click()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="One file (HTML)").click()
    file = tmp_path / "scorecard.html"
    waiting.value.save_as(file)
    page.context.set_offline(True)
    offline = page.context.new_page()
    asked: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.goto(file.as_uri())
    assert offline.get_by_role("heading", level=1).inner_text() == "Shared measures for Liverpool"
    assert offline.get_by_role("cell", name="Employment rate (Great Britain)").first.is_visible()
    chart = offline.get_by_role("img").first
    assert chart.evaluate("image => image.naturalWidth") > 300
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_a_presented_scorecard_names_every_measure_and_says_what_the_band_is(
    open_page: OpenPage,
) -> None:
    slugs = "employment-rate.gross-median-weekly-pay.population-count.claimant-count"
    visit = open_page("projector")
    page = visit.goto(f"/scorecard?area=E08000012&measures={slugs}&present=1")
    chart = page.locator('[data-testid="stVegaLiteChart"] svg')
    for words in ("Employment rate", "Gross median weekly pay", "Population", "no interval"):
        expect(chart.get_by_text(words).first).to_be_visible(timeout=SECONDS)
    expect(chart.get_by_text("grey: too small to be seen")).to_be_visible()
    assert " of 4 shared measures" in page.get_by_role("heading", level=1).inner_text()
    assert_inside(BUDGETS["projector"], page)
    visit.assert_no_errors()
