"""How far a measure reaches in England, in what a place belongs to, and in the place."""

from __future__ import annotations

from typing import Any

import numpy as np

from placelib.charts.nested_strips import NestedStrip, nested_strips
from placelib.charts.theme import theme
from placelib.database.cache import cached
from placelib.model import ENGLAND, Area
from placelib.neighbourhoods.figures import Spread
from placelib.neighbourhoods.measures import MEASURES
from placelib.neighbourhoods.text import write_reach_sentence
from placelib.views import snapshot_records
from placelib.views.neighbourhoods import STATES, build_spread, get_neighbourhoods, get_positions


@cached(STATES)
def build_strips(slug: str, area: str, *, dark: bool) -> dict[str, Any]:
    """England, what the place belongs to, and the place: three strips as a specification."""
    measure, rows = MEASURES[slug], list_strip_rows(slug, area)
    positions = get_positions(slug)[get_neighbourhoods().find_rows(_list_tiers(area)[-1][1])]
    ticks = tuple(float(position) for position in positions if not np.isnan(position))
    strips = [
        NestedStrip(
            name=tier.name,
            low=spread.low,
            median=spread.median,
            high=spread.high,
            words=row["In the middle eight tenths"],
            ticks=ticks if number == len(rows) - 1 and len(ticks) <= 1000 else (),
        )
        for number, ((tier, spread), row) in enumerate(
            zip(list_tier_spreads(slug, area), rows, strict=True)
        )
    ]
    ends = (measure.first_end, measure.last_end)
    chart: dict[str, Any] = nested_strips(strips, ends, theme(dark=dark)).to_dict()
    return chart


def _list_tiers(area: str) -> list[tuple[Area, tuple[str, ...]]]:
    """England, the authority or region of a place, and the place, each with its councils."""
    registry, england = snapshot_records.get_registry(), get_neighbourhoods()
    place = registry[area]
    middle = registry.middle(area) or registry.find_region(area)
    tiers = [(registry[ENGLAND], tuple(england.rows_by_council))]
    if middle is not None and middle.code != area:
        members = {member.code for member in registry.members(middle.code)}
        tiers.append((middle, tuple(code for code in england.rows_by_council if code in members)))
    return [*tiers, (place, england.list_councils(registry, place))]


def list_tier_spreads(slug: str, area: str) -> list[tuple[Area, Spread]]:
    """England, what the place belongs to, and the place, each with how a measure spreads in it."""
    return [(tier, build_spread(MEASURES[slug], councils)) for tier, councils in _list_tiers(area)]


@cached(STATES)
def list_strip_rows(slug: str, area: str) -> list[dict[str, str]]:
    """The strips as a table: each area, its neighbourhoods, and between which tenths they lie."""
    return [
        {
            "Area": tier.name,
            "Neighbourhoods": f"{spread.total:,}",
            "In the middle eight tenths": write_reach_sentence(tier, spread),
            "In the first tenth": f"{spread.counts[0]:,}",
        }
        for tier, spread in list_tier_spreads(slug, area)
    ]
