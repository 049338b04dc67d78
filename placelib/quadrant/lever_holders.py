"""Who holds the lever: for every indicator, which tier decides most of what moves it, and why.

Our own coding, open to challenge. lever_holders.csv puts each indicator into a domain, and
lever_domains.csv says for each domain who decides most, what part each tier has, the documented
functions that it rests on (functions_by_tier) and the lever whose money it goes by (levers). Where
nothing is documented it says so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
DOMAINS, HOLDERS = HERE / "lever_domains.csv", HERE / "lever_holders.csv"

HolderTier = Literal["council", "authority", "ministers"]
Holder = Literal["council", "authority", "ministers", "shared", "not documented"]
HOLDER_WORDS: dict[Holder, str] = {
    "council": "The council decides most of what moves this.",
    "authority": "The authority decides most of what moves this.",
    "ministers": "Ministers decide most of what moves this.",
    "shared": "The tiers share what moves this.",
    "not documented": "Our sources do not say who decides most of what moves this.",
}
TIER_SUBJECTS: dict[HolderTier, str] = {
    "council": "the council holds",
    "authority": "the authority holds",
    "ministers": "ministers hold",
}


@dataclass(frozen=True, slots=True)
class LeverHolder:
    """Who holds the lever of one indicator.

    ``parts`` is what each tier holds, in words, without the tiers that hold nothing documented;
    ``parts_alone`` the same where no combined authority stands over the council.
    ``functions`` are identifiers of functions_by_tier; ``money`` is a lever or None.
    """

    indicator: str
    domain: str
    holder: Holder
    parts: tuple[tuple[HolderTier, str], ...]
    parts_alone: tuple[tuple[HolderTier, str], ...]
    functions: tuple[str, ...]
    money: str | None
    reason: str
    note: str

    def part_of(self, tier: HolderTier, *, has_authority: bool = True) -> str | None:
        """What a tier holds, None where nothing is documented."""
        return dict(self.parts if has_authority else self.parts_alone).get(tier)

    @property
    def reasons(self) -> str:
        """Why it is coded so, with what is special about this indicator."""
        return f"{self.reason} {self.note}".strip()


def find_lever_holder(slug: str) -> LeverHolder:
    """Who holds the lever of an indicator. Raises KeyError for a slug that is not coded.

    >>> lever_holder("net-additions-housing-stock").holder
    'council'
    """
    return read_lever_holders()[slug]


@cache
def read_lever_holders() -> dict[str, LeverHolder]:
    """Every indicator's coding by slug, in the catalogue's order."""
    with DOMAINS.open(encoding="utf-8", newline="") as file:
        domains = {row["domain"]: row for row in csv.DictReader(file)}
    with HOLDERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["indicator"]: _read_coding(row, domains[row["domain"]]) for row in rows}


def list_movable_indicators(
    tier: HolderTier, slugs: Iterable[str] | None = None, *, has_authority: bool = True
) -> tuple[str, ...]:
    """The indicators a tier holds a documented part of: what could this authority move.

    ``slugs`` limits the answer and gives its order; None asks about all. ``has_authority`` as for
    lever_sentence.
    """
    holders = read_lever_holders()
    return tuple(
        slug
        for slug in (holders if slugs is None else slugs)
        if slug in holders and holders[slug].part_of(tier, has_authority=has_authority) is not None
    )


def name_holder(slug: str, *, has_authority: bool = True) -> str:
    """The tier that decides most, for a table: “council”, “shared”, “not documented”.

    An indicator that nobody has coded is not documented either. ``has_authority`` as for
    lever_sentence: without an authority ministers decide what one would.
    """
    coded = read_lever_holders().get(slug)
    if coded is None:
        return "not documented"
    return "ministers" if coded.holder == "authority" and not has_authority else coded.holder


def write_lever_sentence(slug: str, *, has_authority: bool = True) -> str:
    """Who holds the lever, in words that a councillor can say aloud.

    ``has_authority`` is False where no combined authority stands over the place. Raises
    KeyError for a slug that is not coded.

        >>> lever_sentence("net-additions-housing-stock")
        'The council decides most of what moves this. The council holds planning, ...'
    """
    coded = find_lever_holder(slug)
    parts = coded.parts if has_authority else coded.parts_alone
    opening = HOLDER_WORDS[coded.holder]
    if coded.holder == "authority" and not has_authority:
        opening = "Without an authority, ministers decide most of what moves this."
    if not parts:
        return opening
    clauses = [f"{TIER_SUBJECTS[tier]} {text}" for tier, text in parts]
    joined = "; ".join(clauses)
    return f"{opening} {joined[:1].upper()}{joined[1:]}."


def _read_coding(row: dict[str, str], domain: dict[str, str]) -> LeverHolder:
    tiers: tuple[HolderTier, ...] = ("council", "authority", "ministers")
    holder: dict[str, Holder] = {name: name for name in HOLDER_WORDS}
    alone: tuple[tuple[HolderTier, str], ...] = (
        ("council", domain["council_alone"] or domain["council"]),
        ("ministers", domain["ministers"]),
    )
    return LeverHolder(
        indicator=row["indicator"],
        domain=row["domain"],
        holder=holder[domain["holder"]],
        parts=tuple((tier, domain[tier]) for tier in tiers if domain[tier]),
        parts_alone=tuple((tier, text) for tier, text in alone if text),
        functions=tuple(part for part in domain["functions"].split(";") if part),
        money=domain["money"] or None,
        reason=domain["reason"],
        note=row["note"],
    )
