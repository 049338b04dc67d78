"""The file of a SQLite database: whose turn it is, whether it is sound, and putting it aside."""

from __future__ import annotations

import secrets
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """No other process opens, migrates or replaces the file while the block runs.

    Raises:
        OSError: when the folder cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.with_name(f"{file.name}.lock").open("a") as lock:
        # Windows knows no such lock: there, run one process on a file.
        if sys.platform != "win32":
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def identity(file: Path | None) -> tuple[int, int] | None:
    """Which file stands at the path now, None when there is none."""
    try:
        found = (file or Path()).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def says_damaged(problem: BaseException | None) -> bool:
    """True when SQLite's error says that the file is not sound."""
    return str(getattr(problem, "sqlite_errorname", "") or "").startswith(_DAMAGED)


def set_aside_if_damaged(file: Path) -> str | None:
    """The new name of a damaged file with its logs, None when the file is sound or absent.

    Nothing is deleted. Call it while ``alone``.
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
