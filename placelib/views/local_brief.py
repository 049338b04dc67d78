"""The local brief: an uploaded figure, its map, its peers, and three official indicators.

Everything is made from the figures that are handed in, so that it can be made in any thread.
"""

from __future__ import annotations

from placelib.areas.naming import label_area
from placelib.charts.theme import theme
from placelib.compare.distribution import count_peers, load_field
from placelib.compare.peers import CHOSEN, PeerSet, choose_peer_set, list_peer_kinds
from placelib.compare.peers_text import name_clear_peers, write_peers_headline, write_peers_sentence
from placelib.content import text
from placelib.formatting import INTERVAL, figure, interval, neutralise, sentence_start
from placelib.maps.text import write_map_headline
from placelib.model import Area, Indicator
from placelib.quickview.context import choose_context
from placelib.quickview.description import describe_origin
from placelib.quickview.figures import UploadedFigures
from placelib.quickview.joined import list_places
from placelib.quickview.text import (
    write_uploaded_map_sentence,
    write_uploaded_map_subtitle,
    write_uploaded_trend_headline,
    write_uploaded_trend_sentence,
)
from placelib.statistics.observations import build_ladder
from placelib.statistics.text import write_ladder_sentence
from placelib.views import compare_charts, quick_view, snapshot_records
from placelib.views import place as place_view
from placelib.views.export_collector import ExportItem
from placelib.views.map_list import order_figures
from placelib.views.sources import credit_fully

# Of counts, which no map can show truly, so many are listed.
_LISTED = 12


def compose_local_brief(figures: UploadedFigures, area: Area, period: str) -> list[ExportItem]:
    """The findings of a brief on an area that has a figure for the period, in their order."""
    items = [
        _compose_figure(figures, area, period),
        _compose_map(figures, area, period),
        _compose_trend(figures, area),
        _compose_peers(figures, area, period),
        _compose_context(figures, area),
    ]
    return [item for item in items if item is not None]


def write_brief_title(figures: UploadedFigures, area: Area) -> str:
    """What the brief is called: the measure and the place."""
    return f"{figures.indicator.label}: {area.name}"


def _compose_figure(figures: UploadedFigures, area: Area, period: str) -> ExportItem:
    """The place's figure and those of what it belongs to, as far as the file has them."""
    indicator, row = figures.indicator, figures.find_figure(area.code, period)
    assert row is not None
    assert row.value is not None
    registry = snapshot_records.get_registry()
    tiers = [(tier, figures.find_figure(tier.code, period)) for tier in registry.chain(area.code)]
    words = figure(indicator, row.value)
    series = {
        (indicator.slug, tier.code): (tier_row,) for tier, tier_row in tiers if tier_row is not None
    }
    ladder = build_ladder(registry, indicator, area, series)
    return ExportItem(
        headline=f"{sentence_start(area.in_sentence)}: {words} in {row.period_label}",
        subtitle=indicator.label,
        sentences=(write_ladder_sentence(ladder),),
        rows=tuple(
            {
                "Place": label_area(tier),
                "Figure": figure(indicator, tier_row.value),
                "Period": neutralise(tier_row.period_label),
            }
            for tier, tier_row in tiers
            if tier_row is not None and tier_row.value is not None
        ),
        source=describe_origin(indicator),
        is_uploaded=True,
    )


def _compose_map(figures: UploadedFigures, area: Area, period: str) -> ExportItem | None:
    """The map of a rate, the list of the largest counts; None where no map of ours has a place."""
    places = tuple(list_places(figures, period).values())
    levels = quick_view.list_map_levels(figures, places)
    if not levels:
        return None
    level = next((level for level in levels if level == area.level), levels[0])
    settings = quick_view.choose_map_settings(figures, level, period, area.code)
    content = quick_view.assemble_uploaded_map(figures, settings)
    if not content.class_by_area:
        return None
    indicator = figures.indicator
    ordered = [item for item in order_figures(content.figures, "high") if item.value is not None]
    is_mapped = indicator.standardised
    sentences = [
        write_uploaded_map_sentence(indicator, content.figures, level, content.period_label)
    ]
    if not is_mapped:
        sentences.append(text("brief_counts").strip())
        if len(ordered) > _LISTED:
            sentences.append(f"Listed are the {_LISTED} largest of {len(ordered)}.")
    return ExportItem(
        headline=write_map_headline(indicator, content.figures, level),
        subtitle=write_uploaded_map_subtitle(indicator, level, content.period_label),
        sentences=tuple(sentences),
        charts=[quick_view.draw_uploaded_map_picture(content, settings)] if is_mapped else [],
        rows=()
        if is_mapped
        else tuple(
            {"Place": item.area.name, "Figure": figure(indicator, item.value or 0.0)}
            for item in ordered[:_LISTED]
        ),
        source=describe_origin(indicator),
        is_uploaded=True,
    )


