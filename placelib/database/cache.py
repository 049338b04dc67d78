"""Caches what builders return, with the data snapshot it came from; holds a run to one snapshot.

What is about a visitor's upload is remembered with the visit instead, and never with the snapshot.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar

from placelib.database.snapshots import DataSnapshot, DataSnapshots
from placelib.errors import SharedUpload
from placelib.model import is_uploaded_slug

P = ParamSpec("P")
R = TypeVar("R")

SNAPSHOTS = DataSnapshots()
_RUN_SNAPSHOT: ContextVar[DataSnapshot | None] = ContextVar("snapshot of this run", default=None)
# True while a result is built that all visitors will share.
_IS_SHARED: ContextVar[bool] = ContextVar("a shared result is being built", default=False)
# Of what is about an upload a builder remembers the newest few: one visitor looks at them.
_PRIVATE_RESULTS = 8


class PrivateAnswers:
    """What was worked out from one visitor's upload, by builder and data snapshot."""

    def __init__(self) -> None:
        """Start empty."""
        # Weakly: a data snapshot that has been replaced is closed, whatever visits remember.
        self._snapshot: weakref.ref[DataSnapshot] | None = None
        self._answers: dict[Callable[..., object], LruCache[Any]] = {}

    def get_cache(self, build: Callable[..., object], snapshot: DataSnapshot) -> LruCache[Any]:
        """Where a builder's results are remembered; those of an earlier snapshot are dropped."""
        if self._snapshot is None or self._snapshot() is not snapshot:
            self._snapshot, self._answers = weakref.ref(snapshot), {}
        return self._answers.setdefault(build, LruCache(_PRIVATE_RESULTS))


_PRIVATE: ContextVar[PrivateAnswers | None] = ContextVar("answers of this visit", default=None)


@contextmanager
def use_private_answers(answers: PrivateAnswers) -> Iterator[None]:
    """Remember in ``answers`` what builders return inside about an uploaded measure."""
    token = _PRIVATE.set(answers)
    try:
        yield
    finally:
        _PRIVATE.reset(token)


def forbid_sharing() -> None:
    """Raise SharedUpload where the result that is being built would be shared by all visitors.

    Whoever reads an upload calls this first, so that nothing of it gets into a shared result.
    """
    if _IS_SHARED.get():
        raise SharedUpload


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
    Arguments must be hashable; wrap a large object in IdentityKey. A result with an uploaded
    measure among its arguments (by slug, or in a view that ``is_uploaded``) is remembered with the
    visit and ends with it; outside of a visit it is not remembered at all.

        @cached(64)
        def build_map(view: MapView) -> MapShown: ...
    """

    def decorate(build: Callable[P, R]) -> Callable[P, R]:
        @wraps(build)
        def build_once(*args: P.args, **kwargs: P.kwargs) -> R:
            snapshot = _RUN_SNAPSHOT.get()
            if snapshot is not None:
                # A page asks a dozen builders in a run, which holds the snapshot for all of them.
                return _find_answer(size, snapshot, build, *args, **kwargs)
            with use_snapshot() as newest:
                return _find_answer(size, newest, build, *args, **kwargs)

        return build_once

    return decorate


def _find_answer(
    size: int,
    snapshot: DataSnapshot,
    build: Callable[P, R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """What the builder returns, built or remembered; of an upload remembered with its visit."""
    key = (args, tuple(sorted(kwargs.items())))
    if any(map(_is_uploaded, (*args, *kwargs.values()))):
        private = _PRIVATE.get()
        if private is None:
            return build(*args, **kwargs)
        answers: LruCache[R] = private.get_cache(build, snapshot)
        return answers.get_or_build(key, lambda: build(*args, **kwargs))
    if build not in snapshot.answers:
        # Of two threads that come at the same time one is first, for both.
        snapshot.answers.setdefault(build, LruCache(size))
    shared: LruCache[R] = snapshot.answers[build]
    return shared.get_or_build(key, lambda: _build_shared(build, *args, **kwargs))


def _build_shared(build: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    token = _IS_SHARED.set(True)
    try:
        return build(*args, **kwargs)
    finally:
        _IS_SHARED.reset(token)


def _is_uploaded(argument: object) -> bool:
    """True for the slug of an uploaded measure, and for what says that it holds one."""
    if isinstance(argument, str):
        return is_uploaded_slug(argument)
    return bool(getattr(argument, "is_uploaded", False))


class IdentityKey(Generic[R]):
    """An argument that equals another only when it is the very same object.

    For a result about a large object that comes from another cache. The cache keeps the object
    with the result, so no other can take its place in memory meanwhile.
    """

    def __init__(self, value: R, *, is_uploaded: bool = False) -> None:
        """Stand for ``value``; ``is_uploaded`` keeps what is made of it out of shared caches."""
        self.value = value
        self.is_uploaded = is_uploaded

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, key: object) -> bool:
        return isinstance(key, IdentityKey) and key.value is self.value


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
