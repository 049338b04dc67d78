"""Measures two checkouts of this app in one run: `make measure WHAT=before-after`.

python -m tests.measure.bench.before_after ../checkout-of-an-earlier-commit --visits

Reruns on the server are measured in one call and first visits in further ones, each of some pages
if need be, so that no call takes long. Samples of the same two commits are kept in var/ and join.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
from contextlib import AsyncExitStack
from math import comb
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from tests.browser.browsing import chromium
from tests.browser.server import ROOT, Server, running
from tests.measure.bench import measure, server_side
from tests.measure.bench.journeys import VISITS, Landing
from tests.measure.load.process import processor_seconds
from tests.measure.load.session import connected
from tests.measure.machine import machine
from tests.measure.written import MEASURED, write_report

# A page may take this much longer than before.
MOST = 1.05
ROUNDS = 7
# Another program on the machine shows in a whole round and in both checkouts: so many short blocks
# of so many reruns, in turns, are compared in pairs.
BLOCKS, RERUNS = 40, 15
BEFORE, AFTER = "before", "after"
KEPT = ROOT / "var" / "before-after.json"
INTRODUCTION = (
    "Written by `make measure WHAT=before-after`; run it again rather than edit it. Commit "
    "{before} beside {after}, both served on this machine in the same run, in turns. A page may "
    "take at most {most:.0%} longer than before."
)
ABOUT_RERUNS = (
    "Processor time of the server's process for one run of a page with nothing changed, sent over "
    "a websocket without a browser: {blocks} blocks of {reruns} runs on end, the two checkouts in "
    "turns. The ratio is the median of the ratios of two blocks that follow each other, with its "
    "95% interval; the times are the median and the smallest of the blocks. Beside them stand the "
    "messages of one run."
)
ABOUT_VISITS = (
    "From asking for a page to a usable one, with an empty browser at a warm server: the median "
    "with the smallest and the largest behind it. A page is usable once the script has finished, "
    "every chart is drawn, and nothing has changed for 0.3 seconds, which are not counted."
)
# The milliseconds of each measure and page, before and after: {"rerun": {"place": {"before": …}}}.
Samples = dict[str, dict[str, dict[str, list[float]]]]


def take(samples: Samples, kind: str, page: str, when: str, milliseconds: float) -> None:
    """Add one measurement."""
    samples.setdefault(kind, {}).setdefault(page, {}).setdefault(when, []).append(milliseconds)


async def take_reruns(
    samples: Samples, servers: dict[str, Server], pages: list[Landing], blocks: int
) -> None:
    """So many blocks of reruns of every page, the two checkouts in turns."""
    for page in pages:
        async with AsyncExitStack() as stack:
            tabs = {}
            for when, server in servers.items():
                tabs[when] = await stack.enter_async_context(connected(server.url))
                await server_side.open_page(tabs[when], page)
                for _ in range(RERUNS):
                    await tabs[when].rerun()
            for _ in range(blocks):
                for when in in_turn(samples.get("rerun", {}).get(page.name, {})):
                    cost = await server_side.rerun_often(servers[when], tabs[when], RERUNS)
                    take(samples, "rerun", page.name, when, cost.milliseconds)
                    take(samples, "messages", page.name, when, cost.messages)


def take_visits(samples: Samples, servers: dict[str, Server], pages: list[Landing]) -> None:
    """One round of first visits to every page, the two checkouts in turns."""
    with chromium() as browser:
        for page in pages:
            for when in in_turn(samples.get("first visit", {}).get(page.name, {})):
                context = measure.new_context(browser)
                sample = measure.visit(context, servers[when].url, page)
                context.close()
                take(samples, "first visit", page.name, when, sample.milliseconds)


def wait_until_idle(server: Server, limit: float = 120.0) -> None:
    """Return once the server has done what it does in the background after its start.

    Raises:
        TimeoutError: when it is never at rest for as long as ``limit`` seconds.
    """
    ends = time.monotonic() + limit
    before = -1.0
    # At rest for a second: less than three ticks of Linux's clock, of 10 ms each.
    while (spent := processor_seconds(server.process.pid)) - before > 0.03:
        if time.monotonic() > ends:
            raise TimeoutError(f"The server was busy for {limit:.0f} seconds without a visitor.")
        before = spent
        time.sleep(1)


def in_turn(taken: dict[str, list[float]]) -> tuple[str, str]:
    """Which checkout is measured first: the other one than the last time."""
    is_even = len(taken.get(AFTER, ())) % 2 == 0
    return (BEFORE, AFTER) if is_even else (AFTER, BEFORE)


def compare_pages(pages: dict[str, dict[str, list[float]]]) -> list[str]:
    """A table with a row a page: before, after, and the ratio of the medians."""
    lines = ["| Page | Before | After | Ratio | |", "| --- | ---: | ---: | ---: | --- |"]
    for page, times in pages.items():
        before, after = times[BEFORE], times[AFTER]
        ratio = median(after) / median(before)
        lines.append(
            f"| {page} | {_spread(before)} | {_spread(after)} | {ratio:.2f} | {_judge(ratio)} |"
        )
    return lines


def compare_blocks(samples: Samples) -> list[str]:
    """A table with a row a page: before, after, the median ratio of the pairs, and the messages."""
    lines = [
        "| Page | Before | After | Ratio | 95% interval | Messages | |",
        "| --- | ---: | ---: | ---: | --- | ---: | --- |",
    ]
    for page, times in samples["rerun"].items():
        before, after = times[BEFORE], times[AFTER]
        ratios = [new / old for old, new in zip(before, after, strict=True)]
        low, high = find_median_interval(ratios)
        messages = samples["messages"][page]
        lines.append(
            f"| {page} | {_least(before)} | {_least(after)} | {median(ratios):.2f} "
            f"| {low:.2f} to {high:.2f} "
            f"| {median(messages[BEFORE]):.0f} to {median(messages[AFTER]):.0f} "
            f"| {_judge(median(ratios))} |"
        )
    return lines


def find_median_interval(values: list[float]) -> tuple[float, float]:
    """The 95% interval of a median, by the sign test: no shape of their spread is presumed.

    Of five values or fewer it is the smallest and the largest, which hold it less often.
    """
    ordered, count = sorted(values), len(values)
    outside, rank = 0.5**count, 0
    # So many at each end that the median lies further out in at most 2.5% of all draws.
    while rank + 1 < count / 2 and outside + comb(count, rank + 1) * 0.5**count <= 0.025:
        rank += 1
        outside += comb(count, rank) * 0.5**count
    return ordered[rank], ordered[-1 - rank]


def _judge(ratio: float) -> str:
    return "kept" if ratio <= MOST else "**missed**"


def _least(times: list[float]) -> str:
    """The median with the smallest, such as 14.2 ms (least 13.8)."""
    return f"{median(times):.1f} ms (least {min(times):.1f})"


def _spread(times: list[float]) -> str:
    """The median with the smallest and the largest, such as 14.2 ms (13.8 to 15.5)."""
    places = 1 if median(times) < 100 else 0
    low, middle, high = (
        f"{value:,.{places}f}" for value in (min(times), median(times), max(times))
    )
    return f"{middle} ms ({low} to {high})"


def write(samples: Samples, before: str, after: str, out: Path, browser_version: str) -> None:
    """Write the report from all that was measured so far."""
    parts = [
        "# Before and after the house was redrawn",
        INTRODUCTION.format(before=before, after=after, most=MOST - 1),
        f"Measured on {machine(browser_version)}",
    ]
    if "rerun" in samples:
        blocks = min(len(times[AFTER]) for times in samples["rerun"].values())
        about = ABOUT_RERUNS.format(blocks=blocks, reruns=RERUNS)
        parts += ["## Reruns", about, "\n".join(compare_blocks(samples))]
    if "first visit" in samples:
        table = "\n".join(compare_pages(samples["first visit"]))
        parts += ["## First visits", ABOUT_VISITS, table]
    write_report(out, "\n\n".join(parts) + "\n")


def has_page(folder: Path, page: Landing) -> bool:
    """Whether a checkout has the page: one that came later has nothing to stand beside."""
    name = urlsplit(page.path).path.strip("/")
    return not name or (folder / "pages" / f"{name}.py").exists()


def name_commit(folder: Path) -> str:
    """The short hash of a checkout."""
    command = ["git", "-C", str(folder), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def read_samples(commits: list[str]) -> Samples:
    """What earlier calls measured of the same two commits."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    samples: Samples = kept.get("samples", {}) if kept.get("commits") == commits else {}
    return samples


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when both checkouts were measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path, help="a checkout of the earlier commit")
    parser.add_argument("--visits", action="store_true", help="first visits instead of reruns")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--pages", nargs="*", help="only these, by their names in journeys.py")
    parser.add_argument("--out", type=Path, default=MEASURED / "before-after.md")
    given = parser.parse_args(arguments)
    folders = {BEFORE: given.before.resolve(), AFTER: ROOT}
    pages = [
        page
        for page in VISITS
        if (not given.pages or page.name in given.pages) and has_page(folders[BEFORE], page)
    ]
    commits = [name_commit(folder) for folder in folders.values()]
    samples = read_samples(commits)
    with running(folders[BEFORE] / "app.py") as before, running(folders[AFTER] / "app.py") as after:
        servers = {BEFORE: before, AFTER: after}
        for server in servers.values():
            asyncio.run(server_side.warm_up(server, tuple(pages)))
            wait_until_idle(server)
        rounds = given.rounds
        # Spread over the whole run, so that a busy minute falls on no page alone.
        blocks_of_round = max(1, round(BLOCKS / rounds))
        for number in range(rounds):
            print(f"Round {number + 1} of {rounds} ...", file=sys.stderr)
            if given.visits:
                take_visits(samples, servers, pages)
            else:
                asyncio.run(take_reruns(samples, servers, pages, blocks_of_round))
            KEPT.parent.mkdir(exist_ok=True)
            KEPT.write_text(json.dumps({"commits": commits, "samples": samples}), encoding="utf-8")
    with chromium() as browser:
        version = browser.version
    write(samples, commits[0], commits[1], given.out, version)
    print(given.out.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
