"""The six pictures that go with the idea, one a step, as light as the one on the first page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from placelib.charts.idea_drawing import (
    HEIGHT,
    WIDTH,
    Drawing,
    box,
    circle,
    line,
    words,
    write_svg,
)
from placelib.charts.idea_square import bend_square, line_square, two_ends
from placelib.charts.theme import LIGHT, Theme

SERVICES = ("School", "Surgery", "Jobcentre", "Bus", "Housing")
SECTORS = ("Health", "Schools", "Transport", "Policing")

ALTERNATIVES = {
    1: "Five services stand around a place. Each reaches into it, and the people in the middle "
    "meet all of them at once.",
    2: "A square: from left to right, how well it knows the place; from bottom to top, power "
    "over money and rules. A council stands at the lower right, national government at "
    "the upper left.",
    3: "National government at the top hears four sectors side by side in boxes. Many small dots, "
    "the councils, lie below; lines from a few of them end inside the boxes.",
    4: "A field catalyst stands in the middle. It brings together those who do the work and those "
    "who live with it, below, and makes the case to money, planning and public services, above.",
    5: "The same square with a dashed line from council to national government, and a combined "
    "authority on the line.",
    6: "The same square. The line is bent at a combined authority, which is pushed away from the "
    "middle of the straight line into the region beyond halfway on both axes.",
}


# Six steps, two of them with a point that a reader moves, on two widths in two themes.
@lru_cache(256)
def step_picture(
    step: int, point: tuple[float, float], theme: Theme = LIGHT, width: float = WIDTH
) -> str:
    """The picture of a step from 1 to 6 as SVG; its alternative is ``ALTERNATIVES[step]``.

    ``point`` is the combined authority's understanding and leverage, 0 to 100, for the last two.
    ``width`` is that of the drawing, 440 and more; letters keep their size.
    """
    marks = {
        1: _around_a_place,
        2: two_ends,
        3: _sectors,
        4: _catalyst,
    }
    if step in marks:
        inside = marks[step](theme, width)
    elif step == 5:
        inside = line_square(point, theme, width)
    else:
        inside = bend_square(point, theme, width)
    return write_svg(inside, width)


def rates_picture(rates: Sequence[tuple[int, float]], theme: Theme = LIGHT) -> str:
    """A few rates as columns from zero, each with its year and its figure, as SVG."""
    height, top, bottom = 200, 40, 160
    most = max(percent for _, percent in rates)
    gap = WIDTH / (len(rates) + 1)
    marks = [line((40, bottom), (WIDTH - 40, bottom), theme.rest)]
    for place, (year, percent) in enumerate(rates, start=1):
        x, tall = place * gap, (bottom - top) * percent / most
        marks.append(box((x - 36, bottom - tall), (72, tall), theme.focus))
        marks.append(words((x, bottom - tall - 10), f"{percent:.1f}%", theme.text, "middle", 18))
        marks.append(words((x, bottom + 24), str(year), theme.text, "middle"))
    return write_svg("".join(marks), height=height)


def describe_rates(rates: Sequence[tuple[int, float]]) -> str:
    """The columns in words, their text alternative."""
    percents = ", ".join(f"{percent:.1f}% in {year}" for year, percent in rates)
    return f"Poverty rate of Canada: {percents}."


def _around_a_place(theme: Theme, width: float) -> Drawing:
    stretch = width / WIDTH
    centre = (width / 2, HEIGHT / 2)
    places = ((90, 80), (350, 80), (56, 250), (384, 250), (220, 348))
    spots = [(x * stretch, y) for x, y in places]
    # The place lies over the lines, so that none runs through its words.
    marks = [line(spot, centre, theme.rest, "5 5") for spot in spots]
    marks.append(circle(centre, 88, theme.tint))
    for spot, name in zip(spots, SERVICES, strict=True):
        marks.append(box((spot[0] - 52, spot[1] - 20), (104, 40), theme.page, theme.focus))
        marks.append(words((spot[0], spot[1] + 5), name, theme.text, "middle"))
    for x, y in ((-26, -14), (0, -26), (26, -14), (-14, 12), (14, 12)):
        marks.append(circle((centre[0] + x, centre[1] + y), 8, theme.pair[1]))
    below = (centre[0], centre[1] + 50)
    marks.append(words(below, "One place", theme.text, "middle", halo=theme.tint))
    return "".join(marks)


def _sectors(theme: Theme, width: float) -> Drawing:
    stretch = width / WIDTH
    middle = width / 2
    marks = [
        box((70 * stretch, 16), (300 * stretch, 44), theme.focus),
        words((middle, 44), "National government", theme.on_focus, "middle"),
    ]
    for place, name in enumerate(SECTORS):
        x = (26 + place * 100) * stretch
        centre = x + 44 * stretch
        marks.append(line((centre, 104), (centre, 64), theme.text))
        marks.append(box((x, 104), (88 * stretch, 168), theme.tint, None, 0.55))
        marks.append(words((centre, 132), name, theme.text, "middle"))
    for row in range(3):
        for place in range(16):
            spot = ((34 + place * 25 + (row % 2) * 6) * stretch, 300 + row * 22)
            marks.append(circle(spot, 5, theme.pair[1]))
    for place in (2, 6, 9, 13):
        spot = ((34 + place * 25) * stretch, 300)
        marks.append(line(spot, (spot[0], 190), theme.pair[1], "3 4"))
    marks.append(
        words((middle, 376), "Councils: too many to be heard one by one", theme.text, "middle")
    )
    return "".join(marks)


def _catalyst(theme: Theme, width: float) -> Drawing:
    # Dark words on the orange of either page.
    ink = theme.on_focus if theme.page != LIGHT.page else theme.text
    stretch, middle = width / WIDTH, width / 2
    practice, experience = 114 * stretch, 326 * stretch
    marks = [
        box((middle - 180, 20), (360, 48), theme.focus),
        words((middle, 50), "Money, planning, public services", theme.on_focus, "middle"),
        line((middle, 142), (middle, 72), theme.text),
        words((middle + 12, 112), "makes the case", theme.text),
        circle((middle, 198), 56, theme.pair[1]),
        words((middle, 194), "Field", ink, "middle"),
        words((middle, 214), "catalyst", ink, "middle"),
        line((practice + 6, 314), (middle - 36, 242), theme.text),
        line((experience - 6, 314), (middle + 36, 242), theme.text),
        box((practice - 90, 316), (180, 48), theme.page, theme.focus),
        words((practice, 346), "Those who do the work", theme.text, "middle"),
        box((experience - 90, 316), (180, 48), theme.page, theme.focus),
        words((experience, 346), "Those who live with it", theme.text, "middle"),
        words((middle, 296), "brings together", theme.text, "middle"),
    ]
    return "".join(marks)
