"""Start: what this is, one box, the idea in one picture, three examples."""

import streamlit as st

from placelib.charts.idea import idea_picture
from placelib.charts.theme import theme
from placelib.content import text
from placelib.links import PLACE, place_parameters
from placelib.ui import cached, finder, frame, router, show

router.guard()

EXAMPLES = {
    "E08000012": "a city inside a combined authority",
    "E07000008": "a district, a county and an authority above it",
    "S12000049": "a council under a devolved government",
}

with frame.page("Bend the Line", with_finder=False):
    st.title("Bend the Line")
    words, picture = st.columns([3, 2], gap="large")
    with words:
        st.markdown(text("start"))
        finder.place_finder("Find your place")
        st.markdown("Or start with an example:")
        for code, what in EXAMPLES.items():
            st.page_link(
                router.page_of(PLACE),
                label=f"**{cached.atlas()[code].name}** – {what}",
                query_params=place_parameters(code),
            )
        st.markdown(text("quadrant_idea"))
    with picture:
        st.html(idea_picture(theme(show.is_dark())))
