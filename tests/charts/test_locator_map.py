"""The locator map: what the chart holds, what its sentence says, where names fit."""

import json
from typing import Any

import pytest

from placelib.charts.locator_layout import (
    AreaRole,
    MapArea,
    NothingToFrame,
    frame_extent,
    place_locator_labels,
)
from placelib.charts.locator_map import locator_map, write_locator_sentence
from placelib.charts.theme import DARK, DESK, FONT, LIGHT, PRESENT, Theme, text_sizes, theme


def area(
    code: str, name: str, role: AreaRole, at: tuple[float, float], *, borders: bool = False
) -> MapArea:
    """A square area of a fifth of a degree, named in its middle, with 6 km of room."""
    x, y = at
    return MapArea(
        code=code,
        name=name,
        role=role,
        west=x - 0.1,
        south=y - 0.1,
        east=x + 0.1,
        north=y + 0.1,
        label_longitude=x,
        label_latitude=y,
        label_room=6.0,
        borders=borders,
    )


LIVERPOOL = [
    area("E08000012", "Liverpool", "focus", (-2.9, 53.4)),
    area("E08000014", "Sefton", "sibling", (-3.0, 53.6), borders=True),
    area("E08000013", "St. Helens", "sibling", (-2.6, 53.5)),
    area("E06000006", "Halton", "sibling", (-2.7, 53.3), borders=True),
    area("E07000127", "West Lancashire", "neighbour", (-2.8, 53.7), borders=True),
]
REGION = [
    area("E08000012", "Liverpool", "member", (-2.9, 53.4)),
    area("E08000014", "Sefton", "member", (-3.0, 53.6)),
]
SCILLY = [area("E06000053", "Isles of Scilly", "focus", (-6.3, 49.9))]


def drawn(areas: list[MapArea], **more: Any) -> dict[str, Any]:
    chart: dict[str, Any] = locator_map(areas, "ltla", **more).to_dict()
    return chart


def test_geometry_comes_from_the_static_file_relative_to_the_page() -> None:
    chart = drawn(LIVERPOOL)
    assert chart["data"] == {
        "url": "app/static/boundaries/ltla.geojson",
        "format": {"type": "json", "property": "features"},
    }
    assert "coordinates" not in json.dumps(chart)
    assert "http" not in json.dumps({**chart, "$schema": ""})


def test_a_map_of_a_large_region_is_under_20_kilobytes() -> None:
    many = [
        area(f"E0700{n:04}", f"A district of some length {n}", "member", (n / 10, 52 + n / 20))
        for n in range(64)
    ]
    assert len(locator_map(many, "ltla").to_json(indent=None)) < 20_000


def test_every_area_is_drawn_in_the_colour_of_its_role() -> None:
    *_, areas, _, _ = drawn(LIVERPOOL)["layer"]
    colours, _, field = areas["mark"]["fill"]["expr"].rpartition(")[")
    assert field == "datum.properties.code]"
    assert json.loads(colours[1:]) == {
        "E08000012": LIGHT.focus,
        "E08000014": LIGHT.tint,
        "E08000013": LIGHT.tint,
        "E06000006": LIGHT.tint,
        "E07000127": LIGHT.land,
    }
    assert sorted(areas["transform"][0]["filter"]["oneOf"]) == sorted(json.loads(colours[1:]))


def test_all_other_land_is_drawn_beneath() -> None:
    first = drawn(LIVERPOOL)["layer"][0]
    assert first["mark"]["fill"] == LIGHT.far_land
    assert sorted(first["transform"][0]["filter"]["not"]["oneOf"]) == sorted(
        each.code for each in LIVERPOOL
    )


def test_names_have_the_app_s_own_font() -> None:
    assert drawn(LIVERPOOL)["config"]["font"] == FONT


def test_the_group_is_ringed_and_a_focus_without_siblings_is_not() -> None:
    rings = [layer["mark"].get("stroke") for layer in drawn(LIVERPOOL)["layer"]]
    assert rings.count(LIGHT.focus) == 1
    assert LIGHT.focus not in [layer["mark"].get("stroke") for layer in drawn(SCILLY)["layer"]]


def test_dark_and_present_change_colours_and_sizes() -> None:
    chart = drawn(LIVERPOOL, theme=DARK, sizes=PRESENT)
    assert DARK.focus in json.dumps(chart)
    assert LIGHT.focus not in json.dumps(chart)
    sizes = {layer["mark"].get("fontSize") for layer in chart["layer"]}
    assert sizes == {None, PRESENT.map_label}


def test_a_hostile_name_stays_data() -> None:
    name = "O'Brien\"); alert('<b>x</b>') && (\""
    chart = drawn([area("E08000012", name, "focus", (-2.9, 53.4))])
    rows = [row for dataset in chart.pop("datasets").values() for row in dataset]
    assert {row["text"].replace("\n", " ") for row in rows} == {name}
    assert "alert" not in json.dumps(chart)


def test_a_map_without_focus_or_members_says_what_is_wrong() -> None:
    with pytest.raises(NothingToFrame, match="from 1 areas without a focus or a member"):
        locator_map(LIVERPOOL[-1:], "ltla")


def test_the_sentence_names_every_bordering_area() -> None:
    assert write_locator_sentence("Liverpool", LIVERPOOL, "Liverpool City Region", "councils") == (
        "Map of Liverpool, one of the 4 councils of Liverpool City Region, which shares a land "
        "border with Halton, Sefton and West Lancashire."
    )


def test_the_sentence_says_when_no_land_touches() -> None:
    assert write_locator_sentence("the Isles of Scilly", SCILLY) == (
        "Map of the Isles of Scilly, which shares no border on land with another area."
    )


