"""What partners agreed on each measure of a scorecard: boxes to write it in."""

from __future__ import annotations

import streamlit as st

from placelib.content import text
from placelib.formatting import format_date
from placelib.markdown import plain_markdown
from placelib.scorecard.records import (
    MOST_MEASURES,
    Scorecard,
    SharedMeasure,
    WrittenPart,
    read_review_day,
)
from placelib.ui.scorecard.link_state import keep_card
from placelib.views import scorecard as scorecard_view
from placelib.views.scorecard import ScorecardContent

_UNREAD_DAYS = "days of reviews that could not be read"
_WRITTEN: dict[WrittenPart, str] = {
    "aim": "Our aim (optional)",
    "owner": "Who looks after it",
    "review": "Review on (such as 31 March 2027)",
}


def show_agreement(card: Scorecard, content: ScorecardContent) -> None:
    """Baseline, aim, owner and review of each measure, one opened at a time."""
    st.header("What you agreed", anchor=False)
    st.markdown(text("scorecard", most=str(MOST_MEASURES)))
    labels = {entry.indicator.slug: entry.indicator.label for entry in content.judged}
    for measure in card.measures:
        if measure.indicator not in labels:
            continue
        opened = st.expander(
            plain_markdown(labels[measure.indicator]),
            key=f"scorecard {measure.indicator}",
            on_change="rerun",
            type="compact",
        )
        if opened.open:
            with opened:
                _show_measure(card, content, measure)


def _show_measure(card: Scorecard, content: ScorecardContent, measure: SharedMeasure) -> None:
    periods = scorecard_view.list_baseline_periods(content, measure.indicator)
    refused: dict[str, str] = st.session_state.get(_UNREAD_DAYS, {})
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if periods:
            key = f"baseline {measure.indicator}"
            st.session_state[key] = measure.baseline or next(iter(periods))
            st.selectbox(
                "Baseline",
                list(periods),
                format_func=lambda period: periods.get(period, period),
                key=key,
                on_change=_write,
                args=(card, measure.indicator, "baseline", key),
            )
        for name, label in _WRITTEN.items():
            key = f"{name} {measure.indicator}"
            st.session_state[key] = refused.get(key) or _write_part(measure, name)
            st.text_input(
                label,
                key=key,
                max_chars=80,
                on_change=_write,
                args=(card, measure.indicator, name, key),
            )
    if unread := refused.get(f"review {measure.indicator}"):
        st.warning(
            f"“{plain_markdown(unread)}” was not kept: it is no day that can be read. Write day, "
            "month and year, such as 31 March 2027 or 31/03/2027."
        )


def _write_part(measure: SharedMeasure, name: WrittenPart) -> str:
    """A part as its box shows it: a day in words, so that nobody takes its month for its day."""
    words: str = getattr(measure, name)
    return format_date(words) if name == "review" else words


def _write(card: Scorecard, indicator: str, name: WrittenPart, key: str) -> None:
    words: str = st.session_state[key]
    refused: dict[str, str] = st.session_state.setdefault(_UNREAD_DAYS, {})
    refused.pop(key, None)
    if name == "review" and words.strip():
        day = read_review_day(words)
        if day is None:
            refused[key] = words
            return
        words = day.isoformat()
    keep_card(card.write(indicator, name, words))
