"""The shaded map: what travels to the browser, and that no hover text can be more than text."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pydeck as pdk
import pytest

from placelib.charts.hover import hover_text
from placelib.charts.interactive_map import AREAS, CompactDeck, interactive_map
from placelib.charts.map_frames import COUNTRY, HEIGHT, WIDTH, Box, frame_of
from placelib.charts.map_legend import LegendKey, map_legend
from placelib.charts.map_records import (
    ELSEWHERE,
    FIRST_GAP,
    PATTERN_NAMES,
    MapDrawing,
    MapMarker,
    MapName,
    Shading,
)
from placelib.charts.theme import DARK, LIGHT, SCHEMES, map_colours, mixed, readable_on
from placelib.charts.tiles import LETTERS, LINES, MOST_NAMED, lines_of, tile_names
from tests.charts.test_locator_map import contrast

BLUE = map_colours("blue", dark=False)


def deck(classes: str = "0123456789", faded: str = "0000000000", **more: Any) -> CompactDeck:
    return interactive_map(
        MapDrawing("ltla", Shading(classes, faded), COUNTRY, BLUE, **more), "hover"
    )


def spec_of(one: pdk.Deck) -> dict[str, Any]:
    """What the deck sends to the browser, as plain records."""
    found: dict[str, Any] = json.loads(one.to_json())
    return found


def layer(one: CompactDeck, name: str) -> dict[str, Any]:
    (found,) = [each for each in spec_of(one)["layers"] if each["id"].startswith(name)]
    return dict(found)


def test_geometry_stays_in_the_static_file_and_values_are_a_digit_an_area() -> None:
    areas = layer(deck(), AREAS)
    assert areas["data"] == "app/static/boundaries/ltla.generalised.geojson"
    assert "('0123456789')[properties.i]" in areas["getFillColor"]
    assert "coordinates" not in deck().to_json()


def test_a_map_of_a_nation_has_outlines_of_fewer_points_and_one_of_a_region_does_not() -> None:
    def data_of(box: Box, file: str = "ltla", **more: Any) -> list[str]:
        drawing = MapDrawing(file, Shading("01", "00"), box, BLUE, **more)
        layers = spec_of(interactive_map(drawing, "hover"))["layers"]
        return [each["data"].rpartition("/")[2] for each in layers]

    england, south_west = (-6.4, 49.9, 1.8, 55.8), (-6.4, 49.9, -1.5, 52.1)
    assert data_of(england) == ["ltla.generalised.geojson"]
    assert data_of(south_west) == ["ltla.geojson"]
    assert data_of(england, "cauth", land="ctry") == [
        "ctry.generalised.geojson",
        "cauth.generalised.geojson",
    ]
    assert data_of(england, "ltla.tiles") == ["ltla.tiles.geojson"]


def test_nothing_asks_for_a_background_map_and_borders_cost_nothing() -> None:
    spec = spec_of(deck())
    assert "mapProvider" not in spec
    # pydeck's own word, which Streamlit knows, for a deck without a background.
    assert spec["mapStyle"] == spec_of(pdk.Deck(map_provider=None))["mapStyle"]
    assert "http" not in json.dumps(spec)
    assert layer(deck(), AREAS)["stroked"] is False


def test_other_values_change_the_fill_s_trigger_and_the_same_ones_do_not() -> None:
    first, same, other = deck(), deck(), deck("1111156789")
    trigger = layer(first, AREAS)["updateTriggers"]
    assert trigger == layer(same, AREAS)["updateTriggers"]
    assert trigger != layer(other, AREAS)["updateTriggers"]
    assert trigger != layer(deck(faded="1000000000"), AREAS)["updateTriggers"]


def test_each_kind_of_gap_has_a_pattern_of_its_own() -> None:
    gaps = layer(deck(), "gaps")
    assert gaps["extensions"] == [{"@@type": "FillStyleExtension", "pattern": True}]
    names = json.loads(gaps["getFillPattern"].partition("(")[2].partition(")")[0])
    assert len(names) == ELSEWHERE + 1
    assert tuple(names[FIRST_GAP:ELSEWHERE]) == PATTERN_NAMES
    assert set(names[:FIRST_GAP]) == {"none"}
    assert set(names) == set(gaps["fillPatternMapping"])
    only = layer(deck("0123401236"), "gaps")
    assert set(only["fillPatternMapping"]) == {"none", PATTERN_NAMES[1]}
    assert gaps["fillPatternAtlas"] == "app/static/boundaries/patterns.png"


def test_a_map_without_gaps_has_no_pattern_layer() -> None:
    assert [one["id"] for one in spec_of(deck("0123401239"))["layers"]] == [AREAS]


def test_the_chosen_place_is_outlined_and_ringed_when_small() -> None:
    marked = deck(marker=MapMarker("A", ((0.0, 1.0), (1.0, 1.0), (0.0, 1.0)), (0.5, 0.5)))
    assert layer(marked, "outline")["data"] == [{"p": [[0.0, 1.0], [1.0, 1.0], [0.0, 1.0]]}]
    assert layer(marked, "ring")["data"] == [{"p": [0.5, 0.5]}]
    ids = [one["id"] for one in spec_of(deck(marker=MapMarker("A", (), None)))["layers"]]
    assert not {"ring", "outline"} & set(ids)


def test_361_areas_with_intervals_and_gaps_stay_small() -> None:
    lines = [("27.8% (26.5 to 29.1)", "\n▲ higher than England, worse")] * 361
    hover = hover_text(lines, "August 2024 to July 2025")
    shading = Shading("0" * 360 + "5", "1" * 361)
    one = interactive_map(MapDrawing("ltla", shading, COUNTRY, BLUE), hover)
    assert len(one.to_json()) + len(json.dumps(hover)) < 14_000


class Reader(HTMLParser):
    """The tags and the text of some HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_hover_has_an_item_an_area_in_order_and_names_shared_words_once() -> None:
    html = hover_text([("1%", "higher"), ("", ""), ("2%", "higher"), ("3%", "lower")], "2023")
    assert html.count("higher") == 1
    assert html.partition("</style>")[2] == (
        "<b>{name}</b><div class=bl><p>1%<p a><p>2%<p b>3%</div>2023"
    )
    assert "p:nth-child({n})" in html


