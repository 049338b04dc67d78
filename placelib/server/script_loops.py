"""Event loops that open nothing until somebody runs them: Streamlit makes one for every visit.

Streamlit gives the thread of each visit an event loop of its own, for scripts that use asyncio,
and keeps it for two minutes after the visit. Ours use none. An ordinary loop holds three file
descriptors from the start, which is three quarters of what a visit costs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any


class DeferredEventLoop(asyncio.AbstractEventLoop):
    """An event loop that makes the real one at its first use and passes every call on to it."""

    def __init__(self, create_loop: Callable[[], asyncio.AbstractEventLoop]) -> None:
        """``create_loop`` makes the loop that does the work."""
        self._create_loop = create_loop
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_closed = False

    def is_running(self) -> bool:
        """True while the real loop runs."""
        return self._loop is not None and self._loop.is_running()

    def is_closed(self) -> bool:
        """True once it has been closed."""
        return self._is_closed

    def close(self) -> None:
        """Close the real loop where there is one; a second call does nothing."""
        self._is_closed = True
        if self._loop is not None:
            self._loop.close()

    def _open(self) -> asyncio.AbstractEventLoop:
        if self._is_closed:
            raise RuntimeError("Event loop is closed")
        if self._loop is None:
            self._loop = self._create_loop()
        return self._loop


def _pass_on(name: str) -> Callable[..., Any]:
    def call(self: DeferredEventLoop, *args: Any, **kwargs: Any) -> Any:
        return getattr(self._open(), name)(*args, **kwargs)

    call.__name__ = name
    return call


for _name in vars(asyncio.AbstractEventLoop):
    if not _name.startswith("_") and _name not in vars(DeferredEventLoop):
        setattr(DeferredEventLoop, _name, _pass_on(_name))


class ScriptLoopPolicy(asyncio.DefaultEventLoopPolicy):
    """Makes deferred loops for visits, and ordinary ones for everybody else.

    Streamlit makes a visit's loop while the server's own loop runs; nothing else makes a loop
    there, as a running loop is all that asyncio needs.
    """

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """A new loop; one that opens nothing yet when it is made inside a running loop."""
        if asyncio._get_running_loop() is None:  # noqa: SLF001 - documented for such policies
            return super().new_event_loop()
        return DeferredEventLoop(super().new_event_loop)  # type: ignore[abstract]


def defer_script_loops() -> None:
    """Let every visit from now on begin without an open event loop."""
    asyncio.set_event_loop_policy(ScriptLoopPolicy())
