"""Keeps answers with the release they were worked out from, and holds a run to one release."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from placelib.release import Release, Releases

P = ParamSpec("P")
R = TypeVar("R")

RELEASES = Releases()
_HERE: ContextVar[Release | None] = ContextVar("release of this run", default=None)


@contextmanager
def one_release() -> Iterator[Release]:
    """Answer everything inside from one release, whatever arrives meanwhile.

    Inside another such block it is that one's. Raises NoDatabase when there are no data.
    """
    held = _HERE.get()
    if held is not None:
        yield held
        return
    release = RELEASES.current()
    token = _HERE.set(release)
    try:
        yield release
    finally:
        _HERE.reset(token)


def kept(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep up to ``most`` answers of a call for each release; they end with the release.

    Arguments must be hashable. Answers are shared by all visitors and must not be changed.
    """

    def keep(work: Callable[P, R]) -> Callable[P, R]:
        @wraps(work)
        def answer(*given: P.args, **named: P.kwargs) -> R:
            with one_release() as release:
                shelf: Shelf[R] = release.kept.setdefault(work, Shelf(most))
                key = (given, tuple(sorted(named.items())))
                return shelf.take(key, lambda: work(*given, **named))

        return answer

    return keep


class Itself(Generic[R]):
    """An argument that counts as the same only when it is the very same object.

    For an answer about a large object that comes from another shelf. The shelf holds the object
    with the answer, so no other can take its place in memory meanwhile.
    """

    def __init__(self, value: R) -> None:
        """Stand for ``value``."""
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.value is self.value


class Shelf(Generic[R]):
    """Up to ``most`` answers by key; the one that nobody asked for longest goes first."""

    def __init__(self, most: int) -> None:
        """Start empty."""
        self._most = most
        self._lock = Lock()
        self._slots: OrderedDict[Hashable, _Slot[R]] = OrderedDict()

    def take(self, key: Hashable, work: Callable[[], R]) -> R:
        """The answer under the key, worked out by the first who asks while the others wait.

        When ``work`` raises, nothing is kept and the next who asks tries again.
        """
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > self._most:
                self._slots.popitem(last=False)
        with slot.lock:
            if not slot.answer:
                slot.answer.append(work())
            return slot.answer[0]


class _Slot(Generic[R]):
    def __init__(self) -> None:
        self.lock = Lock()
        self.answer: list[R] = []
