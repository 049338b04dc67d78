"""Small answers are sent at once, and threads share memory where the C library can be told to."""

from __future__ import annotations

import platform
import socket

import pytest

from placelib.server import tuning
from placelib.server.tuning import limit_malloc_arenas, set_tcp_nodelay


def test_a_connection_takes_over_that_it_answers_at_once() -> None:
    with socket.socket() as listening, socket.socket() as client:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert set_tcp_nodelay() >= 1
        client.connect(listening.getsockname())
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_threads_share_memory() -> None:
    assert limit_malloc_arenas()


def test_a_library_without_the_setting_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning.ctypes, "CDLL", lambda _name: object())
    assert not limit_malloc_arenas()
    tuning.freeze_gc()
