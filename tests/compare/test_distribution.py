"""The rank as a range and the tally of peers, recomputed from the database for all councils."""

from __future__ import annotations

from itertools import permutations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.distribution import load_field, rank_range, tally
from placelib.database.connection import Store
from placelib.model import Observation
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import OfficialFigures
from tests.tiny_database import ALDER, BIRCH, CEDAR, DOGWOOD, ELM, FERN

SAMPLE = ("employment-rate", "cigarette-smokers", "wellbeing-anxiety")


def test_the_range_of_ranks_known_on_paper(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    # 2023: Alder 9 to 11, Birch 17 to 19, Cedar 12.5 to 23.5, Fern 9.5 to 10.5.
    field = load_field(
        OfficialFigures(tiny), tiny_atlas, tiny_catalogue["rate"], tiny_atlas[ALDER], []
    )
    assert [row.area_code for row in field.valued] == [ALDER, FERN, BIRCH, CEDAR]
    ranks = {}
    for row in field.valued:
        found = rank_range(row, field.valued)
        assert found is not None
        ranks[row.area_code] = (found.best, found.worst, found.of)
    assert ranks == {
        ALDER: (3, 4, 4), FERN: (3, 4, 4), BIRCH: (1, 2, 4), CEDAR: (1, 2, 4)
    }  # fmt: skip


def test_without_an_interval_there_is_no_rank(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = load_field(
        OfficialFigures(tiny), tiny_atlas, tiny_catalogue["pay"], tiny_atlas[ALDER], []
    )
    assert field.own is not None
    assert rank_range(field.own, field.valued) is None


def test_the_range_is_what_every_order_within_the_intervals_gives(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = load_field(
        OfficialFigures(tiny), tiny_atlas, tiny_catalogue["rate"], tiny_atlas[ALDER], []
    )
    rows = field.valued
    possible: dict[str, set[int]] = {}
    for order in permutations(rows):
        contradicts = any(
            (order[low].lower or 0) > (order[high].upper or 0)
            for high in range(len(order))
            for low in range(high + 1, len(order))
        )
        if not contradicts:
            for rank, row in enumerate(order, start=1):
                possible.setdefault(row.area_code, set()).add(rank)
    for row in rows:
        found = rank_range(row, rows)
        assert found is not None
        assert (min(possible[row.area_code]), max(possible[row.area_code])) == (
            found.best,
            found.worst,
        )


@pytest.mark.parametrize("slug", SAMPLE)
def test_the_range_of_every_council_is_recomputed(
    slug: str, bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    area = bundled_registry["E08000012"]
    field = load_field(
        OfficialFigures(bundled), bundled_registry, bundled_catalogue[slug], area, []
    )
    assert len(field.valued) > 300
    ends = [(row.area_code, row.lower, row.upper) for row in field.valued]
    for row in field.valued:
        found = rank_range(row, field.valued)
        if row.lower is None or row.upper is None:
            assert found is None
            continue
        assert found is not None
        above = sum(1 for _, lower, _ in ends if lower is not None and lower > row.upper)
        below = sum(1 for _, _, upper in ends if upper is not None and upper < row.lower)
        assert (found.best, found.worst, found.of) == (1 + above, len(ends) - below, len(ends))


def test_one_period_is_compared_and_only_current_areas_of_the_level_count(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    area = bundled_registry["E08000012"]
    peer = bundled_registry["E10000016"]
    indicator = bundled_catalogue["employment-rate"]
    field = load_field(OfficialFigures(bundled), bundled_registry, indicator, area, [peer])
    assert {row.period_label for row in field.rows.values()} == {field.period_label}
    assert all(bundled_registry[row.area_code].level == "ltla" for row in field.valued)
    assert all(bundled_registry[row.area_code].is_current for row in field.valued)
    # A peer of another level has its figure and does not count among the councils.
    assert peer.code in field.rows
    assert peer.code not in {row.area_code for row in field.valued}


def test_a_place_without_a_figure_is_shown_the_peers_newest_period(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = load_field(
        OfficialFigures(tiny),
        tiny_atlas,
        tiny_catalogue["rate"],
        tiny_atlas[DOGWOOD],
        [tiny_atlas[CEDAR]],
    )
    assert field.period_label == "2023"
    assert field.own is not None
    assert field.own.gap == "confidential"
    nobody = load_field(
        OfficialFigures(tiny), tiny_atlas, tiny_catalogue["welsh"], tiny_atlas[ELM], []
    )
    assert (nobody.period_label, nobody.own, nobody.valued) == (None, None, ())


def test_peers_are_counted_by_whether_the_intervals_touch(tiny: Store) -> None:
    newest = observations.latest(tiny, [ALDER, BIRCH, CEDAR, FERN, DOGWOOD, ELM])

    def row(code: str) -> Observation:
        return newest["rate", code]

    found = tally(row(ALDER), [row(BIRCH), row(CEDAR), row(FERN), row(DOGWOOD), None])
    assert (found.higher, found.lower, found.alike, found.silent) == (2, 0, 1, 2)
    assert found.judged


def test_without_intervals_higher_and_lower_only_count_figures(tiny: Store) -> None:
    newest = observations.latest(tiny, [ALDER, BIRCH, FERN])
    found = tally(newest["pay", ALDER], [newest["pay", BIRCH], newest["pay", FERN]])
    assert (found.judged, found.higher, found.lower, found.alike) == (False, 1, 1, 0)
