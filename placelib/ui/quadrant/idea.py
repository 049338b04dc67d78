"""The lens Idea: the essay in six pictures with few words, and its question at the end."""

from __future__ import annotations

from html import escape
from typing import Literal

import streamlit as st

from placelib.areas.registry import DEVOLVED, describe_other_regions
from placelib.charts.idea_drawing import SCREEN_WIDTH, WIDTH
from placelib.charts.idea_steps import ALTERNATIVES, describe_rates, rates_picture, step_picture
from placelib.charts.theme import theme
from placelib.content import text
from placelib.formatting import number
from placelib.markdown import plain_markdown
from placelib.model import ENGLAND, Area
from placelib.quadrant.idea import (
    ANSWERS,
    CANADA,
    CANADA_SOURCE,
    SENTENCES,
    STEPS,
    TITLES,
    find_point_along,
    find_point_beyond,
    write_along_sentence,
    write_beyond_sentence,
)
from placelib.quadrant.leverage_text import write_departments_sentence
from placelib.ui.components import (
    beside,
    build_on,
    chart_display,
    first_screen,
    inline_picture,
    present_mode,
)
from placelib.ui.components.page_links import write_colours, write_page_link
from placelib.ui.workshop import poll as room_poll
from placelib.urls import AREA, LENS, QUADRANT, STEP
from placelib.views import leverage_rows, snapshot_records
from placelib.views import quadrant as quadrant_view
from placelib.views.table_rows import build_arrow_table

_ANSWER = "answer to the essay's question"
_LARGE = "font-size:1.375rem;line-height:1.35;margin:0"
_FURTHEST_OUT = 40
_POSITION, _OUTWARDS = "idea position", "idea outwards"
_MIDDLE, _FIRST_PUSH = 50, 20
# Of the picture on a page, beside its words; a phone has the drawing of 440.
_PAGE_WIDTH = 560.0
# The step on sectors, which are heard while places are not.
SILO_STEP = 3
# The last two, on which the reader moves the authority.
_LINE_STEP = 5
# The essay ends with it; a presenter asks it aloud.
_QUESTION = "How does this idea strike you?"


def show_idea(step: int, area: Area) -> None:
    """One step: its picture, few words, and the way on and back; ``area`` is the chosen place.

    Arrow keys, a clicker and a finger moved across the picture turn the steps. In present mode the
    keys are the run sheet's, which goes through the steps before the next view.
    """
    if present_mode.is_on():
        if present_mode.is_on_stage():
            present_mode.offer_steps(STEP, step, STEPS)
        present_mode.show_headline(TITLES[step - 1])
        # As wide as a chart on the stage, whatever the shape of the window.
        is_large = present_mode.has_stage_size()
        width: int | Literal["stretch"] = present_mode.CHART_WIDTH if is_large else "stretch"
        with first_screen.open_picture(), st.container(width=width):
            _show_picture(step)
        question = f" {_QUESTION}" if step == STEPS else ""
        st.markdown(plain_markdown(f"{_write_sentence(step)}{question}"))
        st.caption(f"Step {step} of {STEPS}")
        return
    with beside.open_sides("idea", gap="large"):
        with first_screen.open_picture():
            way = _show_picture(step)
        with st.container():
            st.html(_write_words(step))
            _move_authority(step)
            _show_ways(step, area)
    if way:
        _turn(step + 1 if way == "next" else step - 1)
        st.rerun()
    # What a place has comes before what it lacks: first of all, and before the question.
    if step in (1, STEPS):
        build_on.show_build_on(area)
    if step == STEPS:
        _show_question()
    _show_more(step, area)
    room_poll.show_way_back()


def _write_words(step: int) -> str:
    """The sentence of a step, and below it in small letters which step it is and whose words."""
    colour = theme(dark=chart_display.is_dark()).quiet_text
    return (
        f'<p style="{_LARGE}">{escape(_write_sentence(step))}</p>'
        f'<p style="font-size:.875rem;margin:.75rem 0 0;color:{colour}">Step {step} of {STEPS}. In '
        "our words, after an essay of November 2023.</p>"
    )


def _write_sentence(step: int) -> str:
    """The few words beside a picture; with Canada's figures on the step about catalysts."""
    if step != 4:
        return SENTENCES[step - 1]
    first, last = CANADA[0], CANADA[-1]
    return (
        f"{SENTENCES[step - 1]} In Canada such groups took part as poverty fell, from "
        f"{number(first.percent, 1)}% in {first.year} to {number(last.percent, 1)}% in "
        f"{last.year}; support paid in the pandemic did too."
    )


