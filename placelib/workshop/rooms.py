"""Making and finding a workshop, seeing it as it is now, and deleting the old ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from placelib.workshop import clock, reading, tokens
from placelib.workshop.database import Database
from placelib.workshop.errors import NotAnAnswer, UnknownRoom, WrongLink
from placelib.workshop.question_drafts import MOST_QUESTIONS, QuestionDraft, check_draft
from placelib.workshop.question_editing import insert_questions
from placelib.workshop.records import Created, Room, Workshop
from placelib.workshop.tables import WORKSHOP
from placelib.workshop.texts import LONGEST_TITLE, clean

# Days until a workshop is deleted where the server is not told otherwise (retention.py).
KEPT_DAYS = 90
# Join codes that are tried for a new workshop: one is taken once in millions.
_TRIES = 5
# Seconds after its closing time for which a workshop still counts as running.
_ANSWERING = 6 * 3600


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new workshop is to be: its questions in their order; more can be added later."""

    title: str
    area: str
    questions: Sequence[QuestionDraft]
    closes_at: int | None = None


def create(database: Database, plan: Plan) -> Created:
    """A new workshop; its first question waits to be opened.

    The area must be known to the caller: this library knows no places.

    Raises:
        NotAnAnswer: when the title is empty or too long, a question is none, or nothing is asked.
    """
    title = clean(plan.title, LONGEST_TITLE, "title")
    drafts = [check_draft(draft) for draft in plan.questions]
    if not 1 <= len(drafts) <= MOST_QUESTIONS:
        raise NotAnAnswer(
            f"The workshop asks {len(drafts)} questions. Choose at least one, and up to "
            f"{MOST_QUESTIONS}."
        )
    if plan.closes_at is not None and plan.closes_at <= clock.now():
        raise NotAnAnswer("The closing time has passed. Choose a later one, or none.")
    secret = tokens.make_secret()
    for attempt in range(_TRIES):
        try:
            return _store(database, plan, title, drafts, secret)
        except sa.exc.IntegrityError:
            # The code is taken, one time in millions.
            if attempt == _TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _store(
    database: Database, plan: Plan, title: str, drafts: list[QuestionDraft], secret: str
) -> Created:
    with database.writing() as connection:
        values = {
            "code": tokens.make_code(),
            "facilitator_hash": tokens.hash_secret(secret),
            "results_hash": tokens.hash_secret(tokens.derive_results_token(secret)),
            "title": title,
            "area": plan.area,
            "current": 0,
            "created_at": clock.now(),
            "closes_at": plan.closes_at,
        }
        inserted = connection.execute(sa.insert(WORKSHOP).values(values).returning(WORKSHOP.c.id))
        number = inserted.scalar_one()
        insert_questions(connection, number, drafts)
        (workshop,) = reading.read_workshops(connection, WORKSHOP.c.id == number)
    return Created(workshop, secret)


def find_by_code(database: Database, text: str) -> Workshop:
    """The workshop with a join code. Raises UnknownRoom."""
    code = tokens.read_code(text)
    if code is None:
        raise UnknownRoom(text)
    with database.reading() as connection:
        workshops = reading.read_workshops(connection, WORKSHOP.c.code == code)
    if not workshops:
        raise UnknownRoom(text)
    return workshops[0]


def find_by_secret(database: Database, secret: str) -> Workshop:
    """The workshop that a facilitator's secret leads. Raises WrongLink."""
    return _find_by_token(database, secret, WORKSHOP.c.facilitator_hash, "facilitator’s link")


def find_by_results(database: Database, token: str) -> Workshop:
    """The workshop of a results link. Raises WrongLink."""
    return _find_by_token(database, token, WORKSHOP.c.results_hash, "results link")


def _find_by_token(
    database: Database, secret: str, column: sa.Column[str], what: str, /
) -> Workshop:
    if not tokens.is_secret(secret):
        raise WrongLink(what)
    with database.reading() as connection:
        row = connection.execute(
            sa.select(WORKSHOP.c.id, column).where(column == tokens.hash_secret(secret))
        ).first()
        if row is None or not tokens.is_same_secret(secret, row[1]):
            raise WrongLink(what)
        workshops = reading.read_workshops(connection, WORKSHOP.c.id == row[0])
    if not workshops:
        # It was deleted between the two questions.
        raise WrongLink(what)
    return workshops[0]


def list_live(database: Database) -> dict[int, Room]:
    """Every workshop that is running, by number, with what may be seen of it.

    One reading for the whole process, however many people look on.
    """
    now = clock.now()
    running = sa.and_(
        WORKSHOP.c.ended_at.is_(None),
        sa.or_(WORKSHOP.c.closes_at.is_(None), WORKSHOP.c.closes_at > now - _ANSWERING),
        WORKSHOP.c.created_at > now - clock.DAY,
    )
    with database.reading() as connection:
        return {
            room_now.workshop.id: room_now
            for room_now in reading.read_rooms(connection, running, all_=False)
        }


def load_room(database: Database, workshop: int, *, all_: bool = False) -> Room:
    """One workshop as it is now; with ``all_`` every answer, for its facilitator.

    Raises:
        WrongLink: when it has been deleted.
    """
    with database.reading() as connection:
        rooms_found = reading.read_rooms(connection, WORKSHOP.c.id == workshop, all_=all_)
    if not rooms_found:
        raise WrongLink("link")
    return rooms_found[0]


def list_notices(database: Database, since: int) -> list[str]:
    """What every facilitator must know, such as that a damaged database was put aside."""
    with database.reading() as connection:
        return reading.read_notices(connection, since)


def delete_old(database: Database, days: int = KEPT_DAYS) -> int:
    """Delete workshops older than so many days; how many were deleted.

    A workshop is marked when it is first found too old, and deleted when it still is a day later:
    a clock that jumps ahead by mistake deletes nothing.
    """
    now = clock.now()
    too_old = WORKSHOP.c.created_at < now - days * clock.DAY
    with database.writing() as connection:
        sound = sa.update(WORKSHOP).where(~too_old, WORKSHOP.c.expired_at.is_not(None))
        connection.execute(sound.values(expired_at=None))
        gone = connection.execute(
            sa.delete(WORKSHOP).where(too_old, WORKSHOP.c.expired_at <= now - clock.DAY)
        )
        mark = sa.update(WORKSHOP).where(too_old, WORKSHOP.c.expired_at.is_(None))
        connection.execute(mark.values(expired_at=now))
    return int(gone.rowcount)
