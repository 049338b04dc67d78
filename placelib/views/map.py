"""What the Map page shows, of official or of uploaded figures; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from placelib.charts.areas_map import CompactDeck, MapDrawing
from placelib.charts.map_picture import map_picture
from placelib.charts.shaded_map import shaded_map
from placelib.charts.theme import theme
from placelib.content import text
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


def list_levels_with_figures(indicator: Indicator, names: Mapping[str, str]) -> str:
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
    return write_map_headline(content.indicator, content.figures, view.level)


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
    return map_drawing.draw_deck(
        snapshot_records.get_registry(),
        build_map(view),
        build_map_drawing(view, dark=dark),
        view.level,
        dark=dark,
    )


@cached(STATES)
def build_map_picture(view: MapView, *, dark: bool) -> dict[str, Any]:
    """What the browser draws the picture of a state of the Map page from."""
    content = build_map(view)
    keys = map_drawing.list_legend_keys(content, view, dark=dark)
    notes = [*map_drawing.list_legend_notes(content, view), text("boundaries")]
    return map_picture(build_map_drawing(view, dark=dark), keys, notes, theme(dark=dark))


@cached(STATES)
def build_map_legend(view: MapView, *, dark: bool) -> str:
    """The legend of a state of the Map page as HTML."""
    return map_drawing.write_legend_html(build_map(view), view, dark=dark)


@cached(STATES)
def build_shaded_map(view: MapView, *, dark: bool) -> dict[str, Any]:
    """The finished specification of a state of the Map page without a graphics card."""
    content = build_map(view)
    # Tiles stand elsewhere than the areas that are drawn here.
    marker = build_map_drawing(replace(view, view="map"), dark=dark).marker
    specification: dict[str, Any] = shaded_map(
        map_drawing.name_classes(content),
        map_drawing.list_legend_keys(content, view, dark=dark),
        view.level,
        map_drawing.find_box(content, get_shapes(view.level)),
        content.focus.area.code if content.focus else "",
        marker.ring if marker else None,
        theme(dark=dark),
    ).to_dict()
    return specification
