"""Questions with options and an order of their own, guessed figures, and the list of words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add four columns; questions made before keep their order and have no options."""
    switched_on = sa.Column("uses_word_list", sa.Boolean, nullable=False, server_default=sa.true())
    op.add_column("workshop", switched_on)
    op.add_column("question", sa.Column("rank", sa.Integer, nullable=False, server_default="0"))
    op.add_column("question", sa.Column("options", sa.Text, nullable=False, server_default="[]"))
    op.add_column("ballot", sa.Column("figure", sa.Float))
    question = sa.table("question", sa.column("rank"), sa.column("position"))
    op.execute(sa.update(question).values(rank=question.c.position))
