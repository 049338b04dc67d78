"""Puts services and charts together into the Trends page; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from placelib.areas.naming import label_among
from placelib.areas.registry import AreaRegistry
from placelib.charts.parts import Line, axis_text, number_axis
from placelib.charts.theme import Theme
from placelib.charts.theme import theme as theme_for
from placelib.charts.trend_layers import Mark, Track
from placelib.charts.trends_many import MOST_TOGETHER, panel, shared_domain, together
from placelib.database.cache import cached
from placelib.database.connection import Store
from placelib.formatting import difference, figure, gap_between, interval, number
from placelib.model import ENGLAND, UNITED_KINGDOM, Area, Indicator, Observation
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.observations import series
from placelib.trends.settings import TrendsView
from placelib.trends.trajectories import (
    Trajectory,
    as_published,
    benchmark_of,
    first_common_period,
    gaps_to,
    indexed,
    quality,
)
from placelib.views import snapshot_records

# How many areas the cache of a builder remembers.
AREAS = 64


@dataclass(frozen=True, slots=True)
class TrendsShown:
    """What the Trends page shows for one state: the areas, what is drawn, and what is missing.

    ``tracks`` holds every area with a row, in the order asked for; ``silent`` those without a
    figure. ``base`` is the period of an index, ``benchmark`` what gaps are measured from;
    ``levels`` holds the benchmark's figures by period. ``why_not`` says why a view cannot be drawn.
    """

    indicator: Indicator
    areas: tuple[Area, ...]
    tracks: tuple[Trajectory, ...]
    silent: tuple[Area, ...]
    base: Observation | None
    benchmark: Area | None
    levels: dict[str, float]
    why_not: str | None


def trends_shown(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, view: TrendsView
) -> TrendsShown:
    """The figures of a state of the page."""
    indicator = catalogue[view.indicator]
    areas = tuple(registry[code] for code in view.areas)
    every = series(store, [indicator.slug], list({*view.areas, ENGLAND, UNITED_KINGDOM}))
    found = {code: rows for (_, code), rows in every.items()}
    tracks = [one for one in as_published(areas, found) if one.has_figures]
    silent = tuple(area for area in areas if area not in [one.area for one in tracks])
    base, benchmark, why_not = None, None, None
    levels: dict[str, float] = {}
    if view.view == "index" and tracks:
        base = first_common_period(tracks)
        if base is None:
            why_not = "no period has a figure above zero for all of these places"
        tracks = indexed(tracks, base) if base is not None else []
    if view.view == "gap" and tracks:
        benchmark = benchmark_of(registry.areas, found, (ENGLAND, UNITED_KINGDOM))
        if benchmark is None:
            why_not = "neither England nor the United Kingdom has a figure"
            tracks = []
        else:
            rows = found[benchmark.code]
            levels = {one.period: one.value for one in rows if one.value is not None}
            tracks = gaps_to(tracks, rows, benchmark.in_sentence)
    drawn = tuple(one for one in tracks if one.has_figures)
    return TrendsShown(indicator, areas, drawn, silent, base, benchmark, levels, why_not)


def trends_charts(shown: TrendsShown, view: TrendsView, theme: Theme) -> list[dict[str, Any]]:
    """The finished specifications: one chart for up to four areas, else a panel an area."""
    tracks = [
        _track(shown, one, view.bands == "all" or (view.bands == "first" and one is first))
        for first in shown.tracks[:1]
        for one in shown.tracks
    ]
    if not tracks:
        return []
    axis = axis_text(shown.indicator) if view.view == "figures" else number_axis(shown.indicator)
    rule = _rule(shown)
    if len(tracks) <= MOST_TOGETHER:
        zero = shown.indicator.zero_baseline and view.view == "figures"
        return [together(tracks, axis, rule, theme, from_zero=zero).to_dict()]
    domain = shared_domain(tracks, rule)
    return [panel(one, tracks, axis, domain, rule, theme).to_dict() for one in tracks]


def _rule(shown: TrendsShown) -> Line | None:
    if shown.base is not None:
        return Line(100.0, f"{shown.base.period_label} = 100")
    if shown.benchmark is not None:
        return Line(0.0, shown.benchmark.name)
    return None


def _track(shown: TrendsShown, one: Trajectory, has_band: bool) -> Track:
    marks = tuple(
        _mark(shown.indicator, view, published, _shown(shown, view, published))
        for view, published in zip(one.shown, one.published, strict=True)
    )
    return Track(label_among(one.area, shown.areas), marks, has_band)


def as_published_track(
    indicator: Indicator, name: str, rows: Sequence[Observation], has_band: bool
) -> Track:
    """A series as it was published, to be drawn under a name."""
    marks = (
        _mark(indicator, row, row, figure(indicator, row.value) if row.value is not None else "")
        for row in rows
    )
    return Track(name, tuple(marks), has_band)


def _mark(indicator: Indicator, view: Observation, published: Observation, words: str) -> Mark:
    return Mark(
        date=_date(view).isoformat(),
        period=view.period_label,
        value=view.value,
        lower=view.lower,
        upper=view.upper,
        shown=words,
        range=_range(indicator, published),
        quality=quality(published),
        gap="" if view.value is not None else view.gap or "no figure",
    )


def _shown(shown: TrendsShown, view: Observation, published: Observation) -> str:
    if view.value is None or published.value is None:
        return ""
    text = figure(shown.indicator, published.value)
    if shown.base is not None:
        return f"{number(view.value, 1)} ({text})"
    if shown.benchmark is not None:
        return f"{text}, {gap_words(shown, published)}"
    return text


def gap_words(shown: TrendsShown, published: Observation) -> str:
    """A figure's distance from the benchmark in words: “4.2 percentage points below England”."""
    assert published.value is not None
    assert shown.benchmark is not None
    level = shown.levels[published.period]
    gap = gap_between(shown.indicator, published.value, level)
    if gap == 0:
        return f"the same as {shown.benchmark.in_sentence}"
    side = "above" if gap > 0 else "below"
    apart = difference(shown.indicator, published.value, level)
    return f"{apart} {side} {shown.benchmark.in_sentence}"


def _range(indicator: Indicator, one: Observation) -> str:
    if one.lower is None or one.upper is None:
        return "none published"
    return interval(indicator, one.lower, one.upper)


def _date(one: Observation) -> date:
    length = one.ends - one.starts
    return one.starts + length / 2 if length.days > 366 else one.starts


@cached(2 * AREAS)
def build_trends(view: TrendsView) -> TrendsShown:
    """The figures of a state of the Trends page."""
    return trends_shown(
        snapshot_records.get_store(),
        snapshot_records.get_registry(),
        snapshot_records.get_catalogue(),
        view,
    )


@cached(2 * AREAS)
def build_trends_charts(view: TrendsView, dark: bool) -> list[dict[str, Any]]:
    """The finished specifications of a state of the Trends page."""
    return trends_charts(build_trends(view), view, theme_for(dark))
