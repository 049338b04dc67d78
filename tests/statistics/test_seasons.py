"""A month is held against the same month of an earlier year, unless a reader chooses otherwise."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.model import Observation
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import compare_periods
from placelib.statistics.seasons import describe_seasons, find_default_start, is_same_season
from placelib.statistics.text import write_trend_sentence
from placelib.trends.text import (
    write_benchmark_gap_sentence,
    write_figures_sentence,
    write_index_sentence,
    write_trends_headline,
)
from placelib.trends.trajectories import Trajectory, index_tracks
from tests.made_observations import observed
from tests.tiny_database import ALDER, ENGLAND

# Every year has a full July and an empty December; from year to year both rise.
NIGHTS = {"2023-07": 80.0, "2023-12": 20.0, "2024-07": 85.0, "2024-12": 25.0, "2025-07": 90.0}
DECEMBER = {**NIGHTS, "2025-12": 30.0}


def list_months(figures: dict[str, float], code: str = ALDER) -> tuple[Observation, ...]:
    return tuple(
        observed(value, period=f"{month}-01/P1M", code=code) for month, value in figures.items()
    )


def test_december_is_held_against_december_and_not_against_july(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rate, alder, rows = tiny_catalogue["rate"], tiny_registry[ALDER], list_months(DECEMBER)
    assert write_trend_sentence(rate, alder, rows) == (
        "The test rate in Alder was 20.0% in December 2023 and 30.0% in December 2025. It went up "
        "by 10.0 percentage points. No interval is published."
    )
    headline = write_trends_headline(rate, Trajectory(alder, rows, rows))
    assert headline == "Test rate in Alder: 20.0%, then 30.0%"
    # A reader who chooses the last period alone has the same month too.
    change = compare_periods(rate, rows, end="2025-07-01/P1M")
    assert change is not None
    assert (change.difference.second, change.difference.first) == (80.0, 90.0)


def test_a_readers_own_choice_of_periods_stands_with_a_remark(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rate, alder, rows = tiny_catalogue["rate"], tiny_registry[ALDER], list_months(DECEMBER)
    track = Trajectory(alder, rows, rows)
    sentence = write_figures_sentence(rate, track, "2023-07-01/P1M", "2025-12-01/P1M")
    assert sentence == (
        "The test rate in Alder was 80.0% in July 2023 and 30.0% in December 2025. It went down by "
        "50.0 percentage points. No interval is published. The two are at different times of the "
        "year."
    )
    (index,) = index_tracks([track], rows[0])
    assert write_index_sentence(rate, index, "July 2023").endswith(
        "it was 80.0% and became 30.0%. The two are at different times of the year."
    )


def test_without_the_same_month_of_an_earlier_year_nothing_is_compared(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rate, alder = tiny_catalogue["rate"], tiny_registry[ALDER]
    rows = list_months({"2025-07": 90.0, "2025-12": 30.0})
    assert write_trend_sentence(rate, alder, rows) == (
        "The test rate was 30.0% in Alder in December 2025; there is no figure for the same month "
        "of an earlier year to hold it against."
    )
    track = Trajectory(alder, rows, rows)
    assert write_trends_headline(rate, track) == "Test rate in Alder"
    levels = {row.period: row for row in list_months({"2025-07": 70.0, "2025-12": 20.0}, ENGLAND)}
    assert write_benchmark_gap_sentence(rate, track, tiny_registry[ENGLAND], levels) == (
        "The test rate in Alder was 10.0 percentage points above England in December 2025. There "
        "is no figure for the same month of an earlier year to hold it against."
    )
    assert write_trend_sentence(rate, alder, rows[:1]).endswith(
        "no earlier figure to hold it against."
    )


def test_the_gap_of_a_month_moves_from_the_same_month(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rows = list_months(DECEMBER)
    levels = {row.period: row for row in list_months(dict.fromkeys(DECEMBER, 10.0), ENGLAND)}
    sentence = write_benchmark_gap_sentence(
        tiny_catalogue["rate"],
        Trajectory(tiny_registry[ALDER], rows, rows),
        tiny_registry[ENGLAND],
        levels,
    )
    assert "10.0 percentage points above England in December 2023 and 20.0" in sentence


@pytest.mark.parametrize(
    ("periods", "start"),
    [
        # Quarters; a month apart from a quarter that starts with it.
        (("2023-01-01/P3M", "2023-04-01/P3M", "2024-04-01/P3M"), "2023-04-01/P3M"),
        (("2023-04-01/P3M", "2023-04-01/P1M", "2024-04-01/P1M"), "2023-04-01/P1M"),
        (("2023-01-01/P3M", "2024-04-01/P3M"), None),
        # The last of February moves with the leap year.
        (("2023-01-01/P1M", "2023-02-01/P1M", "2024-02-01/P1M"), "2023-02-01/P1M"),
        # Years, several years and days are held against the first there is.
        (("2020-01-01/P1Y", "2021-04-01/P1Y", "2023-04-01/P1Y"), "2020-01-01/P1Y"),
        (("2015-01-01/P3Y", "2018-07-01/P3Y"), "2015-01-01/P3Y"),
        (("2026-01-01", "2026-04-01"), "2026-01-01"),
    ],
)
def test_the_period_that_the_last_is_held_against(
    periods: tuple[str, ...], start: str | None
) -> None:
    rows = [observed(1.0, period=period) for period in periods]
    found = find_default_start(rows, rows[-1])
    assert (None if found is None else found.period) == start


def test_the_same_season_is_the_same_month_and_no_month_beside_it() -> None:
    december, january = (
        observed(1.0, period="2023-12-01/P1M"),
        observed(1.0, period="2025-01-01/P1M"),
    )
    assert is_same_season(december, observed(1.0, period="2025-12-01/P1M"))
    assert not is_same_season(december, january)
    assert describe_seasons(december, january) == " The two are at different times of the year."
    assert describe_seasons(observed(1.0), january) == ""
