"""Which indicators make up the picture, and that copies and scales change nothing."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.model import Indicator
from placelib.quadrant.indicator_matrix import Floats, build_indicator_matrix
from placelib.quadrant.selection import IndicatorChoice, explain_exclusions
from placelib.quadrant.understanding_readings import read_group
from tests.quadrant.made_areas import figures, indicator

DISTRICTS = 260


def noise(columns: int, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).normal(50, 10, (DISTRICTS, columns))


def reasons(values: Floats, *indicators: Indicator) -> tuple[str | None, ...]:
    return explain_exclusions(indicators, values, np.ones(len(values), dtype=bool))


def test_a_rate_with_enough_areas_goes_in() -> None:
    assert reasons(noise(1), indicator("a", 0)) == (None,)


def test_a_total_stays_out() -> None:
    (reason,) = reasons(noise(1), indicator("a", 0, standardised=False))
    assert reason == "a total, which grows with the size of the place"


def test_an_indicator_without_figures_stays_out() -> None:
    (reason,) = reasons(noise(1), indicator("a", 0, has_data=False))
    assert reason == "no figures in this release"


@pytest.mark.parametrize(("areas", "is_in"), [(250, True), (249, False), (0, False)])
def test_at_least_250_councils_are_needed(areas: int, *, is_in: bool) -> None:
    values = noise(1)
    values[areas:] = np.nan
    (reason,) = reasons(values, indicator("a", 0))
    assert (reason is None) == is_in
    if reason and areas:
        assert "249 English councils" in reason
    if not areas:
        assert reason == "not published for English councils"


def test_of_near_duplicates_the_one_with_wider_coverage_stays() -> None:
    values = noise(1)
    values = np.column_stack([values, -3 * values + noise(1, 2) / 100])
    values[0, 0] = np.nan
    first, second = reasons(values, indicator("a", 0), indicator("b", 1))
    assert second is None
    assert first == "nearly the same as B (correlation 1.000)"


def test_with_equal_coverage_the_earlier_in_the_catalogue_stays() -> None:
    values = np.column_stack([noise(1)] * 2)
    assert reasons(values, indicator("later", 5), indicator("earlier", 2))[1] is None


@pytest.mark.parametrize(("r", "is_duplicate"), [(0.949, False), (0.951, True), (-0.951, True)])
def test_a_correlation_above_0_95_either_way_is_a_duplicate(
    r: float, *, is_duplicate: bool
) -> None:
    x = np.tile([1.0, -1.0, 1.0, -1.0], DISTRICTS // 4)
    y = np.tile([1.0, 1.0, -1.0, -1.0], DISTRICTS // 4)
    values = np.column_stack([x, r * x + np.sqrt(1 - r**2) * y])
    first, second = reasons(values, indicator("a", 0), indicator("b", 1))
    assert first is None
    assert (second is not None) == is_duplicate


@pytest.mark.parametrize(
    "slugs",
    [
        ("population-aged-0-to-15", "population-aged-16-to-64", "population-aged-65"),
        ("business-survival-one-year", "business-survival-two-year", "business-survival-five-year"),
    ],
)
def test_one_of_a_family_stays(slugs: tuple[str, ...]) -> None:
    made = [indicator(slug, position) for position, slug in enumerate(slugs)]
    first, *others = reasons(noise(3), *made)
    assert first is None
    assert all(reason and reason.startswith("one of a family") for reason in others)


def test_names_that_only_look_like_a_family_are_none() -> None:
    slugs = "five-year-population-change", "obese-children-year-6", "obese-children-reception"
    made = [indicator(slug, position) for position, slug in enumerate(slugs)]
    assert reasons(noise(3), *made) == (None, None, None)


def test_an_indicator_on_which_all_are_the_same_adds_nothing_and_breaks_nothing() -> None:
    values = np.column_stack([noise(1), np.full(DISTRICTS, 7.0)])
    matrix, _ = build_indicator_matrix(figures(values, [indicator("a", 0), indicator("b", 1)]))
    assert np.all(matrix.z[:, 1] == 0)


def chosen_and_score(values: Floats, made: list[Indicator]) -> tuple[list[str], float | None]:
    matrix, choices = build_indicator_matrix(figures(values, made))
    score = read_group(matrix, range(5), matrix.england).headline.score
    return [choice.slug for choice in choices if choice.chosen], score


@pytest.mark.parametrize(("scale", "shift"), [(1.0, 0.0), (-2.5, 400.0), (1e-6, 0.0), (1e9, 1e12)])
def test_a_copy_of_an_indicator_changes_nothing(scale: float, shift: float) -> None:
    values, made = noise(4), [indicator(name, place) for place, name in enumerate("abcd")]
    copy = np.column_stack([values, scale * values[:, 2] + shift])
    slugs, score = chosen_and_score(values, made)
    assert chosen_and_score(copy, [*made, indicator("copy", 9)]) == (slugs, score)


@pytest.mark.parametrize(("scale", "shift"), [(1000.0, 0.0), (-0.01, 3.0)])
def test_scaling_an_indicator_changes_nothing(scale: float, shift: float) -> None:
    values, made = noise(4), [indicator(name, place) for place, name in enumerate("abcd")]
    scaled = values.copy()
    scaled[:, 1] = scale * scaled[:, 1] + shift
    slugs, score = chosen_and_score(values, made)
    slugs_again, score_again = chosen_and_score(scaled, made)
    assert slugs_again == slugs
    assert score_again == pytest.approx(score)


def test_every_indicator_has_a_reason_and_a_period() -> None:
    values = noise(2)
    made = [indicator("a", 0), indicator("b", 1, standardised=False)]
    _, choices = build_indicator_matrix(figures(values, made))
    assert [type(choice) for choice in choices] == [IndicatorChoice] * 2
    assert choices[0].reason == "a rate or ratio with a value for 260 English councils"
    assert choices[0].period_label == "2024"
    assert [choice.chosen for choice in choices] == [True, False]
