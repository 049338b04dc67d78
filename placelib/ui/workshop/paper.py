"""Paper: a sheet to print, and a form to type the sheets in when the wifi fails."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, assert_never

import streamlit as st

from placelib.axis_words import KNOWING, POWER
from placelib.errors import PlaceError
from placelib.exports import PaperBallot, PaperQuestion
from placelib.exports.writers import write_voting_sheet
from placelib.formatting import sentence_start
from placelib.markdown import plain_markdown
from placelib.ui.components import page_address
from placelib.ui.workshop import guide, live_workshops, results, workshop_access
from placelib.ui.workshop.screen_parts import name_key
from placelib.urls import CONSOLE, JOIN, ROOM, address
from placelib.views.workshop_options import (
    find_known_indicator,
    list_choices,
    list_topics,
    name_placed,
    write_unit,
)
from placelib.workshop import tokens, votes
from placelib.workshop.answer_rules import list_placed
from placelib.workshop.errors import NotAnAnswer
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.question_drafts import read_bounds
from placelib.workshop.records import (
    CONDITIONS,
    LEVERS,
    MOST_PICKS,
    PROGRESS,
    SAY,
    TIERS,
    Answer,
    QuestionKind,
    Room,
    Tier,
    WorkshopQuestion,
)

# Sheets of paper that a workshop takes: each is a voter of its own.
MOST_SHEETS = 300
_AXES = ("understanding", "leverage")


def show_paper(facilitator: Facilitator) -> None:
    """The sheet and the form."""
    st.header("Paper, when the wifi fails", anchor=False)
    room = live_workshops.read_room(facilitator.workshop.id, all_=True)
    st.download_button(
        "Voting sheet to print (PDF)",
        data=partial(
            write_voting_sheet, build_ballot(room), results.build_result_origin(room, CONSOLE)
        ),
        file_name=f"{results.name_file(room)}-sheet.pdf",
        mime="application/pdf",
        key="console sheet",
        on_click="ignore",
    )
    guide.offer_sheet(CONSOLE)
    opened = st.expander("Type in sheets of paper", on_change="rerun", key="console paper")
    if opened.open:
        with opened:
            _show_form(facilitator, room)


def build_ballot(room: Room) -> PaperBallot:
    """What the sheet of a workshop asks."""
    workshop = room.workshop
    names = workshop_access.list_tier_names(room)
    return PaperBallot(
        title=workshop.title,
        code=tokens.split_code(workshop.code),
        address=f"{page_address.find_root(CONSOLE)}/{address(JOIN, {ROOM: workshop.code})}",
        questions=[_draw_up(question, names) for question in workshop.questions],
    )


def _draw_up(question: WorkshopQuestion, names: Mapping[Tier, str]) -> PaperQuestion:
    """How a question is asked on paper."""
    prompt = question.prompt
    choices = list_choices(question)
    tiers = [names[tier] for tier in TIERS]
    match question.kind:
        case QuestionKind.PLACEMENT:
            heading = f"{prompt} Write the letter where you would put each."
            return PaperQuestion(heading, placed=list(name_placed(question, names).values()))
        case QuestionKind.LEVERS:
            heading = f"How much of each lever does each hold? Write {_number_steps(SAY)}."
            return PaperQuestion(heading, rows=list(LEVERS.values()), columns=tiers)
        case QuestionKind.CONDITIONS:
            heading = f"{prompt} Write {_number_steps(PROGRESS)}."
            return PaperQuestion(
                heading, rows=list(CONDITIONS.values()), columns=["Our partnership"]
            )
        case QuestionKind.POLL | QuestionKind.CHOICE | QuestionKind.SCALE | QuestionKind.HOLDER:
            return PaperQuestion(f"{prompt} Tick one.", ticks=choices)
        case QuestionKind.SEVERAL:
            return PaperQuestion(f"{prompt} Tick all that fit.", ticks=choices)
        case QuestionKind.RANKING:
            heading = f"{prompt} Write 1 for the first, 2 for the next, and so on."
            return PaperQuestion(heading, rows=choices, columns=["Rank"])
        case QuestionKind.MEASURES:
            heading = f"{prompt} Write up to {MOST_PICKS} numbers from the list at the end."
            listed = {
                topic: [(number + 1, choices[number]) for number in numbers]
                for topic, numbers in list_topics(question).items()
            }
            return PaperQuestion(heading, lines=1, listed=listed)
        case QuestionKind.FIGURE:
            indicator = find_known_indicator(question.options[0])
            unit = write_unit(indicator) if indicator else ""
            return PaperQuestion(f"{prompt}. Write a number {unit}".strip(), lines=1)
        case QuestionKind.WORDS:
            return PaperQuestion(prompt, lines=2)
        case _:
            assert_never(question.kind)


def _number_steps(steps: Mapping[int, str]) -> str:
    return ", ".join(f"{number} {step.lower()}" for number, step in enumerate(steps.values()))


def _show_form(facilitator: Facilitator, room: Room) -> None:
    """One row a sheet. Saving again changes the same sheets instead of adding to them."""
    questions = room.workshop.questions
    index = st.selectbox(
        "Question",
        range(len(questions)),
        format_func=lambda position: questions[position].prompt,
        key="console paper question",
    )
    question = questions[index]
    columns = _list_columns(room, question)
    st.markdown("One row a sheet of paper; leave a cell empty where the sheet has no answer.")
    # Only where sheets are typed in, as Streamlit's own editor does: it takes 40 MB (ADR 83).
    import pandas as pd

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
        key=f"console paper {name_key(question, first)}",
    )
    if st.button("Count these sheets", key="console paper count"):
        _count(
            facilitator, question, {int(str(row)): dict(sheet) for row, sheet in typed.iterrows()}
        )


def _list_columns(room: Room, question: WorkshopQuestion) -> dict[str, Any]:
    columns = st.column_config
    choices = list_choices(question)
    names = workshop_access.list_tier_names(room)
    match question.kind:
        case QuestionKind.PLACEMENT:
            return {
                f"{item} {axis}": columns.NumberColumn(
                    f"{sentence_start(name)}: {axis}", min_value=0, max_value=100, step=1
                )
                for item, name in name_placed(question, names).items()
                for axis in _AXES
            }
        case QuestionKind.LEVERS:
            return {
                f"{lever}/{tier}": columns.NumberColumn(
                    f"{label}: {names[tier]} (0 to 4)", min_value=0, max_value=4, step=1
                )
                for lever, label in LEVERS.items()
                for tier in TIERS
            }
        case QuestionKind.CONDITIONS:
            return {
                condition: columns.NumberColumn(
                    f"{label} (0 to 4)", min_value=0, max_value=4, step=1
                )
                for condition, label in CONDITIONS.items()
            }
        case QuestionKind.POLL | QuestionKind.CHOICE | QuestionKind.SCALE | QuestionKind.HOLDER:
            return {"answer": columns.SelectboxColumn("Answer", options=list(choices))}
        case QuestionKind.SEVERAL:
            return {"answers": columns.MultiselectColumn("Answers", options=list(choices))}
        case QuestionKind.MEASURES:
            # The sheet has the numbers of the list at its end.
            numbers = {name: number for number, name in enumerate(choices, start=1)}
            return {
                "answers": columns.MultiselectColumn(
                    "Answers",
                    options=list(choices),
                    format_func=lambda name: f"{numbers[name]}  {name}",
                )
            }
        case QuestionKind.RANKING:
            return {
                str(number): columns.NumberColumn(
                    f"{option}: rank", min_value=1, max_value=len(choices), step=1
                )
                for number, option in enumerate(choices)
            }
        case QuestionKind.FIGURE:
            low, high = read_bounds(question.options)
            return {"figure": columns.NumberColumn("Guess", min_value=low, max_value=high)}
        case QuestionKind.WORDS:
            return {"text": columns.TextColumn("Answer in words")}
        case _:
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
        voter = tokens.derive_paper_voter(facilitator.secret, row)
        try:
            if question.kind is QuestionKind.WORDS:
                counted += _count_text(facilitator, question, voter, sheet.get("text"))
                continue
            answers = list_sheet_answers(question, sheet)
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


def _count_text(
    facilitator: Facilitator, question: WorkshopQuestion, voter: str, text: object
) -> bool:
    if not isinstance(text, str) or not text.strip():
        return False
    votes.cast_text(
        live_workshops.open_workshops(),
        facilitator.workshop,
        voter,
        question.position,
        text,
        paper=True,
    )
    return True


def list_sheet_answers(question: WorkshopQuestion, sheet: Mapping[Any, Any]) -> list[Answer]:
    """The answers on a sheet as typed; nothing for what was left empty.

    Raises:
        NotAnAnswer: when a place has one of its two numbers only.
    """
    cells = {str(name): value for name, value in sheet.items() if _is_filled(value)}
    choices = list_choices(question)
    match question.kind:
        case QuestionKind.PLACEMENT:
            return _read_places(question, cells)
        case QuestionKind.LEVERS | QuestionKind.CONDITIONS:
            return [Answer(item, up=25 * int(value)) for item, value in cells.items()]
        case QuestionKind.POLL | QuestionKind.CHOICE | QuestionKind.SCALE | QuestionKind.HOLDER:
            chosen = cells.get("answer")
            return [Answer(choice=choices.index(chosen))] if chosen in choices else []
        case QuestionKind.SEVERAL | QuestionKind.MEASURES:
            picked = [choice for choice in cells.get("answers", ()) if choice in choices]
            return [Answer(str(choices.index(choice))) for choice in picked]
        case QuestionKind.RANKING:
            return [Answer(item, choice=int(rank) - 1) for item, rank in cells.items()]
        case QuestionKind.FIGURE:
            return [Answer(figure=float(value)) for value in cells.values()]
        case QuestionKind.WORDS:
            return []
        case _:
            assert_never(question.kind)


def _is_filled(value: Any) -> bool:
    """True for a cell with something in it; a list of picks is one cell."""
    import pandas as pd

    return bool(len(value)) if isinstance(value, list | tuple) else not pd.isna(value)


def _read_places(question: WorkshopQuestion, cells: Mapping[str, Any]) -> list[Answer]:
    answers = []
    for item in list_placed(question):
        place = [cells.get(f"{item} {axis}") for axis in _AXES]
        if place == [None, None]:
            continue
        if None in place:
            raise NotAnAnswer(
                f"A place needs both numbers, one for {KNOWING} and one for {POWER}. Add the other."
            )
        across, up = (int(value or 0) for value in place)
        answers.append(Answer(item, across=across, up=up))
    return answers
