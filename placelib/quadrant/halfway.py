"""What it would take: the money that would bring an authority halfway, beside what it has.

By the pooled reading the authority is halfway on money when it decides half of what councils do
not: s_middle = ½(1 − s_local).
"""

from __future__ import annotations

from placelib.quadrant.components import Halfway, Money, Multiple
from placelib.quadrant.evidence import Evidence, LeverFact
from placelib.quadrant.tiers import Tiers

MILLION = 1e6
INVESTMENT_FUND = "investment fund (gainshare)"
SETTLEMENT = "integrated settlement"
# A settlement given for several years says so in its unit; it is then a yearly average.
YEARS_IN_UNIT = {"four years": 4}


def halfway(
    evidence: Evidence,
    tiers: Tiers,
    local: Money,
    middle: Money,
    spending_a_head: float | None,
) -> Halfway | None:
    """The money to halfway for an area with an authority and both its shares, else None.

    For a council it is reckoned from that council's own spending; the amounts a year are always
    for the authority's whole population.
    """
    if tiers.middle is None or local.tier_share is None or middle.pounds_a_head is None:
        return None
    population = evidence.population.get(tiers.middle.code)
    if spending_a_head is None or population is None:
        return None
    pounds_a_head = (1 - local.tier_share) / 2 * spending_a_head
    more_a_head = pounds_a_head - middle.pounds_a_head
    pounds_a_year = pounds_a_head * population
    return Halfway(
        pounds_a_head=pounds_a_head,
        more_a_head=more_a_head,
        pounds_a_year=pounds_a_year,
        more_a_year=more_a_head * population,
        population=population,
        multiples=_multiples(evidence, tiers.middle.code, middle, pounds_a_year),
    )


def _multiples(
    evidence: Evidence, code: str, middle: Money, pounds_a_year: float
) -> tuple[Multiple, ...]:
    found = []
    if middle.pounds:
        year = middle.years[0][1]
        times = pounds_a_year / middle.pounds
        found.append(Multiple("its revenue outturn", middle.pounds, year, times, ""))
    for fact in evidence.lever_facts:
        names = {INVESTMENT_FUND: "its investment fund", SETTLEMENT: "its integrated settlement"}
        if fact.area_code == code and fact.item in names and fact.value:
            amount = fact.value * MILLION / _years(fact)
            times = pounds_a_year / amount
            note = f"{fact.unit_in_words}; {fact.source_title}"
            found.append(Multiple(names[fact.item], amount, fact.year, times, note))
    return tuple(found)


def _years(fact: LeverFact) -> int:
    return next((years for words, years in YEARS_IN_UNIT.items() if words in fact.unit), 1)
