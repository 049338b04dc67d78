"""Wording: true numbers, plain and kind English."""

from __future__ import annotations

import pytest

from placelib.quadrant import quadrant_of
from placelib.quadrant.geometry import VERDICTS
from placelib.quadrant.sentences import (
    beyond_shares,
    disagreement,
    less,
    of_draws,
    percentage,
    possessive,
)
from tests.quadrant.made_areas import CA, A, C, evidence

UNKIND = ("fail", "worse", "bad", "poor", "knows", "ignorant", "useless")


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.384, "38% less"),
        (1.0, "100% less"),
        (0.004, "about as much"),
        (-0.07, "7% more"),
        (-0.994, "99% more"),
        (-2.36, "3.4 times as much"),
    ],
)
def test_a_share_of_distance_in_words(share: float, words: str) -> None:
    assert less(share) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (1.0, "in every one of 1,000 recalculations"),
        (0.0, "in none of 1,000 recalculations"),
        (0.455, "in 46% of 1,000 recalculations"),
        (0.9995, "in 99% of 1,000 recalculations"),
        (0.0005, "in 1% of 1,000 recalculations"),
    ],
)
def test_a_share_of_draws_in_words(share: float, words: str) -> None:
    assert of_draws(share, 1000) == words


@pytest.mark.parametrize(
    ("share", "words"), [(0.0, "none"), (0.0226, "2.3%"), (0.0999, "10%"), (0.244, "24%")]
)
def test_a_percentage_in_words(share: float, words: str) -> None:
    assert percentage(share) == words


def test_names_ending_in_s_take_an_apostrophe_only() -> None:
    assert possessive("the West Midlands") == "the West Midlands’"
    assert possessive("England") == "England’s"


def test_shares_by_axis_are_those_of_the_quarters() -> None:
    shares = tuple(zip(VERDICTS, (0.1, 0.2, 0.3, 0.4), strict=True))
    assert beyond_shares(shares) == pytest.approx((0.3, 0.4))


def test_a_disagreement_names_the_axis_it_is_about() -> None:
    shares = tuple(zip(VERDICTS, (0.0, 0.46, 0.0, 0.54), strict=True))
    assert disagreement(shares) == (
        "46% of the recalculations have it beyond halfway on understanding; a verdict needs 90% "
        "to agree"
    )


def test_the_understanding_sentence_has_both_readings() -> None:
    sentence = quadrant_of(evidence(), A).understanding_sentence
    assert sentence == (
        "Someone using the average of the Twin Rivers combined authority instead of England’s "
        "would miss 63% less of what sets Aston apart from England (over 2 indicators, "
        "large gaps counting most); with Aston left out of the average, 34% less."
    )


def test_the_leverage_sentence_has_both_readings_and_the_years() -> None:
    sentence = quadrant_of(evidence(), CA).leverage_sentence
    assert sentence == (
        "Of the public spending that the councils do not decide, the Twin Rivers combined "
        "authority decides 13%. Taken alone it decides less than the councils: £1,000 a head "
        "against £2,000. It raises none of its spending as council tax; the councils raise 25%. "
        "Money is for 2024-25, all public spending for 2023-24."
    )


def test_the_main_sentence_names_tiers_draws_and_years() -> None:
    found = quadrant_of(evidence(), A)
    assert "between Aston and England" in found.sentence.replace("Between", "between")
    assert "1,000 recalculations with slightly different figures and choices" in found.sentence
    assert found.sentence.endswith("2024; money is for 2024-25.")


def test_an_average_further_away_is_said_kindly() -> None:
    z = [[0.5, 0.5], [4.0, 4.0], [-1.0, -1.0], [0.0, 0.0]]
    sentence = quadrant_of(evidence(z=z), A).understanding_sentence
    assert "That average is further from Aston than England’s" in sentence


@pytest.mark.parametrize("code", [A, C, CA])
def test_no_sentence_is_unkind_or_speaks_of_what_officials_know(code: str) -> None:
    found = quadrant_of(evidence(), code)
    words = f"{found.sentence} {found.understanding_sentence} {found.leverage_sentence}".lower()
    assert not any(word in words for word in UNKIND)


def test_the_choice_that_matters_most_is_named_with_its_size() -> None:
    found = quadrant_of(evidence(), A)
    assert found.uncertainty is not None
    most = found.uncertainty.influences[0]
    assert found.influence_sentence == (
        f"The choice that moves the answer most: {most.choice} "
        f"(by {most.moves * 100:.0f} points of 100)."
    )


def test_the_halfway_sentence_reckons_from_the_council_for_a_council() -> None:
    whole, council = (quadrant_of(evidence(), code).halfway_sentence for code in (CA, A))
    assert whole.startswith("To be halfway on money, the Twin Rivers combined authority would")
    assert "£4,000 a head, £3,000 more than now" in whole
    assert "reckoned from the spending of Aston" in council
