"""Is understanding measured as it claims? Simulations, with their table in docs/measured.

`make measure WHAT=simulations` writes docs/measured/quadrant-simulations.md. All draws are seeded.
The figures are those of the bundled data.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from placelib.areas.registry import AreaRegistry, load_registry
from placelib.database.connection import Store
from placelib.model import LONDON
from placelib.quadrant.chance import compute_scores, compute_shares
from placelib.quadrant.indicator_matrix import IndicatorMatrix
from placelib.quadrant.loading import load_indicator_matrix
from placelib.quadrant.pairs import compare_pairs
from placelib.quadrant.shared_variance import (
    QUANTILE,
    Floats,
    VarianceParts,
    compute_jackknife_error,
    compute_log_ratios_without,
    compute_multiplier,
    compute_score,
    compute_variance_parts,
)
from placelib.quadrant.significance import compute_t_quantile
from placelib.quadrant.understanding_readings import (
    compute_council_parts,
    group_parts,
    read_council,
    read_group,
)
from tests.measure.written import MEASURED, write_report

PAGE = MEASURED / "quadrant-simulations.md"
SIZES = range(2, 18)
PLANTED_SHARES, PLANTED_SIZES = (0.3, 0.5, 0.7), (2, 5, 10)
INDICATORS, SUB_TOPICS = 62, 17
# Standard error of a figure in standard deviations, about that of the bundled figures.
PLANTED_ERROR = 0.3


def random_group_rows(matrix: IndicatorMatrix, groups: int = 3000) -> list[list[str]]:
    """Groups picked from anywhere in England: U at the mean θ, mean and median of U, by size."""
    generator = np.random.default_rng(1)
    english = np.flatnonzero(matrix.english & matrix.is_counted)
    rows = []
    for size in SIZES:
        picked = np.array([generator.choice(english, size, replace=False) for _ in range(groups)])
        shares = compute_shares(matrix, picked)
        scores = compute_scores(shares)
        rows.append(
            [
                str(size),
                f"{compute_score(float(shares.mean())):.1f}",
                f"{scores.mean():.1f}",
                f"{np.median(scores):.1f}",
            ]
        )
    return rows


def planted_parts(generator: np.random.Generator, share: float, councils: int) -> VarianceParts:
    """A made-up group whose true shared variance is ``share``, with noise of a known size."""
    shape = councils, INDICATORS
    z = generator.normal(0, math.sqrt(share), INDICATORS)
    z = (
        z
        + generator.normal(0, math.sqrt(1 - share), shape)
        + generator.normal(0, PLANTED_ERROR, shape)
    )
    return compute_variance_parts(z, np.full(shape, PLANTED_ERROR**2), np.zeros(INDICATORS))


def planted_rows(groups: int = 2000) -> list[list[str]]:
    """Planted θ and what comes back, over all groups of a size together."""
    rows = []
    for share in PLANTED_SHARES:
        cells = [f"{share:.1f}"]
        for councils in PLANTED_SIZES:
            generator = np.random.default_rng([councils, round(100 * share)])
            parts = [planted_parts(generator, share, councils) for _ in range(groups)]
            within = sum(float(one.within.sum()) for one in parts)
            away = sum(float(one.from_nation.sum()) for one in parts)
            cells.append(f"{1 - within / away:.3f}")
        rows.append(cells)
    return rows


def coverage_of(
    parts: VarianceParts,
    groups: NDArray[np.int_],
    draws: int = 4000,
    *,
    multiplier: float | None = None,
) -> float:
    """How often the interval holds U when the groups of indicators are drawn again.

    The groups as they are stand for all there could be; as many are drawn with replacement, the
    interval is reckoned from those, and it should hold the value over all of them. ``multiplier``
    is how many jackknife errors it reaches either side, as published unless another is tried.
    """
    multiplier = compute_multiplier(parts, groups) if multiplier is None else multiplier
    within, away = _sums_by_group(parts, groups)
    count = len(within)
    picked = np.random.default_rng(2).integers(0, count, (draws, count))
    sums = [values[picked].sum(axis=1) for values in (within, away)]
    left = [
        total[:, None] - values[picked] for total, values in zip(sums, (within, away), strict=True)
    ]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios, whole = np.log(left[0] / left[1]), np.log(sums[0] / sums[1])
        spread = ((ratios - ratios.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
        reach = multiplier * np.sqrt((count - 1) / count * spread)
        truth = math.log(within.sum() / away.sum())
        usable = np.isfinite(reach) & np.isfinite(whole)
    return float((np.abs(whole - truth) <= reach)[usable].mean())


def redrawn_coverage(parts: VarianceParts, groups: NDArray[np.int_], draws: int = 400) -> float:
    """How often the interval holds U when the multiplier too is worked out from each draw."""
    within, away = _sums_by_group(parts, groups)
    names = np.arange(len(within))
    truth = math.log(within.sum() / away.sum())
    generator = np.random.default_rng(4)
    held = []
    for _ in range(draws):
        picked = generator.integers(0, len(names), len(names))
        drawn = VarianceParts(names, within[picked], away[picked])
        ratios = compute_log_ratios_without(drawn, names)
        if ratios is not None:
            reach = compute_multiplier(drawn, names) * compute_jackknife_error(ratios)
            middle = math.log(drawn.within.sum() / drawn.from_nation.sum())
            held.append(abs(middle - truth) <= reach)
    return float(np.mean(held))


def _sums_by_group(parts: VarianceParts, groups: NDArray[np.int_]) -> tuple[Floats, Floats]:
    _, place = np.unique(groups, return_inverse=True)
    return np.bincount(place, parts.within), np.bincount(place, parts.from_nation)


def coverage_rows(
    matrix: IndicatorMatrix, registry: AreaRegistry, redraws: int = 400
) -> tuple[list[list[str]], float]:
    """The coverage of each authority's interval in three ways, and the mean as published."""
    rows, shares = [], []
    for code, members in authorities_of(registry).items():
        group = matrix.counted_rows(members)
        parts = group_parts(matrix, group, matrix.england)
        reading = read_group(matrix, group, matrix.england).headline
        sub_topics = matrix.sub_topics[parts.columns]
        student = compute_t_quantile(QUANTILE, len(np.unique(sub_topics)) - 1)
        coverages = (
            coverage_of(parts, sub_topics, multiplier=student),
            coverage_of(parts, sub_topics),
            redrawn_coverage(parts, sub_topics, redraws),
        )
        shares.append(coverages[1])
        interval = f"{reading.low:.0f} to {reading.high:.0f}"
        leading = reading.leading.name if reading.leading else "–"
        percentages = [f"{100 * share:.0f}%" for share in coverages]
        rows.append([registry[code].name, f"{reading.score:.0f}", interval, *percentages, leading])
    return rows, float(np.mean(shares))


