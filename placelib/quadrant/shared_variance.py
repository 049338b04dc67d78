"""Shared variance: how far the averages of a group of councils fit each of them.

For indicator k over the n councils of a group with a figure, each council once, in standard
deviations of English districts, with v̄ the mean sampling noise (the squared standard error):

    within_k       = Σ (z_i − z̄)² / (n − 1) − v̄        inside the group
    from_nation_k  = Σ (z_i − e)² / n − v̄              from the nation's figure e
    θ              = 1 − Σ within / Σ from_nation       the one-way intraclass correlation ICC(1)
    U              = 100 · (1 − √(1 − θ))               0 the nation's, 100 the council's own

U is on the scale of distances: a picture that lies exactly halfway between the nation and each
council, on every indicator, has U = 50. The interval deletes one sub-topic at a time (a jackknife
of clusters) on the logarithm of Σ within / Σ from_nation: it says how U would come out with other
indicators of the same kinds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placelib.quadrant.significance import compute_t_quantile
from placelib.quadrant.studentised_bootstrap import compute_bootstrap_multiplier

Floats = NDArray[np.float64]

# With two councils an indicator has one comparison; with one there is none.
FEWEST_COUNCILS = 2
COVERAGE = 0.90
# Student's t at 0.965 and not 0.95: with 17 sub-topics of unequal weight the plain 90% interval
# covers 87% of the time; this one covers 90% on average (docs/measured/quadrant-simulations.md).
# Where one sub-topic outweighs the others it would cover 75%: the bootstrap then widens it.
QUANTILE = 0.965
# Above this a single sub-topic moves the answer more than all the others together.
MOST_OF_A_JACKKNIFE = 0.5
# A jackknife over fewer sub-topics has too few pieces to say how they scatter.
FEWEST_SUB_TOPICS = 3


@dataclass(frozen=True, slots=True, eq=False)
class VarianceParts:
    """The two variances of a group by indicator, noise removed.

    ``columns`` are the indicators with figures for at least two councils, as columns of the
    matrix; ``within`` and ``from_nation`` have an entry for each of them, in squared standard
    deviations. An entry can be negative where the noise is larger than what is seen.
    """

    columns: NDArray[np.int_]
    within: Floats
    from_nation: Floats

    @property
    def share(self) -> float | None:
        """θ, the shared variance; None where nothing is left of the distance from the nation."""
        return compute_shared_variance(float(self.within.sum()), float(self.from_nation.sum()))

    def select(self, columns: NDArray[np.bool_]) -> VarianceParts:
        """The parts of the marked columns of the matrix alone."""
        is_chosen = columns[self.columns]
        return VarianceParts(
            self.columns[is_chosen], self.within[is_chosen], self.from_nation[is_chosen]
        )


def compute_variance_parts(
    z: Floats, noise: Floats, nation: Floats, weights: Floats | None = None
) -> VarianceParts:
    """The variances of a group of councils, indicator by indicator.

    ``z`` and ``noise`` have a row a council and a column an indicator, NaN where ``z`` has no
    figure; ``nation`` has the nation's figure a column. ``weights`` count councils unequally, for
    instance by residents; the variance within is then Σ w (z − z̄)² / (1 − Σ w²) with weights that
    sum to 1, which with equal weights is the formula above.

    Example: ``compute_variance_parts(z, noise, england).share`` is θ of the group.
    """
    is_present = np.isfinite(z) & np.isfinite(nation)
    columns = np.flatnonzero(is_present.sum(axis=0) >= FEWEST_COUNCILS)
    is_present, z, noise = is_present[:, columns], z[:, columns], noise[:, columns]
    shares = is_present * (np.ones(len(z)) if weights is None else weights)[:, None]
    shares = shares / shares.sum(axis=0)
    filled = np.where(is_present, z, 0.0)
    mean_noise = (shares * np.where(is_present, noise, 0.0)).sum(axis=0)
    centre = (shares * filled).sum(axis=0)
    spread = (shares * np.where(is_present, filled - centre, 0.0) ** 2).sum(axis=0)
    distance = np.where(is_present, filled - nation[columns], 0.0) ** 2
    return VarianceParts(
        columns=columns,
        within=spread / (1 - (shares**2).sum(axis=0)) - mean_noise,
        from_nation=(shares * distance).sum(axis=0) - mean_noise,
    )


def compute_shared_variance(within: float, from_nation: float) -> float | None:
    """θ from the two sums; None where no distance from the nation is left to be shared."""
    return None if from_nation <= 0 else 1.0 - within / from_nation


def compute_score(share: float) -> float:
    """U from θ. Less noise than expected can put θ above 1: that is 100, nothing is left to miss.

    Example: ``score_of(0.75)`` is 50.0.
    """
    return 100.0 * (1.0 - math.sqrt(max(0.0, 1.0 - share)))


def compute_log_ratios_without(parts: VarianceParts, groups: NDArray[np.int_]) -> Floats | None:
    """log(Σ within / Σ from_nation) without each group of indicators in turn.

    ``groups`` numbers the group (the sub-topic) of each entry of ``parts``. None where a sum is
    not positive, so that there is no logarithm.
    """
    _, place = np.unique(groups, return_inverse=True)
    within = parts.within.sum() - np.bincount(place, parts.within)
    from_nation = parts.from_nation.sum() - np.bincount(place, parts.from_nation)
    if (within <= 0).any() or (from_nation <= 0).any():
        return None
    return np.asarray(np.log(within / from_nation))


def compute_jackknife_error(values: Floats) -> float:
    """The standard error of a statistic from its values with one group left out in turn."""
    count = len(values)
    return math.sqrt((count - 1) / count * float(((values - values.mean()) ** 2).sum()))


def compute_interval(parts: VarianceParts, groups: NDArray[np.int_]) -> tuple[float, float] | None:
    """The 90% interval of U, from deleting one sub-topic at a time; None where it cannot be had.

    The point always lies inside. See `log_ratios_without` for ``groups``.
    """
    ratios = compute_log_ratios_without(parts, groups)
    total = float(parts.within.sum()), float(parts.from_nation.sum())
    if ratios is None or len(ratios) < FEWEST_SUB_TOPICS or min(total) <= 0:
        return None
    reach = compute_multiplier(parts, groups) * compute_jackknife_error(ratios)
    if not math.isfinite(reach):
        return None
    middle = math.log(total[0] / total[1])
    ends = (100.0 * (1.0 - math.exp((middle + side * reach) / 2)) for side in (1, -1))
    return next(ends), next(ends)


def compute_multiplier(parts: VarianceParts, groups: NDArray[np.int_]) -> float:
    """How many jackknife errors either side make the 90% interval.

    Student's t, or more where drawing the sub-topics again shows that it would be too narrow.
    """
    _, place = np.unique(groups, return_inverse=True)
    within: Floats = np.bincount(place, parts.within).astype(np.float64)
    from_nation: Floats = np.bincount(place, parts.from_nation).astype(np.float64)
    student = compute_t_quantile(QUANTILE, len(within) - 1)
    return max(student, compute_bootstrap_multiplier(within, from_nation, coverage=COVERAGE))


def find_leading_group(parts: VarianceParts, groups: NDArray[np.int_]) -> tuple[int, float] | None:
    """The group that moves the answer more than all the others together, and its part of that.

    The part is that of the jackknife's squares: above a half. None where no group weighs as much.
    """
    ratios = compute_log_ratios_without(parts, groups)
    if ratios is None or len(ratios) < FEWEST_SUB_TOPICS:
        return None
    squares = (ratios - ratios.mean()) ** 2
    total = float(squares.sum())
    leading = int(squares.argmax())
    if total == 0 or squares[leading] / total <= MOST_OF_A_JACKKNIFE:
        return None
    return int(np.unique(groups)[leading]), float(squares[leading]) / total
