"""The first page: what this is, one box, three examples, the ways in, the idea in one picture."""

from __future__ import annotations

import streamlit as st

from placelib.charts.idea import SENTENCE, idea_picture
from placelib.charts.theme import theme
from placelib.content import text
from placelib.ui.components import area_search, beside, chart_display, inline_picture, present_mode
from placelib.ui.components.page_links import write_colours, write_page_link
from placelib.ui.components.share import show_share
from placelib.ui.start.entry_cards import show_entry_cards
from placelib.urls import PLACE, START, place_parameters
from placelib.views import indicator_notes, snapshot_records

# Liverpool, Cambridge and Glasgow: a city of an authority, a district, and one of another nation.
EXAMPLES = ("E08000012", "E07000008", "S12000049")


def show_start_page() -> None:
    """The whole page; in present mode its title and its picture."""
    is_on = present_mode.is_on()
    with beside.open_sides("welcome", left=3 if is_on else 5, gap="large"):
        st.title("Bend the Line", anchor=False)
        st.header("How is your place doing, and who can change it?", anchor=False)
        st.markdown(text("start"))
        if not is_on:
            area_search.show_finder("Find your place", key="finder of the first page")
            _show_examples()
        colours = theme(dark=chart_display.is_dark())
        inline_picture.show_picture(idea_picture(colours), SENTENCE, key="the idea")
    if not is_on:
        st.header("What would you like to do?", anchor=False)
        show_entry_cards()
        st.header("The idea in one picture", anchor=False)
        st.markdown(text("quadrant_idea"))
        st.caption(indicator_notes.build_currency_sentence(indicator_notes.get_today()))
        show_share(START, {}, "The idea in one picture")


def _show_examples() -> None:
    areas = snapshot_records.get_registry()
    links = (
        write_page_link(PLACE, areas[code].name, place_parameters(code), is_strong=True)
        for code in EXAMPLES
    )
    st.html(
        f'<div class="page-links example-links" style="{write_colours()}">'
        f"<span>Look at</span>{''.join(links)}</div>"
    )
