"""Puts services and charts together into what a page shows; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from placelib.areas.levels import LEVELS
from placelib.areas.naming import label_among, label_with_parent
from placelib.areas.registry import AreaRegistry
from placelib.charts import trends_many
from placelib.charts.locator_layout import AreaRole, MapArea
from placelib.charts.locator_map import locator_map, write_locator_sentence
from placelib.charts.marks import LadderStep, ladder, spark
from placelib.charts.parts import axis_text, write_axis_title
from placelib.charts.theme import Theme
from placelib.charts.theme import theme as theme_for
from placelib.charts.trend_layers import TrendTrack
from placelib.charts.trends_many import MOST_TOGETHER
from placelib.database.cache import cached
from placelib.database.connection import Store
from placelib.exports.editable_chart import EditableChart
from placelib.formatting import figure, interval, short_figure, unit_after
from placelib.model import (
    ENGLAND,
    UNITED_KINGDOM,
    Area,
    Indicator,
    Observation,
    is_uploaded_slug,
)
from placelib.statistics import headline_figures, observations, outliers
from placelib.statistics.false_claims import write_luck_sentence
from placelib.statistics.headline_figures import Headline
from placelib.statistics.observations import Ladder, Latest, Series
from placelib.views import snapshot_records, visit_figures
from placelib.views.editable_charts import edit_trends, write_number_format
from placelib.views.trends import draw_published_track

# How many areas the cache of a builder remembers.
AREAS = 64

# Colour never stands alone: each sign has its own shape and the words beside it.
SIGNS = {
    "higher": "▲",
    "lower": "▼",
    "not clearly different": "●",
    "no interval": "◦",
    "cannot say": "–",
}


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


def draw_tier_ladder(record: Ladder, theme: Theme) -> str:
    """The tier ladder of one indicator as HTML, no wider than it can be read across."""
    steps = ladder(_list_steps(record), theme)
    return f'<div style="max-width:40rem;color:{theme.text}">{steps}</div>'


def draw_parts_ladder(
    parts: Sequence[Area], indicator: Indicator, period: str, newest: Latest, theme: Theme
) -> str:
    """The same figure for the parts of a nation as HTML, in order of name; empty without parts."""
    rows = [(part, newest.get((indicator.slug, part.code))) for part in parts]
    steps = [
        LadderStep(
            name=part.name,
            value=row.value if row is not None and row.period == period else None,
            lower=row.lower if row is not None else None,
            upper=row.upper if row is not None else None,
            shown=short_figure(indicator, row.value)
            if row is not None and row.value is not None
            else "",
            missing="no figure for this period",
        )
        for part, row in rows
    ]
    if all(step.value is None for step in steps):
        return ""
    # No part is the chosen place, so all are drawn alike.
    return (
        f'<div style="max-width:40rem;color:{theme.text}">{ladder(steps, theme, place=None)}</div>'
    )


def write_headline_cards(headlines: Sequence[Headline], theme: Theme) -> str:
    """The headline figures as a list of cards in HTML, two beside each other on a phone."""
    cards = "".join(_write_card(headline, theme) for headline in headlines)
    return (
        '<ul style="list-style:none;margin:0;padding:0;display:grid;gap:.75rem;'
        "grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));"
        f'color:{theme.text}">{cards}</ul>'
    )


def _write_card(headline: Headline, theme: Theme) -> str:
    assert headline.observation.value is not None
    verdict = ""
    if headline.indicator.standardised and headline.has_benchmark:
        words = (
            headline.verdict.why
            if headline.verdict.kind == "cannot say"
            else headline.verdict.words
        )
        verdict = f"{SIGNS[headline.verdict.kind]} {words}"
    value = escape(short_figure(headline.indicator, headline.observation.value))
    unit = "" if headline.indicator.suffix else escape(unit_after(headline.indicator).strip())
    after = f' <span style="display:inline-block">{unit}</span>' if unit else ""
    return (
        f'<li style="margin:0;padding:.75rem .7rem;border:1px solid {theme.grid};'
        f'border-radius:.5rem;border-top:4px solid {theme.focus}">'
        f'<span style="display:block;font-size:.875rem;line-height:1.3">'
        f"{escape(headline.indicator.label)}</span>"
        # A unit that has no room beside its number stands close under it, and is one text with it.
        '<span style="display:block;font-size:.875rem;line-height:1.25">'
        f'<span style="font-size:1.5rem;font-weight:600;line-height:1.3">{value}</span>{after}'
        "</span>"
        f'<span style="display:block;font-size:.8125rem;line-height:1.3">{escape(verdict)}</span>'
        f'<span style="display:block;font-size:.8125rem;color:{theme.quiet_text}">'
        f"{escape(headline.observation.period_label)}</span></li>"
    )


def write_indicator_row(record: Ladder, series: Series, theme: Theme) -> str:
    """A row of a topic as HTML: name, figure, verdict, small trend, and the tier ladder."""
    observation = record.area_rung.observation
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:flex-start;'
        f'padding:.9rem 0 .35rem;border-top:1px solid {theme.grid};color:{theme.text}">'
        f'<div style="flex:1 1 17rem;min-width:0">{_write_head(record, observation, theme)}</div>'
        f'<div style="flex:0 0 auto">{spark(_list_points(record, series), theme)}</div>'
        f'<div style="flex:1 1 20rem;min-width:0">{ladder(_list_steps(record), theme)}</div></div>'
    )


def _write_head(record: Ladder, observation: Observation | None, theme: Theme) -> str:
    name = (
        '<h3 style="margin:0;padding:0;font-size:1rem;font-weight:600">'
        f"{escape(record.indicator.label)}</h3>"
    )
    quiet = theme.quiet_text
    if observation is None or observation.value is None:
        why = escape(record.area_rung.missing or "no figure")
        when = (
            f", {escape(record.period_label)}"
            if observation is not None and record.period_label
            else ""
        )
        return f'{name}<p style="margin:.15rem 0 0;color:{quiet}">No figure: {why}{when}</p>'
    value = escape(figure(record.indicator, observation.value))
    range_ = ""
    if observation.lower is not None and observation.upper is not None:
        range_ = f" ({escape(interval(record.indicator, observation.lower, observation.upper))})"
    return (
        f'{name}<p style="margin:.1rem 0 0;font-size:1.45rem;font-weight:600;line-height:1.2">'
        f"{value}</p>"
        f'<p style="margin:.1rem 0 0;font-size:.875rem">{_describe_verdict(record)}</p>'
        f'<p style="margin:0;font-size:.875rem;color:{theme.quiet_text}">'
        f"{escape(observation.period_label)}{range_}</p>"
    )


def _describe_verdict(record: Ladder) -> str:
    words = record.verdict.words
    if record.verdict.kind == "no interval":
        words = f"{words}; no interval published"
    if record.verdict.kind == "cannot say":
        words = "" if not record.indicator.standardised else words
    return escape(f"{SIGNS[record.verdict.kind]} {words}") if words else ""


def _list_steps(record: Ladder) -> list[LadderStep]:
    return [
        LadderStep(
            name=rung.label,
            value=rung.value,
            lower=rung.observation.lower if rung.observation else None,
            upper=rung.observation.upper if rung.observation else None,
            shown=short_figure(record.indicator, rung.value) if rung.value is not None else "",
            missing=rung.missing,
        )
        for rung in record.rungs
        if record.indicator.standardised or rung.area.code == record.area.code
    ]


def _list_points(record: Ladder, series: Series) -> list[tuple[float, float | None]]:
    rows = series.get((record.indicator.slug, record.area.code), ())
    return [(float(row.starts.toordinal()), row.value) for row in rows]


def list_map_areas(
    registry: AreaRegistry, store: Store, code: str
) -> tuple[list[MapArea], str, str]:
    """The areas of a place's map with their roles, the boundary level, and the map's sentence."""
    area = registry[code]
    level, roles = _assign_roles(registry, store, area)
    touching = {row["neighbour_code"]: row for row in store.rows("neighbours", code=code)}
    map_records = []
    for row in store.rows("outlines", level=level, codes=list(roles)):
        place = row.pop("area_code")
        beside = touching.get(place)
        if beside is not None:
            # On this map the neighbour's name stands near the border, not in its own middle.
            row["label_longitude"], row["label_latitude"] = beside["longitude"], beside["latitude"]
            row["label_room"] = beside["label_room"]
        map_records.append(
            MapArea(
                code=place,
                name=registry[place].name,
                role=roles[place],
                borders=place in touching,
                **row,
            )
        )
    parent = _find_shared_parent(registry, area)
    members = {"ltla": "councils", "rgn": "regions", "ctry": "nations"}[level]
    sentence = write_locator_sentence(
        area.in_sentence, map_records, parent.in_sentence if parent else None, members
    )
    return map_records, level, sentence


def _find_shared_parent(registry: AreaRegistry, area: Area) -> Area | None:
    """The combined authority, London or county whose other councils are tinted beside a council."""
    if area.level != "ltla":
        return None
    middle = registry.middle(area.code)
    if middle is not None:
        return middle
    county = next(
        (
            parent_area
            for parent_area in registry.chain(area.code)[1:]
            if parent_area.level == "utla"
        ),
        None,
    )
    return county


def _assign_roles(
    registry: AreaRegistry, store: Store, area: Area
) -> tuple[str, dict[str, AreaRole]]:
    if area.level == "ctry" and area.nation is None:
        return "ctry", {
            nation.code: "member" for nation in registry.current("ctry") if nation != area
        }
    if area.code == "E92000001":
        return "rgn", {region.code: "member" for region in registry.members(area.code, "rgn")}
    if area.level != "ltla":
        return "ltla", {council.code: "member" for council in registry.members(area.code)}
    roles: dict[str, AreaRole] = {area.code: "focus"}
    parent = _find_shared_parent(registry, area)
    if parent is not None:
        for member in registry.members(parent.code):
            roles.setdefault(member.code, "sibling")
    for row in store.rows("neighbours", code=area.code):
        roles.setdefault(row["neighbour_code"], "neighbour")
    return "ltla", roles


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
def find_outliers(code: str) -> outliers.OutlierChoice:
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
def build_ladder(code: str, slug: str) -> tuple[observations.Ladder, observations.Series]:
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
    gaps = [steps.verdict.gap for steps, _ in build_ladders(code, topic)]
    return write_luck_sentence(sum(gap is not None and gap.is_judged for gap in gaps))


@cached(4 * AREAS)
def build_tier_ladder(code: str, slug: str, *, dark: bool) -> str:
    """The tier ladder of one indicator as HTML."""
    return draw_tier_ladder(build_ladder(code, slug)[0], theme_for(dark=dark))


@cached(AREAS)
def build_parts_ladder(code: str, slug: str, *, dark: bool) -> str:
    """England's regions or the United Kingdom's nations on one scale, as HTML; else empty."""
    parts, period = (
        outliers.list_parts(snapshot_records.get_registry(), snapshot_records.get_registry()[code]),
        build_ladder(code, slug)[0].period,
    )
    if not parts or period is None:
        return ""
    return draw_parts_ladder(
        parts,
        visit_figures.find_indicator(slug),
        period,
        _read_newest_parts(code, slug, parts),
        theme_for(dark=dark),
    )


def _read_newest_parts(code: str, slug: str, parts: Sequence[Area]) -> Latest:
    if not is_uploaded_slug(slug):
        return get_latest_observations(code)
    series = visit_figures.get_figures(slug).read_series(slug, [part.code for part in parts])
    return {(slug, part): rows[-1] for part, rows in series.items()}


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


def edit_trend_chart(code: str, slug: str) -> EditableChart | None:
    """The same chart for slides, where its figures can be edited; None without two periods."""
    indicator = visit_figures.find_indicator(slug)
    tracks = _list_trend_tracks(code, indicator)
    if not tracks:
        return None
    title, number_format = write_axis_title(indicator), write_number_format(indicator)
    return edit_trends(tracks, title, number_format, None, from_zero=indicator.zero_baseline)


def _list_trend_tracks(code: str, indicator: Indicator) -> list[TrendTrack]:
    _, series = build_ladder(code, indicator.slug)
    return select_trend_tracks(snapshot_records.get_registry(), code, indicator, series)


@cached(2 * AREAS)
def build_place_map(code: str, *, dark: bool) -> tuple[dict[str, Any], str]:
    """The finished specification of a place's map, and its sentence."""
    map_records, level, sentence = list_map_areas(
        snapshot_records.get_registry(), snapshot_records.get_store(), code
    )
    # Nations are tall, and so are the groups of regions.
    height = (
        290 if snapshot_records.get_registry()[code].level in {"ltla", "utla", "cauth"} else 440
    )
    specification: dict[str, Any] = locator_map(
        map_records, level, theme_for(dark=dark), height=height
    ).to_dict()
    return specification, sentence


@cached(2 * AREAS)
def build_map_areas(code: str) -> list[MapArea]:
    """The areas of a place's map, with their roles."""
    return list_map_areas(snapshot_records.get_registry(), snapshot_records.get_store(), code)[0]
