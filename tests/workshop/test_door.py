"""A facilitator sees a flood, closes the door, takes phones out, and lets them back in."""

from __future__ import annotations

import pytest

from placelib.workshop import clock, rooms, votes
from placelib.workshop.database import Database
from placelib.workshop.errors import DoorClosed, NotOpen, UnknownRoom
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.networks import find_network, mark_network
from placelib.workshop.records import Answer, Created
from tests.workshop.made_votes import FIVE, phone, place

HALL, STRANGER = "192.0.2.0/24", "198.51.100.0/24"
LOCAL = [Answer("local", across=50, up=50)]


@pytest.fixture
def facilitator(database: Database, created: Created) -> Facilitator:
    """The facilitator of a workshop with five phones of the hall inside, first question open."""
    leading = Facilitator(database, created.secret)
    leading.open(0)
    for number in range(5):
        votes.record_phone(database, created.workshop, phone(number), HALL)
    place(database, created.workshop)
    return leading


def flood(database: Database, facilitator: Facilitator, phones: int = 120) -> None:
    for number in range(1000, 1000 + phones):
        votes.record_phone(database, facilitator.workshop, phone(number), STRANGER)
        votes.cast(database, facilitator.workshop, phone(number), 0, LOCAL)


def test_a_flood_is_seen_with_the_network_it_comes_from(
    database: Database, facilitator: Facilitator
) -> None:
    assert not facilitator.read_door().is_flooded
    flood(database, facilitator)
    door = facilitator.read_door()
    assert door.is_flooded
    stranger = mark_network(facilitator.workshop.id, STRANGER)
    assert door.networks == ((stranger, 120), (mark_network(facilitator.workshop.id, HALL), 5))


def test_a_closed_door_lets_nobody_in_and_whoever_is_inside_votes_on(
    database: Database, facilitator: Facilitator
) -> None:
    facilitator.set_door(is_closed=True)
    with pytest.raises(DoorClosed, match="lets no more phones in"):
        votes.record_phone(database, facilitator.workshop, phone(9), HALL)
    with pytest.raises(DoorClosed):
        votes.cast(database, facilitator.workshop, phone(9), 0, LOCAL)
    votes.cast(database, facilitator.workshop, phone(1), 0, LOCAL)
    votes.cast(database, facilitator.workshop, phone(77), 0, LOCAL, paper=True)
    facilitator.set_door(is_closed=False)
    votes.record_phone(database, facilitator.workshop, phone(9), HALL)
    assert facilitator.read_door().joined == 6


def test_phones_of_one_network_are_taken_out_with_their_answers_and_can_be_let_back(
    database: Database, facilitator: Facilitator
) -> None:
    flood(database, facilitator)
    before = facilitator.room()
    assert (before.joined, before.answered[0]) == (125, 125)
    stranger = mark_network(facilitator.workshop.id, STRANGER)
    assert facilitator.remove_phones(network=stranger) == 120
    room = facilitator.room()
    assert (room.joined, room.answered[0], len(room.ballots)) == (5, 5, len(FIVE))
    with pytest.raises(DoorClosed, match="was taken out"):
        votes.cast(database, facilitator.workshop, phone(1000), 0, LOCAL)
    assert facilitator.let_back() == 120
    assert facilitator.room() == before


def test_phones_that_came_since_a_moment_are_taken_out_and_paper_stays(
    database: Database, facilitator: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun + 600)
    flood(database, facilitator, phones=3)
    votes.cast(database, facilitator.workshop, phone(77), 0, LOCAL, paper=True)
    assert facilitator.remove_phones(since=begun + 300) == 3
    assert facilitator.room().answered[0] == len(FIVE) + 1


def test_a_full_room_has_space_again_once_phones_are_taken_out(
    database: Database, facilitator: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(votes, "MOST_VOTERS", 8)
    flood(database, facilitator, phones=3)
    facilitator.remove_phones(since=clock.now() - 60, network=None)
    facilitator.let_back()
    stranger = mark_network(facilitator.workshop.id, STRANGER)
    assert facilitator.remove_phones(network=stranger) == 3
    votes.record_phone(database, facilitator.workshop, phone(9), HALL)


def test_an_answer_to_the_first_round_never_counts_in_the_second(
    database: Database, facilitator: Facilitator
) -> None:
    seen = (1, 0)
    facilitator.second_vote(0)
    with pytest.raises(NotOpen, match="was opened anew while you answered"):
        votes.cast(database, facilitator.workshop, phone(1), 0, LOCAL, seen=seen)
    votes.cast(database, facilitator.workshop, phone(1), 0, LOCAL, seen=(2, 0))


def test_a_phone_that_opens_a_page_just_after_deletion_reads_that_there_is_no_workshop(
    database: Database, facilitator: Facilitator
) -> None:
    facilitator.delete()
    with pytest.raises(UnknownRoom):
        votes.record_phone(database, facilitator.workshop, phone(9), HALL)


def test_a_workshop_made_before_the_door_was_there_is_open(
    database: Database, created: Created
) -> None:
    assert rooms.find_by_code(database, created.workshop.code)
    door = Facilitator(database, created.secret).read_door()
    assert (door.is_closed, door.joined, door.networks, door.removed) == (False, 0, (), 0)


def test_a_network_is_a_range_and_its_mark_leads_nowhere() -> None:
    assert find_network("192.0.2.77") == HALL
    assert find_network("::ffff:192.0.2.77") == HALL
    assert find_network("2001:db8:1:2ff::1") == "2001:db8:1:200::/56"
    assert find_network(None) == find_network("nonsense") == ""
    assert mark_network(1, "") == ""
    assert len(mark_network(1, HALL)) == 4
    assert mark_network(1, HALL) != mark_network(2, HALL)
