"""What the HTML of a page asks for ahead, and what its policy forbids it to ask for."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page

from placelib.ui.server import ELEMENTS_OF_LENS
from placelib.urls import PAGES, QUADRANT
from tests.browser.views import STATES

# The name by which Streamlit marks an element on the page, by the name of the element's script.
_MARKS = {
    "ArrowVegaLiteChart": "stVegaLiteChart",
    "BidiComponent": "stBidiComponentRegular",
    "Multiselect": "stMultiSelect",
}
# The first state of a page is one that draws all that every address of the page asks for ahead.
_FIRST_STATES = {urlsplit(view.path).path: view.path for view in reversed(STATES)}
# The elements whose scripts the HTML of an address asks for ahead.
AHEAD = {
    _FIRST_STATES.get(f"/{page.path}", f"/{page.path}"): page.elements
    for page in PAGES
    if page is not QUADRANT
} | {
    # Each lens of the quadrant asks for its own; without a lens the page is that of the idea.
    f"/{QUADRANT.path}": QUADRANT.elements,
    **{
        f"/quadrant?area=E47000004&lens={lens}": elements
        for lens, elements in ELEMENTS_OF_LENS.items()
    },
}


def find_missing(page: Page, path: str) -> list[str]:
    """The elements that the HTML of an address asks for ahead and its page does not draw."""
    return [
        f"asked for ahead and not drawn: {element}"
        for element in AHEAD.get(path, ())
        if not page.locator(f'[data-testid="{_MARKS.get(element, f"st{element}")}"]').count()
    ]


def list_forbidden(page: Page) -> list[str]:
    """What a page of `PagePool` has tried to ask for against its policy."""
    return [f"forbidden: {attempt}" for attempt in page.evaluate("window.__forbidden")]
