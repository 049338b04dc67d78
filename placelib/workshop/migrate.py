"""Brings the workshops' database to the present version of its tables."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from placelib.workshop.errors import NoWorkshops

FOLDER = Path(__file__).parent / "migrations"
# The number of the newest migration, as its file has it.
NEWEST = "0003"
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
    if not _is_newest(connection):
        _run_missing(connection)


def _is_newest(connection: sa.Connection) -> bool:
    """True when the database says that it has the newest tables, as nearly all do.

    Asked without Alembic, which takes 10 MB (ADR 83), of the table in which it keeps this.
    """
    table = "alembic_version"
    if not sa.inspect(connection).has_table(table):
        return False
    version = sa.table(table, sa.column("version_num"))
    return connection.execute(sa.select(version.c.version_num)).scalars().all() == [NEWEST]


def _run_missing(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    revisions = {revision.revision for revision in scripts.walk_revisions()}
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in revisions:
        raise NoWorkshops(
            "was made by a newer version of this app",
            "Start that version, or name another database in BEND_WORKSHOP_DATABASE.",
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
