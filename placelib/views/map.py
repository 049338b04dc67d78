"""Puts the services and charts of the Map page together; knows no Streamlit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from placelib.areas.registry import AreaRegistry
from placelib.charts import map_picture as map_chart_picture
from placelib.charts import shaded_map as map_shaded
from placelib.charts.areas_map import (
    ELSEWHERE,
    FIRST_GAP,
    CompactDeck,
    Drawing,
    Marker,
    Name,
    Point,
    Shading,
    areas_map,
    palettes,
)
from placelib.charts.hover import hover_text
from placelib.charts.map_frames import Frame, box_around, frame_of
from placelib.charts.map_legend import Key, map_legend
from placelib.charts.theme import map_colours, theme
from placelib.charts.theme import theme as theme_for
from placelib.charts.tiles import tile_names
from placelib.content import text
from placelib.database.cache import cached
from placelib.database.connection import Store
from placelib.formatting import figure, interval, listed, number, short_figure, unit_after
from placelib.maps import areas as areas_of_maps
from placelib.maps import shapes
from placelib.maps import text as map_words
from placelib.maps.areas import (
    GAP_KINDS,
    MapFigure,
    MapPeriod,
    areas_within,
    drawn_areas,
    map_figures,
    map_periods,
    map_values,
    usual_period,
)
from placelib.maps.classes import HOW_MANY, METHODS, Classes, classes_of
from placelib.maps.settings import MapView
from placelib.maps.shapes import Shape
from placelib.maps.text import GAP_WORDS
from placelib.model import Area, Indicator
from placelib.statistics.catalogue import Catalogue
from placelib.trends.trajectories import quality
from placelib.views import snapshot_records
from placelib.views.place import SIGNS

# How many areas the cache of a builder remembers.
AREAS = 64

# Pixels: a place in focus that is narrower than this at first is ringed.
SMALL = 26


@dataclass(frozen=True, slots=True)
class MapShown:
    """What a state of the Map page shows: the areas with their figures, and their classes.

    ``period`` is None and ``classes`` too where no area has a figure. ``focus`` is the area of the
    map that is, or holds, the place in focus. ``placed`` gives the class of each area
    that has a figure.
    """

    indicator: Indicator
    within: Area
    periods: tuple[MapPeriod, ...]
    period: MapPeriod | None
    found: tuple[MapFigure, ...]
    classes: Classes | None
    focus: MapFigure | None
    placed: Mapping[str, int]

    @property
    def period_label(self) -> str:
        """The period in words, empty where there is none."""
        return self.period.label if self.period else ""


def periods_of(
    registry: AreaRegistry, store: Store, catalogue: Catalogue, slug: str, level: str, within: str
) -> tuple[MapPeriod, ...]:
    """The periods in which an area of the level within the larger one has a figure."""
    return map_periods(store, catalogue[slug], areas_within(registry, level, within))


def map_shown(
    registry: AreaRegistry,
    store: Store,
    catalogue: Catalogue,
    periods: tuple[MapPeriod, ...],
    view: MapView,
) -> MapShown:
    """What a state of the page shows; ``periods`` are those of its indicator, level and area."""
    indicator = catalogue[view.indicator]
    areas = areas_within(registry, view.level, view.within)
    found = map_figures(registry, store, indicator, areas, view.level, view.period)
    values = [one.value for one in found if one.value is not None]
    if view.same == "yes" and values:
        values = map_values(store, indicator, areas)
    classes = classes_of(indicator, values, view.classes)
    placed = {
        one.area.code: classes.of(indicator, one.value)
        for one in found
        if classes is not None and one.value is not None
    }
    chain = [one.code for one in registry.chain(view.area)] if view.area else []
    return MapShown(
        indicator,
        registry[view.within],
        periods,
        next((one for one in periods if one.period == view.period), usual_period(periods)),
        found,
        classes,
        next((one for code in chain for one in found if one.area.code == code), None),
        placed,
    )


def shading(registry: AreaRegistry, shown: MapShown, view: MapView) -> Shading:
    """The digits of every area of the boundary file, those outside the larger area included."""
    by_code = {one.area.code: one for one in shown.found}
    codes = [area.code for area in drawn_areas(registry, view.level)]
    return Shading(
        "".join(str(_digit(shown, by_code.get(code))) for code in codes),
        "".join("1" if _recedes(view, by_code.get(code)) else "0" for code in codes),
    )


def _digit(shown: MapShown, one: MapFigure | None) -> int:
    if one is None:
        return ELSEWHERE
    if one.gap is not None:
        return FIRST_GAP + GAP_KINDS.index(one.gap)
    assert shown.classes is not None
    return step_of(shown.classes, shown.placed[one.area.code])


def step_of(classes: Classes, at: int) -> int:
    """The step of the colour scale for a class: fewer classes keep the scale's two ends."""
    if classes.count == 1:
        return HOW_MANY // 2
    return round(at * (HOW_MANY - 1) / (classes.count - 1))


