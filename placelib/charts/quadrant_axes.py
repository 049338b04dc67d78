"""The two axes of understanding and leverage: how far they reach, and where a point stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from placelib.charts.quadrant_shown import QuadrantShown, TierShown
from placelib.charts.theme import TextSizes, Theme
from placelib.formatting import number

# Room around the archetypes for their names, in hundredths of an axis.
ROOM = 9.0
ACROSS, UP = "Understanding of the place →", "Leverage over its constraints →"

Span = tuple[float, float]
Row = dict[str, Any]


def place_of(tier: TierShown | None) -> tuple[float, float] | None:
    """A tier's point on the chart's axes, None where either is not known."""
    if tier is None or tier.understanding is None or tier.leverage is None:
        return None
    return 100 * tier.understanding, 100 * tier.leverage


def span_of(quadrant: QuadrantShown, crowd: Sequence[QuadrantShown], axis: int) -> Span:
    """An axis from 0 to 100, and as far as any value on it, with room around."""
    values = [0.0, 100.0, *(place[axis] for one in crowd if (place := place_of(one.middle)))]
    tier, draws = quadrant.middle, quadrant.uncertainty
    if tier is not None:
        known = (tier.understanding, tier.leverage)[axis]
        values += [] if known is None else [100 * known]
    if draws is not None:
        ends = [place[axis] for place in draws.cloud]
        if not ends and axis == 0:
            ends = [end for end in (draws.u1_low, draws.u1_high) if end is not None]
        values += [100 * end for end in ends]
    room = ROOM * (max(values) - min(values)) / 100
    return min(values) - room, max(values) + room


def axis(title: str, span: Span, theme: Theme, sizes: TextSizes) -> alt.Axis:
    """An axis with a round number at every step of 25 or more, and no lines."""
    length = span[1] - span[0]
    step = next((one for one in (25, 50, 100, 200) if length < 8 * one), 500)
    first, last = -(-span[0] // step), span[1] // step
    return alt.Axis(
        title=title,
        values=[step * place for place in range(int(first), int(last) + 1)],
        grid=False,
        domain=False,
        ticks=False,
        labelColor=theme.quiet_text,
        labelFontSize=sizes.label,
        titleColor=theme.text,
        titleFontSize=sizes.label,
        titleFontWeight="normal",
    )


def row_of(x: float | None, y: float | None, tier: str) -> Row:
    """A point with the words of its tooltip."""
    words = {"understanding": x, "leverage": y}
    shown = {name: "not known" if one is None else number(one) for name, one in words.items()}
    return {"x": x, "y": y, "tier": tier, **shown}


def scale(span: Span) -> alt.Scale:
    """The scale over the whole span and not a step more."""
    return alt.Scale(domain=list(span), nice=False, zero=False)
