"""Coverage-guided fuzzing of the reader: `make measure WHAT=fuzz` (ARGS=RUNS).

RUNS inputs are made for each of three targets: bytes of a text file, cells of a table, and the XML
inside a workbook. Each must get an answer within 20 seconds and 1 GB, with every row accounted for.
libFuzzer ends its process when it is done or has found something, so each target has its own.
"""

from __future__ import annotations

import math
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TARGETS = ("text", "cells", "workbook")
RUNS = 20_000
SECONDS, MEGABYTES = 20, 1024
_DONE = re.compile(rb"Done (\d+) (?:runs )?in (\d+) second")
_PEAK = re.compile(rb"peak_rss_mb:\s*(\d+)")
_COVERED = re.compile(rb"cov: (\d+)")
_WORDS = (
    "", "1", "2.5", "-3", "c", "[x]", "45%", "£1,234", "Total", "2019/20", "201112", "<5", "0-4",
    "Year", "Area", "Code", "Value", "Region", "England", "E08000012", "Liverpool", "E12000002",
    "E05000001", "Leeds", "E08000035", "W06000015", "Cardiff", "Notes", '"', "'", "\n", "\t",
    "Q1", "March 2020", "Fife", "Durham", "S08000029", "Police force",
)  # fmt: skip


_SUMMARY = re.compile(r"(?:SUMMARY: .*|ALARM: .*|\w*Error: .*)")


@dataclass(frozen=True)
class FuzzResult:
    """What fuzzing one target gave; ``failure`` is empty when nothing was found."""

    target: str
    inputs: int
    seconds: float
    megabytes: int
    covered: int
    failure: str

    @property
    def in_short(self) -> str:
        """The line that says what was found, “nothing” when nothing was."""
        lines = _SUMMARY.findall(self.failure)
        return "nothing" if not self.failure else lines[0][:120] if lines else "stopped early"


def fuzz(target: str, runs: int) -> FuzzResult:
    """Fuzz one target in a process of its own, with libFuzzer's own limits on time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in _seeds(target).items():
            (Path(folder) / name).write_bytes(data)
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "tests.measure.uploads.fuzz", f"--{target}", folder,
             f"-runs={runs}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}",
             "-max_len=4096", "-seed=1", f"-artifact_prefix={folder}/", "-print_final_stats=1"],
            capture_output=True, check=False,
        )  # fmt: skip
        seconds = time.monotonic() - started
    ended = _DONE.search(done.stderr)
    covered = _COVERED.findall(done.stderr)
    peak = _PEAK.search(done.stderr)
    failure = "" if ended and done.returncode == 0 else told(done.stdout, done.stderr)
    inputs = int(ended[1]) if ended else 0
    return FuzzResult(
        target=target,
        inputs=inputs,
        seconds=seconds,
        megabytes=int(peak[1]) if peak else 0,
        covered=int(covered[-1]) if covered else 0,
        failure=failure,
    )


def told(output: bytes, errors: bytes) -> str:
    """What was found: Python's own words, which atheris prints apart, then libFuzzer's input."""
    raised = output.decode(errors="replace").rpartition("Uncaught Python exception")[2]
    return f"{raised[-2000:]}\n{errors.decode(errors='replace')[-1000:]}".strip()


def _seeds(target: str) -> dict[str, bytes]:
    from tests.uploads import made_files as made

    rows = made.table()
    if target == "workbook":
        return {"sheet": made.sheet_xml(rows).encode()}
    if target == "cells":
        return {"zeros": bytes(200), "steps": bytes(range(256)) * 2}
    kinds = {
        "plain": made.csv(rows),
        "wide": made.csv(rows, "utf-16"),
        "semi": made.csv(rows, delimiter=";"),
    }
    return {**kinds, "quoted": b'"a","b ""c"""\n' * 5, "title": b"Rates\n\n" + made.csv(rows)}


def _serve(target: str, arguments: list[str]) -> None:
    """Never returns: runs libFuzzer on a target, with the reader's modules watched for coverage."""
    import atheris

    with atheris.instrument_imports(include=["placelib.uploads"]):
        from placelib.uploads.areas.register import make_register
        from placelib.uploads.pipeline import understand_file
        from placelib.uploads.reading import Answers
        from placelib.uploads.worker import load_bundled_register
    from tests.uploads import made_files as made

    register = make_register(load_bundled_register(), {})

    def check(name: str, data: bytes) -> None:
        try:
            reading, tidy = understand_file(name, data, register, Answers())
        except BaseException as stopped:
            # The spreadsheet library stops its whole process in this way: the child's, in earnest.
            if type(stopped).__name__ == "PanicException":
                return
            raise
        assert reading.rows_in == reading.rows_used + sum(reading.rows_listed.values())
        assert not any(map(math.isinf, tidy.value))
        assert reading.verdict != "refuse" or reading.problems
        # The conservation law: nothing is lost, and everything says what became of it.
        numbers = reading.numbers
        assert numbers.cells_in == numbers.cells_used + numbers.cells_listed
        assert [one.column for one in reading.columns] == [*range(1, len(reading.columns) + 1)]
        assert all(line.outcome and line.why for line in (*reading.columns, *reading.rows))
        if reading.columns and not reading.transposed and reading.verdict != "refuse":
            used = sum(kind.rows for kind in reading.rows if kind.outcome == "used")
            assert used == reading.rows_used

    def text(data: bytes) -> None:
        check("a.csv", data)

    def cells(data: bytes) -> None:
        given = atheris.FuzzedDataProvider(data)
        width = given.ConsumeIntInRange(1, 7)
        rows: list[list[str]] = []
        while given.remaining_bytes() and len(rows) < 60:
            rows.append(
                [
                    _WORDS[given.ConsumeIntInRange(0, len(_WORDS) - 1)]
                    if given.ConsumeIntInRange(0, 9)
                    else given.ConsumeUnicodeNoSurrogates(6)
                    for _ in range(width)
                ]
            )
        check("a.csv", made.text(rows, ",;\t|"[given.ConsumeIntInRange(0, 3)]).encode())

    def workbook(data: bytes) -> None:
        check("a.xlsx", made.xlsx({"S": data.decode("utf-8", errors="replace")}))

    targets: dict[str, Callable[[bytes], None]] = {
        "text": text, "cells": cells, "workbook": workbook,
    }  # fmt: skip
    atheris.Setup([sys.argv[0], *arguments], targets[target])
    atheris.Fuzz()


def main(arguments: list[str]) -> int:
    """Fuzz every target and print what came of it; 1 when something was found."""
    if arguments and arguments[0].removeprefix("--") in TARGETS:
        _serve(arguments[0].removeprefix("--"), arguments[1:])
    runs = int(arguments[0]) if arguments else RUNS
    failed = False
    for target in TARGETS:
        found = fuzz(target, runs)
        failed = failed or bool(found.failure)
        sys.stdout.write(
            f"{target:9} {found.inputs:8,} inputs in {found.seconds:5.0f} s, at most "
            f"{found.megabytes:4} MB, {found.covered:,} branches: {found.failure or 'no fault'}\n"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
