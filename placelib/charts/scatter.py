"""Two indicators of the same areas, cut into quarters; intervals for the place and its peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from placelib.charts.label_places import draw_label_box, place_labels
from placelib.charts.parts import (
    SHOWN_AS,
    DotRole,
    FigureDot,
    ReferenceLine,
    finished,
    inline,
    padded,
)
from placelib.charts.peers import upright_label
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme

HEIGHT = 470
# Pixels: the narrowest plot of a page or a saved picture, and that of a phone, less their axes.
_WIDE, _NARROW = 540, 270
# Pixels between the level line and its name.
_LINE_NAME_UP = 3
_LAYERS: tuple[DotRole, ...] = ("rest", "peer", "place")


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    """One area's two figures: ``across`` lies on the level axis, ``up`` on the upright one."""

    across: FigureDot
    up: FigureDot

    @property
    def role(self) -> DotRole:
        """Whether this is the place, a peer or another area."""
        return self.across.role


@dataclass(frozen=True, slots=True)
class ScatterAxis:
    """An axis: its title, the expression of its values, and the cut on it, if there is one."""

    title: str
    values: str
    cut: ReferenceLine | None


def scatter_chart(
    crosses: Sequence[ScatterPoint],
    across: ScatterAxis,
    up: ScatterAxis,
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    *,
    has_peer_names: bool = True,
) -> alt.LayerChart:
    """A dot an area; the place and its peers with both 95% intervals, the rest without.

    The place is named, and with ``has_peer_names`` each peer that has room for its name: the
    others are in the table. Raises ValueError without an area.
    """
    x = _scaled(alt.X, "x:Q", across, [point.across for point in crosses])
    y = _scaled(alt.Y, "y:Q", up, [point.up for point in crosses])
    layers = [*_cuts(across, up, theme)]
    for role in _LAYERS:
        in_role = [_row(point) for point in crosses if point.role == role]
        if in_role:
            layers.extend(_of_role(in_role, role, x, y, (across.title, up.title), theme))
    named: tuple[DotRole, ...] = ("place", "peer") if has_peer_names else ("place",)
    marked = [point for role in named for point in crosses if point.role == role]
    layers.extend(_names(marked, x, y, up.cut, theme, sizes))
    layers.extend(_cut_names(across, up, x.to_dict()["scale"]["domain"], theme, sizes))
    return finished(layers, HEIGHT, theme, sizes, right=10)


def _scaled(channel: Any, field: str, axis: ScatterAxis, dots: Sequence[FigureDot]) -> Any:
    marked = [dot for dot in dots if dot.role != "rest"]
    ends = [end for dot in marked for end in (dot.lower, dot.upper) if end is not None]
    cut = [axis.cut.value] if axis.cut else []
    domain = padded([*(dot.value for dot in dots), *ends, *cut], 0.05)
    return channel(
        field,
        title=axis.title,
        scale=alt.Scale(domain=domain, nice=False, zero=False),
        axis=alt.Axis(labelExpr=axis.values, tickCount=5, grid=False),
    )


def _row(point: ScatterPoint) -> dict[str, Any]:
    return {
        "name": point.across.name,
        "x": point.across.value,
        "x1": point.across.lower,
        "x2": point.across.upper,
        "y": point.up.value,
        "y1": point.up.lower,
        "y2": point.up.upper,
        "first": f"{point.across.value_text} ({point.across.range})",
        "second": f"{point.up.value_text} ({point.up.range})",
        "role": SHOWN_AS[point.role],
    }


def _of_role(
    rows: list[dict[str, Any]],
    role: DotRole,
    x: alt.X,
    y: alt.Y,
    titles: tuple[str, str],
    theme: Theme,
) -> list[alt.Chart]:
    colour = {"rest": theme.rest, "peer": theme.categories[3], "place": theme.focus}[role]
    shape = {"rest": "circle", "peer": "diamond", "place": "circle"}[role]
    size = {"rest": 26, "peer": 70, "place": 150}[role]
    base = inline(rows)
    tips = [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in (
            ("name", "Place"),
            ("first", "Across"),
            ("second", "Up"),
            ("role", "Shown as"),
        )
    ]
    points = base.mark_point(
        filled=True, opacity=0.55 if role == "rest" else 1, size=size, shape=shape, color=colour
    ).encode(x=x, y=y, tooltip=tips)
    if role == "rest":
        return [points]
    width = 2.5 if role == "place" else 1.2
    bars = base.mark_rule(color=colour, strokeWidth=width, opacity=0.7, aria=False)
    return [
        bars.transform_filter("isValid(datum.x1)").encode(
            x=alt.X("x1:Q", title=titles[0]), x2=alt.X2("x2:Q"), y=y
        ),
        bars.transform_filter("isValid(datum.y1)").encode(
            x=x, y=alt.Y("y1:Q", title=titles[1]), y2=alt.Y2("y2:Q")
        ),
        points,
    ]


