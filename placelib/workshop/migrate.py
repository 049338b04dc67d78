"""Brings the workshops' database to the present version of its tables."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from placelib.workshop.errors import NoWorkshops

FOLDER = Path(__file__).parent / "migrations"
# Any number, as long as no other program locks the same one on the same server.
_LOCK = 20_231_101


def migrate(connection: sa.Connection) -> None:
    """Run every migration that is missing, in the transaction that the connection has begun.

    The transaction must hold SQLite's write lock; on PostgreSQL an advisory lock is taken here. So
    of two processes that start at once, one migrates and the other finds it done.

    Raises:
        NoWorkshops: when the database is newer than this program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    revisions = {revision.revision for revision in scripts.walk_revisions()}
    now = MigrationContext.configure(connection).get_current_revision()
    if now == scripts.get_current_head():
        return
    if now is not None and now not in revisions:
        raise NoWorkshops(
            "was made by a newer version of this app",
            "Start that version, or name another database in BEND_WORKSHOP_DATABASE.",
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
