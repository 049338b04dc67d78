"""What a question may be: its words and options, checked before they are kept."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from placelib.workshop.errors import NotAnAnswer
from placelib.workshop.records import QuestionKind
from placelib.workshop.texts import LONGEST_PROMPT, clean

# As much as a phone shows on two lines.
LONGEST_OPTION = 60
MOST_OPTIONS = 8
MOST_PLACED = 3
# More than any catalogue of ours; a slug of it is no longer than this.
MOST_INDICATORS = 400
LONGEST_SLUG = 120
MOST_QUESTIONS = 20


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question as its facilitator wants it; ``options`` as in WorkshopQuestion."""

    kind: QuestionKind
    prompt: str = ""
    options: tuple[str, ...] = ()


def check_draft(draft: QuestionDraft) -> QuestionDraft:
    """The draft with clean texts; without a prompt it takes the one of its kind.

    Raises:
        NotAnAnswer: when the prompt is missing or too long, or the options do not fit the kind.
    """
    prompt = clean(draft.prompt or write_default_prompt(draft.kind), LONGEST_PROMPT, "question")
    return QuestionDraft(draft.kind, prompt, _check_options(draft))


def write_default_prompt(kind: QuestionKind) -> str:
    """The words of a kind that brings its own question; empty for one that needs the asker’s."""
    match kind:
        case QuestionKind.PLACEMENT:
            return "Where do the three tiers stand?"
        case QuestionKind.LEVERS:
            return "Who holds which lever?"
        case QuestionKind.POLL:
            return "How does the idea strike you?"
        case QuestionKind.CONDITIONS:
            return "Where does our partnership stand?"
        case QuestionKind.MEASURES:
            return "Which measures should we share?"
        case (
            QuestionKind.WORDS
            | QuestionKind.CHOICE
            | QuestionKind.SEVERAL
            | QuestionKind.SCALE
            | QuestionKind.RANKING
            | QuestionKind.FIGURE
            | QuestionKind.HOLDER
        ):
            return ""
        case _:
            assert_never(kind)


def _check_options(draft: QuestionDraft) -> tuple[str, ...]:
    match draft.kind:
        case QuestionKind.LEVERS | QuestionKind.POLL | QuestionKind.WORDS | QuestionKind.CONDITIONS:
            return _check_texts(draft.options, 0, 0)
        case QuestionKind.PLACEMENT:
            return _check_texts(draft.options, 0, MOST_PLACED)
        case QuestionKind.CHOICE | QuestionKind.SEVERAL | QuestionKind.RANKING:
            return _check_texts(draft.options, 2, MOST_OPTIONS)
        case QuestionKind.SCALE:
            return _check_texts(draft.options, 2, 2)
        case QuestionKind.MEASURES:
            return _check_texts(draft.options, 2, MOST_INDICATORS, LONGEST_SLUG)
        case QuestionKind.HOLDER:
            return _check_texts(draft.options, 1, 1, LONGEST_SLUG)
        case QuestionKind.FIGURE:
            options = _check_texts(draft.options, 3, 3, LONGEST_SLUG)
            read_bounds(options)
            return options
        case _:
            assert_never(draft.kind)


def _check_texts(
    options: Sequence[str], fewest: int, most: int, longest: int = LONGEST_OPTION
) -> tuple[str, ...]:
    texts = tuple(clean(option, longest, "choice") for option in options)
    if not fewest <= len(texts) <= most:
        number = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        raise NotAnAnswer(
            f"This question takes {number} choices, and {len(texts)} were written. "
            "Write each on a line of its own."
        )
    if len({text.casefold() for text in texts}) < len(texts):
        raise NotAnAnswer("Two choices are the same. Change one of them, or take it out.")
    return texts


def read_bounds(options: Sequence[str]) -> tuple[float, float]:
    """The least and the greatest guess of a question for a figure. Raises NotAnAnswer."""
    try:
        low, high = float(options[1]), float(options[2])
    except (IndexError, ValueError):
        low = high = math.nan
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise NotAnAnswer(
            "A guess needs a lower and a higher bound, both numbers. Choose another measure."
        )
    return low, high
