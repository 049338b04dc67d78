"""What the rule on differences says beside the one before it, and how often its intervals hold.

`make measure WHAT=comparisons` writes docs/measured/comparisons.md from the bundled figures. All
draws are seeded.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placelib.areas.registry import AreaRegistry, load_registry
from placelib.database.connection import Store
from placelib.model import Indicator, Observation
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue, load_catalogue
from placelib.statistics.comparison import OVERLAP, compare_periods
from placelib.statistics.false_claims import FalseClaims, load_false_claims
from placelib.statistics.figure_source import OfficialFigures
from placelib.statistics.ranks import simulate_ranks
from tests.measure.written import MEASURED, write_report

PAGE = MEASURED / "comparisons.md"
# The last part of the page, written by hand.
JUDGED = "## Twenty statements, judged by hand"
Z = 1.959963984540054
SAMPLES, ROUNDS, DRAWS = 4000, 6, 1000
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PairCounts:
    """Pairs of councils on an indicator: all, clear by each rule, and what the old rule missed.

    ``missed`` of those that the old rule called not clear lie more than 1.96 standard errors apart.
    """

    indicator: Indicator
    pairs: int
    old: int
    new: int
    missed: int


def council_figures(
    store: Store, registry: AreaRegistry, catalogue: Catalogue
) -> Iterator[tuple[Indicator, list[Observation]]]:
    """The councils' figures with an interval for the newest period that most of them have."""
    codes = [area.code for area in registry.current("ltla")]
    source = OfficialFigures(store)
    for indicator in catalogue.with_data():
        if not indicator.has_interval or not indicator.standardised:
            continue
        periods = source.list_periods(indicator.slug, codes)
        fullest = max(period.areas for period in periods)
        newest = [period for period in periods if 2 * period.areas >= fullest][-1]
        rows = source.read_period(indicator.slug, newest.period)
        with_interval = [row for code in codes if (row := rows.get(code)) and row.has_interval]
        if len(with_interval) >= 50:
            yield indicator, with_interval


def count_pairs(indicator: Indicator, rows: Sequence[Observation]) -> PairCounts:
    """Every pair of councils by both rules."""
    figures, lower, upper = columns_of(rows)
    first, second = np.triu_indices(len(rows), 1)
    gap = figures[first] - figures[second]
    below = np.hypot(figures[first] - lower[first], upper[second] - figures[second])
    above = np.hypot(upper[first] - figures[first], figures[second] - lower[second])
    shown = np.round(figures * 10.0**indicator.decimals)
    is_new = ((gap - below > 0) | (gap + above < 0)) & (shown[first] != shown[second])
    is_old = (lower[first] > upper[second]) | (upper[first] < lower[second])
    errors = (upper - lower) / (2 * Z)
    scores = np.abs(gap) / np.maximum(np.hypot(errors[first], errors[second]), 1e-12)
    return PairCounts(
        indicator=indicator,
        pairs=len(gap),
        old=int(is_old.sum()),
        new=int(is_new.sum()),
        missed=int((~is_old & (scores > Z)).sum()),
    )


def columns_of(rows: Sequence[Observation]) -> tuple[Floats, Floats, Floats]:
    """Figures, lower ends and upper ends."""
    figures = np.array([row.value for row in rows], dtype=float)
    lower = np.array([row.lower for row in rows], dtype=float)
    upper = np.array([row.upper for row in rows], dtype=float)
    return figures, lower, upper


def count_changes(
    store: Store, registry: AreaRegistry, catalogue: Catalogue
) -> tuple[int, int, int, int, int]:
    """All changes from first to last figure of every place with a page.

    Returned are: judged, clear by the old rule, clear by the new one, called no clear change by the
    old, and of these beyond 1.96 standard errors.
    """
    codes = [area.code for area in registry.areas.values() if area.has_page and area.is_current]
    judged = old = new = unclear = missed = 0
    for indicator in catalogue.with_data():
        if not indicator.has_interval:
            continue
        series = observations.read_series(store, [indicator.slug], codes)
        for rows in series.values():
            change = compare_periods(indicator, rows)
            if change is None or change.why == OVERLAP:
                continue
            first, last = change.first, change.last
            if first.lower is None or first.upper is None:
                continue
            if last.lower is None or last.upper is None:
                continue
            judged += 1
            is_old = last.lower > first.upper or last.upper < first.lower
            errors = math.hypot(first.upper - first.lower, last.upper - last.lower) / (2 * Z)
            old += is_old
            new += change.direction != "no clear change"
            unclear += not is_old
            missed += not is_old and abs(change.difference.size) > Z * errors
    return judged, old, new, unclear, missed


