"""U1 on paper: with the council and without, squared and absolute, whole authorities, gaps."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.quadrant.comparison import Comparison, compare, counted, gap_sums, national_average
from tests.quadrant.made_areas import picture


def u1(comparison: Comparison, power: int = 2, alone: bool = False) -> float | None:
    columns = np.ones(len(comparison.middle), dtype=bool)
    return gap_sums(comparison, power, alone).share_removed(columns)


def two_councils(units: list[list[int]]) -> Comparison:
    # One indicator: A at 2 with 100 people, B at 0 with 300; their average is ½, the nation's 0.
    return compare(picture([[2.0], [0.0]], [100, 300]), [0, 1], units, np.array([0.0]))


def test_a_council_on_paper() -> None:
    found = two_councils([[0]])
    assert u1(found) == pytest.approx(1 - 1.5**2 / 2**2)
    assert u1(found, power=1) == pytest.approx(1 - 1.5 / 2)


def test_without_the_council_the_average_is_that_of_the_others() -> None:
    found = two_councils([[0]])
    assert found.others[0, 0] == 0
    assert u1(found, alone=True) == 0
    assert u1(found, power=1, alone=True) == 0


def test_a_whole_authority_is_summed_by_population() -> None:
    near = (100 * 1.5**2 + 300 * 0.5**2) / 400
    far = 100 * 2**2 / 400
    assert u1(two_councils([[0], [1]])) == pytest.approx(1 - near / far)


def test_a_county_is_one_unit_with_the_average_of_its_districts() -> None:
    made = picture([[2.0], [0.0], [4.0]], [100, 300, 100])
    found = compare(made, [0, 1, 2], [[0, 1]], np.array([-1.0]))
    assert found.local[0, 0] == pytest.approx(0.5)
    assert found.middle[0] == pytest.approx((200 + 400) / 500)
    assert found.others[0, 0] == 4
    assert u1(found) == pytest.approx(1 - 0.7**2 / 1.5**2)


def test_a_middle_tier_further_away_than_the_nation_gives_a_negative_number() -> None:
    made = picture([[0.1], [4.0]], [100, 100])
    found = compare(made, [0, 1], [[0]], np.array([0.0]))
    assert u1(found) == pytest.approx(1 - (2.05 - 0.1) ** 2 / 0.1**2)
    assert (u1(found) or 0) < -300


def test_a_council_just_like_the_nation_has_no_answer() -> None:
    made = picture([[0.0], [1.0]], [100, 100])
    assert u1(compare(made, [0, 1], [[0]], np.array([0.0]))) is None


def test_a_missing_value_leaves_its_indicator_out() -> None:
    made = picture([[2.0, np.nan], [0.0, 3.0]], [100, 300])
    found = compare(made, [0, 1], [[0]], np.array([0.0, 0.0]))
    assert counted(found).tolist() == [True, False]
    assert u1(found) == pytest.approx(1 - 1.5**2 / 2**2)


def test_an_average_is_taken_over_the_members_that_have_the_value() -> None:
    made = picture([[2.0], [np.nan], [1.0]], [100, 900, 300])
    found = compare(made, [0, 1, 2], [[0]], np.array([0.0]))
    assert found.middle[0] == pytest.approx((200 + 300) / 400)
    assert found.share[0, 0] == pytest.approx(0.25)


def test_an_indicator_that_no_other_member_has_is_left_out_of_leave_one_out_only() -> None:
    made = picture([[2.0, 2.0], [0.0, np.nan]], [100, 300])
    found = compare(made, [0, 1], [[0]], np.array([0.0, 0.0]))
    assert u1(found) == pytest.approx(1 - 1.5**2 / (2 * 2**2))
    assert u1(found, alone=True) == 0


def test_the_only_member_of_its_tier_has_no_leave_one_out() -> None:
    found = compare(picture([[2.0]], [100]), [0], [[0]], np.array([0.0]))
    assert u1(found) == 1
    assert u1(found, alone=True) is None


def test_the_national_average_is_weighted_by_population_over_those_with_the_value() -> None:
    made = picture([[2.0, 1.0], [0.0, np.nan]], [100, 300])
    assert national_average(made, np.array([True, True])).tolist() == [0.5, 1.0]


def test_an_average_of_figures_has_a_smaller_error() -> None:
    made = picture([[2.0], [0.0], [0.0]], [100, 100, 100], error=np.array([[0.3], [0.4], [0.4]]))
    found = compare(made, [0, 1, 2], [[0]], np.array([0.0]))
    assert found.local_error[0, 0] == pytest.approx(0.3)
    assert found.rest_error[0] == pytest.approx(0.4 / np.sqrt(2))
