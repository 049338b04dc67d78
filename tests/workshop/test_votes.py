"""Answers are checked, kept once, and counted as on paper; on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from placelib.workshop import clock, rooms, tallies, votes
from placelib.workshop.database import Database
from placelib.workshop.errors import NotAnAnswer, NotOpen, RoomFull, UnknownRoom
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import TIERS, Answer, Created, Room, Workshop
from placelib.workshop.rooms import Plan
from placelib.workshop.tallies import ChoiceTally
from tests.workshop.made_votes import PLACEMENT, place

ME = "0123456789abcdef" * 2
LOCAL = Answer("local", across=80, up=10)


def phone(number: int) -> str:
    return f"{number:032x}"


def seen(database: Database, workshop: Workshop) -> Room:
    return rooms.load_room(database, workshop.id, all_=True)


def place_tallies(
    database: Database, facilitator: Facilitator, round_: int
) -> dict[str, tallies.TierTally]:
    room = seen(database, facilitator.workshop)
    return tallies.tally_placements(room, room.workshop.questions[0], round_)


@pytest.fixture
def opened(database: Database, created: Created) -> Facilitator:
    facilitator = Facilitator(database, created.secret)
    facilitator.open(0)
    return facilitator


def test_mean_median_and_spread_are_those_reckoned_by_hand(
    database: Database, opened: Facilitator
) -> None:
    place(database, opened.workshop)
    found = place_tallies(database, opened, 1)["middle"]
    assert found.count == 5
    assert found.across == tallies.VoteSpread(mean=50, median=40, low=30, high=80)
    assert found.up == tallies.VoteSpread(mean=30, median=20, low=10, high=50)
    assert sorted(found.votes) == [(20, 0), (30, 10), (40, 20), (80, 50), (80, 70)]


def test_nothing_is_shown_of_four_answers(database: Database, opened: Facilitator) -> None:
    for number in range(4):
        votes.cast(database, opened.workshop, phone(number), 0, [LOCAL])
    found = place_tallies(database, opened, 1)["local"]
    assert (found.count, found.votes, found.across, found.up) == (4, (), None, None)


def test_nothing_leaves_the_database_before_it_is_revealed(
    database: Database, opened: Facilitator
) -> None:
    place(database, opened.workshop)
    running = rooms.list_live(database)[opened.workshop.id]
    assert (running.joined, running.answered, running.ballots) == (5, {0: 5}, ())
    opened.reveal(0)
    assert len(rooms.list_live(database)[opened.workshop.id].ballots) == 5
    opened.hide(0)
    assert rooms.list_live(database)[opened.workshop.id].ballots == ()


def test_an_answer_sent_again_is_kept_once_and_the_last_one_counts(
    database: Database, opened: Facilitator
) -> None:
    for across in (20, 20, 70):
        answer = Answer("local", across=across, up=10)
        votes.cast(database, opened.workshop, ME, 0, [answer])
    room = seen(database, opened.workshop)
    assert (room.joined, room.answered) == (1, {0: 1})
    assert [one.across for one in room.ballots] == [70]
    (mine,), _ = votes.read_mine(database, opened.workshop, ME)
    assert (mine.across, mine.up) == (70, 10)


def test_zero_is_an_answer(database: Database, opened: Facilitator) -> None:
    votes.cast(database, opened.workshop, ME, 0, [Answer("national", across=0, up=0)])
    (mine,), _ = votes.read_mine(database, opened.workshop, ME)
    assert (mine.across, mine.up) == (0, 0)


def test_votes_at_the_same_moment_are_neither_lost_nor_doubled(
    database: Database, opened: Facilitator
) -> None:
    """Sixteen phones, each sending three answers twice, all at once."""
    ready = threading.Barrier(16)

    def send(number: int) -> None:
        ready.wait(30)
        for tier in ("local", "middle", "national"):
            answer = Answer(tier, across=number, up=100 - number)
            votes.cast(database, opened.workshop, phone(number // 2), 0, [answer])

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(send, range(16)))
    room = seen(database, opened.workshop)
    assert room.joined == 8
    assert room.answered == {0: 8}
    assert len(room.ballots) == 24
    assert {(one.across or 0) // 2 for one in room.ballots} == set(range(8))


@pytest.mark.parametrize(
    "wrong",
    [
        Answer("council", across=1, up=1),
        Answer("local", across=101, up=1),
        Answer("local", across=1, up=-1),
        Answer("local", across=1),
        Answer("", choice=1),
        Answer("money/local", up=50),
    ],
)
def test_what_does_not_answer_the_question_is_refused_and_nothing_is_kept(
    database: Database, opened: Facilitator, wrong: Answer
) -> None:
    with pytest.raises(NotAnAnswer, match="not an answer to this question"):
        votes.cast(database, opened.workshop, ME, 0, [LOCAL, wrong])
    assert seen(database, opened.workshop).ballots == ()


def test_an_answer_before_opening_and_after_locking_is_refused_with_a_sentence(
    database: Database, created: Created
) -> None:
    facilitator = Facilitator(database, created.secret)
    with pytest.raises(NotOpen, match="is not open yet, so the answer was not taken"):
        votes.cast(database, created.workshop, ME, 0, [LOCAL])
    facilitator.open(0)
    votes.cast(database, created.workshop, ME, 0, [LOCAL])
    facilitator.lock(0)
    with pytest.raises(NotOpen, match=r"has been locked.*What you answered before is kept"):
        votes.cast(database, created.workshop, ME, 0, [Answer("local", across=1, up=1)])
    assert [one.across for one in seen(database, created.workshop).ballots] == [80]


def test_an_answer_after_the_closing_time_and_after_the_end_is_refused(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = clock.now() + 600
    made = rooms.create(database, Plan("Short", "E47000004", PLACEMENT, closes_at=soon))
    facilitator = Facilitator(database, made.secret)
    facilitator.open(0)
    votes.cast(database, made.workshop, ME, 0, [LOCAL])
    with monkeypatch.context() as later:
        later.setattr(clock, "now", lambda: soon)
        with pytest.raises(NotOpen, match="closing time has passed"):
            votes.cast(database, made.workshop, ME, 0, [LOCAL])
    # A clock that jumped ahead and back again has lost nothing and doubled nothing.
    votes.cast(database, made.workshop, ME, 0, [LOCAL])
    assert seen(database, made.workshop).answered == {0: 1}
    facilitator.end()
    with pytest.raises(NotOpen, match="the workshop has ended"):
        votes.cast(database, made.workshop, ME, 0, [LOCAL])


def test_a_deleted_workshop_takes_no_answer(database: Database, opened: Facilitator) -> None:
    place(database, opened.workshop)
    opened.delete()
    with pytest.raises(UnknownRoom):
        votes.cast(database, opened.workshop, ME, 0, [LOCAL])
    with database.reading() as connection:
        for table in ("workshop", "question", "voter", "ballot", "words", "reset"):
            counted = sa.select(sa.func.count()).select_from(sa.table(table))
            assert connection.execute(counted).scalar_one() == 0


def test_a_damaged_identifier_is_refused(database: Database, opened: Facilitator) -> None:
    for wrong in ("", "x" * 32, ME.upper(), ME + "0"):
        with pytest.raises(NotAnAnswer, match="identifier is damaged"):
            votes.cast(database, opened.workshop, wrong, 0, [LOCAL])


def test_joining_counts_a_phone_once_and_stops_when_the_room_is_full(
    database: Database, created: Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(votes, "MOST_VOTERS", 2)
    for number in (1, 2, 1, 2):
        votes.record_phone(database, created.workshop, phone(number))
    assert seen(database, created.workshop).joined == 2
    with pytest.raises(RoomFull, match="takes 2 phones"):
        votes.record_phone(database, created.workshop, phone(3))


def test_levers_and_the_poll_are_counted(database: Database, created: Created) -> None:
    facilitator = Facilitator(database, created.secret)
    facilitator.open(1)
    for number, up in enumerate([0, 0, 25, 25, 100]):
        votes.cast(database, created.workshop, phone(number), 1, [Answer("money/middle", up=up)])
    facilitator.open(2)
    for number, choice in enumerate([0, 1, 1, 2, 1]):
        votes.cast(database, created.workshop, phone(number), 2, [Answer(choice=choice)])
    room = seen(database, created.workshop)
    money = tallies.tally_levers(room, room.workshop.questions[1], 1)["money"]["middle"]
    assert money.up == tallies.VoteSpread(mean=30, median=25, low=0, high=25)
    assert money.across is None
    assert tallies.tally_choices(room, room.workshop.questions[2], 1) == ChoiceTally(5, (1, 3, 1))
    with pytest.raises(NotAnAnswer):
        votes.cast(database, created.workshop, phone(1), 2, [Answer(choice=3)])


def test_a_second_vote_keeps_the_first_and_shows_who_moved_where(
    database: Database, opened: Facilitator
) -> None:
    place(database, opened.workshop)
    opened.second_vote(0)
    assert seen(database, opened.workshop).answered == {}
    for number in range(5):
        answer = Answer("middle", across=60, up=60)
        votes.cast(database, opened.workshop, phone(number), 0, [answer])
    room = seen(database, opened.workshop)
    moved = tallies.list_moves(room, room.workshop.questions[0])
    assert sorted(one.before for one in moved)[0] == (20, 0)
    assert {one.after for one in moved} == {(60, 60)}
    first, second = (
        tallies.tally_placements(room, room.workshop.questions[0], one)["middle"].across
        for one in (1, 2)
    )
    assert first is not None
    assert second is not None
    assert (first.mean, second.mean) == (50, 60)


def test_who_has_placed_one_tier_of_three_is_counted_as_unfinished(
    database: Database, opened: Facilitator
) -> None:
    for tier in TIERS:
        place(database, opened.workshop, tier)
    assert seen(database, opened.workshop).unfinished == {}
    opened.second_vote(0)
    for number in range(5):
        for tier in TIERS if number < 4 else TIERS[:1]:
            answer = Answer(tier, across=60, up=60)
            votes.cast(database, opened.workshop, phone(number), 0, [answer])
    room = seen(database, opened.workshop)
    assert (room.answered, room.unfinished) == ({0: 5}, {0: 1})
    assert tallies.list_awaited(room, room.workshop.questions[0]) == ["middle", "national"]
