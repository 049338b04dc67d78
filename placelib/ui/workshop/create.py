"""The page Workshop: create one in half a minute, or go to one with its code."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import streamlit as st

from placelib.content import text
from placelib.errors import PlaceError
from placelib.markdown import plain_markdown
from placelib.ui import router
from placelib.ui.components import first_screen
from placelib.ui.components.share import show_share
from placelib.ui.place import sections as place_sections
from placelib.ui.workshop import (
    console,
    guide,
    live_workshops,
    question_editor,
    workshop_access,
)
from placelib.urls import AREA, CONSOLE, JOIN, LEAD, ROOM, WORKSHOP
from placelib.views import place as place_view
from placelib.views.workshop_options import draft_figure, draft_measures, list_area_indicators
from placelib.workshop import clock, facilitator_code, limits, retention, rooms
from placelib.workshop.errors import NotAnAnswer
from placelib.workshop.facilitator_code import WrongFacilitatorCode
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import QuestionKind
from placelib.workshop.rooms import Plan
from placelib.workshop.texts import LONGEST_PROMPT, LONGEST_TITLE

# What a workshop can ask without anything being written, in this order.
_READY_MADE = {
    QuestionKind.FIGURE: "A guess at a figure, and then the figure",
    QuestionKind.PLACEMENT: "Where each tier stands",
    QuestionKind.LEVERS: "Who holds which of the five levers",
    QuestionKind.POLL: "How the idea strikes people",
    QuestionKind.CONDITIONS: "Where our partnership stands: five conditions",
    QuestionKind.MEASURES: "Which measures we should share",
    QuestionKind.WORDS: "A short question of your own",
}
_TICKED = (QuestionKind.PLACEMENT, QuestionKind.POLL)
# What the guide to twenty minutes asks, in the same order.
_GUIDED = (QuestionKind.FIGURE, QuestionKind.PLACEMENT, QuestionKind.MEASURES)
# The figure to guess until another is chosen, where the place has it.
_GUESSED_FIRST = "obese-children-year-6"
_CHOSEN_PLACE = "place that was chosen for a workshop"
_PROMPT = "What would help this place most?"


def show_workshop_page() -> None:
    """The whole page."""
    first_screen.show_title("Workshop")
    st.markdown(text("workshop"))
    make, go = st.columns([3, 2], gap="large")
    with make:
        _create()
    with go:
        _go_to_one()
        st.subheader("How it works", anchor=False)
        st.markdown(text("workshop_how"))
        guide.show_guide()
        st.subheader("What is kept", anchor=False)
        st.markdown(text("workshop_kept", days=str(retention.read_retention_days())))
    show_share(WORKSHOP, {}, WORKSHOP.title, is_view=False)


def _create() -> None:
    st.header("Create one", anchor=False)
    title = st.text_input(
        "Title", max_chars=LONGEST_TITLE, placeholder="Seminar on place, 3 December"
    )
    area = _choose_place()
    st.markdown("It asks, in this order:")
    for kind in _READY_MADE:
        st.session_state.setdefault(f"asks {kind}", kind in _TICKED)
    st.button("Ask what the guide asks", key="asks what the guide does", on_click=_tick_guided)
    drafts = [
        _write_draft(kind, area)
        for kind, label in _READY_MADE.items()
        if st.checkbox(label, key=f"asks {kind}")
    ]
    st.caption("Choices, scales, rankings and further guesses are added on the next page.")
    closes_at = _find_closing_time()
    code = ""
    if facilitator_code.is_code_required():
        code = st.text_input(
            "The facilitators’ word",
            max_chars=80,
            type="password",
            autocomplete="off",
            help="Whoever runs this service gives it to those who lead workshops.",
        )
    if st.button("Create the workshop", type="primary"):
        _make(Plan(title=title, area=area, questions=drafts, closes_at=closes_at), code)


def _choose_place() -> str:
    """The place: the one chosen here before, whatever was looked at since, else the address's."""
    options = place_view.build_place_options()
    address_code = str(st.query_params.get(AREA, "E47000004"))
    start = str(st.session_state.get(_CHOSEN_PLACE, address_code))
    key = "workshop place"
    st.session_state.setdefault(key, start if start in options else place_sections.DEFAULT)

    def remember() -> None:
        # The box itself is forgotten as soon as another page is opened.
        st.session_state[_CHOSEN_PLACE] = st.session_state[key]

    area: str = st.selectbox(
        "The place or combined authority it is about",
        list(options),
        format_func=lambda code: options[code],
        key=key,
        on_change=remember,
    )
    # There is always a line, and a short one: what stands below must not move at a choice.
    if _CHOSEN_PLACE in st.session_state:
        st.caption("The workshop is about the place you chose.")
    elif AREA in st.query_params:
        st.caption("You looked at this place last. Choose yours.")
    else:
        st.caption("This place is only an example. Choose yours.")
    return area


