"""The tables of the workshops' database; the migrations make exactly these.

Times are whole seconds since 1970 in UTC. A vote's place in the tables never depends on the clock.
"""

from __future__ import annotations

import sqlalchemy as sa

METADATA = sa.MetaData()

# One row a workshop. Of its facilitator's and its results link only the hash is kept.
# ``current`` is the position of the question on the phones. ``expired_at`` is when it was first
# found to be past its time, ``door_closed_at`` since when no new phones are let in.
# ``uses_word_list``: letting all texts through holds those with a listed word back.
WORKSHOP = sa.Table(
    "workshop",
    METADATA,
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
    sa.Column("door_closed_at", sa.BigInteger),
    sa.Column("uses_word_list", sa.Boolean, nullable=False, server_default=sa.true()),
    sqlite_autoincrement=True,
)

# One row a question. ``position`` is its number, which answers refer to and which never changes;
# ``rank`` is where it stands in the order, ``options`` a list of texts in JSON. ``epoch`` counts up
# at a reset: only the answers of the present epoch count, so that a reset moves nothing and can be
# undone.
QUESTION = sa.Table(
    "question",
    METADATA,
    sa.Column(
        "workshop_id",
        sa.Integer,
        sa.ForeignKey("workshop.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("prompt", sa.String(200), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("revealed", sa.Boolean, nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("rank", sa.Integer, nullable=False, server_default="0"),
    sa.Column("options", sa.Text, nullable=False, server_default="[]"),
)

# One row a phone that joined. ``voter`` is a hash of the identifier that the phone made itself,
# ``network`` four signs that stand for the range of its address, ``removed_at`` when the
# facilitator took it out.
VOTER = sa.Table(
    "voter",
    METADATA,
    sa.Column(
        "workshop_id",
        sa.Integer,
        sa.ForeignKey("workshop.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("voter", sa.String(64), primary_key=True),
    sa.Column("joined_at", sa.BigInteger, nullable=False),
    sa.Column("network", sa.String(4), nullable=False, server_default=""),
    sa.Column("removed_at", sa.BigInteger),
)

_BALLOT_OF = ("workshop_id", "position")

# One row a voter, question, epoch, round and item: a tier, a lever and a tier, a condition, the
# number of an option, or nothing. ``across`` and ``up`` are 0 to 100; ``choice`` counts from 0;
# ``figure`` is a guess in the unit of its indicator.
BALLOT = sa.Table(
    "ballot",
    METADATA,
    sa.Column("workshop_id", sa.Integer, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("epoch", sa.Integer, primary_key=True),
    sa.Column("round", sa.Integer, primary_key=True),
    sa.Column("voter", sa.String(64), primary_key=True),
    sa.Column("item", sa.String(24), primary_key=True),
    sa.Column("across", sa.Integer),
    sa.Column("up", sa.Integer),
    sa.Column("choice", sa.Integer),
    sa.Column("figure", sa.Float),
    sa.ForeignKeyConstraint(
        _BALLOT_OF, ["question.workshop_id", "question.position"], ondelete="CASCADE"
    ),
)

# One row a voter, question and epoch: a short text, hidden until the facilitator lets it through.
WORDS = sa.Table(
    "words",
    METADATA,
    sa.Column("workshop_id", sa.Integer, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("epoch", sa.Integer, primary_key=True),
    sa.Column("voter", sa.String(64), primary_key=True),
    sa.Column("text", sa.String(280), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.ForeignKeyConstraint(
        _BALLOT_OF, ["question.workshop_id", "question.position"], ondelete="CASCADE"
    ),
)

# One row a reset: from which epoch to which, when, and when it was undone.
RESET = sa.Table(
    "reset",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("workshop_id", sa.Integer, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("from_epoch", sa.Integer, nullable=False),
    sa.Column("to_epoch", sa.Integer, nullable=False),
    sa.Column("from_round", sa.Integer, nullable=False),
    sa.Column("reset_at", sa.BigInteger, nullable=False),
    sa.Column("undone_at", sa.BigInteger),
    sa.ForeignKeyConstraint(
        _BALLOT_OF, ["question.workshop_id", "question.position"], ondelete="CASCADE"
    ),
    sqlite_autoincrement=True,
)

# One row a message to all facilitators, such as that a damaged database was put aside.
NOTICE = sa.Table(
    "notice",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("said_at", sa.BigInteger, nullable=False),
    sa.Column("text", sa.String(400), nullable=False),
    sqlite_autoincrement=True,
)
