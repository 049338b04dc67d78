"""Indicators: the publisher's facts, and our own words from the notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from placelib.build.catalogue import read_catalogue, read_note, read_slugs
from placelib.build.sources import find_sources
from placelib.build.tables import columns
from placelib.errors import BuildStopped
from tests.build.tiny_source import append, edit, write, write_source

NOTE = """\
## In a sentence
people in work

## What it is
The share of people
who work.

## Be careful
It is a survey.

## Direction
Higher is better. Work pays.
"""


def indicators(source: Path, held: set[str] | None = None) -> dict[str, dict[str, Any]]:
    places = columns()["indicator"]
    rows = read_catalogue(find_sources(source), held or set())
    return {row[0]: {name: row[place] for name, place in places.items()} for row in rows}


def test_an_indicator_carries_the_publishers_facts(tmp_path: Path) -> None:
    found = indicators(write_source(tmp_path), {"employment-rate"})["employment-rate"]
    assert found["position"] == 1
    assert (found["dataset"], found["source_name"]) == ("employment-rate", "Employment rate")
    assert (found["unit"], found["suffix"], found["decimals"]) == ("%", "%", 1)
    assert (found["standardised"], found["has_interval"]) == (True, True)
    assert (found["experimental"], found["can_be_negative"]) == (False, False)
    assert (found["period_first"], found["period_last"]) == ("2022-01-01/P1Y", "2023-01-01/P1Y")
    assert (found["countries"], found["levels"]) == (["E"], ["ctry", "utla", "ltla"])
    assert found["source_orgs"] == ["Office for National Statistics", "Department for Work"]
    assert found["source_urls"] == ["https://example.org/a", "https://example.org/b"]
    assert found["boundary_year"] is None
    assert found["has_data"] is True


def test_a_figure_from_several_releases_is_as_new_as_the_newest(tmp_path: Path) -> None:
    found = indicators(write_source(tmp_path))
    assert found["employment-rate"]["released"] == date(2025, 3, 20)


def test_an_indicator_without_figures_stays_in_the_catalogue(tmp_path: Path) -> None:
    found = indicators(write_source(tmp_path))["average-house-price"]
    assert (found["has_data"], found["period_first"], found["period_last"]) == (False, None, None)


def test_the_words_are_our_own_note(tmp_path: Path) -> None:
    found = indicators(write_source(tmp_path))["population-count"]
    for name in ("phrase", "what_it_is", "be_careful", "direction_reason"):
        assert len(found[name]) > 5, name
    assert found["direction"] is None


def test_an_indicator_without_a_note_stops_the_build(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    edit(
        source / "ons" / "indicators.csv",
        "average-house-price,Average house price,h",
        "no-such-note,,h",
    )
    with pytest.raises(BuildStopped, match="indicator no-such-note has no note"):
        indicators(source)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (",1,True,False,True", ",one,True,False,True", "“one” as decimal_places, where a number"),
        (",1,True,False,True", ",1,yes,False,True", "“yes” as standardised, where True or False"),
        ("2025-02-01", "Feb 2025", "“Feb 2025” as source_date. Release dates are days"),
        ("zero_baseline", "baseline", "no column “zero_baseline”"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named_by_its_row(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    source = write_source(tmp_path)
    edit(source / "ons" / "indicators.csv", old, new)
    with pytest.raises(BuildStopped, match=sentence) as stop:
        indicators(source)
    assert "indicators.csv line" in str(stop.value)


def test_figures_are_told_apart_by_data_set_and_name(tmp_path: Path) -> None:
    slugs = read_slugs(find_sources(write_source(tmp_path)))
    assert slugs["population-indicators", "Population count"] == "population-count"
    assert len(slugs) == 4


def test_two_indicators_with_one_name_stop_the_build(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    twin = ",label,topic,sub,employment-rate,Employment rate" + "," * 20
    append(source / "ons" / "indicators.csv", f"another-rate{twin}")
    with pytest.raises(BuildStopped, match="line 6 names another-rate by data set employment-rate"):
        read_slugs(find_sources(source))


def test_a_note_is_four_sections_on_one_line_each(tmp_path: Path) -> None:
    write(tmp_path / "note.md", NOTE)
    note = read_note(tmp_path / "note.md")
    assert (note.phrase, note.what_it_is) == ("people in work", "The share of people who work.")
    assert (note.direction, note.reason) == (1, "Work pays.")


@pytest.mark.parametrize(
    ("word", "direction"), [("Higher is better", 1), ("Lower is better", -1), ("None", None)]
)
def test_a_direction_is_one_of_three(tmp_path: Path, word: str, direction: int | None) -> None:
    write(tmp_path / "note.md", NOTE.replace("Higher is better", word))
    assert read_note(tmp_path / "note.md").direction == direction


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("## Be careful\n", "## Caution\n", "has the headings .*; it needs In a sentence"),
        ("It is a survey.", "", "each with text"),
        ("Higher is better. ", "Up is better. ", "direction “Up is better”"),
        ("Higher is better. Work pays.", "Higher is better", "and a reason"),
    ],
)
def test_a_note_out_of_shape_stops_the_build(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    write(tmp_path / "note.md", NOTE.replace(old, new))
    with pytest.raises(BuildStopped, match=sentence):
        read_note(tmp_path / "note.md")
