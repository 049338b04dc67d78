"""The lists of an upload: safe in a spreadsheet, complete, and small counts left out."""

from __future__ import annotations

from dataclasses import replace

from placelib.areas.registry import AreaRegistry
from placelib.quickview.lists import (
    HIDDEN_STATUS,
    list_matched_rows,
    list_unmatched_rows,
    list_unused_rows,
    tidy_rows,
)
from placelib.uploads import Label
from tests.quickview.made import reading

READ = replace(
    reading([("E08000012", "2022", "=1+1", 7.0, ""), ("E08000014", "2022", "=1+1", 50.0, "")]),
    labels=(
        Label(label="=HYPERLINK(1)", code="", why="unknown area", rows=2, row=9),
        Label(label="Liverpool", code="E08000012", why="", rows=1, row=2),
        Label(label="Liverpool region", code="E47000004", why="", rows=1, row=3),
    ),
    listed=((9, "unknown area", "=HYPERLINK(1) | 3"),),
)


def test_matched_places_say_what_they_were_read_as(bundled_registry: AreaRegistry) -> None:
    assert list_matched_rows(bundled_registry, READ)[1] == {
        "In the file": "Liverpool region",
        "Read as": "Liverpool City Region (combined authority)",
        "Code": "E47000004",
        "Rows": "1",
        "First row": "3",
    }


def test_nothing_from_the_file_can_act_as_a_formula() -> None:
    assert list_unmatched_rows(READ)[0]["In the file"] == "'=HYPERLINK(1)"
    assert list_unused_rows(READ)[0]["What it says"].startswith("'=")
    assert list(tidy_rows(READ, ()))[1][5] == "'=1+1"


def test_hidden_counts_are_left_out_of_the_tidy_table_with_a_reason() -> None:
    header, first, second = tidy_rows(READ, {0})
    assert header[6:8] == ["value", "status"]
    assert first[6:8] == ["", HIDDEN_STATUS]
    assert second[6:8] == [50.0, ""]
