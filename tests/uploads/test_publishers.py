"""Kinds of tables that publishers make, each small enough to know every answer by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from placelib.uploads.areas.levels import split_code_and_name
from placelib.uploads.areas.register import JsonRegister, make_register
from placelib.uploads.reading import Answers, Reading
from placelib.uploads.values.tidy import Tidy
from placelib.uploads.values.units import is_additive, is_an_average
from tests.uploads import made_files as made
from tests.uploads.conftest import Understand
from tests.uploads.made_files import COUNCILS, Cell

BOARDS = "Ayrshire and Arran|Borders|Fife|Forth Valley|Grampian|Highland|Lanarkshire|Lothian"
FORCES = "Avon and Somerset|Cleveland|Devon and Cornwall|Durham|Gwent|Humberside|Kent|Sussex"
DISTRICTS = (
    ("E07000026", "Allerdale"),
    ("E07000028", "Carlisle"),
    ("E07000029", "Copeland"),
)


def sheet(rows: Sequence[Sequence[Cell]]) -> bytes:
    return made.xlsx({"Data": rows})


def periods(tidy: Tidy) -> list[str]:
    return sorted({tidy.texts[one] for one in tidy.period})


def indicators(tidy: Tidy) -> list[str]:
    return sorted({tidy.texts[one] for one in tidy.indicator})


def columns(reading: Reading) -> list[int]:
    return [one.column for one in reading.value_columns]


@pytest.mark.parametrize("form", ["{c} : {n}", "{c} {n}", "{n} ({c})", "{c} - {n}", "{n} [{c}]"])
def test_code_and_name_in_one_cell_are_read_and_held_against_each_other(
    form: str, look: Understand
) -> None:
    rows = [["Area", "2019", "2020"]]
    rows += [[form.format(c=c, n=n), "1", "2"] for c, n in COUNCILS]
    reading, tidy = look(made.csv(rows))
    assert (reading.verdict, reading.rows_used) == ("read", 10)
    assert {tidy.texts[one] for one in tidy.area} == {code for code, _ in COUNCILS}
    wrong, _ = look(made.csv([*rows, [form.format(c="E08000012", n="York"), "3", "4"]]))
    assert wrong.rows_listed == {"code and name disagree": 1}


def test_a_cell_with_two_codes_is_not_taken_for_code_and_name() -> None:
    assert split_code_and_name("K04000001, J99000001") == ("K04000001, J99000001", "")
    assert split_code_and_name("e08 000 012") == ("E08000012", "")


@pytest.mark.parametrize(("names", "level"), [(BOARDS, "health boards"), (FORCES, "police")])
def test_another_level_across_the_top_is_refused_by_its_name(
    names: str, level: str, look: Understand
) -> None:
    across = names.split("|")
    rows = [["Date", *across], *[[f"2020-04-{d:02}", *["7"] * len(across)] for d in range(1, 9)]]
    reading, _ = look(made.csv(rows))
    assert reading.verdict == "refuse"
    assert f"unsupported level: {level}" in reading.problems[-1].message.lower()


def test_boards_with_the_name_of_their_service_across_the_top_are_refused(look: Understand) -> None:
    rows = [["Date", *[f"NHS {name}" for name in BOARDS.split("|")]]]
    reading, _ = look(made.csv([*rows, *[[f"2020-04-0{d}", *"12345678"] for d in range(1, 9)]]))
    assert reading.verdict == "refuse"
    assert "unsupported level: health boards" in reading.problems[-1].message.lower()


def test_wards_across_the_top_are_refused_by_their_code(look: Understand) -> None:
    rows = [["Measure", *[f"E0500{n}" for n in range(9000, 9006)]], ["People", *"123456"]]
    reading, _ = look(made.csv([*rows, ["Homes", *"123456"]]))
    assert reading.verdict == "refuse"
    assert "wards" in reading.problems[-1].message


@pytest.mark.parametrize(
    ("top", "parts", "found"),
    [
        ("2021", ("Q1", "Q2", "Q3", "Q4"), ["2021 Q1", "2021 Q2", "2021 Q3", "2021 Q4"]),
        ("2021", ("Jan", "Feb", "Mar", "Apr"), ["2021-01", "2021-02", "2021-03", "2021-04"]),
        ("2021-22", ("April", "December", "January", "March"),
         ["2021-04", "2021-12", "2022-01", "2022-03"]),
        ("2021/22", ("April to June", "July to September", "October to December",
                     "January to March"),
         ["2021-04 to 2021-06", "2021-07 to 2021-09", "2021-10 to 2021-12", "2022-01 to 2022-03"]),
    ],
)  # fmt: skip
def test_a_year_over_its_quarters_or_months_is_one_period(
    top: str, parts: Sequence[str], found: list[str], look: Understand
) -> None:
    rows: list[list[Cell]] = [["", "", top, "", "", ""], ["Code", "Area", *parts]]
    rows += [[c, n, 1, 2, 3, 4] for c, n in COUNCILS]
    reading, tidy = look(sheet(rows), "a.xlsx")
    assert reading.header_rows == (1, 2)
    assert periods(tidy) == found


def test_a_year_and_a_month_in_two_columns_are_one_period_may_included(look: Understand) -> None:
    rows = [["Year", "Month", "Code", "Number"]]
    rows += [["2023", month, c, "1"] for month in ("April", "May") for c, _ in COUNCILS]
    assert periods(look(made.csv(rows))[1]) == ["2023-04", "2023-05"]


def test_the_words_of_a_period_come_before_its_code(look: Understand) -> None:
    rows = [["Period code", "Period", "Code", "Number"]]
    for year in (2021, 2022):
        rows += [[str(year), f"{year} to {year + 1}", c, "1"] for c, _ in COUNCILS]
    reading, tidy = look(made.csv(rows))
    assert periods(tidy) == ["2021/22", "2022/23"]
    assert columns(reading) == [4]


def test_a_weekly_sum_of_money_is_no_week_of_the_year(look: Understand) -> None:
    rows = [["Code", "Year", "Median weekly pay", "Jobs"]]
    reading, tidy = look(made.csv([*rows, *[[c, "2021", "5", "6"] for c, _ in COUNCILS]]))
    assert columns(reading) == [3, 4]
    assert periods(tidy) == ["2021"]


def test_numbers_as_headings_are_no_row_of_figures(look: Understand) -> None:
    ages: list[list[Cell]] = [["Mid-2022 population"], [], ["Code", "Name", "All", *range(9)]]
    ages += [[c, n, 99, *range(50, 59)] for c, n in COUNCILS]
    reading, _ = look(sheet(ages), "a.xlsx")
    assert (reading.header_rows, reading.first_row, reading.last_row) == ((3,), 4, 13)
    shares: list[list[Cell]] = [["Description", "Code", "Median", 10, 20, 25, 75, 90]]
    shares += [[n, c, 500, 1, 2, 3, 4, 5] for c, n in COUNCILS]
    reading, _ = look(sheet(shares), "a.xlsx")
    assert (reading.header_rows, reading.first_row) == ((1,), 2)


def test_a_heading_of_the_areas_below_that_of_the_figures(look: Understand) -> None:
    rows = [["Households"], [""], ["", "Month", "January 2023", "February 2023"]]
    rows += [["National - Regional - LA", "", "", ""], *[[n, "", "4", "5"] for _, n in COUNCILS]]
    reading, tidy = look(made.csv([*rows, ["Total", "", "40", "50"]]))
    assert (reading.header_rows, reading.first_row, reading.last_row) == ((3, 4), 5, 14)
    assert periods(tidy) == ["2023-01", "2023-02"]


def test_a_row_of_units_below_the_names_of_the_measures(look: Understand) -> None:
    rows = [["Council", "Population", "Employment rate", "Spending"]]
    rows += [["Name", "number", "%", "£000"], *[[n, "9", "7.5", "3"] for _, n in COUNCILS]]
    reading, _ = look(made.csv(rows))
    assert reading.header_rows == (1, 2)
    assert [one.unit for one in reading.value_columns] == ["number", "%", "£ thousand"]


def test_areas_across_keep_the_title_and_the_unit_of_each_measure(look: Understand) -> None:
    rows = [
        ["Lifestyles by council, 2021-22"],
        [""],
        ["Measure", "Unit", *[n for _, n in COUNCILS]],
    ]
    rows += [["Smokers", "Per cent", *"1234567890"], ["Adults", "Number", *"1234567890"]]
    reading, tidy = look(made.csv(rows))
    assert reading.transposed
    assert (reading.first_row, reading.last_row) == (4, 5)
    assert periods(tidy) == ["2021/22"]
    assert [one.unit for one in reading.value_columns] == ["%", "number"]


@pytest.mark.parametrize("header", ["", "Unnamed: 0", "index"])
def test_the_numbers_of_the_rows_are_no_figures(header: str, look: Understand) -> None:
    rows = [[header, "area_code", "period", "value"]]
    rows += [[str(n), c, "2021-22", "6"] for n, (c, _) in enumerate(COUNCILS)]
    assert columns(look(made.csv(rows))[0]) == [4]


def test_flags_sort_orders_and_their_notes_are_no_figures(look: Understand) -> None:
    rows = [["Code", "ONS Sort [note 6]", "Percent", "flag"]]
    rows += [[c, str(n), "6.5", "4" if n == 3 else ""] for n, (c, _) in enumerate(COUNCILS)]
    assert columns(look(made.csv(rows))[0]) == [3]


def test_a_column_of_measures_names_figures_whose_heading_is_only_a_period(
    look: Understand,
) -> None:
    rows = [["Area", "Measure", "Unit", "2020/21", "2021/22"]]
    for _, name in COUNCILS:
        rows += [[name, "Pupils", "Number", "1", "2"], [name, "Attainment", "%", "3", "4"]]
    assert indicators(look(made.csv(rows))[1]) == ["Attainment", "Pupils"]


def test_a_column_with_one_unit_gives_it_in_our_words(look: Understand) -> None:
    rows = [["Units", "Code", "2023 Q1"], *[["Thousands", c, "1.5"] for c, _ in COUNCILS]]
    assert look(made.csv(rows))[0].value_columns[0].unit == "thousand"


def test_names_of_columns_in_snake_case_give_their_period(look: Understand) -> None:
    rows = [["lad_code", "rate_2020_21", "rate_2021_22", "jobs_2021"]]
    _, tidy = look(made.csv([*rows, *[[c, "1", "2", "3"] for c, _ in COUNCILS]]))
    assert periods(tidy) == ["2020/21", "2021", "2021/22"]
    assert indicators(tidy) == ["jobs", "rate"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Co. Durham", "E06000047"),
        ("Bath & NE Somerset", "E06000022"),
        ("North East Lincs", "E06000012"),
        ("East Riding of Yorks", "E06000011"),
        ("Hull, City of", "E06000010"),
        ("Derby, City of", "E06000015"),
        ("Scottish Borders, The", "S12000026"),
        ("Vale of Glamorgan, The", "W06000014"),
        ("Newport, Wales", "W06000022"),
        ("Worcestershire, County of", "E10000034"),
        ("RB Kensington and Chelsea", "E09000020"),
        ("Cardiff / Caerdydd", "W06000015"),
        ("Wales/Cymru", "W92000004"),
        ("of which: Leeds", "E08000035"),
        ("Bolton (MD)", "E08000001"),
        ("Bolton, North West", "E08000001"),
        ("Hartlepool [North East]", "E06000001"),
        ("Cyngor Gwynedd", "W06000002"),
    ],
)
def test_names_turned_round_shortened_or_in_two_languages_are_known(
    written: str, code: str, json_register: JsonRegister
) -> None:
    register = make_register(json_register, {})
    assert code in register.candidates(written)


@pytest.mark.parametrize(
    "written",
    [
        "Northamptonshire / West Northants",
        "E",
        "SW",
        "N/A",
        "Leeds / York",
        "The",
        "Mid",
        "Bolton, North East",
        "Newport, London",
    ],
)
def test_two_places_in_one_name_and_bare_points_of_the_compass_are_no_place(
    written: str, json_register: JsonRegister
) -> None:
    found = make_register(json_register, {}).candidates(written)
    assert not any(code[:3] in {"E06", "E07", "E08", "E09", "E10"} for code in found)


@pytest.mark.parametrize(
    ("header", "unit", "may"),
    [
        ("Number of homes", "number", True),
        ("Council tax income (£)", "£", True),
        ("Total earnings (£)", "£", True),
        ("Net expenditure £000", "£ thousand", True),
        ("Average house price (£)", "£", False),
        ("Median weekly pay £", "£", False),
        ("Spending per head (£)", "£", False),
        ("Band D council tax (£)", "£", False),
        ("Mean number of rooms", "number", False),
        ("AveragePrice", "£", False),
        ("Number of households, rate", "number", False),
        ("Recycling", "%", False),
        ("Things", "", False),
    ],
)
def test_only_counts_and_sums_of_money_may_be_added(header: str, unit: str, *, may: bool) -> None:
    assert is_additive(unit, header, "") is may


def test_a_unit_is_read_from_the_words_of_a_name_too(look: Understand) -> None:
    names = ["vehicle_count", "employment_rate", "houseCount", "Discount"]
    rows = [["Code", "Name", "Year", *names]]
    rows += [[code, name, "2021", "1", "2", "3", "4"] for code, name in DISTRICTS]
    reading, _ = look(made.csv(rows))
    assert [column.unit for column in reading.value_columns] == ["number", "rate", "number", ""]


def test_a_title_speaks_for_a_column_that_says_nothing_itself() -> None:
    assert not is_additive("£", "2021", "Median house prices by district (£)")
    assert is_additive("number", "Number of sales", "Median prices and number of sales")
    assert is_an_average("median rent")


def test_averages_of_former_councils_stay_and_their_counts_are_added(look: Understand) -> None:
    rows = [["Code", "Name", "Year", "Average rent (£)", "Rent arrears of all tenants (£)"]]
    rows += [[c, n, "2021", "100", "200"] for c, n in DISTRICTS]
    reading, tidy = look(made.csv(rows))
    assert reading.summed == ("E06000063",)
    found = list(zip(tidy.col, (tidy.texts[one] for one in tidy.area), tidy.value, strict=True))
    assert (5, "E06000063", 600.0) in found
    assert [value for column, _, value in found if column == 4] == [100.0, 100.0, 100.0]


def test_former_councils_across_the_top_are_added_up_too(look: Understand) -> None:
    codes, names = zip(*DISTRICTS, ("E08000035", "Leeds"), strict=True)
    rows = [["Measure", *codes], ["", *names], ["Number of homes", *"1234"]]
    reading, tidy = look(made.csv([*rows, ["Median rent", *"5678"]]))
    assert (reading.transposed, reading.summed) == (True, ("E06000063",))
    found = zip(tidy.row, (tidy.texts[one] for one in tidy.area), tidy.value, strict=True)
    assert (3, "E06000063", 6.0) in list(found)


def test_a_change_beside_the_periods_is_no_period_of_them(look: Understand) -> None:
    rows = [["Area", "2011", "2021", "Change since 2011 (%)", "Change from Q3 2020"]]
    reading, tidy = look(made.csv([*rows, *[[n, "1", "2", "100", "4"] for _, n in COUNCILS]]))
    assert columns(reading) == [2, 3, 4, 5]
    assert periods(tidy) == ["", "2011", "2021"]


def test_names_across_the_top_without_a_figure_are_refused(look: Understand) -> None:
    names = ["Fife", "Highland", "Borders", "Grampian", "Tayside"]
    reading, _ = look(made.csv([["", *names], ["Note", *["see below"] * 5], ["x", *"abcde"]]))
    assert reading.verdict == "refuse"


def test_averages_among_counts_in_one_column_are_told_by_their_measure(look: Understand) -> None:
    rows = [["Code", "Measure", "Year", "Number"]]
    rows += [[c, m, "2021", "10"] for m in ("Sales", "Median price") for c, _ in DISTRICTS]
    _, tidy = look(made.csv(rows))
    found = {
        (tidy.texts[area], tidy.texts[indicator])
        for area, indicator in zip(tidy.area, tidy.indicator, strict=True)
    }
    assert ("E06000063", "Sales") in found
    assert ("E07000026", "Median price") in found


def sections(lines: Sequence[str], *, delimited: bool) -> bytes:
    rows = [["Table 4"], ["Area", "16 and over", "65 and over"]]
    for n, line in enumerate(lines):
        rows += [[line, "", ""] if delimited else [line]]
        rows += [[name, str(n), str(n + 1)] for _, name in COUNCILS]
    return made.csv(rows)


@pytest.mark.parametrize("delimited", [True, False])
def test_lines_above_the_same_areas_again_say_what_the_rows_below_hold(
    look: Understand, *, delimited: bool
) -> None:
    reading, tidy = look(sections(["Men", "Women", "All people"], delimited=delimited))
    assert (reading.header_rows, reading.first_row, reading.last_row) == ((2,), 4, 35)
    assert reading.rows_listed == {"heading of a section": 2}
    assert indicators(tidy)[0] == "All people · 16 and over"
    assert len(indicators(tidy)) == 6
    years, tidy = look(sections(["2020", "2021"], delimited=delimited))
    assert years.verdict == "read"
    assert periods(tidy) == ["2020", "2021"]


def test_lines_between_different_areas_divide_nothing(look: Understand) -> None:
    rows = [["Area", "2020", "2021"], ["North of the river"]]
    rows += [[name, "1", "2"] for _, name in COUNCILS[:5]] + [["South of the river"]]
    reading, tidy = look(made.csv([*rows, *[[name, "1", "2"] for _, name in COUNCILS[5:]]]))
    assert (reading.first_row, reading.rows_used) == (3, 10)
    assert reading.rows_listed == {"unknown area": 1}
    assert periods(tidy) == ["2020", "2021"]


def test_a_period_in_merged_cells_holds_for_the_rows_below_it(look: Understand) -> None:
    rows = [["Quarter", "Area", "Homes"]]
    for quarter in ("Q1 2022", "Q2 2022"):
        rows += [[quarter if not n else "", name, "5"] for n, (_, name) in enumerate(COUNCILS)]
    reading, tidy = look(made.csv(rows))
    assert reading.rows_used == 20
    assert periods(tidy) == ["2022 Q1", "2022 Q2"]
    assert "periods from above" in {problem.kind for problem in reading.problems}
    # The same place twice under one period: then a blank is a blank.
    twice, _ = look(made.csv([*rows, ["", COUNCILS[0][1], "6"]]))
    assert twice.rows_listed["unknown period"] > 1


@pytest.mark.parametrize("below", [True, False])
def test_line_numbers_of_a_form_are_part_of_its_header(look: Understand, *, below: bool) -> None:
    names: list[Cell] = ["ONS code", "Authority", "Class", "Education", "Highways", "Housing"]
    numbers: list[Cell] = ["", "", "", 10, 20, 30]
    header = [names, numbers] if below else [numbers, names]
    rows: list[list[Cell]] = [["Outturn 2017-18, £'000s"], *header]
    rows += [[c, n, "MD", 1, 2, 3] for c, n in COUNCILS]
    reading, tidy = look(sheet(rows), "a.xlsx")
    assert (reading.header_rows, reading.first_row) == ((2, 3), 4)
    assert periods(tidy) == ["2017/18"]
    assert {one.unit for one in reading.value_columns} == {"£ thousand"}


def test_a_blank_line_below_the_header_of_a_text_file_is_no_row(look: Understand) -> None:
    rows = [["Code", "Area", "2021"], [""], *[[c, n, "1"] for c, n in COUNCILS]]
    reading, _ = look(made.csv(rows))
    assert (reading.header_rows, reading.first_row, reading.last_row) == ((1,), 3, 12)


def test_apostrophes_at_the_end_of_cells_are_no_quotation_marks(look: Understand) -> None:
    rows = [["Code", "Area", "Drivers'", "Voters'", "Pupils'", "Tenants'", "Carers'"]]
    reading, _ = look(made.csv([*rows, *[[c, n, *"12345"] for c, n in COUNCILS]], delimiter=";"))
    assert [one.header for one in reading.value_columns] == rows[0][2:]


def test_boards_of_wales_among_its_councils_are_listed_by_their_level(look: Understand) -> None:
    rows = [["Area", "2021"], ["Powys THB", "1"], ["Swansea Bay UHB", "2"], ["Powys", "3"]]
    reading, _ = look(made.csv([*rows, ["Swansea", "4"], ["Cardiff", "5"], ["Newport", "6"]]))
    assert reading.rows_used == 4
    assert sum(reading.rows_listed.values()) == 2
    assert all("health" in why for why in reading.rows_listed)


def test_an_authority_by_name_is_not_the_region_it_works_for(look: Understand) -> None:
    rows = [["Authority", "Precept (£)"], *[[n, "1"] for _, n in COUNCILS]]
    reading, tidy = look(made.csv([*rows, ["Greater London Authority", "9"]]))
    assert reading.rows_listed == {"no page for this level: authorities of a region": 1}
    assert "E12000007" not in {tidy.texts[one] for one in tidy.area}


def test_codes_of_the_ministry_alone_are_named_as_such(look: Understand) -> None:
    rows = [["E-code", "Value"], *[[f"E{1000 + n}", "5"] for n in range(30)]]
    reading, _ = look(made.csv(rows))
    assert "authority codes of the ministry" in reading.problems[-1].message.lower()


def test_a_header_of_a_year_without_rows_holds_no_data(look: Understand) -> None:
    reading, _ = look(b"Area,2021\n")
    assert reading.problems[-1].kind == "no data rows"


def test_a_dash_of_print_makes_a_figure_negative(look: Understand) -> None:
    rows = [["Area", "Surplus £m"], *[[n, "–3.4"] for _, n in COUNCILS]]
    _, tidy = look(made.csv(rows))
    assert set(tidy.value) == {-3.4}


@pytest.mark.parametrize(
    ("year", "parts", "found"),
    [
        ("202122", ("Financial year Q1", "Financial year Q2"), ["2021/22 Q1", "2021/22 Q2"]),
        ("2021", ("Calendar year Q3", "Calendar year Q4"), ["2021 Q3", "2021 Q4"]),
        ("2021", ("April", "May"), ["2021-04", "2021-05"]),
        ("2021", ("Week 9", "Week 10"), ["2021-W09", "2021-W10"]),
        ("202122", ("Autumn term", "Spring term"), ["2021/22 autumn term", "2021/22 spring term"]),
        ("202122", ("Part 1 (April to September)", "Part 2 (October to March)"),
         ["2021-04 to 2021-09", "2021-10 to 2022-03"]),
    ],
)  # fmt: skip
def test_a_period_and_its_identifier_are_read_together(
    year: str, parts: Sequence[str], found: list[str], look: Understand
) -> None:
    rows = [["time_period", "time_identifier", "new_la_code", "la_name", "pupils"]]
    rows += [[year, part, c, n, "5"] for part in parts for c, n in COUNCILS]
    reading, tidy = look(made.csv(rows))
    assert reading.rows_used == 20
    assert periods(tidy) == found


@pytest.mark.parametrize(
    ("header", "level"),
    [
        ("Health and Social Care Partnership", "health and social care partnerships"),
        ("HSCP", "health and social care partnerships"),
        ("Primary Urban Area", "primary urban areas"),
        ("TTWA name", "travel to work areas"),
        ("Built-up area", "built-up areas"),
        ("Local Resilience Forum", "local resilience forums"),
        ("Westminster Parliamentary constituency", "constituencies"),
        ("Postcode district", "postcodes"),
        ("FRS", "fire and rescue areas"),
        ("CSP name", "community safety areas"),
    ],
)
def test_a_heading_that_names_another_level_decides_even_over_names_of_councils(
    header: str, level: str, look: Understand
) -> None:
    names = ["LS1", "LS2", "LS3"] if "Post" in header else [n for _, n in COUNCILS]
    reading, _ = look(made.csv([[header, "2021"], *[[name, "4"] for name in names]]))
    assert reading.verdict == "refuse"
    assert f"unsupported level: {level}" in reading.problems[-1].message.lower()


def test_shares_under_a_heading_of_per_cent_are_asked_about_and_turned(look: Understand) -> None:
    head: list[list[Cell]] = [["Area", "Empty homes (%)"]]
    fine: list[list[Cell]] = [[name, 0.125 + n / 1000] for n, (_, name) in enumerate(COUNCILS)]
    data = sheet([*head, *fine])
    reading, tidy = look(data, "a.xlsx")
    (question,) = [one for one in reading.questions if one.key == "scale"]
    assert (question.preselected, question.required) == ("percent", False)
    assert tidy.value[0] == 0.125
    _, turned = look(data, "a.xlsx", Answers(scale="share"))
    assert turned.value[0] == 12.5
    coarse: list[list[Cell]] = [[name, 0.5] for _, name in COUNCILS]
    small, _ = look(sheet([*head, *coarse]), "a.xlsx")
    assert "scale" not in {one.key for one in small.questions}


def test_a_title_beside_group_headings_does_not_hide_them(look: Understand) -> None:
    rows: list[list[Cell]] = [["Table 3: Claimants", "", "Men", "", "Women", ""]]
    rows += [["Code", "Area", "2020", "2021", "2020", "2021"]]
    rows += [[c, n, 1, 2, 3, 4] for c, n in COUNCILS]
    reading, tidy = look(sheet(rows), "a.xlsx")
    assert reading.header_rows == (1, 2)
    assert indicators(tidy) == ["Men", "Women"]


def test_three_rows_of_headings_give_period_and_measure(look: Understand) -> None:
    rows: list[list[Cell]] = [["", "", "2020", "", "", "", "2021", "", "", ""]]
    rows += [["", "", "Men", "", "Women", "", "Men", "", "Women", ""]]
    rows += [["Code", "Area", *["Number", "Rate (%)"] * 4]]
    rows += [[c, n, *range(1, 9)] for c, n in COUNCILS]
    reading, tidy = look(sheet(rows), "a.xlsx")
    assert reading.header_rows == (1, 2, 3)
    assert indicators(tidy)[0] == "Men · Number"
    assert tidy.texts[tidy.period[5]] == "2021"


def test_coordinates_and_sizes_of_shapes_are_no_figures(look: Understand) -> None:
    rows = [["OBJECTID", "LAD23CD", "BNG_E", "BNG_N", "LONG", "LAT", "Shape__Area", "Homes"]]
    rows += [[str(n), c, "400000", "300000", "-1.5", "53.1", "12.5", "7"]
             for n, (c, _) in enumerate(COUNCILS)]  # fmt: skip
    assert columns(look(made.csv(rows))[0]) == [8]


@pytest.mark.parametrize(
    "header", ["Fewer than 2000 homes", "2000 or more homes", "Over 2000", "At most 2000 people"]
)
def test_a_limit_in_a_heading_is_no_year(header: str, look: Understand) -> None:
    rows = [["Area", header], *[[name, "1"] for _, name in COUNCILS]]
    assert periods(look(made.csv(rows))[1]) == [""]


def test_decimal_commas_between_semicolons_are_read_where_they_are_certain(
    look: Understand,
) -> None:
    rows = [["Area", "Rate 2021", "Homes"]]
    rows += [[name, f"{n},5", f"1.{n}00,25"] for n, (_, name) in enumerate(COUNCILS)]
    reading, tidy = look(made.csv(rows, delimiter=";"))
    assert reading.verdict == "read"
    assert list(tidy.value)[:4] == [0.5, 1000.25, 1.5, 1100.25]
    # One point among them, and nothing is certain.
    _, tidy = look(made.csv([*rows, ["Hull", "1.5", "2"]], delimiter=";"))
    assert 0.5 not in tidy.value


def test_years_without_a_heading_beside_areas_across_are_periods(look: Understand) -> None:
    rows = [["Indicator", "Leeds", "Leeds", "York", "York", "Hull", "Hull"]]
    rows += [["", *["2020", "2021"] * 3], ["Births", *"123456"], ["Deaths", *"789123"]]
    reading, tidy = look(made.csv(rows))
    assert reading.transposed
    assert periods(tidy) == ["2020", "2021"]
    assert indicators(tidy) == ["Births", "Deaths"]


def test_short_financial_years_before_their_kind_are_periods(look: Understand) -> None:
    rows = [["Area", "20/21 actual", "21/22 budget", "16/17 year olds"]]
    _, tidy = look(made.csv([*rows, *[[n, "1", "2", "3"] for _, n in COUNCILS]]))
    assert "2016/17" not in periods(tidy)
    assert {"2020/21", "2021/22"} <= set(periods(tidy))
