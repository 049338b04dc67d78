"""A test vote: stored, counted and taken back, as the “ready?” check of a facilitator does."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from placelib.workshop import clock
from placelib.workshop.database import Database
from placelib.workshop.errors import NoWorkshops
from placelib.workshop.records import Workshop
from placelib.workshop.tables import VOTER


def try_a_vote(database: Database, workshop: Workshop) -> None:
    """Write a voter who does not exist, find them in a second look, and remove them.

    Nobody sees the vote: it belongs to no question.

    Raises:
        NoWorkshops: when the database cannot be written, or did not keep what it took.
    """
    nobody = f"test {secrets.token_hex(16)}"
    is_nobody = sa.and_(VOTER.c.workshop_id == workshop.id, VOTER.c.voter == nobody)
    row = {"workshop_id": workshop.id, "voter": nobody, "joined_at": clock.now()}
    with database.writing() as connection:
        connection.execute(sa.insert(VOTER).values(row))
    with database.reading() as connection:
        counted = connection.execute(sa.select(sa.func.count()).select_from(VOTER).where(is_nobody))
        votes = counted.scalar_one()
    with database.writing() as connection:
        connection.execute(sa.delete(VOTER).where(is_nobody))
    if votes != 1:
        raise NoWorkshops("did not keep a test vote", "Tell whoever runs this app.")
