"""The layers of a chart over time: lines, bands, points, gaps and names of several areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from placelib.charts.parts import inline
from placelib.charts.theme import TextSizes, Theme
from placelib.formatting import INTERVAL

# Colour never stands alone: each line has a dash and its points a shape of their own.
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
SHAPES = ("circle", "diamond", "square", "triangle-up")
FEW_PERIODS = 4
BREAK: Final = "break-paths-filter-domains"


@dataclass(frozen=True, slots=True)
class TrendMark:
    """One period of one area: where it stands in time, its number or why there is none.

    ``date`` is an ISO day. ``quality`` is “low reliability”, “provisional” or empty; ``gap`` says
    why there is no value.
    """

    date: str
    period: str
    value: float | None
    lower: float | None
    upper: float | None
    value_text: str
    range: str
    quality: str
    gap: str


@dataclass(frozen=True, slots=True)
class TrendTrack:
    """One area's marks in order of time; ``has_band`` says whether its intervals are drawn."""

    name: str
    marks: tuple[TrendMark, ...]
    has_band: bool

    @property
    def valued(self) -> tuple[TrendMark, ...]:
        """The marks that have a number."""
        return tuple(mark for mark in self.marks if mark.value is not None)

    @property
    def ends(self) -> list[float]:
        """Every number that the scale has to hold."""
        return [
            end
            for mark in self.marks
            for end in ((mark.value, mark.lower, mark.upper) if self.has_band else (mark.value,))
            if end is not None
        ]


