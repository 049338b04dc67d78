"""Kinds of tables met in published files and once read wrongly, each made small by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
import xlsxwriter

from placelib.uploads.areas.register import JsonRegister, make_register
from placelib.uploads.reading import Answers, Reading
from placelib.uploads.values.tidy import Tidy
from tests.uploads import made_files as made
from tests.uploads.conftest import Understand
from tests.uploads.made_files import COUNCILS


def columns(reading: Reading) -> dict[str, str]:
    """The measures with their units."""
    return {column.indicator: column.unit for column in reading.value_columns}


def figures(tidy: Tidy) -> list[tuple[str, str, str, float]]:
    """Area code, period, measure and value of every entry."""
    return [
        (
            tidy.texts[tidy.area[number]],
            tidy.texts[tidy.period[number]],
            tidy.texts[tidy.indicator[number]],
            tidy.value[number],
        )
        for number in range(len(tidy.row))
    ]


def lines(text: str) -> bytes:
    """A text table without the blanks of its indentation."""
    return "\n".join(line.strip() for line in text.strip().splitlines()).encode()


def per_council(*cells: str) -> list[list[str]]:
    """The usual councils, each with the same further cells."""
    return [[code, name, *cells] for code, name in COUNCILS]


# Where the table begins and what its headings are


def test_councils_without_figures_at_both_ends_are_rows(look: Understand) -> None:
    data = lines("""
        Council,Kind,Days
        Leeds,City,
        York,City,4
        Camden,Borough,6
        Hartlepool,Town,8
        Slough,Town,
    """)
    reading, tidy = look(data)
    assert (reading.header_rows, reading.first_row, reading.last_row) == ((1,), 2, 6)
    assert [entry[3] for entry in figures(tidy)][1:4] == [4, 6, 8]


def test_the_last_row_of_headings_may_divide_one_column_alone(look: Understand) -> None:
    rows = [["Repairs by council"], ["", "", "Asked for", "Done", ""], ["", "", "", "", "in time"]]
    rows = [[*row, *[""] * (5 - len(row))] for row in rows]
    reading, _ = look(made.csv([*rows, *per_council("9", "8", "7")]))
    assert reading.header_rows == (2, 3)
    assert list(columns(reading)) == ["Asked for", "Done", "Done · in time"]


def test_lines_between_rows_of_figures_are_no_headings(look: Understand) -> None:
    data = lines("""
        Tenants asked,,
        ,Content (%),Asked
        age,,
        young,61.5,220
        old,70.1,310
        region,,
        North East,66.2,140
        South West,68.3,150
        East Midlands,64.0,160
    """)
    reading, tidy = look(data)
    assert reading.header_rows == (2,)
    assert list(columns(reading)) == ["Content (%)", "Asked"]
    assert len({entry[0] for entry in figures(tidy)}) == 3
    assert reading.rows_in == 7


GROUPS = [
    ["", "", "2020", "", "2021", "", ""],
    ["Code", "Name", "Rate", "Number", "Rate", "Number"],
]


def test_a_group_of_headings_ends_where_the_others_end(look: Understand) -> None:
    header = [GROUPS[0], [*GROUPS[1], "Residents"]]
    reading, _ = look(made.csv([*header, *per_council("1", "2", "3", "4", "5")]))
    assert [column.period for column in reading.value_columns] == ["2020"] * 2 + ["2021"] * 2 + [""]


def test_a_merged_cell_ends_where_the_workbook_says(look: Understand) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("S")
        page.merge_range(0, 2, 0, 3, "2020")
        page.merge_range(0, 4, 0, 5, "2021")
        page.write_row(1, 0, ["Code", "Name", "Homes", "Beds", "Rooms", "Baths", "Residents"])
        for number, row in enumerate(per_council(), 2):
            page.write_row(number, 0, [*row, 1, 2, 3, 4, 5])
    reading, _ = look(out.getvalue(), "a.xlsx")
    assert [column.period for column in reading.value_columns] == ["2020"] * 2 + ["2021"] * 2 + [""]


def test_notes_below_areas_across_are_no_headings(look: Understand) -> None:
    names = ["Wales", "Powys Teaching Health Board", "Swansea", "Cardiff", "Conwy", "Powys"]
    rows = [
        ["Habits by council, 2019-20 onwards"],
        ["Year: 2021-22 & 2022-23"],
        [""],
        ["", "", *names],
        ["Walking", "Daily", *"123456"],
        ["", "Weekly", *"234567"],
        ["Cycling", "Daily", *"345678"],
        ["", "Weekly", *"456789"],
        [""],
        ["Notes:"],
        ["Coverage", "Wales"],
        ["Next update", "2031"],
    ]
    reading, tidy = look(made.csv([[*row, *[""] * (8 - len(row))] for row in rows]))
    assert list(columns(reading)) == [
        "Walking · Daily", "Walking · Weekly", "Cycling · Daily", "Cycling · Weekly",
    ]  # fmt: skip
    assert {entry[1] for entry in figures(tidy)} == {"2021/22 to 2022/23"}
    assert sum(reading.rows_listed.values()) == 1


# Periods


def test_week_numbers_over_dates_name_no_measure(look: Understand) -> None:
    rows = [["Loans by week", "", "", ""], ["", "", "31", "32"]]
    rows += [["Code", "Name", "02/08/2021", "09/08/2021"], *per_council("4", "5")]
    reading, tidy = look(made.csv(rows))
    assert set(columns(reading)) == {"Loans by week"}
    assert {entry[1] for entry in figures(tidy)} == {"2021-08-02", "2021-08-09"}


@pytest.mark.parametrize("bands", [["15-16", "17-24", "25-64"], ["15-16", "65+", "under 15"]])
def test_an_age_group_is_no_pair_of_years(bands: list[str], look: Understand) -> None:
    reading, _ = look(made.csv([["Code", "Name", *bands], *per_council("1", "2", "3")]))
    assert [column.period for column in reading.value_columns] == ["", "", ""]
    assert list(columns(reading)) == bands


def test_short_pairs_of_years_beside_each_other_are_periods(look: Understand) -> None:
    reading, _ = look(made.csv([["Code", "Name", "15-16", "16-17"], *per_council("1", "2")]))
    assert [column.period for column in reading.value_columns] == ["2015/16", "2016/17"]


def test_columns_without_a_period_stay_beside_dated_ones(look: Understand) -> None:
    header = [
        "Code",
        "Name",
        "Pupils 2019",
        "Pupils 2020",
        "Total schools",
        "% absent",
        "Mean size",
    ]
    reading, _ = look(made.csv([header, *per_council("1", "2", "3", "4", "5")]))
    assert columns(reading) == {
        "Pupils": "", "Total schools": "number", "% absent": "%", "Mean size": "",
    }  # fmt: skip


def test_words_of_one_heading_say_nothing_of_the_other_years(look: Understand) -> None:
    header = ["Code", "Name", "Waste, 2016/17", "Council tax (£), 2017/18", "Pupils at risk"]
    reading, _ = look(made.csv([header, *per_council("1", "2", "3")]))
    assert reading.period_reading["years_are"] == ""
    assert [question.key for question in reading.questions] == ["period"]


def test_words_above_the_table_speak_for_all_its_years(look: Understand) -> None:
    rows = [["Absence by academic year", "", ""], ["Code", "Name", "2016/17"], *per_council("1")]
    assert look(made.csv(rows))[0].period_reading["years_are"] == "academic"


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Shops shut on 3 May 2021 after the floods between 1 June 2019 and 31 July 2019",
         "2021-05-03"),
        ("Empty since 2015", ""),
        ("Homes built before 1919 at March 2022", "2022-03"),
        ("Loans in 2021 compared with 2019", ""),
        ("Loans 2021 (published June 2022)", "2021"),
        ("Grants following the storm of February 2020, on 1 May 2021", "2021-05-01"),
    ],
)  # fmt: skip
def test_dates_of_events_and_of_publication_are_no_periods(
    heading: str, period: str, look: Understand
) -> None:
    reading, _ = look(made.csv([["Code", "Name", heading], *per_council("1")]))
    assert reading.value_columns[0].period == period


# Columns that are no figures


@pytest.mark.parametrize("header", ["", "...1", "Row no."])
def test_distinct_whole_numbers_before_the_areas_are_no_measure(
    header: str, look: Understand
) -> None:
    rows = [[header, "Code", "Name", "Spent"]]
    rows += [[str(n * n + 5), *row] for n, row in enumerate(per_council("7"))]
    assert list(columns(look(made.csv(rows))[0])) == ["Spent"]


def test_row_numbers_are_known_in_files_too_long_to_look_at_every_row(look: Understand) -> None:
    rows = [["", "Area code", "Year", "Rate"]]
    rows += [
        [str(number), COUNCILS[number % 10][0], str(1900 + number // 10 % 120), "1"]
        for number in range(31_000)
    ]
    assert list(columns(look(made.csv(rows))[0])) == ["Rate"]


def test_codes_of_regions_and_of_neighbours_are_no_figures(look: Understand) -> None:
    rows = [["la_code", "la_name", "region_ind", "SN_1", "Spent"]]
    rows += [
        [str(300 + n), name, "4", str(300 + (n + 3) % 10), str(n)]
        for n, (_, name) in enumerate(COUNCILS)
    ]
    assert list(columns(look(made.csv(rows))[0])) == ["Spent"]


def test_small_counts_beside_small_numbers_of_rows_stay_figures(look: Understand) -> None:
    rows = [["id", "Name", "Seats"]]
    rows += [[str(n), name, str((n * 7) % 10)] for n, (_, name) in enumerate(COUNCILS)]
    assert list(columns(look(made.csv(rows))[0])) == ["Seats"]


def test_ranks_are_left_out_until_a_person_wants_them(look: Understand) -> None:
    data = made.csv([["Code", "Name", "rank18", "Score"], *per_council("3", "0.5")])
    assert list(columns(look(data)[0])) == ["Score"]
    chosen = look(data, answers=Answers(columns={"3": "measure", "4": "left_out"}))[0]
    assert list(columns(chosen)) == ["rank18"]


def test_a_column_that_says_the_same_in_every_row_is_no_breakdown(look: Understand) -> None:
    rows = [["Name", "Address", "Body", "Year", "Fines"]]
    rows += [
        [name, f"https://example.org/id/{code}", "Council", year, "5"]
        for code, name in COUNCILS
        for year in ("2020", "2021")
    ]
    assert list(columns(look(made.csv(rows))[0])) == ["Fines"]


# Rows


def test_the_same_words_in_other_letters_are_one_breakdown(look: Understand) -> None:
    rows = [["Code", "Year", "Kind", "People"]]
    rows += [[c, "2020", "Food Bank", "1"] for c, _ in COUNCILS]
    rows += [[c, "2021", "food bank", "2"] for c, _ in COUNCILS]
    rows += [[c, year, "Hotel", "3"] for c, _ in COUNCILS for year in ("2020", "2021")]
    reading, tidy = look(made.csv([rows[0], *rows[1:], ["E08000012", "2022", "Food Bank", "4"]]))
    assert {entry[2] for entry in figures(tidy)} == {"Food Bank", "Hotel"}
    assert any("capitals" in problem.message for problem in reading.problems)


def test_a_row_equal_in_every_cell_is_read_once(look: Understand) -> None:
    rows = [["Code", "Name", "Price"], *per_council("9"), per_council("9")[3]]
    reading, _ = look(made.csv(rows))
    assert reading.rows_listed == {"the same row again": 1}
    assert not any(question.required for question in reading.questions)


def test_many_equal_rows_are_a_list_of_events_and_a_person_decides(look: Understand) -> None:
    rows = [["Code", "Name", "Events"], *per_council("1"), *[per_council("1")[0]] * 5]
    reading, _ = look(made.csv(rows))
    assert [question.key for question in reading.questions if question.required] == ["duplicates"]


def test_a_nation_under_the_word_total_is_that_nation(look: Understand) -> None:
    rows = [["Code", "Name", "Cases"], *per_council("3"), ["Total", "England", "30"]]
    reading, tidy = look(made.csv(rows))
    assert reading.rows_used == 11
    assert figures(tidy)[-1][0] == "E92000001"


# Areas


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Newport / Casnewydd", "W06000022"),
        ("Abertawe - Swansea", "W06000011"),
        ("Wrexham (Wrecsam)", "W06000006"),
        ("Flintshire | Sir y Fflint", "W06000005"),
        ("Isle of Anglesey / Ynys Môn", "W06000001"),
        ("South Buckinghamshire", "E07000006"),
        ("Total Wales", "W92000004"),
    ],
)
def test_names_in_two_languages_or_written_out_are_known(
    written: str, code: str, json_register: JsonRegister
) -> None:
    assert code in make_register(json_register, {}).candidates(written)


def test_two_places_joined_by_a_stroke_are_no_place(json_register: JsonRegister) -> None:
    assert not make_register(json_register, {}).candidates("Newport / Abertawe")


def test_counties_of_another_time_are_listed_as_former(look: Understand) -> None:
    names = ["Avon", "Cleveland", "Humberside", "Derbyshire", "Norfolk", "Essex", "West Midlands"]
    reading, tidy = look(made.csv([["county", "1985"], *[[name, "5"] for name in names]]))
    assert reading.rows_listed["former county"] == 3
    assert {entry[0][:3] for entry in figures(tidy)} == {"E10"}


def test_rows_of_neighbourhoods_are_refused_by_their_codes(look: Understand) -> None:
    rows = [["MSOAcode", "MSOAname", "LAcode", "LAname", "Rent"]]
    rows += [
        [f"E0200{row}{n}00", f"{name} 00{n}", code, name, "5"]
        for row, (code, name) in enumerate(COUNCILS)
        for n in (1, 2)
    ]
    reading, _ = look(made.csv(rows))
    assert reading.verdict == "refuse"
    assert "neighbourhoods" in reading.problems[-1].message


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Town", ["Barnsley", "Doncaster", "Rotherham", "Bolton"]),
        ("City", ["Manchester", "Leeds", "Aldershot", "Crawley and Horley", "Wrexham East"]),
    ],
)
def test_towns_and_cities_named_like_councils_are_refused(
    heading: str, names: list[str], look: Understand
) -> None:
    reading, _ = look(made.csv([[heading, "Residents"], *[[name, "5"] for name in names]]))
    assert reading.verdict == "refuse"
    assert "unsupported level" in " ".join(reading.rows_listed)


def test_cities_that_are_all_councils_are_read(look: Understand) -> None:
    names = ["Manchester", "Leeds", "Liverpool", "Sheffield"]
    reading, _ = look(made.csv([["City", "Residents"], *[[name, "5"] for name in names]]))
    assert reading.rows_used == 4


def test_a_city_beside_the_codes_of_its_councils_is_no_conflict(look: Understand) -> None:
    data = lines("""
        City,LA code,Jobs
        Manchester,E08000003,5
        Manchester,E08000009,6
        Manchester,E08000006,7
        Leeds,E08000035,8
        Liverpool,E08000012,9
        Liverpool,E08000011,4
    """)
    reading, _ = look(data)
    assert (reading.rows_used, reading.conflicts) == (6, ())


# Figures and units


def test_negatives_as_accounts_write_them(look: Understand) -> None:
    written = ["£(12.50)", "1,200-", "-£30", "(4)", "£0.00"]
    rows = [["Council", "Balance"], *[[COUNCILS[n][1], text] for n, text in enumerate(written)]]
    assert [entry[3] for entry in figures(look(made.csv(rows))[1])] == [-12.5, -1200, -30, -4, 0]


@pytest.mark.parametrize(
    ("title", "heading", "unit"),
    [
        ("Figures are rounded to the nearest thousand.", "Homes", ""),
        ("", "Homes waiting per (000s)", "per 1,000"),
        ("", "Homes (000s)", "thousand"),
        ("£ thousand", "Parks", "£ thousand"),
        ("Figures are rounded to the nearest 100; £ thousand", "Parks", "£ thousand"),
        ("Residents, thousands", "All", "thousand"),
        ("", "Homes (to the nearest thousand)", ""),
        ("Rate per 1,000 / number", "All", ""),
        ("Bus journeys, millions", "Journeys", "million"),
        ("Bus journeys, millions", "Number", "million"),
        ("Spending on bids, £ thousand", "Number of bids", "number"),
        ("Homes for two million people", "Parks", ""),
        ("", "Journeys (millions)", "million"),
        ("", "Deaths per million people", "per million"),
        ("", "Spending (£, thousands)", "£ thousand"),
        ("Spending, millions of pounds", "Parks", "£ million"),
        ("", "Assets £bn", "£ billion"),
        ("", "Median wait (days)", "days"),
        ("", "Residual waste (kg)", "kg"),
        ("", "Pupils aged 5 (years)", ""),
    ],
)
def test_a_unit_is_one_only_where_it_stands_as_one(
    title: str, heading: str, unit: str, look: Understand
) -> None:
    rows = [[title, "", ""], ["Code", "Name", heading], *per_council("241000")]
    assert columns(look(made.csv(rows))[0])[heading] == unit


# Files


@pytest.mark.parametrize(
    "title",
    [
        "Council tax: average Band D (£) and tax base (number of Band D equivalents)",
        "Grants paid: amount (£) and % of the budget",
    ],
)
def test_a_title_that_names_money_and_something_else_says_no_unit(
    title: str, look: Understand
) -> None:
    rows = [[title, "", "", ""], ["Code", "Area", "Average bill", "Tax base"]]
    rows += [[code, name, f"18{n}4.1", f"51{n}01"] for n, (code, name) in enumerate(COUNCILS)]
    reading, _ = look(made.csv(rows), "a.csv")
    assert columns(reading) == {"Average bill": "", "Tax base": ""}


@pytest.mark.parametrize(
    "heading", ["Change on 2023", "Increase against 2023 (£000)", "Up on 2023"]
)
def test_what_a_change_is_measured_from_is_no_period(heading: str, look: Understand) -> None:
    rows = [["Arrears at 31 March 2024", "", "", ""], ["Code", "Area", "Arrears", heading]]
    rows += [[code, name, f"14{n}70", f"(10{n}1)"] for n, (code, name) in enumerate(COUNCILS)]
    reading, tidy = look(made.csv(rows), "a.csv")
    assert [column.period for column in reading.value_columns] == ["", ""]
    assert {period for _, period, _, _ in figures(tidy)} == {"2024-03-31"}
    assert reading.value_columns[1].header == heading


def test_a_file_that_ends_inside_a_note_is_read_and_said(look: Understand) -> None:
    text = made.text([["Code", "Name", "Cases"], *per_council("3")])
    cut = text + '\n"Notes"\n"Quality","Most checks were made,\n\nbut the last one was'
    reading, _ = look(cut.encode())
    assert (reading.verdict, reading.rows_used) == ("flag", 10)
    assert any(problem.kind == "cut off" and problem.row == 14 for problem in reading.problems)


def test_a_note_of_several_lines_below_the_table_is_no_open_quotation(look: Understand) -> None:
    text = made.text([["Code", "Name", "Cases"], *per_council("3")])
    note = '\n"Quality","Most checks were made,\nand so was the last."\n"Source","Ministry"\n'
    assert look((text + note).encode())[0].rows_used == 10


def workbook(rows: Sequence[Sequence[object]], far: tuple[int, int], text: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("Table 7")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        page.write_string(*far, text)
        book.add_worksheet("Notes").write_string(0, 0, "Nothing")
    return out.getvalue()


@pytest.mark.parametrize("far", [(19, 16_383), (1_048_575, 4), (900, 16_000)])
def test_an_empty_cell_far_outside_bounds_nothing(far: tuple[int, int], look: Understand) -> None:
    rows = [["Code", "Name", "Rate"], *[[c, n, 4.5] for c, n in COUNCILS]]
    reading, _ = look(workbook(rows, far, "  "), "a.xlsx")
    assert (reading.rows_used, reading.sheet) == (10, "Table 7")


def test_a_filled_cell_far_outside_names_the_sheet_as_the_user_sees_it(look: Understand) -> None:
    rows = [["Code", "Name", "Rate"], *[[c, n, 4.5] for c, n in COUNCILS]]
    reading, _ = look(workbook(rows, (19, 16_383), "x"), "a.xlsx")
    assert reading.verdict == "refuse"
    assert "“Table 7” reaches to XFD20" in " ".join(p.message for p in reading.problems)


def test_one_sheet_that_reaches_too_far_does_not_refuse_the_others(look: Understand) -> None:
    table = made.sheet_xml([["Code", "Name", "Rate"], *[[c, n, 4.5] for c, n in COUNCILS]])
    far = made.worksheet('<row r="9"><c r="XFD9"><v>1</v></c></row>')
    reading, _ = look(made.xlsx({"Cover": far, "Figures": table}), "a.xlsx")
    assert (reading.sheet, reading.rows_used) == ("Figures", 10)
    assert any("“Cover”" in problem.message for problem in reading.problems)


@pytest.mark.parametrize(
    ("number_format", "value"), [("0.0%", 12.4), ("0%", 12.4), ("0.000", 0.124)]
)
def test_a_cell_is_a_per_cent_where_its_format_says_so(
    number_format: str, value: float, look: Understand
) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page, shown = book.add_worksheet("S"), book.add_format({"num_format": number_format})
        page.write_row(0, 0, ["Code", "Name", "Poor"])
        for number, row in enumerate(per_council(), 1):
            page.write_row(number, 0, row)
            page.write_number(number, 2, 0.124, shown)
    assert {entry[3] for entry in figures(look(out.getvalue(), "a.xlsx")[1])} == {value}


def test_per_cents_and_months_of_an_ods_are_read_as_shown(look: Understand) -> None:
    def cell(kind: str, text: str) -> str:
        return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"

    words = 'office:value-type="string"'
    date = 'office:value-type="date" office:date-value="2023-04-01"'
    share = 'office:value-type="percentage" office:value="0.124"'
    rows = [[cell(words, "Council"), cell(date, "Apr-23")]]
    rows += [[cell(words, name), cell(share, "12.4%")] for _, name in COUNCILS]
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    reading, tidy = look(made.ods(body), "a.ods")
    assert reading.value_columns[0].period == "2023-04"
    assert {entry[3] for entry in figures(tidy)} == {12.4}


def test_of_sheets_for_several_years_the_newest_is_preselected(look: Understand) -> None:
    table = [["Code", "Name", "Rate"], *[[c, n, 4.5] for c, n in COUNCILS]]
    reading, _ = look(made.xlsx({"2019": table, "2021": table, "2020": table}), "a.xlsx")
    assert reading.sheet == "2021"
    assert [q.preselected for q in reading.questions if q.key == "sheet"] == ["2021"]


def test_a_workbook_under_the_name_of_another_kind_is_read_and_said(look: Understand) -> None:
    reading, _ = look(made.ods(made.ods_rows(made.table())), "old.xls")
    assert (reading.file_type, reading.rows_used) == ("ods", 10)
    assert "read as that" in reading.problems[0].message


@pytest.mark.parametrize(
    ("title", "heading", "periods"),
    [
        ("Resident survey 2025", "% satisfied", {"2025", "2023"}),
        # No year in the title, or one that a heading has already, dates nothing further.
        ("Resident survey", "% satisfied", {"", "2023"}),
        ("Resident survey 2023", "% satisfied", {"", "2023"}),
        # Another measure is not the same one at another time.
        ("Resident survey 2025", "% who volunteer", {"", "2023"}),
    ],
)
def test_a_column_without_a_year_beside_its_twin_has_that_of_the_title(
    look: Understand, title: str, heading: str, periods: set[str]
) -> None:
    rows = [[title], [], ["Code", "Name", heading, "% satisfied 2023"]]
    rows += [
        [code, name, f"{70 + number}.5", f"{60 + number}.5"]
        for number, (code, name) in enumerate(COUNCILS)
    ]
    reading, tidy = look(made.csv(rows))
    assert {entry[1] for entry in figures(tidy)} == periods
    assert len(tidy.row) == 2 * len(COUNCILS)
    kinds = [problem.kind for problem in reading.problems]
    assert ("period from the title" in kinds) == ("2025" in periods)
