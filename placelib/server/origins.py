"""Who may talk to the server: pages of its own, and those of the names that the operator gives."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

VARIABLE = "BEND_ORIGINS"
_READING = {"GET", "HEAD", "OPTIONS"}


class OwnOrigins:
    """Refuses what a page of another site sends, before Streamlit asks the outside about it.

    Streamlit compares a foreign origin with this machine's public address, which it asks of a
    service on the internet, on the event loop: where nothing answers, everybody waits for it.
    Reading is harmless and goes on without the origin; visits and changes are refused.
    """

    def __init__(self, app: ASGIApp, names: Collection[str] = ()) -> None:
        """``names`` are further hosts whose pages may send, such as ``a.example:8443``."""
        self.app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a foreign origin with 403, or pass the request on."""
        if scope["type"] not in {"http", "websocket"} or self._is_own(Headers(scope=scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(1008)(scope, receive, send)
        elif scope["method"] in _READING:
            headers = [pair for pair in scope["headers"] if pair[0] != b"origin"]
            await self.app({**scope, "headers": headers}, receive, send)
        else:
            text = "Pages of another site cannot send anything here."
            await PlainTextResponse(text, 403)(scope, receive, send)

    def _is_own(self, headers: Headers) -> bool:
        origins = headers.getlist("origin")
        if not origins:
            return True
        # Two such headers come from no browser; none of them is then believed.
        host = _host_of(origins[0]) if len(origins) == 1 else ""
        return bool(host) and (host == headers.get("host", "").lower() or host in self._names)


def read_host_names(text: str) -> list[str]:
    """The hosts in the operator's list, such as ``a.example, https://b.example:8443``."""
    parts = [part.strip().rstrip("/").lower() for part in text.split(",")]
    return [_host_of(part) if "//" in part else part for part in parts if part]


def _host_of(origin: str) -> str:
    """Host and port of an origin, such as ``a.example:8443``; empty for `null` and nonsense."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
