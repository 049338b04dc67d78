"""Uploaded figures as observations: gaps with reasons, small counts, counts by people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.quickview.description import Description
from placelib.quickview.disclosure import count_small, find_hidden_rows
from placelib.quickview.figures import UploadedFigures, build_figures
from placelib.quickview.measures import list_measures
from placelib.quickview.per_head import NO_POPULATION, POPULATION, can_divide, divide_by_population
from placelib.statistics.observations import HIDDEN_BY_VISITOR, read_series
from tests.quickview.made import Row, reading

COUNT = Description(title="Visits", unit="number", kind="count", direction=0, source="")
RATE = Description(title="Visits", unit="%", kind="rate", direction=1, source="")
ROWS: list[Row] = [
    ("E08000012", "2022", "Visits", 500.0, ""),
    ("E08000012", "2023", "Visits", 0.0, ""),
    ("E08000014", "2022", "Visits", 7.0, ""),
    ("E08000014", "2023", "Visits", None, "confidential"),
    ("E92000001", "2022", "Visits", 9000.0, ""),
    ("E07000026", "2022", "Visits", 30.0, ""),
]


def figures(registry: AreaRegistry, rows: list[Row], said: Description) -> UploadedFigures:
    read = reading(rows)
    return build_figures(registry, read, list_measures(read)[0], said)


def test_zero_is_a_figure_and_a_marker_is_a_gap_with_its_reason(
    bundled_registry: AreaRegistry,
) -> None:
    found = figures(bundled_registry, ROWS, RATE)
    assert [one.value for one in found.series["E08000012"]] == [500.0, 0.0]
    gap = found.find_figure("E08000014", "2023")
    assert gap is not None
    assert (gap.value, gap.gap) == (None, "confidential")
    assert found.find_figure("E08000014", "2050") is None


def test_periods_are_in_order_and_the_newest_one_must_be_well_filled(
    bundled_registry: AreaRegistry,
) -> None:
    found = figures(bundled_registry, ROWS, RATE)
    assert list(found.periods) == ["2022", "2023"]
    assert found.newest == "2022"


def test_the_level_with_most_of_the_areas_comes_first(bundled_registry: AreaRegistry) -> None:
    assert figures(bundled_registry, ROWS, RATE).indicator.levels == ("ltla", "utla", "ctry")
    county: Row = ("E10000003", "2022", "Visits", 1.0, "")
    assert figures(bundled_registry, [*ROWS, county], RATE).indicator.levels[0] == "utla"


def test_a_place_and_period_that_come_twice_are_counted_and_the_first_stays(
    bundled_registry: AreaRegistry,
) -> None:
    again: Row = ("E08000012", "2022", "Visits", 1.0, "")
    found = figures(bundled_registry, [*ROWS, again], RATE)
    assert found.twice == 1
    assert found.series["E08000012"][0].value == 500.0


def test_small_counts_are_hidden_until_somebody_says_that_they_may_be_shown(
    bundled_registry: AreaRegistry,
) -> None:
    read = reading([*ROWS, ("E08000011", "2022", "Visits", 9.0, "")])
    (measure,) = list_measures(read)
    assert count_small(read, measure, COUNT) == 2
    for small, value in (("", None), ("hide", None), ("show", 7.0)):
        said = Description(
            title="Visits", unit="number", kind="count", direction=0, source="", small=small
        )
        one = build_figures(bundled_registry, read, measure, said).find_figure("E08000014", "2022")
        assert one is not None
        assert one.value == value
        assert one.gap == (None if small == "show" else HIDDEN_BY_VISITOR)
        assert find_hidden_rows([(measure, said)], read) == (set() if small == "show" else {2, 6})
    rate = build_figures(bundled_registry, read, measure, RATE).find_figure("E08000014", "2022")
    assert rate is not None
    assert rate.value == 7.0


@pytest.mark.parametrize(
    ("unit", "values", "small"),
    [
        ("number", [4.0, 12.0], 1),
        ("million", [4.0, 12.0], 0),
        ("£ thousand", [4.0, 12.0], 0),
        ("visits, 000s", [4.0, 12.0], 0),
        ("number", [4.0, 47.3, 12.6], 0),
        # One slip among many counts lets no small count be shown.
        ("number", [4.0, 3.5, *[20.0] * 18], 1),
    ],
)
def test_figures_that_count_no_single_things_point_to_no_person(
    unit: str, values: list[float], small: int, bundled_registry: AreaRegistry
) -> None:
    read = reading(
        [("E08000012", f"{2001 + n}", "Visits", value, "") for n, value in enumerate(values)]
    )
    (measure,) = list_measures(read)
    description = replace(COUNT, unit=unit)
    assert count_small(read, measure, description) == small
    assert len(find_hidden_rows([(measure, description)], read)) == small
    built = build_figures(bundled_registry, read, measure, description)
    first = built.find_figure("E08000012", "2001")
    assert first is not None
    assert first.value == (None if small else 4.0)


def test_millions_become_single_things_before_they_are_divided_by_people(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    people = read_series(bundled, [POPULATION], ["E08000012"])
    residents = next(
        row.value for row in people[POPULATION, "E08000012"] if row.starts == date(2022, 6, 30)
    )
    assert residents
    description = replace(COUNT, unit="million", per=1000)
    plain = figures(bundled_registry, [("E08000012", "2022", "Visits", 47.3, "")], description)
    found = divide_by_population(plain, description, people)
    value = found.series["E08000012"][0].value
    assert value == pytest.approx(47_300_000 / residents * 1000)
    assert found.indicator.sub_text == "per 1,000 people"


def test_a_count_is_divided_by_the_official_population_of_its_year(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    rows: list[Row] = [
        ("E08000012", "2022", "Visits", 1000.0, ""),
        ("E08000012", "2022/23", "Visits", 1000.0, ""),
        ("E08000012", "1950", "Visits", 1000.0, ""),
        ("E08000012", "2020 to 2022", "Visits", 1000.0, ""),
    ]
    people = read_series(bundled, [POPULATION], ["E08000012"])
    in_2022 = next(
        one.value for one in people[POPULATION, "E08000012"] if one.starts == date(2022, 6, 30)
    )
    assert in_2022
    said = Description(
        title="Visits", unit="number", kind="count", direction=0, source="", small="show", per=1000
    )
    plain = figures(bundled_registry, rows, said)
    assert can_divide(plain.periods, "")
    found = divide_by_population(plain, said, people)
    shown = {one.period: one for one in found.series["E08000012"]}
    assert shown["2022"].value == pytest.approx(1000 / in_2022 * 1000)
    assert shown["2022/23"].value == shown["2022"].value
    assert (shown["1950"].value, shown["1950"].gap) == (None, NO_POPULATION)
    assert shown["2020 to 2022"].gap == NO_POPULATION
    assert found.indicator.standardised
    assert "mid-year population of 2022." in found.indicator.what_it_is


def test_figures_over_several_years_are_not_divided() -> None:
    assert not can_divide(["2020 to 2022"], "")
    assert not can_divide([""], "")
    assert can_divide(["2020 to 2022", "2022"], "")


def test_two_columns_of_one_name_are_told_apart_unless_they_are_periods() -> None:
    one = reading([("E08000012", "2022", "Visits", 1.0, "")], column=3)
    both = reading([("E08000012", "2022", "Visits", 1.0, ""),
                    ("E08000012", "2022", "Visits", 2.0, "")])  # fmt: skip
    both.table.source_col[1] = 4  # type: ignore[index]
    assert [measure.name for measure in list_measures(one)] == ["Visits"]
    assert [measure.name for measure in list_measures(both)] == [
        "Visits (column 3)",
        "Visits (column 4)",
    ]
    both.table.period[1] = "2023"  # type: ignore[index]
    (joined,) = list_measures(both)
    assert joined.columns == (3, 4)
    assert joined.figures == 2


def test_the_first_measure_of_the_file_comes_first_unless_it_has_few_figures() -> None:
    rows: list[Row] = [("E08000012", f"{2001 + n}", "Base", 1.0, "") for n in range(2)]
    rows += [("E08000012", f"{2001 + n}", "Waiting", 1.0, "") for n in range(3)]
    rows += [("E08000012", f"{2001 + n}", "Cost", 1.0, "") for n in range(4)]
    assert [measure.name for measure in list_measures(reading(rows))] == ["Waiting", "Cost", "Base"]


def test_figures_that_are_sums_of_former_areas_are_said_to_be(
    bundled_registry: AreaRegistry,
) -> None:
    held = reading([("E06000061", "2022", "Visits", 40.0, "")])
    (measure,) = list_measures(held)
    plain = build_figures(bundled_registry, held, measure, COUNT)
    summed = build_figures(bundled_registry, replace(held, summed=("E06000061",)), measure, COUNT)
    assert "sums" not in plain.indicator.what_it_is
    assert summed.indicator.what_it_is.endswith(
        "The figures of 1 area are sums of those of former ones."
    )
