"""How long a visitor waits, and what crosses the wire meanwhile."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.browsing import settled
from tests.browser.server import start
from tests.browser.views import VIEWPORTS
from tests.measure.bench.journeys import Journey, Landing, now
from tests.measure.bench.network import LOOPBACK, Network

WAIT_SECONDS = 30.0

# The time from the key press to the end of the script run that it asked for.
_WATCH_RERUN = """
() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const watch = (window.__rerun = { began: null, ran: false, took: null });
  addEventListener('keydown', () => { watch.began = performance.now(); },
    { capture: true, once: true });
  const observer = new MutationObserver(() => {
    if (app.dataset.testScriptState !== 'notRunning') watch.ran = true;
    else if (watch.ran) {
      observer.disconnect();
      requestAnimationFrame(() => { watch.took = performance.now() - watch.began; });
    }
  });
  observer.observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
}
"""


@dataclass(frozen=True)
class Sample:
    """One measurement: milliseconds waited, bytes received, and requests answered by the server."""

    milliseconds: float
    bytes: int = 0
    requests: int = 0


class Wire:
    """Counts what a page receives from the server; what the browser's cache answers is left out."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        self.requests = 0
        self._cached: set[str] = set()
        self.session = session = page.context.new_cdp_session(page)
        session.on("Network.requestServedFromCache", self._note_cached)
        session.on("Network.responseReceived", self._note_response)
        session.on("Network.loadingFinished", self._note_finished)
        session.on("Network.webSocketFrameReceived", self._note_frame)
        session.send("Network.enable")

    def _note_cached(self, event: dict[str, Any]) -> None:
        self._cached.add(event["requestId"])

    def _note_response(self, event: dict[str, Any]) -> None:
        response = event["response"]
        if response.get("fromDiskCache") or not response["url"].startswith("http"):
            self._cached.add(event["requestId"])

    def _note_finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self._cached:
            self.requests += 1
            self.bytes += int(event["encodedDataLength"])

    def _note_frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        is_binary = frame["opcode"] == 2
        data = frame["payloadData"]
        self.bytes += len(base64.b64decode(data)) if is_binary else len(data.encode())

    def forget(self) -> None:
        """Begin to count afresh."""
        self.bytes = self.requests = 0


def new_context(browser: Browser) -> BrowserContext:
    """A visitor who has never been here, at a laptop."""
    width, height = VIEWPORTS["laptop"]
    return browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")


def usable_at(page: Page, words: str) -> float:
    """The moment from which the page has stood still with the words on it.

    Raises:
        AssertionError: when it does not settle, or settles without the words.
    """
    moment = settled(page, WAIT_SECONDS)
    shown = page.get_by_text(words).locator("visible=true") if words else None
    assert shown is None or shown.count(), f"{page.url} settled without the words “{words}”."
    return moment


def visit(
    context: BrowserContext, base_url: str, landing: Landing, network: Network = LOOPBACK
) -> Sample:
    """From asking for the page, in a new tab, to a usable one."""
    page = context.new_page()
    wire = Wire(page)
    network.slow_down(wire.session)
    began = now()
    page.goto(base_url + landing.path, wait_until="commit")
    moment = usable_at(page, landing.words)
    page.close()
    return Sample(moment - began, wire.bytes, wire.requests)


def cold_start(browser: Browser, script: Path, landing: Landing) -> Sample:
    """From starting the server's process to a usable page in an empty browser."""
    began = now()
    server = start(script)
    try:
        server.wait_until_healthy()
        ready = now()
        context = new_context(browser)
        sample = visit(context, server.url, landing)
        context.close()
    finally:
        server.stop()
    return Sample(ready - began + sample.milliseconds, sample.bytes, sample.requests)


def first_and_repeat(
    browser: Browser, base_url: str, landing: Landing, network: Network = LOOPBACK
) -> tuple[Sample, Sample]:
    """A first visit to a warm server with an empty browser, and a second with what it kept."""
    context = new_context(browser)
    first = visit(context, base_url, landing, network)
    repeat = visit(context, base_url, landing, network)
    context.close()
    return first, repeat


def journey(browser: Browser, base_url: str, trip: Journey) -> Sample:
    """From the visitor's choice to the settled answer, starting on a settled page."""
    context = new_context(browser)
    page = context.new_page()
    wire = Wire(page)
    page.goto(base_url + trip.start, wait_until="commit")
    settled(page, WAIT_SECONDS)
    wire.forget()
    began = trip.act(page, base_url)
    moment = settled(page, WAIT_SECONDS)
    heading = page.get_by_role("heading").filter(has_text=trip.words)
    assert not trip.words or heading.count(), f"{page.url} settled without “{trip.words}”."
    context.close()
    return Sample(moment - began, wire.bytes, wire.requests)


def rerun(browser: Browser, base_url: str, path: str) -> Sample:
    """From Streamlit's rerun key to the end of the script, on a settled page whose caches are warm.

    The first rerun after a visit is left out: it may fill a cache.
    """
    context = new_context(browser)
    page = context.new_page()
    wire = Wire(page)
    page.goto(base_url + path, wait_until="commit")
    settled(page, WAIT_SECONDS)
    for _ in range(2):
        wire.forget()
        page.evaluate(_WATCH_RERUN)
        page.keyboard.press("r")
        took = page.wait_for_function("() => window.__rerun.took", timeout=WAIT_SECONDS * 1000)
        milliseconds = float(took.json_value())
        settled(page, WAIT_SECONDS)
    context.close()
    return Sample(milliseconds, wire.bytes, wire.requests)
