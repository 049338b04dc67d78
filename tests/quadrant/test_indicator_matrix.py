"""The standardised matrix: means, ends, noise, and what stands for England."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.quadrant.indicator_matrix import (
    NOT_PUBLISHED,
    OF_LAND,
    build_indicator_matrix,
)
from tests.quadrant.made_areas import figures, indicator

DISTRICTS = 260


def values() -> np.ndarray:
    return np.random.default_rng(6).normal(50, 10, (DISTRICTS, 1))


def test_districts_are_standardised_over_england_without_the_two_of_few_residents() -> None:
    figs = values()
    codes = [f"E07{place:06d}" for place in range(DISTRICTS - 1)] + ["E09000001"]
    figs[-1] = 10_000.0
    matrix, _ = build_indicator_matrix(figures(figs, [indicator("a", 0)], codes=tuple(codes)))
    assert matrix.z[:-1].mean() == pytest.approx(0, abs=1e-12)
    assert matrix.z[:-1].std() == pytest.approx(1)
    # The City of London is measured all the same, and no figure counts for more than five.
    assert matrix.z[-1, 0] == 5
    assert matrix.counted_rows(["E09000001", codes[0]]) == [0]


def test_noise_is_the_squared_standard_error_and_nothing_without_an_interval() -> None:
    figs = values()
    lower, upper = np.full(figs.shape, np.nan), np.full(figs.shape, np.nan)
    lower[0], upper[0] = figs[0] - 1.96, figs[0] + 1.96
    matrix, _ = build_indicator_matrix(figures(figs, [indicator("a", 0)], lower=lower, upper=upper))
    assert matrix.noise[0, 0] == pytest.approx(1 / figs.std() ** 2)
    assert matrix.noise[1, 0] == 0


@pytest.mark.parametrize(
    ("england", "reason"), [(53.0, None), (70.0, OF_LAND), (float("nan"), NOT_PUBLISHED)]
)
def test_englands_own_figure_counts_where_it_is_one_of_its_residents(
    england: float, reason: str | None
) -> None:
    figs = values()
    matrix, _ = build_indicator_matrix(
        figures(figs, [indicator("a", 0)], england=np.array([england]))
    )
    own = (england - figs.mean()) / figs.std()
    assert matrix.england[0] == pytest.approx(own if reason is None else 0.0, abs=1e-9)
    assert matrix.substitutes == ({} if reason is None else {"a": reason})


def test_the_mean_that_stands_in_is_weighted_by_residents() -> None:
    figs = values()
    population = np.full(DISTRICTS, 1.0)
    population[0] = DISTRICTS - 1.0
    matrix, _ = build_indicator_matrix(figures(figs, [indicator("a", 0)], population=population))
    rest = matrix.z[1:, 0].mean()
    assert matrix.england[0] == pytest.approx((matrix.z[0, 0] + rest) / 2)


def test_topics_and_sub_topics_are_those_of_the_catalogue() -> None:
    figs = np.random.default_rng(7).normal(0, 1, (DISTRICTS, 3))
    made = [
        indicator("a", 0, "economy", sub_topic="jobs"),
        indicator("b", 1, "health", sub_topic="living"),
        indicator("c", 2, "economy", sub_topic="jobs"),
    ]
    matrix, _ = build_indicator_matrix(figures(figs, made))
    assert matrix.topics == ("economy", "health")
    assert matrix.mask_topic("economy").tolist() == [True, False, True]
    assert matrix.sub_topics[0] == matrix.sub_topics[2] != matrix.sub_topics[1]
