"""Changes of several measures on one scale: that of the smallest change that could be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from placelib.charts.parts import finished, inline
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme

# Pixels: a row with its name above it.
_ROW = 46
# Beyond this a change is clear in any case; further out only its side matters.
_FURTHEST = 4.0
_CLEARLY, _NOT_CLEARLY = "moved clearly", "not clearly"


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """One measure: its change divided by the smallest change that could be seen, and its words.

    ``size`` is None where no such change is known: the row then has its label and no mark.
    """

    label: str
    size: float | None
    is_clear: bool
    words: str


def changes_chart(
    marks: Sequence[ChangeMark], theme: Theme = LIGHT, sizes: TextSizes = DESK
) -> alt.LayerChart:
    """A row a measure: left of the middle it fell, right it rose; beyond the lines clearly.

    Filled marks moved clearly. What lies further out than four times the line is drawn there.
    """
    labels = [{"label": mark.label} for mark in marks]
    rows = inline(_list_rows(marks))
    axis = _draw_axis()
    x = alt.X("size:Q", scale=alt.Scale(domain=[-_FURTHEST, _FURTHEST]), title=None, axis=axis)
    y = alt.Y(
        "label:N",
        sort=[mark.label for mark in marks],
        title=None,
        # The names stand above their rows: beside them a phone would have no room for the marks.
        axis=None,
    )
    band = inline([{"from": -1, "to": 1}]).mark_rect(color=theme.far_land, aria=False)
    colour = alt.Color(
        "clear:N",
        scale=alt.Scale(domain=[_CLEARLY, _NOT_CLEARLY], range=[theme.focus, theme.page]),
        legend=None,
    )
    tooltip = [alt.Tooltip("label:N", title="Measure"), alt.Tooltip("words:N", title="Change")]
    layers = [
        band.encode(x=alt.X("from:Q", axis=axis), x2=alt.X2("to:Q")),
        inline(labels)
        .mark_text(align="left", dy=-17, fontSize=sizes.label, color=theme.text, aria=False)
        .encode(x=alt.XValue(0), y=y, text=alt.Text("label:N")),
        inline([{"at": 0}]).mark_rule(color=theme.rest, aria=False).encode(x=alt.X("at:Q")),
        rows.mark_bar(height=3, color=theme.rest, aria=False).encode(x=x, x2=alt.X2Datum(0), y=y),
        rows.mark_point(size=130, filled=True, stroke=theme.focus, strokeWidth=2, opacity=1).encode(
            x=x, y=y, fill=colour, tooltip=tooltip
        ),
    ]
    return finished(layers, _ROW * max(len(marks), 2) + 30, theme, sizes)


def _list_rows(marks: Sequence[ChangeMark]) -> list[dict[str, object]]:
    """The marks that have a change, those too far out at the edge."""
    return [
        {
            "label": mark.label,
            "size": max(-_FURTHEST, min(_FURTHEST, mark.size)),
            "clear": _CLEARLY if mark.is_clear else _NOT_CLEARLY,
            "words": mark.words,
        }
        for mark in marks
        if mark.size is not None
    ]


def _draw_axis() -> alt.Axis:
    """The words at both ends and in the middle; the lines at one have none."""
    return alt.Axis(
        values=[-_FURTHEST, -1, 0, 1, _FURTHEST],
        labelExpr=(
            f"datum.value == {-_FURTHEST} ? 'fell' : datum.value == {_FURTHEST} ? 'rose' : "
            "datum.value == 0 ? 'no change · grey: too small to be seen' : ''"
        ),
        grid=False,
        labelFlush=True,
        labelLimit=270,
    )
