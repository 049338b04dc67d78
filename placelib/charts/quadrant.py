"""Understanding against leverage: an authority inside its interval, and the corner of a bend.

Both axes run from 0 to 100 between the archetypes; what lies outside is shown by a wider axis,
never moved. What is not known is drawn as not known: an authority without leverage is a line at its
understanding and no point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from placelib.axis_words import BEND_LINES, FIT_AXIS, MONEY_AXIS, NATIONAL, STRAIGHT_LINE
from placelib.charts.parts import finished
from placelib.charts.quadrant_axes import (
    MEASURED,
    AuthorityMarks,
    Row,
    Span,
    break_line,
    draw_on_axes,
    marks_row,
    place_numbers,
    row_of,
    spans_of,
)
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme
from placelib.charts.wrapping import wrap_text
from placelib.formatting import possessive

HEIGHT = 420
HALFWAY = 50.0
# How far an axis must reach outside the archetypes before it is worth saying what lies there.
BEHIND = 12.0
# How far above a line of leverage its name stands, on the axis: the other points are in between.
LINE_NAME_ABOVE = 28.0
# How far across a name has room to the left of its point, down to the width of a phone.
AWAY_FROM_EDGE = 28.0
# Pixels between two rows of numbers, beside the height of the letters.
NUMBER_ROOM = 4
TOOLTIP = [
    alt.Tooltip("tier:N", title="Who"),
    alt.Tooltip("understanding:N", title=FIT_AXIS),
    alt.Tooltip("leverage:N", title=MONEY_AXIS),
]
# Place, text, alignment, shift right, shift down and colour of a label.
Label = tuple[Row, str, str, float, float, str]


@dataclass(frozen=True, slots=True)
class QuadrantMarks:
    """What a quadrant draws: both ends' names, the middle, and words where it has no point.

    ``nation`` is whose figures stand at 0, as in running text. ``arrow`` says what the middle's
    arrow leads to; with ``has_arrow_name`` it is written at the tip.
    """

    local_name: str
    nation: str
    middle: AuthorityMarks | None
    why_no_point: str = ""
    arrow: str = "Documented money still to come"
    has_arrow_name: bool = False


def quadrant_chart(
    marks: QuadrantMarks,
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    others: Sequence[AuthorityMarks] = (),
    height: int = HEIGHT,
    *,
    has_numbers: bool = False,
) -> alt.LayerChart:
    """The quadrant of one area: archetypes, the line between, the corner of a bend, and the middle.

    The middle stands in its 90% interval, before the grey band of chance, with a thin bar for the
    range of readings of leverage and an arrow to what is coming. ``others`` are small grey points
    behind, those without a point left out; ``has_numbers`` writes their numbers in order of name,
    as `number_authorities` gives them. ``height`` is in pixels, the width is the container's, down
    to 340.
    """
    own_code = marks.middle.code if marks.middle else None
    crowd = [authority for authority in others if authority.code != own_code and authority.place]
    across, up = spans_of(crowd, marks.middle)
    drawing = Drawing(
        marks=marks, theme=theme, sizes=sizes, across=across, up=up, height=height,
        has_numbers=has_numbers,
    )  # fmt: skip
    layers = [
        *drawing.square(),
        *drawing.bars(),
        *drawing.crowd(crowd),
        *drawing.ends(),
        *drawing.middle(),
        *drawing.names(),
    ]
    return finished(layers, height, theme, sizes, right=8)


def authorities_chart(
    authorities: Sequence[AuthorityMarks],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = HEIGHT,
) -> alt.LayerChart:
    """Every authority with a point, each numbered, in its interval and its range of readings."""
    points = [authority for authority in authorities if authority.place]
    marks = QuadrantMarks("Its councils", "England", None)
    across = [end for point in points for end in point.reach_across[:3]]
    spans = spans_of(points, None)
    left = min([spans[0][0], *(end - 4 for end in across)])
    drawing = Drawing(
        marks=marks, theme=theme, sizes=sizes, across=(left, spans[0][1]), up=spans[1]
    )
    layers = [
        *drawing.square(),
        *drawing.ends(),
        *(layer for point in points for layer in drawing.interval(point, opacity=0.22)),
        drawing.on_axes([marks_row(point) for point in points])
        .mark_point(filled=True, color=theme.pair[1], size=90, opacity=0.9)
        .encode(tooltip=TOOLTIP),
        *(drawing.number_points(points) if points else []),
        *drawing.names(),
    ]
    return finished(layers, height, theme, sizes, right=8)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The layers, all on the same two axes."""

    marks: QuadrantMarks
    theme: Theme
    sizes: TextSizes
    across: Span
    up: Span
    height: int = HEIGHT
    has_numbers: bool = False

    def square(self) -> list[alt.Chart]:
        """The corner of a bend, and the edges of the archetypes' square, the axes' 0 and 100."""
        region = {"x": HALFWAY, "x2": self.across[1], "y": HALFWAY, "y2": self.up[1]}
        edges = [(0, 0, 0, 100), (100, 0, 100, 100), (0, 0, 100, 0), (0, 100, 100, 100)]
        rows = [dict(zip(("x", "y", "x2", "y2"), edge, strict=True)) for edge in edges]
        return [
            self.reaching([region]).mark_rect(color=self.theme.tint, opacity=0.45, aria=False),
            self.reaching(rows).mark_rule(color=self.theme.grid, aria=False),
        ]

    def crowd(self, others: Sequence[AuthorityMarks]) -> list[alt.Chart]:
        """The other authorities as small grey points, with their numbers where wanted."""
        if not others:
            return []
        points = self.on_axes([marks_row(authority) for authority in others]).encode(
            tooltip=TOOLTIP
        )
        layers = [points.mark_point(filled=True, color=self.theme.rest, opacity=0.6, size=40)]
        if self.has_numbers:
            layers += self.number_points(others)
        return layers

    def number_points(self, others: Sequence[AuthorityMarks]) -> list[alt.Chart]:
        """A number for each point, in two rows above them all, with a line to its point."""
        middle = self.marks.middle if self.marks.middle and self.marks.middle.place else None
        row = (self.up[1] - self.up[0]) / self.height * (self.sizes.label + NUMBER_ROOM)
        spots = place_numbers(others, middle, self.across, row)
        lines = [spot.leader for spot in spots]
        leader = self.reaching(lines).mark_rule(color=self.theme.rest, opacity=0.6, aria=False)
        labels: list[Label] = [
            ({"x": spot.x, "y": spot.y}, spot.text, spot.align, 0.0, 0.0, self.theme.text)
            for spot in spots
        ]
        return [leader, *self._write(labels)]

    def bars(self) -> list[alt.Chart]:
        """The grey band of chance behind the point; over the whole height without a point."""
        middle = self.marks.middle
        if middle is None or middle.chance is None:
            return []
        low, median, high = middle.chance
        look: Row = {"color": self.theme.rest, "aria": False}
        if middle.leverage is None:
            band = {"x": low, "x2": high, "y": 0, "y2": 100}
            return [self.reaching([band]).mark_rect(opacity=0.16, **look)]
        y = middle.leverage
        band, tick = {"x": low, "x2": high, "y": y, "y2": y}, {"x": median, "y": y}
        return [
            self.reaching([band]).mark_rule(strokeWidth=26, opacity=0.28, **look),
            self.on_axes([tick]).mark_tick(
                orient="vertical", size=26, thickness=2, opacity=0.8, **look
            ),
        ]

    def interval(self, marks: AuthorityMarks, opacity: float = 0.9) -> list[alt.Chart]:
        """The interval of understanding across, and the range of readings of leverage up."""
        place = marks.place
        if place is None:
            return []
        x, y = place
        colour = self.theme.pair[1]
        layers = []
        if marks.low is not None and marks.high is not None:
            row = {"x": marks.low, "x2": marks.high, "y": y, "y2": y}
            layers.append(
                self.reaching([row]).mark_rule(
                    color=colour, strokeWidth=5, opacity=opacity, aria=False
                )
            )
        if marks.range_low is not None and marks.range_high is not None:
            row = {"x": x, "x2": x, "y": marks.range_low, "y2": marks.range_high}
            layers.append(
                self.reaching([row]).mark_rule(
                    color=colour, strokeWidth=2, opacity=opacity, aria=False
                )
            )
        return layers

    def ends(self) -> list[alt.Chart]:
        """The local and the national point, the line between them, and its middle."""
        rows = [row_of(100, 0, self.marks.local_name), row_of(0, 100, NATIONAL)]
        chord: Row = {"color": self.theme.rest, "strokeDash": [6, 5], "strokeWidth": 2}
        ring: Row = {"fill": self.theme.page, "stroke": self.theme.rest, "strokeWidth": 2}
        square: Row = {"color": self.theme.text, "opacity": 1, "shape": "square"}
        middle = [row_of(HALFWAY, HALFWAY, "Halfway")]
        return [
            self.on_axes(rows).mark_line(aria=False, **chord),
            self._points(middle).mark_point(filled=True, size=90, **ring),
            self._points(rows).mark_point(filled=True, size=110, **square),
        ]

    def middle(self) -> list[alt.Chart]:
        """The authority in its interval: a point, or a line where only one axis is known."""
        middle = self.marks.middle
        if middle is None:
            return []
        colour = self.theme.pair[1]
        if middle.place:
            row = marks_row(middle)
            point = self._points([row]).mark_point(filled=True, size=200, color=colour, opacity=1)
            return [*self.interval(middle), *self._arrow(middle), point]
        look: Row = {"color": colour, "strokeWidth": 3, "strokeDash": [2, 3], "opacity": 1}
        if middle.understanding is not None:
            row = {**marks_row(middle), "y": 0, "y2": 100}
            line = self._points([row]).mark_rule(**look).encode(y2=alt.Y2("y2:Q"))
            return [*self._interval_zone(middle), line, *self._arrow(middle)]
        if middle.leverage is not None:
            row = {**marks_row(middle), "x": 0, "x2": 100}
            return [self._points([row]).mark_rule(**look).encode(x2=alt.X2("x2:Q"))]
        return []

    def _interval_zone(self, marks: AuthorityMarks) -> list[alt.Chart]:
        if marks.low is None or marks.high is None:
            return []
        zone = {"x": marks.low, "x2": marks.high, "y": 0, "y2": 100}
        return [self.reaching([zone]).mark_rect(color=self.theme.pair[1], opacity=0.14, aria=False)]

    def _arrow(self, marks: AuthorityMarks) -> list[alt.Chart]:
        """From the point, or from nothing, up to what documented money would make of it."""
        if marks.arrow_end is None or marks.understanding is None:
            return []
        start = marks.leverage if marks.leverage is not None else 0.0
        x, colour = marks.understanding, self.theme.pair[1]
        shaft = {"x": x, "x2": x, "y": start, "y2": marks.arrow_end}
        tip = self.on_axes([row_of(x, marks.arrow_end, self.marks.arrow)])
        return [
            self.reaching([shaft]).mark_rule(
                color=colour, strokeWidth=2, strokeDash=[5, 4], aria=False
            ),
            tip.mark_point(
                shape="triangle-up", filled=True, size=110, color=colour, opacity=1
            ).encode(tooltip=[alt.Tooltip("tier:N", title="Arrow"), alt.Tooltip("leverage:N")]),
        ]

    def names(self) -> list[alt.Chart]:
        """Every point's name, with a halo that keeps it legible over lines."""
        return self._write(self._labels())

    def _write(self, labels: Sequence[Label]) -> list[alt.Chart]:
        layers = []
        for row, text, align, dx, dy, ink in labels:
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

    def _labels(self) -> list[Label]:
        ink, quiet = self.theme.text, self.theme.quiet_text
        (left, right), (bottom, _) = self.across, self.up
        # England's name goes left where there is room, out of the way of the corner of a bend.
        side, away = ("right", -10.0) if left < -2 * BEHIND else ("left", 10.0)
        labels: list[Label] = [
            ({"x": 100, "y": 0}, self.marks.local_name, "right", 6, 18, ink),
            ({"x": 0, "y": 100}, NATIONAL, side, away, -12, ink),
            ({"x": HALFWAY, "y": HALFWAY}, "halfway", "left", 11, 8, quiet),
            # Below the nation's name, which on a phone reaches as far.
            ({"x": right, "y": 100}, " \n".join(BEND_LINES), "right", -8, 14, quiet),
        ]
        if self.marks.middle is None or self.marks.middle.place:
            # Where there is no point, words stand here that say why.
            labels.append(({"x": 20, "y": 80}, STRAIGHT_LINE, "left", 10, -4, quiet))
        if left < -BEHIND:
            behind = f"← fits worse than \n{possessive(self.marks.nation)} figures"
            # Without a point the middle's words stand at this height, on a phone as far left.
            has_height = self.marks.middle is None or self.marks.middle.leverage is not None
            labels.append(({"x": left, "y": 76 if has_height else 30}, behind, "left", 4, 0, quiet))
        if bottom < -BEHIND:
            labels.append(({"x": left, "y": bottom}, "↓ behind local", "left", 4, -10, quiet))
        return [*labels, *self._name_arrow(), *self._middle_label()]

    def _name_arrow(self) -> list[Label]:
        """What the arrow leads to, beside its tip."""
        marks = self.marks.middle
        if marks is None or not self.marks.has_arrow_name:
            return []
        if marks.understanding is None or marks.arrow_end is None:
            return []
        tip = {"x": marks.understanding, "y": marks.arrow_end}
        # To the left where there is room: “halfway” and the line stand on the other side.
        side, away = ("right", -12.0) if marks.understanding > AWAY_FROM_EDGE else ("left", 12.0)
        # In two lines, which on a phone keep clear of the numbers of the axis.
        lines = "\n".join(wrap_text(self.marks.arrow, 6 * self.sizes.label, self.sizes.label))
        return [(tip, lines, side, away, 0.0, self.theme.text)]

    def _middle_label(self) -> list[Label]:
        marks = self.marks.middle
        if marks is None or (marks.understanding is None and marks.leverage is None):
            return []
        text = marks.name
        x = marks.understanding if marks.understanding is not None else 12.0
        y = marks.leverage if marks.leverage is not None else 74.0
        side, away = ("left", 12.0) if x < sum(self.across) / 2 else ("right", -12.0)
        if marks.understanding is None:
            # Above the other authorities, which lie about the line.
            y = min(y + LINE_NAME_ABOVE, 95.0)
        if not marks.place:
            return [
                ({"x": x, "y": y}, f"{text}:\n{self.marks.why_no_point}", side, away, -20,
                 self.theme.text)
            ]  # fmt: skip
        if self.has_numbers:
            # It stands above the numbers.
            return []
        text = break_line(text)
        above = -24.0 - self.sizes.label * text.count("\n")
        return [({"x": x, "y": y}, text, side, away, above, self.theme.text)]

    def _points(self, rows: list[Row]) -> alt.Chart:
        points: alt.Chart = self.on_axes(rows).encode(tooltip=TOOLTIP)
        return points

    def reaching(self, rows: list[Row]) -> alt.Chart:
        """Rows with a second place that their marks reach to."""
        chart: alt.Chart = self.on_axes(rows).encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))
        return chart

    def on_axes(self, rows: list[Row]) -> alt.Chart:
        """Rows with their place on the two axes."""
        return draw_on_axes(rows, self.across, self.up, self.theme, self.sizes, MEASURED)
