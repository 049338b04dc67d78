"""Connections: requests that arrive in time, not all of one address; few pieces on the wire."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any, ClassVar, cast
from weakref import WeakSet

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

from placelib.server.descriptors import NOT_READY_BELOW, count_free, read_limit

# A head is a few hundred bytes; on the slowest line it takes a second.
HEAD_SECONDS = 10.0
# A file of ten megabytes over a slow line (server/upload_memory.py ends a silent one earlier).
BODY_SECONDS = 330.0
# Of all connections; a hall behind one address has less, a machine that takes all gets no more.
SHARE_OF_ADDRESS = 0.75
# Without a limit of the system: enough for ten halls.
_MOST_CONNECTIONS = 4_000
_REFUSING_SECONDS = 0.3
_BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 20\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)
_take_connection = WebSocketsSansIOProtocol.connection_made


class GuardedProtocol(H11Protocol):
    """Uvicorn's reading of requests, which ends a connection whose request does not arrive.

    Where no proxy is named, one address has three quarters of the connections at most, and near the
    limit of open files a new connection is answered with 503 at once.
    """

    # Open connections by address, websockets included; closed ones are left out when counted.
    _open: ClassVar[MutableMapping[str, WeakSet[asyncio.Transport]]] = {}

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """As Uvicorn makes one for each connection."""
        super().__init__(config, server_state, app_state, _loop)
        self._deadline: asyncio.TimerHandle | None = None
        self._awaited: object = None
        self._is_refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, or answer that there are too many."""
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        if self._is_full(address):
            self._is_refused = True
            transport.write(_BUSY)
            # What the browser is sending is read meanwhile, or the answer would be lost with it.
            self.loop.call_later(_REFUSING_SECONDS, transport.close)
            return
        self._open.setdefault(address, WeakSet()).add(transport)
        self._await_rest()

    def data_received(self, data: bytes) -> None:
        """Take what has arrived; the rest of a head or a body has its time from the first byte."""
        if self._is_refused:
            return
        super().data_received(data)
        if self.transport.get_protocol() is self:
            self._await_rest()
        else:
            self._forget_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._forget_deadline()
        super().connection_lost(exc)

    def _await_rest(self) -> None:
        """Set the time for what is still to arrive, unless it is set already."""
        state = self.conn.their_state
        is_head = state is h11.IDLE and self.timeout_keep_alive_task is None
        awaited = state if is_head or state is h11.SEND_BODY else None
        if awaited is self._awaited and awaited is not None:
            return
        self._forget_deadline()
        if awaited is not None:
            self._awaited = awaited
            seconds = HEAD_SECONDS if is_head else BODY_SECONDS
            self._deadline = self.loop.call_later(seconds, self.transport.close)

    def _forget_deadline(self) -> None:
        self._awaited = None
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _is_full(self, address: str) -> bool:
        most = read_limit() or _MOST_CONNECTIONS
        if not self.config.proxy_headers and self._count(address) >= SHARE_OF_ADDRESS * most:
            return True
        # Looking at every descriptor takes a moment, so only where many are open.
        if sum(len(transports) for transports in self._open.values()) < most / 2:
            return False
        free = count_free()
        return free is not None and free < NOT_READY_BELOW // 4

    def _count(self, address: str) -> int:
        transports = self._open.get(address, WeakSet())
        still_open = [transport for transport in transports if not transport.is_closing()]
        if still_open:
            self._open[address] = WeakSet(still_open)
        else:
            self._open.pop(address, None)
        return len(still_open)


class JoinedWrites:
    """A connection that sends what is written to it in one turn of the event loop in one piece.

    In all else it is the transport that it stands before.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        """Stand before a transport of this loop."""
        self._transport = transport
        self._loop = loop
        self._parts: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked of a transport."""
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send this with all that follows before the loop turns."""
        if not self._parts:
            self._loop.call_soon(self._flush)
        self._parts.append(data)

    def close(self) -> None:
        """Send what was written, then close."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        parts, self._parts = self._parts, []
        if parts and not self._transport.is_closing():
            self._transport.write(b"".join(parts))


def join_writes() -> None:
    """Let every websocket from now on send in one piece what is written in one turn of the loop.

    A page is some dozens of messages, and Uvicorn makes a call of Linux for each. Its own class is
    changed and none put in its place: `streamlit run` lets nobody choose one.
    """
    WebSocketsSansIOProtocol.connection_made = _take_joined  # type: ignore[assignment, method-assign]


def _take_joined(websocket: WebSocketsSansIOProtocol, transport: asyncio.BaseTransport) -> None:
    """Take the connection over from the request that asked for it."""
    joined = JoinedWrites(cast("asyncio.Transport", transport), websocket.loop)
    _take_connection(websocket, cast("asyncio.Transport", joined))
