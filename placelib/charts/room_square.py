"""The square that a room's votes stand on: axes, archetypes, the line between them, and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from placelib.axis_words import BEND_LINES
from placelib.charts.label_places import LabelPlace
from placelib.charts.quadrant_axes import IMAGINED, ROOM, Row, Span, draw_on_axes
from placelib.charts.room_names import FixedName, MarkedName, Point, place_names
from placelib.charts.theme import TextSizes, Theme

HEIGHT = 460
# By tier, as Theme.tiers, for those who see no colours.
SHAPES = ("circle", "diamond", "triangle-up")


def span_square(value: float | None = None) -> Span:
    """An axis from 0 to 100, or as far as a value that lies beyond, with room for names."""
    low, high = min(0.0, value or 0.0), max(100.0, value or 0.0)
    room = ROOM * (high - low) / 100
    return low - room, high + room


@dataclass(frozen=True, slots=True)
class RoomSquare:
    """The square on a page of a theme; ``across`` and ``up`` are its two axes.

    ``reaching`` and ``on`` give charts whose mark is still to be chosen::

        square = RoomSquare(LIGHT, DESK, span_square(), span_square())
        square.on([{"x": 50, "y": 50}]).mark_point()
    """

    theme: Theme
    sizes: TextSizes
    across: Span
    up: Span

    def ground(self) -> list[alt.Chart]:
        """The region of a bend, the square of the archetypes, the line between them."""
        region = {"x": 50, "x2": self.across[1], "y": 50, "y2": self.up[1]}
        edges = [(0, 0, 0, 100), (100, 0, 100, 100), (0, 0, 100, 0), (0, 100, 100, 100)]
        rows = [dict(zip(("x", "y", "x2", "y2"), edge, strict=True)) for edge in edges]
        ends = [{"x": 100, "y": 0}, {"x": 0, "y": 100}]
        chord: Row = {"color": self.theme.rest, "strokeDash": [6, 5], "strokeWidth": 2}
        square: Row = {"shape": "square", "size": 90, "color": self.theme.quiet_text}
        return [
            self.reaching([region]).mark_rect(color=self.theme.tint, opacity=0.35, aria=False),
            self.reaching(rows).mark_rule(color=self.theme.grid, aria=False),
            self.on([{**end, "n": n} for n, end in enumerate(ends)]).mark_line(aria=False, **chord),
            self.on(ends).mark_point(filled=True, opacity=1, aria=False, **square),
        ]

    def names(self, marked: Sequence[MarkedName], height: int = HEIGHT) -> list[alt.Chart]:
        """Names at the marks, with a halo, clear of marks and arrows on a square of that height."""
        fixed = self._list_fixed_names()
        spans = (self.across, self.up)
        places = place_names(marked, fixed, spans, height, self.sizes.label)
        layers = []
        for name in fixed:
            layers += self._write_name(name.text, name.point, name.place)
        for marked_name, place in zip(marked, places, strict=True):
            layers += self._write_name(marked_name.text, marked_name.point, place)
        return layers

    def _list_fixed_names(self) -> list[FixedName]:
        """The archetypes, and the region of a bend."""
        down = self.sizes.label + 6
        return [
            FixedName("ideal council", (100, 0), LabelPlace("right", 6, down)),
            FixedName("ideal national government", (0, 100), LabelPlace("left", -4, -down)),
            # Below the nation's name, which on a phone reaches as far as here.
            FixedName(
                BEND_LINES[1],
                (self.across[1], self.up[1]),
                LabelPlace("right", -8, 2.4 * self.sizes.label),
            ),
        ]

    def _write_name(self, text: str, point: Point, place: LabelPlace) -> list[alt.Chart]:
        look: Row = {
            "text": text,
            "align": place.align,
            "baseline": "middle",
            "dx": place.dx,
            "dy": place.dy,
            "fontSize": self.sizes.label,
            "aria": False,
        }
        halo: Row = {"fill": self.theme.halo, "stroke": self.theme.halo, "strokeWidth": 4}
        row = {"x": point[0], "y": point[1]}
        return [
            self.on([row]).mark_text(**look, **halo),
            self.on([row]).mark_text(**look, fill=self.theme.text),
        ]

    def reaching(self, rows: Sequence[Row]) -> alt.Chart:
        """Rows that reach from x and y to x2 and y2, on the axes."""
        chart: alt.Chart = self.on(rows).encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))
        return chart

    def on(self, rows: Sequence[Row]) -> alt.Chart:
        """Rows at x and y, on the axes."""
        return draw_on_axes(rows, self.across, self.up, self.theme, self.sizes, IMAGINED)
