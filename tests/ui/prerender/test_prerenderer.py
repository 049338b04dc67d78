"""Prerendered copies are remembered by address, never awaited for long, never end a page."""

from __future__ import annotations

import asyncio
import logging

import pytest

from placelib.errors import NoDatabase
from placelib.ui.prerender import prerenderer, store
from placelib.ui.prerender.page_run import MAIN, PageNode
from placelib.ui.prerender.prerenderer import Prerenderer

PLACE = "/place"
LIVERPOOL = "area=E08000012"


def write_screen(title: str, colour: str) -> PageNode:
    """A page of one heading and one mark."""
    from streamlit.proto.Element_pb2 import Element

    heading, mark = Element(), Element()
    heading.heading.tag, heading.heading.body = "h1", title
    mark.html.body = f'<p style="color:{colour}">figure</p>'
    main = PageNode(children={0: PageNode(element=heading), 1: PageNode(element=mark)})
    return PageNode(children={MAIN: main})


class Runs:
    """Runs of pages that take so many seconds, and are counted."""

    def __init__(self, seconds: float = 0.0, problem: Exception | None = None) -> None:
        self.seconds, self.problem, self.queries = seconds, problem, list[str]()

    async def __call__(self, page: str, query: str, *, dark: bool) -> PageNode:
        self.queries.append(query)
        await asyncio.sleep(self.seconds)
        if self.problem:
            raise self.problem
        return write_screen(page, "#EEEEEE" if dark else "#111111")


@pytest.fixture
def use_runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    runs = Runs()
    monkeypatch.setattr(prerenderer, "run_first_screen", runs)
    return runs


def find(*addresses: tuple[str, str], patience: float = 5.0) -> list[str]:
    async def find_all() -> list[str]:
        made = Prerenderer(patience)
        return [await made.find_html(path, query) for path, query in addresses]

    return asyncio.run(find_all())


def test_a_prerendered_copy_serves_light_and_dark_pages_at_once(use_runs: Runs) -> None:
    (html,) = find((PLACE, LIVERPOOL))
    assert "<h1>place</h1>" in html
    assert 'style="color:var(--c0)"' in html
    assert ".pr{--c0:#111111}@media (prefers-color-scheme:dark){.pr{--c0:#EEEEEE}}" in html
    assert len(use_runs.queries) == 2


def test_an_address_is_made_once_however_it_is_written(use_runs: Runs) -> None:
    first, *others = find(
        (PLACE, "area=E08000012&topic=health"),
        (PLACE, "topic=health&area=E08000012"),
        ("place", "utm_source=a&topic=health&area=E08000012"),
    )
    assert others == [first, first]
    assert use_runs.queries == ["area=E08000012&topic=health"] * 2


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/about", ""),
        ("/elsewhere", ""),
        (PLACE, "area=E08000012&embed=true"),
        (PLACE, "area=E08000012&present=1"),
        ("/quadrant", "lens=room&results=secret"),
        ("/map", "indicator=uploaded-7f3a-1"),
        (PLACE, "area=" + "E" * 5000),
    ],
)
def test_what_belongs_to_a_visit_or_looks_otherwise_has_none(
    path: str, query: str, use_runs: Runs
) -> None:
    assert find((path, query)) == [""]
    assert use_runs.queries == []


def test_a_page_does_not_wait_and_the_next_has_it(use_runs: Runs) -> None:
    use_runs.seconds = 0.05

    async def find_twice() -> tuple[str, str]:
        made = Prerenderer(patience=0.01)
        first = await made.find_html(PLACE, LIVERPOOL)
        await asyncio.sleep(0.5)
        return first, await made.find_html(PLACE, LIVERPOOL)

    first, second = asyncio.run(find_twice())
    assert first == ""
    assert "<h1>" in second
    assert len(use_runs.queries) == 2


def test_a_page_waits_longer_while_the_server_does_nothing_else(use_runs: Runs) -> None:
    use_runs.seconds = 0.05

    async def ask(*, is_idle: bool) -> list[str]:
        made = Prerenderer(patience=0.0, idle_patience=5.0, is_idle=lambda: is_idle)
        # The second of two at once does not: the server makes the first one's.
        asked = (made.find_html(PLACE, query) for query in (LIVERPOOL, "area=E08000003"))
        return list(await asyncio.gather(*asked))

    first, second = asyncio.run(ask(is_idle=True))
    assert "<h1>place</h1>" in first
    assert second == ""
    assert asyncio.run(ask(is_idle=False)) == ["", ""]


