"""Two authorities: when a difference can be told, and what moves both does not count."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.quadrant.pairs import compare_pairs
from placelib.quadrant.shared_variance import VarianceParts
from placelib.quadrant.significance import compute_central_probability

SUB_TOPICS = np.arange(6)


def parts(within: list[float], from_nation: float = 2.0) -> VarianceParts:
    return VarianceParts(np.arange(6), np.array(within), np.full(6, from_nation))


def test_the_same_figures_never_differ() -> None:
    (pair,) = compare_pairs({"A": parts([1.0] * 6), "B": parts([1.0] * 6)}, SUB_TOPICS)
    assert (pair.difference, pair.p_value, pair.is_different) == (0.0, 1.0, False)


def test_a_steady_difference_is_told_with_the_lower_one_first() -> None:
    first, second = parts([0.5, 0.51, 0.49, 0.5, 0.52, 0.5]), parts([1.5] * 6)
    (pair,) = compare_pairs({"A": first, "B": second}, SUB_TOPICS)
    assert (pair.lower_code, pair.higher_code) == ("B", "A")
    assert pair.is_different


def test_what_moves_both_alike_is_no_part_of_the_difference() -> None:
    uneven = [0.2, 1.8, 0.3, 1.7, 0.1, 1.9]
    together = compare_pairs(
        {"A": parts(uneven), "B": parts([0.8 * value for value in uneven])}, SUB_TOPICS
    )
    against = compare_pairs(
        {"A": parts(uneven), "B": parts([0.8 * value for value in reversed(uneven)])}, SUB_TOPICS
    )
    assert together[0].p_value < 0.001 < 0.2 < against[0].p_value


def test_the_p_value_on_paper() -> None:
    first, second = parts([1.0, 1.2, 0.9, 1.1, 1.0, 0.8]), parts([0.9, 0.7, 1.0, 0.8, 0.7, 0.9])
    without = [
        np.log((6.0 - own) / 10) - np.log((5.0 - other) / 10)
        for own, other in zip(first.within, second.within, strict=True)
    ]
    error = np.sqrt(5 / 6 * ((without - np.mean(without)) ** 2).sum())
    expected = 1 - compute_central_probability(np.log(6 / 5) / error, 5)
    (pair,) = compare_pairs({"A": first, "B": second}, SUB_TOPICS)
    assert pair.p_value == pytest.approx(expected)


def test_many_pairs_are_adjusted_together() -> None:
    generator = np.random.default_rng(3)
    groups = {name: parts(generator.uniform(0.5, 1.5, 6).tolist()) for name in "ABCDE"}
    pairs = compare_pairs(groups, SUB_TOPICS)
    assert len(pairs) == 10
    assert all(pair.p_value <= pair.adjusted <= 1 for pair in pairs)
