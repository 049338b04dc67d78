"""Fixtures of the browser tests: a running app, Chromium, and pages that keep a log.

Everything in this folder is marked `browser`, so that `make test-fast` leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser

from tests.browser.browsing import Visit, chromium, open_visit
from tests.browser.server import ROOT, Server, running, start

HERE = Path(__file__).resolve().parent


class StartServer(Protocol):
    """Starts one more server of the app, or of another script, ready for its first visitor."""

    def __call__(self, script: Path = ..., options: Sequence[str] = ()) -> Server: ...


class OpenPage(Protocol):
    """Opens a page in a context of its own, on a named screen, at the shared app or another."""

    def __call__(
        self, viewport: str = "laptop", colour_scheme: str = "light", base_url: str | None = None
    ) -> Visit: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder `browser`."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The base address of the running app, shared by all browser tests."""
    with running() as started:
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
    with chromium() as launched:
        yield launched


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """A function that opens a page; after the test each must have asked this machine only."""
    visits: list[Visit] = []

    def open_one(
        viewport: str = "laptop", colour_scheme: str = "light", base_url: str | None = None
    ) -> Visit:
        address = base_url or request.getfixturevalue("server")
        visits.append(open_visit(browser, address, viewport, colour_scheme))
        return visits[-1]

    yield open_one
    outside = {url for visit in visits for url in visit.outside_addresses()}
    for visit in visits:
        visit.page.context.close()
    assert not outside, f"A page asked for {', '.join(sorted(outside))}, off this machine."
