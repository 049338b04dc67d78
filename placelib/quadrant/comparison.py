"""How close the averages of a place's tiers come to it, indicator by indicator.

A comparison holds one or more local units (a council; a county made of its districts; or all the
councils of an authority), the average of the middle tier's members and the national average, all in
standard deviations. U1 asks which part of a unit's distance from the national average disappears
when the middle tier's average is used instead:

    U1 = 1 − Σ |unit − middle|^p / Σ |unit − national|^p        p = 2 (headline) or 1 (absolute)

Averages are weighted by population over the districts that have the value. An indicator without a
value for a unit is left out of that unit's sums. Several units are summed with their population as
weight. Nothing is limited: a middle tier further away than the nation gives a negative number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from placelib.quadrant.picture import Bools, Floats, Picture


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """The averages of a place's tiers; NaN where no figure is there to be averaged.

    With n units and K indicators: ``local`` and ``others`` are n × K, ``middle`` and ``national``
    have K entries. ``others`` is the middle tier's average without the unit (leave-one-out).
    ``weights`` are the units' residents, ``share`` (n × K) each unit's part in the middle's
    average. ``local_error`` (n × K) and ``rest_error`` (K) are standard errors: of the units'
    figures, and of the average of the members that are in no unit.
    """

    local: Floats
    middle: Floats
    others: Floats
    national: Floats
    weights: Floats
    share: Floats
    local_error: Floats
    rest_error: Floats


def compare(
    picture: Picture, members: Sequence[int], units: Sequence[Sequence[int]], national: Floats
) -> Comparison:
    """The comparison of units with the average of ``members`` and with the national average.

    ``members`` are rows of the picture; each unit is a list of rows among them, in no other unit.
    """
    rows = np.asarray(members)
    z, errors = picture.z[rows], picture.error[rows]
    people = picture.population[rows]
    weight = people[:, None] * np.isfinite(z)
    inside = [np.isin(rows, unit) for unit in units]
    whole = weight.sum(axis=0)
    parts = np.array([weight[unit].sum(axis=0) for unit in inside])
    rest = ~np.any(inside, axis=0)
    return Comparison(
        local=np.array([_average(z[unit], weight[unit]) for unit in inside]),
        middle=_average(z, weight),
        others=np.array([_average(z[~unit], weight[~unit]) for unit in inside]),
        national=national,
        weights=np.array([people[unit].sum() for unit in inside]),
        share=np.divide(parts, whole, out=np.zeros_like(parts), where=whole > 0),
        local_error=np.array([_error(errors[unit], weight[unit]) for unit in inside]),
        rest_error=_error(errors[rest], weight[rest]),
    )


def national_average(picture: Picture, rows: Bools) -> Floats:
    """The average of the chosen indicators over the districts marked, weighted by population."""
    z = picture.z[rows]
    return _average(z, picture.population[rows, None] * np.isfinite(z))


def _average(z: Floats, weight: Floats) -> Floats:
    """The weighted mean of each column over the values that are there, NaN where there are none."""
    total = weight.sum(axis=0)
    sums = (np.where(weight > 0, z, 0.0) * weight).sum(axis=0)
    return np.asarray(np.divide(sums, total, out=np.full(len(total), np.nan), where=total > 0))


def _error(errors: Floats, weight: Floats) -> Floats:
    """The standard error of the weighted mean of each column, 0 over nothing."""
    total = weight.sum(axis=0)
    spread = np.sqrt(((errors * weight) ** 2).sum(axis=0))
    return np.asarray(np.divide(spread, total, out=np.zeros(len(total)), where=total > 0))


@dataclass(frozen=True, slots=True, eq=False)
class GapSums:
    """Summed gaps by indicator (K entries each).

    ``near`` is to the middle tier, ``far`` to the nation; ``weight`` is the share of the units'
    residents that they were summed over.
    """

    near: Floats
    far: Floats
    weight: Floats

    def share_removed(self, columns: Bools) -> float | None:
        """U1 over these indicators: the share of the distance that goes; None if there is none."""
        total = float(self.far[columns].sum())
        return None if total == 0 else 1.0 - float(self.near[columns].sum()) / total


def gap_sums(comparison: Comparison, power: int, leave_one_out: bool) -> GapSums:
    """The gaps to the power, summed over the units with their share of residents as weight.

    A unit without a value for an indicator in any of the tiers adds nothing to it.
    """
    middle = comparison.others if leave_one_out else comparison.middle
    near = np.abs(comparison.local - middle) ** power
    far = np.abs(comparison.local - comparison.national) ** power
    valid = np.isfinite(near) & np.isfinite(far)
    weights = valid * comparison.weights[:, None] / comparison.weights.sum()
    return GapSums(
        near=(np.where(valid, near, 0.0) * weights).sum(axis=0),
        far=(np.where(valid, far, 0.0) * weights).sum(axis=0),
        weight=weights.sum(axis=0),
    )


def counted(comparison: Comparison) -> Bools:
    """Which indicators count in the comparison: a figure for a unit, the middle and the nation."""
    valid = (
        np.isfinite(comparison.local)
        & np.isfinite(comparison.middle)
        & np.isfinite(comparison.national)
    )
    return np.asarray(valid.any(axis=0))
