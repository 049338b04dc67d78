"""Taking answers: each is checked, and kept once however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from placelib.workshop import answer_rules, clock, reading, tokens
from placelib.workshop.database import Database
from placelib.workshop.errors import DoorClosed, NotAnAnswer, NotOpen, RoomFull, UnknownRoom
from placelib.workshop.networks import SHEET, mark_network
from placelib.workshop.records import (
    MOST_VOTERS,
    Answer,
    Ballot,
    QuestionKind,
    TextAnswer,
    Workshop,
    WorkshopQuestion,
)
from placelib.workshop.tables import BALLOT, VOTER, WORDS, WORKSHOP
from placelib.workshop.texts import LONGEST_ANSWER, clean

# The round and the epoch of a question that a phone showed.
Seen = tuple[int, int]


def record_phone(database: Database, workshop: Workshop, voter: str, network: str = "") -> None:
    """Count a phone as joined, once; ``network`` is the range of its address where it is known.

    Raises:
        NotAnAnswer: when the identifier is none.
        RoomFull: when the workshop has as many phones as it takes.
        DoorClosed: when no new phones are let in, or this one was taken out.
        UnknownRoom: when the workshop has just been deleted.
    """
    voter_key = _check_voter(workshop, voter)
    with database.reading() as connection:
        if _is_joined(connection, workshop.id, voter_key):
            return
    with database.writing() as connection:
        _join(connection, workshop, voter_key, mark_network(workshop.id, network))


def cast(
    database: Database,
    workshop: Workshop,
    voter: str,
    position: int,
    answers: Sequence[Answer],
    *,
    paper: bool = False,
    early: bool = False,
    seen: Seen | None = None,
) -> None:
    """Keep a voter's answers to the present round of a question, over any given before.

    All are kept or none. Sent twice, they are kept once. Where an answer is a set (options picked,
    a ranking), it takes the place of the set before it. A sheet of ``paper`` that the facilitator
    types in counts after the lock too, an ``early`` answer before the question is opened. ``seen``
    is the question as the phone showed it: an answer to an earlier round counts in no later one.

    Raises:
        NotOpen: when the question is not open; what was kept before stays.
        NotAnAnswer: when an answer does not fit the question.
    """
    voter_key = _check_voter(workshop, voter)
    with database.writing() as connection:
        question = _open_question(connection, workshop, position, paper=paper, early=early)
        _check_seen(question, seen)
        answer_rules.check_answers(question, answers)
        of_voter = {
            "workshop_id": workshop.id,
            "position": position,
            "epoch": question.epoch,
            "round": question.round,
            "voter": voter_key,
        }
        rows = [
            {
                **of_voter,
                "item": answer.item,
                "across": answer.across,
                "up": answer.up,
                "choice": answer.choice,
                "figure": answer.figure,
            }
            # In one order always, so that two writers of the same rows never wait for each other.
            for answer in sorted(answers, key=lambda answer: answer.item)
        ]
        _join(connection, workshop, voter_key, SHEET if paper else "")
        if answer_rules.is_answered_as_set(question.kind):
            _delete_set(connection, of_voter)
        _upsert(connection, BALLOT, rows, ("across", "up", "choice", "figure"))


def cast_text(
    database: Database,
    workshop: Workshop,
    voter: str,
    position: int,
    text: str,
    *,
    paper: bool = False,
    seen: Seen | None = None,
) -> None:
    """Keep a voter's short text, hidden until the facilitator lets it through.

    A changed text is hidden again.

    Raises:
        NotOpen, NotAnAnswer: as for ``cast``; also when the text is too long.
    """
    voter_key = _check_voter(workshop, voter)
    text = clean(text, LONGEST_ANSWER, "answer")
    with database.writing() as connection:
        question = _open_question(connection, workshop, position, paper=paper)
        _check_seen(question, seen)
        if question.kind is not QuestionKind.WORDS:
            raise NotAnAnswer("This question is not answered in words. Reload the page.")
        row = {
            "workshop_id": workshop.id,
            "position": position,
            "epoch": question.epoch,
            "voter": voter_key,
            "text": text,
            "state": "hidden",
        }
        _join(connection, workshop, voter_key, SHEET if paper else "")
        changed = WORDS.c.text != text
        _upsert(connection, WORDS, [row], ("text", "state"), where=changed)


def read_mine(
    database: Database, workshop: Workshop, voter: str
) -> tuple[list[Ballot], list[TextAnswer]]:
    """What a voter has answered so far, in both rounds."""
    with database.reading() as connection:
        return reading.read_own(connection, workshop, _check_voter(workshop, voter))


def _open_question(
    connection: sa.Connection,
    workshop: Workshop,
    position: int,
    *,
    paper: bool,
    early: bool = False,
) -> WorkshopQuestion:
    """The question as it is inside the transaction. Raises NotOpen and UnknownRoom."""
    # Held still until the answer is kept: a question cannot be locked in between.
    workshops = reading.read_workshops(connection, WORKSHOP.c.id == workshop.id, hold="still")
    if not workshops:
        raise UnknownRoom(workshop.code)
    now = workshops[0]
    question = now.find_question(position)
    if question is None:
        raise NotAnAnswer("The workshop has no such question. Reload the page.")
    if paper:
        return question
    if now.ended_at is not None:
        raise NotOpen("is closed: the workshop has ended")
    if now.is_over(clock.now()):
        raise NotOpen("is closed: the workshop’s closing time has passed")
    if question.state == "waiting" and not early:
        raise NotOpen("is not open yet")
    if question.state == "locked":
        raise NotOpen("has been locked")
    return question


def _check_seen(question: WorkshopQuestion, seen: Seen | None) -> None:
    """Return when the phone showed this round of the question. Raises NotOpen."""
    if seen is not None and seen != (question.round, question.epoch):
        raise NotOpen("was opened anew while you answered")


def _delete_set(connection: sa.Connection, of_voter: dict[str, Any]) -> None:
    """Take out what a voter picked before; a second sending of the same phone waits until then."""
    phone = sa.select(VOTER.c.voter).where(
        VOTER.c.workshop_id == of_voter["workshop_id"], VOTER.c.voter == of_voter["voter"]
    )
    # On PostgreSQL two sets sent at once would else be kept together.
    connection.execute(phone.with_for_update())
    mine = [BALLOT.c[name] == value for name, value in of_voter.items()]
    connection.execute(sa.delete(BALLOT).where(*mine))


def _check_voter(workshop: Workshop, voter: str) -> str:
    if not tokens.is_voter(voter):
        raise NotAnAnswer("This phone’s identifier is damaged. Reload the page to get a new one.")
    return tokens.hash_voter(workshop.id, voter)


def _is_joined(connection: sa.Connection, workshop: int, voter_key: str) -> bool:
    """True for a phone that is inside already. Raises DoorClosed for one that was taken out."""
    joined = sa.select(VOTER.c.removed_at).where(
        VOTER.c.workshop_id == workshop, VOTER.c.voter == voter_key
    )
    row = connection.execute(joined).first()
    if row is not None and row.removed_at is not None:
        raise DoorClosed(was_removed=True)
    return row is not None


def _join(connection: sa.Connection, workshop: Workshop, voter_key: str, network: str) -> None:
    """Let a phone in, or a SHEET of paper, for which the door is always open."""
    if _is_joined(connection, workshop.id, voter_key):
        return
    door = sa.select(WORKSHOP.c.door_closed_at).where(WORKSHOP.c.id == workshop.id)
    row = connection.execute(door).first()
    if row is None:
        raise UnknownRoom(workshop.code)
    if row.door_closed_at is not None and network != SHEET:
        raise DoorClosed(was_removed=False)
    inside = (VOTER.c.workshop_id == workshop.id, VOTER.c.removed_at.is_(None))
    joined = connection.execute(sa.select(sa.func.count()).select_from(VOTER).where(*inside))
    if joined.scalar_one() >= MOST_VOTERS:
        raise RoomFull(MOST_VOTERS)
    values = {
        "workshop_id": workshop.id,
        "voter": voter_key,
        "joined_at": clock.now(),
        "network": network,
    }
    _upsert(connection, VOTER, [values], ())


def _upsert(
    connection: sa.Connection,
    table: sa.Table,
    rows: Sequence[dict[str, Any]],
    changes: Sequence[str],
    where: sa.ColumnElement[bool] | None = None,
) -> None:
    """Insert the rows, or change those that are there already."""
    if not rows:
        return
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    adding = make(table).values(list(rows))
    if not changes:
        connection.execute(adding.on_conflict_do_nothing())
        return
    connection.execute(
        adding.on_conflict_do_update(
            index_elements=list(table.primary_key.columns),
            set_={name: adding.excluded[name] for name in changes},
            where=where,
        )
    )
