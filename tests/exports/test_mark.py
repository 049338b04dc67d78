"""The mark as points: the one that browsers show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from placelib.exports import mark

SVG = (Path(__file__).parents[2] / "static" / "mark.svg").read_text(encoding="utf-8")


def list_numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"[\d.]+", path)]


def test_the_mark_on_paper_is_the_mark_on_screen() -> None:
    line, bend = re.findall(r'\bd="([^"]+)"', SVG)
    assert list_numbers(line) == [*mark.START, *mark.END]
    assert list_numbers(bend) == [*mark.START, *mark.PULL, *mark.END]
    assert re.findall(r'stroke="([^"]+)"', SVG) == [mark.LINE_COLOUR, mark.BEND_COLOUR]
    widths = [float(width) for width in re.findall(r'stroke-width="(\d+)"', SVG)]
    assert widths == [mark.LINE_WIDTH, mark.BEND_WIDTH]


def test_the_bend_goes_from_end_to_end_and_stays_in_its_square() -> None:
    points = mark.list_bend_points()
    assert (points[0], points[-1]) == (mark.START, mark.END)
    assert all(0 <= ordinate <= mark.SIDE for point in points for ordinate in point)
    # Halfway a quadratic curve is a quarter of the way from the middle of its ends to its pull.
    x, y = points[len(points) // 2]
    assert (x, y) == (pytest.approx(46), pytest.approx(18))
