"""Questions of every kind: what is an answer, how it is kept once and counted from five on."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from placelib.workshop import rooms, tallies, votes
from placelib.workshop.database import Database
from placelib.workshop.errors import NotAnAnswer, NotOpen
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.question_drafts import QuestionDraft, check_draft
from placelib.workshop.records import (
    GUESSED,
    Answer,
    Created,
    QuestionKind,
    Room,
    WorkshopQuestion,
)
from placelib.workshop.rooms import Plan
from placelib.workshop.tallies import ChoiceTable, ChoiceTally, VoteSpread
from tests.workshop.made_votes import POSITIONS, phone


@pytest.fixture
def leading(database: Database, created: Created) -> Facilitator:
    return Facilitator(database, created.secret)


def send(
    database: Database, leading: Facilitator, kind: QuestionKind, *sets: Sequence[Answer]
) -> tuple[Room, WorkshopQuestion]:
    """A phone for each set of answers; the room afterwards, and its question."""
    position = POSITIONS[kind]
    leading.open(position)
    for number, answers in enumerate(sets):
        votes.cast(database, leading.workshop, phone(number), position, answers)
    room = leading.room()
    return room, room.workshop.questions[position]


def picks(*items: int) -> list[Answer]:
    return [Answer(str(item)) for item in items]


def ranks(*items: int) -> list[Answer]:
    """The options in their order, first to last."""
    return [Answer(str(item), choice=rank) for rank, item in enumerate(items)]


@pytest.mark.parametrize("kind", [QuestionKind.CHOICE, QuestionKind.SCALE, QuestionKind.HOLDER])
def test_one_choice_is_counted_from_five_people_on(
    database: Database, leading: Facilitator, kind: QuestionKind
) -> None:
    chosen = [[Answer(choice=choice)] for choice in (0, 0, 2, 1)]
    room, question = send(database, leading, kind, *chosen)
    assert tallies.tally_choices(room, question, 1) is None
    room, question = send(database, leading, kind, *chosen, [Answer(choice=0)])
    tally = tallies.tally_choices(room, question, 1)
    assert tally is not None
    assert (tally.people, tally.counts[:3]) == (5, (3, 1, 1))
    assert sum(tally.counts) == 5


def test_several_choices_take_the_place_of_those_before(
    database: Database, leading: Facilitator
) -> None:
    kind = QuestionKind.SEVERAL
    send(database, leading, kind, picks(0, 1), picks(0), picks(2), picks(0, 1, 2), picks(0))
    room, question = send(database, leading, kind, picks(2))
    assert tallies.tally_choices(room, question, 1) == ChoiceTally(5, (3, 1, 3))
    assert room.answered[question.position] == 5
    room, question = send(database, leading, kind, [])
    assert tallies.tally_choices(room, question, 1) is None


def test_two_sets_of_a_phone_at_once_are_never_mixed(
    database: Database, leading: Facilitator
) -> None:
    position = POSITIONS[QuestionKind.MEASURES]
    leading.open(position)
    ready = threading.Barrier(8)

    def cast(number: int) -> None:
        ready.wait(30)
        answers = picks(0, 1, 2) if number % 2 else picks(3, 4)
        votes.cast(database, leading.workshop, phone(number // 4), position, answers)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(cast, range(8)))
    by_voter: dict[str, set[str]] = {}
    for ballot in leading.room().ballots:
        by_voter.setdefault(ballot.voter, set()).add(ballot.item)
    assert len(by_voter) == 2
    assert all(items in ({"0", "1", "2"}, {"3", "4"}) for items in by_voter.values())


def test_a_ranking_is_counted_by_option_and_rank(database: Database, leading: Facilitator) -> None:
    orders = [ranks(0, 1, 2), ranks(0, 2, 1), ranks(0, 1, 2), ranks(2, 1, 0), ranks(1, 0, 2)]
    room, question = send(database, leading, QuestionKind.RANKING, *orders)
    assert tallies.tally_rankings(room, question, 1) == ChoiceTable(
        (5, 5, 5), ((3, 1, 1), (1, 3, 1), (1, 1, 3))
    )


def test_conditions_are_counted_by_step_and_a_thin_row_is_left_empty(
    database: Database, leading: Facilitator
) -> None:
    sets = [[Answer("agenda", up=up)] for up in (0, 25, 25, 100, 25)]
    sets[0].append(Answer("backbone", up=50))
    room, question = send(database, leading, QuestionKind.CONDITIONS, *sets)
    table = tallies.tally_conditions(room, question, 1)
    assert table is not None
    assert table.people == (5, 0, 0, 0, 0)
    assert table.counts[0] == (1, 3, 0, 0, 1)
    assert table.counts[4] == (0, 0, 0, 0, 0)


def test_guesses_are_in_order_and_zero_is_a_guess(database: Database, leading: Facilitator) -> None:
    figures = (80.0, 0.0, 72.5, 60.0, 75.0)
    room, question = send(
        database, leading, QuestionKind.FIGURE, *[[Answer(figure=figure)] for figure in figures]
    )
    assert tallies.list_guesses(room, question, 1) == (0.0, 60.0, 72.5, 75.0, 80.0)
    assert tallies.summarise_votes(tallies.list_guesses(room, question, 1)) == VoteSpread(
        57.5, 72.5, 60.0, 75.0
    )


def test_things_of_the_facilitators_are_placed_on_the_square(database: Database) -> None:
    draft = QuestionDraft(QuestionKind.PLACEMENT, "Where are these?", ("Our board", "Our forum"))
    made = rooms.create(database, Plan("Own", "E47000004", [draft]))
    leading = Facilitator(database, made.secret)
    leading.open(0)
    for number in range(5):
        votes.cast(database, made.workshop, phone(number), 0, [Answer("1", across=10, up=number)])
    room = leading.room()
    placed = tallies.tally_placements(room, room.workshop.questions[0], 1)
    assert list(placed) == ["0", "1"]
    assert placed["0"].up is None
    assert placed["1"].up == VoteSpread(2, 2, 1, 3)
    with pytest.raises(NotAnAnswer):
        votes.cast(database, made.workshop, phone(1), 0, [Answer("local", across=1, up=1)])


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        (QuestionKind.CHOICE, [Answer(choice=3)]),
        (QuestionKind.CHOICE, [Answer(choice=-1)]),
        (QuestionKind.CHOICE, [Answer("0", choice=0)]),
        (QuestionKind.SCALE, [Answer(choice=5)]),
        (QuestionKind.HOLDER, [Answer(choice=4)]),
        (QuestionKind.SEVERAL, picks(0, 0)),
        (QuestionKind.SEVERAL, picks(3)),
        (QuestionKind.SEVERAL, [Answer("00")]),
        (QuestionKind.SEVERAL, [Answer("٠")]),
        (QuestionKind.RANKING, ranks(0, 1)),
        (
            QuestionKind.RANKING,
            [Answer("0", choice=0), Answer("1", choice=0), Answer("2", choice=1)],
        ),
        (QuestionKind.MEASURES, picks(0, 1, 2, 3, 4, 5)),
        (QuestionKind.MEASURES, picks(6)),
        (QuestionKind.CONDITIONS, [Answer("agenda", up=30)]),
        (QuestionKind.CONDITIONS, [Answer("trust", up=25)]),
        (QuestionKind.FIGURE, [Answer(figure=100.1)]),
        (QuestionKind.FIGURE, [Answer(figure=float("nan"))]),
        (QuestionKind.FIGURE, [Answer(figure=float("inf"))]),
        (QuestionKind.FIGURE, [Answer(choice=1)]),
        (QuestionKind.WORDS, [Answer(choice=1)]),
    ],
)
def test_what_is_no_answer_to_its_kind_is_refused_and_nothing_is_kept(
    database: Database, leading: Facilitator, kind: QuestionKind, answers: list[Answer]
) -> None:
    with pytest.raises(NotAnAnswer, match="not an answer to this question"):
        send(database, leading, kind, answers)
    assert leading.room().ballots == ()


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (QuestionDraft(QuestionKind.CHOICE, "Q", ("One",)), "takes 2 to 8 choices, and 1 were"),
        (QuestionDraft(QuestionKind.CHOICE, "Q", tuple("abcdefghi")), "takes 2 to 8 choices"),
        (QuestionDraft(QuestionKind.RANKING, "Q", ("Yes", "yes")), "Two choices are the same"),
        (QuestionDraft(QuestionKind.SCALE, "Q", ("low", "mid", "high")), "takes 2 choices"),
        (QuestionDraft(QuestionKind.SEVERAL, "Q", ("a", "x" * 61)), "has 61 characters"),
        (QuestionDraft(QuestionKind.SEVERAL, "Q", ("a", "\u202e")), "The choice is empty"),
        (QuestionDraft(QuestionKind.CHOICE, " ", ("a", "b")), "The question is empty"),
        (QuestionDraft(QuestionKind.PLACEMENT, "Q", tuple("abcd")), "takes 0 to 3 choices"),
        (QuestionDraft(QuestionKind.POLL, "Q", ("a",)), "takes 0 choices"),
        (QuestionDraft(QuestionKind.FIGURE, "Q", ("rate", "1", "one")), "lower and a higher bound"),
        (QuestionDraft(QuestionKind.FIGURE, "Q", ("rate", "9", "1")), "lower and a higher bound"),
        (QuestionDraft(QuestionKind.FIGURE, "Q", ("rate", "0", "inf")), "lower and a higher bound"),
    ],
)
def test_a_question_that_could_not_be_answered_is_refused_with_a_sentence(
    draft: QuestionDraft, reason: str
) -> None:
    with pytest.raises(NotAnAnswer, match=reason):
        check_draft(draft)


def test_the_reveal_of_a_guess_locks_it_and_opening_it_again_hides_the_answer(
    database: Database, leading: Facilitator
) -> None:
    for kind in GUESSED:
        position = POSITIONS[kind]
        leading.open(position)
        leading.reveal(position)
        question = leading.room().workshop.questions[position]
        assert (question.state, question.revealed) == ("locked", True)
        with pytest.raises(NotOpen, match="locked"):
            votes.cast(database, leading.workshop, phone(1), position, [Answer(choice=0)])
        leading.open(position)
        question = leading.room().workshop.questions[position]
        assert (question.state, question.revealed) == ("open", False)


def test_the_reveal_of_an_opinion_leaves_it_open(leading: Facilitator) -> None:
    position = POSITIONS[QuestionKind.POLL]
    leading.open(position)
    leading.reveal(position)
    assert leading.room().workshop.questions[position].is_open
