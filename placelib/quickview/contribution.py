"""What one uploaded measure would say of understanding: the quadrant's question for it alone.

The same sum as in the quadrant (see placelib/quadrant/comparison.py), over a single indicator. For
one indicator the unit falls out, so the figures are used as they are and nothing is limited:

    U = 1 − Σ (council − middle tier's average)² / Σ (council − national figure)²

The middle tier's average is weighted by population over its councils in the file. The national
figure is the one the file gives itself; without one it is the average of the councils in the file,
where they are enough (placelib/quadrant/selection.py has the number).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from placelib.model import ENGLAND, UNITED_KINGDOM
from placelib.quadrant import Evidence
from placelib.quadrant.comparison import compare, gap_sums, national_average
from placelib.quadrant.picture import Picture
from placelib.quadrant.selection import LEAST_AREAS, IndicatorChoice
from placelib.quadrant.tiers import Tiers, tiers_of
from placelib.quickview.figures import UploadedFigures

National = Literal["file", "average"]


@dataclass(frozen=True, slots=True)
class Contribution:
    """The share of a place's distance from the nation that the middle tier's average removes.

    ``share`` is None with ``why`` where it cannot be worked out. ``local`` is None for a whole
    authority. ``counted`` of ``members`` councils of the middle tier have a figure in the file;
    ``national_from`` says where the national figure is from.
    """

    tiers: Tiers
    share: float | None
    why: str | None
    local: float | None = None
    middle: float | None = None
    national: float | None = None
    national_from: National | None = None
    counted: int = 0
    members: int = 0


def contribution(
    evidence: Evidence, figures: UploadedFigures, code: str, period: str
) -> Contribution:
    """The measure's own understanding for an area and a period. Raises UnknownArea."""
    tiers = tiers_of(evidence.registry, code)
    if not figures.indicator.standardised:
        return _none(tiers, "it is a count: a larger place has more of everything")
    if tiers.middle is None or not tiers.members:
        return _none(tiers, "there is no tier between a nation and itself")
    picture = _picture(evidence, figures, period)
    counted = sum(bool(np.isfinite(picture.z[row, 0])) for row in evidence.rows(tiers.members))
    if counted < 2:
        return _none(
            tiers,
            f"the file has figures for {counted} of the {len(tiers.members)} councils of "
            f"{tiers.middle.in_sentence}; an average needs at least two",
        )
    national, source = _national(picture, figures, period, devolved=tiers.is_devolved)
    if source is None:
        return _none(
            tiers,
            "the file gives no national figure, and too few councils to average "
            f"(at least {LEAST_AREAS} are needed)",
        )
    units = [evidence.rows(unit) for unit in tiers.units]
    found = compare(picture, evidence.rows(tiers.members), units, np.array([national]))
    share = gap_sums(found, 2, leave_one_out=False).share_removed(np.array([True]))
    local = float(found.local[0, 0]) if len(units) == 1 else None
    if local is not None and not np.isfinite(local):
        return _none(tiers, "the file has no figure for this place and period")
    return Contribution(
        tiers, share,
        None if share is not None else "the place is at the national figure: no distance to remove",
        local, float(found.middle[0]), national, source, counted, len(tiers.members),
    )  # fmt: skip


def _none(tiers: Tiers, why: str) -> Contribution:
    return Contribution(tiers, None, why)


def _picture(evidence: Evidence, figures: UploadedFigures, period: str) -> Picture:
    """A picture of one indicator, in the uploaded figures' own unit."""
    official = evidence.picture
    rows = [figures.find_figure(code, period) for code in official.codes]
    values = [row.value if row is not None and row.value is not None else np.nan for row in rows]
    one = figures.indicator
    choice = IndicatorChoice(one.slug, one.label, one.topic, True, "uploaded", 0, period, period)
    column = np.array(values, dtype=float)[:, None]
    return Picture(
        codes=official.codes, rows=official.rows, english=official.english,
        population=official.population, chosen=(choice,), z=column, error=np.zeros_like(column),
    )  # fmt: skip


def _national(
    picture: Picture, figures: UploadedFigures, period: str, *, devolved: bool
) -> tuple[float, National | None]:
    own = figures.find_figure(UNITED_KINGDOM if devolved else ENGLAND, period)
    if own is not None and own.value is not None:
        return own.value, "file"
    counted = np.ones_like(picture.english) if devolved else picture.english
    if int(np.isfinite(picture.z[counted]).sum()) < LEAST_AREAS:
        return float("nan"), None
    return float(national_average(picture, counted)[0]), "average"
