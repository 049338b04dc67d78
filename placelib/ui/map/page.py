"""The Map page: one indicator at one geography level, on a map, on tiles and in a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from placelib.charts.map_frames import MAP_HEIGHT
from placelib.charts.map_legend import legend_style
from placelib.charts.theme import theme
from placelib.content import text
from placelib.formatting import figure
from placelib.maps.settings import LEVELS, SORTS, VIEWS, MapView, read_map_view
from placelib.maps.text import map_subtitle
from placelib.markdown import plain_markdown
from placelib.ui import frame
from placelib.ui.components import area_search, chart_display, present_mode, url_widgets
from placelib.ui.components.chart_block import (
    ChartBlock,
    downloads,
    notes_of,
    show_chart_block,
    vega,
)
from placelib.ui.components.share import share
from placelib.ui.map import options, period_animation
from placelib.urls import INDICATOR, LEVEL, LIST_PAGE, MAP, PERIOD, SORT, VIEW, WITHIN
from placelib.views import map as map_view
from placelib.views import map_list, snapshot_records
from placelib.views import place as place_view
from placelib.views.export_collector import ExportItem
from placelib.views.map import MapShown, levels_with_figures
from placelib.views.map_list import list_style, pages_of, table_rows
from placelib.views.table_rows import arrow

_CHART = "areas map"


def areas() -> None:
    """The whole page, as the address asks for it."""
    if not present_mode.is_on():
        st.title("Map", anchor=False)
    # A change on this page runs only what is inside, and sends only that.
    st.fragment(_inside, run_every=period_animation.seconds())()


def _inside() -> None:
    with frame.boundary():
        period_animation.step()
        view, notes = read_map_view(
            snapshot_records.get_registry(),
            snapshot_records.get_catalogue(),
            map_view.list_map_periods,
            st.query_params.to_dict(),
        )
        for note in notes:
            st.warning(plain_markdown(note))
        if present_mode.is_on():
            _staged(map_view.build_map(view.drawn), view)
            return
        # By itself it is a message that the browser keeps; the legend and the list then stay small.
        page = theme(chart_display.is_dark())
        st.html(f"<style>{legend_style(page)}{list_style(page)}</style>")
        _choices(view)
        shown = map_view.build_map(view.drawn)
        _heading(shown, view)
        _body(shown, view)
        _below(shown, view)


def _staged(shown: MapShown, view: MapView) -> None:
    """The map on a projector: every area shaded, none named but the chosen one."""
    one = replace(
        _exhibit(shown, view),
        headline=f"{shown.indicator.label}, {shown.within.name}, {shown.period_label}",
        sentence=_of_the_chosen(shown),
    )
    if not _mapped(shown, view):
        show_chart_block(one, lambda: st.html(map_list.build_map_list(view)), key="map")
        return
    drawn = map_view.build_shaded_map(view.drawn, chart_display.is_dark())
    show_chart_block(
        one, lambda: vega(drawn, key="map staged", alternative=one.sentence), key="map"
    )


def _of_the_chosen(shown: MapShown) -> str:
    """The figure of the chosen place; without one, how many areas have a figure."""
    one = shown.focus
    if one is None or one.value is None:
        return f"{len(shown.placed):,} of {len(shown.found):,} areas have a figure."
    return f"{figure(shown.indicator, one.value)} in {one.area.in_sentence}, marked on the map."


def _choices(view: MapView) -> None:
    held = {one.slug: one.label for one in snapshot_records.get_catalogue().held()}
    first, second, third = st.columns([3, 2, 2])
    void = (PERIOD, LIST_PAGE)
    with first:
        url_widgets.from_list(
            "Indicator", INDICATOR, held, view.indicator, key="map indicator", drops=void
        )
    with second:
        url_widgets.from_list(
            "Areas", LEVEL, LEVELS, view.level, key="map level", drops=(*void, WITHIN)
        )
    with third:
        within = map_view.list_map_scopes(view.level)
        url_widgets.from_list("Within", WITHIN, within, view.within, key="map within", drops=void)


def _heading(shown: MapShown, view: MapView) -> None:
    st.header(plain_markdown(map_view.build_map_headline(view.drawn)), anchor=False)
    subtitle = map_subtitle(shown.indicator, view.level, shown.within, shown.period_label)
    if shown.indicator.experimental:
        subtitle += ". Official statistics in development"
    st.caption(plain_markdown(subtitle))
    if shown.indicator.levels and view.level not in shown.indicator.levels:
        published = levels_with_figures(shown.indicator, LEVELS)
        st.info(plain_markdown(f"This indicator is published for {published}."))


def _body(shown: MapShown, view: MapView) -> None:
    if not shown.indicator.standardised:
        st.info(text("map_counts"))
    if not _mapped(shown, view):
        with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
            _views(shown, view)
        period_animation.periods(shown)
        _list(shown, view)
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        _views(shown, view)
        _chart(view)
        period_animation.periods(shown)
    with right:
        st.html(map_view.build_map_legend(view.drawn, chart_display.is_dark()))
        st.markdown(plain_markdown(map_view.build_map_sentence(view.drawn)))
        options.settings(view)
        _list(shown, view)


def _mapped(shown: MapShown, view: MapView) -> bool:
    return shown.indicator.standardised and view.view != "list"


def _views(shown: MapShown, view: MapView) -> None:
    if shown.indicator.standardised:
        url_widgets.one_of("Show as", VIEW, VIEWS, view.view, key="map view")


def _chart(view: MapView) -> None:
    chosen = st.pydeck_chart(
        map_view.build_map_deck(view.drawn, chart_display.is_dark()),
        height=MAP_HEIGHT,
        key=f"{_CHART} {view.view} {view.level}",
        on_select="rerun",
        selection_mode="single-object",
        alt=map_view.build_map_sentence(view.drawn),
    )
    code = _clicked(chosen)
    if code in place_view.build_place_options():
        area_search.go_to(code)
    st.caption(text("map_keys"))


def _clicked(chosen: Mapping[str, Any]) -> str:
    """The code of the area that was clicked, empty for none; the browser's word is not trusted."""
    objects = chosen.get("selection", {}).get("objects", {})
    for found in objects.values():
        for one in found:
            code = one.get("properties", {}).get("code") if isinstance(one, dict) else None
            if isinstance(code, str):
                return code
    return ""


