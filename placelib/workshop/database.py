"""The workshops' database: SQLite by default, PostgreSQL by address; every fault as a sentence.

SQLite runs with a write-ahead log and ``synchronous=FULL``: what was acknowledged is on the disk.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import ConnectionPoolEntry

from placelib.errors import PlaceError
from placelib.workshop import clock, sqlite_file
from placelib.workshop.errors import DamagedWorkshops, NoWorkshops
from placelib.workshop.migrate import migrate
from placelib.workshop.tables import NOTICE

VARIABLE = "BEND_WORKSHOP_DATABASE"
DEFAULT = Path(__file__).resolve().parents[2] / "var" / "workshops.sqlite"
# A phone’s answer waits so long for the database, then a sentence asks to try again.
WAIT_SECONDS = 10
_TRY_AGAIN = "Try again in a moment."
_TELL = "Tell whoever runs this app."
# Deleted text is overwritten with zeros, not only taken out of the list.
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
_POSTGRESQL = {"postgres", "postgresql", "postgresql+psycopg"}
_ADDRESS = (
    f"Whoever runs this app sets {VARIABLE} to the path of a file, or to an address such as "
    "postgresql://user@host/name."
)


def find_database_url(address: str | None = None) -> sa.URL:
    """The address of the database: ``address``, or BEND_WORKSHOP_DATABASE, or a file in ``var/``.

    It may be the path of a file or an address such as ``postgresql://user@host/name``; the form
    ``postgres://`` that hosts hand out is read as the same.

    Raises:
        NoWorkshops: when it is an address of another kind, or cannot be read.
    """
    text = (address or os.environ.get(VARIABLE) or str(DEFAULT)).strip()
    if "://" not in text:
        return sa.URL.create("sqlite+pysqlite", database=str(Path(text).resolve()))
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError) as problem:
        raise NoWorkshops("has an address that cannot be read", _ADDRESS) from problem
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise NoWorkshops("has an address of another kind", _ADDRESS)
    return url


class Database:
    """An open database of workshops with its tables in place; safe for threads."""

    def __init__(
        self,
        url: sa.URL | None = None,
        wait: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """Open the database, make its tables, and put a damaged SQLite file aside.

        ``wait`` is entered for as long as an answer of the database is waited for.

        Raises:
            NoWorkshops: when it cannot be reached or written.
        """
        self.url = url or find_database_url()
        self._file = Path(self.url.database or "") if self.is_sqlite else None
        self._engine = self._make_engine()
        self._writer = threading.Lock()
        self._wait = wait
        self._open()

    @property
    def is_sqlite(self) -> bool:
        """True for a file, False for a server."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one state of the database for as long as the block runs.

        Raises:
            NoWorkshops: when the database cannot be used now.
            DamagedWorkshops: when it was found damaged and has been put aside.
        """
        with (
            self._wait(),
            self._faults(),
            self._engine.connect() as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection whose changes are all kept when the block ends, or none of them.

        Raises as ``reading`` does; then nothing was kept.
        """
        with self._wait(), self._faults(), self._turn():
            writer = self._engine.execution_options(writes=True)
            with writer.connect() as connection, connection.begin():
                yield connection

    def forget_deleted(self) -> None:
        """Empty SQLite's write-ahead log, so that no file holds what has been deleted.

        A server looks after its own log.
        """
        if self.is_sqlite:
            # Not through a transaction, inside of which SQLite refuses to empty the log.
            with self._faults(), self._turn(), closing(self._engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def delete_old_copies(self, days: int) -> int:
        """Delete damaged files that were set aside more than so many days ago; how many."""
        try:
            return 0 if self._file is None else sqlite_file.delete_old_copies(self._file, days)
        except OSError as problem:
            raise NoWorkshops("has old copies that cannot be deleted", _TELL) from problem

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """SQLite takes one writer at a time: in one process they queue instead of polling."""
        if not self.is_sqlite:
            yield
            return
        if not self._writer.acquire(timeout=2 * WAIT_SECONDS):
            raise NoWorkshops("is busy", _TRY_AGAIN)
        try:
            yield
        finally:
            self._writer.release()

    def _make_engine(self) -> sa.Engine:
        if not self.is_sqlite:
            # A server that is gone, or cut off, says nothing: then what was sent is unanswered.
            waits = {"connect_timeout": WAIT_SECONDS, "tcp_user_timeout": 1000 * WAIT_SECONDS}
            return sa.create_engine(
                self.url, pool_size=10, max_overflow=10, pool_pre_ping=True, connect_args=waits
            )
        engine = sa.create_engine(
            self.url,
            pool_size=10,
            max_overflow=20,
            pool_timeout=WAIT_SECONDS,
            connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", self._set_up_connection)
        event.listen(engine, "checkout", self._check_out)
        event.listen(engine, "begin", _begin)
        return engine

    def _set_up_connection(self, raw: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
        raw.isolation_level = None  # transactions begin where _begin says
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        entry.info["file"] = sqlite_file.identify_file(self._file)

    def _check_out(
        self, _raw: sqlite3.Connection, entry: ConnectionPoolEntry, _proxy: object
    ) -> None:
        """Let go of a connection to a file that another process has put aside."""
        if entry.info.get("file") != sqlite_file.identify_file(self._file):
            raise sa.exc.DisconnectionError

    def _open(self) -> None:
        if self._file is None:
            with self._faults(), self._engine.connect() as connection, connection.begin():
                migrate(connection)
            return
        try:
            with sqlite_file.lock_file(self._file):
                if sqlite_file.is_foreign(self._file):
                    raise NoWorkshops("is named as a file that holds something else", _ADDRESS)
                aside = sqlite_file.set_aside_if_damaged(self._file)
                with self.writing() as connection:
                    migrate(connection)
                    if aside:
                        _note_damage(connection, aside)
                sqlite_file.mark_as_ours(self._file)
        except OSError as problem:
            raise NoWorkshops("cannot be opened or made", _TELL) from problem

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn what the driver raises into sentences; put a damaged file aside."""
        try:
            yield
        except sa.exc.IntegrityError:
            raise
        except sa.exc.TimeoutError as problem:
            raise NoWorkshops("is busy", _TRY_AGAIN) from problem
        except sa.exc.DBAPIError as problem:
            if self._file is not None and sqlite_file.says_damaged(problem.orig):
                raise self._put_aside(self._file) from problem
            raise explain_fault(problem.orig) from problem

    def _put_aside(self, file: Path) -> PlaceError:
        self._engine.dispose()
        try:
            with sqlite_file.lock_file(file):
                aside = sqlite_file.set_aside_if_damaged(file)
        except OSError:
            return NoWorkshops("is damaged and cannot be put aside", _TELL)
        if aside is None:
            return NoWorkshops("was being replaced", _TRY_AGAIN)
        engine = self._make_engine()
        writer = engine.execution_options(writes=True)
        with sqlite_file.lock_file(file), writer.connect() as connection, connection.begin():
            migrate(connection)
            _note_damage(connection, aside)
        self._engine = engine
        return DamagedWorkshops(aside)


def explain_fault(problem: BaseException | None) -> NoWorkshops:
    """The sentence for an error of either driver."""
    name = str(getattr(problem, "sqlite_errorname", "") or "")
    state = str(getattr(problem, "sqlstate", "") or "")
    if name == "SQLITE_FULL" or state == "53100":
        return NoWorkshops("has no room left on its disk", _TELL)
    if name.startswith("SQLITE_READONLY") or state == "25006":
        return NoWorkshops("can be read but not written", _TELL)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or state in ("40P01", "55P03", "40001"):
        return NoWorkshops("is busy", _TRY_AGAIN)
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR")):
        return NoWorkshops("cannot be opened or written", _TELL)
    return NoWorkshops("does not answer", f"{_TRY_AGAIN} If it stays so, tell whoever runs it.")


def _begin(connection: sa.Connection) -> None:
    # A writer takes the lock at once: one that read first could not have it any more.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _note_damage(connection: sa.Connection, aside: str) -> None:
    message = str(DamagedWorkshops(aside))
    connection.execute(sa.insert(NOTICE).values(said_at=clock.now(), text=message))
