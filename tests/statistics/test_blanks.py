"""Every blank of the source can be reached, and says why it is one."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.maps.areas import build_map_figures, list_drawn_areas
from placelib.maps.settings import LEVELS
from placelib.model import Observation
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import OfficialFigures
from placelib.views.observation_rows import build_figure_row
from tests.recomputed import World


@pytest.fixture(scope="module")
def blanks(bundled: Store, bundled_catalogue: Catalogue) -> dict[str, tuple[Observation, ...]]:
    """The blanks of each indicator, as the page Data and methods lists them."""
    return {slug: observations.read_blanks(bundled, slug) for slug in bundled_catalogue.indicators}


def test_the_lists_hold_every_blank_of_the_source(
    blanks: dict[str, tuple[Observation, ...]], world: World
) -> None:
    listed = {
        (one.indicator, one.area_code, one.period) for rows in blanks.values() for one in rows
    }
    raw = {
        (slug, row.code, row.period)
        for (slug, _), rows in world.rows.items()
        for row in rows
        if row.value is None
    }
    assert listed == raw
    assert len(raw) > 8_000


def test_every_blank_has_a_place_a_period_and_a_reason_in_words(
    blanks: dict[str, tuple[Observation, ...]],
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
) -> None:
    for slug, rows in blanks.items():
        for one in rows:
            row = build_figure_row(bundled_catalogue[slug], bundled_registry[one.area_code], one)
            assert row["Figure"] in {"[c]", "[x]", "[z]", "[u]", "no value"}
            assert row["Reason for a gap"]
            assert row["Place"]
            assert row["Period"]
            assert observations.describe_gap(one)


def test_a_blank_of_a_place_with_a_page_stands_in_its_series(
    blanks: dict[str, tuple[Observation, ...]], bundled: Store, bundled_registry: AreaRegistry
) -> None:
    for slug, rows in blanks.items():
        codes = {
            one.area_code
            for one in rows
            if bundled_registry[one.area_code].has_page
            and bundled_registry[one.area_code].is_current
        }
        series = observations.read_series(bundled, [slug], sorted(codes))
        for one in rows:
            if one.area_code in codes:
                assert one in series[slug, one.area_code]


def test_the_map_shows_the_blanks_of_its_period_with_the_same_reason(
    blanks: dict[str, tuple[Observation, ...]],
    bundled: Store,
    bundled_registry: AreaRegistry,
    bundled_catalogue: Catalogue,
) -> None:
    seen, source = 0, OfficialFigures(bundled)
    for slug, rows in blanks.items():
        indicator = bundled_catalogue[slug]
        for level in LEVELS:
            areas = list_drawn_areas(bundled_registry, level)
            codes = {area.code for area in areas}
            known = {one.period for one in source.list_periods(slug, sorted(codes))}
            here = {
                (one.area_code, one.period): one
                for one in rows
                if one.area_code in codes and one.period in known
            }
            # The two newest: all would take a minute, and every period goes the same way.
            for period in sorted({period for _, period in here})[-2:]:
                found = build_map_figures(bundled_registry, source, indicator, areas, level, period)
                shown = {one.area.code: one.missing for one in found}
                for (code, when), one in here.items():
                    if when == period:
                        assert shown[code] == observations.describe_gap(one)
                        seen += 1
    assert seen > 1_000
