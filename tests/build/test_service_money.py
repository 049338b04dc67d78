"""Revenue outturn by service and council tax, as the source files write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from placelib.build.row_outcomes import RowOutcomes
from placelib.build.service_money import (
    CLASS_TOTAL,
    COUNCIL_TAX,
    NO_AREA,
    NO_RETURN,
    OTHER_BODY,
    OTHER_ITEM,
    OUTTURN,
    read_service_money,
)
from placelib.build.sources import find_sources
from placelib.errors import BuildStopped
from tests.build.tiny_source import ASTON, AUTHORITY, append, write_source

AREAS = {ASTON, AUTHORITY, "E47000001"}


def test_a_service_keeps_its_body_and_a_nil_is_a_value(tmp_path: Path) -> None:
    tables = read_service_money(find_sources(write_source(tmp_path)), AREAS, RowOutcomes())
    assert tables["service_outturn"] == [
        (ASTON, "Aston", "council", "2024-25", "Highways & Transport", 60.0),
        (ASTON, "Aston", "council", "2024-25", "Housing Services", 0.0),
        (ASTON, "Aston", "council", "2024-25", "grants received", 12.0),
        (AUTHORITY, "Westland Combined Authority", "authority", "2024-25", "Education", 20.0),
    ]


def test_every_row_left_out_has_its_reason(tmp_path: Path) -> None:
    outcomes = RowOutcomes()
    read_service_money(find_sources(write_source(tmp_path)), AREAS, outcomes)
    counts = {(file, outcome): rows for file, outcome, rows in outcomes.rows()}
    for reason in (CLASS_TOTAL, OTHER_BODY, NO_RETURN, OTHER_ITEM):
        assert counts[OUTTURN, reason] == 1
    assert counts[COUNCIL_TAX, NO_AREA] == 2


def test_the_parts_of_one_precept_belong_to_its_authority(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    tax = source / "money" / "council_tax" / "council_tax_by_authority_2023_2025.csv"
    append(
        tax,
        "E47000001,E6348,Greater Manchester,,precepting,2024-25,298,,1,369.25,,",
        ",E6348b,of which: General,CA,precepting,2024-25,91,,1,112.95,,",
    )
    rows = read_service_money(find_sources(source), AREAS, RowOutcomes())["council_tax"]
    assert [row[2:5] for row in rows if row[0] == "E47000001"] == [
        ("all", "2024-25", 298.0),
        ("general", "2024-25", 91.0),
    ]


def test_a_precept_of_nil_is_kept_as_nil(tmp_path: Path) -> None:
    rows = read_service_money(find_sources(write_source(tmp_path)), AREAS, RowOutcomes())
    assert [row[4] for row in rows["council_tax"] if row[0] == AUTHORITY] == [0.0]


def test_a_row_that_nobody_counted_stops_the_build(tmp_path: Path) -> None:
    outcomes = RowOutcomes()
    list(outcomes.read(find_sources(write_source(tmp_path)), "levers", "functions_by_tier.csv"))
    with pytest.raises(BuildStopped, match="has 2 rows, of which 0 are accounted for"):
        outcomes.rows()
