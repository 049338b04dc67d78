"""What the Map page shows, of official or of uploaded figures; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from placelib.areas.levels import LevelCode
from placelib.charts.interactive_map import CompactDeck
from placelib.charts.map_records import MapDrawing, Point
from placelib.database.cache import cached
from placelib.formatting import interval, listed
from placelib.maps.areas import MapFigure, list_areas_within, list_scopes
from placelib.maps.content import MapContent, assemble_map
from placelib.maps.settings import MapView
from placelib.maps.shapes import Shape, load_shapes
from placelib.maps.text import write_map_headline, write_map_sentence
from placelib.model import Indicator
from placelib.statistics.figure_source import FigurePeriod
from placelib.views import map_drawing, snapshot_records, visit_figures

# How many states of the page the cache of a builder remembers.
STATES = 64


def format_interval(indicator: Indicator, figure: MapFigure) -> str:
    """The 95% interval in words, empty where there is none."""
    row = figure.observation
    if row is None or row.lower is None or row.upper is None:
        return ""
    return interval(indicator, row.lower, row.upper)


def list_levels_with_figures(indicator: Indicator, names: Mapping[LevelCode, str]) -> str:
    """The levels at which an indicator is published, as a list in a sentence."""
    return listed([names[level].lower() for level in names if level in indicator.levels])


@cached(16)
def get_shapes(file: str) -> Mapping[str, Shape]:
    """Where the areas of a map file lie, by code."""
    return load_shapes(file)


@cached(4 * STATES)
def list_map_periods(slug: str, level: str, within: str) -> tuple[FigurePeriod, ...]:
    """The periods in which a map of the indicator has a figure."""
    areas = list_areas_within(snapshot_records.get_registry(), level, within)
    return visit_figures.get_figures(slug).list_periods(slug, [area.code for area in areas])


@cached(STATES)
def build_map(view: MapView) -> MapContent:
    """What a state of the Map page shows, of official or of this visit's uploaded figures."""
    registry = snapshot_records.get_registry()
    return assemble_map(
        registry,
        visit_figures.get_figures(view.indicator),
        indicator=visit_figures.find_indicator(view.indicator),
        areas=list_areas_within(registry, view.level, view.within),
        periods=list_map_periods(view.indicator, view.level, view.within),
        view=view,
    )


@cached(STATES)
def build_map_headline(view: MapView) -> str:
    """The finding of a state of the Map page."""
    content = build_map(view)
    return write_map_headline(content.indicator, content.figures, view.level, content.within)


@cached(STATES)
def build_map_sentence(view: MapView) -> str:
    """What a state of the Map page shows, in words."""
    content = build_map(view)
    return write_map_sentence(
        content.indicator,
        content.figures,
        view.level,
        content.within,
        content.period_label,
        content.classes,
    )


@cached(8)
def list_map_scopes(level: str) -> dict[str, str]:
    """What a map of a level can be of, by code."""
    return list_scopes(snapshot_records.get_registry(), level)


@cached(STATES)
def build_map_drawing(view: MapView, *, dark: bool) -> MapDrawing:
    """The records from which a state of the Map page is drawn, in whichever way."""
    content, is_tiled = build_map(view), view.view == "tiles"
    ring = None
    if content.focus is not None and not is_tiled:
        codes = [content.focus.area.code]
        outline = snapshot_records.get_store().row("outlines", level=view.level, codes=codes)
        ring = (outline["label_longitude"], outline["label_latitude"]) if outline else None
    shapes = get_shapes(f"{view.level}.tiles" if is_tiled else view.level)
    return map_drawing.draw_map(
        snapshot_records.get_registry(), content, view, shapes, ring=ring, dark=dark
    )


@cached(STATES)
def build_map_deck(view: MapView, *, dark: bool) -> CompactDeck:
    """The finished deck of a state of the Map page."""
    return map_drawing.draw_map_deck(
        snapshot_records.get_registry(),
        build_map(view),
        build_map_drawing(view, dark=dark),
        view.level,
        dark=dark,
    )


@cached(STATES)
def build_map_legend(view: MapView, *, dark: bool) -> str:
    """The legend of a state of the Map page as HTML."""
    inset = build_map_drawing(view, dark=dark).inset
    return map_drawing.write_legend_html(build_map(view), view, inset, dark=dark)


@cached(STATES)
def build_shaded_map(view: MapView, *, dark: bool) -> dict[str, Any]:
    """The finished specification of a state of the Map page without a graphics card."""
    content = build_map(view)
    return map_drawing.draw_shaded_map(
        content,
        view,
        build_map_drawing(view, dark=dark),
        find_gap_points(content, view),
        dark=dark,
    )


@cached(STATES)
def build_map_picture(view: MapView) -> dict[str, Any]:
    """The same as a picture that leaves the app, on a light page and with how it was made."""
    content = build_map(view)
    return map_drawing.draw_map_picture(
        content,
        view,
        build_map_drawing(view, dark=False),
        find_gap_points(content, view),
    )


def find_gap_points(content: MapContent, view: MapView) -> dict[str, Point]:
    """A point inside each area without a figure: its tile's middle, or where its name would be."""
    codes = [figure.area.code for figure in content.figures if figure.gap]
    if not codes:
        return {}
    if view.view == "tiles":
        shapes = get_shapes(f"{view.level}.tiles")
        return {code: shapes[code].middle for code in codes}
    rows = snapshot_records.get_store().rows("outlines", level=view.level, codes=codes)
    return {row["area_code"]: (row["label_longitude"], row["label_latitude"]) for row in rows}
