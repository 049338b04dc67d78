"""Taking answers: each is checked, and kept once however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from placelib.workshop import clock, reading, tokens
from placelib.workshop.database import Database
from placelib.workshop.errors import NotAnAnswer, NotOpen, RoomFull, UnknownRoom
from placelib.workshop.records import (
    LEVERS,
    MOST_VOTERS,
    SAY,
    TIERS,
    Ballot,
    Kind,
    TextAnswer,
    Workshop,
    WorkshopQuestion,
)
from placelib.workshop.tables import BALLOT, VOTER, WORDS, WORKSHOP
from placelib.workshop.texts import LONGEST_ANSWER, clean

CHOICES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a phone sends to one item: a place on the axes from 0 to 100, or a choice from 0."""

    item: str = ""
    across: int | None = None
    up: int | None = None
    choice: int | None = None


def join(database: Database, workshop: Workshop, voter: str) -> None:
    """Count a phone as joined, once.

    Raises:
        NotAnAnswer: when the identifier is none.
        RoomFull: when the workshop has as many phones as it takes.
    """
    voter_key = _kept(workshop, voter)
    with database.reading() as connection:
        is_same_voter = sa.select(VOTER.c.voter).where(
            VOTER.c.workshop_id == workshop.id, VOTER.c.voter == voter_key
        )
        if connection.execute(is_same_voter).first():
            return
    with database.writing() as connection:
        _join(connection, workshop.id, voter_key)


def cast(
    database: Database,
    workshop: Workshop,
    voter: str,
    position: int,
    answers: Sequence[Answer],
    *,
    paper: bool = False,
    early: bool = False,
) -> None:
    """Keep a voter's answers to the present round of a question, over any given before.

    All are kept or none. Sent twice, they are kept once. A sheet of ``paper`` that the facilitator
    types in counts after the lock too, an ``early`` answer before the question is opened.

    Raises:
        NotOpen: when the question is not open; what was kept before stays.
        NotAnAnswer: when an answer does not fit the question.
    """
    voter_key = _kept(workshop, voter)
    with database.writing() as connection:
        question = _open_question(connection, workshop, position, paper=paper, early=early)
        rows = [
            {
                "workshop_id": workshop.id,
                "position": position,
                "epoch": question.epoch,
                "round": question.round,
                "voter": voter_key,
                "item": answer.item,
                "across": answer.across,
                "up": answer.up,
                "choice": answer.choice,
            }
            # In one order always, so that two writers of the same rows never wait for each other.
            for answer in sorted(answers, key=lambda answer: answer.item)
            if _fits(question.kind, answer)
        ]
        _join(connection, workshop.id, voter_key)
        _upsert(connection, BALLOT, rows, ("across", "up", "choice"))


def say(
    database: Database,
    workshop: Workshop,
    voter: str,
    position: int,
    text: str,
    *,
    paper: bool = False,
) -> None:
    """Keep a voter's short text, hidden until the facilitator lets it through.

    A changed text is hidden again.

    Raises:
        NotOpen, NotAnAnswer: as for ``cast``; also when the text is too long.
    """
    voter_key = _kept(workshop, voter)
    text = clean(text, LONGEST_ANSWER, "answer")
    with database.writing() as connection:
        question = _open_question(connection, workshop, position, paper=paper)
        if question.kind != "words":
            raise NotAnAnswer("This question is not answered in words. Reload the page.")
        row = {
            "workshop_id": workshop.id,
            "position": position,
            "epoch": question.epoch,
            "voter": voter_key,
            "text": text,
            "state": "hidden",
        }
        _join(connection, workshop.id, voter_key)
        changed = WORDS.c.text != text
        _upsert(connection, WORDS, [row], ("text", "state"), where=changed)


def mine(
    database: Database, workshop: Workshop, voter: str
) -> tuple[list[Ballot], list[TextAnswer]]:
    """What a voter has answered so far, in both rounds."""
    with database.reading() as connection:
        return reading.own(connection, workshop, _kept(workshop, voter))


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
    workshops = reading.workshops(connection, WORKSHOP.c.id == workshop.id, hold="still")
    if not workshops:
        raise UnknownRoom(workshop.code)
    now = workshops[0]
    if not 0 <= position < len(now.questions):
        raise NotAnAnswer("The workshop has no such question. Reload the page.")
    question = now.questions[position]
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


def _fits(kind: Kind, answer: Answer) -> bool:
    """True for an answer that fits the question. Raises NotAnAnswer for any other."""
    lever, _, tier = answer.item.partition("/")
    fits = {
        "placement": answer.item in TIERS and _on_axis(answer.across) and _on_axis(answer.up),
        "levers": lever in LEVERS and tier in TIERS and answer.up in SAY,
        "poll": answer.item == "" and answer.choice is not None and 0 <= answer.choice < CHOICES,
        "words": False,
    }
    if not fits[kind]:
        raise NotAnAnswer(
            "That is not an answer to this question, so it was not taken. Reload the page and "
            "answer again."
        )
    return True


def _on_axis(value: int | None) -> bool:
    return value is not None and 0 <= value <= 100


def _kept(workshop: Workshop, voter: str) -> str:
    if not tokens.is_voter(voter):
        raise NotAnAnswer("This phone’s identifier is damaged. Reload the page to get a new one.")
    return tokens.stored_voter(workshop.id, voter)


def _join(connection: sa.Connection, workshop: int, voter_key: str) -> None:
    is_of_workshop = VOTER.c.workshop_id == workshop
    same_voter = sa.select(VOTER.c.voter).where(is_of_workshop, VOTER.c.voter == voter_key)
    if connection.execute(same_voter).first():
        return
    joined = connection.execute(sa.select(sa.func.count()).select_from(VOTER).where(is_of_workshop))
    if joined.scalar_one() >= MOST_VOTERS:
        raise RoomFull(MOST_VOTERS)
    row = {"workshop_id": workshop, "voter": voter_key, "joined_at": clock.now()}
    _upsert(connection, VOTER, [row], ())


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
