"""Names and former codes by which an area can be found."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from placelib.areas.normalise import normalise_name
from placelib.build.aliases import EXTRA_NAMES, KINDS, read_aliases
from placelib.build.observations import AreaMention
from placelib.build.sources import find_sources, read_records
from tests.build.tiny_source import AREAS, ASTON, BYTON, DENE, append, edit, write_source


def names(
    source: Path,
    code: str,
    successors: dict[str, str] | None = None,
    seen: dict[str, AreaMention] | None = None,
) -> dict[str, str]:
    """Plain form → kind of all aliases of one area."""
    found = read_aliases(find_sources(source), AREAS, seen or {}, successors or {})
    return {form: kind for area, _, form, kind in found if area == code}


def register(tmp_path: Path, official: str, nice: str = "", others: str = "") -> Path:
    source = write_source(tmp_path)
    edit(
        source / "areas" / "council_register.csv",
        "BYT,Byton Council,Byton,E06000092,2021-04-01,,,Byton,",
        f'BYT,"{official}","{nice}",E06000092,2021-04-01,,,"{others}",',
    )
    return source


def test_an_area_is_found_by_all_its_names_and_codes(tmp_path: Path) -> None:
    assert names(write_source(tmp_path), ASTON) == {
        "aston": "official",
        "aston borough council": "council",
        "aston city of": "variant",
        "aston council": "variant",
        "oldaston": "variant",
        ASTON.lower(): "code",
        "e06000099": "former code",
    }


def test_a_name_with_a_comma_in_it_is_one_name(tmp_path: Path) -> None:
    source = register(tmp_path, "Byton", others="Byton,City of Byton, North,byton-on-sea")
    assert {"city of byton north", "byton on sea"} <= set(names(source, BYTON))


def test_an_ended_area_keeps_its_names(tmp_path: Path) -> None:
    assert names(write_source(tmp_path), DENE)["dene district council"] == "council"


def test_an_area_under_a_new_code_inherits_names_and_the_old_code(tmp_path: Path) -> None:
    found = names(write_source(tmp_path), BYTON, successors={DENE: BYTON})
    assert found["dene district council"] == "council"
    assert found[DENE.lower()] == "former code"


def test_the_greater_london_authority_is_a_name_of_london(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    london = {**AREAS, "E12000007": {**AREAS[ASTON], "areacd": "E12000007", "areanm": "London"}}
    found = read_aliases(find_sources(source), london, {}, {})
    assert ("E12000007", "Greater London Authority", "greater london authority", "council") in found


def test_a_name_from_the_figures_is_a_variant(tmp_path: Path) -> None:
    seen = {ASTON: AreaMention("Aston-by-the-Sea", "rate.csv line 2")}
    assert names(write_source(tmp_path), ASTON, seen=seen)["aston by the sea"] == "variant"


def test_of_two_kinds_of_one_name_the_more_telling_is_kept(tmp_path: Path) -> None:
    source = register(tmp_path, "Byton", nice="Byton")
    assert names(source, BYTON)["byton"] == "official"


@pytest.mark.parametrize(
    ("given", "bare"),
    [
        ("Durham County Council", "durham"),
        ("County Durham", "durham"),
        ("Wychwood Metropolitan Borough Council", "wychwood"),
        ("Borough Council of King's Lynn", "kings lynn"),
        ("St Albans City and District Council", "st albans"),
        ("City and County of Swansea Council", "swansea"),
        ("City of Bradford Metropolitan District Council", "bradford"),
        ("Council of the Isles of Scilly", "isles of scilly"),
        ("The Highland Council", "highland"),
        ("London Borough of Camden", "camden"),
        ("Royal Borough of Windsor and Maidenhead", "windsor and maidenhead"),
        ("Herefordshire, County of", "herefordshire"),
        ("Aberdeen City", "aberdeen"),
        ("North East Mayoral Combined Authority", "north east"),
        ("East Midlands Combined County Authority", "east midlands"),
    ],
)
def test_a_name_is_also_known_without_its_kind_of_council(
    tmp_path: Path, given: str, bare: str
) -> None:
    assert names(register(tmp_path, given), BYTON)[bare] == "without type"


@pytest.mark.parametrize(
    "given", ["Liverpool City Region", "Derry City and Strabane", "Countyland"]
)
def test_a_kind_of_council_inside_a_name_stays(tmp_path: Path, given: str) -> None:
    found = names(register(tmp_path, given), BYTON)
    assert "without type" not in found.values()


@pytest.mark.parametrize("spoilt", ["Sir Ynys Mï¿½n", "Cityï¾\u00a0and County", "M\ufffdn"])
def test_a_name_spoilt_by_a_wrong_encoding_is_left_out(tmp_path: Path, spoilt: str) -> None:
    source = register(tmp_path, "Byton", others=f"Byton,{spoilt}")
    assert set(names(source, BYTON)) == {"byton", BYTON.lower()}


def test_a_code_that_is_no_area_gets_no_names(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    append(source / "areas" / "council_register.csv", "FAR,Far Council,Far,E06000077,,,,Far,")
    found = read_aliases(find_sources(source), AREAS, {}, {})
    assert {alias[0] for alias in found} == set(AREAS)


def test_our_own_names_are_of_known_kinds_and_none_is_given_twice() -> None:
    rows = read_records(EXTRA_NAMES)
    assert {row["kind"] for row in rows} <= set(KINDS)
    twice = Counter((row["area_code"], normalise_name(row["name"])) for row in rows)
    assert [key for key, times in twice.items() if times > 1] == []


def test_a_council_of_northern_ireland_until_2015_leads_to_the_one_of_today(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    row = "NIR-B,Limavady Borough Council,Limavady,,,2015-03-31,,Limavady,"
    append(source / "areas" / "council_register.csv", row)
    ireland = {"N09000004": {**AREAS[ASTON], "areacd": "N09000004", "areanm": "Causeway Coast"}}
    found = read_aliases(find_sources(source), ireland, {}, {})
    assert [alias[1:] for alias in found if "limavady" in alias[2]] == [
        ("Limavady", "limavady", "variant"),
        ("Limavady Borough Council", "limavady borough council", "variant"),
    ]
