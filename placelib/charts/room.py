"""A room's votes on the axes of the evidence: every vote a faint dot, the middle of them marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from placelib.charts.parts import finished
from placelib.charts.quadrant_axes import Row
from placelib.charts.room_names import MarkedName
from placelib.charts.room_square import HEIGHT, SHAPES, RoomSquare, span_square
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme
from placelib.formatting import number, sentence_start

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
    near = evidence if is_near(evidence) else None
    spans = [span_square(value) for value in (near[1:] if near else (None, None))]
    square = RoomSquare(theme, sizes, *spans)
    layers = [
        *square.ground(),
        *_draw_moves(square, moves),
        *(layer for tier_votes in tiers for layer in _draw_votes(square, tier_votes)),
        *_draw_evidence(square, near),
        *(layer for tier_votes in tiers for layer in _draw_mean(square, tier_votes)),
        *square.names(_mark_names(tiers, near), height),
    ]
    return finished(layers, height, theme, sizes, right=10)


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


def _draw_votes(square: RoomSquare, tier_votes: TierVotes) -> list[alt.Chart]:
    """Every vote as a faint mark, and the middle half as a cross."""
    if not tier_votes.votes:
        return []
    rows = [{"x": x, "y": y} for x, y in tier_votes.votes]
    colour = square.theme.tiers[tier_votes.index]
    look: Row = {"color": colour, "shape": SHAPES[tier_votes.index]}
    return [
        square.on(rows).mark_point(filled=True, size=70, opacity=0.28, aria=False, **look),
        square.reaching(_cross(tier_votes)).mark_rule(
            color=colour, strokeWidth=3, opacity=0.7, aria=False
        ),
    ]


def _draw_moves(square: RoomSquare, moves: Sequence[Move]) -> list[alt.Chart]:
    """Single people's ways as faint lines."""
    if not moves:
        return []
    rows = [dict(zip(("x", "y", "x2", "y2"), move, strict=True)) for move in moves]
    return [square.reaching(rows).mark_rule(color=square.theme.rest, opacity=0.35, aria=False)]


def _draw_mean(square: RoomSquare, tier_votes: TierVotes) -> list[alt.Chart]:
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
        "color": square.theme.tiers[tier_votes.index],
        "shape": SHAPES[tier_votes.index],
        "stroke": square.theme.page,
        "strokeWidth": 2,
    }
    if tier_votes.is_first:
        look |= _hollow(square, tier_votes.index)
    point = square.on([row]).encode(tooltip=tooltip)
    layers = [point.mark_point(filled=True, size=380, opacity=1, **look)]
    if tier_votes.before and tier_votes.before != tier_votes.mean:
        layers = [
            *_draw_arrow(square, tier_votes.before, tier_votes.mean, tier_votes.index),
            *layers,
        ]
    return layers


def _hollow(square: RoomSquare, tier: int) -> Row:
    """The look of a first vote."""
    ring: Row = {
        "stroke": square.theme.tiers[tier],
        "fill": square.theme.page,
        "strokeWidth": 3,
    }
    return ring


def _draw_arrow(
    square: RoomSquare, start: tuple[float, float], end: tuple[float, float], tier: int
) -> list[alt.Chart]:
    colour = square.theme.tiers[tier]
    way = [{"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]}]
    tip = [{"x": end[0], "y": end[1], "x0": start[0], "y0": start[1]}]
    head: Row = {"shape": "triangle-up", "color": colour, "angle": alt.expr(_TURN)}
    return [
        square.reaching(way).mark_rule(color=colour, strokeWidth=4, aria=False),
        square.on(way).mark_point(
            filled=True, opacity=1, size=160, shape=SHAPES[tier], aria=False,
            **_hollow(square, tier),
        ),
        square.on(tip).mark_point(
            filled=True, opacity=alt.expr(_HAS_ROOM), size=260, aria=False,
            xOffset=alt.expr(_BACK.format(_RIGHT)), yOffset=alt.expr(_BACK.format(_DOWN)),
            **head,
        ),
    ]  # fmt: skip


def _draw_evidence(
    square: RoomSquare, evidence: tuple[str, float, float] | None
) -> list[alt.Chart]:
    """The published point: a ring with a cross, unlike any vote."""
    if evidence is None:
        return []
    row = {"x": evidence[1], "y": evidence[2]}
    ink: Row = {"stroke": square.theme.text, "strokeWidth": 3, "opacity": 1, "aria": False}
    return [
        square.on([row]).mark_point(shape="circle", size=300, filled=False, **ink),
        square.on([row]).mark_point(shape="cross", size=60, filled=True, **ink),
    ]


def _mark_names(
    tiers: Sequence[TierVotes], evidence: tuple[str, float, float] | None
) -> list[MarkedName]:
    """The names to place, with what each must not cover."""
    marked = [
        MarkedName(
            sentence_start(tier_votes.name), tier_votes.mean, tier_votes.before,
            tuple(((arm["x"], arm["y"]), (arm["x2"], arm["y2"])) for arm in _cross(tier_votes)),
        )
        for tier_votes in tiers
    ]  # fmt: skip
    if evidence is not None:
        marked.append(MarkedName("published figures", evidence[1:]))
    return marked
