"""What chance alone would give: understanding of random groups of touching districts.

A group is grown from a random district by adding one of the districts that touch it until it is as
large as the authority. Its U is reckoned like an authority's. The middle 90% of 3,000 such groups
is the chance band; the share of them with at least the authority's U is a p-value (one is added to
both counts, so that it is never 0), adjusted after Benjamini and Hochberg over the authorities.

The pool is all English districts, or only those of like type: a metropolitan authority is then held
against groups of metropolitan districts. Everything here is reckoned when the data are built.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placelib.quadrant.indicator_matrix import Floats, IndicatorMatrix
from placelib.quadrant.significance import adjust_p_values

Neighbours = Mapping[str, Collection[str]]

# Random groups of districts for each size, of whose scores a band takes the middle 90%.
GROUPS = 3000
# Groups reckoned at once: some tens of megabytes.
AT_A_TIME = 250
# A group that cannot grow further is given up; after this many in a row there is none to be found.
MOST_FAILURES = 200
# From a pool of fewer than twice as many districts, every group is much the same.
LEAST_POOL = 2
# The sizes that somebody may draw: two to twenty councils.
DRAWABLE_SIZES = range(2, 21)
ALL_DISTRICTS = "all"
# The first three characters of a code tell the type of a council: unitary authorities, districts in
# counties, metropolitan districts and London boroughs.
DISTRICT_TYPES = ("E06", "E07", "E08", "E09")


@dataclass(frozen=True, slots=True)
class ChanceBand:
    """U of random groups of ``districts`` touching districts: the middle 90% and the median.

    ``pool`` is “all” or the types of district in it, as “E06+E08”. ``average`` is U at the mean
    shared variance of the groups. ``groups`` is how many were grown.
    """

    pool: str
    districts: int
    groups: int
    low: float
    median: float
    high: float
    average: float


@dataclass(frozen=True, slots=True)
class ChanceTest:
    """An authority against random groups: the share with at least its U, and adjusted for all."""

    area_code: str
    pool: str
    share_as_high: float
    adjusted: float


def pool_of(codes: Sequence[str]) -> str:
    """The pool of districts of like type to these: “E06+E08”."""
    return "+".join(sorted({code[:3] for code in codes}))


def compute_chance(
    matrix: IndicatorMatrix,
    neighbours: Neighbours,
    authorities: Mapping[str, Sequence[str]],
    groups: int = GROUPS,
    seed: int = 1,
) -> tuple[list[ChanceBand], list[ChanceTest]]:
    """The bands and tests, for the build; takes about a minute.

    ``neighbours`` maps a district to those it touches and ``authorities`` an authority to its
    districts. The same seed gives the same figures. A size that no pool can grow has no band.
    """
    sizes = {code: len(matrix.counted_rows(members)) for code, members in authorities.items()}
    pools = {code: pool_of(members) for code, members in authorities.items()}
    wanted = {(ALL_DISTRICTS, size) for size in (*DRAWABLE_SIZES, *sizes.values())}
    wanted |= {(pools[code], sizes[code]) for code in authorities}
    bands, ratios = [], {}
    for pool, size in sorted(wanted):
        generator = np.random.default_rng([seed, size, *map(ord, pool)])
        scores, shares = _simulate_scores(matrix, neighbours, pool, size, groups, generator)
        if len(scores):
            low, median, high = (float(end) for end in np.quantile(scores, (0.05, 0.5, 0.95)))
            average = float(compute_scores(shares.mean(keepdims=True))[0])
            bands.append(
                ChanceBand(
                    pool=pool,
                    districts=size,
                    groups=len(scores),
                    low=low,
                    median=median,
                    high=high,
                    average=average,
                )
            )
            ratios[pool, size] = scores
    tests = []
    for is_like in (False, True):
        tests += _test_authorities(
            matrix,
            authorities,
            {
                code: ratios.get((pools[code] if is_like else ALL_DISTRICTS, sizes[code]))
                for code in authorities
            },
            {code: pools[code] if is_like else ALL_DISTRICTS for code in authorities},
        )
    return bands, tests


def _test_authorities(
    matrix: IndicatorMatrix,
    authorities: Mapping[str, Sequence[str]],
    chance: Mapping[str, Floats | None],
    pools: Mapping[str, str],
) -> list[ChanceTest]:
    tested = {}
    for code, members in sorted(authorities.items()):
        scores = chance[code]
        if scores is not None:
            own_score = compute_scores(
                compute_shares(matrix, np.array([matrix.counted_rows(members)]))
            )[0]
            if not np.isfinite(own_score):
                continue
            tested[code] = (int((scores >= own_score).sum()) + 1) / (len(scores) + 1)
    adjusted = adjust_p_values(list(tested.values()))
    return [
        ChanceTest(code, pools[code], share, value)
        for (code, share), value in zip(tested.items(), adjusted, strict=True)
    ]


def _simulate_scores(
    matrix: IndicatorMatrix,
    neighbours: Neighbours,
    pool: str,
    size: int,
    groups: int,
    generator: np.random.Generator,
) -> tuple[Floats, Floats]:
    """U and θ of random groups, empty where the pool is too small or none can be grown."""
    touching = _list_touching(matrix, neighbours, pool)
    if sum(map(bool, touching)) < LEAST_POOL * size:
        return np.empty(0), np.empty(0)
    grown = grow_groups(touching, size, groups, generator)
    if not grown:
        return np.empty(0), np.empty(0)
    shares = np.concatenate(
        [
            compute_shares(matrix, np.array(grown[start : start + AT_A_TIME]))
            for start in range(0, len(grown), AT_A_TIME)
        ]
    )
    shares = shares[np.isfinite(shares)]
    return compute_scores(shares), shares


def compute_scores(shares: Floats) -> Floats:
    """U of many θ."""
    return np.asarray(100.0 * (1.0 - np.sqrt(np.maximum(0.0, 1.0 - shares))))


def compute_shares(matrix: IndicatorMatrix, groups: NDArray[np.int_]) -> Floats:
    """θ of many groups of one size against England; a row of ``groups`` holds a group's rows.

    NaN where nothing is left of a group's distance from England.
    """
    z, noise = matrix.z[groups], matrix.noise[groups]
    is_present = np.isfinite(z)
    count = is_present.sum(axis=1)
    filled = np.where(is_present, z, 0.0)
    mean_noise = (noise * is_present).sum(axis=1) / np.maximum(count, 1)
    centre = filled.sum(axis=1) / np.maximum(count, 1)
    spread = ((filled - centre[:, None, :]) ** 2 * is_present).sum(axis=1)
    distance = ((filled - matrix.england) ** 2 * is_present).sum(axis=1)
    is_enough = count > 1
    within = np.where(is_enough, spread / np.maximum(count - 1, 1) - mean_noise, 0.0)
    from_nation = np.where(is_enough, distance / np.maximum(count, 1) - mean_noise, 0.0)
    total = from_nation.sum(axis=1)
    ratio = np.divide(within.sum(axis=1), total, out=np.full(len(total), np.nan), where=total > 0)
    return np.asarray(1.0 - ratio)


def grow_groups(
    touching: Sequence[Sequence[int]], size: int, groups: int, generator: np.random.Generator
) -> list[list[int]]:
    """Groups of ``size`` places that hang together; fewer than ``groups`` where there are none.

    ``touching`` lists for each place the places it touches; a place without any is never a start.
    """
    starts = [place for place, others in enumerate(touching) if others]
    grown: list[list[int]] = []
    failures = 0
    while starts and len(grown) < groups and failures < MOST_FAILURES:
        group = _grow(touching, starts[int(generator.integers(len(starts)))], size, generator)
        if group is None:
            failures += 1
        else:
            failures = 0
            grown.append(group)
    return grown


def _grow(
    touching: Sequence[Sequence[int]], start: int, size: int, generator: np.random.Generator
) -> list[int] | None:
    """A group grown from the start by one touching place at a time, None where it gets stuck."""
    group = [start]
    edge = sorted(touching[start])
    inside = {start}
    while len(group) < size:
        if not edge:
            return None
        place = edge.pop(int(generator.integers(len(edge))))
        group.append(place)
        inside.add(place)
        seen = inside.union(edge)
        edge.extend(neighbour for neighbour in touching[place] if neighbour not in seen)
    return group


def _list_touching(matrix: IndicatorMatrix, neighbours: Neighbours, pool: str) -> list[list[int]]:
    """For each row the rows of the pool that it touches, in order; empty outside the pool."""
    kinds = set(DISTRICT_TYPES) if pool == ALL_DISTRICTS else set(pool.split("+"))
    is_pooled = [
        code[:3] in kinds and bool(counted)
        for code, counted in zip(matrix.codes, matrix.is_counted, strict=True)
    ]
    touching: list[list[int]] = []
    for row, code in enumerate(matrix.codes):
        others = neighbours.get(code, ()) if is_pooled[row] else ()
        rows = {matrix.rows[neighbour] for neighbour in others if neighbour in matrix.rows}
        touching.append(
            sorted(neighbour for neighbour in rows if is_pooled[neighbour] and neighbour != row)
        )
    return touching
