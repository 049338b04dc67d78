"""The essay's question at the end of the lens Idea, counted in the workshop one came from."""

from __future__ import annotations

import streamlit as st

from placelib.errors import PlaceError
from placelib.markdown import plain_markdown
from placelib.ui import router
from placelib.ui.workshop import live_workshops, phone, workshop_access
from placelib.urls import JOIN, ROOM
from placelib.workshop import clock
from placelib.workshop.records import Answer, QuestionKind, Room

_COUNTED = "answers counted in a workshop"


def count(choice: int) -> str | None:
    """Count the answer in the workshop of the address; what to say, None where there is none.

    It counts from the moment the workshop runs until its question is locked.
    """
    code = workshop_access.read_code_in_address()
    if not code:
        return None
    try:
        room = workshop_access.open_room(code)
        voter = phone.read_voter()
        if voter is None:
            return "One moment …"
        return _write_count(room, voter, choice)
    except PlaceError as refused:
        st.warning(plain_markdown(str(refused)))
        return None


def show_way_back() -> None:
    """A button to the workshop that the reader came from, where there is one."""
    code = workshop_access.read_code_in_address()
    if code and st.button("Back to the workshop", key="back to the workshop", width="stretch"):
        st.switch_page(router.get_page(JOIN), query_params={ROOM: code})


def _write_count(room: Room, voter: str, choice: int) -> str | None:
    question = room.workshop.of_kind(QuestionKind.POLL)
    if question is None or room.workshop.is_over(clock.now()):
        return None
    done: dict[tuple[int, int, int], int] = st.session_state.setdefault(_COUNTED, {})
    key = (room.workshop.id, question.round, question.epoch)
    if done.get(key) != choice:
        workshop_access.record_answers(room, question, voter, [Answer(choice=choice)], early=True)
        live_workshops.forget_rooms()
        done[key] = choice
    title = plain_markdown(room.workshop.title)
    return f"Thank you. Your answer counts in the workshop “{title}”, among those of the room."
