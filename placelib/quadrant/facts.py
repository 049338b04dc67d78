"""Facts about the tiers that stand beside the chart and never on its axes."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.model import Area
from placelib.quadrant.evidence import Evidence
from placelib.quadrant.records import QuadrantFigure, TierFacts
from placelib.quadrant.tiers import Tiers

# The councils of 2021 are those that had figures then; newer ones have none.
NO_COUNCILLORS = "the source (February 2021) has no number of councillors for it"
NO_MPS = "the source has no constituencies for it"


def list_tier_facts(evidence: Evidence, tiers: Tiers) -> tuple[TierFacts, ...]:
    """Population, residents by councillor and by member of parliament, and published indicators.

    Residents by councillor are those of 2020 by the councillors of February 2021; residents by
    member of parliament are the newest population by the shares of constituencies of 2024.
    """
    local = _find_local_facts(evidence, tiers)
    middle = _find_wider_facts(evidence, tiers.middle, tiers.members, "middle")
    nation = tiers.nation or tiers.area
    districts = evidence.registry.members(nation.code)
    national = _find_wider_facts(evidence, nation, districts, "national")
    return tuple(tier for tier in (local, middle, national) if tier is not None)


def _find_local_facts(evidence: Evidence, tiers: Tiers) -> TierFacts | None:
    if tiers.middle is None or tiers.is_whole:
        return None
    area = tiers.area
    people = evidence.representation.get(area.code)
    per_councillor = QuadrantFigure(None, NO_COUNCILLORS)
    if people and people.population and people.councillors:
        per_councillor = QuadrantFigure(people.population / people.councillors)
    districts = (area,) if area.level == "ltla" else tiers.units[0]
    published, share, at_level = _count_published(evidence, area)
    return TierFacts(
        tier="local",
        name=area.in_sentence,
        population=evidence.population.get(area.code),
        residents_per_councillor=per_councillor,
        residents_per_mp=_divide_by_mps(evidence, districts),
        published=published,
        published_share=share,
        published_at_level=at_level,
    )


def _find_wider_facts(
    evidence: Evidence, area: Area | None, districts: Sequence[Area], tier: str
) -> TierFacts | None:
    if area is None:
        return None
    published, share, at_level = _count_published(evidence, area)
    return TierFacts(
        tier="middle" if tier == "middle" else "national",
        name=area.in_sentence,
        population=evidence.population.get(area.code),
        residents_per_councillor=QuadrantFigure(None, "this tier is not made of councillors"),
        residents_per_mp=_divide_by_mps(evidence, districts),
        published=published,
        published_share=share,
        published_at_level=at_level,
    )


def _divide_by_mps(evidence: Evidence, districts: Sequence[Area]) -> QuadrantFigure:
    """Residents by member of parliament, only where every district has its share."""
    rows = [evidence.representation.get(district.code) for district in districts]
    shares = [row.members_of_parliament for row in rows if row is not None]
    published = [share for share in shares if share]
    people = [evidence.population.get(district.code) for district in districts]
    if not districts or len(published) != len(districts) or None in people:
        return QuadrantFigure(None, NO_MPS)
    return QuadrantFigure(sum(count for count in people if count is not None) / sum(published))


def _count_published(
    evidence: Evidence, area: Area
) -> tuple[int | None, float | None, float | None]:
    """England's indicators with a figure for the area, their share, and the share at its level."""
    everything = evidence.indicators_of_england
    if not area.is_english or not everything:
        return None, None, None
    published = evidence.published.get(area.code, 0)
    return published, published / everything, evidence.published_at.get(area.level, 0) / everything
