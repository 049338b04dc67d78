"""The screens of a phone about indicators: picking those to share, and guessing a figure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.ui.workshop.screen_parts import (
    keep_option,
    list_present,
    name_key,
    send_answers,
    show_end,
    show_option,
)
from placelib.views.workshop_options import (
    find_known_indicator,
    find_published,
    list_topics,
    name_indicator,
    search_choices,
    write_bounds,
    write_unit,
)
from placelib.workshop.question_drafts import read_bounds
from placelib.workshop.records import MOST_PICKS, Answer, Ballot, Room, WorkshopQuestion


def show_measures(
    room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]
) -> None:
    """What was picked, a search box and the topics; a tap picks or takes out, and is kept."""
    st.markdown(f"# {plain_markdown(question.prompt)}")
    picked = [int(ballot.item) for ballot in list_present(question, mine)]
    for option in picked:
        _show_measure(room, question, voter, option, is_picked=True)
    if picked or not question.is_open:
        show_end(question, is_saved=True, hint="")
    if not question.is_open:
        return
    left = MOST_PICKS - len(picked)
    if not left:
        st.markdown(f"You have picked {MOST_PICKS}. Tap one above to take it out for another.")
        return
    st.markdown(f"**{left} more to pick**" if picked else f"**Pick up to {MOST_PICKS}.**")
    for option in _look_up(question):
        if option not in picked:
            _show_measure(room, question, voter, option, is_picked=False)


def _look_up(question: WorkshopQuestion) -> list[int]:
    """The options that fit the search box, else those of the chosen topic."""
    words = st.text_input(
        "Search",
        max_chars=60,
        placeholder="Such as housing, pay or health",
        key=f"search {name_key(question)}",
    )
    if words.strip():
        options = search_choices(question, words)
        if not options:
            st.markdown("No measure has these words. Try fewer, or choose a topic.")
            st.caption("Delete the words to see the topics again.")
        return options
    topics = list_topics(question)
    topic = st.selectbox(
        "Or choose a topic",
        list(topics),
        format_func=sentence_start,
        key=f"topic {name_key(question)}",
    )
    return topics.get(topic, [])


def show_figure(room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]) -> None:
    """A box for a number, which is kept when it is sent."""
    st.markdown(f"# {plain_markdown(question.prompt)}")
    guess = next((ballot.figure for ballot in list_present(question, mine)), None)
    indicator = find_known_indicator(question.options[0])
    if indicator is None:
        st.markdown("This measure is not in today’s data. Tell the facilitator.")
        return
    st.markdown(plain_markdown(indicator.what_it_is))
    low, high = read_bounds(question.options)
    places = indicator.decimals
    with st.form(f"guess {name_key(question)}", border=False):
        typed = st.number_input(
            f"Your guess {write_unit(indicator)}".strip(),
            min_value=low,
            max_value=high,
            value=guess,
            step=10.0**-places,
            format=f"%.{places}f",
            placeholder="A number",
            key=f"figure {name_key(question)}",
            disabled=not question.is_open,
        )
        is_sent = st.form_submit_button(
            "Send", width="stretch", type="primary", disabled=not question.is_open
        )
    published = find_published(room.workshop.area, question.options[0])
    period = f" The newest figure is of {published.period_label}." if published else ""
    st.caption(plain_markdown(f"{write_bounds(indicator, (low, high))}{period}"))
    if (
        is_sent
        and typed is not None
        and send_answers(room, question, voter, [Answer(figure=typed)])
    ):
        guess = typed
    if is_sent and typed is None:
        st.warning("There is no number in the box yet. Type your guess, then press Send.")
    hint = "A wild guess is fine: nobody sees whose it is."
    show_end(question, is_saved=guess is not None, hint=hint)


def _show_measure(
    room: Room, question: WorkshopQuestion, voter: str, option: int, *, is_picked: bool
) -> None:
    """A button that picks a measure, or takes it out again."""
    show_option(
        question,
        name_indicator(question.options[option]),
        # Two buttons: one among the picks, another in the list below.
        f"{option} {is_picked}",
        partial(keep_option, room, question, voter, str(option), is_picked=not is_picked),
        is_chosen=is_picked,
    )
