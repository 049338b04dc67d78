"""The faults of a room, brought about for real but fewer times than the measurement does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.measure.room import connection_faults, faults, storage_faults
from tests.measure.room.faults import Fault


def test_what_a_killed_process_acknowledged_is_stored(tmp_path: Path) -> None:
    assert storage_faults.killed_while_writing(tmp_path, times=3).startswith("3 kills")


def test_two_processes_share_one_file(tmp_path: Path) -> None:
    assert storage_faults.two_processes(tmp_path, each=30).startswith("60 votes")


def test_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    assert "put aside whole" in storage_faults.damaged_file(tmp_path)


def test_a_clock_that_jumps_loses_no_vote(tmp_path: Path) -> None:
    assert "no vote lost or doubled" in storage_faults.clock_jump(tmp_path)


def test_a_vote_sent_many_times_at_once_counts_once(tmp_path: Path) -> None:
    assert "one phone, one vote" in storage_faults.double_submit(tmp_path)


@pytest.mark.slow
def test_people_who_vote_while_the_app_restarts_lose_no_vote(tmp_path: Path) -> None:
    said = connection_faults.restart_while_voting(tmp_path, number=12)
    assert said.startswith("12 phones")


@pytest.mark.slow
def test_phones_that_drop_together_all_come_back(tmp_path: Path) -> None:
    said = connection_faults.all_drop_together(tmp_path, number=12)
    assert said.startswith("12 phones dropped and came back")


def test_a_fault_that_does_not_hold_is_said_in_its_row() -> None:
    def fail(_folder: Path) -> str:
        raise AssertionError("Two votes are gone.")

    held, row = faults.outcome(Fault("made up", fail))
    assert not held
    assert row.startswith("| made up | **failed** | AssertionError: Two votes are gone. |")
