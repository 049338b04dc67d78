"""The field of a place among all areas of its level, and how its peers are counted."""

from __future__ import annotations

from dataclasses import replace

from placelib.areas.registry import AreaRegistry
from placelib.compare.distribution import PeerCounts, count_peers, load_field
from placelib.database.connection import Store
from placelib.model import Observation
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import OfficialFigures
from tests.tiny_database import ALDER, BIRCH, CEDAR, DOGWOOD, ELM, FERN


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
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = load_field(
        OfficialFigures(tiny),
        tiny_registry,
        tiny_catalogue["rate"],
        tiny_registry[DOGWOOD],
        [tiny_registry[CEDAR]],
    )
    assert field.period_label == "2023"
    assert field.area_row is not None
    assert field.area_row.gap == "confidential"
    nobody = load_field(
        OfficialFigures(tiny), tiny_registry, tiny_catalogue["welsh"], tiny_registry[ELM], []
    )
    assert (nobody.period_label, nobody.area_row, nobody.valued) == (None, None, ())


def test_peers_are_counted_by_the_interval_of_the_difference(
    tiny: Store, tiny_catalogue: Catalogue
) -> None:
    newest, rate = (
        observations.read_latest(tiny, [ALDER, BIRCH, CEDAR, FERN, DOGWOOD, ELM]),
        tiny_catalogue["rate"],
    )

    def row(code: str) -> Observation:
        return newest["rate", code]

    peers = [row(BIRCH), row(CEDAR), row(FERN), row(DOGWOOD), None]
    # Alder 9 to 11, Birch 17 to 19, Cedar 12.5 to 23.5, Fern 9.5 to 10.5 with the same figure.
    counts = count_peers(rate, row(ALDER), peers)
    assert counts == PeerCounts(
        is_judged=True, higher=2, lower=0, alike=1, exact=0, unjudged=0, silent=2
    )
    exact = replace(row(FERN), value=8.9, lower=None, upper=None)
    unreliable = replace(row(BIRCH), lower=None, upper=None, status="u")
    counts = count_peers(rate, row(ALDER), [exact, unreliable])
    assert counts == PeerCounts(
        is_judged=True, higher=0, lower=1, alike=0, exact=1, unjudged=1, silent=0
    )


def test_without_intervals_higher_and_lower_only_count_figures(
    tiny: Store, tiny_catalogue: Catalogue
) -> None:
    newest = observations.read_latest(tiny, [ALDER, BIRCH, FERN])
    peers = [newest["pay", BIRCH], newest["pay", FERN]]
    counts = count_peers(tiny_catalogue["pay"], newest["pay", ALDER], peers)
    assert counts == PeerCounts(
        is_judged=False, higher=1, lower=1, alike=0, exact=0, unjudged=0, silent=0
    )


def test_figures_that_are_shown_alike_are_neither_higher_nor_lower(
    tiny: Store, tiny_catalogue: Catalogue
) -> None:
    rate, pay = tiny_catalogue["rate"], observations.read_latest(tiny, [ALDER])["pay", ALDER]
    place = replace(pay, value=70.02)
    peers = [replace(pay, value=value) for value in (70.04, 70.06, 69.9)]
    # To one decimal they are 70.0 beside 70.0, 70.1 and 69.9.
    counts = count_peers(rate, place, peers)
    assert (counts.higher, counts.lower, counts.alike) == (1, 1, 1)
