"""What there is to build on in a place: a sentence, and the way to all that is published."""

from __future__ import annotations

import streamlit as st

from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.ui import router
from placelib.urls import AREA, NEIGHBOURHOODS, SCORECARD, VIEW
from placelib.views import assets as asset_view
from placelib.views import neighbourhoods as neighbourhood_view
from placelib.views.table_rows import build_arrow_table


def show_build_on(area: Area) -> None:
    """The section of a place: in a line what is published of what it has; opened, all of it.

    Opened, it runs with what it stands in; on a long page that gives it a part of its own.
    """
    summary = plain_markdown(asset_view.write_asset_summary(area.code))
    opened = st.expander(
        f"**What there is to build on in {plain_markdown(area.in_sentence)}**: {summary}",
        key=f"build on {area.code}",
        on_change="rerun",
    )
    if not opened.open:
        return
    with opened:
        st.markdown(plain_markdown(asset_view.write_asset_sentence(area.code)))
        rows = asset_view.list_asset_rows(area.code)
        if rows:
            st.table(build_arrow_table(rows), hide_index=True)
            st.caption(asset_view.write_asset_note())
        _show_links(area)


def _show_links(area: Area) -> None:
    """The way to its neighbourhoods, to the map of what it has, and to shared measures."""
    has_map = area.code in neighbourhood_view.list_mapped_areas()
    links = [
        (NEIGHBOURHOODS, "Its neighbourhoods", {VIEW: "map"}),
        (NEIGHBOURHOODS, "What it has, on a map", {VIEW: "assets"}),
        (SCORECARD, "Measures that partners share", {}),
    ]
    with st.container(horizontal=True, gap="medium"):
        for page, label, settings in links if has_map else links[-1:]:
            st.page_link(
                router.get_page(page), label=label, query_params={AREA: area.code, **settings}
            )
