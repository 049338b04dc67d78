"""Where a point lies against the straight line from local to national.

    bend on an axis      the middle tier less the mean of local and national
    distance             from the chord through local and national, positive outward
    position             along the chord, 0 at local and 1 at national

With local at (1, 0) and national at (0, 1) the distance is (U + L − 1)/√2 and the position
(1 + L − U)/2.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from placelib.quadrant.picture import Floats
from placelib.quadrant.records import Verdict

VERDICTS: tuple[Verdict, ...] = (
    "bends the line",
    "beyond halfway on understanding only",
    "beyond halfway on leverage only",
    "short of halfway on both",
)
LEAST_AGREEMENT = 0.9
# Of the weight on an axis, what must be there for the point to be drawn.
LEAST_PRESENT = 0.6
DIRECTIONS = 36


def halfway_beyond(middle: float, local: float, national: float) -> float:
    """How far the middle tier lies beyond halfway on one axis; negative when short of it."""
    return middle - (local + national) / 2


def chord_distance(
    understanding: Floats | float, leverage: Floats | float, local: Floats | float
) -> Floats:
    """The distance of points from the chord (local, 0)–(0, 1), positive outward.

    ``local`` is the local tier's understanding. Local leverage is 0 and the national point is
    (0, 1) on every component there is.
    """
    return np.asarray((understanding - local + leverage * local) / np.hypot(1.0, local))


def chord_position(understanding: float, leverage: float, local: float) -> float:
    """Where the foot of the point lies along the chord: 0 at local, 1 at national."""
    return ((local - understanding) * local + leverage) / (1 + local * local)


def verdict_shares(bend_u: Floats, bend_l: Floats) -> tuple[tuple[Verdict, float], ...]:
    """The share of draws in each of the four quarters, in the order of `VERDICTS`."""
    beyond_u, beyond_l = bend_u > 0, bend_l > 0
    quarters = (
        beyond_u & beyond_l,
        beyond_u & ~beyond_l,
        ~beyond_u & beyond_l,
        ~beyond_u & ~beyond_l,
    )
    return tuple(
        (verdict, float(quarter.mean()))
        for verdict, quarter in zip(VERDICTS, quarters, strict=True)
    )


def verdict_of(shares: Sequence[tuple[Verdict, float]]) -> Verdict:
    """The verdict on which at least 90% of draws agree, else “cannot say”."""
    verdict, share = max(shares, key=lambda pair: pair[1])
    return verdict if share >= LEAST_AGREEMENT else "cannot say"


def outline(
    understanding: Floats, leverage: Floats, share: float
) -> tuple[tuple[float, float], ...]:
    """The outline of the share of points that lie nearest their mean (Mahalanobis distance).

    Its corners are the points furthest out in `DIRECTIONS` directions, anticlockwise: at most that
    many, two for points on a line, one for a single point.
    """
    points = np.column_stack([understanding, leverage])
    centred = points - points.mean(axis=0)
    inverse = np.linalg.pinv(np.cov(centred.T, bias=True))
    far = ((centred @ inverse) * centred).sum(axis=1)
    nearest = np.argsort(far, kind="stable")[: max(1, round(share * len(points)))]
    angles = np.arange(DIRECTIONS) * (2 * np.pi / DIRECTIONS)
    towards = np.vstack([np.cos(angles), np.sin(angles)])
    corners = points[nearest][np.argmax(centred[nearest] @ towards, axis=0)]
    return tuple(dict.fromkeys((float(x), float(y)) for x, y in corners))
