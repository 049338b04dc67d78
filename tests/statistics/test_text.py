"""The sentences under charts, made from figures known on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.model import Observation
from placelib.periods import read_period
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.text import ladder_sentence, trend_headline, trend_sentence
from tests.tiny_database import (
    ALDER,
    BIRCH,
    CEDAR,
    DOGWOOD,
    ELM,
    FERN,
    UK,
    YEAR_2022,
    YEAR_2023,
)


@pytest.mark.parametrize(
    ("slug", "code", "sentence"),
    [
        (
            "rate",
            ALDER,
            (
                "The test rate in Alder was 13.0% in 2022 and 10.0% in 2023. It fell: the two 95% "
                "intervals do not touch."
            ),
        ),
        (
            "people",
            ALDER,
            (
                "The number of residents in Alder was 90,000 people in June 2023 and 91,234 people "
                "in June 2024. No interval is published."
            ),
        ),
        (
            "survey",
            ALDER,
            (
                "The share who agree in Alder was 40% in 2020 to 2022 and 50% in 2021 to 2023. The "
                "two periods overlap, so no change is claimed."
            ),
        ),
        (
            "survey",
            CEDAR,
            (
                "The share who agree was 30% in Cedar in 2020 to 2022; there is no earlier figure "
                "to hold it against."
            ),
        ),
        ("rate", DOGWOOD, "There is no figure for the test rate in the Isle of Dogwood."),
        (
            "pay",
            FERN,
            (
                "The weekly pay was £0 in Fern in April 2024; there is no earlier figure to hold "
                "it against."
            ),
        ),
    ],
)
def test_the_sentence_of_a_trend(
    tiny: Store,
    tiny_atlas: AreaRegistry,
    tiny_catalogue: Catalogue,
    slug: str,
    code: str,
    sentence: str,
) -> None:
    series = observations.series(tiny, [slug], [code])[slug, code]
    assert trend_sentence(tiny_catalogue[slug], tiny_atlas[code], series) == sentence


def test_an_area_without_any_row_has_no_figure(
    tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    assert trend_sentence(tiny_catalogue["pay"], tiny_atlas[ELM], ()) == (
        "There is no figure for the weekly pay in Elm."
    )


def test_touching_intervals_are_no_clear_change(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    series = observations.series(tiny, ["rate"], ["E07000002"])["rate", "E07000002"]
    assert trend_sentence(tiny_catalogue["rate"], tiny_atlas["E07000002"], series) == (
        "The test rate in Birch was 17.5% in 2022 and 18.0% in 2023. No clear change: the two 95% "
        "intervals touch."
    )


def observed(
    period: str, value: float, lower: float | None = None, upper: float | None = None
) -> Observation:
    """A figure for Alder, of whatever indicator the test is about."""
    when = read_period(period)
    return Observation(
        "rate", ALDER, period, when.label, when.starts, when.ends, value, lower, upper,
        None, None, None,
    )  # fmt: skip


def test_a_rise_is_told_when_the_two_intervals_do_not_touch(
    tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    series = (
        observed(YEAR_2022, 10.0, 9.0, 11.0),
        observed(YEAR_2023, 14.0, 13.0, 15.0),
    )
    assert trend_sentence(tiny_catalogue["rate"], tiny_atlas[ALDER], series) == (
        "The test rate in Alder was 10.0% in 2022 and 14.0% in 2023. It rose: the two 95% "
        "intervals do not touch."
    )


PRICES = " Each figure is in the prices of its own year."


@pytest.mark.parametrize(
    ("changes", "ends"),
    [
        ({"prefix": "£"}, PRICES),
        ({"prefix": "", "sub_text": "in £ millions"}, PRICES),
        ({"prefix": "", "sub_text": "in £ millions, 2024 prices"}, ""),
        ({"prefix": "£", "slug": "output-per-head-chained-volume-measure"}, ""),
        ({"prefix": "", "suffix": "%"}, ""),
    ],
)
def test_money_of_two_years_says_that_each_is_in_its_own_prices(
    tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue, changes: dict[str, Any], ends: str
) -> None:
    indicator = replace(tiny_catalogue["pay"], **changes)
    apart = (observed("2023-04-30", 500.0), observed("2024-04-30", 600.0))
    judged = (observed("2023-04-30", 500.0, 490.0, 510.0), observed("2024-04-30", 600.0, 590, 610))
    overlapping = (observed("2020-01-01/P3Y", 500.0), observed("2021-01-01/P3Y", 600.0))
    for series, said in (
        (apart, "No interval is published."),
        (judged, "It rose: the two 95% intervals do not touch."),
        (overlapping, "The two periods overlap, so no change is claimed."),
    ):
        sentence = trend_sentence(indicator, tiny_atlas[ALDER], series)
        assert sentence.endswith(f". {said}{ends}"), sentence
    # A single figure is set beside nothing, so its prices need no word.
    assert PRICES not in trend_sentence(indicator, tiny_atlas[ALDER], apart[:1])


@pytest.mark.parametrize(
    ("slug", "code", "headline"),
    [
        ("rate", ALDER, "Test rate: 10.0%, lower than England, better"),
        ("rate", BIRCH, "Test rate: 18.0%, higher than England, worse"),
        ("rate", CEDAR, "Test rate: 18.0%, not clearly different from England"),
        # No interval, a total, nothing to stand beside: the figure alone.
        ("pay", ALDER, "Pay: £600"),
        ("people", ALDER, "Residents: 91,234 people"),
        ("rate", UK, "Test rate: 12.9%"),
        ("rate", DOGWOOD, "Test rate: no figure"),
        ("pay", ELM, "Pay: no figure"),
    ],
)
def test_the_headline_of_a_trend_is_a_figure_and_what_may_be_said_of_it(
    tiny: Store,
    tiny_atlas: AreaRegistry,
    tiny_catalogue: Catalogue,
    slug: str,
    code: str,
    headline: str,
) -> None:
    chain = [area.code for area in tiny_atlas.chain(code)]
    found = observations.series(tiny, [slug], chain)
    ladder = observations.ladder(tiny_atlas, tiny_catalogue[slug], tiny_atlas[code], found)
    assert trend_headline(ladder) == headline


@pytest.mark.parametrize(
    ("slug", "code", "sentence"),
    [
        (
            "rate",
            ALDER,
            (
                "The test rate in 2023: 10.0% in Alder, 12.0% in Oakshire, 11.0% in the North "
                "West, 13.0% in England and 12.9% in the United Kingdom."
            ),
        ),
        (
            "rate",
            DOGWOOD,
            (
                "The test rate in 2023: 17.0% in the West Midlands combined authority, 16.0% in "
                "the West Midlands region, 13.0% in England and 12.9% in the United Kingdom. No "
                "figure for the Isle of Dogwood."
            ),
        ),
        (
            "rate",
            ELM,
            (
                "The test rate in 2022: 20.0% in Elm and 12.0% in the North West. No figure for "
                "England and the United Kingdom."
            ),
        ),
        ("welsh", ALDER, "No tier has a figure for the rate of Welsh speakers."),
    ],
)
def test_the_sentence_of_a_ladder(
    tiny: Store,
    tiny_atlas: AreaRegistry,
    tiny_catalogue: Catalogue,
    slug: str,
    code: str,
    sentence: str,
) -> None:
    chain = [area.code for area in tiny_atlas.chain(code)]
    found = observations.series(tiny, [slug], chain)
    ladder = observations.ladder(tiny_atlas, tiny_catalogue[slug], tiny_atlas[code], found)
    assert ladder_sentence(ladder) == sentence
