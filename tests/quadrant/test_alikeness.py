"""Whether authorities are more alike than chance: growing, testing and adjusting."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.database.connection import Store
from placelib.quadrant.alikeness import (
    alikeness,
    benjamini_hochberg,
    load_neighbours,
    random_groups,
    within_variance,
)
from placelib.quadrant.evidence import Evidence
from tests.quadrant.made_areas import A, B, C, D
from tests.quadrant.made_areas import evidence as made_evidence

LINE = {A: [B], B: [A, C], C: [B, D], D: [C]}


def test_the_variance_on_paper() -> None:
    # Variances of 1 and 4; the third column has one value only and does not count.
    z = np.array([[1.0, 4.0, 9.0], [3.0, 0.0, np.nan]])
    assert within_variance(z) == pytest.approx((1 + 4) / 2)


def test_groups_hang_together_and_have_the_size_asked_for() -> None:
    touching = [[1], [0, 2], [1, 3], [2, 4], [3], []]
    groups = random_groups(touching, 3, 200, np.random.default_rng(1))
    assert len(groups) == 200
    assert {tuple(sorted(group)) for group in groups} == {(0, 1, 2), (1, 2, 3), (2, 3, 4)}


def test_islands_too_small_give_no_group() -> None:
    assert random_groups([[1], [0], []], 3, 50, np.random.default_rng(1)) == []


def test_a_textbook_adjustment() -> None:
    # Benjamini and Hochberg's rule worked through for five tests.
    shares = [0.01, 0.04, 0.03, 0.005, 0.55]
    assert benjamini_hochberg(shares) == pytest.approx([0.025, 0.05, 0.05, 0.025, 0.55])


def test_the_most_alike_pair_has_the_smallest_share() -> None:
    # A and B are the same; every other touching pair differs.
    made = made_evidence(z=[[1.0, 1.0], [1.0, 1.0], [-2.0, 0.0], [3.0, -3.0]])
    (found,) = alikeness(made, LINE, draws=600)
    assert found.within == 0
    assert found.share_as_alike == pytest.approx(1 / 3, abs=0.06)
    assert found.districts == 2
    assert found.verdict == "not clearly more alike than chance"


def test_the_same_seed_gives_the_same_figures() -> None:
    made = made_evidence()
    assert alikeness(made, LINE, 3, 100) == alikeness(made, LINE, 3, 100)


def test_without_neighbours_nothing_is_said() -> None:
    (found,) = alikeness(made_evidence(), {})
    assert found.verdict == "cannot say"
    assert found.share_as_alike is None


def test_the_bundled_authorities_are_tested_together(evidence: Evidence, store: Store) -> None:
    neighbours = load_neighbours(store)
    assert "E08000011" in neighbours["E08000012"]
    found = alikeness(evidence, neighbours, draws=60)
    assert len(found) == 16
    for one in found:
        assert one.share_as_alike is not None
        assert one.adjusted is not None
        assert one.share_as_alike <= one.adjusted <= 1
    assert alikeness(evidence, neighbours, draws=60) == found
