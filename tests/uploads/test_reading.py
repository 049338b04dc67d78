"""Columns of categories read as the texts they stand for, and take few bytes."""

from __future__ import annotations

from array import array

from placelib.uploads.tidy_table import FigureColumn, TextColumn, encode, narrow


def test_numbers_take_the_narrowest_type_that_holds_them() -> None:
    assert narrow(array("i", [0, 255])).typecode == "B"
    assert narrow(array("i", [256, 3])).typecode == "H"
    assert narrow(array("i", [65_536])) == array("i", [65_536])
    assert len(narrow(array("i"))) == 0


def test_a_column_of_categories_reads_as_its_texts() -> None:
    column = TextColumn(array("B", [1, 0, 1]), ["", "Leeds"])
    assert list(column) == ["Leeds", "", "Leeds"]
    assert (column[0], len(column), list(column[1:])) == ("Leeds", 3, ["", "Leeds"])


def test_a_column_of_figures_has_none_where_there_is_none() -> None:
    figures = FigureColumn(array("d", [0.0, float("nan"), -1.5]))
    assert list(figures) == [0.0, None, -1.5]
    assert list(figures[1:]) == [None, -1.5]


def test_equal_texts_have_equal_numbers_however_they_are_stored() -> None:
    codes = array("B", [1, 0, 1])
    assert encode(TextColumn(codes, ["", "Leeds"])) is codes
    assert list(encode(["Leeds", "", "Leeds"])) == [0, 1, 0]
