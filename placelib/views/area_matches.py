"""The places that a query may mean, as plain values for the command line and the API."""

from __future__ import annotations

from typing import Any

from placelib.areas.gazetteer import Gazetteer
from placelib.areas.search import find


def list_matches(gazetteer: Gazetteer, query: str) -> list[dict[str, Any]]:
    """The places, best first, each with its code, name, level and why it was found."""
    return [
        {
            "code": match.area.code,
            "name": match.area.name,
            "level": match.area.level,
            "why": match.why,
        }
        for match in find(gazetteer, query)
    ]
