"""What a server spends: processor time of a rerun, of a change on the map, queries, memory."""

from __future__ import annotations

import re
import time
from contextlib import AsyncExitStack
from statistics import median
from urllib.parse import parse_qsl, urlsplit

from placelib.database.connection import QUERIES, Store
from tests.browser.server import Server
from tests.measure.bench.journeys import Landing
from tests.measure.load.process import memory_megabytes, processor_seconds
from tests.measure.load.session import Tab, connected

# A clock tick of Linux is 10 ms, so many reruns are counted together.
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


async def _open(tab: Tab, landing: Landing) -> None:
    address = urlsplit(landing.path)
    await tab.open(address.path.strip("/"), **dict(parse_qsl(address.query)))


async def warm_up(server: Server, landings: tuple[Landing, ...]) -> None:
    """Open every page once; what the server works out after its start is then done."""
    async with connected(server.url) as tab:
        for landing in landings:
            await _open(tab, landing)


async def rerun(server: Server, landing: Landing) -> tuple[float, float]:
    """Milliseconds of processor time and bytes of one rerun with nothing changed, on average."""
    async with connected(server.url) as tab:
        await _open(tab, landing)
        for _ in range(3):
            await tab.rerun()
        before = processor_seconds(server.process.pid)
        answers = [await tab.rerun() for _ in range(RERUNS)]
        spent = processor_seconds(server.process.pid) - before
    return spent / RERUNS * 1000, sum(one.bytes for one in answers) / RERUNS


async def map_change(server: Server) -> tuple[float, float]:
    """Milliseconds of processor time and bytes of another indicator on the map, on average."""
    async with connected(server.url) as tab:
        await tab.open("map")
        # Every second time each of them is new to the tab but known to the server.
        several = tab.options("Indicator")[:8]
        for one in several:
            await tab.choose("Indicator", one)
        before = processor_seconds(server.process.pid)
        answers = [
            await tab.choose("Indicator", several[number % len(several)])
            for number in range(CHANGES)
        ]
        spent = processor_seconds(server.process.pid) - before
    return spent / CHANGES * 1000, median(one.bytes for one in answers)


async def memory(server: Server, landing: Landing) -> tuple[float, float]:
    """MB at rest, with everything read, and MB that each further open session adds."""
    async with connected(server.url) as tab:
        await _open(tab, landing)
    rest = memory_megabytes(server.process.pid)
    async with AsyncExitStack() as stack:
        for _ in range(SESSIONS):
            tab = await stack.enter_async_context(connected(server.url))
            await _open(tab, landing)
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
