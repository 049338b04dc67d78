"""The numbers in the sentences on two indicators, recomputed for current councils."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.distribution import load_field
from placelib.compare.relation import count_quarters, cut_at, find_quarter, keep_level, pair_figures
from placelib.compare.relation_text import describe_two_ways, write_two_headline, write_two_sentence
from placelib.database.connection import Store
from placelib.formatting import figure
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import OfficialFigures
from tests.compare.made_fields import load_tiny_field
from tests.recomputed import ENGLAND, World, kind_of_difference
from tests.tiny_database import ALDER

SLUGS = ("employment-rate", "gross-disposable-household-income-per-head")


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
        assert ways == (
            f"In {area.in_sentence}, {one.phrase} was {figure(one, own.across.value or 0.0)} and "
            f"{two.phrase} {figure(two, own.up.value or 0.0)}."
        )


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
    across = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    up = load_tiny_field(tiny, tiny_registry, tiny_catalogue, second, ALDER)
    pairs = keep_level(pair_figures(across, up), across)
    own = next(pair for pair in pairs if pair.code == ALDER)
    cut = cut_at(choice, across, up, pairs)
    assert remark in write_two_sentence(across, up, own, 1, len(pairs), cut)


@pytest.mark.parametrize(("side", "name"), [("place", "Alder"), ("benchmark", "England")])
def test_the_figure_without_an_interval_is_named_beside_the_other(
    side: str, name: str, tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
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
