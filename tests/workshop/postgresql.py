"""A real PostgreSQL server of the tests' own, on loopback, for as long as a test session runs."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from placelib.workshop.tables import METADATA
from tests import debian

USER = "postgres"


class NoPostgreSQL(RuntimeError):
    """There is no PostgreSQL here and it could not be installed."""


def programs() -> Path:
    """The folder of initdb and pg_ctl; installs Debian's package where it is absent.

    Raises:
        NoPostgreSQL: when it could not be installed.
    """
    if debian.found("initdb") is None:
        debian.install("postgresql")
    found = debian.found("initdb")
    if found is None:
        raise NoPostgreSQL("Install PostgreSQL, as with `apt-get install postgresql`.")
    return Path(found).resolve().parent


@contextmanager
def server() -> Iterator[sa.URL]:
    """The address of a fresh server that nobody else uses; stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="bend-postgresql-"))
    data, bin_ = folder / "data", programs()
    # initdb refuses to run as root.
    is_root = os.geteuid() == 0
    owner = USER if is_root else pwd.getpwuid(os.geteuid()).pw_name
    if is_root:
        shutil.chown(folder, USER)
    port = _free_port()

    def run(*command: str) -> None:
        done = subprocess.run(
            command,
            user=USER if is_root else None,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if done.returncode:
            raise NoPostgreSQL(f"{command[0]} failed: {done.stdout}{done.stderr}")

    run(str(bin_ / "initdb"), "-D", str(data), "-U", owner, "-A", "trust", "-E", "UTF8", "-N")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    control = str(bin_ / "pg_ctl")
    log = str(folder / "log")
    run(control, "-D", str(data), "-l", log, "-w", "-t", "60", "-o", options, "start")
    try:
        yield sa.URL.create(
            "postgresql+psycopg", username=owner, host="127.0.0.1", port=port, database="postgres"
        )
    finally:
        run(control, "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(server_url: sa.URL) -> Iterator[sa.URL]:
    """The address of an empty database on the server."""
    name = f"test_{secrets.token_hex(6)}"
    engine = sa.create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield server_url.set(database=name)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


def empty_tables(url: sa.URL) -> None:
    """Take every row out of a database of workshops; its tables and their migrations stay."""
    engine = sa.create_engine(url)
    names = ", ".join(table.name for table in METADATA.sorted_tables)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    engine.dispose()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
