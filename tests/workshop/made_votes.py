"""Votes made by hand, with answers known on paper."""

from __future__ import annotations

from placelib.workshop import votes
from placelib.workshop.database import Database
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import Answer, QuestionKind, Workshop

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
