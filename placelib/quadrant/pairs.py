"""Which two authorities differ in understanding: a paired jackknife of the difference."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from placelib.quadrant.shared_variance import (
    FEWEST_SUB_TOPICS,
    VarianceParts,
    compute_jackknife_error,
    compute_log_ratios_without,
    compute_score,
)
from placelib.quadrant.significance import adjust_p_values, compute_central_probability
from placelib.quadrant.studentised_bootstrap import (
    PAIR_DRAWS,
    Floats,
    draw_cluster_counts,
    draw_log_ratios,
    studentise_draws,
)

# The usual 5%: a pair whose adjusted p-value lies below it counts as different.
LEVEL = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class ClusterRatios:
    """log(Σ within / Σ from the nation) of an authority, and how it moves with its sub-topics.

    ``without`` has an entry a sub-topic that is left out. ``samples`` has a row for each time that
    the sub-topics were drawn again, and ``samples_without`` the same without each of them.
    """

    estimate: float
    without: Floats
    samples: Floats
    samples_without: Floats


@dataclass(frozen=True, slots=True)
class AuthorityPair:
    """Two authorities, the one with the lower U first.

    ``difference`` is in points of U. ``p_value`` is that of the pair by itself, ``adjusted`` the
    same after Benjamini and Hochberg over all pairs; ``is_different`` says that it is below 5%.
    """

    lower_code: str
    higher_code: str
    difference: float
    p_value: float
    adjusted: float
    is_different: bool


def compare_pairs(
    parts: Mapping[str, VarianceParts], sub_topics: NDArray[np.int_]
) -> tuple[AuthorityPair, ...]:
    """Every pair of authorities with a reading, in order of code.

    ``parts`` are the variances of each authority by code and ``sub_topics`` numbers the sub-topic
    of every column of the matrix. The same sub-topic is left out of both at once, so what moves
    both authorities together does not count as a difference.
    """
    names = np.unique(np.concatenate([sub_topics[group.columns] for group in parts.values()]))
    counts = draw_cluster_counts(len(names), PAIR_DRAWS)
    ratios = {
        code: _compute_cluster_ratios(parts[code], sub_topics, names, counts) for code in parts
    }
    compared: list[tuple[str, str, float, float]] = []
    for codes in combinations(sorted(parts), 2):
        first, second = (ratios[code] for code in codes)
        shares = [parts[code].share for code in codes]
        if first is None or second is None or shares[0] is None or shares[1] is None:
            continue
        difference = compute_score(shares[1]) - compute_score(shares[0])
        lower, higher = codes if difference >= 0 else codes[::-1]
        compared.append((lower, higher, abs(difference), _compute_p_value(first, second, counts)))
    adjusted = adjust_p_values([p_value for *_, p_value in compared])
    return tuple(
        AuthorityPair(*pair, adjusted=value, is_different=value < LEVEL)
        for pair, value in zip(compared, adjusted, strict=True)
    )


def _compute_p_value(first: ClusterRatios, second: ClusterRatios, counts: Floats) -> float:
    """The two-sided p-value of a difference: Student's, or the bootstrap's where that is larger."""
    error = compute_jackknife_error(first.without - second.without)
    difference = first.estimate - second.estimate
    if error == 0:
        return 1.0 if difference == 0 else 0.0
    t = abs(difference) / error
    student = 1.0 - compute_central_probability(t, counts.shape[1] - 1)
    distances = studentise_draws(
        first.samples - second.samples,
        first.samples_without - second.samples_without,
        counts,
        difference,
    )
    return max(student, (1 + int((distances >= t).sum())) / (1 + len(distances)))


def _compute_cluster_ratios(
    parts: VarianceParts,
    sub_topics: NDArray[np.int_],
    names: NDArray[np.int_],
    counts: Floats,
) -> ClusterRatios | None:
    """The log ratios over the named sub-topics; leaving out one it lacks changes nothing."""
    column_topics = sub_topics[parts.columns]
    values = compute_log_ratios_without(parts, column_topics)
    total = float(parts.within.sum()), float(parts.from_nation.sum())
    if values is None or min(total) <= 0 or len(names) < FEWEST_SUB_TOPICS:
        return None
    estimate = math.log(total[0] / total[1])
    without = np.full(len(names), estimate)
    without[np.isin(names, column_topics)] = values
    place = np.searchsorted(names, column_topics)
    within: Floats = np.bincount(place, parts.within, len(names)).astype(np.float64)
    from_nation: Floats = np.bincount(place, parts.from_nation, len(names)).astype(np.float64)
    return ClusterRatios(estimate, without, *draw_log_ratios(within, from_nation, counts))
