"""Who holds the lever: the coding is whole, rests on what it names, and can be said aloud."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from placelib.database.connection import Store
from placelib.quadrant.lever_holders import (
    HOLDER_WORDS,
    find_lever_holder,
    list_movable_indicators,
    read_lever_holders,
    write_lever_sentence,
)
from placelib.quadrant.levers import EVERY_LEVER

FUNCTIONS = {f"F{number:02d}" for number in range(1, 37)}
# Longer sentences cannot be repeated by somebody who heard them once.
MOST_WORDS = 30


def test_every_indicator_of_the_catalogue_is_coded_once(store: Store) -> None:
    slugs = {row["slug"] for row in store.rows("indicators")}
    assert set(read_lever_holders()) == slugs
    with (Path(__file__).parents[2] / "placelib/quadrant/lever_holders.csv").open() as file:
        assert len(list(csv.DictReader(file))) == len(slugs)


@pytest.mark.parametrize("slug", sorted(read_lever_holders()))
def test_a_coding_rests_on_functions_or_money_or_says_that_nothing_is_documented(slug: str) -> None:
    coded = find_lever_holder(slug)
    assert coded.reason
    assert set(coded.functions) <= FUNCTIONS
    assert coded.money is None or coded.money in EVERY_LEVER
    if coded.holder == "not documented":
        assert coded.parts == ()
        assert coded.money is None
    else:
        assert coded.functions or coded.money
        assert coded.parts


@pytest.mark.parametrize("slug", sorted(read_lever_holders()))
def test_the_tier_that_decides_most_has_a_part_of_its_own(slug: str) -> None:
    coded = find_lever_holder(slug)
    tiers = [tier for tier, _ in coded.parts]
    if coded.holder == "shared":
        assert len(tiers) > 1
    elif coded.holder != "not documented":
        assert coded.holder in tiers


@pytest.mark.parametrize("has_authority", [True, False])
@pytest.mark.parametrize("slug", sorted(read_lever_holders()))
def test_a_sentence_can_be_said_aloud(slug: str, *, has_authority: bool) -> None:
    text = write_lever_sentence(slug, has_authority=has_authority)
    assert text.endswith(".")
    assert max(len(sentence.split()) for sentence in text.split(". ")) <= MOST_WORDS


def test_new_homes_name_all_three_tiers() -> None:
    assert write_lever_sentence("net-additions-housing-stock") == (
        "The council decides most of what moves this. The council holds planning; the authority "
        "holds strategic planning and grant; ministers hold national targets and grant."
    )


def test_without_an_authority_its_part_is_the_councils_or_the_ministers() -> None:
    assert "authority" not in write_lever_sentence("motor-vehicle-flow", has_authority=False)
    assert "local roads and the local transport plan" in write_lever_sentence(
        "motor-vehicle-flow", has_authority=False
    )
    assert write_lever_sentence(
        "further-education-skills-participation", has_authority=False
    ).startswith("Without an authority, ministers decide most")


def test_what_is_not_documented_is_said() -> None:
    assert write_lever_sentence("wellbeing-happiness") == HOLDER_WORDS["not documented"]


def test_the_filter_keeps_the_order_and_only_what_a_tier_has_a_part_in() -> None:
    wanted = ["wellbeing-happiness", "walk-library", "net-additions-housing-stock", "unknown"]
    assert list_movable_indicators("council", wanted) == (
        "walk-library",
        "net-additions-housing-stock",
    )
    assert list_movable_indicators("authority", wanted) == ("net-additions-housing-stock",)
    assert 0 < len(list_movable_indicators("authority")) < len(read_lever_holders())


def test_an_indicator_that_is_not_coded_is_an_error() -> None:
    with pytest.raises(KeyError):
        find_lever_holder("no-such-indicator")
