"""The shaded map without a graphics card, drawn from the records of the interactive one."""

from __future__ import annotations

import json
from typing import Any

from placelib.charts.map_legend import LegendKey
from placelib.charts.map_records import MapDrawing, MapMarker, MapName, Shading, palettes
from placelib.charts.shaded_map import GapSign, shaded_map
from placelib.charts.shaded_map_legend import measure_legend
from placelib.charts.theme import DESK, LIGHT, map_colours

KEYS = [
    LegendKey("little", 1, "#eeeeee"),
    LegendKey("much", 2, "#111111", chosen="Leeds 3"),
    LegendKey("Withheld: confidential or too unreliable", 1, "#ffffff", pattern=0),
]
BLUE = map_colours("blue", dark=False)
_RECORDS = ("marker", "names", "lines", "land", "is_cut")
BOX = (-6.0, 50.0, 2.0, 56.0)


def draw(classes: str = "04", faded: str = "00", **more: Any) -> dict[str, Any]:
    drawn = {name: more.pop(name) for name in _RECORDS if name in more}
    drawing = MapDrawing("ltla", Shading(classes, faded), BOX, BLUE, **drawn)
    return shaded_map(drawing, KEYS, **more).to_dict()


def find_layers(chart: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer for layer in chart["layer"] if layer["mark"]["type"] == kind]


def read_rows(chart: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [*chart["datasets"][layer["data"]["name"]]]
    return rows


def test_an_area_has_the_colour_of_its_digit_and_no_shape_travels() -> None:
    chart = draw("04", "01")
    (areas,) = find_layers(chart, "geoshape")
    full, faded = palettes(BLUE, LIGHT)
    expression = areas["mark"]["fill"]["expr"]
    assert expression.endswith("[('01')[datum.properties.i]][('04')[datum.properties.i]]")
    colours = json.loads(expression[1 : expression.index(")[")])
    assert colours == [list(full), list(faded)]
    assert chart["data"]["url"] == "app/static/boundaries/ltla.geojson"
    assert "coordinates" not in json.dumps(chart)


def test_a_map_that_cuts_land_off_has_a_frame_and_another_has_none() -> None:
    (frame, *others) = find_layers(draw(is_cut=True), "rect")
    assert len(others) == len(find_layers(draw(), "rect"))
    assert (frame["mark"]["filled"], frame["mark"]["stroke"]) == (False, LIGHT.quiet_text)
    # Nothing of the land beyond is drawn outside of it.
    assert draw(is_cut=True)["projection"]["clipExtent"]["expr"].startswith("[[0, 0], ")


def test_a_name_on_many_colours_has_a_halo_below_it() -> None:
    name = MapName(
        text="Speke", point=(-2.8, 53.3), colour=LIGHT.text, metres=400.0, halo=LIGHT.halo
    )
    plain = [layer["mark"] for layer in find_layers(draw(), "text")]
    texts = [layer["mark"] for layer in find_layers(draw(names=[name]), "text")]
    halo, letters = texts[: len(texts) - len(plain)]
    assert halo["stroke"] == {"expr": "datum.halo"}
    assert "stroke" not in letters


def test_a_place_is_outlined_and_ringed_where_its_outline_would_be_lost() -> None:
    large = draw(marker=MapMarker("A", (), None))
    _, outline = find_layers(large, "geoshape")
    assert outline["transform"][0]["filter"] == {"field": "properties.code", "equal": "A"}
    (in_legend,) = find_layers(large, "point")
    assert in_legend["mark"]["shape"] != "circle"
    ring, _ = find_layers(draw(marker=MapMarker("A", (), (-2.9, 53.4))), "point")
    assert (ring["mark"]["shape"], ring["mark"]["filled"]) == ("circle", False)


def test_an_area_without_a_figure_has_a_dashed_outline_and_the_sign_of_its_legend() -> None:
    chart = draw("05", gaps=[GapSign((-1.0, 53.0), 0)])
    _, dashed = find_layers(chart, "geoshape")
    assert dashed["mark"]["strokeDash"] == [2, 2]
    on_map, in_legend = find_layers(chart, "point")
    assert on_map["mark"]["shape"] == in_legend["mark"]["shape"]
    assert read_rows(chart, on_map) == [{"longitude": -1.0, "latitude": 53.0}]
    assert len(find_layers(draw("04"), "geoshape")) == 1


def test_every_line_of_the_legend_is_written_whole_with_its_count() -> None:
    chart = draw(notes=["5 classes by quantiles of this period’s figures, as rounded."])
    *_, words = find_layers(chart, "text")
    rows = read_rows(chart, words)
    text = " ".join(row["text"] for row in rows)
    for needed in ("much (2 areas)", "Leeds 3", "confidential or too unreliable (1 area)"):
        assert needed in text
    assert text.endswith("figures, as rounded.")
    assert all(
        len(row["text"]) * row["size"] / 2 < measure_legend(DESK) - row["left"] for row in rows
    )
    tops = [row["top"] for row in rows]
    assert tops == sorted(tops)


def test_tiles_have_their_names_and_lines() -> None:
    names = [MapName("Tower\nHamlets", (0.0, 0.1), "#111111", 1_700)]
    chart = draw(names=names, lines="ltla.lines")
    written, _ = find_layers(chart, "text")
    assert read_rows(chart, written)[0]["lines"] == 2
    assert any(
        layer.get("data", {}).get("url", "").endswith("ltla.lines.geojson")
        for layer in chart["layer"]
    )
