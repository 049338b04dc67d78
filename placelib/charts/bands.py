"""Understanding with its band, a row a place: how sure a figure is, and which overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from placelib.charts.parts import finished, inline
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme
from placelib.formatting import number

# A row holds a name and under it a band.
ROW = 46
# What reaches further to the left ends in an arrow with its number: the rest would be a thread.
FURTHEST_LEFT = -150.0
RULES = ((0.0, "England’s average"), (50.0, "halfway"), (100.0, "the place"))

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Band:
    """A row: the figure, the ends of its band and the figure without the place, all 0 to 100.

    What is None is not drawn; ``quiet`` rows recede.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    other: float | None
    quiet: bool = False


def bands_chart(
    bands: Sequence[Band],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    rules: Sequence[tuple[float, str]] = RULES,
) -> alt.LayerChart:
    """The bands in the order given, against the rules named at the top.

    A filled dot is the figure, a hollow one that without the place itself. The axis reaches 100 and
    as far down as the values, but no further than `FURTHEST_LEFT`.
    """
    left, right = _span(bands)
    height = ROW * len(bands) + 40
    rows = [_row(one, place, left) for place, one in enumerate(bands)]
    spans = [row for row in rows if row["low"] is not None]
    points = [row for row in rows if row["value"] is not None and row["value"] >= left]
    others = [row for row in rows if row["other"] is not None and row["other"] >= left]
    axes = _Axes(left, right, len(bands), sizes)
    layers = [
        *_rules(rules, axes, theme, sizes),
        axes.on(spans, "low")
        .encode(x2="high:Q")
        .mark_rule(strokeWidth=8, color=theme.focus, opacity=0.3, strokeCap="round", aria=False),
        axes.on(others, "other").mark_point(
            filled=True,
            fill=theme.page,
            stroke=theme.focus,
            strokeWidth=2,
            size=60,
            opacity=1,
            # An empty group would have no name for a screen reader.
            aria=bool(others),
        ),
        axes.on(points, "value").mark_point(filled=True, color=theme.focus, size=110, opacity=1),
        axes.on(rows, "edge")
        .mark_text(align="left", dx=2, dy=-17, color=theme.text, fontSize=sizes.label, aria=False)
        .encode(text="label:N"),
    ]
    return finished(layers, height, theme, sizes, right=12)


@dataclass(frozen=True, slots=True)
class _Axes:
    """The scales all layers share: rows from the top, understanding from left to right."""

    left: float
    right: float
    rows: int
    sizes: TextSizes

    def on(self, rows: Sequence[Row], field: str) -> alt.Chart:
        """A chart of rows with this field across."""
        chart: alt.Chart = inline(rows).encode(
            x=alt.X(
                f"{field}:Q",
                scale=alt.Scale(domain=[self.left, self.right], nice=False, zero=False),
                axis=alt.Axis(title="Understanding →", grid=False, tickCount=5),
            ),
            y=alt.Y(
                "place:Q",
                scale=alt.Scale(domain=[self.rows, -0.75], nice=False, zero=False),
                axis=None,
            ),
            tooltip=[
                alt.Tooltip("name:N", title="Place"),
                alt.Tooltip("shown:N", title="Understanding"),
                alt.Tooltip("band:N", title="90% of results"),
                alt.Tooltip("without:N", title="Council left out"),
            ],
        )
        return chart


def _rules(
    rules: Sequence[tuple[float, str]], axes: _Axes, theme: Theme, sizes: TextSizes
) -> list[alt.Chart]:
    # Every second name a line lower: on a phone two of them would run into each other.
    rows = [
        {"at": at, "place": -0.75, "end": axes.rows, "label": label, "down": 12 * (count % 2)}
        for count, (at, label) in enumerate(rules)
    ]
    lines = axes.on(rows, "at").encode(y2="end:Q", tooltip=alt.value(None))
    names = axes.on(rows, "at").encode(text="label:N", tooltip=alt.value(None))
    look: Row = {"fontSize": sizes.label - 1, "baseline": "top", "align": "right", "dx": -4}
    return [
        lines.mark_rule(color=theme.rest, strokeDash=[4, 4], aria=False),
        names.mark_text(color=theme.quiet_text, dy=alt.ExprRef("datum.down"), aria=False, **look),
    ]


def _span(bands: Sequence[Band]) -> tuple[float, float]:
    known = [
        value
        for one in bands
        for value in (one.value, one.low, one.high, one.other)
        if value is not None
    ]
    low = min([0.0, *known])
    return max(low, FURTHEST_LEFT) - 8, max([100.0, *known]) + 4


def _row(one: Band, place: int, left: float) -> Row:
    ends = [end for end in (one.value, one.low, one.other) if end is not None]
    beyond = min(ends, default=0.0) < left
    low, high = one.low, one.high
    if high is None or high < left:
        low = None
    return {
        "name": one.name,
        "place": place + 0.45,
        "value": one.value,
        "low": None if low is None else max(low, left),
        "high": high,
        "other": one.other,
        "edge": left,
        "label": f"{one.name}   ← {number(min(ends))}" if beyond else one.name,
        "shown": _text(one.value),
        "band": f"{_text(one.low)} to {_text(one.high)}",
        "without": _text(one.other),
    }


def _text(value: float | None) -> str:
    return "not known" if value is None else number(value)
