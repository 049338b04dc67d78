"""Reads which tier decides what, and the authorities and councils that are new or planned."""

from __future__ import annotations

import re
from typing import Any

from placelib.build.row_outcomes import LOADED, RowOutcomes
from placelib.build.sources import Record, Sources
from placelib.build.tables import Tables
from placelib.errors import BuildStopped

FUNCTIONS = "functions_by_tier.csv"
AUTHORITIES = "strategic_authority_members_2026.csv"
COUNCILS = "new_councils_2027_2028.csv"
FOLDER = ("areas", "from_2025_to_2028")
TIERS = ("council", "foundation", "mayoral", "established", "national")
PARTS = ("none", "consulted", "joint", "decides", "")
NOT_STATED = "not found"
# Where our compiler kept a page, “(string-index id 32763151626)”, says nothing to a reader.
_SHELF_MARK = re.compile(r",? ?\(?(?:string-index )?id \d+\)?(?: \(repository not named\))?")
_COMPILED = "GitHub file"


def read_powers(sources: Sources, outcomes: RowOutcomes) -> Tables:
    """The tables function_by_tier, new_body and new_body_member."""
    bodies, members = _new_bodies(sources, outcomes)
    return {
        "function_by_tier": _functions(sources, outcomes),
        "new_body": bodies,
        "new_body_member": members,
    }


def _functions(sources: Sources, outcomes: RowOutcomes) -> list[tuple[Any, ...]]:
    rows = []
    for record in outcomes.read(sources, "levers", FUNCTIONS):
        outcomes.count(FUNCTIONS, LOADED)
        rows.append(
            (
                record["id"],
                record["lever"],
                record["function"],
                *(_part(record, tier) for tier in TIERS),
                record["as_of"] or None,
                [tier for tier in record["inferred_cells"].split("; ") if tier],
                record["confidence"],
                *(record[name] or None for name in ("source_title", "source_url", "locator")),
                record["note"] or None,
            )
        )
    return sorted(rows)


def _part(record: Record, tier: str) -> str | None:
    """A tier's part in a decision, None where no stored source states it."""
    if record[tier] not in PARTS:
        raise BuildStopped(
            f"{record.where} gives “{record[tier]}” as {tier}, where one of "
            f"{', '.join(part for part in PARTS if part)} or nothing is due. Mend the file."
        )
    return record[tier] or None


def _new_bodies(
    sources: Sources, outcomes: RowOutcomes
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    bodies: dict[str, tuple[Any, ...]] = {}
    members: list[tuple[Any, ...]] = []
    for record in outcomes.read(sources, *FOLDER, AUTHORITIES):
        outcomes.count(AUTHORITIES, LOADED)
        bodies.setdefault(record["id"], _authority(record))
        members.append((record["id"], record["lad_code"], True, None))
    for record in outcomes.read(sources, *FOLDER, COUNCILS):
        outcomes.count(COUNCILS, LOADED)
        bodies.setdefault(record["id"], _council(record))
        is_whole = record["share"] == "whole"
        members.append((record["id"], record["lad_code"], is_whole, record["note"] or None))
    return sorted(bodies.values()), sorted(members)


def _authority(record: Record) -> tuple[Any, ...]:
    dates = (record[name] or None for name in ("instrument", "established", "first_election"))
    rest = (record["confidence"], _source(record))
    return (record["id"], record["name"], record["kind"], record["state"], *dates, *rest)


def _council(record: Record) -> tuple[Any, ...]:
    rest = (record["confidence"], _source(record))
    return (record["id"], record["name"], "council", "planned", None, record["starts"], None, *rest)


def _source(record: Record) -> str:
    """The source without where its copy was kept."""
    text = _SHELF_MARK.sub("", record["source"])
    return text.replace(_COMPILED, "A compilation by an individual")
