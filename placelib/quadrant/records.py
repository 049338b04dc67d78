"""The answer for one area: its tiers, both axes, the verdict and the sentences, in records.

Understanding and leverage run from 0 to 100 between the archetypes: understanding is 100 for the
council itself and 0 for the nation's picture, leverage the other way round. Nothing is limited to
that range. A missing number is None, and ``why`` says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from placelib.quadrant.chance import ChanceBand, ChanceTest
from placelib.quadrant.evidence import AuthorityStatus
from placelib.quadrant.leverage_readings import LeverageReading
from placelib.quadrant.tiers import Tiers
from placelib.quadrant.understanding_readings import CouncilReading, GroupReading, SharedReading

HALFWAY = 50.0

Verdict = Literal[
    "bends the line",
    "beyond halfway on understanding only",
    "beyond halfway on leverage only",
    "short of halfway on both",
    "cannot say",
]
Side = Literal["beyond", "short", "unclear", "unknown"]


@dataclass(frozen=True, slots=True)
class QuadrantFigure:
    """A number, or the reason there is none."""

    value: float | None
    why: str | None = None


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


@dataclass(frozen=True, slots=True)
class TierFacts:
    """Facts about a tier that are never put on the axes; None with the reason where missing.

    ``published`` counts England's indicators with a figure for this very area; ``published_share``
    is out of all of them, and ``published_at_level`` the share published for any area of the level.
    """

    tier: Literal["local", "middle", "national"]
    name: str
    population: float | None
    residents_per_councillor: QuadrantFigure
    residents_per_mp: QuadrantFigure
    published: int | None
    published_share: float | None
    published_at_level: float | None


@dataclass(frozen=True, slots=True)
class Sides:
    """On which side of halfway the whole interval or range of each axis lies."""

    understanding: Side
    leverage: Side


@dataclass(frozen=True, slots=True)
class ChancePlace:
    """An authority among random groups: the band and its test, for one pool of districts."""

    band: ChanceBand
    test: ChanceTest | None


@dataclass(frozen=True, slots=True)
class Quadrant:
    """Everything there is to say about one area, with the sentences that say it.

    ``understanding`` and ``leverage`` are the area's own headline: for an authority over all its
    councils, for a council how the authority stands as seen from it. ``group`` is the reading of
    the middle tier over its councils and ``council`` the distances of a council or county; each is
    None where it does not apply. ``chance`` sets an authority among groups of any touching
    districts, ``like_chance`` among those of like type. ``verdict_why`` is a plain reason where the
    verdict is “cannot say”. ``notes`` are remarks that belong beside the figures.
    """

    tiers: Tiers
    status: AuthorityStatus | None
    understanding: SharedReading
    leverage: LeverageReading
    group: GroupReading | None
    council: CouncilReading | None
    chance: ChancePlace | None
    like_chance: ChancePlace | None
    sides: Sides
    verdict: Verdict
    verdict_why: str | None
    facts: tuple[TierFacts, ...]
    notes: tuple[str, ...]

    @property
    def code(self) -> str:
        """The area's code."""
        return self.tiers.area.code

    @property
    def name(self) -> str:
        """The area's name."""
        return self.tiers.area.name

    @property
    def is_authority(self) -> bool:
        """True for a combined authority and for Greater London."""
        return self.tiers.kind == "combined authority"

    @property
    def published_share(self) -> float | None:
        """The share of England's indicators that are published for this area."""
        tier = "middle" if self.tiers.is_whole else "local"
        if self.tiers.middle is None:
            tier = "national"
        return next((fact.published_share for fact in self.facts if fact.tier == tier), None)
