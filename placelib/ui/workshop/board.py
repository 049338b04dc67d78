"""The board: projected in the room, it follows the votes by itself."""

from __future__ import annotations

import streamlit as st

from placelib.charts import room_marks
from placelib.charts.theme import Theme, theme
from placelib.exports import qr
from placelib.ui.components import chart_display, first_screen, page_address, present_mode
from placelib.ui.components.fragments import catch_errors
from placelib.ui.workshop import join, live_workshops, workshop_access
from placelib.urls import BOARD, JOIN, ROOM, Page, address
from placelib.views import workshop as workshop_view
from placelib.views.workshop_options import list_task
from placelib.views.workshop_text import describe_progress, explain_too_few
from placelib.workshop import clock, tokens
from placelib.workshop.errors import UnknownRoom
from placelib.workshop.records import FEWEST, QuestionKind, Room, WorkshopQuestion
from placelib.workshop.tallies import let_through

EVERY_SECONDS = 0.5
# With the longest sentence of three lines all stands on a projector’s screen.
HEIGHT = 540
# After a second vote there are up to three more lines, on how the averages moved.
HEIGHT_SECOND_VOTE = 470
_STATES = {
    "waiting": "Opens soon",
    "open": "Open: answer on your phone now",
    "locked": "Locked: no more answers",
}


def show_board_page() -> None:
    """The whole board of the room in the address."""
    refused = ""
    if workshop_access.read_code_in_address():
        try:
            show_board(workshop_access.read_code_in_address())
            return
        except UnknownRoom as unknown:
            refused = str(unknown)
    join.ask_for_the_code("See a workshop’s board", "Show the board", refused)
    st.caption("For the screen in the room: how to join, and the answers once they are revealed.")


def show_board(typed: str, page: Page = BOARD) -> None:
    """The board of the workshop with a join code, on a page. Raises UnknownRoom and TooFast."""
    room = workshop_access.open_room(typed)
    st.html(room_marks.fit_screen())
    with first_screen.open_picture(), st.container(key=room_marks.BOARD):
        _show_columns(room, page)


def _show_columns(room: Room, page: Page) -> None:
    """How to join at the left, and what the room does beside it."""
    colours = theme(dark=chart_display.is_dark())
    code = room.workshop.code
    left, right = st.columns([1, 4], gap="large")
    with left:
        root = page_address.find_root(page)
        joining = address(JOIN, {ROOM: code})
        plain = f"{root.split('://')[-1]}/{JOIN.path}"
        has_ended = room.workshop.is_over(clock.now())
        if has_ended:
            st.html(room_marks.ended(colours))
        else:
            picture = qr.png(f"{root}/{joining}")
            st.html(room_marks.joining(picture, plain, tokens.split_code(code), colours))
        _show_counts(room.workshop.id, colours, has_ended=has_ended)
    with right:
        _show_question(room.workshop.id, colours)


@st.fragment(run_every=EVERY_SECONDS)
def _show_counts(workshop: int, colours: Theme, *, has_ended: bool) -> None:
    """The counts; where the workshop has ended since, all of the board is drawn anew."""
    with catch_errors():
        room = live_workshops.read_current_room(workshop)
        if room.workshop.is_over(clock.now()) != has_ended:
            st.rerun()
        progress = describe_progress(room, room.workshop.question)
        st.html(room_marks.counts(room.joined, progress, colours))


@st.fragment(run_every=EVERY_SECONDS)
def _show_question(workshop: int, colours: Theme) -> None:
    with catch_errors():
        room = live_workshops.read_current_room(workshop)
        question = room.workshop.question
        over = room.workshop.is_over(clock.now())
        state = "The workshop has ended" if over else _STATES[question.state]
        if question.revealed and question.is_open and not over:
            state = "The answers so far"
        answered = room.answered.get(question.position, 0)
        shown_question = build_projected_question(room, question) if question.revealed else None
        is_short = shown_question and not shown_question.figure and answered < FEWEST
        if is_short and question.state == "locked" and not over:
            # “No more answers” would stand beside “one more person to go”.
            state = "Locked until the facilitator opens it again"
        if question.round == 2:
            state = f"Second vote. {state}"
        if shown_question and shown_question.figure and shown_question.marks:
            state = f"{state}. {shown_question.marks}"
        st.html(room_marks.heading(room.workshop.title, question.prompt, state, colours))
        _show_findings(room, question, colours)


def _show_findings(room: Room, question: WorkshopQuestion, colours: Theme) -> None:
    answered = room.answered.get(question.position, 0)
    if not question.revealed:
        words = "Scan the code with your phone’s camera, or type the address."
        if room.workshop.is_over(clock.now()):
            words = "No more answers are taken."
        elif question.state == "locked":
            words = f"{answered} people have answered. The facilitator reveals the answers."
        elif room.joined and question.is_open:
            unfinished = room.unfinished.get(question.position, 0)
            part = f", {unfinished} of them not yet all of it" if unfinished else ""
            words = (
                f"{answered} of {room.joined} have answered{part}. Nothing is shown until reveal."
            )
        st.html(room_marks.big(words, colours))
        if question.is_open:
            _show_task(question, colours)
    elif answered < FEWEST and not _has_answers(room, question):
        st.html(room_marks.big(explain_too_few(answered), colours))
    else:
        draw(room, question, colours)


def _show_task(question: WorkshopQuestion, colours: Theme) -> None:
    """What the phones show while a question is open, so that the room can talk about it."""
    if question.kind is QuestionKind.PLACEMENT:
        st.html(room_marks.square(colours))
    elif lines := list_task(question):
        st.html(room_marks.offered(lines, colours))


def _has_answers(room: Room, question: WorkshopQuestion) -> bool:
    """True when answers of this question may be seen, of an earlier round too."""
    answered = {ballot.position for ballot in room.ballots}
    return question.position in answered | {text.position for text in room.texts}


def build_projected_question(room: Room, question: WorkshopQuestion) -> workshop_view.QuestionShown:
    """The chart and the sentence of a question for the projector; nothing of too few answers."""
    height = HEIGHT if question.round == 1 else HEIGHT_SECOND_VOTE
    return workshop_view.build_question(
        room, question, height, present=True, dark=chart_display.is_dark()
    )


def draw(room: Room, question: WorkshopQuestion, colours: Theme) -> None:
    """The chart of a revealed question and its sentence, at the size of a projector."""
    shown_question = build_projected_question(room, question)
    sentence = shown_question.sentence
    if shown_question.figure:
        chart_display.show_chart(
            shown_question.figure,
            key=f"board {question.position}",
            alternative=sentence,
            fixed_width=None if present_mode.is_phone() else room_marks.CHART_WIDTH,
        )
    if question.kind is QuestionKind.WORDS:
        texts = let_through(room, question)
        st.html(room_marks.quotes(texts, colours))
        sentence = "" if texts else "The facilitator has let no answer through yet."
    if sentence:
        st.html(room_marks.sentence(sentence, colours))