def _recedes(view: MapView, one: MapFigure | None) -> bool:
    return view.fade == "yes" and one is not None and one.verdict.kind == "not clearly different"


def map_drawing(
    registry: AreaRegistry,
    shown: MapShown,
    view: MapView,
    shapes: Mapping[str, Shape],
    label_point: Point | None,
    dark: bool,
) -> Drawing:
    """What the map of a state shows; ``label_point`` is where to ring the place in focus."""
    colours, page = map_colours(view.colours, dark), theme(dark)
    digits = shading(registry, shown, view)
    within = [one.area.code for one in shown.found]
    tiled = view.view == "tiles"
    box = box_around(shapes[code].box for code in within)
    names: list[Name] = []
    if tiled:
        codes = [area.code for area in drawn_areas(registry, view.level)]
        fills, _ = palettes(colours, page)
        digit = dict(zip(codes, digits.classes, strict=True))
        names = tile_names(
            [
                (registry[code].name, shapes[code].middle, fills[int(digit[code])])
                for code in within
            ],
            page,
        )
    return Drawing(
        f"{view.level}.tiles" if tiled else view.level,
        digits,
        box,
        colours,
        _marker(shown, shapes, frame_of(box), label_point),
        names,
        lines=f"{view.level}.lines" if tiled else None,
        land="ctry" if view.level == "cauth" and not tiled else None,
    )


def _marker(
    shown: MapShown, shapes: Mapping[str, Shape], frame: Frame, label_point: Point | None
) -> Marker | None:
    if shown.focus is None:
        return None
    shape = shapes[shown.focus.area.code]
    west, _, east, _ = shape.box
    is_small = frame.pixels_across(east - west) < SMALL
    return Marker(shape.outline, (label_point or shape.middle) if is_small else None)


def map_deck(
    registry: AreaRegistry, shown: MapShown, drawing: Drawing, level: str, dark: bool
) -> CompactDeck:
    """The deck of a state of the page."""
    codes = [area.code for area in drawn_areas(registry, level)]
    hover = hover_text(hover_lines(codes, shown), _hover_foot(shown))
    return areas_map(drawing, hover, theme(dark))


def hover_lines(codes: Sequence[str], shown: MapShown) -> list[tuple[str, str]]:
    """For each area of the boundary file, its own words and the words it shares with others."""
    by_code = {one.area.code: one for one in shown.found}
    return [
        _hover_line(shown.indicator, by_code[code]) if code in by_code else ("", "")
        for code in codes
    ]


def _hover_foot(shown: MapShown) -> str:
    """Measure, unit and period: once, and not with every area's figure."""
    unit = "" if shown.indicator.suffix else unit_after(shown.indicator).strip()
    return ", ".join(part for part in (shown.indicator.label, unit, shown.period_label) if part)


