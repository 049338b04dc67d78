"""The uploaded measure as a table, and everything that can be downloaded."""

from __future__ import annotations

import streamlit as st

from placelib.formatting import format_count
from placelib.markdown import plain_markdown
from placelib.quickview.figures import UploadedFigures
from placelib.ui.quick_view import lists as quick_lists
from placelib.ui.quick_view.selection import Selection, show_title_of_measure
from placelib.ui.quick_view.state import QuickView
from placelib.views import quick_view

_SHOWN_AT_MOST = 2_000


def show_uploaded_table(view: QuickView, selection: Selection) -> None:
    """All figures of the measure, the tidy table, and the lists of places and rows."""
    show_title_of_measure(selection)
    show_figures(view, selection.figures)
    st.caption(plain_markdown(selection.origin))


def show_figures(view: QuickView, figures: UploadedFigures) -> None:
    """The figures of every area and period of the file; nothing in a cell acts as a formula."""
    assert view.upload is not None
    areas = sorted(figures.areas.values(), key=lambda area: area.name)
    rows = quick_view.list_figure_rows(figures, areas, _SHOWN_AT_MOST)
    count = sum(len(series) for series in figures.series.values())
    st.dataframe(
        rows, hide_index=True, width="stretch", key="quick table of figures",
        alt=f"The figures of {format_count(len(areas), 'place')}",
    )  # fmt: skip
    if count > _SHOWN_AT_MOST:
        st.caption(f"The first {_SHOWN_AT_MOST:,} of {count:,} figures; the download has all.")
    st.header("Downloads", anchor=False)
    quick_lists.show_tidy_download(view)
    quick_lists.show_lists(view.upload)
