"""Every number in the sentences of Compare is recomputed for all current councils."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.distribution import Field, PeerCounts, count_peers, load_field
from placelib.compare.peers import choose_peer_set
from placelib.compare.relation import count_quarters, cut_at, find_quarter, keep_level, pair_figures
from placelib.compare.relation_text import describe_two_ways, write_two_headline, write_two_sentence
from placelib.compare.text import (
    describe_beside,
    describe_rank,
    describe_standing,
    explain_no_figure,
    format_ordinal,
    name_clear_peers,
    write_distribution_headline,
    write_distribution_sentence,
    write_peers_headline,
    write_peers_sentence,
)
from placelib.database.connection import Store
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import OfficialFigures
from placelib.statistics.ranks import RankRange
from tests.recomputed import ENGLAND, World, kind_of_difference
from tests.tiny_database import ALDER, BIRCH, CEDAR, DOGWOOD, ELM, FERN

SLUGS = ("employment-rate", "gross-disposable-household-income-per-head")


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (103, "103rd"), (111, "111th"), (296, "296th"), (1002, "1,002nd")],
)  # fmt: skip
def test_ordinals(count: int, words: str) -> None:
    assert format_ordinal(count) == words


def _field(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, slug: str, code: str
) -> Field:
    peers = choose_peer_set(registry, store, registry[code], "region", (), mixed=False)
    return load_field(
        OfficialFigures(store), registry, catalogue[slug], registry[code], peers.areas
    )


def test_the_words_known_on_paper(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = _field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    peers = choose_peer_set(tiny_registry, tiny, tiny_registry[ALDER], "region", (), mixed=False)
    assert field.area_row is not None
    counted = count_peers(
        field.indicator, field.area_row, [field.rows.get(code) for code in peers.codes]
    )
    assert write_peers_headline(field, counted) == "Alder is clearly lower than its one peer"
    assert write_peers_sentence(field, peers, counted) == (
        "The test rate in Alder was 10.0% (95% interval 9.0% to 11.0%) in 2023. Only one "
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
    rank = RankRange(3, 4, 4)
    assert describe_rank(field, rank) == "between 3rd and 4th highest of 4 councils"
    assert write_distribution_sentence(field, rank) == (
        "The test rate in Alder was 10.0% (95% interval 9.0% to 11.0%) in 2023. The middle half of "
        "the 4 councils with a figure lies between 10.0% and 18.0%. It ranks "
        "between 3rd and 4th highest of 4 councils. Rank ranges made in this way hold the true "
        "rank 19 times in 20."
    )


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
    field = _field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
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


@pytest.mark.parametrize(
    ("best", "worst", "words", "headline"),
    [
        (7, 7, "7th highest of 300", "Alder ranks 7th highest of 300"),
        (12, 45, "between 12th and 45th highest of 300", "Alder ranks somewhere between 12th and"),
        (210, 290, "in the lowest third of 300", "Alder ranks in the lowest third of 300"),
        (1, 100, "in the highest third of 300", "Alder ranks in the highest third of 300"),
        (105, 199, "in the middle third of 300", "Alder ranks in the middle third of 300"),
        (
            60,
            180,
            "in the highest two thirds of 300",
            "Alder ranks in the highest two thirds of 300",
        ),
        (110, 290, "in the lowest two thirds of 300", "Alder ranks in the lowest two thirds of"),
        (20, 290, "anywhere from 20th to 290th highest of 300", "The rank of Alder cannot be told"),
    ],
)
def test_a_rank_is_said_as_closely_as_it_can_be_told(
    tiny: Store,
    tiny_registry: AreaRegistry,
    tiny_catalogue: Catalogue,
    best: int,
    worst: int,
    words: str,
    headline: str,
) -> None:
    field = _field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    rank = RankRange(best, worst, 300)
    assert describe_rank(field, rank).startswith(f"{words} councils")
    assert write_distribution_headline(field, rank).startswith(headline)


def test_no_rank_without_an_interval_and_none_for_a_total(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    pay = _field(tiny, tiny_registry, tiny_catalogue, "pay", ALDER)
    assert describe_rank(pay, None) == "no rank: no interval published"
    assert write_distribution_sentence(pay, None).endswith("No rank: no interval published.")
    total = _field(tiny, tiny_registry, tiny_catalogue, "people", ALDER)
    assert "it is a total" in describe_rank(total, None)


def test_one_other_is_one_other(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = _field(tiny, tiny_registry, tiny_catalogue, "people", ALDER)
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


def test_a_missing_figure_says_why(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = _field(tiny, tiny_registry, tiny_catalogue, "rate", DOGWOOD)
    said = explain_no_figure(tiny_catalogue["rate"], tiny_registry[DOGWOOD], field.area_row)
    assert said == "There is no figure for the test rate in the Isle of Dogwood: confidential."
    assert "only" in explain_no_figure(tiny_catalogue["welsh"], tiny_registry[CEDAR], None)
    assert "no figure for the county rate in Fern" in explain_no_figure(
        tiny_catalogue["county"], tiny_registry[FERN], None
    )


@pytest.mark.parametrize("choice", ["benchmark", "median"])
def test_the_sentence_on_two_indicators_counts_the_quarter(
    choice: str, bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    one, two = (bundled_catalogue[slug] for slug in SLUGS)
    for area in bundled_registry.current("ltla")[::12]:
        across = load_field(OfficialFigures(bundled), bundled_registry, one, area, [])
        up = load_field(OfficialFigures(bundled), bundled_registry, two, area, [])
        found = keep_level(pair_figures(across, up), across)
        own = next((pair for pair in found if pair.code == area.code), None)
        if own is None:
            continue
        cut = cut_at(choice, across, up, found)
        sides = find_quarter(own, cut)
        assert sides is not None
        assert cut.across is not None
        assert cut.up is not None
        x = np.array([pair.across.value for pair in found])
        y = np.array([pair.up.value for pair in found])
        if choice == "median":
            assert cut.across == pytest.approx(float(np.median(x)))
            assert cut.up == pytest.approx(float(np.median(y)))
        same = np.sum(
            (np.sign(x - cut.across) == np.sign((own.across.value or 0) - cut.across))
            & (np.sign(y - cut.up) == np.sign((own.up.value or 0) - cut.up))
        )
        alike = count_quarters(found, cut)[sides]
        said = write_two_sentence(across, up, own, alike, len(found), cut)
        assert f"By the figures alone {same} of the {len(found)} " in said
        assert write_two_headline(across, up, own, cut)
        ways = describe_two_ways(across, up, own)
        assert ways.startswith(f"Across: {one.label}, ")
        assert f"; up: {two.label}, " in ways


def test_a_figure_that_chance_may_put_over_the_line_is_not_called_above_or_below(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue, world: World
) -> None:
    one = bundled_catalogue["employment-rate"]
    seen = 0
    english = [area for area in bundled_registry.current("ltla") if area.is_english]
    for area in english[::7]:
        across = load_field(OfficialFigures(bundled), bundled_registry, one, area, [])
        found = keep_level(pair_figures(across, across), across)
        own = next((pair for pair in found if pair.code == area.code), None)
        if own is None or own.across.lower is None or own.across.upper is None:
            continue
        cut = cut_at("benchmark", across, across, found)
        assert cut.across is not None
        here = world.at(one.slug, area.code, own.across.period)
        england = world.at(one.slug, ENGLAND, own.across.period)
        assert here is not None
        assert england is not None
        kind = kind_of_difference(world.indicators[one.slug], here, england)
        over = kind == "not clearly different"
        assert ("not clearly different" in write_two_headline(across, across, own, cut)) == over
        seen += over
    assert seen


def test_a_place_without_an_interval_counts_as_exact_and_that_is_said(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = _field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
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


@pytest.mark.parametrize(
    ("second", "choice", "remark"),
    [
        ("rate", "benchmark", "both. That two"),
        ("rate", "median", "both. The median counts as exact. That two"),
        # England has no pay, so that its line is the United Kingdom's.
        (
            "pay",
            "benchmark",
            "England on the first and below the United Kingdom on the second. No interval is",
        ),
        ("pay", "median", "so chance is not weighed there. The median counts as exact. That two"),
    ],
)
def test_two_indicators_say_what_counted_as_exact(
    second: str, choice: str, remark: str,
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue,
) -> None:  # fmt: skip
    across = _field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    up = _field(tiny, tiny_registry, tiny_catalogue, second, ALDER)
    pairs = keep_level(pair_figures(across, up), across)
    own = next(pair for pair in pairs if pair.code == ALDER)
    cut = cut_at(choice, across, up, pairs)
    assert remark in write_two_sentence(across, up, own, 1, len(pairs), cut)


@pytest.mark.parametrize(("side", "name"), [("place", "Alder"), ("benchmark", "England")])
def test_the_figure_without_an_interval_is_named_beside_the_other(
    side: str, name: str, tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = _field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    pairs = keep_level(pair_figures(field, field), field)
    own = next(pair for pair in pairs if pair.code == ALDER)
    cut = cut_at("benchmark", field, field, pairs)
    assert cut.across_row is not None
    if side == "place":
        own = replace(own, across=replace(own.across, lower=None, upper=None))
    else:
        cut = replace(cut, across_row=replace(cut.across_row, lower=None, upper=None))
    said = write_two_sentence(field, field, own, 1, len(pairs), cut)
    remark = (
        f"No interval is published for the test rate in {name}, so that figure counts as exact."
    )
    assert said.count(remark) == 1
