"""What was understood of a file, in words, where one is not many."""

from __future__ import annotations

from dataclasses import replace

from placelib.quickview.understood import describe_reading
from tests.quickview.made import reading

ROW = ("E08000012", "2022", "Absence", 20.0, "")


def test_one_row_is_told_as_one() -> None:
    said = describe_reading(reading([ROW]))
    assert "Row 1 is the header, and row 2 holds the figures: 1 row, all used." in said


def test_two_rows_are_told_as_two() -> None:
    said = describe_reading(reading([ROW, ROW]))
    assert "Row 1 is the header, and rows 2 to 3 hold the figures: 2 rows, all used." in said


def test_one_council_that_took_over_is_one_of_many() -> None:
    said = describe_reading(replace(reading([ROW]), summed={"E06000063": ["E07000026"]}))
    assert "Figures of former councils were added up to 1 of today’s councils." in said
