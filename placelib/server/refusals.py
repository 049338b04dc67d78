"""What the server refuses before Streamlit sees it."""

from __future__ import annotations

import hmac
import re
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METRICS = "/_stcore/metrics"
UPLOAD_PATH = "/_stcore/upload_file/"
_FILE_NAME = re.compile(rb'filename="([^"\r\n]*)"')
# The head of an upload's body, in which the file's name stands.
_HEAD_BYTES = 8_192


class ClosedMetrics:
    """Shows Streamlit's figures on the server only to those who know the token.

    Without a token nobody sees them: they tell how many visitors there are and what they hold.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        """``token`` as in the header “Authorization: Bearer token”; empty closes the address."""
        self.app = app
        self._expected = f"Bearer {token}" if token else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 to a stranger's request for the metrics; pass all others on."""
        if scope["type"] == "http" and scope["path"].rstrip("/") == METRICS:
            credentials = Headers(scope=scope).get("authorization", "")
            is_known = hmac.compare_digest(credentials.encode(), self._expected.encode())
            if not self._expected or not is_known:
                await PlainTextResponse("Not found", 404)(scope, receive, send)
                return
        await self.app(scope, receive, send)


class UploadTypes:
    """Refuses an upload whose name has none of the endings that the app reads.

    A page's own check runs in the browser, and a request can be made without one. What is in the
    file is looked at later, when it is read.
    """

    def __init__(self, app: ASGIApp, endings: Collection[str]) -> None:
        """``endings`` without a dot, such as csv."""
        self.app = app
        self._endings = tuple(f".{ending}" for ending in endings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the head of an upload and answer 415, or pass all of it on."""
        is_upload = scope["type"] == "http" and scope["path"].startswith(UPLOAD_PATH)
        if not is_upload or scope["method"] not in {"PUT", "POST"}:
            await self.app(scope, receive, send)
            return
        read, head = await _head_of(receive)
        names = _FILE_NAME.findall(head)
        if not names or not all(name.lower().endswith(self._ends()) for name in names):
            endings = ", ".join(self._endings)
            text = f"This file cannot be read here. Files that can be read end in {endings}."
            await PlainTextResponse(text, 415)(scope, receive, send)
            return

        async def replay() -> Message:
            return read.pop(0) if read else await receive()

        await self.app(scope, replay, send)

    def _ends(self) -> tuple[bytes, ...]:
        return tuple(ending.encode() for ending in self._endings)


async def _head_of(receive: Receive) -> tuple[list[Message], bytes]:
    """The messages read so far, and the start of the body up to the end of its first headers."""
    read: list[Message] = []
    head = b""
    while b"\r\n\r\n" not in head and len(head) < _HEAD_BYTES:
        message = await receive()
        read.append(message)
        head += message.get("body", b"")
        if not message.get("more_body", False):
            break
    return read, head.partition(b"\r\n\r\n")[0]
