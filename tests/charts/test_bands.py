"""The chart of bands keeps the order it is given, and says what lies further than it reaches."""

from __future__ import annotations

from typing import Any

from placelib.charts.bands import FURTHEST_LEFT, Band, bands_chart

BANDS = [
    Band("Beta", 60.0, 20.0, 70.0, 40.0),
    Band("Alpha", 90.0, -400.0, 92.0, -300.0),
    Band("Gamma", None, None, None, None),
]


def layers(bands: list[Band]) -> dict[str, list[dict[str, Any]]]:
    specification = bands_chart(bands).to_dict()
    data = specification["datasets"]
    found: dict[str, list[dict[str, Any]]] = {}
    for layer in specification["layer"]:
        mark = layer["mark"]
        found.setdefault(mark["type"], []).extend(data[layer["data"]["name"]])
    return found


def test_the_rows_stand_in_the_order_given() -> None:
    names = [row["name"] for row in layers(BANDS)["text"] if "name" in row]
    assert names == ["Beta", "Alpha", "Gamma"]


def test_what_reaches_too_far_is_named_with_its_number_and_stays_in_the_tooltip() -> None:
    (alpha,) = [row for row in layers(BANDS)["text"] if row.get("name") == "Alpha"]
    assert alpha["label"] == "Alpha   ← −400"
    assert alpha["band"] == "−400 to 92"
    assert alpha["without"] == "−300"


def test_the_axis_goes_no_further_left_than_it_says() -> None:
    encoding = bands_chart(BANDS).to_dict()["layer"][-1]["encoding"]
    left, right = encoding["x"]["scale"]["domain"]
    assert FURTHEST_LEFT - 10 < left <= FURTHEST_LEFT
    assert right >= 100


def test_what_is_not_known_is_not_drawn() -> None:
    found = layers(BANDS)
    assert all(row["name"] != "Gamma" for row in found["point"])