def _hover_line(indicator: Indicator, one: MapFigure) -> tuple[str, str]:
    row = one.observation
    if row is None or row.value is None:
        return "", f"No figure: {one.missing}"
    own, shared = (
        short_figure(indicator, row.value),
        f"\n{SIGNS[one.verdict.kind]} {one.verdict.words}",
    )
    if row.lower is not None and row.upper is not None:
        # What closes the interval is shared with all others that have one.
        own += (
            f" ({number(row.lower, indicator.decimals)} to {number(row.upper, indicator.decimals)}"
        )
        shared = f"){shared}"
    elif one.verdict.kind == "no interval" and not one.verdict.words.startswith("the same"):
        # The size of the difference is the area's own; the words after it are shared.
        size, _, rest = one.verdict.words.partition(" ")
        own, shared = f"{own}\n{size}", f" {rest}; no interval published"
    status = quality(row)
    return own, f"{shared}\n{status}" if status else shared


def legend_html(shown: MapShown, view: MapView, dark: bool) -> str:
    """The legend as HTML."""
    return map_legend(legend_keys(shown, view, dark), legend_notes(shown, view), theme(dark))


def legend_keys(shown: MapShown, view: MapView, dark: bool) -> list[Key]:
    """The lines of the legend: classes from much to little, then gaps; the chosen place marked."""
    colours = map_colours(view.colours, dark)
    keys: list[Key] = []
    if shown.classes is not None:
        placed = Counter(shown.placed.values())
        labels = shown.classes.labels(shown.indicator)
        keys = [
            Key(
                label,
                placed[at],
                colours.scale[step_of(shown.classes, at)],
                chosen=_chosen(shown, at),
            )
            for at, label in reversed(list(enumerate(labels)))
        ]
    gaps = Counter(one.gap for one in shown.found if one.gap)
    keys += [
        Key(GAP_WORDS[kind], gaps[kind], colours.gaps[at], at, _chosen(shown, kind))
        for at, kind in enumerate(GAP_KINDS)
        if gaps[kind]
    ]
    return keys


def _chosen(shown: MapShown, place: int | str) -> str:
    one = shown.focus
    if one is None:
        return ""
    if one.value is None or shown.classes is None:
        return one.area.name if one.gap == place else ""
    if shown.placed[one.area.code] != place:
        return ""
    return f"{one.area.name} {figure(shown.indicator, one.value)}"


def placed_words(shown: MapShown) -> dict[str, str]:
    """The words of the legend's line for each area of the map, by code."""
    labels = shown.classes.labels(shown.indicator) if shown.classes is not None else []
    found = {code: labels[at] for code, at in shown.placed.items()}
    return found | {one.area.code: GAP_WORDS[one.gap] for one in shown.found if one.gap}


def legend_notes(shown: MapShown, view: MapView) -> list[str]:
    """How the classes were made, and what fading means where it is on."""
    notes = []
    if shown.classes is not None:
        method = METHODS[view.classes].lower()
        of = "the figures of all periods" if view.same == "yes" else "this period’s figures"
        count = shown.classes.count
        notes.append(f"{count} class{'' if count == 1 else 'es'} by {method} of {of}, as rounded.")
    if view.fade == "yes":
        faded = sum(_recedes(view, one) for one in shown.found)
        notes.append(
            f"Faded: {faded:,} not clearly different from the benchmark (inside the 95% interval)."
            if shown.indicator.has_interval
            else "Nothing can be faded: no interval is published for this indicator."
        )
    return notes


def spoken_interval(indicator: Indicator, one: MapFigure) -> str:
    """The 95% interval in words, empty where there is none."""
    row = one.observation
    if row is None or row.lower is None or row.upper is None:
        return ""
    return interval(indicator, row.lower, row.upper)


def levels_with_figures(indicator: Indicator, names: Mapping[str, str]) -> str:
    """The levels at which an indicator is published, as a list in a sentence."""
    return listed([names[level].lower() for level in names if level in indicator.levels])


