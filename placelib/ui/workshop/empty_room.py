"""The step of a room on a projector before there is a workshop: the square, and how to vote on it.

It is for those who look at it. How a workshop is made stands on the page, where its leader is.
"""

from __future__ import annotations

import streamlit as st

from placelib.charts.idea_drawing import WIDTH
from placelib.charts.idea_steps import ALTERNATIVES, step_picture
from placelib.charts.theme import theme
from placelib.content import text
from placelib.exports import qr
from placelib.markdown import plain_markdown
from placelib.ui.components import (
    chart_display,
    first_screen,
    inline_picture,
    page_address,
    present_mode,
)
from placelib.urls import JOIN, QUADRANT

# The idea's step that shows the empty square, and its width beside the code to scan.
_STEP, _SQUARE_WIDTH = 2, 660.0
_CODE_SCALE = 12


def show_empty_room() -> None:
    """What the room is asked, on what square, and the way to vote by phone."""
    present_mode.show_headline("Who knows the place, and who decides? What this room thinks")
    link = f"{page_address.find_root(QUADRANT)}/{JOIN.path}"
    colours = theme(dark=chart_display.is_dark())
    with first_screen.open_picture():
        square, code = st.columns([5, 2], gap="medium", vertical_alignment="center")
        with square:
            inline_picture.show_picture(
                step_picture(_STEP, (50.0, 50.0), colours, _SQUARE_WIDTH),
                ALTERNATIVES[_STEP],
                key="empty square",
                narrow=step_picture(_STEP, (50.0, 50.0), colours, WIDTH),
            )
        with code:
            picture = qr.png(link, _CODE_SCALE)
            st.image(picture, width="stretch", alt=f"QR code that leads to {link}")
    st.markdown(text("room_staged", address=plain_markdown(link.split("://")[-1])))
