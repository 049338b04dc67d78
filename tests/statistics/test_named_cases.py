"""The sentences of the cases that a rule on differences most easily gets wrong, on paper.

No events, an interval that is not symmetric, one side without an interval, the same figure twice,
an end that rounds to 0, the benchmark beside.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import compare_periods
from placelib.statistics.text import (
    write_benchmark_change,
    write_ladder_sentence,
    write_trend_sentence,
)
from tests.made_observations import observed
from tests.tiny_database import ALDER, ENGLAND, YEAR_2022, YEAR_2023


def changed(
    registry: AreaRegistry,
    catalogue: Catalogue,
    first: tuple[float, ...],
    last: tuple[float, ...],
) -> str:
    """What follows the two figures in the sentence of a trend from 2022 to 2023."""
    series = (observed(*first, period=YEAR_2022), observed(*last, period=YEAR_2023))
    return write_trend_sentence(catalogue["rate"], registry[ALDER], series).split(" in 2023. ")[1]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        # A rate with no events, whose interval reaches up only.
        ((5.0, 4.0, 6.0), (0.0, 0.0, 3.7), "It fell by 5.0 percentage points (1.2 to 6.0)."),
        (
            (2.0, 0.5, 6.0),
            (0.0, 0.0, 3.7),
            (
                "The fall of 2.0 percentage points could be chance: anything from a rise of 2.0 to "
                "a fall of 6.0."
            ),
        ),
        # An asymmetric interval lends the side that faces the other figure.
        ((2.0, 0.0, 2.5), (5.0, 4.0, 9.0), "It rose by 3.0 percentage points (1.9 to 7.5)."),
        # One side without an interval.
        (
            (2.0,),
            (5.0, 4.0, 6.0),
            (
                "It rose by 3.0 percentage points (2.0 to 4.0). No interval is published for "
                "2022, so "
                "that figure counts as exact."
            ),
        ),
        # The same figure twice, with and without intervals.
        (
            (5.0, 4.0, 6.0),
            (5.0, 4.0, 6.0),
            "The two figures look the same: from a fall of 1.4 to a rise of 1.4.",
        ),
        ((5.0,), (5.0,), "The two figures look the same. No interval is published."),
        # The near end of the interval rounds to 0.0 and yet is above it.
        (
            (5.0, 4.0, 6.0),
            (6.45, 5.42, 7.48),
            "It rose by 1.5 percentage points (just over 0 to 2.9).",
        ),
        (
            (5.0, 4.0, 6.0),
            (6.4, 5.0, 6.5),
            (
                "The rise of 1.4 percentage points could be chance: anything from a fall of 0.3 to "
                "a rise of 2.4."
            ),
        ),
    ],
)
def test_the_words_of_a_change_in_every_named_case(
    tiny_registry: AreaRegistry,
    tiny_catalogue: Catalogue,
    first: tuple[float, ...],
    last: tuple[float, ...],
    words: str,
) -> None:
    assert changed(tiny_registry, tiny_catalogue, first, last) == words


@pytest.mark.parametrize(
    ("row", "benchmark", "words"),
    [
        (
            (10.0, 9.0, 11.0),
            (13.0,),
            (
                "Alder is 3.0 percentage points lower than England (2.0 to 4.0). No interval is "
                "published for England, so that figure counts as exact."
            ),
        ),
        (
            (12.8, 12.0, 14.0),
            (13.0, 12.9, 13.1),
            (
                "Alder is 0.2 percentage points lower than England, which chance alone could do "
                "(1.0 "
                "higher to 1.0 lower)."
            ),
        ),
        (
            (13.0, 12.0, 14.0),
            (13.0, 13.0, 13.0),
            "Alder and England look the same (1.0 lower to 1.0 higher).",
        ),
    ],
)
def test_a_ladder_says_how_far_the_place_is_from_its_benchmark(
    tiny_registry: AreaRegistry,
    tiny_catalogue: Catalogue,
    row: tuple[float, ...],
    benchmark: tuple[float, ...],
    words: str,
) -> None:
    series = {
        ("rate", ALDER): (observed(*row, period=YEAR_2023),),
        ("rate", ENGLAND): (replace(observed(*benchmark, period=YEAR_2023), area_code=ENGLAND),),
    }
    ladder = observations.build_ladder(
        tiny_registry, tiny_catalogue["rate"], tiny_registry[ALDER], series
    )
    assert write_ladder_sentence(ladder).endswith(f" {words}")


def test_the_benchmarks_change_stands_beside(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rate, england = tiny_catalogue["rate"], tiny_registry[ENGLAND]
    change = compare_periods(
        rate, (observed(10.0, 9.0, 11.0, YEAR_2022), observed(14.0, 13.0, 15.0, YEAR_2023))
    )
    assert change is not None
    up = (observed(12.0, 11.9, 12.1, YEAR_2022), observed(13.0, 12.9, 13.1, YEAR_2023))
    assert write_benchmark_change(rate, tiny_registry[ALDER], change, england, up) == (
        "In England it rose by 1.0 percentage point (0.9 to 1.1). The rise here was 3.0 "
        "percentage points larger (1.6 to 4.4)."
    )
    fallen = compare_periods(
        rate, (observed(14.0, 13.0, 15.0, YEAR_2022), observed(10.0, 9.0, 11.0, YEAR_2023))
    )
    assert fallen is not None
    steeper = (observed(19.0, 18.9, 19.1, YEAR_2022), observed(12.0, 11.9, 12.1, YEAR_2023))
    assert write_benchmark_change(rate, tiny_registry[ALDER], fallen, england, steeper) == (
        "In England it fell by 7.0 percentage points (6.9 to 7.1). The fall here was 3.0 "
        "percentage points smaller (1.6 to 4.4)."
    )
    down = (observed(12.0, 10.0, 14.0, YEAR_2022), observed(13.0, 10.0, 16.0, YEAR_2023))
    assert write_benchmark_change(rate, tiny_registry[ALDER], change, england, down) == (
        "In England, the rise of 1.0 percentage point could be chance: anything from a fall of 2.6 "
        "to a rise of 4.6. Alder’s change and England’s are not clearly different."
    )
    assert write_benchmark_change(rate, tiny_registry[ALDER], change, england, up[:1]) == (
        "England has no figures for both periods."
    )
