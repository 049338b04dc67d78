"""A crowd of visitors with think time, and what one stage of it measured."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import quantiles

from websockets.exceptions import WebSocketException

from tests.browser.server import Server
from tests.measure.load.journeys import JOURNEYS
from tests.measure.load.process import memory_megabytes, processor_seconds, proportional_megabytes
from tests.measure.load.session import Answer, RunFailed, connected


@dataclass
class Stage:
    """What one crowd saw and what it cost: waits in milliseconds, memory in MB.

    ``memory_share`` is what the machine gave up at the end: what processes share counts once.
    """

    visitors: int
    processes: int
    think: float
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0
    memory_before: float = 0.0
    memory_after: float = 0.0
    memory_share: float = 0.0

    def percentile(self, hundredth: int) -> float:
        """The wait that so many in a hundred stayed below; not a number without waits."""
        if len(self.waits) < 2:
            return float("nan")
        return quantiles(self.waits, n=100)[hundredth - 1]


@dataclass
class Clock:
    """When a stage begins to count and when it ends."""

    begin: float
    end: float

    def counts(self) -> bool:
        """True from the begin on: a slow answer that comes after the end counts too."""
        return time.monotonic() >= self.begin


async def visitor(url: str, number: int, stage: Stage, clock: Clock) -> None:
    """Walk the journeys in turn, with a pause before each step, until the stage ends."""
    choice = random.Random(number)  # noqa: S311  the same crowd every time
    walks = itertools.islice(itertools.cycle(JOURNEYS), number % len(JOURNEYS), None)
    try:
        async with connected(url) as tab:
            await _pause(stage.think * choice.random(), clock)
            for walk in walks:
                async for answer in walk(tab, choice):
                    _note(answer, stage, clock)
                    await _pause(stage.think * choice.uniform(0.5, 1.5), clock)
                    if time.monotonic() >= clock.end:
                        return
    except (RunFailed, WebSocketException, OSError, TimeoutError) as error:
        stage.errors.append(f"{type(error).__name__}: {error}")


def _note(answer: Answer, stage: Stage, clock: Clock) -> None:
    if clock.counts():
        stage.waits.append(answer.seconds * 1000)


async def _pause(seconds: float, clock: Clock) -> None:
    await asyncio.sleep(max(0.0, min(seconds, clock.end - time.monotonic())))


async def crowd(servers: Sequence[Server], visitors: int, think: float, seconds: float) -> Stage:
    """One stage: everybody arrives within one think time, then it counts for ``seconds``.

    Each visitor stays with one server, as behind a proxy with sticky sessions.
    """
    stage = Stage(visitors, len(servers), think, memory_before=_memory(servers))
    arriving = think + 1.0
    clock = Clock(time.monotonic() + arriving, time.monotonic() + arriving + seconds)
    tasks = [
        asyncio.create_task(visitor(servers[one % len(servers)].url, one, stage, clock))
        for one in range(visitors)
    ]
    await asyncio.sleep(arriving)
    began, used = time.monotonic(), _processor(servers)
    await asyncio.sleep(max(0.0, clock.end - time.monotonic()))
    stage.seconds = time.monotonic() - began
    stage.processor = _processor(servers) - used
    stage.memory_after = _memory(servers)
    stage.memory_share = sum(proportional_megabytes(one.process.pid) for one in servers)
    await asyncio.gather(*tasks)
    return stage


def _processor(servers: Sequence[Server]) -> float:
    return sum(processor_seconds(one.process.pid) for one in servers)


def _memory(servers: Sequence[Server]) -> float:
    return sum(memory_megabytes(one.process.pid) for one in servers)
