"""The screens of a phone where something is chosen, ticked, ranked or rated; each kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from placelib.markdown import plain_markdown
from placelib.ui.workshop.screen_parts import (
    KEPT,
    find_step,
    keep_option,
    keep_pressed,
    list_present,
    name_key,
    show_end,
    show_last_screen,
    show_option,
    show_ways,
)
from placelib.views.workshop_options import CONDITION_WORDS, list_choices
from placelib.workshop.records import (
    CONDITIONS,
    PROGRESS,
    Answer,
    Ballot,
    Room,
    WorkshopQuestion,
)


def show_single_choice(
    room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]
) -> None:
    """A button for each option, one of which is chosen."""
    chosen = next((ballot.choice for ballot in list_present(question, mine)), None)
    for index, option in enumerate(list_choices(question)):
        press = partial(keep_pressed, room, question, voter, [Answer(choice=index)])
        show_option(question, option, index, press, is_chosen=index == chosen)
    show_end(question, is_saved=chosen is not None, hint="Tap the answer nearest to yours.")


def show_several(
    room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]
) -> None:
    """A button for each option; a second tap takes it out again."""
    st.markdown(f"# {plain_markdown(question.prompt)}")
    chosen = {ballot.item for ballot in list_present(question, mine)}
    for index, option in enumerate(list_choices(question)):
        is_chosen = str(index) in chosen
        press = partial(keep_option, room, question, voter, str(index), is_picked=not is_chosen)
        show_option(question, option, index, press, is_chosen=is_chosen)
    show_end(question, is_saved=bool(chosen), hint="Tap all that fit. A second tap takes one out.")


def show_ranking(
    room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]
) -> None:
    """The options are tapped in their order; once all have a rank, the ranking is kept."""
    st.markdown(f"# {plain_markdown(question.prompt)}")
    saved = sorted(list_present(question, mine), key=lambda ballot: ballot.choice or 0)
    key = f"ranking {name_key(question)}"
    order: list[int] = st.session_state.setdefault(key, [int(ballot.item) for ballot in saved])
    options = list_choices(question)
    if order:
        st.markdown(
            "\n".join(
                f"{rank}. {plain_markdown(options[index])}"
                for rank, index in enumerate(order, start=1)
            )
        )
    for index, option in enumerate(options):
        if index not in order:
            press = partial(_rank_option, room, question, voter, index)
            show_option(question, option, index, press, is_chosen=False)
    if order and question.is_open:
        st.button(
            "Start again",
            key=f"again {name_key(question)}",
            width="stretch",
            on_click=order.clear,
        )
    is_saved = len(order) == len(options)
    hint = f"Tap what comes {'next' if order else 'first'}. It is saved when all are in order."
    show_end(question, is_saved=is_saved, hint=hint)


def _rank_option(room: Room, question: WorkshopQuestion, voter: str, index: int) -> None:
    """Give an option the next rank when its button is pressed; a whole ranking is kept."""
    key = f"ranking {name_key(question)}"
    order: list[int] = st.session_state[key]
    if index in order:
        # A second tap on the same button, sent before the first was answered.
        return
    longer = [*order, index]
    rest = [option for option in range(len(list_choices(question))) if option not in longer]
    if len(rest) == 1:
        # The last has the last place, and needs no tap.
        longer += rest
    answers = [Answer(str(item), choice=rank) for rank, item in enumerate(longer)]
    if len(rest) > 1 or keep_pressed(room, question, voter, answers):
        st.session_state[key] = longer


def show_conditions(
    room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]
) -> None:
    """A screen for each of the five conditions, with a button for each step."""
    steps = {ballot.item: ballot.up for ballot in list_present(question, mine)}
    conditions = list(CONDITIONS)
    step = find_step(question, [condition in steps for condition in conditions])
    if not question.is_open or step == len(conditions):
        show_last_screen(question, len(steps), len(conditions))
        return
    condition = conditions[step]
    st.markdown(f"# {CONDITIONS[condition]}")
    st.markdown(CONDITION_WORDS[condition])
    for value, label in PROGRESS.items():
        press = partial(keep_pressed, room, question, voter, [Answer(condition, up=value)])
        is_chosen = steps.get(condition) == value
        show_option(question, label, f"{condition} {value}", press, is_chosen=is_chosen)
    st.markdown(KEPT if condition in steps else "How far has our partnership come?")
    show_ways(question, step, len(conditions), can_go_on=True)
