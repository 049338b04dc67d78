"""Fixtures of the browser tests: a running app, Chromium, and pages that keep a log.

Everything in this folder is marked `browser`, so that `make test-fast` leaves it out.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, expect

from placelib.ui.prerender.prerenderer import SWITCH
from tests.browser.browsing import WAIT_SECONDS, PagePool, Visit, VisitPool, chromium, open_visit
from tests.browser.install_chromium import find_headless_chromium
from tests.browser.server import ROOT, Server, running, start

HERE = Path(__file__).resolve().parent
# Five seconds by themselves: a busy machine has needed more.
expect.set_options(timeout=WAIT_SECONDS * 1000)


HAS_PASSED = pytest.StashKey[bool]()


class StartServer(Protocol):
    """Starts one more server of the app, or of another script, ready for its first visitor."""

    def __call__(self, script: Path = ..., options: Sequence[str] = ()) -> Server: ...


class OpenPage(Protocol):
    """Opens a page that shares nothing with the test's other pages, at the shared app or another.

    Its screen is one of VIEWPORTS.
    """

    def __call__(
        self, viewport: str = "laptop", colour_scheme: str = "light", base_url: str | None = None
    ) -> Visit: ...


class LookAtPage(Protocol):
    """Gives a page on which other tests have looked at other addresses; see PagePool."""

    def __call__(self, viewport: str = ...) -> Visit: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder `browser`."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The base address of the running app, shared by all browser tests.

    It prerenders no page, for which each is run twice more and its charts are drawn by the server:
    test_prerendered_page.py has a server that does.
    """
    with running(environment={SWITCH: "off"}) as started:
        yield started.url


@pytest.fixture
def fresh_server() -> Iterator[StartServer]:
    """A function that starts a server that no one has visited; it is stopped after the test."""
    started: list[Server] = []

    def start_fresh(script: Path = ROOT / "app.py", options: Sequence[str] = ()) -> Server:
        one = start(script, options)
        started.append(one)
        one.wait_until_healthy()
        return one

    yield start_fresh
    for one in started:
        one.stop()


# For this folder only: while Playwright runs, no test in the same process can use asyncio.run.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A headless Chromium, shared by all browser tests."""
    with chromium(find_headless_chromium()) as launched:
        yield launched


@pytest.fixture(scope="package")
def visit_pool(browser: Browser) -> VisitPool:
    """The visits of `open_page`, whose pages end with the browser."""
    return VisitPool(browser)


@pytest.fixture(scope="package")
def page_pool(visit_pool: VisitPool) -> PagePool:
    """The pages of `look_at_page`, which end with the browser."""
    return PagePool(visit_pool)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell `look_at_page` how its test has ended."""
    report = yield
    if call.when == "call":
        item.stash[HAS_PASSED] = report.passed
    return report


@pytest.fixture
def look_at_page(
    page_pool: PagePool, server: str, request: pytest.FixtureRequest
) -> Iterator[LookAtPage]:
    """A function that gives a page on a screen of VIEWPORTS, for tests that load and look.

    Earlier tests may have looked at other addresses on it. Like `open_page` it fails a test whose
    page has asked another machine.
    """
    visits: list[Visit] = []

    def take(viewport: str = "laptop") -> Visit:
        visits.append(page_pool.take(viewport, server))
        return visits[-1]

    yield take
    outside = {url for visit in visits for url in visit.outside_addresses()}
    if outside or not request.node.stash.get(HAS_PASSED, False):
        for visit in visits:
            page_pool.give_up(visit)
    assert not outside, f"A page asked for {', '.join(sorted(outside))}, off this machine."


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """A function that opens a page; after the test each must have asked this machine only.

    Most tests take pages that earlier ones have used, on which the app's scripts are compiled. One
    marked `first_visit` is about how a first visit begins, and gets a new browser's.
    """
    visits: list[tuple[Visit, str, str]] = []
    pool: VisitPool | None = None
    if not request.node.get_closest_marker("first_visit"):
        pool = request.getfixturevalue("visit_pool")

    def open_in_context(
        viewport: str = "laptop", colour_scheme: str = "light", base_url: str | None = None
    ) -> Visit:
        address = base_url or request.getfixturevalue("server")
        if pool is None:
            visit = open_visit(browser, address, viewport, colour_scheme)
        else:
            visit = pool.take(viewport, colour_scheme, address)
        visits.append((visit, viewport, colour_scheme))
        return visit

    yield open_in_context
    outside = {url for visit, _, _ in visits for url in visit.outside_addresses()}
    for visit, viewport, colour_scheme in visits:
        if pool is None or not request.node.stash.get(HAS_PASSED, False):
            visit.page.context.close()
        else:
            pool.give_back(visit, viewport, colour_scheme)
    assert not outside, f"A page asked for {', '.join(sorted(outside))}, off this machine."
