"""The money of a tier: revenue outturn a head, as a share of identifiable public spending a head.

Net current expenditure is that of the latest financial year with a usable return of each body, by
the residents of the mid-year inside that financial year. Several bodies together are weighted by
population. Outturn leaves out capital, which the national figure includes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from placelib.formatting import listed
from placelib.model import Area
from placelib.quadrant.components import Money
from placelib.quadrant.evidence import Evidence, Outturn
from placelib.quadrant.geometry import LEAST_PRESENT
from placelib.quadrant.tiers import Tiers

NO_DISTRICTS = "District spending is not in the source: the figure is the county council’s alone."
SOME_DISTRICTS = "District spending is not in the source, so two-tier counties are understated."


def local_money(evidence: Evidence, tiers: Tiers, spending_a_head: float | None) -> Money:
    """The upper-tier council's money; for a whole authority that of all its upper-tier councils.

    Several councils count when those with a usable return hold at least 60% of the residents.
    """
    area = tiers.area
    if tiers.middle is None:
        return _none(area.in_sentence, "a nation is not a local tier")
    if tiers.is_whole:
        bodies = evidence.registry.members(area.code, "utla")
        name = f"the councils of {area.in_sentence}"
        notes = () if all(one.is_utla for one in tiers.members) else (SOME_DISTRICTS,)
        return _money_of(evidence, bodies, name, spending_a_head, notes)
    body = tiers.county or area
    if body.level == "utla":
        name = f"{body.name} County Council"
        return _money_of(evidence, (body,), name, spending_a_head, (NO_DISTRICTS,))
    return _money_of(evidence, (body,), body.in_sentence, spending_a_head, ())


def middle_money(
    evidence: Evidence, tiers: Tiers, spending_a_head: float | None, more_a_head: float = 0.0
) -> Money:
    """The authority's money, with ``more_a_head`` pounds a head added and its own tax unchanged."""
    if tiers.middle is None:
        return _none("no tier in between", "there is no tier in between")
    name = tiers.middle_words
    if tiers.is_devolved:
        return _none(name, "the devolved government’s own spending is not in the source")
    if not tiers.has_authority:
        return _none(name, "there is no combined authority here, only a region for statistics")
    money = _money_of(evidence, (tiers.middle,), name, spending_a_head, ())
    if money.pounds_a_head is None or spending_a_head is None:
        return money
    pounds_a_head = money.pounds_a_head + more_a_head
    # The same tax is a smaller share of more money.
    tax_share = money.tax_share
    if tax_share is not None:
        tax_share = tax_share * money.pounds_a_head / pounds_a_head if pounds_a_head else None
    return replace(
        money,
        pounds_a_head=pounds_a_head,
        tier_share=pounds_a_head / spending_a_head,
        tax_share=tax_share,
        notes=(*money.notes, *_scope_notes(evidence, evidence.outturn[tiers.middle.code])),
    )


def _money_of(
    evidence: Evidence,
    bodies: Sequence[Area],
    name: str,
    spending_a_head: float | None,
    notes: tuple[str, ...],
) -> Money:
    found = [evidence.outturn.get(body.code) for body in bodies]
    usable = [one for one in found if one is not None and one.net is not None and one.population]
    residents = [evidence.population.get(one.area_code, 0.0) for one in usable]
    everyone = sum(evidence.population.get(body.code, 0.0) for body in bodies)
    share = sum(residents) / everyone if everyone else 0.0
    years = tuple((evidence.registry[one.area_code].name, one.year) for one in usable)
    money = replace(
        _none(name, _why_none(name, bodies, found, share)),
        years=years,
        bodies=len(usable),
        bodies_asked=len(bodies),
        population_share=share,
        notes=(*notes, *_other_years(years)),
    )
    if spending_a_head is None:
        why = "the source has no public spending a head for this nation"
        return replace(money, why=why, tax_why=why)
    if share < LEAST_PRESENT:
        return money
    heads = sum(
        people * (one.net or 0.0) / (one.population or 1.0)
        for people, one in zip(residents, usable, strict=True)
    )
    tax_share, tax_why = _tax(evidence, usable, everyone)
    return replace(
        money,
        pounds_a_head=heads / sum(residents),
        tier_share=heads / sum(residents) / spending_a_head,
        why=None,
        tax_share=tax_share,
        tax_why=tax_why,
        pounds=sum(one.net or 0.0 for one in usable),
    )


def _tax(
    evidence: Evidence, usable: Sequence[Outturn], everyone: float
) -> tuple[float | None, str | None]:
    """The bodies' council tax by their net expenditure, where enough of them have both."""
    taxed = [one for one in usable if one.tax is not None]
    share = sum(evidence.population.get(one.area_code, 0.0) for one in taxed) / everyone
    net = sum(one.net or 0.0 for one in taxed)
    if share < LEAST_PRESENT or not net:
        whys = [one.tax_why for one in usable if one.tax_why]
        return None, whys[0] if whys else "the source has no council tax figure"
    return sum(one.tax or 0.0 for one in taxed) / net, None


def _other_years(years: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """A note on each body whose latest usable return is older than the newest of all years."""
    newest = max((year for _, year in years), default="")
    return tuple(
        f"The latest usable return of {name} is for {year}."
        for name, year in years
        if year != newest
    )


def _why_none(
    name: str, bodies: Sequence[Area], found: Sequence[Outturn | None], share: float
) -> str:
    if len(bodies) > 1:
        return f"councils with a usable return hold {share:.0%} of the residents; 60% are needed"
    outturn = found[0] if found else None
    if outturn is not None and outturn.why:
        return outturn.why
    return f"the source has no revenue outturn of {name} yet"


def _scope_notes(evidence: Evidence, outturn: Outturn) -> tuple[str, ...]:
    """What an authority's return holds or leaves out that another's does not."""
    services = [("police", outturn.police), ("fire and rescue", outturn.fire)]
    held = [f"£{pounds / 1e6:,.0f} million for {service}" for service, pounds in services if pounds]
    notes = [f"The authority’s return includes {listed(held)}."] if held else []
    mayor_polices = any(
        fact.area_code == outturn.area_code and fact.lever == "policing" and fact.value == 1
        for fact in evidence.lever_facts
    )
    if outturn.returns == 1:
        notes.append(f"{outturn.year} is the only year of which the source has its return.")
    if mayor_polices and not outturn.police:
        notes.append("The mayor’s police spending and precept are outside the authority’s return.")
    return tuple(notes)


def _none(name: str, why: str) -> Money:
    return Money(name, None, None, why, None, why, None, (), 0, 0, 0.0, ())
