"""The screens of a phone: placing a tier, a lever, the poll, a few words; each kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

import streamlit as st

from placelib.errors import PlaceError
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.quadrant.idea import ANSWERS
from placelib.ui.workshop import live_workshops, workshop_access
from placelib.ui.workshop import phone as room_phone
from placelib.workshop import votes
from placelib.workshop.records import LEVERS, SAY, TIERS, Ballot, Room, TextAnswer, WorkshopQuestion
from placelib.workshop.texts import LONGEST_ANSWER
from placelib.workshop.votes import Answer

_LOCKED = "Answers are locked. Look at the screen in the room."
_KEPT = "✓ Saved. You can change it until it is locked."


def question(room: Room, voter: str) -> None:
    """The question that the room is asked now."""
    question_now = room.workshop.question
    cast, texts = votes.mine(live_workshops.open_workshops(), room.workshop, voter)
    mine = [ballot for ballot in cast if ballot.position == question_now.position]
    if question_now.round == 2:
        st.markdown("**Second vote.** Think again after what was said, and answer as you see it.")
    if question_now.kind == "placement":
        _placement(room, question_now, voter, mine)
    elif question_now.kind == "levers":
        _levers(room, question_now, voter, mine)
    elif question_now.kind == "poll":
        _poll(room, question_now, voter, mine)
    elif question_now.kind == "words":
        _words(
            room,
            question_now,
            voter,
            [text for text in texts if text.position == question_now.position],
        )
    else:
        assert_never(question_now.kind)


def _placement(room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]) -> None:
    names = workshop_access.names(room)
    placed = {
        ballot.item: (ballot.across or 0, ballot.up or 0)
        for ballot in mine
        if ballot.round == question.round
    }
    before = {
        ballot.item: (ballot.across or 0, ballot.up or 0)
        for ballot in mine
        if ballot.round < question.round
    }
    step = _step(question, [tier in placed for tier in TIERS])
    if not question.is_open or step == len(TIERS):
        _my_picture(question, names_of_tiers=[names[tier] for tier in TIERS], placed=placed)
        _ways(question, step, len(TIERS), can_go_on=True)
        return
    tier = TIERS[step]
    name = names[tier]
    st.markdown(f"# Where does {plain_markdown(name)} stand?")
    others = [
        (sentence_start(names[beside]), placed[beside], TIERS.index(beside), False)
        for beside in TIERS
        if beside in placed and beside != tier
    ]
    if tier in before:
        others.append(("your first vote", before[tier], step, True))
    place = room_phone.tap(
        f"square {question.position} {question.round} {question.epoch} {tier}",
        f"Where {name} stands: across, how well it understands the place; up, how much leverage "
        "it has. The two sliders below do the same.",
        placed.get(tier),
        step,
        others,
    )
    if place and place != placed.get(tier):
        answer = Answer(tier, across=place[0], up=place[1])
        if _keep(room, question, voter, [answer]):
            placed[tier] = place
    st.markdown(_KEPT if tier in placed else "Tap the square where you would put it.")
    _ways(question, step, len(TIERS), can_go_on=tier in placed)


def _my_picture(
    question: WorkshopQuestion, names_of_tiers: Sequence[str], placed: dict[str, room_phone.Place]
) -> None:
    st.markdown("# Your picture" if placed else "# No answer from this phone")
    ballots = [
        (sentence_start(names_of_tiers[index]), placed[tier], index, False)
        for index, tier in enumerate(TIERS)
        if tier in placed
    ]
    if ballots:
        places = "; ".join(
            f"{name}: understanding {place[0]}, leverage {place[1]}"
            for name, place, _, _ in ballots
        )
        name = f"picture {question.position} {question.round} {question.epoch} {len(ballots)}"
        room_phone.tap(name, places, None, 0, ballots, locked=True)
    if question.is_open:
        st.markdown("✓ Thank you, all saved. Go back to change it until the question is locked.")
    else:
        st.markdown(_LOCKED)


def _levers(room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]) -> None:
    names = workshop_access.names(room)
    halves = {ballot.item: ballot.up for ballot in mine if ballot.round == question.round}
    levers = list(LEVERS)
    complete = [all(f"{lever}/{tier}" in halves for tier in TIERS) for lever in levers]
    step = _step(question, complete)
    if not question.is_open or step == len(levers):
        st.markdown("# Thank you" if question.is_open else f"# {_LOCKED}")
        st.markdown(f"You answered {sum(complete)} of {len(levers)} levers; all is saved.")
        _ways(question, step, len(levers), can_go_on=True)
        return
    lever = levers[step]
    st.markdown(f"# {LEVERS[lever]}: how much of this lever does each hold?")
    answers = []
    for tier in TIERS:
        item = f"{lever}/{tier}"
        key = f"lever {question.position} {question.round} {question.epoch} {item}"
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
    if answers and _keep(room, question, voter, answers):
        halves |= {answer.item: answer.up for answer in answers}
    done = all(f"{lever}/{tier}" in halves for tier in TIERS)
    st.markdown(_KEPT if done else "A guess is fine: the room’s view is the sum of many.")
    _ways(question, step, len(levers), can_go_on=True)


def _poll(room: Room, question: WorkshopQuestion, voter: str, mine: Sequence[Ballot]) -> None:
    chosen = next((ballot.choice for ballot in mine if ballot.round == question.round), None)
    st.markdown("# How does the idea strike you?")
    st.caption(
        "The idea: a combined authority need not stop halfway between local understanding and "
        "national leverage. At its best it goes beyond halfway on both, and bends the line."
    )
    for index, answer in enumerate(ANSWERS):
        pressed = st.button(
            f"✓ {answer}" if index == chosen else answer,
            key=f"poll {question.position} {question.round} {question.epoch} {index}",
            width="stretch",
            disabled=not question.is_open,
        )
        if pressed and _keep(room, question, voter, [Answer(choice=index)]):
            st.rerun()
    if not question.is_open:
        st.markdown(_LOCKED)
    elif chosen is not None:
        st.markdown(_KEPT)


def _words(room: Room, question: WorkshopQuestion, voter: str, texts: Sequence[TextAnswer]) -> None:
    st.markdown(f"# {plain_markdown(question.prompt)}")
    mine = texts[0].text if texts else ""
    if not question.is_open:
        st.markdown(f"You wrote: {plain_markdown(mine)}" if mine else "")
        st.markdown(_LOCKED)
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
        st.markdown(_KEPT)


def _step(question: WorkshopQuestion, done: Sequence[bool]) -> int:
    """The screen of the question: the one this connection is on, or the first without an answer."""
    key = _step_key(question)
    if key not in st.session_state:
        st.session_state[key] = done.index(False) if False in done else len(done)
    return int(st.session_state[key])


def _step_key(question: WorkshopQuestion) -> str:
    return f"screen {question.position} {question.round} {question.epoch}"


def _ways(question: WorkshopQuestion, step: int, steps: int, *, can_go_on: bool) -> None:
    """Back and on, as wide as the phone."""
    if not question.is_open:
        return
    with st.container(horizontal=True, gap="small"):
        st.button(
            "← Back",
            width="stretch",
            disabled=step == 0,
            key=f"back {question.position}",
            on_click=_go,
            args=(question, step - 1),
        )
        if step < steps:
            st.button(
                f"Next → ({step + 1} of {steps})",
                width="stretch",
                disabled=not can_go_on,
                key=f"on {question.position}",
                on_click=_go,
                args=(question, step + 1),
            )


def _go(question: WorkshopQuestion, step: int) -> None:
    st.session_state[_step_key(question)] = step


def _keep(room: Room, question: WorkshopQuestion, voter: str, answers: Sequence[Answer]) -> bool:
    """Keep answers; a refusal is a sentence on the page. True when they were kept."""
    try:
        workshop_access.keep(room, question, voter, answers)
    except PlaceError as refused:
        st.warning(plain_markdown(str(refused)))
        return False
    return True
