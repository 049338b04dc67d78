"""What is an answer to each kind of question; everything else is refused."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import assert_never

from placelib.workshop.errors import NotAnAnswer
from placelib.workshop.question_drafts import read_bounds
from placelib.workshop.records import (
    CONDITIONS,
    LEVERS,
    MOST_PICKS,
    PROGRESS,
    SAY,
    SCALE_STEPS,
    TIERS,
    Answer,
    QuestionKind,
    WorkshopQuestion,
)

# The answers to the essay’s question; the council, the authority, ministers, or shared.
POLL_ANSWERS, HOLDERS = 3, 4


def count_choices(question: WorkshopQuestion) -> int:
    """How many things can be chosen, picked or ranked; 0 where a question has no such answers."""
    match question.kind:
        case QuestionKind.POLL:
            return POLL_ANSWERS
        case QuestionKind.HOLDER:
            return HOLDERS
        case QuestionKind.SCALE:
            return SCALE_STEPS
        case (
            QuestionKind.CHOICE
            | QuestionKind.SEVERAL
            | QuestionKind.RANKING
            | QuestionKind.MEASURES
        ):
            return len(question.options)
        case (
            QuestionKind.PLACEMENT
            | QuestionKind.LEVERS
            | QuestionKind.CONDITIONS
            | QuestionKind.FIGURE
            | QuestionKind.WORDS
        ):
            return 0
        case _:
            assert_never(question.kind)


def list_placed(question: WorkshopQuestion) -> tuple[str, ...]:
    """The items that a PLACEMENT puts on the square: the tiers, or the numbers of its options."""
    if question.options:
        return tuple(str(number) for number in range(len(question.options)))
    return TIERS


def count_items(question: WorkshopQuestion) -> int:
    """How many answers a person gives who answers all of a question; a set counts as one."""
    match question.kind:
        case QuestionKind.PLACEMENT:
            return len(list_placed(question))
        case QuestionKind.LEVERS:
            return len(LEVERS) * len(TIERS)
        case QuestionKind.CONDITIONS:
            return len(CONDITIONS)
        case (
            QuestionKind.POLL
            | QuestionKind.WORDS
            | QuestionKind.CHOICE
            | QuestionKind.SEVERAL
            | QuestionKind.SCALE
            | QuestionKind.RANKING
            | QuestionKind.MEASURES
            | QuestionKind.FIGURE
            | QuestionKind.HOLDER
        ):
            return 1
        case _:
            assert_never(question.kind)


def is_answered_as_set(kind: QuestionKind) -> bool:
    """True where all that a phone sends is one answer, and takes the place of the one before."""
    match kind:
        case QuestionKind.SEVERAL | QuestionKind.MEASURES | QuestionKind.RANKING:
            return True
        case (
            QuestionKind.PLACEMENT
            | QuestionKind.LEVERS
            | QuestionKind.POLL
            | QuestionKind.WORDS
            | QuestionKind.CHOICE
            | QuestionKind.SCALE
            | QuestionKind.CONDITIONS
            | QuestionKind.FIGURE
            | QuestionKind.HOLDER
        ):
            return False
        case _:
            assert_never(kind)


def check_answers(question: WorkshopQuestion, answers: Sequence[Answer]) -> None:
    """Return when the answers fit the question, alone and together. Raises NotAnAnswer."""
    is_whole = len({answer.item for answer in answers}) == len(answers)
    if question.kind is QuestionKind.RANKING:
        ranks = sorted(answer.choice or 0 for answer in answers)
        is_whole = is_whole and ranks == list(range(count_choices(question)))
    elif question.kind is QuestionKind.MEASURES:
        is_whole = is_whole and len(answers) <= MOST_PICKS
    if not is_whole or not all(_is_fitting(question, answer) for answer in answers):
        raise NotAnAnswer(
            "That is not an answer to this question, so it was not taken. Reload the page and "
            "answer again."
        )


def _is_fitting(question: WorkshopQuestion, answer: Answer) -> bool:
    match question.kind:
        case QuestionKind.PLACEMENT:
            is_place = _is_on_axis(answer.across) and _is_on_axis(answer.up)
            return answer.item in list_placed(question) and is_place
        case QuestionKind.LEVERS:
            lever, _, tier = answer.item.partition("/")
            return lever in LEVERS and tier in TIERS and answer.up in SAY
        case QuestionKind.CONDITIONS:
            return answer.item in CONDITIONS and answer.up in PROGRESS
        case QuestionKind.POLL | QuestionKind.CHOICE | QuestionKind.SCALE | QuestionKind.HOLDER:
            return answer.item == "" and _is_below(answer.choice, count_choices(question))
        case QuestionKind.SEVERAL | QuestionKind.MEASURES:
            return _is_option(answer.item, question)
        case QuestionKind.RANKING:
            is_rank = _is_below(answer.choice, count_choices(question))
            return _is_option(answer.item, question) and is_rank
        case QuestionKind.FIGURE:
            low, high = read_bounds(question.options)
            figure = answer.figure
            is_figure = figure is not None and math.isfinite(figure) and low <= figure <= high
            return answer.item == "" and is_figure
        case QuestionKind.WORDS:
            return False
        case _:
            assert_never(question.kind)


def _is_option(item: str, question: WorkshopQuestion) -> bool:
    # As a phone of ours writes it: “7”, and neither “07” nor another script’s seven.
    return item in {str(number) for number in range(count_choices(question))}


def _is_below(choice: int | None, choices: int) -> bool:
    return choice is not None and 0 <= choice < choices


def _is_on_axis(value: int | None) -> bool:
    return value is not None and 0 <= value <= 100
