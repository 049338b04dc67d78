"""What a place's councils spend a head by lever, county and district together, in one year.

A return of an earlier year is uprated by the consumer prices index (CPIH). How far such a figure
may be out is measured on the councils that have both years, and carried into the range of readings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from placelib.quadrant.lever_evidence import District, LeverageEvidence, Services
from placelib.quadrant.levers import COUNCIL_SERVICES, PLACE_LEVERS

# The middle 90% of councils tell the tolerance of an uprated figure.
TOLERANCE_ENDS = (5, 95)
# With fewer councils than this in both years no tolerance is worked out.
FEWEST_COUNCILS = 20


@dataclass(frozen=True, slots=True)
class CouncilMoney:
    """Pounds a head of a place's councils together.

    ``by_lever`` holds every lever that a return names, ``all_services`` everything but police and
    fire. ``place`` is the sum of the levers that a place could decide, and ``place_low`` and
    ``place_high`` what it may be, given that some figures are uprated. ``covered`` is the share of
    the residents whose councils have a return; ``uprated`` names each body and its year.
    """

    by_lever: Mapping[str, float]
    place: float
    place_low: float
    place_high: float
    all_services: float
    covered: float
    uprated: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BodyMoney:
    """One body's pounds a head by lever in the prices of the year asked for, and its own year."""

    by_lever: Mapping[str, float]
    all_services: float
    year: str


def sum_council_money(evidence: LeverageEvidence, code: str) -> CouncilMoney | None:
    """What the councils of an area spend a head, None where no return covers any of them.

    Districts are weighted by residents; a district counts only where it and its county, if it has
    one, have a return.
    """
    members = evidence.members(code)
    covered = [
        (district, bodies)
        for district in members
        if (bodies := _list_bodies(evidence, district)) is not None
    ]
    residents = sum(district.population for district, _ in covered)
    if not residents:
        return None
    by_lever: dict[str, float] = {}
    lows, highs, everything = 0.0, 0.0, 0.0
    uprated: dict[str, str] = {}
    for district, bodies in covered:
        weight = district.population / residents
        for body, money in bodies.items():
            for lever, pounds in money.by_lever.items():
                by_lever[lever] = by_lever.get(lever, 0.0) + weight * pounds
            place = sum(money.by_lever.get(lever, 0.0) for lever in PLACE_LEVERS)
            low, high = find_uprating_tolerance(evidence, money.year)
            lows, highs = lows + weight * place * low, highs + weight * place * high
            everything += weight * money.all_services
            if money.year != evidence.spending_year:
                uprated[evidence.bodies[body]] = money.year
    return CouncilMoney(
        by_lever=by_lever,
        place=sum(by_lever.get(lever, 0.0) for lever in PLACE_LEVERS),
        place_low=lows,
        place_high=highs,
        all_services=everything,
        covered=residents / sum(district.population for district in members),
        uprated=tuple(sorted(uprated.items())),
    )


def find_uprating_tolerance(evidence: LeverageEvidence, year: str) -> tuple[float, float]:
    """What an uprated figure of ``year`` must be multiplied by to reach both ends of its range.

    The ends are the 5th and 95th percentile of true over uprated spending among the councils with
    a return of both years: (1, 1) for the year itself, and where too few councils have both.
    """
    if year == evidence.spending_year:
        return 1.0, 1.0
    ratios = []
    for years in evidence.outturn.values():
        early, late = years.get(year), years.get(evidence.spending_year)
        if early is None or late is None:
            continue
        before, after = _sum_place_pounds(early), _sum_place_pounds(late)
        if before > 0:
            ratios.append(after / (before * _find_factor(evidence, year)))
    if len(ratios) < FEWEST_COUNCILS:
        return 1.0, 1.0
    low, high = np.percentile(ratios, TOLERANCE_ENDS)
    return float(low), float(high)


def _list_bodies(evidence: LeverageEvidence, district: District) -> dict[str, BodyMoney] | None:
    """The district's own money and its county's, None where one of them has no return."""
    codes = [district.code] if district.county is None else [district.code, district.county]
    bodies: dict[str, BodyMoney] = {}
    for code in codes:
        money = _read_body_money(evidence, code)
        if money is None:
            return None
        bodies[code] = money
    return bodies


def _read_body_money(evidence: LeverageEvidence, code: str) -> BodyMoney | None:
    """The newest return of a council up to the year of the national figures, a head and uprated."""
    years = evidence.outturn.get(code, {})
    usable = [year for year in years if year <= evidence.spending_year]
    population = evidence.population(code)
    if not usable or not population:
        return None
    year = max(usable)
    scale = _find_factor(evidence, year) / population
    services = years[year]
    by_lever: dict[str, float] = {}
    for service, lever in COUNCIL_SERVICES.items():
        if service in services:
            by_lever[lever] = by_lever.get(lever, 0.0) + services[service] * scale
    return BodyMoney(by_lever, sum_without_police_and_fire(services) * scale, year)


def sum_without_police_and_fire(services: Services) -> float:
    """All services of a return in pounds, without police, fire and the grants received."""
    apart = ("Police", "Fire & Rescue", "grants received")
    return sum(pounds for service, pounds in services.items() if service not in apart)


def _sum_place_pounds(services: Services) -> float:
    return sum(
        services.get(service, 0.0)
        for service, lever in COUNCIL_SERVICES.items()
        if lever in PLACE_LEVERS
    )


def _find_factor(evidence: LeverageEvidence, year: str) -> float:
    """What turns the money of ``year`` into that of the national figures' year."""
    return evidence.cpih[evidence.spending_year] / evidence.cpih[year]
