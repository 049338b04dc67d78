"""An area has a name of its own for each use, and two uses never disagree."""

from __future__ import annotations

import pytest

from placelib.areas.naming import (
    count_members,
    describe_kind,
    describe_members,
    disambiguate_names,
    label_among,
    label_area,
    list_names,
    simplify_name,
)
from placelib.areas.registry import AreaRegistry
from placelib.views.place_brief_sections import describe_place
from tests.tiny_database import (
    ALDER,
    AUTHORITY,
    CEDAR,
    DOGWOOD,
    ELM,
    ENGLAND,
    MIDLANDS,
    NORTH_WEST,
    OAKSHIRE,
    UK,
    WALES,
)


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("Bristol, City of", "Bristol"),
        ("Herefordshire, County of", "Herefordshire"),
        ("City of London", "City of London"),
        ("Bournemouth, Christchurch and Poole", "Bournemouth, Christchurch and Poole"),
    ],
)
def test_a_name_as_people_say_it(official: str, said: str) -> None:
    assert simplify_name(official) == said


@pytest.mark.parametrize(
    ("code", "kind", "label"),
    [
        (ALDER, "district council", "Alder"),
        (CEDAR, "council", "Cedar"),
        (OAKSHIRE, "county council", "Oakshire (county)"),
        (AUTHORITY, "combined authority", "West Midlands (combined authority)"),
        (MIDLANDS, "region", "West Midlands (region)"),
        (WALES, "nation", "Wales"),
        (UK, "the whole country", "United Kingdom"),
    ],
)
def test_what_an_area_is(tiny_registry: AreaRegistry, code: str, kind: str, label: str) -> None:
    assert (describe_kind(tiny_registry[code]), label_area(tiny_registry[code])) == (kind, label)


def test_london_is_a_region_with_an_authority(bundled_registry: AreaRegistry) -> None:
    assert describe_kind(bundled_registry["E12000007"]) == "region with its own authority"


def test_names_in_a_sentence_have_their_article(tiny_registry: AreaRegistry) -> None:
    assert tiny_registry[DOGWOOD].in_sentence == "the Isle of Dogwood"
    assert tiny_registry[NORTH_WEST].in_sentence == "the North West"
    assert tiny_registry[ELM].in_sentence == "Elm"


def test_namesakes_in_one_sentence_say_what_they_are(tiny_registry: AreaRegistry) -> None:
    assert disambiguate_names(tiny_registry.chain(CEDAR)) == {
        CEDAR: "Cedar",
        AUTHORITY: "the West Midlands combined authority",
        MIDLANDS: "the West Midlands region",
        ENGLAND: "England",
        UK: "the United Kingdom",
    }
    alone = disambiguate_names(
        [tiny_registry[MIDLANDS], tiny_registry[MIDLANDS], tiny_registry[UK]]
    )
    assert alone[MIDLANDS] == "the West Midlands"


def test_no_chain_of_a_current_area_has_two_areas_of_the_same_name(
    bundled_registry: AreaRegistry,
) -> None:
    for area in bundled_registry.areas.values():
        if area.has_page and area.is_current:
            names = list(disambiguate_names(bundled_registry.chain(area.code)).values())
            assert len(set(names)) == len(names), names


def test_names_as_a_list(tiny_registry: AreaRegistry) -> None:
    assert list_names(tiny_registry.members(AUTHORITY)) == "Cedar and Isle of Dogwood"
    assert (
        list_names(tiny_registry.members(ENGLAND)) == "Alder, Birch, Cedar, Elm and Isle of Dogwood"
    )
    assert list_names([]) == ""


def test_a_line_says_its_standing_only_beside_a_line_of_the_same_name(
    tiny_registry: AreaRegistry,
) -> None:
    chain = tiny_registry.chain(CEDAR)
    assert [label_among(area, chain) for area in chain] == [
        "Cedar", "West Midlands (combined authority)", "West Midlands (region)", "England",
        "United Kingdom",
    ]  # fmt: skip
    assert label_among(tiny_registry[NORTH_WEST], tiny_registry.chain(ALDER)) == "North West"


def test_members_are_councils_unless_districts_are_among_them(tiny_registry: AreaRegistry) -> None:
    both = tiny_registry.members(AUTHORITY)
    assert count_members(both) == "2 councils"
    assert count_members(both[:1]) == "one council"
    assert count_members(tiny_registry.members(ENGLAND)) == "5 councils and districts"
    assert describe_members(both) == "It covers 2 councils: Cedar and Isle of Dogwood."
    assert describe_members(both, most_named=1) == "It covers 2 councils."
    assert describe_members([]) == ""


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("W92000004", "22 councils"),
        ("E47000001", "10 councils"),
        ("S92000003", "32 councils"),
        ("N92000002", "11 councils"),
        ("E10000017", "12 councils and districts"),
    ],
)
def test_a_brief_and_its_page_count_the_councils_of_a_place_alike(
    code: str, count: str, bundled_registry: AreaRegistry
) -> None:
    members = bundled_registry.members(code)
    assert count_members(members) == count
    assert describe_members(members) in describe_place(bundled_registry, bundled_registry[code])
