"""Names beside points: each near its own, none over another or over the edge."""

from __future__ import annotations

from placelib.charts.label_places import draw_label_box, place_labels


def test_a_name_stands_to_the_right_and_at_the_right_edge_to_the_left() -> None:
    first, second = place_labels([(50, 50, "Leeds"), (195, 90, "Hull")], 200, 200, 14)
    assert first is not None
    assert second is not None
    assert (first.align, second.align) == ("left", "right")
    assert first.dx > 0 > second.dx


def test_the_second_of_two_close_points_gives_way() -> None:
    first, second = place_labels([(100, 100, "Leeds"), (112, 100, "Bradford")], 400, 200, 14)
    assert first is not None
    assert second is not None
    assert (first.align, second.align) != ("left", "left") or first.dy != second.dy


def test_a_name_without_room_is_left_out_and_the_first_is_not() -> None:
    crowd = [(100.0, 50.0 + index, "A rather long name") for index in range(12)]
    places = place_labels(crowd, 300, 120, 14)
    assert places[0] is not None
    assert None in places


def test_a_name_keeps_clear_of_what_is_blocked() -> None:
    free = place_labels([(100, 100, "Leeds")], 400, 200, 14)[0]
    assert free is not None
    box = draw_label_box(100 + free.dx, 100 + free.dy, free.align, "Leeds", 14)
    moved = place_labels([(100, 100, "Leeds")], 400, 200, 14, blocked=[box])[0]
    assert moved is not None
    assert moved != free
