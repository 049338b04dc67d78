"""One axis of the quadrant, a row a place: the reading, its interval or range, chance and arrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from placelib.charts.parts import finished, inline
from placelib.charts.quadrant_axes import AxisWords, reading_words, write_number
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme
from placelib.formatting import number

# A row holds a name and under it a bar.
ROW_HEIGHT = 37
# What reaches further to the left ends in an arrow with its number: the rest would be a thread.
FURTHEST_LEFT = -60.0
UNDERSTANDING_RULES = ((0.0, "England"), (50.0, "halfway"), (100.0, "each council"))
LEVERAGE_RULES = ((0.0, "nothing"), (50.0, "halfway"), (100.0, "everything"))
# A bar of chance is this thick, and the name stands above it, nearer to its own bar than to the
# one before.
BAND_PIXELS, NAME_ABOVE = 14, -16
# Where the names of the rules stand, in rows above the first.
TOP = -0.9

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StripRow:
    """A row on the scale of the axis; what is None is not drawn.

    ``chance`` are the low end, median and high end of the chance band, ``arrow_end`` where money
    still to come would lead. ``remark`` is written where there is no reading. ``mark`` says what
    the row is: an authority, or a government shown for scale alone.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    chance: tuple[float, float, float] | None = None
    arrow_end: float | None = None
    remark: str = ""
    mark: Literal["authority", "for scale"] = "authority"


def strip_chart(
    strip: Sequence[StripRow],
    words: AxisWords,
    rules: Sequence[tuple[float, str]],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
) -> alt.LayerChart:
    """The rows in the order given, against the rules named at the top.

    Grey is the chance band with its median, the bar the interval or the range, the dot the reading
    (a diamond for a government shown for scale), the dashed line an arrow to what is coming.
    """
    left, right = _span(strip)
    rows = [_row(strip_row, place, left) for place, strip_row in enumerate(strip)]
    axes = _StripAxes(left=left, right=right, rows=len(strip), words=words, sizes=sizes)
    chance = [row for row in rows if row["chance_high"] is not None]
    bars = [row for row in rows if row["low"] is not None]
    points = [row for row in rows if row["value"] is not None and row["value"] >= left]
    arrows = [row for row in rows if row["arrow_end"] is not None]
    layers = [
        *_rule_layers(rules, axes, theme, sizes),
        axes.on(chance, "chance_low")
        .encode(x2=alt.X2("chance_high:Q"))
        .mark_rule(strokeWidth=BAND_PIXELS, color=theme.rest, opacity=0.28, aria=False),
        axes.on(chance, "chance_median").mark_tick(
            orient="vertical", size=BAND_PIXELS, thickness=2, color=theme.rest, aria=False
        ),
        axes.on(bars, "low")
        .encode(x2=alt.X2("high:Q"))
        .mark_rule(strokeWidth=6, color=theme.focus, opacity=0.75, aria=False),
        axes.on(arrows, "arrow_start")
        .encode(x2=alt.X2("arrow_end:Q"))
        .mark_rule(strokeWidth=2, strokeDash=[5, 4], color=theme.pair[1], aria=False),
        axes.on(arrows, "arrow_end").mark_point(
            shape="triangle-right", filled=True, size=90, color=theme.pair[1], opacity=1,
            aria=bool(arrows),
        ),
        *_point_layers(axes, points, theme),
        *_name_layers(axes, rows, theme, sizes),
    ]  # fmt: skip
    return finished(layers, ROW_HEIGHT * len(strip) + 46, theme, sizes, right=12)


@dataclass(frozen=True, slots=True)
class _StripAxes:
    """The scales all layers share: rows from the top, the reading from left to right."""

    left: float
    right: float
    rows: int
    words: AxisWords
    sizes: TextSizes

    def on(self, rows: Sequence[Row], field: str) -> alt.Chart:
        """A chart of rows with this field across."""
        chart: alt.Chart = inline(rows).encode(
            x=alt.X(
                f"{field}:Q",
                scale=alt.Scale(domain=[self.left, self.right], nice=False, zero=False),
                axis=alt.Axis(
                    title=f"{self.words.title} →",
                    labelExpr=write_number(self.words),
                    grid=False,
                    tickCount=5,
                ),
            ),
            y=alt.Y(
                "place:Q",
                scale=alt.Scale(domain=[self.rows, TOP], nice=False, zero=False),
                axis=None,
            ),
            tooltip=[
                alt.Tooltip("name:N", title="Place"),
                alt.Tooltip("reading:N", title=self.words.title),
                alt.Tooltip("by_chance:N", title="By chance"),
                alt.Tooltip("coming:N", title="With money to come"),
            ],
        )
        return chart


