"""The files to try read as their descriptions say, and what was understood is told in words."""

from __future__ import annotations

import pytest

from placelib.quickview.description import guess_description
from placelib.quickview.examples import EXAMPLES, write_template
from placelib.quickview.measures import list_measures
from placelib.quickview.understood import describe_reading
from placelib.uploads import Reading, read_upload


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    files = {one.file: one.read() for one in EXAMPLES} | {"template.xlsx": write_template()}
    return {name: read_upload(name, data) for name, data in files.items()}


def test_the_library_visits_have_two_names_in_doubt_and_a_header_in_row_five(
    readings: dict[str, Reading],
) -> None:
    read = readings["library-visits-made-up.csv"]
    assert read.header_rows == (5,)
    assert {one.key for one in read.questions} == {"name:Newcastle", "name:Middlesborough"}
    assert dict(read.rows_listed) == {"unknown area": 1, "ambiguous name": 1}
    first = list_measures(read)[0]
    assert guess_description(read, first).kind == "count"
    said = describe_reading(read)
    assert said[1] == (
        "Row 5 is the header, and rows 6 to 32 hold the figures: 27 rows; 2 of them are not used "
        "(see below)."
    )
    assert said[3] == (
        "There are 5 periods: the first is April 2018 to March 2019, the last April 2022 to March "
        "2023 (from the headings, read as financial years)."
    )
    assert said[-1] == "Kept as gaps, never as zero: “n/a” (once), “[c]” (once) and “[x]” (once)."


def test_the_absence_workbook_is_carried_to_todays_codes(readings: dict[str, Reading]) -> None:
    read = readings["persistent-absence.xlsx"]
    assert read.verdict == "read"
    assert (read.sheet, read.header_rows) == ("Table 2", (4, 5))
    assert {"E08000038", "E08000039", "E92000001"} <= set(read.table.area_code)
    assert guess_description(read, list_measures(read)[0]).kind == "rate"


def test_the_recycling_rates_have_a_conflict_and_former_districts(
    readings: dict[str, Reading],
) -> None:
    read = readings["recycling-rate-made-up.csv"]
    assert [(one.code, one.name) for one in read.conflicts] == [("E12000001", "East Midlands")]
    assert len(read.successions) == 7
    assert any("7 former places stay in the table" in one for one in describe_reading(read))
    assert guess_description(read, list_measures(read)[0]).unit == "%"


def test_the_template_reads_without_a_flaw(readings: dict[str, Reading]) -> None:
    read = readings["template.xlsx"]
    assert read.verdict == "read"
    assert (read.rows_in, read.rows_used) == (4, 4)
    assert len(read.table) == 4


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.file)
def test_made_up_figures_say_so_in_the_file_and_beside_it(
    example: object, readings: dict[str, Reading]
) -> None:
    one = next(one for one in EXAMPLES if one is example)
    made_up = "made-up" in one.file
    assert ("made-up" in one.title) == made_up
    assert ("official" in one.title) != made_up
    if made_up:
        assert b"MADE-UP FIGURES" in one.read()
    assert readings[one.file].rows_in == readings[one.file].rows_used + sum(
        readings[one.file].rows_listed.values()
    )
