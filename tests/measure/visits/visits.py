"""Measures visits on slow lines, with prerendered copies off and on: `make measure WHAT=visits`."""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, Page

from placelib.ui.prerender.prerenderer import SWITCH
from tests.browser.browsing import chromium, settled
from tests.browser.server import Server, running
from tests.browser.views import VIEWPORTS
from tests.measure.bench.network import LOOPBACK, MEDIUM, SLOW, Network
from tests.measure.load.journeys import PLACES
from tests.measure.machine import machine
from tests.measure.visits.slow_line import SlowLine, slow_line
from tests.measure.written import MEASURED, write_report

ROUNDS = 5
SECONDS = 60.0


@dataclass(frozen=True)
class Opening:
    """A page that is opened: its name, its path, a figure or word of its first screen."""

    name: str
    path: str
    words: str


PLACE = Opening("place", "/place?area=E08000012", "508,961")
MAP = Opening("map", "/map", "Barnsley")
START = Opening("start", "/", "How is your place doing")
HELLO = Opening("hello world", "/", "Hello, world")


@dataclass(frozen=True)
class Device:
    """A screen by its name, and how much slower its processor is than this machine's."""

    name: str
    slower: int = 1


LAPTOP, PHONE = Device("laptop"), Device("phone", 4)
CASES = (
    (LAPTOP, LOOPBACK),
    (LAPTOP, MEDIUM),
    (LAPTOP, SLOW),
    (PHONE, MEDIUM),
)

_ABOUT = (
    "Written by `make measure WHAT=visits`; run it again rather than edit it. Each figure is a "
    "median, in milliseconds from asking for the page, of visits to the same code with its "
    "prerendering off and on, in turns in one run; a hello-world app of Streamlit is beside them. "
    "The line is shaped for files and the websocket alike by a proxy. A phone is a screen of "
    "390 × 844 with a processor four times slower. *Words*: the first figure (or sentence) is "
    "on the screen. *Picture*: the first chart or map is. *Usable*: nothing changes any more, and "
    "what the first screen shows is drawn."
)

