"""The two axes of understanding and leverage, and what is drawn of an authority on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from placelib.charts.theme import TextSizes, Theme
from placelib.formatting import number

# Room around the archetypes for their names, in hundredths of an axis.
ROOM = 9.0
ACROSS, UP = "Understanding of the place →", "Leverage over its constraints →"

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


def span_of(values: Iterable[float]) -> Span:
    """An axis from 0 to 100, and as far as any value on it, with room around."""
    reach = [0.0, 100.0, *values]
    room = ROOM * (max(reach) - min(reach)) / 100
    return min(reach) - room, max(reach) + room


def axis(title: str, span: Span, theme: Theme, sizes: TextSizes) -> alt.Axis:
    """An axis with a round number at every step of 25 or more, and no lines."""
    length = span[1] - span[0]
    step = next((candidate for candidate in (25, 50, 100, 200) if length < 8 * candidate), 500)
    first, last = -(-span[0] // step), span[1] // step
    return alt.Axis(
        title=title,
        values=[step * place for place in range(int(first), int(last) + 1)],
        grid=False,
        domain=False,
        ticks=False,
        labelColor=theme.quiet_text,
        labelFontSize=sizes.label,
        titleColor=theme.text,
        titleFontSize=sizes.label,
        titleFontWeight="normal",
    )


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
