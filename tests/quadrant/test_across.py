"""What is said across authorities and across the councils of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from placelib.model import LONDON
from placelib.quadrant import Evidence, Quadrant, all_quadrants, quadrant_of
from placelib.quadrant.across import (
    combined_authorities,
    council_sides,
    councils_of,
    england_neighbourhoods,
    told_apart,
    topic_help,
)
from placelib.quadrant.across_words import (
    alikeness_sentence,
    one_alikeness_sentence,
    overlap_sentence,
    sides_sentence,
    topics_sentence,
    unhelped,
    verdicts_sentence,
)
from placelib.quadrant.alikeness import Alikeness, within_variance, within_variances
from placelib.quadrant.headlines import headline
from placelib.quadrant.tiers import tiers_of
from tests.quadrant.made_areas import CA, A, B, C
from tests.quadrant.made_areas import evidence as made


@pytest.fixture(scope="module")
def everyone(evidence: Evidence) -> list[Quadrant]:
    return all_quadrants(evidence)


def banded(quadrant: Quadrant, name: str, low: float, high: float) -> Quadrant:
    assert quadrant.uncertainty is not None
    drawn = replace(quadrant.uncertainty, u1_low=low, u1_high=high)
    return replace(quadrant, name=name, uncertainty=drawn)


def test_only_bands_that_do_not_touch_tell_two_apart() -> None:
    one = quadrant_of(made(), CA)
    three = [
        banded(one, "Low", 0.1, 0.3),
        banded(one, "Middle", 0.3, 0.5),
        banded(one, "High", 0.6, 0.9),
    ]
    pairs, apart = told_apart(three)
    assert pairs == 3
    assert {(pair.lower.name, pair.higher.name) for pair in apart} == {
        ("Low", "High"),
        ("Middle", "High"),
    }
    said = overlap_sentence(three)
    assert said.startswith("Of 3 pairs of authorities, the 90% bands of understanding tell 2 apart")
    assert "an order among them would mean nothing" in said
    assert overlap_sentence(three[:2]).startswith("No two of them can be told apart")


def test_the_councils_of_an_authority_are_split_by_side() -> None:
    found = [quadrant_of(made(), code) for code in (A, B)]
    sides = council_sides(found)
    assert len(sides.beyond) + len(sides.short) + len(sides.behind) == 2
    said = sides_sentence(sides, tiers_of(made().registry, CA))
    assert "Twin Rivers combined authority" in said
    assert "90% of the recalculations agree" in said


def test_london_and_devolved_governments_are_not_among_the_authorities(
    everyone: list[Quadrant],
) -> None:
    found = combined_authorities(everyone)
    assert len(found) == 15
    assert LONDON not in {one.code for one in found}
    assert [one.name for one in found] == sorted(one.name for one in found)
    assert all(one.code != "E47000004" for one in councils_of(everyone, "E47000004"))
    assert len(councils_of(everyone, "E47000004")) == 6


def test_the_sentence_on_verdicts_counts_every_authority_once(everyone: list[Quadrant]) -> None:
    found = combined_authorities(everyone)
    said = verdicts_sentence(found)
    short = [one.name for one in found if one.verdict == "short of halfway on both"]
    silent = [one.name for one in found if one.leverage.l1_pooled.value is None]
    assert said.startswith("Of the 15 combined authorities with figures, none")
    assert all(name in said for name in (*short, *silent))
    assert f"For the other {15 - len(short) - len(silent)} " in said
    assert "bend" in verdicts_sentence([replace(found[0], verdict="bends the line")])


def test_a_topic_helps_where_leave_one_out_is_above_nothing(everyone: list[Quadrant]) -> None:
    found = combined_authorities(everyone)
    topics = topic_help(found)
    assert len(topics) == 7
    for topic in topics:
        assert len(topic.helps) + len(topic.does_not) == 15
        for one in topic.helps:
            (own,) = [part for part in one.understanding.topics if part.topic == topic.topic]
            assert (own.leave_one_out or 0) > 0
    said = topics_sentence(topics)
    best = max(topics, key=lambda topic: len(topic.helps))
    assert f"{best.topic} (in {len(best.helps)} of 15 authorities)" in said
    assert len(unhelped(topics)) == 7
    assert topics_sentence([]) == "No topic has figures to be compared."


def test_most_variation_lies_inside_councils(evidence: Evidence) -> None:
    together = england_neighbourhoods(evidence)
    assert together.local == pytest.approx(0.291, abs=0.001)
    assert together.middle == pytest.approx(0.0, abs=1e-9)


def alike(share: float | None, verdict: Any, adjusted: float | None = None) -> Alikeness:
    median = 0.5 if share else None
    return Alikeness("E47", "Alton", 4, 0.2, 0.1, 0.3, median, share, adjusted, verdict)


def test_likeness_is_told_with_the_caveat_of_many_tests() -> None:
    kept = alike(0.003, "more alike than chance", 0.027)
    lost = alike(0.04, "not clearly more alike than chance", 0.2)
    said = alikeness_sentence([kept, lost])
    assert "Taken singly 2 would pass" in said
    assert "allowing for that, Alton has councils more alike" in said
    assert "none does" in alikeness_sentence([lost])
    assert "0.3% of random groups" in one_alikeness_sentence(kept, 16)
    assert "counts as 2.7%" in one_alikeness_sentence(kept, 16)
    assert "no touching group" in one_alikeness_sentence(alike(None, "cannot say"), 16)


def test_many_spreads_at_once_are_the_same_as_one_by_one(evidence: Evidence) -> None:
    groups = [[0, 5, 9], [300, 310, 1], [2, 3, 4]]
    z = evidence.picture.z
    assert within_variances(z, groups) == pytest.approx([within_variance(z[one]) for one in groups])


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("E47000004", "short of halfway on leverage and unclear on understanding"),
        ("E47000013", "short of halfway on understanding and on leverage"),
        ("E47000018", "no money figures yet"),
        ("E06000052", "Cornwall: no authority in between"),
        ("W06000015", "Wales: leverage is not evidenced here"),
        (LONDON, "Greater London Authority: short of halfway"),
        ("E92000001", "the national end of the line"),
    ],
)
def test_a_headline_says_the_finding_in_about_ten_words(
    evidence: Evidence, code: str, words: str
) -> None:
    found = headline(quadrant_of(evidence, code))
    assert words in found
    assert len(found.split()) <= 14


def test_a_region_of_made_areas_has_no_authority() -> None:
    assert "no authority" in headline(quadrant_of(made(), C))
