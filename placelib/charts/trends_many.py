"""One indicator over time for up to ten areas: together up to four, else a small panel each."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from placelib.charts.parts import ReferenceLine, finished, inline, padded, place_apart
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme
from placelib.charts.trend_layers import TrendLayers, TrendTrack, days_of, rows_of

HEIGHT, PANEL_HEIGHT = 340, 170
# So many lines can be told apart in one chart; more areas have a panel each.
MOST_TOGETHER = 4
# The share of the axis below the least figure that may be given up to begin at zero.
NEAR_ZERO = 0.35
# Letters of a line, and lines: “Bournemouth, / Christchurch / and Poole”.
_LONGEST, _LINES = 15, 3


def together(
    tracks: Sequence[TrendTrack],
    axis: str,
    rule: ReferenceLine | None = None,
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = HEIGHT,
    *,
    from_zero: bool = False,
) -> alt.LayerChart:
    """Up to four areas in one chart, names at the line ends.

    ``axis`` is the expression of the value axis, ``rule`` a line to hold the figures against;
    ``from_zero`` lets the axis begin at zero where that costs little. ``height`` is in pixels: the
    names keep clear of each other at that height. Raises ValueError when no area has a value.
    """
    together = [track for track in tracks[:MOST_TOGETHER] if track.valued]
    low, high = shared_domain(together, rule, from_zero=from_zero)
    scale = TrendLayers(
        areas=[track.name for track in together],
        domain=(low, high),
        axis=axis,
        days=days_of(together),
        theme=theme,
    )
    layers = [
        *([_rule(rule, theme)] if rule else []),
        *scale.bands(together),
        scale.lines(rows_of(together)),
        *scale.points(rows_of(together)),
        *scale.gaps(together, sizes),
        scale.names(_labels(together, (low, high), height, sizes), sizes),
    ]
    return finished(layers, height, theme, sizes)


def panel(
    track: TrendTrack,
    others: Sequence[TrendTrack],
    axis: str,
    domain: tuple[float, float],
    rule: ReferenceLine | None = None,
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
) -> alt.LayerChart:
    """One area in a small panel, the others as quiet lines behind it, all on one scale."""
    scale = TrendLayers(
        areas=[track.name], domain=domain, axis=axis, days=days_of([track, *others]), theme=theme
    )
    behind = [neighbour for neighbour in others if neighbour.valued and neighbour is not track]
    layers = [
        *([_rule(rule, theme)] if rule else []),
        *([scale.behind(rows_of(behind))] if behind else []),
        *scale.bands([track]),
        scale.lines(rows_of([track], others)),
        *scale.points(rows_of([track])),
        *scale.gaps([track], sizes),
    ]
    title = {"text": track.name, "anchor": "start", "fontSize": sizes.label + 1}
    chart: alt.LayerChart = finished(layers, PANEL_HEIGHT, theme, sizes).properties(
        title={**title, "color": theme.text}
    )
    return chart


def shared_domain(
    tracks: Sequence[TrendTrack], rule: ReferenceLine | None = None, *, from_zero: bool = False
) -> tuple[float, float]:
    """The scale that holds every area and the rule. Raises ValueError without a value."""
    numbers = [end for track in tracks for end in track.ends]
    low, high = padded([*numbers, *([rule.value] if rule else [])])
    # Near enough to zero that starting there costs little and misleads nobody.
    return (0.0 if from_zero and 0 <= low <= NEAR_ZERO * high else low), high


def _rule(rule: ReferenceLine, theme: Theme) -> alt.Chart:
    mark: alt.Chart = (
        inline([{"at": rule.value, "label": rule.label}])
        .mark_rule(color=theme.quiet_text, strokeWidth=1.5)
        .encode(y=alt.Y("at:Q", title=None), tooltip=alt.Tooltip("label:N", title="Line"))
    )
    return mark


def _labels(
    tracks: Sequence[TrendTrack], domain: tuple[float, float], height: int, sizes: TextSizes
) -> list[dict[str, Any]]:
    ends = sorted(
        ((track.valued[-1].value or 0.0, track) for track in tracks), key=lambda end: end[0]
    )
    last = max(track.valued[-1].date for track in tracks)
    unit = (domain[1] - domain[0]) / height
    names = [_in_lines(track.name) for _, track in ends]
    heights = [unit * (sizes.label * (1 + name.count("\n")) + 5) for name in names]
    # A name may stand half its height beyond the axis.
    room = domain[0] - heights[0] / 2, domain[1] + heights[-1] / 2
    places = place_apart([value for value, _ in ends], heights, room)
    return [
        {"area": track.name, "date": last, "at": place, "label": name}
        for place, name, (_, track) in zip(places, names, ends, strict=True)
    ]


def _in_lines(name: str) -> str:
    """A name in at most three lines, broken between words; what is longer still is cut."""
    lines = textwrap.wrap(name, _LONGEST, break_long_words=False)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]}…"]
    return "\n".join(lines)
