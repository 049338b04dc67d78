"""The picture of the idea: light, complete without a network, and told in words."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from placelib.charts.idea import idea_picture
from placelib.charts.theme import DARK, LIGHT, Theme

SVG = "{http://www.w3.org/2000/svg}"


def drawing(theme: Theme = LIGHT) -> ET.Element:
    return ET.fromstring(idea_picture(theme))  # noqa: S314 our own drawing


def dots(theme: Theme = LIGHT) -> list[tuple[float, float]]:
    return [
        (float(dot.attrib["cx"]), float(dot.attrib["cy"]))
        for dot in drawing(theme).iter(f"{SVG}circle")
    ]


def test_the_line_draws_itself_only_for_who_has_not_asked_for_less_motion() -> None:
    svg = idea_picture()
    rule = svg.index("prefers-reduced-motion: no-preference")
    assert rule < svg.index("animation:") < svg.index("</style>")
    (bend,) = [path for path in drawing().iter(f"{SVG}path") if path.get("class") == "bend"]
    assert bend.attrib["pathLength"] == "1"


def test_the_picture_is_light_and_fetches_nothing() -> None:
    html = idea_picture()
    assert len(html) < 10_000
    assert html.startswith("<svg ")
    root = drawing()
    assert all("href" not in name for element in root.iter() for name in element.attrib)


def test_the_drawing_says_what_the_sentence_says() -> None:
    national, council, middle, bend = dots()
    # The council understands more, national government has more leverage: right and down.
    assert council[0] > national[0]
    assert council[1] > national[1]
    assert middle == pytest.approx(
        ((national[0] + council[0]) / 2, (national[1] + council[1]) / 2), abs=0.06
    )
    # Beyond halfway on both.
    assert bend[0] > middle[0]
    assert bend[1] < middle[1]
    words = " ".join(text.text or "" for text in drawing().iter(f"{SVG}text"))
    for name in ("Council", "National government", "Combined authority?", "Halfway"):
        assert name in words


def test_nothing_lies_outside_the_picture() -> None:
    width, height = (float(number) for number in drawing().attrib["viewBox"].split()[2:])
    for x, y in dots():
        assert 0 < x < width
        assert 0 < y < height


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_has_the_colours_of_the_page(theme: Theme) -> None:
    fills = {text.attrib["fill"] for text in drawing(theme).iter(f"{SVG}text")}
    assert fills <= {theme.text, theme.quiet_text}
