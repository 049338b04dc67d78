"""The answer for one area: points, bend, band, verdict and sentences, in records.

Understanding, leverage and bends are on the scale of the archetypes, 0 to 1: understanding is 1
for the local archetype and 0 for the national one, leverage the other way round. Nothing is limited
to that range. A chart shows them times 100. A missing number is None, and ``why`` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from placelib.quadrant.components import Leverage, Measure, Understanding
from placelib.quadrant.evidence import AuthorityStatus
from placelib.quadrant.tiers import Kind, MiddleKind

Verdict = Literal[
    "bends the line",
    "beyond halfway on understanding only",
    "beyond halfway on leverage only",
    "short of halfway on both",
    "cannot say",
]


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each component counts in the understanding and the leverage of a point.

    To start with, the headline of each axis counts alone: the picture (U1) for understanding,
    money (L1, pooled) for leverage, and powers beside it where somebody has coded them. The others
    are shown and get a weight only from a reader, each for a reason: the neighbourhoods are not
    anchored at the archetypes (the council itself stays below 1), and with the tax share no amount
    of money that is handed over would ever bring an authority halfway.

    ``concentration`` is that of the Dirichlet distribution from which the draws take weights around
    these, and the weights of topics around their share of the indicators: 20 spreads two equal
    weights over about 32% to 68%.
    """

    picture: float = 1.0
    neighbourhoods: float = 0.0
    money: float = 1.0
    tax: float = 0.0
    powers: float = 1.0
    concentration: float = 20.0


@dataclass(frozen=True, slots=True)
class CodedPower:
    """Somebody's judgement of one lever: 0 as a council, ½ in between, 1 as national government."""

    lever: str
    value: float
    source: str


@dataclass(frozen=True, slots=True)
class CodedPowers:
    """Somebody's coding of an authority's powers, always shown with the author's name."""

    author: str
    cells: tuple[CodedPower, ...]

    @property
    def middle(self) -> float | None:
        """The mean over the levers that were coded, None for none."""
        values = [cell.value for cell in self.cells]
        return sum(values) / len(values) if values else None


@dataclass(frozen=True, slots=True)
class TierPoint:
    """A tier on the chart.

    Understanding and leverage are each None, with the reason, where less than 60% of the weight of
    their components is on components with a figure.
    """

    tier: Literal["local", "middle", "national"]
    name: str
    understanding: float | None
    leverage: float | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Bend:
    """How far the middle tier lies beyond halfway, and where along the local–national chord.

    ``understanding`` and ``leverage`` are positive beyond halfway; ``distance`` is from the chord,
    positive outward; ``position`` is 0 at local and 1 at national. None where the points are not
    all there.
    """

    understanding: float | None
    leverage: float | None
    distance: float | None
    position: float | None


@dataclass(frozen=True, slots=True)
class Influence:
    """How far the distance from the chord moves when one choice alone is varied."""

    choice: str
    moves: float


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What 1,000 seeded draws say.

    ``u1_low`` and ``u1_high`` are the ends of the band that holds 90% of the draws of U1. ``cloud``
    is the outline (understanding, leverage) of the 90% of draws nearest their middle. ``shares``
    are the share of draws by verdict. ``influences`` has the strongest choice first.
    """

    draws: int
    seed: int
    u1_low: float | None
    u1_high: float | None
    shares: tuple[tuple[Verdict, float], ...]
    share_bends: float | None
    cloud: tuple[tuple[float, float], ...]
    influences: tuple[Influence, ...]


@dataclass(frozen=True, slots=True)
class TierFacts:
    """Facts about a tier that are never put on the axes; None with the reason where missing.

    ``published`` counts England's indicators with a figure for this very area; ``published_share``
    is out of all of them, and ``published_at_level`` the share published for any area of the level.
    """

    tier: Literal["local", "middle", "national"]
    name: str
    population: float | None
    residents_per_councillor: Measure
    residents_per_mp: Measure
    published: int | None
    published_share: float | None
    published_at_level: float | None


@dataclass(frozen=True, slots=True)
class Quadrant:
    """Everything there is to say about one area, with the sentences that say it.

    ``middle_code`` and ``middle_name`` name what stands in the middle, ``middle_kind`` what it is.
    ``status`` is the authority's standing, None where there is no authority. ``verdict_why`` is a
    plain reason where the verdict is “cannot say”, else None. ``notes`` are remarks that belong
    beside the figures.
    """

    code: str
    name: str
    kind: Kind
    middle_code: str | None
    middle_name: str | None
    middle_kind: MiddleKind | None
    national_code: str | None
    national_name: str | None
    region_name: str | None
    status: AuthorityStatus | None
    weights: Weights
    powers: CodedPowers | None
    understanding: Understanding
    leverage: Leverage
    local: TierPoint
    middle: TierPoint | None
    national: TierPoint
    bend: Bend
    uncertainty: Uncertainty | None
    verdict: Verdict
    verdict_why: str | None
    facts: tuple[TierFacts, ...]
    notes: tuple[str, ...]
    sentence: str
    understanding_sentence: str
    leverage_sentence: str
    halfway_sentence: str
    influence_sentence: str
