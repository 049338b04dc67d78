"""A queue for heavy work: few seats, and those who wait take turns by visitor.

    ticket = queue.join("192.0.2.7")
    with ticket:
        if ticket.wait(40):
            ...                     # the seat is theirs until the block ends

Whoever was served longest ago comes next, so that somebody with thirty files waits between their
own files and others wait for one of them only.
"""

from __future__ import annotations

import itertools
import threading
import time
from types import TracebackType

# A visitor who asked for nothing in so many seconds is as good as new.
_FORGET_SECONDS = 600


class FairQueue:
    """Seats, and the tickets of those who have one or wait for one."""

    def __init__(self, seats: int, large_seats: int | None = None) -> None:
        """``large_seats`` is how many of the seats large work may have at once; all by default."""
        self._seats = seats
        self._large_seats = seats if large_seats is None else large_seats
        self._changed = threading.Condition()
        self._waiting: list[Ticket] = []
        self._seated: set[Ticket] = set()
        self._served: dict[str, float] = {}
        self._numbers = itertools.count()

    def join(self, visitor: str = "", *, is_large: bool = False) -> Ticket:
        """A place at the end of the visitor's own row; to be used as a context manager."""
        with self._changed:
            ticket = Ticket(self, visitor, next(self._numbers), is_large=is_large)
            self._waiting.append(ticket)
            self._call()
        return ticket

    def wait(self, ticket: Ticket, seconds: float) -> bool:
        """True once the ticket has a seat; False when it takes longer, or the ticket has left."""
        with self._changed:
            self._changed.wait_for(lambda: ticket not in self._waiting, seconds)
            return ticket in self._seated

    def leave(self, ticket: Ticket) -> None:
        """Give the seat or the place in the queue to others; a second call does nothing."""
        with self._changed:
            self._seated.discard(ticket)
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            self._call()

    def count_ahead(self, ticket: Ticket) -> int:
        """How many will have a seat before the ticket; 0 for one that has a seat or has left."""
        with self._changed:
            if ticket not in self._waiting:
                return 0
            ahead, waiting = 0, [*self._waiting]
            served = dict(self._served)
            while True:
                following = min(waiting, key=lambda candidate: _turn(candidate, served))
                if following is ticket:
                    return ahead
                waiting.remove(following)
                served[following.visitor] = time.monotonic() + ahead
                ahead += 1

    def _call(self) -> None:
        """Seat whoever may sit down now, and tell those who wait."""
        now = time.monotonic()
        for visitor in [
            name for name, when in self._served.items() if now - when > _FORGET_SECONDS
        ]:
            del self._served[visitor]
        while len(self._seated) < self._seats:
            large = sum(ticket.is_large for ticket in self._seated)
            ready = [
                ticket
                for ticket in self._waiting
                if not ticket.is_large or large < self._large_seats
            ]
            if not ready:
                break
            following = min(ready, key=lambda ticket: _turn(ticket, self._served))
            self._waiting.remove(following)
            self._seated.add(following)
            self._served[following.visitor] = time.monotonic()
        self._changed.notify_all()


class Ticket:
    """One piece of work that has a seat or waits for one; leaves at the end of its block."""

    def __init__(self, queue: FairQueue, visitor: str, number: int, *, is_large: bool) -> None:
        """Made by ``FairQueue.join``."""
        self.visitor = visitor
        self.is_large = is_large
        self.number = number
        self._queue = queue

    def wait(self, seconds: float) -> bool:
        """True once it has a seat; False when that takes longer, or it has left."""
        return self._queue.wait(self, seconds)

    def leave(self) -> None:
        """Give up the seat or the place in the queue, from any thread."""
        self._queue.leave(self)

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


def _turn(ticket: Ticket, served: dict[str, float]) -> tuple[float, int]:
    """The order of those who wait: who was served longest ago, then who came first."""
    return served.get(ticket.visitor, 0.0), ticket.number
