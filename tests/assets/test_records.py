"""What a place has: sums over authorities, a district's county, and gaps that are said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.assets.records import (
    AssetTables,
    describe_statutory,
    list_assets,
    list_library_authorities,
    load_assets,
)
from placelib.database.connection import Store

LIVERPOOL, SEFTON, CITY_REGION = "E08000012", "E08000014", "E47000004"
CAMBRIDGE, CAMBRIDGESHIRE = "E07000008", "E10000003"
TABLES = AssetTables(
    libraries={
        LIVERPOOL: {"council": 3, "community": 1, "closed for a time": 1},
        SEFTON: {"council": 2},
        CAMBRIDGESHIRE: {"council": 7},
    },
    hours={LIVERPOOL: (100.0, 4), SEFTON: (50.0, 2), CAMBRIDGESHIRE: (70.0, 7)},
    statutory={LIVERPOOL: {2010: 9, 2023: 4}, SEFTON: {2010: 3, 2023: 2}},
    uses={
        (LIVERPOOL, "visits"): {
            "Library": (600.0, 12), "Home delivery": (50.0, 12), "Mobile library": (10.0, 7),
        },
        (LIVERPOOL, "users"): {"Adult": (5.0, 12)},
        (CAMBRIDGESHIRE, "visits"): {
            "Library": (3_000.0, 2), "Shared building": (900.0, 4), "Mobile library": (40.0, 12),
        },
        (CAMBRIDGESHIRE, "events"): {"Digital · Adult": (111.0, 12)},
        (SEFTON, "events"): {
            "Physical · Adult": (273.0, 11), "Physical · Under 12": (639.0, 12),
        },
        (SEFTON, "visits"): {"Library": (100.0, 3)},
    },
    parishes={SEFTON: 10},
)  # fmt: skip
PEOPLE = {(LIVERPOOL, 2023): 20_000.0, (LIVERPOOL, 2025): 20_000.0, (CITY_REGION, 2025): 1e5}


def test_libraries_that_are_open_are_counted_by_who_runs_them(
    bundled_registry: AreaRegistry,
) -> None:
    libraries, hours, *_ = list_assets(
        bundled_registry, TABLES, bundled_registry[LIVERPOOL], PEOPLE
    )
    assert (libraries.count, libraries.rate) == (4, 2.0)
    assert libraries.note == (
        "3 run by the council, 1 closed for a time and 1 run by the community with it"
    )
    # The one that is closed for a time has no hours to state.
    assert (hours.count, hours.rate, hours.note) == (100.0, 50.0, "")
    assert not hours.is_lower_bound


def test_visits_are_those_in_person_of_whole_years(bundled_registry: AreaRegistry) -> None:
    *_, visits, events, parishes = list_assets(
        bundled_registry, TABLES, bundled_registry[LIVERPOOL], PEOPLE
    )
    assert (visits.count, visits.rate) == (600.0, 300.0)
    assert (events.count, events.rate) == (None, None)
    assert events.note == "no figures for a whole year published"
    assert (parishes.count, parishes.rate) == (0, 0.0)
    assert "none here" in parishes.note


def test_a_mobile_library_s_year_is_not_the_year_of_all_libraries(
    bundled_registry: AreaRegistry,
) -> None:
    county = bundled_registry[CAMBRIDGESHIRE]
    _, _, visits, events, *_ = list_assets(bundled_registry, TABLES, county, {})
    assert (visits.count, visits.note) == (None, "no figures for a whole year published")
    # Events online alone are no total either.
    assert (events.count, events.note) == (None, "no figures for a whole year published")


def test_a_large_part_without_a_whole_year_leaves_no_total_and_a_small_one_is_noted(
    bundled_registry: AreaRegistry,
) -> None:
    *_, events, _ = list_assets(bundled_registry, TABLES, bundled_registry[SEFTON], {})
    assert events.count is None
    _, _, visits, *_ = list_assets(bundled_registry, TABLES, bundled_registry[LIVERPOOL], {})
    assert visits.note == "a few visits are left out: no whole year of their kind"


def test_libraries_that_do_not_say_whether_they_are_open_are_not_counted_as_open(
    bundled_registry: AreaRegistry,
) -> None:
    tables = AssetTables(
        libraries={LIVERPOOL: {"council": 28, "not stated": 9}},
        hours={LIVERPOOL: (800.0, 27)},
        statutory={},
        uses={},
    )
    libraries, hours, *_ = list_assets(bundled_registry, tables, bundled_registry[LIVERPOOL], {})
    assert libraries.count == 28
    assert libraries.left_out == "9 more do not say whether they are open"
    assert libraries.is_lower_bound
    assert hours.left_out == "stated for 27 of 37 libraries"


def test_the_libraries_of_the_united_kingdom_are_england_s(bundled_registry: AreaRegistry) -> None:
    people = {("E92000001", 2023): 100_000.0, ("K02000001", 2023): 120_000.0}
    libraries, *_ = list_assets(bundled_registry, TABLES, bundled_registry["K02000001"], people)
    assert libraries.holder.name == "England"
    # 4 of Liverpool, 2 of Sefton and 7 of Cambridgeshire for 100,000 people.
    assert (libraries.count, libraries.rate) == (13, 1.3)


def test_an_authority_adds_its_councils_up_and_never_a_part_of_them(
    bundled_registry: AreaRegistry,
) -> None:
    libraries, _, visits, _, parishes = list_assets(
        bundled_registry, TABLES, bundled_registry[CITY_REGION], PEOPLE
    )
    assert libraries.count == 6
    assert libraries.rate is None
    assert visits.count is None
    assert visits.note == "a whole year published by 1 of 2 authorities"
    assert (parishes.count, parishes.rate) == (10, 1.0)


def test_the_libraries_of_a_district_are_its_county_s(bundled_registry: AreaRegistry) -> None:
    holder, codes = list_library_authorities(bundled_registry, TABLES, bundled_registry[CAMBRIDGE])
    assert (holder.code, codes) == (CAMBRIDGESHIRE, (CAMBRIDGESHIRE,))


@pytest.mark.parametrize("code", ["S12000049", "N09000003"])
def test_scotland_and_northern_ireland_have_nothing_in_these_lists(
    code: str, bundled_registry: AreaRegistry
) -> None:
    assert list_assets(bundled_registry, TABLES, bundled_registry[code], {}) == []


def test_statutory_libraries_are_told_first_and_last() -> None:
    assert describe_statutory(TABLES, (LIVERPOOL, SEFTON)) == (
        "Councils declared 12 libraries statutory in 2010 and 6 in 2023."
    )
    assert describe_statutory(TABLES, (CAMBRIDGESHIRE,)) == ""


def test_a_missing_count_of_statutory_libraries_never_reads_as_closed_libraries() -> None:
    uneven = {LIVERPOOL: {2010: 9, 2016: 5, 2023: 4}, SEFTON: {2016: 3, 2023: 2}}
    tables = replace(TABLES, statutory=uneven)
    assert describe_statutory(tables, (LIVERPOOL, SEFTON)) == (
        "Councils declared 8 libraries statutory in 2016 and 6 in 2023."
    )
    assert describe_statutory(tables, (SEFTON, CAMBRIDGESHIRE)) == (
        "1 of 2 councils declared 3 libraries statutory in 2016 and 2 in 2023."
    )
    apart = replace(TABLES, statutory={LIVERPOOL: {2010: 9}, SEFTON: {2016: 3}})
    assert describe_statutory(apart, (LIVERPOOL, SEFTON)) == ""
    assert (
        describe_statutory(apart, (SEFTON,)) == "Councils declared 3 libraries statutory in 2016."
    )


def test_the_bundled_lists_are_those_that_were_checked(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    tables = load_assets(bundled)
    current = {area.code for area in bundled_registry.current("utla") if area.is_english}
    # Every library authority of England but the Isles of Scilly.
    assert current - set(tables.libraries) == {"E06000053"}
    assert set(tables.libraries) <= current
    run_by = {
        operator: sum(by.get(operator, 0) for by in tables.libraries.values())
        for operator in ("council", "commissioned", "community", "independent")
    }
    assert run_by == {"council": 2020, "commissioned": 352, "community": 418, "independent": 76}
    by_year = {year: sum(by[year] for by in tables.statutory.values()) for year in (2010, 2023)}
    assert by_year == {2010: 2939, 2023: 2589}
    districts = {area.code for area in bundled_registry.current("ltla")}
    assert set(tables.parishes) <= districts
    by_nation = {
        nation: sum(count for code, count in tables.parishes.items() if code[0] == nation)
        for nation in "EW"
    }
    assert by_nation == {"E": 10_480, "W": 878}
    assert {code for code, _ in tables.uses} <= set(tables.libraries)
