"""What a server spends: processor time of a rerun, of a change on a page, queries, memory."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from statistics import median
from urllib.parse import parse_qsl, urlsplit

from placelib.database.connection import QUERIES, Store
from tests.browser.server import Server
from tests.measure.bench.journeys import Landing
from tests.measure.load.process import (
    memory_megabytes,
    read_processor_clock,
)
from tests.measure.load.session import Answer, Tab, connected

RERUNS = 40
CHANGES = 40
SESSIONS = 100

# What stands for a query's parameters; one without a value here is missing (NULL).
_GIVEN = {
    "code": "E08000012",
    "codes": ["E08000012", "E47000004", "E12000002", "E92000001"],
    "benchmarks": ["E92000001", "K02000001"],
    "indicator": "gross-median-weekly-pay",
    "indicators": ["gross-median-weekly-pay", "employment-rate"],
    "level": "ltla",
    "period": "2024",
}


@dataclass(frozen=True)
class RerunCost:
    """What one run of a page cost, on average: processor time, bytes and messages sent.

    ``kinds`` counts the messages of the page's first run, which is sent whole, by what they bring.
    """

    milliseconds: float
    bytes: float
    messages: float
    kinds: Mapping[str, int] = field(default_factory=dict)


async def open_page(tab: Tab, landing: Landing) -> Answer:
    """Open the page of a landing in a tab."""
    return await open_path(tab, landing.path)


async def open_path(tab: Tab, path: str) -> Answer:
    """Open a page of the app in a tab: “/place?area=E08000012”."""
    address = urlsplit(path)
    return await tab.open(address.path.strip("/"), **dict(parse_qsl(address.query)))


async def warm_up(server: Server, landings: tuple[Landing, ...]) -> None:
    """Open every page once; what the server works out after its start is then done."""
    async with connected(server.url) as tab:
        for landing in landings:
            await open_page(tab, landing)


async def rerun(server: Server, landing: Landing) -> RerunCost:
    """What a rerun of a page costs with nothing changed, on average."""
    async with connected(server.url) as tab:
        first = await open_page(tab, landing)
        for _ in range(3):
            await tab.rerun()
        return replace(await rerun_often(server, tab, RERUNS), kinds=first.kinds)


async def rerun_often(server: Server, tab: Tab, runs: int) -> RerunCost:
    """What a rerun of the page in a tab costs, the mean of so many on end."""
    before = read_processor_clock(server.process.pid)
    answers = [await tab.rerun() for _ in range(runs)]
    spent = read_processor_clock(server.process.pid) - before
    return RerunCost(
        spent / runs * 1000,
        sum(answer.bytes for answer in answers) / runs,
        sum(answer.messages for answer in answers) / runs,
    )


async def change(server: Server, landing: Landing) -> RerunCost:
    """What another option of the page's usual choice costs, on average."""
    async with connected(server.url) as tab:
        await open_page(tab, landing)
        # Every second time each of them is new to the tab but known to the server.
        several = tab.options(landing.change)[:8]
        for option in several:
            await tab.choose(landing.change, option)
        before = read_processor_clock(server.process.pid)
        answers = [
            await tab.choose(landing.change, several[number % len(several)])
            for number in range(CHANGES)
        ]
        spent = read_processor_clock(server.process.pid) - before
    return RerunCost(
        spent / CHANGES * 1000,
        median(answer.bytes for answer in answers),
        median(answer.messages for answer in answers),
    )


async def move(server: Server, landing: Landing) -> RerunCost:
    """What it costs to go to the same page of another place and back, a way on average.

    The messages are those of the way that sends more.
    """
    ways = (landing.elsewhere(), landing.path)
    async with connected(server.url) as tab:
        for path in (*ways, *ways):
            await open_path(tab, path)
        before = read_processor_clock(server.process.pid)
        answers = [await open_path(tab, ways[number % 2]) for number in range(CHANGES)]
        spent = read_processor_clock(server.process.pid) - before
    return RerunCost(
        spent / CHANGES * 1000,
        median(answer.bytes for answer in answers),
        max(answer.messages for answer in answers[-2:]),
    )


async def memory(server: Server, landing: Landing) -> tuple[float, float]:
    """MB at rest, with everything read, and MB that each further open session adds."""
    async with connected(server.url) as tab:
        await open_page(tab, landing)
    rest = memory_megabytes(server.process.pid)
    async with AsyncExitStack() as stack:
        for _ in range(SESSIONS):
            tab = await stack.enter_async_context(connected(server.url))
            await open_page(tab, landing)
        full = memory_megabytes(server.process.pid)
    return rest, (full - rest) / SESSIONS


def queries(rounds: int) -> dict[str, float]:
    """The median milliseconds of every query of the store, with sample values bound."""
    store = Store()
    found = {}
    for file in sorted(QUERIES.glob("*.sql")):
        names = set(re.findall(r"\$(\w+)", file.read_text("utf-8")))
        values = {name: _GIVEN.get(name) for name in names}
        took = []
        for _ in range(rounds + 1):
            began = time.perf_counter()
            store.rows(file.stem, **values)
            took.append((time.perf_counter() - began) * 1000)
        found[file.stem] = median(took[1:])
    store.close()
    return found
