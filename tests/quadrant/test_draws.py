"""A thousand draws: the same for the same seed, around the answer, and quick."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from placelib.quadrant import Evidence, Weights, quadrant_of
from placelib.quadrant.comparison import Comparison, compare, gap_sums
from placelib.quadrant.draws import Choices, as_chosen, draw_choices, draw_u1, seed_of
from placelib.quadrant.picture import Bools
from tests.quadrant.made_areas import CA, A, B, picture
from tests.quadrant.made_areas import evidence as made_evidence

COLUMNS = 30
DRAWS = 4000


def a_comparison(error: float = 0.0) -> Comparison:
    z = np.random.default_rng(7).normal(0, 1, (4, COLUMNS)) + 0.8
    made = picture(z.tolist(), [100, 300, 200, 200], error=np.full(z.shape, error))
    return compare(made, range(4), [[0], [1], [2], [3]], np.zeros(COLUMNS))


def topics() -> list[Bools]:
    return [np.arange(COLUMNS) < 10, np.arange(COLUMNS) >= 10]


def drawn(comparison: Comparison) -> Choices:
    return draw_choices(comparison, topics(), [1.0, 0.0], [0.5, 0.5], 20.0, 42, DRAWS)


def headline(comparison: Comparison) -> float:
    found = gap_sums(comparison, 2, leave_one_out=False)
    return found.share_removed(np.ones(COLUMNS, dtype=bool)) or 0.0


def test_the_choices_as_made_give_the_headline_in_every_draw() -> None:
    comparison = a_comparison()
    chosen = as_chosen(drawn(comparison), topics(), [1.0, 0.0], [0.5, 0.5])
    assert draw_u1(comparison, chosen) == pytest.approx(headline(comparison))


def test_indicators_are_resampled_within_their_topic() -> None:
    choices = drawn(a_comparison())
    for columns in topics():
        assert np.all(choices.indicators[:, columns].sum(axis=1) == columns.sum())


def test_weights_are_drawn_around_those_chosen_and_a_lone_one_stays() -> None:
    choices = drawn(a_comparison())
    assert np.all(choices.across == [1.0, 0.0])
    assert choices.up.sum(axis=1) == pytest.approx(1)
    assert choices.up[:, 0].mean() == pytest.approx(0.5, abs=0.01)
    assert choices.up[:, 0].std() == pytest.approx(np.sqrt(0.25 / 21), rel=0.05)
    assert choices.topics.mean(axis=0) == pytest.approx(1, abs=0.05)


def test_sampling_errors_widen_the_band_and_do_not_shift_it() -> None:
    comparison = a_comparison(error=0.4)
    choices = drawn(comparison)
    plain = as_chosen(choices, topics(), [1.0, 0.0], [0.5, 0.5])
    u1 = draw_u1(comparison, replace(plain, errors=choices.errors))
    assert u1.mean() == pytest.approx(headline(comparison), abs=0.01)
    assert u1.std() > 0.02


@pytest.mark.parametrize(("squared", "inclusive"), [(True, False), (False, True), (False, False)])
def test_the_tossed_choices_give_their_own_readings(squared: bool, inclusive: bool) -> None:
    comparison = a_comparison()
    plain = as_chosen(drawn(comparison), topics(), [1.0, 0.0], [0.5, 0.5])
    count = len(plain.squared)
    choices = replace(plain, squared=np.full(count, squared), inclusive=np.full(count, inclusive))
    sums = gap_sums(comparison, 2 if squared else 1, leave_one_out=not inclusive)
    expected = sums.share_removed(np.ones(COLUMNS, dtype=bool))
    assert draw_u1(comparison, choices) == pytest.approx(expected)


def test_the_same_area_gives_the_same_figures_whatever_came_before() -> None:
    made = made_evidence(error=np.full((4, 2), 0.3))
    first = quadrant_of(made, A).uncertainty
    quadrant_of(made, B)
    assert quadrant_of(made, A).uncertainty == first


def test_the_seed_is_fixed_by_the_code_alone() -> None:
    # Figures that were once published must come out again in every later version.
    assert seed_of("E47000004") == 2443637985
    assert seed_of("E47000004") != seed_of("E47000005")


def test_the_most_telling_choice_comes_first() -> None:
    found = quadrant_of(made_evidence(), CA).uncertainty
    assert found is not None
    moves = [influence.moves for influence in found.influences]
    assert moves == sorted(moves, reverse=True)
    assert len(moves) == 6
    # Without published intervals there is no sampling error to move anything.
    assert {one.choice: one.moves for one in found.influences}["sampling error"] == 0


def test_without_leverage_no_verdict_is_drawn_but_the_band_is() -> None:
    made = made_evidence(outturns={})
    found = quadrant_of(made, A)
    assert found.uncertainty is not None
    assert found.uncertainty.u1_low is not None
    assert found.uncertainty.shares == ()
    assert found.verdict == "cannot say"


def test_a_thousand_draws_of_the_largest_authority_take_less_than_a_second(
    evidence: Evidence,
) -> None:
    started = time.perf_counter()
    quadrant_of(evidence, "E12000007", Weights(neighbourhoods=1, tax=1))
    assert time.perf_counter() - started < 1
