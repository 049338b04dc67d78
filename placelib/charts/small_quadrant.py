"""The quadrant as large as a thumb: where an authority stands, to be seen before it is read."""

from __future__ import annotations

from html import escape

from placelib.charts.idea_drawing import Spot, box, circle, line
from placelib.charts.marks import picture
from placelib.charts.quadrant_axes import AuthorityMarks, Span, span_of
from placelib.charts.theme import LIGHT, Theme

# Pixels: the picture is as high as it is wide.
SIZE = 150
_EDGE = 6
_HALFWAY = 50.0


def small_quadrant(
    marks: AuthorityMarks, sentence: str, link: tuple[str, str], theme: Theme = LIGHT
) -> str:
    """The picture beside the one sentence that it shows, and a link to the whole, as HTML.

    ``link`` is an address and its words. Where one axis is not known, the authority is a line
    across the other and no point, as in the large picture. The words beside it say what it shows,
    so assistive technology skips the picture.
    """
    across, up = span_of(marks.reach_across), span_of(marks.reach_up)
    spans = across, up
    ends = (_spot((0, 100), spans), _spot((100, 0), spans))
    corner, far = _spot((_HALFWAY, up[1]), spans), _spot((across[1], _HALFWAY), spans)
    drawing = "".join(
        [
            box(corner, (far[0] - corner[0], far[1] - corner[1]), theme.tint, None, 0.6),
            line(_spot((0, 0), spans), _spot((0, 100), spans), theme.rest, width=1),
            line(_spot((0, 0), spans), _spot((100, 0), spans), theme.rest, width=1),
            line(*ends, theme.rest, "5 4"),
            circle(_spot((_HALFWAY, _HALFWAY), spans), 4, theme.page, theme.rest),
            *(circle(end, 4, theme.text) for end in ends),
            _authority(marks, spans, theme),
        ]
    )
    image = picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" '
        f'height="{SIZE}">{drawing}</svg>',
        style=f"display:block;width:{SIZE}px;height:{SIZE}px",
    )
    address, words = link
    small = f"font-size:.8125rem;line-height:1.2;color:{theme.quiet_text}"
    return (
        '<div style="display:flex;gap:1rem;align-items:center">'
        f'<div style="flex:none" aria-hidden="true"><div style="{small}">money ↑</div>{image}'
        f'<div style="{small};text-align:right">how close →</div></div>'
        f'<p style="margin:0;color:{theme.text};line-height:1.45">{escape(sentence)} '
        f'<a href="{escape(address)}" style="color:{theme.focus};display:inline-block;'
        f'padding:.25rem 0">{escape(words)}</a></p></div>'
    )


def _authority(marks: AuthorityMarks, spans: tuple[Span, Span], theme: Theme) -> str:
    """The point in its interval and range; a line over the whole square without a point."""
    colour = theme.pair[1]
    x, y = marks.understanding, marks.leverage
    if marks.place is None:
        if x is not None:
            return line(_spot((x, 0), spans), _spot((x, 100), spans), colour, "2 3", 3)
        if y is not None:
            return line(_spot((0, y), spans), _spot((100, y), spans), colour, "2 3", 3)
        return ""
    assert x is not None
    assert y is not None
    bars = ""
    if marks.low is not None and marks.high is not None:
        bars += line(_spot((marks.low, y), spans), _spot((marks.high, y), spans), colour, "", 4)
    if marks.range_low is not None and marks.range_high is not None:
        ends = _spot((x, marks.range_low), spans), _spot((x, marks.range_high), spans)
        bars += line(*ends, colour)
    return bars + circle(_spot((x, y), spans), 6, colour)


def _spot(reading: Spot, spans: tuple[Span, Span]) -> Spot:
    """Where an understanding and a leverage lie in the picture."""
    (left, right), (bottom, top) = spans
    room = SIZE - 2 * _EDGE
    return (
        _EDGE + (reading[0] - left) / (right - left) * room,
        SIZE - _EDGE - (reading[1] - bottom) / (top - bottom) * room,
    )
