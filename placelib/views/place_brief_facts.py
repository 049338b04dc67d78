"""What the brief of a place is made from: its figures, its charts and its quadrant, gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placelib.areas.registry import AreaRegistry
from placelib.exports.editable_chart import EditableChart
from placelib.model import Area, Observation
from placelib.quadrant import Quadrant
from placelib.statistics.headline_figures import Headline
from placelib.statistics.observations import Gap, Ladder
from placelib.statistics.outliers import Outlier
from placelib.views import missing_figures, place_map, quadrant_charts, snapshot_records
from placelib.views import place as place_view
from placelib.views import quadrant as quadrant_view

Specification = Mapping[str, Any]

# Pixels before the trend is drawn large, side by side with the map on paper.
TREND_HEIGHT = 270


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """Everything a place's brief is made from, as the page of the place has it."""

    registry: AreaRegistry
    area: Area
    headlines: Sequence[Headline]
    outliers: Sequence[Outlier]
    missing: Sequence[Gap]
    indicators: int
    ladder: Ladder
    series: tuple[Observation, ...]
    trend: Specification | None
    editable_trend: EditableChart | None
    place_map: Specification | None
    map_sentence: str
    quadrant: Quadrant | None
    quadrant_figure: Specification | None


def gather_place_facts(code: str) -> PlaceFacts:
    """What the brief of a place is made from; all of it is kept elsewhere here."""
    area = snapshot_records.get_registry()[code]
    slug = _choose_trend(code)
    steps, series = place_view.build_place_ladder(code, slug)
    map_chart, sentence = (
        place_map.build_place_map(code, dark=False) if area.is_current else (None, "")
    )
    quadrants = quadrant_view.get_quadrant(code) if area.is_current else None
    has_figure = quadrants is not None and quadrants.tiers.middle is not None
    return PlaceFacts(
        registry=snapshot_records.get_registry(),
        area=area,
        headlines=place_view.build_headlines(code),
        outliers=place_view.find_place_outliers(code).outliers,
        missing=missing_figures.list_missing(code),
        indicators=len(snapshot_records.get_catalogue().indicators),
        ladder=steps,
        series=series.get((slug, code), ()),
        trend=place_view.build_trend_chart(code, slug, TREND_HEIGHT, dark=False),
        editable_trend=place_view.build_editable_trend(code, slug),
        place_map=map_chart,
        map_sentence=sentence,
        quadrant=quadrants,
        quadrant_figure=quadrant_charts.build_quadrant_chart(code, dark=False)
        if has_figure
        else None,
    )


def _choose_trend(code: str) -> str:
    """The slug of what the brief shows over time: the first outlier or headline with a trend.

    England's outliers are about its regions and have none, so its own figures are shown.
    """
    slugs = [outlier.indicator.slug for outlier in place_view.find_place_outliers(code).outliers]
    slugs += [headline.indicator.slug for headline in place_view.build_headlines(code)]
    slugs.append("population-count")
    trends = (slug for slug in slugs if place_view.build_trend_chart(code, slug, dark=False))
    return next(trends, slugs[0])
