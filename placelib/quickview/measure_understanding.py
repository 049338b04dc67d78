"""What one uploaded measure would say of understanding: the quadrant's question for it alone.

The same sum as in the quadrant (placelib/quadrant/shared_variance.py), over a single indicator and
without noise, which a file does not tell. For one indicator the unit falls out, so the figures are
used as they are and nothing is limited:

    U = 100 · (1 − √(Σ (council − middle)² · n / (n − 1) / Σ (council − nation)²))

The middle is the mean of the authority's councils in the file, each once. The national figure is
the one the file gives itself; without one it is the mean of the councils in the file by residents,
where they are enough (placelib/quadrant/selection.py has the number).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from placelib.model import ENGLAND, UNITED_KINGDOM, Area
from placelib.quadrant import Evidence
from placelib.quadrant.indicator_matrix import Floats
from placelib.quadrant.selection import LEAST_AREAS
from placelib.quadrant.shared_variance import compute_score
from placelib.quadrant.tiers import Tiers, build_tiers
from placelib.quickview.figures import UploadedFigures

National = Literal["file", "average"]


@dataclass(frozen=True, slots=True)
class MeasureUnderstanding:
    """How much less the middle tier's mean misses a place by than the nation, on one measure.

    ``score`` is U, 50 halfway, None with ``why`` where it cannot be worked out. ``local`` is None
    for a whole authority. ``counted`` of ``members`` councils of the middle tier have a figure in
    the file; ``national_from`` says where the national figure is from.
    """

    tiers: Tiers
    score: float | None
    why: str | None
    local: float | None = None
    middle: float | None = None
    national: float | None = None
    national_from: National | None = None
    counted: int = 0
    members: int = 0


def compute_measure_understanding(
    evidence: Evidence, figures: UploadedFigures, code: str, period: str
) -> MeasureUnderstanding:
    """The measure's own understanding for an area and a period. Raises UnknownArea."""
    tiers = build_tiers(evidence.registry, code)
    if not figures.indicator.standardised:
        return _explain_none(tiers, "it is a count: a larger place has more of everything")
    if tiers.middle is None or not tiers.members:
        return _explain_none(tiers, "there is no tier between a nation and itself")
    members = _list_values(figures, tiers.members, period)
    counted = int(np.isfinite(members).sum())
    if counted < 2:
        return _explain_none(
            tiers,
            f"the file has figures for {counted} of the {len(tiers.members)} councils of "
            f"{tiers.middle.in_sentence}; an average needs at least two",
        )
    national, source = _find_national(evidence, figures, period, devolved=tiers.is_devolved)
    if source is None:
        return _explain_none(
            tiers,
            "the file gives no national figure, and too few councils to average "
            f"(at least {LEAST_AREAS} are needed)",
        )
    middle = float(np.nanmean(members))
    units = _list_values(figures, [area for unit in tiers.units for area in unit], period)
    units = units[np.isfinite(units)]
    if not len(units):
        return _explain_none(tiers, "the file has no figure for this place and period")
    near = float(((units - middle) ** 2).sum()) * counted / (counted - 1)
    far = float(((units - national) ** 2).sum())
    return MeasureUnderstanding(
        tiers=tiers, score=compute_score(1 - near / far) if far else None,
        why=None if far else "the place is at the national figure: no distance to share",
        local=None if tiers.is_whole else float(units.mean()), middle=middle, national=national,
        national_from=source, counted=counted, members=len(tiers.members),
    )  # fmt: skip


def _explain_none(tiers: Tiers, why: str) -> MeasureUnderstanding:
    return MeasureUnderstanding(tiers, None, why)


def _list_values(figures: UploadedFigures, areas: Sequence[Area], period: str) -> Floats:
    """The uploaded figures of areas, NaN where the file has none."""
    rows = [figures.find_figure(area.code, period) for area in areas]
    values = [np.nan if row is None or row.value is None else row.value for row in rows]
    return np.array(values, dtype=float)


def _find_national(
    evidence: Evidence, figures: UploadedFigures, period: str, *, devolved: bool
) -> tuple[float, National | None]:
    national = figures.find_figure(UNITED_KINGDOM if devolved else ENGLAND, period)
    if national is not None and national.value is not None:
        return national.value, "file"
    matrix = evidence.matrix
    areas = [evidence.registry[code] for code in matrix.codes]
    values = _list_values(figures, areas, period)
    is_present = np.isfinite(values)
    if not devolved:
        is_present &= matrix.english
    if int(is_present.sum()) < LEAST_AREAS:
        return float("nan"), None
    weights = matrix.population[is_present]
    return float((values[is_present] * weights).sum() / weights.sum()), "average"
