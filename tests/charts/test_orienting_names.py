"""A few names on a map, far apart and none over another."""

from __future__ import annotations

from placelib.charts.map_frames import frame_box
from placelib.charts.orienting_names import MOST, choose_names
from placelib.charts.theme import LIGHT

BOX = (-3.0, 53.3, -2.8, 53.5)
ROOM = (680, 378)


def choose(places: list[tuple[str, tuple[float, float]]]) -> list[str]:
    return [name.text for name in choose_names(places, frame_box(BOX), ROOM, LIGHT)]


def test_few_names_are_written_in_their_order() -> None:
    places = [("Corner", (-2.84, 53.48)), ("Near", (-2.89, 53.42)), ("Middle", (-2.9, 53.4))]
    assert choose(places) == ["Corner", "Near", "Middle"]


def test_of_many_names_no_more_are_written_than_orient() -> None:
    grid = [
        (f"P{row}{column}", (-2.99 + 0.18 * column / 11, 53.31 + 0.18 * row / 11))
        for row in range(12)
        for column in range(12)
    ]
    chosen = choose_names(grid, frame_box(BOX), ROOM, LIGHT)
    assert 4 <= len(chosen) <= MOST
    assert len({name.point for name in chosen}) == len(chosen)
    assert len({name.metres for name in chosen}) == 1
    # The first is the nearest to the middle, and the next lies at a corner.
    (first, second, *_) = chosen
    assert abs(first.point[0] + 2.9) < 0.01
    assert abs(second.point[0] + 2.9) > 0.05
    heights = [name.point[1] for name in chosen]
    assert min(heights) < 53.36
    assert max(heights) > 53.44


def test_a_name_that_would_lie_on_another_or_outside_is_left_out() -> None:
    places = [
        ("Middle", (-2.9, 53.4)),
        ("Muddle", (-2.9005, 53.4005)),
        ("Beyond the edge", (-2.9, 53.5)),
    ]
    assert choose(places) == ["Middle"]


def test_a_long_name_has_lines_and_a_map_without_names_has_none() -> None:
    assert choose([("Aigburth & Grassendale", (-2.9, 53.4))]) == ["Aigburth &\nGrassendale"]
    assert choose([]) == []
