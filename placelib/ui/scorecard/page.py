"""The Scorecard page: what moved, what did not, and what could not be seen; saved as a link."""

from __future__ import annotations

import streamlit as st

from placelib.areas.naming import name_for_file
from placelib.charts.theme import theme
from placelib.errors import BadScorecard
from placelib.markdown import plain_markdown
from placelib.scorecard.records import (
    MOST_MEASURES,
    Scorecard,
    read_scorecard_file,
    write_scorecard_file,
    write_scorecard_link,
)
from placelib.shared_document import ENDING
from placelib.ui.components import chart_display, first_screen, present_mode
from placelib.ui.components.chart_block import ChartBlock, build_notes
from placelib.ui.components.share import show_share
from placelib.ui.scorecard.agreement import show_agreement
from placelib.ui.scorecard.link_state import keep_card, note_refusal, read_card, take_refusal
from placelib.urls import AREA, CARD, SCORECARD
from placelib.views import indicator_notes, scorecard_html, scorecard_rows, scorecard_text
from placelib.views import place as place_view
from placelib.views import scorecard as scorecard_view
from placelib.views.export_collector import ExportItem
from placelib.views.scorecard import ScorecardContent

_FILE = "scorecard file"


def show_scorecard_page() -> None:
    """The whole page, as its link asks for it."""
    card, problem = read_card()
    content = scorecard_view.build_scorecard(card)
    first_screen.show_title(scorecard_text.write_scorecard_headline(content))
    with first_screen.open_controls(f"{content.area.name} · {len(content.judged)} measures"):
        _show_controls(card)
    problem = problem or take_refusal()
    if problem:
        st.warning(plain_markdown(problem))
    if not content.judged:
        st.info("Choose the measures that you share.")
    else:
        _show_judged(content)
    if present_mode.is_on():
        return
    show_agreement(card, content)
    _show_files(card, content)
    stamped = scorecard_view.stamp_scorecard(card)
    settings = {AREA: card.area, CARD: write_scorecard_link(stamped)}
    show_share(SCORECARD, settings, card.title, _list_items(content))


def _show_controls(card: Scorecard) -> None:
    if present_mode.is_on():
        return
    options = place_view.build_place_options()
    key = "scorecard area"
    st.session_state[key] = card.area

    def move() -> None:
        area = st.session_state[key]
        # What the partners wrote is about their own place, and stays with it.
        slugs = [measure.indicator for measure in card.measures]
        keep_card(scorecard_view.make_scorecard(area, slugs))

    st.selectbox(
        "Place",
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        on_change=move,
        label_visibility="collapsed",
    )
    with first_screen.open_popover("Choose the measures", key="scorecard choice") as is_open:
        if is_open:
            _show_choice(card)


def _show_choice(card: Scorecard) -> None:
    labels = scorecard_view.list_measure_options(card)
    key = "scorecard measures"
    st.session_state[key] = [measure.indicator for measure in card.measures]

    def choose() -> None:
        keep_card(card.choose(tuple(st.session_state[key])))

    st.multiselect(
        f"Measures, up to {MOST_MEASURES}",
        list(labels),
        format_func=lambda slug: labels.get(slug, slug),
        max_selections=MOST_MEASURES,
        placeholder="Choose a measure",
        key=key,
        on_change=choose,
    )


def _show_judged(content: ScorecardContent) -> None:
    chart = scorecard_html.build_changes_chart(
        content.card, dark=chart_display.is_dark(), with_owners=present_mode.is_on_stage()
    )
    block = _build_block(content)
    style = scorecard_html.write_scorecard_style(theme(dark=chart_display.is_dark()))
    html = scorecard_html.build_scorecard_html(content.card, indicator_notes.get_today())
    cards = f"<style>{style}</style>{html}"
    if chart is None:
        first_screen.show_main_chart(block, lambda: st.html(cards), key="scorecard")
        return
    first_screen.show_main_chart(
        block,
        lambda: chart_display.show_chart(
            chart, key="scorecard changes", alternative=block.sentence
        ),
        key="scorecard",
    )
    if present_mode.is_on():
        return
    news = scorecard_text.write_news(content)
    if news:
        lines = "\n".join(f"- {plain_markdown(line)}" for line in news)
        st.info(f"New since this scorecard was saved:\n\n{lines}")
    if content.unknown:
        names = plain_markdown(", ".join(content.unknown))
        st.info(f"Not held here, and left out: {names}.")
    st.header("Each measure, by who holds the lever", anchor=False)
    st.html(cards)
    how = st.expander("How it is judged", key="scorecard method", on_change="rerun")
    if how.open:
        how.markdown(plain_markdown(scorecard_text.describe_method(content)))


def _build_block(content: ScorecardContent) -> ChartBlock:
    indicators = [entry.indicator for entry in content.judged]
    sentence = scorecard_text.write_scorecard_sentence(content)
    return ChartBlock(
        headline=scorecard_text.write_scorecard_headline(content),
        subtitle="Changes since the baseline, each beside the smallest change that its survey "
        "could show here (the grey band). Filled: moved clearly",
        sentence=sentence,
        rows=scorecard_rows.list_scorecard_rows(content),
        notes=build_notes(
            indicators,
            [scorecard_text.describe_method(content)],
            SCORECARD,
            {AREA: content.area.code, CARD: write_scorecard_link(content.card)},
        ),
        name=_name_file(content),
        indicators=indicators,
        figures=scorecard_view.list_figures(content),
        sheet="Scorecard",
    )


def _name_file(content: ScorecardContent) -> str:
    """The name of a file of the scorecard, with its place, without its ending."""
    return f"scorecard-{name_for_file(content.area)}"


def _list_items(content: ScorecardContent) -> list[ExportItem]:
    """The tables for a brief, by who holds the lever, in the columns that a page has room for."""
    tables = scorecard_rows.list_paper_rows(content)
    if not tables:
        return []
    news = tuple(scorecard_text.write_news(content))
    method = (scorecard_text.describe_method(content),)
    return [
        *([ExportItem("New since this scorecard was saved", sentences=news)] if news else []),
        *(ExportItem(heading, rows=tuple(rows)) for heading, rows in tables.items()),
        ExportItem("How each measure is judged", sentences=method),
    ]


def _show_files(card: Scorecard, content: ScorecardContent) -> None:
    st.header("Save it, or open a saved one", anchor=False)
    st.download_button(
        "Save to go on with later (JSON)",
        data=lambda: write_scorecard_file(scorecard_view.stamp_scorecard(card)),
        file_name=f"{_name_file(content)}.{ENDING}",
        mime="application/json",
        key="scorecard save",
        on_click="ignore",
    )
    st.file_uploader(
        "A scorecard that was saved as a file",
        type=[ENDING],
        key=_FILE,
        on_change=_open,
        max_upload_size=1,
    )


def _open() -> None:
    upload = st.session_state.get(_FILE)
    if upload is None:
        return
    try:
        keep_card(read_scorecard_file(upload.getvalue()))
    except BadScorecard as problem:
        note_refusal(problem)
