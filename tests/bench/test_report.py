"""The report states medians, ranges and ratios, and what could not be measured."""

from __future__ import annotations

import platform
from pathlib import Path

from tests.bench import report
from tests.bench.measure import Sample
from tests.bench.report import Results


def samples(*milliseconds: float) -> list[Sample]:
    return [Sample(value, bytes=1500, requests=3) for value in milliseconds]


def results() -> Results:
    return Results(
        hello={"first visit": samples(400, 100, 300), "rerun": samples(10, 20, 30)},
        ours={"first visit": samples(500, 600, 1300), "another place": samples(60, 50, 70)},
        beside={"another place": "rerun"},
        problems={"a picker": "no picker was found"},
    )


def test_a_row_has_both_medians_their_ranges_and_the_ratio() -> None:
    row = "| first visit | 300 ms (100 to 400) | 600 ms (500 to 1,300) | 2.0 |"
    assert row in report.time_table(results())


def test_a_journey_stands_beside_its_nearest_measure() -> None:
    row = "| another place | 20 ms (10 to 30) | 60 ms (50 to 70) | 3.0 |"
    assert row in report.time_table(results())


def test_what_could_not_be_measured_is_said() -> None:
    row = "| a picker | — | not measured: no picker was found | — |"
    assert row in report.time_table(results())


def test_the_wire_table_has_bytes_and_requests() -> None:
    row = "| first visit | 1.5 KB in 3 requests | 1.5 KB in 3 requests |"
    assert row in report.wire_table(results())


def test_the_page_names_neither_the_machine_nor_a_folder() -> None:
    text = report.page(results(), "156.0")
    assert "the median of 3 alternating runs" in text
    assert f"Python {platform.python_version()}" in text
    assert platform.node() not in text
    assert str(Path.home()) not in text
