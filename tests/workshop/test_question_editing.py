"""Questions are added, changed, moved and taken out; no answer comes to mean another thing."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from placelib.workshop import question_editing, rooms, votes
from placelib.workshop.database import Database
from placelib.workshop.errors import NotAllowed, NotAnAnswer
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import Answer, QuestionKind
from placelib.workshop.rooms import Plan
from tests.workshop.made_votes import EVERY_KIND, POLL, phone

CHOICE = QuestionDraft(QuestionKind.CHOICE, "Where first?", ("Homes", "Buses"))


@pytest.fixture
def leading(database: Database) -> Facilitator:
    """A workshop that asks the poll and a choice."""
    made = rooms.create(database, Plan("Short", "E47000004", [*POLL, CHOICE]))
    return Facilitator(database, made.secret)


def order(leading: Facilitator) -> list[int]:
    return [question.position for question in leading.room().workshop.questions]


def test_a_question_is_added_at_the_end_before_and_during(leading: Facilitator) -> None:
    leading.open(0)
    leading.add_question(QuestionDraft(QuestionKind.SCALE, "How sure?", ("not", "fully")))
    questions = leading.room().workshop.questions
    assert [question.kind for question in questions[1:]] == ["choice", "scale"]
    assert questions[2].options == ("not", "fully")
    leading.next()
    leading.next()
    assert leading.room().workshop.question.prompt == "How sure?"


def test_no_more_than_twenty_questions_are_taken(
    leading: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question_editing, "MOST_QUESTIONS", 2)
    with pytest.raises(NotAllowed, match="asks up to 2 questions"):
        leading.add_question(CHOICE)


def test_answers_go_where_their_question_goes(database: Database, leading: Facilitator) -> None:
    leading.open(1)
    votes.cast(database, leading.workshop, phone(1), 1, [Answer(choice=1)])
    leading.move_question(1, up=True)
    assert order(leading) == [1, 0]
    room = leading.room()
    assert room.workshop.question.position == 1
    assert room.answered == {1: 1}
    # A phone that showed the question before the move still answers it, and no other.
    votes.cast(database, leading.workshop, phone(1), 1, [Answer(choice=0)], seen=(1, 0))
    assert [(ballot.position, ballot.choice) for ballot in leading.room().ballots] == [(1, 0)]
    leading.next()
    assert leading.room().workshop.current == 0
    with pytest.raises(NotAllowed, match="the last question"):
        leading.next()


def test_at_either_end_nothing_moves(leading: Facilitator) -> None:
    leading.move_question(0, up=True)
    leading.move_question(1, up=False)
    assert order(leading) == [0, 1]


def test_before_the_first_opening_a_workshop_begins_with_what_is_first(
    leading: Facilitator,
) -> None:
    leading.move_question(0, up=False)
    assert leading.room().workshop.current == 1


def test_words_can_be_changed_always_and_choices_until_the_opening(leading: Facilitator) -> None:
    changed = QuestionDraft(QuestionKind.CHOICE, "What first?", ("Homes", "Trams", "Parks"))
    leading.edit_question(1, changed)
    question = leading.room().workshop.questions[1]
    assert (question.prompt, question.options) == ("What first?", ("Homes", "Trams", "Parks"))
    leading.open(1)
    with pytest.raises(NotAllowed, match="has been opened, so its choices stay"):
        leading.edit_question(1, CHOICE)
    leading.edit_question(1, QuestionDraft(QuestionKind.CHOICE, "And first?", changed.options))
    assert leading.room().workshop.questions[1].prompt == "And first?"
    with pytest.raises(NotAllowed, match="stays of its kind"):
        leading.edit_question(1, QuestionDraft(QuestionKind.SEVERAL, "Q", changed.options))
    with pytest.raises(NotAnAnswer, match="The question is empty"):
        leading.edit_question(1, QuestionDraft(QuestionKind.CHOICE, " ", changed.options))


def test_only_what_was_never_opened_or_answered_is_taken_out(
    database: Database, leading: Facilitator
) -> None:
    votes.cast(database, leading.workshop, phone(1), 0, [Answer(choice=0)], early=True)
    with pytest.raises(NotAllowed, match="stays with its answers"):
        leading.remove_question(0)
    leading.remove_question(1)
    assert order(leading) == [0]
    with pytest.raises(NotAllowed, match="the only question"):
        leading.remove_question(0)
    with pytest.raises(NotAllowed, match="has been taken out"):
        leading.open(1)
    with pytest.raises(NotAnAnswer, match="no such question"):
        votes.cast(database, leading.workshop, phone(1), 1, [Answer(choice=0)])


def test_when_the_first_is_taken_out_the_next_takes_its_place(leading: Facilitator) -> None:
    leading.remove_question(0)
    workshop = leading.room().workshop
    assert (workshop.current, workshop.question.kind) == (1, QuestionKind.CHOICE)


def test_a_workshop_made_before_keeps_its_order_and_can_be_led(database: Database) -> None:
    made = rooms.create(database, Plan("Old", "E47000004", EVERY_KIND[:4]))
    with database.writing() as connection:
        # As the columns are filled for rows that were there before them.
        connection.execute(sa.text("UPDATE question SET options = '[]', rank = position"))
    leading = Facilitator(database, made.secret)
    assert order(leading) == [0, 1, 2, 3]
    assert leading.room().workshop.uses_word_list
