"""How many clear differences are luck: on made figures, and on the five noisy indicators."""

from __future__ import annotations

import numpy as np
import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.false_claims import (
    FalseClaims,
    compute_false_claims,
    estimate_false_claims,
    write_luck_sentence,
    write_noise_note,
)


def test_where_there_is_nothing_to_see_all_clear_differences_are_luck() -> None:
    scores = np.random.default_rng(1).normal(size=2000)
    claims = estimate_false_claims("a", "2023", list(scores))
    assert claims.comparisons == 2000
    assert claims.clear == np.sum(np.abs(scores) > 1.959964)
    assert claims.by_luck == pytest.approx(100, abs=8)
    assert claims.confirmed <= 1
    assert claims.is_noisy


def test_real_differences_are_counted_apart_from_luck() -> None:
    generator = np.random.default_rng(2)
    scores = [*generator.normal(size=1000), *(6 + generator.normal(size=1000))]
    claims = estimate_false_claims("a", "2023", scores)
    assert claims.by_luck == pytest.approx(50, abs=6)
    assert claims.share_by_luck == pytest.approx(50 / 1050, abs=0.01)
    assert claims.confirmed == pytest.approx(1000, abs=60)
    assert not claims.is_noisy


def test_the_noisy_indicators_are_those_five(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    noisy = {
        indicator.slug
        for indicator in bundled_catalogue.with_data()
        if (claims := compute_false_claims(bundled, bundled_registry, indicator)) is not None
        and claims.is_noisy
    }
    assert noisy == {
        "overweight-children-year-6",
        "wellbeing-anxiety",
        "wellbeing-happiness",
        "wellbeing-satisfaction",
        "wellbeing-worthwhile",
    }


def test_a_noisy_indicator_carries_its_note_and_no_other_does() -> None:
    claims = FalseClaims(
        indicator="a", period="2023", comparisons=292, clear=29, confirmed=0, by_luck=12.3
    )
    assert write_noise_note(claims) == (
        "Partly luck: 29 of 292 councils look clearly different here, and about 12 of them would "
        "by luck alone."
    )
    assert (
        write_noise_note(
            FalseClaims(
                indicator="a", period="2023", comparisons=292, clear=195, confirmed=187, by_luck=4.1
            )
        )
        == ""
    )
    assert (
        write_noise_note(
            FalseClaims(
                indicator="a", period="2023", comparisons=292, clear=0, confirmed=0, by_luck=14.0
            )
        )
        == ""
    )
    assert write_noise_note(None) == ""


@pytest.mark.parametrize(
    ("comparisons", "sentence"),
    [
        (9, ""),
        (20, "Of 20 comparisons one may look clear by luck alone."),
        (25, "Of 25 comparisons one or two may look clear by luck alone."),
        (292, "Of 292 comparisons up to 15 may look clear by luck alone."),
    ],
)
def test_many_comparisons_say_how_many_luck_alone_would_make(
    comparisons: int, sentence: str
) -> None:
    assert write_luck_sentence(comparisons) == sentence
