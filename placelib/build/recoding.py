"""Lets a place that was only given a new code keep the figures of its old one."""

from __future__ import annotations

from typing import Any

from placelib.build.successors import recoded
from placelib.build.tables import Tables

FORMER = "Published under the former code"


def with_former_figures(tables: Tables) -> list[tuple[Any, ...]]:
    """The observations, and those of a former code once more under the code that followed it.

    Sheffield and Barnsley got new codes in 2025, when a few streets changed sides; most of their
    figures are still published under the old ones. A figure is carried over only where each code
    is the other's only heir and forerunner and the new code has no row for that period of its
    own; its note says where it comes from. Calling this twice adds nothing.
    """
    rows = tables["observation"]
    there = {row[:3] for row in rows}
    heir = recoded((old, new) for old, new, _ in tables["area_successor"])
    carried = [
        (row[0], heir[row[1]], *row[2:-1], _note(row[1], row[-1]))
        for row in rows
        if row[1] in heir and (row[0], heir[row[1]], row[2]) not in there
    ]
    return sorted(rows + carried, key=lambda row: row[:3])


def _note(code: str, note: str | None) -> str:
    return f"{FORMER} {code}; {note}" if note else f"{FORMER} {code}"
