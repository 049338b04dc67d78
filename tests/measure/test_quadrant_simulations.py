"""The simulations behind docs/measured/quadrant-simulations.md, in small."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.areas.registry import load_registry
from placelib.database.connection import Store
from placelib.quadrant.indicator_matrix import IndicatorMatrix
from placelib.quadrant.loading import load_indicator_matrix
from placelib.quadrant.shared_variance import QUANTILE, VarianceParts
from placelib.quadrant.significance import compute_t_quantile
from tests.measure.quadrant_simulations import (
    PAGE,
    council_coverage,
    coverage_of,
    coverage_rows,
    false_pairs,
    planted_rows,
    topic_coverage,
)


@pytest.fixture(scope="module")
def matrix() -> IndicatorMatrix:
    return load_indicator_matrix(Store())


def test_the_interval_holds_in_86_to_94_of_100(matrix: IndicatorMatrix) -> None:
    rows, mean = coverage_rows(matrix, load_registry(Store()), redraws=20)
    assert len(rows) == 16
    assert 0.86 <= mean <= 0.94
    assert all(int(row[4].removesuffix("%")) >= 86 for row in rows)


def test_an_interval_that_students_t_leaves_too_narrow_is_called_rough(
    matrix: IndicatorMatrix,
) -> None:
    rows, _ = coverage_rows(matrix, load_registry(Store()), redraws=20)
    narrow = {row[0] for row in rows if int(row[3].removesuffix("%")) < 86}
    assert narrow == {
        "Hull and East Yorkshire",
        "Liverpool City Region",
        "York and North Yorkshire",
    }
    assert narrow <= {row[0] for row in rows if row[-1] != "–"}


def test_the_intervals_of_topics_hold_in_86_to_94_of_100(matrix: IndicatorMatrix) -> None:
    for topic, _, share in topic_coverage(matrix, load_registry(Store())):
        assert 86 <= int(share.removesuffix("%")) <= 94, topic


def test_the_intervals_of_councils_hold_in_86_to_94_of_100(matrix: IndicatorMatrix) -> None:
    councils, mean = council_coverage(matrix, load_registry(Store()))
    assert councils > 100
    assert 0.86 <= mean <= 0.94


def test_a_planted_share_comes_back_within_two_hundredths() -> None:
    for share, *cells in planted_rows(groups=600):
        assert [abs(float(cell) - float(share)) <= 0.02 for cell in cells] == [True] * 3


def test_authorities_that_are_the_same_differ_once_in_twenty() -> None:
    assert false_pairs(pairs=1000) == pytest.approx(0.05, abs=0.02)


def test_coverage_falls_where_one_sub_topic_weighs_all() -> None:
    even = VarianceParts(np.arange(17), np.linspace(0.5, 1.5, 17), np.full(17, 2.0))
    lone = VarianceParts(
        np.arange(17), np.append(np.linspace(0.2, 3.0, 16), 20.0), np.full(17, 2.0)
    )
    student = compute_t_quantile(QUANTILE, 16)
    assert coverage_of(lone, np.arange(17), multiplier=student) < 0.8
    assert coverage_of(even, np.arange(17), multiplier=student) > 0.8
    assert coverage_of(lone, np.arange(17)) == pytest.approx(0.9, abs=0.02)


def test_the_page_says_what_is_measured_now(matrix: IndicatorMatrix) -> None:
    rows, mean = coverage_rows(matrix, load_registry(Store()))
    page = PAGE.read_text(encoding="utf-8")
    assert f"holds in {100 * mean:.1f}% on average" in page
    for cells in rows:
        assert f"| {' | '.join(cells)} |" in page
