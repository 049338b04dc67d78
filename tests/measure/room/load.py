"""Two hundred phones vote in thirty seconds while a board watches: `make measure WHAT=room-load`.

On SQLite with one process of the app, once for each kind of answer, and on PostgreSQL with two.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from placelib.workshop import rooms, tokens
from placelib.workshop.database import VARIABLE, Database, find_database_url
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import TIERS, QuestionKind, Workshop
from placelib.workshop.rooms import Plan
from tests.browser.server import Server
from tests.measure.load.servers import serving
from tests.measure.machine import machine
from tests.measure.room import phones
from tests.measure.topology import proxy
from tests.measure.written import MEASURED, write_report
from tests.workshop import postgresql
from tests.workshop.made_votes import PLACEMENT

TITLE = "# Two hundred phones in a room"
PHONES, SECONDS, SEED = 200, 30.0, 20261125
AREA = "E47000004"
PLAN = Plan("Two hundred phones", AREA, PLACEMENT)
KINDS = {
    QuestionKind.CHOICE: "one choice",
    QuestionKind.RANKING: "a ranking of four",
    QuestionKind.MEASURES: "three measures, searched and picked",
    QuestionKind.FIGURE: "a figure guessed",
}
TO_SCREEN = 2.0


@dataclass(frozen=True)
class Result:
    """What one run measured: times in seconds, memory in MB, processor in seconds."""

    name: str
    record: phones.Record
    lost: int
    doubled: int
    memory: float
    processor: float

    def row(self) -> str:
        """One row of the table."""
        screen, answers = self.record.to_screen(), self.record.answers
        return (
            f"| {self.name} | {len(screen)} | {_at(answers, 50):.2f} | {_at(answers, 95):.2f} "
            f"| {_at(screen, 50):.2f} | {_at(screen, 95):.2f} | {max(screen):.2f} | {self.lost} "
            f"| {self.doubled} | {len(self.record.failures)} | {self.memory:,.0f} "
            f"| {self.processor:.0f} |"
        )

    def passed(self) -> bool:
        """True when every vote was kept once and nineteen of twenty were on screen in time."""
        clean = not (self.lost or self.doubled or self.record.failures)
        return clean and _at(self.record.to_screen(), 95) < TO_SCREEN


WHAT = (
    f"{PHONES} phones, each a real websocket session, join and answer within "
    f"{SECONDS:.0f} seconds and look every two seconds whether the room has gone on, while a board "
    "looks once a second. The first vote is the first that is kept: of a ranking the tap that "
    "completes it. Phones, app and database share the machine. A vote is on the board when "
    "the board’s count has reached it. Aim: 95% of first votes on the board within "
    f"{TO_SCREEN:.0f} seconds, none lost, none doubled."
)
HEAD = (
    "| app and database | phones | vote to phone, median s | 95% | vote to board, median s | 95% "
    "| longest | lost | doubled | errors | memory, MB | processor, s |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def _at(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


@contextmanager
def hosted(where: str, processes: int) -> Iterator[tuple[str, list[Server]]]:
    """The address of the app on a database of workshops, and its processes.

    Several of them stand behind nginx, as they are deployed.
    """
    with ExitStack() as stack:
        servers = [stack.enter_context(serving({VARIABLE: where})) for _ in range(processes)]
        if processes == 1:
            yield servers[0].url, servers
        else:
            names = [one.url.removeprefix("http://") for one in servers]
            yield stack.enter_context(proxy(names))[0], servers


def run(
    name: str, where: str, processes: int, number: int, kind: QuestionKind = QuestionKind.PLACEMENT
) -> Result:
    """One room of so many phones that answer one question."""
    with hosted(where, processes) as (url, servers):
        database = Database(find_database_url(where))
        plan = PLAN if kind is QuestionKind.PLACEMENT else Plan(name, AREA, [phones.MADE[kind]])
        created = rooms.create(database, plan)
        Facilitator(database, created.secret).open(0)
        made = phones.phones(number, url, SEED)
        record = asyncio.run(_hold(made, created.workshop.code, url, kind))
        lost, doubled = differences(database, created.workshop, made, kind)
        memory = sum(_memory(one.process.pid) for one in servers)
        processor = sum(_processor(one.process.pid) for one in servers)
        database.close()
    return Result(
        name=name,
        record=record,
        lost=lost,
        doubled=doubled,
        memory=memory,
        processor=processor,
    )


async def _hold(
    made: Sequence[phones.Phone], code: str, board: str, kind: QuestionKind
) -> phones.Record:
    record, over = phones.Record(), asyncio.Event()
    # The last phones still need about ten seconds for their answers.
    joining = (SECONDS - 10) / max(1, len(made) - 1)
    watching = asyncio.create_task(phones.watch(board, code, over, record))
    voting = [
        phones.vote(one, code, at * joining, record)
        if kind is QuestionKind.PLACEMENT
        else phones.answer(one, kind, code, at * joining, record)
        for at, one in enumerate(made)
    ]
    await asyncio.gather(*voting)
    await asyncio.sleep(2)
    over.set()
    await watching
    return record


def differences(
    database: Database, workshop: Workshop, made: Sequence[phones.Phone], kind: QuestionKind
) -> tuple[int, int]:
    """How many votes are not stored as sent, and how many are stored more than once."""
    room = rooms.load_room(database, workshop.id, all_=True)
    stored = Counter(
        (one.voter, one.item, one.across, one.up, one.choice, one.figure)
        for one in room.ballots
        if one.round == 1
    )
    sent: set[tuple[object, ...]] = set()
    for one in made:
        voter = tokens.hash_voter(workshop.id, one.voter)
        if kind is QuestionKind.PLACEMENT:
            placed = zip(TIERS, one.places, strict=True)
            sent |= {(voter, tier, *place, None, None) for tier, place in placed}
        else:
            answers = phones.list_sent(one, kind)
            sent |= {(voter, item, None, None, *rest) for item, *rest in answers}
    lost = len(sent - stored.keys())
    return lost, sum(stored.values()) - len(sent & stored.keys())


def _memory(process: int) -> float:
    """The most memory that a process has held, in MB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1000
    return float("nan")


def _processor(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(number: int) -> list[Result]:
    """The rooms, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "workshops.sqlite")
        alone = run("one process, SQLite: three tiers placed", file, 1, number)
        others = [
            run(f"one process, SQLite: {words}", file, 1, number, kind)
            for kind, words in KINDS.items()
        ]
    with postgresql.server() as server, postgresql.new_database(server) as url:
        address = url.render_as_string(hide_password=False)
        together = run(
            "two processes behind nginx, PostgreSQL: three tiers placed", address, 2, number
        )
    return [alone, *others, together]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 when both rooms passed, else 1; prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=PHONES)
    results = measure(parser.parse_args(arguments).phones)
    table = "\n".join([HEAD, *(one.row() for one in results)])
    print(table)
    for failure in [failure for one in results for failure in one.record.failures[:5]]:
        print(f"  {failure}", file=sys.stderr)
    write_report(MEASURED / "room-load.md", f"{TITLE}\n\n{WHAT}\n\n{machine()}\n\n{table}")
    return 0 if all(one.passed() for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
