"""The charts of the Compare page: dots, peers, all areas of a level, two indicators together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from placelib.areas.naming import label_among
from placelib.areas.registry import AreaRegistry
from placelib.charts.distribution import distribution_chart
from placelib.charts.parts import DotRole, FigureDot, ReferenceLine, axis_text, write_axis_title
from placelib.charts.peers import peers_chart
from placelib.charts.scatter import ScatterAxis, ScatterPoint, scatter_chart
from placelib.charts.theme import Theme
from placelib.compare.distribution import Field
from placelib.compare.peers import PeerSet
from placelib.compare.peers_text import describe_standing
from placelib.compare.relation import Cut, Pair
from placelib.exports.editable_chart import EditableChart
from placelib.formatting import figure, interval, sentence_start
from placelib.model import Indicator, Observation
from placelib.views.editable_charts import make_editable_peers, make_editable_relation


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
        value_text=figure(indicator, row.value),
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


def build_editable_peers(registry: AreaRegistry, field: Field, peers: PeerSet) -> EditableChart:
    """The same chart for slides, where its figures can be edited."""
    dots = _list_peer_dots(registry, field, peers)
    return make_editable_peers(dots, field.indicator, draw_benchmark_line(field))


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
            standing = describe_standing(field, area)
            dots.append(replace(dot, name=label_among(area, areas), standing=standing))
    return dots


def draw_distribution(
    registry: AreaRegistry, field: Field, peers: PeerSet, colours: Theme
) -> dict[str, Any]:
    """The finished chart of all areas of the level, and of the place and peers beyond it."""
    codes = (field.area.code, *peers.codes)
    beyond = [field.rows.get(code) for code in codes if code not in field.areas]
    rows = [*field.valued, *(row for row in beyond if row is not None and row.value is not None)]
    dots = [
        draw_dot(registry, field.indicator, row, _choose_dot_role(field, peers, row.area_code))
        for row in rows
    ]
    chart = distribution_chart(
        dots, axis_text(field.indicator), draw_benchmark_line(field), colours
    )
    specification: dict[str, Any] = chart.to_dict()
    return specification


def _choose_dot_role(field: Field, peers: PeerSet, code: str) -> DotRole:
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


def build_editable_relation(
    registry: AreaRegistry, relation: Relation, peers: PeerSet
) -> EditableChart:
    """The same chart for slides, where its figures can be edited."""
    points = _list_points(registry, relation, peers)
    indicators = (relation.across.indicator, relation.up.indicator)
    return make_editable_relation(points, *_list_scatter_axes(relation), indicators)


def _list_points(registry: AreaRegistry, relation: Relation, peers: PeerSet) -> list[ScatterPoint]:
    """A point for each area with both figures."""
    across, up = relation.across, relation.up
    points = []
    for pair in relation.pairs:
        role = _choose_dot_role(across, peers, pair.code)
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
        _build_scatter_axis(relation.across, cut.names[0] if cut.names else cut.name, cut.across),
        _build_scatter_axis(relation.up, cut.names[1] if cut.names else cut.name, cut.up),
    )


def _build_scatter_axis(field: Field, line_name: str, value: float | None) -> ScatterAxis:
    indicator, line = field.indicator, None
    if value is not None:
        line = ReferenceLine(value, f"{sentence_start(line_name)} {figure(indicator, value)}")
    return ScatterAxis(write_axis_title(indicator, field.period_label), axis_text(indicator), line)
