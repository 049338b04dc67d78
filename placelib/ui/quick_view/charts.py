"""A map, or a list where figures are counts, and a trend of uploaded figures."""

from __future__ import annotations

import streamlit as st

from placelib.areas.levels import LevelCode
from placelib.areas.naming import label_area
from placelib.charts.interactive_map import CompactDeck
from placelib.charts.map_frames import MAP_HEIGHT
from placelib.charts.map_legend import legend_style
from placelib.charts.theme import theme
from placelib.content import text
from placelib.maps.content import MapContent
from placelib.maps.settings import LEVELS
from placelib.maps.text import write_map_headline
from placelib.quickview import text as quickview_text
from placelib.ui.components import chart_display
from placelib.ui.components.chart_block import ChartBlock
from placelib.ui.quick_view.selection import (
    Selection,
    show_kept_choice,
    show_result,
    show_title_of_measure,
)
from placelib.ui.quick_view.state import QuickView
from placelib.views import quick_view, snapshot_records
from placelib.views.map_list import order_figures
from placelib.views.observation_rows import Figure, build_marked_row, build_missing_row

# Lines of a trend; places that a list of counts shows before it ends in “and more”.
_MOST_LINES = 4
_LISTED = 15


def show_map(view: QuickView, selection: Selection) -> None:
    """The map of a rate; a list of a count, which no map can show truly."""
    level = _choose_level(view, selection)
    if level is None:
        show_title_of_measure(selection)
        st.info("The file has no places that a map of ours can draw. See the table.")
        return
    figures, dark = selection.figures, chart_display.is_dark()
    # A ring around the first name of the alphabet would look like a finding.
    focus = selection.area.code if selection.is_chosen else ""
    settings = quick_view.choose_map_settings(figures, level, selection.period, focus)
    content = quick_view.assemble_uploaded_map(figures, settings)
    sentence = quickview_text.write_uploaded_map_sentence(
        figures.indicator, content.figures, level, content.period_label
    )
    deck, legend, picture = None, "", None
    if figures.indicator.standardised:
        deck, legend, picture = quick_view.draw_uploaded_map(content, settings, dark=dark)
    block = ChartBlock(
        headline=write_map_headline(figures.indicator, content.figures, settings.level),
        subtitle=quickview_text.write_uploaded_map_subtitle(
            figures.indicator, level, content.period_label
        ),
        sentence=sentence,
        rows=[
            build_missing_row(figures.indicator, figure.area, figure.missing or "")
            if figure.observation is None
            else build_marked_row(figures.indicator, figure.area, figure.observation)
            for figure in order_figures(content.figures, "high")
        ],
        notes=[selection.origin],
        name="quick-view-map",
        indicators=[figures.indicator],
        picture=picture,
        figures=[
            Figure(figures.indicator, figure.area, figure.observation)
            for figure in order_figures(content.figures, "high")
        ],
    )
    if deck is None:
        show_result(selection, block, lambda: _show_counts(content), key="quick map")
        _explain_counts(selection.per_head_key)
        return
    show_result(
        selection,
        block,
        lambda: _show_deck(deck, legend, sentence),
        key="quick map",
    )


def _explain_counts(per_head_key: str) -> None:
    """Why counts are listed, and the button that divides them where a year's population fits."""
    st.info(text("quick_counts"))
    if per_head_key:
        st.button(
            "Show per 1,000 people",
            key="quick counts per head",
            on_click=st.session_state.update,
            args=({per_head_key: "1000"},),
        )


def _choose_level(view: QuickView, selection: Selection) -> LevelCode | None:
    """The geography level that is drawn, chosen where there are several; None for none."""
    assert view.upload is not None
    found_levels = quick_view.list_map_levels(selection.figures, selection.places)
    levels = {level: LEVELS[level] for level in found_levels}
    if len(levels) < 2:
        return next(iter(levels), None)
    key = f"quick level {view.upload.key}"
    with selection.options:
        show_kept_choice("Areas", levels, key=key, first=next(iter(levels)), buttons=True)
    level: LevelCode = st.session_state[key]
    return level


def _show_deck(deck: CompactDeck, legend: str, sentence: str) -> None:
    dark = chart_display.is_dark()
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.pydeck_chart(deck, height=MAP_HEIGHT, key="quick deck", alt=sentence)
    with right:
        st.html(f"<style>{legend_style(theme(dark=dark))}</style>")
        st.html(legend)


def _show_counts(content: MapContent) -> None:
    """The largest counts as a small table: a count is a size, and is shown as one."""
    ordered = [
        figure for figure in order_figures(content.figures, "high") if figure.value is not None
    ]
    largest = max((figure.value or 0.0 for figure in ordered), default=0.0)
    st.dataframe(
        [{"Place": figure.area.name, "Figure": figure.value} for figure in ordered[:_LISTED]],
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


def show_trend(view: QuickView, selection: Selection) -> None:
    """Up to four places over time."""
    figures = selection.figures
    if len(figures.periods) < 2:
        show_title_of_measure(selection)
        st.info("The file has one period only, so there is nothing to follow over time.")
        return
    registry = snapshot_records.get_registry()
    areas = [registry[code] for code in _choose_lines(view, selection)] or [selection.area]
    charts = quick_view.draw_uploaded_trends(figures, areas, theme(dark=chart_display.is_dark()))
    if not charts:
        show_title_of_measure(selection)
        st.info("None of these places has a figure.")
        return
    sentence = quickview_text.write_uploaded_trend_sentence(figures, areas)
    block = ChartBlock(
        headline=quickview_text.write_uploaded_trend_headline(figures, areas),
        subtitle=f"{figures.indicator.label}, all periods of the file",
        sentence=sentence,
        rows=quick_view.list_figure_rows(figures, areas),
        notes=[selection.origin],
        name="quick-view-trend",
        indicators=[figures.indicator],
        figures=[
            Figure(figures.indicator, area, observation)
            for area in areas
            for observation in figures.series.get(area.code, ())
        ],
        editable=quick_view.build_editable_uploaded_trends(figures, areas),
    )
    show_result(
        selection,
        block,
        lambda: chart_display.show_chart(
            charts[0], key="quick trend chart", alternative=sentence, is_uploaded=True
        ),
        key="quick trend",
    )


def _choose_lines(view: QuickView, selection: Selection) -> list[str]:
    """The codes of up to four places; to begin with the place in focus and what it belongs to."""
    assert view.upload is not None
    options = {area.code: label_area(area) for area in selection.places}
    key = f"quick lines {view.upload.key}"
    codes = [code for code in st.session_state.get(key, []) if code in options]
    if selection.area.code not in codes:
        chain = snapshot_records.get_registry().chain(selection.area.code)
        codes = [area.code for area in chain if area.code in options][:_MOST_LINES]
    st.session_state[key] = codes
    return selection.options.multiselect(
        f"Places, up to {_MOST_LINES}", list(options), max_selections=_MOST_LINES, key=key,
        format_func=lambda code: options.get(code, code),
    )  # fmt: skip
