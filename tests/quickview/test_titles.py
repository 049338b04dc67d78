"""Titles for headings that name nothing by themselves, and the source that a file names."""

from __future__ import annotations

import pytest

from placelib.quickview.description import guess_description
from placelib.quickview.measures import list_measures
from placelib.quickview.titles import add_table_title, find_source
from tests.quickview.made import reading

CHILDREN = (
    "Children looked after at 31 March: number and rate per 10,000 children aged under 18 / "
    "Some cells are marked: [c] below 5"
)
HOMES = (
    "Greater Manchester Combined Authority / New homes completed by tenure, financial years "
    "2022/23 and 2023/24 / Source: district returns. Extracted 14/06/2024."
)


@pytest.mark.parametrize(
    ("heading", "lines", "title"),
    [
        ("Number", CHILDREN, "Children looked after at 31 March: number"),
        ("Rate per 10,000", CHILDREN, "Children looked after at 31 March: rate per 10,000"),
        ("%", "Table 2: Pupils absent, 2023/24", "Pupils absent: per cent"),
        ("Number", "Number of children in need", "Children in need: number"),
        ("Market sale", HOMES, "New homes completed by tenure: market sale"),
        # A heading that says what it is stays alone, and so does every heading without a title.
        ("Library visits", "Culture return, 2023", "Library visits"),
        ("Number", "", "Number"),
        ("Number", "Leeds City Council / Source: return", "Number"),
        # Of two lines nobody knows which is the title.
        ("Number", "Children looked after / Children in need", "Number"),
        ("Homes by tenure, 2023", "Homes by tenure, 2023", "Homes by tenure, 2023"),
    ],
)
def test_a_heading_that_names_nothing_stands_behind_the_title_of_its_table(
    heading: str, lines: str, title: str
) -> None:
    assert add_table_title(heading, lines, 100) == title


def test_a_long_title_is_cut_and_the_heading_stays() -> None:
    title = add_table_title("Rate per 10,000", "Burglaries " * 20, 60)
    assert len(title) == 60
    assert title.endswith("…: rate per 10,000")


def test_the_source_is_what_the_line_says_behind_the_word() -> None:
    assert find_source(HOMES, 160) == "district returns. Extracted 14/06/2024"
    assert find_source("Homes / Notes", 160) == ""


def test_a_file_with_a_title_and_a_source_is_described_with_both() -> None:
    read = reading([("E08000012", "2023", "Number", 40.0, "")], "number", title=HOMES)
    first = guess_description(read, list_measures(read)[0])
    assert first.title == "New homes completed by tenure: number"
    assert first.source == "district returns. Extracted 14/06/2024"
    assert first.kind == "count"