def _list(shown: MapShown, view: MapView) -> None:
    st.subheader("List", anchor=False)
    url_widgets.one_of("Order", SORT, SORTS, view.sort, key="map order", drops=(LIST_PAGE,))
    st.html(map_list.build_map_list(view))
    pages = pages_of(shown.found)
    if pages > 1:
        page = min(view.page, pages)
        with st.container(horizontal=True, gap="small"):
            for label, to in (("Previous areas", page - 1), ("Next areas", page + 1)):
                st.button(
                    label,
                    key=f"map list {label}",
                    disabled=not 1 <= to <= pages,
                    on_click=_turn_to,
                    args=(to,),
                )


def _turn_to(page: int) -> None:
    st.query_params[LIST_PAGE] = str(page)


def _below(shown: MapShown, view: MapView) -> None:
    if not _mapped(shown, view):
        st.markdown(plain_markdown(map_view.build_map_sentence(view.drawn)))
    chart_display.paragraphs(
        f"**Be careful.** {plain_markdown(shown.indicator.be_careful)}",
        chart_display.small_print(chart_display.source_line(shown.indicator)),
    )
    opened = st.expander(
        f"Share and export, table ({len(shown.found):,} rows)",
        key="map table",
        on_change="rerun",
        type="compact",
    )
    # Sent only when unfolded: a change of indicator sends values.
    if opened.open:
        with opened:
            _downloads(shown, view)
            share(MAP, view.settings(), _title(shown), [_finding(shown, view)])


def _title(shown: MapShown) -> str:
    return f"{shown.indicator.label}, {shown.within.name}"


def _finding(shown: MapShown, view: MapView) -> ExportItem:
    """The map for a brief: always on the light page, since paper is."""
    one = _exhibit(shown, view)
    charts = [map_view.build_shaded_map(view.drawn, False)] if _mapped(shown, view) else []
    rows = () if charts else tuple(one.rows)
    source = chart_display.plain_source(shown.indicator)
    return ExportItem(one.headline, one.subtitle, (one.sentence,), list(charts), rows, source)


def _exhibit(shown: MapShown, view: MapView) -> ChartBlock:
    subtitle = map_subtitle(shown.indicator, view.level, shown.within, shown.period_label)
    rows = table_rows(shown, view.sort)
    return ChartBlock(
        headline=map_view.build_map_headline(view.drawn),
        subtitle=subtitle,
        sentence=map_view.build_map_sentence(view.drawn),
        rows=rows,
        notes=notes_of([shown.indicator], [subtitle], MAP, view.settings()),
        name=f"map-{view.level}-{view.indicator}",
        indicators=[shown.indicator],
    )


def _downloads(shown: MapShown, view: MapView) -> None:
    one = _exhibit(shown, view)
    picture = (
        map_view.build_map_picture(view.drawn, chart_display.is_dark())
        if _mapped(shown, view)
        else None
    )
    downloads(one, picture, key="map")
    st.dataframe(arrow(one.rows), hide_index=True, width="stretch")
