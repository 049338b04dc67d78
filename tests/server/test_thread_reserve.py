"""What browsers ask for begins as threads end, and everything is answered."""

from __future__ import annotations

import asyncio
import threading
import time

from starlette.types import Message, Receive, Scope, Send

from placelib.server.thread_reserve import ThreadReserve


def test_sixty_runs_at_once_never_have_more_threads_than_may_run() -> None:
    most: list[int] = []
    base = threading.active_count()

    def run() -> None:
        most.append(threading.active_count() - base)
        time.sleep(0.02)

    async def visits(_scope: Scope, receive: Receive, _send: Send) -> None:
        message = await receive()
        assert message["type"] == "websocket.receive"
        threading.Thread(target=run).start()

    app = ThreadReserve(visits, most=base + 10)

    async def receive() -> Message:
        return {"type": "websocket.receive", "bytes": b""}

    async def send(_message: Message) -> None:
        """Nothing is sent."""

    async def come() -> None:
        await asyncio.gather(*(app({"type": "websocket"}, receive, send) for _ in range(60)))

    asyncio.run(come())
    deadline = time.monotonic() + 10
    while len(most) < 60 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert len(most) == 60
    assert max(most) <= 10
