"""Visitors who close the tab: does the server's memory stay flat?"""

from __future__ import annotations

import asyncio
import random

from tests.browser.server import Server
from tests.measure.load.journeys import PLACES
from tests.measure.load.process import memory_megabytes
from tests.measure.load.session import connected

AT_ONCE = 8


async def abandon(server: Server, sessions: int, every: int) -> list[tuple[int, float]]:
    """Open a place in so many tabs and leave each at once: (sessions so far, memory in MB)."""
    gate = asyncio.Semaphore(AT_ONCE)
    choice = random.Random(1)  # noqa: S311  the same visitors every time

    async def come_and_go(area: str) -> None:
        async with gate, connected(server.url) as tab:
            await tab.open("place", area=area)

    seen = [(0, memory_megabytes(server.process.pid))]
    for done in range(0, sessions, every):
        several = min(every, sessions - done)
        await asyncio.gather(*(come_and_go(choice.choice(list(PLACES))) for _ in range(several)))
        seen.append((done + several, memory_megabytes(server.process.pid)))
    return seen


def growth(seen: list[tuple[int, float]]) -> float:
    """MB added by the later half of the sessions."""
    half = seen[-1][0] / 2
    middle = next(memory for sessions, memory in seen if sessions >= half)
    return seen[-1][1] - middle