def test_a_page_whose_themes_differ_is_run_once_and_remembered_as_having_none(
    use_runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run_page(page: str, query: str, *, dark: bool) -> PageNode:
        await use_runs(page, query, dark=dark)
        return write_screen("dark" if dark else "light", "#111111")

    monkeypatch.setattr(prerenderer, "run_first_screen", run_page)
    assert find(*[(PLACE, LIVERPOOL)] * 3) == [""] * 3
    assert len(use_runs.queries) == 2


def test_the_end_of_a_forgotten_entry_leaves_a_later_one_of_its_address(
    use_runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_BYTES", 1)

    async def ask() -> str:
        is_forgotten = asyncio.Event()

        async def run_page(page: str, query: str, *, dark: bool) -> PageNode:
            is_first = not use_runs.queries
            screen = await use_runs(page, query, dark=dark)
            if is_first:
                await is_forgotten.wait()
                raise ZeroDivisionError
            return screen

        monkeypatch.setattr(prerenderer, "run_first_screen", run_page)
        made = Prerenderer(patience=0.01)
        for query in (LIVERPOOL, "area=E08000003", LIVERPOOL):
            assert await made.find_html(PLACE, query) == ""
        is_forgotten.set()
        async with asyncio.timeout(10):
            while not (html := await made.find_html(PLACE, LIVERPOOL)):
                await asyncio.sleep(0.01)
        return html

    assert "<h1>place</h1>" in asyncio.run(ask())
    # The run that failed, and light and dark ones of the two entries after it.
    assert len(use_runs.queries) == 5


def test_what_goes_wrong_is_logged_and_tried_again(
    use_runs: Runs, caplog: pytest.LogCaptureFixture
) -> None:
    use_runs.problem = ZeroDivisionError("a fault of ours")
    with caplog.at_level(logging.ERROR):
        assert find((PLACE, LIVERPOOL), (PLACE, LIVERPOOL)) == ["", ""]
    assert len(use_runs.queries) == 2
    assert "no prerendered copy of place" in caplog.text


def test_a_crowd_of_addresses_is_served_without(use_runs: Runs) -> None:
    use_runs.seconds = 0.2

    async def find_many() -> None:
        made = Prerenderer(patience=0.0)
        for number in range(30):
            await made.find_html(PLACE, f"topic={number}")
        await asyncio.sleep(0.05)

    asyncio.run(find_many())
    assert len(use_runs.queries) <= 8


def test_one_address_gets_some_new_ones_at_once_and_others_theirs(
    use_runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prerenderer, "NEW_AT_ONCE", 3)

    async def find_many() -> tuple[list[str], str]:
        made = Prerenderer(patience=5.0)
        odd = [await made.find_html(PLACE, f"topic=odd-{n}", "192.0.2.66") for n in range(9)]
        # What is remembered costs nothing and is had all the same.
        odd += [await made.find_html(PLACE, "topic=odd-0", "192.0.2.66")]
        return odd, await made.find_html(PLACE, LIVERPOOL, "192.0.2.7")

    odd, good = asyncio.run(find_many())
    assert [bool(html) for html in odd] == [True] * 3 + [False] * 6 + [True]
    assert good
    assert len(use_runs.queries) == 2 * 4


def test_prerendered_copies_can_be_switched_off(use_runs: Runs) -> None:
    made = Prerenderer(is_on=False)
    assert asyncio.run(made.find_html(PLACE, LIVERPOOL)) == ""
    asyncio.run(made.warm_up())
    assert use_runs.queries == []


def test_a_page_without_figures_has_none(use_runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    def raise_no_database() -> None:
        raise NoDatabase("places.duckdb", "is missing")

    monkeypatch.setattr(prerenderer.SNAPSHOTS, "current", raise_no_database)
    assert find((PLACE, LIVERPOOL)) == [""]
    assert use_runs.queries == []
