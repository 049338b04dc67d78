"""No page asks for anything that its content security policy forbids."""

from __future__ import annotations

from placelib.urls import PAGES
from tests.browser.conftest import OpenPage
from tests.browser.views import VIEWS

_NOTE = """
window.__forbidden = [];
addEventListener('securitypolicyviolation', (event) =>
  window.__forbidden.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""
PATHS = [
    *(view.path for view in VIEWS),
    *(f"/{page.path}" for page in PAGES if not any(page.path in view.path for view in VIEWS)),
]


def test_no_page_asks_for_anything_that_is_forbidden(open_page: OpenPage) -> None:
    visit = open_page()
    visit.page.add_init_script(_NOTE)
    for path in PATHS:
        page = visit.goto(path)
        assert page.evaluate("window.__forbidden") == [], path
    # The policy is in force: text is not run as code.
    asked = "import('data:text/javascript,1').then(() => 'ran', () => 'refused')"
    assert page.evaluate(asked) == "refused"
