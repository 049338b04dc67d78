"""What may befall the database of workshops, brought about for real; each says what was found.

A function here makes the fault, checks what must hold in spite of it, and returns one sentence.
It raises AssertionError when that does not hold.
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from placelib.errors import PlaceError
from placelib.workshop import clock, rooms
from placelib.workshop.database import Database, find_database_url
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import MOST_VOTERS, Created, Workshop
from placelib.workshop.rooms import Plan
from tests.measure.room.writer import phone, vote
from tests.workshop.made_votes import PLACEMENT

PLAN = Plan("A room under test", "E47000004", PLACEMENT)
SEED = 20261125


def opened(file: Path) -> tuple[Database, Created]:
    """A new database in a file, with a workshop whose question is open."""
    database = Database(find_database_url(str(file)))
    created = rooms.create(database, PLAN)
    Facilitator(database, created.secret).open(0)
    return database, created


def kept(database: Database, workshop: Workshop) -> list[tuple[int | None, int | None]]:
    """Where every kept vote of a workshop lies, sorted."""
    room = rooms.load_room(database, workshop.id, all_=True)
    return sorted(((one.across, one.up) for one in room.ballots), key=str)


def killed_while_writing(folder: Path, times: int = 50) -> str:
    """A process that writes votes is killed at a random moment, again and again."""
    file = folder / "killed.sqlite"
    chance = random.Random(SEED)  # noqa: S311
    acknowledged = 0
    for _ in range(times):
        database, created = opened(file)
        child = _writer(file, created.workshop.code, 0, MOST_VOTERS)
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(chance.uniform(0, 0.5))
        child.kill()
        said = [int(line) for line in [first, *child.stdout] if line.endswith("\n")]
        child.wait()
        child.stdout.close()
        ballots = rooms.load_room(database, created.workshop.id, all_=True).ballots
        lost = set(said) - {_number(one.across, one.up) for one in ballots}
        database.close()
        assert said, "The process was killed before it had written."
        assert not lost, f"{len(lost)} acknowledged votes are gone."
        acknowledged += len(said)
    assert _sound(file), "The file is damaged."
    return f"{times} kills; all {acknowledged:,} acknowledged votes are stored; file sound"


def two_processes(folder: Path, each: int = 200) -> str:
    """Two processes vote into one SQLite file at the same time."""
    file = folder / "two.sqlite"
    database, created = opened(file)
    pair = [_writer(file, created.workshop.code, first, each) for first in (0, 5000)]
    said = [one.communicate(timeout=120)[0].split() for one in pair]
    votes = kept(database, created.workshop)
    database.close()
    assert [len(one) for one in said] == [each, each], "A process gave up."
    assert len(votes) == 2 * each, f"{len(votes)} votes are stored."
    return f"{2 * each} votes by two processes at once, each stored once"


def disk_full(folder: Path) -> str:
    """The disk fills up while people vote, and is freed again."""
    with _small_disk(folder / "full") as disk:
        database, created = opened(disk / "w.sqlite")
        taken, refusal = 0, ""
        for number in range(MOST_VOTERS):
            try:
                vote(database, created.workshop, number)
            except PlaceError as problem:
                refusal = str(problem)
                break
            taken = number + 1
        assert "no room left on its disk" in refusal, f"It said: {refusal or 'nothing'}"
        votes = len(kept(database, created.workshop))
        database.close()
        assert votes == taken, f"{taken} were acknowledged and {votes} are stored."
        _mount("-o", "remount,size=4m", str(disk))
        again = Database(find_database_url(str(disk / "w.sqlite")))
        vote(again, created.workshop, taken)
        after = len(kept(again, created.workshop))
        again.close()
    assert after == taken + 1
    return (
        f"{taken:,} votes, then a sentence; nothing lost; the next vote counts once there is room"
    )


def read_only_system(folder: Path) -> str:
    """The file system turns read-only while the app runs."""
    with _small_disk(folder / "ro", "4m") as disk:
        database, created = opened(disk / "w.sqlite")
        vote(database, created.workshop, 1)
        database.close()
        _mount("-o", "remount,ro", str(disk))
        try:
            refusal = _refusal(lambda: Database(find_database_url(str(disk / "w.sqlite"))))
        finally:
            _mount("-o", "remount,rw", str(disk))
        again = Database(find_database_url(str(disk / "w.sqlite")))
        votes = len(kept(again, created.workshop))
        again.close()
    assert votes == 1
    return f"refused with “{refusal}”; the vote before is kept"


def damaged_file(folder: Path) -> str:
    """The middle of the database file is overwritten while the app is down."""
    file = folder / "damaged.sqlite"
    database, created = opened(file)
    for number in range(50):
        vote(database, created.workshop, number)
    database.close()
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    bytes_ = bytearray(file.read_bytes())
    bytes_[4096:-1] = random.Random(SEED).randbytes(len(bytes_) - 4097)  # noqa: S311
    file.write_bytes(bytes_)
    again = Database(find_database_url(str(file)))
    told = rooms.list_notices(again, 0)
    rooms.create(again, PLAN)
    again.close()
    aside = [one.name for one in folder.glob("damaged.sqlite.damaged-*")]
    assert aside, "The damaged file was not put aside."
    assert told, "Nobody is told."
    return "put aside whole, facilitators are told, and new workshops can be made"


def clock_jump(folder: Path) -> str:
    """The clock jumps two years ahead, old workshops are cleared, and it jumps back."""
    file = folder / "clock.sqlite"
    database, created = opened(file)
    vote(database, created.workshop, 1)
    real = clock.now
    try:
        for days in (730, -30):
            clock.now = lambda days=days: real() + days * clock.DAY
            rooms.delete_old(database)
            vote(database, created.workshop, 1)
            vote(database, created.workshop, 2 + abs(days))
    finally:
        clock.now = real
    rooms.delete_old(database)
    votes = len(kept(database, created.workshop))
    database.close()
    assert votes == 3, f"{votes} votes are stored instead of three."
    return "two years ahead and a month back: no workshop deleted, no vote lost or doubled"


def double_submit(folder: Path, threads: int = 16) -> str:
    """One phone sends the same vote many times at once."""
    file = folder / "double.sqlite"
    database, created = opened(file)
    problems: list[Exception] = []

    def send() -> None:
        try:
            vote(database, created.workshop, 7)
        except PlaceError as problem:
            problems.append(problem)

    senders = [threading.Thread(target=send) for _ in range(threads)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    room = rooms.load_room(database, created.workshop.id, all_=True)
    database.close()
    assert not problems, str(problems[0])
    assert (room.joined, len(room.ballots)) == (1, 1)
    return f"sent {threads} times at once by {phone(7)[-1]}: one phone, one vote"


def _number(across: int | None, up: int | None) -> int:
    return (across or 0) + 101 * (up or 0)


def _writer(file: Path, code: str, first: int, count: int) -> subprocess.Popen[str]:
    module = "tests.measure.room.writer"
    command = [sys.executable, "-m", module, str(file), code, str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _sound(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as plain:
        return bool(plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


def _refusal(act: Callable[[], object]) -> str:
    try:
        act()
    except PlaceError as problem:
        return str(problem)
    raise AssertionError("Nothing was refused.")


def _mount(*arguments: str) -> None:
    subprocess.run(["/bin/mount", *arguments], check=True, capture_output=True)


@contextmanager
def _small_disk(folder: Path, size: str = "600k") -> Iterator[Path]:
    """A disk in memory of so many bytes, mounted for as long as the block runs; needs root."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["/bin/umount", "--lazy", str(folder)], check=True)
