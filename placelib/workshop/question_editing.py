"""Adding, changing, moving and taking out the questions of a workshop, before it and while it runs.

What was once on phones keeps its choices and its number, so that no answer ever comes to mean
something else.
"""

from __future__ import annotations

import json

import sqlalchemy as sa

from placelib.workshop.errors import NotAllowed
from placelib.workshop.question_drafts import MOST_QUESTIONS, QuestionDraft, check_draft
from placelib.workshop.records import Workshop, WorkshopQuestion
from placelib.workshop.tables import BALLOT, QUESTION, WORDS, WORKSHOP


def insert_questions(
    connection: sa.Connection, workshop: int, drafts: list[QuestionDraft], first: int = 0
) -> None:
    """Store checked drafts as the questions from a position on, in their order."""
    start = {"state": "waiting", "round": 1, "revealed": False, "epoch": 0}
    rows = [
        {
            "workshop_id": workshop,
            "position": position,
            "rank": position,
            "kind": draft.kind.value,
            "prompt": draft.prompt,
            "options": json.dumps(draft.options, ensure_ascii=False),
            **start,
        }
        for position, draft in enumerate(drafts, start=first)
    ]
    connection.execute(sa.insert(QUESTION), rows)


def add_question(connection: sa.Connection, workshop: Workshop, draft: QuestionDraft) -> None:
    """Put a question at the end. Raises NotAnAnswer, and NotAllowed when there are too many."""
    if len(workshop.questions) >= MOST_QUESTIONS:
        raise NotAllowed(
            f"A workshop asks up to {MOST_QUESTIONS} questions. Take one out to add another."
        )
    mine = QUESTION.c.workshop_id == workshop.id
    highest = sa.select(sa.func.max(QUESTION.c.position), sa.func.max(QUESTION.c.rank))
    position, rank = connection.execute(highest.where(mine)).one()
    insert_questions(connection, workshop.id, [check_draft(draft)], position + 1)
    _update(connection, workshop, position + 1, rank=rank + 1)


def edit_question(
    connection: sa.Connection, workshop: Workshop, position: int, draft: QuestionDraft
) -> None:
    """Change the words of a question, and its choices while it was never opened.

    Raises:
        NotAnAnswer: when the draft is none.
        NotAllowed: when it is of another kind, or changes the choices after the opening.
    """
    question = find_question(workshop, position)
    checked = check_draft(draft)
    if checked.kind != question.kind:
        raise NotAllowed("A question stays of its kind. Add a new one, and take this one out.")
    if checked.options != question.options and not _is_untouched(connection, workshop, question):
        raise NotAllowed(
            "The question has been opened, so its choices stay: an answer must keep its meaning. "
            "Its wording can be changed. For other choices, add a new question."
        )
    options = json.dumps(checked.options, ensure_ascii=False)
    _update(connection, workshop, position, prompt=checked.prompt, options=options)


def move_question(
    connection: sa.Connection, workshop: Workshop, position: int, *, up: bool
) -> None:
    """Let a question change places with the one before it, or after it; at the end nothing moves.

    Answers belong to the question and go where it goes.
    """
    order = [question.position for question in workshop.questions]
    index = order.index(find_question(workshop, position).position)
    beside = index - 1 if up else index + 1
    if not 0 <= beside < len(order):
        return
    order[index], order[beside] = order[beside], order[index]
    for rank, number in enumerate(order):
        _update(connection, workshop, number, rank=rank)
    if all(question.state == "waiting" for question in workshop.questions):
        # Nothing is on the phones yet, so the workshop begins with what is first now.
        _set_current(connection, workshop, order[0])


def remove_question(connection: sa.Connection, workshop: Workshop, position: int) -> None:
    """Take out a question that was never opened.

    Raises:
        NotAllowed: when it was opened or answered, or is the only one.
    """
    question = find_question(workshop, position)
    if len(workshop.questions) == 1:
        raise NotAllowed("This is the only question. Add another before you take it out.")
    if not _is_untouched(connection, workshop, question):
        raise NotAllowed(
            "The question has been opened, so it stays with its answers. Hide it, or reset it."
        )
    connection.execute(sa.delete(QUESTION).where(*_of(workshop, position)))
    if workshop.current == position:
        rest = [number.position for number in workshop.questions if number.position != position]
        _set_current(connection, workshop, rest[0])


def find_question(workshop: Workshop, position: int) -> WorkshopQuestion:
    """The question of that position. Raises NotAllowed when it was taken out."""
    question = workshop.find_question(position)
    if question is None:
        raise NotAllowed("This question has been taken out. Reload the page.")
    return question


def _is_untouched(
    connection: sa.Connection, workshop: Workshop, question: WorkshopQuestion
) -> bool:
    """True while the question was on no phone and nobody has answered it, early or on paper."""
    if question.state != "waiting":
        return False
    for table in (BALLOT, WORDS):
        answers = sa.select(sa.func.count()).where(
            table.c.workshop_id == workshop.id, table.c.position == question.position
        )
        if connection.execute(answers).scalar_one():
            return False
    return True


def _update(
    connection: sa.Connection, workshop: Workshop, position: int, **values: str | int
) -> None:
    connection.execute(sa.update(QUESTION).where(*_of(workshop, position)).values(**values))


def _set_current(connection: sa.Connection, workshop: Workshop, position: int) -> None:
    update = sa.update(WORKSHOP).where(WORKSHOP.c.id == workshop.id)
    connection.execute(update.values(current=position))


def _of(workshop: Workshop, position: int) -> tuple[sa.ColumnElement[bool], ...]:
    return QUESTION.c.workshop_id == workshop.id, QUESTION.c.position == position
