"""The third step of a quick view: what the figures are, with a guess in every field."""

from __future__ import annotations

import streamlit as st

from placelib.markdown import plain_markdown
from placelib.quickview.description import (
    DIRECTIONS,
    KINDS,
    LONGEST_SOURCE,
    LONGEST_TITLE,
    LONGEST_UNIT,
    UNITS,
    Description,
    find_faults,
)
from placelib.quickview.disclosure import ANSWERS, count_small
from placelib.quickview.measures import Measure
from placelib.ui.quick_view.reading import read_with_progress
from placelib.ui.quick_view.state import QuickView, Upload, set_kinds


def show_describe_step(view: QuickView) -> None:
    """Title, unit, rate or count, direction, source, and a question on small counts."""
    upload = view.upload
    assert upload is not None
    if not upload.measures:
        st.info("There is no figure to describe yet. Go back to step 2 and put the reading right.")
        return
    show_measure_choice(view)
    measure = view.current()
    description = _show_fields(upload, measure, view.description(measure))
    wrong = find_faults(description)
    if "title" in wrong and not description.title:
        st.error(wrong["title"])
    small = count_small(upload.reading, measure, description)
    if small:
        description = _ask_about_small(upload, measure, description, small)
    if st.button("Show it", type="primary", key="quick show"):
        for sentence in wrong.values():
            st.error(plain_markdown(sentence))
        if not wrong:
            _take(view, upload, measure, description)


def show_measure_choice(view: QuickView) -> None:
    """Which measure of the file is meant, where it has several."""
    upload = view.upload
    assert upload is not None
    if len(upload.measures) < 2:
        return
    by_key = {measure.key: measure for measure in upload.measures}
    key = f"quick measure {upload.key}"
    st.session_state[key] = view.current().key
    st.selectbox(
        f"Measure ({len(by_key):,} in the file)", list(by_key), key=key,
        format_func=lambda key: f"{by_key[key].name} ({by_key[key].figures:,} figures)",
        on_change=_set_measure, args=(view, key),
    )  # fmt: skip


def _set_measure(view: QuickView, key: str) -> None:
    view.measure = st.session_state[key]


def _show_fields(upload: Upload, measure: Measure, first: Description) -> Description:
    """The fields, each with what is known or guessed."""
    mine = f"{upload.key} {measure.key}"
    title = st.text_input(
        "Title: what the figures are",
        first.title,
        max_chars=LONGEST_TITLE,
        key=f"quick title {mine}",
    )
    kind = st.radio(
        "Rate or count?", list(KINDS), list(KINDS).index(first.kind),
        format_func=lambda kind: plain_markdown(KINDS[kind]), key=f"quick kind {mine}",
    )  # fmt: skip
    left, right = st.columns(2, gap="medium")
    units = list(dict.fromkeys([first.unit, *UNITS]))
    with left:
        unit = st.selectbox(
            "Unit (choose, or type your own)", units, accept_new_options=True,
            key=f"quick unit {mine}",
        )  # fmt: skip
    with right:
        direction = st.selectbox(
            "Is higher better?", list(DIRECTIONS), list(DIRECTIONS).index(first.direction),
            format_func=lambda direction: DIRECTIONS[direction], key=f"quick direction {mine}",
        )  # fmt: skip
    source = st.text_input(
        "Source: who published the figures, and when", first.source, max_chars=LONGEST_SOURCE,
        placeholder="such as: council return, June 2023", key=f"quick source {mine}",
    )  # fmt: skip
    return Description(
        title=title.strip(),
        unit=(unit or "")[:LONGEST_UNIT],
        kind=kind,
        direction=direction,
        source=source.strip(),
        small=first.small,
    )


def _ask_about_small(
    upload: Upload, measure: Measure, description: Description, small: int
) -> Description:
    first = description.small or "hide"
    with st.container(border=True):
        answer = st.radio(
            "1 figure is a count from 1 to 9. Could it point to a person?"
            if small == 1
            else f"{small:,} figures are counts from 1 to 9. Could they point to a person?",
            list(ANSWERS), list(ANSWERS).index(first), format_func=ANSWERS.__getitem__,
            key=f"quick small {upload.key} {measure.key}",
        )  # fmt: skip
        st.caption(
            "Small counts of people can reveal who is meant, above all on a screen that others "
            "see. Hidden ones may still follow from totals: check before you share."
        )
    return Description(
        title=description.title,
        unit=description.unit,
        kind=description.kind,
        direction=description.direction,
        source=description.source,
        small=answer or "hide",
    )


def _take(view: QuickView, upload: Upload, measure: Measure, description: Description) -> None:
    """Keep the description and show the measure; former areas are added up where it is a count."""
    view.descriptions[measure.key] = description
    reading, answers = upload.reading, set_kinds(upload.answers, measure, description.kind)
    has_former = bool(reading.summed or reading.successions)
    if has_former and answers != upload.answers:
        again = read_with_progress(upload.name, upload.data, answers, view.done)
        if again.verdict != "refuse":
            view.accept(upload.name, upload.data, answers, again)
    view.step = "view"
    st.rerun()
