"""Ranges of ranks: known on paper, and how often they hold the true rank."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from placelib.database.connection import Store
from placelib.model import Observation
from placelib.periods import read_period
from placelib.statistics.figure_source import OfficialFigures
from placelib.statistics.ranks import draw_plausible_figures, simulate_ranks

YEAR = "2023-01-01/P1Y"


def observed(code: str, value: float | None, within: float | None) -> Observation:
    """A figure with an interval of ``within`` on both sides."""
    when = read_period(YEAR)
    lower = upper = None
    if value is not None and within is not None:
        lower, upper = value - within, value + within
    return Observation(
        indicator="rate", area_code=code, period=YEAR, period_label=when.label, starts=when.starts,
        ends=when.ends, value=value, lower=lower, upper=upper, status=None, gap=None, note=None,
    )  # fmt: skip


def test_figures_far_apart_have_one_rank_each() -> None:
    rows = [observed(code, value, 1.0) for code, value in (("a", 30.0), ("b", 10.0), ("c", 20.0))]
    ranks = simulate_ranks(rows, 500)
    assert {code: (rank.best, rank.worst, rank.areas) for code, rank in ranks.items()} == {
        "a": (1, 1, 3),
        "b": (3, 3, 3),
        "c": (2, 2, 3),
    }


def test_an_area_without_an_interval_may_lie_anywhere_and_has_no_range() -> None:
    rows = [observed(code, value, 1.0) for code, value in (("a", 30.0), ("b", 10.0), ("c", 20.0))]
    ranks = simulate_ranks([*rows, observed("d", 100.0, None), observed("e", None, None)], 500)
    assert set(ranks) == {"a", "b", "c"}
    assert (ranks["a"].best, ranks["a"].worst) == (1, 2)
    assert (ranks["b"].best, ranks["b"].worst) == (3, 4)


def test_two_areas_with_intervals_are_too_few() -> None:
    assert simulate_ranks([observed("a", 1.0, 0.1), observed("b", 2.0, 0.1)], 10) == {}
    assert simulate_ranks([], 10) == {}


def test_the_same_figures_give_the_same_ranges_whatever_their_order() -> None:
    rows = [observed(letter, float(at % 4), 1.0) for at, letter in enumerate("abcdefgh")]
    assert simulate_ranks(rows, 500) == simulate_ranks(rows[::-1], 500)


def test_a_figure_is_moved_to_the_mean_by_its_share_of_noise() -> None:
    # Variance 4 among the figures (ddof 1), squared errors 1: three quarters are true.
    rows = [observed(code, value, 1.959964) for code, value in zip("abc", (8, 10, 12), strict=True)]
    middles, errors = draw_plausible_figures(rows)
    assert middles == pytest.approx([8.5, 10.0, 11.5], abs=1e-5)
    assert errors == pytest.approx([np.sqrt(0.75)] * 3, abs=1e-5)


@pytest.mark.parametrize(
    ("slug", "period"),
    [
        ("employment-rate", "2023-01-01/P1Y"),
        ("obese-children-year-6", "2024-08-01/P1Y"),
        ("wellbeing-happiness", "2022-04-01/P1Y"),
    ],
)
def test_a_range_holds_the_true_rank_19_times_in_20(slug: str, period: str, bundled: Store) -> None:
    """Truths that spread as the published figures do without their noise; new samples of each."""
    rows = [
        row
        for row in OfficialFigures(bundled).read_period(slug, period).values()
        if row.area_code[:3] in {"E06", "E07", "E08", "E09"} and row.has_interval
    ]
    assert len(rows) > 250
    generator = np.random.default_rng(3)
    inside = []
    for _ in range(4):
        rows, truths = sample_again(rows, generator)
        order = np.argsort(-truths)
        true_rank = {rows[at].area_code: rank for rank, at in enumerate(order, start=1)}
        ranks = simulate_ranks(rows, 1000)
        inside += [rank.best <= true_rank[code] <= rank.worst for code, rank in ranks.items()]
    assert 0.93 <= np.mean(inside) <= 0.97


def sample_again(
    rows: list[Observation], generator: np.random.Generator
) -> tuple[list[Observation], np.ndarray]:
    """Plausible true figures, and a sample of each with the published interval's width."""
    figures = np.array([row.value for row in rows], dtype=float)
    halves = np.array([((row.upper or 0) - (row.lower or 0)) / 2 for row in rows])
    errors = halves / 1.959964
    share = max(0.01, 1 - float(np.mean(errors**2)) / float(figures.var()))
    truths = figures.mean() + np.sqrt(share) * (generator.permutation(figures) - figures.mean())
    samples = generator.normal(truths, errors)
    return [
        replace(row, value=float(value), lower=float(value - half), upper=float(value + half))
        for row, value, half in zip(rows, samples, halves, strict=True)
    ], truths
