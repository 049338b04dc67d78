"""A room's votes on the axes of the evidence: every vote a faint dot, the middle of them marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import altair as alt

from placelib.charts.label_places import LabelPlace
from placelib.charts.parts import finished
from placelib.charts.quadrant_axes import ROOM, Row, Span, draw_on_axes
from placelib.charts.room_names import FixedName, MarkedName, place_names
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme
from placelib.formatting import number, sentence_start

HEIGHT = 460
# Evidence further out than this would press all votes into a corner; the sentence has it.
FURTHEST = 30.0
# An arrow's way in pixels, its head's turn from “up” in degrees, and how far the head stands before
# the mark that it points to: only the browser knows how wide the square is.
_RIGHT = "(scale('x', datum.x) - scale('x', datum.x0))"
_DOWN = "(scale('y', datum.y) - scale('y', datum.y0))"
_TURN = f"atan2({_RIGHT}, -{_DOWN}) * 180 / PI"
_LONG = f"sqrt({_RIGHT} * {_RIGHT} + {_DOWN} * {_DOWN})"
_BACK = f"-17 * {{}} / max(1, {_LONG})"
# A shorter way lies under the two marks at its ends, and has no room for a head.
_HAS_ROOM = f"{_LONG} > 36 ? 1 : 0"
_SHAPES = ("circle", "diamond", "triangle-up")


@dataclass(frozen=True, slots=True)
class TierVotes:
    """The votes on one tier, 0 to 100 on both axes.

    ``index`` gives its colour and shape: 0 for the council, 1 for the authority, 2 for the nation.
    ``mean`` and ``median`` are places, ``half`` the ends of the middle half on each axis: left,
    right, bottom, top. ``before`` is the mean of the first round, once there is a second;
    ``is_first`` where all are the first round's, as the second has too few votes: a hollow mark.
    """

    index: int
    name: str
    votes: tuple[tuple[float, float], ...]
    mean: tuple[float, float]
    median: tuple[float, float]
    half: tuple[float, float, float, float]
    before: tuple[float, float] | None = None
    is_first: bool = False


Move = tuple[float, float, float, float]


def room_chart(
    tiers: Sequence[TierVotes],
    evidence: tuple[str, float, float] | None = None,
    moves: Sequence[Move] = (),
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = HEIGHT,
) -> alt.LayerChart:
    """Where a room puts up to three tiers, beside the archetypes and the evidence.

    ``evidence`` is the name and the place of the published point. ``moves`` are single people's
    ways from their first vote to their second. Colour and shape both say which tier is meant.
    """
    drawing = _Drawing(theme, sizes, *_spans(evidence))
    layers = [
        *drawing.ground(),
        *drawing.moves(moves),
        *(layer for tier_votes in tiers for layer in drawing.votes(tier_votes)),
        *drawing.evidence(evidence),
        *(layer for tier_votes in tiers for layer in drawing.middle(tier_votes)),
        *drawing.names(tiers, evidence, height),
    ]
    return finished(layers, height, theme, sizes, right=10)


@dataclass(frozen=True, slots=True)
class RoomMark:
    """Where one of several rooms puts one tier; the parts are as in TierVotes."""

    room: str
    tier: str
    mean: tuple[float, float]
    median: tuple[float, float]
    half: tuple[float, float, float, float]


def rooms_chart(
    marks: Sequence[RoomMark],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = HEIGHT,
) -> alt.LayerChart:
    """Several rooms on one square: colour says which room, shape which tier.

    A thin line joins what the rooms put at different places. No single votes are drawn.
    """
    drawing = _Drawing(theme, sizes, *_spans(None))
    rooms = [*dict.fromkeys(mark.room for mark in marks)]
    tiers = [*dict.fromkeys(mark.tier for mark in marks)]
    colours = alt.Color(
        "room:N",
        scale=alt.Scale(domain=rooms, range=list(theme.categories[: len(rooms)])),
        legend=_rooms_legend(theme, sizes, "top"),
    )
    shapes = alt.Shape(
        "tier:N",
        scale=alt.Scale(domain=tiers, range=list(_SHAPES[: len(tiers)])),
        legend=_rooms_legend(theme, sizes, "bottom"),
    )
    crosses = []
    for mark in marks:
        left, right, bottom, top = mark.half
        x, y = mark.median
        crosses.append({"room": mark.room, "x": left, "x2": right, "y": y, "y2": y})
        crosses.append({"room": mark.room, "x": x, "x2": x, "y": bottom, "y2": top})
    ways = [
        {"x": first.mean[0], "y": first.mean[1], "x2": second.mean[0], "y2": second.mean[1]}
        for first, second in combinations(marks, 2)
        if first.tier == second.tier
    ]
    points = [
        {
            "x": mark.mean[0],
            "y": mark.mean[1],
            "room": mark.room,
            "tier": mark.tier,
            "mean": f"{number(mark.mean[0])}, {number(mark.mean[1])}",
        }
        for mark in marks
    ]
    tooltip = [alt.Tooltip(f"{name}:N") for name in ("room", "tier", "mean")]
    layers = [
        *drawing.ground(),
        drawing.reaching(ways).mark_rule(color=theme.rest, aria=False),
        drawing.reaching(crosses)
        .encode(color=colours)
        .mark_rule(strokeWidth=3, opacity=0.5, aria=False),
        drawing.on(points)
        .encode(color=colours, shape=shapes, tooltip=tooltip)
        .mark_point(filled=True, size=380, opacity=1, stroke=theme.page, strokeWidth=2),
        *drawing.names([], None),
    ]
    return finished(layers, height, theme, sizes, right=10)


def _rooms_legend(theme: Theme, sizes: TextSizes, orient: Literal["top", "bottom"]) -> alt.Legend:
    """A legend as narrow as a phone: rooms stand above the square, shapes below it."""
    return alt.Legend(
        title=None,
        orient=orient,
        direction="horizontal",
        columns=1,
        labelFontSize=sizes.label,
        labelColor=theme.text,
        labelLimit=310 if sizes is DESK else 900,
        symbolSize=200,
        symbolOpacity=1,
    )


def is_near(evidence: tuple[str, float, float] | None) -> bool:
    """True when the published point has room on the chart."""
    if evidence is None:
        return False
    return all(-FURTHEST <= value <= 100 + FURTHEST for value in evidence[1:])


def _cross(tier_votes: TierVotes) -> list[Row]:
    """The two arms over the middle half, through the median."""
    left, right, bottom, top = tier_votes.half
    x, y = tier_votes.median
    return [
        {"x": left, "x2": right, "y": y, "y2": y},
        {"x": x, "x2": x, "y": bottom, "y2": top},
    ]


def _spans(evidence: tuple[str, float, float] | None) -> tuple[Span, Span]:
    spans = []
    for axis_number in (1, 2):
        value = float(evidence[axis_number]) if evidence and is_near(evidence) else 0.0
        low, high = min(0.0, value), max(100.0, value)
        room = ROOM * (high - low) / 100
        spans.append((low - room, high + room))
    return spans[0], spans[1]


@dataclass(frozen=True, slots=True)
class _Drawing:
    theme: Theme
    sizes: TextSizes
    across: Span
    up: Span

    def colour(self, tier: int) -> str:
        """The colour of the n-th tier: council, authority, nation."""
        return (self.theme.categories[0], self.theme.categories[3], self.theme.categories[2])[tier]

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

    def votes(self, tier_votes: TierVotes) -> list[alt.Chart]:
        """Every vote as a faint mark, and the middle half as a cross."""
        if not tier_votes.votes:
            return []
        rows = [{"x": x, "y": y} for x, y in tier_votes.votes]
        look: Row = {"color": self.colour(tier_votes.index), "shape": _SHAPES[tier_votes.index]}
        return [
            self.on(rows).mark_point(filled=True, size=70, opacity=0.28, aria=False, **look),
            self.reaching(_cross(tier_votes)).mark_rule(
                color=self.colour(tier_votes.index), strokeWidth=3, opacity=0.7, aria=False
            ),
        ]

    def moves(self, moves: Sequence[Move]) -> list[alt.Chart]:
        """Single people's ways as faint lines."""
        if not moves:
            return []
        rows = [dict(zip(("x", "y", "x2", "y2"), move, strict=True)) for move in moves]
        return [self.reaching(rows).mark_rule(color=self.theme.rest, opacity=0.35, aria=False)]

    def middle(self, tier_votes: TierVotes) -> list[alt.Chart]:
        """The mean, large, and an arrow to it from the mean of the first round."""
        x, y = tier_votes.mean
        row = {
            "x": x,
            "y": y,
            "tier": sentence_start(tier_votes.name),
            "mean": f"{number(x)}, {number(y)}",
            "median": f"{number(tier_votes.median[0])}, {number(tier_votes.median[1])}",
            "votes": str(len(tier_votes.votes)),
        }
        tooltip = [alt.Tooltip(f"{name}:N") for name in ("tier", "mean", "median", "votes")]
        look: Row = {
            "color": self.colour(tier_votes.index),
            "shape": _SHAPES[tier_votes.index],
            "stroke": self.theme.page,
            "strokeWidth": 2,
        }
        if tier_votes.is_first:
            look |= self._hollow(tier_votes.index)
        point = self.on([row]).encode(tooltip=tooltip)
        layers = [point.mark_point(filled=True, size=380, opacity=1, **look)]
        if tier_votes.before and tier_votes.before != tier_votes.mean:
            layers = [*self._arrow(tier_votes.before, tier_votes.mean, tier_votes.index), *layers]
        return layers

    def _hollow(self, tier: int) -> Row:
        """The look of a first vote."""
        ring: Row = {"stroke": self.colour(tier), "fill": self.theme.page, "strokeWidth": 3}
        return ring

    def _arrow(
        self, start: tuple[float, float], end: tuple[float, float], tier: int
    ) -> list[alt.Chart]:
        way = [{"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]}]
        tip = [{"x": end[0], "y": end[1], "x0": start[0], "y0": start[1]}]
        head: Row = {"shape": "triangle-up", "color": self.colour(tier), "angle": alt.expr(_TURN)}
        return [
            self.reaching(way).mark_rule(color=self.colour(tier), strokeWidth=4, aria=False),
            self.on(way).mark_point(
                filled=True, opacity=1, size=160, shape=_SHAPES[tier], aria=False,
                **self._hollow(tier),
            ),
            self.on(tip).mark_point(
                filled=True, opacity=alt.expr(_HAS_ROOM), size=260, aria=False,
                xOffset=alt.expr(_BACK.format(_RIGHT)), yOffset=alt.expr(_BACK.format(_DOWN)),
                **head,
            ),
        ]  # fmt: skip

    def evidence(self, evidence: tuple[str, float, float] | None) -> list[alt.Chart]:
        """The published point: a ring with a cross, unlike any vote."""
        if evidence is None or not is_near(evidence):
            return []
        row = {"x": evidence[1], "y": evidence[2]}
        ink: Row = {"stroke": self.theme.text, "strokeWidth": 3, "opacity": 1, "aria": False}
        return [
            self.on([row]).mark_point(shape="circle", size=300, filled=False, **ink),
            self.on([row]).mark_point(shape="cross", size=60, filled=True, **ink),
        ]

    def names(
        self,
        tiers: Sequence[TierVotes],
        evidence: tuple[str, float, float] | None,
        height: int = HEIGHT,
    ) -> list[alt.Chart]:
        """Names at the marks, with a halo, clear of marks and arrows on a square of that height."""
        down = self.sizes.label + 6
        fixed = [
            FixedName("ideal council", (100, 0), LabelPlace("right", 6, down)),
            FixedName("ideal national government", (0, 100), LabelPlace("left", -4, -down)),
            # Below the nation's name, which on a phone reaches as far as here.
            FixedName(
                "the line bends",
                (self.across[1], self.up[1]),
                LabelPlace("right", -8, 2.4 * self.sizes.label),
            ),
        ]
        marked = [
            MarkedName(
                sentence_start(tier_votes.name), tier_votes.mean, tier_votes.before,
                tuple(((arm["x"], arm["y"]), (arm["x2"], arm["y2"])) for arm in _cross(tier_votes)),
            )
            for tier_votes in tiers
        ]  # fmt: skip
        if evidence is not None and is_near(evidence):
            marked.append(MarkedName("published figures", evidence[1:]))
        spans = (self.across, self.up)
        places = place_names(marked, fixed, spans, height, self.sizes.label)
        labels = [(name.text, name.point, name.place) for name in fixed]
        labels += [
            (name.text, name.point, place) for name, place in zip(marked, places, strict=True)
        ]
        layers = []
        for text, (x, y), place in labels:
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
            layers.append(self.on([{"x": x, "y": y}]).mark_text(**look, **halo))
            layers.append(self.on([{"x": x, "y": y}]).mark_text(**look, fill=self.theme.text))
        return layers

    def reaching(self, rows: Sequence[Row]) -> alt.Chart:
        """Rows that reach from x and y to x2 and y2, on the axes."""
        chart: alt.Chart = self.on(rows).encode(x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q"))
        return chart

    def on(self, rows: Sequence[Row]) -> alt.Chart:
        """Rows at x and y, on the axes."""
        return draw_on_axes(rows, self.across, self.up, self.theme, self.sizes)
