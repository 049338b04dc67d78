"""A thousand seeded draws: how far the answer hangs on choices that could have been made otherwise.

In each draw, independently: the indicators are resampled with replacement within their topic, and
the seven domains of deprivation among themselves; the weights of topics and of components come
from Dirichlet distributions around those chosen (a topic's is its share of the indicators); gaps
are squared or absolute, the middle tier's average is with the council or without it, and money is
read pooled or stand-alone, each by the toss of a coin; and figures with a published interval get a
normal error of its size, council by council, which runs through to the averages. The national
average is taken as known. Since the published figures hold their error once already, each
indicator's sum is brought back to its mean: the errors widen the band and do not shift it.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from placelib.quadrant.comparison import Comparison, gap_sums
from placelib.quadrant.neighbourhoods import DOMAINS, Distances
from placelib.quadrant.picture import Bools, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """One value a draw of everything that could have been chosen otherwise.

    ``indicators`` (draws × K) says how often each indicator counts, ``topics`` (draws × K) is the
    weight of its topic, and ``domains`` (draws × 7) says how often each domain of deprivation
    counts. ``errors`` (units and the rest × noisy indicators × draws) are errors in standard
    deviations, None for none. ``across`` and ``up`` are the weights of the components of
    understanding and of leverage (draws × components), adding up to 1 or all 0.
    """

    indicators: Floats
    domains: Floats
    topics: Floats
    errors: Floats | None
    squared: Bools
    inclusive: Bools
    pooled: Bools
    across: Floats
    up: Floats


def seed_of(code: str) -> int:
    """The seed of an area's draws: the same in every run, whatever was drawn before."""
    return zlib.crc32(code.encode("ascii"))


def draw_choices(
    comparison: Comparison,
    topics: Sequence[Bools],
    across: Sequence[float],
    up: Sequence[float],
    concentration: float,
    seed: int,
    draws: int,
) -> Choices:
    """The choices of all draws.

    ``topics`` mark the indicators that count, topic by topic; ``across`` and ``up`` are the weights
    chosen, adding up to 1 on an axis or all 0.
    """
    generator = np.random.default_rng(seed)
    indicators = np.zeros((draws, len(comparison.middle)))
    for columns in topics:
        indicators[:, columns] = _resampled(generator, int(columns.sum()), draws)
    domains = _resampled(generator, len(DOMAINS), draws)
    by_topic = _topic_weights(generator, topics, concentration, draws)
    coins = generator.integers(0, 2, (3, draws)).astype(bool)
    weights = [_dirichlet(generator, np.array(axis), concentration, draws) for axis in (across, up)]
    scale = np.vstack([comparison.local_error, comparison.rest_error])[:, noisy_columns(comparison)]
    errors = generator.standard_normal((*scale.shape, draws)) * scale[:, :, None]
    return Choices(indicators, domains, by_topic, errors, *coins, *weights)


def _resampled(generator: np.random.Generator, size: int, draws: int) -> Floats:
    """How often each of ``size`` things is picked when as many are picked with replacement."""
    picked = generator.integers(0, max(size, 1), (draws, size)) + size * np.arange(draws)[:, None]
    return np.bincount(picked.ravel(), minlength=draws * size).reshape(draws, size).astype(float)


def _topic_weights(
    generator: np.random.Generator, topics: Sequence[Bools], concentration: float, draws: int
) -> Floats:
    """The weight of every indicator's topic around 1, from topic weights around their shares."""
    sizes = np.array([columns.sum() for columns in topics], dtype=float)
    weights = np.ones((draws, len(topics[0]) if topics else 0))
    if not sizes.any():
        return weights
    shares = sizes / sizes.sum()
    drawn = _dirichlet(generator, shares, concentration, draws)
    for topic, columns in enumerate(topics):
        if shares[topic]:
            weights[:, columns] = drawn[:, [topic]] / shares[topic]
    return weights


def _dirichlet(
    generator: np.random.Generator, weights: Floats, concentration: float, draws: int
) -> Floats:
    """Draws around the weights; a weight of nothing stays nothing, and a single one stays 1."""
    drawn = np.tile(weights, (draws, 1))
    there = weights > 0
    if there.sum() > 1:
        drawn[:, there] = generator.dirichlet(concentration * weights[there], draws)
    return drawn


