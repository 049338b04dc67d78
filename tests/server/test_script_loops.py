"""A visit's event loop opens nothing until it is used, and then works as any other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from placelib.server.script_loops import DeferredEventLoop, ScriptLoopPolicy, defer_script_loops


@pytest.fixture
def deferring() -> Iterator[None]:
    """The policy of the server, for one test."""
    before = asyncio.get_event_loop_policy()
    defer_script_loops()
    yield
    asyncio.set_event_loop_policy(before)


def count_open() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


async def make_loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


@pytest.mark.usefixtures("deferring")
def test_a_loop_made_while_the_server_runs_is_deferred() -> None:
    loop = asyncio.run(make_loop())
    assert isinstance(loop, DeferredEventLoop)
    assert not loop.is_running()
    loop.close()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no list of descriptors here")
def test_a_deferred_loop_holds_no_descriptor_until_it_runs() -> None:
    before = count_open()
    loops = [DeferredEventLoop(asyncio.SelectorEventLoop) for _ in range(10)]
    assert count_open() == before
    loops[0].run_until_complete(asyncio.sleep(0))
    assert count_open() > before
    for loop in loops:
        loop.close()
    assert count_open() == before


def test_a_deferred_loop_runs_what_it_is_handed() -> None:
    loop = DeferredEventLoop(asyncio.SelectorEventLoop)
    later: list[str] = []
    loop.call_soon(later.append, "called")
    assert loop.run_until_complete(asyncio.sleep(0, "result")) == "result"
    assert later == ["called"]
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
    loop.close()
    assert loop.is_closed()
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon(later.append, "too late")


def test_a_loop_made_outside_a_running_one_is_an_ordinary_one() -> None:
    loop = ScriptLoopPolicy().new_event_loop()
    assert not isinstance(loop, DeferredEventLoop)
    loop.close()
