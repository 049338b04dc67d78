"""Brings about every fault on purpose, prints what visitors saw.

    python -m tests.measure.faults.faults      (make measure WHAT=faults, ARGS=attacks for attacks)

A fault in which a wrong figure could be seen, or nothing but an error page, ends it with status 1.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence

from tests.measure.faults import attacks, data_file, system
from tests.measure.faults.outcome import Outcome
from tests.measure.written import MEASURED, write_report

PAGE = MEASURED / "faults.md"
HEAD = """# Faults

Each brought about on purpose by `make measure WHAT=faults`, on real servers with real sessions, and
what came of it. No row may end in a wrong figure.

| fault | what was done | what visitors saw |
| --- | --- | --- |
"""
ATTACKS = MEASURED / "attacks.md"
ATTACKS_HEAD = """# Attacks

One bad client against a server that the system itself holds to 1,024 descriptors, 1 GB of memory
and 200 tasks, children included; brought about by `make measure WHAT=faults ARGS=attacks`. What can
be shown without a server is in `tests/server`, `tests/workshop` and `tests/uploads`. A row stays
until its attack is brought about again, so rows may be of earlier commits.

| attack | what was done | expected | | what came of it |
| --- | --- | --- | --- | --- |
"""
FOOT = """
Faults of the workshops' own database are brought about in `tests/workshop`; damaged uploads in
`tests/uploads`.
"""


def outcomes() -> Iterator[Outcome]:
    """Every fault in turn."""
    yield from data_file.outcomes()
    yield from system.outcomes()


def bring_about(faults: Iterator[Outcome]) -> list[Outcome]:
    """All of them; a line is printed as each is done."""
    results = []
    for result in faults:
        results.append(result)
        print(f"{'ok   ' if result.is_well else 'WRONG'} {result.fault}: {result.saw}", flush=True)
    return results


def write_attacks(results: list[Outcome]) -> None:
    """The table of attacks: what was done, what must come of it, and what did.

    A row of an earlier report stays where its attack is not among the results.
    """
    lines = ATTACKS.read_text("utf-8").splitlines() if ATTACKS.exists() else []
    heads = set(ATTACKS_HEAD.splitlines())
    rows = {line.split(" |")[0]: line for line in lines if line[:2] == "| " and line not in heads}
    for result in results:
        attack, _, expected = result.done.partition("; expected: ")
        verdict = "held" if result.is_well else "**failed**"
        name = f"| {result.fault}"
        rows[name] = f"{name} | {attack} | {expected} | {verdict} | {result.saw} |"
    write_report(ATTACKS, ATTACKS_HEAD + "\n".join(rows.values()) + "\n")


def main(arguments: Sequence[str]) -> int:
    """Write the pages, `attacks` only that one; 1 when anything ended badly.

    Words after `attacks` are parts of the names of those that are to be brought about.
    """
    began, results = time.monotonic(), []
    if "attacks" not in arguments:
        results = bring_about(outcomes())
        rows = [f"| {result.fault} | {result.done} | {result.saw} |" for result in results]
        write_report(PAGE, HEAD + "\n".join(rows) + "\n" + FOOT)
    attacked = bring_about(attacks.outcomes(arguments[1:]))
    write_attacks(attacked)
    results += attacked
    print(f"{len(results)} faults in {time.monotonic() - began:.0f} s.")
    return 0 if all(result.is_well for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
