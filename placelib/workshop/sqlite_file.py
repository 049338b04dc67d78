"""The file of a SQLite database: whose it is, whose turn it is, setting it aside when damaged."""

from __future__ import annotations

import os
import secrets
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TextIO

if sys.platform != "win32":
    import fcntl

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
# What the lock beside a file says once the file has been ours: even a file that was overwritten
# with something else is then known to be ours, and set aside instead of being refused.
_MARK = "Bend the Line workshops\n"
# Answers are nobody's business but the app's: only its user may read and write the files.
_OWNER_ONLY = 0o600


@contextmanager
def lock_file(file: Path) -> Iterator[None]:
    """No other process opens, migrates or replaces the file while the block runs.

    Raises:
        OSError: when the folder cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with _open_lock(file) as lock:
        # Windows knows no such lock: there, run one process on a file.
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _open_lock(file: Path) -> TextIO:
    path = file.with_name(f"{file.name}.lock")
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, _OWNER_ONLY), "a+")


def mark_as_ours(file: Path) -> None:
    """Write into the lock that the file has been ours, and let only this user read it."""
    with _open_lock(file) as lock:
        lock.seek(0)
        if lock.read() != _MARK:
            lock.truncate(0)
            lock.write(_MARK)
    for ending in ("", "-wal", "-shm", ".lock"):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.chmod(_OWNER_ONLY)


def is_foreign(file: Path) -> bool:
    """True for a file that holds something and was never a database of workshops.

    So a copy of places.duckdb or another program's SQLite file is neither renamed nor written to.
    """
    lock = file.with_name(f"{file.name}.lock")
    if not file.exists() or file.stat().st_size == 0:
        return False
    if lock.exists() and lock.read_text(encoding="utf-8", errors="replace") == _MARK:
        return False
    try:
        with closing(sqlite3.connect(file, timeout=10)) as connection:
            # Schema, name, type and more of each table; SQLite's own begin with its name.
            tables = connection.execute("PRAGMA table_list").fetchall()
            names = {name for _, name, *_ in tables if not name.startswith("sqlite_")}
    except sqlite3.DatabaseError as problem:
        return says_damaged(problem)
    return bool(names) and "alembic_version" not in names


def delete_old_copies(file: Path, days: int) -> int:
    """Delete damaged copies that were set aside more than so many days ago; how many there were."""
    limit = time.time() - days * 86_400
    count = 0
    # Such as workshops.sqlite.damaged-1f2e3d4c and its -wal and -shm.
    for copy in file.parent.glob(f"{file.name}.damaged-*"):
        # When it was set aside: renaming changes the time of the entry, not that of the content.
        if copy.stat().st_ctime < limit:
            copy.unlink(missing_ok=True)
            count += copy.name.endswith(("-wal", "-shm")) is False
    return count


def identify_file(file: Path | None) -> tuple[int, int] | None:
    """Which file stands at the path now, None when there is none."""
    try:
        status = (file or Path()).stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def says_damaged(problem: BaseException | None) -> bool:
    """True when SQLite's error says that the file is not sound."""
    return str(getattr(problem, "sqlite_errorname", "") or "").startswith(_DAMAGED)


def set_aside_if_damaged(file: Path) -> str | None:
    """The new name of a damaged file with its logs, None when the file is sound or absent.

    Nothing is deleted. Call it while ``lock_file``.
    """
    if not file.exists() or _is_sound(file):
        return None
    name = f"{file.name}.damaged-{secrets.token_hex(4)}"
    for ending in ("", "-wal", "-shm"):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.rename(file.with_name(name + ending))
    return name


def _is_sound(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file, timeout=10)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)])
    except sqlite3.DatabaseError as problem:
        # Busy, read-only or unreadable is not damaged.
        return not says_damaged(problem)
