"""Leverage as a ladder of readings: the headline on what a place could decide, and its company.

    s_t  pounds a head decided at tier t     D  all identifiable pounds a head of the own region
    L-place = 100 · s_authority / (D − s_councils)

over the levers a place could decide (see levers). No reading is averaged with another. Sources:
HM Treasury, Country and Regional Analysis; MHCLG, revenue outturn. Councils' and authorities'
capital is stored for no single body, and D counts it, so L-place is a lower bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placelib.model import LONDON
from placelib.quadrant.council_money import (
    CouncilMoney,
    sum_council_money,
    sum_without_police_and_fire,
)
from placelib.quadrant.documented_money import ComingMoney, find_coming_money
from placelib.quadrant.lever_evidence import GRANTS, District, LeverageEvidence
from placelib.quadrant.levers import (
    AUTHORITY_SERVICES,
    EVERY_LEVER,
    PLACE_LEVERS,
    POLICE_AND_FIRE,
)

# Where the councils with a return hold fewer of the residents, there is no reading.
LEAST_COVERED = 0.6
# The police force whose budget a mayor sets through a return of its own.
POLICE_OF_MAYOR: Mapping[str, str] = {
    "E47000001": "E23000005",
    "E47000002": "E23000011",
    "E47000003": "E23000010",
}


@dataclass(frozen=True, slots=True)
class LeverReading:
    """One lever in pounds a head: councils, authority, ministers, and all spending on it.

    ``council`` and ``authority`` are None, with the reason in ``why``, where a return has no line
    for the lever: that is not evidenced, and not zero. ``share`` is 100 times the authority's part
    of what councils do not spend. ``everyone`` also holds what councils and authorities spend as
    capital, which is stored for no single body: the three parts need not add up to it.
    """

    lever: str
    council: float | None
    authority: float | None
    ministers: float
    everyone: float
    share: float | None
    why: str | None


@dataclass(frozen=True, slots=True)
class LeverageReading:
    """Everything measured about one area's leverage, 0 to 100 and beyond; pounds are a head.

    ``authority`` is the code of the combined authority or London, None where there is none.
    ``headline`` is L-place, between ``low`` (grants received count half) and ``high`` (uprating's
    tolerance); None with the reason in ``why``. ``council_pounds``, ``authority_pounds``,
    ``ministers_pounds`` and ``everyone_pounds`` are the place's levers together.
    ``all_spending`` is L-all, ``current_only`` L-place without any capital.
    """

    code: str
    authority: str | None
    year: str
    population: float
    council_pounds: float | None
    authority_pounds: float | None
    ministers_pounds: float
    everyone_pounds: float
    headline: float | None
    low: float | None
    high: float | None
    why: str | None
    levers: tuple[LeverReading, ...]
    police_and_fire: LeverReading
    all_spending: float | None
    current_only: float | None
    coming: ComingMoney | None
    covered: float
    uprated: tuple[tuple[str, str], ...]
    grants_pounds: float

    @property
    def undecided_pounds(self) -> float | None:
        """D − s_councils: what the councils of the place do not spend, the most leverage can be."""
        return None if self.council_pounds is None else self.everyone_pounds - self.council_pounds


@dataclass(frozen=True, slots=True)
class RegionMoney:
    """A place's own region a head by lever: everyone, ministers, and the day-to-day part."""

    everyone: Mapping[str, float]
    ministers: Mapping[str, float]
    current: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class AuthorityMoney:
    """An authority's pounds a head by lever; ``everything`` leaves out police and fire."""

    by_lever: Mapping[str, float]
    everything: float
    grants: float

    @property
    def place(self) -> float:
        """The levers that a place could decide, together."""
        return sum(self.by_lever.get(lever, 0.0) for lever in PLACE_LEVERS)


