"""What every screen of a phone shares: keeping an answer, and going back and on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from placelib.errors import PlaceError
from placelib.markdown import plain_markdown
from placelib.ui.workshop import live_workshops, workshop_access
from placelib.workshop import votes
from placelib.workshop.records import Answer, Ballot, Room, WorkshopQuestion

LOCKED = "Answers are locked. Look at the screen in the room."
KEPT = "✓ Saved. You can change it until it is locked."
_REFUSAL = "why the last answer was not kept"


def name_key(question: WorkshopQuestion, *parts: object) -> str:
    """A key for a widget of this round of the question, and of no other."""
    return " ".join(map(str, (question.position, question.round, question.epoch, *parts)))


def list_present(question: WorkshopQuestion, mine: Sequence[Ballot]) -> list[Ballot]:
    """A phone’s answers to the present round."""
    return [ballot for ballot in mine if ballot.round == question.round]


def show_option(
    question: WorkshopQuestion,
    label: str,
    key: object,
    press: Callable[[], Any],
    *,
    is_chosen: bool,
) -> None:
    """A button as wide as the phone, which does ``press``; a chosen one has a tick and stands out.

    ``key`` tells it from the question's other buttons. What is pressed is kept before the screen is
    drawn, so that it is drawn once.
    """
    words = plain_markdown(label)
    st.button(
        f"✓ {words}" if is_chosen else words,
        key=f"option {name_key(question, key)}",
        width="stretch",
        type="primary" if is_chosen else "secondary",
        disabled=not question.is_open,
        on_click=press,
    )


def show_end(question: WorkshopQuestion, *, is_saved: bool, hint: str) -> None:
    """Below the answers: locked, saved, or what to do."""
    if not question.is_open:
        st.markdown(LOCKED)
    else:
        st.markdown(KEPT if is_saved else hint)


def show_last_screen(question: WorkshopQuestion, answered: int, steps: int, noun: str = "") -> None:
    """Behind the last screen, or once it is locked: how many of ``steps`` this phone answered.

    ``noun`` says what a screen asks about, such as “levers”.
    """
    st.markdown("# Thank you" if question.is_open else f"# {LOCKED}")
    total = f"{steps} {noun}".strip()
    st.markdown(f"You answered {answered} of {total}; all is saved.")
    show_ways(question, steps, steps, can_go_on=True)


def find_step(question: WorkshopQuestion, done: Sequence[bool]) -> int:
    """The screen of the question: the one this connection is on, or the first without an answer."""
    key = _name_step(question)
    if key not in st.session_state:
        st.session_state[key] = done.index(False) if False in done else len(done)
    return int(st.session_state[key])


def _name_step(question: WorkshopQuestion) -> str:
    return f"screen {name_key(question)}"


def show_ways(question: WorkshopQuestion, step: int, steps: int, *, can_go_on: bool) -> None:
    """Back and on, as wide as the phone."""
    if not question.is_open:
        return
    with st.container(horizontal=True, gap="small"):
        st.button(
            "← Back",
            width="stretch",
            disabled=step == 0,
            key=f"back {question.position}",
            on_click=go_to_step,
            args=(question, step - 1),
        )
        if step < steps:
            st.button(
                f"Next → ({step + 1} of {steps})",
                width="stretch",
                disabled=not can_go_on,
                key=f"on {question.position}",
                on_click=go_to_step,
                args=(question, step + 1),
            )


def go_to_step(question: WorkshopQuestion, step: int) -> None:
    """Show that screen of the question, from 0, in the next run."""
    st.session_state[_name_step(question)] = step


def send_answers(
    room: Room, question: WorkshopQuestion, voter: str, answers: Sequence[Answer]
) -> bool:
    """Keep answers; a refusal is a sentence on the page. True when they were kept."""
    is_kept = keep_pressed(room, question, voter, answers)
    show_refusal(question)
    return is_kept


def keep_pressed(
    room: Room, question: WorkshopQuestion, voter: str, answers: Sequence[Answer]
) -> bool:
    """Keep answers when a button is pressed, before its screen is drawn; True when they were kept.

    The screen is drawn once, with the answer on it. Why an answer was refused waits for
    ``show_refusal``.
    """
    return _attempt(
        question, lambda: workshop_access.record_answers(room, question, voter, answers)
    )


def keep_option(
    room: Room, question: WorkshopQuestion, voter: str, item: str, *, is_picked: bool
) -> None:
    """Take an option of several in, or out, as its button offered when it was pressed.

    What else is picked is read anew: two quick taps may both come from the screen before the first.
    A press that arrives twice says the same twice.
    """

    def change() -> None:
        cast, _ = votes.read_mine(live_workshops.open_workshops(), room.workshop, voter)
        of_question = [ballot for ballot in cast if ballot.position == question.position]
        picked = {ballot.item for ballot in list_present(question, of_question)}
        wanted = picked | {item} if is_picked else picked - {item}
        answers = [Answer(option) for option in sorted(wanted)]
        workshop_access.record_answers(room, question, voter, answers)

    _attempt(question, change)


def _attempt(question: WorkshopQuestion, change: Callable[[], None]) -> bool:
    """Change what is kept; False where it was refused, and the sentence waits to be shown."""
    try:
        change()
    except PlaceError as refused:
        st.session_state[_REFUSAL] = (name_key(question), str(refused))
        return False
    return True


def show_refusal(question: WorkshopQuestion) -> None:
    """Say why the last answer to this round of the question was not kept, where it was not."""
    key, refusal = st.session_state.pop(_REFUSAL, ("", ""))
    if key == name_key(question):
        st.warning(plain_markdown(refusal))
