"""Periods: the publisher's notation read without guessing, and put into words."""

from __future__ import annotations

from datetime import date

import pytest

from placelib.errors import BadPeriod
from placelib.periods import Period, read_period


@pytest.mark.parametrize(
    ("notation", "words"),
    [
        ("2023-01-01/P1Y", "2023"),
        ("2020-01-01/P3Y", "2020 to 2022"),
        ("2023-04-01/P1Y", "April 2023 to March 2024"),
        ("2024-06-30", "June 2024"),
        ("2024-06-01/P1M", "June 2024"),
        ("2024-01-01/P3M", "January 2024 to March 2024"),
        ("2024-01-01/P12M", "2024"),
        ("2024-05-15/P1Y", "May 2024 to May 2025"),
        ("2024-11-01/P3M", "November 2024 to January 2025"),
    ],
)
def test_a_period_in_words(notation: str, words: str) -> None:
    assert read_period(notation).label == words


def test_the_end_of_a_period_is_the_first_day_after_it() -> None:
    assert read_period("2022-04-01/P3Y") == Period(date(2022, 4, 1), date(2025, 4, 1))
    assert read_period("2024-12-31") == Period(
        date(2024, 12, 31), date(2025, 1, 1), is_instant=True
    )


def test_a_period_from_a_leap_day_ends_on_the_last_day_of_the_month() -> None:
    assert read_period("2024-02-29/P1Y").ends == date(2025, 2, 28)
    assert read_period("2024-02-29/P4Y").ends == date(2028, 2, 29)


@pytest.mark.parametrize(
    "notation",
    [
        "",
        "2023",
        "2023-13-01",
        "2023-02-30/P1Y",
        "2023-01-01/P0Y",
        "2023-01-01/P1W",
        "2023-01-01/P1Y ",
        "01-01-2023",
        "2023-01-01/2023-12-31",
    ],
)
def test_another_notation_is_refused_with_the_rule(notation: str) -> None:
    with pytest.raises(BadPeriod, match=r"is not a period\. Periods are a day \(2024-06-30\)"):
        read_period(notation)


def test_a_long_text_is_cut_short_in_the_refusal() -> None:
    with pytest.raises(BadPeriod) as refusal:
        read_period("x" * 500)
    assert len(str(refusal.value)) < 200


def test_periods_stand_in_order_of_time() -> None:
    later, earlier = read_period("2024-01-01/P1Y"), read_period("2023-06-30")
    assert sorted([later, earlier]) == [earlier, later]
