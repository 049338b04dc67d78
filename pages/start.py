"""Start: what this is, one box, three examples, the ways in, the idea in one picture."""

import streamlit as st

from placelib.charts.idea import idea_picture
from placelib.charts.theme import theme
from placelib.content import text
from placelib.ui import frame, router
from placelib.ui.components import area_search, chart_display, present_mode
from placelib.ui.components.share import share
from placelib.ui.start import entry_cards
from placelib.urls import PLACE, START, place_parameters
from placelib.views import snapshot_records

router.guard()

EXAMPLES = ("E08000012", "E07000008", "S12000049")

with frame.page("Bend the Line", with_finder=False):
    words, picture = st.columns([3, 2], gap="large", vertical_alignment="center")
    with words:
        st.title("Bend the Line", anchor=False)
        st.header("How is your place doing, and who can change it?", anchor=False)
        st.markdown(text("start"))
        if not present_mode.is_on():
            area_search.place_finder("Find your place")
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown("Or look at", width="content")
                for code in EXAMPLES:
                    st.page_link(
                        router.page_of(PLACE),
                        label=f":blue[**{snapshot_records.get_registry()[code].name}**]",
                        query_params=place_parameters(code),
                    )
    with picture:
        st.html(idea_picture(theme(chart_display.is_dark())))
    if not present_mode.is_on():
        st.header("What would you like to do?", anchor=False)
        entry_cards.doors()
        st.header("The idea in one picture", anchor=False)
        st.markdown(text("quadrant_idea"))
        share(START, {}, "The idea in one picture")