def read_leverage(evidence: LeverageEvidence, code: str) -> LeverageReading:
    """The leverage of an authority, or of the authority over one council's or county's area.

    For a council the sum is done with that council's own spending. ``code`` is any English area
    with current districts; another gives a reading without figures, and says why.

        >>> reading_of(evidence, "E47000004").headline
        18.9...
    """
    members = evidence.members(code)
    authority = _find_authority(members, code)
    region = _sum_region_money(evidence, members)
    councils = sum_council_money(evidence, code)
    money = None if authority is None else _read_authority_money(evidence, authority)
    why = _explain_no_reading(evidence, members, authority, money, councils, region)
    ready = councils if why is None else None
    headline, low, high = _compute_headline(region, ready, money)
    levers = {lever: _read_lever(lever, region, councils, money, why) for lever in EVERY_LEVER}
    police = _add_mayors_police(evidence, authority, levers[POLICE_AND_FIRE])
    return LeverageReading(
        code=code,
        authority=authority,
        year=evidence.spending_year,
        population=sum(district.population for district in members),
        council_pounds=councils.place if councils else None,
        authority_pounds=money.place if money else None,
        ministers_pounds=_sum_place(region.ministers),
        everyone_pounds=_sum_place(region.everyone),
        headline=headline,
        low=low,
        high=high,
        why=why,
        levers=tuple(levers[lever] for lever in PLACE_LEVERS),
        police_and_fire=police,
        all_spending=_compute_all_spending(region, ready, money),
        current_only=_divide(money, _sum_place(region.current), ready),
        coming=_find_coming(evidence, authority, money, councils, region),
        covered=councils.covered if councils else 0.0,
        uprated=councils.uprated if councils else (),
        grants_pounds=money.grants if money else 0.0,
    )


def _find_authority(members: tuple[District, ...], code: str) -> str | None:
    """The one authority of all these districts, None where they have none or several."""
    authorities = {district.authority for district in members}
    only = authorities.pop() if len(authorities) == 1 else None
    # A region that lies in one authority is still no authority; London is both.
    return None if code.startswith("E12") and code != LONDON else only


def _sum_region_money(evidence: LeverageEvidence, members: tuple[District, ...]) -> RegionMoney:
    """The region's figures a head; of several regions, weighted by where the residents live."""
    residents = sum(district.population for district in members)
    sums: tuple[dict[str, float], ...] = ({}, {}, {})
    for region in sorted({district.region for district in members}):
        people = sum(member.population for member in members if member.region == region)
        weight = people / residents / (evidence.population(region) or 1.0) if residents else 0.0
        for lever, spent in evidence.spending.get(region, {}).items():
            for total, pounds in zip(
                sums, (spent.everything, spent.central, spent.current), strict=True
            ):
                total[lever] = total.get(lever, 0.0) + weight * pounds
    return RegionMoney(*sums)


def _read_authority_money(evidence: LeverageEvidence, authority: str) -> AuthorityMoney | None:
    """What an authority's return of the same year says, None where it has none."""
    services = evidence.outturn.get(authority, {}).get(evidence.spending_year)
    population = evidence.population(authority)
    if services is None or not population:
        return None
    by_lever: dict[str, float] = {}
    for service, lever in AUTHORITY_SERVICES.items():
        if service in services:
            by_lever[lever] = by_lever.get(lever, 0.0) + services[service] / population
    planning = evidence.planning.get((authority, evidence.spending_year), 0.0) / population
    if planning:
        by_lever["economy"] = by_lever.get("economy", 0.0) - planning
        by_lever["housing and planning"] = by_lever.get("housing and planning", 0.0) + planning
    everything = sum_without_police_and_fire(services) / population
    return AuthorityMoney(by_lever, everything, services.get(GRANTS, 0.0) / population)


def _explain_no_reading(
    evidence: LeverageEvidence,
    members: tuple[District, ...],
    authority: str | None,
    money: AuthorityMoney | None,
    councils: CouncilMoney | None,
    region: RegionMoney,
) -> str | None:
    if not region.everyone:
        return "the source has no spending by lever for this area"
    if authority is None and any(district.authority for district in members):
        return "no one authority covers the whole of it"
    if authority is None:
        return "the figures have no combined authority here"
    if money is None:
        return f"what the authority spent in {evidence.spending_year} is not published yet"
    if councils is None or councils.covered < LEAST_COVERED:
        return "too few of its councils have a return"
    if councils.place >= _sum_place(region.everyone):
        return "so few people live here that the council’s spending a head fills the whole scale"
    return None


