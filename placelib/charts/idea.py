"""The idea of the quadrant as one picture, light enough for the first page."""

from __future__ import annotations

from html import escape

from placelib.axis_words import BEND_LINES, KNOWING_AXIS, NATIONAL, POWER_AXIS
from placelib.charts.theme import LIGHT, Theme

# The plot lies between these corners of a 440 by 400 picture.
LEFT, RIGHT, TOP, BOTTOM = 52, 412, 46, 350

SENTENCE = (
    "A square: from left to right, how well somebody knows a place; from bottom to top, how much "
    "power they have over money and rules. A council stands at the lower right, national "
    "government at the upper left, and a dashed line joins them. An arrow leads from the line's "
    "midpoint outwards to a combined authority that is beyond halfway on both."
)


_MOTION = (
    "<style>@media (prefers-reduced-motion: no-preference) {"
    ".bend { stroke-dasharray: 1; animation: bend 1.6s ease-out both }"
    "@keyframes bend { from { stroke-dashoffset: 1 } to { stroke-dashoffset: 0 } } }</style>"
)


def idea_picture(theme: Theme = LIGHT) -> str:
    """The picture as SVG: two archetypes, the line between them, the bend beyond its middle.

    The bent line draws itself once; it stands still for who has asked for less motion.
    """
    local, national = _place_point(1, 0), _place_point(0, 1)
    middle, bend = _place_point(0.5, 0.5), _place_point(0.7, 0.7)
    corner = _place_point(1, 1)
    # The curve's control point lies so that the curve passes through the bend at its middle.
    control = tuple(2 * b - (n + c) / 2 for b, n, c in zip(bend, national, local, strict=True))
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 400" '
        "font-family=\"'Atkinson Hyperlegible Next', 'Segoe UI', Roboto, Arial, sans-serif\">"
        f"{_MOTION}"
        f"{_region(middle, corner, theme)}"
        f"{_axes(theme)}"
        f'<line x1="{national[0]}" y1="{national[1]}" x2="{local[0]}" y2="{local[1]}" '
        f'stroke="{theme.rest}" stroke-width="2" stroke-dasharray="6 5"></line>'
        f'<path class="bend" pathLength="1" d="M{national[0]} {national[1]} '
        f'Q{control[0]:.1f} {control[1]:.1f} {local[0]} {local[1]}" fill="none" '
        f'stroke="{theme.pair[1]}" stroke-width="3"></path>'
        f"{_arrow(middle, bend, theme)}"
        f"{_dot(national, theme.quiet_text)}{_dot(local, theme.focus)}"
        f"{_dot(middle, theme.page, theme.rest)}{_dot(bend, theme.pair[1])}"
        f"{_words(national[0] - 8, national[1] - 18, NATIONAL, theme.text)}"
        f"{_words(local[0] - 42, local[1] - 10, 'Council', theme.text, 'end')}"
        f"{_words(middle[0] - 12, middle[1] + 20, 'Halfway', theme.quiet_text, 'end')}"
        f"{_words(corner[0] - 8, corner[1] + 24, 'Combined authority?', theme.text, 'end')}"
        "</svg>"
    )
    return drawing


def _place_point(understanding: float, leverage: float) -> tuple[float, float]:
    return (
        round(LEFT + understanding * (RIGHT - LEFT), 1),
        round(BOTTOM - leverage * (BOTTOM - TOP), 1),
    )


def _region(middle: tuple[float, float], corner: tuple[float, float], theme: Theme) -> str:
    return (
        f'<rect x="{middle[0]}" y="{corner[1]}" width="{corner[0] - middle[0]}" '
        f'height="{middle[1] - corner[1]}" fill="{theme.tint}" opacity="0.45"></rect>'
        f"{_words(corner[0] - 8, corner[1] + 46, BEND_LINES[1], theme.quiet_text, 'end', 14)}"
    )


def _axes(theme: Theme) -> str:
    across = _words((LEFT + RIGHT) / 2, 386, f"{KNOWING_AXIS} →", theme.text, "middle")
    return (
        f'<path d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}" fill="none" stroke="{theme.rest}"></path>'
        f"{across}"
        f'<text transform="translate(28 {(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle" '
        f'font-size="15" fill="{theme.text}">{POWER_AXIS} →</text>'
    )


def _arrow(start: tuple[float, float], end: tuple[float, float], theme: Theme) -> str:
    x, y = end[0] - 9, end[1] + 8
    return (
        f'<path d="M{start[0] + 8} {start[1] - 7}L{x} {y}m-11 1l11 -1l-1 11" fill="none" '
        f'stroke="{theme.text}" stroke-width="2" stroke-linecap="round"></path>'
    )


def _dot(place: tuple[float, float], fill: str, edge: str | None = None) -> str:
    return (
        f'<circle cx="{place[0]}" cy="{place[1]}" r="8" fill="{fill}" stroke="{edge or fill}" '
        'stroke-width="2"></circle>'
    )


def _words(
    x: float, y: float, text: str, colour: str, anchor: str = "start", size: int = 15
) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">'
        f"{escape(text)}</text>"
    )
