"""The quadrant of one area, and of every combined authority with its councils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from placelib.areas.naming import list_names
from placelib.areas.registry import page_area
from placelib.errors import NotAPlacePage
from placelib.quadrant.components import Leverage, Understanding
from placelib.quadrant.evidence import Evidence
from placelib.quadrant.facts import facts_of
from placelib.quadrant.geometry import verdict_of
from placelib.quadrant.leverage import leverage_of
from placelib.quadrant.points import bend_of, leverage_axis, tier_points, understanding_axis
from placelib.quadrant.records import (
    CodedPowers,
    Quadrant,
    TierPoint,
    Uncertainty,
    Verdict,
    Weights,
)
from placelib.quadrant.sentences import (
    bend_sentence,
    disagreement,
    halfway_sentence,
    influence_sentence,
    leverage_sentence,
    understanding_sentence,
    years_sentence,
)
from placelib.quadrant.tiers import Tiers, tiers_of
from placelib.quadrant.uncertainty import Inputs, uncertainty_of
from placelib.quadrant.understanding import (
    comparison_of,
    neighbourhoods_of,
    topic_columns,
    understanding_of,
)

DEFAULT_WEIGHTS = Weights()


def quadrant_of(
    evidence: Evidence,
    code: str,
    weights: Weights = DEFAULT_WEIGHTS,
    more_a_head: float = 0.0,
    powers: CodedPowers | None = None,
) -> Quadrant:
    """Everything about one area that has a page: components, point, bend, band and sentences.

    ``more_a_head`` moves that many pounds a head from the nation to the authority, for the lens
    “What would it take”. ``powers`` is somebody's own coding of the authority's powers, a further
    component of leverage. Takes some milliseconds. Raises UnknownArea for what is no area and
    NotAPlacePage for an area without a page.
    """
    area = page_area(evidence.registry, code)
    if not area.is_current:
        raise NotAPlacePage(area.name, "an area that no longer exists")
    tiers = tiers_of(evidence.registry, area.code)
    comparison, around = comparison_of(evidence, tiers), neighbourhoods_of(evidence, tiers)
    understanding = understanding_of(evidence.picture, comparison, around)
    leverage = leverage_of(evidence, tiers, more_a_head)
    across = understanding_axis(understanding, weights)
    up = leverage_axis(leverage, weights, powers)
    uncertainty = None
    if comparison is not None:
        topics = topic_columns(evidence.picture, comparison)
        inputs = Inputs(area.code, comparison, around, leverage, across, up, topics)
        uncertainty = uncertainty_of(inputs, weights.concentration)
    quadrant = _drawn(tiers, tier_points(tiers, across, up), understanding, leverage, uncertainty)
    return replace(
        quadrant,
        weights=weights,
        powers=powers,
        status=evidence.statuses.get(tiers.middle.code) if tiers.middle else None,
        facts=facts_of(evidence, tiers),
        notes=_notes(evidence, tiers, understanding, leverage),
        sentence=bend_sentence(
            tiers,
            quadrant.verdict,
            quadrant.verdict_why,
            uncertainty,
            years_sentence(_periods(evidence, understanding), leverage),
        ),
    )


def _drawn(
    tiers: Tiers,
    points: tuple[TierPoint, TierPoint | None, TierPoint],
    understanding: Understanding,
    leverage: Leverage,
    uncertainty: Uncertainty | None,
) -> Quadrant:
    """The quadrant with its points and verdict, before facts, notes and the main sentence."""
    local, middle, national = points
    verdict, why = _verdict(tiers, middle.why if middle else None, uncertainty)
    return Quadrant(
        code=tiers.area.code,
        name=tiers.area.name,
        kind=tiers.kind,
        middle_code=tiers.middle.code if tiers.middle else None,
        middle_name=tiers.middle.name if tiers.middle else None,
        middle_kind=tiers.middle_kind,
        national_code=tiers.nation.code if tiers.nation else None,
        national_name=tiers.nation.name if tiers.nation else None,
        region_name=tiers.region.name if tiers.region else None,
        status=None,
        weights=DEFAULT_WEIGHTS,
        powers=None,
        understanding=understanding,
        leverage=leverage,
        local=local,
        middle=middle,
        national=national,
        bend=bend_of(local, middle),
        uncertainty=uncertainty,
        verdict=verdict,
        verdict_why=why,
        facts=(),
        notes=(),
        sentence="",
        understanding_sentence=understanding_sentence(tiers, understanding),
        leverage_sentence=leverage_sentence(tiers, leverage),
        halfway_sentence=halfway_sentence(
            tiers,
            leverage.halfway,
            leverage.local.name if leverage.local.name.endswith("County Council") else None,
        ),
        influence_sentence=influence_sentence(uncertainty),
    )


def all_quadrants(evidence: Evidence, weights: Weights = DEFAULT_WEIGHTS) -> list[Quadrant]:
    """Every combined authority and the Greater London Authority, each followed by its councils.

    Authorities are in order of name, and so are the councils (counties among them). Takes a few
    seconds.
    """
    registry = evidence.registry
    authorities = [one for one in registry.areas.values() if one.is_current and one.has_page]
    found = []
    for area in sorted(authorities, key=lambda one: one.name):
        tiers = tiers_of(registry, area.code)
        if tiers.kind == "combined authority":
            counties = [one for one in registry.members(area.code, "utla") if one.level == "utla"]
            councils = sorted([*tiers.members, *counties], key=lambda one: one.name)
            found += [quadrant_of(evidence, one.code, weights) for one in (area, *councils)]
    return found


def _verdict(
    tiers: Tiers, missing: str | None, uncertainty: Uncertainty | None
) -> tuple[Verdict, str | None]:
    """The verdict, and a plain reason where none can be given."""
    if tiers.middle is None:
        return "cannot say", "there is no tier between a nation and itself"
    if uncertainty is None or not uncertainty.shares:
        return "cannot say", missing or "too little is published to draw the point"
    verdict = verdict_of(uncertainty.shares)
    if verdict != "cannot say":
        return verdict, None
    return verdict, disagreement(uncertainty.shares)


def _periods(evidence: Evidence, understanding: Understanding) -> Sequence[str]:
    """The periods of the indicators that count for the area."""
    counted = {gap.slug for gap in understanding.gaps}
    return [
        choice.period
        for choice in evidence.picture.chosen
        if choice.slug in counted and choice.period
    ]


def _notes(
    evidence: Evidence, tiers: Tiers, understanding: Understanding, leverage: Leverage
) -> tuple[str, ...]:
    """Remarks that belong beside the figures."""
    notes = [*leverage.middle.notes, *leverage.local.notes]
    chosen, missing = len(evidence.picture.chosen), len(understanding.left_out)
    if understanding.picture is not None and missing:
        notes.append(
            f"{missing} of the {chosen} indicators have no figure to compare for "
            f"{tiers.area.in_sentence}."
        )
    renamed = [one for unit in tiers.units for one in unit if one.code in evidence.renamed]
    if renamed:
        notes.append(
            f"Some figures for {list_names(renamed)} stand under an earlier code of the same "
            "council."
        )
    return tuple(notes)
