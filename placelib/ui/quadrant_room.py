"""The lens Room: what people in a workshop voted, once there is a workshop."""

from __future__ import annotations

import streamlit as st

from placelib.content import text


def room() -> None:
    """What the lens will show; there are no votes yet, and none are made up."""
    st.header("What the room thinks", anchor=False)
    st.markdown(text("quadrant_room"))
