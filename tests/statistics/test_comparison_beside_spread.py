"""The publisher's own explorer judges by how far areas spread; here the interval judges.

It calls a figure similar to another when they are no further apart than the median absolute
deviation of all areas of the level (times 1.4826). In one verdict of six the 95% interval of the
difference says otherwise. Those cases are found here in the bundled database, so that no change of
rule lets them through.
"""

from __future__ import annotations

import math
from collections import Counter
from statistics import median

import pytest

from placelib.areas.registry import AreaRegistry, list_benchmark_codes
from placelib.database.connection import Store
from placelib.maps.areas import MapFigure, build_map_figures, choose_usual_period, list_areas_within
from placelib.model import UNITED_KINGDOM
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import OfficialFigures

# Of a normal distribution, this many median absolute deviations are one standard deviation.
SCALE = 1.4826


@pytest.fixture(scope="module")
def judged(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> list[tuple[MapFigure, float, str, str]]:
    """Each district figure with an interval: benchmark, verdict by spread, and by interval."""
    found = []
    areas = list_areas_within(bundled_registry, "ltla", UNITED_KINGDOM)
    nations = list_areas_within(bundled_registry, "ctry", UNITED_KINGDOM)
    source = OfficialFigures(bundled)
    both = (*areas, *nations, bundled_registry[UNITED_KINGDOM])
    for indicator in bundled_catalogue.with_data():
        usual = choose_usual_period(
            source.list_periods(indicator.slug, [area.code for area in areas])
        )
        if usual is None or not indicator.standardised:
            continue
        rows = build_map_figures(bundled_registry, source, indicator, both, "ltla", usual.period)
        values = {one.area.code: one.value for one in rows if one.value is not None}
        spread = _deviation([values[area.code] for area in areas if area.code in values])
        levels = {one.area.code: one.observation for one in rows if one.value is not None}
        for one in rows[: len(areas)]:
            row = one.observation
            level = next((levels[c] for c in list_benchmark_codes(one.area) if c in levels), None)
            if row is None or row.value is None or row.lower is None or row.upper is None:
                continue
            if level is None or level.value is None:
                continue
            gap = row.value - level.value
            by_spread = _side(gap, gap, spread)
            # Where England has no interval its figure counts as exact.
            below = math.hypot(row.value - row.lower, (level.upper or level.value) - level.value)
            above = math.hypot(row.upper - row.value, level.value - (level.lower or level.value))
            found.append((one, level.value, by_spread, _side(gap - below, gap + above, 0.0)))
    return found


def _deviation(values: list[float]) -> float:
    middle = median(values)
    return SCALE * median(abs(value - middle) for value in values)


def _side(low: float, high: float, reach: float) -> str:
    if low > reach:
        return "higher"
    return "lower" if high < -reach else "not clearly different"


def test_spread_and_interval_disagree_on_one_district_verdict_in_six(
    judged: list[tuple[MapFigure, float, str, str]],
) -> None:
    unlike = [one for one in judged if one[2] != one[3]]
    assert len(judged) > 8_000
    assert len(unlike) / len(judged) == pytest.approx(1 / 6, abs=0.02)
    # Both ways: a spread calls clear differences similar, and unclear ones different.
    kinds = Counter((by_spread, by_interval) for _, _, by_spread, by_interval in unlike)
    for by_spread, by_interval in (
        ("not clearly different", "higher"),
        ("not clearly different", "lower"),
        ("higher", "not clearly different"),
        ("lower", "not clearly different"),
    ):
        assert kinds[by_spread, by_interval] > 50


def test_in_every_such_case_the_interval_judges_here(
    judged: list[tuple[MapFigure, float, str, str]],
) -> None:
    wrong = [
        f"{one.area.name}: {one.verdict.kind}, not {by_interval}"
        for one, _, by_spread, by_interval in judged
        if by_spread != by_interval and one.verdict.kind != by_interval
    ]
    assert wrong == []
