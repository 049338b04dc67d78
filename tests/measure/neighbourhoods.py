"""What the maps of neighbourhoods cost a visitor: their first view, and a change of measure.

python -m tests.measure.neighbourhoods
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from playwright.sync_api import Browser, CDPSession, Page

from tests.browser.browsing import Visit, chromium, open_visit
from tests.browser.server import running
from tests.measure.machine import machine
from tests.measure.written import MEASURED, write_report

REPORT = MEASURED / "neighbourhoods.md"
# Five councils of different shapes, a combined authority, and the largest place there is.
PLACES = {
    "Liverpool": "E08000012",
    "Cornwall": "E06000052",
    "Tower Hamlets": "E09000030",
    "Northumberland": "E06000057",
    "Rutland": "E06000017",
    "Liverpool City Region": "E47000004",
    "London": "E12000007",
}
FIRST, SECOND = "Income", "Health and disability"
# London's 33 files arrive one after the other while the map is already there.
PATIENCE = 120.0
ABOUT = """# Maps of neighbourhoods

What a visitor waits for and what travels, on a laptop's window with an empty cache. \
*Outlines* are the files of the place's councils as they travel, compressed; a \
browser keeps them. *Messages* are what the page itself sends. A change is another measure of the \
same place: it sends values, and no outline again. Times are of one visit and of a map that is \
drawn without a graphics card, so they are longer than a visitor's; `make measure \
WHAT=neighbourhoods` measures again."""


@dataclass
class Traffic:
    """Bytes that a page has received: outlines by file, and messages of its connection."""

    outlines: dict[str, int] = field(default_factory=dict)
    messages: int = 0

    def listen(self, page: Page) -> None:
        """Count from now on."""
        session: CDPSession = page.context.new_cdp_session(page)
        session.send("Network.enable")
        names: dict[str, str] = {}

        def note_request(event: dict[str, dict[str, str]]) -> None:
            url = event["response"]["url"]
            if "boundaries/lsoa/" in url:
                names[str(event["requestId"])] = url.rpartition("/")[2]

        def note_bytes(event: dict[str, int]) -> None:
            name = names.get(str(event["requestId"]))
            if name:
                self.outlines[name] = int(event["encodedDataLength"])

        def note_frame(event: dict[str, dict[str, str]]) -> None:
            # A binary frame is written in base64: four letters for three bytes.
            self.messages += len(event["response"]["payloadData"]) * 3 // 4

        session.on("Network.responseReceived", note_request)
        session.on("Network.loadingFinished", note_bytes)
        session.on("Network.webSocketFrameReceived", note_frame)


def main() -> None:
    """Measure every place and write the report."""
    with running() as server, chromium() as browser:
        # The first visitor of a server waits for what all others share.
        _measure(browser, server.url, "E06000017")
        rows = [
            f"| {name} | {_measure(browser, server.url, code)} |" for name, code in PLACES.items()
        ]
        about = f"{machine(browser.version)} {_describe_load()}"
    head = (
        "| Place | first view, s | outlines: files | KB | largest, KB | messages, KB | "
        "change, s | outlines, KB | messages, KB |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    )
    write_report(REPORT, "\n\n".join([ABOUT, "\n".join([head, *rows]), about]))


def _describe_load() -> str:
    """How busy the machine was, without which the times cannot be read."""
    processes = os.getloadavg()[1]
    return f"On average {processes:.0f} processes wanted a core in the last five minutes."


def _measure(browser: Browser, url: str, code: str) -> str:
    """The cells of one place."""
    visit = open_visit(browser, url, "laptop", "light")
    traffic = Traffic()
    traffic.listen(visit.page)
    started = visit.page.evaluate("Date.now()")
    visit.page.goto(f"{url}/neighbourhoods?area={code}&measure=income")
    first = _wait(visit, FIRST) - started
    sizes, messages = list(traffic.outlines.values()), traffic.messages
    traffic.outlines.clear()
    traffic.messages = 0
    visit.page.get_by_role("combobox", name="Measure").click()
    option = visit.page.get_by_role("option", name=SECOND)
    started = visit.page.evaluate("Date.now()")
    option.click()
    change = _wait(visit, SECOND) - started
    later = sum(traffic.outlines.values())
    changed = traffic.messages
    visit.page.context.close()
    return (
        f"{first / 1000:.1f} | {len(sizes)} | {sum(sizes) / 1000:,.0f} | {max(sizes) / 1000:.0f} | "
        f"{messages / 1000:,.0f} | {change / 1000:.1f} | {later / 1000:,.0f} | "
        f"{changed / 1000:,.0f}"
    )


def _wait(visit: Visit, measure: str) -> float:
    """The moment, in milliseconds since 1970, at which the page shows the measure and is still."""
    chosen = visit.page.get_by_role("combobox", name="Measure")
    chosen.wait_for(timeout=PATIENCE * 1000)
    visit.page.wait_for_url(f"**measure={measure.split()[0].lower()}**")
    return visit.settled(seconds=PATIENCE)


if __name__ == "__main__":
    main()
