"""A server knows which runs are under way."""

from __future__ import annotations

import threading

from placelib.server.stopping import Runs


def test_waiting_ends_with_the_last_run() -> None:
    runs, begun, go_on = Runs(), threading.Event(), threading.Event()

    def run() -> None:
        with runs.count_run():
            begun.set()
            go_on.wait(10)

    thread = threading.Thread(target=run)
    thread.start()
    begun.wait(10)
    assert runs.wait(0.05) is False
    go_on.set()
    assert runs.wait(10) is True
    thread.join()


def test_a_run_that_fails_is_over_too() -> None:
    runs = Runs()
    try:
        with runs.count_run():
            raise KeyError
    except KeyError:
        pass
    assert runs.wait(0) is True
