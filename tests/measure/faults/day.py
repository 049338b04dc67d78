"""A day of the app in five minutes: 2,000 visits, 300 uploads, five rooms, new data, one abuser.

    python -m tests.measure.faults.day      (make measure WHAT=day)

The server has 1,024 descriptors, 1 GB and 200 tasks. What an honest visitor is refused, or told as
an error, is counted; so is every vote. It is a day 360 times as fast: far
more people are there at once than in a day of 24 hours.
"""

from __future__ import annotations

import asyncio
import random
import secrets
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from websockets.exceptions import ConnectionClosed, InvalidStatus

from placelib.workshop import rooms, votes
from placelib.workshop.database import Database, find_database_url
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import Answer
from placelib.workshop.rooms import Plan
from tests.browser.server import ROOT
from tests.measure.faults.limited import LimitedServer, limited_server
from tests.measure.load.session import RunFailed, connected
from tests.measure.written import MEASURED, write_report
from tests.uploads import made_files as made
from tests.workshop.made_votes import PLACEMENT, POLL

REPORT = MEASURED / "day.md"
SECONDS = 240.0
VISITS, UPLOADS, ROOMS, PHONES, SWAPS = 2_000, 300, 5, 40, 6
_LOST = (RunFailed, ConnectionClosed, InvalidStatus, OSError, TimeoutError)
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

    def __init__(self, server: LimitedServer, data: Path, workshops: Path) -> None:
        self.server = server
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
        await asyncio.sleep(chance.random() * SECONDS * 0.93)
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
        await asyncio.sleep(chance.random() * SECONDS * 0.85)
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
        """A room of phones on real sessions; each votes once, as the page's script would."""
        await asyncio.sleep((number + 0.2) * SECONDS * 0.85 / ROOMS)
        database = Database(find_database_url(str(self.workshops)))
        plan = Plan(title=f"Room {number}", area="E47000004", questions=(*PLACEMENT, *POLL))
        created = await asyncio.to_thread(rooms.create, database, plan)
        leading = Facilitator(database, created.secret)
        leading.open(1)

        async def vote(phone: int) -> None:
            await asyncio.sleep(phone * 0.2)
            voter = secrets.token_hex(16)
            try:
                async with connected(self.server.url, source=f"127.3.{number}.2") as tab:
                    await tab.open("join", room=created.workshop.code, me=voter)
                    await asyncio.to_thread(
                        votes.cast, database, created.workshop, voter, 1, [Answer(choice=1)]
                    )
                    await tab.open("join", room=created.workshop.code, me=voter)
                self.counts["votes"] += 1
            except _LOST as problem:
                self.errors.append(f"phone: {type(problem).__name__} {problem}"[:200])

        before = self.counts["votes"]
        await asyncio.gather(*(vote(phone) for phone in range(PHONES)))
        stored = leading.room().answered.get(1, 0)
        self.counts["votes stored"] += stored
        if self.counts["votes"] - before != stored:
            self.errors.append(f"room {number}: {stored} votes stored")
        database.close()

    async def swap_data(self) -> None:
        """New data arrive: a copy of the file takes the place of the one in use."""
        for number in range(SWAPS):
            await asyncio.sleep(SECONDS * 0.8 / SWAPS)
            arriving = self.data.with_name(f"arriving-{number}")
            await asyncio.to_thread(shutil.copy, ROOT / "data" / "places.duckdb", arriving)
            arriving.rename(self.data)
            self.counts["swaps"] += 1

    async def abuse(self, until: float) -> None:
        """One machine that opens, drops, loads heavy views and guesses codes, without pause."""

        async def once(number: int) -> None:
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
        until = time.monotonic() + SECONDS
        work = [self.visit(number) for number in range(VISITS)]
        work += [self.upload(number) for number in range(UPLOADS)]
        work += [self.lead_room(number) for number in range(ROOMS)]
        work += [self.swap_data(), self.abuse(until), self.look_after(until)]
        await asyncio.gather(*work)


def describe(day: Day) -> str:
    """The report."""
    third = len(day.memory) // 3
    middle, end = day.memory[third : 2 * third], day.memory[2 * third :]
    seconds = sorted(day.seconds)
    names = ("visits", "uploads", "votes", "votes stored", "swaps", "abuses", "abuses refused")
    rows = [f"| {name} | {day.counts[name]:,} |" for name in names]
    figures = {
        "seconds to a page, median": f"{seconds[len(seconds) // 2]:.2f}",
        "seconds to a page, 95%": f"{seconds[int(len(seconds) * 0.95)]:.2f}",
        "memory, median of the second third": f"{sorted(middle)[third // 2]:.0f} MB",
        "memory, median of the last third": f"{sorted(end)[len(end) // 2]:.0f} MB",
        "memory, most": f"{max(day.memory):.0f} MB",
        "tasks, most": f"{max(day.tasks)}",
        "errors told to honest visitors, or votes lost": f"{len(day.errors)}",
    }
    rows += [f"| {name} | {figure} |" for name, figure in figures.items()]
    told = "".join(f"\n- {error}" for error in day.errors[:10])
    return (
        "# A day in five minutes\n\n"
        f"{VISITS:,} visits, {UPLOADS} uploads, {ROOMS} rooms of {PHONES} phones, {SWAPS} swaps of "
        "the data and one machine that opens, drops, loads heavy views and guesses codes without "
        f"pause, within {SECONDS:.0f} seconds: a day 360 times as fast. The server has 1,024 "
        "descriptors, 1 GB and 200 tasks. Phones vote through the workshops' library beside their "
        "open pages.\n\n| what | figure |\n| --- | ---: |\n" + "\n".join(rows) + "\n" + told
    )


def main() -> int:
    """Run the day and write its report; 1 when an honest visitor lost anything."""
    with tempfile.TemporaryDirectory(prefix="bend-day-") as name:
        data, workshops = Path(name) / "places.duckdb", Path(name) / "workshops.sqlite"
        shutil.copy(ROOT / "data" / "places.duckdb", data)
        environment = {"BEND_DATA": str(data), "BEND_WORKSHOP_DATABASE": str(workshops)}
        with limited_server(environment) as server:
            day = Day(server, data, workshops)
            asyncio.run(day.run())
    text = describe(day)
    write_report(REPORT, text)
    print(text)
    return 1 if day.errors else 0


if __name__ == "__main__":
    sys.exit(main())
