"""Traps met in published files, each made again from nothing: what the reader must say of each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from placelib.uploads.areas.register import JsonRegister
from tests.uploads import made_files as made
from tests.uploads.conftest import Understand
from tests.uploads.made_files import Cell
from tests.uploads.test_kinds import entries, place, sheet

FORCES = (
    "Avon and Somerset", "Bedfordshire", "Cleveland", "Cumbria", "Durham", "Kent", "Thames Valley",
    "West Mercia",
)  # fmt: skip
BOARDS = ("Ayrshire and Arran", "Fife", "Forth Valley", "Grampian", "Highland", "Lothian")
SEATS = (
    "Aldershot",
    "Amber Valley",
    "Ashford",
    "Barnsley Central",
    "Bolton West",
    "Bury North",
)


class Areas:
    """The current councils, regions and counties of the register, with the region of each."""

    def __init__(self, register: JsonRegister) -> None:
        """Sort them by the first letters of their codes."""
        current = [area for area in register["areas"] if area[3] is None]
        self.region = {
            area[0]: next((code for code in area[5] if code.startswith("E12")), "")
            for area in current
        }
        self.all = {area[0]: area[1] for area in current}

    def of(self, *prefixes: str, step: int = 1) -> list[tuple[str, str]]:
        """Code and name of every step-th area with one of these prefixes."""
        return [pair for pair in self.all.items() if pair[0].startswith(prefixes)][::step]

    def region_name(self, code: str) -> str:
        """The name of the region that a council lies in."""
        return self.all.get(self.region[code], "")


@pytest.fixture(scope="module")
def areas(json_register: JsonRegister) -> Areas:
    return Areas(json_register)


def csv(*rows: Sequence[str]) -> bytes:
    return made.csv(rows)


def test_returns_of_money_with_authorities_of_every_kind(look: Understand, areas: Areas) -> None:
    head: list[list[Cell]] = [
        ["Revenue outturn (RO3) 2017-18"], [""], ["£ thousand"], [""],
        ["", "", "", "", "Adult care", "", "Health", ""],
        ["E-code", "ONS Code", "Local authority", "Class", "Staff", "Total spent", "Staff", "Net"],
        ["", "", "", "", "(C1)", "(C2)", "(C1)", "(C2)"], [""],
    ]  # fmt: skip
    body: list[list[Cell]] = [
        [f"E{1000 + n}", code, name, "UA", n, 2 * n, "-", 4]
        for n, (code, name) in enumerate(areas.of("E06", "E08", step=4))
    ]
    others: list[list[Cell]] = [
        ["E5100", "E12000007", "Greater London Authority", "O", 1, 2, 3, 4],
        ["E6101", "E23000036", "Avon & Somerset Police and Crime Commissioner", "O", 1, 2, 3, 4],
        ["E6102", "E31000001", "Avon Combined Fire Authority", "O", 1, 2, 3, 4],
        ["E6103", "", "Merseyside Waste Disposal Authority", "O", 1, 2, 3, 4],
    ]
    reading, _ = look(sheet([*head, *body, *others, [""], ["Source: the ministry"]]), "ro3.xlsx")
    assert place(reading) == ((5, 6, 7), 9, 12 + len(body))
    assert [one.column for one in reading.area_columns] == [2, 3]
    assert reading.rows_used == len(body) + 1
    assert reading.rows_listed == {
        "unsupported level: police force areas": 1,
        "unsupported level: fire and rescue areas": 1,
        "unknown area": 1,
    }
    assert {column.unit for column in reading.value_columns} == {"£ thousand"}
    assert reading.period_reading["suggested"] == "2017/18"


def test_the_region_or_country_code_on_every_council_row(look: Understand, areas: Areas) -> None:
    rows = [["Year", "Country", "Region", "Local Authority", "GeoCode", "Value"]]
    rows += [["2019", "England", name, "", code, "1"] for code, name in areas.of("E12")]
    councils = areas.of("E06", step=3)
    rows += [
        ["2019", "England", areas.region_name(code), name, areas.region[code], "2"]
        for code, name in councils
    ]
    rows += [["2019", "Wales", "", name, "W92000004", "3"] for _, name in areas.of("W06")]
    reading, tidy = look(made.csv(rows))
    assert reading.verdict == "flag"
    assert reading.levels == {"rgn": 9, "ltla": len(councils) + 22}
    assert {one.used for one in reading.conflicts} == {"name"}
    assert sum(one.rows for one in reading.conflicts) == len(councils) + 22
    assert [entry[2] for entry in entries(tidy)][9] == councils[0][0]


def test_codes_slipped_against_the_names(look: Understand, areas: Areas) -> None:
    councils = areas.of("E07", step=4)
    names = [name for _, name in councils]
    slipped = [*names[:10], *names[11:25], names[10], *names[25:]]
    rows = [["LA Code", "LA Name", "2011", "2012"]]
    rows += [[code, name, "1", "2"] for (code, _), name in zip(councils, slipped, strict=True)]
    reading, tidy = look(made.csv(rows, "utf-8-sig"))
    assert reading.rows_listed == {"code and name disagree": 15}
    assert len(reading.conflicts) == 15
    assert len(reading.area_codes) == len(councils)
    assert not {entry[2] for entry in entries(tidy)} & {code for code, _ in councils[10:25]}


def test_staggered_names_and_the_year_of_the_data(look: Understand, areas: Areas) -> None:
    rows: list[list[Cell]] = [["Table 2: Sub-regional fuel poverty, 2022 (2020 data)"], [""]]
    rows += [["Area codes", "Area names", "", "", "Number of households", "Proportion (%)"]]
    for region, name in areas.of("E12"):
        rows += [[region, name, "", "", 10, 1.5]]
        for code, council in areas.of("E06", "E10"):
            if areas.region[code] == region:
                staggered = [council, ""] if code.startswith("E06") else ["", council]
                rows += [[code, "", *staggered, 10, 1.5]]
    reading, _ = look(sheet(rows), "a.xlsx")
    assert place(reading)[0] == (3,)
    assert (reading.rows_used, reading.rows_listed) == (len(rows) - 3, {})
    assert (reading.period_reading["source"], reading.period_reading["first"]) == ("title", "2020")
    assert [column.unit for column in reading.value_columns] == ["number", "%"]


def test_codes_of_larger_areas_before_the_councils_own(look: Understand, areas: Areas) -> None:
    rows = [["Country code", "Region code", "Region", "LA code", "LA name", "Rented"]]
    rows += [
        ["E92000001", areas.region[code], areas.region_name(code), code, name, "5"]
        for code, name in areas.of("E06", "E07")
    ]
    reading, tidy = look(made.csv(rows))
    assert next(one.column for one in reading.area_columns if one.holds == "code") == 4
    assert {entry[2][:3] for entry in entries(tidy)} == {"E06", "E07"}
    assert not reading.conflicts


def test_a_sortable_year_and_intervals_beside_the_value(look: Understand, areas: Areas) -> None:
    head = ["Indicator ID", "Indicator Name", "Parent Code", "Parent Name", "Area Code",
            "Area Name", "Area Type", "Sex", "Time period", "Value", "Lower CI 95.0 limit",
            "Upper CI 95.0 limit", "Count", "Time period Sortable"]  # fmt: skip
    rows = [head]
    for code, name in areas.of("E06", step=3):
        for period, year in (("2016 - 18", "20160000"), ("2017 - 19", "20170000")):
            rows.append(
                ["90366", "Life expectancy", areas.region[code], areas.region_name(code), code,
                 name, "Counties & UAs", "Female", period, "80.1", "79", "81", "5", year]
            )  # fmt: skip
    reading, _ = look(made.csv(rows))
    assert [column.header for column in reading.value_columns] == ["Value", "Count"]
    assert [one.column for one in reading.area_columns] == [5, 6]
    assert reading.period_reading["kinds"] == {"range": 2}


def test_levels_with_the_names_of_councils_are_told_by_their_codes(look: Understand) -> None:
    rows = [["area_code", "area_name", "area_type", "period", "measure"]]
    for period in ("2002/03 to 2004/05 financial years; 3-year aggregates", "2017 calendar year"):
        rows += [
            ["S12000047", "Fife", "Council area", period, "1"],
            ["S08000029", "Fife", "Health board", period, "2"],
            ["S37000013", "Fife", "HSC partnership", period, "3"],
        ]
    reading, tidy = look(made.csv(rows))
    assert [entry[3:6:2] for entry in entries(tidy)] == [("2002/03 to 2004/05", 1), ("2017", 1)]
    assert reading.rows_listed == {
        "unsupported level: health areas": 2,
        "unsupported level: health and social care partnerships": 2,
    }


def test_months_that_could_be_pairs_of_years(look: Understand, areas: Areas) -> None:
    months = [f"{2010 + n // 12}{n % 12 + 1:02d}" for n in range(3, 27)]
    rows = [["MajorText", "LookUp_BoroughName", *months]]
    rows += [["Burglary", name, *["1"] * 24] for _, name in areas.of("E09")]
    reading, _ = look(csv(*rows, ["Burglary", "London Heathrow Airport", *["1"] * 24]))
    labels = [column.period for column in reading.value_columns]
    assert labels == [f"{month[:4]}-{month[4:]}" for month in months]
    assert (reading.rows_used, reading.rows_listed) == (33, {"unknown area": 1})
    assert not reading.questions


@pytest.mark.parametrize(
    ("years", "identifier", "labels"),
    [
        (("201516", "201617"), "Academic year", {"2015/16", "2016/17"}),
        (("201011", "201112", "201213"), "Academic year", {"2010/11", "2011/12", "2012/13"}),
        (("202223",), "Autumn term", {"2022/23 autumn term"}),
        (("2022", "2023"), "January", {"2022-01", "2023-01"}),
        (("2023",), "Week 12", {"2023-W12"}),
        (("202223",), "Financial year Q2", {"2022/23 Q2"}),
    ],
)
def test_a_year_with_what_it_is_a_year_of(
    look: Understand, areas: Areas, years: tuple[str, ...], identifier: str, labels: set[str]
) -> None:
    rows = [["time_period", "time_identifier", "new_la_code", "la_name", "pupils"]]
    rows += [
        [year, identifier, code, name, "3"]
        for year in years
        for code, name in areas.of("E08", step=3)
    ]
    reading, tidy = look(made.csv(rows))
    assert {entry[3] for entry in entries(tidy)} == labels
    assert reading.verdict == "read"


def test_a_year_with_the_number_of_its_month(look: Understand, areas: Areas) -> None:
    rows = [["Council", "Year", "Month", "Visits"]]
    rows += [[name, "2023", str(m), "7"] for _, name in areas.of("E08") for m in (1, 2, 12)]
    reading, tidy = look(made.csv(rows))
    assert {entry[3] for entry in entries(tidy)} == {"2023-01", "2023-02", "2023-12"}
    assert [column.header for column in reading.value_columns] == ["Visits"]


@pytest.mark.parametrize(("names", "level"), [(FORCES, "police"), (BOARDS, "health"),
                                              (SEATS, "constituencies")])  # fmt: skip
def test_rows_of_other_levels_beside_their_region(
    look: Understand, areas: Areas, names: tuple[str, ...], level: str
) -> None:
    regions = [name for _, name in areas.of("E12")]
    rows = [[name, regions[n % 3], str(n + 1)] for n, name in enumerate(names)]
    for heading in ("Name", "Area"):
        reading, _ = look(csv([heading, "Region", "Headcount"], *rows))
        assert reading.verdict == "refuse"
        assert level in reading.problems[-1].message


def test_a_list_of_counties_is_no_list_of_police_forces(look: Understand, areas: Areas) -> None:
    reading, _ = look(csv(["County", "2021"], *[[name, "1"] for _, name in areas.of("E10")]))
    assert (reading.verdict, reading.rows_used) == ("read", 21)


def test_wards_under_a_borough_are_named_and_refused(look: Understand, areas: Areas) -> None:
    rows = [[name, f"{name} {side}", "4"] for _, name in areas.of("E09") for side in ("N", "S")]
    reading, _ = look(csv(["Borough", "Ward name", "Crimes"], *rows))
    assert reading.verdict == "refuse"
    assert "wards" in reading.problems[-1].message
    # A column that says one thing of each council is only an attribute of it.
    forces = [[name, "Metropolitan", "4"] for _, name in areas.of("E09")]
    reading, _ = look(csv(["Borough", "Police force", "Crimes"], *forces))
    assert reading.rows_used == 33


def test_group_headings_above_a_header_that_names_no_area(look: Understand, areas: Areas) -> None:
    head: list[list[Cell]] = [
        ["Table A1: Households"], ["October to December 2022"],
        ["", "", "", "", "Assessments", "", "", "Owed a duty"],
        ["", "", "", "", "", "of which:", "", ""],
        ["", "", "", "Total", "Prevention", "", "Relief", "Households (000s)"],
        ["", "", "", "", "Number", "%", "", ""], [""],
    ]  # fmt: skip
    top: list[list[Cell]] = [
        ["", "E92000001", "ENGLAND", 9, 8, 7, 6, 5],
        ["", "-", "London", 1, 2, 3, 4, 5],
        ["", "E12999901", "Rest of England", 1, 2, 3, 4, 5],
        [""],
        ["", "E12000007", "London", 1, 2, 3, 4, 5],
    ]
    body: list[list[Cell]] = [["", code, name, 1, "..", 3, 4, 5] for code, name in areas.of("E07")]
    reading, _ = look(sheet([*head, *top, *body]), "a.xlsx")
    assert place(reading) == ((3, 4, 5, 6), 8, 12 + len(body))
    assert reading.rows_listed == {
        "the same row again": 1, "unsupported level: regions that are not in the register": 1,
    }  # fmt: skip
    assert (reading.verdict, reading.period_reading["first"]) == ("read", "2022-10 to 2022-12")
    assert "Assessments" in reading.value_columns[1].header


def test_headings_that_are_missing_over_code_and_name(look: Understand, areas: Areas) -> None:
    rows: list[list[Cell]] = [["Table 1.1: Births of enterprises"], ["", "", 2017, 2018], [""]]
    rows += [["K02000001", "UNITED KINGDOM", 5, 6], [""]]
    rows += [[code, f"      {name.upper()}", 1, 2] for code, name in areas.of("E06")]
    reading, _ = look(made.xlsx({"Contents": [["x"]], "1.1": rows}), "a.xlsx")
    assert reading.sheet == "1.1"
    assert place(reading) == ((2,), 4, len(rows))
    assert [column.period for column in reading.value_columns] == ["2017", "2018"]
    assert reading.value_columns[0].indicator == "Table 1.1: Births of enterprises"


def test_a_title_over_two_header_rows_is_no_header(look: Understand, areas: Areas) -> None:
    rows: list[list[Cell]] = [["Recycling"], ["", "Household", "", "Other", ""]]
    rows += [["", 2019, 2020, 2019, 2020]]
    rows += [[name, 1, 2, 3, 4] for _, name in areas.of("E08")]
    reading, _ = look(sheet(rows), "a.xlsx")
    assert place(reading)[0] == (2, 3)
    assert [column.indicator for column in reading.value_columns][::2] == ["Household", "Other"]


def test_247_empty_columns_cost_nothing(look: Understand, areas: Areas) -> None:
    rows: list[list[Cell]] = [["E-code", "Local authority", "Loans", *[""] * 247]]
    rows += [[f"E{n}", name, 5, *[""] * 247] for n, (_, name) in enumerate(areas.of("E06"), 1000)]
    reading, _ = look(sheet(rows), "a.xlsx")
    assert [column.column for column in reading.value_columns] == [3]


def test_a_summary_above_the_councils_in_one_sheet(look: Understand, areas: Areas) -> None:
    rows: list[list[Cell]] = [["Table 1: by class (£m)"], ["Class", "2021-22", "2022-23"]]
    rows += [["Shire districts", 1, 2], ["England", 3, 4], [""], ["Table 2: by council, 2022-23"]]
    rows += [[""], ["ONS code", "Authority", "Tax base"]]
    rows += [[code, name, 7] for code, name in areas.of("E07")]
    reading, _ = look(sheet(rows), "a.xlsx")
    assert place(reading) == ((8,), 9, len(rows))
    assert reading.value_columns[0].unit == ""
    assert reading.period_reading["first"] == "2022/23"


def test_sheets_that_are_named_by_their_year(look: Understand, areas: Areas) -> None:
    rows: list[list[Cell]] = [["Electricity, 2005 to 2021"], ["Code", "Area", "Sales (GWh)"]]
    rows += [[code, name, 7.5] for code, name in areas.of("E08")]
    reading, _ = look(made.xlsx({"Cover": [["x"]], "2021": rows, "2020": rows}), "a.xlsx")
    assert (reading.sheet, reading.period_reading["first"]) == ("2021", "2021")
    assert reading.value_columns[0].unit == "GWh"


def test_sets_of_the_same_rows_one_below_another(look: Understand, areas: Areas) -> None:
    cells = [(name, str(year)) for _, name in areas.of("E08", step=5) for year in (2020, 2021)]
    rows = [[*cell, str(size)] for size in (5, 60, 700) for cell in cells]
    reading, tidy = look(csv(["District", "Year", "Emissions"], *rows))
    assert reading.verdict == "flag"
    assert "3 sets" in " ".join(problem.message for problem in reading.problems)
    assert {entry[4] for entry in entries(tidy)} == {"set 1", "set 2", "set 3"}
    # The same file pasted below itself is no second set.
    reading, _ = look(csv(["District", "Year", "Emissions"], *rows[: len(cells)] * 2))
    assert reading.rows_listed == {"the same row again": len(cells)}
    assert reading.verdict == "read"


def test_merged_cells_fill_the_rows_below(look: Understand, areas: Areas) -> None:
    rows: list[list[Cell]] = [["Code", "Area", "Year", "Male"]]
    for code, name in areas.of("E08"):
        rows += [[code, name, 2019, 1], ["", "", 2020, 2], ["", "", 2021, 3]]
    reading, tidy = look(sheet(rows), "a.xlsx")
    assert (reading.rows_used, reading.rows_listed) == (len(rows) - 1, {})
    assert entries(tidy)[2][2:4] == (areas.of("E08")[0][0], "2021")
    # A single row without an area is a headline, not a part of the area above it.
    rows = [["Area", "Year", "Value"], *[[name, 2020, 1] for _, name in areas.of("E08")]]
    reading, _ = look(sheet([*rows[:4], ["", 2020, 99], *rows[4:]]), "a.xlsx")
    assert reading.rows_listed == {"no area": 1}


def test_codes_written_as_addresses(look: Understand, areas: Areas) -> None:
    base = "http://statistics.gov.scot/id/statistical-geography/"
    rows = [[base + code, name, "4"] for code, name in areas.of("S12")]
    reading, _ = look(csv(["FeatureCode", "FeatureName", "Value"], *rows))
    assert reading.area_codes == tuple(sorted(code for code, _ in areas.of("S12")))
    assert reading.verdict == "read"


def test_rolling_years_keep_one_form(look: Understand, areas: Areas) -> None:
    head = ["Code", "Name", "Year ending Sep 1995", "Year ending Dec 1995", "Year ending Mar 1996"]
    rows = [[code, name, "1", "2", "3"] for code, name in areas.of("E08")]
    reading, _ = look(csv(head, *rows))
    assert [column.period for column in reading.value_columns] == [
        "1994-10 to 1995-09", "1995-01 to 1995-12", "1995-04 to 1996-03",
    ]  # fmt: skip


def test_dates_above_the_table_and_the_day_of_publication(look: Understand, areas: Areas) -> None:
    rows = [
        ["annual population survey"],
        ["ONS Crown Copyright Reserved on 1 May 2023"],
        [""],
        ["date", "Jan 2022-Dec 2022"],
        [""],
        ["local authority", "mnemonic", "Rate", "conf"],
    ]
    rows += [[name, code, "75.1", "3.4"] for code, name in areas.of("E08")]  # fmt: skip
    reading, _ = look(csv(*rows, ["- These figures are missing."]))
    assert reading.period_reading["first"] == "2022"
    assert [column.header for column in reading.value_columns] == ["Rate"]
    assert place(reading) == ((6,), 7, len(rows))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("COUNTY DURHAM UA", "E06000047"), ("Bristol, City of UA", "E06000023"),
        ("St. Helens", "E08000013"), ("Stoke on Trent City Council", "E06000021"),
        ("Royal Borough of Windsor and Maidenhead", "E06000040"), ("Hackney LB", "E09000012"),
        ("Comhairle nan Eilean Siar", "S12000013"), ("Derry City & Strabane", "N09000005"),
        ("Folkestone & Hythe (formerly Shepway)", "E07000112"), ("Kent CC", "E10000016"),
        ("Scilly Isles", "E06000053"), ("Rhondda Cynon Taff", "W06000016"),
    ],
)  # fmt: skip
def test_names_as_publishers_write_them(look: Understand, name: str, code: str) -> None:
    _, tidy = look(csv(["Council", "Number"], [name, "1"], ["Leeds", "2"], ["York", "3"]))
    assert entries(tidy)[0][2] == code


def test_the_police_of_a_place_is_not_the_place(look: Understand) -> None:
    rows = [["Leeds", "1"], ["York", "2"], ["Durham Police", "3"], ["Powys Health Board", "4"]]
    reading, _ = look(csv(["Name", "Number"], *rows))
    assert reading.rows_listed == {
        "unsupported level: police force areas": 1, "unsupported level: health areas": 1,
    }  # fmt: skip
