"""Reads the revenue outturn by tier, and marks every figure that is known to be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from placelib.build.sources import Record, Sources

TOTAL, TAX = "totalService", "councilTaxReq"
# The lines that make up a council's total.
SERVICES = (
    "education",
    "transport",
    "childrenSocialCare",
    "adultSocialCare",
    "publicHealth",
    "housing",
    "cultural",
    "environment",
    "planning",
    "police",
    "fire",
    "central",
)
# From its first year on, the source has the services of Bournemouth, Christchurch and Poole one
# line too low (education is nil, and transport costs what education does), with the state of the
# return where the kind of council should be. Its council tax is the remainder of that slip.
SLIPPED = "submitted"
# A total further than this share from the sum of its services is no total: 100 for services of 210.
WIDEST_DIFFERENCE = 0.5

NO_RETURN = "no return was made for this year"
FORERUNNERS = "the figure is that of the councils or authorities that this one replaced"
OUT_OF_PLACE = "the services of this council stand one line out of place in the source"
NO_TOTAL = "the total is not the sum of the services in the source"
CORRUPT_TAX = "the council tax figure is corrupt in the source"
NO_TAX = "the source has no council tax outside England"

# The figures of one body in one financial year, by item.
Return = dict[str, float]


def read_money(sources: Sources, founded: Mapping[str, int]) -> list[tuple[Any, ...]]:
    """The rows of the table money, in thousands of pounds.

    ``founded`` is the first year of each council or authority that was made from others: what the
    source has before is an apportioned figure of its forerunners. A figure that is known to be
    wrong stays in the table with `usable` false and the reason beside it.
    """
    rows = []
    for name, tier in (
        ("la_revenue_outturn_2017_2025.csv", "local"),
        ("ca_revenue_outturn_2017_2025.csv", "middle"),
    ):
        records = sources.records("devolution", name)
        returns = _group_returns(records)
        for record in records:
            code, year = record["areacd"], record["year"]
            before = int(year[:4]) < founded.get(code, 0)
            why = FORERUNNERS if before else _find_fault(record, returns[code, year])
            rows.append(_make_row(record, tier, why))
    return sorted(rows)


def _group_returns(records: Iterable[Record]) -> dict[tuple[str, str], Return]:
    returns: dict[tuple[str, str], Return] = {}
    for record in records:
        items = returns.setdefault((record["areacd"], record["year"]), {})
        items[record["item"]] = record.number("value_gbp000")
    return returns


def _make_row(record: Record, tier: str, why: str | None) -> tuple[Any, ...]:
    kind = "Combined authority" if tier == "middle" else record["class"]
    return (
        record["areacd"],
        record["areanm"],
        tier,
        "Unitary Authority" if kind == SLIPPED else kind,
        record["year"],
        record["item"],
        record.number("value_gbp000"),
        why is None,
        why,
    )


def _find_fault(record: Record, items: Return) -> str | None:
    """What is wrong with one line of a return, None when nothing is known to be."""
    item, slipped = record["item"], record.get("class") == SLIPPED
    if not any(items.values()):
        return NO_RETURN
    if item == TAX:
        if slipped:
            return CORRUPT_TAX
        return NO_TAX if items[item] == 0 and record["areacd"][0] != "E" else None
    if item == TOTAL and "class" in record:
        services = sum(items.get(service, 0.0) for service in SERVICES)
        apart = abs(items[item] - services) > WIDEST_DIFFERENCE * abs(services)
        return NO_TOTAL if apart else None
    return OUT_OF_PLACE if slipped else None
