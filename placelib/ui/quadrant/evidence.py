"""The lens Evidence: the chosen place's tiers from published figures, and all that they rest on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from placelib.api_addresses import write_quadrant_address
from placelib.content import text
from placelib.markdown import plain_markdown
from placelib.model import Area
from placelib.quadrant import Quadrant
from placelib.quadrant.chance import GROUPS
from placelib.quadrant.leverage_text import (
    write_devolved_sentence,
    write_range_sentence,
    write_strongest_lever_sentence,
)
from placelib.quadrant.sentences import (
    BOUNDARY,
    describe_chance_test,
    describe_coming,
    describe_leading_sub_topic,
    describe_leverage,
    describe_published,
    describe_readings,
    describe_understanding,
    explain_bend,
    write_headline,
)
from placelib.quadrant.settings import QuadrantView
from placelib.ui import frame
from placelib.ui.components import beside, chart_display, first_screen, present_mode, url_widgets
from placelib.ui.components.chart_block import ChartBlock, build_notes
from placelib.ui.components.first_screen import has_many_sources
from placelib.ui.quadrant import components
from placelib.urls import NAMES, QUADRANT
from placelib.views import quadrant as quadrant_view
from placelib.views import quadrant_charts, quadrant_rows, snapshot_records

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

MONEY_SOURCE = (
    "Money: Country and Regional Analysis 2025 (HM Treasury) and revenue outturn, which is what "
    "councils and authorities report that they spent (Ministry of Housing, Communities and Local "
    "Government); see Data and methods."
)


def show_evidence(area: Area, view: QuadrantView) -> None:
    """The chart with a sentence an axis, the levers under it, then everything it rests on."""
    quadrant = quadrant_view.get_quadrant(area.code)
    specification = quadrant_charts.build_evidence_chart(
        area.code, has_numbers=view.has_names, dark=chart_display.is_dark()
    )
    if present_mode.is_on():
        show_quadrant_chart(quadrant, view, specification, key="quadrant")
        return
    with open_chart_sides(quadrant):
        show_quadrant_chart(quadrant, view, specification, key="quadrant")
        with st.container():
            _show_words(quadrant, view)
    if quadrant.tiers.middle is not None:
        frame.follow_body(("evidence", area.code), lambda: _show_foundations(quadrant))


def open_chart_sides(quadrant: Quadrant) -> DeltaGenerator:
    """The chart of `show_quadrant_chart`, and at the right of it one container."""
    # Many sources have a menu, few a line of their own.
    has_many = has_many_sources(quadrant_view.list_evidence(quadrant))
    return beside.open_sides("quadrant", left=4 if has_many else 5, gap="large")


def _show_foundations(quadrant: Quadrant) -> None:
    components.show_levers(quadrant)
    components.show_councils(quadrant)
    st.header("What it rests on", anchor=False)
    components.show_components(quadrant)


def show_quadrant_chart(
    quadrant: Quadrant,
    view: QuadrantView,
    specification: dict[str, object],
    *,
    key: str,
    words: tuple[str, str] | None = None,
) -> None:
    """A finished specification with everything that stands around it.

    ``words`` are a headline and a sentence of their own, for a point that is not today's.
    """
    indicators = quadrant_view.list_evidence(quadrant)
    headline, sentence = words or (write_headline(quadrant), explain_bend(quadrant))
    settings = view.settings(quadrant.code)
    marks = _describe_marks(quadrant, view)
    block = ChartBlock(
        headline=headline,
        subtitle=marks,
        sentence=sentence,
        rows=quadrant_rows.list_point_rows(quadrant),
        notes=build_notes(indicators, [sentence, MONEY_SOURCE], QUADRANT, settings),
        name=f"quadrant-{quadrant.code}",
        indicators=indicators,
        records_address=write_quadrant_address(quadrant.code),
        stage_key=marks,
    )
    if present_mode.is_on_stage() and not words:
        block = replace(block, sentence=describe_readings(quadrant))
    first_screen.show_main_chart(
        block,
        lambda: chart_display.show_chart(specification, key=f"{key} chart", alternative=sentence),
        key=key,
    )
    if not present_mode.is_on():
        st.caption(MONEY_SOURCE)


def _describe_marks(quadrant: Quadrant, view: QuadrantView) -> str:
    """What the marks of the chart are."""
    reading, leverage = quadrant.understanding, quadrant.leverage
    if quadrant.tiers.middle is None or (reading.score is None and leverage.headline is None):
        return "The two ends of the line and its middle."
    words = quadrant_charts.describe_marks(quadrant, has_others=True)
    if view.lens == "take":
        # Its arrow is another one, which says itself where it leads.
        words = [line for line in words if line != quadrant_charts.ARROW]
    if not quadrant.tiers.is_devolved and view.lens == "evidence" and view.has_names:
        words.append(quadrant_charts.describe_numbers(quadrant.code))
    return " ".join(words)


def _show_words(quadrant: Quadrant, view: QuadrantView) -> None:
    if quadrant.tiers.middle is None:
        # An end of the line: no reading, and nothing to explain why.
        st.caption(text("quadrant_small"))
        return
    if quadrant.tiers.is_devolved:
        marks = [
            mark
            for mark in quadrant_view.list_devolved_marks()
            if mark.code == quadrant.tiers.middle.code
        ]
        leverage = write_devolved_sentence(marks)
    else:
        leverage = describe_leverage(quadrant)
    lines = [
        describe_understanding(quadrant),
        describe_leading_sub_topic(quadrant),
        BOUNDARY,
        leverage,
        describe_coming(quadrant),
        describe_published(quadrant),
    ]
    chart_display.show_paragraphs(*(plain_markdown(line) for line in lines if line))
    tested = sum(quadrant.chance is not None for quadrant in quadrant_view.list_all_quadrants())
    small = [describe_chance_test(quadrant, tested), write_range_sentence(quadrant.leverage)]
    small += [write_strongest_lever_sentence(quadrant.leverage), *quadrant.notes]
    st.caption(
        "\n\n".join([*(plain_markdown(line) for line in small if line), text("quadrant_small")])
    )
    if not quadrant.tiers.is_devolved:
        url_widgets.show_switch(
            "Number and name the other authorities",
            NAMES,
            is_on=view.has_names,
            key="quadrant names",
            help_text="Numbers each combined authority's point and says below whose it is.",
        )
    method = st.expander("How this works", key="quadrant method", on_change="rerun")
    if method.open:
        with method:
            show_method()


def show_method() -> None:
    """What the axes mean and do not mean, in our words."""
    matrix = snapshot_records.get_evidence().matrix
    st.markdown(
        text(
            "how_quadrant_works",
            indicators=str(len(matrix.chosen)),
            groups=f"{GROUPS:,}",
            sub_topics=str(len(set(matrix.sub_topics.tolist()))),
        )
    )
