"""Money promised to an authority for later years: what is coming, and how large it would be.

Amounts overlap with one another, and part of each may be in outturn already: the integrated
settlement holds the skills fund that is spent today. So the arrow takes the largest amount alone,
as if none of it were spent yet, and the amounts are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from placelib.quadrant.lever_facts import LeverFact

MILLION = 1e6
INVESTMENT_FUND = "investment fund (gainshare)"
SETTLEMENT = "integrated settlement"
TRANSPORT = "Transport for City Regions allocation"
AMOUNT_NAMES = {
    INVESTMENT_FUND: "investment fund",
    SETTLEMENT: "integrated settlement",
    TRANSPORT: "transport allocation",
}
# What each is, for whoever has never met the word.
AMOUNT_MEANINGS = {
    "investment fund": "yearly money from its deal with ministers, to spend on growth",
    "integrated settlement": "one pot of ministers’ money in place of many separate grants",
    "transport allocation": "ministers’ money for transport projects in its area",
}
# A settlement for several years says so in its unit: “GBP m ("more than"), four years”.
YEARS_IN_UNIT = {"four years": 4}
# The transport allocations are for 2027-28 to 2031-32, East Midlands' for 2026-27 to 2031-32.
TRANSPORT_YEARS = 5
TRANSPORT_YEARS_OF = {"E47000013": 6}


@dataclass(frozen=True, slots=True)
class DocumentedAmount:
    """One documented amount in pounds a year, with where it is written and how sure that is.

    ``source_url`` is empty where the source has no public address.
    """

    name: str
    pounds_a_year: float
    when: str
    source_title: str
    source_url: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class ComingMoney:
    """What is coming: the largest documented amount, and where it alone would put L-place.

    ``amounts`` has the largest first. ``arrow_end`` is on the scale of L-place.
    """

    amounts: tuple[DocumentedAmount, ...]
    arrow_end: float

    @property
    def largest(self) -> DocumentedAmount:
        """The amount that the arrow stands for."""
        return self.amounts[0]


def list_documented_amounts(
    facts: Iterable[LeverFact], authority: str
) -> tuple[DocumentedAmount, ...]:
    """The yearly amounts documented for an authority, the largest first; none gives nothing."""
    amounts = []
    for fact in facts:
        kind = _find_kind(fact)
        if fact.area_code == authority and kind is not None and fact.value:
            pounds = fact.value * MILLION / _count_years(fact, authority, kind)
            amounts.append(
                DocumentedAmount(
                    name=AMOUNT_NAMES[kind],
                    pounds_a_year=pounds,
                    when=fact.year,
                    source_title=fact.source_title,
                    source_url=fact.source_url if fact.source_url.startswith("http") else "",
                    confidence=fact.confidence,
                    note=fact.note,
                )
            )
    return tuple(sorted(amounts, key=lambda amount: -amount.pounds_a_year))


def find_coming_money(
    facts: Iterable[LeverFact],
    authority: str,
    authority_pounds: float,
    undecided_pounds: float,
    population: float,
) -> ComingMoney | None:
    """Where the largest documented amount would put L-place; None where none is documented.

    ``authority_pounds`` is what the authority spends a head today, ``undecided_pounds`` D less what
    councils spend.
    """
    amounts = list_documented_amounts(facts, authority)
    if not amounts:
        return None
    a_head = amounts[0].pounds_a_year / population
    return ComingMoney(amounts, 100 * (authority_pounds + a_head) / undecided_pounds)


def _find_kind(fact: LeverFact) -> str | None:
    if fact.item in (INVESTMENT_FUND, SETTLEMENT):
        return fact.item
    return TRANSPORT if fact.item.startswith(TRANSPORT) else None


def _count_years(fact: LeverFact, authority: str, kind: str) -> int:
    """How many years the amount is for; most are a year's already."""
    if kind == TRANSPORT:
        return TRANSPORT_YEARS_OF.get(authority, TRANSPORT_YEARS)
    return next((years for words, years in YEARS_IN_UNIT.items() if words in fact.unit), 1)
