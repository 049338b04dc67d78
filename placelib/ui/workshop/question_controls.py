"""One question on the facilitator's console: how it stands, its buttons, and its texts."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from placelib.markdown import plain_markdown
from placelib.ui.workshop.facilitator_actions import show_action
from placelib.ui.workshop.revealed import link_scorecard
from placelib.urls import CONSOLE
from placelib.views.workshop_text import describe_progress
from placelib.workshop import clock
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import FEWEST, GUESSED, QuestionKind, Room, WorkshopQuestion
from placelib.workshop.word_list import has_listed_word

_STATES = {"waiting": "not opened yet", "open": "open", "locked": "locked"}


def show_question_controls(
    facilitator: Facilitator, room: Room, question: WorkshopQuestion, number: int
) -> None:
    """The question with its number, counted from 1, and all that can be done with it now."""
    position = question.position
    is_current = position == room.workshop.current
    is_over = room.workshop.is_over(clock.now())
    answered = room.answered.get(position, 0)
    name = plain_markdown(question.prompt)
    mark = "▶ " if is_current else ""
    st.markdown(f"**{mark}{number}. {name}**  \n{_describe_state(room, question)}")
    with st.container(horizontal=True, gap="small"):
        _show_opening(facilitator, question, is_current=is_current, is_over=is_over)
        _show_revealing(facilitator, question, is_ready=is_current and answered >= FEWEST)
        is_begun = question.state != "waiting" and not is_over
        if is_current and is_begun and room.workshop.next_question:
            show_action(
                "Next question →", "console next", facilitator.next, is_primary=question.revealed
            )
        is_text = question.kind is QuestionKind.WORDS
        if not is_text and question.round == 1 and answered and not is_over:
            show_action(
                "Second vote",
                f"console second {position}",
                lambda: facilitator.second_vote(position),
            )
        _show_reset(facilitator, question, answered)
    if not question.revealed and answered < FEWEST and question.state != "waiting":
        verb = "is" if answered == 1 else "are"
        st.caption(
            f"*Reveal* shows answers from {FEWEST} people on; there {verb} {answered} so far."
        )
    if question.revealed and answered < FEWEST and question.state == "locked" and not is_over:
        again = ", then *Reveal*" if question.kind in GUESSED else ""
        st.markdown(
            f"Answers are shown from {FEWEST} people on. Press *Open again* to let more "
            f"answer{again}."
        )
    if is_text:
        _moderate(facilitator, room, question)
    elif question.kind is QuestionKind.MEASURES:
        link_scorecard(room, question, CONSOLE)


def _describe_state(room: Room, question: WorkshopQuestion) -> str:
    """How the question stands, as in “second vote, open, 3 answers in, revealed”."""
    states = [_STATES[question.state], *describe_progress(room, question)]
    if question.round == 2:
        states.insert(0, "second vote")
    if question.revealed:
        is_current = question.position == room.workshop.current
        answered = room.answered.get(question.position, 0)
        states.append(_describe_reveal(answered, is_current=is_current))
    return ", ".join(states)


def _show_opening(
    facilitator: Facilitator, question: WorkshopQuestion, *, is_current: bool, is_over: bool
) -> None:
    """The button that locks an open question, or opens another."""
    position = question.position
    if question.is_open:
        show_action("Lock", f"console lock {position}", lambda: facilitator.lock(position))
    elif not is_over:
        is_new = question.state == "waiting"
        show_action(
            "Open" if is_new else "Open again",
            f"console open {position}",
            lambda: facilitator.open(position),
            is_primary=is_current and is_new,
        )


def _show_revealing(
    facilitator: Facilitator, question: WorkshopQuestion, *, is_ready: bool
) -> None:
    """The button that hides the answers of a question, or reveals them."""
    position = question.position
    if question.revealed:
        show_action("Hide", f"console hide {position}", lambda: facilitator.hide(position))
    elif question.state != "waiting":
        show_action(
            "Reveal",
            f"console reveal {position}",
            lambda: facilitator.reveal(position),
            is_primary=is_ready,
        )


def _describe_reveal(answered: int, *, is_current: bool) -> str:
    """Where a revealed question is seen: the board has only the question in hand."""
    if answered < FEWEST:
        return f"revealed, shown from {FEWEST} on"
    return "shown on the board" if is_current else "revealed"


def _show_reset(facilitator: Facilitator, question: WorkshopQuestion, answered: int) -> None:
    position = question.position
    if answered:
        with st.popover("Reset …"):
            st.markdown(f"Set all {answered} answers to this question aside? You can undo it.")
            show_action(
                "Yes, set them aside",
                f"console reset {position}",
                lambda: facilitator.reset(position),
            )
    if question.epoch and facilitator.can_undo(position):
        show_action(
            "Undo the reset", f"console undo {position}", lambda: facilitator.undo(position)
        )


def _moderate(facilitator: Facilitator, room: Room, question: WorkshopQuestion) -> None:
    """Every text with what was decided about it; the newest decision counts."""
    _moderate_all(facilitator, room, question)
    for text in (answer for answer in room.texts if answer.position == question.position):
        words, decide = st.columns([4, 2])
        is_listed = room.workshop.uses_word_list and has_listed_word(text.text)
        state = f"{text.state}, has a word of the list" if is_listed else text.state
        words.markdown(f"{plain_markdown(text.text)}  \n:gray[{state}]")
        with decide, st.container(horizontal=True, gap="small"):
            for let, label in ((True, "Let through"), (False, "Remove")):
                if text.state != ("shown" if let else "removed"):
                    show_action(
                        label,
                        f"console {label} {text.voter}",
                        _make_moderation(facilitator, question, text.voter, let=let),
                    )


def _moderate_all(facilitator: Facilitator, room: Room, question: WorkshopQuestion) -> None:
    """All waiting texts at once, and the switch of the list of words."""
    position = question.position
    texts = [answer for answer in room.texts if answer.position == position]
    uses_list = room.workshop.uses_word_list
    waiting = sum(
        answer.state == "hidden" and not (uses_list and has_listed_word(answer.text))
        for answer in texts
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if waiting:
            label = f"Let all {waiting} through"
            show_action(
                label, f"console all {position}", lambda: facilitator.let_all_through(position)
            )
        if texts:
            label = "Use no word list" if uses_list else "Use the word list"
            show_action(
                label,
                f"console list {position}",
                lambda: facilitator.set_word_list(is_used=not uses_list),
            )
    if texts and uses_list:
        st.caption(
            "A text with a swear word or a slur of a short list waits when all are let through. "
            "The list misses much and judges nobody: read what you let through."
        )


def _make_moderation(
    facilitator: Facilitator, question: WorkshopQuestion, voter: str, *, let: bool
) -> Callable[[], None]:
    return lambda: facilitator.judge(question.position, voter, let_through=let)
