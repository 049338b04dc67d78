"""Two checkouts are measured in turns, and a page that became slower is named as missed."""

from __future__ import annotations

from pathlib import Path

from tests.measure.bench.before_after import (
    AFTER,
    BEFORE,
    Samples,
    compare_blocks,
    compare_pages,
    find_median_interval,
    has_page,
    in_turn,
    take,
)
from tests.measure.bench.journeys import Landing


def test_a_page_may_take_a_twentieth_longer_than_before() -> None:
    samples: Samples = {}
    for before, after in ((10.0, 10.6), (10.2, 10.4), (30.0, 10.5)):
        take(samples, "rerun", "map", BEFORE, before)
        take(samples, "rerun", "map", AFTER, after)
        take(samples, "rerun", "place", BEFORE, 1000 * before)
        take(samples, "rerun", "place", AFTER, 1100 * after)
    assert compare_pages(samples["rerun"])[2:] == [
        "| map | 10.2 ms (10.0 to 30.0) | 10.5 ms (10.4 to 10.6) | 1.03 | kept |",
        (
            "| place | 10,200 ms (10,000 to 30,000) | 11,550 ms (11,440 to 11,660) | 1.13 "
            "| **missed** |"
        ),
    ]


def test_blocks_of_reruns_are_compared_in_pairs() -> None:
    samples: Samples = {}
    # A busy machine doubles a whole pair and leaves its ratio.
    for before, after in ((10.0, 11.0), (20.0, 22.0), (30.0, 33.0)):
        take(samples, "rerun", "map", BEFORE, before)
        take(samples, "rerun", "map", AFTER, after)
        take(samples, "messages", "map", BEFORE, 35)
        take(samples, "messages", "map", AFTER, 29)
    assert compare_blocks(samples)[2:] == [
        (
            "| map | 20.0 ms (least 10.0) | 22.0 ms (least 11.0) | 1.10 | 1.10 to 1.10 | 35 to 29 "
            "| **missed** |"
        )
    ]


def test_the_interval_of_a_median_leaves_out_what_the_sign_test_rules_out() -> None:
    # Of 40 coin tosses 13 or fewer heads come in 1.9% of all draws, 14 or fewer in 4.0%.
    values = [float(number) for number in range(40)]
    assert find_median_interval(values) == (13.0, 26.0)
    assert find_median_interval([3.0, 1.0, 2.0]) == (1.0, 3.0)


def test_each_checkout_is_measured_first_every_other_time() -> None:
    assert in_turn({}) == (BEFORE, AFTER)
    assert in_turn({AFTER: [1.0]}) == (AFTER, BEFORE)
    assert in_turn({AFTER: [1.0, 2.0]}) == (BEFORE, AFTER)


def test_a_page_that_came_later_has_nothing_to_stand_beside(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "map.py").touch()
    assert has_page(tmp_path, Landing("map", "/map?area=E08000012"))
    assert has_page(tmp_path, Landing("start", "/"))
    assert not has_page(tmp_path, Landing("scorecard", "/scorecard?area=E08000012"))
