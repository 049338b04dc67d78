"""Small answers are sent at once, and threads share memory where the C library can be told to."""

from __future__ import annotations

import platform
import socket
import subprocess
import sys
import threading

import pytest

from placelib.server import tuning
from placelib.server.tuning import bound_thread_starts, limit_malloc_arenas, set_tcp_nodelay


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


def test_docstrings_go_and_code_does_as_before() -> None:
    # In a process of its own: they go from all that is imported.
    program = """
import json
from placelib import formatting
from placelib.server.tuning import drop_docstrings

class Said:
    "A class."
    def twice(self, number: int, more: str = "x") -> str:
        "Twice a number."
        return f"{2 * number}{more}"
    def silent(self):
        return "the first constant"

code = formatting.number.__code__
assert drop_docstrings() > 100
assert [Said.__doc__, Said.twice.__doc__, formatting.number.__doc__] == [None] * 3
assert Said().twice(2) == "4x" and Said().silent() == "the first constant"
assert "Twice a number." not in Said.twice.__code__.co_consts
assert formatting.number.__code__.co_firstlineno == code.co_firstlineno
assert formatting.number(1235) == "1,235"
assert json.loads(json.dumps({"a": [1]})) == {"a": [1]}
assert int.__doc__
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_library_without_the_setting_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning.ctypes, "CDLL", lambda _name: object())
    assert not limit_malloc_arenas()
    tuning.freeze_gc()


@pytest.fixture
def bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    # Put back at the end as it was.
    monkeypatch.setattr(threading.Thread, "start", threading.Thread.start)
    bound_thread_starts(0.2)


@pytest.mark.usefixtures("bounded")
def test_a_thread_that_ends_before_it_has_begun_is_not_waited_for_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What is left of it where there was no memory for its first call.
    monkeypatch.setattr(threading.Thread, "_bootstrap", lambda _: None)
    with pytest.raises(RuntimeError, match="can't start new thread"):
        threading.Thread(target=print).start()


@pytest.mark.usefixtures("bounded")
def test_other_threads_start_once_as_ever() -> None:
    done: list[int] = []
    thread = threading.Thread(target=done.append, args=(1,))
    thread.start()
    thread.join()
    assert done == [1]
    with pytest.raises(RuntimeError, match="only be started once"):
        thread.start()
