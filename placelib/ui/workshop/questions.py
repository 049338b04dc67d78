"""The screens of a phone: placing a tier, a lever, the poll, a few words; each kept at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from placelib.errors import PlaceError
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.quadrant.idea import ANSWERS
from placelib.ui.workshop import live_workshops, workshop_access
from placelib.ui.workshop import phone as room_phone
from placelib.workshop import votes
from placelib.workshop.records import LEVERS, SAY, TIERS, Ballot, Question, Room, TextAnswer
from placelib.workshop.texts import LONGEST_ANSWER
from placelib.workshop.votes import Answer

_LOCKED = "Answers are locked. Look at the screen in the room."
_KEPT = "✓ Saved. You can change it until it is locked."


def question(room: Room, voter: str) -> None:
    """The question that the room is asked now."""
    one = room.workshop.question
    cast, said = votes.mine(live_workshops.open_workshops(), room.workshop, voter)
    mine = [ballot for ballot in cast if ballot.position == one.position]
    if one.round == 2:
        st.markdown("**Second vote.** Think again after what was said, and answer as you see it.")
    if one.kind == "placement":
        _placement(room, one, voter, mine)
    elif one.kind == "levers":
        _levers(room, one, voter, mine)
    elif one.kind == "poll":
        _poll(room, one, voter, mine)
    else:
        _words(room, one, voter, [text for text in said if text.position == one.position])


def _placement(room: Room, one: Question, voter: str, mine: Sequence[Ballot]) -> None:
    names = workshop_access.names(room)
    placed = {
        ballot.item: (ballot.across or 0, ballot.up or 0)
        for ballot in mine
        if ballot.round == one.round
    }
    before = {
        ballot.item: (ballot.across or 0, ballot.up or 0)
        for ballot in mine
        if ballot.round < one.round
    }
    step = _step(one, [tier in placed for tier in TIERS])
    if not one.is_open or step == len(TIERS):
        _my_picture(one, names_of_tiers=[names[tier] for tier in TIERS], placed=placed)
        _ways(one, step, len(TIERS), can_go_on=True)
        return
    tier = TIERS[step]
    name = names[tier]
    st.markdown(f"# Where does {plain_markdown(name)} stand?")
    others = [(sentence_start(names[other]), placed[other], TIERS.index(other), False)
              for other in TIERS if other in placed and other != tier]  # fmt: skip
    if tier in before:
        others.append(("your first vote", before[tier], step, True))
    place = room_phone.tap(
        f"square {one.position} {one.round} {one.epoch} {tier}",
        f"Where {name} stands: across, how well it understands the place; up, how much leverage "
        "it has. The two sliders below do the same.",
        placed.get(tier),
        step,
        others,
    )
    if place and place != placed.get(tier):
        answer = Answer(tier, across=place[0], up=place[1])
        if _keep(room, one, voter, [answer]):
            placed[tier] = place
    st.markdown(_KEPT if tier in placed else "Tap the square where you would put it.")
    _ways(one, step, len(TIERS), can_go_on=tier in placed)


def _my_picture(
    one: Question, names_of_tiers: Sequence[str], placed: dict[str, room_phone.Place]
) -> None:
    st.markdown("# Your picture" if placed else "# No answer from this phone")
    shown = [
        (sentence_start(names_of_tiers[at]), placed[tier], at, False)
        for at, tier in enumerate(TIERS)
        if tier in placed
    ]
    if shown:
        said = "; ".join(
            f"{name}: understanding {place[0]}, leverage {place[1]}" for name, place, _, _ in shown
        )
        name = f"picture {one.position} {one.round} {one.epoch} {len(shown)}"
        room_phone.tap(name, said, None, 0, shown, locked=True)
    if one.is_open:
        st.markdown("✓ Thank you, all saved. Go back to change it until the question is locked.")
    else:
        st.markdown(_LOCKED)


def _levers(room: Room, one: Question, voter: str, mine: Sequence[Ballot]) -> None:
    names = workshop_access.names(room)
    held = {ballot.item: ballot.up for ballot in mine if ballot.round == one.round}
    levers = list(LEVERS)
    complete = [all(f"{lever}/{tier}" in held for tier in TIERS) for lever in levers]
    step = _step(one, complete)
    if not one.is_open or step == len(levers):
        st.markdown("# Thank you" if one.is_open else f"# {_LOCKED}")
        st.markdown(f"You answered {sum(complete)} of {len(levers)} levers; all is saved.")
        _ways(one, step, len(levers), can_go_on=True)
        return
    lever = levers[step]
    st.markdown(f"# {LEVERS[lever]}: how much of this lever does each hold?")
    answers = []
    for tier in TIERS:
        item = f"{lever}/{tier}"
        key = f"lever {one.position} {one.round} {one.epoch} {item}"
        st.session_state.setdefault(key, held.get(item))
        st.segmented_control(
            sentence_start(names[tier]),
            list(SAY),
            required=held.get(item) is not None,
            default=None,
            format_func=lambda value: SAY[value],
            key=key,
            wrap=True,
            disabled=not one.is_open,
        )
        given = st.session_state[key]
        if given is not None and given != held.get(item):
            answers.append(Answer(item, up=given))
    if answers and _keep(room, one, voter, answers):
        held |= {answer.item: answer.up for answer in answers}
    done = all(f"{lever}/{tier}" in held for tier in TIERS)
    st.markdown(_KEPT if done else "A guess is fine: the room’s view is the sum of many.")
    _ways(one, step, len(levers), can_go_on=True)


def _poll(room: Room, one: Question, voter: str, mine: Sequence[Ballot]) -> None:
    chosen = next((ballot.choice for ballot in mine if ballot.round == one.round), None)
    st.markdown("# How does the idea strike you?")
    st.caption(
        "The idea: a combined authority need not stop halfway between local understanding and "
        "national leverage. At its best it goes beyond halfway on both, and bends the line."
    )
    for at, answer in enumerate(ANSWERS):
        pressed = st.button(
            f"✓ {answer}" if at == chosen else answer,
            key=f"poll {one.position} {one.round} {one.epoch} {at}",
            width="stretch",
            disabled=not one.is_open,
        )
        if pressed and _keep(room, one, voter, [Answer(choice=at)]):
            st.rerun()
    if not one.is_open:
        st.markdown(_LOCKED)
    elif chosen is not None:
        st.markdown(_KEPT)


def _words(room: Room, one: Question, voter: str, said: Sequence[TextAnswer]) -> None:
    st.markdown(f"# {plain_markdown(one.prompt)}")
    mine = said[0].text if said else ""
    if not one.is_open:
        st.markdown(f"You wrote: {plain_markdown(mine)}" if mine else "")
        st.markdown(_LOCKED)
        return
    with st.form(f"words {one.position} {one.epoch}", border=False):
        text = st.text_area(
            "Your answer, in a sentence",
            mine,
            max_chars=LONGEST_ANSWER,
            key=f"text {one.position} {one.epoch}",
            height=140,
        )
        sent = st.form_submit_button("Send", width="stretch", type="primary")
    st.caption("The facilitator reads it first. Please name nobody.")
    if sent:
        try:
            workshop_access.keep_words(room, one, voter, text)
        except PlaceError as refused:
            st.warning(plain_markdown(str(refused)))
            return
    if sent or mine:
        st.markdown(_KEPT)


def _step(one: Question, done: Sequence[bool]) -> int:
    """The screen of the question: the one this connection is on, or the first without an answer."""
    key = _step_key(one)
    if key not in st.session_state:
        st.session_state[key] = done.index(False) if False in done else len(done)
    return int(st.session_state[key])


def _step_key(one: Question) -> str:
    return f"screen {one.position} {one.round} {one.epoch}"


def _ways(one: Question, step: int, steps: int, *, can_go_on: bool) -> None:
    """Back and on, as wide as the phone."""
    if not one.is_open:
        return
    with st.container(horizontal=True, gap="small"):
        st.button(
            "← Back",
            width="stretch",
            disabled=step == 0,
            key=f"back {one.position}",
            on_click=_go,
            args=(one, step - 1),
        )
        if step < steps:
            st.button(
                f"Next → ({step + 1} of {steps})",
                width="stretch",
                disabled=not can_go_on,
                key=f"on {one.position}",
                on_click=_go,
                args=(one, step + 1),
            )


def _go(one: Question, step: int) -> None:
    st.session_state[_step_key(one)] = step


def _keep(room: Room, one: Question, voter: str, answers: Sequence[Answer]) -> bool:
    """Keep answers; a refusal is a sentence on the page. True when they were kept."""
    try:
        workshop_access.keep(room, one, voter, answers)
    except PlaceError as refused:
        st.warning(plain_markdown(str(refused)))
        return False
    return True
