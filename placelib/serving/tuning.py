"""What makes one Python process answer many visitors quickly."""

from __future__ import annotations

import atexit
import gc
import socket


def answer_at_once() -> int:
    """Send small answers at once (TCP_NODELAY) on every connection; the listening sockets found.

    `streamlit run` opens its listening socket in a way that leaves this out, which costs each
    answer about 40 ms. Connections take the setting over from the socket that accepts them.
    """
    listening = [one for one in gc.get_objects() if _is_listening(one)]
    for one in listening:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(listening)


def _is_listening(one: object) -> bool:
    return (
        type(one) is socket.socket
        and one.fileno() >= 0
        and one.family in {socket.AF_INET, socket.AF_INET6}
        and bool(one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    )


def keep_for_good() -> None:
    """Let the collector pass over everything that lives as long as the server.

    To be called once all is imported and read; a collection then looks at visitors' objects only.
    """
    gc.collect()
    gc.freeze()
    # Thawed at the end, or the database's own objects are reported as leaked.
    atexit.unregister(gc.unfreeze)
    atexit.register(gc.unfreeze)
