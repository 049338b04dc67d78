"""Tax: the council tax and precepts of a tier over all revenue raised in its region.

Beside L-place and never part of it. The revenue of a region is apportioned by the Office for
National Statistics; a tier smaller than its region is set against the region's revenue a head.
"""

from __future__ import annotations

from dataclasses import dataclass

from placelib.quadrant.lever_evidence import LeverageEvidence

GENERAL, WHOLE, ALL_REVENUE = "general", "all", "all revenue"


@dataclass(frozen=True, slots=True)
class TaxReading:
    """Shares from 0 to 1 of the revenue raised a head; pounds are a head and a year.

    ``authority_pounds`` is the general precept, without police: 0 where the authority raised none,
    None where the source lists no precept for it.
    """

    year: str
    council_pounds: float
    authority_pounds: float | None
    revenue_pounds: float

    @property
    def council_share(self) -> float:
        """Councils' tax over all revenue raised in the region."""
        return self.council_pounds / self.revenue_pounds

    @property
    def authority_share(self) -> float | None:
        """The authority's precept over all revenue raised in the region."""
        if self.authority_pounds is None:
            return None
        return self.authority_pounds / self.revenue_pounds


def read_tax(evidence: LeverageEvidence, code: str, authority: str | None) -> TaxReading | None:
    """The tax of an area's councils and of its authority, None where a figure is missing."""
    year = evidence.spending_year
    members = evidence.members(code)
    residents = sum(district.population for district in members)
    council, revenue = 0.0, 0.0
    for district in members:
        bodies = [body for body in (district.code, district.county) if body is not None]
        taxes = [evidence.taxes.get((body, year), {}).get(WHOLE) for body in bodies]
        raised = evidence.revenue.get((district.region, year), {}).get(ALL_REVENUE)
        if raised is None or None in taxes:
            return None
        weight = district.population / residents
        council += weight * sum(
            (tax or 0.0) / evidence.population(body)
            for body, tax in zip(bodies, taxes, strict=True)
        )
        revenue += weight * raised / evidence.population(district.region)
    if not members:
        return None
    precepts = evidence.taxes.get((authority or "", year), {})
    precept = precepts.get(GENERAL, precepts.get(WHOLE))
    a_head = None
    if authority is not None and precept is not None:
        a_head = precept / evidence.population(authority)
    return TaxReading(year, council, a_head, revenue)
