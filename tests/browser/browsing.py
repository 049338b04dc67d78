"""Chromium on the app: it reaches nothing but this machine, and each visit keeps a log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebSocket,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.install_chromium import find_chromium
from tests.browser.views import VIEWPORTS

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The headless shell alone rounds the widths of letters to whole pixels: its lines break as
    # nobody else's do, and a page of 4,971 pixels had 5,046. Elsewhere this changes nothing.
    "--font-render-hinting=none",
    # No outside name resolves, so a call to the internet fails at once and is seen as a request.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
LOOPBACK = {"127.0.0.1", "localhost"}
# On a deep link Streamlit looks for its server below the page's own address first, and gets a 404.
_PROBES = ("/_stcore/health", "/_stcore/host-config")
# A busy machine may need them; nothing waits longer than it has to.
WAIT_SECONDS = 60.0
TALLEST = 12000  # CSS pixels; a page that is longer is cut off there
QUIET_MILLISECONDS = 300
# Asked every 20 milliseconds: a page that lets 150 pass was busy, as with a map's first drawing.
BUSY_MILLISECONDS = 150

# Streamlit 1.67 writes the state of the script and of the connection on stApp for its own tests.
# A chart counts once it has drawn something; one in a closed expander has no width and never will.
_WHY_NOT_SETTLED = """
() => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return "Streamlit's page has not loaded";
  if (document.getElementById('prerendered')) return "the page's prerendered copy stands before it";
  const { testConnectionState: connection, testScriptState: script } = app.dataset;
  if (connection !== 'CONNECTED') return `the connection is ${connection}`;
  if (script !== 'notRunning' && script !== 'compilationError') return `the script is ${script}`;
  const shown = (element) => element.getBoundingClientRect().width > 0;
  const some = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  if (some('[data-stale="true"]').length) return 'an element is from the previous run';
  const waiting = ['stAppSkeleton', 'stSkeleton', 'stSpinner', 'stCacheSpinner']
    .map((id) => `[data-testid="${id}"]`).join();
  if (some(waiting).length) return 'a spinner or a skeleton is shown';
  const drawn = {
    stVegaLiteChart: 'canvas, svg', stDeckGlJsonChart: 'canvas', stDataFrame: 'canvas, table',
  };
  for (const [id, mark] of Object.entries(drawn)) {
    const empty = some(`[data-testid="${id}"]`).filter((chart) => !chart.querySelector(mark));
    if (empty.length) return `a ${id} has not been drawn`;
  }
  return null;
}
"""

# True once nothing has been in the way, no file has arrived, and the page has been free to answer
# for the whole quiet time: a map's first drawing without a graphics card holds it for a second.
_HAS_BEEN_SETTLED = f"""
([quiet, busy]) => {{
  const why = ({_WHY_NOT_SETTLED})();
  const files = performance.getEntriesByType('resource').length;
  const now = Date.now();
  const last = window.__settling;
  if (why || !last || last.files !== files || now - last.looked > busy) {{
    window.__settling = why ? undefined : {{ files, since: now, looked: now }};
    return false;
  }}
  last.looked = now;
  return now - last.since >= quiet && last.since;
}}
"""


def settled(
    page: Page, seconds: float = WAIT_SECONDS, quiet_milliseconds: int = QUIET_MILLISECONDS
) -> float:
    """The moment, in milliseconds since 1970, from which the page has stood still.

    Waits until the script has finished, nothing on the page is stale, no spinner or skeleton is
    left, every visible chart and table is drawn, the browser is not busy drawing, and all that has
    held for `quiet_milliseconds`.

    Raises:
        AssertionError: when the page is not settled after `seconds`; the message says why not.
    """
    page.evaluate("window.__settling = undefined")
    try:
        handle = page.wait_for_function(
            _HAS_BEEN_SETTLED,
            arg=[quiet_milliseconds, BUSY_MILLISECONDS],
            timeout=seconds * 1000,
            polling=20,
        )
    except PlaywrightTimeout:
        why = page.evaluate(_WHY_NOT_SETTLED) or "files keep arriving or it keeps changing"
        raise AssertionError(
            f"{page.url} was not settled after {seconds:g} seconds: {why}."
        ) from None
    return float(handle.json_value())


@contextmanager
def chromium(command: str | None = None) -> Iterator[Browser]:
    """A headless Chromium for as long as the block runs, by `command` or as it is on this machine.

    Raises:
        RuntimeError: when there is no Chromium on this machine.
    """
    command = command or find_chromium()
    if command is None:
        raise RuntimeError("There is no Chromium on this machine: `make test` installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=command, headless=True, args=list(FLAGS)
        )
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """One page in a context of its own, with everything that it asked for and complained about.

    `requests` holds the address of every request and websocket; `console_errors` the text of every
    error on the console and every exception that no script caught.
    """

    page: Page
    base_url: str
    requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note_request)
        self.page.on("websocket", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", self._note_page_error)

    def close_log(self) -> None:
        """Note nothing more: the page goes on to another visit."""
        self.page.remove_listener("request", self._note_request)
        self.page.remove_listener("websocket", self._note_request)
        self.page.remove_listener("console", self._note_console)
        self.page.remove_listener("pageerror", self._note_page_error)

    def _note_request(self, request: Request | WebSocket) -> None:
        self.requests.append(request.url)

    def _note_page_error(self, error: PlaywrightError) -> None:
        self.console_errors.append(str(error))

    def _note_console(self, message: ConsoleMessage) -> None:
        source = message.location.get("url", "")
        if message.type == "error" and not source.endswith(_PROBES):
            self.console_errors.append(f"{message.text} ({source})")

    def goto(self, path: str = "/") -> Page:
        """The settled page at `path` of the app, such as /place?area=E08000012."""
        self.page.goto(urljoin(self.base_url, path), wait_until="commit")
        self.settled()
        return self.page

    def follow_menu(self, section: str, page: str) -> None:
        """Open a section of a laptop's menu and follow its link to a page."""
        self.page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
        self.page.get_by_test_id("stTopNavPopover").get_by_text(page, exact=True).click()

    def settled(self, seconds: float = WAIT_SECONDS) -> float:
        """The moment from which this page has stood still; see `settled`."""
        return settled(self.page, seconds)

    def outside_addresses(self) -> list[str]:
        """Every address off this machine that the page asked for or names as its icon or style."""
        linked: list[str] = self.page.eval_on_selector_all(
            "link[href]", "links => links.map(link => link.href)"
        )
        return sorted({url for url in (*self.requests, *linked) if not _is_loopback(url)})

    def assert_only_loopback(self) -> None:
        """Fail, naming the addresses, when anything was asked of another machine."""
        outside = self.outside_addresses()
        assert not outside, (
            f"{self.page.url} asked for {', '.join(outside)}: the app calls no host but its own. "
            "Serve the file from static/, or turn off what fetches it."
        )

    def assert_no_errors(self) -> None:
        """Fail, with their text, when the console has errors or the page shows an exception."""
        shown = self.page.get_by_test_id("stException").all_inner_texts()
        problems = [*self.console_errors, *(f"exception on the page: {text}" for text in shown)]
        assert not problems, f"{self.page.url} has errors:\n" + "\n".join(problems)


