"""What the views of the Compare page show, of official or of uploaded figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from placelib.areas.naming import label_among, label_area
from placelib.areas.registry import AreaRegistry
from placelib.charts.distribution import distribution_chart
from placelib.charts.parts import (
    DotRole,
    FigureDot,
    ReferenceLine,
    axis_text,
    write_axis_title,
)
from placelib.charts.peers import peers_chart
from placelib.charts.scatter import ScatterAxis, ScatterPoint, scatter_chart
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
from placelib.charts.theme import Theme, theme
from placelib.compare.distribution import Field, load_field
from placelib.compare.peers import PeerSet, choose_peer_set
from placelib.compare.relation import (
    Cut,
    CutChoice,
    Pair,
    count_quarters,
    cut_at,
    find_quarter,
    keep_level,
    pair_figures,
)
from placelib.compare.sector_view import Profiles, SectorReading, load_profiles, read_sector
from placelib.compare.settings import ALL_HOLDERS, ALL_TOPICS, CompareView
from placelib.compare.silo import (
    CouncilGrid,
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
from placelib.exports.editable_chart import EditableChart
from placelib.formatting import figure, interval, sentence_start
from placelib.model import Area, Indicator, Observation, is_uploaded_slug
from placelib.statistics.ranks import RankRange, load_rank
from placelib.views import lever_holders, snapshot_records, visit_figures
from placelib.views.editable_charts import edit_peers, edit_relation

# How many states of the page the cache of a builder remembers.
STATES = 64

_ARROWS = {1: "↑", -1: "↓", None: ""}


@dataclass(frozen=True, slots=True)
class Relation:
    """Two indicators of the same areas as the view shows them.

    ``pairs`` are all areas with both figures, ``counted`` those of the place's level, ``area_pair``
    the place's, ``alike`` how many of them lie in its quarter.
    """

    across: Field
    up: Field
    pairs: tuple[Pair, ...]
    counted: tuple[Pair, ...]
    area_pair: Pair | None
    cut: Cut
    alike: int


def relate_fields(across: Field, up: Field, choice: CutChoice) -> Relation:
    """The two fields together, cut as chosen."""
    all_pairs = pair_figures(across, up)
    counted = keep_level(all_pairs, across)
    cut = cut_at(choice, across, up, counted)
    area_pair = next((pair for pair in counted if pair.code == across.area.code), None)
    area_quarter = find_quarter(area_pair, cut) if area_pair is not None else None
    alike = count_quarters(counted, cut)[area_quarter] if area_quarter is not None else 0
    return Relation(
        across=across,
        up=up,
        pairs=all_pairs,
        counted=counted,
        area_pair=area_pair,
        cut=cut,
        alike=alike,
    )


def draw_dot(
    registry: AreaRegistry, indicator: Indicator, row: Observation, role: DotRole
) -> FigureDot:
    """A figure as a dot of a chart; the row must have a value."""
    assert row.value is not None
    ends = "none published"
    if row.lower is not None and row.upper is not None:
        ends = interval(indicator, row.lower, row.upper)
    return FigureDot(
        name=registry[row.area_code].name,
        value=row.value,
        lower=row.lower,
        upper=row.upper,
        shown=figure(indicator, row.value),
        range=ends,
        role=role,
    )


def draw_benchmark_line(field: Field) -> ReferenceLine | None:
    """England's figure (or the United Kingdom's) as a line; none for totals or without one."""
    if field.benchmark is None or field.benchmark.value is None or field.benchmark_area is None:
        return None
    if not field.indicator.standardised or field.benchmark_area == field.area:
        return None
    words = figure(field.indicator, field.benchmark.value)
    return ReferenceLine(field.benchmark.value, f"{field.benchmark_area.name} {words}")


def draw_peers(
    registry: AreaRegistry, field: Field, peers: PeerSet, colours: Theme
) -> dict[str, Any]:
    """The finished chart of a place beside its peers."""
    dots = _list_peer_dots(registry, field, peers)
    chart = peers_chart(dots, axis_text(field.indicator), draw_benchmark_line(field), colours)
    specification: dict[str, Any] = chart.to_dict()
    return specification


def edit_peers_chart(registry: AreaRegistry, field: Field, peers: PeerSet) -> EditableChart:
    """The same chart for slides, where its figures can be edited."""
    dots = _list_peer_dots(registry, field, peers)
    return edit_peers(dots, field.indicator, draw_benchmark_line(field))


def _list_peer_dots(registry: AreaRegistry, field: Field, peers: PeerSet) -> list[FigureDot]:
    """A dot for the place and for each peer with a figure."""
    dots = []
    areas = (field.area, *peers.areas)
    for area in areas:
        row = field.rows.get(area.code)
        if row is not None and row.value is not None:
            role: DotRole = "place" if area == field.area else "peer"
            dot = draw_dot(registry, field.indicator, row, role)
            # Two rows of one name would fall together.
            dots.append(replace(dot, name=label_among(area, areas)))
    return dots


def draw_distribution(
    registry: AreaRegistry, field: Field, peers: PeerSet, colours: Theme
) -> dict[str, Any]:
    """The finished chart of all areas of the level, and of peers of another level."""
    beyond = [field.rows.get(code) for code in peers.codes if code not in field.areas]
    rows = [*field.valued, *(row for row in beyond if row is not None and row.value is not None)]
    dots = [
        draw_dot(registry, field.indicator, row, _dot_role(field, peers, row.area_code))
        for row in rows
    ]
    chart = distribution_chart(
        dots, axis_text(field.indicator), draw_benchmark_line(field), colours
    )
    specification: dict[str, Any] = chart.to_dict()
    return specification


def _dot_role(field: Field, peers: PeerSet, code: str) -> DotRole:
    if code == field.area.code:
        return "place"
    return "peer" if code in peers.codes else "rest"


def draw_relation(
    registry: AreaRegistry,
    relation: Relation,
    peers: PeerSet,
    colours: Theme,
    *,
    has_peer_names: bool = True,
) -> dict[str, Any]:
    """The finished scatter of two indicators."""
    points = _list_points(registry, relation, peers)
    chart = scatter_chart(
        points, *_list_scatter_axes(relation), colours, has_peer_names=has_peer_names
    )
    specification: dict[str, Any] = chart.to_dict()
    return specification


def edit_relation_chart(
    registry: AreaRegistry, relation: Relation, peers: PeerSet
) -> EditableChart:
    """The same chart for slides, where its figures can be edited."""
    points = _list_points(registry, relation, peers)
    indicators = (relation.across.indicator, relation.up.indicator)
    return edit_relation(points, *_list_scatter_axes(relation), indicators)


def _list_points(registry: AreaRegistry, relation: Relation, peers: PeerSet) -> list[ScatterPoint]:
    """A point for each area with both figures."""
    across, up = relation.across, relation.up
    points = []
    for pair in relation.pairs:
        role = _dot_role(across, peers, pair.code)
        points.append(
            ScatterPoint(
                draw_dot(registry, across.indicator, pair.across, role),
                draw_dot(registry, up.indicator, pair.up, role),
            )
        )
    return points


def _list_scatter_axes(relation: Relation) -> tuple[ScatterAxis, ScatterAxis]:
    """The axis across and the one up, each with its period and its unit in the title."""
    cut = relation.cut
    return (
        _scatter_axis(relation.across, cut, cut.across),
        _scatter_axis(relation.up, cut, cut.up),
    )


def _scatter_axis(field: Field, cut: Cut, value: float | None) -> ScatterAxis:
    indicator, line = field.indicator, None
    if value is not None:
        line = ReferenceLine(value, f"{sentence_start(cut.name)} {figure(indicator, value)}")
    return ScatterAxis(write_axis_title(indicator, field.period_label), axis_text(indicator), line)


def _grid_cell(grid: CouncilGrid, indicator: Indicator, area: Area) -> GridCell:
    cell = grid.cells.get((area.code, indicator.slug))
    if cell is None:
        return GridCell("·", "no figure", 0.0, None)
    return GridCell(
        format_signed(cell.distance), describe_cell(indicator, cell), cell.distance, cell.tone
    )


@cached(2 * STATES)
def get_peers(view: CompareView) -> PeerSet:
    """The peers that a state of the Compare page asks for."""
    registry = snapshot_records.get_registry()
    return choose_peer_set(
        registry,
        snapshot_records.get_store(),
        registry[view.area],
        view.peers,
        view.chosen_peers,
        mixed=view.is_mixed,
    )


@cached(2 * STATES)
def get_field(view: CompareView, slug: str) -> Field:
    """The figures of an indicator, official or uploaded, for all areas of the place's level."""
    registry = snapshot_records.get_registry()
    return load_field(
        visit_figures.get_figures(slug),
        registry,
        visit_figures.find_indicator(slug),
        registry[view.area],
        get_peers(view).areas,
    )


