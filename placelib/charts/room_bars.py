"""A room's answers by lever, and to the poll, as plain bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from placelib.charts.parts import finished, inline
from placelib.charts.theme import DESK, LIGHT, PRESENT, TextSizes, Theme
from placelib.formatting import number, sentence_start

_SHAPES = ("circle", "diamond", "triangle-up")


@dataclass(frozen=True, slots=True)
class LeverVotes:
    """How much of a lever a tier is thought to hold, 0 to 100: mean, and the middle half.

    ``at`` gives the tier's colour and shape: 0 for the council, 1 the authority, 2 the nation.
    """

    at: int
    lever: str
    tier: str
    mean: float
    low: float
    high: float


def levers_chart(
    levers: Sequence[LeverVotes],
    steps: Sequence[str],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = 460,
) -> alt.LayerChart:
    """A row a lever: one mark a tier at the mean, a bar over the middle half of the answers.

    ``steps`` are the words of 0, 25, 50, 75 and 100.
    """
    base = inline([_row(lever) for lever in levers]).encode(
        y=alt.Y("lever:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, grid=False)),
        yOffset=alt.YOffset("at:O", scale=alt.Scale(paddingOuter=0.6)),
    )
    words = " : ".join(
        f"datum.value == {25 * index} ? '{step}'" for index, step in enumerate(steps)
    )
    across = alt.X(
        "mean:Q",
        title=None,
        scale=alt.Scale(domain=[0, 100], nice=False),
        axis=alt.Axis(
            values=[0, 25, 50, 75, 100],
            labelExpr=f"{words} : ''",
            labelFlush=True,
            labelOverlap="parity",
        ),
    )
    colour, shape = _looks(levers, theme, sizes)
    spread = base.mark_rule(strokeWidth=5, opacity=0.4, aria=False).encode(
        x=alt.X("low:Q"), x2="high:Q", color=colour
    )
    tooltip = [alt.Tooltip(f"{name}:N") for name in ("lever", "tier", "shown")]
    point = base.mark_point(filled=True, size=240, opacity=1).encode(
        x=across, color=colour, shape=shape, tooltip=tooltip
    )
    return finished([point, spread, point], height, theme, sizes, right=24)


def _row(lever: LeverVotes) -> dict[str, object]:
    return {
        "at": lever.at,
        "lever": lever.lever,
        "tier": sentence_start(lever.tier),
        "mean": lever.mean,
        "low": lever.low,
        "high": lever.high,
        "shown": f"{number(lever.mean)} of 100",
    }


def _looks(
    levers: Sequence[LeverVotes], theme: Theme, sizes: TextSizes
) -> tuple[alt.Color, alt.Shape]:
    """Colour and shape of each tier, with one legend for both."""
    tiers = sorted({(lever.at, sentence_start(lever.tier)) for lever in levers})
    names = [name for _, name in tiers]
    by_tier = (theme.categories[0], theme.categories[3], theme.categories[2])
    colours = alt.Scale(domain=names, range=[by_tier[tier] for tier, _ in tiers])
    shapes = alt.Scale(domain=names, range=[_SHAPES[tier] for tier, _ in tiers])
    legend = _legend(theme, sizes)
    return (
        alt.Color("tier:N", scale=colours, legend=legend),
        alt.Shape("tier:N", scale=shapes, legend=legend),
    )


def poll_chart(
    answers: Sequence[str],
    counts: Sequence[int],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = 300,
) -> alt.LayerChart:
    """A bar an answer, its count at the end, in the order in which they were asked."""
    rows = [
        {"answer": answer, "count": count} for answer, count in zip(answers, counts, strict=True)
    ]
    base = inline(rows).encode(
        y=alt.Y("answer:N", sort=None, title=None, axis=alt.Axis(labels=False, ticks=False)),
        x=alt.X("count:Q", title=None, axis=None, scale=alt.Scale(domain=[0, max([*counts, 1])])),
    )
    bar = base.mark_bar(color=theme.focus, height={"band": 0.4}, aria=False)
    number_ = base.mark_text(align="left", dx=8, fontSize=sizes.title, color=theme.text).encode(
        text="count:Q"
    )
    name = base.mark_text(
        align="left", baseline="bottom", dy=-height / 16, fontSize=sizes.label, color=theme.text
    ).encode(text="answer:N", x=alt.value(0))
    return finished([bar, number_, name], height, theme, sizes, right=60)


def _legend(theme: Theme, sizes: TextSizes) -> alt.Legend:
    return alt.Legend(
        title=None,
        orient="top",
        direction="horizontal",
        # A phone has no room for three names abreast.
        columns=3 if sizes is PRESENT else 1,
        labelFontSize=sizes.label,
        labelColor=theme.text,
        labelLimit=500,
        symbolSize=160,
    )