@cached(16)
def get_shapes(file: str) -> Mapping[str, shapes.Shape]:
    """Where the areas of a map file lie."""
    return shapes.load_shapes(file)


@cached(4 * AREAS)
def list_map_periods(slug: str, level: str, within: str) -> tuple[MapPeriod, ...]:
    """The periods in which a map of the indicator has a figure."""
    return periods_of(
        snapshot_records.get_registry(),
        snapshot_records.get_store(),
        snapshot_records.get_catalogue(),
        slug,
        level,
        within,
    )


@cached(AREAS)
def build_map(view: MapView) -> MapShown:
    """What a state of the Map page shows."""
    periods = list_map_periods(view.indicator, view.level, view.within)
    return map_shown(
        snapshot_records.get_registry(),
        snapshot_records.get_store(),
        snapshot_records.get_catalogue(),
        periods,
        view,
    )


@cached(AREAS)
def build_map_headline(view: MapView) -> str:
    """The finding of a state of the Map page."""
    shown = build_map(view)
    return map_words.map_headline(shown.indicator, shown.found)


@cached(AREAS)
def build_map_sentence(view: MapView) -> str:
    """What a state of the Map page shows, in words."""
    one = build_map(view)
    return map_words.map_sentence(
        one.indicator, one.found, view.level, one.within, one.period_label, one.classes
    )


@cached(8)
def list_map_scopes(level: str) -> dict[str, str]:
    """What a map of a level can be of, by code."""
    return areas_of_maps.scopes(snapshot_records.get_registry(), level)


@cached(AREAS)
def build_map_drawing(view: MapView, dark: bool) -> Drawing:
    """What the map of a state of the Map page shows."""
    shown = build_map(view)
    drawn = get_shapes(f"{view.level}.tiles" if view.view == "tiles" else view.level)
    codes = [shown.focus.area.code] if shown.focus else []
    row = (
        snapshot_records.get_store().row("outlines", level=view.level, codes=codes)
        if codes
        else None
    )
    on_map = row is not None and view.view == "map"
    point = (row["label_longitude"], row["label_latitude"]) if on_map and row else None
    return map_drawing(snapshot_records.get_registry(), shown, view, drawn, point, dark)


@cached(AREAS)
def build_map_deck(view: MapView, dark: bool) -> CompactDeck:
    """The finished deck of a state of the Map page."""
    shown, drawing = build_map(view), build_map_drawing(view, dark)
    return map_deck(snapshot_records.get_registry(), shown, drawing, view.level, dark)


@cached(AREAS)
def build_map_picture(view: MapView, dark: bool) -> dict[str, Any]:
    """What the browser draws the picture of a state of the Map page from."""
    keys = legend_keys(build_map(view), view, dark)
    notes = [*legend_notes(build_map(view), view), text("boundaries")]
    return map_chart_picture.map_picture(
        build_map_drawing(view, dark), keys, notes, theme_for(dark)
    )


@cached(AREAS)
def build_map_legend(view: MapView, dark: bool) -> str:
    """The legend of a state of the Map page as HTML."""
    return legend_html(build_map(view), view, dark)


@cached(AREAS)
def build_shaded_map(view: MapView, dark: bool) -> dict[str, Any]:
    """The finished specification of a state of the Map page without a graphics card."""
    shown = build_map(view)
    keys = legend_keys(shown, view, dark)
    chosen = shown.focus.area.code if shown.focus else ""
    # Tiles stand elsewhere than the areas that are drawn here.
    marker = build_map_drawing(replace(view, view="map"), dark).marker
    ring = marker.ring if marker else None
    specification: dict[str, Any] = map_shaded.shaded_map(
        placed_words(shown), keys, view.level, chosen, ring, theme_for(dark)
    ).to_dict()
    return specification
