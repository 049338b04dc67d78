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
    "of a kind less a page of none, by {count}; the least of {blocks} blocks of {runs} runs. "
    "Streamlit as it comes, and as it runs here (placelib/ui/run_costs.py), behind the same tuned "
    "server. Every element is one message."
)


@dataclass(frozen=True)
class KindCost:
    """Milliseconds that an element of a kind adds: to Streamlit's own runs, and to those here."""

    plain: float
    here: float


def measure_message_kinds() -> dict[str, KindCost]:
    """What an element of each kind adds to a run, and what a run of nothing costs."""
    with _serving(is_plain=True) as plain, _serving(is_plain=False) as here:
        by_plain, by_here = (asyncio.run(_measure_kinds(server)) for server in (plain, here))
    return {kind: KindCost(by_plain[kind], by_here[kind]) for kind in by_plain}


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


async def _measure_kinds(server: Server) -> dict[str, float]:
    costs = {NOTHING: await _measure_run(server, "", 0)}
    for kind in message_kinds_app.KINDS:
        costs[kind] = (await _measure_run(server, kind, COUNT) - costs[NOTHING]) / COUNT
    return costs


async def _measure_run(server: Server, kind: str, count: int) -> float:
    """The milliseconds of processor time of a run with so many of a kind: the least of blocks."""
    async with connected(server.url) as tab:
        await tab.open("", kind=kind, count=str(count))
        for _ in range(RUNS):
            await tab.rerun()
        costs = [await rerun_often(server, tab, RUNS) for _ in range(BLOCKS)]
    return min(cost.milliseconds for cost in costs)


def main() -> int:
    """Print the table."""
    print("\n".join((*write_kind_table(measure_message_kinds()), "", describe_kinds())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
