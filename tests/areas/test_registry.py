"""Areas: what they belong to, what became of them, which page a code leads to."""

from __future__ import annotations

import pytest

from placelib.areas.registry import (
    FEW_RESIDENTS,
    FEWEST_RESIDENTS,
    AreaRegistry,
    describe_other_regions,
    find_page_area,
    get_benchmark_code,
    list_benchmark_codes,
)
from placelib.database.connection import Store
from placelib.errors import NotAPlacePage, UnknownArea
from placelib.model import Area
from placelib.statistics import observations
from tests.tiny_database import (
    ALDER,
    AUTHORITY,
    BIRCH,
    CEDAR,
    CEDAR_BEFORE,
    DOGWOOD,
    ELM,
    ENGLAND,
    FERN,
    MID_CEDAR,
    MIDLANDS,
    NORTH_WEST,
    OAKSHIRE,
    OLD_CEDAR,
    POLICE,
    SPLIT,
    UK,
    WALES,
)


def codes(areas: tuple[Area, ...]) -> list[str]:
    return [area.code for area in areas]


def test_a_chain_leads_from_the_area_to_the_united_kingdom(tiny_registry: AreaRegistry) -> None:
    assert codes(tiny_registry.chain(ALDER)) == [ALDER, OAKSHIRE, NORTH_WEST, ENGLAND, UK]
    assert codes(tiny_registry.chain(UK)) == [UK]


def test_a_parent_that_no_source_describes_is_left_out_of_the_chain(
    tiny_registry: AreaRegistry,
) -> None:
    areas = {code: area for code, area in tiny_registry.areas.items() if code != OAKSHIRE}
    assert codes(AreaRegistry(areas, {}).chain(ALDER)) == [ALDER, NORTH_WEST, ENGLAND, UK]


def test_members_are_the_current_areas_of_a_level_by_name(tiny_registry: AreaRegistry) -> None:
    assert codes(tiny_registry.members(AUTHORITY)) == [CEDAR, DOGWOOD]
    assert codes(tiny_registry.members(ENGLAND, "rgn")) == [NORTH_WEST, MIDLANDS]
    assert codes(tiny_registry.members(ENGLAND, "utla")) == [CEDAR, ELM, DOGWOOD, OAKSHIRE]
    assert tiny_registry.members(ALDER) == ()


def test_current_areas_of_a_level_leave_out_ended_ones(tiny_registry: AreaRegistry) -> None:
    assert codes(tiny_registry.current("ltla")) == [ALDER, BIRCH, CEDAR, ELM, FERN, DOGWOOD]
    assert codes(tiny_registry.current("cauth")) == [AUTHORITY]
    assert tiny_registry.current("pfa") == ()


def test_an_ended_district_leads_to_its_successor_through_every_step(
    tiny_registry: AreaRegistry,
) -> None:
    assert codes(tiny_registry.current_successors(OLD_CEDAR)) == [ELM]
    assert codes(tiny_registry.current_successors(MID_CEDAR)) == [ELM]
    assert codes(tiny_registry.current_successors(SPLIT)) == [ALDER, BIRCH]


def test_only_a_new_code_for_an_old_place_has_a_former_code(tiny_registry: AreaRegistry) -> None:
    assert tiny_registry.former_code(CEDAR) == CEDAR_BEFORE
    # Elm took over from Mid Cedar alone, which gives it a former code too.
    assert tiny_registry.former_code(ELM) == MID_CEDAR
    # A place that was divided left no code behind, nor does one that was never changed.
    assert [tiny_registry.former_code(code) for code in (ALDER, BIRCH, FERN, UK)] == [None] * 4


def test_of_a_merger_no_code_is_the_former_one(tiny_registry: AreaRegistry) -> None:
    merged = AreaRegistry(tiny_registry.areas, {OLD_CEDAR: (ELM,), MID_CEDAR: (ELM,)})
    assert merged.former_code(ELM) is None


def test_the_former_codes_of_the_bundled_data(bundled_registry: AreaRegistry) -> None:
    current = [one for one in bundled_registry.areas.values() if one.is_current and one.has_page]
    found = {one.code: bundled_registry.former_code(one.code) for one in current}
    assert found["E08000039"] == "E08000019"
    assert found["E08000038"] == "E08000016"
    assert found["S12000049"] == "S12000046"
    # Westmorland and Furness came of several, Liverpool of none.
    assert found["E06000064"] is None
    assert found["E08000012"] is None


