"""The small marks of a row: sparkline and tier ladder, as HTML that may stand in a page."""

from __future__ import annotations

import re
from base64 import b64decode

import pytest

from placelib.charts.marks import SPARK_HEIGHT, SPARK_WIDTH, LadderStep, ladder, picture, spark
from placelib.charts.theme import DARK, LIGHT

HOSTILE = "<script>alert('x')</script>\" onload=\"y"


def drawing(html: str) -> str:
    (source,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    return b64decode(source).decode()


def points_of(html: str) -> list[tuple[str, float, float]]:
    (path,) = re.findall(r' d="([^"]*)"', drawing(html))
    return [(pen, float(x), float(y)) for pen, x, y in re.findall(r"([ML])(\S+) (\S+)", path)]


def test_a_spark_runs_through_its_values_from_left_to_right() -> None:
    first, second, third = points_of(spark([(0.0, 1.0), (1.0, 3.0), (2.0, 2.0)]))
    assert [pen for pen, _, _ in (first, second, third)] == ["M", "L", "L"]
    assert first[1] < second[1] < third[1]
    # Down the screen is up in number.
    assert first[2] > third[2] > second[2]
    assert third[2] == pytest.approx((first[2] + second[2]) / 2, abs=0.06)


def test_a_spark_stays_inside_its_frame() -> None:
    for _, x, y in points_of(spark([(2000.0, -5.0), (2010.0, 1e9), (2024.0, 0.0)])):
        assert 0 <= x <= SPARK_WIDTH
        assert 0 <= y <= SPARK_HEIGHT


def test_a_gap_lifts_the_pen() -> None:
    pens = [pen for pen, _, _ in points_of(spark([(0, 1.0), (1, None), (2, 3.0), (3, 4.0)]))]
    assert pens == ["M", "M", "L"]


def test_the_last_value_has_the_dot() -> None:
    html = spark([(0.0, 1.0), (1.0, 3.0), (2.0, None)])
    ((x, y),) = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawing(html))
    assert points_of(html)[-1][1:] == (float(x), float(y))


def test_equal_values_are_a_level_line() -> None:
    heights = {y for _, _, y in points_of(spark([(0.0, 7.0), (1.0, 7.0), (2.0, 7.0)]))}
    assert len(heights) == 1


@pytest.mark.parametrize("points", [[], [(0.0, 1.0)], [(0.0, 1.0), (1.0, None)], [(0.0, None)]])
def test_without_two_values_there_is_no_line(points: list[tuple[float, float | None]]) -> None:
    assert spark(points) == ""


def test_a_spark_is_decoration_in_the_colours_of_the_page() -> None:
    for theme in (LIGHT, DARK):
        html = spark([(0.0, 1.0), (1.0, 2.0)], theme)
        assert 'alt=""' in html
        assert theme.focus in drawing(html)


def test_a_picture_has_its_alternative_escaped() -> None:
    html = picture("<svg></svg>", HOSTILE, HOSTILE)
    assert html.count("<") == html.count(">") == 1
    assert "&lt;script&gt;" in html
    assert 'onload="' not in html


def step(
    name: str,
    value: float | None = None,
    lower: float | None = None,
    upper: float | None = None,
    missing: str | None = None,
) -> LadderStep:
    return LadderStep(
        name=name,
        value=value,
        lower=lower,
        upper=upper,
        value_text="" if value is None else f"{value:g}%",
        missing=missing,
    )


def lefts(html: str) -> list[float]:
    return [float(left) for left in re.findall(r"left:([\d.]+)%;top:50%;width:10px", html)]


def test_a_ladder_has_a_line_for_each_tier_with_its_name_and_figure() -> None:
    html = ladder([step("Alder", 10.0), step("North West", 20.0), step("England", 15.0)])
    assert html.count('role="listitem"') == 3
    for text in ("Alder", "10%", "North West", "20%", "England", "15%"):
        assert f">{text}<" in html


def test_tiers_share_one_scale() -> None:
    low, high, middle = lefts(ladder([step("A", 10.0), step("B", 20.0), step("C", 15.0)]))
    assert low < middle < high
    assert middle == pytest.approx((low + high) / 2, abs=0.06)
    assert 0 < low < high < 100


def test_the_scale_holds_the_interval() -> None:
    html = ladder([step("A", 10.0, 5.0, 25.0), step("B", 20.0)])
    ((left, width),) = re.findall(r"left:([\d.]+)%;width:([\d.]+)%;top:50%", html)
    assert (float(left), float(left) + float(width)) == pytest.approx((3.0, 97.0))
    # A quarter and three quarters of the way from 5 to 25.
    assert lefts(html) == pytest.approx([3 + 94 * 0.25, 3 + 94 * 0.75], abs=0.06)


def test_a_tier_without_a_figure_keeps_its_place_and_says_why() -> None:
    html = ladder([step("A", 10.0), step("B", missing="withheld as confidential"), step("C")])
    assert html.count('role="listitem"') == 3
    assert ">withheld as confidential<" in html
    assert ">no figure<" in html
    assert len(lefts(html)) == 1


def test_one_value_alone_stands_in_the_middle() -> None:
    assert lefts(ladder([step("A", 10.0)])) == [50.0]
    assert lefts(ladder([step("A", 10.0), step("B", 10.0)])) == [50.0, 50.0]


def test_an_empty_ladder_is_an_empty_list() -> None:
    assert 'role="listitem"' not in ladder([])


def test_the_place_stands_out_by_colour_form_and_weight() -> None:
    own, other = ladder([step("A", 10.0), step("B", 20.0)]).split('role="listitem"')[1:]
    for html, weight, corner, colour in (
        (own, "600", "50%", LIGHT.focus),
        (other, "400", "1px", LIGHT.rest),
    ):
        assert f"font-weight:{weight}" in html
        assert f"border-radius:{corner}" in html
        assert f"background:{colour}" in html


def test_hostile_text_stays_text() -> None:
    html = ladder(
        [
            LadderStep(
                name=HOSTILE, value=1.0, lower=None, upper=None, value_text=HOSTILE, missing=None
            ),
            step("B", missing=HOSTILE),
        ]
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 3
    assert 'onload="' not in html
