"""The studentised bootstrap, against a slow one in plain Python, and what a lone cluster does."""

from __future__ import annotations

import math

import numpy as np
import pytest

from placelib.quadrant.studentised_bootstrap import (
    compute_bootstrap_multiplier,
    draw_cluster_counts,
)

EVEN = np.linspace(0.5, 1.5, 17)
LONE = np.append(np.linspace(0.2, 3.0, 16), 20.0)
AWAY = np.full(17, 2.0)


def test_the_multiplier_is_that_of_a_slow_bootstrap_of_the_same_draws() -> None:
    draws = 300
    truth = math.log(EVEN.sum() / AWAY.sum())
    distances = []
    for counts in draw_cluster_counts(17, draws):
        picked = [place for place, times in enumerate(counts) for _ in range(int(times))]
        within, away = [EVEN[place] for place in picked], [AWAY[place] for place in picked]
        logs = [
            math.log((sum(within) - near) / (sum(away) - far))
            for near, far in zip(within, away, strict=True)
        ]
        mean = math.fsum(logs) / 17
        error = math.sqrt(16 / 17 * math.fsum((value - mean) ** 2 for value in logs))
        distances.append(abs(math.log(sum(within) / sum(away)) - truth) / error)
    slow = sorted(distances)[math.ceil(0.9 * draws) - 1]
    assert compute_bootstrap_multiplier(EVEN, AWAY, 0.9, draws) == pytest.approx(slow, rel=1e-9)


def test_clusters_of_like_weight_need_no_more_than_students_t() -> None:
    assert 1.6 < compute_bootstrap_multiplier(EVEN, AWAY, 0.9) < 1.9


def test_a_lone_heavy_cluster_needs_much_more() -> None:
    assert compute_bootstrap_multiplier(LONE, AWAY, 0.9) > 3


def test_clusters_that_all_say_the_same_need_nothing() -> None:
    assert compute_bootstrap_multiplier(np.full(17, 1.0), AWAY, 0.9) == 0.0


def test_too_many_draws_without_a_ratio_give_no_multiplier() -> None:
    mostly_noise = np.array([-1.0] * 10 + [3.0] * 7)
    assert compute_bootstrap_multiplier(mostly_noise, AWAY, 0.9) == math.inf


def test_each_draw_draws_as_many_clusters_and_the_same_each_time() -> None:
    counts = draw_cluster_counts(17, 50)
    assert counts.shape == (50, 17)
    assert set(counts.sum(axis=1)) == {17.0}
    assert (counts == draw_cluster_counts(17, 50)).all()
