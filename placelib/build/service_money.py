"""Reads what every English council and authority spends by service, and the tax that it sets."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from placelib.build.devolution import GLA
from placelib.build.row_outcomes import LOADED, RowOutcomes
from placelib.build.sources import Sources
from placelib.build.tables import Tables

OUTTURN = "revenue_outturn_all_authorities_2022_2025.csv"
COUNCIL_TAX = "council_tax_by_authority_2023_2025.csv"
SERVICE = "service: "
GRANTS = "grants received"
# The kinds of body that the quadrant weighs, by the source's subclass.
CLASSES = {
    "London": "council",
    "Met District": "council",
    "Shire County": "council",
    "Shire District": "council",
    "Unitary Authority": "council",
    "Combined Authority": "authority",
    "GLA": "authority",
    "Police": "police",
}
# Lines “of which …” that split one precept, by the source's own code for them.
PRECEPT_PARTS = {
    "E5101": (GLA, "general"),
    "E5102": (GLA, "police"),
    "E6348a": ("E47000001", "police"),
    "E6348b": ("E47000001", "general"),
    "E6353a": ("E47000003", "police"),
    "E6353b": ("E47000003", "general"),
}
ALL = "all"

CLASS_TOTAL = "left out: the total of a class, with estimates in it"
OTHER_BODY = "left out: a fire, park or waste authority, no tier of the quadrant"
NO_RETURN = "left out: no return was submitted, or it is blank"
OTHER_ITEM = "left out: a total after levies, where the services stand by themselves"
NO_AREA = "left out: a police or fire precept of a body that has no area here, or a class total"


def read_service_money(sources: Sources, areas: Collection[str], outcomes: RowOutcomes) -> Tables:
    """The tables service_outturn (thousands of pounds) and council_tax (pounds).

    ``areas`` are the codes that the area table describes.
    """
    return {
        "service_outturn": _service_outturn(sources, outcomes),
        "council_tax": _council_tax(sources, areas, outcomes),
    }


def _service_outturn(sources: Sources, outcomes: RowOutcomes) -> list[tuple[Any, ...]]:
    rows = []
    for record in outcomes.read(sources, "money", "revenue_outturn", OUTTURN):
        kind = CLASSES.get(record["subclass"])
        service = record["item"].removeprefix(SERVICE)
        if record["status"] == "total":
            outcome = CLASS_TOTAL
        elif kind is None:
            outcome = OTHER_BODY
        elif record["status"] != "submitted" or not record["value_gbp000"]:
            outcome = NO_RETURN
        elif service == record["item"] != GRANTS:
            outcome = OTHER_ITEM
        else:
            outcome = LOADED
            about = (record["areacd"], record["name"], kind, record["year"], service)
            rows.append((*about, record.number("value_gbp000")))
        outcomes.count(OUTTURN, outcome)
    return sorted(rows)


def _council_tax(
    sources: Sources, areas: Collection[str], outcomes: RowOutcomes
) -> list[tuple[Any, ...]]:
    rows = []
    for record in outcomes.read(sources, "money", "council_tax", COUNCIL_TAX):
        code, part = PRECEPT_PARTS.get(record["lgf_code"], (record["areacd"], ALL))
        if code not in areas or not record["requirement_gbp"]:
            outcomes.count(COUNCIL_TAX, NO_AREA)
            continue
        outcomes.count(COUNCIL_TAX, LOADED)
        pounds, band_d = record.number("requirement_gbp"), record.number_or_none("band_d_gbp")
        rows.append((code, record["name"], part, record["year"], pounds, band_d))
    return sorted(rows)