def as_chosen(
    choices: Choices, topics: Sequence[Bools], across: Sequence[float], up: Sequence[float]
) -> Choices:
    """The choices as they were made, in every draw: nothing is drawn."""
    draws = len(choices.squared)
    once = np.any(topics, axis=0).astype(float)
    return Choices(
        indicators=np.tile(once, (draws, 1)),
        domains=np.ones_like(choices.domains),
        topics=np.ones_like(choices.topics),
        errors=None,
        squared=np.ones(draws, dtype=bool),
        inclusive=np.ones(draws, dtype=bool),
        pooled=np.ones(draws, dtype=bool),
        across=np.tile(across, (draws, 1)),
        up=np.tile(up, (draws, 1)),
    )


def one_at_a_time(drawn: Choices, chosen: Choices) -> dict[str, Choices]:
    """By choice in words: that choice drawn and every other as it was made."""
    return {
        "which indicators count": replace(
            chosen, indicators=drawn.indicators, domains=drawn.domains
        ),
        "the weights of topics and components": replace(
            chosen, topics=drawn.topics, across=drawn.across, up=drawn.up
        ),
        "squared or absolute gaps": replace(chosen, squared=drawn.squared),
        "with or without the council in the average": replace(chosen, inclusive=drawn.inclusive),
        "money pooled or stand-alone": replace(chosen, pooled=drawn.pooled),
        "sampling error": replace(chosen, errors=drawn.errors),
    }


def noisy_columns(comparison: Comparison) -> Bools:
    """The indicators for which any member's figure has a published interval."""
    return np.asarray((comparison.local_error > 0).any(axis=0) | (comparison.rest_error > 0))


def draw_u1(comparison: Comparison, choices: Choices) -> Floats:
    """U1 in each draw; NaN where no distance from the nation is left."""
    u1 = np.empty(len(choices.squared))
    for squared in (True, False):
        for inclusive in (True, False):
            which = np.flatnonzero((choices.squared == squared) & (choices.inclusive == inclusive))
            if len(which):
                u1[which] = _u1(comparison, choices, which, 2 if squared else 1, inclusive)
    return u1


def _u1(
    comparison: Comparison, choices: Choices, which: NDArray[np.int_], power: int, inclusive: bool
) -> Floats:
    """U1 in the draws ``which``, which agree on the power and on the average."""
    sums = gap_sums(comparison, power, not inclusive)
    times = choices.indicators[which] * choices.topics[which]
    near, far = times @ sums.near, times @ sums.far
    if choices.errors is not None and choices.errors.size:
        noisy = noisy_columns(comparison)
        more_near, more_far = _shifts(
            comparison, choices.errors[:, :, which], noisy, power, inclusive
        )
        near += np.einsum("dk,kd->d", times[:, noisy], more_near)
        far += np.einsum("dk,kd->d", times[:, noisy], more_far)
    quotient = np.divide(near, far, out=np.full(len(which), np.nan), where=far > 0)
    return np.asarray(1.0 - quotient)


def _shifts(
    comparison: Comparison, errors: Floats, noisy: Bools, power: int, inclusive: bool
) -> tuple[Floats, Floats]:
    """What errors add to the summed gaps (noisy indicators × draws), less its mean over draws."""
    share = comparison.share[:, noisy, None]
    own = errors[:-1]
    in_middle = (share * own).sum(axis=0) + (1 - share.sum(axis=0)) * errors[-1]
    middle = comparison.middle[None, noisy, None] + in_middle
    if not inclusive:
        # The rest of the average, once the unit's own part is taken out.
        left = np.where(share < 1, 1 - share, np.nan)
        middle = comparison.others[:, noisy, None] + (in_middle - share * own) / left
    local = comparison.local[:, noisy, None] + own
    near = np.abs(local - middle) ** power
    far = np.abs(local - comparison.national[None, noisy, None]) ** power
    weights = (comparison.weights / comparison.weights.sum())[:, None, None]
    valid = np.isfinite(near) & np.isfinite(far)
    sums = [(np.where(valid, gap, 0.0) * weights).sum(axis=0) for gap in (near, far)]
    return sums[0] - sums[0].mean(axis=1, keepdims=True), sums[1] - sums[1].mean(
        axis=1, keepdims=True
    )


def draw_neighbourhoods(around: Distances, choices: Choices) -> tuple[Floats, Floats]:
    """U of the middle tier and of the local tier over the neighbourhoods, in each draw."""
    seven = len(DOMAINS)
    far = choices.domains @ around.england[:seven]
    far = np.where(far > 0, far, np.nan)
    return (
        1.0 - choices.domains @ around.middle[:seven] / far,
        1.0 - choices.domains @ around.local[:seven] / far,
    )
