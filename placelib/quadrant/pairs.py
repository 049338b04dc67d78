"""Which two authorities differ in understanding: a paired jackknife of the difference."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from placelib.quadrant.shared_variance import (
    VarianceParts,
    jackknife_error,
    log_ratios_without,
    score_of,
)
from placelib.quadrant.significance import adjust_p_values, compute_central_probability

LEVEL = 0.05


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
    compared: list[tuple[str, str, float, float]] = []
    for first, second in combinations(sorted(parts), 2):
        p_value = _p_value(parts[first], parts[second], sub_topics)
        shares = parts[first].share, parts[second].share
        if p_value is None or shares[0] is None or shares[1] is None:
            continue
        difference = score_of(shares[1]) - score_of(shares[0])
        ends = (first, second) if difference >= 0 else (second, first)
        compared.append((*ends, abs(difference), p_value))
    adjusted = adjust_p_values([p_value for *_, p_value in compared])
    return tuple(
        AuthorityPair(*pair, adjusted=value, is_different=value < LEVEL)
        for pair, value in zip(compared, adjusted, strict=True)
    )


def _p_value(
    first: VarianceParts, second: VarianceParts, sub_topics: NDArray[np.int_]
) -> float | None:
    """The two-sided p-value of a difference, None where a jackknife cannot be had."""
    names = np.union1d(sub_topics[first.columns], sub_topics[second.columns])
    ratios = [_ratios(parts, sub_topics, names) for parts in (first, second)]
    if ratios[0] is None or ratios[1] is None or len(names) < 3:
        return None
    error = jackknife_error(ratios[0] - ratios[1])
    log_ratios = [
        math.log(parts.within.sum() / parts.from_nation.sum()) for parts in (first, second)
    ]
    if error == 0:
        return 1.0 if log_ratios[0] == log_ratios[1] else 0.0
    return 1.0 - compute_central_probability(
        abs(log_ratios[0] - log_ratios[1]) / error, len(names) - 1
    )


def _ratios(
    parts: VarianceParts, sub_topics: NDArray[np.int_], names: NDArray[np.int_]
) -> NDArray[np.float64] | None:
    """The log ratios without each named sub-topic; one it lacks leaves the whole as it is."""
    column_topics = sub_topics[parts.columns]
    values = log_ratios_without(parts, column_topics)
    total = float(parts.within.sum()), float(parts.from_nation.sum())
    if values is None or min(total) <= 0:
        return None
    filled = np.full(len(names), math.log(total[0] / total[1]))
    filled[np.isin(names, column_topics)] = values
    return filled
