"""How long other visitors wait while the server reads a large upload of one of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.measure.load.servers import serving
from tests.measure.load.session import Tab, connected

# Pages of five places, opened in turn: each is worked out afresh for the visitor.
PLACES = ("E08000012", "E06000023", "E07000187", "W06000015", "S12000036")
QUIET_PAGES = 25
_BOX, _READ = "Your table", "What was understood"


@dataclass(frozen=True)
class Beside:
    """Waits of one visitor for whole pages, in seconds: alone, and while a file was read.

    ``reading`` is how long the file took, from the first byte sent to the last message.
    """

    alone: tuple[float, ...]
    meanwhile: tuple[float, ...]
    reading: float


def measure(name: str, data: bytes) -> Beside:
    """Start a server, let one visitor walk pages and another upload the file, and time both."""
    with serving() as server:
        return asyncio.run(_measured(server.url, name, data))


async def _measured(url: str, name: str, data: bytes) -> Beside:
    async with connected(url) as reader, connected(url) as walker:
        await reader.open("quick_view")
        box = next(label for label in reader.labels() if label.startswith(_BOX))
        await _walk(walker, lambda walked: walked >= len(PLACES))
        alone = await _walk(walker, lambda walked: walked >= QUIET_PAGES)
        begun = time.perf_counter()
        upload = asyncio.create_task(reader.upload(box, name, data))
        meanwhile = await _walk(walker, lambda _: upload.done())
        await upload
        took = time.perf_counter() - begun
        if _READ not in reader.texts():
            raise AssertionError(f"the page does not show what was understood of {name}")
        return Beside(alone, meanwhile, took)


async def _walk(tab: Tab, ended: Callable[[int], bool]) -> tuple[float, ...]:
    """Open one place after the other until told to end; the wait for each."""
    waits: list[float] = []
    while not ended(len(waits)):
        answer = await tab.open("place", area=PLACES[len(waits) % len(PLACES)])
        waits.append(answer.seconds)
    return tuple(waits)
