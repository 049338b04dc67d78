"""A place beside its named peers: a dot with its 95% interval for each, in order of the figure."""

from __future__ import annotations

from collections.abc import Sequence

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
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme

ROW_HEIGHT = 26


def peers_chart(
    dots: Sequence[FigureDot],
    axis: str,
    rule: ReferenceLine | None = None,
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
) -> alt.LayerChart:
    """A row an area, highest on top; the place in colour, the peers in grey, a line for England.

    The order is that of the figures and no ranking: the intervals say which rows may trade places,
    and words beside them which peers are clearly apart from the place.
    Raises ValueError without a dot.
    """
    ordered = sorted(dots, key=lambda dot: (-dot.value, dot.name))
    ends = [end for dot in ordered for end in (dot.value, dot.lower, dot.upper) if end is not None]
    domain = padded([*ends, *([rule.value] if rule else [])])
    x = alt.X(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=domain, nice=False, zero=False),
        axis=alt.Axis(labelExpr=axis, tickCount=5, orient="top"),
    )
    y = _names(ordered, theme)
    layers = _dots(ordered, x, y, theme)
    if any(dot.standing for dot in ordered):
        layers += _write_standings(ordered, domain, y, theme, sizes)
    if rule is not None:
        layers = [upright(rule, theme), *layers, upright_label(rule, theme, sizes)]
    return finished(layers, ROW_HEIGHT * len(ordered) + 44, theme, sizes)


def _dots(ordered: Sequence[FigureDot], x: alt.X, y: alt.Y, theme: Theme) -> list[alt.Chart]:
    base = inline([{**dot_row(dot), "is_place": dot.role == "place"} for dot in ordered])
    bold = "datum.is_place"
    colour = alt.ColorValue(theme.rest, condition={"test": bold, "value": theme.focus})
    bars = base.transform_filter("isValid(datum.lower)").mark_rule(
        strokeWidth=3, opacity=0.65, strokeCap="round", aria=False
    )
    return [
        bars.encode(x=alt.X("lower:Q", title=None), x2=alt.X2("upper:Q"), y=y, color=colour),
        base.mark_point(filled=True, opacity=1).encode(
            x=x,
            y=y,
            color=colour,
            size=alt.SizeValue(70, condition={"test": bold, "value": 130}),
            shape=alt.ShapeValue("circle", condition={"test": bold, "value": "diamond"}),
            tooltip=tooltip(),
        ),
    ]


def _write_standings(
    ordered: Sequence[FigureDot], domain: Sequence[float], y: alt.Y, theme: Theme, sizes: TextSizes
) -> list[alt.Chart]:
    """“clearly lower” at the end of an interval at which the row has more room."""
    sides: dict[bool, list[dict[str, object]]] = {True: [], False: []}
    for dot in ordered:
        if dot.standing:
            low = dot.value if dot.lower is None else dot.lower
            high = dot.value if dot.upper is None else dot.upper
            is_right = domain[1] - high >= low - domain[0]
            end = high if is_right else low
            sides[is_right].append({"name": dot.name, "end": end, "standing": dot.standing})
    return [
        # A rim of the page's colour, so that lines of the grid do not cross the letters.
        inline(rows)
        .mark_text(
            align="left" if is_right else "right",
            dx=7 if is_right else -7,
            baseline="middle",
            fontSize=sizes.label - 1,
            color=colour,
            stroke=stroke,
            strokeWidth=width,
            aria=False,
        )
        .encode(x=alt.X("end:Q", title=None), y=y, text=alt.Text("standing:N"))
        for is_right, rows in sides.items()
        if rows
        for colour, stroke, width in ((theme.page, theme.page, 4), (theme.text, None, 0))
    ]


def _names(ordered: Sequence[FigureDot], theme: Theme) -> alt.Y:
    names = [dot.name for dot in ordered]
    return alt.Y(
        "name:N",
        sort=names,
        title=None,
        axis=alt.Axis(
            labelColor=theme.text,
            labelLimit=178,
            labelFontWeight=alt.ExprRef(_write_weight(names, ordered)),
            ticks=False,
            domain=False,
        ),
    )


def upright(rule: ReferenceLine, theme: Theme) -> alt.Chart:
    """A dashed upright line through a chart."""
    mark: alt.Chart = (
        inline([{"at": rule.value}])
        .mark_rule(color=theme.quiet_text, strokeWidth=1.5, strokeDash=[4, 3])
        .encode(x=alt.X("at:Q", title=None))
    )
    return mark


def upright_label(
    rule: ReferenceLine,
    theme: Theme,
    sizes: TextSizes,
    domain: Sequence[float] = (),
    title: str | None = None,
) -> alt.Chart:
    """The name of an upright line: under its foot, or beside its head where a domain is given.

    Beside its head it stands on the side that has more room. ``title`` is that of the axis, which
    layers share only when all of them say the same.
    """
    is_right = bool(domain) and rule.value > (domain[0] + domain[1]) / 2
    aside = -5 if is_right else 5
    mark: alt.Chart = (
        inline([{"at": rule.value, "label": rule.label}])
        .mark_text(
            align="center" if not domain else "right" if is_right else "left",
            baseline="top",
            dx=aside if domain else 0,
            dy=0 if domain else 4,
            color=theme.quiet_text,
            fontSize=sizes.label - 1,
            fontWeight=600,
        )
        .encode(
            x=alt.X("at:Q", title=title),
            y=alt.YValue(0 if domain else alt.ExprRef("height")),
            text=alt.Text("label:N"),
        )
    )
    return mark


def _write_weight(names: Sequence[str], dots: Sequence[FigureDot]) -> str:
    place = next((names.index(dot.name) for dot in dots if dot.role == "place"), -1)
    # By position, so that no name stands inside an expression. Vega counts the labels of an axis
    # from 0 for the first to 1 for the last: the third of five is 0.5.
    steps = max(len(names) - 1, 1)
    return f"round(datum.index * {steps}) === {place} ? 700 : 400"