def test_a_current_area_has_no_heirs(tiny_registry: AreaRegistry) -> None:
    assert tiny_registry.current_successors(ALDER) == ()


def test_successors_in_a_circle_end(tiny_registry: AreaRegistry) -> None:
    circle = AreaRegistry(tiny_registry.areas, {OLD_CEDAR: (MID_CEDAR,), MID_CEDAR: (OLD_CEDAR,)})
    assert circle.current_successors(OLD_CEDAR) == ()


def test_the_middle_tier_is_the_combined_authority_or_london(
    tiny_registry: AreaRegistry, bundled_registry: AreaRegistry
) -> None:
    middle = tiny_registry.middle(CEDAR)
    assert middle is not None
    assert middle.code == AUTHORITY
    assert tiny_registry.middle(AUTHORITY) == middle
    assert tiny_registry.middle(ALDER) is None
    camden, london = bundled_registry["E09000007"], bundled_registry["E12000007"]
    assert bundled_registry.middle(camden.code) == london


def test_an_unknown_code_is_refused_in_a_sentence(tiny_registry: AreaRegistry) -> None:
    with pytest.raises(UnknownArea, match="“E99999999” is not a place we know"):
        tiny_registry["E99999999"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (ALDER, ALDER),
        (f" {ALDER.lower()} ", ALDER),
        (OLD_CEDAR, ELM),
        (CEDAR_BEFORE, CEDAR),
        (SPLIT, SPLIT),
        (UK, UK),
    ],
)
def test_the_page_a_code_leads_to(tiny_registry: AreaRegistry, given: str, code: str) -> None:
    assert find_page_area(tiny_registry, given).code == code


@pytest.mark.parametrize("given", ["", "Alder", "E99999999", "TLC11", "<script>alert(1)</script>"])
def test_what_is_no_code_leads_to_no_page(tiny_registry: AreaRegistry, given: str) -> None:
    with pytest.raises(UnknownArea):
        find_page_area(tiny_registry, given)


def test_an_area_without_a_page_says_what_it_is(tiny_registry: AreaRegistry) -> None:
    with pytest.raises(NotAPlacePage, match="Alderland is a police force area: its figures"):
        find_page_area(tiny_registry, POLICE)


@pytest.mark.parametrize(
    ("code", "against"),
    [
        (ALDER, (ENGLAND, UK)),
        (NORTH_WEST, (ENGLAND, UK)),
        (ENGLAND, (UK,)),
        (FERN, (UK,)),
        (WALES, (UK,)),
        (UK, ()),
    ],
)
def test_what_an_area_is_held_against(
    tiny_registry: AreaRegistry, code: str, against: tuple[str, ...]
) -> None:
    assert list_benchmark_codes(tiny_registry[code]) == against
    assert get_benchmark_code(tiny_registry[code]) == next(iter(against), None)


def test_the_councils_of_few_residents_are_those_below_the_least_number(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    councils = [area.code for area in bundled_registry.current("ltla")]
    found = observations.read_latest(bundled, councils)
    people = {code: found["population-count", code].value for code in councils}
    few = {code for code in councils if (people[code] or 0) < FEWEST_RESIDENTS}
    assert few == set(FEW_RESIDENTS)


def test_councils_of_an_authority_that_lie_in_another_region_are_named(
    bundled_registry: AreaRegistry,
) -> None:
    said = {
        area.name: words
        for area in bundled_registry.current("cauth")
        if (words := describe_other_regions(bundled_registry, area))
    }
    assert said == {
        "Greater Lincolnshire": (
            "Its publisher counts Greater Lincolnshire in the East Midlands. Of its councils, "
            "North East Lincolnshire and North Lincolnshire lie in Yorkshire and The Humber."
        )
    }
    # A council has one region, and a region is its own.
    for code, region in (("E06000013", "E12000003"), ("E12000004", "E12000004")):
        found = bundled_registry.find_region(code)
        assert found is not None
        assert found.code == region
        assert describe_other_regions(bundled_registry, bundled_registry[code]) == ""
    assert bundled_registry.find_region("S12000049") is None
