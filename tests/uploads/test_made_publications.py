"""Sixty made files of further kinds, each with what a careful reader expects written down first.

The figures are made up; the shapes are those of returns, dashboards and spreadsheets that councils
and ministries publish.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.uploads.conftest import Understand

CODES = {
    "Liverpool": "E08000012", "Manchester": "E08000003", "Leeds": "E08000035",
    "Camden": "E09000007", "York": "E06000014", "Cardiff": "W06000015",
}  # fmt: skip


@dataclass(frozen=True)
class Expected:
    """What must be read: measures with their periods, rows used, or a refusal or question."""

    text: str
    measures: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    used: int | None = None
    verdicts: tuple[str, ...] = ("read", "flag")
    units: tuple[str, ...] = ()
    asks: str = ""
    outcomes: tuple[str, ...] = ()
    values: tuple[float, ...] = ()


def table(header: str, cells: str, *, coded: bool = True, above: str = "", below: str = "") -> str:
    """Six councils under a header, each with the same cells after its code and name."""
    first = "Code,Area," if coded else "Area,"
    rows = [
        (f"{code},{name},{cells}" if coded else f"{name},{cells}") for name, code in CODES.items()
    ]
    return "\n".join([*above.splitlines(), f"{first}{header}", *rows, *below.splitlines()]) + "\n"


FILES: dict[str, Expected] = {
    # Headings
    "a footnote mark behind each heading": Expected(
        table("Homes [1],Beds [note 2]", "4,5"), used=6, periods=("",)),
    "a unit row below the headings": Expected(
        table("Spend,Homes", "4,5").replace(
            "\n", "\n,,£000,Number\n", 1), units=("£ thousand", "number"), used=6),
    "headings in capitals": Expected(table("HOMES BUILT,HOMES SOLD", "4,5"),
        measures=("HOMES BUILT", "HOMES SOLD"), used=6),
    "headings with a line break": Expected(table('"Homes\nbuilt"', "4"),
        measures=("Homes built",), used=6),
    "a heading that is a question": Expected(
        table("Do you rent your home? Yes (%)", "45"), units=("%",), used=6),
    "two equal headings": Expected(table("Rate,Rate", "4,5"), used=6),
    "an empty column between": Expected(table("Homes,,Beds", "4,,5"),
        measures=("Homes", "Beds"), used=6),
    "trailing commas on every row": Expected(table("Homes,,,", "4,,,"),
        measures=("Homes",), used=6),
    "names of columns in snake case": Expected(
        table("homes_built_2021,homes_built_2022", "4,5"), periods=("2021", "2022"), used=6),
    "names of columns run together": Expected(table("HomesBuilt,HomesSold", "4,5"),
        measures=("HomesBuilt", "HomesSold"), used=6),
    # Periods
    "quarters across": Expected(table("2021 Q1,2021 Q2,2021 Q3", "4,5,6"),
        periods=("2021 Q1", "2021 Q2", "2021 Q3"), used=6),
    "months across in words": Expected(table("Apr-23,May-23", "4,5"),
        periods=("2023-04", "2023-05"), used=6),
    "financial years across": Expected(table("2019/20,2020/21", "4,5"),
        periods=("2019/20", "2020/21"), asks="period", used=6),
    "financial years said in the title": Expected(
        table("2019/20,2020/21", "4,5", above="Spending by financial year"),
        periods=("2019/20", "2020/21"), used=6),
    "three-year averages across": Expected(table("2016-18,2017-19", "4,5"),
        periods=("2016 to 2018", "2017 to 2019"), used=6),
    "year ending": Expected(table("Year ending March 2022", "4"),
        periods=("2021-04 to 2022-03",), used=6),
    "as at a day": Expected(table("Homes as at 31 March 2022", "4"),
        periods=("2022-03-31",), used=6),
    "two years in a heading of change": Expected(table("Change 2011 to 2021 (%)", "4"),
        periods=("2011 to 2021",), used=6),
    "a projection beside a year": Expected(table("2020,2030 projection", "4,5"), used=6),
    "a year in the title alone": Expected(table("Homes", "4", above="Homes in 2021"),
        periods=("2021",), asks="period", used=6),
    "a title with the day of publication": Expected(
        table("Homes", "4", above="Homes in 2021\nPublished 4 May 2023"), periods=("2021",),
        asks="period", used=6),
    "a date of extraction above": Expected(
        table("Homes", "4", above="Report extracted on 3 June 2022"), periods=("",), used=6),
    "a day of each decision": Expected(
        table("Decision date,Homes", "03/05/2021,4"), measures=("Homes",), periods=("",), used=6),
    "a column of years and a rate": Expected(table("Year,Rate", "2021,4.5"),
        periods=("2021",), measures=("Rate",), used=6),
    "terms of a school year": Expected(table("Term,Absent", "Autumn 2021/22,4"),
        periods=("2021/22 autumn term",), used=6),
    "a year of a building": Expected(table("Homes built before 1919", "4"),
        periods=("",), used=6),
    "ages in single years": Expected(table("15,16,17,18,19,20", "1,2,3,4,5,6"),
        measures=("15", "16", "17", "18", "19", "20"), periods=("",), used=6),
    "age bands with a last open one": Expected(table("0-15,16-64,65+", "1,2,3"),
        measures=("0-15", "16-64", "65+"), periods=("",), used=6),
    # Figures
    "thousands with commas in quotation marks": Expected(
        table("Homes", '"12,345"'), values=(12345.0,), used=6),
    "pounds with pence": Expected(table("Band D", "£1234.56"), units=("£",),
        values=(1234.56,), used=6),
    "millions in cells": Expected(table("Budget", "£1.2m"), units=("£",), values=(1_200_000.0,),
        used=6),
    "a per cent sign in cells": Expected(table("Share", "45%"), units=("%",), values=(45.0,),
        used=6),
    "brackets for negatives": Expected(table("Balance", "(12)"), values=(-12.0,), used=6),
    "a minus behind": Expected(table("Balance", "12-"), values=(-12.0,), used=6),
    "a mark behind a figure": Expected(table("Rate", "12.5[r]"), values=(12.5,), used=6),
    # A column of nothing but “<5” holds no figure: it is left out as markers, and that is said.
    "nothing but fewer than five": Expected(
        table("Cases,Visits", "<5,7"), measures=("Visits",), used=6,
        outcomes=("marker", "measure")),
    "zeros stay zeros": Expected(table("Cases", "0"), values=(0.0,), used=6),
    "scores between nought and one": Expected(table("Score", "0.25"), values=(0.25,), used=6),
    # Columns that are no figures
    "confidence intervals": Expected(table("Rate,Lower 95% CI,Upper 95% CI", "4,3,5"),
        measures=("Rate",), used=6, outcomes=("measure", "interval", "interval")),
    "a rank and a decile": Expected(table("Score,Rank,Decile", "4.5,17,2"),
        measures=("Score",), used=6, outcomes=("measure", "left_out", "left_out")),
    "coordinates": Expected(table("Homes,Latitude,Longitude", "4,53.4,-2.9"),
        measures=("Homes",), used=6),
    "telephone numbers": Expected(table("Telephone,Homes", "01512333000,4"),
        measures=("Homes",), used=6),
    "a note in a column of its own": Expected(table("Homes,Note", "4,see below"),
        measures=("Homes",), used=6),
    "links to a page": Expected(table("Homes,Link", "4,https://example.org/a"),
        measures=("Homes",), used=6),
    "a column that is empty": Expected(table("Homes,Comments", "4,"), measures=("Homes",), used=6),
    "a unit in a column of its own": Expected(table("Unit,Value", "Per cent,4"), units=("%",),
        used=6),
    # Areas
    "names in capitals": Expected(
        table("Homes", "4", coded=False).replace("York", "YORK").replace("Leeds", "LEEDS"), used=6),
    "names with the kind of council": Expected(
        table("Homes", "4", coded=False).replace("Leeds", "Leeds City Council"), used=6),
    "names with a star": Expected(
        table("Homes", "4", coded=False).replace("York", "York*"), used=6),
    "codes in small letters": Expected(
        table("Homes", "4").replace("E08", "e08"), used=6, verdicts=("flag",)),
    "only codes": Expected(
        "Code,Homes\n" + "".join(f"{code},4\n" for code in CODES.values()), used=6),
    "a grand total below": Expected(
        table("Homes", "4", below="Total,,24"), used=6),
    "England and its regions above": Expected(
        table("Homes", "4").replace("\n", "\nE92000001,England,99\nE12000002,North West,9\n", 1),
        used=8),
    "wards": Expected(
        "Ward code,Ward,Homes\n" + "".join(f"E0500{n:04},Ward {n},4\n" for n in range(9)),
        verdicts=("refuse",)),
    "police forces": Expected(
        "Force,Crimes\nAvon and Somerset,4\nDevon and Cornwall,5\nThames Valley,6\n"
        "West Mercia,7\nDurham,8\n", verdicts=("refuse",)),
    "constituencies": Expected(
        "Constituency,Votes\nLeeds Central,4\nBolton West,5\nBury North,6\nAshford,7\n",
        verdicts=("refuse",)),
    # Rows
    "an event a row": Expected(
        "Area,Kind,Count\nLeeds,a,1\nLeeds,b,1\nLeeds,c,1\nLeeds,d,1\nYork,e,1\nYork,f,1\n"
        "York,g,1\nCamden,h,1\n", verdicts=("ask",), asks="duplicates"),
    "men and women in rows": Expected(
        "Area,Sex,Rate\n" + "".join(f"{n},{s},4\n" for n in CODES for s in ("Men", "Women")),
        used=12, measures=("Rate",)),
    "a blank line between groups": Expected(
        table("Homes", "4").replace("E08000035", "\nE08000035"), used=6),
    "notes of several lines": Expected(
        table("Homes", "4", below="\nNotes\n1. Counts are rounded.\n2. See the page."), used=6),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_made_publication_is_read_as_expected(name: str, look: Understand) -> None:
    expected = FILES[name]
    reading, tidy = look(expected.text.encode(), "table.csv")
    assert reading.verdict in expected.verdicts, reading.problems
    if reading.verdict == "refuse":
        assert any(problem.weight == "refuse" for problem in reading.problems)
        return
    if expected.used is not None:
        assert reading.rows_used == expected.used
    if expected.measures:
        assert tuple(column.indicator for column in reading.value_columns) == expected.measures
    if expected.units:
        assert tuple(column.unit for column in reading.value_columns) == expected.units
    periods = dict.fromkeys(tidy.texts[number] for number in tidy.period)
    if expected.periods:
        assert tuple(periods) == expected.periods
    if expected.values:
        assert set(tidy.value) == set(expected.values)
    if expected.asks:
        assert expected.asks in {question.key for question in reading.questions}
    if expected.outcomes:
        assert tuple(column.outcome for column in reading.columns[2:]) == expected.outcomes
    # Nothing is lost, whatever the shape.
    numbers = reading.numbers
    assert numbers.cells_in == numbers.cells_used + numbers.cells_listed


def test_there_are_sixty_of_them() -> None:
    assert len(FILES) == 60
