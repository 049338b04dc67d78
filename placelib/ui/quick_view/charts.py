"""A map, or a list where figures are counts, and a trend of uploaded figures."""

from __future__ import annotations

import streamlit as st

from placelib.areas.naming import label_area
from placelib.charts.map_frames import MAP_HEIGHT
from placelib.charts.map_legend import legend_style
from placelib.charts.theme import theme
from placelib.content import text
from placelib.maps.areas import areas_within
from placelib.maps.settings import LEVELS, MapView
from placelib.maps.text import map_headline
from placelib.quickview import text as quickview_text
from placelib.quickview.joined import scope_of
from placelib.ui.components import chart_display
from placelib.ui.components.chart_block import ChartBlock, show_chart_block
from placelib.ui.quick_view.selection import Chosen, choose, draw
from placelib.ui.quick_view.state import QuickView
from placelib.views import map as map_view
from placelib.views import quick_view, snapshot_records
from placelib.views.map import MapShown, legend_html
from placelib.views.map_list import in_order

_MOST_LINES = 4
_LISTED = 15


def show_map(view: QuickView, chosen: Chosen) -> None:
    """The map of a rate; a list of a count, which no map can show truly."""
    registry, figures = snapshot_records.get_registry(), chosen.figures
    level = _level(view, chosen)
    if not level:
        st.info("The file has no places that a map of ours can draw. See the table.")
        return
    within = scope_of(registry, figures, level)
    settings = quick_view.quick_map_view(level, within, chosen.period, chosen.area.code, "map")
    shown = quick_view.quick_map(registry, figures, settings)
    sentence = quickview_text.map_sentence(shown.indicator, shown.found, level, shown.period_label)
    one = _map_exhibit(chosen, shown, settings, sentence)
    if shown.indicator.standardised:
        show_chart_block(one, lambda: _map(shown, settings, sentence), key="quick map")
        return
    st.info(text("quick_counts"))
    show_chart_block(one, lambda: _list(shown), key="quick map")


def _map_exhibit(chosen: Chosen, shown: MapShown, settings: MapView, sentence: str) -> ChartBlock:
    """The map with its rows, highest figure first, and the picture of it where there is one."""
    figures, picture = chosen.figures, None
    if shown.indicator.standardised:
        shapes, notes = map_view.get_shapes(settings.level), [text("boundaries")]
        picture = quick_view.quick_picture(
            snapshot_records.get_registry(), shown, settings, shapes, notes, chart_display.is_dark()
        )
    return ChartBlock(
        headline=map_headline(shown.indicator, shown.found),
        subtitle=quickview_text.map_subtitle(shown.indicator, settings.level, shown.period_label),
        sentence=sentence,
        rows=[
            quick_view.uploaded_row(figures, item.area, chosen.period)
            if item.observation is not None
            else quick_view.missing_row(figures, item.area, item.missing or "")
            for item in in_order(shown.found, "high")
        ],
        notes=[chosen.origin],
        name="quick-view-map",
        indicators=[],
        origin=chosen.origin,
        picture=picture or False,
    )


def _level(view: QuickView, chosen: Chosen) -> str:
    """The geography level that is drawn, chosen where there are several; empty for none."""
    assert view.upload is not None
    levels = _levels(chosen)
    if len(levels) < 2:
        return next(iter(levels), "")
    key = f"quick level {view.upload.key}"
    choose("Areas", levels, key=key, first=next(iter(levels)), buttons=True)
    level: str = st.session_state[key]
    return level


def _levels(chosen: Chosen) -> dict[str, str]:
    """The levels with at least two of the file's areas, else all; the fullest first."""
    registry, held = snapshot_records.get_registry(), {area.code for area in chosen.places}
    counts = {}
    for level in chosen.figures.indicator.levels:
        drawn = areas_within(registry, level, scope_of(registry, chosen.figures, level))
        counts[level] = sum(area.code in held for area in drawn)
    levels = [level for level in counts if counts[level] > 1] or list(counts)
    return {level: LEVELS[level] for level in levels if level in LEVELS}


def _map(shown: MapShown, settings: MapView, sentence: str) -> None:
    dark = chart_display.is_dark()
    left, right = st.columns([3, 2], gap="large")
    with left:
        deck = quick_view.quick_deck(
            snapshot_records.get_registry(),
            shown,
            settings,
            map_view.get_shapes(settings.level),
            dark,
        )
        st.pydeck_chart(deck, height=MAP_HEIGHT, key="quick deck", alt=sentence)
    with right:
        st.html(f"<style>{legend_style(theme(dark))}</style>")
        st.html(legend_html(shown, settings, dark))


def _list(shown: MapShown) -> None:
    """The largest counts as a small table: a count is a size, and is shown as one."""
    ordered = [one for one in in_order(shown.found, "high") if one.value is not None]
    largest = max((one.value or 0.0 for one in ordered), default=0.0)
    st.dataframe(
        [{"Place": one.area.name, "Figure": one.value} for one in ordered[:_LISTED]],
        hide_index=True, width="stretch", key="quick list of counts",
        column_config={
            "Figure": st.column_config.ProgressColumn(
                "Figure", min_value=0.0, max_value=max(largest, 1.0), format="localized"
            )
        },
        alt=f"The {min(len(ordered), _LISTED)} largest counts",
    )  # fmt: skip
    if len(ordered) > _LISTED:
        st.caption(f"The {_LISTED} largest of {len(ordered):,}; the table below has all.")


def trend_view(view: QuickView, chosen: Chosen) -> None:
    """Up to four places over time."""
    assert view.upload is not None
    figures, registry = chosen.figures, snapshot_records.get_registry()
    options = {area.code: label_area(area) for area in chosen.places}
    if len(figures.periods) < 2:
        st.info("The file has one period only, so there is nothing to follow over time.")
        return
    chain = [area.code for area in registry.chain(chosen.area.code) if area.code in options]
    key = f"quick lines {view.upload.key}"
    held = [code for code in st.session_state.get(key, []) if code in options]
    if chosen.area.code not in held:
        held = chain[:_MOST_LINES]
    st.session_state[key] = held
    codes = st.multiselect(
        f"Places, up to {_MOST_LINES}", list(options), max_selections=_MOST_LINES, key=key,
        format_func=lambda code: options.get(code, code),
    )  # fmt: skip
    areas = [registry[code] for code in codes] or [chosen.area]
    charts = quick_view.quick_trends(figures, areas, theme(chart_display.is_dark()))
    if not charts:
        st.info("None of these places has a figure.")
        return
    sentence = quickview_text.trend_sentence(figures, areas)
    one = ChartBlock(
        headline=quickview_text.trend_headline(figures, areas),
        subtitle=f"{figures.indicator.label}, all periods of the file",
        sentence=sentence,
        rows=quick_view.figure_rows_of(figures, areas),
        notes=[chosen.origin],
        name="quick-view-trend",
        indicators=[],
        origin=chosen.origin,
    )
    show_chart_block(
        one, lambda: draw(charts[0], key="quick trend chart", alternative=sentence),
        key="quick trend",
    )  # fmt: skip