@dataclass(frozen=True, slots=True)
class TrendLayers:
    """What the layers share: the axes, and how each area is told from the others.

    ``axis`` is the expression of the value axis, ``days`` every day that a mark of the chart has.
    """

    areas: list[str]
    domain: tuple[float, float]
    axis: str
    days: list[str]
    theme: Theme

    def lines(self, rows: list[dict[str, Any]]) -> alt.Chart:
        """A line an area, broken where a period has no number."""
        mark: alt.Chart = (
            inline(rows)
            .mark_line(strokeWidth=2.5, invalid=BREAK)
            .encode(
                x=self._x(),
                y=self._y(),
                color=self._channel_by_area(alt.Color, _colours(self.theme)),
                strokeDash=self._channel_by_area(alt.StrokeDash, DASHES),
            )
        )
        return mark

    def behind(self, rows: list[dict[str, Any]]) -> alt.Chart:
        """The other areas as quiet lines without points."""
        mark: alt.Chart = (
            inline(rows)
            .mark_line(strokeWidth=1, invalid=BREAK, color=self.theme.rest, opacity=0.45)
            .encode(x=self._x(), y=self._y(), detail=alt.Detail("area:N"))
        )
        return mark

    def bands(self, tracks: Sequence[TrendTrack]) -> list[alt.Chart]:
        """The 95% intervals of the areas that are to have them; nothing where there are none."""
        rows = rows_of([track for track in tracks if track.has_band])
        if not any(row["lower"] is not None for row in rows):
            return []
        mark = inline(rows).mark_area(opacity=0.16, invalid=BREAK)
        colour = self._channel_by_area(alt.Color, _colours(self.theme))
        return [
            mark.encode(
                x=self._x(), y=alt.Y("lower:Q", title=None), y2=alt.Y2("upper:Q"), color=colour
            )
        ]

    def points(self, rows: list[dict[str, Any]]) -> list[alt.Chart]:
        """Sure figures as filled points; those the publisher doubts as larger hollow ones."""
        valued = [row for row in rows if row["value"] is not None]
        sure = [row for row in valued if not row["quality"]]
        doubted = [row for row in valued if row["quality"]]
        shape = self._channel_by_area(alt.Shape, SHAPES)
        colour = self._channel_by_area(alt.Color, _colours(self.theme))
        layers = []
        for points, hollow in ((sure, False), (doubted, True)):
            mark = inline(points).mark_point(
                filled=not hollow,
                size=90 if hollow else 36,
                opacity=1,
                strokeWidth=2,
                fill=self.theme.page if hollow else alt.Undefined,
            )
            if points:
                layers.append(
                    mark.encode(
                        x=self._x(),
                        y=self._y(),
                        color=colour,
                        shape=shape,
                        tooltip=_TIPS if hollow else _TIPS[:-1],
                    )
                )
        return layers

    def gaps(self, tracks: Sequence[TrendTrack], sizes: TextSizes) -> list[alt.Chart]:
        """A cross at the foot of the chart for each period that has a row and no number.

        The first says above itself what a cross means.
        """
        rows = [
            {
                "area": track.name,
                "date": mark.date,
                "period": mark.period,
                "gap": mark.gap,
                "at": self.domain[0],
            }
            for track in tracks
            for mark in track.marks
            if mark.gap
        ]
        if not rows:
            return []
        tips = [
            alt.Tooltip(f"{field}:N", title=title)
            for field, title in (("area", "Place"), ("period", "Period"), ("gap", "No figure"))
        ]
        mark = inline(rows).mark_point(
            shape="cross",
            angle=45,
            size=55,
            filled=True,
            opacity=1,
            color=self.theme.rest,
            yOffset=-6,
        )
        first = min(rows, key=lambda row: str(row["date"]))
        words = inline([{**first, "words": "× no figure"}]).mark_text(
            align="left",
            baseline="bottom",
            dx=-4,
            yOffset=-14,
            fontSize=sizes.label,
            color=self.theme.quiet_text,
        )
        foot = alt.Y("at:Q", title=None)
        return [
            mark.encode(x=self._x(), y=foot, tooltip=tips),
            words.encode(x=self._x(), y=foot, text=alt.Text("words:N")),
        ]

    def names(self, labels: list[dict[str, Any]], sizes: TextSizes) -> alt.Chart:
        """The areas' names at the line ends, each in its line's colour."""
        further = "(split(datum.label, '\\n').length - 1)"
        mark: alt.Chart = (
            inline(labels)
            .mark_text(
                align="left",
                baseline="middle",
                dx=8,
                # Vega hangs further lines below the first: this lifts all to the middle.
                dy=alt.ExprRef(f"-{further} * {sizes.label} / 2"),
                fontSize=sizes.label,
                fontWeight=600,
                lineHeight=sizes.label,
                lineBreak="\n",
                clip=False,
            )
            .encode(
                x=alt.X("date:T", title=None),
                y=alt.Y("at:Q", title=None),
                text=alt.Text("label:N"),
                color=alt.Color("area:N", sort=self.areas, legend=None),
            )
        )
        return mark

    def _x(self) -> alt.X:
        if len(self.days) <= FEW_PERIODS:
            # Few enough to name each: a year alone would stand beside its point, not under it.
            days = [
                alt.DateTime(year=int(day[:4]), month=int(day[5:7]), date=int(day[8:]))
                for day in self.days
            ]
            return alt.X("date:T", title=None, axis=alt.Axis(format="%b %Y", values=days))
        years = int(self.days[-1][:4]) - int(self.days[0][:4])
        ticks = {"interval": "year", "step": max(1, years // 5)}
        return alt.X("date:T", title=None, axis=alt.Axis(format="%Y", tickCount=ticks))

    def _y(self) -> alt.Y:
        return alt.Y(
            "value:Q",
            title=None,
            scale=alt.Scale(domain=list(self.domain), nice=False, zero=False),
            axis=alt.Axis(labelExpr=self.axis, tickCount=5),
        )

    def _channel_by_area(self, channel: Any, choices: Sequence[Any]) -> Any:
        scale = alt.Scale(domain=self.areas, range=list(choices[: len(self.areas)]))
        return channel("area:N", sort=self.areas, scale=scale, legend=None)


# What is said at the pointer; the last, on quality, only where there is something to say.
_TIPS = [
    alt.Tooltip(f"{name}:N", title=title)
    for name, title in {
        "area": "Place",
        "period": "Period",
        "shown": "Figure",
        "range": INTERVAL,
        "quality": "Note",
    }.items()
]


def days_of(tracks: Sequence[TrendTrack]) -> list[str]:
    """Every day that a mark of the areas has, in order."""
    return sorted({mark.date for track in tracks for mark in track.marks})


def rows_of(
    tracks: Sequence[TrendTrack], beside: Sequence[TrendTrack] = ()
) -> list[dict[str, Any]]:
    """A row a mark; periods that others (``beside`` too) have and an area lacks break its line."""
    dates = days_of([*tracks, *beside])
    rows = []
    for track in tracks:
        by_date = {mark.date: mark for mark in track.marks}
        inside = [date for date in dates if min(by_date) <= date <= max(by_date)] if by_date else []
        for date in inside:
            mark = by_date.get(date)
            rows.append(
                {
                    "area": track.name,
                    "date": date,
                    "period": mark.period if mark else "",
                    "value": mark.value if mark else None,
                    "lower": mark.lower if mark else None,
                    "upper": mark.upper if mark else None,
                    "shown": mark.value_text if mark else "",
                    "range": mark.range if mark else "",
                    "quality": mark.quality if mark else "",
                }
            )
    return rows


def _colours(theme: Theme) -> list[str]:
    return [theme.focus, theme.categories[1], theme.categories[2], theme.quiet_text]
