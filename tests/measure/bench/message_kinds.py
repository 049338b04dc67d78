"""Measures what a message of each kind adds to a run, alone: `python -m …bench.message_kinds`.

Part of `make measure WHAT=bench`; by itself it prints its table. Beside each other: Streamlit as
it comes, and with what `placelib/ui/run_costs.py` spares it.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.server import ROOT, Server, running
from tests.measure.bench import message_kinds_app
from tests.measure.bench.server_side import rerun_often
from tests.measure.load.session import connected

# So many of a kind on a page, and the least of so many blocks of so many runs of it.
COUNT = 40
BLOCKS, RUNS = 8, 5
NOTHING = "nothing"
ABOUT_MESSAGES = (
    "What one element adds to a run, in processor time of the server's process: a page of {count} "
    "of a kind less a page of none, by {count}; the least of {blocks} blocks of {runs} runs, in "
    "turns. "
    "Streamlit as it comes, and as it runs here (placelib/ui/run_costs.py), behind the same tuned "
    "server. Every element is one message; in these runs nothing has changed, so here none is sent "
    "again but that of a button for a file."
)


@dataclass(frozen=True)
class KindCost:
    """Milliseconds that an element of a kind adds: to Streamlit's own runs, and to those here."""

    plain: float
    here: float


def measure_message_kinds() -> dict[str, KindCost]:
    """What an element of each kind adds to a run, and what a run of nothing costs."""
    with _serving(is_plain=True) as plain, _serving(is_plain=False) as here:
        return asyncio.run(_measure_kinds(plain, here))


def write_kind_table(costs: Mapping[str, KindCost]) -> list[str]:
    """A row a kind: both costs, and the one here as a share of a run of nothing."""
    base = costs[NOTHING].here
    lines = [
        "| Element | Streamlit alone | Here | Beside a run of nothing |",
        "| --- | ---: | ---: | ---: |",
    ]
    for kind, cost in costs.items():
        lines.append(
            f"| {kind} | {cost.plain:.3f} ms | {cost.here:.3f} ms | {cost.here / base:.2f} |"
        )
    return lines


def describe_kinds() -> str:
    """How the table was measured."""
    return ABOUT_MESSAGES.format(count=COUNT, blocks=BLOCKS, runs=RUNS)


@contextmanager
def _serving(*, is_plain: bool) -> Iterator[Server]:
    """A server of the app of one kind, with our configuration, for as long as the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / ".streamlit", Path(folder) / ".streamlit")
        app = Path(shutil.copy(message_kinds_app.__file__, folder))
        environment = {"PYTHONPATH": str(ROOT), "BENCH_PLAIN": "1" if is_plain else ""}
        with running(app, environment=environment) as server:
            yield server


async def _measure_kinds(plain: Server, here: Server) -> dict[str, KindCost]:
    nothing = await _measure_run(plain, here, "", 0)
    costs = {NOTHING: nothing}
    for kind in message_kinds_app.KINDS:
        run = await _measure_run(plain, here, kind, COUNT)
        costs[kind] = KindCost(
            (run.plain - nothing.plain) / COUNT, (run.here - nothing.here) / COUNT
        )
    return costs


async def _measure_run(plain: Server, here: Server, kind: str, count: int) -> KindCost:
    """What a run with so many of a kind costs: the least of blocks, the two servers in turns."""
    servers = (plain, here)
    async with connected(plain.url) as plain_tab, connected(here.url) as tab_here:
        tabs = (plain_tab, tab_here)
        for tab in tabs:
            await tab.open("", kind=kind, count=str(count))
            for _ in range(RUNS):
                await tab.rerun()
        costs: tuple[list[float], list[float]] = ([], [])
        for _ in range(BLOCKS):
            for server, tab, taken in zip(servers, tabs, costs, strict=True):
                taken.append((await rerun_often(server, tab, RUNS)).milliseconds)
    return KindCost(min(costs[0]), min(costs[1]))


def main() -> int:
    """Print the table."""
    print("\n".join((*write_kind_table(measure_message_kinds()), "", describe_kinds())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
