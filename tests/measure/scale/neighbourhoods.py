"""Measures the store on as many rows as neighbourhoods would bring; prints a table.

    python -m tests.measure.scale.neighbourhoods      (make measure WHAT=scale)

33,755 neighbourhoods × 100 indicators × 20 periods are 67.5 million rows, made up here, in a file
of the app's own schema, asked through the app's own store and queries. It takes some minutes and
about 2 GB of disk in a temporary folder, which it removes.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from placelib.build.tables import SCHEMA
from placelib.build.write import BLOCK, DERIVED, STORAGE
from placelib.database.connection import LATER_TABLES, Store

NEIGHBOURHOODS, INDICATORS, PERIODS = 33_755, 100, 20
FIRST_YEAR = 2005
# Left free on the disk whatever happens.
SPARE_BYTES = 10_000_000_000
BYTES_A_ROW = 60
REPEATS = 15

# One indicator's rows: numbers that look like rates, an interval around each, 1 in 50 a gap.
ROWS = """
    SELECT $slug AS indicator, printf('E01%06d', area) AS area_code,
        printf('%d-01-01/P1Y', $first + year) AS period,
        CASE WHEN known THEN round(centre, 1) END AS value,
        CASE WHEN known THEN round(centre - 1.5, 1) END AS lower,
        CASE WHEN known THEN round(centre + 1.5, 1) END AS upper,
        CASE WHEN NOT known THEN 'c' END AS status,
        CASE WHEN NOT known THEN 'confidential' END AS gap, NULL AS note
    FROM (
        SELECT area, year, hash(area, year, $slug) % 50 <> 0 AS known,
            20 + (hash(area, $slug) % 300) / 10.0 + year * 0.2 AS centre
        FROM range($areas) AS a(area), range($years) AS y(year)
    )
    ORDER BY area_code, period
"""


def make(path: Path, areas: int, indicators: int, years: int) -> None:
    """Write the file, an indicator at a time, in the order in which the build writes."""
    with duckdb.connect() as connection:
        run = connection.execute
        run("SET threads TO 2")
        run("SET memory_limit = '2GB'")
        run(f"ATTACH '{path}' AS places (STORAGE_VERSION '{STORAGE}', BLOCK_SIZE {BLOCK * 16})")
        run("USE places")
        run(SCHEMA.read_text("utf-8"))
        run(LATER_TABLES.read_text("utf-8"))
        # Before there is a row, so that its tables are there and empty.
        run(DERIVED.read_text("utf-8"))
        for number in range(indicators):
            given = {
                "slug": f"indicator-{number:03}",
                "first": FIRST_YEAR,
                "areas": areas,
                "years": years,
            }
            run(f"INSERT INTO observation {ROWS}", given)
        run(
            "INSERT INTO period SELECT printf('indicator-%03d', i), printf('%d-01-01/P1Y', y), "
            "make_date(y, 1, 1), make_date(y + 1, 1, 1), y::VARCHAR "
            "FROM range($indicators) AS a(i), range($first, $last) AS b(y)",
            {"indicators": indicators, "first": FIRST_YEAR, "last": FIRST_YEAR + years},
        )
        run(
            "INSERT INTO latest FROM observation WHERE period = $newest "
            "ORDER BY area_code, indicator",
            {"newest": f"{FIRST_YEAR + years - 1}-01-01/P1Y"},
        )
        run("INSERT INTO metadata VALUES ('data_version', 'made up')")
        run("CHECKPOINT places")
        run("USE memory")
        run("DETACH places")


def median_milliseconds(ask: Callable[[int], object]) -> tuple[float, float]:
    """The median and the slowest of some repeats, each of another number."""
    took = []
    for number in range(REPEATS):
        began = time.perf_counter()
        ask(number)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), max(took)


def questions(store: Store, areas: int) -> dict[str, Callable[[int], object]]:
    """What pages ask, by what a person sees; each takes a number that chooses the place."""

    def code(number: int) -> str:
        return f"E01{(number * 2_011) % areas:06}"

    def slug(number: int) -> str:
        return f"indicator-{number * 7 % 100:03}"

    def map_of_one_period(number: int) -> object:
        period = f"{FIRST_YEAR + 10}-01-01/P1Y"
        return store.columns("figures_of_period", indicator=slug(number), period=period)

    return {
        "trend of one place": lambda n: store.rows("series", indicators=[slug(n)], codes=[code(n)]),
        "trends of ten places": lambda n: store.rows(
            "series", indicators=[slug(n)], codes=[code(n + at) for at in range(10)]
        ),
        "everything newest of one place": lambda n: store.rows(
            "latest_observations", codes=[code(n)]
        ),
        "map of one indicator, all places": map_of_one_period,
    }


def main(arguments: list[str] | None = None) -> int:
    """Make the file, ask, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure.scale.neighbourhoods")
    parser.add_argument("--areas", type=int, default=NEIGHBOURHOODS)
    parser.add_argument("--indicators", type=int, default=INDICATORS)
    parser.add_argument("--periods", type=int, default=PERIODS)
    given = parser.parse_args(arguments)
    rows = given.areas * given.indicators * given.periods
    with tempfile.TemporaryDirectory(prefix="bend-scale-") as folder:
        if shutil.disk_usage(folder).free < SPARE_BYTES + rows * BYTES_A_ROW:
            print("There is not enough room on the disk for this measurement.", file=sys.stderr)
            return 1
        path = Path(folder) / "neighbourhoods.duckdb"
        began = time.perf_counter()
        make(path, given.areas, given.indicators, given.periods)
        made = time.perf_counter() - began
        size = path.stat().st_size
        print(f"| rows | {rows:,} |")
        print("| --- | ---: |")
        print(f"| made in | {made:,.0f} s |")
        print(f"| size | {size / 1e6:,.0f} MB, {size / rows:.1f} bytes a row |")
        began = time.perf_counter()
        store = Store(path)
        print(f"| opened in | {(time.perf_counter() - began) * 1000:,.0f} ms |")
        for name, ask in questions(store, given.areas).items():
            median, slowest = median_milliseconds(ask)
            print(f"| {name} | {median:,.0f} ms (slowest {slowest:,.0f} ms) |", flush=True)
        began = time.perf_counter()
        store.verify()
        print(f"| read through before serving | {time.perf_counter() - began:,.1f} s |")
        store.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"| most memory, making the file included | {peak / 1000:,.0f} MB |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
