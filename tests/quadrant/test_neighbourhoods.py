"""Ranks of neighbourhoods, and the sums of squares around each tier's average."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.quadrant.neighbourhoods import (
    DOMAINS,
    INDEX,
    distances,
    domain_shares,
    rank_neighbourhoods,
)

NAMES = (*DOMAINS, INDEX)


def test_ranks_run_from_0_to_1_and_equal_scores_share_theirs() -> None:
    scores = {name: np.array([30.0, 10.0, 20.0, 20.0, 50.0]) for name in NAMES}
    ranks = rank_neighbourhoods({"place": np.arange(5), **scores}, 5)
    assert ranks.total[:, 0].tolist() == pytest.approx([0.75, 0.0, 0.375, 0.375, 1.0])
    assert ranks.england[0] == pytest.approx(0.5)


def test_sums_agree_with_the_squares_taken_one_by_one() -> None:
    generator = np.random.default_rng(3)
    place = generator.integers(0, 3, 60)
    scores = {name: generator.permutation(60).astype(float) for name in NAMES}
    ranks = rank_neighbourhoods({"place": place, **scores}, 3)
    found = distances(ranks, [0, 1], [[0]])
    scaled = scores["crime"] / 59
    column = list(DOMAINS).index("crime")
    own, authority = scaled[place == 0], scaled[np.isin(place, [0, 1])]
    assert found.local[column] == pytest.approx(((own - own.mean()) ** 2).sum())
    assert found.middle[column] == pytest.approx(((own - authority.mean()) ** 2).sum())
    assert found.england[column] == pytest.approx(((own - 0.5) ** 2).sum())
    assert found.count == len(own)


def test_a_council_of_one_kind_is_fully_told_by_its_own_average() -> None:
    scores = {name: np.array([1.0, 1.0, 2.0, 3.0]) for name in NAMES}
    ranks = rank_neighbourhoods({"place": np.array([0, 0, 1, 1]), **scores}, 2)
    shares = domain_shares(distances(ranks, [0, 1], [[0]]))
    assert [share.domain for share in shares] == [*DOMAINS, "all", "index"]
    assert shares[0].local == pytest.approx(1.0)
    # The authority here is all there is, so its average removes nothing.
    assert shares[0].middle == pytest.approx(0.0)


def test_neighbourhoods_at_the_national_mean_have_no_answer() -> None:
    scores = {name: np.array([1.0, 1.0, 1.0]) for name in NAMES}
    ranks = rank_neighbourhoods({"place": np.zeros(3, dtype=int), **scores}, 1)
    assert domain_shares(distances(ranks, [0], [[0]]))[0].local is None


def test_a_whole_authority_adds_up_its_councils() -> None:
    generator = np.random.default_rng(4)
    place = np.repeat([0, 1], 10)
    scores = {name: generator.permutation(20).astype(float) for name in NAMES}
    ranks = rank_neighbourhoods({"place": place, **scores}, 2)
    one, other = (distances(ranks, [0, 1], [[row]]) for row in (0, 1))
    whole = distances(ranks, [0, 1], [[0], [1]])
    assert whole.local.tolist() == pytest.approx((one.local + other.local).tolist())
    assert whole.england.tolist() == pytest.approx((one.england + other.england).tolist())