def test_the_sentence_counts_members_and_names_them_when_they_are_few() -> None:
    assert write_locator_sentence("the region", REGION, members="councils") == (
        "Map of the region with its 2 councils: Liverpool and Sefton."
    )
    many = [area(f"E0700{n:04}", f"District {n}", "member", (0, 52)) for n in range(20)]
    assert write_locator_sentence("the region", many) == "Map of the region with its 20 areas."


def test_the_projection_is_true_to_distance_at_its_centre() -> None:
    view = frame_extent(SCILLY)
    assert view.place(view.longitude, view.latitude) == pytest.approx((0, 0))
    kilometre = 1 / 111.2
    _, north = view.place(view.longitude, view.latitude + kilometre)
    assert north * 6371 == pytest.approx(1, rel=1e-3)


def test_the_view_holds_the_focus_and_the_names_of_its_neighbours() -> None:
    view = frame_extent(LIVERPOOL)
    inside = [(-3.0, 53.3), (-2.8, 53.5), (-3.0, 53.6), (-2.7, 53.3), (-2.8, 53.7)]
    for longitude, latitude in inside:
        x, y = view.place(longitude, latitude)
        assert abs(x) <= view.width / 2
        assert abs(y) <= view.height / 2


def test_a_far_neighbour_does_not_shrink_the_focus_below_a_third() -> None:
    far = area("E07000001", "Farland", "neighbour", (3.0, 57.0), borders=True)
    view = frame_extent([LIVERPOOL[0], far])
    west, _ = view.place(-3.0, 53.4)
    east, _ = view.place(-2.8, 53.4)
    assert (east - west) / view.width > 0.2


def test_names_drawn_at_the_same_zoom_never_overlap() -> None:
    crowd = [
        area(f"E0700{n:04}", f"District number {n}", "member", (-2 + n % 8 / 9, 52 + n // 8 / 15))
        for n in range(40)
    ]
    labels = place_locator_labels(crowd, frame_extent(crowd), DESK.map_label)
    assert labels
    for zoom in (2_000, 8_000, 20_000, 60_000):
        shown = [label for label in labels if label.from_zoom <= zoom]
        for i, one in enumerate(shown):
            for other in shown[:i]:
                apart_x = abs(one.x - other.x) * zoom + 1 >= one.half_width + other.half_width
                rise = (one.y - other.y) * zoom + one.shift - other.shift
                apart_y = abs(rise) + 1 >= one.half_height + other.half_height
                assert apart_x or apart_y, (zoom, one, other)


def test_the_focus_is_named_first_and_a_name_without_room_never() -> None:
    squeezed = MapArea(
        code="E1",
        name="Sliver",
        role="neighbour",
        west=0,
        south=51,
        east=0,
        north=51,
        label_longitude=-2.8,
        label_latitude=53.6,
        label_room=0.0,
        borders=True,
    )
    labels = place_locator_labels(
        [*LIVERPOOL[::-1], squeezed], frame_extent(LIVERPOOL), DESK.map_label
    )
    assert labels[0].text == "Liverpool"
    assert "Sliver" not in [label.text for label in labels]


def test_a_long_name_takes_two_lines() -> None:
    name = "Bournemouth, Christchurch and Poole"
    (label,) = place_locator_labels(
        [area("E06000058", name, "focus", (0, 52))], frame_extent(SCILLY), 13
    )
    assert label.text == "Bournemouth,\nChristchurch and Poole"


def test_a_long_name_may_break_after_a_hyphen() -> None:
    (label,) = place_locator_labels(
        [area("E06000004", "Stockton-on-Tees", "focus", (-1.3, 54.6))], frame_extent(SCILLY), 13
    )
    assert label.text == "Stockton-\non-Tees"


def test_one_of_two_members_close_together_gets_its_name_above_or_below_its_point() -> None:
    pair = [
        area("E06000004", "Stockton", "member", (-1.30, 54.60)),
        area("E06000002", "Middlesbrough", "member", (-1.22, 54.58)),
        area("E06000005", "Darlington", "member", (-1.60, 54.55)),
    ]
    labels = {
        one.text: one for one in place_locator_labels(pair, frame_extent(pair), DESK.map_label)
    }
    first, moved = labels["Stockton"], labels["Middlesbrough"]
    # Further from its northern neighbour's name than its own place is.
    assert first.shift > moved.shift
    apart = abs(moved.y - first.y)
    assert first.from_zoom < (moved.half_height + first.half_height) / apart


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_lines_have_3_to_1_and_text_4_5_to_1(colours: Theme) -> None:
    for line in (*colours.categories, colours.focus, colours.rest):
        assert contrast(line, colours.page) >= 3, line
    for other in (colours.tint, colours.land, colours.far_land):
        assert contrast(colours.focus, other) >= 3, other
        assert contrast(colours.text, other) >= 4.5, other
    for text in (colours.text, colours.quiet_text):
        assert contrast(text, colours.page) >= 4.5, text
    assert contrast(colours.on_focus, colours.focus) >= 4.5


def test_the_steps_of_a_shaded_map_run_one_way() -> None:
    for colours in (LIGHT, DARK):
        steps = [contrast(step, colours.page) for step in colours.scale]
        assert steps == sorted(steps)


def test_present_mode_has_no_text_below_24_pixels() -> None:
    sizes = text_sizes(present=True)
    assert min(sizes.title, sizes.label, sizes.map_label) >= 24
    assert text_sizes(present=False) == DESK
    assert theme(dark=True) is DARK
    assert theme(dark=False) is LIGHT
