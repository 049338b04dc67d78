"""The measurement behind docs/measured/comparisons.md, in small."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.statistics.catalogue import Catalogue
from tests.measure.comparisons import (
    DESIGNS,
    PAGE,
    PairCounts,
    council_figures,
    count_pairs,
    difference_coverage,
    rank_coverage,
)


@pytest.fixture(scope="module")
def pairs(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> list[PairCounts]:
    """Every pair of councils on every indicator with intervals."""
    fields = council_figures(bundled, bundled_registry, bundled_catalogue)
    return [count_pairs(indicator, rows) for indicator, rows in fields]


def test_the_new_rule_finds_what_the_old_one_missed(pairs: list[PairCounts]) -> None:
    assert len(pairs) > 25
    for counts in pairs:
        assert counts.old <= counts.new, counts.indicator.slug
    missed = sum(counts.missed for counts in pairs)
    unclear = sum(counts.pairs - counts.old for counts in pairs)
    assert 0.1 < missed / unclear < 0.25


@pytest.mark.parametrize(("shares", "sizes"), DESIGNS)
def test_an_interval_of_a_difference_holds_19_times_in_20(
    shares: tuple[float, float], sizes: tuple[int, int]
) -> None:
    assert 0.93 <= difference_coverage(shares, sizes) <= 0.97


def test_a_range_of_ranks_holds_19_times_in_20_and_is_narrower_than_before(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    fields = council_figures(bundled, bundled_registry, bundled_catalogue)
    rows = next(rows for indicator, rows in fields if indicator.slug == "employment-rate")
    plain, app, width, old_width = rank_coverage(rows)
    assert 0.93 <= app <= 0.97
    assert plain < 0.93
    assert width < old_width


def test_the_page_says_what_is_measured_now(pairs: list[PairCounts]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for counts in pairs:
        assert f"| {counts.indicator.label} | {counts.pairs:,} | " in page
    new = sum(counts.new for counts in pairs)
    assert f"and {new:,} (" in page
