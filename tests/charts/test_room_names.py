"""Names beside a room's marks, on squares whose marks and arrows were set by hand."""

from __future__ import annotations

from placelib.charts.label_places import LabelPlace
from placelib.charts.room_names import FixedName, MarkedName, place_names

SPANS = ((0.0, 100.0), (0.0, 100.0))
HEIGHT, SIZE = 500, 20


def test_a_name_stands_above_its_mark_towards_the_middle_where_nothing_is_in_its_way() -> None:
    left, right = place_names(
        [MarkedName("West", (20, 50)), MarkedName("East", (80, 50))], (), SPANS, HEIGHT, SIZE
    )
    assert (left.align, left.dx > 0, left.dy < 0) == ("left", True, True)
    assert (right.align, right.dx < 0, right.dy < 0) == ("right", True, True)


def test_a_name_covers_neither_its_arrow_nor_the_mark_that_the_arrow_comes_from() -> None:
    # From the upper right, where the name would stand without an arrow.
    (place,) = place_names(
        [MarkedName("West Yorkshire", (40, 50), (46, 56))], (), SPANS, HEIGHT, SIZE
    )
    assert place.dy > 0 or place.align == "right"
    # From the lower right it stands where it would stand alone.
    (place,) = place_names(
        [MarkedName("West Yorkshire", (40, 50), (46, 44))], (), SPANS, HEIGHT, SIZE
    )
    assert (place.align, place.dy < 0) == ("left", True)


def test_a_name_keeps_clear_of_the_arrows_and_names_of_the_others() -> None:
    # The other's arrow passes above the mark from left to right.
    names = [MarkedName("Leeds", (40, 50)), MarkedName("The nation", (60, 56), (20, 56))]
    assert place_names(names, (), SPANS, HEIGHT, SIZE)[0].dy > 0
    above = FixedName("the line bends", (40, 55), LabelPlace("center", 0, 0))
    (place,) = place_names([MarkedName("Leeds", (40, 50))], [above], SPANS, HEIGHT, SIZE)
    assert place.dy > 0


def test_a_name_stays_inside_the_square() -> None:
    top, bottom = place_names(
        [MarkedName("Leeds", (50, 99)), MarkedName("Hull", (50, 1))], (), SPANS, HEIGHT, SIZE
    )
    assert top.dy > 0
    assert bottom.dy < 0