def topic_coverage(matrix: IndicatorMatrix, registry: AreaRegistry) -> list[list[str]]:
    """The mean coverage of the intervals of topics, whose indicators are drawn again."""
    found: dict[str, list[float]] = {}
    for members in authorities_of(registry).values():
        group = matrix.counted_rows(members)
        parts = group_parts(matrix, group, matrix.england)
        for topic in read_group(matrix, group, matrix.england).topics:
            selected = parts.select(matrix.mask_topic(topic.topic))
            share = coverage_of(selected, selected.columns)
            found.setdefault(topic.topic, []).append(share)
    return [
        [topic, str(len(shares)), f"{100 * np.mean(shares):.0f}%"]
        for topic, shares in found.items()
    ]


def council_coverage(matrix: IndicatorMatrix, registry: AreaRegistry) -> tuple[int, float]:
    """How many councils have an interval, and the mean coverage of these."""
    shares = []
    for members in authorities_of(registry).values():
        group = matrix.counted_rows(members)
        for row in group:
            parts = compute_council_parts(matrix, [row], group, matrix.england)
            if read_council(matrix, [row], group, matrix.england).reading.low is not None:
                shares.append(coverage_of(parts, matrix.sub_topics[parts.columns], 1000))
    return len(shares), float(np.mean(shares))


