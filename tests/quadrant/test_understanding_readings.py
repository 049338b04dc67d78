"""Readings of a group and of a council, on paper."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.quadrant.understanding_readings import read_council, read_group
from tests.quadrant.made_areas import matrix

ROOT_7 = 7**0.5


def test_a_group_exactly_halfway_reads_fifty() -> None:
    areas = matrix(np.array([[ROOT_7 + 1] * 4, [ROOT_7 - 1] * 4]))
    reading = read_group(areas, [0, 1], areas.england).headline
    assert reading.score == pytest.approx(50.0)
    assert reading.share == pytest.approx(0.75)
    assert reading.why is None


def test_one_council_is_no_group() -> None:
    areas = matrix(np.ones((3, 4)))
    reading = read_group(areas, [1], areas.england).headline
    assert (reading.score, reading.low) == (None, None)
    assert reading.why == "a group needs two councils or more"


def test_councils_without_a_common_figure_have_no_reading_and_the_reason() -> None:
    values = np.array([[1.0, np.nan], [np.nan, 2.0]])
    areas = matrix(values)
    group = read_group(areas, [0, 1], areas.england)
    assert group.headline.score is None
    assert "same indicator" in (group.headline.why or "")
    assert group.left_out == ("I 0", "I 1")


def test_the_other_choices_stand_beside_the_headline() -> None:
    areas = matrix(
        np.array([[2.0, 3.0, 1.0], [1.0, 2.0, 2.0]]), noise=0.05, population=[300.0, 100.0]
    )
    group = read_group(areas, [0, 1], areas.england)
    scores = {choice.choice: choice.score for choice in group.choices}
    # With residents: weights ¾ and ¼, so the spread is ⅜·d²/2 over 1 − 10/16 for a difference d.
    within = sum(3 / 16 * 1.0 / (6 / 16) - 0.05 for _ in range(3))
    away = sum(0.75 * a**2 + 0.25 * b**2 - 0.05 for a, b in ((2, 1), (3, 2), (1, 2)))
    expected = 100 * (1 - np.sqrt(within / away))
    assert scores["councils counted by residents"] == pytest.approx(expected)
    assert scores["as on the axis"] == group.headline.score
    assert scores["shared variance, on squared distances"] == pytest.approx(
        100 * (group.headline.share or 0)
    )
    assert (scores["sampling noise left in"] or 0) < (group.headline.score or 0)


def test_a_topic_is_read_from_eight_indicators_on() -> None:
    generator = np.random.default_rng(1)
    values = generator.normal(1, 0.4, (4, 15))
    areas = matrix(values, topics=["economy"] * 8 + ["housing"] * 7)
    group = read_group(areas, [0, 1, 2, 3], areas.england)
    assert [topic.topic for topic in group.topics] == ["economy"]
    (reading,) = (topic.reading for topic in group.topics)
    assert reading.low is not None
    assert reading.score is not None
    assert reading.high is not None
    assert reading.low < reading.score < reading.high


def test_the_councils_add_up_to_the_group() -> None:
    generator = np.random.default_rng(2)
    areas = matrix(generator.normal(1, 0.5, (4, 10)), noise=0.01)
    members = [0, 1, 2, 3]
    councils = [read_council(areas, [row], members, areas.england) for row in members]
    group = read_group(areas, members, areas.england)
    near = sum((council.from_group or 0) ** 2 for council in councils) / 4
    far = sum((council.from_nation or 0) ** 2 for council in councils) / 4
    assert 1 - near / far == pytest.approx(group.headline.share)


def test_a_council_close_to_the_nation_has_distances_and_no_ratio() -> None:
    areas = matrix(np.array([[0.3] * 6, [1.5] * 6, [1.0] * 6]))
    council = read_council(areas, [0], [0, 1, 2], areas.england)
    assert council.from_nation == pytest.approx(0.3)
    # (0.3 − mean of 0.3, 1.5 and 1.0)² · 3/2.
    assert council.from_group == pytest.approx(np.sqrt((0.3 - 2.8 / 3) ** 2 * 1.5))
    assert council.reading.score is None
    assert "so close to the nation" in (council.reading.why or "")


def test_a_council_outside_the_sums_is_measured_against_the_others() -> None:
    areas = matrix(np.array([[3.0] * 6, [1.5] * 6, [0.5] * 6]))
    council = read_council(areas, [0], [1, 2], areas.england)
    assert council.from_group == pytest.approx(np.sqrt(2.0**2 * 2 / 3))


def test_a_county_is_read_over_its_districts() -> None:
    areas = matrix(np.array([[2.0] * 4, [1.0] * 4, [0.0] * 4]))
    county = read_council(areas, [0, 1], [0, 1, 2], areas.england)
    assert county.from_nation == pytest.approx(np.sqrt((4 + 1) / 2))
    assert county.from_group == pytest.approx(np.sqrt((1.0 * 1.5 + 0.0) / 2))
