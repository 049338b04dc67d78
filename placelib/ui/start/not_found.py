"""The page at an address that is no page's: what happened, and every way on."""

from __future__ import annotations

import streamlit as st

from placelib.content import text
from placelib.ui.components import first_screen
from placelib.ui.start.entry_cards import show_entry_cards


def show_not_found_page() -> None:
    """The whole page; the search for a place stands above it."""
    first_screen.show_title("There is no page at this address")
    st.markdown(text("not_found"))
    show_entry_cards()
