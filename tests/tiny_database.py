"""A database of seventeen areas and seven indicators, small enough to know every answer on paper.

    United Kingdom
      England
        North West (region): county Oakshire with Alder and Birch; Elm, a council of its own
        West Midlands (region): West Midlands (combined authority) with Cedar and Isle of Dogwood
      Wales: Fern

Old Cedar became Mid Cedar, which became Elm; Split went to Alder and Birch; Cedar had another code
before.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from placelib.areas.normalise import normalise_name
from placelib.build.tables import Tables, columns
from placelib.build.write import write_database
from placelib.periods import read_period

UK, ENGLAND, WALES = "K02000001", "E92000001", "W92000004"
NORTH_WEST, MIDLANDS, AUTHORITY, OAKSHIRE = "E12000002", "E12000005", "E47000007", "E10000001"
ALDER, BIRCH, CEDAR, DOGWOOD = "E07000001", "E07000002", "E08000001", "E08000002"
ELM, FERN = "E06000001", "W06000001"
OLD_CEDAR, MID_CEDAR, SPLIT, CEDAR_BEFORE = "E07000090", "E07000091", "E07000092", "E08000003"
POLICE = "E23000001"

# Code, name, level, is it an upper tier too, last year, parents from the nearest on.
AREAS: tuple[tuple[str, str, str, bool, int | None, tuple[str, ...]], ...] = (
    (UK, "United Kingdom", "ctry", False, None, ()),
    (ENGLAND, "England", "ctry", False, None, (UK,)),
    (WALES, "Wales", "ctry", False, None, (UK,)),
    (NORTH_WEST, "North West", "rgn", False, None, (ENGLAND, UK)),
    (MIDLANDS, "West Midlands", "rgn", False, None, (ENGLAND, UK)),
    (AUTHORITY, "West Midlands", "cauth", False, None, (MIDLANDS, ENGLAND, UK)),
    (OAKSHIRE, "Oakshire", "utla", True, None, (NORTH_WEST, ENGLAND, UK)),
    (ALDER, "Alder", "ltla", False, None, (OAKSHIRE, NORTH_WEST, ENGLAND, UK)),
    (BIRCH, "Birch", "ltla", False, None, (OAKSHIRE, NORTH_WEST, ENGLAND, UK)),
    (CEDAR, "Cedar", "ltla", True, None, (AUTHORITY, MIDLANDS, ENGLAND, UK)),
    (DOGWOOD, "Isle of Dogwood", "ltla", True, None, (AUTHORITY, MIDLANDS, ENGLAND, UK)),
    (ELM, "Elm, City of", "ltla", True, None, (NORTH_WEST, ENGLAND, UK)),
    (FERN, "Fern", "ltla", True, None, (WALES, UK)),
    (OLD_CEDAR, "Old Cedar", "ltla", False, 2018, ()),
    (MID_CEDAR, "Mid Cedar", "ltla", False, 2022, ()),
    (SPLIT, "Split", "ltla", False, 2022, ()),
    (CEDAR_BEFORE, "Cedar", "ltla", True, 2024, ()),
    (POLICE, "Alderland", "pfa", False, None, ()),
)
STARTED = {ELM: 2023}
SUCCESSORS = (
    (OLD_CEDAR, MID_CEDAR, 2019),
    (MID_CEDAR, ELM, 2023),
    (SPLIT, ALDER, 2023),
    (SPLIT, BIRCH, 2023),
    (CEDAR_BEFORE, CEDAR, 2025),
)
MORE_NAMES = (
    (FERN, "Rhedyn", "Welsh"),
    (ALDER, "Alder District Council", "council"),
    (AUTHORITY, "WMCA", "short"),
    (ELM, "Elm", "short"),
    (CEDAR, "E08000099", "former code"),
)

EVERYWHERE = ["ctry", "rgn", "cauth", "utla", "ltla"]
INDICATORS: tuple[dict[str, Any], ...] = (
    {"slug": "rate", "label": "Test rate", "phrase": "the test rate", "direction": -1,
     "topic": "Health", "sub_topic": "Rates", "suffix": "%", "decimals": 1, "has_interval": True},
    {"slug": "pay", "label": "Pay", "phrase": "the weekly pay", "direction": 1, "topic": "Money",
     "sub_topic": "Pay", "prefix": "£", "levels": ["ctry", "rgn", "ltla"], "boundary_year": 2021},
    {"slug": "people", "label": "Residents", "phrase": "the number of residents",
     "topic": "People", "sub_topic": "Number", "sub_text": "people", "standardised": False},
    {"slug": "survey", "label": "Survey", "phrase": "the share who agree", "topic": "Health",
     "sub_topic": "Views", "suffix": "%", "has_interval": True},
    {"slug": "welsh", "label": "Welsh rate", "phrase": "the rate of Welsh speakers",
     "topic": "People", "sub_topic": "Language", "suffix": "%", "countries": ["W"]},
    {"slug": "county", "label": "County rate", "phrase": "the county rate", "topic": "People",
     "sub_topic": "County", "suffix": "%", "levels": ["utla"]},
    {"slug": "unheld", "label": "Not held", "phrase": "the rate not held", "topic": "Money",
     "sub_topic": "Rest", "has_data": False},
)  # fmt: skip

YEAR_2022, YEAR_2023, PAY_DAY = "2022-01-01/P1Y", "2023-01-01/P1Y", "2024-04-30"
# Indicator, area, period, then value, lower and upper end, or the reason for a gap.
OBSERVATIONS: tuple[tuple[Any, ...], ...] = (
    ("rate", ALDER, YEAR_2022, 13.0, 12.0, 14.0),
    ("rate", BIRCH, YEAR_2022, 17.5, 16.5, 18.5),
    ("rate", ELM, YEAR_2022, 20.0, 19.0, 21.0),
    ("rate", NORTH_WEST, YEAR_2022, 12.0, 11.9, 12.1),
    ("rate", ALDER, YEAR_2023, 10.0, 9.0, 11.0),
    ("rate", BIRCH, YEAR_2023, 18.0, 17.0, 19.0),
    ("rate", CEDAR, YEAR_2023, 18.0, 12.5, 23.5),
    ("rate", DOGWOOD, YEAR_2023, "confidential"),
    ("rate", FERN, YEAR_2023, 10.0, 9.5, 10.5),
    ("rate", OAKSHIRE, YEAR_2023, 12.04, 11.5, 12.5),
    ("rate", NORTH_WEST, YEAR_2023, 11.0, 10.9, 11.1),
    ("rate", MIDLANDS, YEAR_2023, 16.0, 15.9, 16.1),
    ("rate", AUTHORITY, YEAR_2023, 17.0, 16.5, 17.5),
    ("rate", ENGLAND, YEAR_2023, 13.0, 12.9, 13.1),
    ("rate", WALES, YEAR_2023, 12.0, 11.9, 12.1),
    ("rate", UK, YEAR_2023, 12.9, 12.8, 13.0),
    ("pay", ALDER, PAY_DAY, 600.4),
    ("pay", BIRCH, PAY_DAY, 648.3),
    ("pay", CEDAR, PAY_DAY, 1250.5),
    ("pay", FERN, PAY_DAY, 0.0),
    ("pay", NORTH_WEST, PAY_DAY, 640.0),
    ("pay", UK, PAY_DAY, 648.0),
    ("people", ALDER, "2023-06-30", 90_000.0),
    ("people", ALDER, "2024-06-30", 91_234.0),
    ("people", ENGLAND, "2024-06-30", 58_620_101.0),
    ("survey", ALDER, "2020-01-01/P3Y", 40.0, 38.0, 42.0),
    ("survey", ALDER, "2021-01-01/P3Y", 50.0, 48.0, 52.0),
    ("survey", CEDAR, "2020-01-01/P3Y", 30.0, 28.0, 32.0),
    ("survey", CEDAR, "2021-01-01/P3Y", "low reliability"),
    ("welsh", FERN, YEAR_2023, 28.0),
    ("county", OAKSHIRE, YEAR_2023, 7.0),
)  # fmt: skip
STATUS = {"confidential": "c", "low reliability": "u"}
# West, south, east, north and the place of the name, for the map.
OUTLINES = {
    ALDER: (-3.0, 53.0, -2.8, 53.2, -2.9, 53.1),
    BIRCH: (-2.8, 53.0, -2.6, 53.2, -2.7, 53.1),
    CEDAR: (-2.0, 52.4, -1.8, 52.6, -1.9, 52.5),
    DOGWOOD: (-1.7, 52.4, -1.5, 52.6, -1.6, 52.5),
}
NEIGHBOURS = ((ALDER, BIRCH, -2.75, 53.1), (BIRCH, ALDER, -2.85, 53.1))


def write(path: Path) -> None:
    """Make the database."""
    write_database(tables(), {"data_version": "tiny-1", "build_date": "2026-11-23"}, path)


def write_numbered(path: Path, number: int) -> None:
    """Make the database as version “tiny-<number>”, in which every value is the number itself."""
    numbered = tables()
    numbered["observation"] = [
        (*row[:3], None if row[3] is None else float(number), None, None, *row[6:])
        for row in numbered["observation"]
    ]
    facts = {"data_version": f"tiny-{number}", "build_date": "2026-11-23"}
    write_database(numbered, facts, path)


def tables() -> Tables:
    """Every table that is not empty, as the build hands them on."""
    names = [
        *((code, name, "official") for code, name, *_ in AREAS if code != POLICE),
        *((code, code, "code") for code, *_ in AREAS if code != POLICE),
        *MORE_NAMES,
    ]
    return {
        "area": [
            (code, name, level, upper, STARTED.get(code), ended, nation(code), level != "pfa")
            for code, name, level, upper, ended, _ in AREAS
        ],
        "area_parent": [
            (code, parent, step)
            for code, *_, parents in AREAS
            for step, parent in enumerate(parents, start=1)
        ],
        "area_alias": [
            (code, alias, alias.lower() if "code" in kind else normalise_name(alias), kind)
            for code, alias, kind in names
        ],
        "area_successor": list(SUCCESSORS),
        "area_outline": [("ltla", code, *numbers, 6.0) for code, numbers in OUTLINES.items()],
        "area_neighbour": [(*row, 3.0) for row in NEIGHBOURS],
        "similar_area": [
            (ALDER, "global", 1, SPLIT),
            (ALDER, "global", 2, BIRCH),
            (ALDER, "economic", 1, CEDAR),
        ],
        "indicator": [indicator_row(at, given) for at, given in enumerate(INDICATORS)],
        "period": [
            (slug, text, period.starts, period.ends, period.label)
            for slug, text in sorted({(row[0], row[2]) for row in OBSERVATIONS})
            for period in (read_period(text),)
        ],
        "observation": [observation_row(*row) for row in OBSERVATIONS],
        "row_audit": [("rate.csv", "loaded with a value", 15), ("rate.csv", "set aside", 1)],
    }


def nation(code: str) -> str | None:
    """The nation of an area by its code's first letter."""
    return {"E": ENGLAND, "W": WALES}.get(code[0])


