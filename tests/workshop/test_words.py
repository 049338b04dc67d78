"""Short texts: cleaned, capped, hidden until let through."""

from __future__ import annotations

import pytest

from placelib.workshop import rooms, tallies, votes
from placelib.workshop.database import Database
from placelib.workshop.errors import NotAnAnswer, NotOpen
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import Created
from placelib.workshop.texts import clean
from tests.workshop.made_votes import phone

WORDS = 3


def shown(database: Database, created: Created) -> list[str]:
    room = rooms.list_live(database)[created.workshop.id]
    return tallies.let_through(room, room.workshop.questions[WORDS])


def test_a_text_is_seen_only_once_let_through_revealed_and_among_five(
    database: Database, created: Created
) -> None:
    facilitator = Facilitator(database, created.secret)
    facilitator.open(WORDS)
    for number in range(5):
        votes.cast_text(database, created.workshop, phone(number), WORDS, f"Answer {number}")
        facilitator.reveal(WORDS)
        assert shown(database, created) == []
    said = {one.text: one.voter for one in facilitator.room().texts}
    assert len(said) == 5
    facilitator.judge(WORDS, said["Answer 3"], let_through=True)
    assert shown(database, created) == ["Answer 3"]
    facilitator.hide(WORDS)
    assert shown(database, created) == []
    facilitator.reveal(WORDS)
    facilitator.judge(WORDS, said["Answer 3"], let_through=False)
    assert shown(database, created) == []


def test_a_changed_text_is_hidden_again_and_the_same_text_stays(
    database: Database, created: Created
) -> None:
    facilitator = Facilitator(database, created.secret)
    facilitator.open(WORDS)
    for number in range(5):
        votes.cast_text(database, created.workshop, phone(number), WORDS, "More trust")
    facilitator.reveal(WORDS)
    first = facilitator.room().texts[0].voter
    facilitator.judge(WORDS, first, let_through=True)
    votes.cast_text(database, created.workshop, phone(0), WORDS, "More  trust")
    assert shown(database, created) == ["More trust"]
    for number in range(5):
        votes.cast_text(database, created.workshop, phone(number), WORDS, "Something else")
    assert shown(database, created) == []


def test_a_text_after_lock_or_to_another_question_is_refused(
    database: Database, created: Created
) -> None:
    facilitator = Facilitator(database, created.secret)
    facilitator.open(0)
    with pytest.raises(NotAnAnswer, match="not answered in words"):
        votes.cast_text(database, created.workshop, phone(1), 0, "Hello")
    with pytest.raises(NotOpen, match="not open yet"):
        votes.cast_text(database, created.workshop, phone(1), WORDS, "Hello")
    facilitator.open(WORDS)
    facilitator.lock(WORDS)
    with pytest.raises(NotOpen, match="locked"):
        votes.cast_text(database, created.workshop, phone(1), WORDS, "Hello")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  two\n\tlines ", "two lines"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("a\x00b\x1bc", "a b c"),
        ("\u200bhid\u2066den\ufeff", "hidden"),
        ("👩\u200d👧 family", "👩\u200d👧 family"),
        ("Ynys Môn", "Ynys Môn"),
        ("z" + "\u0301" * 40, "ź" + "\u0301" * 3),
        ("**bold** <b>", "**bold** <b>"),
    ],
)
def test_what_is_not_seen_goes_and_what_is_read_stays(given: str, kept: str) -> None:
    assert clean(given, 280, "answer") == kept


@pytest.mark.parametrize("given", ["", "   ", "\u202e\u200b", "\u200d"])
def test_nothing_is_no_answer(given: str) -> None:
    with pytest.raises(NotAnAnswer, match="The answer is empty"):
        clean(given, 280, "answer")


def test_too_long_is_refused_with_both_numbers() -> None:
    assert clean("x" * 280, 280, "answer") == "x" * 280
    with pytest.raises(NotAnAnswer, match="has 281 characters; the most is 280"):
        clean("x" * 281, 280, "answer")
    with pytest.raises(NotAnAnswer, match="has 1,000,000 characters"):
        clean("x" * 1_000_000, 280, "answer")
