"""From the figures of a map to the records it is drawn from: shading, hover words, legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from placelib.areas.registry import AreaRegistry
from placelib.charts.hover import hover_text
from placelib.charts.interactive_map import CompactDeck, interactive_map
from placelib.charts.map_frames import Box, MapFrame, box_around, frame_box, frame_of
from placelib.charts.map_inset import MapInset, place_in_extent
from placelib.charts.map_legend import LegendKey, map_legend
from placelib.charts.map_records import (
    ELSEWHERE,
    FIRST_GAP,
    MapDrawing,
    MapMarker,
    MapName,
    Point,
    Shading,
    palettes,
)
from placelib.charts.shaded_map import HEIGHT, GapSign, shaded_map
from placelib.charts.shaded_map_legend import APART, measure_legend
from placelib.charts.theme import DESK, PAPER, TextSizes, map_colours, theme
from placelib.charts.tiles import tile_names
from placelib.content import text
from placelib.formatting import figure as format_figure
from placelib.formatting import unit_before
from placelib.maps.areas import GAP_KINDS, MapFigure, list_drawn_areas
from placelib.maps.classes import HOW_MANY, METHODS, Classes
from placelib.maps.content import MapContent
from placelib.maps.settings import MapView
from placelib.maps.shapes import Shape
from placelib.maps.text import describe_gap_kind
from placelib.views.map_hover import list_hover_words, write_hover_foot

# Pixels: a place in focus that is narrower than this at first is ringed, as Islington is on a map
# of England.
SMALL = 26
# The beginning of the code of a London borough, as in E09000033 for Westminster.
LONDON_BOROUGH = "E09"
# A map so many times as wide as London or more draws its boroughs too small: England is 8 times.
LEAST_TIMES_LONDON = 3
# Pixels: the map of a picture without its legend. A country is higher than wide, London is not.
PICTURE_WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 620, 420, 800


def encode_shading(registry: AreaRegistry, content: MapContent, view: MapView) -> Shading:
    """The digits of every area of the boundary file, those outside the larger area included."""
    by_code = {figure.area.code: figure for figure in content.figures}
    codes = [area.code for area in list_drawn_areas(registry, view.level)]
    return Shading(
        "".join(str(_choose_class_digit(content, by_code.get(code))) for code in codes),
        "".join("1" if _is_faded(view, by_code.get(code)) else "0" for code in codes),
    )


def _choose_class_digit(content: MapContent, figure: MapFigure | None) -> int:
    if figure is None:
        return ELSEWHERE
    if figure.gap is not None:
        return FIRST_GAP + GAP_KINDS.index(figure.gap)
    assert content.classes is not None
    return choose_colour_step(content.classes, content.class_by_area[figure.area.code])


def choose_colour_step(classes: Classes, index: int) -> int:
    """The step of the colour scale for a class: fewer classes keep the scale's two ends."""
    if classes.count == 1:
        return HOW_MANY // 2
    return round(index * (HOW_MANY - 1) / (classes.count - 1))


def _is_faded(view: MapView, figure: MapFigure | None) -> bool:
    return view.is_faded and figure is not None and figure.verdict.kind == "not clearly different"


def draw_map(
    registry: AreaRegistry,
    content: MapContent,
    view: MapView,
    shapes: Mapping[str, Shape],
    *,
    ring: Point | None,
    dark: bool,
) -> MapDrawing:
    """The records a map is drawn from; ``ring`` is where to ring the place in focus if small."""
    colours, page = map_colours(view.colours, dark=dark), theme(dark=dark)
    shading = encode_shading(registry, content, view)
    codes = [figure.area.code for figure in content.figures]
    box = find_first_view(content, shapes)
    is_tiled = view.view == "tiles"
    names: list[MapName] = []
    if is_tiled:
        fills, _ = palettes(colours, page)
        file_order = [area.code for area in list_drawn_areas(registry, view.level)]
        digits = dict(zip(file_order, shading.classes, strict=True))
        names = tile_names(
            [
                (registry[code].name, shapes[code].middle, fills[int(digits[code])])
                for code in codes
            ],
            page,
        )
    return MapDrawing(
        file=f"{view.level}.tiles" if is_tiled else view.level,
        shading=shading,
        box=box,
        colours=colours,
        marker=_mark_focus(content, shapes, frame_of(box), ring),
        names=names,
        lines=f"{view.level}.lines" if is_tiled else None,
        land="ctry" if view.level == "cauth" and not is_tiled else None,
        inset=None if is_tiled else _inset_london(content, shapes, box),
        is_cut=box != box_around(shape.box for shape in shapes.values()),
    )


def _inset_london(content: MapContent, shapes: Mapping[str, Shape], box: Box) -> MapInset | None:
    """London's boroughs, where a map shows them among so much else that they cannot be read."""
    codes = [figure.area.code for figure in content.figures]
    boroughs = [code for code in codes if code.startswith(LONDON_BOROUGH)]
    if not boroughs:
        return None
    london = box_around(shapes[code].box for code in boroughs)
    across = (box[2] - box[0]) / (london[2] - london[0])
    if across < LEAST_TIMES_LONDON:
        return None
    return MapInset("London", london, tuple(shapes[code].box for code in codes))


def find_first_view(content: MapContent, shapes: Mapping[str, Shape]) -> Box:
    """What a map shows at first: the areas with a figure, or all of them where none has one.

    An indicator of England alone opens on England.
    """
    codes = content.class_by_area or [figure.area.code for figure in content.figures]
    return box_around(shapes[code].box for code in codes)


