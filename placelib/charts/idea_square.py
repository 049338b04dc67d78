"""The square of the idea: two ideal tiers, the line between them, and a point on or off it."""

from __future__ import annotations

from placelib.axis_words import BEND_LINES, KNOWING_AXIS, NATIONAL, POWER_AXIS, STRAIGHT_LINE
from placelib.charts.idea_drawing import Drawing, Spot, box, circle, line, words
from placelib.charts.theme import Theme

# The square lies between these corners of the picture.
LEFT, TOP, BOTTOM = 52, 46, 346
# From the square's right side to the picture's.
_MARGIN = 28
LOCAL, NATIONAL_END, HALFWAY = (100.0, 0.0), (0.0, 100.0), (50.0, 50.0)


def two_ends(theme: Theme, width: float) -> Drawing:
    """The axes with the two archetypes, what each has and lacks, and the corner that has both."""
    nation, council = _place_point(NATIONAL_END, width), _place_point(LOCAL, width)
    right, top = _place_point((100, 100), width)
    quiet = theme.quiet_text
    return "".join(
        [
            _axes(theme, width),
            _ends(theme, width),
            words((nation[0] + 20, nation[1] + 26), "has the money and the rules,", quiet),
            words((nation[0] + 20, nation[1] + 46), "far from any one place", quiet),
            words((council[0] - 20, council[1] - 40), "knows its place,", quiet, "end"),
            words((council[0] - 20, council[1] - 20), "little power over the rest", quiet, "end"),
            words((right, top - 12), "who has both?", theme.text, "end"),
        ]
    )


def line_square(point: Spot, theme: Theme, width: float) -> Drawing:
    """The archetypes, the line between them, and an authority on it."""
    return "".join(
        [
            _axes(theme, width),
            _straight_line(theme, width),
            _ends(theme, width),
            _authority(point, theme, width),
        ]
    )


def bend_square(point: Spot, theme: Theme, width: float) -> Drawing:
    """The line bent through an authority beyond halfway, and the region of a bend."""
    x, y = _place_point(HALFWAY, width)
    right, top = _place_point((100, 100), width)
    nation, council, through = (
        _place_point(NATIONAL_END, width),
        _place_point(LOCAL, width),
        _place_point(point, width),
    )
    bent = (
        f'<path d="M{nation[0]} {nation[1]}L{through[0]} {through[1]}L{council[0]} {council[1]}" '
        f'fill="none" stroke="{theme.pair[1]}" stroke-width="3" stroke-linejoin="round"></path>'
    )
    return "".join(
        [
            box((x, top), (right - x, y - top), theme.tint, None, 0.45),
            _axes(theme, width),
            _straight_line(theme, width),
            bent,
            circle((x, y), 7, theme.page, theme.rest),
            words((x - 12, y + 22), "halfway", theme.quiet_text, "end", 15),
            *_corner(right, top, theme),
            _ends(theme, width),
            _authority(point, theme, width),
        ]
    )


def _corner(right: float, top: float, theme: Theme) -> list[Drawing]:
    """What the region of a bend is, inside its upper right corner."""
    return [
        words((right - 8, top + 22 + 20 * line_number), text, theme.quiet_text, "end", 15)
        for line_number, text in enumerate(BEND_LINES)
    ]


def _straight_line(theme: Theme, width: float) -> Drawing:
    """The dashed line between the archetypes, with what it is."""
    x, y = _place_point((20, 80), width)
    return line(
        _place_point(NATIONAL_END, width), _place_point(LOCAL, width), theme.rest, "6 5"
    ) + words((x + 12, y), STRAIGHT_LINE, theme.quiet_text, "start", 15)


def _place_point(point: Spot, width: float) -> Spot:
    """Where understanding and leverage, 0 to 100, lie in the picture."""
    return (
        round(LEFT + point[0] / 100 * (width - _MARGIN - LEFT), 1),
        round(BOTTOM - point[1] / 100 * (BOTTOM - TOP), 1),
    )


def _axes(theme: Theme, width: float) -> Drawing:
    middle, right = (TOP + BOTTOM) / 2, width - _MARGIN
    edges = f"M{LEFT} {TOP}V{BOTTOM}H{right:g}"
    across = words(((LEFT + right) / 2, 384), f"{KNOWING_AXIS} →", theme.text, "middle")
    return (
        f'<path d="{edges}" fill="none" stroke="{theme.rest}"></path>{across}'
        f'<text transform="translate(28 {middle}) rotate(-90)" text-anchor="middle" '
        f'font-size="16" fill="{theme.text}">{POWER_AXIS} →</text>'
    )


def _ends(theme: Theme, width: float) -> Drawing:
    nation, council = _place_point(NATIONAL_END, width), _place_point(LOCAL, width)
    return "".join(
        [
            circle(nation, 8, theme.quiet_text),
            circle(council, 8, theme.focus),
            words((nation[0] - 8, nation[1] - 18), NATIONAL, theme.text),
            words((council[0] + 6, council[1] + 24), "Council", theme.text, "end"),
        ]
    )


def _authority(point: Spot, theme: Theme, width: float) -> Drawing:
    x, y = _place_point(point, width)
    # The name goes where the picture has room for it: below left, or right where the left ends.
    place, side = ((x - 15, y + 26), "end") if x > LEFT + 190 else ((x + 15, y - 6), "start")
    name = words(place, "Combined authority?", theme.text, side, halo=theme.page)
    return circle((x, y), 9, theme.pair[1]) + name
