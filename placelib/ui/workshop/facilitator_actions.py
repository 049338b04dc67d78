"""The facilitator's buttons, which change the workshop."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from placelib.errors import PlaceError
from placelib.markdown import plain_markdown
from placelib.ui.workshop import live_workshops


def show_action(
    label: str, key: str, act: Callable[[], object], *, is_primary: bool = False
) -> None:
    """A button that changes the workshop and draws the page again; a refusal is a sentence.

    show_action("Lock", "console lock 2", lambda: facilitator.lock(2))
    """
    if not st.button(label, key=key, type="primary" if is_primary else "secondary"):
        return
    try:
        act()
    except PlaceError as refused:
        st.warning(plain_markdown(str(refused)))
        return
    live_workshops.forget_rooms()
    st.rerun()
