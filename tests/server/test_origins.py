"""Pages of other sites can read and can send nothing, and nobody outside is asked about them."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from placelib.server.origins import OwnOrigins, read_host_names
from tests.server.asking import ask


async def origin_seen(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands for Streamlit: it says which origin has reached it."""
    text = Headers(scope=scope).get("origin", "no origin")
    await PlainTextResponse(text)(scope, receive, send)


def answer(origin: str | None, method: str = "GET", names: tuple[str, ...] = ()) -> tuple[int, str]:
    headers = {"Host": "bend.example:8501"} | ({"Origin": origin} if origin is not None else {})
    reply = ask(OwnOrigins(origin_seen, names), "/x", headers, method)
    return reply.status, reply.body.decode()


@pytest.mark.parametrize("origin", ["http://bend.example:8501", "https://BEND.example:8501"])
def test_a_page_of_its_own_may_send(origin: str) -> None:
    assert answer(origin, "POST") == (200, origin)


def test_a_client_without_an_origin_is_no_page_and_may_send() -> None:
    assert answer(None, "PUT") == (200, "no origin")


@pytest.mark.parametrize(
    "origin",
    [
        "https://elsewhere.example",
        "https://bend.example",
        "https://bend.example:8501.elsewhere.example",
        "https://user@bend.example:8501",
        "null",
        "",
        "http://[",
    ],
)
def test_a_page_of_another_site_reads_without_its_origin_and_sends_nothing(origin: str) -> None:
    assert answer(origin) == (200, "no origin")
    assert answer(origin, "POST")[0] == 403
    assert answer(origin, "DELETE")[0] == 403


def test_the_operator_may_name_further_sites() -> None:
    names = tuple(read_host_names(" partner.example , https://Other.example:8443/ ,"))
    assert names == ("partner.example", "other.example:8443")
    assert answer("https://partner.example", "POST", names)[0] == 200
    assert answer("https://other.example:8443", "POST", names)[0] == 200
    assert answer("https://other.example", "POST", names)[0] == 403


def test_a_websocket_of_another_site_is_closed_before_it_opens() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "headers": [(b"host", b"bend.example"), (b"origin", b"https://elsewhere.example")],
    }
    asyncio.run(OwnOrigins(origin_seen)(scope, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


@pytest.fixture
def silent_outside() -> Iterator[socket.socket]:
    """The only way out of the server: it takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0)
        yield listening


def test_foreign_origins_never_make_the_server_ask_the_outside(
    silent_outside: socket.socket,
) -> None:
    from tests.measure.load.servers import serving

    way_out = f"http://127.0.0.1:{silent_outside.getsockname()[1]}"
    outside = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), way_out)
    with serving({**outside, "NO_PROXY": "", "no_proxy": ""}) as server:

        async def knock() -> None:
            address = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"
            headers = {"Origin": "https://elsewhere.example"}
            with pytest.raises(InvalidStatus, match="403"):
                async with connect(address, additional_headers=headers, proxy=None):
                    pass

        for _ in range(3):
            asyncio.run(knock())
        connection = HTTPConnection(urlsplit(server.url).netloc, timeout=60)
        for path in ("/_stcore/host-config", "/_stcore/health", "/"):
            connection.request("GET", path, headers={"Origin": "https://elsewhere.example"})
            reply = connection.getresponse()
            reply.read()
            assert reply.status == 200
        connection.close()
        # Nobody has knocked at the way out.
        with pytest.raises(BlockingIOError):
            silent_outside.accept()
