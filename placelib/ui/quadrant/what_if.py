"""The lens What would it take: money moved by lever or by the pound, and powers nobody measures."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape

import streamlit as st

from placelib.content import text
from placelib.formatting import number, sentence_start
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.quadrant import Quadrant
from placelib.quadrant.funding_scenarios import (
    HalfwayMoney,
    compute_halfway_money,
    compute_moved_headline,
)
from placelib.quadrant.leverage_text import (
    write_halfway_sentence,
    write_money,
    write_multiples_sentence,
)
from placelib.quadrant.levers import LEVER_PHRASES
from placelib.quadrant.sentences import describe_move, write_move_headline
from placelib.quadrant.settings import LEVERS_BY_SLUG, QuadrantView
from placelib.ui import frame
from placelib.ui.components import chart_display, present_mode
from placelib.ui.quadrant import powers as quadrant_powers
from placelib.ui.quadrant import sliders
from placelib.ui.quadrant.evidence import open_chart_sides, show_quadrant_chart
from placelib.urls import MORE, MOVED
from placelib.views import leverage_rows, quadrant_charts
from placelib.views import quadrant as quadrant_view
from placelib.views.table_rows import build_arrow_table

# Pounds a resident: the step of the slider, which ends at a multiple of it.
STEP_POUNDS = 25


def show_what_if(area: Area, view: QuadrantView) -> None:
    """The money to halfway, what moving it does, and the levers without evidence."""
    today = quadrant_view.get_quadrant(area.code)
    halfway = compute_halfway_money(today.leverage)
    specification = quadrant_charts.build_moved_chart(
        area.code, levers=view.levers, pounds=view.pounds_moved, dark=chart_display.is_dark()
    )
    words = _describe_move(today, view) or _describe_need(today, halfway)
    if present_mode.is_on():
        show_quadrant_chart(today, view, specification, key="take", words=words)
        return
    if halfway is None:
        why = today.leverage.why or "the money of both tiers is needed"
        st.markdown(plain_markdown(f"{sentence_start(today.tiers.area.in_sentence)}: {why}."))
        show_quadrant_chart(today, view, specification, key="take")
    else:
        with open_chart_sides(today):
            show_quadrant_chart(today, view, specification, key="take", words=words)
            with st.container():
                _show_controls(halfway, view)
    frame.follow_body(("take", area.code), lambda: _show_further(today, halfway))


def _show_further(today: Quadrant, halfway: HalfwayMoney | None) -> None:
    """What no move changes."""
    if halfway is not None:
        _show_amounts(today, halfway)
    st.markdown(f"## The levers without evidence\n\n{text('quadrant_levers')}")
    if today.tiers.middle_kind not in (None, "region"):
        quadrant_powers.show_upload(today)


def write_what_if_title(area: Area, view: QuadrantView) -> str:
    """What the page has found: what the chosen move does, or that it cannot be worked out."""
    today = quadrant_view.get_quadrant(area.code)
    halfway = compute_halfway_money(today.leverage)
    if halfway is None:
        return "What it would take cannot be worked out here"
    words = _describe_move(today, view) or _describe_need(today, halfway)
    return words[0] if words else "What it would take cannot be worked out here"


def _show_amounts(today: Quadrant, halfway: HalfwayMoney) -> None:
    st.header("The money to halfway", anchor=False)
    place = today.tiers.area.in_sentence
    sentences = (write_halfway_sentence(halfway, place), write_multiples_sentence(halfway))
    chart_display.show_paragraphs(*(plain_markdown(line) for line in sentences if line))
    figures = {
        "Decided a head, at halfway": leverage_rows.format_whole_pounds(halfway.pounds),
        "More than now, a head": leverage_rows.format_whole_pounds(halfway.more_pounds),
        "More than now, a year": write_money(halfway.more_a_year),
    }
    st.html(_write_figures(figures))
    if halfway.multiples:
        amounts = [multiple.amount for multiple in halfway.multiples]
        st.table(
            build_arrow_table(leverage_rows.list_amount_rows(amounts, halfway)), hide_index=True
        )


def _write_figures(figures: Mapping[str, str]) -> str:
    """Figures beside each other, each below its name: they look as Streamlit's st.metric."""
    pairs = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(figure)}</dd></div>"
        for name, figure in figures.items()
    )
    return f'<dl class="figures">{pairs}</dl>'


def _show_controls(halfway: HalfwayMoney, view: QuadrantView) -> None:
    """The switches by lever and the slider."""
    pounds = {transfer.lever: transfer.pounds for transfer in halfway.transfers}
    options = {
        slug: f"{sentence_start(LEVER_PHRASES[lever])} (£{number(pounds.get(lever, 0.0))})"
        for slug, lever in LEVERS_BY_SLUG.items()
    }
    sliders.choose_switches(
        "Hand over what ministers spend on (£ a head a year)", MOVED, options, view.levers_moved
    )
    sliders.choose_amount(
        "Move further £ a head from ministers to the authority",
        MORE,
        view.pounds_moved,
        most=_find_most_pounds(halfway),
        step=STEP_POUNDS,
    )
    if not (view.levers_moved or view.pounds_moved):
        st.caption("Nothing is moved yet: the point is today's.")
    else:
        st.caption("The grey band and the interval stay where they are: money moves no boundary.")


def _describe_need(today: Quadrant, halfway: HalfwayMoney | None) -> tuple[str, str] | None:
    """A headline and a sentence on the money to halfway, where nothing is moved yet."""
    if halfway is None:
        return None
    place = today.tiers.area.in_sentence
    money = leverage_rows.format_whole_pounds(halfway.more_pounds)
    words = f"halfway is {money} more a head" if halfway.more_pounds > 0 else "halfway already"
    return f"{sentence_start(place)}: {words}", write_halfway_sentence(halfway, place)


def _describe_move(today: Quadrant, view: QuadrantView) -> tuple[str, str] | None:
    """A headline and a sentence for the point after the move; None where nothing is moved."""
    after = compute_moved_headline(today.leverage, view.levers, float(view.pounds_moved))
    before = today.leverage.headline
    if after is None or before is None or not (view.levers_moved or view.pounds_moved):
        return None
    return write_move_headline(today, after), describe_move(today, before, after)


def _find_most_pounds(halfway: HalfwayMoney) -> int:
    """All that councils do not decide, rounded up to the slider's step."""
    return max(STEP_POUNDS, STEP_POUNDS * math.ceil(2 * halfway.pounds / STEP_POUNDS))
