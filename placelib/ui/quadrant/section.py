"""The section of a place's page on understanding and leverage."""

from __future__ import annotations

import streamlit as st

from placelib.api_addresses import write_quadrant_address
from placelib.axis_words import BOTH_AXES, FIT_AXIS, MONEY_AXIS
from placelib.content import text
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.quadrant import Quadrant
from placelib.quadrant.sentences import (
    describe_leading_sub_topic,
    describe_leverage,
    describe_understanding,
    explain_bend,
)
from placelib.ui.components import beside, chart_display
from placelib.ui.quadrant import components
from placelib.views import quadrant as quadrant_view
from placelib.views import quadrant_charts, snapshot_records
from placelib.views.quadrant_rows import Rows, list_point_rows

SOURCES = (
    "Sources: Office for National Statistics and the producers of each indicator; revenue outturn "
    "(what councils and authorities report that they spent), Ministry of Housing, Communities and "
    "Local Government; Country and Regional Analysis, HM Treasury. Open Government Licence v3.0."
)


def show_quadrant_section(area: Area) -> None:
    """Where the tiers of a place stand, whether the line bends, and what that rests on."""
    st.header(BOTH_AXES, anchor="quadrant")
    if not area.is_current:
        st.markdown("The quadrant is drawn for places that exist today.")
        return
    quadrant = quadrant_view.get_quadrant(area.code)
    sentence = explain_bend(quadrant)
    if quadrant.tiers.middle is None:
        # A nation is an end of the line: there is no picture, only where to look for one.
        st.markdown(plain_markdown(sentence))
        return
    with beside.open_sides("quadrant", gap="large"):
        chart_display.show_chart(
            quadrant_charts.build_quadrant_chart(area.code, dark=chart_display.is_dark()),
            key=f"quadrant {area.code}",
            alternative=sentence,
        )
        # The sentence of the picture stands on the first screen, beside the small one.
        lines = (
            describe_understanding(quadrant),
            describe_leading_sub_topic(quadrant),
            describe_leverage(quadrant),
        )
        chart_display.show_paragraphs(*(plain_markdown(line) for line in lines if line))
    opened = st.expander(
        "Its table, what went in, and what to read with care",
        key=f"what went in {area.code}",
        on_change="rerun",
    )
    if opened.open:
        with opened:
            _show_points(area, list_point_rows(quadrant))
            st.markdown(f"**{FIT_AXIS}**")
            components.show_understanding(quadrant)
            st.markdown(f"**{MONEY_AXIS}**")
            components.show_leverage(quadrant)
            _show_cautions(quadrant)


def _show_cautions(quadrant: Quadrant) -> None:
    notes = [plain_markdown(note) for note in quadrant.notes]
    st.caption("\n\n".join([*notes, text("quadrant_small"), SOURCES]))


def _show_points(area: Area, rows: Rows) -> None:
    chart_display.show_open_table(
        rows,
        key=f"points {area.code}",
        name=f"{area.code}-quadrant",
        notes=[SOURCES, f"Data version {snapshot_records.get_metadata()['data_version']}"],
        address=write_quadrant_address(area.code),
    )
