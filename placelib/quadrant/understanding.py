"""What someone would miss who acted on the middle tier's average instead of the area's own figures.

It is measured on published figures, not on what officials know.
"""

from __future__ import annotations

import numpy as np

from placelib.quadrant.comparison import Comparison, GapSums, compare, counted, gap_sums
from placelib.quadrant.components import Closeness, IndicatorGap, Understanding
from placelib.quadrant.evidence import Evidence
from placelib.quadrant.neighbourhoods import Distances, distances, domain_shares
from placelib.quadrant.picture import Bools, Picture
from placelib.quadrant.tiers import Tiers

# Root mean square distance from the nation below which there is little to remove. The median
# English council is about twice as far.
RESEMBLES = 0.5


def comparison_of(evidence: Evidence, tiers: Tiers) -> Comparison | None:
    """The comparison of an area's tiers; None for England and the United Kingdom."""
    if tiers.middle is None or not tiers.members:
        return None
    national = evidence.united_kingdom if tiers.is_devolved else evidence.england
    units = [evidence.rows(unit) for unit in tiers.units]
    return compare(evidence.picture, evidence.rows(tiers.members), units, national)


def neighbourhoods_of(evidence: Evidence, tiers: Tiers) -> Distances | None:
    """Sums of squares of an area's neighbourhoods; None outside England."""
    if tiers.middle is None or not tiers.area.is_english:
        return None
    units = [evidence.rows(unit) for unit in tiers.units]
    found = distances(evidence.neighbourhoods, evidence.rows(tiers.members), units)
    return found if found.count else None


def understanding_of(
    picture: Picture, comparison: Comparison | None, around: Distances | None
) -> Understanding:
    """U1 with all its variants, overall and by topic, the raw gaps, and the neighbourhoods."""
    no_neighbourhoods = None if around else "the Indices of Deprivation 2025 cover England only"
    shares = domain_shares(around) if around else ()
    count = around.count if around else 0
    if comparison is None:
        why = "there is no tier between a nation and itself"
        return Understanding(None, why, (), (), (), False, shares, no_neighbourhoods, count)
    there = counted(comparison)
    sums = _all_gaps(comparison)
    overall = _closeness(None, there, sums)
    return Understanding(
        picture=overall,
        why=None if overall.inclusive is not None else "no figure of the area can be compared",
        topics=tuple(
            _closeness(topic, columns, sums)
            for topic, columns in zip(
                picture.topics, topic_columns(picture, comparison), strict=True
            )
        ),
        gaps=_indicator_gaps(picture, comparison, there, sums),
        left_out=tuple(
            choice for choice, is_there in zip(picture.chosen, there, strict=True) if not is_there
        ),
        resembles_nation=overall.gap_national is not None and overall.gap_national < RESEMBLES,
        neighbourhoods=shares,
        neighbourhoods_why=no_neighbourhoods,
        neighbourhoods_counted=count,
    )


def topic_columns(picture: Picture, comparison: Comparison) -> list[Bools]:
    """Which indicators count in the comparison, topic by topic in the picture's order."""
    there = counted(comparison)
    return [picture.in_topic(topic) & there for topic in picture.topics]


Sums = dict[tuple[int, bool], GapSums]


def _all_gaps(comparison: Comparison) -> Sums:
    """The summed gaps by (power, leave-one-out)."""
    return {
        (power, alone): gap_sums(comparison, power, alone)
        for power in (2, 1)
        for alone in (False, True)
    }


def _closeness(topic: str | None, columns: Bools, sums: Sums) -> Closeness:
    squares = sums[2, False]
    count = int(columns.sum())
    return Closeness(
        topic=topic,
        indicators=count,
        inclusive=squares.share_removed(columns),
        leave_one_out=sums[2, True].share_removed(columns),
        absolute=sums[1, False].share_removed(columns),
        leave_one_out_absolute=sums[1, True].share_removed(columns),
        gap_middle=_root(squares.near[columns].sum(), squares.weight[columns].sum()),
        gap_national=_root(squares.far[columns].sum(), squares.weight[columns].sum()),
    )


def _root(squares: float, weight: float) -> float | None:
    """The root mean square, None over nothing."""
    return float(np.sqrt(squares / weight)) if weight else None


def _indicator_gaps(
    picture: Picture, comparison: Comparison, there: Bools, sums: Sums
) -> tuple[IndicatorGap, ...]:
    squares = sums[2, False]
    near, far = (
        np.sqrt(part[there] / squares.weight[there]) for part in (squares.near, squares.far)
    )
    local: list[float | None] = [None] * len(near)
    if len(comparison.local) == 1:
        local = comparison.local[0, there].tolist()
    middle, national = comparison.middle[there].tolist(), comparison.national[there].tolist()
    chosen = [choice for choice, is_there in zip(picture.chosen, there, strict=True) if is_there]
    return tuple(
        IndicatorGap(choice.slug, choice.label, choice.topic, choice.period_label or "", *numbers)
        for choice, *numbers in zip(
            chosen, local, middle, national, near.tolist(), far.tolist(), strict=True
        )
    )
