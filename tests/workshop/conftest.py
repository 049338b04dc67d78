"""Every test that asks for ``database`` runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from placelib.workshop import rooms
from placelib.workshop.database import Database, database_url
from placelib.workshop.records import KINDS, Created
from placelib.workshop.rooms import Plan
from tests.workshop import postgresql


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[sa.URL]:
    """One server for the whole session."""
    with postgresql.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.URL]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield database_url(str(tmp_path / "room" / "workshops.sqlite"))
        return
    with postgresql.new_database(request.getfixturevalue("postgresql_server")) as address:
        yield address


@pytest.fixture
def database(url: sa.URL) -> Iterator[Database]:
    """An open, empty database of each kind."""
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def created(database: Database) -> Created:
    """A workshop on Liverpool City Region that asks everything, not yet open."""
    plan = Plan("Seminar in the town hall", "E47000004", tuple(KINDS), prompt="What would help?")
    return rooms.create(database, plan)
