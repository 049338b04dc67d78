"""The Trends page: one indicator over time for up to ten places."""

from __future__ import annotations

import streamlit as st

from placelib.areas.naming import label_among
from placelib.content import text
from placelib.formatting import listed, number, sentence_start
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.statistics.observations import why_missing
from placelib.trends.settings import BAND_CHOICES, MOST_AREAS, VIEWS, TrendsView, read_trends_view
from placelib.trends.text import (
    figures_sentence,
    gap_headline,
    gap_sentence,
    index_headline,
    index_sentence,
    trends_headline,
)
from placelib.trends.trajectories import gap_counts, quality
from placelib.ui.components import chart_display, present_mode, url_widgets
from placelib.ui.components.chart_block import ChartBlock, notes_of, show_chart_block, vega
from placelib.ui.components.share import share
from placelib.urls import AREAS, BANDS, INDICATOR, TRENDS, VIEW
from placelib.views import place as place_view
from placelib.views import snapshot_records
from placelib.views import trends as trends_view
from placelib.views.observation_rows import figure_row
from placelib.views.trends import TrendsShown, gap_words

_COLUMNS = 3


def trends() -> None:
    """The whole page, as the address asks for it."""
    if not present_mode.is_on():
        st.title("Trends", anchor=False)
    view, notes = read_trends_view(
        snapshot_records.get_registry(), snapshot_records.get_catalogue(), st.query_params.to_dict()
    )
    for note in notes:
        st.warning(plain_markdown(note))
    _choices(view)
    if not view.areas:
        st.info("Choose at least one place.")
        return
    shown = trends_view.build_trends(view)
    for area in shown.silent:
        st.info(plain_markdown(_why_silent(shown, area)))
    if not shown.tracks:
        if shown.why_not:
            st.info(plain_markdown(f"This view cannot be drawn: {shown.why_not}."))
        return
    one = _exhibit(shown, view)
    show_chart_block(one, lambda: _draw(shown, view), key="trends")
    if present_mode.is_on():
        return
    _others(shown)
    st.markdown(f"**Be careful.** {plain_markdown(shown.indicator.be_careful)}")
    share(TRENDS, view.settings(), f"{shown.indicator.label}: {_names(shown)}")


def _choices(view: TrendsView) -> None:
    held = {one.slug: one.label for one in snapshot_records.get_catalogue().held()}
    url_widgets.from_list("Indicator", INDICATOR, held, view.indicator, key="trends indicator")
    url_widgets.several(
        f"Places, up to {MOST_AREAS}; the sentence is about the first",
        AREAS,
        place_view.build_place_options(),
        view.areas,
        most=MOST_AREAS,
        key="trends areas",
    )
    if view.areas:
        _belongings(view)
    with st.container(horizontal=True, gap="small"):
        url_widgets.one_of("Show", VIEW, VIEWS, view.view, key="trends view")
        url_widgets.one_of("95% intervals", BANDS, BAND_CHOICES, view.bands, key="trends bands")


def _belongings(view: TrendsView) -> None:
    first = snapshot_records.get_registry()[view.areas[0]]
    chain = snapshot_records.get_registry().chain(first.code)
    above = {parent.code: label_among(parent, chain) for parent in chain[1:]}
    if above:
        url_widgets.shortcuts(
            f"What {first.in_sentence} belongs to",
            AREAS,
            above,
            view.areas,
            most=MOST_AREAS,
            key=f"trends above {first.code}",
        )


def _why_silent(shown: TrendsShown, area: Area) -> str:
    newest = place_view.get_latest_observations(area.code).get((shown.indicator.slug, area.code))
    why = why_missing(shown.indicator, area) if newest is None else newest.gap or "no figure"
    return f"{area.name} has no figure: {why}."


