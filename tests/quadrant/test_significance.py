"""Student's t against printed tables, and the rule for many tests at once."""

from __future__ import annotations

import pytest

from placelib.quadrant.significance import (
    adjust_p_values,
    compute_central_probability,
    compute_t_quantile,
)


@pytest.mark.parametrize(
    ("share", "freedom", "printed"),
    [
        (0.975, 1, 12.706),
        (0.975, 2, 4.303),
        (0.95, 3, 2.353),
        (0.975, 10, 2.228),
        (0.95, 16, 1.746),
    ],
)
def test_the_quantiles_are_those_of_the_printed_table(
    share: float, freedom: int, printed: float
) -> None:
    assert compute_t_quantile(share, freedom) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize("freedom", [1, 2, 5, 8, 16])
def test_the_share_within_a_quantile_leads_back_to_it(freedom: int) -> None:
    assert compute_central_probability(
        compute_t_quantile(0.965, freedom), freedom
    ) == pytest.approx(0.93)


def test_a_textbook_adjustment_for_five_tests() -> None:
    p_values = [0.01, 0.04, 0.03, 0.005, 0.55]
    assert adjust_p_values(p_values) == pytest.approx([0.025, 0.05, 0.05, 0.025, 0.55])
