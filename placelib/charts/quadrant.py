"""Understanding against leverage: the tiers of a place, the chord between them, and the bend.

Both axes run from 0 to 100 between the archetypes; what lies outside is shown by a wider axis,
never moved. What is not known is drawn as not known: a middle tier without leverage is a line at
its understanding, not a point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from placelib.charts.quadrant_axes import (
    ACROSS,
    UP,
    Row,
    Span,
    axis,
    place_of,
    row_of,
    scale,
    span_of,
)
from placelib.charts.quadrant_shown import QuadrantShown, TierShown
from placelib.charts.theme import DESK, FONT, LIGHT, TextSizes, Theme
from placelib.formatting import sentence_start

HEIGHT = 400
# How far an axis must reach outside the archetypes before it is worth saying what lies there.
BEHIND = 12.0
LONGEST_LINE = 22
TOOLTIP = [alt.Tooltip(f"{field}:N") for field in ("tier", "understanding", "leverage")]


def quadrant_chart(
    quadrant: QuadrantShown,
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    others: Sequence[QuadrantShown] = (),
    height: int = HEIGHT,
) -> alt.LayerChart:
    """The quadrant of one area: archetypes, chord, halfway, the region of a bend, and the middle.

    The area's local and national points are joined by the chord; the region beyond halfway on both
    axes is shaded. The middle tier stands out, with the cloud that holds 90% of the draws.
    ``others`` are faint behind, those without a point left out. ``height`` is in pixels, the width
    is the container's, down to 340.
    """
    crowd = [one for one in others if one.code != quadrant.middle_code and place_of(one.middle)]
    drawing = Drawing(
        quadrant, theme, sizes, span_of(quadrant, crowd, 0), span_of(quadrant, crowd, 1)
    )
    layers = [
        *drawing.square(),
        *drawing.crowd(crowd),
        *drawing.cloud(),
        *drawing.ends(),
        *drawing.middle(),
        *drawing.names(),
    ]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            width="container",
            height=height,
            padding={"left": 2, "top": 8, "bottom": 4, "right": 8},
            autosize={"type": "fit-x", "contains": "padding"},
        )
        .configure(background="transparent", font=FONT)
        .configure_view(stroke=None)
    )
    return chart


@dataclass(frozen=True, slots=True)
class Drawing:
    """The layers, all on the same two axes."""

    quadrant: QuadrantShown
    theme: Theme
    sizes: TextSizes
    across: Span
    up: Span

    @property
    def halfway(self) -> tuple[float, float]:
        """The middle of the chord."""
        ends = [place_of(self.quadrant.local), place_of(self.quadrant.national)]
        (x, y), (x2, y2) = [place for place in ends if place is not None]
        return (x + x2) / 2, (y + y2) / 2

    def square(self) -> list[alt.Chart]:
        """The region of a bend, and the edges of the archetypes' square, the axes' 0 and 100."""
        x, y = self.halfway
        region = {"x": x, "x2": self.across[1], "y": y, "y2": self.up[1]}
        edges = [(0, 0, 0, 100), (100, 0, 100, 100), (0, 0, 100, 0), (0, 100, 100, 100)]
        rows = [dict(zip(("x", "y", "x2", "y2"), edge, strict=True)) for edge in edges]
        return [
            self.reaching([region]).mark_rect(color=self.theme.tint, opacity=0.35, aria=False),
            self.reaching(rows).mark_rule(color=self.theme.grid, aria=False),
        ]

    def crowd(self, others: Sequence[QuadrantShown]) -> list[alt.Chart]:
        """The other authorities as small grey points."""
        if not others:
            return []
        points = self._points([self._row(one.middle) for one in others if one.middle])
        return [points.mark_point(filled=True, color=self.theme.rest, opacity=0.45, size=36)]

    def cloud(self) -> list[alt.Chart]:
        """The outline of the draws, or the band of understanding where there is no leverage."""
        draws, middle = self.quadrant.uncertainty, self.quadrant.middle
        if draws is None or middle is None:
            return []
        look: Row = {"opacity": 0.16, "aria": False, "fill": self.theme.focus}
        if len(draws.cloud) > 1:
            outline = [*draws.cloud, draws.cloud[0]]
            rows = [{"x": 100 * x, "y": 100 * y, "n": n} for n, (x, y) in enumerate(outline)]
            look |= {"strokeWidth": 1, "stroke": self.theme.focus}
            return [self.on_axes(rows).mark_line(**look).encode(order="n:Q")]
        if middle.leverage is None and draws.u1_low is not None and draws.u1_high is not None:
            band = {"x": 100 * draws.u1_low, "x2": 100 * draws.u1_high, "y": 0, "y2": 100}
            return [self.reaching([band]).mark_rect(**look)]
        return []

    def ends(self) -> list[alt.Chart]:
        """The local and the national point, the chord between them, and its middle."""
        x, y = self.halfway
        rows = [self._row(tier) for tier in (self.quadrant.local, self.quadrant.national)]
        chord: Row = {"color": self.theme.rest, "strokeDash": [6, 5], "strokeWidth": 2}
        ring: Row = {"fill": self.theme.page, "stroke": self.theme.rest, "strokeWidth": 2}
        square: Row = {"color": self.theme.text, "opacity": 1, "shape": "square"}
        return [
            self.on_axes(rows).mark_line(aria=False, **chord),
            self._points([row_of(x, y, "Halfway")]).mark_point(filled=True, size=90, **ring),
            self._points(rows).mark_point(filled=True, size=110, **square),
        ]

    def middle(self) -> list[alt.Chart]:
        """The middle tier: a point, or a line where only its understanding is known."""
        tier = self.quadrant.middle
        if tier is None or tier.understanding is None:
            return []
        look: Row = {"color": self.theme.pair[1], "opacity": 1}
        if place_of(tier):
            return [self._points([self._row(tier)]).mark_point(filled=True, size=190, **look)]
        row = {**self._row(tier), "y": 0, "y2": 100}
        look |= {"strokeWidth": 3, "strokeDash": [2, 3]}
        return [self._points([row]).mark_rule(**look).encode(y2="y2:Q")]

    def names(self) -> list[alt.Chart]:
        """Every point's name, with a halo that keeps it legible over lines."""
        layers = []
        for row, text, align, dx, dy, ink in self._labels():
            look: Row = {
                "text": text,
                "align": align,
                "baseline": "middle",
                "dx": dx,
                "dy": dy,
                "fontSize": self.sizes.label,
                "lineBreak": "\n",
                "aria": False,
            }
            halo: Row = {"fill": self.theme.halo, "stroke": self.theme.halo, "strokeWidth": 4}
            layers.append(self.on_axes([row]).mark_text(**look, **halo))
            layers.append(self.on_axes([row]).mark_text(**look, fill=ink))
        return layers

    def _labels(self) -> list[tuple[Row, str, str, float, float, str]]:
        """Place, text, alignment, shift right, shift down and colour of every label."""
        quadrant, ink, quiet = self.quadrant, self.theme.text, self.theme.quiet_text
        x, y = self.halfway
        (left, right), (bottom, top) = self.across, self.up
        whole = quadrant.middle_code in (quadrant.code, None)
        local = "Its councils" if whole else quadrant.name
        # England's name goes left where there is room, out of the way of the region of a bend.
        side, away = ("right", -10.0) if left < -2 * BEHIND else ("left", 10.0)
        nation = sentence_start(quadrant.national.name)
        labels: list[tuple[Row, str, str, float, float, str]] = [
            (self._row(quadrant.local), local, "right", 6, 18, ink),
            (self._row(quadrant.national), nation, side, away, -12, ink),
            ({"x": x, "y": y}, "halfway", "left", 11, 8, quiet),
            ({"x": right, "y": top}, "the line bends", "right", -8, 14, quiet),
        ]
        if left < -BEHIND:
            behind = f"← behind\n{quadrant.national.name}"
            labels.append(({"x": left, "y": 50}, behind, "left", 4, 0, quiet))
        if bottom < -BEHIND:
            labels.append(({"x": left, "y": bottom}, "↓ behind local", "left", 4, -10, quiet))
        return [*labels, *self._cloud_label(), *self._middle_label()]

    def _cloud_label(self) -> list[tuple[Row, str, str, float, float, str]]:
        """What the shaded shape is, at its foot, where there is room for the words."""
        draws = self.quadrant.uncertainty
        cloud = draws.cloud if draws is not None else ()
        if not cloud:
            return []
        (left, right), (low, high) = (
            (100 * min(ends), 100 * max(ends)) for ends in zip(*cloud, strict=True)
        )
        if high - low < BEHIND or right - left < 2 * BEHIND:
            return []
        row = {"x": (left + right) / 2, "y": low}
        return [(row, "90% of results", "center", 0, -9, self.theme.quiet_text)]

    def _middle_label(self) -> list[tuple[Row, str, str, float, float, str]]:
        tier = self.quadrant.middle
        if tier is None or tier.understanding is None:
            return []
        text, known = sentence_start(tier.name), place_of(tier)
        x, y = known or (100 * tier.understanding, 75.0)
        side, away = ("left", 12.0) if x < sum(self.across) / 2 else ("right", -12.0)
        if not known and self.quadrant.middle_kind == "region":
            text += ":\nno authority here,\nstatistics only"
        elif not known:
            text += ":\nleverage not\nevidenced"
        above = -15 if known else 0
        if known and len(text) > LONGEST_LINE and " " in text:
            # A phone has no room for it in one line.
            middle = min(
                (place for place, sign in enumerate(text) if sign == " "),
                key=lambda place: abs(place - len(text) / 2),
            )
            text, above = f"{text[:middle]}\n{text[middle + 1 :]}", -16 - self.sizes.label
        return [({"x": x, "y": y}, text, side, away, above, self.theme.text)]

    def _row(self, tier: TierShown) -> Row:
        known = tier.understanding, tier.leverage
        x, y = (None if one is None else 100 * one for one in known)
        return row_of(x, y, sentence_start(tier.name))

    def _points(self, rows: list[Row]) -> alt.Chart:
        points: alt.Chart = self.on_axes(rows).encode(tooltip=TOOLTIP)
        return points

    def reaching(self, rows: list[Row]) -> alt.Chart:
        """Rows with a second place that their marks reach to."""
        chart: alt.Chart = self.on_axes(rows).encode(x2="x2:Q", y2="y2:Q")
        return chart

    def on_axes(self, rows: list[Row]) -> alt.Chart:
        """Rows with their place on the two axes."""
        look = self.theme, self.sizes
        chart: alt.Chart = alt.Chart(alt.InlineData(values=rows)).encode(
            x=alt.X("x:Q", scale=scale(self.across), axis=axis(ACROSS, self.across, *look)),
            y=alt.Y("y:Q", scale=scale(self.up), axis=axis(UP, self.up, *look)),
        )
        return chart
