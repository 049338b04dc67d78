"""Votes made by hand, with answers known on paper."""

from __future__ import annotations

from placelib.workshop import votes
from placelib.workshop.database import Database
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import (
    CONDITIONS,
    LEVERS,
    TIERS,
    Answer,
    QuestionKind,
    Workshop,
)

# A question of each kind, at the position of its place in the list.
SLUGS = ("employment-rate", "gross-median-weekly-pay", "wellbeing-satisfaction",
         "obese-children-year-6", "healthy-life-expectancy-female", "population-count")  # fmt: skip
EVERY_KIND = (
    QuestionDraft(QuestionKind.PLACEMENT),
    QuestionDraft(QuestionKind.LEVERS),
    QuestionDraft(QuestionKind.POLL),
    QuestionDraft(QuestionKind.WORDS, "What would help?"),
    QuestionDraft(QuestionKind.CHOICE, "Where first?", ("Homes", "Buses", "Skills")),
    QuestionDraft(QuestionKind.SEVERAL, "What helps?", ("Money", "Time", "Trust")),
    QuestionDraft(QuestionKind.SCALE, "How sure are you?", ("not at all", "fully")),
    QuestionDraft(QuestionKind.RANKING, "In which order?", ("Homes", "Buses", "Skills")),
    QuestionDraft(QuestionKind.CONDITIONS),
    QuestionDraft(QuestionKind.MEASURES, options=SLUGS),
    QuestionDraft(QuestionKind.FIGURE, "Guess the rate", ("employment-rate", "0.0", "100.0")),
    QuestionDraft(QuestionKind.HOLDER, "Who decides?", ("gross-median-weekly-pay",)),
)
# Workshops of a single question, as most tests need.
PLACEMENT = (QuestionDraft(QuestionKind.PLACEMENT),)
POLL = (QuestionDraft(QuestionKind.POLL),)
WORDS = (QuestionDraft(QuestionKind.WORDS, "What would help?"),)
POSITIONS = {draft.kind: position for position, draft in enumerate(EVERY_KIND)}

# Mean 50 and 30; medians 40 and 20; quartiles 30 and 80, and 10 and 50.
FIVE = [(20, 0), (30, 10), (40, 20), (80, 50), (80, 70)]


def phone(number: int) -> str:
    """The identifier of a made phone."""
    return f"{number:032x}"


def place(database: Database, workshop: Workshop, tier: str = "middle") -> None:
    """Five phones place a tier of the first question at FIVE."""
    for number, (across, up) in enumerate(FIVE):
        answer = Answer(tier, across=across, up=up)
        votes.cast(database, workshop, phone(number), 0, [answer])


def answer_every_kind(leading: Facilitator, database: Database) -> None:
    """Five phones answer each question of EVERY_KIND but the one in words."""
    for kind, position in POSITIONS.items():
        if kind is QuestionKind.WORDS:
            continue
        leading.open(position)
        for number in range(5):
            answers = make_answers(kind, number)
            votes.cast(database, leading.workshop, phone(number), position, answers)


def make_answers(kind: QuestionKind, number: int) -> list[Answer]:
    """What the n-th phone answers to a question of EVERY_KIND that is not in words."""
    match kind:
        case QuestionKind.PLACEMENT:
            across, up = FIVE[number]
            return [Answer(tier, across=across, up=up) for tier in TIERS]
        case QuestionKind.LEVERS:
            return [Answer(f"{lever}/{tier}", up=50) for lever in LEVERS for tier in TIERS]
        case QuestionKind.CONDITIONS:
            return [Answer(condition, up=25 * number) for condition in CONDITIONS]
        case QuestionKind.POLL | QuestionKind.CHOICE | QuestionKind.HOLDER | QuestionKind.SCALE:
            return [Answer(choice=number % 3)]
        case QuestionKind.SEVERAL | QuestionKind.MEASURES:
            return [Answer("0"), Answer(str(1 + number % 2))]
        case QuestionKind.RANKING:
            return [Answer(str((number + rank) % 3), choice=rank) for rank in range(3)]
        case QuestionKind.FIGURE:
            return [Answer(figure=60.0 + 5 * number)]
        case QuestionKind.WORDS:
            return []