def _compose_trend(figures: UploadedFigures, area: Area) -> ExportItem | None:
    """The place and what it belongs to over time; None with one period."""
    if len(figures.periods) < 2:
        return None
    chain = snapshot_records.get_registry().chain(area.code)
    areas = [tier for tier in chain if tier.code in figures.areas][:4]
    charts = quick_view.draw_uploaded_trends(figures, areas, theme(dark=False))
    if not charts:
        return None
    return ExportItem(
        headline=write_uploaded_trend_headline(figures, areas),
        subtitle=f"{figures.indicator.label}, all periods of the file",
        sentences=(write_uploaded_trend_sentence(figures, areas),),
        charts=list(charts),
        source=describe_origin(figures.indicator),
        is_uploaded=True,
        editable=quick_view.build_editable_uploaded_trends(figures, areas),
    )


def _compose_peers(figures: UploadedFigures, area: Area, period: str) -> ExportItem | None:
    """The place beside the first set of official peers of which the file has any."""
    registry, indicator = snapshot_records.get_registry(), figures.indicator
    peers = _find_peers(figures, area, period)
    if peers is None:
        return None
    field = load_field(figures, registry, indicator, area, peers.areas, period)
    assert field.area_row is not None
    counts = count_peers(indicator, field.area_row, [field.rows.get(code) for code in peers.codes])
    return ExportItem(
        headline=write_peers_headline(field, counts),
        subtitle=f"{indicator.label}, {field.period_label}. Peers: {peers.label}. In order of the "
        "figure, which is no ranking",
        sentences=tuple(
            filter(
                None,
                (
                    write_peers_sentence(field, peers, counts),
                    name_clear_peers(field, peers.areas),
                ),
            )
        ),
        charts=[compare_charts.draw_peers(registry, field, peers, theme(dark=False))],
        source=describe_origin(indicator),
        is_uploaded=True,
        editable=compare_charts.build_editable_peers(registry, field, peers),
    )


def _find_peers(figures: UploadedFigures, area: Area, period: str) -> PeerSet | None:
    registry, store = snapshot_records.get_registry(), snapshot_records.get_store()
    for kind in list_peer_kinds(registry, area):
        if kind == CHOSEN:
            continue
        peers = choose_peer_set(registry, store, area, kind, (), mixed=False)
        rows = [figures.find_figure(code, period) for code in peers.codes]
        if any(row is not None and row.value is not None for row in rows):
            return peers
    return None


def _compose_context(figures: UploadedFigures, area: Area) -> ExportItem | None:
    """Three official indicators of the place, and the rule by which they were chosen."""
    indicators = choose_context(
        figures.indicator.label,
        [
            indicator
            for indicator in snapshot_records.get_catalogue().with_data()
            if indicator.standardised and _has_figure(area, indicator)
        ],
        [
            headline.indicator
            for headline in place_view.build_headlines(area.code)
            if headline.indicator.standardised
        ],
    )
    if not indicators:
        return None
    return ExportItem(
        headline=f"Official indicators of {area.in_sentence} beside it",
        subtitle="Official figures, each for its newest period",
        sentences=(text("brief_context").strip(),),
        rows=tuple(_write_context_row(area, indicator) for indicator in indicators),
        source=credit_fully(indicators),
    )


def _has_figure(area: Area, indicator: Indicator) -> bool:
    row = place_view.get_latest_observations(area.code).get((indicator.slug, area.code))
    return row is not None and row.value is not None


def _write_context_row(area: Area, indicator: Indicator) -> dict[str, str]:
    ladder, _ = place_view.build_place_ladder(area.code, indicator.slug)
    row = ladder.area_rung.observation
    words, ends = "no figure", ""
    if row is not None and row.value is not None:
        words = figure(indicator, row.value)
        if row.lower is not None and row.upper is not None:
            ends = interval(indicator, row.lower, row.upper)
    return {
        "Official indicator": indicator.label,
        "Figure": words,
        INTERVAL: ends or "none published",
        "Period": ladder.period_label or "",
        "Beside the benchmark": sentence_start(ladder.verdict.words or ladder.verdict.why),
    }
