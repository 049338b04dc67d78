"""Every journey of the load test can be walked; the client sees what a browser sees."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator

import pytest

from placelib.database.cache import use_snapshot
from placelib.views.place import build_place_options
from tests.browser.server import Server
from tests.measure.load import abandoned
from tests.measure.load.crowd import Stage, crowd
from tests.measure.load.journeys import JOURNEYS, PLACES
from tests.measure.load.load import opening_table, table, verdicts
from tests.measure.load.room_opening import Opening, open_together
from tests.measure.load.servers import serving
from tests.measure.load.session import RunFailed, connected


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One production server for the tests of this file."""
    with serving() as started:
        yield started


def test_every_journey_can_be_walked(server: Server) -> None:
    async def walk() -> None:
        async with connected(server.url) as tab:
            for journey in JOURNEYS:
                choice = random.Random(1)  # noqa: S311
                answers = [one async for one in journey(tab, choice)]
                assert len(answers) >= 3
                assert tab.texts()

    asyncio.run(walk())


def test_the_places_of_the_journeys_are_those_of_today() -> None:
    with use_snapshot():
        options = build_place_options()
    assert [name for code, name in PLACES.items() if code not in options] == []


def test_a_tab_follows_the_app_to_another_page_and_keeps_what_it_is_told_to(server: Server) -> None:
    async def look() -> None:
        async with connected(server.url) as tab:
            first = await tab.open("place", area="E08000012")
            again = await tab.rerun()
            # A first visit is 53 KB; what is not sent again are 31 of them.
            assert first.bytes - again.bytes > first.bytes / 2
            await tab.find_place("E08000003")
            assert (tab.page, tab.query) == ("place", "area=E08000003")
            assert tab.texts()[0] == "Manchester"
            # The old code of Sheffield, and one that is none.
            await tab.find_place("E08000019")
            assert tab.query == "area=E08000039"
            await tab.find_place("E08999999")
            assert any("No place is called “E08999999”" in words for words in tab.texts())
            with pytest.raises(RunFailed, match="no “Nothing”"):
                await tab.choose("Nothing", "x")

    asyncio.run(look())


def test_a_crowd_is_counted(server: Server) -> None:
    stage = asyncio.run(crowd([server], visitors=5, think=0.2, seconds=3))
    assert stage.errors == []
    assert len(stage.waits) >= 5
    assert 0 < stage.percentile(50) <= stage.percentile(95)
    assert stage.processor > 0
    # A page that is shared counts in part, and none counts more than once.
    assert 50 < stage.memory_share < stage.memory_after
    seen = asyncio.run(abandoned.abandon(server, 4, 2))
    assert [sessions for sessions, _ in seen] == [0, 2, 4]
    lines = "\n".join(table([stage]))
    assert "| 5 | 1 |" in lines
    assert f"MB | {stage.memory_share:.0f} MB |" in lines


def test_phones_of_a_room_get_the_first_picture_with_the_html_and_then_the_page(
    server: Server,
) -> None:
    # The address is new to the server: who comes before its prerendered copy is ready gets none.
    first = asyncio.run(open_together(server, phones=4, within=4.0))
    again = asyncio.run(open_together(server, phones=4, within=0.1))
    assert (first.errors, again.errors) == ([], [])
    assert len(first.pictures) + first.without_picture == 4
    assert len(again.pictures) == len(again.pages) == len(again.files) == 4
    # Scripts and styles, as a browser reads them: hundreds of kilobytes each.
    assert min(again.bytes) > 300_000
    assert "| opened before |" in "\n".join(opening_table([first, again]))


def test_an_aim_that_is_missed_is_said_to_be_missed() -> None:
    slow = Stage(100, 1, 6.0, waits=[100.0] * 50 + [900.0] * 50, seconds=10, memory_after=1200.0)
    room = Opening(pictures=[200.0] * 100, without_picture=1)
    seen = [(0, 100.0), (500, 200.0), (1000, 300.0)]
    said = "\n".join(verdicts([slow], seen, [room]))
    assert "p95 900 ms, aim under 150 ms: **missed**" in said
    assert "one process at most 1200 MB, aim at most 450 MB: **missed**" in said
    assert "first picture 200 ms, 1 without one, aim under 1500 ms: **missed**" in said
    assert "+100 MB, aim at most 20 MB: **missed**" in said
