"""What the Trends page shows, of official or of uploaded figures; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from placelib.areas.naming import label_among
from placelib.areas.registry import AreaRegistry, list_benchmark_codes
from placelib.charts.parts import (
    ReferenceLine,
    axis_text,
    difference_axis,
    number_axis,
    write_axis_title,
)
from placelib.charts.theme import Theme, theme
from placelib.charts.trend_layers import TrendMark, TrendTrack
from placelib.charts.trends_many import MOST_TOGETHER, panel, shared_domain, together
from placelib.database.cache import cached
from placelib.exports.editable_chart import EditableChart
from placelib.formatting import figure, interval, number
from placelib.model import ENGLAND, UNITED_KINGDOM, Area, Indicator, Observation
from placelib.statistics.figure_source import FigureSource
from placelib.statistics.seasons import find_default_start
from placelib.trends.benchmark_gaps import list_benchmark_gaps
from placelib.trends.settings import VIEWS, TrendsView
from placelib.trends.text import write_benchmark_gap
from placelib.trends.trajectories import (
    Trajectory,
    build_published,
    explain_no_index,
    find_benchmark,
    find_first_common_period,
    find_quality,
    index_tracks,
    measure_benchmark_gaps,
)
from placelib.views import snapshot_records, visit_figures
from placelib.views.editable_charts import make_editable_trends, write_number_format

# How many states of the page the cache of a builder remembers.
STATES = 128


@dataclass(frozen=True, slots=True)
class TrendsContent:
    """What a state of the Trends page shows: the areas, their lines, and what is missing.

    ``tracks`` holds every area with a row, in the order asked for; ``silent`` those without a
    figure. ``base`` is the period of an index, ``benchmark`` what gaps are measured from;
    ``benchmark_rows`` holds the benchmark's figures by period. ``why_not`` says why a view cannot
    be shown. ``wider`` is the first area's benchmark with its figures, beside which its change
    stands.
    """

    indicator: Indicator
    areas: tuple[Area, ...]
    tracks: tuple[Trajectory, ...]
    silent: tuple[Area, ...]
    base: Observation | None = None
    benchmark: Area | None = None
    benchmark_rows: Mapping[str, Observation] = field(default_factory=dict)
    why_not: str | None = None
    wider: Trajectory | None = None


def assemble_trends(
    registry: AreaRegistry, source: FigureSource, indicator: Indicator, view: TrendsView
) -> TrendsContent:
    """The figures of an indicator over time for the areas of a state of the page."""
    areas = tuple(registry[code] for code in view.areas)
    codes = list({*view.areas, ENGLAND, UNITED_KINGDOM})
    series = source.read_series(indicator.slug, codes)
    tracks = [track for track in build_published(areas, series) if track.has_figures]
    with_figures = [track.area for track in tracks]
    silent = tuple(area for area in areas if area not in with_figures)
    wider_codes = list_benchmark_codes(tracks[0].area) if tracks else ()
    wider = next((code for code in wider_codes if code in series), None)
    content = TrendsContent(
        indicator,
        areas,
        tuple(tracks),
        silent,
        wider=Trajectory(registry[wider], series[wider], series[wider]) if wider else None,
    )
    if not tracks or view.view == "figures":
        return content
    if view.view == "index":
        base = find_first_common_period(tracks)
        if base is None:
            why_not = "no period has a figure above zero for all of these places"
            return replace(content, tracks=(), why_not=why_not)
        if why_not := explain_no_index(indicator, tracks, base):
            return replace(content, tracks=(), why_not=why_not)
        return replace(content, tracks=_drop_empty(index_tracks(tracks, base)), base=base)
    if not indicator.standardised:
        why_not = "it is a total, which grows with the size of the place"
        return replace(content, tracks=(), why_not=why_not)
    benchmark = find_benchmark(registry.areas, series, (ENGLAND, UNITED_KINGDOM))
    if benchmark is None:
        why_not = "neither England nor the United Kingdom has a figure"
        return replace(content, tracks=(), why_not=why_not)
    rows = {row.period: row for row in series[benchmark.code] if row.value is not None}
    return replace(
        content,
        tracks=_drop_empty(measure_benchmark_gaps(tracks, rows, benchmark.in_sentence)),
        benchmark=benchmark,
        benchmark_rows=rows,
    )


def list_periods(content: TrendsContent) -> dict[str, str]:
    """The periods in which the first area has a figure, in words, by the publisher's notation."""
    rows = content.tracks[0].published if content.tracks else ()
    return {row.period: row.period_label for row in rows if row.value is not None}


def find_start(content: TrendsContent, end: str) -> str:
    """The period that the first area's ``end`` is held against by default; empty for none."""
    figures = [row for row in content.tracks[0].published if row.value is not None]
    last = next(row for row in figures if row.period == end)
    start = find_default_start(figures, last)
    return start.period if start is not None else ""


def _drop_empty(tracks: Sequence[Trajectory]) -> tuple[Trajectory, ...]:
    return tuple(track for track in tracks if track.has_figures)


