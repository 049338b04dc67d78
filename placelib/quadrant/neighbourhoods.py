"""The same question for neighbourhoods: what would someone miss who used a tier's average?

Each domain of the Indices of Deprivation 2025 is turned into a national rank of England's 33,755
neighbourhoods, scaled to run from 0 to 1. For the neighbourhoods n of a place,

    U(tier) = 1 − Σ (r_n − mean of the tier)² / Σ (r_n − mean of England)²

Here the local tier itself stays below 1: most variation lies inside councils.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placelib.quadrant.picture import Floats

DOMAINS = {
    "income": "income",
    "employment": "employment",
    "education": "education, skills and training",
    "health": "health and disability",
    "crime": "crime",
    "housing_and_services": "barriers to housing and services",
    "environment": "living environment",
}
INDEX = "overall_rank"


@dataclass(frozen=True, slots=True, eq=False)
class NeighbourhoodRanks:
    """Sums of scaled ranks by district: enough for every sum of squares around any average.

    ``count`` has an entry a district (in the order of the picture's codes, 0 outside England);
    ``total`` and ``squares`` have a row a district and a column a domain, the last being the
    published overall index. ``england`` is the mean over all neighbourhoods.
    """

    count: Floats
    total: Floats
    squares: Floats
    england: Floats


@dataclass(frozen=True, slots=True)
class DomainShare:
    """How much of the neighbourhoods' distance from England each tier's average removes, 0 to 1.

    None where the neighbourhoods do not differ from England's mean at all.
    """

    domain: str
    label: str
    local: float | None
    middle: float | None


def rank_neighbourhoods(columns: Mapping[str, NDArray[Any]], districts: int) -> NeighbourhoodRanks:
    """The sums by district from a column of scores a domain; ``place`` is the district's row."""
    place = columns["place"].astype(int)
    ranks = np.column_stack([_scaled_rank(columns[name]) for name in (*DOMAINS, INDEX)])
    total = np.zeros((districts, ranks.shape[1]))
    squares = np.zeros_like(total)
    for column in range(ranks.shape[1]):
        values = ranks[:, column]
        total[:, column] = np.bincount(place, values, districts)
        squares[:, column] = np.bincount(place, values**2, districts)
    count = np.bincount(place, minlength=districts).astype(float)
    england = ranks.mean(axis=0) if len(ranks) else np.full(ranks.shape[1], np.nan)
    return NeighbourhoodRanks(count, total, squares, england)


def _scaled_rank(scores: NDArray[Any]) -> Floats:
    """The rank of each score from 0 to 1; equal scores share the mean of their ranks."""
    _, group, size = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(size)
    mean_rank = last - (size + 1) / 2
    return np.asarray(mean_rank[group] / max(len(scores) - 1, 1), dtype=float)


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """Sums of squares of a place's neighbourhoods around three averages, by domain and index."""

    local: Floats
    middle: Floats
    england: Floats
    count: int


def distances(
    ranks: NeighbourhoodRanks, members: Sequence[int], units: Sequence[Sequence[int]]
) -> Distances:
    """Squares around each unit's own mean, the members' mean and England's, over the units.

    A tier's mean is taken over its neighbourhoods, each counting once.
    """
    everyone = np.asarray(members)
    middle = _mean(ranks, everyone)
    sums = [np.zeros(ranks.total.shape[1]) for _ in range(3)]
    count = 0
    for unit in units:
        rows = np.asarray(unit)
        count += int(ranks.count[rows].sum())
        for tier, centre in enumerate((_mean(ranks, rows), middle, ranks.england)):
            sums[tier] += _squares_around(ranks, rows, centre)
    return Distances(sums[0], sums[1], sums[2], count)


def _mean(ranks: NeighbourhoodRanks, rows: NDArray[np.int_]) -> Floats:
    return np.asarray(ranks.total[rows].sum(axis=0) / max(ranks.count[rows].sum(), 1.0))


def _squares_around(ranks: NeighbourhoodRanks, rows: NDArray[np.int_], centre: Floats) -> Floats:
    count = ranks.count[rows].sum()
    total = ranks.total[rows].sum(axis=0)
    return np.asarray(ranks.squares[rows].sum(axis=0) - 2 * centre * total + count * centre**2)


def domain_shares(found: Distances) -> tuple[DomainShare, ...]:
    """Each of the seven domains, then all seven together, then the published overall index."""
    labels = [*DOMAINS.items(), ("index", "the overall index as published")]
    each = [
        DomainShare(
            name,
            label,
            _share(found.local[column], found.england[column]),
            _share(found.middle[column], found.england[column]),
        )
        for column, (name, label) in enumerate(labels)
    ]
    seven = slice(0, len(DOMAINS))
    together = DomainShare(
        "all",
        "all seven domains",
        _share(found.local[seven].sum(), found.england[seven].sum()),
        _share(found.middle[seven].sum(), found.england[seven].sum()),
    )
    return (*each[:-1], together, each[-1])


def _share(near: float, far: float) -> float | None:
    return None if far == 0 else 1.0 - float(near) / float(far)
