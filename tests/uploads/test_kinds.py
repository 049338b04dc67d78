"""Kinds of tables as publishers lay them out, each made small: blocks, columns, areas, traps."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.uploads.reading import LEFT_OUT, Answers, Reading
from placelib.uploads.values.tidy import Tidy
from tests.uploads import made_files as made
from tests.uploads.conftest import Understand
from tests.uploads.made_files import COUNCILS, Cell

REGIONS = (("E12000002", "North West"), ("E12000007", "London"))
DISTRICTS = (
    ("E07000187", "Mendip"),
    ("E07000188", "Sedgemoor"),
    ("E07000189", "South Somerset"),
    ("E07000246", "Somerset West and Taunton"),
)


def sheet(rows: Sequence[Sequence[Cell]]) -> bytes:
    return made.xlsx({"Data": rows})


def entries(tidy: Tidy) -> list[tuple[int, int, str, str, str, float]]:
    """Row, column, area code, period, indicator and value of every entry."""
    return [
        (
            tidy.row[n], tidy.col[n], tidy.texts[tidy.area[n]], tidy.texts[tidy.period[n]],
            tidy.texts[tidy.indicator[n]], tidy.value[n],
        )
        for n in range(len(tidy.row))
    ]  # fmt: skip


def place(reading: Reading) -> tuple[tuple[int, ...], int | None, int | None]:
    return reading.header_rows, reading.first_row, reading.last_row


def test_six_stacked_header_rows(look: Understand) -> None:
    header: list[list[Cell]] = [
        ["Table A1: Homelessness", "", "", "", "", "", "", ""],
        [""],
        ["", "", "", "Initial assessments", "", "", "", ""],
        ["", "", "", "Prevention duty", "", "", "Relief duty", ""],
        ["", "", "", "Number", "%", "", "Number", "%"],
        ["", "", "", "[1]", "[2]", "", "[1]", "[2]"],
        ["Code", "Area", "", "(000s)", "", "", "(000s)", ""],
    ]
    body: list[list[Cell]] = [[c, n, "", 1, 2.5, "", 3, 4.5] for c, n in COUNCILS]
    reading, _ = look(sheet([*header, *body]), "a.xlsx")
    assert place(reading) == ((3, 4, 5, 6, 7), 8, 17)
    assert [one.column for one in reading.value_columns] == [4, 5, 7, 8]
    assert "Relief duty" in reading.value_columns[3].header


def test_names_in_several_columns_by_level(look: Understand) -> None:
    rows: list[list[Cell]] = [["Area", "", "", "2019", "2020"], ["England", "", "", 1, 2]]
    rows += [
        ["", "North West", "", 3, 4],
        ["", "", "Liverpool", 5, 6],
        ["", "", "Manchester", 7, 8],
    ]
    reading, tidy = look(sheet(rows), "a.xlsx")
    assert reading.rows_used == 4
    assert reading.layout == "wide"
    assert (4, 5, "E08000012", "2020", "Data", 6.0) in entries(tidy)


def test_areas_as_columns_with_codes_and_names(look: Understand) -> None:
    codes, names = zip(*COUNCILS[:4], strict=True)
    rows = [["Adult lifestyle"], [""], ["", *codes], ["Measure", *names], ["Smoker", *"1234"]]
    reading, tidy = look(made.csv([*rows, ["Drinker", *"5678"]]))
    assert reading.transposed
    assert place(reading) == ((3, 4), 5, 6)
    assert (6, 2, codes[0], "", "Drinker", 5.0) in entries(tidy)


def test_tables_below_and_beside_are_named_and_not_mixed_in(look: Understand) -> None:
    one: list[list[Cell]] = [["Code", "Area", "2021"]]
    one += [[c, n, 1] for c, n in COUNCILS]
    below, _ = look(sheet([*one, [""], ["Table 2"], [""], *one[:6]]), "a.xlsx")
    assert place(below) == ((1,), 2, 11)
    assert "several tables" in {problem.kind for problem in below.problems}
    beside, _ = look(sheet([[*row, "", *row] for row in one]), "a.xlsx")
    assert [column.column for column in beside.area_columns] == [1, 2]
    assert beside.rows_used == 10
    assert len(beside.value_columns) == 1


def test_a_key_beside_the_data_and_padding_columns_are_left_out(look: Understand) -> None:
    rows = [["Code", "Area", "Jobs", "", "Key", *[""] * 200]]
    rows += [
        [c, n, "5", "", "CV" if i < 3 else "", *[""] * 200] for i, (c, n) in enumerate(COUNCILS)
    ]
    reading, _ = look(made.csv(rows))
    assert [column.column for column in reading.value_columns] == [3]
    assert reading.rows_used == 10


def test_the_parent_code_never_stands_in_for_an_unsupported_area(look: Understand) -> None:
    rows = [["Parent Code", "Parent Name", "Area Code", "Area Name", "Time period", "Value"]]
    rows += [["E12000002", "North West", c, n, "2018 - 20", "1"] for c, n in COUNCILS]
    rows += [["E12000002", "North West", "E54000008", "NHS Cheshire", "2018 - 20", "9"]]
    reading, _ = look(made.csv(rows))
    assert reading.rows_listed == {"unsupported level: health areas": 1}
    assert "E12000002" not in reading.area_codes


def test_the_region_code_on_council_rows_is_flagged_and_the_name_used(look: Understand) -> None:
    rows = [["Region", "Authority", "GeoCode", "Year", "Value"]]
    rows += [["North West", "", "E12000002", "2020", "9"]]
    rows += [["North West", n, "E12000002", "2020", "1"] for _, n in COUNCILS[:2]]
    rows += [["North West", "A joint waste board", "E12000002", "2020", "1"]]
    reading, tidy = look(made.csv(rows))
    assert reading.verdict == "flag"
    assert {conflict.used for conflict in reading.conflicts} == {"name"}
    assert {entry[2] for entry in entries(tidy)} == {"E12000002", "E08000012", "E08000003"}
    assert reading.rows_listed == {"unknown area": 1}


def test_a_region_under_another_regions_code_waits(look: Understand) -> None:
    rows = [["Code", "Area", "2020"], ["E12000001", "East Midlands", "5"]]
    reading, tidy = look(made.csv([*rows, *[[c, n, "1"] for c, n in COUNCILS]]))
    assert [conflict.used for conflict in reading.conflicts] == ["nothing"]
    assert len(tidy.row) == 10


def test_the_authority_under_the_code_of_london_is_read_and_said(look: Understand) -> None:
    rows = [["Code", "Area", "2020"], ["E12000007", "Greater London Authority", "5"]]
    reading, tidy = look(made.csv([*rows, *[[c, n, "1"] for c, n in COUNCILS]]))
    assert reading.rows_used == 11
    assert tidy.texts[tidy.name[0]] == "Greater London Authority"
    assert "the authority's own" in reading.problems[0].message


def test_the_authority_waits_where_its_region_stands_in_the_same_table(look: Understand) -> None:
    rows = [["Code", "Area", "2020"], ["E12000007", "Greater London Authority", "5"]]
    reading, _ = look(made.csv([*rows, *[[c, n, "1"] for c, n in (*COUNCILS, *REGIONS)]]))
    assert reading.rows_listed == {"an authority beside its region": 1}


def test_parts_of_a_new_council_are_added_only_where_they_may_be(look: Understand) -> None:
    header = ["Code", "Area", "Year", "Number of homes", "Median rent"]
    rows = [header, *[[c, n, "2022", "10", "5"] for c, n in DISTRICTS]]
    reading, tidy = look(made.csv(rows))
    assert reading.summed == ("E06000066",)
    assert (2, 4, "E06000066", "2022", "Number of homes", 40.0) in entries(tidy)
    assert ("E07000187", "Median rent") in {(entry[2], entry[4]) for entry in entries(tidy)}
    part, _ = look(made.csv(rows[:-1]))
    assert part.summed == ()
    assert part.successions["E07000187"] == ("E06000066",)


def test_old_and_new_codes_of_one_place_are_never_counted_twice(look: Understand) -> None:
    rows = [["Code", "Area", "Year", "Number"], ["E10000002", "Buckinghamshire", "2021", "4"]]
    rows += [["E06000060", "Buckinghamshire", "2022", "5"], ["E08000016", "Barnsley", "2022", "6"]]
    _, tidy = look(made.csv(rows))
    assert [entry[2] for entry in entries(tidy)] == ["E06000060", "E06000060", "E08000038"]
    _, both = look(made.csv([*rows, ["E10000002", "Buckinghamshire", "2022", "7"]]))
    assert [entry[2] for entry in entries(both)][-1] == "E10000002"


def test_combined_authorities_by_name_alone(look: Understand) -> None:
    names = ["Greater Manchester", "West Midlands", "Liverpool City Region", "Tees Valley"]
    reading, _ = look(made.csv([["Authority", "2022"], *[[name, "1"] for name in names]]))
    assert reading.levels == {"cauth": 4}


def test_levels_that_equal_councils_by_name_are_refused(look: Understand) -> None:
    seats = ["Amber Valley", "Ashford", "Barnsley Central", "Bolton West", "Bury North", "Chorley"]
    reading, _ = look(made.csv([["Name", "Hectares"], *[[name, "3"] for name in seats]]))
    assert reading.verdict == "refuse"
    assert "constituencies" in reading.problems[-1].message
    boards = [("S08000029", "Fife"), ("S08000022", "Highland"), ("S08000025", "Orkney")]
    reading, _ = look(made.csv([["area_code", "area_name", "cases"], *[[*b, "4"] for b in boards]]))
    assert reading.verdict == "refuse"
    assert "health" in reading.problems[-1].message


def test_a_row_of_another_level_is_listed_by_its_type(look: Understand) -> None:
    rows = [["Area type", "Area", "2020"], ["Council area", "Fife", "1"]]
    rows += [["Council area", "Highland", "2"], ["Health board", "Fife", "3"]]
    reading, _ = look(made.csv(rows))
    assert (reading.rows_used, reading.rows_in) == (2, 3)


def test_category_codes_identifiers_and_intervals_are_no_figures(look: Understand) -> None:
    rows = [["Area code", "Method code", "Method", "LCI", "UCI", "old_la_code", "Observation"]]
    rows += [[c, str(m), f"M{m}", "1", "2", "330", "7"] for c, _ in COUNCILS for m in (1, 2)]
    reading, _ = look(made.csv(rows))
    assert [column.header for column in reading.value_columns] == ["Observation"]
    assert not [question for question in reading.questions if question.required]


def test_months_pairs_and_the_kind_of_year(look: Understand) -> None:
    months, _ = look(made.csv([["Borough", "201104", "201105"], ["Camden", "1", "2"]]))
    assert months.value_columns[0].period == "2011-04"
    rows = [["area_code", "time_period", "time_identifier", "value"]]
    rows += [[c, "202425", "Academic year", "1"] for c, _ in COUNCILS]
    reading, _ = look(made.csv(rows))
    assert reading.period_reading["years_are"] == "academic"
    assert not reading.questions


def test_the_raw_sheet_is_chosen_and_hidden_sheets_never(look: Understand) -> None:
    pivot: list[list[Cell]] = [["LA", 2020]]
    pivot += [[n, 1] for _, n in COUNCILS]
    pivot += [["Grand Total", 10]]
    raw: list[list[Cell]] = [["LA", "Year", "Pupils"]]
    raw += [[n, 2020, 1] for _, n in COUNCILS]
    data = made.xlsx({"Pivot": pivot, "Raw": raw, "Hidden": [*raw, *raw]}, hidden=["Hidden"])
    reading, _ = look(data, "a.xlsx")
    assert reading.sheet == "Raw"
    (question,) = [one for one in reading.questions if one.key == "sheet"]
    assert [choice.value for choice in question.choices] == ["Pivot", "Raw"]


def test_an_opendocument_sheet_is_read(look: Understand) -> None:
    reading, _ = look(made.ods(made.ods_rows(made.table())), "a.ods")
    assert (reading.file_type, reading.sheet, reading.rows_used) == ("ods", "Sheet1", 10)


def test_what_became_of_each_place_is_told_with_its_rows(look: Understand) -> None:
    rows = [["Name", "Number"], ["Leeds", "1"], ["Leedz", "2"], ["Durham Constabulary", "3"]]
    reading, _ = look(made.csv([*rows, ["York", "4"], ["Wakefield", "5"], ["Bradford", "6"]]))
    told = {label.label: (label.code, label.why, label.rows, label.row) for label in reading.labels}
    assert told["Leeds"] == ("E08000035", "", 1, 2)
    assert told["Leedz"] == ("", "unknown area", 1, 3)
    assert reading.labels[0].why


def test_a_person_decides_before_the_code_and_may_leave_rows_out(look: Understand) -> None:
    data = made.csv([["Code", "Name", "Year", "Rate"],
                     ["E06000047", "Liverpool", "2023", "1"], ["E08000035", "Leeds", "2023", "2"],
                     ["E08000036", "Wakefield", "2023", "3"]])  # fmt: skip
    before, _ = look(data)
    assert [one.row for one in before.conflicts] == [2]
    names = {"Liverpool": "E08000012", "Leeds": LEFT_OUT, "Wakefield": "no code"}
    after, tidy = look(data, answers=Answers(names=names))
    assert not after.conflicts
    assert after.rows_listed == {"left out by you": 1}
    assert [tidy.texts[one] for one in tidy.area] == ["E08000012", "E08000036"]


def test_former_councils_are_added_up_where_a_person_says_that_figures_are_counts(
    look: Understand,
) -> None:
    old = [("E07000026", "Allerdale", "10"), ("E07000028", "Carlisle", "20"),
           ("E07000029", "Copeland", "30"), ("E08000035", "Leeds", "5")]  # fmt: skip
    data = made.csv([["Code", "Name", "Things"], *old])
    asked, _ = look(data)
    assert asked.summed == ()
    counted, tidy = look(data, answers=Answers(kinds={"3": "count"}))
    assert counted.summed == ("E06000063",)
    found = zip((tidy.texts[one] for one in tidy.area), tidy.value, strict=True)
    assert dict(found) == {"E06000063": 60.0, "E08000035": 5.0}
    money = made.csv([["Code", "Name", "Average price (£)"], *old])
    assert look(money)[0].summed == ()
    assert look(money, answers=Answers(kinds={"3": "count"}))[0].summed == ("E06000063",)
    total = made.csv([["Code", "Name", "Total spending (£)"], *old])
    assert look(total)[0].summed == ("E06000063",)
    assert look(total, answers=Answers(kinds={"3": "rate"}))[0].summed == ()