def _show_picture(step: int) -> str:
    """The step's picture; which way the reader turned it."""
    point = (50.0, 50.0)
    if step == _LINE_STEP:
        point = find_point_along(float(st.session_state.get(_POSITION, _MIDDLE)))
    elif step == STEPS:
        point = find_point_beyond(float(st.session_state.get(_OUTWARDS, _FIRST_PUSH)))
    colours = theme(dark=chart_display.is_dark())
    width = SCREEN_WIDTH if present_mode.is_on_stage() else _PAGE_WIDTH
    return inline_picture.show_picture(
        step_picture(step, point, colours, width),
        ALTERNATIVES[step],
        key=f"idea picture {step}",
        narrow=step_picture(step, point, colours, WIDTH),
        is_turned=not present_mode.is_on(),
    )


def _move_authority(step: int) -> None:
    """On the last two steps: where the authority stands, and what that would mean."""
    if step == _LINE_STEP:
        position = st.slider(
            "Where on the line? 0 is the council, 100 national government",
            0,
            100,
            _MIDDLE,
            key=_POSITION,
            persist_state="session",
        )
        st.markdown(write_along_sentence(position))
    elif step == STEPS:
        outwards = st.slider(
            "How far beyond halfway, on both?",
            0,
            _FURTHEST_OUT,
            _FIRST_PUSH,
            key=_OUTWARDS,
            persist_state="session",
        )
        st.markdown(write_beyond_sentence(outwards))


def _show_ways(step: int, area: Area) -> None:
    """A step back, a step on, and the way to the chart for those who came for it."""
    with st.container(horizontal=True, gap="small"):
        st.button(
            "← Step back", disabled=step == 1, on_click=_turn, args=(step - 1,), key="idea back"
        )
        st.button(
            "Next step →",
            disabled=step == STEPS,
            on_click=_turn,
            args=(step + 1,),
            type="primary" if step < STEPS and not chart_display.is_dark() else "secondary",
            key="idea next",
        )
        link = write_page_link(
            QUADRANT, f"See {area.name} on the chart", {AREA: area.code, LENS: "evidence"}
        )
        st.html(
            f'<div class="page-links own-page-links" style="{write_colours()}">{link}</div>',
            width="content",
        )


def _turn(step: int) -> None:
    st.query_params[STEP] = str(min(max(step, 1), STEPS))


def _show_more(step: int, area: Area) -> None:
    """The step in more words, folded: the picture says it first."""
    opened = st.expander("In more words", key=f"more on step {step}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown(_read_text(step))
        if step == SILO_STEP:
            _show_departments(area)
        if step == 4:
            years = f"{CANADA[0].year} to {CANADA[-1].year}"
            rates = [(rate.year, rate.percent) for rate in CANADA]
            st.markdown(f"**Canada’s poverty rate nearly halved from {years}**")
            with st.container(width=int(WIDTH)):
                inline_picture.show_picture(
                    rates_picture(rates, theme(dark=chart_display.is_dark())),
                    describe_rates(rates),
                    key="rates of Canada",
                )
            st.caption(plain_markdown(CANADA_SOURCE))


def _read_text(step: int) -> str:
    """The words of a step with their numbers."""
    if step == SILO_STEP:
        registry = snapshot_records.get_registry()
        counties = [area for area in registry.members(ENGLAND, "utla") if area.level == "utla"]
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
    return text(f"idea_{step}")


def _show_departments(area: Area) -> None:
    """How many departments spend in the chosen place's region or nation, and on what."""
    chain = snapshot_records.get_registry().chain(area.code)
    region = next((tier for tier in chain if tier.level == "rgn" or tier.code in DEVOLVED), area)
    departments = quadrant_view.list_departments(region.code)
    if not departments:
        return
    sentence = write_departments_sentence(departments, region.in_sentence)
    other_regions = describe_other_regions(snapshot_records.get_registry(), area)
    st.markdown(plain_markdown(f"{sentence} {other_regions}".strip()))
    st.table(build_arrow_table(leverage_rows.list_department_rows(departments)), hide_index=True)


def _show_question() -> None:
    """The essay's own question; the answer stays in the session, or counts in a workshop."""
    st.header("And for you?", anchor=False)
    answer = st.radio(
        _QUESTION,
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
