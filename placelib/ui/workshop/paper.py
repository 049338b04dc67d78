"""Paper: a sheet to print, and a form to type the sheets in when the wifi fails."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, assert_never

import pandas as pd
import streamlit as st

from placelib.errors import PlaceError
from placelib.exports import PaperBallot, voting_sheet
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.quadrant.idea import ANSWERS
from placelib.ui.components import page_address
from placelib.ui.workshop import live_workshops, results, workshop_access
from placelib.urls import CONSOLE, JOIN, ROOM, address
from placelib.workshop import tokens, votes
from placelib.workshop.errors import NotAnAnswer
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.records import LEVERS, SAY, TIERS, Room, WorkshopQuestion
from placelib.workshop.votes import Answer

MOST_SHEETS = 300


def paper(facilitator: Facilitator) -> None:
    """The sheet and the form."""
    st.header("Paper, when the wifi fails", anchor=False)
    room = live_workshops.read_room(facilitator.workshop.id, all_=True)
    st.download_button(
        "Voting sheet to print (PDF)",
        data=partial(voting_sheet, ballot(room), results.origin(room, CONSOLE)),
        file_name=f"workshop-{room.workshop.code}-sheet.pdf",
        mime="application/pdf",
        key="console sheet",
        on_click="ignore",
    )
    opened = st.expander("Type in sheets of paper", on_change="rerun", key="console paper")
    if opened.open:
        with opened:
            _form(facilitator, room)


def ballot(room: Room) -> PaperBallot:
    """What the sheet of a workshop asks."""
    workshop = room.workshop
    words = workshop.of_kind("words")
    names = workshop_access.names(room)
    return PaperBallot(
        title=workshop.title,
        code=tokens.code_in_two(workshop.code),
        address=f"{page_address.find_root(CONSOLE)}/{address(JOIN, {ROOM: workshop.code})}",
        tiers=[names[tier] for tier in TIERS],
        placement=workshop.of_kind("placement") is not None,
        levers=list(LEVERS.values()) if workshop.of_kind("levers") else [],
        steps=list(SAY.values()),
        answers=ANSWERS if workshop.of_kind("poll") else (),
        prompt=words.prompt if words else "",
    )


def _form(facilitator: Facilitator, room: Room) -> None:
    """One row a sheet. Saving again changes the same sheets instead of adding to them."""
    questions = room.workshop.questions
    index = st.selectbox(
        "Question",
        range(len(questions)),
        format_func=lambda position: questions[position].prompt,
        key="console paper question",
    )
    question = questions[index]
    columns = _columns(room, question)
    st.markdown("One row a sheet of paper; leave a cell empty where the sheet has no answer.")
    first = st.number_input(
        "Number of the first sheet",
        min_value=1,
        max_value=MOST_SHEETS,
        key="console paper first",
        help="Write the numbers on the sheets. A number that was counted before is changed, not "
        "added: begin a second pile after the last number of the first.",
    )
    typed = st.data_editor(
        pd.DataFrame([dict.fromkeys(columns)] * 5, index=range(first, first + 5), dtype=object),
        column_config=columns,
        num_rows="dynamic",
        hide_index=False,
        width="stretch",
        key=f"console paper {index} {question.round} {question.epoch} {first}",
    )
    if st.button("Count these sheets", key="console paper count"):
        _count(
            facilitator, question, {int(str(row)): dict(sheet) for row, sheet in typed.iterrows()}
        )


def _columns(room: Room, question: WorkshopQuestion) -> dict[str, Any]:
    names = workshop_access.names(room)
    if question.kind == "placement":
        axes = ("understanding", "leverage")
        return {
            f"{tier} {axis}": st.column_config.NumberColumn(
                f"{sentence_start(names[tier])}: {axis}", min_value=0, max_value=100, step=1
            )
            for tier in TIERS
            for axis in axes
        }
    if question.kind == "levers":
        return {
            f"{lever}/{tier}": st.column_config.NumberColumn(
                f"{label}: {names[tier]} (0 to 4)", min_value=0, max_value=4, step=1
            )
            for lever, label in LEVERS.items()
            for tier in TIERS
        }
    if question.kind == "poll":
        return {"answer": st.column_config.SelectboxColumn("Answer", options=list(ANSWERS))}
    if question.kind == "words":
        return {"text": st.column_config.TextColumn("Answer in words")}
    assert_never(question.kind)


def _count(
    facilitator: Facilitator, question: WorkshopQuestion, sheets: Mapping[int, Mapping[Any, Any]]
) -> None:
    """Keep every sheet that holds an answer, by its number; a refusal names it."""
    counted = 0
    for row, sheet in sheets.items():
        if row > MOST_SHEETS:
            st.warning(f"Sheet {row}: a workshop takes {MOST_SHEETS} sheets.")
            break
        voter = tokens.paper_voter(facilitator.secret, row)
        try:
            if question.kind == "words":
                counted += _text(facilitator, question, voter, sheet.get("text"))
                continue
            answers = answers_of(question, sheet)
            if answers:
                store = live_workshops.open_workshops()
                votes.cast(
                    store, facilitator.workshop, voter, question.position, answers, paper=True
                )
                counted += 1
        except PlaceError as refused:
            st.warning(plain_markdown(f"Sheet {row}: {refused}"))
    live_workshops.forget_rooms()
    st.success(f"{counted} sheet{'' if counted == 1 else 's'} counted.")


def _text(facilitator: Facilitator, question: WorkshopQuestion, voter: str, text: object) -> bool:
    if not isinstance(text, str) or not text.strip():
        return False
    votes.say(
        live_workshops.open_workshops(),
        facilitator.workshop,
        voter,
        question.position,
        text,
        paper=True,
    )
    return True


def answers_of(question: WorkshopQuestion, sheet: Mapping[Any, Any]) -> list[Answer]:
    """The answers on a sheet as typed; nothing for what was left empty.

    Raises:
        NotAnAnswer: when a tier has one of its two numbers only.
    """
    cells = {str(name): value for name, value in sheet.items() if not pd.isna(value)}
    if question.kind == "poll":
        chosen = cells.get("answer")
        return [Answer(choice=ANSWERS.index(chosen))] if chosen in ANSWERS else []
    if question.kind == "levers":
        return [Answer(item, up=25 * int(value)) for item, value in cells.items()]
    answers = []
    for tier in TIERS:
        place = [cells.get(f"{tier} {axis}") for axis in ("understanding", "leverage")]
        if place == [None, None]:
            continue
        if None in place:
            raise NotAnAnswer(
                "A place needs both numbers, understanding and leverage. Add the other."
            )
        across, up = (int(value or 0) for value in place)
        answers.append(Answer(tier, across=across, up=up))
    return answers
