"""Areas: levels, parents, first and last years, and what figures name beside the list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from placelib.build.areas import find_kind_of_code, list_row_levels, read_areas
from placelib.build.observations import AreaMention
from placelib.build.sources import find_sources
from placelib.build.tables import Tables, columns
from tests.build.tiny_source import (
    AREAS,
    ASTON,
    AUTHORITY,
    BYTON,
    DENE,
    EASTRY,
    ENGLAND,
    WESTLAND,
    append,
    edit,
    write,
    write_source,
)

OBSOLETE = "Obsolete code since 2013 (replaced by E06000091 Aston)"


def tables(
    source: Path, seen: dict[str, str] | None = None, notes: tuple[tuple[str, str], ...] = ()
) -> Tables:
    named = {code: AreaMention(name, "rate.csv line 2") for code, name in (seen or {}).items()}
    return read_areas(find_sources(source), named, notes)


def area(found: Tables, code: str) -> dict[str, Any]:
    (row,) = [row for row in found["area"] if row[0] == code]
    return {name: row[place] for name, place in columns()["area"].items()}


def test_a_council_at_both_tiers_is_lower_tier_and_marked_as_upper_tier(tmp_path: Path) -> None:
    found = area(tables(write_source(tmp_path)), ASTON)
    assert (found["level"], found["is_utla"], found["nation"]) == ("ltla", True, ENGLAND)


def test_a_nation_that_also_stands_among_the_regions_is_a_nation(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    wales = {**AREAS[ENGLAND], "areacd": "W92000004", "areanm": "Wales", "level": ["ctry", "rgn"]}
    write(source / "ons" / "areas.json", json.dumps({**AREAS, "W92000004": wales}))
    assert area(tables(source), "W92000004")["level"] == "ctry"


@pytest.mark.parametrize(
    ("code", "level", "is_utla", "levels"),
    [
        ("E06000001", "ltla", True, {"ltla", "utla"}),
        ("E07000001", "ltla", False, {"ltla"}),
        ("W92000004", "ctry", False, {"ctry", "rgn"}),
        ("E92000001", "ctry", False, {"ctry"}),
        ("K02000001", "ctry", False, {"ctry"}),
    ],
)
def test_an_area_counts_at_every_level_it_stands_for(
    code: str, level: str, levels: set[str], *, is_utla: bool
) -> None:
    assert list_row_levels((code, "A name", level, is_utla, None, None, None, True)) == levels


def test_a_metropolitan_county_has_no_page(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    county = {**AREAS[ENGLAND], "areacd": "E11000002", "areanm": "Merseyside", "level": []}
    write(source / "ons" / "areas.json", json.dumps({**AREAS, "E11000002": county}))
    found = area(tables(source), "E11000002")
    assert (found["level"], found["has_page"]) == ("mcty", False)


def test_parents_are_kept_nearest_first(tmp_path: Path) -> None:
    found = tables(write_source(tmp_path))["area_parent"]
    steps = {step: parent for code, parent, step in found if code == ASTON}
    assert steps == {1: AUTHORITY, 2: WESTLAND, 3: ENGLAND}


def test_two_councils_of_greater_lincolnshire_lie_in_yorkshire_and_the_humber(
    tmp_path: Path,
) -> None:
    source = write_source(tmp_path)
    council = {
        **AREAS[ASTON],
        "areacd": "E06000012",
        "parents": ["E47000017", "E12000004", ENGLAND],
    }
    write(source / "ons" / "areas.json", json.dumps({**AREAS, "E06000012": council}))
    found = tables(source)["area_parent"]
    assert ("E06000012", "E12000003", 2) in found
    assert ("E06000012", "E12000004", 2) not in found
    assert ("E06000012", "E47000017", 1) in found


def test_ended_is_the_last_year_and_started_the_first(tmp_path: Path) -> None:
    found = tables(write_source(tmp_path))
    assert (area(found, DENE)["started"], area(found, DENE)["ended"]) == (None, 2020)
    assert (area(found, BYTON)["started"], area(found, BYTON)["ended"]) == (2021, None)


def test_a_first_year_in_the_publishers_list_counts_before_one_worked_out(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    edit(source / "ons" / "areas.json", '"areanm": "Byton"', '"areanm": "Byton", "start": 2022')
    assert area(tables(source), BYTON)["started"] == 2022


def test_an_area_outside_the_list_ends_the_year_before_its_successor_starts(
    tmp_path: Path,
) -> None:
    old = {"E06000098": "Old Aston"}
    found = tables(write_source(tmp_path), old, (("E06000098", OBSOLETE),))
    assert area(found, "E06000098") == {
        "code": "E06000098",
        "name": "Old Aston",
        "level": "ltla",
        "is_utla": True,
        "started": None,
        "ended": 2012,
        "nation": ENGLAND,
        "has_page": False,
    }
    assert ("E06000098", ASTON, 2013) in found["area_successor"]


def test_areas_that_only_lend_figures_are_kept_without_a_page(tmp_path: Path) -> None:
    seen = {"K03000001": "", "E23000004": "Merseyside", "TLC4": "North East", "TLM20": "Highlands"}
    found = tables(write_source(tmp_path), seen)
    kept = {code: area(found, code) for code in seen}
    assert not any(one["has_page"] for one in kept.values())
    assert kept["K03000001"]["name"] == "Great Britain"
    assert [one["level"] for one in kept.values()] == ["group", "pfa", "itl2", "itl3"]
    assert [one["nation"] for one in kept.values()] == [None, ENGLAND, ENGLAND, "S92000003"]


@pytest.mark.parametrize(
    "code",
    ["E0600009", "E06000098", "X99000001", "TLC", "TLC123", "E230000", "Aston", "S12000099"],
)
def test_nothing_is_known_about_a_code_of_no_kind_or_of_a_council_that_never_ended(
    tmp_path: Path, code: str
) -> None:
    assert find_kind_of_code(code, {}) is None
    found = tables(write_source(tmp_path), {code: "Nowhere"})
    assert code not in [row[0] for row in found["area"]]


def test_successors_outside_the_areas_known_are_left_out(tmp_path: Path) -> None:
    # The register knows a former code of Aston for which there is no figure.
    found = tables(write_source(tmp_path))["area_successor"]
    assert found == [(DENE, BYTON, 2021), (EASTRY, BYTON, 2021)]


def test_likeness_and_clusters_are_read_in_order(tmp_path: Path) -> None:
    found = tables(write_source(tmp_path))
    assert ("E06000091", "global", 1, BYTON) in found["similar_area"]
    assert found["area_cluster"] == [
        (ASTON, "economic", "b"),
        (ASTON, "global", "a"),
        (BYTON, "global", "c"),
    ]


def test_the_list_of_areas_may_be_in_any_order(tmp_path: Path) -> None:
    source = write_source(tmp_path / "one")
    turned = write_source(tmp_path / "two")
    write(turned / "ons" / "areas.json", json.dumps(dict(reversed(AREAS.items()))))
    assert tables(source) == tables(turned)


def test_a_register_row_without_a_code_adds_no_area(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    before = tables(source)
    append(source / "areas" / "council_register.csv", "NIR,Moyle District Council,Moyle,,,,,Moyle,")
    assert tables(source) == before