def _tick_guided() -> None:
    for kind in _READY_MADE:
        st.session_state[f"asks {kind}"] = kind in _GUIDED


def _write_draft(kind: QuestionKind, area: str) -> QuestionDraft:
    """A ready-made question for a place; the one in words has a box for them, a guess one too."""
    if kind is QuestionKind.FIGURE:
        indicator = question_editor.choose_measure(
            list_area_indicators(area), "asks", _GUESSED_FIRST
        )
        return draft_figure(area, indicator) if indicator else QuestionDraft(kind)
    if kind is QuestionKind.WORDS:
        prompt = st.text_input("Your question", _PROMPT, max_chars=LONGEST_PROMPT)
        return QuestionDraft(kind, prompt or " ")
    return draft_measures(area) if kind is QuestionKind.MEASURES else QuestionDraft(kind)


def _find_closing_time() -> int | None:
    """The closing time in UTC seconds, None where none is wanted."""
    if not st.toggle("Stop taking answers at a set time"):
        return None
    zone = timedelta(minutes=-(st.context.timezone_offset or 0))
    here = datetime.fromtimestamp(clock.now(), UTC) + zone + timedelta(hours=2)
    day_box, time_box = st.columns(2)
    day: date = day_box.date_input("Day", here.date(), format="DD/MM/YYYY")
    clock_time: time = time_box.time_input("Time", time(here.hour, 0))
    return int((datetime.combine(day, clock_time, UTC) - zone).timestamp())


def _make(plan: Plan, code: str) -> None:
    try:
        if plan.area not in place_view.build_place_options():
            raise NotAnAnswer("The place is none of the list. Choose one from it.")
        allowed = live_workshops.get_limits()
        here, network = workshop_access.find_connection(), workshop_access.find_visitor_network()
        _check_code(code)
        allowed.check(limits.NEW_HERE, here)
        allowed.check(limits.NEW_OF_NETWORK, network)
        allowed.check(limits.NEW)
        created = rooms.create(live_workshops.open_workshops(), plan)
        allowed.take(limits.NEW_HERE, here)
        allowed.take(limits.NEW_OF_NETWORK, network)
        allowed.take(limits.NEW)
    except PlaceError as refused:
        st.warning(plain_markdown(str(refused)))
        return
    live_workshops.forget_rooms()
    st.session_state[console.NEW] = True
    st.switch_page(router.get_page(CONSOLE), query_params={LEAD: created.secret})


def _check_code(code: str) -> None:
    """Return when the word is right. Raises WrongFacilitatorCode, and TooFast after many wrong."""
    allowed, network = live_workshops.get_limits(), workshop_access.find_visitor_network()
    allowed.check(limits.WRONG_WORDS, network)
    try:
        facilitator_code.check_code(code)
    except WrongFacilitatorCode:
        allowed.take(limits.WRONG_WORDS, network)
        raise


def _go_to_one() -> None:
    st.header("Join one", anchor=False)
    with st.form("go to a workshop", border=False):
        typed = st.text_input("Join code", max_chars=12, placeholder="Six letters and digits")
        if not st.form_submit_button("Join"):
            return
    try:
        room = workshop_access.open_room(typed)
    except PlaceError as refused:
        st.warning(plain_markdown(str(refused)))
        return
    st.switch_page(router.get_page(JOIN), query_params={ROOM: room.workshop.code})
