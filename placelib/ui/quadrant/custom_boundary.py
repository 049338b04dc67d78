"""The lens Drawn otherwise: a boundary that the reader draws, beside today's authority."""

from __future__ import annotations

import streamlit as st

from placelib.api_addresses import write_boundary_address
from placelib.model import Area, Indicator
from placelib.quadrant.sentences import describe_closeness, describe_custom_boundary
from placelib.quadrant.settings import FEWEST_CHOSEN_COUNCILS, MOST_CHOSEN_COUNCILS, QuadrantView
from placelib.quadrant.understanding_readings import GroupReading
from placelib.ui.components import chart_display, first_screen, present_mode, url_widgets
from placelib.ui.components.chart_block import ChartBlock, build_notes
from placelib.urls import AREAS, QUADRANT
from placelib.views import quadrant as quadrant_view
from placelib.views import quadrant_charts, quadrant_rows, snapshot_records
from placelib.views.table_rows import build_arrow_table

_MARKS = "Bar: its likely range. Grey: neighbours at random."
HOW_TO = (
    "Local government is being redrawn. Choose two to twenty councils, touching or not, and see "
    "how much closer their averages are to each of them than England's figures. Today's "
    "authority stands beside it."
)


def show_custom_boundary(area: Area, view: QuadrantView) -> None:
    """The choice of councils, their strip beside today's authority, and how their needs differ."""
    registry = snapshot_records.get_registry()
    if len(view.councils) < FEWEST_CHOSEN_COUNCILS:
        _show_choice(view)
        st.info("Choose two councils or more. They stand in the link, so the drawing can be sent.")
        return
    quadrant = quadrant_view.get_quadrant(area.code)
    middle = quadrant.tiers.middle
    beside = middle.code if middle and quadrant.tiers.has_authority else ""
    group = quadrant_view.get_custom_boundary(view.councils)
    names = [registry[code].name for code in view.councils]
    sentence = describe_custom_boundary(group, names, quadrant_view.get_chance_band(group.councils))
    _show_strip(view, area, group, sentence, beside)
    if present_mode.is_on():
        return
    st.markdown(HOW_TO)
    st.header("How their needs differ", anchor=False)
    st.table(build_arrow_table(quadrant_rows.list_need_rows(group)), hide_index=True)
    st.caption(
        "The ten indicators on which these councils stand furthest from each other. Distances: 1 "
        "is the usual distance of an English council from the average of them all."
    )


def show_choice_menu(view: QuadrantView) -> None:
    """The choice of councils behind a button, once there is a drawing that it must not hide."""
    if len(view.councils) < FEWEST_CHOSEN_COUNCILS:
        return
    with first_screen.open_popover("Councils", key="drawn menu") as is_open:
        if is_open:
            _show_choice(view)


def _show_choice(view: QuadrantView) -> None:
    registry = snapshot_records.get_registry()
    url_widgets.show_multilist(
        "Councils drawn together",
        AREAS,
        {area.code: area.name for area in registry.current("ltla") if area.is_english},
        view.councils,
        most=MOST_CHOSEN_COUNCILS,
        key="drawn councils",
        empty="Choose councils",
    )


def write_boundary_title(view: QuadrantView) -> str:
    """What the page has found: how much closer the averages of the chosen councils are."""
    if len(view.councils) < FEWEST_CHOSEN_COUNCILS:
        return "Draw a boundary of your own"
    reading = quadrant_view.get_custom_boundary(view.councils).headline
    if reading.score is None:
        return "These councils cannot be drawn together"
    than = "as" if round(reading.score) == 0 else "than"
    group = quadrant_charts.name_custom_boundary(view.councils)
    return f"{group}: {describe_closeness(reading.score)} {than} England’s figures"


def _show_strip(
    view: QuadrantView, area: Area, group: GroupReading, sentence: str, beside: str
) -> None:
    indicators: list[Indicator] = [
        snapshot_records.get_catalogue()[spread.slug] for spread in group.indicators
    ]
    specification = quadrant_charts.build_custom_boundary_strip(
        view.councils, beside=beside, dark=chart_display.is_dark()
    )
    readings = {
        quadrant_charts.name_custom_boundary(view.councils): (group.councils, group.headline)
    }
    if beside:
        today = quadrant_view.get_quadrant(beside)
        councils = today.group.councils if today.group else 0
        readings[f"Today: {today.name}"] = (councils, today.understanding)
    first_screen.show_main_chart(
        ChartBlock(
            headline=write_boundary_title(view),
            subtitle=_MARKS,
            sentence=sentence,
            rows=quadrant_rows.list_boundary_rows(readings),
            notes=build_notes(indicators, [sentence], QUADRANT, view.settings(area.code)),
            name="quadrant-drawn-otherwise",
            indicators=indicators,
            records_address=write_boundary_address(view.councils, beside),
            stage_key=_MARKS,
        ),
        lambda: chart_display.show_chart(specification, key="drawn chart", alternative=sentence),
        key="drawn",
    )
