"""Who decides what, and new bodies, as the source files write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from placelib.build.powers import read_powers
from placelib.build.row_outcomes import RowOutcomes
from placelib.build.sources import find_sources
from placelib.build.tables import Tables
from placelib.errors import BuildStopped
from tests.build.tiny_source import ASTON, BYTON, edit, write_source


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return read_powers(find_sources(write_source(tmp_path)), RowOutcomes())


def test_a_blank_is_not_stated_and_none_is_no_part(tables: Tables) -> None:
    first, second = tables["function_by_tier"]
    assert first[3:8] == ("decides", None, "joint", "joint", "none")
    assert first[9] == ["established", "national"]
    assert second[3:9] == (None,) * 6
    assert second[10] == "not found"


def test_a_part_that_is_none_of_the_words_stops_the_build(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    edit(source / "levers" / "functions_by_tier.csv", "decides,,joint", "decides,,perhaps")
    with pytest.raises(BuildStopped, match="line 2 gives “perhaps” as mayoral"):
        read_powers(find_sources(source), RowOutcomes())


def test_a_new_body_has_its_facts_once_and_a_row_a_district(tables: Tables) -> None:
    council, authority = tables["new_body"]
    assert council[:7] == ("NC-MI", "Mid Westland", "council", "planned", None, "2028-04", None)
    assert authority[3:7] == ("created", "SI 2026/1", "2026-02-24", "2027-05")
    assert tables["new_body_member"] == [
        ("NC-MI", BYTON, False, "the rest is not stated"),
        ("SA-WE", ASTON, True, None),
        ("SA-WE", BYTON, True, None),
    ]


def test_a_source_is_named_without_where_its_copy_was_kept(tables: Tables) -> None:
    assert tables["new_body"][1][8] == "A compilation by an individual: tier table of 2026"
