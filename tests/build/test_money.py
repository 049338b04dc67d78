"""Revenue outturn: which figures are known to be wrong, and why."""

from __future__ import annotations

from pathlib import Path

from placelib.build.money import (
    CORRUPT_TAX,
    FORERUNNERS,
    NO_RETURN,
    NO_TAX,
    NO_TOTAL,
    OUT_OF_PLACE,
    read_money,
)
from placelib.build.sources import find_sources
from tests.build.tiny_source import (
    ASTON,
    AUTHORITY,
    AUTHORITY_MONEY_CSV,
    BYTON,
    COUNCIL_MONEY_CSV,
    write,
    write_source,
)

COUNCIL_HEADER = COUNCIL_MONEY_CSV.partition("\n")[0]
AUTHORITY_HEADER = AUTHORITY_MONEY_CSV.partition("\n")[0]
# (item, value) → (the value held, why it must not be used)
Lines = dict[str, tuple[float, str | None]]


def council(
    tmp_path: Path, code: str, year: str, kind: str, founded: int = 0, **items: float
) -> Lines:
    source = write_source(tmp_path)
    rows = [f"{code},Place,{kind},{year},{item},{value},400" for item, value in items.items()]
    write(
        source / "devolution" / "la_revenue_outturn_2017_2025.csv",
        "\n".join([COUNCIL_HEADER, *rows]) + "\n",
    )
    return lines(source, code, year, {code: founded})


def lines(source: Path, code: str, year: str, founded: dict[str, int]) -> Lines:
    rows = read_money(find_sources(source), founded)
    assert all(row[7] == (row[8] is None) for row in rows)
    return {row[5]: (row[6], row[8]) for row in rows if (row[0], row[4]) == (code, year)}


def test_a_plain_return_is_usable_and_zero_in_it_is_a_value(tmp_path: Path) -> None:
    found = lines(write_source(tmp_path), ASTON, "2023-24", {})
    assert found == {
        "education": (700.0, None),
        "central": (0.0, None),
        "totalService": (700.0, None),
        "councilTaxReq": (300.0, None),
    }


def test_a_service_that_earned_more_than_it_cost_is_usable(tmp_path: Path) -> None:
    assert lines(write_source(tmp_path), BYTON, "2024-25", {})["planning"] == (-20.0, None)


def test_a_return_of_nothing_but_zeros_was_not_made(tmp_path: Path) -> None:
    found = lines(write_source(tmp_path), ASTON, "2024-25", {})
    assert {why for _, why in found.values()} == {NO_RETURN}
    assert len(found) == 4


def test_years_before_a_merged_council_existed_are_its_forerunners(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    assert {why for _, why in lines(source, BYTON, "2020-21", {BYTON: 2021}).values()} == {
        FORERUNNERS
    }
    assert {why for _, why in lines(source, BYTON, "2020-21", {BYTON: 2020}).values()} == {None}


def test_years_before_a_merged_authority_existed_are_its_forerunners(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    found = lines(source, AUTHORITY, "2024-25", {AUTHORITY: 2025})
    assert found["totalService"] == (95.0, FORERUNNERS)


def test_the_tax_of_bournemouth_christchurch_and_poole_is_corrupt(tmp_path: Path) -> None:
    found = council(
        tmp_path, "E06000058", "2024-25", "submitted", education=0, transport=200,
        totalService=200, councilTaxReq=-10,
    )  # fmt: skip
    assert found["councilTaxReq"] == (-10.0, CORRUPT_TAX)


def test_its_services_are_one_line_out_of_place_but_their_sum_stands(tmp_path: Path) -> None:
    found = council(
        tmp_path, "E06000058", "2024-25", "submitted", education=0, transport=200, police=15,
        totalService=215, councilTaxReq=1,
    )  # fmt: skip
    assert found["transport"] == (200.0, OUT_OF_PLACE)
    assert found["police"] == (15.0, OUT_OF_PLACE)
    assert found["totalService"] == (215.0, None)


def test_a_total_that_is_a_fragment_of_its_services_is_not_used(tmp_path: Path) -> None:
    found = council(tmp_path, ASTON, "2022-23", "London", education=500, totalService=22)
    assert found["totalService"] == (22.0, NO_TOTAL)
    assert found["education"] == (500.0, None)


def test_a_total_that_differs_a_little_from_its_services_is_used(tmp_path: Path) -> None:
    found = council(tmp_path, ASTON, "2020-21", "London", education=400, totalService=523)
    assert found["totalService"] == (523.0, None)


def test_council_tax_outside_england_is_nil_only_because_the_source_lacks_it(
    tmp_path: Path,
) -> None:
    for code in ("W06000015", "S12000049", "N09000003"):
        found = council(
            tmp_path, code, "2022-23", "Any Council", education=9, totalService=9, councilTaxReq=0
        )
        assert found["councilTaxReq"] == (0.0, NO_TAX)
        assert found["totalService"] == (9.0, None)


def test_an_authority_without_a_precept_has_a_council_tax_of_zero(tmp_path: Path) -> None:
    found = lines(write_source(tmp_path), AUTHORITY, "2024-25", {})
    assert found["councilTax"] == (0.0, None)


def test_an_authoritys_total_may_exceed_the_lines_that_councils_have(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    row = f"{AUTHORITY},Westland,2024-25,totalService,95,1000"
    write(
        source / "devolution" / "ca_revenue_outturn_2017_2025.csv", f"{AUTHORITY_HEADER}\n{row}\n"
    )
    assert lines(source, AUTHORITY, "2024-25", {}) == {"totalService": (95.0, None)}


def test_the_tier_and_the_kind_of_body_are_kept(tmp_path: Path) -> None:
    rows = read_money(find_sources(write_source(tmp_path)), {})
    assert {row[:4] for row in rows} == {
        (ASTON, "Aston", "local", "Unitary Authority"),
        (BYTON, "Byton", "local", "Unitary Authority"),
        (AUTHORITY, "Westland Combined Authority", "middle", "Combined authority"),
    }


def test_the_state_of_a_return_is_not_taken_for_a_kind_of_council(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    row = "E06000058,Place,submitted,2024-25,education,5,400"
    write(source / "devolution" / "la_revenue_outturn_2017_2025.csv", f"{COUNCIL_HEADER}\n{row}\n")
    (found,) = [row for row in read_money(find_sources(source), {}) if row[0] == "E06000058"]
    assert found[3] == "Unitary Authority"
