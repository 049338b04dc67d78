"""Three strips above each other on England's tenths: England, the authority, the council."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from placelib.charts.parts import finished, inline
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme

# Pixels: one strip with its name above it.
_ROW = 62


@dataclass(frozen=True, slots=True)
class NestedStrip:
    """One area's strip: where the middle eight tenths of its neighbourhoods lie, and its median.

    Positions run from 0 (hardest pressed in England) to 1. ``ticks`` are single neighbourhoods.
    """

    name: str
    low: float
    median: float
    high: float
    words: str
    ticks: tuple[float, ...] = ()


def nested_strips(
    strips: Sequence[NestedStrip],
    ends: tuple[str, str],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
) -> alt.LayerChart:
    """The strips, widest area first; ``ends`` name the two ends of the scale.

    A strip is the middle eight tenths of an area's neighbourhoods, its dark line the middle one,
    its fine marks single neighbourhoods where they are given.
    """
    y = alt.Y(
        "name:N",
        sort=[strip.name for strip in strips],
        title=None,
        axis=alt.Axis(labelFontWeight=600, labelLimit=220, ticks=False, domain=False),
    )
    tooltip = [alt.Tooltip("name:N", title="Area"), alt.Tooltip("words:N", title="Spread")]
    base = inline([_write_row(strip) for strip in strips])
    layers = [
        base.mark_bar(size=26, color=theme.tint).encode(
            x=_place("low:Q", ends), x2=alt.X2("high:Q"), y=y, tooltip=tooltip
        )
    ]
    ticks = [
        {"name": strip.name, "position": round(tick * 10, 2)}
        for strip in strips
        for tick in strip.ticks
    ]
    if ticks:
        layers.append(
            inline(ticks)
            .mark_tick(size=26, thickness=1, color=theme.focus, opacity=0.45, aria=False)
            .encode(x=_place("position:Q", ends), y=y)
        )
    layers.append(
        base.mark_tick(size=34, thickness=3, color=theme.text).encode(
            x=_place("median:Q", ends), y=y, tooltip=tooltip
        )
    )
    return finished(layers, _ROW * len(strips), theme, sizes)


def _write_row(strip: NestedStrip) -> dict[str, object]:
    """A strip with its positions in tenths, as the axis counts."""
    return {
        "name": strip.name,
        "low": strip.low * 10,
        "high": strip.high * 10,
        "median": strip.median * 10,
        "words": strip.words,
    }


def _place(field: str, ends: tuple[str, str]) -> alt.X:
    """A field on the axis of tenths, which has words at its two ends and lines between."""
    return alt.X(
        field,
        scale=alt.Scale(domain=[0, 10], nice=False),
        title=None,
        axis=alt.Axis(
            values=[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
            labelExpr=f"datum.value === 0 ? '{ends[0]}' : datum.value === 10 ? '{ends[1]}' : ''",
            labelAlign=alt.ExprRef("datum.value === 0 ? 'left' : 'right'"),
            labelFlush=True,
            grid=True,
        ),
    )
