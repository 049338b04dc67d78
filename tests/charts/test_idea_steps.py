"""The six pictures: light, told in words, in the page's colours, and drawn where they should be."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from placelib.charts.idea_drawing import HEIGHT, SCREEN_WIDTH, WIDTH
from placelib.charts.idea_steps import ALTERNATIVES, rates_picture, step_picture
from placelib.charts.theme import DARK, LIGHT, Theme
from placelib.quadrant.idea import STEPS, find_point_along, find_point_beyond

SVG = "{http://www.w3.org/2000/svg}"


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 our own drawing


@pytest.mark.parametrize("width", [WIDTH, SCREEN_WIDTH])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_each_picture_is_light_and_in_the_page_s_colours(
    step: int, theme: Theme, width: float
) -> None:
    svg = step_picture(step, (50, 50), theme, width)
    assert ALTERNATIVES[step]
    assert len(svg) < 15_000
    fills = {text.attrib["fill"] for text in root(svg).iter(f"{SVG}text")}
    assert fills <= {theme.text, theme.quiet_text, theme.on_focus}


@pytest.mark.parametrize("width", [WIDTH, SCREEN_WIDTH])
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_every_mark_lies_inside_the_picture_at_each_width(step: int, width: float) -> None:
    drawing = root(step_picture(step, (50, 50), LIGHT, width))
    for dot in drawing.iter(f"{SVG}circle"):
        assert 0 < float(dot.attrib["cx"]) < width
        assert 0 < float(dot.attrib["cy"]) < HEIGHT
    for box in drawing.iter(f"{SVG}rect"):
        assert float(box.attrib["x"]) >= 0
        assert float(box.attrib["x"]) + float(box.attrib["width"]) <= width


@pytest.mark.parametrize(
    "point",
    [
        find_point_along(0),
        find_point_along(100),
        find_point_along(30),
        find_point_beyond(0),
        find_point_beyond(40),
    ],
)
@pytest.mark.parametrize("step", [5, 6])
def test_the_authority_stands_where_it_is_put_inside_the_picture(
    step: int, point: tuple[float, float]
) -> None:
    drawing = root(step_picture(step, point))
    (dot,) = [one for one in drawing.iter(f"{SVG}circle") if one.attrib["r"] == "9"]
    x, y = float(dot.attrib["cx"]), float(dot.attrib["cy"])
    assert x == pytest.approx(52 + 3.6 * point[0], abs=0.1)
    assert y == pytest.approx(346 - 3 * point[1], abs=0.1)


def test_the_columns_are_as_tall_as_their_rates_and_start_at_nothing() -> None:
    drawing = root(rates_picture([(2015, 14.5), (2021, 7.4)]))
    first, last = (float(one.attrib["height"]) for one in drawing.iter(f"{SVG}rect"))
    assert last / first == pytest.approx(7.4 / 14.5, abs=0.01)
    words = [one.text for one in drawing.iter(f"{SVG}text")]
    assert words == ["14.5%", "2015", "7.4%", "2021"]
