"""A link straight to a page works as the very first request to a fresh server."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage, StartServer

pytestmark = pytest.mark.first_visit


def test_a_deep_link_as_the_first_request_gives_the_right_place(
    fresh_server: StartServer, open_page: OpenPage
) -> None:
    server = fresh_server()
    visit = open_page(base_url=server.url)
    page = visit.goto("/place?area=E08000025&indicator=population-count")
    assert page.get_by_role("heading", level=1).inner_text() == "Birmingham"
    assert page.get_by_text("The total population in Birmingham was").first.is_visible()
    assert page.get_by_role("link", name="Sources and methods").first.is_visible()
    visit.assert_no_errors()


def test_an_address_that_is_no_page_s_as_the_first_request_gives_our_own_page(
    fresh_server: StartServer, open_page: OpenPage
) -> None:
    server = fresh_server()
    visit = open_page(base_url=server.url)
    page = visit.goto("/a_page_of_yesterday")
    heading = page.get_by_role("heading", level=1).inner_text()
    assert heading == "There is no page at this address"
    assert page.get_by_role("dialog").count() == 0
    visit.assert_no_errors()


def test_a_link_in_our_html_opens_within_the_visit_and_leads_back(open_page: OpenPage) -> None:
    visit = open_page()
    page = visit.goto("/trends?areas=E08000012&embed_options=light_theme")
    page.evaluate("window.sameVisit = true")
    before = page.url
    page.get_by_role("link", name="Sources and methods").last.click()
    page.get_by_role("heading", level=1, name="Data and methods").wait_for()
    assert page.url.endswith("/methods?embed_options=light_theme")
    page.go_back()
    page.get_by_role("heading", level=1, name="Employment rate").wait_for()
    assert page.url == before
    assert page.evaluate("window.sameVisit")
    visit.assert_no_errors()
