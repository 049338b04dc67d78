"""What is spent and raised in a region, as the source files write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from placelib.build.public_spending import (
    ABROAD,
    DEPARTMENTS,
    EARLIER,
    NARROWER,
    NOT_IDENTIFIABLE,
    REVENUE,
    SUBFUNCTIONS,
    read_public_spending,
)
from placelib.build.row_outcomes import RowOutcomes
from placelib.build.sources import find_sources
from placelib.build.tables import Tables
from tests.build.tiny_source import WESTLAND, write_source


@pytest.fixture
def outcomes() -> RowOutcomes:
    return RowOutcomes()


@pytest.fixture
def tables(tmp_path: Path, outcomes: RowOutcomes) -> Tables:
    return read_public_spending(find_sources(write_source(tmp_path)), outcomes)


def test_spending_is_added_up_by_lever_level_and_account(tables: Tables) -> None:
    assert tables["region_spending"] == [
        (WESTLAND, "2024-25", "social care", "local", "current", 200.0),
        (WESTLAND, "2024-25", "transport", "central", "current", 120.0),
        (WESTLAND, "2024-25", "transport", "local", "capital", 30.0),
    ]


@pytest.mark.usefixtures("tables")
def test_every_row_of_a_file_is_loaded_or_counted_by_reason(outcomes: RowOutcomes) -> None:
    counts = {(file, outcome): rows for file, outcome, rows in outcomes.rows()}
    assert counts[SUBFUNCTIONS, "loaded, added up by lever"] == 4
    assert counts[SUBFUNCTIONS, NOT_IDENTIFIABLE] == 1
    assert counts[SUBFUNCTIONS, ABROAD] == 1
    assert counts[DEPARTMENTS, EARLIER] == 1
    assert counts[REVENUE, NARROWER] == 1


def test_departments_stand_apart_from_councils_and_governments(tables: Tables) -> None:
    assert tables["department_spending"] == [
        (
            WESTLAND,
            "Corporations that councils own",
            "local government",
            "Housing and community amenities",
            "2024-25",
            7.0,
        ),
        (WESTLAND, "Department for Transport", "department", "Transport", "2024-25", 120.0),
        (WESTLAND, "Local government", "local government", "Social protection", "2024-25", 200.0),
        ("W92000004", "Welsh Government", "devolved government", "Health", "2024-25", 600.0),
    ]


def test_local_shares_leave_out_what_is_spent_abroad(tables: Tables) -> None:
    assert tables["local_share_by_year"] == [
        (WESTLAND, "2023-24", "all", 30.0, 100.0),
        (WESTLAND, "2024-25", "all", 30.0, 120.0),
    ]


def test_revenue_keeps_the_tax_of_councils_and_the_sum_of_all(tables: Tables) -> None:
    assert [row[2:] for row in tables["region_revenue"]] == [
        ("all revenue", 12.5),
        ("council tax", 0.7),
    ]


def test_a_year_without_consumer_prices_has_none_and_not_zero(tables: Tables) -> None:
    assert tables["deflator"][0] == ("2005-06", 60.0, None)
