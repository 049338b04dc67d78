"""Cached answers of the API at 200 a second beside 50 visitors: how long both wait.

The asker is a process of its own, so that its work is not the visitors' wait.
"""

from __future__ import annotations

import asyncio
import statistics
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from http.client import HTTPConnection
from queue import Queue
from urllib.parse import urlsplit

from tests.measure.load.crowd import Stage, crowd
from tests.measure.load.servers import serving

RATE, SECONDS, CONNECTIONS = 200, 20.0, 8
VISITORS, THINK = 50, 6.0
ADDRESSES = (
    "/api/v1/areas/E08000012",
    "/api/v1/indicators/employment-rate",
    "/api/v1/observations?area=E08000012&indicator=employment-rate",
    "/api/v1/observations?indicator=employment-rate&level=cauth&format=csv",
    "/api/v1/find?q=Liverpool",
)


def ask_steadily(url: str, seconds: float) -> tuple[list[float], list[int]]:
    """Milliseconds and status of requests sent on a steady beat, whatever the answers take."""
    waiting: Queue[tuple[float, str] | None] = Queue()
    taken: list[float] = []
    statuses: list[int] = []

    def work() -> None:
        connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
        while (job := waiting.get()) is not None:
            due, address = job
            connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            response.read()
            # From when it was due: a queue counts as waiting.
            taken.append((time.monotonic() - due) * 1000)
            statuses.append(response.status)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    for number in range(int(RATE * seconds)):
        due = began + number / RATE
        time.sleep(max(0.0, due - time.monotonic()))
        waiting.put((due, ADDRESSES[number % len(ADDRESSES)]))
    for _ in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    return taken, statuses


async def measure(
    url: str, server: object, *, with_api: bool
) -> tuple[Stage, list[float], list[int]]:
    """A crowd alone, or beside the steady asker."""
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1) as pool:
        visiting = asyncio.create_task(crowd([server], VISITORS, THINK, SECONDS))  # type: ignore[list-item]
        await asyncio.sleep(THINK + 1.0)
        if not with_api:
            return await visiting, [], []
        taken, statuses = await loop.run_in_executor(pool, ask_steadily, url, SECONDS - 2)
        return await visiting, taken, statuses


def percentile(values: list[float], hundredth: int) -> float:
    """The value below which so many hundredths lie."""
    return statistics.quantiles(values, n=100)[hundredth - 1]


def measure_load() -> str:
    """The visitors alone and beside the API, as a part of the report in Markdown."""
    with serving({"BEND_API_RATE": "1000"}) as server:
        # The first crowd of a process meets empty caches, and would count against the second.
        asyncio.run(crowd([server], VISITORS, THINK, SECONDS))
        alone, _, _ = asyncio.run(measure(server.url, server, with_api=False))
        beside, taken, statuses = asyncio.run(measure(server.url, server, with_api=True))
    for error in [*alone.errors, *beside.errors][:5]:
        print(error)
    return f"""## Beside visitors

One process of the app on two cores, which also run the visitors and the asker. A crowd has been \
there before, so that caches are warm. {VISITORS} visitors pause {THINK:.0f} seconds on average \
between two steps. The asker sends {RATE} requests a second for {SECONDS - 2:.0f} seconds, each \
counted from when it was due.

| | p50 | p95 | errors |
| --- | ---: | ---: | ---: |
{_write_row("visitors alone", alone.waits, len(alone.errors))}
{_write_row("visitors beside the API", beside.waits, len(beside.errors))}
{_write_row(f"answers of the API ({len(taken):,})", taken, sum(s != 200 for s in statuses))}
"""


def _write_row(name: str, waits: list[float], errors: int) -> str:
    middle, slow = percentile(waits, 50), percentile(waits, 95)
    return f"| {name} | {middle:.0f} ms | {slow:.0f} ms | {errors} |"
