"""What makes one Python process answer many visitors quickly."""

from __future__ import annotations

import atexit
import ctypes
import gc
import socket
import threading
from contextlib import suppress
from types import FunctionType

# The numbers by which mallopt knows the settings, and the settings (ADR 48).
_M_ARENA_MAX = -8
_ARENAS = 2
# Blocks of a megabyte and more, such as a file, are asked of the system and go back when they are
# freed; by itself the limit grows to 32 MB with the first such block.
_M_MMAP_THRESHOLD = -3
_OWN_BLOCK_BYTES = 1 << 20
# So many collections of the young that a server never comes to them.
_NEVER = 1_000_000_000
# A thread says within milliseconds that it has begun; on a machine that swaps it may take seconds.
THREAD_START_SECONDS = 10.0


def set_tcp_nodelay() -> int:
    """Send small answers at once (TCP_NODELAY) on every connection; the listening sockets found.

    `streamlit run` opens its listening socket in a way that leaves this out, which costs each
    answer about 40 ms. Connections take the setting over from the socket that accepts them.
    """
    listening = [candidate for candidate in gc.get_objects() if _is_listening(candidate)]
    for candidate in listening:
        candidate.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(listening)


def _is_listening(candidate: object) -> bool:
    return (
        type(candidate) is socket.socket
        and candidate.fileno() >= 0
        and candidate.family in {socket.AF_INET, socket.AF_INET6}
        and bool(candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    )


def limit_malloc_arenas() -> bool:
    """Let all threads take memory from the same two stocks; False where there is no such setting.

    Each run of a page is a thread. glibc gives threads stocks of their own, sixteen on two cores,
    and each keeps for itself what its threads have given back. Large blocks belong to neither.
    """
    try:
        library = ctypes.CDLL(None)
        return bool(library.mallopt(_M_ARENA_MAX, _ARENAS)) and bool(
            library.mallopt(_M_MMAP_THRESHOLD, _OWN_BLOCK_BYTES)
        )
    except (AttributeError, OSError, TypeError):
        # Another C library, or Windows: each manages memory in its own way.
        return False


def freeze_gc() -> None:
    """Let the collector pass over everything that lives as long as the server.

    To be called once all is imported and read; a collection then looks at visitors' objects only.
    What reading has needed and no longer needs goes back to the system.
    """
    collect_garbage()
    gc.freeze()
    # Thawed at the end, or the database's own objects are reported as leaked.
    atexit.unregister(gc.unfreeze)
    atexit.register(gc.unfreeze)


def drop_docstrings() -> int:
    """Let go of what functions and classes say to those who read code; how many of them did.

    In a server that is 10 MB, half of it Altair's. To be called once all is imported: libraries
    take their docstrings apart while they are imported, and Altair cannot be without (``-OO``).
    """
    dropped = 0
    for candidate in gc.get_objects():
        if isinstance(candidate, FunctionType) and isinstance(candidate.__doc__, str):
            constants = candidate.__code__.co_consts
            if constants and constants[0] is candidate.__doc__:
                # A function's docstring is the first constant of its code too.
                candidate.__code__ = candidate.__code__.replace(co_consts=(None, *constants[1:]))
            candidate.__doc__ = None
            dropped += 1
        elif isinstance(candidate, type) and isinstance(vars(candidate).get("__doc__"), str):
            # Classes written in C keep theirs.
            with suppress(AttributeError, TypeError):
                candidate.__doc__ = None
                dropped += 1
    return dropped


def collect_rarely() -> None:
    """Let nothing but ``collect_garbage`` look at all objects; the young ones are seen to as ever.

    By itself Python looks at all whenever a quarter has been added: with 200 visits every five
    seconds, for a third of a second in which nobody is answered.
    """
    youngest, young, _ = gc.get_threshold()
    gc.set_threshold(youngest, young, _NEVER)


def collect_garbage() -> None:
    """Free what nothing refers to any more, and give the memory back to the system."""
    gc.collect()
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):
        return


def bound_thread_starts(seconds: float = THREAD_START_SECONDS) -> None:
    """Let whoever starts a thread wait for it so long at most, and then hear that it cannot be.

    Where memory runs out just as a thread begins, it ends before it can say that it has begun, and
    Python's own ``start`` waits for that word without end. Here the server's event loop starts the
    threads of visits, so one such moment would be the end of all answers.
    """
    start = threading.Thread.start

    def start_within(thread: threading.Thread) -> None:
        if thread.ident is None:
            thread._started = _BoundedEvent(seconds)  # type: ignore[attr-defined]  # noqa: SLF001
        start(thread)

    threading.Thread.start = start_within  # type: ignore[assignment, method-assign]


class _BoundedEvent(threading.Event):
    """An event for which nobody waits without end."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def wait(self, timeout: float | None = None) -> bool:
        """As an event's own, but a wait without a limit ends with RuntimeError after a while."""
        if timeout is not None:
            return super().wait(timeout)
        if not super().wait(self._seconds):
            raise RuntimeError("can't start new thread")
        return True