def false_pairs(pairs: int = 4000) -> float:
    """How often two made-up authorities of the same true θ differ, one pair tested at 5%."""
    generator = np.random.default_rng(3)
    sub_topics = np.arange(INDICATORS) % SUB_TOPICS
    different = 0
    for _ in range(pairs):
        groups = {name: planted_parts(generator, 0.4, 5) for name in ("A", "B")}
        (pair,) = compare_pairs(groups, sub_topics)
        different += pair.p_value < 0.05
    return different / pairs


def authorities_of(registry: AreaRegistry) -> dict[str, list[str]]:
    """The districts of every authority and of Greater London, by the authority's code."""
    areas = sorted(registry.areas.values(), key=lambda area: area.name)
    return {
        area.code: [member.code for member in registry.members(area.code)]
        for area in areas
        if area.is_current and area.has_page and (area.level == "cauth" or area.code == LONDON)
    }


def seconds_for_all(matrix: IndicatorMatrix, registry: AreaRegistry) -> float:
    """Processor time for every authority and each of its councils."""
    started = time.process_time()
    for members in authorities_of(registry).values():
        rows = matrix.counted_rows(members)
        read_group(matrix, rows, matrix.england)
        for code in members:
            read_council(matrix, [matrix.rows[code]], rows, matrix.england)
    return time.process_time() - started


def format_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def write_page(matrix: IndicatorMatrix, registry: AreaRegistry) -> str:
    """The whole page as Markdown."""
    coverage, mean_coverage = coverage_rows(matrix, registry)
    councils, mean_council = council_coverage(matrix, registry)
    header = ["θ planted", *(f"{size} councils" for size in PLANTED_SIZES)]
    return "\n\n".join(
        [
            "# Simulations of understanding",
            (
                "Written by `make measure WHAT=simulations` from the bundled "
                "figures; all draws are seeded."
            ),
            "## Groups picked at random from anywhere in England",
            (
                "They share nothing, whatever their size: U at the mean θ stays within 2 of 0. The "
                "mean of U itself leans upwards for two councils, because U is a root."
            ),
            format_table(
                ["Councils", "U at the mean θ", "Mean U", "Median U"], random_group_rows(matrix)
            ),
            "## A planted θ comes back",
            f"Made-up groups of {INDICATORS} indicators with a standard error of {PLANTED_ERROR}.",
            format_table(header, planted_rows()),
            "## How often the 90% interval holds",
            (
                "The sub-topics of each authority are drawn again with replacement. With Student's "
                "t alone the interval is too narrow where a single sub-topic moves the answer more "
                "than all the others together. It is widened there by the studentised bootstrap, "
                f"and holds in {100 * mean_coverage:.1f}% on average. The last share works the "
                "widening out anew on each draw: nothing that is reckoned from a draw without the "
                "leading sub-topic can know of it. So these intervals are called rough on the page."
            ),
            format_table(
                [
                    "Authority",
                    "U",
                    "90% interval",
                    "Student’s t alone",
                    "As published",
                    "Widened anew",
                    "Leading sub-topic",
                ],
                coverage,
            ),
            "By topic, with its indicators drawn again:",
            format_table(["Topic", "Authorities", "Holds"], topic_coverage(matrix, registry)),
            (
                f"For the {councils} councils with an interval it holds in "
                f"{100 * mean_council:.1f}% on average."
            ),
            "## Two authorities that are the same",
            (
                f"Of made-up pairs with the same true θ, {100 * false_pairs():.1f}% come out as "
                "different at 5%, one pair tested by itself. A pair differs only where both "
                "Student's t and the studentised bootstrap say so."
            ),
            "## Speed",
            (
                "Every authority and each of its councils takes "
                f"{seconds_for_all(matrix, registry):.1f} seconds of processor time."
            ),
        ]
    )


def main() -> None:
    """Write the page."""
    store = Store()
    page = write_page(load_indicator_matrix(store), load_registry(store))
    write_report(PAGE, page)


if __name__ == "__main__":
    main()
