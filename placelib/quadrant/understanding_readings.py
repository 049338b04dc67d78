"""Understanding: by how much less the averages of an authority miss each council's figures.

It is measured on published figures, not on what officials know, and it belongs to the boundary:
nobody in office can raise it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placelib.quadrant.indicator_matrix import Floats, IndicatorMatrix
from placelib.quadrant.shared_variance import (
    FEWEST_COUNCILS,
    VarianceParts,
    compute_interval,
    compute_score,
    compute_variance_parts,
    find_leading_group,
)

# A topic with fewer indicators has an interval too wide to say anything.
FEWEST_IN_TOPIC = 8
# Root mean square distance from England, in standard deviations, below which a ratio of two small
# distances says nothing: the median English council stands at about 0.9.
LEAST_FROM_NATION = 0.6


@dataclass(frozen=True, slots=True)
class LeadingSubTopic:
    """A sub-topic that moves a reading more than all the others together.

    ``part`` is its share of the jackknife's squares, above a half; ``score_without`` is U without
    it.
    """

    name: str
    part: float
    score_without: float


@dataclass(frozen=True, slots=True)
class SharedReading:
    """One reading of shared variance: U with its 90% interval, and θ.

    ``score`` is U (0 the nation's picture, 100 each council's own, 50 halfway; it can lie below 0)
    and ``share`` is θ. None with ``why`` where there is no reading. ``low`` and ``high`` are None
    with ``why`` where there is a point without an interval. ``leading`` is the sub-topic on which
    the reading rests more than on all others, None for most: such an interval is rough.
    """

    score: float | None
    low: float | None
    high: float | None
    share: float | None
    indicators: int
    sub_topics: int
    why: str | None
    leading: LeadingSubTopic | None = None


@dataclass(frozen=True, slots=True)
class TopicReading:
    """The reading over the indicators of one topic."""

    topic: str
    reading: SharedReading


@dataclass(frozen=True, slots=True)
class OtherChoice:
    """How the headline would read under another choice; None where it cannot be reckoned."""

    choice: str
    score: float | None


@dataclass(frozen=True, slots=True)
class IndicatorSpread:
    """One indicator in a group, in standard deviations of English districts.

    ``middle`` is the mean of the councils, each once; ``nation`` the nation's figure; ``within``
    and ``from_nation`` are root mean square distances of the councils with noise removed, 0 where
    the noise is larger.
    """

    slug: str
    label: str
    topic: str
    period_label: str
    middle: float
    nation: float
    within: float
    from_nation: float


@dataclass(frozen=True, slots=True)
class GroupReading:
    """Understanding of a group of councils: the headline, its topics, choices and indicators.

    ``councils`` counts those with figures. ``choices`` are other readings of the same question,
    not part of the interval. ``left_out`` are labels of chosen indicators without a comparison.
    """

    councils: int
    headline: SharedReading
    topics: tuple[TopicReading, ...]
    choices: tuple[OtherChoice, ...]
    indicators: tuple[IndicatorSpread, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CouncilReading:
    """How far the group's picture and the nation's are from one council (or one county).

    ``from_group`` and ``from_nation`` are root mean square distances over the indicators, in
    standard deviations, with noise removed. ``reading`` compares the two; its score is None where
    the council stands too close to the nation. ``neighbours`` counts the councils in the group.
    """

    from_group: float | None
    from_nation: float | None
    neighbours: int
    reading: SharedReading


def read_group(matrix: IndicatorMatrix, rows: Sequence[int], nation: Floats) -> GroupReading:
    """Understanding of any group of councils, touching or not.

    ``rows`` are rows of the matrix and ``nation`` the figures it is held against, as
    ``matrix.england``. Takes about a millisecond.

    Example: ``read_group(matrix, matrix.counted_rows(codes), matrix.england).headline.score``.
    """
    chosen_rows = np.asarray(rows, dtype=int)
    z, noise = matrix.z[chosen_rows], matrix.noise[chosen_rows]
    parts = compute_variance_parts(z, noise, nation)
    headline = _read_parts(matrix, parts, _explain_no_group(len(rows), parts))
    return GroupReading(
        councils=len(rows),
        headline=headline,
        topics=_read_topics(matrix, parts),
        choices=_read_other_choices(matrix, chosen_rows, nation, headline),
        indicators=_list_indicators(matrix, chosen_rows, parts, nation),
        left_out=tuple(
            choice.label
            for column, choice in enumerate(matrix.chosen)
            if column not in set(parts.columns.tolist())
        ),
    )


def read_council(
    matrix: IndicatorMatrix, unit: Sequence[int], members: Sequence[int], nation: Floats
) -> CouncilReading:
    """One council beside the group it belongs to; a county is a unit of several districts.

    The distance to the group's picture makes up for the council's own part in it (n/(n−1); n/(n+1)
    for one that does not count in the group), so that over all councils it adds up to the variance
    within the group.
    """
    parts, comparisons = _compute_parts(matrix, unit, members, nation)
    if not comparisons:
        return CouncilReading(
            None,
            None,
            len(members),
            make_empty_reading("no other council in it has the same figures"),
        )
    from_group = _compute_distance(parts.within.sum(), comparisons)
    from_nation = _compute_distance(parts.from_nation.sum(), comparisons)
    why = None
    if from_nation < LEAST_FROM_NATION:
        why = "it stands so close to the nation’s figures that there is little to share"
    return CouncilReading(from_group, from_nation, len(members), _read_parts(matrix, parts, why))


def compute_council_parts(
    matrix: IndicatorMatrix, unit: Sequence[int], members: Sequence[int], nation: Floats
) -> VarianceParts:
    """The squared distances of one council by indicator, as `read_council` compares them."""
    return _compute_parts(matrix, unit, members, nation)[0]


def _compute_parts(
    matrix: IndicatorMatrix, unit: Sequence[int], members: Sequence[int], nation: Floats
) -> tuple[VarianceParts, float]:
    """The squared distances, and over how many figures they are summed."""
    group = np.asarray(members, dtype=int)
    is_present = np.isfinite(matrix.z[group])
    count = is_present.sum(axis=0)
    mean = np.where(is_present, matrix.z[group], 0.0).sum(axis=0) / np.maximum(count, 1)
    near, far, figures = (np.zeros(len(count)) for _ in range(3))
    for row in unit:
        is_member = int(row in members)
        scale = count / np.maximum(count + 1 - 2 * is_member, 1)
        usable = np.isfinite(matrix.z[row]) & np.isfinite(nation) & (count >= FEWEST_COUNCILS)
        near += np.where(usable, (matrix.z[row] - mean) ** 2 * scale - matrix.noise[row], 0.0)
        far += np.where(usable, (matrix.z[row] - nation) ** 2 - matrix.noise[row], 0.0)
        figures += usable
    columns = np.flatnonzero(figures)
    return VarianceParts(columns, near[columns], far[columns]), float(figures.sum())


def group_parts(matrix: IndicatorMatrix, rows: Sequence[int], nation: Floats) -> VarianceParts:
    """The variances of a group by indicator, for comparisons of two groups."""
    chosen_rows = np.asarray(rows, dtype=int)
    return compute_variance_parts(matrix.z[chosen_rows], matrix.noise[chosen_rows], nation)


def _explain_no_group(councils: int, parts: VarianceParts) -> str | None:
    if councils < FEWEST_COUNCILS:
        return "a group needs two councils or more"
    if not len(parts.columns):
        return "no two of its councils have figures for the same indicator"
    return None


def make_empty_reading(why: str, indicators: int = 0, sub_topics: int = 0) -> SharedReading:
    """A reading that is not there, with its reason."""
    return SharedReading(
        score=None,
        low=None,
        high=None,
        share=None,
        indicators=indicators,
        sub_topics=sub_topics,
        why=why,
    )


def _read_parts(
    matrix: IndicatorMatrix, parts: VarianceParts, why: str | None, *, is_topic: bool = False
) -> SharedReading:
    """One reading; its interval deletes sub-topics, and within a topic single indicators."""
    sub_topics = matrix.sub_topics[parts.columns]
    groups = parts.columns if is_topic else sub_topics
    counts = len(parts.columns), len(np.unique(sub_topics))
    if why is not None:
        return make_empty_reading(why, *counts)
    share = parts.share
    if share is None:
        return make_empty_reading(
            "its councils are no further from the nation than noise alone", *counts
        )
    interval = compute_interval(parts, groups)
    low, high = interval or (None, None)
    missing = None if interval else "the indicators are too few or too noisy for an interval"
    leading = None if is_topic or interval is None else _find_leading(matrix, parts, sub_topics)
    indicators, sub_topic_count = counts
    return SharedReading(
        score=compute_score(share), low=low, high=high, share=share, indicators=indicators,
        sub_topics=sub_topic_count, why=missing, leading=leading,
    )  # fmt: skip


def _find_leading(
    matrix: IndicatorMatrix, parts: VarianceParts, sub_topics: NDArray[np.int_]
) -> LeadingSubTopic | None:
    leading = find_leading_group(parts, sub_topics)
    if leading is None:
        return None
    number, part = leading
    is_other = matrix.sub_topics != number
    share = parts.select(is_other).share
    if share is None:
        return None
    return LeadingSubTopic(matrix.sub_topic_names[number], part, compute_score(share))


def _read_topics(matrix: IndicatorMatrix, parts: VarianceParts) -> tuple[TopicReading, ...]:
    """Topics with enough indicators and an interval; the others say too little."""
    readings = []
    for topic in matrix.topics:
        selected = parts.select(matrix.mask_topic(topic))
        if len(selected.columns) >= FEWEST_IN_TOPIC:
            reading = _read_parts(matrix, selected, None, is_topic=True)
            if reading.low is not None:
                readings.append(TopicReading(topic, reading))
    return tuple(readings)


def _read_other_choices(
    matrix: IndicatorMatrix, rows: NDArray[np.int_], nation: Floats, headline: SharedReading
) -> tuple[OtherChoice, ...]:
    if headline.score is None or headline.share is None:
        return ()
    z, noise = matrix.z[rows], matrix.noise[rows]
    residents = compute_variance_parts(z, noise, nation, matrix.population[rows]).share
    noisy = compute_variance_parts(z, np.zeros_like(noise), nation).share
    return (
        OtherChoice("as on the axis", headline.score),
        OtherChoice("councils counted by residents", _compute_score(residents)),
        OtherChoice("shared variance, on squared distances", 100 * headline.share),
        OtherChoice("sampling noise left in", _compute_score(noisy)),
    )


def _compute_score(share: float | None) -> float | None:
    return None if share is None else compute_score(share)


def _list_indicators(
    matrix: IndicatorMatrix, rows: NDArray[np.int_], parts: VarianceParts, nation: Floats
) -> tuple[IndicatorSpread, ...]:
    spreads = []
    for column, within, from_nation in zip(
        parts.columns.tolist(), parts.within.tolist(), parts.from_nation.tolist(), strict=True
    ):
        choice = matrix.chosen[column]
        spreads.append(
            IndicatorSpread(
                slug=choice.slug,
                label=choice.label,
                topic=choice.topic,
                period_label=choice.period_label or "",
                middle=float(np.nanmean(matrix.z[rows, column])),
                nation=float(nation[column]),
                within=_compute_distance(within, 1.0),
                from_nation=_compute_distance(from_nation, 1.0),
            )
        )
    return tuple(spreads)


def _compute_distance(squares: float, count: float) -> float:
    """A root mean square; 0 where noise is larger than what is seen."""
    return math.sqrt(max(0.0, float(squares)) / count)
