"""Runs of the script that are under way, so that a server can let them finish before it stops."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Runs:
    """How many runs are under way, and whether the server is about to stop."""

    def __init__(self) -> None:
        self.stopping = False
        self._under_way = 0
        self._lock = threading.Lock()

    @contextmanager
    def count_run(self) -> Iterator[None]:
        """Count a run for as long as the block lasts."""
        with self._lock:
            self._under_way += 1
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    def wait(self, seconds: float) -> bool:
        """Wait until no run is under way; False when that takes longer than ``seconds``."""
        deadline = time.monotonic() + seconds
        while self._under_way:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True


# One server a process, so one count.
RUNS = Runs()
