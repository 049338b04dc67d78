"""File descriptors: as many as the system allows, and a reserve that visitors cannot use up."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from placelib.errors import PlaceError

if sys.platform != "win32":
    import resource

log = logging.getLogger("bend_the_line")
# For the database, workshops, uploads being read and the answers to those who are here already.
RESERVE = 64
# At fewer than this many free the server says that it is not ready, so that a proxy sends new
# visitors elsewhere before anybody is refused: 1,024 descriptors, 896 visits, then not ready.
NOT_READY_BELOW = 2 * RESERVE
_OPEN = Path("/proc/self/fd")
_TRY_AGAIN = {"Retry-After": "20", "Cache-Control": "no-store"}


class TooFewDescriptors(PlaceError):
    """So few descriptors are free that new visitors should go elsewhere."""


def read_limit() -> int | None:
    """How many files and connections this process may have open; None without a limit."""
    if sys.platform == "win32":
        return None
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return None if limit == resource.RLIM_INFINITY else limit


def raise_limit() -> int | None:
    """Raise this process's limit to what the system allows; the new limit, None without one."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        except (OSError, ValueError):
            # macOS reports a hard limit without end and refuses to set it.
            log.warning("the limit of open files stays as it is")
    return read_limit()


def count_free() -> int | None:
    """How many more files and connections this process may open; None where nobody can tell."""
    limit = read_limit()
    if limit is None or not _OPEN.is_dir():
        return None
    # The look itself holds one.
    return limit - len(list(_OPEN.iterdir())) + 1


def check_free() -> None:
    """Return while there is room for many more visits; raises TooFewDescriptors when not."""
    free = count_free()
    if free is not None and free < NOT_READY_BELOW:
        raise TooFewDescriptors(
            f"Only {free} file descriptors are free, fewer than {NOT_READY_BELOW}. "
            "Raise the limit of open files, or start another process behind the proxy."
        )


class DescriptorReserve:
    """Refuses new visits kindly when few descriptors are left, so that those who are here go on.

    Without it the server would stop accepting connections at all, the ones of health checks
    included. Files and pages that need no visit are still answered.
    """

    def __init__(self, app: ASGIApp, reserve: int = RESERVE) -> None:
        """``reserve`` is how many descriptors no new visit may use."""
        self.app = app
        self._reserve = reserve

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 503 to a new visit or upload near the limit; pass all others on."""
        is_visit = scope["type"] == "websocket"
        is_upload = scope["type"] == "http" and scope["method"] in {"POST", "PUT"}
        if (is_visit or is_upload) and self._is_full():
            log.warning("refused for want of file descriptors")
            if is_visit:
                # 1013: try again later. Streamlit's page does so by itself.
                await WebSocketClose(1013)(scope, receive, send)
                return
            text = "Many people are using this service just now. Please try again in a minute."
            await PlainTextResponse(text, 503, _TRY_AGAIN)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_full(self) -> bool:
        free = count_free()
        return free is not None and free < self._reserve
