"""The sentences on a place beside its peers, known on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.distribution import PeerCounts, count_peers
from placelib.compare.peers import choose_peer_set
from placelib.compare.peers_text import (
    describe_beside,
    describe_standing,
    name_clear_peers,
    write_peers_headline,
    write_peers_sentence,
)
from placelib.database.connection import Store
from placelib.statistics.catalogue import Catalogue
from tests.compare.made_fields import load_tiny_field
from tests.tiny_database import ALDER, BIRCH, CEDAR, DOGWOOD, ELM, FERN


def test_the_words_known_on_paper(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    peers = choose_peer_set(tiny_registry, tiny, tiny_registry[ALDER], "region", (), mixed=False)
    assert field.area_row is not None
    counted = count_peers(
        field.indicator, field.area_row, [field.rows.get(code) for code in peers.codes]
    )
    assert write_peers_headline(field, counted) == "Alder is clearly lower than its one peer"
    assert write_peers_sentence(field, peers, counted) == (
        "The test rate in Alder was 10.0% (95% confidence interval 9.0% to 11.0%) in 2023. "
        "Only one "
        "among the other councils of the North West has a figure: it is clearly higher. 1 has no "
        "figure."
    )
    # −8 ± √(1² + 1²): Birch stands at 18.0 (17.0 to 19.0), Alder at 10.0 (9.0 to 11.0).
    assert name_clear_peers(field, peers.areas) == (
        "Alder is 8.0 percentage points lower (6.6 to 9.4) than Birch."
    )
    assert (
        describe_beside(field, tiny_registry[BIRCH]) == "8.0 percentage points higher (6.6 to 9.4)"
    )
    assert describe_beside(field, tiny_registry[DOGWOOD]) == ""
    assert describe_beside(field, field.area) == ""


@pytest.mark.parametrize(
    ("values", "words"),
    [
        # Alder stands at 10.0 (9.0 to 11.0); each peer has an interval of one to either side.
        ({BIRCH: 18.0}, "Alder is 8.0 percentage points lower (6.6 to 9.4) than Birch."),
        (
            {BIRCH: 18.0, CEDAR: 20.0, ELM: 22.0, FERN: 2.0},
            "Alder is clearly higher than Fern, and clearly lower than Birch, Cedar and Elm.",
        ),
        (
            {BIRCH: 18.0, CEDAR: 20.0, DOGWOOD: 22.0, FERN: 24.0},
            "Alder is clearly lower than Birch, Cedar, the Isle of Dogwood and Fern.",
        ),
        ({BIRCH: 10.5, CEDAR: 9.5}, ""),
    ],
)
def test_peers_that_are_clearly_apart_are_named_where_they_are_few(
    tiny: Store,
    tiny_registry: AreaRegistry,
    tiny_catalogue: Catalogue,
    values: dict[str, float],
    words: str,
) -> None:
    field = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    assert field.area_row is not None
    rows = {ALDER: field.area_row} | {
        code: replace(field.area_row, area_code=code, value=value, lower=value - 1, upper=value + 1)
        for code, value in values.items()
    }
    peers = [tiny_registry[code] for code in values]
    judged = replace(field, rows=rows)
    assert name_clear_peers(judged, peers) == words
    for peer in peers:
        apart = values[peer.code] - 10.0
        expected = "clearly higher" if apart > 0 else "clearly lower"
        assert describe_standing(judged, peer) == (expected if abs(apart) > 1 else "")
    bare = {code: replace(row, lower=None, upper=None) for code, row in rows.items()}
    assert not any(describe_standing(replace(field, rows=bare), peer) for peer in peers)


def test_one_other_is_one_other(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "people", ALDER)
    assert (
        write_peers_headline(
            field,
            PeerCounts(is_judged=False, higher=0, lower=0, alike=0, exact=0, unjudged=1, silent=0),
        )
        == "Alder beside 1 other"
    )
    assert (
        write_peers_headline(
            field,
            PeerCounts(is_judged=False, higher=0, lower=0, alike=0, exact=0, unjudged=2, silent=0),
        )
        == "Alder beside 2 others"
    )
    assert (
        write_peers_headline(
            field,
            PeerCounts(is_judged=False, higher=0, lower=0, alike=0, exact=0, unjudged=0, silent=1),
        )
        == "Alder beside no others"
    )


def test_a_place_without_an_interval_counts_as_exact_and_that_is_said(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    assert field.area_row is not None
    bare = replace(field.area_row, lower=None, upper=None)
    exact = replace(field, rows={**field.rows, ALDER: bare})
    peers = choose_peer_set(tiny_registry, tiny, tiny_registry[ALDER], "region", (), mixed=False)
    counts = count_peers(exact.indicator, bare, [exact.rows.get(code) for code in peers.codes])
    assert write_peers_sentence(exact, peers, counts) == (
        "The test rate in Alder was 10.0% in 2023. Only one among the other councils of the North "
        "West has a figure: it is clearly higher. No interval is published "
        "for Alder, so that figure counts as exact. 1 has no figure."
    )
