"""On the real server a tab that was elsewhere shows what a new one shows, and was sent less."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.server import Server
from tests.measure.bench.journeys import VISITS, Landing
from tests.measure.bench.server_side import open_page, open_path
from tests.measure.load.servers import serving
from tests.measure.load.session import Tab, connected

MOVING = [landing for landing in VISITS if landing.elsewhere()]


@pytest.fixture(scope="module")
def tuned_server() -> Iterator[Server]:
    with serving() as running:
        yield running


def _list_elements(tab: Tab) -> list[tuple[tuple[int, ...], str, str]]:
    """What the tab shows: where, of which kind, and its content."""
    elements = []
    for path, element in tab.elements():
        kind = element.WhichOneof("type") or ""
        # Each run gives a file's button an address of its own.
        content = "" if kind == "download_button" else str(getattr(element, kind))
        elements.append((path, kind, content))
    return elements


async def _settle(*tabs: Tab) -> None:
    """Run once more: a widget that the page has set says so in one run."""
    for tab in tabs:
        await tab.rerun()


@pytest.mark.parametrize("landing", MOVING, ids=lambda landing: landing.name)
def test_a_page_reached_from_another_place_is_the_page_opened_anew(
    tuned_server: Server, landing: Landing
) -> None:
    async def compare() -> tuple[int, int]:
        async with connected(tuned_server.url) as tab, connected(tuned_server.url) as another:
            await open_path(tab, landing.elsewhere())
            moved = await open_page(tab, landing)
            first = await open_page(another, landing)
            await _settle(tab, another)
            assert _list_elements(tab) == _list_elements(another)
            await open_path(tab, landing.elsewhere())
            again = await open_page(tab, landing)
            await _settle(tab, another)
            assert _list_elements(tab) == _list_elements(another)
        return max(moved.messages, again.messages), first.messages

    moved, first = asyncio.run(compare())
    assert moved < 0.8 * first


@pytest.mark.parametrize(
    "landing", [landing for landing in VISITS if landing.change], ids=lambda landing: landing.name
)
def test_a_page_after_changes_and_back_is_the_page_opened_with_its_first_choice(
    tuned_server: Server, landing: Landing
) -> None:
    async def compare() -> None:
        async with connected(tuned_server.url) as tab, connected(tuned_server.url) as another:
            for each in (tab, another):
                await open_page(each, landing)
            options = tab.options(landing.change)[:4]
            for option in (*options, *options):
                await tab.choose(landing.change, option)
            await another.choose(landing.change, options[-1])
            await _settle(tab, another)
            assert _list_elements(tab) == _list_elements(another)

    asyncio.run(compare())


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
