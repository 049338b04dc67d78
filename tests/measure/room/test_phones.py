"""Ten phones vote in a real room, and the time to the board is reckoned as it should be."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from placelib.charts import room_marks
from placelib.charts.theme import LIGHT
from tests.measure.room.load import Result
from tests.measure.room.phones import Record, phones, read_answered


def test_a_vote_is_on_the_board_when_the_count_has_reached_it() -> None:
    record = Record(first_sent=[10.0, 12.0], seen=[(9.5, 0), (10.5, 1), (11.5, 1), (13.0, 2)])
    assert record.to_screen() == [0.5, 1.0]


def test_a_vote_that_never_came_to_the_board_is_never_in_time() -> None:
    record = Record(first_sent=[10.0, 12.0], seen=[(11.0, 1), (14.0, 1)])
    assert record.to_screen() == [1.0, math.inf]


@pytest.mark.parametrize(("lost", "doubled"), [(1, 0), (0, 1)])
def test_a_room_that_lost_or_doubled_a_vote_has_not_passed(lost: int, doubled: int) -> None:
    record = Record(first_sent=[1.0, 1.0], answers=[0.1, 0.1], seen=[(1.5, 2)])
    fine = Result(name="room", record=record, lost=0, doubled=0, memory=1.0, processor=1.0)
    assert fine.passed()
    assert not replace(fine, lost=lost, doubled=doubled).passed()


def test_the_same_seed_gives_the_same_phones() -> None:
    assert phones(3, "http://127.0.0.1", 1) == phones(3, "http://127.0.0.1", 1)
    assert len({one.voter for one in phones(50, "http://127.0.0.1", 1)}) == 50


def test_the_board_is_read_for_those_who_answered_and_not_for_those_who_joined() -> None:
    words = room_marks.big("50 of 80 have answered. Nothing is shown until reveal.", LIGHT)
    assert read_answered([words, room_marks.counts(80, ["50 answered"], LIGHT)]) == 50
    assert read_answered([words]) == 0
