"""Readings that many people share for a second: one reads, the others take what was read."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """What ``read`` gave for each key, at most ``seconds`` old; safe for threads.

    After ``forget`` nobody is given what was read, or had begun to be read, before it.
    """

    def __init__(
        self,
        read: Callable[[K], V],
        seconds: float = 1.0,
        most: int = 64,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``most`` is for how many keys readings are remembered, the newest first."""
        self._read = read
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._reading: dict[K, threading.Lock] = {}
        self._readings: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self._turn = 0

    def get(self, key: K) -> V:
        """The reading of a key, made now unless there is one of the last second.

        Raises what reading raises, and remembers nothing then.
        """
        with self._lock:
            fresh = self._find(key)
            if fresh is not None:
                return fresh[0]
            mine = self._reading.setdefault(key, threading.Lock())
        with mine:
            with self._lock:
                fresh = self._find(key)
                if fresh is not None:
                    return fresh[0]
                turn = self._turn
            try:
                value = self._read(key)
            finally:
                with self._lock:
                    self._reading.pop(key, None)
            with self._lock:
                if turn == self._turn:
                    self._readings[key] = self._clock(), value
                    self._readings.move_to_end(key)
                    while len(self._readings) > self._most:
                        self._readings.popitem(last=False)
            return value

    def forget(self) -> None:
        """Let every reading from now on be a new one: something has just been changed."""
        with self._lock:
            self._turn += 1
            self._readings.clear()
            self._reading.clear()

    def _find(self, key: K) -> tuple[V] | None:
        reading = self._readings.get(key)
        if reading is None or self._clock() - reading[0] >= self._seconds:
            return None
        return (reading[1],)
