"""The two axes of understanding and leverage, and what is drawn of an authority on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from placelib.axis_words import FIT_AXIS, KNOWING_AXIS, MONEY_AXIS, POWER_AXIS
from placelib.charts.parts import inline
from placelib.charts.theme import TextSizes, Theme
from placelib.formatting import number

# Room around the archetypes for their names, in hundredths of an axis.
ROOM = 9.0


@dataclass(frozen=True, slots=True)
class AxisWords:
    """What stands at an axis: its title, and a sign before and after each of its numbers."""

    title: str
    before: str = ""
    after: str = ""


AxisPair = tuple[AxisWords, AxisWords]
# What is published, and what is imagined or voted.
MEASURED: AxisPair = (AxisWords(FIT_AXIS, after="%"), AxisWords(MONEY_AXIS, before="£"))
IMAGINED: AxisPair = (AxisWords(KNOWING_AXIS), AxisWords(POWER_AXIS))

# A longer name has two lines: a phone has no room for it in one.
LONGEST_LINE = 20
# Numbers side by side stand this part of the axis apart: two rows of two digits fit a phone.
NUMBER_SHARE = 0.036
# A name begins at a point in the left part of the axis, and ends at one further right.
LEFT_PART = 0.35

Span = tuple[float, float]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AuthorityMarks:
    """What is drawn of an authority, on axes from 0 to 100; what is None is not drawn.

    ``low`` and ``high`` are the ends of the 90% interval of understanding, ``range_low`` and
    ``range_high`` those of the readings of leverage. ``arrow_end`` is where documented money still
    to come would put leverage. ``chance`` are the low end, median and high end of the chance band.
    """

    code: str
    name: str
    understanding: float | None
    low: float | None
    high: float | None
    leverage: float | None
    range_low: float | None
    range_high: float | None
    arrow_end: float | None = None
    chance: tuple[float, float, float] | None = None

    @property
    def place(self) -> tuple[float, float] | None:
        """The point, None where either axis has no reading."""
        if self.understanding is None or self.leverage is None:
            return None
        return self.understanding, self.leverage

    @property
    def reach_across(self) -> list[float]:
        """Every value drawn on the axis of understanding."""
        ends = (self.understanding, self.low, self.high, *(self.chance or ()))
        return [end for end in ends if end is not None]

    @property
    def reach_up(self) -> list[float]:
        """Every value drawn on the axis of leverage."""
        ends = (self.leverage, self.range_low, self.range_high, self.arrow_end)
        return [end for end in ends if end is not None]


@dataclass(frozen=True, slots=True)
class NumberSpot:
    """Where a number, or the authority's own name, stands, and the line from it to its point."""

    text: str
    x: float
    y: float
    align: Literal["left", "center", "right"]
    leader: Row


def span_of(values: Iterable[float]) -> Span:
    """An axis from 0 to 100, and as far as any value on it, with room around."""
    reach = [0.0, 100.0, *values]
    room = ROOM * (max(reach) - min(reach)) / 100
    return min(reach) - room, max(reach) + room


