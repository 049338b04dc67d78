"""Positions, tenths and spreads of neighbourhoods, on figures whose answers are known by hand."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.neighbourhoods.figures import (
    assign_tenths,
    measure_share_within,
    measure_spread,
    rank_positions,
    write_label,
)
from placelib.neighbourhoods.measures import MEASURES


def test_the_hardest_pressed_stands_first_and_equal_figures_share_a_position() -> None:
    positions = rank_positions(MEASURES["income"], np.array([0.1, 0.4, 0.2, 0.2]))
    assert positions.tolist() == [0.875, 0.125, 0.5, 0.5]


def test_where_little_is_the_hard_end_the_lowest_figure_stands_first() -> None:
    positions = rank_positions(MEASURES["connectivity"], np.array([90.0, 10.0]))
    assert positions.tolist() == [0.75, 0.25]


def test_a_gap_has_no_position_and_no_tenth_and_moves_nobody() -> None:
    positions = rank_positions(MEASURES["income"], np.array([0.4, np.nan, 0.1]))
    assert np.isnan(positions[1])
    assert positions[[0, 2]].tolist() == [0.25, 0.75]
    assert assign_tenths(positions).tolist() == [3, 0, 8]


def test_twenty_different_figures_fill_every_tenth_with_two() -> None:
    positions = rank_positions(MEASURES["income"], np.arange(20, dtype=float))
    tenths = assign_tenths(positions)
    assert np.bincount(tenths).tolist() == [0, *[2] * 10]
    assert tenths[19] == 1
    assert tenths[0] == 10


@pytest.mark.parametrize(
    ("positions", "share"),
    [
        # All of the difference is between the two councils.
        ([0.2, 0.2, 0.8, 0.8], 0.0),
        # All of it is inside them.
        ([0.2, 0.8, 0.2, 0.8], 1.0),
        # Means .3 and .7: inside 4 × .01, in all 2 × .09 + 2 × .01 = .2.
        ([0.2, 0.4, 0.6, 0.8], 0.2),
        # Nobody differs.
        ([0.5, 0.5, 0.5, 0.5], 0.0),
    ],
)
def test_the_share_inside_is_that_of_the_squared_distances(
    positions: list[float], share: float
) -> None:
    councils = np.array(["A", "A", "B", "B"], dtype=object)
    assert measure_share_within(np.array(positions), councils) == pytest.approx(share)


def test_a_spread_counts_tenths_and_gives_the_middle_eight_tenths() -> None:
    spread = measure_spread(np.array([0.05, 0.15, 0.25, np.nan]))
    assert spread.counts == (1, 1, 1, 0, 0, 0, 0, 0, 0, 0)
    assert spread.total == 3
    assert (spread.low, spread.median, spread.high) == pytest.approx((0.07, 0.15, 0.23))
    assert measure_spread(np.array([np.nan])).total == 0


def test_a_label_is_the_readable_name_with_the_letters_of_the_official_one() -> None:
    assert write_label("Allerton & Hunts Cross", "Liverpool 054C") == "Allerton & Hunts Cross 054C"
