"""The section of a place's page on understanding and leverage."""

from __future__ import annotations

import streamlit as st

from placelib.content import text
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.ui.components import chart_display
from placelib.ui.quadrant import components
from placelib.views import quadrant as quadrant_view
from placelib.views import snapshot_records
from placelib.views.quadrant_rows import Rows, point_rows

SOURCES = (
    "Sources: Office for National Statistics and the producers of each indicator; revenue outturn, "
    "Ministry of Housing, Communities and Local Government; Country and Regional Analysis, HM "
    "Treasury; English Indices of Deprivation 2025. Open Government Licence v3.0."
)


def quadrant(area: Area) -> None:
    """Where the tiers of a place stand, whether the line bends, and what that rests on."""
    st.header("Understanding and leverage", anchor="quadrant")
    if not area.is_current:
        st.markdown("The quadrant is drawn for places that exist today.")
        return
    found = quadrant_view.get_quadrant(area.code)
    if found.middle is None:
        # A nation is an end of the line: there is no picture, only where to look for one.
        st.markdown(plain_markdown(found.sentence))
        return
    picture, words = st.columns([3, 2], gap="large")
    with picture:
        chart_display.show_chart(
            quadrant_view.build_quadrant_chart(area.code, chart_display.is_dark()),
            key=f"quadrant {area.code}",
            alternative=found.sentence,
        )
        st.markdown(plain_markdown(found.sentence))
    with words:
        chart_display.show_paragraphs(
            plain_markdown(found.understanding_sentence), plain_markdown(found.leverage_sentence)
        )
        notes = [plain_markdown(note) for note in found.notes]
        st.caption("\n\n".join([*notes, text("quadrant_small"), SOURCES]))
        rows = point_rows(found)
        chart_display.show_on_request(
            len(rows), lambda: _points(area, rows), key=f"points {area.code}"
        )
    with st.expander(
        "What went in: understanding", on_change="rerun", key=f"u {area.code}"
    ) as open_u:
        if open_u.open:
            components.understanding(found)
    with st.expander("What went in: leverage", on_change="rerun", key=f"l {area.code}") as open_l:
        if open_l.open:
            components.leverage(found)


def _points(area: Area, rows: Rows) -> None:
    chart_display.show_open_table(
        rows,
        key=f"points {area.code}",
        name=f"{area.code}-quadrant",
        notes=[SOURCES, f"Data version {snapshot_records.get_metadata()['data_version']}"],
    )
