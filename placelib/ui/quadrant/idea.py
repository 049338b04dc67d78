"""The lens Idea: the essay in six steps, a picture each, and its question at the end."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from placelib.areas.registry import DEVOLVED
from placelib.charts.idea_steps import rates_picture, step_picture
from placelib.charts.theme import theme
from placelib.content import text
from placelib.formatting import number
from placelib.markdown import plain_markdown
from placelib.model import ENGLAND, Area
from placelib.quadrant.idea import (
    ANSWERS,
    CANADA,
    CANADA_SOURCE,
    STEPS,
    TITLES,
    along,
    along_sentence,
    beyond,
    beyond_sentence,
)
from placelib.quadrant.leverage_text import departments_sentence
from placelib.ui.components import chart_display, present_mode
from placelib.ui.workshop import poll as room_poll
from placelib.urls import STEP
from placelib.views import quadrant as quadrant_view
from placelib.views import quadrant_rows, snapshot_records
from placelib.views.table_rows import build_arrow_table

_ANSWER = "answer to the essay's question"
_FURTHEST_OUT = 40
_STAGED_PICTURE = 260
# The step on sectors, which are heard while places are not.
SILO_STEP = 3


def idea(step: int, area: Area) -> None:
    """One step: its words, its picture, and the way on and back; ``area`` is the chosen place."""
    present_mode.show_headline(TITLES[step - 1])
    if not present_mode.is_on():
        st.caption(f"Step {step} of {STEPS}. In our words, after an essay of November 2023.")
    shares = [2, 1] if present_mode.is_on() else [1, 1]
    words, picture = st.columns(shares, gap="large")
    with words:
        st.markdown(_text(step))
        if step == SILO_STEP:
            _show_departments(area)
        below = st.container()
    if present_mode.is_on():
        # The screen has room for all of it when what is read stands on one side.
        with picture, st.container(width=_STAGED_PICTURE):
            _picture(step, below)
        with picture:
            _ways(step)
    else:
        with picture:
            _picture(step, picture)
        _ways(step)
    if step == STEPS and not present_mode.is_on():
        _question()
    room_poll.way_back()


def _text(step: int) -> str:
    """The words of a step with their numbers."""
    if step == 1:
        return text("idea_1")
    if step == 2:
        return text("idea_2")
    if step == 3:
        registry = snapshot_records.get_registry()
        counties = [one for one in registry.members(ENGLAND, "utla") if one.level == "utla"]
        return text("idea_3", councils=str(len(registry.members(ENGLAND)) + len(counties)))
    if step == 4:
        first, last = CANADA[0], CANADA[-1]
        return text(
            "idea_4",
            before=number(first.percent, 1),
            after=number(last.percent, 1),
            first=str(first.year),
            last=str(last.year),
        )
    if step == 5:
        return text("idea_5")
    # The last paragraph leads on to another lens, which a room is shown and does not read about.
    return text("idea_6").rpartition("\n\n")[0] if present_mode.is_on() else text("idea_6")


def _show_departments(area: Area) -> None:
    """How many departments spend in the chosen place's region or nation, and on what."""
    chain = snapshot_records.get_registry().chain(area.code)
    region = next((tier for tier in chain if tier.level == "rgn" or tier.code in DEVOLVED), area)
    departments = quadrant_view.list_departments(region.code)
    if not departments:
        return
    st.markdown(plain_markdown(departments_sentence(departments, region.in_sentence)))
    if present_mode.is_on():
        return
    opened = st.expander("What each spends on", key="departments", on_change="rerun")
    if opened.open:
        opened.table(
            build_arrow_table(quadrant_rows.list_department_rows(departments)), hide_index=True
        )


def _picture(step: int, below: DeltaGenerator) -> None:
    """The step's picture; on the last two the reader moves the authority, and reads ``below``."""
    colours = theme(dark=chart_display.is_dark())
    if step == 5:
        position = st.slider(
            "Where on the line? 0 is the council, 100 national government",
            0,
            100,
            50,
            key="idea position",
            persist_state="session",
        )
        st.html(step_picture(step, along(position), colours))
        below.markdown(along_sentence(position))
    elif step == STEPS:
        outwards = st.slider(
            "How far beyond halfway, on both axes?",
            0,
            _FURTHEST_OUT,
            20,
            key="idea outwards",
            persist_state="session",
        )
        st.html(step_picture(step, beyond(outwards), colours))
        below.markdown(beyond_sentence(outwards))
    else:
        st.html(step_picture(step, (50.0, 50.0), colours))
    if step == 4:
        if not present_mode.is_on():
            # The text has both figures, and a screen has no room for a second picture.
            years = f"{CANADA[0].year} to {CANADA[-1].year}"
            st.markdown(f"**Canada’s poverty rate nearly halved from {years}**")
            st.html(rates_picture([(one.year, one.percent) for one in CANADA], colours))
        below.caption(plain_markdown(CANADA_SOURCE))


def _ways(step: int) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            "← Step back", disabled=step == 1, on_click=_go, args=(step - 1,), key="idea back"
        )
        st.button(
            "Next step →",
            disabled=step == STEPS,
            on_click=_go,
            args=(step + 1,),
            type="primary" if step < STEPS and not chart_display.is_dark() else "secondary",
            key="idea next",
        )


def _go(step: int) -> None:
    st.query_params[STEP] = str(step)


def _question() -> None:
    """The essay's own question; the answer stays in the session, or counts in a workshop."""
    st.subheader("And for you?", anchor=False)
    answer = st.radio(
        "How does this idea strike you?",
        ANSWERS,
        index=None,
        key=_ANSWER,
        persist_state="session",
    )
    if not answer:
        return
    counted = room_poll.count(ANSWERS.index(answer))
    st.success(
        counted
        or "Thank you. Your answer stays in this visit and goes nowhere else. In a workshop it "
        "will count there, among those of the room."
    )
