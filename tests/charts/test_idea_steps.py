"""The six pictures: light, told in words, in the page's colours, and drawn where they should be."""

from __future__ import annotations

import re
from base64 import b64decode
from html import escape
from xml.etree import ElementTree as ET

import pytest

from placelib.charts.idea_steps import ALTERNATIVES, rates_picture, step_picture
from placelib.charts.theme import DARK, LIGHT, Theme
from placelib.quadrant.idea import STEPS, along, beyond

SVG = "{http://www.w3.org/2000/svg}"


def root(html: str) -> ET.Element:
    (source,) = re.findall(r'base64,([^"]+)"', html)
    return ET.fromstring(b64decode(source))  # noqa: S314 our own drawing


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_each_picture_is_light_and_has_its_alternative(step: int, theme: Theme) -> None:
    html = step_picture(step, (50, 50), theme)
    assert f'alt="{escape(ALTERNATIVES[step])}"' in html
    assert len(html) < 20_000
    fills = {text.attrib["fill"] for text in root(html).iter(f"{SVG}text")}
    assert fills <= {theme.text, theme.quiet_text, theme.on_focus}


@pytest.mark.parametrize("point", [along(0), along(100), along(30), beyond(0), beyond(40)])
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
