"""The first tables: workshops, questions, voters, ballots, words, resets, notices."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    _workshops()
    _answers()
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("said_at", sa.BigInteger, nullable=False),
        sa.Column("text", sa.String(400), nullable=False),
        sqlite_autoincrement=True,
    )


def _workshops() -> None:
    op.create_table(
        "workshop",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(6), nullable=False, unique=True),
        sa.Column("facilitator_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("results_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("area", sa.String(9), nullable=False),
        sa.Column("current", sa.Integer, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("closes_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("expired_at", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "question",
        _workshop_key(),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("prompt", sa.String(200), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("revealed", sa.Boolean, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
    )
    op.create_table(
        "voter",
        _workshop_key(),
        sa.Column("voter", sa.String(64), primary_key=True),
        sa.Column("joined_at", sa.BigInteger, nullable=False),
    )


def _answers() -> None:
    op.create_table(
        "ballot",
        sa.Column("workshop_id", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("epoch", sa.Integer, primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("voter", sa.String(64), primary_key=True),
        sa.Column("item", sa.String(24), primary_key=True),
        sa.Column("across", sa.Integer),
        sa.Column("up", sa.Integer),
        sa.Column("choice", sa.Integer),
        _question_key(),
    )
    op.create_table(
        "words",
        sa.Column("workshop_id", sa.Integer, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("epoch", sa.Integer, primary_key=True),
        sa.Column("voter", sa.String(64), primary_key=True),
        sa.Column("text", sa.String(280), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        _question_key(),
    )
    op.create_table(
        "reset",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("workshop_id", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("from_epoch", sa.Integer, nullable=False),
        sa.Column("to_epoch", sa.Integer, nullable=False),
        sa.Column("from_round", sa.Integer, nullable=False),
        sa.Column("reset_at", sa.BigInteger, nullable=False),
        sa.Column("undone_at", sa.BigInteger),
        _question_key(),
        sqlite_autoincrement=True,
    )


def _workshop_key() -> sa.Column[int]:
    whose = sa.ForeignKey("workshop.id", ondelete="CASCADE")
    return sa.Column("workshop_id", sa.Integer, whose, primary_key=True)


def _question_key() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workshop_id", "position"],
        ["question.workshop_id", "question.position"],
        ondelete="CASCADE",
    )
