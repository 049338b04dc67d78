"""Two or three rooms side by side on the lens Room, each by the results link of its facilitator."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from placelib.errors import PlaceError
from placelib.exports.spreadsheets import write_csv
from placelib.markdown import plain_markdown
from placelib.ui import router
from placelib.ui.components import chart_display, present_mode
from placelib.ui.workshop import live_workshops, workshop_access
from placelib.urls import AREA, LENS, QUADRANT, RESULTS
from placelib.views.room_comparison import (
    MOST_ROOMS,
    build_comparison,
    find_tiers_question,
    read_places,
)
from placelib.views.table_rows import build_arrow_table
from placelib.views.workshop_rows import Row, build_latest_tier_rows
from placelib.workshop import tokens
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import Room

HEIGHT = 520
# Between the tokens of several rooms in an address; no token has one.
BETWEEN = "."
_LONGEST_LINK = 400
_TITLE = "What the rooms think"


def show_rooms(links: Sequence[str]) -> None:
    """The square of all rooms; a link that opens nothing is said, and the others are shown."""
    present_mode.show_headline(_TITLE)
    if len(links) > MOST_ROOMS:
        st.info(f"Up to {MOST_ROOMS} rooms can be set side by side. The first {MOST_ROOMS} are.")
    rooms: list[Room] = []
    for link in links[:MOST_ROOMS]:
        try:
            workshop = workshop_access.open_results(link)
        except PlaceError as refused:
            st.info(plain_markdown(str(refused)))
            continue
        rooms.append(live_workshops.read_current_room(workshop.id))
    comparison = build_comparison(rooms, HEIGHT, present=False, dark=chart_display.is_dark())
    if comparison.figure:
        chart_display.show_chart(
            comparison.figure, key="rooms side by side", alternative=comparison.sentence
        )
        st.caption(comparison.marks)
    st.markdown(plain_markdown(comparison.sentence))
    rows = _list_rows(rooms)
    if not rows:
        return
    st.caption("Opinions of the people in each room, not figures.")
    opened = st.expander(
        f"Table ({chart_display.format_row_count(len(rows))})", key="rooms table", on_change="rerun"
    )
    if opened.open:
        with opened:
            st.dataframe(build_arrow_table(rows), hide_index=True, width="stretch")
            st.download_button(
                "Table, CSV",
                data=partial(write_csv, rows),
                file_name="workshops-side-by-side.csv",
                mime="text/csv",
                key="rooms csv",
                on_click="ignore",
            )


def show_comparison_form(facilitator: Facilitator) -> None:
    """Where a facilitator sets another room beside this one; it opens the lens Room with both."""
    with st.popover("Set another room beside this one …", width="stretch"):
        st.markdown(
            "Both rooms stand on one square, as far as each facilitator has revealed the answers "
            "on where the tiers stand. Ask the other facilitator for their results link."
        )
        with st.form("rooms side by side", border=False):
            typed = st.text_input("Their results link", max_chars=_LONGEST_LINK)
            if not st.form_submit_button("Set them side by side"):
                return
        another_token = _read_token(typed)
        if not another_token:
            st.warning("Paste the results link of the other workshop first.")
            return
        tokens_of_both = (tokens.derive_results_token(facilitator.secret), another_token)
        st.switch_page(
            router.get_page(QUADRANT),
            query_params={
                AREA: facilitator.workshop.area,
                LENS: "room",
                RESULTS: BETWEEN.join(tokens_of_both),
            },
        )


def ask_for_link(label: str, button: str, before: str) -> None:
    """A box for a results link, which then stands in the address after those before it."""
    with st.form(f"results link {before}", border=False):
        typed = st.text_input(label, max_chars=_LONGEST_LINK)
        if st.form_submit_button(button) and typed.strip():
            st.query_params[LENS] = "room"
            st.query_params[RESULTS] = BETWEEN.join(filter(None, (before, _read_token(typed))))
            st.rerun()


def _read_token(typed: str) -> str:
    """The token of a results link, whole or alone: “…?lens=room&results=abc” gives “abc”."""
    return typed.rpartition(f"{RESULTS}=")[2].split("&")[0].strip()


def _list_rows(rooms: Sequence[Room]) -> list[Row]:
    """Where each room puts the tiers, a row a tier and axis, of what stands on the square."""
    rows = []
    for place, room in zip(read_places(rooms), rooms, strict=True):
        question = find_tiers_question(room)
        if place.tallies and question is not None:
            names = workshop_access.list_tier_names(room)
            rows += [
                {"Room": place.name, **row} for row in build_latest_tier_rows(room, question, names)
            ]
    return rows
