"""A door that can be closed, the network a phone joined from, and when it was taken out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add three columns; workshops made before have an open door and phones of no known network."""
    op.add_column("workshop", sa.Column("door_closed_at", sa.BigInteger))
    op.add_column("voter", sa.Column("network", sa.String(4), nullable=False, server_default=""))
    op.add_column("voter", sa.Column("removed_at", sa.BigInteger))
