"""A reading in the background: it can be waited for, and stopped before and while it reads."""

from __future__ import annotations

import time

from placelib.uploads import Answers, ReadingJob, limits, process
from placelib.uploads.register import JsonRegister
from tests.uploads import made_files as made


def test_a_job_gives_the_reading_once_it_is_there(json_register: JsonRegister) -> None:
    job = ReadingJob("t.csv", made.csv(made.table()), Answers(), json_register)
    reading = job.wait(limits.CHILD_SECONDS)
    assert reading is not None
    assert reading.rows_used == 10


def test_a_stopped_job_ends_its_child(json_register: JsonRegister) -> None:
    rows = [["Code", "Name", "Year", "Rate"]]
    rows += [["E08000012", "Liverpool", str(1900 + at % 100), str(at)] for at in range(150_000)]
    job = ReadingJob("t.csv", made.csv(rows), Answers(), json_register)
    deadline = time.monotonic() + limits.CHILD_SECONDS
    while job.child is None and time.monotonic() < deadline:
        assert job.wait(0.005) is None
    job.stop()
    assert job.child is not None
    assert job.child.wait(limits.CHILD_SECONDS) < 0


def test_a_job_that_was_stopped_while_it_waited_reads_nothing(
    json_register: JsonRegister,
) -> None:
    for _ in range(limits.CHILDREN_AT_ONCE):
        process.SEATS.acquire()
    try:
        job = ReadingJob("t.csv", made.csv(made.table()), Answers(), json_register)
        assert job.wait(0.05) is None
        job.stop()
    finally:
        for _ in range(limits.CHILDREN_AT_ONCE):
            process.SEATS.release()
    reading = job.wait(limits.CHILD_SECONDS)
    assert reading is not None
    assert reading.verdict == "refuse"
