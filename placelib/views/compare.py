"""Puts services and charts together into the views of the Compare page; knows no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from placelib.areas.naming import label_among, label_area
from placelib.areas.registry import AreaRegistry
from placelib.charts.distribution import distribution_chart
from placelib.charts.parts import Dot, Line, Role, axis_text
from placelib.charts.peers import peers_chart
from placelib.charts.scatter import Axis, Cross, scatter_chart
from placelib.charts.silo import Box, Head, Row, Strip, legend, silo_table, topic_strips
from placelib.charts.theme import Theme
from placelib.charts.theme import theme as theme_for
from placelib.compare import distribution, peers, silo
from placelib.compare.distribution import Field, load_field
from placelib.compare.peers import PeerSet, peer_set
from placelib.compare.relation import Cut, Pair, cut_at, in_level, pairs, quarter, quarters
from placelib.compare.settings import ALL_TOPICS, CompareView
from placelib.compare.silo import Grid, by_likeness, grid_areas, grid_benchmarks, load_grid, only
from placelib.compare.silo_text import cell_words, signed
from placelib.database.cache import cached
from placelib.database.connection import Store
from placelib.formatting import figure, interval, sentence_start
from placelib.model import Area, Indicator, Observation
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.outliers import Spreads
from placelib.views import snapshot_records

# How many areas the cache of a builder remembers.
AREAS = 64

_ARROWS = {1: "↑", -1: "↓", None: ""}


def peers_of(store: Store, registry: AreaRegistry, view: CompareView) -> PeerSet:
    """The peers that a state of the page asks for."""
    mixed = view.mixed == "yes"
    return peer_set(registry, store, registry[view.area], view.peers, view.own, mixed)


def field_of(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, view: CompareView, slug: str
) -> Field:
    """The figures of one of the view's indicators for all areas of the place's level."""
    peers = peers_of(store, registry, view)
    return load_field(store, registry, catalogue[slug], registry[view.area], peers.areas)


def dot(registry: AreaRegistry, indicator: Indicator, row: Observation, role: Role) -> Dot:
    """A figure as a dot of a chart; the row must have a value."""
    assert row.value is not None
    ends = "none published"
    if row.lower is not None and row.upper is not None:
        ends = interval(indicator, row.lower, row.upper)
    name = registry[row.area_code].name
    return Dot(name, row.value, row.lower, row.upper, figure(indicator, row.value), ends, role)


def benchmark_line(field: Field) -> Line | None:
    """England's figure (or the United Kingdom's) as a line; none for totals or without one."""
    if field.benchmark is None or field.benchmark.value is None or field.benchmark_area is None:
        return None
    if not field.indicator.standardised or field.benchmark_area == field.area:
        return None
    shown = figure(field.indicator, field.benchmark.value)
    return Line(field.benchmark.value, f"{field.benchmark_area.name} {shown}")


def peers_figure(
    registry: AreaRegistry, field: Field, peers: PeerSet, theme: Theme
) -> dict[str, Any]:
    """The finished chart of a place beside its peers."""
    dots = []
    for area in (field.area, *peers.areas):
        row = field.rows.get(area.code)
        if row is not None and row.value is not None:
            role: Role = "place" if area == field.area else "peer"
            one = dot(registry, field.indicator, row, role)
            # Two rows of one name would fall together.
            dots.append(replace(one, name=label_among(area, (field.area, *peers.areas))))
    chart = peers_chart(dots, axis_text(field.indicator), benchmark_line(field), theme)
    specification: dict[str, Any] = chart.to_dict()
    return specification


def distribution_figure(
    registry: AreaRegistry, field: Field, peers: PeerSet, theme: Theme
) -> dict[str, Any]:
    """The finished chart of all areas of the level."""
    shown = [(row, _role(field, peers, row.area_code)) for row in field.valued]
    beyond = [
        (row, "peer")
        for code in peers.codes
        if code not in field.areas and (row := field.rows.get(code)) and row.value is not None
    ]
    dots = [dot(registry, field.indicator, row, role) for row, role in shown]
    dots += [dot(registry, field.indicator, row, "peer") for row, _ in beyond]
    chart = distribution_chart(dots, axis_text(field.indicator), benchmark_line(field), theme)
    specification: dict[str, Any] = chart.to_dict()
    return specification


def _role(field: Field, peers: PeerSet, code: str) -> Role:
    if code == field.area.code:
        return "place"
    return "peer" if code in peers.codes else "rest"


@dataclass(frozen=True, slots=True)
class Relation:
    """Two indicators of the same areas as the view shows them.

    ``counted`` are the areas of the level with both figures, ``own`` the place's pair, ``alike``
    how many of them lie in its quarter.
    """

    across: Field
    up: Field
    found: tuple[Pair, ...]
    counted: tuple[Pair, ...]
    own: Pair | None
    cut: Cut
    alike: int


def relation_of(across: Field, up: Field, choice: str) -> Relation:
    """The two fields together, cut as chosen."""
    found = pairs(across, up)
    counted = in_level(found, across)
    cut = cut_at(choice, across, up, counted)
    own = next((one for one in counted if one.code == across.area.code), None)
    mine = quarter(own, cut) if own is not None else None
    alike = quarters(counted, cut)[mine] if mine is not None else 0
    return Relation(across, up, found, counted, own, cut, alike)


def relation_figure(
    registry: AreaRegistry, relation: Relation, peers: PeerSet, theme: Theme
) -> dict[str, Any]:
    """The finished scatter of two indicators."""
    across, up = relation.across, relation.up
    crosses = [
        Cross(
            dot(registry, across.indicator, one.across, _role(across, peers, one.code)),
            dot(registry, up.indicator, one.up, _role(across, peers, one.code)),
        )
        for one in relation.found
    ]
    cut = relation.cut
    name = sentence_start(cut.name)
    chart = scatter_chart(
        crosses,
        Axis(
            across.indicator.label,
            axis_text(across.indicator),
            _line(across.indicator, cut.across, name),
        ),
        Axis(up.indicator.label, axis_text(up.indicator), _line(up.indicator, cut.up, name)),
        theme,
    )
    specification: dict[str, Any] = chart.to_dict()
    return specification


def _line(indicator: Indicator, at: float | None, name: str) -> Line | None:
    return None if at is None else Line(at, f"{name} {figure(indicator, at)}")


def grid_of(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, spreads: Spreads, view: CompareView
) -> Grid:
    """The whole grid of a state of the page, all topics, by name."""
    area = registry[view.area]
    name, rows = grid_areas(registry, area, peers_of(store, registry, view))
    return load_grid(store, catalogue, spreads, name, rows, grid_benchmarks(area))


def grid_shown(grid: Grid, view: CompareView) -> Grid:
    """The part of the grid that is shown, in the order that was chosen."""
    ordered = by_likeness(grid) if view.order == "likeness" else grid
    return ordered if view.topic == ALL_TOPICS else only(ordered, view.topic)


def strips_html(
    grid: Grid, place: Area, benchmark: Area, topic: str | None, caption: str, theme: Theme
) -> str:
    """The row of ``place`` folded by topic, with its legend; ``topic`` is the chosen one."""
    strips = [
        Strip(
            sentence_start(name),
            tuple(_box(grid, one, place) for one in held if (place.code, one.slug) in grid.cells),
            name == topic,
        )
        for name, held in grid.topics().items()
    ]
    shown = [one for one in strips if one.boxes]
    return legend(benchmark.in_sentence, theme) + topic_strips(shown, caption, theme)


def grid_html(grid: Grid, place: Area, benchmark: Area, caption: str, theme: Theme) -> str:
    """The grid as HTML with its legend; ``place`` is the row that stands out."""
    heads = [
        Head(one.label, _ARROWS[one.direction], sentence_start(one.topic))
        for one in grid.indicators
    ]
    rows = [
        Row(
            label_area(area),
            tuple(_box(grid, one, area) for one in grid.indicators),
            area == place,
        )
        for area in grid.areas
    ]
    return legend(benchmark.in_sentence, theme) + silo_table(heads, rows, caption, theme)


def _row_name(area: Area) -> str:
    return label_area(area) if area.level != "ltla" else area.name


def _box(grid: Grid, indicator: Indicator, area: Area) -> Box:
    cell = grid.cells.get((area.code, indicator.slug))
    if cell is None:
        return Box("·", "no figure", 0.0, None)
    return Box(signed(cell.distance), cell_words(indicator, cell), cell.distance, cell.tone)


@cached(2 * AREAS)
def get_peers(view: CompareView) -> peers.PeerSet:
    """The peers that a state of the Compare page asks for."""
    return peers_of(snapshot_records.get_store(), snapshot_records.get_registry(), view)


@cached(2 * AREAS)
def get_field(view: CompareView, slug: str) -> distribution.Field:
    """The figures of one of the view's indicators for all areas of the place's level."""
    return field_of(
        snapshot_records.get_store(),
        snapshot_records.get_registry(),
        snapshot_records.get_catalogue(),
        view,
        slug,
    )


@cached(AREAS)
def build_peers_chart(view: CompareView, dark: bool) -> dict[str, Any]:
    """The finished specification of a place beside its peers."""
    field = get_field(view, view.indicator)
    return peers_figure(snapshot_records.get_registry(), field, get_peers(view), theme_for(dark))


@cached(AREAS)
def build_distribution_chart(view: CompareView, dark: bool) -> dict[str, Any]:
    """The finished specification of a place among all areas of its level."""
    field = get_field(view, view.indicator)
    return distribution_figure(
        snapshot_records.get_registry(), field, get_peers(view), theme_for(dark)
    )


@cached(2 * AREAS)
def get_relation(view: CompareView) -> Relation:
    """The two indicators of a state of the Compare page together."""
    across, up = get_field(view, view.indicator), get_field(view, view.against)
    return relation_of(across, up, view.cut)


@cached(AREAS)
def build_relation_chart(view: CompareView, dark: bool) -> dict[str, Any]:
    """The finished specification of two indicators together."""
    found = get_relation(view)
    return relation_figure(snapshot_records.get_registry(), found, get_peers(view), theme_for(dark))


@cached(AREAS)
def get_grid(view: CompareView) -> silo.Grid:
    """The whole grid of a state of the Compare page."""
    return grid_of(
        snapshot_records.get_store(),
        snapshot_records.get_registry(),
        snapshot_records.get_catalogue(),
        snapshot_records.get_spreads(),
        view,
    )


@cached(AREAS)
def get_visible_grid(view: CompareView) -> silo.Grid:
    """The part of the grid that is shown, in the order that was chosen."""
    return grid_shown(get_grid(view), view)


@cached(AREAS)
def build_grid_html(view: CompareView, code: str, caption: str, dark: bool) -> str:
    """The grid as HTML; ``code`` is the council that stands out."""
    grid, place = get_visible_grid(view), snapshot_records.get_registry()[code]
    benchmark = snapshot_records.get_registry()[
        silo.grid_benchmarks(snapshot_records.get_registry()[view.area])[0]
    ]
    return grid_html(grid, place, benchmark, caption, theme_for(dark))


@cached(AREAS)
def build_strips_html(
    view: CompareView, code: str, topic: str | None, caption: str, dark: bool
) -> str:
    """The row of one council, ``code``, folded by topic, as HTML."""
    benchmark = snapshot_records.get_registry()[
        silo.grid_benchmarks(snapshot_records.get_registry()[view.area])[0]
    ]
    return strips_html(
        get_grid(view),
        snapshot_records.get_registry()[code],
        benchmark,
        topic,
        caption,
        theme_for(dark),
    )
