"""What a server's process has used, read from Linux: processor seconds and memory."""

from __future__ import annotations

import os
import time
from pathlib import Path


def processor_seconds(pid: int) -> float:
    """User and system time of a process and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(int(fields[place]) for place in (11, 12, 13, 14)) / os.sysconf("SC_CLK_TCK")


def read_processor_clock(pid: int) -> float:
    """User and system seconds of a process without its children, to the microsecond.

    ``processor_seconds`` counts in ticks of 10 ms, too coarse for some runs of a page.
    """
    # How Linux names the clock of another process: its number inverted, the kind in three bits, of
    # which 2 is the scheduler's own account (clock_getcpuclockid in the C library does the same).
    return time.clock_gettime((~pid << 3) | 2)


def proportional_megabytes(pid: int) -> float:
    """The memory that the machine gives up for a process (its proportional set), in MB.

    A page of a file that several processes have read counts for each by its share.
    """
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines():
        # “Pss:              169012 kB”
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise LookupError(f"Linux says nothing of the proportional set of process {pid}.")


def memory_megabytes(pid: int) -> float:
    """The memory a process holds (its resident set), in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
