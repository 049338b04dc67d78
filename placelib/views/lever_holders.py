"""What could this tier move: indicators of which a council, an authority or ministers decide."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.compare.settings import ALL_HOLDERS, HolderChoice, list_holders
from placelib.formatting import sentence_start
from placelib.quadrant.lever_holders import (
    TIER_SUBJECTS,
    HolderTier,
    list_movable_indicators,
    name_holder,
)
from placelib.views import snapshot_records

_TIERS: dict[HolderChoice, HolderTier] = {tier: tier for tier in TIER_SUBJECTS}


def list_movable(code: str, holder: HolderChoice, slugs: Sequence[str]) -> tuple[str, ...]:
    """The indicators among ``slugs`` of which a tier holds a documented part in this place.

    All of them where no tier is chosen.
    """
    if holder == ALL_HOLDERS:
        return tuple(slugs)
    registry = snapshot_records.get_registry()
    has_authority = "authority" in list_holders(registry, registry[code])
    return list_movable_indicators(_TIERS[holder], slugs, has_authority=has_authority)


def name_holder_in(code: str, slug: str) -> str:
    """Who decides most there: our sources are for England, and not every place has an authority.

    As name_holder of quadrant.lever_holders has it: “council”, “ministers”, “not documented”.
    """
    registry = snapshot_records.get_registry()
    area = registry[code]
    if not area.is_english:
        return "not documented"
    return name_holder(slug, has_authority="authority" in list_holders(registry, area))


def describe_movable(holder: HolderChoice, movable: int, total: int) -> str:
    """How many indicators the chosen tier has a part in; empty where no tier is chosen."""
    if holder == ALL_HOLDERS:
        return ""
    subject = sentence_start(TIER_SUBJECTS[_TIERS[holder]])
    return (
        f"{subject} a documented part in {movable} of {total} indicators here. A part is rarely "
        "the whole: most levers are shared."
    )
