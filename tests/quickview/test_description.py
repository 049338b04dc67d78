"""The first guess about a measure, the faults of a description, and the record it becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.formatting import figure
from placelib.quickview.description import (
    LONGEST_TITLE,
    Description,
    build_indicator,
    count_measure_decimals,
    find_faults,
    guess_description,
    split_scale,
)
from placelib.quickview.measures import list_measures
from tests.quickview.made import reading

SAID = Description(
    title="Library visits", unit="%", kind="rate", direction=0, source="Return of 2023"
)


@pytest.mark.parametrize(
    ("name", "unit", "kind"),
    [
        ("Recycling rate (%)", "", "rate"),
        ("Visits per 1,000 people", "", "rate"),
        ("Average rent", "£", "rate"),
        ("Table 2: claimants, snapshot per quarter", "", "count"),
        ("Percentage point", "number", "count"),
        ("Pupils", "%", "rate"),
        ("Spending", "£ thousand", "count"),
        ("Average house price", "£ thousand", "rate"),
        ("Mean number of rooms", "number", "rate"),
        ("Spending per head", "£ thousand", "rate"),
        ("Operations", "", "count"),
        ("Affordable rent", "", "count"),
        ("Homes for rent", "number", "count"),
        ("Social rent", "£", "rate"),
        ("Average affordable rent", "", "rate"),
        ("Weekly cost of residential care", "£", "rate"),
        ("Annual cost of refuse collection", "£", "count"),
        ("Journeys a head", "", "rate"),
    ],
)
def test_without_a_word_for_a_rate_a_measure_is_taken_for_a_count(
    name: str, unit: str, kind: str
) -> None:
    read = reading([("E08000012", "2023", name, 1.0, "")], unit)
    assert guess_description(read, list_measures(read)[0]).kind == kind


def test_the_title_stands_in_for_a_column_that_is_only_called_value() -> None:
    read = reading([("E08000012", "2023", "Value", 1.0, "")], title="Table 3a: Swimmers / Notes")
    assert guess_description(read, list_measures(read)[0]).title == "Swimmers"


def test_a_title_starts_with_a_capital_and_leaves_the_unit_to_its_field() -> None:
    read = reading([("E08000012", "2023", "recycling_rate (%)", 1.0, "")], "%")
    first = guess_description(read, list_measures(read)[0])
    assert (first.title, first.unit, first.kind) == ("Recycling rate", "%", "rate")


def test_millions_stand_in_the_unit_and_no_longer_in_the_title() -> None:
    name = "Table 1: Journeys on buses, millions"
    read = reading([("E08000012", "2023", name, 47.3, "")], "million")
    first = guess_description(read, list_measures(read)[0])
    assert (first.title, first.unit, first.kind) == ("Journeys on buses", "million", "count")


@pytest.mark.parametrize(
    ("unit", "split"),
    [
        ("million", (1_000_000, "number")),
        ("£ thousand", (1000, "£")),
        ("£m", (1_000_000, "£")),
        ("£000s", (1000, "£")),
        ("thousand visits", (1000, "visits")),
        ("per 100,000 people", (1, "per 100,000 people")),
        ("number", (1, "number")),
        ("miles", (1, "miles")),
    ],
)
def test_a_unit_of_thousands_or_millions_says_how_many_single_things_it_stands_for(
    unit: str, split: tuple[int, str]
) -> None:
    assert split_scale(unit) == split


def test_a_title_is_needed_and_everything_has_an_end() -> None:
    assert find_faults(SAID) == {}
    assert set(find_faults(replace(SAID, title="  "))) == {"title"}
    assert "101 characters" in find_faults(replace(SAID, title="x" * (LONGEST_TITLE + 1)))["title"]
    assert set(find_faults(replace(SAID, unit="x" * 99, source="x" * 999))) == {"unit", "source"}


def test_an_uploaded_measure_says_so_wherever_its_label_goes() -> None:
    one = build_indicator(SAID, ("ltla",), [12.34])
    assert one.label == "Library visits (uploaded)"
    assert one.phrase == "library visits (uploaded)"
    assert figure(one, 12.34) == "12.3%"
    assert one.direction is None
    assert one.standardised


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        ("£", 1234.0, "£1,234"),
        ("£ million", 3.0, "£3 million"),
        ("number", 12.0, "12"),
        ("visits a week", 12.0, "12 visits a week"),
        ("per 1,000 people", 2.5, "2.5 per 1,000 people"),
    ],
)
def test_a_unit_is_written_where_it_belongs(unit: str, value: float, shown: str) -> None:
    assert figure(build_indicator(replace(SAID, unit=unit), (), [value]), value) == shown


def test_a_count_becomes_a_rate_only_when_it_is_divided() -> None:
    count = replace(SAID, kind="count", unit="number")
    assert not build_indicator(count, (), [1.0]).standardised
    divided = build_indicator(replace(count, per=1000), (), [1.5])
    assert divided.standardised
    assert figure(divided, 1.5) == "1.5 per 1,000 people"


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("£", "£1.5 per 1,000 people"),
        ("£ thousand", "£1.5 thousand per 1,000 people"),
        ("£ million", "£1.5 million per 1,000 people"),
        ("hectares", "1.5 hectares per 1,000 people"),
        ("kt CO2", "1.5 kt CO2 per 1,000 people"),
        ("people", "1.5 per 1,000 people"),
        ("number", "1.5 per 1,000 people"),
    ],
)
def test_a_divided_count_keeps_its_unit(unit: str, shown: str) -> None:
    divided = replace(SAID, kind="count", unit=unit, per=1000)
    assert figure(build_indicator(divided, (), [1.5]), 1.5) == shown


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        ([1.0, 200.0], 0),
        ([12.345], 1),
        ([1.25], 2),
        ([5432.1], 0),
        ([0.0123], 4),
        ([], 0),
        ([5432.1, 0.3], 1),
        ([5432.1, 0.6], 0),
        ([12.3, 0.04], 2),
        ([12.3, 0.0], 1),
        ([2000.5, 0.001], 2),
    ],
)
def test_figures_show_the_decimals_they_need(values: list[float], decimals: int) -> None:
    assert count_measure_decimals(values) == decimals


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Summary of median monthly rents recorded in 2022", "rate"),
        ("Average household income", "rate"),
        ("Number of sales and median price", "count"),
        ("Dwellings by bedrooms", "count"),
        ("", "count"),
    ],
)
def test_columns_of_a_table_of_averages_are_no_counts_to_be_added_up(title: str, kind: str) -> None:
    held = reading([("E08000012", "2022", "One bedroom", 715.0, "")], title=title)
    (measure,) = list_measures(held)
    assert guess_description(held, measure).kind == kind
