"""The quadrant as large as a thumb: its point where the large one has it, its words as text."""

from __future__ import annotations

import re
from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest

from placelib.charts.quadrant_axes import AuthorityMarks
from placelib.charts.small_quadrant import small_quadrant

SVG = "{http://www.w3.org/2000/svg}"
MARKS = AuthorityMarks(
    code="E47",
    name="Authority",
    understanding=25.0,
    low=10.0,
    high=40.0,
    leverage=75.0,
    range_low=60.0,
    range_high=90.0,
)


def draw(marks: AuthorityMarks) -> tuple[str, ET.Element]:
    html = small_quadrant(marks, "Short on <both>.", ("#quadrant", "See the chart"))
    (source,) = re.findall(r'base64,([^"]+)"', html)
    return html, ET.fromstring(b64decode(source))  # noqa: S314 our own drawing


def test_the_point_lies_by_its_two_readings() -> None:
    circles = [
        (float(dot.attrib["cx"]), float(dot.attrib["cy"]), float(dot.attrib["r"]))
        for dot in draw(MARKS)[1].iter(f"{SVG}circle")
    ]
    halfway, nation, council, authority = circles
    # A quarter of the way from the nation across, three quarters of the way up from the council.
    assert authority[0] == pytest.approx((3 * nation[0] + council[0]) / 4, abs=0.1)
    assert authority[1] == pytest.approx((3 * nation[1] + council[1]) / 4, abs=0.1)
    assert halfway[0] == pytest.approx((nation[0] + council[0]) / 2, abs=0.1)


def test_without_leverage_there_is_a_line_and_no_point() -> None:
    unknown = AuthorityMarks(
        code="E47",
        name="Authority",
        understanding=25.0,
        low=10.0,
        high=40.0,
        leverage=None,
        range_low=None,
        range_high=None,
    )
    drawing = draw(unknown)[1]
    assert len(list(drawing.iter(f"{SVG}circle"))) == 3
    dashed = [line for line in drawing.iter(f"{SVG}line") if "stroke-dasharray" in line.attrib]
    assert len(dashed) == 2


def test_the_sentence_is_text_and_the_picture_is_skipped() -> None:
    html = draw(MARKS)[0]
    assert "Short on &lt;both&gt;." in html
    assert 'aria-hidden="true"' in html
    assert '<a href="#quadrant"' in html
