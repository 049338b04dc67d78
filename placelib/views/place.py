"""Puts services and charts together into what a page shows; knows no Streamlit."""

from __future__ import annotations

from typing import Any

from placelib.areas.levels import LEVELS
from placelib.areas.naming import label_among, label_with_parent
from placelib.areas.registry import AreaRegistry
from placelib.charts import trends_many
from placelib.charts.parts import axis_text, write_axis_title
from placelib.charts.theme import theme as theme_for
from placelib.charts.trend_layers import TrendTrack
from placelib.charts.trends_many import MOST_TOGETHER
from placelib.database.cache import cached
from placelib.exports.editable_chart import EditableChart
from placelib.model import ENGLAND, UNITED_KINGDOM, Indicator
from placelib.statistics import headline_figures, observations, outliers
from placelib.statistics.false_claims import write_luck_sentence
from placelib.statistics.headline_figures import Headline
from placelib.statistics.observations import Series
from placelib.views import snapshot_records, visit_figures
from placelib.views.editable_charts import make_editable_trends, write_number_format
from placelib.views.place_html import (
    draw_parts_ladder,
    draw_tier_ladder,
    write_headline_cards,
    write_indicator_row,
)
from placelib.views.trends import draw_published_track

# How many areas the cache of a builder remembers.
AREAS = 64


def list_place_options(registry: AreaRegistry) -> dict[str, str]:
    """Every current place with a page, by code, with a label that tells namesakes apart."""
    options: dict[str, str] = {}
    for level in LEVELS:
        for area in registry.current(level):
            options.setdefault(area.code, label_with_parent(area, registry.chain(area.code)))
    return dict(sorted(options.items(), key=lambda item: item[1].casefold()))


def select_trend_tracks(
    registry: AreaRegistry, code: str, indicator: Indicator, series: Series
) -> list[TrendTrack]:
    """The place first, then what it belongs to, as far as there are figures; four at most.

    The place alone shows its intervals. Empty where a single period has figures: that is no trend,
    and the ladder shows it.
    """
    areas = [
        area
        for area in registry.chain(code)
        if any(row.value is not None for row in series.get((indicator.slug, area.code), ()))
    ]
    rows = {area.code: series[indicator.slug, area.code] for area in areas}
    periods = {
        row.period
        for observations in rows.values()
        for row in observations
        if row.value is not None
    }
    if len(periods) < 2:
        return []
    if len(areas) > MOST_TOGETHER and any(area.code == ENGLAND for area in areas):
        # England is the benchmark; without it the United Kingdom is, and its line stays.
        areas = [area for area in areas if area.code != UNITED_KINGDOM]
    # A county is the next to leave out: its districts' authority and region say more.
    if len(areas) > MOST_TOGETHER:
        areas = [areas[0], *areas[1 - MOST_TOGETHER :]]
    return [
        draw_published_track(
            indicator,
            label_among(area, areas),
            rows[area.code],
            has_band=area is areas[0],
        )
        for area in areas
    ]


@cached(1)
def build_place_options() -> dict[str, str]:
    """Every current place by code, with a label that says which of two namesakes it is."""
    return list_place_options(snapshot_records.get_registry())


@cached(AREAS)
def get_latest_observations(code: str) -> observations.Latest:
    """The newest observations of an area, of all it belongs to, and of a nation's parts."""
    return observations.read_latest(
        snapshot_records.get_store(),
        outliers.list_needed_codes(
            snapshot_records.get_registry(), snapshot_records.get_registry()[code]
        ),
    )


@cached(2 * AREAS)
def build_headline_cards(code: str, *, dark: bool) -> str:
    """The headline figures of an area as HTML, empty where it has none."""
    headlines = build_headlines(code)
    return write_headline_cards(headlines, theme_for(dark=dark)) if headlines else ""


@cached(AREAS)
def build_headlines(code: str) -> tuple[Headline, ...]:
    """Up to six headline figures of an area."""
    registry = snapshot_records.get_registry()
    chain = [area.code for area in registry.chain(code)]
    store, slugs = snapshot_records.get_store(), headline_figures.HEADLINE_SLUGS
    return headline_figures.choose_headlines(
        registry,
        snapshot_records.get_catalogue(),
        registry[code],
        observations.read_series(store, slugs, chain),
    )


@cached(AREAS)
def find_place_outliers(code: str) -> outliers.OutlierChoice:
    """Up to five sentences on where a place differs, and of how many they are the largest."""
    registry = snapshot_records.get_registry()
    codes = outliers.list_needed_codes(registry, registry[code])
    return outliers.find_outliers(
        registry,
        snapshot_records.get_catalogue(),
        snapshot_records.get_spreads(),
        registry[code],
        outliers.load_recent_figures(
            snapshot_records.get_store(), codes, get_latest_observations(code)
        ),
    )


