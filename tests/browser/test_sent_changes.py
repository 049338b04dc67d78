"""In Chromium a visit that goes on shows what a new one shows, though it was sent less."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage

# What can be seen of the page, as its texts and as what its charts draw.
SEEN = """() => [...document.querySelectorAll('[data-testid="stMain"] :is(h1, h2, p, li, td, th, '
    + 'label, summary, svg text, svg path)')].filter((part) => part.checkVisibility())
    .map((part) => (part.getAttribute('d') || '') + part.textContent)"""
NOTE_SOCKETS = """{
  const Socket = window.WebSocket;
  window.sockets = [];
  window.WebSocket = class extends Socket {
    constructor(...address) { super(...address); window.sockets.push(this); }
  };
}"""


@pytest.mark.parametrize("is_cut", [False, True], ids=["whole", "cut"])
def test_a_visit_that_goes_on_shows_what_a_new_one_shows(
    open_page: OpenPage, *, is_cut: bool
) -> None:
    visit, another = open_page(), open_page()
    visit.page.add_init_script(NOTE_SOCKETS)
    page = visit.goto("/compare?area=E08000012&indicator=employment-rate")
    for view, setting in (
        ("Distribution", "distribution"),
        ("Two indicators", "two"),
        ("Place or silo", "silo"),
        ("Peers", "peers"),
    ):
        if is_cut:
            page.evaluate("window.sockets.at(-1).close()")
            page.wait_for_function("() => window.sockets.at(-1).readyState === WebSocket.OPEN")
        page.get_by_test_id("stMain").get_by_text(view, exact=True).click()
        page.wait_for_function(
            "view => new URL(location).searchParams.get('view') === view", arg=setting
        )
        visit.settled()
        another.goto(page.url)
        assert page.evaluate(SEEN) == another.page.evaluate(SEEN)
    page.go_back()
    page.wait_for_function("() => new URL(location).searchParams.get('view') !== 'peers'")
    visit.settled()
    another.goto(page.url)
    assert page.evaluate(SEEN) == another.page.evaluate(SEEN)
