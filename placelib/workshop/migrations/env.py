"""Alembic's entry: runs the migrations on the connection that placelib/workshop/migrate.py has."""

from __future__ import annotations

from alembic import context

from placelib.workshop.tables import METADATA

# The caller has begun a transaction and holds the lock; it also commits.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()
