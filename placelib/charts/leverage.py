"""Leverage drawn: pounds a head by lever, and the years of an authority or a region.

Colours stand in the order of tiers everywhere: councils, the authority, ministers. No chart tells
them apart by colour alone: bars carry a letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from placelib.charts.parts import finished, inline
from placelib.charts.theme import DESK, LIGHT, PRESENT, TextSizes, Theme
from placelib.formatting import format_pounds, number

BarTier = Literal["Councils", "Authority", "Ministers"]
BAR_TIERS: tuple[BarTier, ...] = ("Councils", "Authority", "Ministers")
TIER_LABELS: dict[BarTier, str] = {
    "Councils": "C councils",
    "Authority": "A authority",
    "Ministers": "M ministers",
}
# Pixels a row, at a desk or on a phone, and on a projector: a bar has a line above and below it.
BAR_ROW = (64, 108)


@dataclass(frozen=True, slots=True)
class LeverBar:
    """One lever: pounds a head by tier, None where it is not evidenced."""

    lever: str
    councils: float | None
    authority: float | None
    ministers: float | None

    @property
    def by_tier(self) -> tuple[tuple[BarTier, float | None], ...]:
        """The three tiers in the order of the bar."""
        amounts = (self.councils, self.authority, self.ministers)
        return tuple(zip(BAR_TIERS, amounts, strict=True))


@dataclass(frozen=True, slots=True)
class SharePoint:
    """One year of a line: a share in percent, None for a year without a figure."""

    year: str
    percent: float | None
    is_pandemic: bool = False


def lever_bars_chart(
    bars: Sequence[LeverBar], theme: Theme = LIGHT, sizes: TextSizes = DESK
) -> alt.LayerChart:
    """Stacked bars of pounds a head: a lever a row, councils, the authority and ministers in it.

    The lever's name stands above its bar and every tier's pounds below it, so that a phone has the
    whole width. A tier that is not evidenced has no part, and one that took in more than it spent
    none either; the pounds say which.
    """
    rows = _bar_rows(bars)
    longest = max((float(row["end"]) for row in rows), default=1.0)
    lever = alt.Y("lever:N", sort=[bar.lever for bar in bars], title=None, axis=None)
    scale = alt.Scale(domain=[0, longest * 1.02], nice=False)
    across = alt.X("start:Q", title="£ a head", scale=scale, axis=alt.Axis(grid=False, tickCount=5))
    colour = alt.Color(
        "tier:N",
        scale=alt.Scale(domain=list(TIER_LABELS.values()), range=list(theme.categories[:3])),
        legend=_legend(theme, sizes),
    )
    tooltip = [alt.Tooltip(f"{field}:N") for field in ("lever", "tier", "shown")]
    bar = (
        inline(rows)
        .mark_bar(stroke=theme.page, strokeWidth=1, height={"band": 0.34})
        .encode(y=lever, x=across, x2=alt.X2("end:Q"), color=colour, tooltip=tooltip)
    )
    words = [{"lever": bar.lever, "amounts": _amounts(bar)} for bar in bars]
    names = _row_text(words, lever, "lever", theme.text, sizes, 0.0)
    amounts = _row_text(words, lever, "amounts", theme.quiet_text, sizes, 0.7)
    height = _pixels(BAR_ROW, sizes) * max(len(bars), 1)
    return finished([bar, names, amounts], height, theme, sizes, right=12)


def share_line_chart(
    points: Sequence[SharePoint],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = 150,
) -> alt.LayerChart:
    """One small line over the years, broken where a year has no figure, pandemic years shaded."""
    years = [point.year for point in points]
    values = [point.percent for point in points if point.percent is not None]
    rows = [
        {"year": point.year, "percent": point.percent, "run": run, "shown": _percent(point.percent)}
        for point, run in zip(points, _runs(points), strict=True)
        if point.percent is not None
    ]
    across = alt.X(
        "year:N",
        sort=years,
        scale=alt.Scale(domain=years),
        title=None,
        axis=alt.Axis(labelAngle=0, labelOverlap="parity", labelExpr="slice(datum.label, 0, 4)"),
    )
    up = alt.Y(
        "percent:Q",
        title="%",
        scale=alt.Scale(domain=[min([0.0, *values]), max([*values, 1.0]) * 1.15], nice=False),
        axis=alt.Axis(tickCount=3),
    )
    pandemic = [{"year": point.year} for point in points if point.is_pandemic]
    layers = [
        inline(pandemic).mark_rect(color=theme.grid, opacity=0.6, aria=False).encode(x=across),
        inline(rows)
        .mark_line(color=theme.focus, strokeWidth=3, aria=False)
        .encode(x=across, y=up, detail=alt.Detail("run:N")),
        inline(rows)
        .mark_point(filled=True, size=70, color=theme.focus, opacity=1)
        .encode(x=across, y=up, tooltip=[alt.Tooltip("year:N"), alt.Tooltip("shown:N")]),
        inline([rows[0], rows[-1]] if rows else [])
        .mark_text(dy=-14, fontSize=sizes.label, color=theme.text)
        .encode(x=across, y=up, text=alt.Text("shown:N")),
    ]
    if pandemic:
        layers.append(
            inline([{"year": pandemic[0]["year"], "words": "pandemic"}])
            .mark_text(align="center", baseline="top", fontSize=sizes.label - 1)
            .encode(
                x=across,
                y=alt.YValue(2),
                text=alt.Text("words:N"),
                color=alt.ColorValue(theme.quiet_text),
            )
        )
    return finished(layers if pandemic else layers[1:], height, theme, sizes, right=20)


def _bar_rows(bars: Sequence[LeverBar]) -> list[dict[str, Any]]:
    """A row a part of a bar: where it starts and ends."""
    rows = []
    for bar in bars:
        start = 0.0
        for tier, pounds in bar.by_tier:
            if pounds is not None and pounds >= 0:
                row: dict[str, Any] = {"lever": bar.lever, "tier": TIER_LABELS[tier]}
                row |= {"start": start, "end": start + pounds, "shown": format_pounds(pounds)}
                rows.append(row)
                start += pounds
    return rows


def _amounts(bar: LeverBar) -> str:
    """Every tier's pounds in one line: “C £19 · A £115 · M £467”."""
    parts = [
        f"{tier[0]} {'not evidenced' if pounds is None else format_pounds(pounds)}"
        for tier, pounds in bar.by_tier
    ]
    return " · ".join(parts)


