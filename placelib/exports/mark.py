"""The mark of the app, a line that is bent: as points, for files that draw it themselves."""

from __future__ import annotations

# As in static/mark.svg, of which tests/exports/test_mark.py reads the same: a line from here to
# there, and the curve that is drawn towards the third point (a quadratic Bézier curve).
SIDE = 64.0
START, PULL, END = (14.0, 14.0), (60.0, 4.0), (50.0, 50.0)
LINE_WIDTH, BEND_WIDTH = 3.0, 6.0
LINE_COLOUR, BEND_COLOUR = "#8A8578", "#F46A25"
ALTERNATIVE = "The mark of Bend the Line: a straight line, and one that is bent away from it"
_PIECES = 24

Point = tuple[float, float]


def list_bend_points() -> list[Point]:
    """The bent line as the ends of short straight pieces, in a square of ``SIDE``."""
    steps = [step / _PIECES for step in range(_PIECES + 1)]
    return [
        (
            (1 - part) ** 2 * START[0] + 2 * part * (1 - part) * PULL[0] + part**2 * END[0],
            (1 - part) ** 2 * START[1] + 2 * part * (1 - part) * PULL[1] + part**2 * END[1],
        )
        for part in steps
    ]
