"""The catalogue: indicators by slug and topic, in the publisher's order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from placelib.errors import UnknownIndicator
from placelib.statistics.catalogue import Catalogue, publishers


def test_an_indicator_is_read_with_everything_the_database_says(tiny_catalogue: Catalogue) -> None:
    rate = tiny_catalogue["rate"]
    assert (rate.label, rate.suffix, rate.decimals, rate.direction) == ("Test rate", "%", 1, -1)
    assert rate.countries == ("E", "N", "S", "W")
    assert rate.source_orgs == ("Office of Trees", "Board of Leaves")
    assert rate.released == date(2026, 6, 5)
    assert tiny_catalogue["survey"].direction is None


def test_the_catalogue_keeps_its_order_and_its_topics(tiny_catalogue: Catalogue) -> None:
    assert [one.slug for one in tiny_catalogue.with_data()] == [
        "rate", "pay", "people", "survey", "welsh", "county",
    ]  # fmt: skip
    assert tiny_catalogue.topics() == ("Health", "Money", "People")


def test_a_topic_holds_only_indicators_with_figures(tiny_catalogue: Catalogue) -> None:
    assert [one.slug for one in tiny_catalogue.in_topic("Money")] == ["pay"]
    assert [one.slug for one in tiny_catalogue.in_topic("Health")] == ["rate", "survey"]
    assert tiny_catalogue.in_topic("Nothing") == ()


@pytest.mark.parametrize("year", ["one", "two", "three", "four", "five"])
def test_survival_is_said_of_the_businesses_born_in_that_year(
    bundled_catalogue: Catalogue, year: str
) -> None:
    years = "year" if year == "one" else "years"
    assert bundled_catalogue[f"business-survival-{year}-year"].phrase == (
        f"the share of that year's new businesses surviving {year} {years}"
    )


def test_money_is_in_current_prices_unless_its_name_or_its_unit_says_otherwise(
    tiny_catalogue: Catalogue, bundled_catalogue: Catalogue
) -> None:
    assert tiny_catalogue["pay"].in_current_prices
    assert not tiny_catalogue["rate"].in_current_prices
    assert replace(tiny_catalogue["rate"], sub_text="in £ millions").in_current_prices
    for slug in ("gross-median-weekly-pay", "average-house-price", "value-uk-exports"):
        assert bundled_catalogue[slug].in_current_prices, slug
    for slug in (
        "gross-domestic-product-per-head-chained-volume-measure",
        "air-pollution-regulating",
        "housing-affordability-ratio",
    ):
        assert not bundled_catalogue[slug].in_current_prices, slug


def test_a_publisher_of_several_names_is_credited_once_and_alone_in_full(
    bundled_catalogue: Catalogue,
) -> None:
    held = bundled_catalogue.with_data()
    names = publishers(held)
    assert len(names) == len(set(names))
    assert [name for name in names if "Net Zero" in name] == [
        "Department for Energy Security and Net Zero"
    ]
    assert not [name for name in names if "Zapmap" in name]
    (chargers,) = [one for one in held if "Zapmap" in " ".join(one.source_orgs)]
    assert publishers([chargers]) == chargers.source_orgs


def test_an_unknown_indicator_is_refused_in_a_sentence(tiny_catalogue: Catalogue) -> None:
    with pytest.raises(UnknownIndicator, match="“nonsense” is not an indicator we hold"):
        tiny_catalogue["nonsense"]
