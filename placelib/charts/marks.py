"""Small marks for rows of figures, as HTML: a trend in a thumb's width, and the tier ladder.

Everything that comes from data is escaped here, so a caller may place the result in a page.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from placelib.charts.theme import LIGHT, Theme

SPARK_WIDTH, SPARK_HEIGHT = 120, 36


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One tier of a ladder: its name, its value and interval, or the reason there is none."""

    name: str
    value: float | None
    lower: float | None
    upper: float | None
    value_text: str
    missing: str | None


def spark(points: Sequence[tuple[float, float | None]], theme: Theme = LIGHT) -> str:
    """A line through (time, value) pairs; a None breaks it, the last value has a dot.

    Without two values there is no line to draw, and the text is empty. The mark is decoration:
    the row says the same in words, so assistive technology skips it.
    """
    values = [value for _, value in points if value is not None]
    if len(values) < 2:
        return ""
    times = [time for time, _ in points]
    low, high = min(values), max(values)
    span, length = high - low or 1.0, times[-1] - times[0] or 1.0
    paths, pen = [], "M"
    last = (0.0, 0.0)
    for time, value in points:
        if value is None:
            pen = "M"
            continue
        x = 4 + (time - times[0]) / length * (SPARK_WIDTH - 10)
        y = SPARK_HEIGHT - 5 - (value - low) / span * (SPARK_HEIGHT - 10)
        paths.append(f"{pen}{x:.1f} {y:.1f}")
        pen, last = "L", (x, y)
    return picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SPARK_WIDTH}" height="{SPARK_HEIGHT}" '
        f'viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}">'
        f'<path d="{" ".join(paths)}" fill="none" stroke="{theme.rest}" stroke-width="2" '
        'stroke-linejoin="round" stroke-linecap="round"></path>'
        f'<circle cx="{last[0]:.1f}" cy="{last[1]:.1f}" r="3.5" fill="{theme.focus}"></circle>'
        "</svg>"
    )


def picture(svg: str, alternative: str = "", style: str = "") -> str:
    """An SVG as an image with its text alternative: Streamlit's HTML keeps no drawing inline.

    Without an alternative the image is decoration, and assistive technology skips it.
    """
    source = b64encode(svg.encode()).decode()
    return (
        f'<img alt="{escape(alternative)}" style="{escape(style)}" '
        f'src="data:image/svg+xml;base64,{source}">'
    )


def ladder(steps: Sequence[LadderStep], theme: Theme = LIGHT, place: int | None = 0) -> str:
    """The same figure for a place and all it belongs to, one line a tier, on one scale.

    ``place`` is the number of the line that stands out, None for a list without a chosen place.

    The scale runs from the least to the greatest value or interval end among the tiers; it has no
    zero, because it shows distances between tiers and not sizes.
    """
    valued = [
        end
        for step in steps
        for end in (step.value, step.lower, step.upper)
        if end is not None and step.value is not None
    ]
    low, high = (min(valued), max(valued)) if valued else (0.0, 1.0)
    lines = "".join(
        _line(step, low, high, theme, is_own=index == place) for index, step in enumerate(steps)
    )
    return f'<div role="list" style="display:grid;gap:1px;min-width:0">{lines}</div>'


def _line(step: LadderStep, low: float, high: float, theme: Theme, *, is_own: bool) -> str:
    weight = "600" if is_own else "400"
    name = (
        f'<span style="flex:0 0 9.5rem;overflow-wrap:anywhere;font-weight:{weight}">'
        f"{escape(step.name)}</span>"
    )
    if step.value is None:
        body = (
            f'<span style="flex:1 1 8rem;color:{theme.quiet_text};font-style:italic">'
            f"{escape(step.missing or 'no figure')}</span>"
        )
    else:
        body = (
            f'<span aria-hidden="true" style="flex:1 1 6rem;height:1rem;position:relative">'
            f"{_track(step, low, high, theme, is_own=is_own)}</span>"
            f'<span style="flex:0 0 4.6rem;text-align:right;font-weight:{weight};'
            f'font-variant-numeric:tabular-nums">{escape(step.value_text)}</span>'
        )
    return (
        '<div role="listitem" style="display:flex;align-items:center;gap:.5rem;'
        f'font-size:.875rem;line-height:1.35">{name}{body}</div>'
    )


def _track(step: LadderStep, low: float, high: float, theme: Theme, *, is_own: bool) -> str:
    assert step.value is not None
    colour = theme.focus if is_own else theme.rest
    rule = (
        '<span style="position:absolute;left:0;right:0;top:50%;height:1px;'
        f'background:{theme.grid}">'
        "</span>"
    )
    whisker = ""
    if step.lower is not None and step.upper is not None:
        left, right = _place_value(step.lower, low, high), _place_value(step.upper, low, high)
        whisker = (
            f'<span style="position:absolute;left:{left:.1f}%;width:{right - left:.1f}%;top:50%;'
            f'height:3px;margin-top:-1px;background:{colour};opacity:.45"></span>'
        )
    corner = "50%" if is_own else "1px"
    dot = (
        f'<span style="position:absolute;left:{_place_value(step.value, low, high):.1f}%;top:50%;'
        f"width:10px;height:10px;margin:-5px 0 0 -5px;border-radius:{corner};"
        f'background:{colour}"></span>'
    )
    return rule + whisker + dot


def _place_value(value: float, low: float, high: float) -> float:
    # A little room at both ends keeps the dots whole.
    return 3 + 94 * ((value - low) / (high - low) if high > low else 0.5)