def axis(words: AxisWords, span: Span, theme: Theme, sizes: TextSizes) -> alt.Axis:
    """An axis with a round number at every step of 25 or more, and no lines."""
    length = span[1] - span[0]
    step = next((candidate for candidate in (25, 50, 100, 200) if length < 8 * candidate), 500)
    first, last = -(-span[0] // step), span[1] // step
    return alt.Axis(
        title=f"{words.title} →",
        values=[step * place for place in range(int(first), int(last) + 1)],
        labelExpr=write_number(words),
        grid=False,
        domain=False,
        ticks=False,
        labelColor=theme.quiet_text,
        labelFontSize=sizes.label,
        titleColor=theme.text,
        titleFontSize=sizes.label,
        titleFontWeight="normal",
    )


def write_number(words: AxisWords) -> str:
    """How the browser writes a number of the axis: “−£25”, “50%”."""
    sign, size = "(datum.value < 0 ? '−' : '')", "abs(datum.value)"
    return f"{sign} + '{words.before}' + {size} + '{words.after}'"


def row_of(x: float | None, y: float | None, tier: str) -> Row:
    """A point with the words of its tooltip."""
    words = {"understanding": x, "leverage": y}
    texts = {name: "not known" if value is None else number(value) for name, value in words.items()}
    return {"x": x, "y": y, "tier": tier, **texts}


def marks_row(marks: AuthorityMarks) -> Row:
    """An authority's point with both readings and their ends in its tooltip."""
    return {
        "x": marks.understanding,
        "y": marks.leverage,
        "tier": marks.name,
        "understanding": reading_words(marks.understanding, marks.low, marks.high),
        "leverage": reading_words(marks.leverage, marks.range_low, marks.range_high),
    }


def reading_words(value: float | None, low: float | None, high: float | None) -> str:
    """A reading with its ends: “40 (25 to 52)”; “not known” without one."""
    if value is None:
        return "not known"
    if low is None or high is None or number(low) == number(high):
        return number(value)
    return f"{number(value)} ({number(low)} to {number(high)})"


def scale(span: Span) -> alt.Scale:
    """The scale over the whole span and not a step more."""
    return alt.Scale(domain=list(span), nice=False, zero=False)


def draw_on_axes(
    rows: Sequence[Row], across: Span, up: Span, theme: Theme, sizes: TextSizes, words: AxisPair
) -> alt.Chart:
    """A chart on rows whose x and y stand on the two axes; its marks are still to be chosen."""
    chart: alt.Chart = inline(rows).encode(
        x=alt.X("x:Q", scale=scale(across), axis=axis(words[0], across, theme, sizes)),
        y=alt.Y("y:Q", scale=scale(up), axis=axis(words[1], up, theme, sizes)),
    )
    return chart


def spans_of(crowd: Sequence[AuthorityMarks], focus: AuthorityMarks | None) -> tuple[Span, Span]:
    """Both axes as far as the focus reaches with all its bars, and the others with their points."""
    across, up = [], []
    for marks in crowd:
        if marks.place:
            across.append(marks.place[0])
            up.append(marks.place[1])
    if focus is not None:
        across += focus.reach_across
        up += focus.reach_up
    return span_of(across), span_of(up)


def number_authorities(authorities: Sequence[AuthorityMarks]) -> list[tuple[int, AuthorityMarks]]:
    """The authorities that have a point, numbered from 1 in order of name."""
    points = [authority for authority in authorities if authority.place]
    return list(enumerate(sorted(points, key=lambda authority: authority.name), start=1))


def spread_apart(values: Sequence[float], step: float) -> list[float]:
    """Places in ascending order, at least a step apart and as near to the values as that allows.

    >>> spread_apart([10.0, 10.0, 30.0], 4.0)
    [8.0, 12.0, 30.0]
    """
    upward: list[float] = []
    for value in values:
        upward.append(max(value, upward[-1] + step) if upward else value)
    downward: list[float] = []
    for value in reversed(values):
        downward.append(min(value, downward[-1] - step) if downward else value)
    return [(high + low) / 2 for high, low in zip(upward, reversed(downward), strict=True)]


def place_numbers(
    others: Sequence[AuthorityMarks], middle: AuthorityMarks | None, across: Span, row: float
) -> list[NumberSpot]:
    """A number for each other authority in two rows above all points; the own name above those.

    The authority itself has its place among the numbers, so that its line meets none of them.
    ``across`` is the axis of understanding and ``row`` the height of a line of text on the other.
    """
    figures = [(str(figure), marks) for figure, marks in number_authorities(others)]
    figures += [] if middle is None else [(break_line(middle.name), middle)]
    figures.sort(key=lambda pair: (pair[1].place or (0.0, 0.0), pair[0]))
    step = (across[1] - across[0]) * NUMBER_SHARE
    places = spread_apart([marks.understanding or 0.0 for _, marks in figures], step)
    if middle is not None and middle.understanding is not None:
        # Its place is straight above its point, where its arrow goes too.
        shift = middle.understanding - places[[marks for _, marks in figures].index(middle)]
        places = [place + shift for place in places]
    bottom = max(marks.leverage or 0.0 for _, marks in figures) + 1.2 * row
    spots = []
    for count, ((text, marks), x) in enumerate(zip(figures, places, strict=True)):
        y = bottom + row * (count % 2)
        align: Literal["left", "center", "right"] = "center"
        if marks is middle:
            is_left = x < across[0] + LEFT_PART * (across[1] - across[0])
            align = "left" if is_left else "right"
            y = _height_of_name(middle, bottom + 2.3 * row, row) + row * text.count("\n")
        foot = y - row * (0.45 + text.count("\n"))
        ends = {"x2": marks.understanding, "y2": marks.leverage}
        leader = {"x": x, "y": foot, **ends}
        spots.append(NumberSpot(text=text, x=x, y=y, align=align, leader=leader))
    return spots


def _height_of_name(middle: AuthorityMarks, lowest: float, row: float) -> float:
    """Where the last line of a name stands above the numbers, clear of the end of its arrow."""
    if middle.arrow_end is None or middle.arrow_end < lowest - 1.5 * row:
        return lowest
    return max(lowest, middle.arrow_end + 1.2 * row)


def break_line(name: str) -> str:
    """A long name in two lines of like length."""
    if len(name) <= LONGEST_LINE or " " not in name:
        return name
    spaces = [place for place, sign in enumerate(name) if sign == " "]
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"
