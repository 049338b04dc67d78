"""Understanding on paper: halves, twins, opposites, noise and the interval."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.quadrant.shared_variance import (
    Floats,
    VarianceParts,
    compute_interval,
    compute_score,
    compute_variance_parts,
)

NATION = np.zeros(4)


def parts_of(z: Floats, noise: float = 0.0) -> VarianceParts:
    return compute_variance_parts(z, np.full(z.shape, noise), np.zeros(z.shape[1]))


def halfway_councils() -> Floats:
    """Two councils of which the mean lies exactly halfway between each and the nation.

    With n councils at c + d and c − d: within = 2d² and from the nation c² + d², so a quarter of
    the variance is left within where c² = 7 d².
    """
    return np.array([[np.sqrt(7.0) + 1.0] * 4, [np.sqrt(7.0) - 1.0] * 4])


def test_an_exact_midpoint_scores_fifty() -> None:
    share = parts_of(halfway_councils()).share
    assert share == pytest.approx(0.75)
    assert compute_score(share or 0.0) == pytest.approx(50.0)


def test_identical_councils_score_a_hundred() -> None:
    share = parts_of(np.array([[1.0, -2.0, 0.5, 3.0]] * 3)).share
    assert share == pytest.approx(1.0)
    assert compute_score(share or 0.0) == pytest.approx(100.0)


def test_a_picture_further_away_than_the_nation_scores_below_nothing() -> None:
    share = parts_of(np.array([[1.0] * 4, [-1.0] * 4])).share
    assert share == pytest.approx(-1.0)
    assert compute_score(share or 0.0) == pytest.approx(100 * (1 - np.sqrt(2)))


def test_noise_is_taken_from_both_variances() -> None:
    parts = parts_of(halfway_councils(), noise=0.5)
    assert parts.within == pytest.approx([1.5] * 4)
    assert parts.from_nation == pytest.approx([7.5] * 4)


def test_an_indicator_with_figures_for_one_council_alone_does_not_count() -> None:
    z = np.array([[1.0, 2.0, np.nan, 1.0], [2.0, np.nan, np.nan, 3.0], [0.0, np.nan, 5.0, 2.0]])
    assert parts_of(z).columns.tolist() == [0, 3]


def test_a_missing_figure_is_left_out_and_never_filled() -> None:
    with_gap = parts_of(np.array([[1.0], [3.0], [np.nan]]))
    without = parts_of(np.array([[1.0], [3.0]]))
    assert with_gap.within == pytest.approx(without.within)
    assert with_gap.from_nation == pytest.approx(without.from_nation)


def test_equal_weights_give_the_plain_formula() -> None:
    z = np.array([[1.0, 0.5], [3.0, -1.0], [2.0, 2.5]])
    noise = np.full(z.shape, 0.1)
    plain = compute_variance_parts(z, noise, np.zeros(2))
    weighted = compute_variance_parts(z, noise, np.zeros(2), np.array([7.0, 7.0, 7.0]))
    assert weighted.within == pytest.approx(plain.within)
    assert weighted.from_nation == pytest.approx(plain.from_nation)


@pytest.mark.parametrize("councils", [2, 5, 10])
@pytest.mark.parametrize("planted", [0.3, 0.5, 0.7])
def test_a_planted_share_is_recovered(planted: float, councils: int) -> None:
    generator = np.random.default_rng([councils, round(100 * planted)])
    within = from_nation = 0.0
    for _ in range(600):
        middle = generator.normal(0, np.sqrt(planted), 62)
        z = middle + generator.normal(0, np.sqrt(1 - planted), (councils, 62))
        z += generator.normal(0, 0.3, z.shape)
        parts = parts_of(z, noise=0.09)
        within += parts.within.sum()
        from_nation += parts.from_nation.sum()
    assert 1 - within / from_nation == pytest.approx(planted, abs=0.02)


def test_the_point_lies_inside_its_interval_and_the_interval_inside_a_hundred() -> None:
    generator = np.random.default_rng(4)
    for _ in range(200):
        parts = parts_of(generator.normal(0.5, 1, (4, 30)))
        interval = compute_interval(parts, np.arange(30) // 3)
        assert interval is not None
        low, high = interval
        assert low <= compute_score(parts.share or 0.0) <= high < 100


def test_the_interval_is_that_of_the_jackknife_on_paper() -> None:
    # Three sub-topics: sums within 1, 2, 3 of 4, 5, 6 from the nation.
    parts = VarianceParts(np.arange(3), np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0]))
    ratios = np.log([5 / 11, 4 / 10, 3 / 9])
    error = np.sqrt(2 / 3 * ((ratios - ratios.mean()) ** 2).sum())
    # t at 0.965 with 2 degrees of freedom: (2p − 1)·√(2 / (1 − (2p − 1)²)).
    reach = 0.93 * np.sqrt(2 / (1 - 0.93**2)) * error
    ends = [100 * (1 - np.exp((np.log(6 / 15) + side * reach) / 2)) for side in (1, -1)]
    assert compute_interval(parts, np.array([0, 1, 2])) == pytest.approx(tuple(ends))


def test_two_sub_topics_give_no_interval() -> None:
    parts = parts_of(np.array([[1.0] * 4, [2.0] * 4]))
    assert compute_interval(parts, np.array([0, 0, 1, 1])) is None


def test_noise_larger_than_what_is_seen_gives_no_share() -> None:
    assert parts_of(np.array([[0.1] * 4, [-0.1] * 4]), noise=1.0).share is None
