"""A day of the app in an hour: 2,000 visits, 300 uploads, five rooms, new data, one abuser.

    python -m tests.measure.faults.day          in an hour       (make measure WHAT=day)
    python -m tests.measure.faults.day 240      in four minutes  (ARGS=240), for a try

The server has 1,024 descriptors, 1 GB and 200 tasks. What an honest visitor is refused, or told as
an error, is counted; so is every vote, which phones tap on their own pages. An hour is a day 24
times as fast: so many more people are there at once.
"""

from __future__ import annotations

import asyncio
import random
import secrets
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from http.client import HTTPException
from pathlib import Path

from websockets.exceptions import ConnectionClosed, InvalidStatus

from placelib.workshop import rooms
from placelib.workshop.database import Database, find_database_url
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import TIERS, QuestionKind
from placelib.workshop.rooms import Plan
from tests.browser.server import ROOT
from tests.measure.faults.limited import LimitedServer, limited_server
from tests.measure.faults.pages import fetch_page
from tests.measure.load.session import RunFailed, connected
from tests.measure.room import phones
from tests.measure.room.load import differences
from tests.measure.written import MEASURED, write_report
from tests.uploads import made_files as made
from tests.workshop.made_votes import PLACEMENT, POLL

REPORT = MEASURED / "day.md"
SECONDS = 3_600.0
VISITS, UPLOADS, ROOMS, PHONES, SWAPS = 2_000, 300, 5, 40, 6
# The memory is flat where the last third of the day has hardly more than the second.
MOST_GROWTH = 1.1
_LOST = (RunFailed, ConnectionClosed, InvalidStatus, OSError, HTTPException, TimeoutError)
_LINKS = (
    ("place", {"area": "E08000012"}),
    ("place", {"area": "E08000025"}),
    ("trends", {"areas": "E08000012"}),
    ("compare", {}),
    ("map", {}),
    ("quadrant", {"area": "E47000004"}),
    ("authorities", {}),
)


class Day:
    """What happens in the day, and what is counted of it."""

    def __init__(
        self, server: LimitedServer, data: Path, workshops: Path, length: float = SECONDS
    ) -> None:
        """``length`` is how many seconds the day takes."""
        self.server = server
        self.length = length
        self.data = data
        self.workshops = workshops
        self.counts: Counter[str] = Counter()
        self.errors: list[str] = []
        self.seconds: list[float] = []
        self.memory: list[float] = []
        self.tasks: list[int] = []

    async def visit(self, number: int) -> None:
        """An honest visitor: a page or two."""
        chance = random.Random(number)  # noqa: S311
        await asyncio.sleep(chance.random() * self.length * 0.93)
        try:
            async with connected(self.server.url, source=f"127.1.{number % 250}.2") as tab:
                for page, parameters in chance.sample(_LINKS, 1 + (number % 3 == 0)):
                    answer = await tab.open(page, **parameters)
                    self.seconds.append(answer.seconds)
                    await asyncio.sleep(chance.random())
            self.counts["visits"] += 1
        except _LOST as problem:
            self.errors.append(f"visit: {type(problem).__name__} {problem}"[:200])

    async def upload(self, number: int) -> None:
        """An honest visitor with a table of some hundred rows."""
        chance = random.Random(-number)  # noqa: S311
        await asyncio.sleep(chance.random() * self.length * 0.85)
        rows = [["Code", "Name", "Year", "Rate"]] + [
            [code, name, str(year), f"{chance.random() * 100:.1f}"]
            for code, name in made.COUNCILS
            for year in range(1990, 2024)
        ]
        try:
            async with connected(self.server.url, source=f"127.2.{number % 250}.2") as tab:
                await tab.open("quick_view")
                label = next(name for name in tab.labels() if name.startswith("Your table"))
                await tab.upload(label, f"table-{number}.csv", made.csv(rows))
                text = " ".join(tab.texts())
                assert "uploaded, only you see it" in text, text[-200:]
            self.counts["uploads"] += 1
        except (*_LOST, AssertionError) as problem:
            self.errors.append(f"upload: {type(problem).__name__} {problem}"[:200])

    async def lead_room(self, number: int) -> None:
        """A room of phones, each a session that taps the square three times on its own page."""
        await asyncio.sleep((number + 0.2) * self.length * 0.85 / ROOMS)
        database = Database(find_database_url(str(self.workshops)))
        plan = Plan(title=f"Room {number}", area="E47000004", questions=(*PLACEMENT, *POLL))
        created = await asyncio.to_thread(rooms.create, database, plan)
        leading = Facilitator(database, created.secret)
        leading.open(0)
        record = phones.Record()
        source = f"127.3.{number}.2"
        room = phones.phones(PHONES, self.server.url, seed=number)
        await asyncio.gather(
            *(
                phones.vote(phone, created.workshop.code, place * 0.2, record, source=source)
                for place, phone in enumerate(room)
            )
        )
        self.errors += [f"phone: {failure}"[:200] for failure in record.failures]
        self.counts["votes"] += len(record.answers)
        lost, twice = await asyncio.to_thread(
            differences, database, created.workshop, room, QuestionKind.PLACEMENT
        )
        self.counts["votes not stored as sent"] += lost
        self.counts["votes stored twice"] += twice
        database.close()

    async def swap_data(self) -> None:
        """New data arrive: a copy of the file takes the place of the one in use."""
        for number in range(SWAPS):
            await asyncio.sleep(self.length * 0.8 / SWAPS)
            arriving = self.data.with_name(f"arriving-{number}")
            await asyncio.to_thread(shutil.copy, ROOT / "data" / "places.duckdb", arriving)
            arriving.rename(self.data)
            self.counts["swaps"] += 1

    async def abuse(self, until: float) -> None:
        """One machine that opens, drops, loads heavy views, guesses, and asks for odd addresses."""

        async def once(number: int) -> None:
            if number % 3 == 2:
                address = f"{self.server.url}/map?within={number}&indicator={secrets.token_hex(8)}"
                await asyncio.to_thread(fetch_page, address, "127.9.9.9")
                self.counts["abuses"] += 1
                return
            async with connected(self.server.url, source="127.9.9.9") as tab:
                if number % 3 == 0:
                    await tab.open("quadrant", area="E47000004", lens="take")
                else:
                    await tab.open("join", room=f"ZZZ{number % 8 + 2}{number % 7 + 2}Z")
            self.counts["abuses"] += 1

        number = 0
        while time.monotonic() < until:
            number += 1
            try:
                await once(number)
            except _LOST:
                self.counts["abuses refused"] += 1
            await asyncio.sleep(0.05)

    async def look_after(self, until: float) -> None:
        """Put down memory and tasks, once a second."""
        while time.monotonic() < until:
            self.memory.append(self.server.megabytes())
            self.tasks.append(self.server.count_tasks())
            await asyncio.sleep(1)

    async def run(self) -> None:
        """The whole day."""
        until = time.monotonic() + self.length
        work = [self.visit(number) for number in range(VISITS)]
        work += [self.upload(number) for number in range(UPLOADS)]
        work += [self.lead_room(number) for number in range(ROOMS)]
        work += [self.swap_data(), self.abuse(until), self.look_after(until)]
        await asyncio.gather(*work)


