"""Reads facts, standing and representation by tier, and neighbourhood deprivation."""

from __future__ import annotations

import re
from typing import Any

from placelib.build.sources import Sources
from placelib.build.tables import Tables

# The source writes the Greater London Authority as GLA; its area is London.
GLA = "E12000007"
GLA_CODES = {"GLA", "E61000001"}
# Facts about several authorities together belong to none of them.
BUNDLES = {"ALL7", "DPP6"}
NATION_CODES = {
    "UK": "K02000001",
    "England": "E92000001",
    "Scotland": "S92000003",
    "Wales": "W92000004",
    "Northern Ireland": "N92000002",
    "East Midlands": "E12000004",
    "London": "E12000007",
}
# “ENGLAND_North East” is the source's word for a region.
_REGION_WORD = re.compile(r"^ENGLAND_")


def read_devolution(sources: Sources) -> Tables:
    """The tables lever_fact, spending_fact, local_share, authority_status and representation."""
    return {
        "lever_fact": _read_lever_facts(sources),
        "spending_fact": _read_spending_facts(sources),
        "local_share": _read_local_shares(sources),
        "authority_status": _read_statuses(sources),
        "representation": _read_representation(sources),
    }


def _read_lever_facts(sources: Sources) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    title, link = "", ""
    for position, row in enumerate(sources.records("devolution", "ca_leverage_facts.csv"), start=1):
        title = _repeat_same(row["source_title"], title)
        link = _repeat_same(row["source_url"], link)
        rows.append(
            (
                position,
                None if row["ca"] in BUNDLES else _find_area(row["ca"]),
                row["lever"],
                row["item"],
                row.number_or_none("value"),
                row["unit"],
                row["year"],
                title,
                link,
                row["confidence"],
                row["note"],
            )
        )
    return rows


def _read_spending_facts(sources: Sources) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    title, link = "", ""
    for row in sources.records("devolution", "public_spending_by_tier_facts.csv"):
        title = _repeat_same(row["source_title"], title)
        link = _repeat_same(row["source_url"], link)
        rows.append(
            (
                row["area"],
                NATION_CODES.get(row["area"]),
                row["measure"],
                row.number("value"),
                row["unit"],
                row["year"],
                title,
                link,
                row["confidence"],
            )
        )
    return rows


def _repeat_same(text: str, previous: str) -> str:
    """The text, or the one of the row before where the source says “same”."""
    return previous if text == "same" else text


def _find_area(code: str) -> str:
    return GLA if code in GLA_CODES else code


def _read_local_shares(sources: Sources) -> list[tuple[Any, ...]]:
    return [
        (
            _REGION_WORD.sub("", row["region"]),
            *(
                row.number(column)
                for column in (
                    "CG",
                    "LG",
                    "PC",
                    "total",
                    "LG_share",
                    "LG_share_excl_social_protection",
                    "LG_share_excl_socprot_health",
                )
            ),
            row["year"],
            row["source"],
        )
        for row in sources.records("devolution", "cra2018_lg_share_by_region.csv")
    ]


def _read_statuses(sources: Sources) -> list[tuple[Any, ...]]:
    return [
        (
            row["name"],
            _find_area(row["areacd"]) or None,
            row["tier_sept_2026"],
            row.choice("mayor_in_post", {"1": True, "0": False}),
            row["instrument"],
            row["source"],
            row["confidence"],
        )
        for row in sources.records("devolution", "strategic_authority_status_2026.csv")
    ]


def _read_representation(sources: Sources) -> list[tuple[Any, ...]]:
    columns = (
        "pop-2020",
        "area",
        "councillors_2021",
        "mps_equivalent",
        "mps_overlapping",
        "residents_per_councillor",
    )
    return sorted(
        (_find_area(row["areacd"]), *(row.number_or_none(column) for column in columns))
        for row in sources.records("devolution", "representation_by_council.csv")
    )


def read_neighbourhoods(sources: Sources) -> list[tuple[Any, ...]]:
    """One row an English neighbourhood for the table ``neighbourhood``: scores, rank and decile."""
    scores = (
        "imd",
        "income",
        "employment",
        "education",
        "health",
        "crime",
        "housing_and_services",
        "environment",
    )
    return sorted(
        (
            row["lsoa21_code"],
            row["lsoa21_name"],
            row["ltla24_code"],
            *(row.number(f"{score}_score") for score in scores),
            row.integer("imd_rank"),
            row.integer("imd_decile"),
        )
        for row in sources.records("neighbourhoods", "iod2025_lsoa21.csv")
    )
