"""The chord, the bend and the verdict."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.quadrant.geometry import (
    VERDICTS,
    chord_distance,
    chord_position,
    halfway_beyond,
    outline,
    verdict_of,
    verdict_shares,
)


@pytest.mark.parametrize("along", [0.0, 0.25, 0.5, 0.9, 1.0, -0.4, 1.7])
@pytest.mark.parametrize("local", [1.0, 0.6])
def test_on_the_chord_the_distance_is_0(along: float, local: float) -> None:
    understanding, leverage = local * (1 - along), along
    assert chord_distance(understanding, leverage, local) == pytest.approx(0, abs=1e-12)
    assert chord_position(understanding, leverage, local) == pytest.approx(along)


@pytest.mark.parametrize("local", [1.0, 0.6])
def test_at_the_midpoint_the_bend_is_0_on_both_axes(local: float) -> None:
    assert halfway_beyond(local / 2, local, 0.0) == 0
    assert halfway_beyond(0.5, 0.0, 1.0) == 0


@pytest.mark.parametrize(("u", "leverage"), [(0.8, 0.7), (0.2, 0.1), (-3.0, 4.0), (1.5, -0.3)])
def test_between_the_archetypes_distance_and_position_are_those_of_the_method(
    u: float, leverage: float
) -> None:
    assert chord_distance(u, leverage, 1.0) == pytest.approx((u + leverage - 1) / np.sqrt(2))
    assert chord_position(u, leverage, 1.0) == pytest.approx((1 + leverage - u) / 2)


def test_the_four_quarters_are_counted() -> None:
    shares = verdict_shares(np.array([1.0, 1.0, -1.0, -1.0, 0.0]), np.array([1.0, -1, 1, -1, 0]))
    assert shares == tuple(zip(VERDICTS, (0.2, 0.2, 0.2, 0.4), strict=True))


@pytest.mark.parametrize(("share", "verdict"), [(0.9, "bends the line"), (0.899, "cannot say")])
def test_a_verdict_needs_nine_draws_in_ten(share: float, verdict: str) -> None:
    shares = zip(VERDICTS, (share, 0.0, 0.0, 1 - share), strict=True)
    assert verdict_of(tuple(shares)) == verdict


def test_a_distance_outward_alone_is_no_bend() -> None:
    # Far out on understanding, short on leverage: beyond the chord and still no bend.
    assert chord_distance(1.4, 0.2, 1.0) > 0
    shares = verdict_shares(np.array([0.9]), np.array([-0.3]))
    assert verdict_of(shares) == "beyond halfway on understanding only"


def test_the_outline_holds_the_share_it_says() -> None:
    generator = np.random.default_rng(5)
    u, leverage = generator.normal(0.5, 0.1, 1000), generator.normal(0.1, 0.02, 1000)
    corners = outline(u, leverage, 0.9)
    inside = np.ones(1000, dtype=bool)
    for (x, y), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        inside &= (x2 - x) * (leverage - y) - (y2 - y) * (u - x) >= -1e-12
    assert 0.85 < inside.mean() <= 0.9


def test_the_outline_of_points_on_a_line_or_of_one_point_is_no_error() -> None:
    same = np.full(10, 0.2)
    assert len(outline(np.linspace(0, 1, 10), same, 0.9)) == 2
    assert outline(same, same, 0.9) == ((0.2, 0.2),)
