"""What a place has: its map by council, its table beside England, and what is not published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from placelib.api_addresses import write_asset_address
from placelib.assets.records import KINDS
from placelib.charts.map_legend import legend_style
from placelib.charts.theme import theme
from placelib.markdown import plain_markdown
from placelib.neighbourhoods.measures import MEASURES
from placelib.neighbourhoods.settings import VIEWS, NeighbourhoodView
from placelib.ui.components import chart_display, first_screen, present_mode, url_widgets
from placelib.ui.components.chart_block import ChartBlock, build_notes, show_chart_block
from placelib.ui.components.map_clicks import read_clicked_code
from placelib.ui.components.share import show_share
from placelib.ui.neighbourhoods.maps import WHOLE_MAP
from placelib.urls import AREA, ASSET, MEASURE, NEIGHBOURHOODS, VIEW
from placelib.views import asset_map, snapshot_records
from placelib.views import assets as asset_view
from placelib.views import neighbourhoods as neighbourhood_view
from placelib.views.table_rows import build_arrow_table

_COLUMNS = asset_view.COLUMNS
# What a projector has room for: without the remarks every row of a place.
_STAGED_COLUMNS = _COLUMNS[:-1]
_STAGED_STYLE = (
    f"[data-testid=stTable] table{{height:{present_mode.CHART_HEIGHT + present_mode.AXES}px}}"
)


def show_assets(view: NeighbourhoodView, notes: Sequence[str]) -> None:
    """The display of assets: the map of councils, and everything published of the place."""
    headline = asset_map.write_asset_headline(view.asset, view.area)
    if present_mode.is_on():
        block = build_asset_block(view.area, headline)
        if present_mode.is_on_stage():
            st.html(f"<style>{_STAGED_STYLE}</style>")
            first, *others = _list_sources(asset_view.list_asset_rows(view.area))
            block = replace(block, origin=f"Sources: {first}, and {len(others)} more.")
        show_chart_block(block, lambda: _show_table(view.area, _STAGED_COLUMNS), key="assets")
        return
    first_screen.show_title(headline)
    name = snapshot_records.get_registry()[view.area].name
    with first_screen.open_controls(f"{KINDS[view.asset].label} · {name}"):
        _show_controls(view)
    for note in notes:
        st.warning(plain_markdown(note))
    _show_map(view, headline)
    show_asset_table(view.area)
    show_share(NEIGHBOURHOODS, view.settings(), f"What {name} has")


def _show_map(view: NeighbourhoodView, headline: str) -> None:
    """The map of councils, a click on which chooses one, with its legend and sentence."""
    dark = chart_display.is_dark()
    deck, legend = asset_map.build_asset_map(view.asset, view.area, dark=dark)
    st.html(f"<style>{legend_style(theme(dark=dark))}</style>")
    left, right = st.columns([3, 2], gap="medium")
    key = f"neighbourhood map of {view.asset}"

    def choose_area() -> None:
        # Before the run: the second click of a double click takes the choice back.
        code = read_clicked_code(st.session_state[key])
        if code in neighbourhood_view.list_mapped_areas():
            st.query_params[AREA] = code

    with left, first_screen.open_picture(), st.container(key=f"{WHOLE_MAP}-of-councils"):
        st.pydeck_chart(
            deck,
            height="stretch",
            key=key,
            on_select=choose_area,
            selection_mode="single-object",
            alt=headline,
        )
    with right:
        st.html(legend)
        st.markdown(plain_markdown(asset_view.write_asset_sentence(view.area)))
        st.caption(asset_view.write_asset_note())
        kind = KINDS[view.asset]
        chart_display.show_table(
            asset_map.list_asset_map_rows(view.asset),
            key="asset map",
            name=f"map-{kind.slug}",
            notes=[f"{kind.label}, {kind.year_label}. Source: {kind.source}."],
        )
        _show_neighbourhood_layers()


def _show_neighbourhood_layers() -> None:
    """The way to what can be reached, which is known by neighbourhood."""

    def show_layer(slug: str) -> None:
        st.query_params.update({MEASURE: slug, VIEW: "map"})

    st.caption("What can be reached, neighbourhood by neighbourhood:")
    with st.container(horizontal=True, gap="small"):
        for slug in asset_view.ACCESS:
            st.button(MEASURES[slug].label, key=f"layer {slug}", on_click=show_layer, args=(slug,))


def _show_controls(view: NeighbourhoodView) -> None:
    areas = neighbourhood_view.list_mapped_areas()
    url_widgets.show_list("Place", AREA, areas, view.area, key="neighbourhood area")
    kinds = {slug: kind.label for slug, kind in KINDS.items()}
    url_widgets.show_list("What", ASSET, kinds, view.asset, key="neighbourhood asset")
    url_widgets.show_choice("Show as", VIEW, VIEWS, view.view, key="neighbourhood view")


def show_asset_table(area: str) -> None:
    """Everything published of a place as a table, with its downloads."""
    name = snapshot_records.get_registry()[area].in_sentence
    block = build_asset_block(area, f"What is published of what {name} has")
    show_chart_block(block, lambda: _show_table(area), key="assets")


def build_asset_block(area: str, headline: str) -> ChartBlock:
    """The table of a place's assets with what belongs to it."""
    rows = asset_view.list_asset_rows(area)
    sources = "; ".join(_list_sources(rows))
    note = asset_view.write_asset_note()
    return ChartBlock(
        headline=headline,
        subtitle="Published, and never all there is",
        sentence=asset_view.write_asset_sentence(area),
        rows=rows,
        notes=build_notes([], [note, f"Sources: {sources}"], NEIGHBOURHOODS, {AREA: area}),
        name=f"assets-{area}",
        indicators=[],
        origin=f"Sources: {sources}. Open Government Licence v3.0.",
        records_address=write_asset_address(area),
    )


def _list_sources(rows: Sequence[Mapping[str, str]]) -> list[str]:
    return list(dict.fromkeys(row["Source"] for row in rows))


def _show_table(area: str, columns: Sequence[str] = _COLUMNS) -> None:
    rows = [{name: row[name] for name in columns} for row in asset_view.list_asset_rows(area)]
    st.table(build_arrow_table(rows), hide_index=True)
