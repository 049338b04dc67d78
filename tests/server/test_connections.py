"""Half a request is ended in time, and one address never has every connection."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.sync.client import connect

from placelib.server import connections
from placelib.server.connections import GuardedProtocol, JoinedWrites, join_writes

HEAD = b"GET / HTTP/1.1\r\nHost: here\r\n"


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(f"got {len(body)}")(scope, receive, send)


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that waits a third of a second for a head or a body and takes eight connections."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(connections, "BODY_SECONDS", 0.3)
    monkeypatch.setattr(connections, "read_limit", lambda: 10)
    monkeypatch.setattr(connections, "count_free", lambda: 1000)
    config = uvicorn.Config(
        echo, port=0, http=GuardedProtocol, proxy_headers=False, lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


def dial(port: int, sent: bytes = b"", source: str = "127.0.0.1") -> socket.socket:
    connection = socket.create_connection(
        ("127.0.0.1", port), timeout=10, source_address=(source, 0)
    )
    connection.sendall(sent)
    return connection


def read_all(connection: socket.socket) -> bytes:
    """Everything until the server ends the connection."""
    with connection:
        parts = []
        while part := connection.recv(10_000):
            parts.append(part)
        return b"".join(parts)


@pytest.mark.parametrize(
    "sent", [b"", b"G", HEAD, b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nhalf"]
)
def test_half_a_request_is_ended_without_an_answer(port: int, sent: bytes) -> None:
    assert read_all(dial(port, sent)) == b""


def test_a_head_that_drips_is_ended_as_well(port: int) -> None:
    with dial(port, HEAD) as connection:
        deadline = time.monotonic() + 10
        with suppress(ConnectionError):
            while time.monotonic() < deadline:
                connection.sendall(b"X")
                time.sleep(0.05)
        assert time.monotonic() < deadline


def test_whole_requests_are_answered_one_after_the_other(port: int) -> None:
    with dial(port) as connection:
        for _ in range(3):
            connection.sendall(HEAD + b"\r\n")
            assert b"got 0" in connection.recv(10_000)
            time.sleep(0.2)


def test_one_address_leaves_connections_to_others(port: int) -> None:
    with ExitStack() as stack:
        for _ in range(8):
            stack.enter_context(dial(port, HEAD + b"\r\n")).recv(10_000)
        assert b"503 Service Unavailable" in read_all(dial(port, HEAD + b"\r\n"))
        neighbour = stack.enter_context(dial(port, HEAD + b"\r\n", source="127.0.0.2"))
        assert b"got 0" in neighbour.recv(10_000)


def test_a_connection_is_refused_at_once_when_hardly_any_descriptor_is_free(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "count_free", lambda: 5)
    with ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(dial(port, HEAD + b"\r\n")).recv(10_000)
        assert b"503" in read_all(dial(port, HEAD + b"\r\n"))


class Wire(asyncio.Transport):
    """Writes down what is sent over it, piece by piece."""

    def __init__(self) -> None:
        super().__init__({"peername": ("192.0.2.7", 1)})
        self.pieces: list[bytes] = []

    def write(self, data: object) -> None:
        self.pieces.append(bytes(data))  # type: ignore[call-overload]

    def is_closing(self) -> bool:
        return b"closed" in self.pieces

    def close(self) -> None:
        self.pieces.append(b"closed")


def test_what_is_written_in_one_turn_of_the_loop_goes_out_in_one_piece() -> None:
    async def write() -> list[bytes]:
        wire = Wire()
        joined = JoinedWrites(wire, asyncio.get_running_loop())
        assert joined.get_extra_info("peername") == ("192.0.2.7", 1)
        for part in (b"a", b"b", b"c"):
            joined.write(part)
        await asyncio.sleep(0)
        joined.write(b"d")
        joined.close()
        # Nobody is there any more to read it.
        joined.write(b"e")
        await asyncio.sleep(0)
        return wire.pieces

    assert asyncio.run(write()) == [b"abc", b"d", b"closed"]


async def count(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer each message with three."""
    assert (scope["type"], (await receive())["type"]) == ("websocket", "websocket.connect")
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        for number in range(3):
            await send({"type": "websocket.send", "bytes": message["bytes"] + bytes([number])})


def test_messages_arrive_whole_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    # Put back at the end.
    taken_by_uvicorn = WebSocketsSansIOProtocol.connection_made
    monkeypatch.setattr(WebSocketsSansIOProtocol, "connection_made", taken_by_uvicorn)
    join_writes()
    config = uvicorn.Config(
        count, port=0, http=GuardedProtocol, ws="auto", lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    large = b"x" * 300_000
    with connect(f"ws://127.0.0.1:{port}/") as browser:
        for sent in (b"first", large):
            browser.send(sent)
            assert [browser.recv() for _ in range(3)] == [sent + bytes([end]) for end in range(3)]
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()
