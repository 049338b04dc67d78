"""A database of workshops that is away holds nobody up for long, and is there again when it is."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from placelib.ui.workshop import live_workshops
from placelib.ui.workshop.live_workshops import WorkshopsOpening
from placelib.workshop.errors import NoWorkshops


class AwayDatabase:
    """Stands in for a database: each opening waits to be let go, and fails until it is back."""

    def __init__(self) -> None:
        self.openings = 0
        self.may_go_on = threading.Event()
        self.has_begun = threading.Semaphore(0)
        self.is_back = False

    def open(self, **_settings: object) -> object:
        self.openings += 1
        self.has_begun.release()
        assert self.may_go_on.wait(10)
        if not self.is_back:
            raise NoWorkshops("does not answer", "Try again.")
        return "the open database"


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> AwayDatabase:
    database = AwayDatabase()
    monkeypatch.setattr(live_workshops, "Database", database.open)
    monkeypatch.setattr(live_workshops.retention, "delete_daily", lambda _opened: None)
    return database


def test_a_room_that_waits_for_the_same_opening_hears_together_that_it_failed(
    away: AwayDatabase,
) -> None:
    opening = WorkshopsOpening()
    with ThreadPoolExecutor(30) as pool:
        phones = [pool.submit(opening.get) for _ in range(30)]
        assert away.has_begun.acquire(timeout=10)
        away.may_go_on.set()
        problems = [phone.exception(10) for phone in phones]
    assert away.openings == 1
    assert {type(problem) for problem in problems} == {NoWorkshops}
    assert {str(problem) for problem in problems} == {
        str(NoWorkshops("does not answer", "Try again."))
    }
    # Each its own: one that all share would hold on to the runs of all.
    assert len({id(problem) for problem in problems}) == 30


def test_nobody_waits_while_somebody_else_tries_again(
    away: AwayDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_workshops, "TRY_AGAIN_SECONDS", 0.0)
    opening = WorkshopsOpening()
    away.may_go_on.set()
    with pytest.raises(NoWorkshops):
        opening.get()
    away.may_go_on.clear()
    away.has_begun.acquire()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(opening.get)
        assert away.has_begun.acquire(timeout=10)
        with pytest.raises(NoWorkshops, match="does not answer"):
            opening.get()
        away.is_back = True
        away.may_go_on.set()
        assert first.result(10) == "the open database"
    assert opening.get() == "the open database"
    assert away.openings == 2
