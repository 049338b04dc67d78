"""The first screen in a page's HTML: readable without scripts, and gone when the page has come."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from placelib.ui.prerender.prerenderer import SWITCH
from placelib.urls import PAGES
from tests.browser.browsing import settled
from tests.browser.conftest import OpenPage
from tests.browser.server import running

pytestmark = pytest.mark.first_visit

LIVERPOOL = "/place?area=E08000012"
ADDRESSES = (
    "/",
    LIVERPOOL,
    "/map",
    "/trends?areas=E08000012.E07000008",
    "/compare?area=E08000012",
    "/quadrant?lens=idea",
    "/quadrant?area=E47000004&lens=evidence",
    "/authorities",
)
MOST_BYTES = 60_000
SECONDS = 90.0
NARROWEST = {"width": 320, "height": 640}
# Of the scripts, those of Streamlit's bundle: without them the prerendered copy stands alone.
BUNDLE = "**/static/js/*.js"
# How far apart a part of the prerendered copy and the same part of the page may lie, in pixels.
NEAR = 12
_WHERE = """(inside) => Object.fromEntries(['h1', '.st-key-main-picture'].map((part) => {
  const box = document.querySelector(`${inside} ${part}`)?.getBoundingClientRect();
  return [part, box ? [box.left, box.top] : null];
}))"""
_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: 'layout-shift', buffered: true });
"""


def fetch(url: str) -> bytes:
    """The compressed HTML of a page, asked for until it has its copy and its picture."""
    deadline = time.monotonic() + SECONDS
    while True:
        request = Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310 - our own server
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            body = bytes(answer.read())
        html = gzip.decompress(body).decode()
        if "<svg" in html.partition('id="prerendered"')[2]:
            return body
        assert time.monotonic() < deadline, f"{url} has no picture after {SECONDS:.0f} seconds."
        time.sleep(0.3)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a server that has a prerendered copy of each page."""
    with running(environment={SWITCH: "on"}) as started:
        for path in ADDRESSES:
            fetch(started.url + path)
        yield started.url


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_each_prerendered_page_is_among_those_looked_at() -> None:
    looked_at = {urlsplit(path).path.strip("/") for path in ADDRESSES}
    assert looked_at == {page.path for page in PAGES if page.is_prerendered}


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_with_its_prerendered_copy_is_small(path: str, address: str) -> None:
    assert len(fetch(address + path)) <= MOST_BYTES


def test_a_page_is_readable_without_scripts(address: str, plain_page: Page) -> None:
    plain_page.goto(address + LIVERPOOL)
    assert plain_page.get_by_role("heading", name="Liverpool", level=1).is_visible()
    assert plain_page.get_by_text("Total population").is_visible()
    assert plain_page.get_by_role("img", name=re.compile("Map of Liverpool")).is_visible()
    plain_page.get_by_role("link", name="North West").click()
    assert plain_page.get_by_role("heading", name="North West", level=1).count() in {0, 1}
    plain_page.goto(f"{address}/map")
    assert plain_page.get_by_role("link", name="Barnsley").is_visible()


@pytest.mark.parametrize("path", ADDRESSES)
def test_the_prerendered_copy_alone_serves_everyone(
    path: str, address: str, open_page: OpenPage
) -> None:
    problems = []
    for viewport, scheme, forced in (
        ("phone", "light", "none"),
        ("laptop", "dark", "none"),
        ("laptop", "light", "active"),
    ):
        page = open_page(viewport, scheme, base_url=address).page
        page.emulate_media(forced_colors=forced)  # type: ignore[arg-type]
        page.route(BUNDLE, lambda route: route.abort())
        page.goto(address + path)
        violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        problems += [
            f"{viewport} {scheme}: {fault['id']} {fault['nodes'][0]['html'][:200]}"
            for fault in violations
        ]
        page.set_viewport_size(NARROWEST)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append(f"{viewport} {scheme}: wider than 320 pixels")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("path", ["/", LIVERPOOL, "/map", "/compare?area=E08000012"])
@pytest.mark.parametrize("viewport", ["laptop", "phone"])
def test_the_page_takes_the_place_of_its_prerendered_copy_and_nothing_moves(
    path: str, viewport: str, address: str, open_page: OpenPage
) -> None:
    visit = open_page(viewport, base_url=address)
    page = visit.page
    page.add_init_script(_SHIFTS)
    # Without the script the prerendered copy stays: both are laid out, and can be compared.
    page.route("**/prerender.js", lambda route: route.abort())
    page.goto(address + path, wait_until="commit")
    page.wait_for_selector('#root [data-test-script-state="notRunning"] h1', state="attached")
    page.wait_for_timeout(1000)
    before = page.evaluate(_WHERE, "#prerendered")
    page.evaluate("document.getElementById('prerendered').remove()")
    settled(page)
    after = page.evaluate(_WHERE, "#root")
    for part, place in before.items():
        if place and after[part]:
            apart = max(abs(one - two) for one, two in zip(place, after[part], strict=True))
            assert apart <= NEAR, f"{part} of {path}: {place} becomes {after[part]}"
    assert page.evaluate("window.shift") < 0.1


def test_nothing_is_read_twice_while_both_stand(address: str, open_page: OpenPage) -> None:
    page = open_page(base_url=address).page
    page.route("**/prerender.js", lambda route: route.abort())
    page.goto(address + LIVERPOOL, wait_until="commit")
    page.wait_for_selector('#root [data-test-script-state="notRunning"] h1', state="attached")
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("main").count() == 1
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [fault["id"] for fault in violations] == []


@pytest.mark.parametrize("path", ADDRESSES)
def test_the_prerendered_copy_goes_by_itself(path: str, address: str, open_page: OpenPage) -> None:
    visit = open_page(base_url=address)
    page = visit.goto(path)
    assert page.locator("#prerendered").count() == 0
    assert page.get_by_role("heading", level=1).count() == 1
    visit.assert_no_errors()


def test_a_reader_who_has_scrolled_stays_where_they_are(address: str, open_page: OpenPage) -> None:
    page = open_page("phone", base_url=address).page
    page.goto(address + LIVERPOOL, wait_until="commit")
    page.wait_for_selector("#prerendered h1")
    # The copy may still be arriving: a reader scrolls as far as there is something to scroll.
    page.wait_for_function("scrollTo(0, 300) || scrollY === 300")
    settled(page)
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 300


def test_what_is_pressed_on_the_copy_is_pressed_on_the_page(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(base_url=address).page
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        # Without a word from here the browser waits for its script.
        waiting.append(route)

    page.route(BUNDLE, wait)
    page.goto(address + "/compare?area=E08000012", wait_until="commit")
    page.locator("#prerendered").get_by_text("Distribution", exact=True).click()
    for route in waiting:
        route.continue_()
    page.unroute(BUNDLE)
    page.wait_for_url("**view=distribution*")


def test_what_an_address_says_is_text(address: str) -> None:
    hostile = "%3Cscript%3Ealert(1)%3C/script%3E%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E"
    for path in (f"/place?area={hostile}", f"/map?indicator={hostile}", f"/compare?view={hostile}"):
        deadline = time.monotonic() + SECONDS
        html = ""
        while "prerendered" not in html and time.monotonic() < deadline:
            with urlopen(address + path, timeout=SECONDS) as answer:  # noqa: S310
                html = answer.read().decode()
        prerendered = html.partition('id="prerendered"')[2].partition('<div id="root">')[0]
        assert prerendered
        assert "<script" not in prerendered
        assert "<img" not in prerendered
        assert "alert(1)" in prerendered
