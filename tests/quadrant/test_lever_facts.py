"""A documented amount is said in words, without the abbreviations of its source."""

from __future__ import annotations

import pytest

from placelib.quadrant.lever_facts import LeverFact


def fact(value: float | None, unit: str) -> LeverFact:
    return LeverFact(
        area_code="E47000091",
        lever="money",
        item="fund",
        value=value,
        unit=unit,
        year="2024-25",
        source_title="A deal",
        source_url="",
        confidence="high",
        note="",
    )


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (16.0, "GBP m a year for 30 years (GBP 900m)", "£16 million a year for 30 years (£900m)"),
        (30.5, "GBP million", "£30.50 million"),
        (44.0, "GBP m (RDEL 43.66, CDEL 0.00)", "£44 million (day-to-day 43.66, capital 0.00)"),
        (12000.0, "GBP", "£12,000"),
        (0.0, "GBP m", "£0 million"),
        (3.0, "seats", "3 seats"),
        (1.0, "yes/no", "yes"),
        (0.0, "yes/no", "no"),
        (None, "GBP m", ""),
    ],
)
def test_an_amount_has_its_unit_in_words(value: float | None, unit: str, said: str) -> None:
    assert fact(value, unit).amount == said
