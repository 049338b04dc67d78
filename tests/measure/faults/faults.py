"""Brings about every fault on purpose, prints what visitors saw.

    python -m tests.measure.faults.faults                  all faults, then all attacks
    python -m tests.measure.faults.faults memory killed    faults with one of these in their name
    python -m tests.measure.faults.faults attacks briefs   attacks alone, here those of that name

A fault in which a wrong figure could be seen, or nothing but an error page, ends it with status 1.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.measure.faults import attacks, data_file, system
from tests.measure.faults.outcome import Outcome
from tests.measure.written import MEASURED, write_report

IsAsked = Callable[[str], bool]
PAGE = MEASURED / "faults.md"
HEAD = """# Faults

Each brought about on purpose by `make measure WHAT=faults`, on real servers with real sessions, and
what came of it. No row may end in a wrong figure. A row stays until its fault is brought about
again, as by `ARGS=memory`, so rows may be of earlier commits.

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


def outcomes(parts: Sequence[str] = ()) -> Iterator[Outcome]:
    """Every fault in turn; with ``parts`` only those whose name has one of them in it."""

    def is_asked(name: str) -> bool:
        return not parts or any(part in name for part in parts)

    yield from data_file.outcomes(is_asked)
    yield from system.outcomes(is_asked)


def bring_about(faults: Iterator[Outcome]) -> list[Outcome]:
    """All of them; a line is printed as each is done."""
    results = []
    for result in faults:
        results.append(result)
        print(f"{'ok   ' if result.is_well else 'WRONG'} {result.fault}: {result.saw}", flush=True)
    return results


def write_faults(results: list[Outcome]) -> None:
    """The table of faults: what was done, and what visitors saw."""
    cells = {result.fault: f"{result.done} | {result.saw}" for result in results}
    write_report(PAGE, HEAD + "\n".join(join_rows(PAGE, HEAD, cells)) + "\n" + FOOT)


def write_attacks(results: list[Outcome]) -> None:
    """The table of attacks: what was done, what must come of it, and what did."""
    cells = {}
    for result in results:
        attack, _, expected = result.done.partition("; expected: ")
        verdict = "held" if result.is_well else "**failed**"
        cells[result.fault] = f"{attack} | {expected} | {verdict} | {result.saw}"
    write_report(ATTACKS, ATTACKS_HEAD + "\n".join(join_rows(ATTACKS, ATTACKS_HEAD, cells)) + "\n")


def join_rows(page: Path, head: str, cells: Mapping[str, str]) -> list[str]:
    """The rows of a page with those of ``cells`` (by their first cell) in their place or added.

    A row of an earlier report stays where nothing of its name is among the new ones.
    """
    lines = page.read_text("utf-8").splitlines() if page.exists() else []
    heads = set(head.splitlines())
    rows = {line.split(" |")[0]: line for line in lines if line[:2] == "| " and line not in heads}
    rows |= {f"| {name}": f"| {name} | {text} |" for name, text in cells.items()}
    return list(rows.values())


def main(arguments: Sequence[str]) -> int:
    """Write the pages; 1 when anything ended badly.

    Words are parts of the names of the faults to bring about; after the word `attacks` those of
    attacks, and then no other faults.
    """
    began, results = time.monotonic(), []
    is_attack = "attacks" in arguments
    parts = [argument for argument in arguments if argument != "attacks"]
    if not is_attack:
        results = bring_about(outcomes(parts))
        if results:
            write_faults(results)
    if is_attack or not parts:
        attacked = bring_about(attacks.outcomes(parts))
        if attacked:
            write_attacks(attacked)
        results += attacked
    if not results:
        print("Nothing of that name; without words all are brought about.")
        return 2
    print(f"{len(results)} faults in {time.monotonic() - began:.0f} s.")
    return 0 if all(result.is_well for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
