"""The Map page: one indicator at one geography level, on a map, on tiles and in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from placelib.charts import map_frames
from placelib.charts.map_legend import legend_style
from placelib.charts.theme import theme
from placelib.content import text
from placelib.maps.content import MapContent
from placelib.maps.settings import LEVELS, SORTS, VIEWS, MapView, read_map_view
from placelib.maps.text import write_map_subtitle
from placelib.markdown import plain_markdown
from placelib.ui import frame
from placelib.ui.components import (
    area_search,
    beside,
    chart_display,
    first_screen,
    indicator_list,
    page_address,
    present_mode,
    url_widgets,
)
from placelib.ui.components.chart_block import (
    ChartBlock,
    build_notes,
    show_chart_block,
    show_download_menu,
    show_table_of,
)
from placelib.ui.components.map_clicks import read_clicked_code
from placelib.ui.components.share import show_share
from placelib.ui.map import options, period_animation
from placelib.urls import INDICATOR, LEVEL, LIST_PAGE, MAP, PERIOD, SORT, VIEW, WITHIN
from placelib.views import indicator_notes, map_list, snapshot_records
from placelib.views import map as map_view
from placelib.views import place as place_view
from placelib.views.export_collector import ExportItem
from placelib.views.map import list_levels_with_figures
from placelib.views.map_list import count_pages, list_map_rows, order_figures, write_list_style
from placelib.views.observation_rows import Figure, find_data_address
from placelib.views.sources import credit_fully, link_source

_DECK = "areas map"
# As tall as the screen leaves room for below the menu, the title and the controls, so that all of
# the map and the slider below it are on the first screen: 544 of a laptop's 768 pixels.
_DECK_STYLE = (
    ".st-key-main-picture:has([class*=areas-map])"
    "{height:clamp(22rem,calc(100dvh - 14rem),56rem);flex:none}"
)
# Pixels, of the 720 that the embed snippet asks for: as high as a whole country is drawn.
_ALONE_HEIGHT = map_frames.HEIGHT


def show_map_page() -> None:
    """The whole page, as the address asks for it."""
    page = theme(dark=chart_display.is_dark())
    st.html(f"<style>{legend_style(page)}{write_list_style(page)}{_DECK_STYLE}</style>")
    frame.show_body(_show_content, run_every=period_animation.get_interval())
    if not present_mode.is_on():
        st.caption(text("map_keys"))


def _show_content() -> None:
    period_animation.advance()
    view, notes = read_map_view(
        snapshot_records.get_registry(),
        page_address.list_offered_indicators(),
        map_view.list_map_periods,
        st.query_params.to_dict(),
    )
    content = map_view.build_map(view.drawn)
    if present_mode.is_on():
        _show_notes(notes)
        _show_presented(content, view)
        return
    first_screen.show_title(map_view.build_map_headline(view.drawn))
    with first_screen.open_controls(_summarise(content, view)):
        _show_controls(content, view)
    _show_notes([*notes, *_list_remarks(content, view)])
    _show_body(content, view)
    _show_below(content, view)


def _show_notes(notes: Sequence[str]) -> None:
    for note in notes:
        st.warning(plain_markdown(note))


def _show_presented(content: MapContent, view: MapView) -> None:
    """The map on a projector: every area shaded, none named but the chosen one.

    On another site, and on a phone, it is the map of the page with its legend.
    """
    block = _build_block(content, view)
    if not _is_mapped(content, view):
        show_chart_block(block, lambda: st.html(map_list.build_map_list(view)), key="map")
        return
    if not present_mode.has_stage_size():
        show_chart_block(block, lambda: _draw_alone(view), key="map")
        return
    chart = map_view.build_shaded_map(view.drawn, dark=chart_display.is_dark())
    show_chart_block(
        block,
        lambda: chart_display.show_chart(
            chart, key="map staged", alternative=block.sentence, is_uploaded=block.is_uploaded
        ),
        key="map",
    )


def _draw_alone(view: MapView) -> None:
    """The map beside its legend; a click on another site leads nowhere."""
    left, right = st.columns([3, 2], gap="medium")
    left.pydeck_chart(
        map_view.build_map_deck(view.drawn, dark=chart_display.is_dark()),
        height=_ALONE_HEIGHT,
        key=f"map alone {view.view} {view.level}",
        alt=map_view.build_map_sentence(view.drawn),
    )
    right.html(map_view.build_map_legend(view.drawn, dark=chart_display.is_dark()))


def _summarise(content: MapContent, view: MapView) -> str:
    """What the controls are set to, for the button that opens them on a phone."""
    return " · ".join((content.indicator.label, LEVELS[view.level], content.within.name))


def _show_controls(content: MapContent, view: MapView) -> None:
    void = (PERIOD, LIST_PAGE)
    indicator_list.show_indicator_list(
        "Indicator", INDICATOR, view.indicator, key="map indicator", drops=void
    )
    url_widgets.show_list(
        "Areas", LEVEL, LEVELS, view.level, key="map level", drops=(*void, WITHIN), width=210
    )
    within = map_view.list_map_scopes(view.level)
    url_widgets.show_list(
        "Within", WITHIN, within, view.within, key="map within", drops=void, width=190
    )
    if content.indicator.standardised:
        url_widgets.show_choice("Show as", VIEW, VIEWS, view.view, key="map view")
        with first_screen.open_popover("Options", key="map options") as is_open:
            if is_open:
                options.show_options(view)


def _list_remarks(content: MapContent, view: MapView) -> list[str]:
    """What a reader must know before the picture: where there are figures, if not at this level."""
    indicator = content.indicator
    if not indicator.levels or view.level in indicator.levels:
        return []
    levels = list_levels_with_figures(indicator, LEVELS)
    if indicator.is_uploaded:
        return [f"Your file has figures for {levels}."]
    return [f"This indicator is published for {levels}."]


def _show_body(content: MapContent, view: MapView) -> None:
    if not _is_mapped(content, view):
        _show_list(content, view)
        if not content.indicator.standardised:
            st.info(text("upload_counts" if view.is_uploaded else "map_counts"))
        period_animation.show_periods(content)
        if content.period is not None:
            st.caption(plain_markdown(period_animation.describe_coverage(content)))
        return
    with beside.open_sides("map", left=3 if period_animation.has_periods(content) else 1):
        with first_screen.open_picture():
            _show_deck(view)
        period_animation.show_periods(content)
        with st.container():
            legend = map_view.build_map_legend(view.drawn, dark=chart_display.is_dark())
            coverage = escape(period_animation.describe_coverage(content))
            # One message: with each change of the map all of it is another.
            st.html(
                f'{legend}<div class="map-legend"><p>{coverage}</p></div>'
                f"{map_list.build_map_list(view)}"
            )
            _show_list_controls(content, view)


def _is_mapped(content: MapContent, view: MapView) -> bool:
    return content.indicator.standardised and view.view != "list"


def _show_deck(view: MapView) -> None:
    key = f"{_DECK} {view.view} {view.level}"

    def open_place() -> None:
        # Before the run: the second click of a double click takes the choice back.
        code = read_clicked_code(st.session_state[key])
        if code in place_view.build_place_options():
            area_search.go_to(code)

    st.pydeck_chart(
        map_view.build_map_deck(view.drawn, dark=chart_display.is_dark()),
        height="stretch",
        key=key,
        on_select=open_place,
        selection_mode="single-object",
        alt=map_view.build_map_sentence(view.drawn),
    )


def _show_list(content: MapContent, view: MapView) -> None:
    """The list as the main picture, where nothing is shaded."""
    with first_screen.open_picture():
        st.html(map_list.build_map_list(view))
    _show_list_controls(content, view)


def _show_list_controls(content: MapContent, view: MapView) -> None:
    """The order of the list, its pages, and the downloads."""
    pages = count_pages(content.figures)
    page = min(view.page, pages)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        url_widgets.show_choice(
            "Order", SORT, SORTS, view.sort, key="map order", drops=(LIST_PAGE,)
        )
        if pages > 1:
            # The way on keeps its place while a reader turns the pages.
            turns = {"Next areas": page + 1, "Previous areas": page - 1}
            for label, turned_page in turns.items() if page > 1 else [("Next areas", 2)]:
                st.button(
                    label,
                    key=f"map list {label}",
                    disabled=turned_page > pages,
                    on_click=_turn_to,
                    args=(turned_page,),
                )
        show_download_menu(lambda: _build_files(content, view), key="map")


def _turn_to(page: int) -> None:
    st.query_params[LIST_PAGE] = str(page)


def _show_below(content: MapContent, view: MapView) -> None:
    chart_display.show_paragraphs(
        plain_markdown(map_view.build_map_sentence(view.drawn)),
        "Official statistics in development." if content.indicator.experimental else "",
        indicator_notes.write_cautions(content.indicator),
        chart_display.format_small_print(link_source(content.indicator)),
    )
    opened = st.expander(
        f"Table, share and export ({len(content.figures):,} rows)",
        key="map table",
        on_change="rerun",
        type="compact",
    )
    # Sent only when unfolded: a change of indicator sends values.
    if opened.open:
        with opened:
            block = _build_block(content, view)
            show_table_of(block)
            item = _build_export_item(block)
            show_share(MAP, view.settings(), _write_title(content), [item])


def _write_title(content: MapContent) -> str:
    return f"{content.indicator.label}, {content.within.name}"


def _build_files(
    content: MapContent, view: MapView
) -> tuple[ChartBlock, Sequence[Mapping[str, Any]]]:
    block = _build_block(content, view)
    return block, [block.picture] if block.picture else []


def _build_export_item(block: ChartBlock) -> ExportItem:
    """The map for a brief, or the list where figures are listed and not mapped."""
    return ExportItem(
        headline=block.headline,
        subtitle=block.subtitle,
        sentences=(block.sentence, *indicator_notes.list_age_sentences(block.indicators)),
        charts=[block.picture] if block.picture else [],
        rows=() if block.picture else tuple(block.rows),
        table=block.rows,
        source=credit_fully(block.indicators),
        data_address=find_data_address(block.figures),
        is_uploaded=block.is_uploaded,
    )


def _build_block(content: MapContent, view: MapView) -> ChartBlock:
    subtitle = write_map_subtitle(
        content.indicator, view.level, content.within, content.period_label
    )
    rows = list_map_rows(content, view.sort)
    return ChartBlock(
        headline=map_view.build_map_headline(view.drawn),
        subtitle=subtitle,
        sentence=map_view.build_map_sentence(view.drawn),
        rows=rows,
        notes=build_notes([content.indicator], [subtitle], MAP, view.settings()),
        name=f"map-{view.level}-{view.indicator}",
        indicators=[content.indicator],
        picture=map_view.build_map_picture(view.drawn) if _is_mapped(content, view) else None,
        figures=[
            Figure(content.indicator, figure.area, figure.observation, figure.verdict)
            for figure in order_figures(content.figures, view.sort)
        ],
    )
