"""What may be said of two figures: only what the 95% interval bears."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.model import Indicator, Observation
from placelib.periods import read_period
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import Kind, change, verdict


@pytest.fixture
def rate(tiny_catalogue: Catalogue) -> Indicator:
    """A percentage with one decimal of which less is better."""
    return tiny_catalogue["rate"]


def observed(
    value: float | None,
    lower: float | None = None,
    upper: float | None = None,
    period: str = "2023-01-01/P1Y",
    gap: str | None = None,
) -> Observation:
    when = read_period(period)
    return Observation(
        "rate", "E07000001", period, when.label, when.starts, when.ends, value, lower, upper,
        None, gap, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lower", "upper", "kind", "better"),
    [
        (9.0, 11.0, "lower", True),
        (14.0, 16.0, "higher", False),
        (12.0, 14.0, "not clearly different", None),
        (13.0, 14.0, "not clearly different", None),
        (12.0, 13.0, "not clearly different", None),
    ],
)
def test_the_benchmark_outside_the_interval_is_a_difference(
    rate: Indicator, lower: float, upper: float, kind: Kind, better: bool | None
) -> None:
    own = observed((lower + upper) / 2, lower, upper)
    found = verdict(rate, own, observed(13.0, 12.0, 14.0), "England")
    assert (found.kind, found.better) == (kind, better)
    judged = {True: ", better", False: ", worse", None: ""}[better]
    start = kind if kind == "not clearly different" else f"{kind} than"
    assert found.words == f"{start} {'from ' if start == kind else ''}England{judged}"


def test_higher_is_better_only_where_that_is_recorded(rate: Indicator) -> None:
    own, other = observed(15.0, 14.0, 16.0), observed(13.0)
    assert verdict(replace(rate, direction=1), own, other, "England").better is True
    none = verdict(replace(rate, direction=None), own, other, "England")
    assert (none.better, none.words) == (None, "higher than England")


def test_without_an_interval_the_difference_is_stated_and_nothing_judged(rate: Indicator) -> None:
    above = verdict(rate, observed(15.04), observed(13.0), "England")
    assert (above.kind, above.better) == ("no interval", None)
    assert above.words == "2.0 percentage points above England"
    below = verdict(rate, observed(10.96), observed(13.0, 12.0, 14.0), "the United Kingdom")
    assert below.words == "2.0 percentage points below the United Kingdom"
    same = verdict(rate, observed(13.04), observed(13.0), "England")
    assert same.words == "the same as England to the last digit shown"


def test_half_an_interval_is_no_interval(rate: Indicator) -> None:
    found = verdict(rate, observed(15.0, 14.0, None), observed(13.0), "England")
    assert found.kind == "no interval"


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
    found = verdict(rate, own, other, "England")
    assert (found.kind, found.why, found.words) == ("cannot say", why, f"cannot say: {why}")


def test_a_total_is_never_compared(rate: Indicator) -> None:
    total = replace(rate, standardised=False)
    found = verdict(total, observed(15.0, 14.0, 16.0), observed(13.0), "England")
    assert found.kind == "cannot say"
    assert "total" in found.why


def test_a_zero_is_a_value_and_is_compared(rate: Indicator) -> None:
    assert verdict(rate, observed(0.0, 0.0, 0.5), observed(13.0), "England").kind == "lower"


@pytest.mark.parametrize(
    ("first", "last", "direction"),
    [
        ((10.0, 9.0, 11.0), (13.0, 12.0, 14.0), "rose"),
        ((13.0, 12.0, 14.0), (10.0, 9.0, 11.0), "fell"),
        ((10.0, 9.0, 11.0), (12.0, 11.0, 13.0), "no clear change"),
        ((12.0, 11.0, 13.0), (10.0, 9.0, 11.0), "no clear change"),
    ],
)
def test_a_change_needs_intervals_that_do_not_touch(
    first: tuple[float, float, float], last: tuple[float, float, float], direction: str
) -> None:
    found = change((observed(*first, "2020-01-01/P1Y"), observed(*last, "2023-01-01/P1Y")))
    assert found is not None
    assert (found.direction, found.judged) == (direction, True)


def test_a_change_without_intervals_is_not_judged() -> None:
    found = change((observed(10.0, period="2020-01-01/P1Y"), observed(13.0)))
    assert found is not None
    assert (found.direction, found.judged, found.why) == (
        "rose",
        False,
        "no interval published",
    )
    same = change((observed(13.0, period="2020-01-01/P1Y"), observed(13.0)))
    assert same is not None
    assert same.direction == "no clear change"


def test_no_change_is_claimed_between_overlapping_periods() -> None:
    found = change(
        (observed(10.0, 9.0, 11.0, "2020-01-01/P3Y"), observed(20.0, 19.0, 21.0, "2022-01-01/P3Y"))
    )
    assert found is not None
    assert (found.direction, found.judged) == ("no clear change", False)
    assert found.why == "the two periods overlap"


def test_gaps_at_the_ends_of_a_series_are_passed_over() -> None:
    series = (
        observed(None, gap="x", period="2019-01-01/P1Y"),
        observed(10.0, 9.0, 11.0, "2020-01-01/P1Y"),
        observed(13.0, 12.0, 14.0, "2022-01-01/P1Y"),
        observed(None, gap="x"),
    )
    found = change(series)
    assert found is not None
    assert (found.first.value, found.last.value) == (10.0, 13.0)


def test_one_figure_has_no_change() -> None:
    assert change((observed(10.0),)) is None
    assert change((observed(10.0), observed(None, gap="x", period="2024-01-01/P1Y"))) is None
    assert change(()) is None
