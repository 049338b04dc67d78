"""Reads workshops and what people answered; changes nothing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

import sqlalchemy as sa

from placelib.workshop.answer_rules import count_items
from placelib.workshop.door import is_inside
from placelib.workshop.records import (
    Ballot,
    QuestionKind,
    Room,
    TextAnswer,
    Workshop,
    WorkshopQuestion,
)
from placelib.workshop.tables import BALLOT, NOTICE, QUESTION, VOTER, WORDS, WORKSHOP

Hold = Literal["still", "alone"]
_NOW = sa.and_(
    BALLOT.c.workshop_id == QUESTION.c.workshop_id,
    BALLOT.c.position == QUESTION.c.position,
    BALLOT.c.epoch == QUESTION.c.epoch,
)
_SAID_NOW = sa.and_(
    WORDS.c.workshop_id == QUESTION.c.workshop_id,
    WORDS.c.position == QUESTION.c.position,
    WORDS.c.epoch == QUESTION.c.epoch,
)


def read_workshops(
    connection: sa.Connection, which: sa.ColumnElement[bool], *, hold: Hold | None = None
) -> list[Workshop]:
    """The workshops that fit, with their questions.

    ``hold`` keeps them as they are until the transaction ends: against changes, or also against
    others who hold them. The workshop comes first everywhere, so that nobody waits in a circle.
    SQLite has one writer at a time and needs no more.
    """
    workshop_rows = sa.select(WORKSHOP).where(which)
    shared = hold == "still"
    rows = connection.execute(
        workshop_rows.with_for_update(read=shared) if hold else workshop_rows
    ).all()
    ids = [row.id for row in rows]
    question_rows = sa.select(QUESTION).where(QUESTION.c.workshop_id.in_(ids))
    questions = defaultdict(list)
    locked = question_rows.with_for_update(read=shared) if hold else question_rows
    in_order = QUESTION.c.workshop_id, QUESTION.c.rank, QUESTION.c.position
    for row in connection.execute(locked.order_by(*in_order)):
        questions[row.workshop_id].append(_read_question(row))
    return [
        Workshop(
            id=row.id,
            code=row.code,
            title=row.title,
            area=row.area,
            current=row.current,
            created_at=row.created_at,
            closes_at=row.closes_at,
            ended_at=row.ended_at,
            questions=tuple(questions[row.id]),
            uses_word_list=bool(row.uses_word_list),
        )
        for row in rows
    ]


def read_rooms(
    connection: sa.Connection, which: sa.ColumnElement[bool], *, all_: bool
) -> list[Room]:
    """The workshops that fit as rooms; with ``all_`` every answer, whether revealed or not."""
    found_workshops = read_workshops(connection, which)
    ids = [workshop.id for workshop in found_workshops]
    joined = _count_phones(connection, ids)
    answered, unfinished = _count_answered(connection, found_workshops)
    seen = sa.true() if all_ else QUESTION.c.revealed
    cast = defaultdict(list)
    for row in connection.execute(
        sa.select(BALLOT)
        .join(QUESTION, _NOW)
        .where(BALLOT.c.workshop_id.in_(ids), seen, is_inside(BALLOT))
    ):
        cast[row.workshop_id].append(_read_ballot(row))
    texts = defaultdict(list)
    let_through = sa.true() if all_ else sa.and_(QUESTION.c.revealed, WORDS.c.state == "shown")
    for row in connection.execute(
        sa.select(WORDS)
        .join(QUESTION, _SAID_NOW)
        .where(WORDS.c.workshop_id.in_(ids), let_through, is_inside(WORDS))
    ):
        texts[row.workshop_id].append(TextAnswer(row.position, row.voter, row.text, row.state))
    return [
        Room(
            workshop=workshop,
            joined=joined.get(workshop.id, 0),
            answered=answered[workshop.id],
            unfinished=unfinished[workshop.id],
            ballots=tuple(
                sorted(cast[workshop.id], key=lambda ballot: (ballot.position, ballot.voter))
            ),
            texts=tuple(
                sorted(texts[workshop.id], key=lambda words: (words.position, words.voter))
            ),
        )
        for workshop in found_workshops
    ]


def read_own(
    connection: sa.Connection, workshop: Workshop, voter: str
) -> tuple[list[Ballot], list[TextAnswer]]:
    """What one voter has answered so far, in every round."""
    cast = sa.select(BALLOT).join(QUESTION, _NOW)
    mine = connection.execute(
        cast.where(BALLOT.c.workshop_id == workshop.id, BALLOT.c.voter == voter)
    )
    ballots = [_read_ballot(row) for row in mine]
    # Each tap of a phone comes here, and most workshops ask for no text.
    if workshop.of_kind(QuestionKind.WORDS) is None:
        return ballots, []
    texts = connection.execute(
        sa.select(WORDS)
        .join(QUESTION, _SAID_NOW)
        .where(WORDS.c.workshop_id == workshop.id, WORDS.c.voter == voter)
    )
    return ballots, [TextAnswer(row.position, row.voter, row.text, row.state) for row in texts]


def read_notices(connection: sa.Connection, since: int) -> list[str]:
    """What all facilitators are to be told, newest first."""
    notice_rows = sa.select(NOTICE.c.text).where(NOTICE.c.said_at >= since)
    return list(connection.execute(notice_rows.order_by(NOTICE.c.id.desc())).scalars())


def _count_phones(connection: sa.Connection, ids: Sequence[int]) -> dict[int, int]:
    counted = (
        sa.select(VOTER.c.workshop_id, sa.func.count())
        .where(VOTER.c.workshop_id.in_(ids), VOTER.c.removed_at.is_(None))
        .group_by(VOTER.c.workshop_id)
    )
    return {row[0]: row[1] for row in connection.execute(counted)}


def _count_answered(
    connection: sa.Connection, workshops: Sequence[Workshop]
) -> tuple[dict[int, dict[int, int]], dict[int, dict[int, int]]]:
    """By workshop and question: how many answered in the present round, and how many not all."""
    answered: dict[int, dict[int, int]] = {workshop.id: {} for workshop in workshops}
    unfinished: dict[int, dict[int, int]] = {workshop.id: {} for workshop in workshops}
    items = {
        (workshop.id, question.position): count_items(question)
        for workshop in workshops
        for question in workshop.questions
    }
    by = (QUESTION.c.workshop_id, QUESTION.c.position)
    inside = QUESTION.c.workshop_id.in_(list(answered))
    for table, on in (
        (BALLOT, sa.and_(_NOW, BALLOT.c.round == QUESTION.c.round)),
        (WORDS, _SAID_NOW),
    ):
        people = (
            sa.select(*by, sa.func.count().label("item_count"))
            .join(table, on)
            .where(inside, is_inside(table))
            .group_by(*by, table.c.voter)
            .subquery()
        )
        parts = (people.c.workshop_id, people.c.position, people.c.item_count)
        counted = sa.select(*parts, sa.func.count()).group_by(*parts)
        for workshop, position, item_count, number in connection.execute(counted):
            answered[workshop][position] = answered[workshop].get(position, 0) + number
            if item_count < items[workshop, position]:
                earlier = unfinished[workshop].get(position, 0)
                unfinished[workshop][position] = earlier + number
    return answered, unfinished


def _read_question(row: sa.Row[Any]) -> WorkshopQuestion:
    return WorkshopQuestion(
        position=row.position,
        kind=QuestionKind(row.kind),
        prompt=row.prompt,
        state=row.state,
        round=row.round,
        revealed=bool(row.revealed),
        epoch=row.epoch,
        options=tuple(json.loads(row.options)),
    )


def _read_ballot(row: sa.Row[Any]) -> Ballot:
    return Ballot(
        position=row.position,
        round=row.round,
        voter=row.voter,
        item=row.item,
        across=row.across,
        up=row.up,
        choice=row.choice,
        figure=row.figure,
    )
