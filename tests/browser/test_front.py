"""A page finds its server at once, draws what it asks for ahead, and asks for nothing forbidden."""

from __future__ import annotations

import pytest

from placelib.ui.server import ELEMENTS_OF_LENS
from placelib.urls import PAGES
from tests.browser.browsing import settled
from tests.browser.conftest import OpenPage
from tests.browser.views import VIEWS

# The name by which Streamlit marks an element on the page, by the name of the element's script.
MARKS = {
    "ArrowVegaLiteChart": "stVegaLiteChart",
    "BidiComponent": "stBidiComponentRegular",
    "Multiselect": "stMultiSelect",
}
# The elements whose scripts the HTML of an address asks for ahead.
AHEAD = {f"/{page.path}": page.elements for page in PAGES} | {
    f"/quadrant?area=E47000004&lens={lens}": elements for lens, elements in ELEMENTS_OF_LENS.items()
}
PATHS = list(dict.fromkeys((*AHEAD, *(view.path for view in VIEWS))))
_NOTE_FORBIDDEN = """
window.__forbidden = [];
addEventListener('securitypolicyviolation', (event) =>
  window.__forbidden.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""


@pytest.mark.parametrize("path", PATHS)
def test_a_page_draws_what_it_asks_for_ahead_and_asks_for_nothing_forbidden(
    path: str, open_page: OpenPage
) -> None:
    visit = open_page()
    visit.page.add_init_script(_NOTE_FORBIDDEN)
    page = visit.goto(path)
    missing = [
        element
        for element in AHEAD.get(path, ())
        if not page.locator(f'[data-testid="{MARKS.get(element, f"st{element}")}"]').count()
    ]
    assert missing == []
    assert page.evaluate("window.__forbidden") == []


def test_text_is_not_run_as_code(open_page: OpenPage) -> None:
    page = open_page().goto("/about")
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
