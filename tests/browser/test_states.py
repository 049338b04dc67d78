"""What is wrong, missing or not yet there: it says so in our words, and leads on."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import OpenPage


# /start is what Streamlit calls the first page by itself.
@pytest.mark.parametrize("path", ["/a_page_of_yesterday?area=E08000012", "/start"])
def test_an_address_that_is_no_page_s_says_so_and_leads_on(path: str, open_page: OpenPage) -> None:
    visit = open_page("phone")
    page = visit.goto(path)
    heading = page.get_by_role("heading", level=1)
    assert heading.inner_text() == "There is no page at this address"
    assert page.get_by_role("dialog").count() == 0
    assert page.title() == "Page not found – Bend the Line"
    page.get_by_role("link", name="See the whole country").click()
    page.wait_for_function("() => document.title === 'Map – Bend the Line'")
    visit.settled()
    visit.assert_no_errors()


def test_a_wrong_code_of_a_workshop_can_be_typed_again(open_page: OpenPage) -> None:
    for path, button in (("/join?room=AAAAAA", "Join"), ("/board?room=AAAAAA", "Show the board")):
        page = open_page("phone").goto(path)
        page.get_by_text("There is no workshop with the code “AAAAAA”").wait_for()
        page.get_by_label("The code on the screen in the room").fill("BBBBBB")
        page.get_by_role("button", name=button).click()
        page.get_by_text("There is no workshop with the code “BBBBBB”").wait_for()


@pytest.mark.first_visit
def test_while_nothing_has_come_the_bent_line_is_shown(open_page: OpenPage) -> None:
    visit = open_page("laptop")
    # A server that takes the connection and says nothing.
    visit.page.route_web_socket(re.compile("_stcore/stream"), lambda _: None)
    visit.page.goto(f"{visit.base_url}/map", wait_until="commit")
    mark = visit.page.get_by_test_id("stAppSkeleton")
    mark.wait_for(state="attached")
    ground = mark.evaluate("mark => getComputedStyle(mark).backgroundImage")
    assert ground == f'url("{visit.base_url}/app/static/mark.svg")'
    assert visit.page.request.get(f"{visit.base_url}/app/static/mark.svg").status == 200