def _mark_focus(
    content: MapContent, shapes: Mapping[str, Shape], frame: MapFrame, ring: Point | None
) -> MapMarker | None:
    if content.focus is None:
        return None
    shape = shapes[content.focus.area.code]
    west, _, east, _ = shape.box
    is_small = frame.pixels_across(east - west) < SMALL
    return MapMarker(
        content.focus.area.code, shape.outline, (ring or shape.middle) if is_small else None
    )


def draw_map_deck(
    registry: AreaRegistry, content: MapContent, drawing: MapDrawing, level: str, *, dark: bool
) -> CompactDeck:
    """The deck of an interactive map, with the words that appear over each area."""
    codes = [area.code for area in list_drawn_areas(registry, level)]
    sign = unit_before(content.indicator)
    hover = hover_text(list_hover_words(codes, content), write_hover_foot(content), sign)
    return interactive_map(drawing, hover, theme(dark=dark))


def draw_shaded_map(
    content: MapContent,
    view: MapView,
    drawing: MapDrawing,
    points: Mapping[str, Point],
    *,
    dark: bool,
    notes: Sequence[str] = (),
    height: int = HEIGHT,
    sizes: TextSizes = DESK,
) -> dict[str, Any]:
    """The finished map without a graphics card; ``points`` are inside the areas without a figure.

    ``notes`` stand below the legend; ``height`` is in pixels.
    """
    gaps = [
        GapSign(points[figure.area.code], GAP_KINDS.index(figure.gap))
        for figure in content.figures
        if figure.gap is not None
        and figure.area.code in points
        and _is_inside(points[figure.area.code], drawing.box)
    ]
    specification: dict[str, Any] = shaded_map(
        drawing,
        list_legend_keys(content, view, dark=dark),
        gaps,
        notes,
        theme(dark=dark),
        sizes,
        height,
    ).to_dict()
    return specification


def _is_inside(point: Point, box: Box) -> bool:
    """Whether a sign at the point lies on the map: a picture's areas end at its box."""
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def draw_map_picture(
    content: MapContent, view: MapView, drawing: MapDrawing, points: Mapping[str, Point]
) -> dict[str, Any]:
    """The map as a picture that leaves the app: as high as it needs, with notes in its legend.

    ``drawing`` is that of a light page; ``points`` are as for draw_shaded_map.
    """
    extent = frame_box(drawing.box)
    spare = place_in_extent(drawing.inset, extent).spare if drawing.inset else 0.0
    height = PICTURE_WIDTH * extent.height / (extent.width + spare)
    height = min(max(height, LEAST_HEIGHT), MOST_HEIGHT)
    notes = [*list_legend_notes(content, view), text("boundaries")]
    specification = draw_shaded_map(
        content, view, drawing, points, dark=False, notes=notes, height=round(height), sizes=PAPER
    )
    return {**specification, "width": PICTURE_WIDTH + APART + measure_legend(PAPER)}


def write_legend_html(
    content: MapContent, view: MapView, inset: MapInset | None, *, dark: bool
) -> str:
    """The legend of an interactive map as HTML; it says what is drawn once more, larger."""
    notes = list_legend_notes(content, view)
    if inset:
        notes.insert(0, f"In the box: {inset.name}, enlarged.")
    keys = list_legend_keys(content, view, dark=dark)
    return map_legend(keys, notes, theme(dark=dark))


def list_legend_keys(content: MapContent, view: MapView, *, dark: bool) -> list[LegendKey]:
    """The lines of the legend: classes from much to little, then gaps; the chosen place marked."""
    colours = map_colours(view.colours, dark=dark)
    keys: list[LegendKey] = []
    if content.classes is not None:
        counts = Counter(content.class_by_area.values())
        labels = content.classes.labels(content.indicator)
        keys = [
            LegendKey(
                words=label,
                areas=counts[index],
                fill=colours.scale[choose_colour_step(content.classes, index)],
                chosen=_describe_focus(content, index),
            )
            for index, label in reversed(list(enumerate(labels)))
        ]
    gaps = Counter(figure.gap for figure in content.figures if figure.gap)
    keys += [
        LegendKey(
            words=describe_gap_kind(kind, content.indicator),
            areas=gaps[kind],
            fill=colours.gaps[index],
            pattern=index,
            chosen=_describe_focus(content, kind),
        )
        for index, kind in enumerate(GAP_KINDS)
        if gaps[kind]
    ]
    return keys


def _describe_focus(content: MapContent, key: int | str) -> str:
    """The place in focus and its figure, where it belongs to the class or kind of gap ``key``."""
    focus = content.focus
    if focus is None:
        return ""
    if focus.value is None or content.classes is None:
        return focus.area.name if focus.gap == key else ""
    if content.class_by_area[focus.area.code] != key:
        return ""
    return f"{focus.area.name} {format_figure(content.indicator, focus.value)}"


def list_legend_notes(content: MapContent, view: MapView) -> list[str]:
    """How the classes were made, and what fading means where it is on."""
    notes = []
    if content.classes is not None:
        method, count = METHODS[view.classes].lower(), content.classes.count
        figures = (
            "the figures of all periods" if view.has_common_classes else ("this period’s figures")
        )
        ending = "" if count == 1 else "es"
        notes.append(f"{count} class{ending} by {method} of {figures}, as rounded.")
    if view.is_faded:
        faded = sum(_is_faded(view, figure) for figure in content.figures)
        notes.append(
            f"Faded: {faded:,} not clearly different from the benchmark: it may be chance."
            if content.indicator.has_interval
            else "Nothing can be faded: no interval is published for this indicator."
        )
    return notes
