"""An index, a gap to England and the doubts of the publisher, recomputed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import OfficialFigures
from placelib.trends.settings import TrendsView
from placelib.trends.trajectories import (
    Trajectory,
    build_published,
    count_gaps,
    explain_no_index,
    find_first_common_period,
    find_quality,
    index_tracks,
    measure_benchmark_gaps,
)
from placelib.views.trends import assemble_trends
from tests.tiny_database import ALDER, BIRCH, CEDAR, DOGWOOD, ENGLAND


def _tracks(store: Store, registry: AreaRegistry, slug: str, codes: list[str]):  # type: ignore[no-untyped-def]  # noqa: ANN202
    found = {
        code: rows for (_, code), rows in observations.read_series(store, [slug], codes).items()
    }
    return build_published([registry[code] for code in codes], found), found


def test_the_first_common_period_is_the_first_in_which_all_have_a_figure(
    tiny: Store, tiny_registry: AreaRegistry
) -> None:
    tracks, _ = _tracks(tiny, tiny_registry, "rate", [ALDER, BIRCH])
    base = find_first_common_period(tracks)
    assert base is not None
    assert base.period == "2022-01-01/P1Y"
    tracks, _ = _tracks(tiny, tiny_registry, "rate", [ALDER, CEDAR, DOGWOOD])
    base = find_first_common_period(tracks)
    # Dogwood has no figure at all and does not stand in the way.
    assert base is not None
    assert base.period == "2023-01-01/P1Y"


def test_nothing_is_indexed_to_zero_or_without_a_common_period(
    tiny: Store, tiny_registry: AreaRegistry
) -> None:
    tracks, _ = _tracks(tiny, tiny_registry, "pay", ["W06000001"])
    assert find_first_common_period(tracks) is None
    assert find_first_common_period([]) is None


def test_an_index_scales_the_figure_and_its_interval(
    tiny: Store, tiny_registry: AreaRegistry
) -> None:
    tracks, _ = _tracks(tiny, tiny_registry, "rate", [ALDER])
    base = find_first_common_period(tracks)
    assert base is not None
    (track,) = index_tracks(tracks, base)
    first, last = track.plotted
    assert first.value == pytest.approx(100)
    assert last.value == pytest.approx(100 * 10 / 13)
    assert last.lower == pytest.approx(100 * 9 / 13)
    assert last.upper == pytest.approx(100 * 11 / 13)
    assert track.published[1].value == 10.0


def test_a_gap_to_england_has_the_interval_of_the_difference_and_stays_a_gap_without_england(
    tiny: Store, tiny_registry: AreaRegistry
) -> None:
    tracks, found = _tracks(tiny, tiny_registry, "rate", [ALDER, ENGLAND])
    levels = {row.period: row for row in found[ENGLAND] if row.value is not None}
    alder, england = measure_benchmark_gaps(tracks, levels, "England")
    before, now = alder.plotted
    assert (before.value, before.gap) == (None, "no figure for England")
    # One on the place's side and 0.1 on England's: the root of 1.01.
    assert (now.value, now.lower, now.upper) == pytest.approx((-3.0, -4.004988, -1.995012))
    # England beside itself has no interval.
    assert [(one.value, one.lower, one.upper) for one in england.plotted] == [(0.0, None, None)]


def test_gaps_are_counted_by_reason(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    tracks, _ = _tracks(tiny, tiny_registry, "survey", [ALDER, CEDAR])
    assert count_gaps(tiny_catalogue["survey"], tracks) == {"low reliability": 1}


def test_what_the_publisher_doubts_is_told_from_the_rest(tiny: Store) -> None:
    one = observations.read_series(tiny, ["rate"], [ALDER])["rate", ALDER][0]
    assert find_quality(one) == ""
    assert find_quality(replace(one, note="Estimate and confidence interval unreliable")) == (
        "low reliability"
    )
    assert find_quality(replace(one, status="p")) == "provisional"
    assert find_quality(replace(one, value=None, status="u", gap="low reliability")) == ""


def test_the_small_samples_of_the_bundle_are_doubted(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    codes = [area.code for area in bundled_registry.current("ltla")]
    found = observations.read_series(bundled, ["no-qualifications-great-britain"], codes)
    doubted = [one for rows in found.values() for one in rows if find_quality(one)]
    assert doubted
    assert all("unreliable" in (one.note or "") for one in doubted)


def test_an_index_is_refused_of_a_change_of_what_can_be_negative_and_of_a_small_base(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rate = tiny_catalogue["rate"]
    rows = observations.read_series(tiny, ["rate"], [ALDER])["rate", ALDER]
    track = Trajectory(tiny_registry[ALDER], rows, rows)
    base = next(row for row in rows if row.value is not None)
    assert explain_no_index(rate, [track], base) == ""
    change = replace(rate, label="Five-year population change")
    assert "says nothing" in explain_no_index(change, [track], base)
    below = replace(track, published=(*rows, replace(rows[-1], value=-0.2)))
    assert "says nothing" in explain_no_index(rate, [below], base)
    small = replace(track, published=(replace(base, value=0.1), rows[-1]))
    assert "rounding alone" in explain_no_index(rate, [small], base)


def test_the_gap_of_a_total_to_a_larger_place_is_not_measured(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    view = TrendsView(indicator="people", areas=(ALDER,), view="gap", bands="first")
    content = assemble_trends(tiny_registry, OfficialFigures(tiny), tiny_catalogue["people"], view)
    assert content.tracks == ()
    assert content.why_not == "it is a total, which grows with the size of the place"
