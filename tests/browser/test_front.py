"""A page finds its server at once, and the scripts that it asks for are those of what it draws."""

from __future__ import annotations

import pytest

from placelib.ui.server import ELEMENTS_OF_LENS
from placelib.urls import PAGES
from tests.browser.browsing import settled
from tests.browser.conftest import OpenPage

# The name by which Streamlit marks an element on the page, by the name of the element's script.
MARKS = {
    "ArrowVegaLiteChart": "stVegaLiteChart",
    "BidiComponent": "stBidiComponentRegular",
    "Multiselect": "stMultiSelect",
}
VISITS = [(f"/{page.path}", page.elements) for page in PAGES if page.elements] + [
    (f"/quadrant?area=E47000004&lens={lens}", elements)
    for lens, elements in ELEMENTS_OF_LENS.items()
]


@pytest.mark.parametrize(("path", "elements"), VISITS, ids=[path for path, _ in VISITS])
def test_a_page_draws_what_it_asks_for_ahead(
    path: str, elements: tuple[str, ...], open_page: OpenPage
) -> None:
    page = open_page().goto(path)
    missing = [
        element
        for element in elements
        if not page.locator(f'[data-testid="{MARKS.get(element, f"st{element}")}"]').count()
    ]
    assert missing == []


def test_a_page_connects_without_waiting_for_an_answer_to_where_the_server_is(
    open_page: OpenPage,
) -> None:
    visit = open_page()
    visit.page.route("**/_stcore/h*", lambda _: None)  # never answered
    visit.page.goto(f"{visit.base_url}/place?area=E08000012", wait_until="commit")
    settled(visit.page)
    assert visit.page.get_by_role("heading", name="Liverpool").first.is_visible()
