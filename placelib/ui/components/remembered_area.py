"""The place a visitor looks at, carried along when the menu leads to another page about one."""

from __future__ import annotations

import streamlit as st

from placelib.ui.components import present_mode
from placelib.urls import AREA, AREAS
from placelib.views import place as place_view

_LAST = "place last looked at"


def recall_area() -> None:
    """Note the address's place; write the one last noted into an address that names none.

    The menu leads to a page's bare address. Written into it, the place holds for a reload and for
    whoever is sent the address, as one that was chosen on the page does. A view that is presented
    or embedded is what its address says and no more.
    """
    code = st.query_params.get(AREA)
    if code:
        if code in place_view.build_place_options():
            st.session_state[_LAST] = code
        return
    last = st.session_state.get(_LAST)
    if last and AREAS not in st.query_params and not present_mode.is_bare():
        st.query_params[AREA] = last


def get_last_code() -> str:
    """The place that this visit last looked at; empty where it has looked at none."""
    return str(st.session_state.get(_LAST, ""))