@cached(4 * AREAS)
def build_ladders(
    code: str, topic: str
) -> tuple[tuple[observations.Ladder, observations.Series], ...]:
    """The tier ladder and the series of each indicator of a topic, in the catalogue's order."""
    chosen = snapshot_records.get_catalogue().in_topic(topic)
    chain = [area.code for area in snapshot_records.get_registry().chain(code)]
    series = observations.read_series(
        snapshot_records.get_store(), [indicator.slug for indicator in chosen], chain
    )
    return tuple(
        (
            observations.build_ladder(
                snapshot_records.get_registry(),
                indicator,
                snapshot_records.get_registry()[code],
                series,
            ),
            series,
        )
        for indicator in chosen
    )


@cached(4 * AREAS)
def build_place_ladder(code: str, slug: str) -> tuple[observations.Ladder, observations.Series]:
    """The tier ladder and the series of one indicator."""
    chain = [area.code for area in snapshot_records.get_registry().chain(code)]
    by_area = visit_figures.get_figures(slug).read_series(slug, chain)
    series = {(slug, area): rows for area, rows in by_area.items()}
    return observations.build_ladder(
        snapshot_records.get_registry(),
        visit_figures.find_indicator(slug),
        snapshot_records.get_registry()[code],
        series,
    ), series


@cached(8 * AREAS)
def build_topic_rows(code: str, topic: str, *, dark: bool) -> tuple[tuple[str, str], ...]:
    """One (slug, HTML) an indicator of a topic: figure, verdict, small trend and tier ladder.

    Indicators without a figure at any tier of the place (those of other nations) are left out.
    """
    return tuple(
        (record.indicator.slug, write_indicator_row(record, series, theme_for(dark=dark)))
        for record, series in build_ladders(code, topic)
        if any(rung.value is not None for rung in record.rungs)
    )


@cached(4 * AREAS)
def build_luck_sentence(code: str, topic: str) -> str:
    """How many of a topic's verdicts on a place may be luck alone; empty for few of them."""
    differences = [steps.verdict.difference for steps, _ in build_ladders(code, topic)]
    return write_luck_sentence(
        sum(difference is not None and difference.is_judged for difference in differences)
    )


@cached(4 * AREAS)
def build_tier_ladder(code: str, slug: str, *, dark: bool) -> str:
    """The tier ladder of one indicator as HTML."""
    return draw_tier_ladder(build_place_ladder(code, slug)[0], theme_for(dark=dark))


@cached(AREAS)
def build_parts_ladder(code: str, slug: str, *, dark: bool) -> str:
    """England's regions or the United Kingdom's nations on one scale, as HTML; else empty."""
    registry = snapshot_records.get_registry()
    parts = outliers.list_parts(registry, registry[code])
    period = build_place_ladder(code, slug)[0].period
    if not parts or period is None:
        return ""
    indicator = visit_figures.find_indicator(slug)
    series = visit_figures.get_figures(slug).read_series(slug, [part.code for part in parts])
    rungs = [
        observations.build_rung(indicator, part, series.get(part.code, ()), period)
        for part in parts
    ]
    return draw_parts_ladder(rungs, indicator, theme_for(dark=dark))


@cached(4 * AREAS)
def build_trend_chart(
    code: str, slug: str, height: int = trends_many.HEIGHT, *, dark: bool
) -> dict[str, Any] | None:
    """The finished specification of a trend chart, None without two periods to draw."""
    indicator = visit_figures.find_indicator(slug)
    tracks = _list_trend_tracks(code, indicator)
    if not tracks:
        return None
    axis, zero = axis_text(indicator), indicator.zero_baseline
    return trends_many.together(
        tracks, axis, theme=theme_for(dark=dark), from_zero=zero, height=height
    ).to_dict()


def build_editable_trend(code: str, slug: str) -> EditableChart | None:
    """The same chart for slides, where its figures can be edited; None without two periods."""
    indicator = visit_figures.find_indicator(slug)
    tracks = _list_trend_tracks(code, indicator)
    if not tracks:
        return None
    title, number_format = write_axis_title(indicator), write_number_format(indicator)
    return make_editable_trends(
        tracks, title, number_format, None, from_zero=indicator.zero_baseline
    )


def _list_trend_tracks(code: str, indicator: Indicator) -> list[TrendTrack]:
    _, series = build_place_ladder(code, indicator.slug)
    return select_trend_tracks(snapshot_records.get_registry(), code, indicator, series)
