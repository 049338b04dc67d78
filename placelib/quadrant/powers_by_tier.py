"""Who decides what: functions of government by tier, as documented, with source and confidence.

A first draft compiled for this project. A blank means that no stored source states it, never that
the tier has no part. No index is made of it: 44 cells are blank and many rows are of middling or
low confidence, so a sum would say more than the sources do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from placelib.database.connection import Store

GoverningTier = Literal["council", "foundation", "mayoral", "established", "national"]
GOVERNING_TIERS: tuple[GoverningTier, ...] = (
    "council",
    "foundation",
    "mayoral",
    "established",
    "national",
)
# How a tier's part is put in a table. “none” is documented; a blank is not.
PART_WORDS: Mapping[str | None, str] = {
    "none": "no part",
    "consulted": "is consulted",
    "joint": "decides with others",
    "decides": "decides",
    None: "not stated",
}


@dataclass(frozen=True, slots=True)
class FunctionByTier:
    """One function: each tier's part, None where not stated, and how far that can be trusted.

    ``inferred`` are the tiers whose part is our inference. ``as_of`` is a date or a year, None
    where nothing was found. ``confidence`` is high, medium, low or “not found”.
    """

    id: str
    lever: str
    function: str
    parts: Mapping[GoverningTier, str | None]
    as_of: str | None
    inferred: tuple[str, ...]
    confidence: str
    source_title: str | None
    source_url: str | None
    locator: str | None
    note: str | None

    def part_in_words(self, tier: GoverningTier) -> str:
        """A tier's part for a table: “decides”, “not stated”, with “(inferred)” where it is."""
        words = PART_WORDS[self.parts[tier]]
        return f"{words} (inferred)" if tier in self.inferred else words


def load_powers_by_tier(store: Store) -> tuple[FunctionByTier, ...]:
    """Every function by its identifier; empty where a data file has no such table.

    >>> load_powers_by_tier(Store())[0].function
    'Raise a general addition to council tax for the whole area'
    """
    return tuple(
        FunctionByTier(
            parts={tier: row.pop(tier) for tier in GOVERNING_TIERS},
            inferred=tuple(row.pop("inferred")),
            **row,
        )
        for row in store.rows("functions_by_tier")
    )