def _row_text(
    rows: list[dict[str, Any]], y: alt.Y, field: str, colour: str, sizes: TextSizes, down: float
) -> alt.Chart:
    """A text at the left of each row, ``down`` of the row's height below its top."""
    text = inline(rows).mark_text(align="left", baseline="top", fontSize=sizes.label, color=colour)
    offset = alt.YOffsetValue(_pixels(BAR_ROW, sizes) * down)
    chart: alt.Chart = text.encode(
        y=y, x=alt.XValue(0), yOffset=offset, text=alt.Text(f"{field}:N")
    )
    return chart


def _runs(points: Sequence[SharePoint]) -> list[int]:
    """A number for each unbroken run of years, so that a line is not drawn over a gap."""
    runs, run = [], 0
    for point in points:
        run += point.percent is None
        runs.append(run)
    return runs


def _percent(value: float | None) -> str:
    return "" if value is None else f"{number(value)}%"


def _pixels(heights: tuple[int, int], sizes: TextSizes) -> int:
    return heights[sizes is PRESENT]


def _legend(theme: Theme, sizes: TextSizes) -> alt.Legend:
    return alt.Legend(
        title=None,
        orient="top",
        direction="horizontal",
        labelFontSize=sizes.label,
        labelColor=theme.text,
        symbolType="square",
        symbolSize=160,
    )
