"""Are the councils of an authority more alike than chance would have it?

The spread inside an authority is the variance of an indicator over its districts, each counting
once, averaged over the picture's indicators. It is held against random groupings of as many
English districts, each grown from a random district by adding one of those that touch the group
until it is as large. The share of random groupings that are at least as alike is a p-value (with
one added to both counts, so that it is never 0). Sixteen authorities are tested, so the shares are
adjusted after Benjamini and Hochberg (1995) before anything is said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from placelib.database.connection import Store
from placelib.quadrant.draws import seed_of
from placelib.quadrant.evidence import Evidence
from placelib.quadrant.picture import Floats
from placelib.quadrant.tiers import tiers_of

Neighbours = Mapping[str, Collection[str]]

LEVEL = 0.05
AT_A_TIME = 500
# A group that cannot grow further is given up; after this many in a row there is none to be found.
MOST_FAILURES = 200


@dataclass(frozen=True, slots=True)
class Alikeness:
    """How alike the districts of an authority are, against random groupings of the same size.

    ``within`` is the mean variance in squared standard deviations of English districts;
    ``random_low``, ``random_median`` and ``random_high`` hold the middle 90% of the random
    groupings. ``share_as_alike`` is the share of them at least as alike, ``adjusted`` the same
    after Benjamini and Hochberg. These are None, with a verdict of “cannot say”, where no touching
    group of that size can be grown.
    """

    code: str
    name: str
    districts: int
    within: float
    random_low: float | None
    random_median: float | None
    random_high: float | None
    share_as_alike: float | None
    adjusted: float | None
    verdict: Literal["more alike than chance", "not clearly more alike than chance", "cannot say"]


def alikeness(
    evidence: Evidence, neighbours: Neighbours, seed: int = 1, draws: int = 5000
) -> list[Alikeness]:
    """The test for every combined authority and Greater London, in order of name.

    ``neighbours`` maps the code of a district to those it touches. The same seed gives the same
    figures. Takes some seconds: it is for the build.
    """
    registry, picture = evidence.registry, evidence.picture
    touching = _touching(evidence, neighbours)
    found = []
    for area in sorted(registry.areas.values(), key=lambda one: one.name):
        if not (area.is_current and area.has_page):
            continue
        tiers = tiers_of(registry, area.code)
        if tiers.kind != "combined authority":
            continue
        rows = evidence.rows(tiers.members)
        generator = np.random.default_rng([seed, seed_of(area.code)])
        groups = random_groups(touching, len(rows), draws, generator)
        spreads = within_variances(picture.z, groups)
        found.append((area, len(rows), within_variance(picture.z[rows]), spreads))
    shares = [_share_as_alike(within, spreads) for _, _, within, spreads in found]
    tested = [share for share in shares if share is not None]
    adjusted = dict(zip(tested, benjamini_hochberg(tested), strict=True))
    return [
        _record(area.code, area.name, size, within, spreads, share, adjusted)
        for (area, size, within, spreads), share in zip(found, shares, strict=True)
    ]


def load_alikeness(store: Store) -> tuple[Alikeness, ...] | None:
    """The test as the build stored it, None in a database that was built without it."""
    if all(row["name"] != "alikeness" for row in store.rows("tables")):
        return None
    return tuple(Alikeness(**row) for row in store.rows("alikeness"))


def load_neighbours(store: Store) -> dict[str, set[str]]:
    """The districts that each district touches, by code, from a finished database."""
    found: dict[str, set[str]] = {}
    for row in store.rows("quadrant_touching"):
        found.setdefault(row["area_code"], set()).add(row["neighbour_code"])
        found.setdefault(row["neighbour_code"], set()).add(row["area_code"])
    return found


def within_variance(z: Floats) -> float:
    """The variance of each column over the rows with a value, averaged over columns that have two.

    0 where no column has two values.
    """
    known = np.isfinite(z)
    count = known.sum(axis=0)
    enough = count > 1
    if not enough.any():
        return 0.0
    values = np.where(known, z, 0.0)[:, enough]
    mean = values.sum(axis=0) / count[enough]
    squares = np.where(known[:, enough], (values - mean) ** 2, 0.0).sum(axis=0)
    return float((squares / count[enough]).mean())


def within_variances(z: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """`within_variance` of each group of rows, all of one size, a few hundred groups at a time."""
    spreads = np.zeros(len(groups))
    known = np.isfinite(z)
    filled = np.where(known, z, 0.0)
    for start in range(0, len(groups), AT_A_TIME):
        rows = np.array(groups[start : start + AT_A_TIME])
        there, values = known[rows], filled[rows]
        count = there.sum(axis=1)
        mean = values.sum(axis=1) / np.maximum(count, 1)
        squares = ((values - mean[:, None, :]) ** 2 * there).sum(axis=1)
        enough = count > 1
        variance = np.where(enough, squares / np.maximum(count, 1), 0.0)
        columns = np.maximum(enough.sum(axis=1), 1)
        spreads[start : start + AT_A_TIME] = variance.sum(axis=1) / columns
    return spreads


def random_groups(
    touching: Sequence[Sequence[int]], size: int, draws: int, generator: np.random.Generator
) -> list[list[int]]:
    """Groups of ``size`` places that hang together; fewer than ``draws`` where there are none.

    ``touching`` lists for each place the places it touches; a place without any is never a start.
    """
    starts = [place for place, others in enumerate(touching) if others]
    groups: list[list[int]] = []
    failures = 0
    while starts and len(groups) < draws and failures < MOST_FAILURES:
        group = _grown(touching, starts[int(generator.integers(len(starts)))], size, generator)
        if group is None:
            failures += 1
        else:
            failures = 0
            groups.append(group)
    return groups


def _grown(
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
        known = inside.union(edge)
        edge.extend(other for other in touching[place] if other not in known)
    return group


def _touching(evidence: Evidence, neighbours: Neighbours) -> list[list[int]]:
    """The rows of the English districts that each row touches, in order."""
    picture = evidence.picture
    found: list[list[int]] = []
    for row, code in enumerate(picture.codes):
        others = neighbours.get(code, ()) if picture.english[row] else ()
        rows = {picture.rows[other] for other in others if other in picture.rows}
        found.append(sorted(other for other in rows if picture.english[other] and other != row))
    return found


def _share_as_alike(within: float, spreads: Floats) -> float | None:
    if not len(spreads):
        return None
    return (int((spreads <= within).sum()) + 1) / (len(spreads) + 1)


def benjamini_hochberg(shares: Sequence[float]) -> list[float]:
    """The p-values adjusted for testing as many, in the order given."""
    count = len(shares)
    order = sorted(range(count), key=lambda place: shares[place], reverse=True)
    adjusted = [0.0] * count
    lowest = 1.0
    for rank, place in zip(range(count, 0, -1), order, strict=True):
        lowest = min(lowest, shares[place] * count / rank)
        adjusted[place] = lowest
    return adjusted


def _record(
    code: str,
    name: str,
    size: int,
    within: float,
    spreads: Floats,
    share: float | None,
    adjusted: Mapping[float, float],
) -> Alikeness:
    if share is None:
        return Alikeness(code, name, size, within, None, None, None, None, None, "cannot say")
    low, median, high = (float(end) for end in np.quantile(spreads, (0.05, 0.5, 0.95)))
    corrected = adjusted[share]
    return Alikeness(
        code=code,
        name=name,
        districts=size,
        within=within,
        random_low=low,
        random_median=median,
        random_high=high,
        share_as_alike=share,
        adjusted=corrected,
        verdict=(
            "more alike than chance" if corrected < LEVEL else "not clearly more alike than chance"
        ),
    )