def wilson_interval(count: NDArray[np.int64], size: int) -> tuple[Floats, Floats, Floats]:
    """Shares from samples with their Wilson intervals, which publishers give; not symmetric."""
    share, reach = count / size, Z * Z / size
    middle = (share + reach / 2) / (1 + reach)
    half = Z / (1 + reach) * np.sqrt(share * (1 - share) / size + reach / (4 * size))
    return share, middle - half, middle + half


def difference_coverage(shares: tuple[float, float], sizes: tuple[int, int]) -> float:
    """How often MOVER's interval of the difference of two sampled shares holds the true one."""
    generator = np.random.default_rng(11)
    (first, low, high), (second, other_low, other_high) = (
        wilson_interval(generator.binomial(size, share, SAMPLES), size)
        for share, size in zip(shares, sizes, strict=True)
    )
    gap, truth = first - second, shares[0] - shares[1]
    lower = gap - np.hypot(first - low, other_high - second)
    upper = gap + np.hypot(high - first, second - other_low)
    return float(np.mean((lower <= truth) & (truth <= upper)))


DESIGNS: tuple[tuple[tuple[float, float], tuple[int, int]], ...] = (
    ((0.6, 0.675), (900, 340)),
    ((0.12, 0.2), (400, 250)),
    ((0.05, 0.05), (300, 300)),
    ((0.01, 0.04), (500, 500)),
    ((0.7, 0.75), (250, 60_000)),
)


def rank_coverage(rows: Sequence[Observation]) -> tuple[float, float, float, float]:
    """How often ranges of ranks hold the true rank, by three methods, and their mean widths.

    Returned are: draws around the published figures, and around the figures moved to the mean (as
    in the app), each as a share; the mean width of the app's ranges and of those that rest on
    whether two intervals touch.
    """
    generator = np.random.default_rng(5)
    plain, moved, widths, old_widths = list[bool](), list[bool](), list[float](), list[float]()
    for _ in range(ROUNDS):
        sampled, truths = sample_again(rows, generator)
        figures, lower, upper = columns_of(sampled)
        true_rank = np.empty(len(rows), dtype=int)
        true_rank[np.argsort(-truths)] = np.arange(1, len(rows) + 1)
        draws = generator.normal(figures, (upper - lower) / (2 * Z), (DRAWS, len(rows)))
        ranks = np.argsort(np.argsort(-draws, axis=1), axis=1) + 1
        low, high = np.quantile(ranks, (0.025, 0.975), axis=0)
        plain += list((low <= true_rank) & (true_rank <= high))
        ranges = simulate_ranks(sampled, DRAWS)
        for row, rank in zip(sampled, true_rank, strict=True):
            range_of_ranks = ranges[row.area_code]
            moved.append(bool(range_of_ranks.best <= rank <= range_of_ranks.worst))
            widths.append(range_of_ranks.worst - range_of_ranks.best)
        above = (lower[None, :] > upper[:, None]).sum(axis=1)
        below = (upper[None, :] < lower[:, None]).sum(axis=1)
        old_widths += list(len(rows) - 1 - above - below)
    return (
        float(np.mean(plain)),
        float(np.mean(moved)),
        float(np.mean(widths)),
        float(np.mean(old_widths)),
    )


def sample_again(
    rows: Sequence[Observation], generator: np.random.Generator
) -> tuple[list[Observation], Floats]:
    """New true figures that spread as the published ones do without their noise, and samples."""
    figures, lower, upper = columns_of(rows)
    errors = (upper - lower) / (2 * Z)
    share = max(0.01, 1 - float(np.mean(errors**2)) / float(figures.var()))
    truths = figures.mean() + math.sqrt(share) * (generator.permutation(figures) - figures.mean())
    samples = generator.normal(truths, errors)
    again = [
        Observation(
            indicator=row.indicator, area_code=row.area_code, period=row.period,
            period_label=row.period_label, starts=row.starts, ends=row.ends, value=float(value),
            lower=float(value - Z * error), upper=float(value + Z * error), status=None, gap=None,
            note=None,
        )
        for row, value, error in zip(rows, samples, errors, strict=True)
    ]  # fmt: skip
    return again, truths


def claim_row(claims: FalseClaims | None, label: str) -> list[str]:
    """One indicator of the table of false claims."""
    if claims is None:
        return [label, "", "", "", "", ""]
    return [
        label,
        f"{claims.comparisons}",
        f"{claims.clear}",
        f"{claims.confirmed}",
        f"{claims.by_luck:.1f}",
        f"{claims.share_by_luck:.0%}{' **noisy**' if claims.is_noisy else ''}",
    ]


