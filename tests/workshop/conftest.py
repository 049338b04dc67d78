"""Every test that asks for ``database`` runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from placelib.workshop import rooms
from placelib.workshop.database import Database, find_database_url
from placelib.workshop.records import Created
from placelib.workshop.rooms import Plan
from tests.workshop import postgresql
from tests.workshop.made_votes import EVERY_KIND


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[sa.URL]:
    """One server for the whole session."""
    with postgresql.server() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_with_tables(postgresql_server: sa.URL) -> Iterator[sa.URL]:
    """A database on that server with the workshops' tables, which each test leaves empty."""
    with postgresql.new_database(postgresql_server) as address:
        Database(address).close()
        yield address


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a file with the workshops' tables and no rows, for tests to copy."""
    folder = tmp_path_factory.mktemp("empty workshops")
    address = _address_file(folder)
    Database(address).close()
    return folder / "room"


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The two kinds of database."""
    return str(request.param)


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.URL]:
    """The address of a database of each kind without any table."""
    if kind == "sqlite":
        yield _address_file(tmp_path)
        return
    with postgresql.new_database(request.getfixturevalue("postgresql_server")) as address:
        yield address


@pytest.fixture
def database(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An open database of each kind whose tables are empty."""
    if kind == "sqlite":
        address = _address_file(tmp_path)
        shutil.copytree(request.getfixturevalue("sqlite_with_tables"), tmp_path / "room")
    else:
        address = request.getfixturevalue("postgresql_with_tables")
    opened = Database(address)
    yield opened
    opened.close()
    if kind == "postgresql":
        postgresql.empty_tables(address)


def _address_file(folder: Path) -> sa.URL:
    return find_database_url(str(folder / "room" / "workshops.sqlite"))


@pytest.fixture
def created(database: Database) -> Created:
    """A workshop on Liverpool City Region that asks everything, not yet open."""
    return rooms.create(database, Plan("Seminar in the town hall", "E47000004", EVERY_KIND))
