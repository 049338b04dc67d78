"""The screens of a phone where something is chosen, ticked, ranked or rated; each kept at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from placelib.markdown import plain_markdown
from placelib.ui.workshop.screen_parts import (
    KEPT,
    find_step,
    keep,
    list_present,
    name_key,
    show_end,
    show_last_screen,
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


def show_choice(room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]) -> None:
    """A button for each option, one of which is chosen."""
    chosen = next((ballot.choice for ballot in list_present(question, mine)), None)
    for index, option in enumerate(list_choices(question)):
        if _press(question, option, index, is_chosen=index == chosen) and keep(
            room, question, voter, [Answer(choice=index)]
        ):
            st.rerun()
    show_end(question, is_saved=chosen is not None, hint="Tap the answer nearest to yours.")


def show_several(
    room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]
) -> None:
    """A button for each option; a second tap takes it out again."""
    st.markdown(f"# {plain_markdown(question.prompt)}")
    chosen = {ballot.item for ballot in list_present(question, mine)}
    for index, option in enumerate(list_choices(question)):
        item = str(index)
        if _press(question, option, index, is_chosen=item in chosen):
            # What was not chosen is, and what was chosen is not any more.
            answers = [Answer(each) for each in sorted(chosen ^ {item})]
            if keep(room, question, voter, answers):
                st.rerun()
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
        if index not in order and _press(question, option, index, is_chosen=False):
            order = [*order, index]
            rest = [left for left in range(len(options)) if left not in order]
            if len(rest) == 1:
                # The last has the last place, and needs no tap.
                order += rest
            answers = [Answer(str(item), choice=rank) for rank, item in enumerate(order)]
            if len(order) < len(options) or keep(room, question, voter, answers):
                st.session_state[key] = order
                st.rerun()
    if (
        order
        and question.is_open
        and st.button("Start again", key=f"again {name_key(question)}", width="stretch")
    ):
        st.session_state[key] = []
        st.rerun()
    is_saved = len(order) == len(options)
    hint = f"Tap what comes {'next' if order else 'first'}. It is saved when all are in order."
    show_end(question, is_saved=is_saved, hint=hint)


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
        is_chosen = steps.get(condition) == value
        if _press(question, label, f"{condition} {value}", is_chosen=is_chosen) and keep(
            room, question, voter, [Answer(condition, up=value)]
        ):
            st.rerun()
    st.markdown(KEPT if condition in steps else "How far has our partnership come?")
    show_ways(question, step, len(conditions), can_go_on=True)


def _press(question: WorkshopQuestion, label: str, key: object, *, is_chosen: bool) -> bool:
    """A button as wide as the phone; a chosen one has a tick and stands out."""
    words = plain_markdown(label)
    return st.button(
        f"✓ {words}" if is_chosen else words,
        key=f"option {name_key(question, key)}",
        width="stretch",
        type="primary" if is_chosen else "secondary",
        disabled=not question.is_open,
    )
