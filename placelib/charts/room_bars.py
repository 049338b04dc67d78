"""A room's answers by lever, by choice, by step and as guesses, as plain marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from placelib.charts.parts import finished, inline, padded
from placelib.charts.room_square import SHAPES
from placelib.charts.theme import DESK, LIGHT, PRESENT, TextSizes, Theme
from placelib.formatting import number, sentence_start

# The share of its row that a bar is high; its name has the rest.
_BAR = 0.4
# Guesses that are this share of the axis apart stand in one column; a few rows at least are drawn.
_COLUMNS, _FEWEST_ROWS = 40, 4


@dataclass(frozen=True, slots=True)
class LeverVotes:
    """How much of a lever a tier is thought to hold, 0 to 100: mean, and the middle half.

    ``tier_index`` gives its colour and shape: 0 for the council, 1 the authority, 2 the nation.
    """

    tier_index: int
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
        y=alt.Y("lever:N", sort=None, title=None, axis=alt.Axis(labelLimit=360, grid=False)),
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
        x=alt.X("low:Q"), x2=alt.X2("high:Q"), color=colour
    )
    tooltip = [alt.Tooltip(f"{name}:N") for name in ("lever", "tier", "shown")]
    point = base.mark_point(filled=True, size=240, opacity=1).encode(
        x=across, color=colour, shape=shape, tooltip=tooltip
    )
    return finished([point, spread, point], height, theme, sizes, right=24)


def _row(lever: LeverVotes) -> dict[str, object]:
    return {
        "at": lever.tier_index,
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
    tiers = sorted({(lever.tier_index, sentence_start(lever.tier)) for lever in levers})
    names = [name for _, name in tiers]
    colours = alt.Scale(domain=names, range=[theme.tiers[tier] for tier, _ in tiers])
    shapes = alt.Scale(domain=names, range=[SHAPES[tier] for tier, _ in tiers])
    legend = _legend(theme, sizes)
    return (
        alt.Color("tier:N", scale=colours, legend=legend),
        alt.Shape("tier:N", scale=shapes, legend=legend),
    )


def choices_chart(
    options: Sequence[str],
    counts: Sequence[int],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = 300,
) -> alt.LayerChart:
    """A bar an option, its count at the end and its name above it, in the order asked."""
    rows = [
        {"option": option, "count": count} for option, count in zip(options, counts, strict=True)
    ]
    base = inline(rows).encode(
        y=alt.Y("option:N", sort=None, title=None, axis=alt.Axis(labels=False, ticks=False)),
        x=alt.X("count:Q", title=None, axis=None, scale=alt.Scale(domain=[0, max([*counts, 1])])),
    )
    bar = base.mark_bar(color=theme.focus, height={"band": _BAR}, aria=False)
    number_ = base.mark_text(align="left", dx=8, fontSize=sizes.title, color=theme.text).encode(
        text=alt.Text("count:Q")
    )
    # From the middle of a row to the upper edge of its bar, and a little more.
    up = height / max(len(rows), 1) * _BAR / 2 + 3
    name = base.mark_text(
        align="left", baseline="bottom", dy=-up, fontSize=sizes.label, color=theme.text
    ).encode(text=alt.Text("option:N"), x=alt.XValue(0))
    return finished([bar, number_, name], height, theme, sizes, right=60)


def steps_chart(
    names: Sequence[str],
    steps: Sequence[str],
    counts: Sequence[Sequence[int]],
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = 460,
) -> alt.LayerChart:
    """A row a name, a column a step: how many people gave it, as a bar that stands and a number.

    ``counts`` has a row of numbers for each name; no answer is an empty place.
    """
    rows = [
        {"name": name, "step": step, "count": count, "low": 0}
        for name, numbers in zip(names, counts, strict=True)
        for step, count in zip(steps, numbers, strict=True)
    ]
    most = max([1, *(count for numbers in counts for count in numbers)])
    band = height / max(len(names), 1)
    label = sizes.label
    base = inline(rows).encode(
        x=alt.X(
            "step:N",
            title=None,
            # A step that nobody gave stays on the axis.
            scale=alt.Scale(domain=list(steps)),
            axis=alt.Axis(orient="bottom", labelAngle=0, grid=False, labelLimit=240),
        ),
        y=alt.Y(
            "name:N", sort=None, title=None, axis=alt.Axis(labels=False, ticks=False, grid=False)
        ),
    )
    # A square of the answers: its area is the number, so that two small ones never look like one.
    side = min(band - label - 12, 64.0)
    sized = alt.Size("count:Q", scale=alt.Scale(domain=[0, most], range=[0, side**2]), legend=None)
    some = base.transform_filter("datum.count > 0")
    block = some.mark_square(color=theme.focus, opacity=0.3, yOffset=label / 2).encode(size=sized)
    number_ = some.mark_text(fontSize=sizes.title, color=theme.text, dy=label / 2).encode(
        text=alt.Text("count:Q")
    )
    title = (
        inline([{"name": name} for name in names])
        .encode(y=alt.Y("name:N", sort=None), x=alt.XValue(0), text=alt.Text("name:N"))
        .mark_text(
            align="left",
            baseline="top",
            dy=-band / 2 + 4,
            fontSize=label,
            fontWeight=600,
            color=theme.text,
        )
    )
    return finished([block, number_, title], height, theme, sizes, right=12)


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """The published figure beside the guesses, with its 95% interval where there is one."""

    value: float
    lower: float | None
    upper: float | None
    label: str


def guesses_chart(
    guesses: Sequence[float],
    published: PublishedFigure,
    axis_words: str,
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = 300,
) -> alt.LayerChart:
    """Every guess as a dot, like guesses stacked, and the published figure as a line with its band.

    ``axis_words`` is the expression that writes a number of the axis.
    """
    ends = [end for end in (published.lower, published.upper) if end is not None]
    low, high = padded([*guesses, published.value, *ends])
    rows = _stack_guesses(guesses, low, high)
    tallest = max([*(row["row"] + 0.5 for row in rows), _FEWEST_ROWS])
    x = alt.X(
        "guess:Q",
        title=None,
        scale=alt.Scale(domain=[low, high], nice=False, zero=False),
        axis=alt.Axis(labelExpr=axis_words, grid=False, tickCount=6, labelFlush=True),
    )
    # Room above the dots for the words of the published figure.
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[0, tallest * 1.3], nice=False))
    size = min(height / (1.3 * tallest), 26.0) ** 2 * 0.7
    dots = (
        inline(rows)
        .encode(x=x, y=y)
        .mark_circle(size=size, color=theme.focus, opacity=0.85, aria=False)
    )
    line = inline([{"guess": published.value, "label": published.label}]).encode(x=x)
    is_left = published.value < (low + high) / 2
    layers = [
        dots,
        line.mark_rule(color=theme.text, strokeWidth=3, aria=False),
        line.encode(y=alt.YValue(0), text=alt.Text("label:N")).mark_text(
            align="left" if is_left else "right",
            baseline="top",
            dx=8 if is_left else -8,
            fontSize=sizes.label,
            fontWeight=600,
            color=theme.text,
        ),
    ]
    if len(ends) > 1:
        span = inline([{"guess": ends[0], "upper": ends[1]}]).encode(x=x, x2=alt.X2("upper:Q"))
        layers.insert(0, span.mark_rect(color=theme.tint, opacity=0.6, aria=False))
    return finished(layers, height, theme, sizes, right=24)


def _stack_guesses(guesses: Sequence[float], low: float, high: float) -> list[dict[str, float]]:
    """A dot a guess: in the column of like guesses on an axis from low to high, and in which row.

    The middle of the first row is at 0.5.
    """
    columns = Counter(round((guess - low) / (high - low) * _COLUMNS) for guess in guesses)
    return [
        {"guess": low + column / _COLUMNS * (high - low), "row": row + 0.5}
        for column, count in sorted(columns.items())
        for row in range(count)
    ]


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
