"""What took over from an ended area, from four sources, and whose figures a new code keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from placelib.build.sources import find_sources
from placelib.build.successors import (
    FORMER,
    SPLIT_OFF,
    Successors,
    carry_forward_codes,
    find_first_years,
    find_recoded,
    read_successors,
)
from placelib.build.tables import Tables
from tests.build.tiny_source import write, write_source

REGISTER = (
    "local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,"
    "alt-names,former-gss-codes\n"
)
YEARS = range(16, 25)
DISTRICTS = ",".join(f"ltla{year}_code,ltla{year}_name" for year in YEARS) + "\n"


def entry(short: str, code: str, ended: str = "", by: str = "", former: str = "") -> str:
    return f'{short},{short} Council,{short},{code},,{ended},"{by}",,"{former}"\n'


def district(*states: tuple[int, str, str]) -> str:
    """A row of district codes by year; each state counts from its year on."""
    cells = []
    for year in YEARS:
        _, code, name = max(state for state in states if state[0] <= year)
        cells += [code, name]
    return ",".join(cells) + "\n"


def steps(
    tmp_path: Path,
    register: str = "",
    districts: str = "",
    notes: tuple[tuple[str, str], ...] = (),
    listed: dict[str, dict[str, Any]] | None = None,
) -> Successors:
    source = write_source(tmp_path)
    write(source / "areas" / "council_register.csv", REGISTER + entry("ANY", "E1") + register)
    some = district((16, "E1", "Any"))
    write(source / "areas" / "district_codes_by_year.csv", DISTRICTS + some + districts)
    found = read_successors(find_sources(source), listed or {}, notes)
    return {step: year for step, year in found.items() if step not in SPLIT_OFF}


def remark(year: int, text: str) -> str:
    return f"Obsolete code since {year} (replaced by {text})"


def test_a_county_that_was_divided_leads_to_both_councils(tmp_path: Path) -> None:
    register = entry("CMA", "E10000006", "2023-04-01", "CBD,WAF")
    register += entry("CBD", "E06000063") + entry("WAF", "E06000064")
    assert steps(tmp_path, register) == {
        ("E10000006", "E06000063"): 2023,
        ("E10000006", "E06000064"): 2023,
    }


def test_the_register_counts_before_a_remark_that_names_more(tmp_path: Path) -> None:
    register = entry("COR", "E07000150", "2021-04-01", "NNT") + entry("NNT", "E06000061")
    both = remark(2021, "E06000061 North Northamptonshire and E06000062 West Northamptonshire")
    found = steps(tmp_path, register, notes=(("E07000150", both),))
    assert found == {("E07000150", "E06000061"): 2021}


def test_a_former_code_in_the_register_counts_before_a_remark_that_errs(tmp_path: Path) -> None:
    register = entry("PKN", "S12000048", former="S12000024")
    notes = (
        ("S12000024", remark(2018, "S12000050 North Lanarkshire")),
        ("S12000024", remark(2018, "S12000048 Perth and Kinross")),
    )
    assert steps(tmp_path, register, notes=notes) == {("S12000024", "S12000048"): 2018}


def test_a_remark_counts_where_the_register_says_nothing(tmp_path: Path) -> None:
    notes = (("TLC1", remark(2025, "TLC3 Tees Valley and TLC4 Durham")),)
    assert steps(tmp_path, notes=notes) == {("TLC1", "TLC3"): 2025, ("TLC1", "TLC4"): 2025}


def test_another_remark_says_nothing_about_successors(tmp_path: Path) -> None:
    assert steps(tmp_path, notes=(("E06000091", "Revised in 2024, see E06000092"),)) == {}


def test_an_areas_own_last_year_decides_when_remarks_differ(tmp_path: Path) -> None:
    notes = (
        ("E47000010", remark(2018, "E47000014 North East")),
        ("E47000010", remark(2024, "E47000014 North East")),
    )
    listed = {"E47000010": {"end": 2023}, "E47000014": {"start": 2024}}
    found = steps(tmp_path, notes=notes, listed=listed)
    assert found == {("E47000010", "E47000014"): 2024}


def test_two_changes_in_a_row_are_two_steps(tmp_path: Path) -> None:
    districts = district(
        (16, "E07000190", "Taunton Deane"),
        (19, "E07000246", "Somerset West and Taunton"),
        (23, "E06000066", "Somerset"),
    )
    assert steps(tmp_path, districts=districts) == {
        ("E07000190", "E07000246"): 2019,
        ("E07000246", "E06000066"): 2023,
    }


def test_two_districts_recoded_in_one_year_are_not_crossed(tmp_path: Path) -> None:
    fife, perth = "Fife", "Perth and Kinross"
    districts = (
        district((16, "S12000015", fife), (18, "S12000047", fife))
        + district((16, "S12000015", fife), (18, "S12000048", perth))
        + district((16, "S12000024", perth), (18, "S12000047", fife))
        + district((16, "S12000024", perth), (18, "S12000048", perth))
    )
    assert steps(tmp_path, districts=districts) == {
        ("S12000015", "S12000047"): 2018,
        ("S12000024", "S12000048"): 2018,
    }


def test_a_new_name_under_the_same_code_is_no_step(tmp_path: Path) -> None:
    districts = district((16, "E07000112", "Shepway"), (18, "E07000112", "Folkestone and Hythe"))
    assert steps(tmp_path, districts=districts) == {}


def test_the_north_east_authority_was_divided_in_2018_and_joined_in_2024(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    register = entry("NECA", "E47000010", former="E47000005")
    write(source / "areas" / "council_register.csv", REGISTER + register)
    notes = [(code, remark(2024, "E47000014 North East")) for code in ("E47000010", "E47000011")]
    listed = {"E47000005": {"end": 2017}, "E47000010": {"end": 2023}, "E47000011": {"end": 2023}}
    found = read_successors(find_sources(source), listed, notes)
    assert {step: year for step, year in found.items() if step[0].startswith("E47")} == {
        ("E47000005", "E47000010"): 2018,
        ("E47000005", "E47000011"): 2018,
        ("E47000010", "E47000014"): 2024,
        ("E47000011", "E47000014"): 2024,
    }


def test_an_area_is_only_recoded_when_each_is_the_others_only_one() -> None:
    pairs = [("old", "new"), ("a", "merged"), ("b", "merged"), ("split", "c"), ("split", "d")]
    assert find_recoded(pairs) == {"old": "new"}


def test_the_first_year_of_an_area_is_that_of_its_earliest_forerunner() -> None:
    known: Successors = {("a", "n"): 2023, ("b", "n"): 2021, ("c", "m"): None}
    assert find_first_years(known) == {"n": 2021}


def figure(code: str, period: str, value: float | None, note: str | None = None) -> tuple[Any, ...]:
    gap = "confidential" if value is None else None
    return ("rate", code, period, value, None, None, None, gap, note)


def tables(*figures: tuple[Any, ...], steps: tuple[tuple[str, str], ...]) -> Tables:
    return {
        "observation": sorted(figures, key=lambda row: row[:3]),
        "area_successor": [(old, new, 2025) for old, new in steps],
    }


def test_a_new_code_gets_the_figures_of_the_old_one_with_a_note() -> None:
    before = tables(
        figure("OLD", "2023", 1.5), figure("OLD", "2022", None), steps=(("OLD", "NEW"),)
    )
    assert carry_forward_codes(before) == [
        figure("NEW", "2022", None, f"{FORMER} OLD"),
        figure("NEW", "2023", 1.5, f"{FORMER} OLD"),
        figure("OLD", "2022", None),
        figure("OLD", "2023", 1.5),
    ]


def test_the_publishers_own_note_is_kept_behind_ours() -> None:
    carried = carry_forward_codes(
        tables(figure("OLD", "2023", 1.0, "Revised"), steps=(("OLD", "NEW"),))
    )
    assert carried[0][-1] == f"{FORMER} OLD; Revised"


def test_a_period_for_which_the_new_code_has_a_row_stays_as_it_is() -> None:
    before = tables(figure("OLD", "2023", 1.0), figure("NEW", "2023", 2.0), steps=(("OLD", "NEW"),))
    assert carry_forward_codes(before) == before["observation"]


def test_a_merger_or_a_division_carries_nothing_over() -> None:
    merger = tables(figure("A", "2023", 1.0), steps=(("A", "AB"), ("B", "AB")))
    division = tables(figure("AB", "2023", 1.0), steps=(("AB", "A"), ("AB", "B")))
    assert carry_forward_codes(merger) == merger["observation"]
    assert carry_forward_codes(division) == division["observation"]


def test_doing_it_twice_adds_nothing() -> None:
    before = tables(figure("OLD", "2023", 1.0), steps=(("OLD", "NEW"),))
    once = carry_forward_codes(before)
    assert carry_forward_codes({**before, "observation": once}) == once
