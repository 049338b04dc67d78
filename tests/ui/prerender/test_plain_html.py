"""Marks keep their looks and lose whatever runs, fetches or sends."""

from __future__ import annotations

from placelib.charts.marks import picture
from placelib.ui.prerender.plain_html import clean_html


def test_marks_stay_as_they_are() -> None:
    marks = '<div style="color:#12436D"><p>A &amp; B</p><a href="#quadrant">See</a></div>'
    assert clean_html(marks) == marks


def test_a_drawing_keeps_the_names_that_have_capitals() -> None:
    drawing = '<svg viewBox="0 0 9 9"><clipPath id="c"><path d="M0 0"></path></clipPath></svg>'
    assert clean_html(drawing) == drawing


def test_what_runs_is_left_out() -> None:
    hostile = (
        '<p onclick="a()">x</p><script>bad()</script><iframe src="//a"><b>in</b></iframe>'
        '<a href="javascript:a()">y</a><form action="/x"><input></form>'
        '<i style="background:url(//a)">z</i><img src="//a/b.png" onerror="a()">'
    )
    assert clean_html(hostile) == "<p>x</p><a>y</a><i>z</i>"


def test_rules_of_style_stay_rules_and_cannot_end_early() -> None:
    assert clean_html("<style>.a > b{color:red}</style>") == "<style>.a > b{color:red}</style>"
    assert "<script" not in clean_html("<style>a</style><script>b</script>")


def test_a_drawing_inside_an_image_is_put_in_its_place() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9"><circle r="2"/></svg>'
    html = clean_html(picture(svg, "A <circle>", "display:block"))
    assert html.startswith('<span style="display:block" role="img" aria-label="A &lt;circle&gt;">')
    assert "<circle r=" in html
    assert "<img" not in html