@cached(STATES)
def get_rank(view: CompareView) -> RankRange | None:
    """The range of ranks of the place among all areas of its level; None for totals too."""
    field = get_field(view, view.indicator)
    if field.area_row is None or not field.indicator.standardised:
        return None
    store = snapshot_records.get_store()
    return load_rank(store, field.area.level, field.area_row, field.valued)


@cached(STATES)
def build_peers_chart(view: CompareView, *, dark: bool) -> dict[str, Any]:
    """The finished specification of a place beside its peers."""
    field = get_field(view, view.indicator)
    return draw_peers(snapshot_records.get_registry(), field, get_peers(view), theme(dark=dark))


@cached(STATES)
def build_distribution_chart(view: CompareView, *, dark: bool) -> dict[str, Any]:
    """The finished specification of a place among all areas of its level."""
    field = get_field(view, view.indicator)
    return draw_distribution(
        snapshot_records.get_registry(), field, get_peers(view), theme(dark=dark)
    )


@cached(2 * STATES)
def get_relation(view: CompareView) -> Relation:
    """The two indicators of a state of the Compare page together."""
    across, up = get_field(view, view.indicator), get_field(view, view.against)
    return relate_fields(across, up, view.cut)


@cached(STATES)
def build_relation_chart(view: CompareView, *, dark: bool, has_peer_names: bool) -> dict[str, Any]:
    """The finished specification of two indicators together."""
    return draw_relation(
        snapshot_records.get_registry(),
        get_relation(view),
        get_peers(view),
        theme(dark=dark),
        has_peer_names=has_peer_names,
    )


@cached(1)
def get_profiles() -> Profiles:
    """The figures of all English councils, from which one sector foretells the others."""
    return load_profiles(
        snapshot_records.get_store(),
        snapshot_records.get_registry(),
        snapshot_records.get_catalogue(),
        snapshot_records.get_spreads(),
    )


@cached(STATES)
def read_sector_view(code: str, topic: str | None) -> SectorReading | None:
    """What the figures on a topic tell of the others of a council; None without such a topic."""
    if topic is None:
        return None
    return read_sector(get_profiles(), snapshot_records.get_registry()[code], topic)


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


def describe_movable(view: CompareView) -> str:
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
            tuple(_grid_cell(grid, indicator, area) for indicator in grid.indicators),
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
                _grid_cell(grid, indicator, place)
                for indicator in indicators
                if (code, indicator.slug) in grid.cells
            ),
            name == topic,
        )
        for name, indicators in grid.topics().items()
    ]
    return [strip for strip in strips if strip.boxes]