def format_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose first column is words and whose others are numbers."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def render_page(store: Store) -> str:
    """The whole page as Markdown."""
    registry, catalogue = load_registry(store), load_catalogue(store)
    fields = list(council_figures(store, registry, catalogue))
    pairs = [count_pairs(indicator, rows) for indicator, rows in fields]
    judged, old, new, unclear, missed = count_changes(store, registry, catalogue)
    ranks = [(indicator.label, len(rows), rank_coverage(rows)) for indicator, rows in fields]
    all_pairs = sum(counts.pairs for counts in pairs)
    all_old, all_new = sum(counts.old for counts in pairs), sum(counts.new for counts in pairs)
    all_missed = sum(counts.missed for counts in pairs)
    return "\n\n".join(
        [
            "# Comparisons: the rule, beside the one before it",
            (
                "Written by `make measure WHAT=comparisons` from the bundled figures; all draws "
                "are seeded."
            ),
            "## Every pair of councils",
            (
                "Old: clear when the two 95% intervals do not touch. New: clear when the 95% "
                "interval of the difference (MOVER) leaves out 0. Missed: called not clearly "
                "different by the old rule, and more than 1.96 standard errors apart. Of "
                f"{all_pairs:,} pairs {all_old:,} ({all_old / all_pairs:.0%}) were clear and "
                f"{all_new:,} ({all_new / all_pairs:.0%}) are; the old rule missed "
                f"{all_missed:,}, {all_missed / (all_pairs - all_old):.0%} of what it called not "
                "clearly different."
            ),
            format_table(
                ["Indicator", "Pairs", "Clear, old", "Clear, new", "Missed by the old"],
                [
                    [
                        counts.indicator.label,
                        f"{counts.pairs:,}",
                        f"{counts.old / counts.pairs:.0%}",
                        f"{counts.new / counts.pairs:.0%}",
                        f"{counts.missed / max(1, counts.pairs - counts.old):.0%}",
                    ]
                    for counts in pairs
                ],
            ),
            "## Every change from the first figure to the last",
            (
                f"Of {judged:,} changes with two intervals and no overlap {old:,} were clear by "
                f"the old rule and {new:,} are by the new one. Of {unclear:,} that the old rule "
                f"called no clear change {missed:,} ({missed / unclear:.0%}) lie beyond 1.96 "
                "standard errors."
            ),
            "## How often the interval of a difference holds",
            (
                f"Two samples of people, drawn {SAMPLES:,} times; each share has the Wilson "
                "interval that a publisher would give, which is not symmetric."
            ),
            format_table(
                ["True shares", "Sample sizes", "Holds"],
                [
                    [
                        f"{shares[0]:.1%} and {shares[1]:.1%}",
                        f"{sizes[0]:,} and {sizes[1]:,}",
                        f"{difference_coverage(shares, sizes):.1%}",
                    ]
                    for shares, sizes in DESIGNS
                ],
            ),
            "## How often a range of ranks holds the true rank",
            (
                "Truths are made that spread as the councils' figures do without their noise, and "
                f"sampled anew {ROUNDS} times with the published intervals. “Plain” draws around "
                "the published figures; the app draws around the figures moved to the mean by "
                "their share of noise. Width: places between the best and the worst rank, "
                "and the same by the old rule (whether intervals touch)."
            ),
            format_table(
                ["Indicator", "Councils", "Plain holds", "App holds", "Width", "Old width"],
                [
                    [
                        label,
                        f"{count}",
                        f"{plain:.1%}",
                        f"{moved:.1%}",
                        f"{width:.0f}",
                        f"{old_width:.0f}",
                    ]
                    for label, count, (plain, moved, width, old_width) in ranks
                ],
            ),
            "## How many clear differences from the benchmark are luck",
            (
                "All councils beside England (or the United Kingdom). Confirmed: still clear when "
                "all comparisons are allowed for (Benjamini and Hochberg, 5%). By luck: expected "
                "among the clear ones (Storey). An indicator with more than a fifth carries a note."
            ),
            format_table(
                ["Indicator", "Comparisons", "Clear", "Confirmed", "By luck", "Share"],
                [
                    claim_row(load_false_claims(store, registry, indicator), indicator.label)
                    for indicator, _ in fields
                ],
            ),
        ]
    )


def main() -> None:
    """Write the page."""
    # What people have judged stays as it is.
    judged = PAGE.read_text("utf-8").partition(JUDGED)[2] if PAGE.is_file() else ""
    write_report(PAGE, f"{render_page(Store())}\n\n{JUDGED}{judged}")


if __name__ == "__main__":
    main()
