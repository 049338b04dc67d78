"""The page of all combined authorities: one chart, bands, a table, topics, likeness; no ranking."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from placelib.areas.registry import DEVOLVED
from placelib.content import text
from placelib.exports.spreadsheets import write_csv
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.model import LONDON
from placelib.quadrant import Quadrant
from placelib.quadrant.across import combined_authorities, topic_help
from placelib.quadrant.across_words import (
    alikeness_sentence,
    overlap_sentence,
    topics_sentence,
    unhelped,
    verdicts_sentence,
)
from placelib.ui import router
from placelib.ui.components import chart_display, present_mode
from placelib.ui.components.chart_block import ChartBlock, build_notes, show_chart_block
from placelib.ui.components.share import share
from placelib.ui.quadrant.evidence import MONEY_SOURCE
from placelib.urls import AUTHORITIES, LENS, QUADRANT, place_parameters
from placelib.views import authority_rows, snapshot_records
from placelib.views import quadrant as quadrant_view
from placelib.views.table_rows import arrow

_FINDING = "No combined authority can be said to bend the line yet"
_SOME = "Some combined authorities bend the line on published figures"


def authorities() -> None:
    """The whole page, in order of name throughout."""
    if not present_mode.is_on():
        st.title("Combined authorities", anchor=False)
    found = combined_authorities(quadrant_view.list_all_quadrants())
    _all_at_once(found)
    if present_mode.is_on():
        return
    _bands(found)
    _table(found)
    _topics(found)
    _alikeness()
    _apart()
    share(AUTHORITIES, {}, "All combined authorities at once")


def _all_at_once(found: Sequence[Quadrant]) -> None:
    bends = any(one.verdict == "bends the line" for one in found)
    sentence = verdicts_sentence(found)
    catalogue = snapshot_records.get_catalogue()
    indicators = [
        catalogue[one.slug] for one in snapshot_records.get_evidence().choices if one.chosen
    ]
    everyone = quadrant_view.build_all_quadrant_rows()
    specification = quadrant_view.build_authorities_chart(chart_display.is_dark())
    show_chart_block(
        ChartBlock(
            headline=_SOME if bends else _FINDING,
            subtitle=(
                "Each point an authority, the bar through it where 90% of the recalculations put "
                "its understanding. Those without money figures have no point."
            ),
            sentence=sentence,
            rows=everyone,
            notes=build_notes(indicators, [sentence, MONEY_SOURCE], AUTHORITIES, {}),
            name="quadrant-authorities-and-councils",
            indicators=indicators,
        ),
        lambda: chart_display.show_chart(
            specification, key="authorities chart", alternative=sentence
        ),
        key="authorities",
    )
    if not present_mode.is_on():
        st.caption(f"{MONEY_SOURCE} The downloads also hold London and every council.")


def _bands(found: Sequence[Quadrant]) -> None:
    st.header("How sure is their understanding?", anchor="bands")
    sentence = overlap_sentence(found)
    chart_display.show_chart(
        quadrant_view.build_authorities_bands(chart_display.is_dark()),
        key="authorities bands",
        alternative=sentence,
    )
    st.markdown(plain_markdown(sentence))
    st.caption(
        "Filled: each council with itself in its authority's average. Hollow: without itself. The "
        "bar holds 90% of the recalculations; with an arrow it reaches further than the chart."
    )


def _table(found: Sequence[Quadrant]) -> None:
    st.header("In numbers", anchor="table")
    st.markdown(
        "In order of name. A column can be sorted by its heading; where bands overlap, an order "
        "made that way is not a finding."
    )
    rows = authority_rows.table_rows(found)
    st.dataframe(arrow(rows), hide_index=True, width="stretch", height="content", placeholder="–")
    st.download_button(
        f"Download {len(rows)} rows (CSV)",
        data=lambda: write_csv(authority_rows.as_text(rows), [MONEY_SOURCE]),
        file_name="quadrant-authorities.csv",
        mime="text/csv",
        on_click="ignore",
    )
    with st.container(horizontal=True, gap="small"):
        for one in found:
            st.page_link(
                router.page_of(QUADRANT),
                label=plain_markdown(one.name),
                query_params={**place_parameters(one.code), LENS: "evidence"},
            )


def _topics(found: Sequence[Quadrant]) -> None:
    st.header("By topic: where does an authority's picture help?", anchor="topics")
    topics = topic_help(found)
    st.markdown(plain_markdown(topics_sentence(topics)))
    st.table(arrow(authority_rows.help_rows(topics)), hide_index=True)
    lines = "\n".join(f"- {plain_markdown(one)}" for one in unhelped(topics))
    chart_display.show_paragraphs("Where it does not help:", lines)
    st.caption(
        "“Helps” means that the average of the other councils in the authority leaves less of a "
        "council's difference from England unexplained than England's average does. With two or "
        "three councils in an authority, the others are few: read those with care."
    )


def _alikeness() -> None:
    st.header("More alike than chance?", anchor="alike")
    found = quadrant_view.get_alikeness()
    chart_display.show_paragraphs(
        text("quadrant_alikeness"), plain_markdown(alikeness_sentence(found))
    )
    st.table(arrow(authority_rows.alikeness_rows(found)), hide_index=True)
    st.caption(
        "Spread inside: the mean variance over the indicators, in squared standard deviations of "
        "English districts, each district counting once. Allowing for many tests: after Benjamini "
        "and Hochberg. Greater London is tested with the others."
    )


def _apart() -> None:
    """London and the devolved governments: each by itself, never in a row with the others."""
    st.header("Not beside them: London and the devolved governments", anchor="apart")
    london = quadrant_view.get_quadrant(LONDON)
    with st.container(border=True):
        st.subheader("Greater London", anchor=False)
        sentences = (london.sentence, london.understanding_sentence, london.leverage_sentence)
        chart_display.show_paragraphs(*map(plain_markdown, sentences))
        _link(london)
    for code in DEVOLVED:
        one = quadrant_view.get_quadrant(code)
        with st.container(border=True):
            st.subheader(plain_markdown(sentence_start(one.name)), anchor=False)
            chart_display.show_paragraphs(
                plain_markdown(one.sentence), plain_markdown(one.understanding_sentence)
            )
            _link(one)


def _link(one: Quadrant) -> None:
    st.page_link(
        router.page_of(QUADRANT),
        label=f"{plain_markdown(one.name)} in the quadrant",
        query_params={**place_parameters(one.code), LENS: "evidence"},
    )
