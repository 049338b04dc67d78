"""The page a phone votes on: one question a screen, and it follows the facilitator by itself."""

from __future__ import annotations

import streamlit as st

from placelib.errors import PlaceError
from placelib.markdown import plain_markdown
from placelib.ui import router
from placelib.ui.components.fragments import catch_errors, rerun_alone
from placelib.ui.workshop import live_workshops, questions, workshop_access
from placelib.ui.workshop import phone as room_phone
from placelib.ui.workshop.revealed import list_revealed, show_revealed
from placelib.urls import JOIN, QUADRANT, ROOM, START
from placelib.views import snapshot_records
from placelib.workshop import clock, retention
from placelib.workshop.records import Room

# A phone looks this often whether the facilitator went on; all phones share one reading a second.
EVERY_SECONDS = 3
# Fingers need room: every button on these screens is at least 48 pixels high, a box at least 44.
_LARGE = (
    "<style>.st-key-phone button{min-height:3rem;padding-inline:.7rem}"
    ".st-key-phone input{min-height:2.75rem}"
    '.st-key-phone [data-testid="stPageLink"] a{min-height:3rem;justify-content:center;'
    "border:1px solid currentColor;border-radius:.5rem}"
    ".st-key-phone h1{padding-top:0;font-size:1.4rem}</style>"
)


def show_join_page() -> None:
    """The whole page: the code where it is missing, then whatever the room is asked now."""
    if not workshop_access.read_code_in_address():
        ask_for_the_code("Join a workshop", "Join")
        st.caption("No account and no name. Your answers are counted, never shown by person.")
        _show_way_out()
        return
    try:
        room = workshop_access.open_room(workshop_access.read_code_in_address())
    except PlaceError as refused:
        ask_for_the_code("Join a workshop", "Join", str(refused))
        return
    voter = room_phone.read_voter()
    if voter is None:
        st.markdown("One moment …")
        return
    workshop_access.join_room(room, voter)
    st.html(_LARGE)
    with st.container(key="phone"):
        _show_screen(room, voter)
    _show_way_out()
    _follow(room.workshop.id, describe_state(room))


def _show_way_out() -> None:
    """A small link to the start page: a phone on this page has no menu."""
    st.page_link(router.get_page(START), label="What is this? The start page")


def describe_state(room: Room) -> tuple[object, ...]:
    """What a phone shows of a room: when this changes, its page must be drawn again."""
    workshop = room.workshop
    question = workshop.question
    over = workshop.is_over(clock.now())
    # The facilitator may change the words while it is open.
    words = question.prompt, question.options
    return question.position, question.state, question.round, question.epoch, words, over


def ask_for_the_code(title: str, button: str, refused: str = "") -> None:
    """A box for the join code, which then stands in the address; ``button`` says what comes.

    ``refused`` is what was wrong with the code that stands there now.
    """
    st.title(title, anchor=False)
    if refused:
        st.info(plain_markdown(refused))
    st.html(_LARGE)
    with st.container(key="phone"), st.form("join", border=False):
        typed = st.text_input(
            "The code on the screen in the room",
            max_chars=12,
            placeholder="Six letters and digits",
            autocomplete="off",
        )
        if st.form_submit_button(button, width="stretch", type="primary"):
            with catch_errors():
                room = workshop_access.open_room(typed)
                st.query_params[ROOM] = room.workshop.code
                st.rerun()


def _show_screen(room: Room, voter: str) -> None:
    workshop = room.workshop
    area = snapshot_records.get_registry()[workshop.area]
    # A question about “the council” is about any of them where the place has several.
    councils = "" if area.level in ("ltla", "utla") else " and its councils"
    st.caption(plain_markdown(f"{workshop.title} · about {area.in_sentence}{councils}"))
    if workshop.is_over(clock.now()):
        _show_end(room)
        return
    if workshop.question.state == "waiting":
        st.markdown("# You are in")
        st.markdown(
            "Keep this page open: the first question appears here as soon as the facilitator opens "
            "it. Your answers are counted, never shown by person."
        )
        st.page_link(
            router.get_page(QUADRANT),
            label="Meanwhile: the idea in six pictures",
            query_params={"lens": "idea", ROOM: workshop.code},
        )
        return
    _answer(workshop.id, voter, describe_state(room))


def _show_end(room: Room) -> None:
    """Thanks, and what the board showed: whoever answered takes it along."""
    st.markdown("# Thank you")
    st.markdown("The workshop has ended. What you answered is kept with the room’s results.")
    if not list_revealed(room):
        st.markdown("To see the results, ask the facilitator for their link.")
        return
    until = clock.convert_moment(
        room.workshop.created_at + retention.read_retention_days() * clock.DAY
    )
    st.markdown(
        "Below is what the board showed. Keep this page’s address to come back to it until "
        f"{until.day} {until:%B %Y}."
    )
    show_revealed(room, JOIN)


@rerun_alone
def _answer(workshop: int, voter: str, state: tuple[object, ...]) -> None:
    """The question in hand. A tap draws it alone, unless the room has gone on meanwhile."""
    room = live_workshops.read_current_room(workshop)
    if describe_state(room) != state:
        st.rerun()
    questions.show_question(room, voter)


@st.fragment(run_every=EVERY_SECONDS)
def _follow(workshop: int, state: tuple[object, ...]) -> None:
    """Look whether the room has gone on, and draw the page again when it has."""
    with catch_errors():
        if describe_state(live_workshops.read_current_room(workshop)) != state:
            st.rerun()
