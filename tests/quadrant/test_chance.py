"""Random groups of touching districts: how they grow and what they score."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.quadrant.chance import (
    compute_chance,
    compute_scores,
    compute_shares,
    grow_groups,
    pool_of,
)
from placelib.quadrant.understanding_readings import group_parts
from tests.quadrant.made_areas import matrix

LINE = {f"E08{n:06d}": [f"E08{n + 1:06d}"] for n in range(1, 9)}


def both_ways(neighbours: dict[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, others in neighbours.items():
        for other in others:
            found.setdefault(code, []).append(other)
            found.setdefault(other, []).append(code)
    return found


def test_groups_hang_together_and_have_the_size_asked_for() -> None:
    touching = [[1], [0, 2], [1, 3], [2, 4], [3], []]
    groups = grow_groups(touching, 3, 200, np.random.default_rng(1))
    assert len(groups) == 200
    assert {tuple(sorted(group)) for group in groups} == {(0, 1, 2), (1, 2, 3), (2, 3, 4)}


def test_islands_too_small_give_no_group() -> None:
    assert grow_groups([[1], [0], []], 3, 50, np.random.default_rng(1)) == []


def test_many_groups_at_once_score_what_each_scores_alone() -> None:
    generator = np.random.default_rng(5)
    values = generator.normal(0, 1, (9, 12))
    values[2, 3] = values[4, 5] = np.nan
    areas = matrix(values, noise=0.02)
    groups = np.array([[0, 1, 2], [2, 3, 4], [4, 5, 6]])
    alone = [group_parts(areas, rows.tolist(), areas.england).share for rows in groups]
    assert compute_shares(areas, groups) == pytest.approx(alone)


def test_the_most_alike_pair_is_the_rarest() -> None:
    values = np.array([[n * (-1.0) ** n, n % 3] for n in range(1, 10)], dtype=float)
    values[:2] = [2.0, 2.0]
    areas = matrix(values)
    twins = {"E47000099": list(areas.codes[:2])}
    bands, tests = compute_chance(areas, both_ways(LINE), twins, groups=400)
    everyone = next(test for test in tests if test.pool == "all")
    # Eight pairs touch along the line, but the ends of it are reached less often.
    assert everyone.share_as_high == pytest.approx(1 / 8, abs=0.08)
    band = next(band for band in bands if (band.pool, band.districts) == ("all", 2))
    assert band.low <= band.median <= band.high == pytest.approx(100.0)


def test_the_same_seed_gives_the_same_bands_and_another_seed_does_not() -> None:
    areas = matrix(np.random.default_rng(2).normal(0, 1, (9, 6)))
    members = {"E47000099": list(areas.codes[:3])}
    first = compute_chance(areas, both_ways(LINE), members, 100, seed=3)
    assert compute_chance(areas, both_ways(LINE), members, 100, seed=3) == first
    assert compute_chance(areas, both_ways(LINE), members, 100, seed=4) != first


def test_a_pool_of_less_than_two_groups_has_no_band() -> None:
    areas = matrix(np.random.default_rng(2).normal(0, 1, (9, 6)))
    bands, _ = compute_chance(areas, both_ways(LINE), {"E47000099": list(areas.codes[:5])}, 50)
    assert {band.districts for band in bands} == {2, 3, 4}


def test_without_neighbours_nothing_is_said() -> None:
    areas = matrix(np.zeros((4, 3)))
    assert compute_chance(areas, {}, {"E47000099": list(areas.codes)}) == ([], [])


def test_a_pool_is_named_by_the_types_of_its_districts() -> None:
    assert pool_of(["E08000012", "E06000006"]) == "E06+E08"


def test_a_share_above_one_scores_a_hundred() -> None:
    assert compute_scores(np.array([1.2, 0.75, 0.0])) == pytest.approx([100.0, 50.0, 0.0])


def test_groups_that_do_not_differ_from_england_have_no_band() -> None:
    areas = matrix(np.zeros((9, 3)))
    assert compute_chance(areas, both_ways(LINE), {"E47000099": list(areas.codes[:2])}, 20) == (
        [],
        [],
    )
