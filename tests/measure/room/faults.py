"""Every fault a room may meet, one after the other, with a table of what was found.

    python -m tests.measure.room.faults      (make measure WHAT=room-faults)

It takes about eight minutes, of which two are a cut connection. Two of the faults mount a small
disk in memory and need root; where that cannot be had they count as failed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.measure.room import connection_faults as connection
from tests.measure.room import storage_faults as storage
from tests.measure.written import MEASURED, write_report

TITLE = "# A room under faults"


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


def main() -> int:
    """Exit status 0 when everything held, else 1; prints the table and writes it to docs."""
    head = "| fault | result | what was found | s |\n| --- | --- | --- | --- |"
    print(head, flush=True)
    rows, all_held = [], True
    for fault in FAULTS:
        held, row = outcome(fault)
        all_held = all_held and held
        rows.append(row)
        print(row, flush=True)
    write_report(MEASURED / "room-faults.md", "\n".join([TITLE, "", head, *rows]))
    return 0 if all_held else 1


if __name__ == "__main__":
    sys.exit(main())