def _name_layers(
    axes: _StripAxes, rows: list[Row], theme: Theme, sizes: TextSizes
) -> list[alt.Chart]:
    """Each row's name with a halo, as the rules run through it on a phone."""
    names = axes.on(rows, "edge").encode(text=alt.Text("label:N"))
    look: Row = {"align": "left", "dx": 2, "dy": NAME_ABOVE, "fontSize": sizes.label}
    halo: Row = {"fill": theme.halo, "stroke": theme.halo, "strokeWidth": 4}
    return [
        names.mark_text(aria=False, **look, **halo),
        names.mark_text(aria=False, **look, fill=theme.text),
    ]


def _point_layers(axes: _StripAxes, points: list[Row], theme: Theme) -> list[alt.Chart]:
    authorities = [row for row in points if row["mark"] == "authority"]
    scale = [row for row in points if row["mark"] != "authority"]
    layers = [
        axes.on(authorities, "value").mark_point(
            filled=True, color=theme.focus, size=120, opacity=1, aria=bool(authorities)
        )
    ]
    if scale:
        layers.append(
            axes.on(scale, "value").mark_point(
                shape="diamond", filled=True, color=theme.rest, size=150, opacity=1
            )
        )
    return layers


def _rule_layers(
    rules: Sequence[tuple[float, str]], axes: _StripAxes, theme: Theme, sizes: TextSizes
) -> list[alt.Chart]:
    # Every second name a line lower: on a phone two of them would run into each other.
    rows = [
        {"value": value, "place": TOP, "end": axes.rows, "label": label, "down": 12 * (count % 2)}
        for count, (value, label) in enumerate(rules)
    ]
    lines = axes.on(rows, "value").encode(y2=alt.Y2("end:Q"), tooltip=alt.TooltipValue(None))
    names = axes.on(rows, "value").encode(text=alt.Text("label:N"), tooltip=alt.TooltipValue(None))
    look: Row = {"fontSize": sizes.label - 1, "baseline": "top", "align": "right", "dx": -4}
    return [
        lines.mark_rule(color=theme.rest, strokeDash=[4, 4], aria=False),
        names.mark_text(color=theme.quiet_text, dy=alt.ExprRef("datum.down"), aria=False, **look),
    ]


def _span(strip: Sequence[StripRow]) -> tuple[float, float]:
    values = [
        value
        for strip_row in strip
        for value in (
            strip_row.value,
            strip_row.low,
            strip_row.high,
            strip_row.arrow_end,
            *(strip_row.chance or ()),
        )
        if value is not None
    ]
    return max(min([0.0, *values]), FURTHEST_LEFT) - 8, max([100.0, *values]) + 4


def _row(strip_row: StripRow, place: int, left: float) -> Row:
    ends = [end for end in (strip_row.value, strip_row.low) if end is not None]
    is_beyond = min(ends, default=0.0) < left
    low = (
        None
        if strip_row.low is None or strip_row.high is None or strip_row.high < left
        else max(strip_row.low, left)
    )
    chance = strip_row.chance or (None, None, None)
    label = f"{strip_row.name}   ← {number(min(ends))}" if is_beyond else strip_row.name
    if strip_row.remark and strip_row.value is None:
        label = f"{strip_row.name}: {strip_row.remark}"
    return {
        "name": strip_row.name,
        "mark": strip_row.mark,
        "place": place + 0.45,
        "value": strip_row.value,
        "low": low,
        "high": strip_row.high if low is not None else None,
        "chance_low": None if chance[0] is None else max(chance[0], left),
        "chance_median": chance[1],
        "chance_high": chance[2],
        "arrow_start": strip_row.value if strip_row.value is not None else 0.0,
        "arrow_end": strip_row.arrow_end,
        "edge": left,
        "label": label,
        "reading": reading_words(strip_row.value, strip_row.low, strip_row.high),
        "by_chance": reading_words(chance[1], chance[0], chance[2]),
        "coming": "nothing documented"
        if strip_row.arrow_end is None
        else number(strip_row.arrow_end),
    }
