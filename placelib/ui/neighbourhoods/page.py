"""The Neighbourhoods page: how neighbourhoods differ inside a place, on a map and in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from placelib.api_addresses import write_neighbourhood_address, write_spread_address
from placelib.assets.records import KINDS
from placelib.charts.neighbourhood_map import tenths_style
from placelib.charts.theme import theme
from placelib.content import text
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.neighbourhoods.measures import EDITION, MEASURES
from placelib.neighbourhoods.settings import (
    SORTS,
    VIEWS,
    NeighbourhoodView,
    read_neighbourhood_view,
)
from placelib.neighbourhoods.text import write_other_end
from placelib.ui import frame
from placelib.ui.components import beside, chart_display, first_screen, present_mode, url_widgets
from placelib.ui.components.chart_block import (
    ChartBlock,
    build_notes,
    show_chart_block,
    show_download_menu,
    show_table_of,
)
from placelib.ui.components.share import show_share
from placelib.ui.neighbourhoods import assets
from placelib.ui.neighbourhoods.maps import DECK_STYLE, SIZED, draw_alone, draw_staged, show_decks
from placelib.urls import (
    AGAINST,
    AREA,
    LIST_PAGE,
    MEASURE,
    NEIGHBOURHOODS,
    SORT,
    SPOT,
    VIEW,
)
from placelib.views import (
    neighbourhood_list,
    neighbourhood_maps,
    neighbourhood_strips,
    snapshot_records,
)
from placelib.views import neighbourhoods as neighbourhood_view
from placelib.views.export_collector import ExportItem
from placelib.views.map_list import write_list_style
from placelib.views.neighbourhood_records import build_neighbourhood_records
from placelib.views.neighbourhoods import NeighbourhoodContent
from placelib.views.table_rows import build_arrow_table

_ALONE = ""


def show_neighbourhoods_page() -> None:
    """The whole page, as the address asks for it."""
    frame.show_body(_show_content)


def _show_content() -> None:
    view, notes = read_neighbourhood_view(
        snapshot_records.get_registry(),
        snapshot_records.get_catalogue(),
        neighbourhood_view.list_mapped_areas(),
        neighbourhood_view.list_spots(),
        {slug: kind.label for slug, kind in KINDS.items()},
        st.query_params.to_dict(),
    )
    content = neighbourhood_view.build_neighbourhoods(view.drawn)
    page = theme(dark=chart_display.is_dark())
    has_map = bool(content.place.neighbourhoods)
    sizes = neighbourhood_maps.write_deck_sizes(view.drawn, *SIZED) if has_map else ""
    st.html(f"<style>{tenths_style(page)}{write_list_style(page)}{DECK_STYLE}{sizes}</style>")
    if not has_map:
        _show_elsewhere(view)
        return
    if view.view == "assets":
        assets.show_assets(view, notes)
        return
    if present_mode.is_on():
        _show_presented(content, view)
        return
    first_screen.show_title(neighbourhood_view.build_neighbourhood_headline(view))
    with first_screen.open_controls(_summarise(content)):
        _show_controls(view)
    for note in notes:
        st.warning(plain_markdown(note))
    _show_body(content, view)
    _show_below(content, view)


def _show_elsewhere(view: NeighbourhoodView) -> None:
    """A place without a map of neighbourhoods: why, and a choice of those that have one."""
    area = snapshot_records.get_registry()[view.area]
    first_screen.show_title(f"Neighbourhoods: not for {area.in_sentence}")
    options = {view.area: area.name, **neighbourhood_view.list_mapped_areas()}
    url_widgets.show_list("Another place", AREA, options, view.area, key="neighbourhood area")
    st.info(text("neighbourhood_elsewhere", edition=EDITION))


def _summarise(content: NeighbourhoodContent) -> str:
    """What the controls are set to, for the button that opens them on a phone."""
    names = " and ".join(place.area.name for place in content.places)
    return f"{content.measure.label} · {names}"


def _show_controls(view: NeighbourhoodView) -> None:
    areas = neighbourhood_view.list_mapped_areas()
    void = (LIST_PAGE, SPOT)
    url_widgets.show_list("Place", AREA, areas, view.area, key="neighbourhood area", drops=void)
    measures = {slug: measure.label for slug, measure in MEASURES.items()}
    url_widgets.show_list(
        "Measure", MEASURE, measures, view.measure, key="neighbourhood measure", drops=(LIST_PAGE,)
    )
    beside = {_ALONE: "No second place", **areas}
    url_widgets.show_list(
        "Second place", AGAINST, beside, view.against, key="neighbourhood against", drops=void
    )
    url_widgets.show_choice("Show as", VIEW, VIEWS, view.view, key="neighbourhood view")


def _show_presented(content: NeighbourhoodContent, view: NeighbourhoodView) -> None:
    """The map or the list on a projector; two maps have one legend beside them."""

    def draw() -> None:
        if view.view == "list" and present_mode.is_on_stage():
            st.html(neighbourhood_list.build_neighbourhood_list(view))
        elif not present_mode.has_stage_size():
            draw_alone(content, view)
        else:
            draw_staged(content, view)

    block = _build_block(view)
    if present_mode.is_on_stage():
        # A second line would not fit the screen, and the headline has said the first end.
        block = replace(
            block,
            sentence=write_other_end(
                content.measure, [(place.area, place.spread) for place in content.places]
            ),
            origin=neighbourhood_view.write_brief_credit(),
        )
    show_chart_block(block, draw, key="neighbourhoods")


def _show_body(content: NeighbourhoodContent, view: NeighbourhoodView) -> None:
    html = neighbourhood_list.build_neighbourhood_list(view)
    legend = neighbourhood_maps.build_tenths_legend(view.drawn, dark=chart_display.is_dark())
    if view.view == "list":
        with first_screen.open_picture():
            st.html(html)
        _show_list_controls(content, view)
        st.html(legend)
        return
    with beside.open_sides("neighbourhoods"):
        with first_screen.open_picture():
            show_decks(content, view)
        with st.container():
            st.html(f'{legend}<div class="below-tenths">{html}</div>')
            _show_list_controls(content, view)


def _show_list_controls(content: NeighbourhoodContent, view: NeighbourhoodView) -> None:
    """The order of the list, the buttons that turn its pages, and the downloads."""
    pages = neighbourhood_list.count_list_pages(content)
    page = min(view.page, pages)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        url_widgets.show_list(
            "Order",
            SORT,
            SORTS,
            view.sort,
            key="neighbourhood order",
            drops=(LIST_PAGE,),
            width=230,
        )
        for label, turned_page in (("Previous", page - 1), ("Next", page + 1)):
            st.button(
                label,
                key=f"neighbourhood list {label}",
                disabled=not 1 <= turned_page <= pages,
                on_click=_turn_to,
                args=(turned_page,),
            )
        show_download_menu(lambda: _build_files(content, view), key="neighbourhoods")


def _turn_to(page: int) -> None:
    st.query_params[LIST_PAGE] = str(page)


def _show_below(content: NeighbourhoodContent, view: NeighbourhoodView) -> None:
    chart_display.show_paragraphs(
        *map(plain_markdown, neighbourhood_view.build_map_sentences(view)),
        plain_markdown(neighbourhood_list.describe_spot(view)),
    )
    if view.spot:
        _show_spot(view.spot)
    _show_strips(content, view)
    about = st.expander(
        "What this is, and what it is not", key="neighbourhood note", on_change="rerun",
        type="compact",
    )  # fmt: skip
    if about.open:
        count = f"{len(neighbourhood_view.list_spots()):,}"
        people = neighbourhood_view.write_usual_size()
        about.markdown(text("neighbourhood_note", count=count, people=people, edition=EDITION))
    _show_files(content, view)


def _show_spot(spot: str) -> None:
    """Everything that is known of the neighbourhood in focus."""
    name, rows = neighbourhood_list.build_spot_card(spot)
    with st.container(key="neighbourhood-card"):
        st.header(plain_markdown(name), anchor=False)
        st.table(build_arrow_table(rows), hide_index=True)


def _show_strips(content: NeighbourhoodContent, view: NeighbourhoodView) -> None:
    share, reach = neighbourhood_view.build_share_sentences(view)
    chart = neighbourhood_strips.build_strips(
        view.measure, content.place.area.code, dark=chart_display.is_dark()
    )
    headline, _, rest = share.partition(": ")
    # The headline says it: what is below goes on from there.
    words = f"{sentence_start(rest) if rest else share} {reach}"
    block = ChartBlock(
        headline=headline if rest else "England, and the place in it",
        subtitle=f"{content.measure.label}, {EDITION}: England’s neighbourhoods in ten equal "
        "groups. A bar holds the middle eight in ten neighbourhoods of an area; the dark line is "
        "the middle one.",
        sentence=words,
        rows=neighbourhood_strips.list_strip_rows(view.measure, content.place.area.code),
        notes=build_notes([], [neighbourhood_view.write_credit()], NEIGHBOURHOODS, view.settings()),
        name=f"inside-{content.place.area.code}-{view.measure}",
        indicators=[],
        origin=neighbourhood_view.write_credit(),
        records_address=write_spread_address(content.place.area.code, view.measure),
    )
    show_chart_block(
        block,
        lambda: chart_display.show_chart(chart, key="neighbourhood strips", alternative=words),
        key="neighbourhood inside",
    )


def _show_files(content: NeighbourhoodContent, view: NeighbourhoodView) -> None:
    rows = len(neighbourhood_list.list_shown(content))
    opened = st.expander(
        f"Table, share and export ({rows:,} rows)",
        key="neighbourhood table",
        on_change="rerun",
        type="compact",
    )
    # Sent only when unfolded: a change of measure sends values.
    if not opened.open:
        return
    with opened:
        block, charts = _build_files(content, view)
        show_table_of(block)
        item = ExportItem(
            headline=block.headline,
            subtitle=block.subtitle,
            sentences=(block.sentence,),
            charts=list(charts),
            source=block.origin,
            data_address=block.data_address,
            table=block.rows,
        )
        # The map, which the graphics card draws on the page, before the strips below it.
        title = _write_title(content)
        show_share(NEIGHBOURHOODS, view.settings(), title, leading_items=[item])


def _build_files(
    content: NeighbourhoodContent, view: NeighbourhoodView
) -> tuple[ChartBlock, Sequence[Mapping[str, Any]]]:
    charts = [
        neighbourhood_maps.build_shaded_neighbourhoods(view.drawn, number, dark=False)
        for number in range(len(content.places))
    ]
    return _build_block(view), charts


def _write_title(content: NeighbourhoodContent) -> str:
    names: Sequence[str] = [place.area.name for place in content.places]
    return f"Neighbourhoods of {' and '.join(names)}: {content.measure.label}"


def _build_block(view: NeighbourhoodView) -> ChartBlock:
    content = neighbourhood_view.build_neighbourhoods(view.drawn)
    credit = neighbourhood_view.write_credit()
    return ChartBlock(
        headline=neighbourhood_view.build_neighbourhood_headline(view),
        subtitle=f"{content.measure.label}, Indices of Deprivation {EDITION}, by tenths of England",
        sentence=" ".join(neighbourhood_view.build_map_sentences(view)),
        rows=neighbourhood_list.list_neighbourhood_rows(view),
        notes=build_notes([], [credit], NEIGHBOURHOODS, view.settings()),
        name=f"neighbourhoods-{view.area}-{view.measure}",
        indicators=[],
        origin=credit,
        records=build_neighbourhood_records(view),
        records_address=write_neighbourhood_address(
            [place.area.code for place in content.places], view.measure
        ),
    )
