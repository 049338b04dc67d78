"""Leverage drawn: pounds a head by lever, all authorities on one strip, and the years of one.

Colours stand in the order of tiers everywhere: councils, the authority, ministers. No chart tells
them apart by colour alone: bars carry a letter and points differ in shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from placelib.charts.parts import finished, inline
from placelib.charts.theme import DESK, LIGHT, PRESENT, TextSizes, Theme
from placelib.formatting import MINUS, number

BarTier = Literal["Councils", "Authority", "Ministers"]
BAR_TIERS: tuple[BarTier, ...] = ("Councils", "Authority", "Ministers")
HALFWAY = 50.0
TIER_LABELS: dict[BarTier, str] = {
    "Councils": "C councils",
    "Authority": "A authority",
    "Ministers": "M ministers",
}
# Pixels a row, at a desk or on a phone, and on a projector: a bar has a line above and below it.
BAR_ROW, STRIP_ROW = (64, 108), (38, 78)


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
class LeverageMark:
    """One row of the strip, 0 to 100: the point in its range of readings, and what is coming.

    ``point`` is None where leverage is not evidenced, with ``reason`` written in its place.
    ``is_scale`` is True for a devolved government, which is a mark for scale and no authority.
    """

    name: str
    point: float | None
    low: float | None = None
    high: float | None = None
    coming: float | None = None
    reason: str = ""
    is_scale: bool = False


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
        .encode(y=lever, x=across, x2="end:Q", color=colour, tooltip=tooltip)
    )
    words = [{"lever": bar.lever, "amounts": _amounts(bar)} for bar in bars]
    names = _row_text(words, lever, "lever", theme.text, sizes, 0.0)
    amounts = _row_text(words, lever, "amounts", theme.quiet_text, sizes, 0.7)
    height = _pixels(BAR_ROW, sizes) * max(len(bars), 1)
    return finished([bar, names, amounts], height, theme, sizes, right=12)


def leverage_strip_chart(
    points: Sequence[LeverageMark], theme: Theme = LIGHT, sizes: TextSizes = DESK
) -> alt.LayerChart:
    """All authorities on leverage, in the order given: no ranking.

    A point stands in its thin range of readings, an arrow goes to what is coming, a dashed rule
    is halfway. Devolved governments are diamonds; what is not evidenced is written out.
    """
    rows = [_strip_row(point) for point in points]
    ends = [row[name] for row in rows for name in ("x", "low", "high", "coming")]
    known_ends = [end for end in ends if end is not None]
    domain = [min([0.0, *known_ends]) - 1, max([100.0, *known_ends]) + 1]
    scale = alt.Scale(domain=domain, nice=False)
    name = alt.Y("name:N", sort=[point.name for point in points], title=None, axis=None)
    across = alt.X(
        "x:Q",
        title="Leverage, 0 to 100",
        scale=scale,
        axis=alt.Axis(values=[0, 25, 50, 75, 100], grid=True),
    )
    look = _StripLook(theme, name, across, scale)
    layers = [
        look.halfway(),
        *look.ranges([row for row in rows if row["low"] is not None]),
        *look.arrows([row for row in rows if row["coming"] is not None]),
        *look.points([row for row in rows if row["x"] is not None]),
        *look.reasons([row for row in rows if row["x"] is None], sizes),
        _row_text(rows, name, "heading", theme.text, sizes, 0.0),
    ]
    height = _pixels(STRIP_ROW, sizes) * max(len(points), 1)
    return finished(layers, height, theme, sizes, right=16)


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
        .encode(x=across, y=up, detail="run:N"),
        inline(rows)
        .mark_point(filled=True, size=70, color=theme.focus, opacity=1)
        .encode(x=across, y=up, tooltip=[alt.Tooltip("year:N"), alt.Tooltip("shown:N")]),
        inline([rows[0], rows[-1]] if rows else [])
        .mark_text(dy=-14, fontSize=sizes.label, color=theme.text)
        .encode(x=across, y=up, text="shown:N"),
    ]
    if pandemic:
        layers.append(
            inline([{"year": pandemic[0]["year"], "words": "pandemic"}])
            .mark_text(align="center", baseline="top", fontSize=sizes.label - 1)
            .encode(x=across, y=alt.value(2), text="words:N", color=alt.value(theme.quiet_text))
        )
    return finished(layers if pandemic else layers[1:], height, theme, sizes, right=20)


@dataclass(frozen=True, slots=True)
class _StripLook:
    """The layers of the strip, all on the same two axes."""

    theme: Theme
    name: alt.Y
    across: alt.X
    scale: alt.Scale

    def halfway(self) -> alt.Chart:
        rule = inline([{"x": HALFWAY}]).mark_rule(strokeDash=[6, 5], strokeWidth=2)
        chart: alt.Chart = rule.encode(x=self.across, color=alt.value(self.theme.rest))
        return chart

    def ranges(self, rows: list[dict[str, Any]]) -> list[alt.Chart]:
        rule = inline(rows).mark_rule(strokeWidth=4, opacity=0.45, color=self.theme.focus)
        return [rule.encode(y=self.name, x=self._at("low"), x2="high:Q")] if rows else []

    def arrows(self, rows: list[dict[str, Any]]) -> list[alt.Chart]:
        if not rows:
            return []
        colour = self.theme.categories[3]
        base = inline(rows).encode(y=self.name)
        line = base.mark_rule(strokeWidth=2, strokeDash=[3, 2], color=colour, aria=False)
        head = base.mark_point(shape="triangle-right", filled=True, size=150, opacity=1)
        tooltip = [alt.Tooltip("name:N"), alt.Tooltip("coming_shown:N", title="coming")]
        return [
            line.encode(x=self._at("start"), x2="coming:Q"),
            head.encode(x=self._at("coming"), color=alt.value(colour), tooltip=tooltip),
        ]

    def points(self, rows: list[dict[str, Any]]) -> list[alt.Chart]:
        tooltip = [alt.Tooltip("name:N"), alt.Tooltip("shown:N", title="leverage")]
        layers = []
        for is_scale, shape, colour in (
            (False, "circle", self.theme.categories[0]),
            (True, "diamond", self.theme.categories[2]),
        ):
            chosen = [row for row in rows if row["is_scale"] is is_scale]
            if chosen:
                mark = inline(chosen).mark_point(shape=shape, filled=True, size=170, opacity=1)
                encoded = mark.encode(
                    y=self.name, x=self.across, color=alt.value(colour), tooltip=tooltip
                )
                layers.append(encoded)
        return layers

    def reasons(self, rows: list[dict[str, Any]], sizes: TextSizes) -> list[alt.Chart]:
        text = inline(rows).mark_text(align="left", fontSize=sizes.label, color=self.theme.text)
        words = text.encode(y=self.name, x=self._at("reason_at"), text="reason:N")
        return [words] if rows else []

    def _at(self, field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=self.scale)


def _strip_row(point: LeverageMark) -> dict[str, Any]:
    point_text = "" if point.point is None else number(point.point)
    scale = ", for scale" if point.is_scale else ""
    return {
        "name": point.name,
        "heading": f"{point.name} {point_text}{scale}".strip(),
        "x": point.point,
        "low": point.low,
        "high": point.high,
        "start": 0.0 if point.point is None else point.point,
        "coming": point.coming,
        "is_scale": point.is_scale,
        "reason": point.reason,
        "reason_at": max(point.coming or 0.0, 0.0) + 3,
        "shown": point_text,
        "coming_shown": "" if point.coming is None else number(point.coming),
    }


def _bar_rows(bars: Sequence[LeverBar]) -> list[dict[str, Any]]:
    """A row a part of a bar: where it starts and ends."""
    rows = []
    for bar in bars:
        start = 0.0
        for tier, pounds in bar.by_tier:
            if pounds is not None and pounds >= 0:
                row: dict[str, Any] = {"lever": bar.lever, "tier": TIER_LABELS[tier]}
                row |= {"start": start, "end": start + pounds, "shown": _pounds(pounds)}
                rows.append(row)
                start += pounds
    return rows


def _amounts(bar: LeverBar) -> str:
    """Every tier's pounds in one line: “C £19 · A £115 · M £467”."""
    parts = [
        f"{tier[0]} {'not evidenced' if pounds is None else _pounds(pounds)}"
        for tier, pounds in bar.by_tier
    ]
    return " · ".join(parts)


def _row_text(
    rows: list[dict[str, Any]], y: alt.Y, field: str, colour: str, sizes: TextSizes, down: float
) -> alt.Chart:
    """A text at the left of each row, ``down`` of the row's height below its top."""
    text = inline(rows).mark_text(align="left", baseline="top", fontSize=sizes.label, color=colour)
    offset = alt.value(_pixels(BAR_ROW, sizes) * down)
    chart: alt.Chart = text.encode(y=y, x=alt.value(0), yOffset=offset, text=f"{field}:N")
    return chart


def _runs(points: Sequence[SharePoint]) -> list[int]:
    """A number for each unbroken run of years, so that a line is not drawn over a gap."""
    runs, run = [], 0
    for point in points:
        run += point.percent is None
        runs.append(run)
    return runs


def _pounds(pounds: float) -> str:
    """“£115”, and “−£2” with the sign before the pound."""
    text = number(abs(pounds))
    return f"{MINUS if pounds < 0 and text != '0' else ''}£{text}"


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