def test_a_sign_before_every_figure_is_written_by_a_rule_and_not_before_a_gap() -> None:
    html = hover_text([("£1", "higher"), ("", "none"), ("£2", "higher")], "2023", "£")
    rules, _, items = html.partition("</style>")
    assert items == "<b>{name}</b><div class=bl><p>1<p a><p>2</div>2023"
    assert '.bl p:not(:empty):before{content:"£"}' in rules


def test_a_sign_inside_a_figure_becomes_an_element_that_a_rule_writes() -> None:
    html = hover_text([("£5\n£1", "below"), ("−£2", "below")], "2023", "£")
    rules, _, items = html.partition("</style>")
    assert "<p><x>5\n<x>1<p>−<x>2" in items
    assert '.bl x:before{content:"£"}' in rules
    assert "£" not in items
    assert "p:not(:empty)" not in rules, "the last does not begin with the sign"


def test_a_hundred_shared_texts_have_a_hundred_rules() -> None:
    html = hover_text([("", f"text {number}") for number in range(100)], "")
    names = [part.partition("]")[0] for part in html.split(".bl p[")[1:]]
    assert len(names) == len(set(names)) == 99
    assert {"a", "z", "aa", "cu"} <= set(names)


def test_areas_at_the_end_with_the_same_words_share_the_last_item() -> None:
    html = hover_text([("1%", ""), ("", "none"), ("", "none"), ("", "none")], "2023")
    assert html.partition("<div class=bl>")[2].count("<p") == 2
    assert "p:last-child:nth-child(-n+{n})" in html