def _compute_headline(
    region: RegionMoney, councils: CouncilMoney | None, money: AuthorityMoney | None
) -> tuple[float | None, float | None, float | None]:
    """L-place, with grants at half for its low end and uprating's tolerance at both."""
    headline = _divide(money, _sum_place(region.everyone), councils)
    if headline is None or councils is None or money is None:
        return None, None, None
    everyone = _sum_place(region.everyone)
    less = money.place - min(money.grants, max(money.place, 0.0)) / 2
    ends = [
        100 * pounds / (everyone - spent)
        for pounds in (less, money.place)
        for spent in (councils.place_low, councils.place_high)
    ]
    return headline, min(*ends, headline), max(*ends, headline)


def _divide(
    money: AuthorityMoney | None, everyone: float, councils: CouncilMoney | None
) -> float | None:
    if money is None or councils is None or everyone <= councils.place:
        return None
    return 100 * money.place / (everyone - councils.place)


def _compute_all_spending(
    region: RegionMoney, councils: CouncilMoney | None, money: AuthorityMoney | None
) -> float | None:
    """L-all: every service but police and fire, over all identifiable spending but these."""
    if councils is None or money is None:
        return None
    everyone = sum(region.everyone.values()) - region.everyone.get(POLICE_AND_FIRE, 0.0)
    return 100 * money.everything / (everyone - councils.all_services)


def _read_lever(
    lever: str,
    region: RegionMoney,
    councils: CouncilMoney | None,
    money: AuthorityMoney | None,
    why: str | None,
) -> LeverReading:
    council = councils.by_lever.get(lever) if councils else None
    authority = money.by_lever.get(lever) if money else None
    everyone = region.everyone.get(lever, 0.0)
    left = everyone - (council or 0.0)
    share = 100 * authority / left if authority is not None and left > 0 else None
    reason = None
    if why is not None and authority is None:
        reason = why
    elif authority is None:
        reason = "the authority’s return has no line for it"
    elif share is None:
        reason = "councils here spend as much a head as the whole region does"
    ministers = region.ministers.get(lever, 0.0)
    return LeverReading(
        lever=lever,
        council=council,
        authority=authority,
        ministers=ministers,
        everyone=everyone,
        share=share,
        why=reason,
    )


def _add_mayors_police(
    evidence: LeverageEvidence, authority: str | None, reading: LeverReading
) -> LeverReading:
    """The lever with the police budget that the mayor sets through the force's own return."""
    force = POLICE_OF_MAYOR.get(authority or "")
    services = evidence.outturn.get(force or "", {}).get(evidence.spending_year)
    if authority is None or services is None:
        return reading
    pounds = services.get("Police", 0.0) / evidence.population(authority)
    total = pounds + (reading.authority or 0.0)
    left = reading.everyone - (reading.council or 0.0)
    return LeverReading(
        lever=reading.lever,
        council=reading.council,
        authority=total,
        ministers=reading.ministers,
        everyone=reading.everyone,
        share=100 * total / left if left > 0 else None,
        why=None,
    )


def _find_coming(
    evidence: LeverageEvidence,
    authority: str | None,
    money: AuthorityMoney | None,
    councils: CouncilMoney | None,
    region: RegionMoney,
) -> ComingMoney | None:
    if authority is None or councils is None:
        return None
    left = _sum_place(region.everyone) - councils.place
    population = evidence.population(authority)
    if left <= 0 or not population:
        return None
    return find_coming_money(
        evidence.facts, authority, money.place if money else 0.0, left, population
    )


def _sum_place(by_lever: Mapping[str, float]) -> float:
    return sum(by_lever.get(lever, 0.0) for lever in PLACE_LEVERS)
