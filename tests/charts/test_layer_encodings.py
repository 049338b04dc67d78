"""What all layers of a chart repeat is said once, and the picture stays the same."""

from __future__ import annotations

import re
from typing import Any

import vl_convert

from placelib.charts.layer_encodings import hoist_encodings

AXIS = {"field": "x", "type": "quantitative", "scale": {"domain": [0, 9]}}
ROWS = {"values": [{"x": 1, "y": 2, "z": "a"}, {"x": 3, "y": 4, "z": "b"}]}
POINTS = {"data": ROWS, "mark": "point", "encoding": {"x": AXIS, "y": {"field": "y"}}}
NAMES = {"data": ROWS, "mark": "text", "encoding": {"x": AXIS, "text": {"field": "z"}}}
BARE = {"data": ROWS, "mark": "rule", "encoding": {"x": AXIS}}


def drawn(specification: dict[str, Any]) -> str:
    """The picture, without the numbers that count what was drawn before."""
    return re.sub(r"clip\d+", "clip", vl_convert.vegalite_to_svg(specification))


def test_a_channel_that_all_layers_have_alike_stands_above_them() -> None:
    found = hoist_encodings({"layer": [POINTS, NAMES, BARE], "width": 200})
    assert found["encoding"] == {"x": AXIS}
    assert [one.get("encoding") for one in found["layer"]] == [
        {"y": {"field": "y"}},
        {"text": {"field": "z"}},
        None,
    ]
    assert drawn(found) == drawn({"layer": [POINTS, NAMES, BARE], "width": 200})


def test_a_channel_that_one_layer_lacks_or_has_otherwise_stays() -> None:
    other = {**NAMES, "encoding": {**NAMES["encoding"], "x": {"field": "x"}}}  # type: ignore[dict-item]
    for layers in ([POINTS, other], [POINTS, {"mark": "rule"}], [POINTS]):
        assert hoist_encodings({"layer": layers}) == {"layer": layers}


def test_charts_beside_each_other_are_looked_at_one_by_one_and_nothing_given_is_changed() -> None:
    given = {"hconcat": [{"layer": [POINTS, NAMES]}, {"mark": "bar"}]}
    first, second = hoist_encodings(given)["hconcat"]
    assert first["encoding"] == {"x": AXIS}
    assert second == {"mark": "bar"}
    assert "x" in POINTS["encoding"]