# When a text and a picture are first on the page, whoever has put them there; looked at before
# every frame. A map of deck.gl counts from the fourth frame after its shapes have come: each waits
# for the one before, and without a graphics card drawing takes a second.
_WATCH = """
(() => {
  const seen = (window.seen = { words: null, picture: null, shift: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const isShown = (element) => element.getBoundingClientRect().width > 40
    && getComputedStyle(element).visibility === 'visible';
  let framesWithShapes = 0;
  const isDrawn = (element) => {
    if (element.tagName !== 'CANVAS' || !element.closest('[data-testid="stDeckGlJsonChart"]')) {
      return isShown(element);
    }
    return isShown(element) && framesWithShapes > 4;
  };
  const haveShapes = () => performance.getEntriesByType('resource')
    .some((entry) => entry.name.includes('/boundaries/') && entry.responseEnd);
  const look = () => {
    const now = performance.now();
    if (document.querySelector('[data-testid="stDeckGlJsonChart"] canvas') && haveShapes()) {
      framesWithShapes += 1;
    }
    const main = document.querySelector('#prerendered main, [data-testid="stMain"]');
    if (main && seen.words === null && main.textContent.includes('WORDS')) seen.words = now;
    if (main && seen.picture === null) {
      const pictures = main.querySelectorAll('[role="img"] svg, .stVegaLiteChart svg, canvas, '
        + '[data-testid="stVegaLiteChart"] svg, [data-testid="stBidiComponentIsolated"]');
      if ([...pictures].some(isDrawn)) seen.picture = now;
    }
    if (seen.words === null || seen.picture === null) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""


@dataclass(frozen=True)
class Waits:
    """What one visit took: milliseconds, bytes and layout shift; None where nothing came."""

    words: float | None
    picture: float | None
    usable: float
    bytes: int
    shift: float


def open_once(page: Page, line: SlowLine, opening: Opening) -> Waits:
    """One visit in a page of its own, from asking for it to a usable one."""
    before = line.count_bytes()
    page.add_init_script(_WATCH.replace("WORDS", opening.words))
    page.goto(line.url + opening.path, wait_until="commit", timeout=SECONDS * 1000)
    moment = settled(page, SECONDS)
    if opening is not HELLO:
        page.wait_for_function("window.seen.picture !== null", timeout=SECONDS * 1000)
    seen = page.evaluate("({...window.seen, origin: performance.timeOrigin})")
    return Waits(
        words=seen["words"],
        picture=seen["picture"],
        # A page stands still while the shapes of its map are on their way, and is of no use yet.
        usable=max(moment - seen["origin"], seen["picture"] or 0.0),
        bytes=line.count_bytes() - before,
        shift=seen["shift"],
    )


def visit_twice(
    browser: Browser, port: int, opening: Opening, device: Device, network: Network
) -> tuple[Waits, Waits]:
    """A first visit with an empty browser, and a second with what it has kept."""
    width, height = VIEWPORTS[device.name]
    visits = []
    with slow_line(port, network) as line:
        context = browser.new_context(viewport={"width": width, "height": height})
        for _ in range(2):
            page = context.new_page()
            if device.slower > 1:
                session = context.new_cdp_session(page)
                session.send("Emulation.setCPUThrottlingRate", {"rate": device.slower})
            visits.append(open_once(page, line, opening))
            page.close()
        context.close()
    return visits[0], visits[1]


@contextmanager
def serving(*, prerendered: bool) -> Iterator[Server]:
    """Our app with or without prerendered copies."""
    with running(environment={SWITCH: "on" if prerendered else "off"}) as server:
        yield server


def find_port(server: Server) -> int:
    """The port that a server listens on."""
    port = urlsplit(server.url).port
    assert port
    return port


# Places, and the pages about one, of which nobody has asked for any when they are counted.
_COLD_PAGES = ("/place?area={code}", "/trends?areas={code}", "/compare?area={code}")
# Seconds between two of them: a visitor at a time.
_COLD_PAUSE = 1.0


@dataclass(frozen=True)
class ColdAddresses:
    """How many new addresses were asked for, and how many came with their first screen at once."""

    requested: int
    prerendered: int


def count_cold_addresses(server: Server) -> ColdAddresses:
    """Ask for addresses that are new to a server, one after the other, and look what comes."""
    addresses = [page.format(code=code) for code in PLACES for page in _COLD_PAGES]
    prerendered = 0
    for address in addresses:
        with urlopen(server.url + address, timeout=SECONDS) as answer:  # noqa: S310 - our own server
            prerendered += b'id="prerendered"' in answer.read()
        time.sleep(_COLD_PAUSE)
    return ColdAddresses(len(addresses), prerendered)


Key = tuple[str, str, str, str, str]


def measure(rounds: int, openings: tuple[Opening, ...], limit: float) -> dict[Key, list[Waits]]:
    """The visits of so many rounds by app, page, device, network and whether it was the first."""
    taken: dict[Key, list[Waits]] = {}
    deadline = time.monotonic() + limit
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        hello = Path(shutil.copy(Path(__file__).parents[1] / "bench" / "hello.py", folder))
        with (
            serving(prerendered=False) as without,
            serving(prerendered=True) as having,
            running(hello) as trivial,
        ):
            apps = [
                ("without", without, openings),
                ("with", having, openings),
                ("hello", trivial, (HELLO,)),
            ]
            for name, server, pages in apps:
                for opening in pages:
                    for _ in range(2):
                        visit_twice(browser, find_port(server), opening, LAPTOP, LOOPBACK)
                print(f"{name} is warm", file=sys.stderr)
            for number in range(rounds):
                for name, server, pages in apps[number % 2 :] + apps[: number % 2]:
                    for opening in pages:
                        for device, network in CASES:
                            if time.monotonic() > deadline:
                                return taken
                            first, second = visit_twice(
                                browser, find_port(server), opening, device, network
                            )
                            for which, waits in (("first", first), ("repeat", second)):
                                key = (opening.name, device.name, network.name, which, name)
                                taken.setdefault(key, []).append(waits)
                print(f"Round {number + 1} of {rounds}", file=sys.stderr)
    return taken


def write_table(taken: dict[Key, list[Waits]], cold: ColdAddresses, browser_version: str) -> str:
    """The medians as a report in Markdown."""
    lines = [
        "# What a visitor waits for",
        "",
        _ABOUT,
        "",
        f"Measured on {machine(browser_version)}",
        "",
        _write_cold(cold),
    ]
    for which in ("first", "repeat"):
        lines += [
            "",
            f"## {which.capitalize()} visits",
            "",
            "| Page | Device | Line | Prerender | Words | Picture | Usable | KB | Shift | Visits |",
            "| --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        ]
        for (page, device, network, kind, name), waits in sorted(taken.items()):
            if kind == which:
                label = {"without": "off", "with": "on", "hello": ""}[name]
                lines.append(
                    f"| {page} | {device} | {network} | {label} | {_write_medians(waits)} "
                    f"| {len(waits)} |"
                )
    return "\n".join(lines) + "\n"


def _write_cold(cold: ColdAddresses) -> str:
    return (
        f"Of {cold.requested} addresses that nobody had opened before (Place, Trends and Compare "
        f"of {len(PLACES)} places, one after the other), {cold.prerendered} came with their first "
        "screen in the first answer; the others have it for whoever asks next."
    )


def _write_medians(waits: list[Waits]) -> str:
    words = [wait.words for wait in waits if wait.words is not None]
    pictures = [wait.picture for wait in waits if wait.picture is not None]
    cells = [
        f"{statistics.median(words):,.0f}" if words else "–",
        f"{statistics.median(pictures):,.0f}" if pictures else "–",
        f"{statistics.median(wait.usable for wait in waits):,.0f}",
        f"{statistics.median(wait.bytes for wait in waits) / 1000:,.0f}",
        f"{statistics.median(wait.shift for wait in waits):.3f}",
    ]
    return " | ".join(cells)


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when every case was visited at least once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--limit", type=float, default=1500.0, help="seconds in all")
    parser.add_argument("--out", type=Path, default=MEASURED / "visits.md")
    options = parser.parse_args(arguments)
    with serving(prerendered=True) as server:
        cold = count_cold_addresses(server)
    taken = measure(options.rounds, (START, PLACE, MAP), options.limit)
    with chromium() as browser:
        text = write_table(taken, cold, browser.version)
    print(text)
    write_report(options.out, text)
    return 0 if len(taken) == 2 * len(CASES) * 7 else 1


if __name__ == "__main__":
    sys.exit(main())
