"""Threads: a room that comes all at once starts its runs as others end, and not all together."""

from __future__ import annotations

import asyncio
import threading

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Each run of a page is a thread. A container is allowed some 200 tasks, of which the server's own
# threads and the readers of uploads are a few dozen.
MOST_THREADS = 120
_LOOK_SECONDS = 0.05
# After so long the message is passed on whatever there is.
_LONGEST_SECONDS = 30.0


class ThreadReserve:
    """Holds what a browser asks for while as many threads run as may run; nothing is refused."""

    def __init__(self, app: ASGIApp, most: int = MOST_THREADS) -> None:
        """``most`` is how many threads there may be when another run begins."""
        self.app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; the messages of visits when there is a thread for them."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def receive_in_turn() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                await self._wait()
            return message

        await self.app(scope, receive_in_turn, send)

    async def _wait(self) -> None:
        waited = 0.0
        while threading.active_count() >= self._most and waited < _LONGEST_SECONDS:
            await asyncio.sleep(_LOOK_SECONDS)
            waited += _LOOK_SECONDS