@pytest.mark.parametrize(
    "hostile", ['<img src=x onerror="alert(1)">', "{name}", "</style><b>", "\\"]
)
def test_hostile_words_stay_words_over_an_area(hostile: str) -> None:
    reader = Reader()
    html = hover_text([(hostile, hostile)], hostile)
    reader.feed(html)
    assert reader.tags == ["style", "b", "div", "p"]
    # Streamlit fills in what stands in braces: of ours, only the place of the line and the name.
    assert html.count("{name}") == 1
    rules = html.partition("</style>")[0]
    assert "<" not in rules.removeprefix("<style>")


def test_a_hostile_name_stays_text_in_the_legend() -> None:
    html = map_legend(
        [LegendKey(words="<b>x", areas=2, fill="#FFFFFF", pattern=0, chosen='"><script>')],
        ["<i>"],
        LIGHT,
    )
    assert "<script>" not in html
    assert "<b>x" not in html
    assert "&lt;i&gt;" in html


def test_the_legend_counts_areas_and_marks_the_chosen_place() -> None:
    html = map_legend(
        [
            LegendKey("1 to 2", 1, "#FFFFFF"),
            LegendKey(words="3", areas=20, fill="#000000", pattern=None, chosen="Leeds 3"),
        ],
        [],
    )
    assert "(1 area)<" in html
    assert "(20 areas)<" in html
    assert "<b>Leeds 3</b>" in html


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_runs_one_way_and_its_gaps_are_no_class(scheme: str, *, dark: bool) -> None:
    colours = map_colours(scheme, dark=dark)
    page = DARK if dark else LIGHT
    steps = [contrast(one, page.page) for one in colours.scale]
    assert steps == sorted(steps)
    assert all(later / earlier > 1.15 for earlier, later in pairwise(steps))
    assert contrast(page.marked, page.page) >= 3
    for gap in colours.gaps:
        assert contrast(page.quiet_text, gap) >= 3
        assert gap not in colours.scale
    for fill in colours.scale:
        assert contrast(readable_on(fill, page), fill) >= 3


def test_mixed_colours_lie_between() -> None:
    assert mixed("#000000", "#FFFFFF", 0) == "#000000"
    assert mixed("#000000", "#FFFFFF", 1) == "#FFFFFF"
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"


@pytest.mark.parametrize(
    "box", [(-8.2, 49.9, 1.8, 60.9), (-0.5, 51.3, 0.3, 51.7), (-6.0, 49.9, -1.5, 52.1)]
)
def test_a_frame_holds_its_areas_on_a_phone(box: tuple[float, float, float, float]) -> None:
    frame = frame_of(box)
    across = frame.pixels_across(box[2] - box[0])
    assert across <= WIDTH + 1
    assert frame.longitude == pytest.approx((box[0] + box[2]) / 2, abs=1e-3)
    assert box[1] < frame.latitude < box[3]
    assert across > WIDTH - 2 or frame.zoom < 6
    assert HEIGHT > 0


def test_names_on_tiles_are_short_lines_and_only_on_few_tiles() -> None:
    assert lines_of("Kensington and Chelsea") == ["Kensington", "and", "Chelsea"]
    assert lines_of("Hull") == ["Hull"]
    for name in ("Bournemouth, Christchurch and Poole", "Stoke-on-Trent", "Na h-Eileanan Siar"):
        lines = lines_of(name)
        assert len(lines) <= LINES
        assert all(len(line) <= LETTERS + 1 for line in lines)
    tile = ("Camden", (0.0, 0.0), "#12436D")
    assert tile_names([tile], LIGHT) == [MapName("Camden", (0.0, 0.0), LIGHT.page, 1_700)]
    assert tile_names([tile] * (MOST_NAMED + 1), LIGHT) == []
