"""Workshops are made, found, led and deleted; on SQLite and on PostgreSQL."""

from __future__ import annotations

import secrets

import pytest
import sqlalchemy as sa

from placelib.workshop import clock, rooms, tokens, votes
from placelib.workshop.database import Database
from placelib.workshop.errors import NotAllowed, NotAnAnswer, UnknownRoom, WrongLink
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import Answer, Created, QuestionKind
from placelib.workshop.rooms import Plan
from placelib.workshop.tables import RESET, WORKSHOP
from tests.workshop.made_votes import EVERY_KIND, POLL, POSITIONS, phone, place


def test_a_workshop_is_found_by_its_code_however_it_is_typed(
    database: Database, created: Created
) -> None:
    code = created.workshop.code
    for typed in (code, code.lower(), f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
        assert rooms.find_by_code(database, typed).id == created.workshop.id
    assert created.workshop.title == "Seminar in the town hall"
    assert [one.kind for one in created.workshop.questions] == list(POSITIONS)
    assert {one.state for one in created.workshop.questions} == {"waiting"}
    assert created.workshop.questions[3].prompt == "What would help?"


@pytest.mark.parametrize("guess", ["", "BCDFGH", "AEIOU1", "<script>", "B" * 5000, "×" * 6])
def test_a_guessed_code_is_refused_with_a_sentence(
    database: Database, created: Created, guess: str
) -> None:
    assert created.workshop.code != "BCDFGH"
    with pytest.raises(UnknownRoom, match="There is no workshop with the code") as refused:
        rooms.find_by_code(database, guess)
    assert len(str(refused.value)) < 300


def test_only_its_own_link_leads_a_workshop(database: Database, created: Created) -> None:
    other = rooms.create(database, Plan("Another", "E47000006", POLL))
    assert Facilitator(database, other.secret).workshop.id == other.workshop.id
    altered = created.secret[:-1] + ("A" if created.secret[-1] != "A" else "B")
    for wrong in ("", altered, created.workshop.code, created.secret * 2, secrets.token_urlsafe(32),
                  tokens.derive_results_token(created.secret)):  # fmt: skip
        with pytest.raises(WrongLink, match="This facilitator’s link opens no workshop") as refused:
            Facilitator(database, wrong)
        assert not wrong or wrong not in str(refused.value)


def test_the_results_link_opens_the_results_and_leads_nothing(
    database: Database, created: Created
) -> None:
    token = tokens.derive_results_token(created.secret)
    assert rooms.find_by_results(database, token).id == created.workshop.id
    for wrong in (created.secret, token[:-2] + "xx", created.workshop.code):
        with pytest.raises(WrongLink, match="This results link opens no workshop"):
            rooms.find_by_results(database, wrong)


def test_neither_secret_nor_token_nor_identifier_is_stored(
    database: Database, created: Created
) -> None:
    Facilitator(database, created.secret).open(0)
    place(database, created.workshop)
    kept = []
    with database.reading() as connection:
        for name in sa.inspect(connection).get_table_names():
            table = sa.Table(name, sa.MetaData(), autoload_with=connection)
            kept += [str(row) for row in connection.execute(sa.select(table))]
    held = "\n".join(kept)
    assert created.workshop.code in held
    for private in (created.secret, tokens.derive_results_token(created.secret), phone(1)):
        assert private not in held


def test_secrets_have_more_than_128_bits_and_codes_no_letter_to_mistake() -> None:
    assert len({tokens.make_secret() for _ in range(100)}) == 100
    assert len(tokens.make_secret()) * 6 >= 256
    codes = "".join(tokens.make_code() for _ in range(500))
    assert not set(codes) & set("01OIAEU")
    assert len(tokens.ALPHABET) ** tokens.CODE_LENGTH > 400_000_000


def test_a_workshop_without_title_or_question_is_refused(database: Database) -> None:
    for plan, said in (
        (Plan(" ", "E47000004", POLL), "title is empty"),
        (Plan("x" * 121, "E47000004", POLL), "title has 121 characters; the most is 120"),
        (Plan("T", "E47000004", ()), "asks 0 questions"),
        (Plan("T", "E47000004", [QuestionDraft(QuestionKind.WORDS)]), "question is empty"),
        (Plan("T", "E47000004", POLL, closes_at=1), "closing time has passed"),
    ):
        with pytest.raises(NotAnAnswer, match=said):
            rooms.create(database, plan)


def test_next_locks_one_question_and_opens_the_one_after_it(database: Database) -> None:
    created = rooms.create(database, Plan("Short", "E47000004", EVERY_KIND[:4]))
    facilitator = Facilitator(database, created.secret)
    facilitator.open(0)
    for _ in range(3):
        facilitator.next()
    now = rooms.find_by_code(database, created.workshop.code)
    assert now.current == 3
    assert [one.state for one in now.questions] == ["locked", "locked", "locked", "open"]
    with pytest.raises(NotAllowed, match="last question"):
        facilitator.next()


def test_nothing_is_opened_after_the_end(database: Database, created: Created) -> None:
    facilitator = Facilitator(database, created.secret)
    facilitator.end()
    for wrong in (
        lambda: facilitator.open(0),
        lambda: facilitator.second_vote(0),
        facilitator.next,
    ):
        with pytest.raises(NotAllowed, match="The workshop is over"):
            wrong()


def test_there_is_one_second_vote_and_none_on_words(database: Database, created: Created) -> None:
    facilitator = Facilitator(database, created.secret)
    facilitator.open(0)
    facilitator.second_vote(0)
    with pytest.raises(NotAllowed, match="in its second vote already"):
        facilitator.second_vote(0)
    with pytest.raises(NotAllowed, match="in words has no second vote"):
        facilitator.second_vote(3)


def test_a_reset_can_be_undone_and_both_are_on_record(database: Database, created: Created) -> None:
    facilitator = Facilitator(database, created.secret)
    facilitator.open(0)
    place(database, created.workshop)
    assert not facilitator.can_undo(0)
    facilitator.reset(0)
    assert facilitator.room().answered == {}
    votes.cast(database, created.workshop, phone(9), 0, [Answer("middle", across=1, up=1)])
    assert facilitator.room().answered == {0: 1}
    facilitator.reset(0)
    facilitator.undo(0)
    assert facilitator.room().answered == {0: 1}
    facilitator.undo(0)
    assert facilitator.room().answered == {0: 5}
    with pytest.raises(NotAllowed, match="no reset to undo"):
        facilitator.undo(0)
    with database.reading() as connection:
        kept = connection.execute(sa.select(RESET).order_by(RESET.c.id)).all()
    assert [(row.from_epoch, row.to_epoch) for row in kept] == [(0, 1), (1, 2)]
    assert all(row.undone_at for row in kept)


def test_old_workshops_go_after_their_time_and_not_because_a_clock_jumped(
    database: Database, created: Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, day = created.workshop.created_at, clock.DAY

    def at(moment: int) -> int:
        monkeypatch.setattr(clock, "now", lambda: moment)
        return rooms.delete_old(database, days=90)

    assert at(start + 89 * day) == 0
    # A clock that jumps a year ahead for a while, and back.
    assert at(start + 365 * day) == 0
    assert at(start + 90 * day) == 0
    assert at(start + 90 * day + 60) == 0
    assert at(start + 91 * day) == 0
    assert at(start + 91 * day + 61) == 1
    with pytest.raises(UnknownRoom):
        rooms.find_by_code(database, created.workshop.code)


def test_a_running_workshop_is_live_until_it_ends(database: Database, created: Created) -> None:
    assert created.workshop.id in rooms.list_live(database)
    Facilitator(database, created.secret).end()
    assert created.workshop.id not in rooms.list_live(database)
    assert rooms.load_room(database, created.workshop.id).workshop.ended_at is not None


def test_two_workshops_never_share_a_code(
    database: Database, created: Created, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = iter([created.workshop.code, "ZZZZZZ"])
    monkeypatch.setattr(tokens, "make_code", lambda: next(codes))
    assert rooms.create(database, Plan("T", "E47000004", POLL)).workshop.code == "ZZZZZZ"
    with database.reading() as connection:
        assert connection.execute(sa.select(sa.func.count(WORKSHOP.c.id))).scalar_one() == 2
