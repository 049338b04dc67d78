"""Opens random states of Map, Trends and Compare, and each once more from its copied link.

    python -m tests.measure.links [STATES]

Each time it is a visit of its own, with nothing stored. What the server sends as charts must be
the same to the byte. Prints a line a page; the exit status is 1 when any state differs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from placelib.urls import MAP, VERSION, Page, address
from placelib.views import map as map_view
from placelib.views import snapshot_records
from tests.browser.browsing import VisitPool, chromium
from tests.browser.server import running
from tests.random_views import STATES, View

Charts = dict[tuple[int, ...], bytes]


@dataclass(frozen=True)
class Reopened:
    """How many states of a page were opened twice, how many had a chart, and which differed."""

    page: Page
    states: int
    charted: int
    unlike: tuple[int, ...]

    def line(self) -> str:
        """The outcome in words."""
        outcome = f"seeds {self.unlike} differ" if self.unlike else "all the same"
        return (
            f"{self.page.title}: {self.states} states opened and opened again from their link, "
            f"{self.charted} with a chart: {outcome}."
        )


def reopen(visit_pool: VisitPool, base_url: str, page: Page, seeds: Sequence[int]) -> Reopened:
    """Open the states of some seeds twice: by what differs from the defaults, and by the link."""
    charted, unlike = 0, []
    for seed in seeds:
        view = STATES[page](
            seed,
            snapshot_records.get_registry(),
            snapshot_records.get_catalogue(),
            map_view.list_map_periods,
        )
        link = {**view.settings(), VERSION: snapshot_records.get_metadata()["data_version"]}
        first = charts_of(visit_pool, base_url, address(page, _in_short(page, view)))
        again = charts_of(visit_pool, base_url, address(page, link))
        charted += bool(first)
        if first != again:
            unlike.append(seed)
    return Reopened(page, len(seeds), charted, tuple(unlike))


def _in_short(page: Page, view: View) -> dict[str, str]:
    """The settings without those of the map that stand at their defaults anyway."""
    settings = view.settings()
    usual = {"classes": "quantiles", "same": "no", "colours": "blue", "fade": "no", "sort": "high"}
    if page != MAP:
        return settings
    return {name: value for name, value in settings.items() if usual.get(name) != value}


def charts_of(visit_pool: VisitPool, base_url: str, path: str) -> Charts:
    """What the server sends a new visit as charts and tables, by its place on the page."""
    frames: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on(
            "framereceived", lambda data: frames.append(data) if isinstance(data, bytes) else None
        )

    visit = visit_pool.take("laptop", "light", base_url)
    visit.page.on("websocket", listen)
    visit.goto(f"/{path}")
    visit.page.remove_listener("websocket", listen)
    visit_pool.give_back(visit, "laptop", "light")
    return dict(part for frame in frames for part in _charts_in(frame))


def _charts_in(frame: bytes) -> list[tuple[tuple[int, ...], bytes]]:
    message = ForwardMsg.FromString(frame)
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    where = tuple(message.metadata.delta_path)
    if kind == "deck_gl_json_chart":
        chart = element.deck_gl_json_chart
        return [(where, f"{chart.json}{chart.tooltip}".encode())]
    if kind in {"arrow_vega_lite_chart", "vega_lite_chart"}:
        return [(where, getattr(element, kind).SerializeToString(deterministic=True))]
    if kind == "html" and "<table" in element.html.body:
        return [(where, element.html.body.encode())]
    return []


def main(arguments: list[str]) -> int:
    """Open as many states of each page as asked for, 50 without a number."""
    states = int(arguments[0]) if arguments else 50
    with running() as server, chromium() as browser:
        visit_pool = VisitPool(browser)
        found = [reopen(visit_pool, server.url, page, range(states)) for page in STATES]
    for one in found:
        print(one.line())
    return int(any(one.unlike for one in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
