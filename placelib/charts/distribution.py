"""All areas of a level on one line, the place and its peers marked among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt

from placelib.charts.parts import (
    FigureDot,
    ReferenceLine,
    dot_row,
    finished,
    inline,
    padded,
    tooltip,
)
from placelib.charts.peers import upright, upright_label
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme

HEIGHT = 345
# Strips of the scale in which dots are stacked: narrow enough that a dot stands near its figure.
BINS = 64
# Peers stand in a row of their own above the crowd, the place above them.
_PLACE_ROW, _PEER_ROW, _FLOOR = 50, 90, 118


def distribution_chart(
    dots: Sequence[FigureDot],
    axis: str,
    rule: ReferenceLine | None = None,
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
) -> alt.LayerChart:
    """A dot an area, stacked where they crowd; above them the peers, above those the place.

    The place has its 95% interval as a bar. Raises ValueError without a dot.
    """
    values = [dot.value for dot in dots]
    place = next((dot for dot in dots if dot.role == "place"), None)
    ends = [end for end in (place.lower, place.upper) if end is not None] if place else []
    domain = padded([*values, *ends, *([rule.value] if rule else [])], 0.03)
    x = alt.X(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=domain, nice=False, zero=False),
        axis=alt.Axis(labelExpr=axis, tickCount=5, grid=False),
    )
    crowd = [dot for dot in dots if dot.role != "place"]
    layers = [_crowd(_stacked(crowd, domain), x, theme)]
    peers = [dot for dot in dots if dot.role == "peer"]
    if peers:
        layers.append(_peers(peers, x, theme))
        layers.append(_row_name("Peers", _PEER_ROW, theme, sizes))
    if place is not None:
        layers.extend(_place(place, x, domain, theme, sizes))
    if rule is not None:
        layers.insert(0, upright(rule, theme))
        layers.append(upright_label(rule, theme, sizes, domain))
    return finished(layers, HEIGHT, theme, sizes)


def _stacked(dots: Sequence[FigureDot], domain: Sequence[float]) -> list[dict[str, Any]]:
    """Each dot with its height in its column; columns are narrow strips of the scale."""
    width = (domain[1] - domain[0]) / BINS
    heights: Counter[int] = Counter()
    rows = []
    for dot in sorted(dots, key=lambda dot: (dot.value, dot.name)):
        column = int((dot.value - domain[0]) / width)
        middle = domain[0] + (column + 0.5) * width
        rows.append({**dot_row(dot), "value": middle, "stack": heights[column]})
        heights[column] += 1
    return rows


def _crowd(rows: list[dict[str, Any]], x: alt.X, theme: Theme) -> alt.Chart:
    tallest = max((row["stack"] for row in rows), default=0)
    # No higher than eight pixels a dot, and never above the peers' row.
    top = max(tallest + 1, (HEIGHT - _FLOOR) / 8)
    y = alt.Y(
        "stack:Q",
        axis=None,
        scale=alt.Scale(domain=[-0.7, top], range=[alt.ExprRef("height"), _FLOOR], nice=False),
    )
    is_peer = "datum.role === 'a peer'"
    mark: alt.Chart = (
        inline(rows)
        .mark_point(filled=True, opacity=0.9, size=30)
        .encode(
            x=x,
            y=y,
            color=alt.ColorValue(
                theme.rest, condition={"test": is_peer, "value": theme.categories[3]}
            ),
            shape=alt.ShapeValue("circle", condition={"test": is_peer, "value": "diamond"}),
            tooltip=tooltip(),
        )
    )
    return mark


def _peers(dots: Sequence[FigureDot], x: alt.X, theme: Theme) -> alt.Chart:
    mark: alt.Chart = (
        inline([dot_row(dot) for dot in dots])
        .mark_point(filled=True, opacity=0.85, size=70, shape="diamond", color=theme.categories[3])
        .encode(x=x, y=alt.YValue(_PEER_ROW), tooltip=tooltip())
    )
    return mark


def _place(
    dot: FigureDot, x: alt.X, domain: Sequence[float], theme: Theme, sizes: TextSizes
) -> list[alt.Chart]:
    base = inline([dot_row(dot)])
    y = alt.YValue(_PLACE_ROW)
    is_left = dot.value < (domain[0] + domain[1]) / 2
    layers = [
        base.mark_point(filled=True, opacity=1, size=150, shape="circle", color=theme.focus).encode(
            x=x, y=y, tooltip=tooltip()
        ),
        base.mark_text(
            align="left" if is_left else "right",
            baseline="bottom",
            dy=-9,
            fontSize=sizes.label,
            fontWeight=700,
            color=theme.text,
        ).encode(x=x, y=y, text=alt.Text("name:N")),
        base.mark_rule(color=theme.focus, strokeDash=[2, 3], opacity=0.8).encode(
            x=x, y=y, y2=alt.Y2Value(alt.ExprRef("height"))
        ),
    ]
    if dot.lower is not None and dot.upper is not None:
        bar = base.mark_rule(color=theme.focus, strokeWidth=4, opacity=0.5, strokeCap="round")
        layers.insert(0, bar.encode(x=alt.X("lower:Q", title=None), x2=alt.X2("upper:Q"), y=y))
    return layers


def _row_name(name: str, position: int, theme: Theme, sizes: TextSizes) -> alt.Chart:
    mark: alt.Chart = (
        inline([{"label": name}])
        .mark_text(
            align="left", baseline="bottom", dy=-8, color=theme.quiet_text, fontSize=sizes.label - 1
        )
        .encode(x=alt.XValue(0), y=alt.YValue(position), text=alt.Text("label:N"))
    )
    return mark
