"""On the real server a tab that was elsewhere shows what a new one shows, and was sent less."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.browser.server import Server
from tests.measure.bench.journeys import VISITS, Landing
from tests.measure.bench.server_side import open_page, open_path
from tests.measure.load.servers import serving
from tests.measure.load.session import Tab, connected

MOVING = [landing for landing in VISITS if landing.elsewhere()]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
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
    server: Server, landing: Landing
) -> None:
    async def compare() -> tuple[int, int]:
        async with connected(server.url) as tab, connected(server.url) as another:
            await open_path(tab, landing.elsewhere())
            moved = await open_page(tab, landing)
            first = await open_page(another, landing)
            assert tab.texts() == another.texts()
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
    server: Server, landing: Landing
) -> None:
    async def compare() -> None:
        async with connected(server.url) as tab, connected(server.url) as another:
            for each in (tab, another):
                await open_page(each, landing)
            options = tab.options(landing.change)[:4]
            for option in (*options, *options):
                await tab.choose(landing.change, option)
            await another.choose(landing.change, options[-1])
            await _settle(tab, another)
            assert _list_elements(tab) == _list_elements(another)

    asyncio.run(compare())
