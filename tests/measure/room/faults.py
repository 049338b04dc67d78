"""Every fault a room may meet, one after the other, with a table of what was found.

    python -m tests.measure.room.faults      (make measure WHAT=room-faults)
    python -m tests.measure.room.faults 129  (ARGS=129: those with 129 in their name)

It takes about eight minutes, of which two are a cut connection. Two of the faults mount a small
disk in memory and need root; where that cannot be had they count as failed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.measure.room import connection_faults as connection
from tests.measure.room import storage_faults as storage
from tests.measure.written import MEASURED, write_report

TITLE = "# A room under faults"
REPORT = MEASURED / "room-faults.md"


@dataclass(frozen=True)
class Fault:
    """One fault: its name, and what brings it about in a folder and returns what was found."""

    name: str
    bring_about: Callable[[Path], str]


FAULTS = (
    Fault("killed while writing, 50 times", storage.killed_while_writing),
    Fault("two processes on one SQLite file", storage.two_processes),
    Fault("disk full", storage.disk_full),
    Fault("file system turns read-only", storage.read_only_system),
    Fault("database file damaged", storage.damaged_file),
    Fault("clock jumps", storage.clock_jump),
    Fault("the same vote sent many times at once", storage.double_submit),
    Fault("app killed and restarted while 30 vote", connection.restart_while_voting),
    Fault("129 phones drop together", connection.all_drop_together),
    Fault("connection cut for 5 s", partial(connection.cut_while_writing, seconds=5)),
    Fault("connection cut for 130 s", partial(connection.cut_while_writing, seconds=130)),
)


def outcome(fault: Fault) -> tuple[bool, str]:
    """Whether what must hold held, and a row of the table."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bend-room-") as folder:
        try:
            said, held = fault.bring_about(Path(folder)), True
        except (AssertionError, OSError, subprocess.SubprocessError) as problem:
            said, held = f"{type(problem).__name__}: {problem}".splitlines()[0], False
    result = "held" if held else "**failed**"
    return held, f"| {fault.name} | {result} | {said} | {time.monotonic() - began:.0f} |"


def read_rows() -> dict[str, str]:
    """The rows of the last report, by the name of their fault."""
    lines = REPORT.read_text("utf-8").splitlines() if REPORT.exists() else []
    names = {fault.name for fault in FAULTS}
    return {
        name: line for line in lines if (name := line.removeprefix("| ").split(" |")[0]) in names
    }


def main(arguments: Sequence[str]) -> int:
    """Exit status 0 when everything held, else 1; prints the table and writes it to docs.

    With a part of a fault's name only that fault is brought about, and its row is written anew.
    """
    chosen = [fault for fault in FAULTS if all(part in fault.name for part in arguments)]
    head = "| fault | result | what was found | s |\n| --- | --- | --- | --- |"
    print(head, flush=True)
    rows, all_held = read_rows(), True
    for fault in chosen:
        held, rows[fault.name] = outcome(fault)
        all_held = all_held and held
        print(rows[fault.name], flush=True)
    ordered = [rows[fault.name] for fault in FAULTS if fault.name in rows]
    write_report(REPORT, "\n".join([TITLE, "", head, *ordered]))
    return 0 if all_held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
