"""Caches what builders return, with the data snapshot it came from; holds a run to one snapshot."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from placelib.database.snapshots import DataSnapshot, DataSnapshots

P = ParamSpec("P")
R = TypeVar("R")

SNAPSHOTS = DataSnapshots()
_RUN_SNAPSHOT: ContextVar[DataSnapshot | None] = ContextVar("snapshot of this run", default=None)


@contextmanager
def use_snapshot() -> Iterator[DataSnapshot]:
    """The snapshot that everything inside is answered from, whatever arrives meanwhile.

    Inside another such block it is that one's. Raises NoDatabase when there are no data.
    """
    outer = _RUN_SNAPSHOT.get()
    if outer is not None:
        yield outer
        return
    snapshot = SNAPSHOTS.current()
    token = _RUN_SNAPSHOT.set(snapshot)
    try:
        yield snapshot
    finally:
        _RUN_SNAPSHOT.reset(token)


def cached(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator that remembers up to ``size`` results of a builder for each data snapshot.

    Results are shared by all visitors and must not be changed; they end with their snapshot.
    Arguments must be hashable; wrap a large object in IdentityKey.

        @cached(64)
        def build_map(view: MapView) -> MapShown: ...
    """

    def decorate(build: Callable[P, R]) -> Callable[P, R]:
        @wraps(build)
        def build_once(*args: P.args, **kwargs: P.kwargs) -> R:
            with use_snapshot() as snapshot:
                cache: LruCache[R] = snapshot.answers.setdefault(build, LruCache(size))
                key = (args, tuple(sorted(kwargs.items())))
                return cache.get_or_build(key, lambda: build(*args, **kwargs))

        return build_once

    return decorate


class IdentityKey(Generic[R]):
    """An argument that equals another only when it is the very same object.

    For a result about a large object that comes from another cache. The cache keeps the object
    with the result, so no other can take its place in memory meanwhile.
    """

    def __init__(self, value: R) -> None:
        """Stand for ``value``."""
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IdentityKey) and other.value is self.value


class LruCache(Generic[R]):
    """Up to ``size`` results by key; the least recently used goes first. Safe between threads."""

    def __init__(self, size: int) -> None:
        """Start empty."""
        self._size = size
        self._lock = Lock()
        self._entries: OrderedDict[Hashable, _Entry[R]] = OrderedDict()

    def get_or_build(self, key: Hashable, build: Callable[[], R]) -> R:
        """The result under the key, built by the first caller while the others wait.

        When ``build`` raises, nothing is stored and the next caller tries again.
        """
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
            self._entries.move_to_end(key)
            while len(self._entries) > self._size:
                self._entries.popitem(last=False)
        with entry.lock:
            if not entry.results:
                entry.results.append(build())
            return entry.results[0]


class _Entry(Generic[R]):
    """A result, or none yet, and the lock under which it is built."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.results: list[R] = []
