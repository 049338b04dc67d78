"""`make measure WHAT=api`: cached answers at 200 a second beside 50 visitors, into api.md.

The asker is a process of its own, so that its work is not the visitors' wait.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from http.client import HTTPConnection
from queue import Queue
from urllib.parse import urlsplit

from tests.measure.load.crowd import Stage, crowd
from tests.measure.load.servers import serving
from tests.measure.written import MEASURED, write_report

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


def main() -> int:
    """Measure the visitors alone and beside the API, and write the report."""
    with serving({"BEND_API_RATE": "1000"}) as server:
        alone, _, _ = asyncio.run(measure(server.url, server, with_api=False))
        beside, taken, statuses = asyncio.run(measure(server.url, server, with_api=True))
    lines = [
        "# The API beside visitors",
        "",
        (
            "One process of the app on two cores, which also run the visitors and the asker. "
            f"{VISITORS} visitors pause {THINK:.0f} seconds on average between two steps. The "
            f"asker sends {RATE} requests a second for {SECONDS - 2:.0f} seconds, each counted "
            "from when it was due."
        ),
        "",
        "| | p50 | p95 | errors |",
        "| --- | --- | --- | --- |",
        (
            f"| visitors alone | {alone.percentile(50):.0f} ms | {alone.percentile(95):.0f} ms | "
            f"{len(alone.errors)} |"
        ),
        (
            f"| visitors beside the API | {beside.percentile(50):.0f} ms | "
            f"{beside.percentile(95):.0f} ms | {len(beside.errors)} |"
        ),
        (
            f"| answers of the API ({len(taken):,}) | {percentile(taken, 50):.0f} ms | "
            f"{percentile(taken, 95):.0f} ms | {sum(status != 200 for status in statuses)} |"
        ),
    ]
    write_report(MEASURED / "api.md", "\n".join(lines))
    print("\n".join(lines))
    print(json.dumps({"errors": [*alone.errors, *beside.errors][:5]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
