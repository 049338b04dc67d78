"""Crowds of visitors on the production server: `make measure WHAT=load`."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from pathlib import Path
from statistics import median

from tests.measure.load import abandoned, room_opening
from tests.measure.load.crowd import Stage, crowd
from tests.measure.load.room_opening import Opening, open_together
from tests.measure.load.servers import serving, several
from tests.measure.machine import machine
from tests.measure.written import MEASURED, write_report

# p95 in milliseconds that a crowd of so many must stay under, on two cores.
AIMS = {100: 150.0, 200: 150.0}
# MB that so many processes may hold at the largest crowd.
MEMORY_AIMS = {1: 450.0, 2: 800.0}
# Seconds for which a server works by itself after its start.
SETTLING = 20.0
# MB that the later half of the abandoned sessions may add.
FLAT = 20.0

INTRODUCTION = (
    "Written by `make measure WHAT=load`; run it again rather than edit it. Visitors are real "
    "websocket sessions that speak Streamlit's protocol, keep what a browser keeps, and check "
    "every answer. They walk five journeys (find a place and learn one thing, read the map, "
    "follow a trend, compare with peers, see the quadrant) with a pause before each step of 0.5 "
    "to 1.5 times the think time. A wait runs from sending a step to the last message of its "
    "answer. The visitors share the machine with the server. With several processes each visitor "
    "stays with one, as behind a proxy with sticky sessions. Memory is the sum of what each "
    "process holds (RSS), and what the aims are held to: code that two of them share, some 90 MB, "
    "counts twice. Beside it stands what the machine gives up for them (PSS), in which it counts "
    "once, and for its share where other programs have read the same libraries, as the visitors "
    "here have some."
)

OPENING = (
    "{phones} phones open the link of a place within {within:.0f} seconds, as in a room where it "
    "is shown. Each asks for the HTML, and then for the files that it names over {connections} "
    "connections while its websocket opens and the page runs. The first picture is there when the "
    "HTML has come, if the page's prerendered copy is in it. The address is new to the server the "
    "first time."
)

LEAVING = (
    "Each opens the page of a place and leaves. Streamlit keeps up to 128 such visits for two "
    "minutes, in case they come back."
)


def table(stages: list[Stage]) -> list[str]:
    """One row a stage."""
    lines = [
        (
            "| Visitors | Processes | Steps/s | p50 | p95 | Aim | Errors | Processor | Memory "
            "| Of the machine |"
        ),
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in stages:
        aim = AIMS.get(one.visitors)
        wanted = f"under {aim:.0f} ms" if aim else "–"
        lines.append(
            f"| {one.visitors} | {one.processes} | {len(one.waits) / one.seconds:.1f} "
            f"| {one.percentile(50):.0f} ms | {one.percentile(95):.0f} ms | {wanted} "
            f"| {len(one.errors)} | {one.processor / one.seconds:.0%} of a core "
            f"| {one.memory_before:.0f} to {one.memory_after:.0f} MB | {one.memory_share:.0f} MB |"
        )
    return lines


def opening_table(openings: list[Opening]) -> list[str]:
    """A row a room: the waits until the first picture, the page and the files, and what went on."""
    lines = [
        (
            "| Address | First picture p50 | p95 | Aim | No picture | Page p50 | p95 | Files p95 "
            "| Errors |"
        ),
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for address, opening in zip(("new", "opened before"), openings, strict=True):
        picture, page = (sorted(waits) for waits in (opening.pictures, opening.pages))
        lines.append(
            f"| {address} | {_middle(picture)} | {room_opening.find_p95(picture):.0f} ms "
            f"| under {room_opening.AIM:.0f} ms | {opening.without_picture} | {_middle(page)} "
            f"| {room_opening.find_p95(page):.0f} ms "
            f"| {room_opening.find_p95(opening.files):.0f} ms | {len(opening.errors)} |"
        )
    return lines


def _middle(waits: list[float]) -> str:
    return f"{median(waits):.0f} ms" if waits else "–"


def memory_table(seen: list[tuple[int, float]]) -> list[str]:
    """Memory by the number of visits so far."""
    lines = ["| Abandoned visits | Memory |", "| ---: | ---: |"]
    return lines + [f"| {sessions:,} | {memory:.0f} MB |" for sessions, memory in seen]


def verdicts(
    stages: list[Stage], seen: list[tuple[int, float]], openings: list[Opening]
) -> list[str]:
    """One sentence an aim: kept or missed, with the figure."""
    lines = [
        f"- {stage.visitors} visitors on {_counted(stage.processes)}: "
        f"p95 {stage.percentile(95):.0f} ms, aim under {AIMS[stage.visitors]:.0f} ms: "
        f"{_kept(kept=stage.percentile(95) < AIMS[stage.visitors] and not stage.errors)}."
        for stage in stages
        if stage.visitors in AIMS
    ]
    for processes, aim in MEMORY_AIMS.items():
        after = [stage.memory_after for stage in stages if stage.processes == processes]
        if after:
            lines.append(
                f"- Memory of {_counted(processes)} at most {max(after):.0f} MB, aim at most "
                f"{aim:.0f} MB: {_kept(kept=max(after) <= aim)}."
            )
    for opening in openings:
        waits = room_opening.find_p95(opening.pictures)
        is_kept = waits < room_opening.AIM and not opening.without_picture and not opening.errors
        lines.append(
            f"- A room that opens one link: p95 to the first picture {waits:.0f} ms, "
            f"{opening.without_picture} without one, aim under {room_opening.AIM:.0f} ms: "
            f"{_kept(kept=is_kept)}."
        )
    grown = abandoned.growth(seen)
    lines.append(
        f"- The later half of {seen[-1][0]:,} abandoned visits added {grown:+.0f} MB, aim at most "
        f"{FLAT:.0f} MB: {_kept(kept=grown <= FLAT)}."
    )
    return lines


def _kept(*, kept: bool) -> str:
    return "kept" if kept else "**missed**"


def _counted(processes: int) -> str:
    return "one process" if processes == 1 else f"{processes} processes"


async def measured(
    visitors: list[int], processes: list[int], think: float, seconds: float
) -> list[Stage]:
    """Every stage, each number of processes on servers of its own."""
    stages = []
    for number in processes:
        with several(number) as servers:
            # What is worked out in the first seconds is not part of any stage.
            await crowd(servers, 5 * number, 0.5, 15.0)
            for size in visitors:
                print(f"{size} visitors on {_counted(number)} ...", file=sys.stderr)
                stages.append(await crowd(servers, size, think, seconds))
                for error in stages[-1].errors[:3]:
                    print(f"  {error}", file=sys.stderr)
    return stages


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when no visitor met an error, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, nargs="+", default=[25, 50, 100, 200])
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--think", type=float, default=6.0, help="seconds between two steps")
    parser.add_argument("--seconds", type=float, default=30.0, help="counted in each stage")
    parser.add_argument("--abandoned", type=int, default=1000, help="visits that are given up")
    parser.add_argument("--out", type=Path, default=MEASURED / "load.md")
    parser.add_argument("--quick", action="store_true", help="a try: nothing is written")
    given = parser.parse_args(arguments)
    if given.quick:
        given.visitors, given.processes, given.seconds, given.abandoned = [25], [1], 10.0, 60
    stages = asyncio.run(measured(given.visitors, given.processes, given.think, given.seconds))
    print("A room opens one link ...", file=sys.stderr)
    phones = 10 if given.quick else room_opening.PHONES
    with serving() as server:
        time.sleep(SETTLING)
        openings = [asyncio.run(open_together(server, phones)) for _ in range(2)]
    print(f"{given.abandoned} abandoned visits ...", file=sys.stderr)
    with serving() as server:
        seen = asyncio.run(
            abandoned.abandon(server, given.abandoned, max(1, given.abandoned // 10))
        )
    parts = [
        "# Many visitors at once",
        INTRODUCTION,
        f"Measured on {machine()}",
        f"Think time {given.think:g} s; {given.seconds:g} s of each stage count.",
        "## Crowds",
        "\n".join(table(stages)),
        "## A room opens one link",
        OPENING.format(
            phones=phones, within=room_opening.WITHIN, connections=room_opening.CONNECTIONS
        ),
        "\n".join(opening_table(openings)),
        "## Visitors who close the tab",
        LEAVING,
        "\n".join(memory_table(seen)),
        "## Aims",
        "\n".join(verdicts(stages, seen, openings)),
    ]
    text = "\n\n".join(parts) + "\n"
    print(text)
    if not given.quick:
        write_report(given.out, text)
    return 1 if any(part.errors for part in (*stages, *openings)) else 0


if __name__ == "__main__":
    sys.exit(main())