def draw_trends(content: TrendsContent, view: TrendsView, colours: Theme) -> list[dict[str, Any]]:
    """The finished specifications: one chart for up to four areas, else a panel an area."""
    tracks = _draw_tracks(content, view)
    if not tracks:
        return []
    indicator = content.indicator
    write_axis = {"figures": axis_text, "gap": difference_axis}.get(view.view, number_axis)
    axis = write_axis(indicator)
    rule = _build_reference_line(content)
    if len(tracks) <= MOST_TOGETHER:
        from_zero = indicator.zero_baseline and view.view == "figures"
        return [together(tracks, axis, rule, colours, from_zero=from_zero).to_dict()]
    domain = shared_domain(tracks, rule)
    return [panel(track, tracks, axis, domain, rule, colours).to_dict() for track in tracks]


def build_editable_trends(content: TrendsContent, view: TrendsView) -> EditableChart | None:
    """The chart of up to four areas for slides, where it can be edited; None for panels."""
    tracks, indicator = _draw_tracks(content, view), content.indicator
    if not 0 < len(tracks) <= MOST_TOGETHER:
        return None
    is_published = view.view == "figures"
    format_code = write_number_format(indicator) if is_published else "#,##0.0"
    return make_editable_trends(
        tracks,
        write_axis_title(indicator) if is_published else VIEWS[view.view],
        format_code,
        _build_reference_line(content),
        from_zero=indicator.zero_baseline and is_published,
    )


def _draw_tracks(content: TrendsContent, view: TrendsView) -> list[TrendTrack]:
    """A line for each area, with its intervals where the view asks for them."""
    return [
        _draw_track(content, track, has_band=view.bands == "all" or _is_first(view, content, track))
        for track in content.tracks
    ]


def _is_first(view: TrendsView, content: TrendsContent, track: Trajectory) -> bool:
    return view.bands == "first" and track is content.tracks[0]


def _build_reference_line(content: TrendsContent) -> ReferenceLine | None:
    if content.base is not None:
        return ReferenceLine(100.0, f"{content.base.period_label} = 100")
    if content.benchmark is not None:
        return ReferenceLine(0.0, content.benchmark.name)
    return None


def _draw_track(content: TrendsContent, track: Trajectory, *, has_band: bool) -> TrendTrack:
    marks = tuple(
        _draw_mark(content.indicator, row, published, _write_value(content, row, published))
        for row, published in zip(track.plotted, track.published, strict=True)
    )
    return TrendTrack(label_among(track.area, content.areas), marks, has_band)


def draw_published_track(
    indicator: Indicator, name: str, rows: Sequence[Observation], *, has_band: bool
) -> TrendTrack:
    """A series as it was published, to be drawn under a name."""
    marks = (
        _draw_mark(
            indicator, row, row, figure(indicator, row.value) if row.value is not None else ""
        )
        for row in rows
    )
    return TrendTrack(name, tuple(marks), has_band)


def _draw_mark(
    indicator: Indicator, row: Observation, published: Observation, words: str
) -> TrendMark:
    return TrendMark(
        date=_find_day(row).isoformat(),
        period=row.period_label,
        value=row.value,
        lower=row.lower,
        upper=row.upper,
        value_text=words,
        range=_write_interval(indicator, published),
        quality=find_quality(published),
        gap="" if row.value is not None else row.gap or "no figure",
    )


def _write_value(content: TrendsContent, row: Observation, published: Observation) -> str:
    if row.value is None or published.value is None:
        return ""
    words = figure(content.indicator, published.value)
    if content.base is not None:
        return f"{number(row.value, 1)} ({words})"
    if content.benchmark is not None:
        return f"{words}, {describe_benchmark_gap(content, published)}"
    return words


def describe_benchmark_gap(content: TrendsContent, published: Observation) -> str:
    """A figure's distance from the benchmark: “4.2 percentage points below England (1.1 to 7.3)”.

    The figure must have a value, and the benchmark one for its period.
    """
    assert content.benchmark is not None
    (benchmark_gap,) = list_benchmark_gaps([published], content.benchmark_rows)
    return write_benchmark_gap(content.indicator, benchmark_gap, content.benchmark)


def _write_interval(indicator: Indicator, row: Observation) -> str:
    if row.lower is None or row.upper is None:
        return "none published"
    return interval(indicator, row.lower, row.upper)


def _find_day(row: Observation) -> date:
    """The day at which a figure stands: the first of a year, the middle of a longer period."""
    length = row.ends - row.starts
    return row.starts + length / 2 if length.days > 366 else row.starts


@cached(STATES)
def build_trends(view: TrendsView) -> TrendsContent:
    """The figures, official or uploaded, of a state of the Trends page."""
    return assemble_trends(
        snapshot_records.get_registry(),
        visit_figures.get_figures(view.indicator),
        visit_figures.find_indicator(view.indicator),
        view,
    )


@cached(STATES)
def build_trends_charts(view: TrendsView, *, dark: bool) -> list[dict[str, Any]]:
    """The finished specifications of a state of the Trends page."""
    return draw_trends(build_trends(view), view, theme(dark=dark))
