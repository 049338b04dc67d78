"""What may be said of two figures: only what the 95% interval bears."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from placelib.model import Indicator, Observation
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import (
    VerdictKind,
    choose_benchmark,
    compare_periods,
    compare_with_benchmark,
)
from placelib.statistics.differences import Difference, subtract_differences, subtract_figures
from placelib.statistics.text import describe_change, describe_interval
from tests.made_observations import observed


@pytest.fixture
def rate(tiny_catalogue: Catalogue) -> Indicator:
    """A percentage with one decimal of which less is better."""
    return tiny_catalogue["rate"]


@pytest.mark.parametrize(
    ("lower", "upper", "kind", "better"),
    [
        # England is 13.0, within 1: two intervals of the same width may overlap by a third.
        (9.0, 11.0, "lower", True),
        (14.0, 16.0, "higher", False),
        (13.6, 15.6, "higher", False),
        (13.4, 15.4, "not clearly different", None),
        (10.4, 12.4, "lower", True),
        (10.6, 12.6, "not clearly different", None),
    ],
)
def test_an_interval_of_the_difference_that_leaves_out_0_is_a_clear_difference(
    rate: Indicator, lower: float, upper: float, kind: VerdictKind, *, better: bool | None
) -> None:
    row = observed((lower + upper) / 2, lower, upper)
    verdict = compare_with_benchmark(rate, row, observed(13.0, 12.0, 14.0), "England")
    assert (verdict.kind, verdict.better) == (kind, better)
    judged = {True: ", better", False: ", worse", None: ""}[better]
    start = kind if kind == "not clearly different" else f"{kind} than"
    assert verdict.words == f"{start} {'from ' if start == kind else ''}England{judged}"


def test_the_interval_of_a_difference_is_that_of_zou_and_donner() -> None:
    # 60.3 (56.9 to 63.7) and 67.5 (62.5 to 72.5): Liverpool's employment in 2004 and 2023.
    gap = subtract_figures(observed(67.5, 62.5, 72.5), observed(60.3, 56.9, 63.7))
    assert gap.size == pytest.approx(7.2)
    assert gap.lower == pytest.approx(7.2 - math.sqrt(25 + 11.56))
    assert gap.upper == pytest.approx(7.2 + math.sqrt(25 + 11.56))
    assert gap.is_clear
    # An interval that is not symmetric lends the side that faces the other figure.
    skewed = subtract_figures(observed(5.0, 4.0, 9.0), observed(2.0, 0.0, 2.5))
    assert skewed.lower == pytest.approx(3.0 - math.hypot(1.0, 0.5))
    assert skewed.upper == pytest.approx(3.0 + math.hypot(4.0, 2.0))


def test_a_rate_with_no_events_has_an_interval_on_one_side() -> None:
    gap = subtract_figures(observed(0.0, 0.0, 3.7), observed(5.0, 4.0, 6.0))
    assert gap.lower == pytest.approx(-5.0 - math.hypot(0.0, 1.0))
    assert gap.upper == pytest.approx(-5.0 + math.hypot(3.7, 1.0))
    assert gap.is_clear
    # Two zeros differ by nothing, and neither is exact.
    nothing = subtract_figures(observed(0.0, 0.0, 3.7), observed(0.0, 0.0, 2.0))
    assert (nothing.lower, nothing.upper) == (-2.0, 3.7)
    assert not nothing.is_clear


def test_a_difference_grows_with_its_distance_from_0_in_standard_errors() -> None:
    gap = subtract_figures(observed(10.0, 8.04, 11.96), observed(8.0))
    assert gap.z_score == pytest.approx(2.0, abs=0.001)
    assert subtract_figures(observed(8.0), observed(10.0, 8.04, 11.96)).z_score == pytest.approx(
        -2.0, abs=0.001
    )
    assert subtract_figures(observed(8.0), observed(10.0)).z_score is None
    assert subtract_figures(observed(8.0, 8.0, 8.0), observed(8.0)).z_score == 0.0
    assert subtract_figures(observed(9.0, 9.0, 9.0), observed(8.0)).z_score == math.inf


def test_two_changes_are_subtracted_by_the_same_rule() -> None:
    here = subtract_figures(observed(12.0, 11.0, 13.0), observed(10.0, 9.0, 11.0))
    there = subtract_figures(observed(9.0, 8.0, 10.0), observed(10.0, 9.0, 11.0))
    apart = subtract_differences(here, there)
    assert apart.size == pytest.approx(3.0)
    assert apart.lower == pytest.approx(3.0 - 2.0)
    exact = subtract_figures(observed(1.0), observed(2.0))
    assert not subtract_differences(here, exact).is_judged


def test_where_one_side_has_no_interval_it_counts_as_exact_and_the_verdict_says_so(
    rate: Indicator,
) -> None:
    row = observed(15.0, 14.0, 16.0)
    verdict = compare_with_benchmark(rate, row, observed(13.5), "England")
    assert verdict.kind == "higher"
    assert verdict.difference == Difference(
        first=15.0, second=13.5, lower=0.5, upper=2.5, exact_side="second"
    )
    assert verdict.why == (
        "the 95% confidence interval of the difference leaves out 0; "
        "no interval is published for England, so "
        "that figure counts as exact"
    )
    turned = compare_with_benchmark(rate, observed(13.5), row, "England")
    assert turned.kind == "lower"
    assert turned.why.endswith("published for this place, so that figure counts as exact")


def test_a_figure_called_unreliable_without_an_interval_is_not_exact(rate: Indicator) -> None:
    note = "Estimate and confidence interval unreliable since the group sample size is small (3-9)"
    row = replace(observed(20.0), note=note)
    verdict = compare_with_benchmark(rate, row, observed(13.0, 12.9, 13.1), "England")
    assert (verdict.kind, verdict.words) == ("no interval", "7.0 percentage points above England")
    assert verdict.why == "one figure is called unreliable and has no interval"
    change = compare_periods(rate, [observed(13.0, 12.9, 13.1, "2019-01-01/P1Y"), row])
    assert change is not None
    assert describe_change(rate, change) == (
        "It went up by 7.0 percentage points. One of the two is called unreliable and has no "
        "interval."
    )
    # With its interval published it is judged by that.
    wide = replace(observed(20.0, 12.0, 28.0), note=note)
    verdict = compare_with_benchmark(rate, wide, observed(13.0, 12.9, 13.1), "England")
    assert verdict.kind == "not clearly different"


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        # Shown as 7.4 and 7.5: 0.1 lower, though the interval of 0.01 is 0.0 to 0.0.
        ((7.44, 7.43, 7.45), (7.45, 7.44, 7.46), "(0 to 0.1 lower)"),
        # Shown as 10.4 and 10.1: 0.3, though the interval of 0.23 ends at 0.24.
        ((10.37, 10.362, 10.378), (10.14, 10.132, 10.148), "(0.2 to 0.3)"),
    ],
)
def test_an_interval_in_words_holds_the_difference_that_is_shown(
    rate: Indicator,
    first: tuple[float, float, float],
    second: tuple[float, float, float],
    words: str,
) -> None:
    gap = subtract_figures(observed(*first), observed(*second))
    assert describe_interval(rate, gap) == words


def test_figures_that_look_the_same_are_never_called_different(rate: Indicator) -> None:
    row = observed(13.04, 13.03, 13.05)
    verdict = compare_with_benchmark(rate, row, observed(13.0, 12.99, 13.01), "England")
    assert verdict.difference is not None
    assert verdict.difference.is_clear
    assert verdict.kind == "not clearly different"


def test_the_benchmark_is_the_first_published_figure() -> None:
    rows = {"E": observed(None, gap="x"), "K": observed(12.0)}
    assert choose_benchmark(("E", "K"), rows.get) == rows["K"]
    rows["E"] = observed(0.0)
    assert choose_benchmark(("E", "K"), rows.get) == rows["E"]
    assert choose_benchmark(("W",), rows.get) is None


def test_higher_is_better_only_where_that_is_recorded(rate: Indicator) -> None:
    own, other = observed(15.0, 14.0, 16.0), observed(13.0)
    assert compare_with_benchmark(replace(rate, direction=1), own, other, "England").better is True
    none = compare_with_benchmark(replace(rate, direction=None), own, other, "England")
    assert (none.better, none.words) == (None, "higher than England")


def test_without_an_interval_the_difference_is_stated_and_nothing_judged(rate: Indicator) -> None:
    above = compare_with_benchmark(rate, observed(15.04), observed(13.0), "England")
    assert (above.kind, above.better) == ("no interval", None)
    assert above.words == "2.0 percentage points above England"
    below = compare_with_benchmark(rate, observed(10.96), observed(13.0), "the United Kingdom")
    assert below.words == "2.0 percentage points below the United Kingdom"
    same = compare_with_benchmark(rate, observed(13.04), observed(13.0), "England")
    assert same.words == "the same as England to the last digit shown"


def test_half_an_interval_is_no_interval(rate: Indicator) -> None:
    verdict = compare_with_benchmark(rate, observed(15.0, 14.0, None), observed(13.0), "England")
    assert verdict.kind == "no interval"


@pytest.mark.parametrize(
    ("own", "other", "why"),
    [
        (None, observed(13.0), "no figure for this place"),
        (observed(None, gap="confidential"), observed(13.0), "confidential"),
        (observed(15.0, 14.0, 16.0), None, "no figure for England in 2023"),
        (observed(15.0, 14.0, 16.0), observed(None, gap="x"), "no figure for England in 2023"),
        (
            observed(15.0, 14.0, 16.0),
            observed(13.0, period="2022-01-01/P1Y"),
            "the figure for England is for another period",
        ),
    ],
)
def test_without_two_figures_of_one_period_nothing_is_said(
    rate: Indicator, own: Observation | None, other: Observation | None, why: str
) -> None:
    found = compare_with_benchmark(rate, own, other, "England")
    assert (found.kind, found.why, found.words) == ("cannot say", why, f"cannot say: {why}")


def test_a_total_is_never_compared(rate: Indicator) -> None:
    total = replace(rate, standardised=False)
    found = compare_with_benchmark(total, observed(15.0, 14.0, 16.0), observed(13.0), "England")
    assert found.kind == "cannot say"
    assert "total" in found.why


def test_a_zero_is_a_value_and_is_compared(rate: Indicator) -> None:
    assert (
        compare_with_benchmark(rate, observed(0.0, 0.0, 0.5), observed(13.0), "England").kind
        == "lower"
    )


@pytest.mark.parametrize(
    ("first", "last", "direction"),
    [
        ((10.0, 9.0, 11.0), (13.0, 12.0, 14.0), "rose"),
        ((13.0, 12.0, 14.0), (10.0, 9.0, 11.0), "fell"),
        # The two intervals touch and overlap, and yet 1.5 is more than the square root of 2.
        ((10.0, 9.0, 11.0), (11.5, 10.5, 12.5), "rose"),
        ((10.0, 9.0, 11.0), (11.4, 10.4, 12.4), "no clear change"),
        ((11.4, 10.4, 12.4), (10.0, 9.0, 11.0), "no clear change"),
    ],
)
def test_a_change_is_clear_when_its_interval_leaves_out_0(
    rate: Indicator,
    first: tuple[float, float, float],
    last: tuple[float, float, float],
    direction: str,
) -> None:
    series = (observed(*first, "2020-01-01/P1Y"), observed(*last, "2023-01-01/P1Y"))
    change = compare_periods(rate, series)
    assert change is not None
    assert (change.direction, change.is_judged) == (direction, True)


def test_a_change_without_intervals_is_not_judged(rate: Indicator) -> None:
    change = compare_periods(rate, (observed(10.0, period="2020-01-01/P1Y"), observed(13.0)))
    assert change is not None
    assert (change.direction, change.is_judged, change.why) == (
        "rose",
        False,
        "no interval published",
    )
    same = compare_periods(rate, (observed(13.0, period="2020-01-01/P1Y"), observed(13.0)))
    assert same is not None
    assert same.direction == "no clear change"


def test_no_change_is_claimed_between_overlapping_periods(rate: Indicator) -> None:
    change = compare_periods(
        rate,
        (observed(10.0, 9.0, 11.0, "2020-01-01/P3Y"), observed(20.0, 19.0, 21.0, "2022-01-01/P3Y")),
    )
    assert change is not None
    assert (change.direction, change.is_judged) == ("no clear change", False)
    assert change.why == "the two periods overlap"


YEARS = ("2020-01-01/P1Y", "2021-01-01/P1Y", "2022-01-01/P1Y", "2023-01-01/P1Y")


def test_the_reader_picks_the_two_periods(rate: Indicator) -> None:
    series = tuple(observed(10.0 + at, 9.9 + at, 10.1 + at, year) for at, year in enumerate(YEARS))

    def picked(start: str, end: str) -> tuple[float, float]:
        change = compare_periods(rate, series, start, end)
        assert change is not None
        return change.difference.second, change.difference.first

    assert picked("", "") == (10.0, 13.0)
    assert picked(YEARS[1], YEARS[2]) == (11.0, 12.0)
    assert picked("", YEARS[2]) == (10.0, 12.0)
    # The earlier of the two always comes first, and a period without a figure gives way.
    assert picked(YEARS[2], YEARS[1]) == (11.0, 12.0)
    assert picked("1999-01-01/P1Y", YEARS[1]) == (10.0, 11.0)
    assert compare_periods(rate, series, YEARS[1], YEARS[1]) is None


def test_gaps_at_the_ends_of_a_series_are_passed_over(rate: Indicator) -> None:
    series = (
        observed(None, gap="x", period="2019-01-01/P1Y"),
        observed(10.0, 9.0, 11.0, "2020-01-01/P1Y"),
        observed(13.0, 12.0, 14.0, "2022-01-01/P1Y"),
        observed(None, gap="x"),
    )
    change = compare_periods(rate, series)
    assert change is not None
    assert (change.first.value, change.last.value) == (10.0, 13.0)


def test_one_figure_has_no_change(rate: Indicator) -> None:
    assert compare_periods(rate, (observed(10.0),)) is None
    gap = observed(None, gap="x", period="2024-01-01/P1Y")
    assert compare_periods(rate, (observed(10.0), gap)) is None
    assert compare_periods(rate, ()) is None


def test_the_difference_holds_its_figure_in_19_of_20_simulated_samples() -> None:
    # Two shares from samples of 400 and 250, with the intervals that a publisher would give.
    generator = np.random.default_rng(7)
    truth, held_in = (0.12, 0.2), 0
    for counts in zip(
        generator.binomial(400, truth[0], 4000),
        generator.binomial(250, truth[1], 4000),
        strict=True,
    ):
        rows = [
            observed(*wilson(int(count), size))
            for count, size in zip(counts, (400, 250), strict=True)
        ]
        gap = subtract_figures(*rows)
        assert gap.lower is not None
        assert gap.upper is not None
        held_in += gap.lower <= truth[0] - truth[1] <= gap.upper
    assert 0.93 <= held_in / 4000 <= 0.97


def wilson(count: int, size: int) -> tuple[float, float, float]:
    """A share with its Wilson interval, which is not symmetric."""
    z = 1.959964
    share, reach = count / size, z * z / size
    middle = (share + reach / 2) / (1 + reach)
    half = z / (1 + reach) * math.sqrt(share * (1 - share) / size + reach / (4 * size))
    return share, middle - half, middle + half
