"""Old workshops are deleted by themselves; a test vote leaves nothing behind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from placelib.workshop import retention, rooms, write_check
from placelib.workshop.database import Database, find_database_url
from placelib.workshop.errors import NoWorkshops
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import Created
from placelib.workshop.retention import VARIABLE, delete_daily, read_retention_days
from placelib.workshop.rooms import Plan
from tests.workshop.made_votes import POLL


def test_the_days_can_be_set_and_nonsense_means_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert read_retention_days() == 90
    for given, days in (
        ("7", 7),
        ("366", 366),
        ("367", 90),
        ("9" * 30, 90),
        ("000001999", 90),
        ("0" * 5000 + "1", 90),
        ("0", 90),
        ("-1", 90),
        ("soon", 90),
        ("½", 90),
    ):
        monkeypatch.setenv(VARIABLE, given)
        assert read_retention_days() == days


def test_a_setting_out_of_bounds_is_said_in_the_log(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(VARIABLE, "100000")
    delete_daily(database).set()
    assert "from 1 to 366" in caplog.text


def test_what_is_deleted_is_in_no_file_any_more(tmp_path: Path) -> None:
    file = tmp_path / "w.sqlite"
    database = Database(find_database_url(str(file)))
    plan = Plan("Zebra crossings 8731", "E47000004", POLL)
    facilitator = Facilitator(database, rooms.create(database, plan).secret)

    def holding() -> list[str]:
        return [part.name for part in tmp_path.iterdir() if b"Zebra" in part.read_bytes()]

    assert holding() == ["w.sqlite-wal"]
    facilitator.delete()
    assert holding() == []
    database.close()
    assert holding() == []


def test_damaged_copies_end_with_the_workshops_they_were_made_of(tmp_path: Path) -> None:
    file = tmp_path / "w.sqlite"
    Database(find_database_url(str(file))).close()
    file.write_bytes(b"this is not a database" * 400)
    database = Database(find_database_url(str(file)))
    copies = list(tmp_path.glob("w.sqlite.damaged-*"))
    assert copies
    assert database.delete_old_copies(1) == 0
    assert database.delete_old_copies(-1) == 1
    assert not any(copy.exists() for copy in copies)
    database.close()


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
    monkeypatch.setattr(retention, "read_retention_days", lambda: 30)
    stop = delete_daily(database, every=0.01)
    deadline = time.monotonic() + 30
    while len(calls) < 4 and time.monotonic() < deadline:
        time.sleep(0.01)
    stop.set()
    assert calls[:4] == [30, 30, 30, 30]


def test_a_test_vote_is_stored_counted_and_taken_back(database: Database, created: Created) -> None:
    write_check.try_a_vote(database, created.workshop)
    assert rooms.load_room(database, created.workshop.id).joined == 0
