"""Running workshops as of a second ago: one reading a second, however many people look on."""

from __future__ import annotations

import threading
import time
from functools import cache
from typing import NoReturn

from placelib.ui import visits
from placelib.workshop import retention, rooms
from placelib.workshop.database import Database
from placelib.workshop.errors import NoWorkshops
from placelib.workshop.limits import Limits
from placelib.workshop.recent import Recent
from placelib.workshop.records import Room

# After a database could not be opened, nobody waits for it again for so long.
TRY_AGAIN_SECONDS = 5.0


class WorkshopsOpening:
    """Opens the database of workshops once, and does not let a room wait for one that is away."""

    def __init__(self) -> None:
        """Nothing is open yet."""
        self._lock = threading.Lock()
        self._opened: Database | None = None
        self._problem: NoWorkshops | None = None
        self._refused_until = 0.0

    def get(self) -> Database:
        """The open database.

        Raises:
            NoWorkshops: when it cannot be opened; at once where that was so a moment ago, or where
                somebody else tries again just now.
        """
        if self._opened is not None:
            return self._opened
        with visits.release_seat_while_waiting():
            if not self._lock.acquire(blocking=self._problem is None):
                self._refuse()
            try:
                return self._open()
            finally:
                self._lock.release()

    def _open(self) -> Database:
        if self._opened is None:
            if time.monotonic() < self._refused_until:
                self._refuse()
            try:
                opened = Database(wait=visits.release_seat_while_waiting)
                retention.delete_daily(opened)
            except NoWorkshops as problem:
                self._problem = NoWorkshops(problem.why, problem.remedy)
                self._refused_until = time.monotonic() + TRY_AGAIN_SECONDS
                raise
            self._opened, self._problem = opened, None
        return self._opened

    def _refuse(self) -> NoReturn:
        problem = self._problem or NoWorkshops("is being opened", "Try again in a moment.")
        # A new record: the one that is remembered would hold on to the run it is raised in.
        raise NoWorkshops(problem.why, problem.remedy)


_OPENING = WorkshopsOpening()


def open_workshops() -> Database:
    """The open database of workshops; what is too old is deleted when it opens and once a day.

    Raises:
        NoWorkshops: when it cannot be opened.
    """
    return _OPENING.get()


@cache
def get_limits() -> Limits:
    """The limits on how fast people may do things."""
    return Limits()


def _read_live(_key: None) -> dict[int, Room]:
    return rooms.list_live(open_workshops())


def _read_room(key: tuple[int, bool]) -> Room:
    workshop, all_ = key
    return rooms.load_room(open_workshops(), workshop, all_=all_)


_LIVE = Recent(_read_live)
_ROOMS = Recent(_read_room)


def read_room(workshop: int, *, all_: bool = False) -> Room:
    """One workshop with what may be seen of it, or with every answer."""
    with visits.release_seat_while_waiting():
        return _ROOMS.get((workshop, all_))


def read_current_room(workshop: int) -> Room:
    """A workshop as of at most a second ago."""
    with visits.release_seat_while_waiting():
        live = _LIVE.get(None)
    return live.get(workshop) or read_room(workshop)


def forget_rooms() -> None:
    """Read the workshops anew, because this visitor has just changed one."""
    _LIVE.forget()
    _ROOMS.forget()
