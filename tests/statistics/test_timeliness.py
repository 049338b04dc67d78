"""How old figures are, and when the next were due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from placelib.model import Indicator
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.timeliness import (
    count_months_since_latest,
    describe_duration,
    find_next_release,
    write_age_sentence,
    write_timeliness_sentence,
)

TODAY = date(2026, 11, 28)


@pytest.fixture
def rate(tiny_catalogue: Catalogue) -> Indicator:
    """An indicator for 2023, released in April 2024, once a year."""
    return replace(
        tiny_catalogue["rate"],
        period_last="2023-01-01/P1Y",
        released=date(2024, 4, 16),
        frequency="annual",
    )


def test_the_age_and_the_next_release_are_said(rate: Indicator) -> None:
    assert write_age_sentence(rate, TODAY) == (
        "The latest figures are for 2023, which ended 2 years and 10 months ago. They come once a "
        "year: the next release was due in April 2025."
    )
    coming = replace(
        rate, period_last="2026-04-01/P1M", released=date(2026, 10, 17), frequency="monthly"
    )
    assert write_age_sentence(coming, date(2026, 11, 10)) == (
        "The latest figures are for April 2026, which ended 6 months ago. They come every month: "
        "the next release is due in November 2026."
    )
    assert write_age_sentence(replace(rate, period_last=None), TODAY) == ""
    assert write_age_sentence(replace(rate, frequency="now and then"), TODAY) == (
        "The latest figures are for 2023, which ended 2 years and 10 months ago."
    )


def test_a_figure_on_a_day_is_that_old_and_its_month_did_not_end(rate: Indicator) -> None:
    counted = replace(rate, period_last="2026-01-01", frequency="now and then")
    assert write_age_sentence(counted, TODAY) == (
        "The latest figures are for a day in January 2026, 10 months ago."
    )
    counted = replace(counted, period_last="2026-11-20")
    assert write_age_sentence(counted, TODAY) == (
        "The latest figures are for a day in November 2026, less than a month ago."
    )


def test_a_period_that_has_just_ended_is_not_old(rate: Indicator) -> None:
    fresh = replace(rate, period_last="2026-11-01/P1M", released=date(2026, 11, 20))
    assert "November 2026, which has just ended" in write_age_sentence(fresh, TODAY)
    # A period still running is not of the future.
    running = replace(rate, period_last="2026-01-01/P1Y")
    assert count_months_since_latest(running, TODAY) == 0


@pytest.mark.parametrize(
    ("frequency", "due"),
    [
        ("annual", date(2025, 4, 16)),
        ("quarterly", date(2024, 7, 16)),
        ("monthly", date(2024, 5, 16)),
        ("now and then", None),
    ],
)
def test_the_next_release_follows_the_publishers_rhythm(
    rate: Indicator, frequency: str, due: date | None
) -> None:
    assert find_next_release(replace(rate, frequency=frequency)) == due


@pytest.mark.parametrize(
    ("months", "words"),
    [(1, "1 month"), (3, "3 months"), (12, "1 year"), (25, "2 years and 1 month")],
)
def test_a_duration_in_words(months: int, words: str) -> None:
    assert describe_duration(months) == words


def test_the_whole_is_counted_from_the_catalogue(
    rate: Indicator, bundled_catalogue: Catalogue
) -> None:
    new = replace(rate, period_last="2026-04-01")
    assert write_timeliness_sentence([rate, rate, new], TODAY) == (
        "1 of 3 indicators reach into 2026, 2 end before 2024: each says how old its figures are."
    )
    held = bundled_catalogue.with_data()
    assert write_timeliness_sentence(held, TODAY).startswith(
        "8 of 106 indicators reach into 2026, 33 end"
    )
    every = bundled_catalogue.indicators.values()
    assert write_timeliness_sentence(every, TODAY).endswith(
        " 2 more have no figures in this release of the data."
    )
    assert all(write_age_sentence(indicator, TODAY) for indicator in held)
