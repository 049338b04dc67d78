"""Standard deviations of English districts: who makes the rod, and what is left missing."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.quadrant.picture import make_picture
from tests.quadrant.made_areas import figures, indicator

DISTRICTS = 260


def test_city_and_scilly_are_measured_but_make_no_rod() -> None:
    values = np.tile([[1.0], [3.0]], (DISTRICTS // 2, 1))
    values[0] = 1000.0
    made = figures(values, [indicator("a", 0)])
    codes = ("E09000001", *made.codes[1:])
    picture, _ = make_picture(figures(values, [indicator("a", 0)], codes=codes))
    rest = values[1:, 0]
    assert picture.z[1, 0] == pytest.approx((3 - rest.mean()) / rest.std())
    assert picture.z[0, 0] == 5


def test_other_nations_are_measured_with_the_english_rod() -> None:
    values = np.tile([[1.0], [3.0]], (DISTRICTS // 2, 1))
    values = np.vstack([values, [[4.0]]])
    english = np.array([True] * DISTRICTS + [False])
    codes = (*(f"E07{place:06d}" for place in range(DISTRICTS)), "W06000001")
    made = figures(values, [indicator("a", 0)], english=english, codes=codes)
    picture, choices = make_picture(made)
    assert picture.z[-1, 0] == pytest.approx(2.0)
    assert choices[0].areas == DISTRICTS


def test_a_missing_value_stays_missing() -> None:
    values = np.random.default_rng(1).normal(0, 1, (DISTRICTS, 2))
    values[3, 1] = np.nan
    picture, _ = make_picture(figures(values, [indicator("a", 0), indicator("b", 1)]))
    assert np.isnan(picture.z[3, 1])
    assert np.isfinite(picture.z).sum() == 2 * DISTRICTS - 1


def test_the_standard_error_is_half_the_interval_by_1_96() -> None:
    values = np.tile([[1.0], [3.0]], (DISTRICTS // 2, 1))
    lower, upper = values - 0.98, values + 0.98
    lower[5] = np.nan
    made = figures(values, [indicator("a", 0)], lower=lower, upper=upper)
    picture, _ = make_picture(made)
    assert picture.error[0, 0] == pytest.approx(0.5)
    assert picture.error[5, 0] == 0