def _is_loopback(url: str) -> bool:
    """True for an address on this machine, and for data: and blob: addresses, which ask no host."""
    parts = urlsplit(url)
    return parts.scheme in {"data", "blob", "about"} or parts.hostname in LOOPBACK


def open_context(browser: Browser, viewport: str, colour_scheme: str) -> BrowserContext:
    """A new context, on a screen named in VIEWPORTS, in light or dark.

    Raises:
        KeyError: when VIEWPORTS has no such screen.
    """
    width, height = VIEWPORTS[viewport]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if colour_scheme == "dark" else "light",
        locale="en-GB",
        timezone_id="Europe/London",
        accept_downloads=True,
    )
    context.set_default_timeout(WAIT_SECONDS * 1000)
    return context


def open_visit(
    browser: Browser, base_url: str, viewport: str = "laptop", colour_scheme: str = "light"
) -> Visit:
    """A new visit in a context of its own, on a screen named in VIEWPORTS, in light or dark.

    Raises:
        KeyError: when VIEWPORTS has no such screen.
    """
    return Visit(open_context(browser, viewport, colour_scheme).new_page(), base_url)


# Without a graphics card a map whose edges are smoothed takes half as long again, and no test looks
# at its edges. What a click meets is drawn without it anyway.
_DRAW_WITHOUT_SMOOTH_EDGES = """
{
  const openContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    const isMap = kind.startsWith('webgl');
    return openContext.call(this, kind, isMap ? { ...options, antialias: false } : options);
  };
}
"""


