"""Brings about every fault on purpose, prints what visitors saw.

    python -m tests.measure.faults.faults      (make measure WHAT=faults)

A fault in which a wrong figure could be seen, or nothing but an error page, ends it with status 1.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from tests.measure.faults import data_file, system
from tests.measure.faults.outcome import Outcome
from tests.measure.written import MEASURED, write_report

PAGE = MEASURED / "faults.md"
HEAD = """# Faults

Each brought about on purpose by `make measure WHAT=faults`, on real servers with real sessions, and
what came of it. No row may end in a wrong figure.

| fault | what was done | what visitors saw |
| --- | --- | --- |
"""
FOOT = """
Faults of the workshops' own database are brought about in `tests/workshop`; damaged uploads in
`tests/uploads`.
"""


def outcomes() -> Iterator[Outcome]:
    """Every fault in turn."""
    yield from data_file.outcomes()
    yield from system.outcomes()


def main() -> int:
    """Print a line as each fault is done, and write the page; 1 when one ended badly."""
    found, began = [], time.monotonic()
    for one in outcomes():
        found.append(one)
        print(f"{'ok   ' if one.is_well else 'WRONG'} {one.fault}: {one.saw}", flush=True)
    rows = [f"| {one.fault} | {one.done} | {one.saw} |" for one in found]
    write_report(PAGE, HEAD + "\n".join(rows) + "\n" + FOOT)
    print(f"{len(found)} faults in {time.monotonic() - began:.0f} s; {PAGE.name} is written.")
    return 0 if all(one.is_well for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
