"""How a measure moved: by the interval of the change, beside peers, and what could be seen."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from statistics import NormalDist

import pytest

from placelib.model import Indicator, Observation
from placelib.scorecard.judgement import (
    average_differences,
    find_smallest_change,
    judge_movement,
)
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.differences import STANDARD_ERRORS, Difference, subtract_figures


@pytest.fixture
def rate(bundled_catalogue: Catalogue) -> Indicator:
    """The employment rate: one decimal, higher is better."""
    return replace(bundled_catalogue["employment-rate"], direction=1, decimals=1)


def row(year: int, value: float | None, reach: float | None = 3.0, years: int = 1) -> Observation:
    has_ends = value is not None and reach is not None
    return Observation(
        indicator="employment-rate",
        area_code="E08000012",
        period=f"{year}-01-01/P{years}Y",
        period_label=str(year),
        starts=date(year, 1, 1),
        ends=date(year + years, 1, 1),
        value=value,
        lower=value - reach if has_ends else None,
        upper=value + reach if has_ends else None,
        status=None,
        gap=None if value is not None else "not available",
        note=None,
    )


def test_a_change_larger_than_its_interval_moved_clearly_and_its_direction_is_judged(
    rate: Indicator,
) -> None:
    movement = judge_movement(rate, [row(2018, 60.0), row(2020, 61.0), row(2023, 66.0)], "")
    assert movement.verdict == "moved clearly"
    assert movement.is_towards is True
    assert movement.change is not None
    assert movement.change.direction == "rose"
    assert judge_movement(replace(rate, direction=None), movement_rows(), "").is_towards is None


def movement_rows() -> list[Observation]:
    return [row(2018, 60.0), row(2023, 66.0)]


def test_a_change_within_its_interval_is_not_clear(rate: Indicator) -> None:
    movement = judge_movement(rate, [row(2018, 60.0), row(2023, 64.0)], "2018-01-01/P1Y")
    assert movement.verdict == "not clearly"
    assert movement.is_towards is None


def test_the_baseline_is_the_period_that_was_chosen(rate: Indicator) -> None:
    rows = [row(2018, 50.0), row(2020, 65.0), row(2023, 66.0)]
    movement = judge_movement(rate, rows, "2020-01-01/P1Y")
    assert movement.baseline == rows[1]
    assert movement.verdict == "not clearly"


def test_a_chosen_baseline_without_a_figure_is_missing_and_never_another_period(
    rate: Indicator,
) -> None:
    rows = [row(2018, 50.0), row(2020, None), row(2023, 66.0)]
    for baseline in ("2020-01-01/P1Y", "1999-01-01/P1Y", "2018"):
        movement = judge_movement(rate, rows, baseline)
        assert movement.verdict == "no figure for the baseline"
        assert movement.baseline is None
        assert movement.change is None
        assert movement.latest == rows[-1]
    assert judge_movement(rate, rows[1:2], "1999-01-01/P1Y").verdict == "no figure"


@pytest.mark.parametrize(
    ("rows", "baseline"),
    [
        ([row(2023, 66.0)], ""),
        ([row(2018, 50.0), row(2023, 66.0)], "2023-01-01/P1Y"),
        ([row(2020, 50.0, years=3), row(2022, 66.0, years=3)], ""),
    ],
)
def test_without_a_later_period_that_shares_no_answers_it_is_too_early(
    rows: list[Observation], baseline: str, rate: Indicator
) -> None:
    assert judge_movement(rate, rows, baseline).verdict == "too early to tell"


def test_without_intervals_or_figures_nothing_is_judged(rate: Indicator) -> None:
    rows = [row(2018, 50.0, None), row(2023, 66.0, None)]
    movement = judge_movement(rate, rows, "")
    assert movement.verdict == "no interval published"
    assert movement.smallest is None
    assert judge_movement(rate, [row(2018, None)], "").verdict == "no figure"


def test_the_smallest_change_is_the_root_of_the_squared_reaches_rounded_down(
    rate: Indicator,
) -> None:
    assert find_smallest_change(rate, row(2018, 65.0, 3.0), row(2023, 70.0, 4.0)) == 5.0
    assert find_smallest_change(rate, row(2018, 65.0, 3.0), row(2023, 70.0, 3.0)) == 4.2
    assert find_smallest_change(rate, row(2018, 65.0, None), row(2023, 70.0, 3.0)) is None


def test_a_change_that_moved_clearly_is_as_large_as_the_smallest_that_could_show(
    rate: Indicator,
) -> None:
    # A rise of 4.3 is clear (1.0 to 8.7); a fall of as much is not, for the interval is lopsided.
    first = replace(row(2018, 20.0), lower=17.0, upper=22.0)
    last = replace(row(2023, 24.3), lower=21.7, upper=27.6)
    movement = judge_movement(rate, [first, last], "")
    assert movement.verdict == "moved clearly"
    assert movement.smallest is not None
    assert movement.smallest <= 4.3


@pytest.mark.parametrize("rise", [-4.4, -4.2, 4.2, 4.4])
def test_a_change_is_clear_exactly_when_it_is_larger_than_the_smallest(
    rise: float, rate: Indicator
) -> None:
    first, last = row(2018, 65.0, 3.0), row(2023, 65.0 + rise, 3.0)
    movement = judge_movement(rate, [first, last], "")
    assert movement.smallest is not None
    is_larger = abs(rise) > movement.smallest
    assert (movement.verdict == "moved clearly") == is_larger


def test_peers_are_compared_over_the_same_two_periods(rate: Indicator) -> None:
    rows = [row(2018, 60.0, 1.0), row(2023, 70.0, 1.0)]
    peers = [[row(2018, 60.0, 1.0), row(2023, 62.0, 1.0)]] * 3
    others = [[row(2017, 60.0), row(2023, 99.0)], []]
    movement = judge_movement(rate, rows, "", [*peers, *others])
    assert movement.peers.peers == 3
    assert movement.peers.mean is not None
    assert movement.peers.mean.size == pytest.approx(2.0)
    assert movement.peers.apart is not None
    assert movement.peers.apart.size == pytest.approx(8.0)
    assert movement.peers.apart.is_clear


def test_two_peers_are_too_few(rate: Indicator) -> None:
    peers = [movement_rows()] * 2
    movement = judge_movement(rate, movement_rows(), "", peers)
    assert (movement.peers.peers, movement.peers.mean) == (2, None)


def test_a_mean_with_one_change_without_an_interval_has_none() -> None:
    mean = average_differences([Difference(2.0, 1.0, 0.5, 1.5), Difference(4.0, 1.0)])
    assert (mean.size, mean.lower) == (2.0, None)


def test_the_interval_of_a_mean_change_covers_the_true_mean_in_95_of_100() -> None:
    # Five places whose true change is 2.0, each figure drawn with its own standard error.
    draw, covered, trials = random.Random(17), 0, 2000  # noqa: S311 - a simulation
    normal = NormalDist()
    for _ in range(trials):
        changes = []
        for place in range(5):
            error = 1.0 + place / 2
            first = 50.0 + error * normal.inv_cdf(draw.random())
            last = 52.0 + error * normal.inv_cdf(draw.random())
            reach = STANDARD_ERRORS * error
            changes.append(subtract_figures(row(2023, last, reach), row(2018, first, reach)))
        mean = average_differences(changes)
        assert mean.lower is not None
        assert mean.upper is not None
        covered += mean.lower <= 2.0 <= mean.upper
    assert 0.935 <= covered / trials <= 0.965