def indicator_row(position: int, given: dict[str, Any]) -> tuple[Any, ...]:
    """A row of the table of indicators: what is given, and the usual for the rest."""
    usual = {
        "position": position,
        "what_it_is": f"What {given['slug']} is.",
        "be_careful": f"What to be careful about with {given['slug']}.",
        "direction": None,
        "direction_reason": "A reason.",
        "dataset": given["slug"],
        "source_name": given["slug"],
        "unit": given.get("suffix", ""),
        "prefix": "",
        "suffix": "",
        "sub_text": "",
        "decimals": 0,
        "standardised": True,
        "experimental": False,
        "has_interval": False,
        "can_be_negative": False,
        "zero_baseline": True,
        "frequency": "Annual",
        "period_format": "year",
        "period_first": None,
        "period_last": None,
        "countries": ["E", "N", "S", "W"],
        "levels": EVERYWHERE,
        "boundary_year": 2025,
        "source_orgs": ["Office of Trees", "Board of Leaves"],
        "source_urls": ["https://trees.example/a", "https://leaves.example/b"],
        "released": date(2026, 6, 5),
        "has_data": True,
    }
    record = {**usual, **given}
    return tuple(record[column] for column in columns()["indicator"])


def observation_row(slug: str, code: str, period: str, *rest: Any) -> tuple[Any, ...]:
    """A row of the table of observations; a text in the value's place is the reason for a gap."""
    if isinstance(rest[0], str):
        return (slug, code, period, None, None, None, STATUS[rest[0]], rest[0], None)
    value, lower, upper = (*rest, None, None)[:3]
    return (slug, code, period, value, lower, upper, None, None, None)
