"""Everything the quadrant is made from, read once and never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placelib.areas.registry import AreaRegistry
from placelib.model import Area
from placelib.quadrant.chance import ALL_DISTRICTS, ChanceBand, ChanceTest, pool_of
from placelib.quadrant.indicator_matrix import IndicatorMatrix
from placelib.quadrant.lever_evidence import LeverageEvidence
from placelib.quadrant.selection import IndicatorChoice


@dataclass(frozen=True, slots=True)
class AuthorityStatus:
    """A strategic authority's standing in September 2026, from a secondary compilation."""

    name: str
    standing: str
    has_mayor: bool
    instrument: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Representation:
    """Who represents a council's residents; None where the source says nothing.

    Councillors of February 2021, residents of 2020, and members of parliament by the council's
    share of the constituencies of 2024.
    """

    population: float | None
    councillors: float | None
    members_of_parliament: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The loaded inputs: keep one and pass it to every call.

    ``renamed`` are districts some of whose figures stand under the code of their one forerunner.
    ``published`` counts England's indicators with a figure by area code and ``published_at`` by
    geography level, out of ``indicators_of_england``. ``bands`` are chance bands by pool and number
    of districts, ``tests`` an authority's place among them by code and pool.
    """

    registry: AreaRegistry
    matrix: IndicatorMatrix
    choices: tuple[IndicatorChoice, ...]
    leverage: LeverageEvidence
    population: Mapping[str, float]
    statuses: Mapping[str, AuthorityStatus]
    representation: Mapping[str, Representation]
    published: Mapping[str, int]
    published_at: Mapping[str, int]
    indicators_of_england: int
    renamed: frozenset[str]
    bands: Mapping[tuple[str, int], ChanceBand]
    tests: Mapping[tuple[str, str], ChanceTest]

    def rows(self, areas: Sequence[Area]) -> list[int]:
        """The rows of the matrix that hold these lower-tier areas."""
        return [self.matrix.rows[area.code] for area in areas]

    def counted_rows(self, areas: Sequence[Area]) -> list[int]:
        """The rows of those that count in a group: without the City of London and Scilly."""
        return self.matrix.counted_rows([area.code for area in areas])

    def chance_band(self, districts: int, pool: str = ALL_DISTRICTS) -> ChanceBand | None:
        """The chance band for so many touching districts, None where the build has none."""
        return self.bands.get((pool, districts))

    def like_pool(self, areas: Sequence[Area]) -> str:
        """The pool of districts of like type to these."""
        return pool_of([area.code for area in areas])