def _names(
    points: Sequence[ScatterPoint],
    x: Any,
    y: Any,
    level: ReferenceLine | None,
    theme: Theme,
    sizes: TextSizes,
) -> list[alt.Chart]:
    """The names beside their points: one set for a phone, which has room for few, one for wider."""
    domains = [channel.to_dict()["scale"]["domain"] for channel in (x, y)]
    layers = []
    for width, rule in ((_NARROW, f"width < {_WIDE}"), (_WIDE, f"width >= {_WIDE}")):
        spots = [_find_spot(point, domains, width) for point in points]
        # The level line has its name above its right end.
        blocked = []
        if level is not None:
            down = _find_down(level.value, domains[1]) - _LINE_NAME_UP - sizes.label / 2
            blocked = [draw_label_box(width, down, "right", level.label, sizes.label)]
        places = place_labels(spots, width, HEIGHT, sizes.label, blocked=blocked)
        rows = [
            {
                **_row(point),
                "align": place.align,
                "dx": place.dx,
                "dy": place.dy,
                "weight": 700 if point.role == "place" else 400,
            }
            for point, place in zip(points, places, strict=True)
            if place is not None
        ]
        if rows:
            layers.append(
                inline(rows)
                .mark_text(
                    align=alt.ExprRef("datum.align"),
                    dx=alt.ExprRef("datum.dx"),
                    dy=alt.ExprRef("datum.dy"),
                    baseline="middle",
                    fontSize=sizes.label,
                    fontWeight=alt.ExprRef("datum.weight"),
                    color=theme.text,
                    opacity=alt.ExprRef(f"{rule} ? 1 : 0"),
                    aria=False,
                )
                .encode(x=x, y=y, text=alt.Text("name:N"))
            )
    return layers


def _find_spot(
    point: ScatterPoint, domains: Sequence[Sequence[float]], width: float
) -> tuple[float, float, str]:
    """Where the point lies in a plot so wide, in pixels from the top left, with its name."""
    (left, right), upright = domains
    across = (point.across.value - left) / (right - left) * width
    return across, _find_down(point.up.value, upright), point.across.name


def _find_down(value: float, domain: Sequence[float]) -> float:
    """How many pixels below the top of the plot a value lies."""
    bottom, top = domain
    return (top - value) / (top - bottom) * HEIGHT


def _cuts(across: ScatterAxis, up: ScatterAxis, theme: Theme) -> list[alt.Chart]:
    if across.cut is None or up.cut is None:
        return []
    look: dict[str, Any] = {"color": theme.quiet_text, "strokeWidth": 1.5, "strokeDash": [4, 3]}
    return [
        inline([{"at": across.cut.value}])
        .mark_rule(**look)
        .encode(x=alt.X("at:Q", title=across.title)),
        inline([{"at": up.cut.value}]).mark_rule(**look).encode(y=alt.Y("at:Q", title=up.title)),
    ]


def _cut_names(
    across: ScatterAxis, up: ScatterAxis, domain: Sequence[float], theme: Theme, sizes: TextSizes
) -> list[alt.Chart]:
    if across.cut is None or up.cut is None:
        return []
    look: dict[str, Any] = {
        "color": theme.quiet_text,
        "fontSize": sizes.label - 1,
        "fontWeight": 600,
    }
    level = (
        inline([{"at": up.cut.value, "label": up.cut.label}])
        .mark_text(align="right", baseline="bottom", dy=-_LINE_NAME_UP, **look)
        .encode(
            x=alt.XValue(alt.ExprRef("width")),
            y=alt.Y("at:Q", title=up.title),
            text=alt.Text("label:N"),
        )
    )
    return [upright_label(across.cut, theme, sizes, domain, across.title), level]
