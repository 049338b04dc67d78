"""Measures this app beside a hello-world app in the same run: `make measure WHAT=bench`."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from tests.browser.browsing import chromium
from tests.browser.server import ROOT, Server, running
from tests.measure.bench import measure, report, server_side
from tests.measure.bench.journeys import HELLO, JOURNEYS, MAP_CHANGE, OURS, VISITS, Landing
from tests.measure.bench.measure import Sample
from tests.measure.bench.message_kinds import measure_message_kinds
from tests.measure.bench.network import LOOPBACK
from tests.measure.bench.report import Results, Spent
from tests.measure.load.servers import serving
from tests.measure.written import MEASURED, write_report

FEWEST_ROUNDS = 5
LIMIT_SECONDS = 1500.0


class Round:
    """One round of measures on one app.

    What does not come about is tried once more, for a browser on a busy machine sometimes loses a
    page, and counted; what fails twice is named and not tried in a later round.
    """

    def __init__(
        self, into: dict[str, list[Sample]], problems: dict[str, str], again: list[str]
    ) -> None:
        self.into = into
        self.problems = problems
        self.again = again

    def take(self, names: tuple[str, ...], step: Callable[[], tuple[Sample, ...]]) -> None:
        """Take the samples of a step under their names."""
        if names[0] in self.problems:
            return
        try:
            try:
                samples = step()
            except (AssertionError, PlaywrightError) as error:
                why = str(error).splitlines()[0]
                print(f"{names[0]} is tried again: {why}", file=sys.stderr)
                self.again.append(names[0])
                samples = step()
        except (AssertionError, PlaywrightError) as error:
            for name in names:
                self.problems[name] = str(error).splitlines()[0]
                self.into.pop(name, None)
            return
        for name, sample in zip(names, samples, strict=True):
            self.into.setdefault(name, []).append(sample)


def visits(browser: Browser, url: str, landing: Landing, taking: Round) -> None:
    """A first and a repeat visit on each of the page's networks."""
    for network in landing.networks():
        taking.take(
            report.visit_names(landing.name, network.name),
            partial(measure.first_and_repeat, browser, url, landing, network),
        )


def ours_once(browser: Browser, url: str, app: Path, taking: Round) -> None:
    """One round on our app."""
    taking.take(("cold start",), partial(_alone, measure.cold_start, browser, app, VISITS[0]))
    for landing in VISITS:
        visits(browser, url, landing, taking)
    for trip in (*JOURNEYS, MAP_CHANGE):
        taking.take((trip.name,), partial(_alone, measure.journey, browser, url, trip))
    taking.take(("rerun",), partial(_alone, measure.rerun, browser, url, OURS.path))


def hello_once(browser: Browser, url: str, hello: Path, taking: Round) -> None:
    """One round on the hello-world app."""
    taking.take(("cold start",), partial(_alone, measure.cold_start, browser, hello, HELLO))
    visits(browser, url, HELLO, taking)
    taking.take(("rerun",), partial(_alone, measure.rerun, browser, url, HELLO.path))


def _alone(step: Callable[..., Sample], *given: object) -> tuple[Sample]:
    return (step(*given),)


def run(
    browser: Browser, ours: tuple[str, Path], theirs: tuple[str, Path], rounds: int, deadline: float
) -> Results:
    """Every browser sample of `rounds` rounds, which begin with either app in turn.

    Each app is given as the address of its server and its script, for a cold start.

    Raises:
        TimeoutError: when the deadline passes first.
    """
    results = Results()
    for trip in (*JOURNEYS, MAP_CHANGE):
        results.beside[trip.name] = trip.beside
    mine = Round(results.ours, results.problems, results.again)
    hellos = Round(results.hello, results.problems, results.again)
    for number in range(rounds):
        if time.monotonic() > deadline:
            raise TimeoutError(
                f"The time for measuring was up after {number} of {rounds} rounds: measure "
                "when the machine is less busy, or give --limit more seconds."
            )
        print(f"Round {number + 1} of {rounds} ...", file=sys.stderr)
        if number == 0:
            # The servers' caches, whichever app begins.
            for landing in VISITS:
                Round({}, {}, []).take(
                    ("", ""), partial(measure.first_and_repeat, browser, ours[0], landing, LOOPBACK)
                )
            measure.first_and_repeat(browser, theirs[0], HELLO)
        steps = (
            partial(ours_once, browser, *ours, mine),
            partial(hello_once, browser, *theirs, hellos),
        )
        for step in steps if number % 2 else reversed(steps):
            step()
    return results


async def spent(server: Server, trivial: Server, rounds: int) -> Spent:
    """What the server spends on each page, beside a trivial app behind the same tuned server."""
    found = Spent()
    await server_side.warm_up(server, VISITS)
    for _ in range(rounds):
        found.trivial.append(await server_side.rerun(trivial, HELLO))
        for landing in VISITS:
            found.reruns.setdefault(landing.name, []).append(
                await server_side.rerun(server, landing)
            )
            if landing.change:
                found.changes.setdefault(landing.name, []).append(
                    await server_side.change(server, landing)
                )
            if landing.elsewhere():
                found.moves.setdefault(landing.name, []).append(
                    await server_side.move(server, landing)
                )
    found.rest, found.session = await server_side.memory(server, OURS)
    return found


def server_figures(rounds: int) -> Spent:
    """Processor time, memory and queries, on servers of their own."""
    print("Processor time, memory, queries ...", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        # With our configuration, so that nothing but the app differs.
        shutil.copytree(ROOT / ".streamlit", Path(folder) / ".streamlit")
        app = Path(shutil.copy(Path(__file__).with_name("trivial.py"), folder))
        os.environ["PYTHONPATH"] = str(ROOT)
        with serving() as server, running(app) as trivial:
            found = asyncio.run(spent(server, trivial, rounds))
    found.kinds = measure_message_kinds()
    found.queries = server_side.queries(5 * rounds)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when every measure was taken, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--app", type=Path, default=ROOT / "app.py", help="the Streamlit script")
    parser.add_argument("--out", type=Path, default=MEASURED / "performance.md")
    parser.add_argument("--rounds", type=int, default=FEWEST_ROUNDS)
    parser.add_argument("--limit", type=float, default=LIMIT_SECONDS, help="seconds in all")
    given = parser.parse_args(arguments)
    deadline = time.monotonic() + given.limit
    figures = server_figures(given.rounds)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        # In a folder of its own, so that our configuration does not reach it.
        hello = Path(shutil.copy(Path(__file__).with_name("hello.py"), folder))
        try:
            with running(given.app) as our_server, running(hello) as hello_server:
                results = run(
                    browser,
                    (our_server.url, given.app),
                    (hello_server.url, hello),
                    given.rounds,
                    deadline,
                )
        except (AssertionError, FileNotFoundError, RuntimeError, TimeoutError) as error:
            print(f"Nothing measured. {error}", file=sys.stderr)
            return 1
        text = report.page(results, figures, browser.version)
    print(text)
    if given.rounds >= FEWEST_ROUNDS:
        write_report(given.out, text)
    else:
        print(f"Nothing written: {given.out.name} takes at least {FEWEST_ROUNDS} rounds.")
    return 1 if results.problems else 0


if __name__ == "__main__":
    sys.exit(main())
