"""A figure over time for a place and what it belongs to, with intervals as bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import altair as alt

from placelib.charts.theme import DESK, FONT, LIGHT, TextSizes, Theme
from placelib.model import Indicator, Observation
from placelib.words import figure, interval, unit_after, unit_before

HEIGHT = 300
# At most four lines: more cannot be told apart by colour.
MOST_LINES = 4
FEW_PERIODS = 4
# In letters; the name at a line's end takes its room from the lines.
LONGEST_NAME = 22
# Colour never stands alone: each line has a dash and its points a shape of their own.
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
SHAPES = ("circle", "diamond", "square", "triangle-up")
BREAK: Final = "break-paths-filter-domains"
TOOLTIP = {"area": "Place", "period": "Period", "shown": "Figure", "range": "95% interval"}


@dataclass(frozen=True, slots=True)
class Line:
    """One area's series; the first line of a chart is the place the page is about."""

    name: str
    observations: tuple[Observation, ...]


def trend_chart(
    indicator: Indicator,
    lines: Sequence[Line],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = HEIGHT,
) -> alt.LayerChart:
    """The chart: a line an area, a band for the first one's 95% interval, names at the line ends.

    Periods without a value break the line. The x axis is the start of a period of a year or less
    and the middle of a longer one. ``height`` is in pixels, the width is the container's. Raises
    ValueError when no line has a value.
    """
    drawn = lines[:MOST_LINES]
    rows = _rows(indicator, drawn)
    numbers = [row[end] for row in rows for end in ("value", "lower", "upper")]
    known = [number for number in numbers if number is not None]
    if not known:
        raise ValueError("a trend needs at least one value")
    domain = _domain(indicator, known)
    axes = _Axes(indicator, rows, domain, [line.name for line in drawn], theme)
    layers = [
        axes.line(),
        axes.points(),
        axes.names(_end_labels(drawn, domain, height, sizes), sizes),
    ]
    if any(row["lower"] is not None for row in rows):
        layers.insert(0, axes.band())
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            width="container",
            height=height,
            padding={"left": 2, "top": 12, "bottom": 4, "right": 4},
            autosize={"type": "fit-x", "contains": "padding"},
        )
        .configure(**_config(theme, sizes))
        .configure_view(stroke=None)
    )
    return chart


@dataclass(frozen=True, slots=True)
class _Axes:
    """What the layers share: the rows, the axes, and how each area is told from the others."""

    indicator: Indicator
    rows: list[dict[str, Any]]
    domain: tuple[float, float]
    areas: list[str]
    theme: Theme

    def line(self) -> alt.Chart:
        mark: alt.Chart = (
            self._chart()
            .mark_line(strokeWidth=2.5, invalid=BREAK)
            .encode(x=self._x(), y=self._y(), color=self._colour(), strokeDash=self._dash())
        )
        return mark

    def band(self) -> alt.Chart:
        """The interval of the first area alone: more bands would hide each other."""
        mark: alt.Chart = (
            self._chart()
            .transform_filter(alt.FieldEqualPredicate(field="area", equal=self.areas[0]))
            .mark_area(opacity=0.16, invalid=BREAK, color=self.theme.focus)
            .encode(x=self._x(), y=alt.Y("lower:Q", title=None), y2="upper:Q")
        )
        return mark

    def points(self) -> alt.Chart:
        mark: alt.Chart = (
            self._chart()
            .transform_filter(alt.FieldValidPredicate(field="value", valid=True))
            .mark_point(filled=True, size=34, opacity=1)
            .encode(
                x=self._x(),
                y=self._y(),
                color=self._colour(),
                shape=self._shape(),
                tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in TOOLTIP.items()],
            )
        )
        return mark

    def names(self, labels: list[dict[str, Any]], sizes: TextSizes) -> alt.Chart:
        mark: alt.Chart = (
            alt.Chart(alt.InlineData(values=labels))
            .mark_text(align="left", dx=8, fontSize=sizes.label, fontWeight=600, clip=False)
            .encode(
                x=alt.X("date:T", title=None),
                y=alt.Y("at:Q", title=None),
                text="label:N",
                color=alt.Color("area:N", sort=self.areas, legend=None),
            )
        )
        return mark

    def _chart(self) -> alt.Chart:
        return alt.Chart(alt.InlineData(values=self.rows))

    def _x(self) -> alt.X:
        days = sorted({row["date"] for row in self.rows})
        if len(days) <= FEW_PERIODS:
            # Few enough to name each: a year alone would stand beside its point, not under it.
            values = [
                alt.DateTime(year=int(d[:4]), month=int(d[5:7]), date=int(d[8:])) for d in days
            ]
            axis = alt.Axis(format="%b %Y", values=values)
        else:
            ticks = {"interval": "year", "step": _step(self.rows)}
            axis = alt.Axis(format="%Y", tickCount=ticks)
        return alt.X("date:T", title=None, axis=axis)

    def _y(self) -> alt.Y:
        return alt.Y(
            "value:Q",
            title=None,
            scale=alt.Scale(domain=list(self.domain), nice=False, zero=False),
            axis=alt.Axis(labelExpr=_axis_label(self.indicator), tickCount=5),
        )

    def _scale(self, choices: Sequence[Any]) -> alt.Scale:
        return alt.Scale(domain=self.areas, range=list(choices[: len(self.areas)]))

    def _colour(self) -> alt.Color:
        scale = self._scale(_colours(self.theme))
        return alt.Color("area:N", sort=self.areas, scale=scale, legend=None)

    def _dash(self) -> alt.StrokeDash:
        scale = self._scale(DASHES)
        return alt.StrokeDash("area:N", sort=self.areas, scale=scale, legend=None)

    def _shape(self) -> alt.Shape:
        scale = self._scale(SHAPES)
        return alt.Shape("area:N", sort=self.areas, scale=scale, legend=None)


