"""Old workshops are deleted by themselves; a test vote leaves nothing behind."""

from __future__ import annotations

import time

import pytest

from placelib.workshop import retention, rooms, write_check
from placelib.workshop.database import Database
from placelib.workshop.errors import NoWorkshops
from placelib.workshop.records import Created
from placelib.workshop.retention import VARIABLE, keep_tidy, kept_days


def test_the_days_can_be_set_and_nonsense_means_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert kept_days() == 90
    for given, days in (("7", 7), ("0", 90), ("-1", 90), ("soon", 90), ("½", 90)):
        monkeypatch.setenv(VARIABLE, given)
        assert kept_days() == days


def test_it_deletes_again_and_again_until_it_is_stopped(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def counted(_: Database, days: int) -> int:
        calls.append(days)
        if len(calls) == 2:
            raise NoWorkshops("is busy", "Try again.")
        return 0

    monkeypatch.setattr(rooms, "delete_old", counted)
    monkeypatch.setattr(retention, "kept_days", lambda: 30)
    stop = keep_tidy(database, every=0.01)
    deadline = time.monotonic() + 30
    while len(calls) < 4 and time.monotonic() < deadline:
        time.sleep(0.01)
    stop.set()
    assert calls[:4] == [30, 30, 30, 30]


def test_a_test_vote_is_stored_counted_and_taken_back(database: Database, created: Created) -> None:
    write_check.try_a_vote(database, created.workshop)
    assert rooms.room(database, created.workshop.id).joined == 0
