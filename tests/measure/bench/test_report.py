"""The report states medians, ranges, ratios and aims, and what could not be measured."""

from __future__ import annotations

import platform
import re
from pathlib import Path

from tests.measure.bench import report
from tests.measure.bench.measure import Sample
from tests.measure.bench.message_kinds import KindCost
from tests.measure.bench.network import MEDIUM
from tests.measure.bench.report import Results, Spent
from tests.measure.bench.server_side import RerunCost


def samples(*milliseconds: float) -> list[Sample]:
    return [Sample(value, bytes=1_500_000, requests=3) for value in milliseconds]


def results() -> Results:
    return Results(
        hello={
            "first visit to hello world, 10 Mbit/s": samples(400, 100, 300),
            "repeat visit to hello world, 10 Mbit/s": samples(100, 100, 100),
            "rerun": samples(10, 20, 30),
        },
        ours={
            "first visit to map, 10 Mbit/s": samples(380, 390, 1300),
            "repeat visit to map, 10 Mbit/s": samples(160, 150, 170),
            "another place": samples(60, 50, 70),
        },
        beside={"another place": "rerun"},
        problems={"a picker": "no picker was found"},
    )


def spent() -> Spent:
    return Spent(
        trivial=[RerunCost(time, bytes=500, messages=5) for time in (1.0, 2.0, 9.0)],
        reruns={
            "map": [
                RerunCost(
                    5.0,
                    bytes=9_000,
                    messages=30,
                    kinds={"new_session": 6, "column": 2, "flex_container": 9, "markdown": 13},
                )
            ],
            "place": [RerunCost(7.0, bytes=9_000, messages=31)],
        },
        changes={"map": [RerunCost(6.0, bytes=21_000, messages=20)]},
        moves={"map": [RerunCost(6.5, bytes=8_000, messages=31)]},
        kinds={"nothing": KindCost(1.8, 1.4), "chart": KindCost(0.9, 0.4)},
        queries={"areas": 1.0, "gaps": 6.0},
        rest=300.0,
        session=0.2,
    )


def test_a_row_has_both_medians_their_ranges_and_the_ratio() -> None:
    row = "| another place | 20 ms (10 to 30) | 60 ms (50 to 70) | 3.00 |"
    assert row in report.time_table(results())


def test_a_visit_has_its_first_and_its_repeat_with_ratios_and_what_it_brings() -> None:
    row = (
        "| map | 390 ms (380 to 1,300) | 1.30 | 160 ms (150 to 170) | 1.60 "
        "| 1,500 KB in 3 requests |"
    )
    assert row in report.visit_table(results(), MEDIUM)


def test_what_could_not_be_measured_is_said() -> None:
    row = "| a picker | — | not measured: no picker was found | — |"
    assert row in report.time_table(results())


def test_what_took_a_second_try_is_said_with_how_often() -> None:
    again = Results(again=["a picker", "a map", "a picker"])
    (said,) = report.tried_again(again)
    assert said.endswith("measured again: a picker (2), a map (1).")
    assert report.tried_again(Results()) == []


def test_a_rerun_stands_beside_the_trivial_one() -> None:
    assert "| map | 5.0 ms | 2.5 | 30 | 9,000 |" in report.rerun_table(spent())


def test_the_messages_of_a_page_are_counted_by_what_they_bring() -> None:
    several = spent()
    several.reruns["place"] = [RerunCost(7.0, 9_000, 5, {"popover": 2, "button": 3})]
    head, _, *rows = report.message_table(several)
    assert head == (
        "| Page | All | Streamlit’s own | Containers | Folded parts and menus | Texts and HTML "
        "| Pictures | Choices, buttons and files |"
    )
    assert rows == [
        "| map | 30 | 6 | 11 | 0 | 13 | 0 | 0 |",
        "| place | 5 | 0 | 0 | 2 | 0 | 0 | 3 |",
    ]


def test_why_an_aim_is_missed_says_how_many_messages_a_page_has() -> None:
    several = spent()
    several.reruns["place"] = [RerunCost(7.0, 9_000, 5, {"popover": 20, "button": 30})]
    assert "menus has 30 to 50 with" in report.explain_misses(several)


def test_each_aim_is_kept_or_missed_by_its_own_bound() -> None:
    kept = {one.about: one.kept for one in report.aims(results(), spent())}
    assert kept == {
        "first visit to map, 10 Mbit/s": True,
        "repeat visit to map, 10 Mbit/s": False,
        "rerun of map": True,
        "rerun of map, messages": True,
        "rerun of place": False,
        "rerun of place, messages": False,
        "map: another “Indicator”": True,
        "map: another “Indicator”, messages": True,
        "map: another “Indicator”, bytes": False,
        "map: another place": False,
        "map: another place, messages": False,
        "slowest query of a page (gaps)": False,
    }


def test_a_query_of_the_start_is_named_but_no_page_is_blamed_for_it() -> None:
    several = spent()
    several.queries = {"areas": 1.0, "quadrant_figures": 44.0}
    assert "| quadrant_figures | once for a release | 44.00 ms |" in report.query_table(several)
    assert report.aims(results(), several)[-1].kept


def test_what_is_asked_at_the_start_is_asked_nowhere_else() -> None:
    package = Path(__file__).parents[2] / "placelib"
    asking = {
        name
        for file in package.rglob("*.py")
        if file.name != "loading.py"
        for name in report.AT_THE_START
        if re.search(rf'\b(rows?|columns)\("{name}"', file.read_text("utf-8"))
    }
    assert not asking


def test_the_page_names_neither_the_machine_nor_a_folder() -> None:
    text = report.page(results(), spent(), "156.0")
    assert "the median of 3 alternating runs" in text
    assert f"Python {platform.python_version()}" in text
    assert platform.node() not in text
    assert str(Path.home()) not in text
