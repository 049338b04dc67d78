"""What a workshop, its questions and its answers are, as records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["placement", "levers", "poll", "words"]
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
KINDS: dict[Kind, str] = {
    "placement": "Where do the three tiers stand?",
    "levers": "Who holds which lever?",
    "poll": "How does the idea strike you?",
    "words": "In your own words",
}
# Nothing is shown of fewer answers than this.
FEWEST = 5
MOST_VOTERS = 2000


@dataclass(frozen=True, slots=True)
class WorkshopQuestion:
    """One question of a workshop and where it stands.

    ``round`` is 1 or, after a second vote was called, 2. ``epoch`` counts up at a reset.
    """

    position: int
    kind: Kind
    prompt: str
    state: State
    round: int
    revealed: bool
    epoch: int

    @property
    def is_open(self) -> bool:
        """True while answers are taken."""
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop: its code, title, place, questions in their order, and times in UTC seconds."""

    id: int
    code: str
    title: str
    area: str
    current: int
    created_at: int
    closes_at: int | None
    ended_at: int | None
    questions: tuple[WorkshopQuestion, ...]

    @property
    def question(self) -> WorkshopQuestion:
        """The question that is on the phones."""
        return self.questions[self.current]

    def is_over(self, now: int) -> bool:
        """True once it was ended or its closing time has passed."""
        return self.ended_at is not None or (self.closes_at is not None and now >= self.closes_at)

    def of_kind(self, kind: Kind) -> WorkshopQuestion | None:
        """The question of that kind, None when the workshop has none."""
        return next((question for question in self.questions if question.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Created:
    """A new workshop and the one secret that leads it; the secret is stored nowhere."""

    workshop: Workshop
    secret: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """One answer of one voter: ``across`` and ``up`` from 0 to 100, or a ``choice`` from 0.

    ``item`` is a tier, “lever/tier”, or nothing for the poll.
    """

    position: int
    round: int
    voter: str
    item: str
    across: int | None
    up: int | None
    choice: int | None


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

    ``answered`` counts the people who answered each question in its present round. ``ballots``
    holds the answers of both rounds of revealed questions, ``texts`` those let through.
    """

    workshop: Workshop
    joined: int
    answered: dict[int, int] = field(hash=False)
    ballots: tuple[Ballot, ...]
    texts: tuple[TextAnswer, ...]
