"""A queue for heavy work: few seats, and those who wait take turns by visitor.

    ticket = queue.join("visit 17", group="192.0.2.7")
    with ticket:
        if ticket.wait(40):
            ...                     # the seat is theirs until the block ends

Whoever was served longest ago comes next, first by group and then by visitor. So somebody with
thirty files waits between their own files and others wait for one of them only.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType

# A visitor who asked for nothing in so many seconds is as good as new.
_FORGET_SECONDS = 600
# Whoever was served so lately will want a seat again.
_ABOUT_SECONDS = 3
# Work that waits for something else keeps its seat so long: a database answers sooner.
_IDLE_SECONDS = 0.25


class FairQueue:
    """Seats, and the tickets of those who have one or wait for one."""

    def __init__(
        self, seats: int, large_seats: int | None = None, group_seats: int | None = None
    ) -> None:
        """How many of the seats large work may have at once, and a group while others are about.

        All by default. A group without a name is bounded by nothing but the seats.
        """
        self._seats = seats
        self._large_seats = seats if large_seats is None else large_seats
        self._group_seats = seats if group_seats is None else group_seats
        self._lock = threading.Lock()
        self._waiting: list[Ticket] = []
        self._seated: set[Ticket] = set()
        # Since when the work of those who have a seat waits for something else.
        self._idle: dict[Ticket, float] = {}
        # When each group and each visitor was served last, those of the longest ago first.
        self._groups: OrderedDict[str, float] = OrderedDict()
        self._visitors: OrderedDict[str, float] = OrderedDict()
        self._numbers = itertools.count()

    def join(self, visitor: str = "", *, group: str = "", is_large: bool = False) -> Ticket:
        """A place at the end of the visitor's own row; to be used as a context manager."""
        with self._lock:
            ticket = Ticket(self, visitor, group, next(self._numbers), is_large=is_large)
            self._waiting.append(ticket)
            try:
                self._call()
            except MemoryError:
                # Where memory ran out nobody would ever leave this seat, and all others would wait.
                self._remove(ticket)
                raise
        return ticket

    def wait(self, ticket: Ticket, seconds: float) -> bool:
        """True once the ticket has a seat; False when it takes longer, or the ticket has left."""
        deadline = time.monotonic() + seconds
        # Each by itself: waking all that wait whenever one sits down would cost more than the work.
        while not ticket.called.wait(min(_IDLE_SECONDS, max(0.0, deadline - time.monotonic()))):
            if time.monotonic() >= deadline:
                break
            self._pass_on()
        with self._lock:
            return ticket in self._seated

    @contextmanager
    def idle(self, ticket: Ticket) -> Iterator[None]:
        """For work that waits for something else: after a moment its seat goes to others."""
        with self._lock:
            if ticket in self._seated:
                self._idle[ticket] = time.monotonic()
        try:
            yield
        finally:
            with self._lock:
                self._idle.pop(ticket, None)

    def leave(self, ticket: Ticket) -> None:
        """Give the seat or the place in the queue to others; a second call does nothing."""
        with self._lock:
            self._remove(ticket)
            ticket.called.set()
            self._call()

    def count(self) -> int:
        """How many have a seat or wait for one."""
        with self._lock:
            return len(self._seated) + len(self._waiting)

    def count_others(self, visitor: str) -> int:
        """How many have a seat or wait for one on behalf of visitors other than this one."""
        with self._lock:
            return sum(
                ticket.visitor not in ("", visitor) for ticket in (*self._seated, *self._waiting)
            )

    def count_ahead(self, ticket: Ticket) -> int:
        """How many will have a seat before the ticket; 0 for one that has a seat or has left."""
        with self._lock:
            if ticket not in self._waiting:
                return 0
            ahead, waiting = 0, [*self._waiting]
            groups, visitors = dict(self._groups), dict(self._visitors)
            while True:
                following = min(waiting, key=lambda candidate: candidate.turn(groups, visitors))
                if following is ticket:
                    return ahead
                waiting.remove(following)
                ahead += 1
                moment = time.monotonic() + ahead
                groups[following.group] = visitors[following.visitor] = moment

    def _pass_on(self) -> None:
        """Give others the seats of those whose work waits for something else."""
        with self._lock:
            before = time.monotonic() - _IDLE_SECONDS
            for ticket in [ticket for ticket, since in self._idle.items() if since <= before]:
                del self._idle[ticket]
                self._remove(ticket)
                self._call()

    def _remove(self, ticket: Ticket) -> None:
        self._seated.discard(ticket)
        if ticket in self._waiting:
            self._waiting.remove(ticket)

    def _call(self) -> None:
        """Seat whoever may sit down now, and tell them."""
        now = time.monotonic()
        while len(self._seated) < self._seats:
            ready = [ticket for ticket in self._waiting if self._may_sit(ticket, now)]
            if not ready:
                break
            following = min(ready, key=lambda ticket: ticket.turn(self._groups, self._visitors))
            self._waiting.remove(following)
            self._seated.add(following)
            _note(self._groups, following.group, now)
            _note(self._visitors, following.visitor, now)
            following.called.set()

    def _may_sit(self, ticket: Ticket, now: float) -> bool:
        if ticket.is_large:
            large = sum(seated.is_large for seated in self._seated)
            if large >= self._large_seats:
                return False
        if not ticket.group or not self._are_others_about(ticket.group, now):
            return True
        return sum(seated.group == ticket.group for seated in self._seated) < self._group_seats

    def _are_others_about(self, group: str, now: float) -> bool:
        if any(waiting.group != group for waiting in self._waiting):
            return True
        newest = next((when for name, when in reversed(self._groups.items()) if name != group), 0.0)
        return now - newest < _ABOUT_SECONDS


class Ticket:
    """One piece of work that has a seat or waits for one; leaves at the end of its block."""

    def __init__(
        self, queue: FairQueue, visitor: str, group: str, number: int, *, is_large: bool
    ) -> None:
        """Made by ``FairQueue.join``; ``called`` is set once it has a seat, or has left."""
        self.called = threading.Event()
        self.group = group
        self.visitor = visitor
        self.is_large = is_large
        self.number = number
        self._queue = queue

    def turn(
        self, groups: Mapping[str, float], visitors: Mapping[str, float]
    ) -> tuple[float, float, int]:
        """Its place: by when its group and its visitor were served last, then by when it came."""
        return groups.get(self.group, 0.0), visitors.get(self.visitor, 0.0), self.number

    def wait(self, seconds: float) -> bool:
        """True once it has a seat; False when that takes longer, or it has left."""
        return self._queue.wait(self, seconds)

    def leave(self) -> None:
        """Give up the seat or the place in the queue, from any thread."""
        self._queue.leave(self)

    def idle(self) -> AbstractContextManager[None]:
        """For work that waits for something else: after a moment the seat goes to others."""
        return self._queue.idle(self)

    def count_ahead(self) -> int:
        """How many will have a seat before this one."""
        return self._queue.count_ahead(self)

    def __enter__(self) -> Ticket:
        """The ticket itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave, however the block ended."""
        self.leave()


def _note(served: OrderedDict[str, float], name: str, now: float) -> None:
    """Put down when a name was served; those of long ago are forgotten."""
    served[name] = now
    served.move_to_end(name)
    while next(iter(served.values())) < now - _FORGET_SECONDS:
        served.popitem(last=False)