def _draw(shown: TrendsShown, view: TrendsView) -> None:
    charts = trends_view.build_trends_charts(view, chart_display.is_dark())
    if len(charts) == 1:
        vega(charts[0], key="trends chart", alternative=_sentence(shown, 0))
        return
    for start in range(0, len(charts), _COLUMNS):
        columns = st.columns(_COLUMNS)
        for at, one in enumerate(charts[start : start + _COLUMNS], start=start):
            with columns[at - start]:
                words = _sentence(shown, at)
                vega(one, key=f"trends panel {at}", alternative=words, columns=_COLUMNS)


def _sentence(shown: TrendsShown, at: int) -> str:
    track = shown.tracks[at]
    if shown.base is not None:
        return index_sentence(shown.indicator, track, shown.base.period_label)
    if shown.benchmark is not None:
        return gap_sentence(shown.indicator, track, shown.benchmark, shown.levels)
    return figures_sentence(shown.indicator, track)


def _headline(shown: TrendsShown) -> str:
    first = shown.tracks[0]
    if shown.base is not None:
        return index_headline(shown.indicator, first, shown.base.period_label)
    if shown.benchmark is not None:
        return gap_headline(shown.indicator, first, shown.benchmark, shown.levels)
    return trends_headline(shown.indicator, first)


def _exhibit(shown: TrendsShown, view: TrendsView) -> ChartBlock:
    names = _names(shown)
    return ChartBlock(
        headline=_headline(shown),
        subtitle=_subtitle(shown, view, names),
        sentence=_sentence(shown, 0),
        rows=_rows(shown),
        notes=notes_of([shown.indicator], [f"Places: {names}"], TRENDS, view.settings()),
        name=f"trends-{shown.indicator.slug}",
        indicators=[shown.indicator],
    )


def _names(shown: TrendsShown) -> str:
    return listed([one.area.name for one in shown.tracks])


def _subtitle(shown: TrendsShown, view: TrendsView, names: str) -> str:
    measure = shown.indicator.label
    if shown.base is not None:
        measure = f"{measure}, {shown.base.period_label} = 100"
    if shown.benchmark is not None:
        measure = f"{measure}, difference from {shown.benchmark.in_sentence}"
    notes = [f"{measure}: {names}"]
    if view.bands != "none" and any(one.has_interval for one in shown.tracks[0].published):
        notes.append("Shaded: 95% interval")
    if shown.base is not None or shown.benchmark is not None:
        notes.append("the sampling error of what it is held against is left out")
    if any(quality(one) for track in shown.tracks for one in track.published):
        notes.append("Hollow: provisional, or the publisher calls it unreliable")
    gaps = gap_counts(shown.indicator, shown.tracks)
    if gaps:
        counted = listed([f"{why} ({count})" for why, count in gaps.items()])
        notes.append(f"Crosses at the foot, no figure: {counted}")
    if shown.indicator.experimental:
        notes.append("Official statistics in development")
    return ". ".join(sentence_start(note) for note in notes)


def _rows(shown: TrendsShown) -> list[dict[str, str]]:
    rows = []
    for track in shown.tracks:
        for view, published in zip(reversed(track.shown), reversed(track.published), strict=True):
            row = figure_row(shown.indicator, track.area, published)
            if shown.base is not None:
                known = view.value is not None
                row[f"Index, {shown.base.period_label} = 100"] = (
                    number(view.value, 1) if known and view.value is not None else ""
                )
            if shown.benchmark is not None:
                row[f"Beside {shown.benchmark.name}"] = (
                    gap_words(shown, published) if view.value is not None else view.gap or ""
                )
            rows.append(row)
    return rows


def _others(shown: TrendsShown) -> None:
    if len(shown.tracks) < 2:
        return
    with st.expander("The same in words for the other places", type="compact"):
        said = [_sentence(shown, at) for at in range(1, len(shown.tracks))]
        st.markdown("\n".join(f"- {plain_markdown(one)}" for one in said))
        st.markdown(text("trends_test"))
