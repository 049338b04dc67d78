"""Several rooms on one square: where each puts the tiers, without single votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import altair as alt

from placelib.charts.parts import finished
from placelib.charts.quadrant_axes import Row
from placelib.charts.room_square import HEIGHT, SHAPES, RoomSquare, span_square
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme
from placelib.formatting import number


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
    square = RoomSquare(theme, sizes, span_square(), span_square())
    rooms = [*dict.fromkeys(mark.room for mark in marks)]
    tiers = [*dict.fromkeys(mark.tier for mark in marks)]
    colours = alt.Color(
        "room:N",
        scale=alt.Scale(domain=rooms, range=list(theme.categories[: len(rooms)])),
        legend=_rooms_legend(theme, sizes, "top"),
    )
    shapes = alt.Shape(
        "tier:N",
        scale=alt.Scale(domain=tiers, range=list(SHAPES[: len(tiers)])),
        legend=_rooms_legend(theme, sizes, "bottom"),
    )
    tooltip = [alt.Tooltip(f"{name}:N") for name in ("room", "tier", "mean")]
    layers = [
        *square.ground(),
        square.reaching(_list_ways(marks)).mark_rule(color=theme.rest, aria=False),
        square.reaching(_list_crosses(marks))
        .encode(color=colours)
        .mark_rule(strokeWidth=3, opacity=0.5, aria=False),
        square.on(_list_points(marks))
        .encode(color=colours, shape=shapes, tooltip=tooltip)
        .mark_point(filled=True, size=380, opacity=1, stroke=theme.page, strokeWidth=2),
        *square.names([]),
    ]
    return finished(layers, height, theme, sizes, right=10)


def _list_ways(marks: Sequence[RoomMark]) -> list[Row]:
    """The lines between any two rooms' marks of one tier."""
    return [
        {"x": first.mean[0], "y": first.mean[1], "x2": second.mean[0], "y2": second.mean[1]}
        for first, second in combinations(marks, 2)
        if first.tier == second.tier
    ]


def _list_crosses(marks: Sequence[RoomMark]) -> list[Row]:
    """The two arms of each mark over its middle half, through its median."""
    crosses: list[Row] = []
    for mark in marks:
        left, right, bottom, top = mark.half
        x, y = mark.median
        crosses.append({"room": mark.room, "x": left, "x2": right, "y": y, "y2": y})
        crosses.append({"room": mark.room, "x": x, "x2": x, "y": bottom, "y2": top})
    return crosses


def _list_points(marks: Sequence[RoomMark]) -> list[Row]:
    return [
        {
            "x": mark.mean[0],
            "y": mark.mean[1],
            "room": mark.room,
            "tier": mark.tier,
            "mean": f"{number(mark.mean[0])}, {number(mark.mean[1])}",
        }
        for mark in marks
    ]


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
