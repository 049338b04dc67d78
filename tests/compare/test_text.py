"""Every number in the sentences of Compare is recomputed for all current councils."""

from __future__ import annotations

import re

import numpy as np
import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.distribution import Field, Tally, load_field, rank_range, tally
from placelib.compare.peers import peer_set
from placelib.compare.relation import cut_at, in_level, pairs, quarter, quarters
from placelib.compare.text import (
    distribution_headline,
    distribution_sentence,
    no_figure,
    ordinal,
    peers_headline,
    peers_sentence,
    rank_words,
    two_headline,
    two_sentence,
    two_ways,
)
from placelib.database.connection import Store
from placelib.formatting import short_figure
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import OfficialFigures
from tests.tiny_database import ALDER, CEDAR, DOGWOOD, FERN

SLUGS = ("employment-rate", "gross-disposable-household-income-per-head")


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (103, "103rd"), (111, "111th"), (296, "296th"), (1002, "1,002nd")],
)  # fmt: skip
def test_ordinals(count: int, words: str) -> None:
    assert ordinal(count) == words


def _field(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, slug: str, code: str
) -> Field:
    peers = peer_set(registry, store, registry[code], "region", (), False)
    return load_field(
        OfficialFigures(store), registry, catalogue[slug], registry[code], peers.areas
    )


def test_the_words_known_on_paper(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = _field(tiny, tiny_atlas, tiny_catalogue, "rate", ALDER)
    peers = peer_set(tiny_atlas, tiny, tiny_atlas[ALDER], "region", (), False)
    assert field.own is not None
    counted = tally(field.own, [field.rows.get(code) for code in peers.codes])
    assert peers_headline(field, counted) == "Alder is clearly lower than its one peer"
    assert peers_sentence(field, peers, counted) == (
        "The test rate in Alder was 10.0% (95% interval 9.0% to 11.0%) in 2023. Of the 1 with a "
        "figure among the other councils of the North West, 1 is clearly higher and none "
        "clearly lower, judged by whether the two 95% intervals touch. 1 has no figure."
    )
    rank = rank_range(field.own, field.valued)
    assert rank_words(field, rank) == "between 3rd and 4th highest of 4 councils and districts"
    assert distribution_sentence(field, rank) == (
        "The test rate in Alder was 10.0% (95% interval 9.0% to 11.0%) in 2023. The middle half of "
        "the 4 councils and districts with a figure lies between 10.0% and 18.0%. Its rank is "
        "between 3rd and 4th highest of 4 councils and districts, as far as the 95% intervals can "
        "tell."
    )


def test_no_rank_without_an_interval_and_none_for_a_total(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    pay = _field(tiny, tiny_atlas, tiny_catalogue, "pay", ALDER)
    assert rank_words(pay, None) == "no rank: no interval published"
    assert distribution_sentence(pay, None).endswith("No rank: no interval published.")
    total = _field(tiny, tiny_atlas, tiny_catalogue, "people", ALDER)
    assert "it is a total" in rank_words(total, None)


def test_one_other_is_one_other(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = _field(tiny, tiny_atlas, tiny_catalogue, "people", ALDER)
    assert peers_headline(field, Tally(False, 0, 0, 0, 1, 0)).endswith(": Alder beside 1 other")
    assert peers_headline(field, Tally(False, 0, 0, 0, 2, 0)).endswith(": Alder beside 2 others")
    assert peers_headline(field, Tally(False, 0, 0, 0, 0, 1)).endswith(": Alder beside no others")


def test_a_missing_figure_says_why(
    tiny: Store, tiny_atlas: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = _field(tiny, tiny_atlas, tiny_catalogue, "rate", DOGWOOD)
    said = no_figure(tiny_catalogue["rate"], tiny_atlas[DOGWOOD], field.own)
    assert said == "There is no figure for the test rate in the Isle of Dogwood: confidential."
    assert "only" in no_figure(tiny_catalogue["welsh"], tiny_atlas[CEDAR], None)
    assert "no figure for the county rate in Fern" in no_figure(
        tiny_catalogue["county"], tiny_atlas[FERN], None
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_the_sentences_of_every_council_hold_the_recomputed_numbers(
    slug: str, bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    indicator = bundled_catalogue[slug]
    values = None
    for area in bundled_registry.current("ltla"):
        peers = peer_set(bundled_registry, bundled, area, "global", (), False)
        field = load_field(OfficialFigures(bundled), bundled_registry, indicator, area, peers.areas)
        if field.own is None or field.own.value is None:
            continue
        if values is None or len(values) != len(field.valued):
            values = np.array([row.value for row in field.valued])
        low, high = (float(one) for one in np.quantile(values, [0.25, 0.75]))
        rank = rank_range(field.own, field.valued)
        said = distribution_sentence(field, rank)
        middle = f"between {short_figure(indicator, low)} and {short_figure(indicator, high)}."
        assert f"The middle half of the {len(values):,} councils and districts" in said
        assert middle in said
        headline = distribution_headline(field, rank)
        if rank is None:
            expected = "within" if low <= field.own.value <= high else "above"
            expected = "below" if field.own.value < low else expected
            assert f"lies {expected} the middle half" in headline
        else:
            found = re.search(r"between (\S+) and (\S+) highest of (\d+)", said)
            assert found is not None
            assert found.groups() == (ordinal(rank.best), ordinal(rank.worst), str(len(values)))
        rows = [field.rows.get(code) for code in peers.codes]
        counted = tally(field.own, rows)
        known = [row for row in rows if row is not None and row.value is not None]
        words = peers_sentence(field, peers, counted)
        assert f"Of the {len(known)} with a figure" in words or not known
        if counted.judged and known:
            clearly = sum(
                1
                for row in known
                if row.lower is not None
                and field.own.upper is not None
                and row.lower > field.own.upper
            )
            assert re.search(rf", {clearly or 'none'} (is|are) clearly higher", words)


@pytest.mark.parametrize("choice", ["benchmark", "median"])
def test_the_sentence_on_two_indicators_counts_the_quarter(
    choice: str, bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    one, two = (bundled_catalogue[slug] for slug in SLUGS)
    for area in bundled_registry.current("ltla")[::12]:
        across = load_field(OfficialFigures(bundled), bundled_registry, one, area, [])
        up = load_field(OfficialFigures(bundled), bundled_registry, two, area, [])
        found = in_level(pairs(across, up), across)
        own = next((pair for pair in found if pair.code == area.code), None)
        if own is None:
            continue
        cut = cut_at(choice, across, up, found)
        sides = quarter(own, cut)
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
        alike = quarters(found, cut)[sides]
        said = two_sentence(across, up, own, alike, len(found), cut)
        assert f"by the figures alone {same} of the {len(found)} " in said
        assert two_headline(across, own, cut)
        ways = two_ways(across, up, own)
        assert ways.startswith(f"Across: {one.label}, ")
        assert f"; up: {two.label}, " in ways


def test_a_figure_whose_interval_reaches_over_the_line_is_not_called_above_or_below(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    one = bundled_catalogue["employment-rate"]
    seen = 0
    for area in bundled_registry.current("ltla")[::7]:
        across = load_field(OfficialFigures(bundled), bundled_registry, one, area, [])
        found = in_level(pairs(across, across), across)
        own = next((pair for pair in found if pair.code == area.code), None)
        if own is None or own.across.lower is None or own.across.upper is None:
            continue
        cut = cut_at("benchmark", across, across, found)
        assert cut.across is not None
        over = own.across.lower <= cut.across <= own.across.upper
        assert ("not clearly different" in two_headline(across, own, cut)) == over
        seen += over
    assert seen
