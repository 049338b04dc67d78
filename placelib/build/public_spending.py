"""Reads what is spent and raised in each region: the Treasury's analysis and the ONS's revenue."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from placelib.build.row_outcomes import LOADED, RowOutcomes
from placelib.build.sources import Record, Sources
from placelib.build.tables import Tables
from placelib.quadrant.levers import find_spending_lever

SUBFUNCTIONS = "cra2025_region_subfunction.csv"
DEPARTMENTS = "cra2025_deciders.csv"
LOCAL_SHARES = "cra_region_level_share.csv"
REVENUE = "regional_revenue_by_type_2014_2025.csv"
DEFLATORS = "deflators_fy.csv"

LEVELS = {"CG": "central", "LG": "local", "PC": "public corporations"}
ACCOUNTS = {"CUR": "current", "CAP": "capital"}
DEPARTMENTS_YEAR = "2024-25"
# The analysis writes “devolved: Scottish Government”, and “Local Government Wales” for the
# corporations that councils own, mostly their housing.
DEVOLVED, LOCAL = "devolved: ", "local government"
CORPORATIONS = "Corporations that councils own"
# The analysis's function has its number and its group before it: “4. of which: transport”.
OF_WHICH = " of which:"
# Lines of the revenue table nest; these are the tax of councils and the sum of everything.
REVENUE_ITEMS = {
    "Council Tax": "council tax",
    "Business Rates paid by Market sector bodies": "business rates",
    "Total Current Receipts (excl. North Sea Oil & Gas Revenues)": "all revenue",
}

NOT_IDENTIFIABLE = "left out: not identifiable as spent for one region"
ABROAD = "left out: spent outside the United Kingdom"
EARLIER = "left out: an earlier year, and only the newest is shown"
NARROWER = "left out: a tax that no council or authority sets, or a sum of such taxes"


def read_public_spending(sources: Sources, outcomes: RowOutcomes) -> Tables:
    """Tables region_spending, department_spending, local_share_by_year, region_revenue, deflator.

    Amounts stay in the money of their year.
    """
    return {
        "region_spending": _region_spending(sources, outcomes),
        "department_spending": _department_spending(sources, outcomes),
        "local_share_by_year": _local_shares(sources, outcomes),
        "region_revenue": _revenue(sources, outcomes),
        "deflator": _deflators(sources, outcomes),
    }


def _region_spending(sources: Sources, outcomes: RowOutcomes) -> list[tuple[Any, ...]]:
    sums: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for record in outcomes.read(sources, "spending", "cra", SUBFUNCTIONS):
        if record["identifiable"] != "identifiable":
            outcomes.count(SUBFUNCTIONS, NOT_IDENTIFIABLE)
        elif not _is_place(record):
            outcomes.count(SUBFUNCTIONS, ABROAD)
        else:
            lever = find_spending_lever(record["function"], record["subfunction"], record["level"])
            level, account = LEVELS[record["level"]], ACCOUNTS[record["economic"]]
            key = (record["areacd"], record["year"], lever, level, account)
            sums[key] += record.number("value_gbp000")
            outcomes.count(SUBFUNCTIONS, f"{LOADED}, added up by lever")
    return sorted((*key, amount) for key, amount in sums.items())


def _department_spending(sources: Sources, outcomes: RowOutcomes) -> list[tuple[Any, ...]]:
    sums: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for record in outcomes.read(sources, "spending", "cra", DEPARTMENTS):
        if record["year"] != DEPARTMENTS_YEAR:
            outcomes.count(DEPARTMENTS, EARLIER)
            continue
        name = record["decided_by"]
        kind = "department"
        if name == LOCAL:
            name, kind = "Local government", LOCAL
        elif name.lower().startswith(LOCAL):
            name, kind = CORPORATIONS, LOCAL
        elif name.startswith(DEVOLVED):
            name, kind = name.removeprefix(DEVOLVED), "devolved government"
        function = _plain_function(record["function"])
        sums[record["areacd"], name, kind, function] += record.number("value_gbp000")
        outcomes.count(DEPARTMENTS, f"{LOADED}, added up by department and function")
    return sorted(
        (area, name, kind, function, DEPARTMENTS_YEAR, amount)
        for (area, name, kind, function), amount in sums.items()
    )


def _plain_function(text: str) -> str:
    """The function's name: “4. of which: transport” gives “Transport”."""
    name = text.partition(". ")[2].removeprefix(OF_WHICH.strip()).strip()
    return name[:1].upper() + name[1:]


def _local_shares(sources: Sources, outcomes: RowOutcomes) -> list[tuple[Any, ...]]:
    rows = []
    for record in outcomes.read(sources, "spending", "cra", LOCAL_SHARES):
        if not _is_place(record):
            outcomes.count(LOCAL_SHARES, ABROAD)
            continue
        outcomes.count(LOCAL_SHARES, LOADED)
        amounts = (record.number("local_gbp000"), record.number("total_gbp000"))
        rows.append((record["areacd"], record["year"], record["scope"], *amounts))
    return sorted(rows)


def _revenue(sources: Sources, outcomes: RowOutcomes) -> list[tuple[Any, ...]]:
    rows = []
    for record in outcomes.read(sources, "spending", "public_finances", REVENUE):
        item = REVENUE_ITEMS.get(record["item"])
        if item is None:
            outcomes.count(REVENUE, NARROWER)
            continue
        outcomes.count(REVENUE, LOADED)
        rows.append((record["areacd"], record["year"], item, record.number("value_gbpm")))
    return sorted(rows)


def _deflators(sources: Sources, outcomes: RowOutcomes) -> list[tuple[Any, ...]]:
    rows = []
    for record in outcomes.read(sources, "spending", "deflators", DEFLATORS):
        outcomes.count(DEFLATORS, LOADED)
        rows.append((record["year"], record.number("gdp_deflator"), record.number_or_none("cpih")))
    return sorted(rows)


def _is_place(record: Record) -> bool:
    """False for “outside-uk” and “uk-not-identifiable”, which stand where a code is due."""
    return record["areacd"][:3] in ("E12", "N92", "S92", "W92")
