"""Facts, standing, representation and neighbourhoods, as the source files write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from placelib.build.devolution import read_devolution, read_neighbourhoods
from placelib.build.sources import find_sources
from placelib.errors import BuildStopped
from tests.build.tiny_source import ASTON, AUTHORITY, BYTON, ENGLAND, append, edit, write_source


def test_a_fact_takes_its_source_from_the_row_above_when_it_says_same(tmp_path: Path) -> None:
    facts = read_devolution(find_sources(write_source(tmp_path)))["lever_fact"]
    assert [fact[7:9] for fact in facts[:2]] == [
        ("Westland devolution deal", "https://example.org/deal"),
        ("Westland devolution deal", "https://example.org/deal"),
    ]


def test_a_fact_without_an_amount_has_none_and_not_zero(tmp_path: Path) -> None:
    facts = read_devolution(find_sources(write_source(tmp_path)))["lever_fact"]
    assert [fact[4] for fact in facts] == [30.5, None, 7.0]


def test_a_fact_about_several_authorities_together_belongs_to_none(tmp_path: Path) -> None:
    facts = read_devolution(find_sources(write_source(tmp_path)))["lever_fact"]
    assert [(fact[0], fact[1]) for fact in facts] == [(1, AUTHORITY), (2, AUTHORITY), (3, None)]


def test_the_greater_london_authority_is_the_area_london(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    status = source / "devolution" / "strategic_authority_status_2026.csv"
    append(status, "GLA,Greater London Authority,Established Mayoral,1,GLA Act 1999,A,medium")
    fact = "GLA,money,grant,1,GBP,2024-25,Title,https://example.org,high,"
    append(source / "devolution" / "ca_leverage_facts.csv", fact)
    found = read_devolution(find_sources(source))
    assert found["authority_status"][-1][:2] == ("Greater London Authority", "E12000007")
    assert found["lever_fact"][-1][1] == "E12000007"


def test_a_body_without_a_code_yet_is_kept_without_one(tmp_path: Path) -> None:
    found = read_devolution(find_sources(write_source(tmp_path)))["authority_status"]
    assert [row[:4] for row in found] == [
        ("Westland", AUTHORITY, "Established Mayoral", True),
        ("Farland", None, "Mayoral (first election May 2027)", False),
    ]


def test_a_mayor_is_there_or_not(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    edit(source / "devolution" / "strategic_authority_status_2026.csv", "2027),0", "2027),soon")
    with pytest.raises(BuildStopped, match="line 3 gives “soon” as mayor_in_post"):
        read_devolution(find_sources(source))


def test_spending_is_joined_to_nations_and_not_to_a_group_of_countries(tmp_path: Path) -> None:
    found = read_devolution(find_sources(write_source(tmp_path)))["spending_fact"]
    assert [row[:4] for row in found] == [
        ("England", ENGLAND, "identifiable public spending a head", 12000.0),
        ("OECD", None, "central government share of revenue, average", 53.2),
    ]
    assert found[1][6] == "Country and Regional Analysis"


def test_shares_by_region_are_kept_as_published(tmp_path: Path) -> None:
    (found,) = read_devolution(find_sources(write_source(tmp_path)))["local_share"]
    assert found[:6] == ("Westland", 39.5, 12.25, 0.25, 52.0, 0.2355769)


def test_representation_that_is_not_known_is_none(tmp_path: Path) -> None:
    found = read_devolution(find_sources(write_source(tmp_path)))["representation"]
    assert found == [
        (ASTON, 580.0, 12.5, 10.0, 1.5, 2.0, 58.0),
        (BYTON, 390.0, 20.0, None, 1.0, 1.0, None),
    ]


def test_neighbourhoods_are_read_with_scores_rank_and_decile(tmp_path: Path) -> None:
    found = read_neighbourhoods(find_sources(write_source(tmp_path)))
    assert [row[0] for row in found] == ["E01000001", "E01000002"]
    assert found[0] == (
        "E01000001", "Aston 001A", ASTON, 8.742, 0.013, 0.014, 0.004, -1.771, -2.22, 10.95,
        69.345, 1, 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("ca_leverage_facts.csv", "30.5", "about 30", "line 2 gives “about 30” as value"),
        ("cra2018_lg_share_by_region.csv", "39.5", "?", "line 2 gives “\\?” as CG"),
        ("representation_by_council.csv", "390", "x", "line 3 gives “x” as pop-2020"),
        ("public_spending_by_tier_facts.csv", "measure", "what", "no column “measure”"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named_by_file_and_line(
    tmp_path: Path, name: str, old: str, new: str, sentence: str
) -> None:
    source = write_source(tmp_path)
    edit(source / "devolution" / name, old, new)
    with pytest.raises(BuildStopped, match=sentence) as stop:
        read_devolution(find_sources(source))
    assert str(stop.value).startswith(name)
