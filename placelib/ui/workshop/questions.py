"""The screens of a phone: what the room is asked now, and those of square, levers and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

import streamlit as st

from placelib.axis_words import KNOWING, POWER
from placelib.errors import PlaceError
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.ui.workshop import (
    choice_screens,
    live_workshops,
    measure_screens,
    workshop_access,
)
from placelib.ui.workshop import phone as room_phone
from placelib.ui.workshop.screen_parts import (
    KEPT,
    LOCKED,
    find_step,
    go_to_step,
    keep_pressed,
    list_present,
    name_key,
    send_answers,
    show_last_screen,
    show_refusal,
    show_ways,
)
from placelib.views.workshop_options import name_placed
from placelib.workshop import votes
from placelib.workshop.answer_rules import list_placed
from placelib.workshop.records import (
    FEWEST,
    LEVERS,
    SAY,
    TIERS,
    Answer,
    Ballot,
    QuestionKind,
    Room,
    TextAnswer,
    WorkshopQuestion,
)
from placelib.workshop.texts import LONGEST_ANSWER

_IDEA = (
    "The idea: councils know the place, government has power over money and rules. A combined "
    "authority at its best is better than halfway on both: it bends the line between them."
)


def show_question(room: Room, voter: str) -> None:
    """The question that the room is asked now."""
    question_now = room.workshop.question
    cast, texts = votes.read_mine(live_workshops.open_workshops(), room.workshop, voter)
    mine = [ballot for ballot in cast if ballot.position == question_now.position]
    show_refusal(question_now)
    if question_now.round == 2:
        st.markdown(
            "**Second vote.** Think again after what was said, and answer as you see it. Until "
            f"{FEWEST} people have answered again, the screen keeps the first vote."
        )
    match question_now.kind:
        case QuestionKind.PLACEMENT:
            _show_placement(room, question_now, voter, mine)
        case QuestionKind.LEVERS:
            _show_levers(room, question_now, voter, mine)
        case QuestionKind.POLL:
            st.markdown(f"# {plain_markdown(question_now.prompt)}")
            st.caption(_IDEA)
            choice_screens.show_single_choice(room, question_now, voter, mine)
        case QuestionKind.CHOICE | QuestionKind.SCALE | QuestionKind.HOLDER:
            st.markdown(f"# {plain_markdown(question_now.prompt)}")
            choice_screens.show_single_choice(room, question_now, voter, mine)
        case QuestionKind.SEVERAL:
            choice_screens.show_several(room, question_now, voter, mine)
        case QuestionKind.RANKING:
            choice_screens.show_ranking(room, question_now, voter, mine)
        case QuestionKind.CONDITIONS:
            choice_screens.show_conditions(room, question_now, voter, mine)
        case QuestionKind.MEASURES:
            measure_screens.show_measures(room, question_now, voter, mine)
        case QuestionKind.FIGURE:
            measure_screens.show_figure(room, question_now, voter, mine)
        case QuestionKind.WORDS:
            of_question = [text for text in texts if text.position == question_now.position]
            _show_text(room, question_now, voter, of_question)
        case _:
            assert_never(question_now.kind)


def _show_placement(
    room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]
) -> None:
    names = name_placed(question, workshop_access.list_tier_names(room))
    items = list(names)
    placed, before = (
        {
            ballot.item: (ballot.across or 0, ballot.up or 0)
            for ballot in mine
            if (ballot.round == question.round) == is_now
        }
        for is_now in (True, False)
    )
    step = find_step(question, [item in placed for item in items])
    if not question.is_open or step == len(items):
        _show_own_picture(question, list(names.values()), [placed.get(item) for item in items])
        show_ways(question, step, len(items), can_go_on=True)
        return
    item = items[step]
    name = names[item]
    st.markdown(f"# Where does {plain_markdown(name)} stand?")
    others = [
        (sentence_start(names[beside]), placed[beside], number, False)
        for number, beside in enumerate(items)
        if beside in placed and beside != item
    ]
    if item in before:
        others.append(("your first vote", before[item], step, True))
    place = room_phone.read_tap(
        f"square {name_key(question, item)}",
        f"Where {name} stands: across, how well it knows the place; up, its power over money and "
        "rules. The two sliders below do the same.",
        placed.get(item),
        step,
        others,
    )
    if place and place != placed.get(item):
        answer = Answer(item, across=place[0], up=place[1])
        if send_answers(room, question, voter, [answer]):
            placed[item] = place
    st.markdown(KEPT if item in placed else "Tap the square where you would put it.")
    first = [Answer(item, *before[item]) for item in items if item in before.keys() - placed.keys()]
    _offer_first_answers(room, question, voter, first, step, len(items))
    show_ways(question, step, len(items), can_go_on=item in placed)


def _offer_first_answers(
    room: Room,
    question: WorkshopQuestion,
    voter: str,
    first: Sequence[Answer],
    step: int,
    steps: int,
) -> None:
    """In a second vote: keep the first answer for the tier of this screen, or for all at once.

    ``first`` are the first answers to what has none yet in this vote.
    """
    item = list_placed(question)[step]

    def keep(answers: Sequence[Answer], next_step: int) -> None:
        if keep_pressed(room, question, voter, answers):
            go_to_step(question, next_step)

    here = [answer for answer in first if answer.item == item]
    if here:
        st.button(
            "Keep my first answer",
            width="stretch",
            key=f"keep {name_key(question, item)}",
            on_click=keep,
            args=(here, step + 1),
        )
    if here and len(first) == steps:
        st.button(
            f"Keep all {steps} of my first answers",
            width="stretch",
            key=f"keep all {name_key(question)}",
            on_click=keep,
            args=(first, steps),
        )


def _show_own_picture(
    question: WorkshopQuestion, names: Sequence[str], places: Sequence[room_phone.Place | None]
) -> None:
    ballots = [
        (sentence_start(names[index]), place, index, False)
        for index, place in enumerate(places)
        if place
    ]
    st.markdown("# Your picture" if ballots else "# No answer from this phone")
    if ballots:
        label = "; ".join(
            f"{name}: {KNOWING} {place[0]}, {POWER} {place[1]}" for name, place, _, _ in ballots
        )
        room_phone.read_tap(
            f"picture {name_key(question, len(ballots))}", label, None, 0, ballots, locked=True
        )
    if question.is_open:
        st.markdown("✓ Thank you, all saved. Go back to change it until the question is locked.")
    else:
        st.markdown(LOCKED)


def _show_levers(
    room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]
) -> None:
    names = workshop_access.list_tier_names(room)
    halves = {ballot.item: ballot.up for ballot in list_present(question, mine)}
    levers = list(LEVERS)
    complete = [all(f"{lever}/{tier}" in halves for tier in TIERS) for lever in levers]
    step = find_step(question, complete)
    if not question.is_open or step == len(levers):
        show_last_screen(question, sum(complete), len(levers), "levers")
        return
    lever = levers[step]
    st.markdown(f"# {LEVERS[lever]}: how much of this lever does each hold?")
    answers = []
    for tier in TIERS:
        item = f"{lever}/{tier}"
        key = f"lever {name_key(question, item)}"
        st.session_state.setdefault(key, halves.get(item))
        st.segmented_control(
            sentence_start(names[tier]),
            list(SAY),
            required=halves.get(item) is not None,
            default=None,
            format_func=lambda value: SAY[value],
            key=key,
            wrap=True,
            disabled=not question.is_open,
        )
        choice = st.session_state[key]
        if choice is not None and choice != halves.get(item):
            answers.append(Answer(item, up=choice))
    if answers and send_answers(room, question, voter, answers):
        halves |= {answer.item: answer.up for answer in answers}
    done = all(f"{lever}/{tier}" in halves for tier in TIERS)
    st.markdown(KEPT if done else "A guess is fine: the room’s view is the sum of many.")
    show_ways(question, step, len(levers), can_go_on=True)


def _show_text(
    room: Room, question: WorkshopQuestion, voter: str, texts: Sequence[TextAnswer]
) -> None:
    st.markdown(f"# {plain_markdown(question.prompt)}")
    mine = texts[0].text if texts else ""
    if not question.is_open:
        st.markdown(f"You wrote: {plain_markdown(mine)}" if mine else "")
        st.markdown(LOCKED)
        return
    with st.form(f"words {question.position} {question.epoch}", border=False):
        text = st.text_area(
            "Your answer, in a sentence",
            mine,
            max_chars=LONGEST_ANSWER,
            key=f"text {question.position} {question.epoch}",
            height=140,
        )
        sent = st.form_submit_button("Send", width="stretch", type="primary")
    st.caption("The facilitator reads it first. Please name nobody.")
    if sent:
        try:
            workshop_access.keep_words(room, question, voter, text)
        except PlaceError as refused:
            st.warning(plain_markdown(str(refused)))
            return
    if sent or mine:
        st.markdown(KEPT)