def judge(day: Day) -> dict[str, bool]:
    """What has to hold of the day, and whether it did."""
    middle, end = split_memory(day)
    votes_lost = day.counts["votes not stored as sent"] + day.counts["votes stored twice"]
    has_all = all(
        day.counts[name] == number
        for name, number in (
            ("visits", VISITS),
            ("uploads", UPLOADS),
            ("votes", ROOMS * PHONES * len(TIERS)),
            ("swaps", SWAPS),
        )
    )
    return {
        "all that was to happen happened": has_all,
        "the memory is flat": statistics.median(end) <= MOST_GROWTH * statistics.median(middle),
        "the memory stays below 1 GB": max(day.memory) < 1_000,
        "no vote is lost or counted twice": votes_lost == 0,
        "no honest visitor is told an error": not day.errors,
    }


def split_memory(day: Day) -> tuple[list[float], list[float]]:
    """The megabytes of the second and of the last third of the day, once a second."""
    third = len(day.memory) // 3
    return day.memory[third : 2 * third], day.memory[2 * third :]


def describe(day: Day) -> str:
    """The report."""
    middle, end = split_memory(day)
    seconds = sorted(day.seconds)
    names = ("visits", "uploads", "votes", "votes not stored as sent", "votes stored twice")
    names += ("swaps", "abuses", "abuses refused")
    rows = [f"| {name} | {day.counts[name]:,} |" for name in names]
    figures = {
        "seconds to a page, median": f"{seconds[len(seconds) // 2]:.2f}",
        "seconds to a page, 95%": f"{seconds[int(len(seconds) * 0.95)]:.2f}",
        "memory, median of the second third": f"{statistics.median(middle):.0f} MB",
        "memory, median of the last third": f"{statistics.median(end):.0f} MB",
        "memory, most": f"{max(day.memory):.0f} MB",
        "tasks, most": f"{max(day.tasks)}",
        "errors told to honest visitors": f"{len(day.errors)}",
    }
    rows += [f"| {name} | {figure} |" for name, figure in figures.items()]
    told = "".join(f"\n- {error}" for error in day.errors[:10])
    verdicts = "\n".join(
        f"- {'held' if holds else '**failed**'}: {name}" for name, holds in judge(day).items()
    )
    return (
        f"# A day in {day.length / 60:.0f} minutes\n\n"
        f"{VISITS:,} visits, {UPLOADS} uploads, {ROOMS} rooms of {PHONES} phones that vote on "
        f"their own pages, {SWAPS} swaps of the data and one machine that opens, drops, loads "
        "heavy views, guesses codes and asks for odd addresses without pause: a day "
        f"{86_400 / day.length:.0f} times as fast. The server has 1,024 descriptors, 1 GB and 200 "
        f"tasks.\n\n{verdicts}\n\n| what | figure |\n| --- | ---: |\n"
        + "\n".join(rows)
        + "\n"
        + told
    )


def main(arguments: Sequence[str] = ()) -> int:
    """Run the day and write its report; 1 when something of it did not hold.

    A number is how many seconds the day takes; then no report is written.
    """
    length = float(arguments[0]) if arguments else SECONDS
    with tempfile.TemporaryDirectory(prefix="bend-day-") as name:
        data, workshops = Path(name) / "places.duckdb", Path(name) / "workshops.sqlite"
        shutil.copy(ROOT / "data" / "places.duckdb", data)
        environment = {"BEND_DATA": str(data), "BEND_WORKSHOP_DATABASE": str(workshops)}
        with limited_server(environment) as server:
            day = Day(server, data, workshops, length)
            asyncio.run(day.run())
    text = describe(day)
    if not arguments:
        write_report(REPORT, text)
    print(text)
    return 0 if all(judge(day).values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
