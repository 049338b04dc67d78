"""The facilitator's console: everything that leads a workshop, behind a link with a secret."""

from __future__ import annotations

import streamlit as st

from placelib.errors import PlaceError
from placelib.formatting import format_count
from placelib.markdown import plain_markdown
from placelib.ui import router
from placelib.ui.components import page_address, page_parts
from placelib.ui.components.fragments import catch_errors
from placelib.ui.workshop import (
    door_controls,
    live_workshops,
    paper,
    question_editor,
    room_comparison,
    workshop_access,
)
from placelib.ui.workshop import readiness as room_ready
from placelib.ui.workshop import results as room_results
from placelib.ui.workshop.facilitator_actions import show_action
from placelib.ui.workshop.question_controls import show_question_controls
from placelib.urls import (
    BOARD,
    CONSOLE,
    JOIN,
    LEAD,
    QUADRANT,
    RESULTS,
    ROOM,
    WORKSHOP,
    Page,
    address,
)
from placelib.workshop import clock, retention, rooms, tokens
from placelib.workshop.facilitator import Facilitator

EVERY_SECONDS = 2
_DELETED = "what was deleted"
# Set by the page that has just created a workshop.
NEW = "console of a new workshop"


def show_console_page() -> None:
    """The whole console of the workshop whose secret stands in the address."""
    secret = str(st.query_params.get(LEAD, ""))
    if not secret:
        _show_way_in("Open this page with your facilitator’s link, or create a workshop first.")
        return
    try:
        workshop = workshop_access.open_console(secret)
    except PlaceError as refused:
        _show_way_in(str(st.session_state.pop(_DELETED, refused)))
        return
    facilitator = Facilitator(live_workshops.open_workshops(), secret)
    st.title(plain_markdown(workshop.title), anchor=False)
    for notice in rooms.list_notices(live_workshops.open_workshops(), clock.now() - 7 * clock.DAY):
        st.warning(plain_markdown(notice))
    run, know = st.columns([3, 2], gap="large")
    with run:
        _show_live(facilitator)
        question_editor.show_editor(facilitator)
    with know:
        _show_links(facilitator)
        door_controls.show_door(facilitator)
    _scroll_up()
    room_ready.show_readiness(facilitator)
    room_results.show_downloads(facilitator)
    paper.show_paper(facilitator)
    _show_ending(facilitator)


def _scroll_up() -> None:
    """Show a new console from its top."""
    if st.session_state.pop(NEW, False):
        page_parts.show_from_top("console")


def _show_way_in(why: str) -> None:
    """What stands here without a workshop: why there is none, and where one is created."""
    st.title("Workshop console", anchor=False)
    st.info(plain_markdown(why))
    st.page_link(router.get_page(WORKSHOP), label="Create a workshop")


@st.fragment(run_every=EVERY_SECONDS)
def _show_live(facilitator: Facilitator) -> None:
    """Counts and controls, drawn again every other second."""
    with catch_errors():
        room = live_workshops.read_room(facilitator.workshop.id, all_=True)
        workshop, question_now = room.workshop, room.workshop.question
        with st.container(horizontal=True, gap="large"):
            st.metric("Joined", room.joined)
            st.metric("Answered this question", room.answered.get(question_now.position, 0))
            if unfinished := room.unfinished.get(question_now.position, 0):
                st.metric("Unfinished", unfinished)
            st.metric("Join code", tokens.split_code(workshop.code))
        if workshop.is_over(clock.now()):
            st.info("The workshop is over: it takes no more answers. Results can still be shown.")
        # The question in hand stands first: its buttons and the way on are always in view.
        numbers = {
            question.position: number for number, question in enumerate(workshop.questions, start=1)
        }
        number_now = numbers[question_now.position]
        st.markdown(f"**In hand: question {number_now} of {len(numbers)}**")
        with st.container(border=True):
            show_question_controls(facilitator, room, question_now, number_now)
        if len(numbers) > 1:
            st.markdown("**The other questions**")
        for question in workshop.questions:
            if question.position != question_now.position:
                with st.container(border=True):
                    show_question_controls(facilitator, room, question, numbers[question.position])


def _show_links(facilitator: Facilitator) -> None:
    """The four addresses of the workshop, and who may have which."""
    code = facilitator.workshop.code
    st.link_button(
        "Open the board to project",
        _write_link(BOARD, {ROOM: code, "embed": "true"}),
        width="stretch",
        help="Opens in a new tab, without menus. Move it to the projector.",
    )
    results = tokens.derive_results_token(facilitator.secret)
    area = facilitator.workshop.area
    st.caption("The button at the right of a link copies it.")
    for label, where in (
        ("This page, yours alone: keep the link, it is stored nowhere",
         _write_link(CONSOLE, {LEAD: facilitator.secret})),
        ("For phones", _write_link(JOIN, {ROOM: code})),
        ("The results, for anyone you give it to",
         _write_link(QUADRANT, {"area": area, "lens": "room", RESULTS: results})),
    ):  # fmt: skip
        st.markdown(f"**{label}**")
        st.code(where, language=None, wrap_lines=True)
    room_comparison.show_comparison_form(facilitator)


def _write_link(page: Page, parameters: dict[str, str]) -> str:
    """The whole address of a page of this workshop, as the facilitator's browser knows the app."""
    return f"{page_address.find_root(CONSOLE)}/{address(page, parameters)}"


def _show_ending(facilitator: Facilitator) -> None:
    """Ending, and far from it deleting: a second press on the same spot must delete nothing."""
    st.header("Ending", anchor=False)
    with st.container(key="console ending"):
        if facilitator.workshop.ended_at is None:
            with st.popover("End the workshop …", key="console end popover"):
                st.markdown("No more answers are taken after this. The results stay.")
                show_action("Yes, end it", "console end", facilitator.end)
        else:
            st.success(
                "The workshop has ended: no more answers are taken. The results stay, and their "
                "links go on working."
            )
    st.header("Deleting", anchor=False)
    deleted_on = clock.convert_moment(
        facilitator.workshop.created_at + retention.read_retention_days() * clock.DAY
    )
    st.markdown(
        f"This workshop is deleted by itself soon after {deleted_on.day} {deleted_on:%B %Y}. "
        "To delete it now, save the results first."
    )
    _offer_deleting(facilitator)


def _offer_deleting(facilitator: Facilitator) -> None:
    """A tick that arms the button, and the button, which leaves a line of what was deleted."""
    is_meant = st.checkbox(
        "Delete this workshop now, with all its answers, for good", key="console delete meant"
    )
    if st.button("Delete everything", key="console delete", disabled=not is_meant):
        room = facilitator.room()
        facilitator.delete()
        live_workshops.forget_rooms()
        people = format_count(room.joined, "person", "people")
        st.session_state[_DELETED] = (
            f"The workshop “{room.workshop.title}” was deleted, with its questions and the answers "
            f"of {people}. Its links and its join code open nothing any more."
        )
        st.rerun()
