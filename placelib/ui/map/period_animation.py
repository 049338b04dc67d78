"""The period of the map: a slider, and a player that shows one period after the other once."""

from __future__ import annotations

import streamlit as st

from placelib.formatting import number
from placelib.maps.content import MapContent
from placelib.urls import LIST_PAGE, PERIOD, SAME, write_switch

_SLIDER = "map period"
# The periods that are still to be shown, while the player runs.
_WAITING = "map periods to play"
_SECONDS = 1.5


def get_interval() -> float | None:
    """How often the map runs by itself: not at all unless the player is on."""
    return _SECONDS if st.session_state.get(_WAITING) else None


def advance() -> None:
    """Move on to the next period while the player is on; at the last one it ends."""
    waiting: list[str] = st.session_state.get(_WAITING) or []
    if not waiting:
        return
    st.query_params[PERIOD] = waiting.pop(0)
    st.session_state[_WAITING] = waiting
    if not waiting:
        # Only a run of the whole page takes the map's clock away.
        st.rerun(scope="app")


def has_periods(content: MapContent) -> bool:
    """Whether there are several periods, with a slider and a button to show them all."""
    return content.period is not None and len({period.period for period in content.periods}) > 1


def show_periods(content: MapContent) -> None:
    """The slider of the periods and the player's button, where there are several."""
    labels = {period.period: period.label for period in content.periods}
    if content.period is not None and has_periods(content):
        st.session_state[_SLIDER] = content.period.period
        st.select_slider(
            "Period",
            list(labels),
            format_func=lambda period: labels.get(period, period),
            key=_SLIDER,
            on_change=_choose,
        )
        _show_button([period.period for period in content.periods])


def describe_coverage(content: MapContent) -> str:
    """How many areas have a figure for the period that is shown; empty without a period."""
    if content.period is None:
        return ""
    valued, areas = len(content.class_by_area), len(content.figures)
    sentence = f"{content.period.label}: {number(valued)} of {number(areas)} areas have a figure."
    if len(content.periods) > 1:
        sentence += " A figure for another period is never shown in its place."
    return sentence


def _choose() -> None:
    st.query_params[PERIOD] = st.session_state[_SLIDER]
    st.session_state.pop(_WAITING, None)
    if LIST_PAGE in st.query_params:
        del st.query_params[LIST_PAGE]


def _show_button(order: list[str]) -> None:
    playing = bool(st.session_state.get(_WAITING))
    label = "Stop" if playing else "Play all periods"
    if st.button(label, key="map play", help="Each period in turn, once, with the same classes."):
        if playing:
            st.session_state.pop(_WAITING)
        else:
            st.session_state[_WAITING] = order
            st.query_params[SAME] = write_switch(is_on=True)
        st.rerun(scope="app")