# A file of every server of ours that is no page: it ends the visit's session, and the renderer
# stays, as it does not on about:blank.
_NO_PAGE = "/_stcore/health"
_FORGET = """
async () => {
  localStorage.clear();
  sessionStorage.clear();
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
}
"""


@dataclass
class VisitPool:
    """Visits on pages that tests use one after another, each in a context of its own.

    The app's scripts stay in their cache and compiled, so that they are neither fetched nor
    compiled again for each test: 0.8 seconds of processor time for a load instead of 1.5. Whatever
    a visit has stored is cleared, and to the server each load is a visit of its own.
    """

    browser: Browser
    free: dict[tuple[str, str], list[Page]] = field(default_factory=dict)

    def take(self, viewport: str, colour_scheme: str, base_url: str) -> Visit:
        """A visit on a page on which nothing is open and nothing is stored."""
        if pages := self.free.get((viewport, colour_scheme)):
            return Visit(pages.pop(), base_url)
        context = open_context(self.browser, viewport, colour_scheme)
        context.add_init_script(_DRAW_WITHOUT_SMOOTH_EDGES)
        return Visit(context.new_page(), base_url)

    def give_back(self, visit: Visit, viewport: str, colour_scheme: str) -> None:
        """Close what a visit has opened, clear what it has stored, and offer its page again."""
        page, context = visit.page, visit.page.context
        for other in context.pages:
            if other is not page:
                other.close()
        context.set_offline(False)
        context.clear_permissions()
        visit.close_log()
        try:
            page.unroute_all()
            page.mouse.move(0, 0)
            page.goto(urljoin(visit.base_url, _NO_PAGE))
            page.evaluate(_FORGET)
        except PlaywrightError:
            # The test has closed the page, or stopped its server.
            context.close()
            return
        context.clear_cookies()
        reset_look(page, viewport, colour_scheme)
        self.free.setdefault((viewport, colour_scheme), []).append(page)


def reset_look(page: Page, viewport: str, colour_scheme: str) -> None:
    """Give a page the screen that is named in VIEWPORTS, in light or dark, and nothing else."""
    width, height = VIEWPORTS[viewport]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(
        color_scheme="dark" if colour_scheme == "dark" else "light",
        forced_colors="none",
        reduced_motion="no-preference",
    )


# What the page asks for against its policy is noted from the beginning of each load.
_NOTE_FORBIDDEN = """
window.__forbidden = [];
addEventListener('securitypolicyviolation', (event) =>
  window.__forbidden.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""


@dataclass
class PagePool:
    """Pages that tests which only look go on with, a visit at a time: one for each screen.

    The page stays at its address until the next test loads another. Only for tests that leave
    nothing behind but the page's look.
    """

    visit_pool: VisitPool
    visits: dict[tuple[str, str], Visit] = field(default_factory=dict)

    def take(self, viewport: str, base_url: str) -> Visit:
        """A visit on this screen, in light, that has asked for nothing and has nothing stored."""
        key = (viewport, base_url)
        if key not in self.visits:
            visit = self.visit_pool.take(viewport, "light", base_url)
            visit.page.add_init_script(_NOTE_FORBIDDEN)
            self.visits[key] = visit
        visit = self.visits[key]
        visit.requests.clear()
        visit.console_errors.clear()
        reset_look(visit.page, viewport, "light")
        if visit.page.url.startswith(base_url):
            visit.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        visit.page.context.clear_cookies()
        return visit

    def give_up(self, visit: Visit) -> None:
        """End a page after a test that failed: nobody knows in which state it is."""
        self.visits = {key: other for key, other in self.visits.items() if other is not visit}
        visit.page.context.close()


def grow_to_content(page: Page) -> None:
    """Make the screen of a settled page as tall as its content, and wait until it is drawn so.

    Streamlit scrolls its content in a box of its own. A taller screen can change the height of what
    is on it, so the content is measured twice.
    """
    for _ in range(2):
        size = page.viewport_size
        assert size is not None
        height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
        if height <= size["height"]:
            return
        page.set_viewport_size({"width": size["width"], "height": min(height, TALLEST)})
        settled(page)
