"""The grid of the Compare page, councils by indicators, and one council's strips by topic."""

from __future__ import annotations

from typing import Any

from placelib.areas.naming import label_area
from placelib.charts.silo import (
    GridCell,
    GridColumn,
    GridRow,
    TopicStrip,
    find_strip_fills,
    legend,
    silo_table,
    topic_strips,
)
from placelib.charts.strips_picture import draw_strips
from placelib.charts.theme import theme
from placelib.compare.settings import ALL_HOLDERS, ALL_TOPICS, CompareView
from placelib.compare.silo import (
    Cell,
    CouncilGrid,
    Tone,
    add_column,
    keep_topic,
    limit_indicators,
    list_grid_areas,
    load_grid,
    read_grid_benchmarks,
    sort_by_likeness,
)
from placelib.compare.silo_text import describe_cell, format_signed
from placelib.database.cache import cached
from placelib.formatting import sentence_start
from placelib.model import Area, Indicator, is_uploaded_slug
from placelib.views import lever_holders, snapshot_records, visit_figures
from placelib.views.compare import STATES, get_peers

_ARROWS = {1: "↑", -1: "↓", None: ""}


def _build_grid_cell(grid: CouncilGrid, indicator: Indicator, area: Area) -> GridCell:
    cell = grid.cells.get((area.code, indicator.slug))
    if cell is None:
        return GridCell("·", "no figure", 0.0, None)
    return GridCell(
        format_signed(cell.distance),
        describe_cell(indicator, cell),
        cell.distance,
        find_colour_tone(cell),
    )


def find_colour_tone(cell: Cell) -> Tone:
    """The tone that a cell's colour shows: without an interval to judge by it is neutral."""
    return "neutral" if cell.tone == "no interval" else cell.tone


@cached(STATES)
def get_grid(view: CompareView) -> CouncilGrid:
    """The whole grid of a state of the Compare page, all topics, by name."""
    registry = snapshot_records.get_registry()
    area = registry[view.area]
    name, areas = list_grid_areas(registry, area, get_peers(view))
    return load_grid(
        snapshot_records.get_store(),
        snapshot_records.get_catalogue(),
        snapshot_records.get_spreads(),
        name,
        areas,
        read_grid_benchmarks(area),
    )


@cached(STATES)
def get_official_grid(view: CompareView) -> CouncilGrid:
    """The part of the grid of official figures that is shown, in the order that was chosen."""
    grid = get_grid(view)
    ordered = sort_by_likeness(grid) if view.order == "likeness" else grid
    movable = _limit_to_holder(view, ordered)
    return movable if view.topic == ALL_TOPICS else keep_topic(movable, view.topic)


@cached(STATES)
def get_visible_grid(view: CompareView) -> CouncilGrid:
    """The grid as it is shown: an uploaded measure of the address is its last column."""
    return _add_uploaded(view, get_official_grid(view))[0]


def _add_uploaded(view: CompareView, grid: CouncilGrid) -> tuple[CouncilGrid, str]:
    """The grid with the uploaded measure of the address behind the others; else why not."""
    if not is_uploaded_slug(view.indicator):
        return grid, ""
    registry, figures = (
        snapshot_records.get_registry(),
        visit_figures.get_uploaded_figures(view.indicator),
    )
    councils = [council.code for council in registry.current("ltla")]
    benchmarks = read_grid_benchmarks(registry[view.area])
    return add_column(grid, figures, figures.indicator, benchmarks, councils)


def describe_uploaded_column(view: CompareView) -> str:
    """That the last column is uploaded and counted nowhere, or why there is none; else empty."""
    if not is_uploaded_slug(view.indicator):
        return ""
    label = visit_figures.find_indicator(view.indicator).label
    why = _add_uploaded(view, get_grid(view))[1]
    if why:
        return f"{label} is not among the columns: {why}."
    return f"{label} is the last column; it is counted in none of these sentences."


def _limit_to_holder(view: CompareView, grid: CouncilGrid) -> CouncilGrid:
    """The grid, or its columns of which the chosen tier holds a documented part."""
    if view.holder == ALL_HOLDERS:
        return grid
    slugs = [indicator.slug for indicator in grid.indicators]
    return limit_indicators(grid, lever_holders.list_movable(view.area, view.holder, slugs))


def describe_movable_columns(view: CompareView) -> str:
    """How many indicators of the grid the chosen tier has a part in; empty for all indicators."""
    slugs = [indicator.slug for indicator in get_grid(view).indicators]
    movable = lever_holders.list_movable(view.area, view.holder, slugs)
    return lever_holders.describe_movable(view.holder, len(movable), len(slugs))


def find_grid_benchmark(view: CompareView) -> Area:
    """What the cells of the grid are held against: England, or the United Kingdom."""
    registry = snapshot_records.get_registry()
    return registry[read_grid_benchmarks(registry[view.area])[0]]


@cached(STATES)
def build_grid_html(view: CompareView, code: str, caption: str, *, dark: bool) -> str:
    """The grid as HTML with its legend; ``code`` is the council that stands out."""
    grid, colours = get_visible_grid(view), theme(dark=dark)
    columns = [
        GridColumn(indicator.label, _ARROWS[indicator.direction], sentence_start(indicator.topic))
        for indicator in grid.indicators
    ]
    rows = [
        GridRow(
            area.name if area.level == "ltla" else label_area(area),
            tuple(_build_grid_cell(grid, indicator, area) for indicator in grid.indicators),
            area.code == code,
        )
        for area in grid.areas
    ]
    benchmark = find_grid_benchmark(view).in_sentence
    return legend(benchmark, colours) + silo_table(columns, rows, caption, colours)


@cached(STATES)
def build_strips_html(
    view: CompareView, code: str, topic: str | None, caption: str, *, dark: bool
) -> str:
    """The row of one council, ``code``, folded by topic, as HTML with its legend."""
    colours = theme(dark=dark)
    strips = _fold_by_topic(view, code, topic)
    benchmark = find_grid_benchmark(view).in_sentence
    return legend(benchmark, colours) + topic_strips(strips, caption, colours)


@cached(STATES)
def build_strips_picture(view: CompareView, code: str, topic: str | None) -> dict[str, Any]:
    """The same on paper: a finished specification for the PDF, the slides and the saved picture."""
    benchmark = find_grid_benchmark(view).in_sentence
    strips, colours = _fold_by_topic(view, code, topic), theme(dark=False)
    specification: dict[str, Any] = draw_strips(
        strips, benchmark, find_strip_fills(colours), colours
    ).to_dict()
    return specification


def _fold_by_topic(view: CompareView, code: str, topic: str | None) -> list[TopicStrip]:
    """A strip for each topic of which the council has a figure; ``topic`` is the chosen one."""
    grid, _ = _add_uploaded(view, _limit_to_holder(view, get_grid(view)))
    place = snapshot_records.get_registry()[code]
    strips = [
        TopicStrip(
            sentence_start(name),
            tuple(
                _build_grid_cell(grid, indicator, place)
                for indicator in indicators
                if (code, indicator.slug) in grid.cells
            ),
            name == topic,
        )
        for name, indicators in grid.topics().items()
    ]
    return [strip for strip in strips if strip.boxes]
