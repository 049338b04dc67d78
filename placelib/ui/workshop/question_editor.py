"""Questions on the facilitator's console: added, changed and put in order, before and during."""

from __future__ import annotations

from typing import assert_never

import streamlit as st

from placelib.model import Indicator
from placelib.ui.workshop import live_workshops
from placelib.ui.workshop.facilitator_actions import show_action
from placelib.views.workshop_options import (
    draft_figure,
    draft_holder,
    draft_measures,
    list_area_indicators,
    list_coded_measures,
)
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.question_drafts import (
    LONGEST_OPTION,
    MOST_OPTIONS,
    MOST_PLACED,
    QuestionDraft,
    write_default_prompt,
)
from placelib.workshop.records import QuestionKind, WorkshopQuestion
from placelib.workshop.texts import LONGEST_PROMPT

KIND_NAMES = {
    QuestionKind.CHOICE: "One of several choices",
    QuestionKind.SEVERAL: "Several of the choices",
    QuestionKind.SCALE: "A scale from 1 to 5",
    QuestionKind.RANKING: "Put in order",
    QuestionKind.WORDS: "A short text",
    QuestionKind.PLACEMENT: "Place on the square",
    QuestionKind.FIGURE: "Guess a figure",
    QuestionKind.HOLDER: "Guess who holds the lever",
    QuestionKind.MEASURES: "Choose the measures to share",
    QuestionKind.CONDITIONS: "Five conditions of working together",
    QuestionKind.LEVERS: "Who holds which of the five levers",
    QuestionKind.POLL: "How the idea strikes people",
}
_ADDED = "questions added in this visit"


def show_editor(facilitator: Facilitator) -> None:
    """A form to add a question, and each question with what can be changed of it."""
    adding = st.expander("Add a question", key="console add", on_change="rerun")
    if adding.open:
        with adding:
            _offer_adding(facilitator)
    changing = st.expander("Change or reorder the questions", key="console edit", on_change="rerun")
    if changing.open:
        with changing:
            for question in live_workshops.read_room(
                facilitator.workshop.id, all_=True
            ).workshop.questions:
                _offer_changes(facilitator, question)


def _offer_adding(facilitator: Facilitator) -> None:
    # A new form after each question: the boxes of the last one are empty again.
    number = int(st.session_state.setdefault(_ADDED, 0))
    kind = st.selectbox(
        "What people do",
        list(KIND_NAMES),
        format_func=lambda kind: KIND_NAMES[kind],
        key=f"add kind {number}",
    )
    draft = _read_draft(kind, facilitator.workshop.area, f"add {number} {kind}")

    def add() -> None:
        facilitator.add_question(draft)
        st.session_state[_ADDED] = number + 1

    show_action("Add this question", "questions add", add)


def _read_draft(kind: QuestionKind, area: str, key: str) -> QuestionDraft:
    """What the boxes of a kind say."""
    match kind:
        case QuestionKind.FIGURE:
            indicator = choose_measure(list_area_indicators(area), key)
            return draft_figure(area, indicator) if indicator else QuestionDraft(kind)
        case QuestionKind.HOLDER:
            coded = list_coded_measures(area)
            if not coded:
                st.caption("Our sources on who holds which lever are for England alone.")
                return QuestionDraft(kind)
            indicator = choose_measure(coded, key)
            return draft_holder(indicator) if indicator else QuestionDraft(kind)
        case QuestionKind.MEASURES:
            st.caption("Every indicator with a figure for the place can be picked, five a phone.")
            return draft_measures(area)
        case QuestionKind.CONDITIONS | QuestionKind.LEVERS | QuestionKind.POLL:
            st.caption("This question needs nothing more.")
            return QuestionDraft(kind)
        case (
            QuestionKind.CHOICE
            | QuestionKind.SEVERAL
            | QuestionKind.RANKING
            | QuestionKind.SCALE
            | QuestionKind.PLACEMENT
            | QuestionKind.WORDS
        ):
            prompt = _ask_prompt(write_default_prompt(kind), key)
            return QuestionDraft(kind, prompt or " ", _ask_options(kind, (), key))
        case _:
            assert_never(kind)


def choose_measure(
    indicators: tuple[Indicator, ...], key: str, start: str = ""
) -> Indicator | None:
    """The indicator that a facilitator picks for a question; it begins with the slug ``start``."""
    labels = {indicator.slug: f"{indicator.label} ({indicator.topic})" for indicator in indicators}
    by_slug = {indicator.slug: indicator for indicator in indicators}
    slug = st.selectbox(
        "Measure",
        list(labels),
        index=list(labels).index(start) if start in labels else 0,
        format_func=lambda slug: labels[slug],
        key=f"{key} measure",
    )
    return by_slug.get(slug or "")


def _ask_prompt(prompt: str, key: str) -> str:
    return st.text_input("Question", prompt, max_chars=LONGEST_PROMPT, key=f"{key} prompt")


def _ask_options(kind: QuestionKind, options: tuple[str, ...], key: str) -> tuple[str, ...]:
    """Boxes for the options of a kind that has some of the facilitator's own."""
    if kind is QuestionKind.SCALE:
        low, high = options or ("not at all", "fully")
        return (
            st.text_input("1 means", low, max_chars=LONGEST_OPTION, key=f"{key} low"),
            st.text_input("5 means", high, max_chars=LONGEST_OPTION, key=f"{key} high"),
        )
    if kind is QuestionKind.WORDS:
        return ()
    label = f"Choices, one a line, up to {MOST_OPTIONS}"
    if kind is QuestionKind.PLACEMENT:
        label = f"What to place, one a line, up to {MOST_PLACED}; empty for the three tiers"
    written = st.text_area(label, "\n".join(options), max_chars=1000, key=f"{key} options")
    return tuple(line.strip() for line in written.splitlines() if line.strip())


def _offer_changes(facilitator: Facilitator, question: WorkshopQuestion) -> None:
    position = question.position
    key = f"edit {position}"
    with st.container(border=True):
        prompt = _ask_prompt(question.prompt, key)
        st.caption(KIND_NAMES[question.kind])
        options = question.options
        if question.state == "waiting" and _has_own_options(question.kind):
            options = _ask_options(question.kind, question.options, key)
        draft = QuestionDraft(question.kind, prompt or " ", options)
        with st.container(horizontal=True, gap="small"):
            if (prompt, options) != (question.prompt, question.options):
                show_action(
                    "Save the change",
                    f"questions save {position}",
                    lambda: facilitator.edit_question(position, draft),
                )
            show_action(
                "Move up",
                f"questions up {position}",
                lambda: facilitator.move_question(position, up=True),
            )
            show_action(
                "Move down",
                f"questions down {position}",
                lambda: facilitator.move_question(position, up=False),
            )
            if question.state == "waiting":
                show_action(
                    "Take out",
                    f"questions remove {position}",
                    lambda: facilitator.remove_question(position),
                )


def _has_own_options(kind: QuestionKind) -> bool:
    """True where the options are the facilitator's own words."""
    match kind:
        case (
            QuestionKind.CHOICE
            | QuestionKind.SEVERAL
            | QuestionKind.RANKING
            | QuestionKind.SCALE
            | QuestionKind.PLACEMENT
        ):
            return True
        case (
            QuestionKind.WORDS
            | QuestionKind.LEVERS
            | QuestionKind.POLL
            | QuestionKind.CONDITIONS
            | QuestionKind.MEASURES
            | QuestionKind.FIGURE
            | QuestionKind.HOLDER
        ):
            return False
        case _:
            assert_never(kind)
