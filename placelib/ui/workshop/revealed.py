"""What a room answered and its facilitator revealed: for the lens Room, and for phones after it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from placelib.formatting import listed
from placelib.markdown import plain_markdown
from placelib.ui.components import chart_display, page_address
from placelib.urls import AREA, CARD, SCORECARD, Page, address
from placelib.views import workshop as workshop_view
from placelib.views.scorecard import write_room_link
from placelib.views.workshop_options import name_indicator, pick_shared
from placelib.workshop import tallies
from placelib.workshop.records import QuestionKind, Room, WorkshopQuestion
from placelib.workshop.tallies import let_through

HEIGHT = 460


def list_revealed(room: Room) -> list[WorkshopQuestion]:
    """The questions that have been revealed."""
    return [question for question in room.workshop.questions if question.revealed]


def keep_revealed(room: Room) -> Room:
    """The room without the questions that its facilitator has not revealed."""
    return replace(room, workshop=replace(room.workshop, questions=tuple(list_revealed(room))))


def show_revealed(room: Room, page: Page) -> None:
    """Each revealed question with its chart and its sentence, on a page."""
    for question in list_revealed(room):
        st.subheader(plain_markdown(question.prompt), anchor=False)
        shown_question = workshop_view.build_question(
            room, question, HEIGHT, present=False, dark=chart_display.is_dark()
        )
        if shown_question.figure:
            chart_display.show_chart(
                shown_question.figure,
                key=f"room {question.position}",
                alternative=shown_question.sentence,
            )
        if question.kind is QuestionKind.WORDS:
            st.markdown(
                "\n".join(f"- {plain_markdown(words)}" for words in let_through(room, question))
            )
        st.markdown(plain_markdown(shown_question.sentence))
        if question.kind is QuestionKind.MEASURES:
            link_scorecard(room, question, page)
        if shown_question.figure and shown_question.marks:
            st.caption(f"{shown_question.marks} {shown_question.reference}".strip())


def link_scorecard(room: Room, question: WorkshopQuestion, page: Page) -> None:
    """A button on a page to the scorecard of the measures that the room chose most, once revealed.

    It opens a tab of its own, so that the page that leads the room stays open beside it.
    """
    tally = tallies.tally_choices(room, question, tallies.find_shown_round(room, question))
    if not question.revealed or tally is None:
        return
    slugs = pick_shared(question, tally)
    if not slugs:
        st.caption("Too many measures were chosen equally often for a scorecard. Vote again.")
        return
    area = room.workshop.area
    card = address(SCORECARD, {AREA: area, CARD: write_room_link(area, slugs)})
    st.link_button(
        f"Make the scorecard of the {len(slugs)} most chosen",
        f"{page_address.find_root(page)}/{card}",
        icon=":material/checklist:",
        type="primary",
    )
    picked = dict(zip(question.options, tally.counts, strict=True))
    names = [f"{plain_markdown(name_indicator(slug))} ({picked[slug]})" for slug in slugs]
    st.caption(f"By how many people each was picked: {listed(names)}.")
    st.caption(
        "It opens in a new tab; this page stays here. What you write on the scorecard stays in "
        "that tab: pressing again makes a new one, without owners."
    )
