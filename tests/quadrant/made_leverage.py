"""A place whose leverage is known on paper, written into a real database.

West Midlands (authority): Cedar (400 residents) and Isle of Dogwood (600), alone in their region.
North West: the county Oakshire with Alder (100) and Birch (300), and Elm (600), whose only return
is of the year before. Amounts are in thousands of pounds, so that pounds a head are easy:

    region a head   transport 200 (60 of it capital, 150 ministers), social care 300, economy 100,
                    skills 50, police and fire 80, health 900          place together 650
    councils        Cedar 325, Dogwood 250                             together 280
    authority       transport 60, skills 20, economy 20, planning 10   together 110, grants 40
    L-place         100 · 110 / (650 − 280) = 29.73; with grants at half 100 · 90 / 370 = 24.32
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from placelib.build.tables import Tables
from placelib.build.write import write_database
from placelib.database.connection import Store
from placelib.quadrant.lever_evidence import LeverageEvidence, load_leverage_evidence
from tests import tiny_database as tiny

YEAR, BEFORE = "2024-25", "2023-24"
RESIDENTS = {tiny.ALDER: 100.0, tiny.BIRCH: 300.0, tiny.CEDAR: 400.0}
RESIDENTS |= {tiny.DOGWOOD: 600.0, tiny.ELM: 600.0}
SPENDING = (
    (tiny.MIDLANDS, YEAR, "transport", "central", "current", 100.0),
    (tiny.MIDLANDS, YEAR, "transport", "central", "capital", 50.0),
    (tiny.MIDLANDS, YEAR, "transport", "local", "current", 40.0),
    (tiny.MIDLANDS, YEAR, "transport", "local", "capital", 10.0),
    (tiny.MIDLANDS, YEAR, "social care", "local", "current", 300.0),
    (tiny.MIDLANDS, YEAR, "economy", "central", "current", 100.0),
    (tiny.MIDLANDS, YEAR, "skills and employment", "central", "current", 50.0),
    (tiny.MIDLANDS, YEAR, "police and fire", "local", "current", 80.0),
    (tiny.MIDLANDS, YEAR, "health", "central", "current", 900.0),
    (tiny.NORTH_WEST, YEAR, "social care", "local", "current", 500.0),
)
SERVICES = (
    (tiny.CEDAR, "council", YEAR, "Adult Social Care", 100.0),
    (tiny.CEDAR, "council", YEAR, "Highways & Transport", 20.0),
    (tiny.CEDAR, "council", YEAR, "Planning & Development", 10.0),
    (tiny.CEDAR, "council", YEAR, "Education", 300.0),
    (tiny.DOGWOOD, "council", YEAR, "Adult Social Care", 120.0),
    (tiny.DOGWOOD, "council", YEAR, "Highways & Transport", 30.0),
    (tiny.DOGWOOD, "council", YEAR, "Education", 200.0),
    (tiny.DOGWOOD, "council", YEAR, "grants received", 500.0),
    (tiny.AUTHORITY, "authority", YEAR, "Highways & Transport", 60.0),
    (tiny.AUTHORITY, "authority", YEAR, "Education", 20.0),
    (tiny.AUTHORITY, "authority", YEAR, "Planning & Development", 30.0),
    (tiny.AUTHORITY, "authority", YEAR, "grants received", 40.0),
    (tiny.OAKSHIRE, "council", YEAR, "Adult Social Care", 80.0),
    (tiny.ALDER, "council", YEAR, "Housing Services", 5.0),
    (tiny.BIRCH, "council", YEAR, "Housing Services", 9.0),
    (tiny.ELM, "council", BEFORE, "Cultural & Related", 24.0),
)
# Body, tier, year, item.
PAST = (
    (tiny.AUTHORITY, "middle", "2019-20", "totalService", 25.0),
    (tiny.AUTHORITY, "middle", "2019-20", "police", 5.0),
    (tiny.AUTHORITY, "middle", "2020-21", "totalService", 40.0),
    (tiny.AUTHORITY, "middle", YEAR, "totalService", 110.0),
    (tiny.AUTHORITY, "middle", YEAR, "planningBreakdown.community", 10.0),
    (tiny.AUTHORITY, "middle", YEAR, "planningBreakdown.econDev", 20.0),
    (tiny.CEDAR, "local", "2019-20", "totalService", 140.0),
    (tiny.CEDAR, "local", "2019-20", "education", 100.0),
    (tiny.CEDAR, "local", YEAR, "totalService", 430.0),
    (tiny.CEDAR, "local", YEAR, "education", 300.0),
    (tiny.DOGWOOD, "local", "2019-20", "totalService", 160.0),
    (tiny.DOGWOOD, "local", "2019-20", "education", 120.0),
    (tiny.DOGWOOD, "local", "2020-21", "totalService", 160.0),
    (tiny.DOGWOOD, "local", YEAR, "totalService", 350.0),
    (tiny.DOGWOOD, "local", YEAR, "education", 200.0),
)
DEPARTMENTS = (
    (tiny.MIDLANDS, "Department for Transport", "department", "Transport", YEAR, 150.0),
    (tiny.MIDLANDS, "Department of Health", "department", "Health", YEAR, 900.0),
    (tiny.MIDLANDS, "A pension scheme", "department", "Social protection", YEAR, -5.0),
    (tiny.MIDLANDS, "Local government", "local government", "Transport", YEAR, 50.0),
    (tiny.WALES, "Welsh Government", "devolved government", "Health", YEAR, 40.0),
    (tiny.WALES, "Department for Work", "department", "Social protection", YEAR, 60.0),
    (tiny.WALES, "Local government", "local government", "Education", YEAR, 25.0),
)
TAXES = (
    (tiny.CEDAR, "Cedar", "all", YEAR, 200_000.0, 1500.0),
    (tiny.DOGWOOD, "Dogwood", "all", YEAR, 300_000.0, 1500.0),
    (tiny.AUTHORITY, "West Midlands", "all", YEAR, 90_000.0, 20.0),
    (tiny.AUTHORITY, "West Midlands", "general", YEAR, 20_000.0, 5.0),
)
# Lever, item, value, unit, year.
FACTS = (
    ("money", "investment fund (gainshare)", 0.001, "GBP m a year for 30 years", "2016 deal"),
    ("money", "integrated settlement", 0.4, "GBP m, four years", "2026-27 on"),
    ("policing", "mayor exercises PCC functions", 0.0, "yes/no", "2024"),
)
BODIES = (
    (
        "SA-AB",
        "Alder and Birch",
        "strategic authority",
        "created",
        "SI 2026/1",
        "2026-02-24",
        "2027-05",
    ),
    ("NC-EL", "Greater Elm", "council", "planned", None, "2028-04", None),
)
MEMBERS = (
    ("SA-AB", tiny.ALDER, True, None),
    ("SA-AB", tiny.BIRCH, True, None),
    ("NC-EL", tiny.ELM, False, "the rest is not stated"),
)


def leverage_tables() -> Tables:
    """The tiny database's tables with everything that leverage is measured from."""
    tables = tiny.tables()
    tables["observation"] = [
        *tables["observation"],
        *(
            tiny.observation_row("population-count", code, "2024-06-30", people)
            for code, people in RESIDENTS.items()
        ),
    ]
    position = len(tables["indicator"])
    about: dict[str, Any] = {"slug": "population-count", "label": "People", "phrase": "people"}
    about |= {"topic": "People", "sub_topic": "Number"}
    tables["indicator"] = [*tables["indicator"], tiny.indicator_row(position, about)]
    about_period = next(row for row in tables["period"] if row[1] == "2024-06-30")
    tables["period"] = [*tables["period"], ("population-count", *about_period[1:])]
    tables["region_spending"] = list(SPENDING)
    tables["service_outturn"] = [(code, f"the body {code}", *rest) for code, *rest in SERVICES]
    tables["money"] = [
        (code, "body", tier, "class", year, item, amount, True, None)
        for code, tier, year, item, amount in PAST
    ]
    tables["department_spending"] = list(DEPARTMENTS)
    tables["local_share_by_year"] = [
        (tiny.MIDLANDS, "2014-15", "all", 30.0, 100.0),
        (tiny.MIDLANDS, YEAR, "all", 30.0, 150.0),
    ]
    tables["council_tax"] = list(TAXES)
    tables["region_revenue"] = [(tiny.MIDLANDS, YEAR, "all revenue", 10.0)]
    tables["deflator"] = [(BEFORE, 80.0, 80.0), (YEAR, 100.0, 100.0)]
    tables["lever_fact"] = [
        (position, tiny.AUTHORITY, *fact, "A deal", "https://example.org", "high", "")
        for position, fact in enumerate(FACTS)
    ]
    tables["new_body"] = [(*body, "medium", "A list") for body in BODIES]
    tables["new_body_member"] = list(MEMBERS)
    tables["function_by_tier"] = [
        (
            "F01", "transport", "Plan local transport", "decides", None, "joint", "joint", "none",
            "2025", ["national"], "medium", "A paper", "https://example.org", "s. 1", None,
        )
    ]  # fmt: skip
    return tables


def leverage_store(folder: Path) -> Store:
    """A store of a database with these tables, in ``folder``."""
    path = folder / "leverage.duckdb"
    facts = {"data_version": "tiny-leverage", "build_date": "2026-11-28"}
    write_database(leverage_tables(), facts, path)
    return Store(path)


def leverage_evidence(folder: Path) -> LeverageEvidence:
    """The evidence as the library loads it from the database."""
    store = leverage_store(folder)
    try:
        return load_leverage_evidence(store)
    finally:
        store.close()
