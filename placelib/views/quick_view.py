"""What a quick view shows of a visitor's own table, by the builders of the official pages.

Nothing here is cached: what a visitor uploads is theirs, and ends with the visit.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from placelib.areas.levels import LEVELS, LevelCode
from placelib.charts.interactive_map import CompactDeck
from placelib.charts.quadrant_axes import MEASURED
from placelib.charts.quadrant_strips import StripRow, strip_chart
from placelib.charts.theme import Theme
from placelib.exports.editable_chart import EditableChart
from placelib.maps.areas import list_areas_within
from placelib.maps.content import MapContent, assemble_map
from placelib.maps.settings import MapView
from placelib.model import Area
from placelib.quadrant.understanding_readings import SharedReading
from placelib.quickview.figures import UploadedFigures
from placelib.quickview.joined import find_map_areas, find_scope
from placelib.quickview.measure_understanding import MeasureUnderstanding
from placelib.trends.settings import TrendsView
from placelib.views import map_drawing, snapshot_records
from placelib.views.map import find_gap_points, get_shapes
from placelib.views.observation_rows import build_marked_row
from placelib.views.trends import (
    TrendsContent,
    assemble_trends,
    build_editable_trends,
    draw_trends,
)


def choose_map_settings(
    figures: UploadedFigures, level: LevelCode, period: str, area: str
) -> MapView:
    """The settings of a map of uploaded figures: five classes by quantiles of one period."""
    return MapView(
        indicator=figures.indicator.slug,
        level=level,
        within=find_scope(snapshot_records.get_registry(), figures, level),
        period=period,
        area=area,
        view="map",
        classes="quantiles",
        has_common_classes=False,
        colours="blue",
        is_faded=False,
        sort="high",
        page=1,
    )


def assemble_uploaded_map(figures: UploadedFigures, settings: MapView) -> MapContent:
    """What a map of uploaded figures shows."""
    registry = snapshot_records.get_registry()
    areas = find_map_areas(registry, figures, settings.level, settings.within)
    return assemble_map(
        registry,
        figures,
        indicator=figures.indicator,
        areas=areas,
        periods=figures.list_periods(figures.indicator.slug, [area.code for area in areas]),
        view=settings,
    )


def draw_uploaded_map(
    content: MapContent, settings: MapView, *, dark: bool
) -> tuple[CompactDeck, str, dict[str, Any]]:
    """The deck of a map of uploaded figures, its legend as HTML, and the map as a picture."""
    registry = snapshot_records.get_registry()
    drawing = map_drawing.draw_map(
        registry, content, settings, get_shapes(settings.level), ring=None, dark=dark
    )
    deck = map_drawing.draw_map_deck(registry, content, drawing, settings.level, dark=dark)
    legend = map_drawing.write_legend_html(content, settings, drawing.inset, dark=dark)
    return deck, legend, draw_uploaded_map_picture(content, settings)


def draw_uploaded_map_picture(content: MapContent, settings: MapView) -> dict[str, Any]:
    """The finished map of uploaded figures as it leaves the app: on paper, slides and as a file."""
    drawing = map_drawing.draw_map(
        snapshot_records.get_registry(),
        content,
        settings,
        get_shapes(settings.level),
        ring=None,
        dark=False,
    )
    points = find_gap_points(content, settings)
    return map_drawing.draw_map_picture(content, settings, drawing, points)


def list_map_levels(figures: UploadedFigures, places: Sequence[Area]) -> list[LevelCode]:
    """The levels with at least two of the file's places, else all; the fullest first."""
    registry, codes = snapshot_records.get_registry(), {area.code for area in places}
    counts: dict[LevelCode, int] = {}
    for level in (LEVELS[code].code for code in figures.indicator.levels if code in LEVELS):
        areas = list_areas_within(registry, level, find_scope(registry, figures, level))
        counts[level] = sum(area.code in codes for area in areas)
    return [level for level in counts if counts[level] > 1] or list(counts)


def assemble_uploaded_trends(
    figures: UploadedFigures, areas: Sequence[Area]
) -> tuple[TrendsContent, TrendsView]:
    """The uploaded figures of some areas over time, and the settings to draw them with."""
    settings = TrendsView(
        indicator=figures.indicator.slug,
        areas=tuple(area.code for area in areas),
        view="figures",
        bands="none",
    )
    registry = snapshot_records.get_registry()
    return assemble_trends(registry, figures, figures.indicator, settings), settings


def draw_uploaded_trends(
    figures: UploadedFigures, areas: Sequence[Area], colours: Theme
) -> list[dict[str, Any]]:
    """The finished charts of up to four areas over time; empty without a figure."""
    content, settings = assemble_uploaded_trends(figures, areas)
    return draw_trends(content, settings, colours)


def build_editable_uploaded_trends(
    figures: UploadedFigures, areas: Sequence[Area]
) -> EditableChart | None:
    """The same chart for slides, where its figures can be edited."""
    return build_editable_trends(*assemble_uploaded_trends(figures, areas))


def list_figure_rows(
    figures: UploadedFigures, areas: Sequence[Area], most: int | None = None
) -> list[dict[str, str]]:
    """One row an area and period of the file: figure or marker, unit, reason; marked uploaded.

    ``most`` is how many rows are wanted, None for all of them.
    """
    rows = (
        build_marked_row(figures.indicator, area, row)
        for area in areas
        for row in figures.series.get(area.code, ())
    )
    return list(islice(rows, most))


def draw_measure_understanding(
    understanding: MeasureUnderstanding,
    area: Area,
    official: SharedReading | None,
    colours: Theme,
) -> dict[str, Any]:
    """The finished chart of an uploaded measure's understanding and that of the official ones."""
    assert understanding.score is not None
    strip = [StripRow("This measure alone (uploaded)", understanding.score)]
    if official is not None and official.score is not None:
        name = f"All {official.indicators} official indicators"
        strip.append(StripRow(name, official.score, official.low, official.high))
    nation = "the UK’s figure" if understanding.tiers.is_devolved else "England’s figure"
    rules = ((0.0, nation), (50.0, "halfway"), (100.0, area.name))
    specification: dict[str, Any] = strip_chart(strip, MEASURED[0], rules, colours).to_dict()
    return specification
