"""Write docs/measured/uploads.md: `make measure WHAT=uploads` (ARGS=N: inputs a target).

Scores the reader on the files of ../shared/data/uploads and on malformed files, fuzzes it with
N inputs a target, and times it on a CSV and a workbook of 10 MB.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator

from placelib.uploads import read_upload
from placelib.uploads.areas.register import JsonRegister, make_register
from placelib.uploads.worker import load_bundled_register
from tests.measure.uploads import beside, fuzz, large_files, pollution, score
from tests.measure.written import MEASURED, write_report

REPORT = MEASURED / "uploads.md"
TIMES = 5


def main(arguments: list[str]) -> int:
    """Measure everything, one section after the other, and write the report."""
    inputs = int(arguments[0]) if arguments else fuzz.RUNS
    register = load_bundled_register()
    sections = (
        _head(),
        _on_real_files(),
        _on_malformed_files(register),
        _by_fuzzing(inputs),
        _by_the_clock(register),
        _beside_others(register),
    )
    write_report(REPORT, "\n".join(line for section in sections for line in section))
    sys.stdout.write(f"{REPORT.read_text('utf-8')}\n")
    return 0


def _head() -> Iterator[str]:
    yield "# How well uploads are read\n"
    yield (
        "Written by `make measure WHAT=uploads`; do not edit. Measured with Python "
        f"{platform.python_version()} on {os.cpu_count()} cores, load "
        f"{os.getloadavg()[0]:.1f} at the start.\n"
    )


def _on_real_files() -> Iterator[str]:
    results = score.score()
    yield "## Real files\n"
    if not results:
        yield "The files of `../shared/data/uploads` were absent, so none were scored.\n"
        return
    whole = sum(not result.misses for result in results)
    right, checked = (sum(getattr(one, key) for one in results) for key in ("right", "checked"))
    yield (
        f"{whole} of {len(results)} files are read in full as described, {right} of {checked} "
        "facts: sheet, header rows, first and last row, area columns and codes, rows, cells, "
        "periods, verdict.\n"
    )
    misses = [(result.name, miss) for result in results for miss in result.misses]
    if misses:
        yield "| file | differs in |\n| --- | --- |"
        yield from (f"| {name} | {miss} |" for name, miss in misses)
        yield ""
    yield (
        "In `statswales_births_weight_hierarchy.csv` row 38, described as the last, is blank: the "
        "table ends in row 37, and its 30 rows are all read.\n"
    )


def _on_malformed_files(register: JsonRegister) -> Iterator[str]:
    every = list(pollution.variants(pollution.source()))
    readers: dict[str, Callable[[bytes], pollution.Got]] = {
        "this reader": pollution.ours(make_register(register, {})),
        "csv with Sniffer": pollution.sniffed,
        "pandas, sep=None": pollution.with_pandas,
    }
    results = {name: pollution.run(read, every) for name, read in readers.items()}
    yield "## Malformed files\n"
    yield (
        f"{len(every):,} variants of one table of {pollution.ROWS} lines, made by "
        "`tests/measure/uploads/pollution.py` after the kinds of the Pollock benchmark "
        "(Vitagliano and others, 2023), and scored 0 to 10 by its measure: 1 for loading, 3 each "
        "for the precision, recall and F1 of header, records and cells. The weights are our "
        "estimate of how often each kind is met. The two others are given the same bytes with "
        "their own defaults.\n"
    )
    yield f"| | {' | '.join(readers)} |\n| --- |{' --- |' * len(readers)}"
    rows = {
        "simple score": [f"{one[0]:.2f}" for one in results.values()],
        "weighted score": [f"{one[1]:.2f}" for one in results.values()],
        "wrong header without a word": [f"{len(one[3]):,}" for one in results.values()],
    }
    for kind, weight in pollution.WEIGHTS.items():
        count = sum(variant.kind == kind for variant in every)
        label = f"{kind} ({count:,} files, weight {weight})"
        rows[label] = [f"{one[2][kind]:.2f}" for one in results.values()]
    yield from (f"| {label} | {' | '.join(cells)} |" for label, cells in rows.items())
    yield ""


def _by_fuzzing(inputs: int) -> Iterator[str]:
    yield "## Fuzzing\n"
    yield (
        "`make measure WHAT=fuzz` makes inputs with coverage as a guide (atheris). Each must get "
        f"an answer within {fuzz.SECONDS} seconds and {fuzz.MEGABYTES:,} MB, with every row "
        "either used or listed. The property tests (`tests/uploads/test_properties.py`) ask "
        "the same of 1,000 further inputs in every test run.\n"
    )
    yield "| target | inputs | seconds | most memory | branches reached | found |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for target in fuzz.TARGETS:
        found = fuzz.fuzz(target, inputs)
        yield (
            f"| {found.target} | {found.inputs:,} | {found.seconds:.0f} | {found.megabytes} MB | "
            f"{found.covered:,} | {found.in_short} |"
        )
    yield ""


def _large_files(register: JsonRegister) -> Iterator[tuple[str, bytes]]:
    yield "a.csv", large_files.large_csv(register)
    yield "a.xlsx", large_files.large_workbook(register)


def _by_the_clock(register: JsonRegister) -> Iterator[str]:
    yield "## Speed\n"
    yield (
        f"Wall time of `read_upload`, child process included, {TIMES} readings each; the aims are "
        "3 s for the CSV and 6 s for the workbook.\n"
    )
    yield "| file | size | rows | figures | median | slowest | child's memory |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, data in _large_files(register):
        seconds = []
        for _ in range(TIMES):
            started = time.perf_counter()
            reading = read_upload(name, data, register=register)
            seconds.append(time.perf_counter() - started)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield (
            f"| {name.rpartition('.')[2].upper()} | {len(data) / 1e6:.1f} MB | "
            f"{reading.rows_used:,} | {len(reading.table):,} | {statistics.median(seconds):.1f} s "
            f"| {max(seconds):.1f} s | at most {peak:.0f} MB |"
        )
    yield ""


def _beside_others(register: JsonRegister) -> Iterator[str]:
    yield "## Beside other visitors\n"
    yield (
        "One visitor opens pages of places on the production server, one after the other, while "
        "another uploads a file of nearly 10 MB and waits for it. Each wait is for a whole page; "
        "`tests/uploads/test_beside.py` asks the same in every full test run.\n"
    )
    yield "| file | from upload to shown | pages meanwhile | median | longest | median alone |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, data in _large_files(register):
        found = beside.measure(name, data)
        yield (
            f"| {name.rpartition('.')[2].upper()} | {found.reading:.1f} s | "
            f"{len(found.meanwhile)} | {1000 * statistics.median(found.meanwhile):.0f} ms | "
            f"{1000 * max(found.meanwhile):.0f} ms | "
            f"{1000 * statistics.median(found.alone):.0f} ms |"
        )
    yield ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
