"""Uploads stay in memory while they arrive, within what a visit and the process may send.

What their tables may take afterwards is counted in uploads/limits.py.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping

from starlette.formparsers import MultiPartParser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from placelib.server.refusals import UPLOAD_PATH

log = logging.getLogger("bend_the_line")
# Ten megabytes over a line of half a megabit a second take 160 seconds.
LONGEST_SECONDS = 300
# A phone that goes through a tunnel sends nothing for a while.
LONGEST_SILENCE_SECONDS = 30
_NEVER_KEEP = {"Cache-Control": "no-store"}


class UploadRefused(Exception):
    """A file that is being sent is not taken: the status and the sentence that say why."""

    def __init__(self, status: int, sentence: str) -> None:
        """Keep both."""
        super().__init__(sentence)
        self.status = status


def keep_in_memory(largest: int) -> None:
    """Let no body of up to ``largest`` bytes be spooled to a file, which others could read."""
    MultiPartParser.spool_max_size = largest


class UploadMemory:
    """Counts what is being sent and what was sent, and refuses what is beyond the limits.

    A body counts as it arrives, whatever its head says, and one that stops arriving is ended.
    """

    def __init__(
        self,
        app: ASGIApp,
        count_held: Callable[[], Mapping[str, int]],
        visit_bytes: int,
        all_bytes: int,
    ) -> None:
        """``count_held`` gives the bytes that each session has sent and the server still holds."""
        self.app = app
        self._count_held = count_held
        self._visit_bytes = visit_bytes
        self._all_bytes = all_bytes
        self._arriving: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an upload on while it is within the limits; else answer 408, 413 or 503."""
        is_upload = scope["type"] == "http" and scope["path"].startswith(UPLOAD_PATH)
        if not is_upload or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        session = scope["path"].removeprefix(UPLOAD_PATH).partition("/")[0]
        size = 0
        is_whole = False
        begun = asyncio.get_running_loop().time()

        async def receive_counted() -> Message:
            nonlocal size, is_whole
            try:
                async with asyncio.timeout(LONGEST_SILENCE_SECONDS):
                    message = await receive()
                if asyncio.get_running_loop().time() - begun > LONGEST_SECONDS:
                    raise TimeoutError
            except TimeoutError:
                raise UploadRefused(408, "The file took too long to arrive.") from None
            length = len(message.get("body", b""))
            size += length
            is_whole = not message.get("more_body", False)
            self._arriving[session] += length
            self._check(session)
            return message

        try:
            await self.app(scope, receive_counted, send)
        except UploadRefused as refusal:
            log.warning("upload refused", extra={"facts": {"status": refusal.status}})
            if not is_whole:
                await _drop_rest(receive, self._visit_bytes)
            answer = PlainTextResponse(str(refusal), refusal.status, _NEVER_KEEP)
            await answer(scope, receive, send)
        finally:
            self._arriving[session] -= size
            if not self._arriving[session]:
                del self._arriving[session]

    def _check(self, session: str) -> None:
        bytes_by_visit = self._count_held()
        if bytes_by_visit.get(session, 0) + self._arriving[session] > self._visit_bytes:
            megabytes = self._visit_bytes // 1_000_000
            raise UploadRefused(
                413, f"One visit can send {megabytes} MB. Remove a file that was sent before."
            )
        if sum(bytes_by_visit.values()) + self._arriving.total() > self._all_bytes:
            raise UploadRefused(
                503, "Many files are being sent just now. Please try again in a minute."
            )


async def _drop_rest(receive: Receive, most: int) -> None:
    """Read and forget what is still sent: a browser looks for the answer when it has sent all."""
    try:
        async with asyncio.timeout(LONGEST_SILENCE_SECONDS):
            while most > 0:
                message = await receive()
                most -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
    except TimeoutError:
        return
