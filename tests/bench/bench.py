"""Measures this app beside a hello-world app in the same run: `make bench`."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from tests.bench import measure, report
from tests.bench.journeys import HELLO, JOURNEYS, OURS, Landing
from tests.bench.measure import Sample
from tests.bench.report import Results
from tests.browser.browsing import chromium
from tests.browser.server import ROOT, Server, running
from tests.browser.views import VIEWS

FEWEST_ROUNDS = 5
LIMIT_SECONDS = 1200.0


def visits(
    browser: Browser, script: Path, server: Server, landing: Landing, into: dict[str, list[Sample]]
) -> None:
    """One round of the measures that both apps have."""
    into.setdefault("cold start", []).append(measure.cold_start(browser, script, landing))
    first, repeat = measure.first_and_repeat(browser, server.url, landing)
    into.setdefault("first visit", []).append(first)
    into.setdefault("repeat visit", []).append(repeat)


def inside(browser: Browser, server: Server, results: Results) -> None:
    """One round of our app's own measures: every journey, and a rerun of every view."""
    url = server.url
    steps: dict[str, tuple[str, Callable[[], Sample]]] = {
        trip.name: (trip.beside, partial(measure.journey, browser, url, trip)) for trip in JOURNEYS
    }
    for view in VIEWS:
        take = partial(measure.rerun, browser, url, view.path)
        steps[f"rerun of {view.name}"] = ("rerun", take)
    for name, (beside, step) in steps.items():
        if name in results.problems:
            continue
        try:
            results.ours.setdefault(name, []).append(step())
            results.beside[name] = beside
        except (AssertionError, PlaywrightError) as error:
            results.problems[name] = str(error).splitlines()[0]
            results.ours.pop(name, None)


def run(browser: Browser, app: Path, hello: Path, rounds: int, deadline: float) -> Results:
    """Every sample of `rounds` rounds, which begin with either app in turn.

    Raises:
        TimeoutError: when the deadline passes first.
    """
    results = Results()
    with running(app) as our_server, running(hello) as hello_server:

        def ours() -> None:
            visits(browser, app, our_server, OURS, results.ours)
            inside(browser, our_server, results)

        def theirs() -> None:
            visits(browser, hello, hello_server, HELLO, results.hello)
            rerun = measure.rerun(browser, hello_server.url, HELLO.path)
            results.hello.setdefault("rerun", []).append(rerun)

        def warm_up() -> None:
            measure.first_and_repeat(browser, our_server.url, OURS)
            measure.first_and_repeat(browser, hello_server.url, HELLO)

        for number in range(rounds):
            if time.monotonic() > deadline:
                raise TimeoutError(
                    f"The time for measuring was up after {number} of {rounds} rounds: measure "
                    "when the machine is less busy, or give --limit more seconds."
                )
            print(f"Round {number + 1} of {rounds} ...", file=sys.stderr)
            if number == 0:
                warm_up()  # the servers' caches, whichever app begins
            for app_round in (ours, theirs) if number % 2 else (theirs, ours):
                app_round()
    return results


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when every measure was taken, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--app", type=Path, default=ROOT / "app.py", help="the Streamlit script")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "performance.md")
    parser.add_argument("--rounds", type=int, default=FEWEST_ROUNDS)
    parser.add_argument("--limit", type=float, default=LIMIT_SECONDS, help="seconds in all")
    given = parser.parse_args(arguments)
    deadline = time.monotonic() + given.limit
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        # In a folder of its own, so that our configuration does not reach it.
        hello = Path(shutil.copy(Path(__file__).with_name("hello.py"), folder))
        try:
            results = run(browser, given.app, hello, given.rounds, deadline)
        except (AssertionError, FileNotFoundError, RuntimeError, TimeoutError) as error:
            print(f"Nothing measured. {error}", file=sys.stderr)
            return 1
        text = report.page(results, browser.version)
    print(text)
    if given.rounds >= FEWEST_ROUNDS:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(text, encoding="utf-8")
    else:
        print(f"Nothing written: {given.out.name} takes at least {FEWEST_ROUNDS} rounds.")
    return 1 if results.problems else 0


if __name__ == "__main__":
    sys.exit(main())
