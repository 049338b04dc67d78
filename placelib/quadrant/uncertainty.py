"""What the draws say of one area: band, cloud, shares, and the choice that matters most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from placelib.quadrant.comparison import Comparison
from placelib.quadrant.components import Leverage
from placelib.quadrant.draws import (
    Choices,
    as_chosen,
    draw_choices,
    draw_neighbourhoods,
    draw_u1,
    one_at_a_time,
    seed_of,
)
from placelib.quadrant.geometry import chord_distance, outline, verdict_shares
from placelib.quadrant.neighbourhoods import Distances
from placelib.quadrant.picture import Bools, Floats
from placelib.quadrant.points import Axis
from placelib.quadrant.records import Influence, Uncertainty, Verdict

DRAWS = 1000
BAND = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """What the draws of one area start from; ``topics`` mark its indicators topic by topic."""

    code: str
    comparison: Comparison
    around: Distances | None
    leverage: Leverage
    across: Axis
    up: Axis
    topics: Sequence[Bools]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One value a draw: U1, the point, and local understanding; NaN where there is none."""

    u1: Floats
    u: Floats
    leverage: Floats
    local: Floats

    @property
    def answer(self) -> Floats:
        """The distance from the chord, or the understanding alone where leverage is missing."""
        if np.isnan(self.leverage).all():
            return self.u
        return np.asarray(chord_distance(self.u, self.leverage, self.local))


def uncertainty_of(inputs: Inputs, concentration: float, draws: int = DRAWS) -> Uncertainty:
    """The summary of the draws for one area, always the same for the same inputs."""
    seed = seed_of(inputs.code)
    across, up = inputs.across.weights, inputs.up.weights
    drawn = draw_choices(inputs.comparison, inputs.topics, across, up, concentration, seed, draws)
    found = outcome(inputs, drawn)
    there = np.isfinite(found.u) & np.isfinite(found.leverage)
    shares: tuple[tuple[Verdict, float], ...] = ()
    if there.any():
        bend_u = (found.u - found.local / 2)[there]
        shares = verdict_shares(bend_u, found.leverage[there] - 0.5)
    low, high = _band(found.u1)
    return Uncertainty(
        draws=draws,
        seed=seed,
        u1_low=low,
        u1_high=high,
        shares=shares,
        share_bends=shares[0][1] if shares else None,
        cloud=outline(found.u[there], found.leverage[there], BAND) if there.any() else (),
        influences=_influences(inputs, drawn, as_chosen(drawn, inputs.topics, across, up)),
    )


def outcome(inputs: Inputs, choices: Choices) -> Outcome:
    """The answer under each draw's choices."""
    u1 = draw_u1(inputs.comparison, choices)
    nothing = np.full(len(u1), np.nan)
    near, local = (nothing, nothing)
    if inputs.around is not None:
        near, local = draw_neighbourhoods(inputs.around, choices)
    pooled, alone = inputs.leverage.l1_pooled.value, inputs.leverage.l1_standalone.value
    money = nothing
    if pooled is not None:
        money = np.where(choices.pooled, pooled, pooled if alone is None else alone)
    others = [
        np.full(len(u1), np.nan if one.middle is None else one.middle)
        for one in inputs.up.components[1:]
    ]
    return Outcome(
        u1=u1,
        u=_mean((u1, near), choices.across),
        leverage=_mean((money, *others), choices.up),
        local=_mean((np.ones(len(u1)), local), choices.across),
    )


def _mean(components: Sequence[Floats], weights: Floats) -> Floats:
    """The weighted mean over components with a weight; NaN where no component has one."""
    total = np.zeros(len(weights))
    for component, weight in zip(components, weights.T, strict=True):
        total += np.where(weight > 0, component, 0.0) * weight
    return np.where(weights.sum(axis=1) > 0, total, np.nan)


def _band(values: Floats) -> tuple[float | None, float | None]:
    """The ends of the middle 90%; None without values."""
    there = values[np.isfinite(values)]
    if not len(there):
        return None, None
    low, high = np.quantile(there, [(1 - BAND) / 2, (1 + BAND) / 2])
    return float(low), float(high)


def _influences(inputs: Inputs, drawn: Choices, chosen: Choices) -> tuple[Influence, ...]:
    """How wide the middle 90% of the answer is when one choice alone is drawn, widest first."""
    found = []
    for name, choices in one_at_a_time(drawn, chosen).items():
        low, high = _band(outcome(inputs, choices).answer)
        if low is not None and high is not None:
            found.append(Influence(name, high - low))
    return tuple(sorted(found, key=lambda influence: -influence.moves))
