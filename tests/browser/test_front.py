"""A page finds its server at once, draws what it asks for ahead, and asks for nothing forbidden."""

from __future__ import annotations

import pytest

from tests.browser.ahead import AHEAD, find_missing, list_forbidden
from tests.browser.browsing import settled
from tests.browser.conftest import LookAtPage, OpenPage
from tests.browser.views import STATES

# The others are looked at in every other way too, in test_access.py.
PATHS = [path for path in AHEAD if path not in {view.path for view in STATES}]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_draws_what_it_asks_for_ahead_and_asks_for_nothing_forbidden(
    path: str, look_at_page: LookAtPage
) -> None:
    visit = look_at_page()
    page = visit.goto(path)
    assert find_missing(page, path) == []
    assert list_forbidden(page) == []


def test_text_is_not_run_as_code(look_at_page: LookAtPage) -> None:
    page = look_at_page().goto("/about")
    attempt = "import('data:text/javascript,1').then(() => 'ran', () => 'refused')"
    assert page.evaluate(attempt) == "refused"


@pytest.mark.first_visit
def test_a_page_connects_without_waiting_for_an_answer_to_where_the_server_is(
    open_page: OpenPage,
) -> None:
    visit = open_page()
    visit.page.route("**/_stcore/h*", lambda _: None)  # never answered
    visit.page.goto(f"{visit.base_url}/place?area=E08000012", wait_until="commit")
    settled(visit.page)
    assert visit.page.get_by_role("heading", name="Liverpool").first.is_visible()
