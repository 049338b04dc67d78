"""The drawn maps of neighbourhoods: each of two says its place, and fine borders hide nothing."""

from __future__ import annotations

from typing import Any

from placelib.neighbourhoods.figures import TENTHS
from placelib.neighbourhoods.settings import NeighbourhoodView
from placelib.views.neighbourhood_maps import build_shaded_neighbourhoods, choose_step

RUTLAND, LIVERPOOL, CITY_REGION = "E06000017", "E08000012", "E47000004"


def draw(area: str, against: str = "", number: int = 0) -> dict[str, Any]:
    """The specification of one of the maps of a state of the page."""
    view = NeighbourhoodView(
        area=area, measure="imd", against=against, view="map", sort="first", page=1, spot="",
        asset="libraries",
    )  # fmt: skip
    return build_shaded_neighbourhoods(view, number, dark=False)


def list_border_widths(specification: dict[str, Any]) -> set[float]:
    """The widths of the borders between areas."""
    marks = [layer["mark"] for layer in specification["layer"]]
    return {mark["strokeWidth"] for mark in marks if mark["type"] == "geoshape"}


def test_each_of_two_maps_says_which_place_it_is_and_a_single_one_need_not() -> None:
    titles = [draw(LIVERPOOL, RUTLAND, number)["title"]["text"] for number in (0, 1)]
    assert titles == ["Liverpool", "Rutland"]
    assert "title" not in draw(LIVERPOOL)


def test_borders_are_finer_where_many_councils_are_drawn_small() -> None:
    (alone,) = list_border_widths(draw(RUTLAND))
    (many,) = list_border_widths(draw(CITY_REGION))
    assert many < alone


def test_the_tenths_that_the_title_counts_have_a_colour_of_their_own() -> None:
    steps = [choose_step(tenth) for tenth in range(1, TENTHS + 1)]
    assert steps == [4, 3, 3, 2, 2, 2, 2, 1, 1, 0]
    legend = str(draw(LIVERPOOL))
    assert "Tenth 1, most deprived (111" in legend
    assert "Tenths 2 and 3 (81 areas)" in legend
