"""What a workshop, its questions and its answers are, as records."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

State = Literal["waiting", "open", "locked"]
Tier = Literal["local", "middle", "national"]

TIERS: tuple[Tier, ...] = ("local", "middle", "national")
LEVERS = {
    "money": "Money",
    "information": "Information flows",
    "skills": "Skills",
    "inspection": "Inspection",
    "regulation": "Regulation",
}
# How much of a lever a tier holds, as phones ask it, and where each answer stands from 0 to 100.
SAY = {0: "None", 25: "Little", 50: "Half", 75: "Most", 100: "All"}
# The five conditions of collective impact (John Kania and Mark Kramer, Stanford Social Innovation
# Review, 2011), and how far a partnership has come with each.
CONDITIONS = {
    "agenda": "A common agenda",
    "measurement": "Shared measurement",
    "activities": "Work that reinforces each other’s",
    "communication": "Continuous communication",
    "backbone": "Backbone support",
}
PROGRESS = {0: "Not begun", 25: "A little", 50: "Half way", 75: "Mostly", 100: "Fully"}
# An answer on a scale, from the words of its low end to those of its high end.
SCALE_STEPS = 5
# So many indicators a phone may pick.
MOST_PICKS = 5
# Nothing is shown of fewer answers than this.
FEWEST = 5
MOST_VOTERS = 2000


class QuestionKind(StrEnum):
    """What a question asks for; its value is what the database keeps.

    Where every kind has its own way, `match` ends in `assert_never`: the type checker names
    each place that a new kind must be added to.
    """

    # The three tiers, or up to three things of the facilitator's, on the square of the evidence.
    PLACEMENT = "placement"
    LEVERS = "levers"
    POLL = "poll"
    WORDS = "words"
    CHOICE = "choice"
    SEVERAL = "several"
    SCALE = "scale"
    RANKING = "ranking"
    CONDITIONS = "conditions"
    MEASURES = "measures"
    FIGURE = "figure"
    HOLDER = "holder"


# What people guess before they see it: nobody answers any more once its answer is on the board.
GUESSED = (QuestionKind.FIGURE, QuestionKind.HOLDER)


@dataclass(frozen=True, slots=True)
class WorkshopQuestion:
    """One question of a workshop and where it stands.

    ``position`` is its number in the workshop and never changes, wherever it stands in the order.
    ``options`` are what can be chosen, ranked or placed; the two ends of a scale; the indicators
    of MEASURES; the indicator of HOLDER; the indicator and the bounds of FIGURE. ``round`` is 1
    or, after a second vote was called, 2. ``epoch`` counts up at a reset.
    """

    position: int
    kind: QuestionKind
    prompt: str
    state: State
    round: int
    revealed: bool
    epoch: int
    options: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """True while answers are taken."""
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop: its code, title, place, questions in their order, and times in UTC seconds.

    ``current`` is the position of the question on the phones. ``uses_word_list`` holds texts with
    a listed word back when all are let through.
    """

    id: int
    code: str
    title: str
    area: str
    current: int
    created_at: int
    closes_at: int | None
    ended_at: int | None
    questions: tuple[WorkshopQuestion, ...]
    uses_word_list: bool = True

    @property
    def question(self) -> WorkshopQuestion:
        """The question that is on the phones."""
        return self.find_question(self.current) or self.questions[0]

    @property
    def next_question(self) -> WorkshopQuestion | None:
        """The question after it in the order, None after the last."""
        after = self.questions.index(self.question) + 1
        return self.questions[after] if after < len(self.questions) else None

    def find_question(self, position: int) -> WorkshopQuestion | None:
        """The question of that position, None when there is none."""
        return next(
            (question for question in self.questions if question.position == position), None
        )

    def is_over(self, now: int) -> bool:
        """True once it was ended or its closing time has passed."""
        return self.ended_at is not None or (self.closes_at is not None and now >= self.closes_at)

    def of_kind(self, kind: QuestionKind) -> WorkshopQuestion | None:
        """The first question of that kind, None when the workshop has none."""
        return next((question for question in self.questions if question.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Created:
    """A new workshop and the one secret that leads it; the secret is stored nowhere."""

    workshop: Workshop
    secret: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a phone sends to one item, with the parts of a Ballot that its kind of question has."""

    item: str = ""
    across: int | None = None
    up: int | None = None
    choice: int | None = None
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One answer of one voter to one item: a place, a choice from 0, or a ``figure``.

    ``across`` and ``up`` are 0 to 100. ``item`` is a tier, “lever/tier”, a condition, the number of
    an option that is placed, ranked (its rank, from 0, is the ``choice``) or picked; else nothing.
    """

    position: int
    round: int
    voter: str
    item: str
    across: int | None
    up: int | None
    choice: int | None
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """One free-text answer: ``state`` is hidden, shown or removed."""

    position: int
    voter: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Room:
    """A workshop as it is now: the counts, and the answers that may be seen.

    ``answered`` counts the people who answered each question in its present round, ``unfinished``
    those of them who left a part of it out. ``ballots`` holds the answers of both rounds of
    revealed questions, ``texts`` those let through.
    """

    workshop: Workshop
    joined: int
    answered: dict[int, int] = field(hash=False)
    ballots: tuple[Ballot, ...]
    texts: tuple[TextAnswer, ...]
    unfinished: dict[int, int] = field(default_factory=dict, hash=False)