def _rows(indicator: Indicator, lines: Sequence[Line]) -> list[dict[str, Any]]:
    starts = {one.period: one for line in lines for one in line.observations}
    rows = []
    for line in lines:
        by_period = {one.period: one for one in line.observations}
        first = min((one.starts for one in line.observations), default=None)
        for period in sorted(starts, key=lambda key: starts[key].starts):
            one = by_period.get(period)
            if first is None or starts[period].starts < first:
                continue
            # A period the others have and this area has not is a gap in its line.
            has = one is not None and one.value is not None
            rows.append(
                {
                    "area": line.name,
                    "date": _date(starts[period]).isoformat(),
                    "period": starts[period].period_label,
                    "value": one.value if one is not None and has else None,
                    "lower": one.lower if one is not None and has else None,
                    "upper": one.upper if one is not None and has else None,
                    "shown": figure(indicator, one.value)
                    if one is not None and one.value is not None
                    else "",
                    "range": interval(indicator, one.lower, one.upper)
                    if one is not None and one.lower is not None and one.upper is not None
                    else "none published",
                }
            )
    return rows


def _date(one: Observation) -> date:
    length = one.ends - one.starts
    return one.starts + length / 2 if length.days > 366 else one.starts


def _domain(indicator: Indicator, values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.08
    if low >= 0 and indicator.zero_baseline and low <= 0.35 * high:
        # Near enough to zero that starting there costs little and misleads nobody.
        return 0.0, high + room
    bottom = low - room
    return (max(bottom, 0.0) if low >= 0 else bottom), high + room


def _axis_label(indicator: Indicator) -> str:
    after = unit_after(indicator) if indicator.suffix else ""
    decimals = f".{indicator.decimals}" if indicator.decimals else ""
    text = f"format(datum.value, ',{decimals}~f')"
    return f"'{unit_before(indicator)}' + {text} + '{after}'"


def _step(rows: Sequence[dict[str, Any]]) -> int:
    years = sorted({int(row["date"][:4]) for row in rows})
    return max(1, (years[-1] - years[0]) // 5) if years else 1


def _colours(theme: Theme) -> list[str]:
    return [theme.focus, theme.categories[1], theme.categories[2], theme.quiet_text]


def _end_labels(
    lines: Sequence[Line],
    domain: tuple[float, float],
    height: int,
    sizes: TextSizes,
) -> list[dict[str, Any]]:
    """The names at the line ends, moved apart until no two of them touch."""
    ends = []
    last_date = max(
        _date(one) for line in lines for one in line.observations if one.value is not None
    )
    for line in lines:
        last = next((one for one in reversed(line.observations) if one.value is not None), None)
        if last is not None and last.value is not None:
            ends.append((last.value, line, last))
    ends.sort(key=lambda end: end[0])
    step = (sizes.label + 4) / height * (domain[1] - domain[0])
    places: list[float] = []
    for value, _, _ in ends:
        places.append(max(value, places[-1] + step) if places else value)
    # What was pushed over the top comes down again, and pushes the ones below it.
    ceiling = domain[1]
    for index in reversed(range(len(places))):
        places[index] = min(places[index], ceiling)
        ceiling = places[index] - step
    return [
        {
            "area": line.name,
            "date": last_date.isoformat(),
            "at": place,
            "label": _short(line.name),
        }
        for place, (_, line, _) in zip(places, ends, strict=True)
    ]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _config(theme: Theme, sizes: TextSizes) -> dict[str, Any]:
    return {
        "background": "transparent",
        "font": FONT,
        "axis": {
            "labelColor": theme.quiet_text,
            "labelFontSize": sizes.label,
            "gridColor": theme.grid,
            "domainColor": theme.grid,
            "tickColor": theme.grid,
            "labelPadding": 6,
        },
        "axisX": {"grid": False},
    }
