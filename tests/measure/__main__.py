"""The programs that measure: `make measure` lists them, `make measure WHAT=load` runs one.

python -m tests.measure NAME [arguments of the program]
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

BROWSER = "tests.browser.install_chromium"
SERVERS = "tests.debian"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One program: its module, what it does, and the modules that install what it needs."""

    module: str
    summary: str
    needs: tuple[str, ...] = ()


MEASUREMENTS = {
    "bench": Measurement(
        "tests.measure.bench.bench",
        "the app beside a hello-world app, into performance.md (ARGS='--rounds 1' for a try)",
        (BROWSER,),
    ),
    "before-after": Measurement(
        "tests.measure.bench.before_after",
        "an earlier checkout beside this one, into before-after.md (ARGS=../checkout)",
        (BROWSER,),
    ),
    "visits": Measurement(
        "tests.measure.visits.visits",
        "first and repeat visits on slow lines, prerendering off and on, into visits.md (20 min)",
        (BROWSER,),
    ),
    "load": Measurement(
        "tests.measure.load.load",
        "crowds, a room that opens one link, 1,000 who leave, into load.md (9 min; ARGS=--quick)",
    ),
    "room-load": Measurement(
        "tests.measure.room.load",
        "200 phones vote in 30 s on SQLite and PostgreSQL, into room-load.md",
        (SERVERS,),
    ),
    "room-faults": Measurement(
        "tests.measure.room.faults",
        "kill, cut, fill and damage what a room rests on, into room-faults.md (8 min)",
        (BROWSER, SERVERS),
    ),
    "faults": Measurement(
        "tests.measure.faults.faults",
        "every fault of data and server on purpose, into faults.md and attacks.md (ARGS=attacks)",
        (SERVERS,),
    ),
    "supply-chain": Measurement(
        "tests.measure.supply_chain",
        "hashes, parts and licences of what the app is made of (ARGS=lock, sbom, audit or digests)",
    ),
    "day": Measurement(
        "tests.measure.faults.day",
        "2,000 visits, 300 uploads, five rooms, new data, one abuser, into day.md (1 h; ARGS=240)",
    ),
    "topology": Measurement(
        "tests.measure.topology",
        "run nginx, two processes of the app and PostgreSQL, and check them",
        (SERVERS,),
    ),
    "scale": Measurement(
        "tests.measure.scale.neighbourhoods",
        "ask 67.5 million made-up rows; takes minutes and 2 GB of temporary disk",
    ),
    "lake": Measurement(
        "tests.measure.scale.lake",
        "ask a DuckLake catalogue the app's own queries, in an environment of its own",
        (SERVERS,),
    ),
    "screens": Measurement(
        "tests.measure.screens",
        "what each page shows at once, into screens.md (ARGS=--pictures: pictures, into var)",
        (BROWSER,),
    ),
    "accessibility": Measurement(
        "tests.measure.accessibility",
        "every page with axe, journeys by keyboard, into accessibility.md and welcome.md",
        (BROWSER,),
    ),
    "neighbourhoods": Measurement(
        "tests.measure.neighbourhoods",
        "first view and change of seven maps of neighbourhoods, into neighbourhoods.md",
        (BROWSER,),
    ),
    "links": Measurement(
        "tests.measure.links",
        "open 50 random states of Map, Trends and Compare twice, once by their link",
        (BROWSER,),
    ),
    "api": Measurement(
        "tests.measure.api.report",
        "the API at 200 a second beside 50 visitors and with 5,000 odd requests, into api.md",
    ),
    "quadrant": Measurement(
        "tests.measure.quadrant_report",
        "the findings on all authorities, into quadrant.md",
    ),
    "simulations": Measurement(
        "tests.measure.quadrant_simulations",
        "whether understanding is measured as claimed, into quadrant-simulations.md",
    ),
    "comparisons": Measurement(
        "tests.measure.comparisons",
        "the rule on differences beside the old one, coverage, luck, into comparisons.md",
    ),
    "uploads": Measurement(
        "tests.measure.uploads.report",
        "score, fuzz and time the reader of uploads, into uploads.md",
    ),
    "fuzz": Measurement(
        "tests.measure.uploads.fuzz",
        "fuzz the reader of uploads (ARGS=20000: the inputs a target)",
    ),
}


def listing() -> str:
    """Every measurement with what it does, for a terminal."""
    lines = [f"  {name:<14} {one.summary}" for name, one in MEASUREMENTS.items()]
    return "\n".join(["Measure with `make measure WHAT=…`; reports go to docs/measured.", *lines])


def main(arguments: list[str]) -> int:
    """Run the program named first with the rest; without a name list them, with a wrong one 2."""
    if not arguments:
        print(listing())
        return 0
    name, *rest = arguments
    if name not in MEASUREMENTS:
        print(f"There is no measurement {name}.\n{listing()}", file=sys.stderr)
        return 2
    measurement = MEASUREMENTS[name]
    for module in measurement.needs:
        subprocess.run([sys.executable, "-m", module], check=True)
    return subprocess.run([sys.executable, "-m", measurement.module, *rest], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
