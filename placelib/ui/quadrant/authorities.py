"""The page of all combined authorities: two strips, the chart, the pairs, a table; no ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from placelib.api_addresses import write_quadrants_address
from placelib.areas.registry import DEVOLVED
from placelib.exports.spreadsheets import write_csv
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.model import LONDON
from placelib.quadrant import Quadrant
from placelib.quadrant.across_sentences import (
    describe_chance_tests,
    describe_leverages,
    describe_pairs,
    describe_understandings,
    describe_verdicts,
)
from placelib.quadrant.leverage_text import write_devolved_sentence
from placelib.quadrant.sentences import describe_leverage, describe_understanding, explain_bend
from placelib.ui import router
from placelib.ui.components import chart_display, first_screen, page_parts, present_mode
from placelib.ui.components.chart_block import ChartBlock, build_notes, show_chart_block
from placelib.ui.components.fragments import rerun_alone
from placelib.ui.components.share import show_share
from placelib.ui.quadrant import new_bodies
from placelib.ui.quadrant.evidence import MONEY_SOURCE
from placelib.urls import AUTHORITIES, LENS, QUADRANT, place_parameters
from placelib.views import quadrant as quadrant_view
from placelib.views import quadrant_charts, quadrant_rows, snapshot_records
from placelib.views.sources import credit_briefly
from placelib.views.table_rows import build_arrow_table

# In their order on the page: the anchor of the heading, and its name in the list of parts.
_PARTS = {
    "understanding": "How well figures fit",
    "leverage": "Pounds decided",
    "both": "Both together",
    "pairs": "Which of them differ?",
    "table": "In numbers",
    "chance": "More than chance?",
    "new": "New and planned",
    "apart": "London and the devolved",
    "share": "Share and export",
}


def show_authorities_page() -> None:
    """The whole page, in order of name throughout."""
    quadrants = quadrant_view.list_authorities()
    first_screen.show_title(_write_title(quadrants))
    if present_mode.is_on():
        _show_chart(quadrants)
        return
    body = new_bodies.read_body()
    if body != new_bodies.NO_BODY:
        # Whoever followed a link to a new body sees it before anything else.
        new_bodies.show_new_bodies()
    _show_understanding(quadrants)
    _show_leverage(quadrants)
    _show_chart(quadrants)
    _show_pairs(quadrants)
    _show_table(quadrants)
    _show_chance()
    if body == new_bodies.NO_BODY:
        new_bodies.show_new_bodies()
    _show_apart()
    show_share(AUTHORITIES, new_bodies.read_body_settings(), "All combined authorities at once")


def _write_title(quadrants: Sequence[Quadrant]) -> str:
    bends = any(quadrant.verdict == "bends the line" for quadrant in quadrants)
    return (
        "Some combined authorities are better than halfway on both: they bend the line"
        if bends
        else "No combined authority is clearly better than halfway on both"
    )


def _show_understanding(quadrants: Sequence[Quadrant]) -> None:
    st.header("How well their figures fit their councils", anchor="understanding")
    sentence = describe_understandings(quadrants)
    with first_screen.open_picture():
        chart_display.show_chart(
            quadrant_charts.build_understanding_strip(dark=chart_display.is_dark()),
            key="understanding strip",
            alternative=sentence,
        )
    page_parts.show_page_parts(_PARTS)
    st.markdown(plain_markdown(sentence))
    st.caption(
        "Dot: how much closer the authority’s averages are than England’s. Bar: what it could be "
        "with other figures of the same kinds. Grey: as many neighbouring districts picked at "
        "random, with their middle. Each is for all its councils together; a council’s own page "
        "reads that council alone. In order of name: no ranking."
    )


def _show_leverage(quadrants: Sequence[Quadrant]) -> None:
    st.header("Pounds they decide of every £100", anchor="leverage")
    sentence = describe_leverages(quadrants)
    st.markdown(plain_markdown(sentence))
    chart_display.show_chart(
        quadrant_charts.build_leverage_strip(dark=chart_display.is_dark()),
        key="leverage strip",
        alternative=sentence,
    )
    st.caption(
        "Dot: what the authority decides. Bar: range of readings. Arrow: the largest documented "
        "sum to come. Diamonds: the devolved governments, for scale and not beside authorities."
    )


def _show_chart(quadrants: Sequence[Quadrant]) -> None:
    sentence = describe_verdicts(quadrants)
    catalogue = snapshot_records.get_catalogue()
    chosen = snapshot_records.get_evidence().matrix.chosen
    indicators = [catalogue[choice.slug] for choice in chosen]
    specification = quadrant_charts.build_authorities_chart(dark=chart_display.is_dark())
    block = ChartBlock(
        headline=_write_title(quadrants),
        subtitle=(
            "Each point an authority, in its likely range across and its range of readings up. "
            f"Those without money figures have no point. {quadrant_charts.describe_numbers(None)}"
        ),
        sentence=sentence,
        rows=quadrant_view.build_all_quadrant_rows(),
        notes=build_notes(indicators, [sentence, MONEY_SOURCE], AUTHORITIES, {}),
        name="quadrant-authorities-and-councils",
        indicators=indicators,
        records_address=write_quadrants_address(),
    )

    def draw_chart() -> None:
        chart_display.show_chart(specification, key="authorities chart", alternative=sentence)

    if present_mode.is_on():
        if present_mode.is_on_stage():
            # Nobody can point at a mark there to learn whose it is.
            numbers = quadrant_charts.describe_numbers(None)
            unplaced = quadrant_charts.describe_unplaced()
            words = " ".join(filter(None, (numbers, unplaced, credit_briefly(indicators))))
            block = replace(block, origin=words)
        show_chart_block(block, draw_chart, key="authorities")
        return
    st.header("Both together", anchor="both")
    first_screen.show_further_chart(
        block, draw_chart, key="authorities", further_source=MONEY_SOURCE
    )
    st.caption("The downloads also hold London and every council.")


def _show_pairs(quadrants: Sequence[Quadrant]) -> None:
    st.header("Which of them differ?", anchor="pairs")
    pairs = quadrant_view.list_pairs()
    sentence = describe_pairs(pairs)
    st.markdown(plain_markdown(sentence))
    rows = quadrant_rows.list_pair_rows(
        pairs, {quadrant.code: quadrant.name for quadrant in quadrants}
    )
    chart_display.show_table(rows, key="pairs", name="quadrant-pairs", notes=[sentence])


@rerun_alone
def _show_table(quadrants: Sequence[Quadrant]) -> None:
    st.header("In numbers", anchor="table")
    rows = quadrant_rows.list_authority_rows(quadrants)
    numbers = st.expander(
        f"{len(rows)} authorities in order of name, every figure",
        key="close authorities in numbers",
        on_change="rerun",
    )
    links = st.expander(
        "Open an authority’s own quadrant", key="close authorities to open", on_change="rerun"
    )
    if numbers.open:
        with numbers:
            _show_numbers(rows)
    if links.open:
        with links, st.container(horizontal=True, gap="small"):
            for quadrant in quadrants:
                _show_link(quadrant, quadrant.name)


def _show_numbers(rows: list[dict[str, Any]]) -> None:
    st.markdown(
        "In order of name. A column can be sorted by its heading; where likely ranges overlap, an "
        "order made that way is not a finding."
    )
    st.dataframe(
        build_arrow_table(rows), hide_index=True, width="stretch", height="content", placeholder="–"
    )
    st.download_button(
        f"Download {len(rows)} rows (CSV)",
        data=lambda: write_csv(quadrant_rows.convert_rows_to_text(rows)),
        file_name="quadrant-authorities.csv",
        mime="text/csv",
        on_click="ignore",
    )


@rerun_alone
def _show_chance() -> None:
    st.header("More than chance?", anchor="chance")
    tested = [quadrant for quadrant in quadrant_view.list_all_quadrants() if quadrant.is_authority]
    st.markdown(plain_markdown(describe_chance_tests(tested)))
    opened = st.expander(
        f"The test of each of the {len(tested)}", key="chance tests", on_change="rerun"
    )
    if opened.open:
        with opened:
            st.table(build_arrow_table(quadrant_rows.list_chance_rows(tested)), hide_index=True)
            st.caption(
                "As high: the share of 3,000 random groups of as many touching districts with at "
                "least this understanding. Allowing for all: after Benjamini and Hochberg. Like "
                "districts are of the same types, such as metropolitan districts."
            )


@rerun_alone
def _show_apart() -> None:
    """London and the devolved governments: each by itself, never in a row with the others."""
    st.header("Not beside them: London and the devolved governments", anchor="apart")
    london = quadrant_view.get_quadrant(LONDON)
    marks = {mark.code: mark for mark in quadrant_view.list_devolved_marks()}
    _show_one_apart("Greater London", london, describe_leverage(london))
    for code in DEVOLVED:
        nation = quadrant_view.get_quadrant(code)
        mark = marks.get(code)
        leverage = write_devolved_sentence([mark]) if mark else ""
        _show_one_apart(sentence_start(nation.name), nation, leverage)


def _show_one_apart(name: str, quadrant: Quadrant, leverage: str) -> None:
    opened = st.expander(
        plain_markdown(name), key=f"close apart {quadrant.code}", on_change="rerun"
    )
    if opened.open:
        with opened:
            lines = (explain_bend(quadrant), describe_understanding(quadrant), leverage)
            chart_display.show_paragraphs(*map(plain_markdown, lines))
            _show_link(quadrant, f"{quadrant.name} in the quadrant")


def _show_link(quadrant: Quadrant, label: str) -> None:
    st.page_link(
        router.get_page(QUADRANT),
        label=plain_markdown(label),
        query_params={**place_parameters(quadrant.code), LENS: "evidence"},
    )
