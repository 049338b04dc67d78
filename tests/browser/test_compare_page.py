"""What a visitor can do on the Compare page."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.access import assert_fits_every_width, sideways
from tests.browser.browsing import Visit
from tests.browser.conftest import LookAtPage, OpenPage
from tests.browser.test_trends_page import headings, link_on, nameless, shape_of

VIEWS = ("peers", "distribution", "two", "silo")
# A council outside England and a country; Liverpool is looked at for more, and tests/pages opens
# twelve.
PLACES = ("N09000003", "K02000001")
STATES = (
    "/compare?area=E06000064&peers=demographic&view=peers&indicator=gross-median-weekly-pay",
    "/compare?area=E08000025&peers=region&view=distribution&indicator=cigarette-smokers",
    "/compare?area=E07000008&peers=own&areas=E06000031.E10000003&mixed=yes&view=peers",
    "/compare?area=E08000012&view=two&indicator=median-age&against=gigabit-capable-broadband&cut=median",
)


@pytest.mark.parametrize("code", PLACES)
def test_every_view_of_a_place_opens_without_an_error(code: str, look_at_page: LookAtPage) -> None:
    visit = look_at_page()
    for view in VIEWS:
        visit.goto(f"/compare?area={code}&view={view}&indicator=population-density")
        assert_whole(visit)


def assert_whole(visit: Visit) -> None:
    """Fail where a page of the visit has an error, no heading of its own or no end."""
    page = visit.page
    assert page.get_by_role("heading", level=1).count() == 1
    assert not page.get_by_test_id("stAlert").filter(has_text="went wrong").count()
    assert page.get_by_role("heading", name="Share and export").is_visible()
    visit.assert_no_errors()
    visit.assert_only_loopback()


@pytest.mark.parametrize("path", STATES)
def test_the_copied_link_reopens_with_the_same_chart(path: str, open_page: OpenPage) -> None:
    page = open_page().goto(path)
    link, drawn = link_on(page), shape_of(page)
    assert drawn
    visit = open_page()
    again = visit.goto(link)
    assert shape_of(again) == drawn
    assert link_on(again) == link
    visit.assert_no_errors()


def test_only_the_chosen_view_is_on_the_page_and_the_address_has_it(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/compare")
    assert "peers" in page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("radio", name="Distribution").click()
    page.get_by_text("A dot for each of").first.wait_for(timeout=60_000)
    assert "view=distribution" in page.url
    visit.settled()
    assert len(shape_of(page)) == 1
    page.get_by_role("radio", name="Place or silo").click()
    page.get_by_role("table").first.wait_for(timeout=60_000)
    visit.settled()
    assert shape_of(page) == []
    visit.assert_no_errors()


def test_the_rank_is_a_range_or_says_why_there_is_none(look_at_page: LookAtPage) -> None:
    visit = look_at_page()
    page = visit.goto("/compare?view=distribution&indicator=employment-rate")
    assert page.get_by_text("It ranks in the lowest third").first.is_visible()
    page = visit.goto("/compare?view=distribution&indicator=median-age")
    assert page.get_by_text("No rank: no interval published").first.is_visible()


def test_districts_and_counties_are_compared_only_when_asked(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/compare?area=E07000008&peers=own&areas=E06000031.E10000003")
    assert page.get_by_text("Left out: Cambridgeshire").is_visible()
    assert page.get_by_role("button", name="Table (2 rows)").is_visible()
    page.get_by_text("Compare with county councils all the same").click()
    page.get_by_role("button", name="Table (3 rows)").wait_for(timeout=60_000)
    assert "mixed=yes" in page.url
    assert page.get_by_text("Included at your wish: Cambridgeshire").is_visible()


def test_the_peer_set_is_named_on_the_chart_and_in_the_download(open_page: OpenPage) -> None:
    page = open_page().goto("/compare?peers=economic&indicator=employment-rate")
    name = "Areas ONS finds most like Liverpool, by economy"
    assert page.get_by_text(f"Peers: {name}").first.is_visible()
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("button", name="XLSX (").click()
    with zipfile.ZipFile(started.value.path()) as file:
        sheets = [file.read(one).decode() for one in file.namelist() if "worksheets" in one]
    assert any(f"Peers: {name}: " in sheet for sheet in sheets)


def test_the_grid_can_be_read_by_row_and_column_and_reordered(open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto("/compare?view=silo&topic=health+and+wellbeing")
    page.get_by_text("All councils, indicator by indicator").click()
    table = page.locator("table.silo")
    table.wait_for(timeout=60_000)
    assert table.locator("th[scope=row]").count() == 6
    assert table.locator("th[scope=col]").count() > 10
    region = page.get_by_role("region").filter(has=table)
    assert region.get_attribute("tabindex") == "0"
    assert sideways(page) == []
    before = table.locator("th[scope=row]").all_inner_texts()
    assert before == sorted(before)
    page.get_by_role("radio", name="By likeness").click()
    expect(page).to_have_url(re.compile("order=likeness"), timeout=60_000)
    visit.settled()
    after = page.locator("table.silo th[scope=row]").all_inner_texts()
    assert sorted(after) == before
    assert after != before


def test_a_place_by_topic_can_be_saved_as_a_picture(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/compare?view=silo&topic=housing")
    page.get_by_role("button", name="Download", exact=True).click()
    for kind, start in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as started:
            page.get_by_role("button", name=f"Picture ({kind})").click()
        data = Path(started.value.path()).read_bytes()
        assert data.startswith(start)
        assert len(data) > 5_000
    visit.assert_no_errors()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_fits_every_screen_and_headings_and_names_are_in_order(
    view: str, look_at_page: LookAtPage
) -> None:
    visit = look_at_page()
    page = visit.goto(f"/compare?area=E08000012&view={view}&indicator=population-density")
    assert_whole(visit)
    assert_fits_every_width(visit)
    levels = headings(page)
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert nameless(page) == []


def test_hostile_values_get_a_note_and_the_default(look_at_page: LookAtPage) -> None:
    visit = look_at_page()
    bad = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"
    names = (
        "area",
        "peers",
        "areas",
        "mixed",
        "view",
        "indicator",
        "against",
        "cut",
        "topic",
        "order",
    )
    page = visit.goto("/compare?" + "&".join(f"{name}={bad}" for name in names))
    assert page.get_by_test_id("stAlert").count() >= len(names)
    assert "Liverpool" in page.get_by_role("heading", level=1).inner_text()
    visit.assert_only_loopback()
    visit.assert_no_errors()
