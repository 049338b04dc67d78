"""Finding a place from what people type; search_queries.csv holds the queries and their answers."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from placelib.__main__ import main
from placelib.areas.gazetteer import EVERYDAY_NAMES, Gazetteer, load_gazetteer
from placelib.areas.registry import AreaRegistry
from placelib.areas.search import LONGEST_QUERY, find, looks_like_postcode
from placelib.database.connection import Store
from tests.tiny_database import (
    ALDER,
    AUTHORITY,
    BIRCH,
    CEDAR,
    CEDAR_BEFORE,
    ELM,
    FERN,
    MIDLANDS,
    OLD_CEDAR,
    POLICE,
    SPLIT,
)

with (Path(__file__).parent / "search_queries.csv").open(encoding="utf-8") as file:
    QUERIES = [
        (row["query"], tuple(row["expected"].split()), row["kind"]) for row in csv.DictReader(file)
    ]
# Those that nobody may be left alone with.
MUST_BE_FOUND = {
    "Livrepool", "St. Helens", "Hull", "Ynys Môn", "Anglesey", "E07000026", "Allerdale", "GMCA",
    "Bristol", "BCP", "Tees Valley", "Newcastle", "Westmoreland", "Camden council", "Caerdydd",
}  # fmt: skip


@pytest.fixture(scope="module")
def everywhere(bundled: Store, bundled_registry: AreaRegistry) -> Gazetteer:
    """All names of the bundled database."""
    return load_gazetteer(bundled, bundled_registry)


@pytest.fixture(scope="module")
def few(
    tiny: Store, tiny_registry: AreaRegistry, tmp_path_factory: pytest.TempPathFactory
) -> Gazetteer:
    """All names of the tiny database, and three everyday ones."""
    everyday = tmp_path_factory.mktemp("names") / "everyday.csv"
    everyday.write_text(
        f"name,kind,area_codes\nOldshire,holds,{ALDER} {BIRCH} E09999999\n"
        f"the Grove,part,{ALDER} {BIRCH}\nPuddletown,holds,{ALDER}\nAldy,short,{ALDER}\n",
        encoding="utf-8",
    )
    return load_gazetteer(tiny, tiny_registry, everyday)


def codes(gazetteer: Gazetteer, query: str) -> list[str]:
    return [match.area.code for match in find(gazetteer, query)]


def is_found(gazetteer: Gazetteer, query: str, expected: tuple[str, ...]) -> bool:
    return set(expected) <= set(codes(gazetteer, query)[:3])


def test_the_table_is_long_and_mixed_enough_to_mean_something() -> None:
    kinds = {kind for _, _, kind in QUERIES}
    assert len({query for query, _, _ in QUERIES}) == len(QUERIES) >= 60
    assert {"slip", "marks", "Welsh", "ended", "dead code", "letters", "authority"} <= kinds
    assert {query for query, _, _ in QUERIES} >= MUST_BE_FOUND


def test_nineteen_of_twenty_queries_find_their_place_among_the_first_three(
    everywhere: Gazetteer,
) -> None:
    missed = [query for query, expected, _ in QUERIES if not is_found(everywhere, query, expected)]
    assert len(missed) <= len(QUERIES) // 20, missed


@pytest.mark.parametrize(
    ("query", "expected"),
    [(query, expected) for query, expected, _ in QUERIES if query in MUST_BE_FOUND],
)
def test_these_places_are_always_found(
    everywhere: Gazetteer, query: str, expected: tuple[str, ...]
) -> None:
    assert is_found(everywhere, query, expected)


def test_every_current_place_is_found_first_by_its_own_name(
    everywhere: Gazetteer, bundled_registry: AreaRegistry
) -> None:
    for area in bundled_registry.areas.values():
        if area.has_page and area.is_current:
            first = [match.area.name for match in find(everywhere, area.name)]
            assert first[0] == area.name


def test_every_current_place_is_found_by_its_code_alone(
    everywhere: Gazetteer, bundled_registry: AreaRegistry
) -> None:
    for area in bundled_registry.areas.values():
        if area.has_page and area.is_current:
            assert codes(everywhere, area.code) == [area.code]


def test_every_ended_place_leads_to_current_ones(
    everywhere: Gazetteer, bundled_registry: AreaRegistry
) -> None:
    ended = [one for one in bundled_registry.areas.values() if one.has_page and not one.is_current]
    assert len(ended) > 50
    for area in ended:
        for query in (area.code, area.name):
            found = find(everywhere, query)
            assert found, query
            assert all(match.area.is_current for match in found), query


def test_an_ended_place_is_offered_as_its_successor_with_a_word_about_it(few: Gazetteer) -> None:
    (elm,) = find(few, "Mid Cedar")
    assert (elm.area.code, elm.why) == (ELM, "Mid Cedar became part of Elm in 2023")
    both = find(few, "Split")
    assert [(match.area.code, match.why) for match in both] == [
        (ALDER, "Split became part of Alder in 2023"),
        (BIRCH, "Split became part of Birch in 2023"),
    ]


def test_no_year_is_given_where_others_came_in_between(few: Gazetteer) -> None:
    (elm,) = find(few, OLD_CEDAR)
    assert (elm.area.code, elm.why) == (ELM, "Old Cedar became part of Elm")


def test_a_former_code_leads_to_the_place_of_the_same_name(few: Gazetteer) -> None:
    (by_row,) = find(few, CEDAR_BEFORE)
    assert (by_row.area.code, by_row.why) == (CEDAR, f"{CEDAR_BEFORE} is a former code of Cedar")
    (by_alias,) = find(few, "e08000099")
    assert (by_alias.area.code, by_alias.why) == (CEDAR, "E08000099 is a former code of Cedar")


@pytest.mark.parametrize(
    ("query", "is_successor"),
    [
        ("Mid Cedar", True),
        (OLD_CEDAR, True),
        ("Split", True),
        (SPLIT, True),
        (CEDAR_BEFORE, True),
        ("E08000099", True),
        ("Alder", False),
        (ALDER, False),
        ("Aldre", False),
        ("Rhedyn", False),
        ("WMCA", False),
        ("West Midlands", False),
    ],
)
def test_a_match_says_whether_it_stands_in_for_another_place(
    few: Gazetteer, query: str, *, is_successor: bool
) -> None:
    assert {match.is_successor for match in find(few, query)} == {is_successor}


def test_a_dead_code_of_several_heirs_offers_each(few: Gazetteer) -> None:
    assert codes(few, SPLIT) == [ALDER, BIRCH]


@pytest.mark.parametrize(
    ("query", "code", "why"),
    [
        (ALDER, ALDER, "its code"),
        ("alder", ALDER, "district council"),
        ("The Alder", ALDER, "district council"),
        ("Aldre", ALDER, "spelt like Alder"),
        ("Alder council", ALDER, "district council"),
        ("Alder Borough Council", ALDER, "district council"),
        ("Rhedyn", FERN, "Welsh name Rhedyn"),
        ("WMCA", AUTHORITY, "also called WMCA"),
        ("dogwood", "E08000002", "council"),
        ("Oldshire", ALDER, "holds part of Oldshire"),
        ("the grove", ALDER, "part of the Grove"),
        ("PUDDLETOWN", ALDER, "holds Puddletown"),
        ("Puddle", ALDER, "holds Puddletown"),
        ("aldy", ALDER, "also called Aldy"),
        ("Borough of Alder", ALDER, "district council"),
        ("Mayor of the West Midlands", AUTHORITY, "combined authority"),
        ("W Mids", AUTHORITY, "combined authority"),
        ("W. Mids region", AUTHORITY, "combined authority"),
    ],
)
def test_why_a_place_is_offered(few: Gazetteer, query: str, code: str, why: str) -> None:
    first = find(few, query)[0]
    assert (first.area.code, first.why) == (code, why)


def test_a_former_county_offers_each_of_its_councils_and_none_is_sure(few: Gazetteer) -> None:
    found = find(few, "Oldshire")
    assert [match.area.code for match in found] == [ALDER, BIRCH]
    assert all(match.points < 95 for match in (*found, *find(few, "Puddletown")))


def test_a_slip_leads_to_a_town_only_when_it_is_small(few: Gazetteer) -> None:
    assert [match.why for match in find(few, "Puddeltown")] == ["spelt like Puddletown"]
    assert find(few, "Pudding town") == ()


def test_every_everyday_name_leads_to_current_places_alone(bundled_registry: AreaRegistry) -> None:
    with EVERYDAY_NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 300
    for row in rows:
        assert row["kind"] in {"short", "part", "holds"}, row
        for code in row["area_codes"].split():
            area = bundled_registry[code]
            assert area.is_current, row
            assert area.has_page, row


def test_an_everyday_name_says_nothing_that_the_database_says_already(
    bundled: Store, everywhere: Gazetteer
) -> None:
    known = {(row["area_code"], row["plain"]) for row in bundled.rows("aliases")}
    everyday = everywhere.names[-600:]
    ours = [one for one in everyday if one.kind in {"holds", "holds part", "part"}]
    assert ours
    assert not {(one.area_code, one.plain) for one in ours} & known


def test_no_name_is_written_in_small_letters_alone(everywhere: Gazetteer) -> None:
    spelt = [one.alias for one in everywhere.names if "code" not in one.kind]
    assert [alias for alias in spelt if alias == alias.lower()] == []


def test_of_namesakes_the_nearer_tier_comes_first(few: Gazetteer) -> None:
    assert codes(few, "West Midlands") == [AUTHORITY, MIDLANDS]


@pytest.mark.parametrize("query", ["", " ", "a", "the", "???", "qqqqqqqq", POLICE, "E99999999"])
def test_what_is_near_nothing_finds_nothing(few: Gazetteer, query: str) -> None:
    assert find(few, query) == ()


def test_no_more_places_than_asked_for(everywhere: Gazetteer) -> None:
    assert len(find(everywhere, "north")) == 8
    assert len(find(everywhere, "north", most=3)) == 3


@pytest.mark.parametrize(
    "query",
    ["x" * 10_000, "l" * LONGEST_QUERY, "'; DROP TABLE area; --", "\x00\u202e", "%_%", "📍"],
)
def test_hostile_text_is_only_text(everywhere: Gazetteer, query: str) -> None:
    assert find(everywhere, query) == ()


@pytest.mark.parametrize("query", ["L1 8JQ", "l18jq", "SW1A 1AA", " WV1 1SH ", "EC1A1BB", "M1 1AE"])
def test_a_postcode_is_recognised(query: str) -> None:
    assert looks_like_postcode(query)


def test_the_command_says_that_it_has_no_postcodes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "L1 8JQ", "--json"]) == 0
    answer = capsys.readouterr()
    assert json.loads(answer.out) == []
    assert "Postcodes are not in the data" in answer.err


@pytest.mark.parametrize("query", ["Leeds", "E08000012", "", "12345", "Hull 1", "Bath", "1AB 2CD"])
def test_a_name_or_a_code_is_no_postcode(query: str) -> None:
    assert not looks_like_postcode(query)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("Swansea / Abertawe", "W06000011"),
        ("Abertawe - Swansea", "W06000011"),
        ("Cardiff (Caerdydd)", "W06000015"),
        ("Bro Morgannwg | Vale of Glamorgan", "W06000014"),
    ],
)
def test_a_name_in_two_languages_finds_its_place_first(
    query: str, code: str, everywhere: Gazetteer
) -> None:
    assert find(everywhere, query)[0].area.code == code
