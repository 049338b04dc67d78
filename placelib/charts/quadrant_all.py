"""All authorities on the two axes at once, each with the band of its understanding."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from placelib.charts.parts import finished
from placelib.charts.quadrant import HEIGHT, TOOLTIP, Drawing
from placelib.charts.quadrant_axes import Row, place_of, row_of, span_of
from placelib.charts.quadrant_shown import QuadrantShown
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme


def authorities_chart(
    nation: QuadrantShown,
    authorities: Sequence[QuadrantShown],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = HEIGHT,
) -> alt.LayerChart:
    """Every authority with a point, and the 90% band of its understanding through it.

    ``nation`` lends the archetypes and the line between them. Authorities without leverage have no
    point; the axes still reach as far as all bands do.
    """
    shown = [one for one in authorities if place_of(one.middle)]
    low, high = span_of(nation, shown, 0)
    ends = [end for one in shown for end in _band(one)]
    spans = (min([low, *ends]) - 4, max([high, *ends])), span_of(nation, shown, 1)
    drawing = Drawing(nation, theme, sizes, *spans)
    layers = [
        *drawing.square(),
        *drawing.ends(),
        drawing.reaching(_bands(shown)).mark_rule(
            color=theme.focus, strokeWidth=4, opacity=0.18, aria=False
        ),
        drawing.on_axes(_points(shown))
        .mark_point(filled=True, color=theme.pair[1], size=90, opacity=0.9)
        .encode(tooltip=TOOLTIP),
        *drawing.names(),
    ]
    return finished(layers, height, theme, sizes, right=8)


def _points(shown: Sequence[QuadrantShown]) -> list[Row]:
    rows = []
    for one in shown:
        x, y = place_of(one.middle) or (None, None)
        rows.append(row_of(x, y, one.name))
    return rows


def _bands(shown: Sequence[QuadrantShown]) -> list[Row]:
    rows: list[Row] = []
    for one in shown:
        ends, place = _band(one), place_of(one.middle)
        if ends and place:
            rows.append({"x": ends[0], "x2": ends[1], "y": place[1], "y2": place[1]})
    return rows


def _band(one: QuadrantShown) -> tuple[float, ...]:
    draws = one.uncertainty
    if draws is None or draws.u1_low is None or draws.u1_high is None:
        return ()
    return 100 * draws.u1_low, 100 * draws.u1_high
