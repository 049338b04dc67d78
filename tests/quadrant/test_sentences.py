"""The sentences beside the chart, word for word on made readings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.quadrant.chance import ChanceBand
from placelib.quadrant.records import QuadrantFigure, TierFacts
from placelib.quadrant.sentences import (
    HALFWAY_MEANING,
    describe_bend,
    describe_chance_test,
    describe_councils,
    describe_custom_boundary,
    describe_leading_sub_topic,
    describe_leverage,
    describe_move,
    describe_published,
    describe_understanding,
    explain_bend,
    write_headline,
    write_move_headline,
)
from placelib.quadrant.understanding_readings import CouncilReading, GroupReading, LeadingSubTopic
from tests.quadrant.made_areas import (
    council_tiers,
    leverage_reading,
    made_quadrant,
    region_tiers,
    shared_reading,
)


def test_an_authority_has_a_sentence_an_axis_and_one_on_both() -> None:
    quadrant = made_quadrant(
        shared_reading(40.2, 25.4, 49.3), leverage_reading(13.2, 10.1, 13.2), chance=(0.4, 20, 46.2)
    )
    assert describe_understanding(quadrant) == (
        "Guess each council’s figures from Twin Rivers’ averages: you miss by 40% less than "
        "from England’s. With other figures of the same kinds it could be 25% to 49%. For two "
        "neighbouring districts picked at random it is 0% to 46%, 9 times in 10."
    )
    assert "Of every £100 left for Twin Rivers, the authority decides" in describe_leverage(
        quadrant
    )
    assert describe_bend(quadrant) == (
        "The Twin Rivers combined authority is short of halfway on both understanding and leverage."
    )
    assert explain_bend(quadrant) == f"{describe_bend(quadrant)} {HALFWAY_MEANING}"
    assert write_headline(quadrant) == "Twin Rivers: short of halfway on both"


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (-4.2, "miss by 4% more than from England’s, no clear gain. "),
        (0.3, "miss by as much as from England’s. "),
    ],
)
def test_averages_that_do_not_help_are_said_plainly(score: float, words: str) -> None:
    quadrant = made_quadrant(shared_reading(score, -20, 10), leverage_reading(None))
    assert describe_understanding(quadrant).startswith(
        f"Guess each council’s figures from Twin Rivers’ averages: you {words}"
    )


def test_an_interval_that_reaches_below_nought_is_said_by_sides() -> None:
    unclear = made_quadrant(shared_reading(-28, -90, 14), leverage_reading(None))
    assert describe_understanding(unclear).endswith(
        "you miss by 28% more than from England’s, no clear gain. With other figures of the same "
        "kinds it could be anything from 90% more to 14% less."
    )
    clear = made_quadrant(shared_reading(-28, -40, -12), leverage_reading(None))
    assert describe_understanding(clear) == (
        "Guess each council’s figures from Twin Rivers’ averages: you miss by 28% more than "
        "from England’s. With other figures of the same kinds it could be anything from 40% more "
        "to 12% more."
    )


def test_an_unclear_axis_is_said_by_itself() -> None:
    quadrant = made_quadrant(shared_reading(40, 20, 52), leverage_reading(13, 10, 13))
    assert describe_bend(quadrant) == (
        "The Twin Rivers combined authority may be above or below halfway on understanding. It "
        "is short of halfway on leverage."
    )
    assert write_headline(quadrant) == (
        "Twin Rivers: short of halfway on leverage, unclear on understanding"
    )


def test_a_bend_is_said_in_one_breath() -> None:
    quadrant = made_quadrant(shared_reading(60, 55, 65), leverage_reading(60, 55, 65))
    assert describe_bend(quadrant) == (
        "The Twin Rivers combined authority bends the line. It lies beyond halfway on "
        "understanding and on leverage."
    )


def test_a_council_has_its_two_distances_and_then_the_share() -> None:
    reading = shared_reading(26.4, 6, 42)
    council = CouncilReading(0.726, 0.986, 2, reading)
    quadrant = made_quadrant(reading, leverage_reading(20, 15, 20), council_tiers(), council)
    assert describe_understanding(quadrant) == (
        "Aston stands 0.99 away from England’s figures, and 0.73 from the average figures of "
        "Twin Rivers. An English council usually stands 1 away from England’s. Guess Aston’s "
        "figures from those averages: you miss by 26% less than from England’s. With other "
        "figures of the same kinds it could be 6% to 42%."
    )
    assert "£100 left for Aston, Twin Rivers’ authority decides £20" in describe_leverage(quadrant)
    assert describe_bend(quadrant).startswith(
        "For Aston, the Twin Rivers combined authority is short of halfway"
    )


def test_a_council_close_to_england_has_distances_and_no_share() -> None:
    reading = shared_reading(None, why="it stands so close")
    council = CouncilReading(0.42, 0.37, 2, reading)
    quadrant = made_quadrant(reading, leverage_reading(20, 15, 20), council_tiers(), council)
    assert describe_understanding(quadrant).endswith(
        "So close to England, a miss of some per cent less would mean little."
    )
    assert "cannot be judged on understanding" in describe_bend(quadrant)
    assert write_headline(quadrant) == (
        "Twin Rivers: short of halfway on leverage, not judged on understanding"
    )
    group = GroupReading(
        councils=2,
        headline=shared_reading(30.4, 23, 37),
        topics=(),
        choices=(),
        indicators=(),
        left_out=(),
    )
    # Its authority has a reading, which other pages show: it is said whose is missing.
    whose = "This is Aston alone: all councils of Twin Rivers together score 30 on understanding."
    assert whose in explain_bend(replace(quadrant, group=group))
    assert "alone" not in explain_bend(quadrant)
    whole = made_quadrant(shared_reading(30.4, 23, 37), leverage_reading(20, 15, 20))
    assert "alone" not in explain_bend(replace(whole, group=group))


def test_councils_that_the_averages_surely_serve_are_named_and_none_is_said_plainly() -> None:
    quadrant = made_quadrant(shared_reading(40, 25, 49), leverage_reading(20, 15, 20))
    reading = shared_reading(60, 55, 65)
    council = made_quadrant(
        reading,
        leverage_reading(20, 15, 20),
        council_tiers(),
        CouncilReading(0.4, 1.0, 2, reading),
    )
    guessing = (
        "uessing from Twin Rivers’ averages, and not from England’s figures, is sure to cut the "
        "miss by more than half"
    )
    assert describe_councils(quadrant, [council]) == f"G{guessing} for Aston."
    assert describe_councils(quadrant, []) == f"There is no council for which g{guessing}."


def test_a_region_has_understanding_and_no_leverage() -> None:
    quadrant = made_quadrant(shared_reading(8, 5, 11), leverage_reading(None), region_tiers())
    assert "No authority decides for all of it" in describe_bend(quadrant)
    assert explain_bend(quadrant) == describe_bend(quadrant)
    assert write_headline(quadrant) == "Northshire: no authority for all of it, understanding only"


def test_the_second_reading_is_what_is_published() -> None:
    facts = TierFacts(
        tier="middle",
        name="Twin Rivers",
        population=1.0,
        residents_per_councillor=QuadrantFigure(None, ""),
        residents_per_mp=QuadrantFigure(None, ""),
        published=60,
        published_share=0.6,
        published_at_level=0.6,
    )
    quadrant = made_quadrant(shared_reading(8, 5, 11), leverage_reading(None))
    assert describe_published(quadrant) == ""
    assert describe_published(replace(quadrant, facts=(facts,))) == (
        "Of the indicators published for England, 60% are published for Twin Rivers too."
    )


def test_the_test_against_chance_counts_all_that_are_tested() -> None:
    quadrant = made_quadrant(
        shared_reading(40, 25, 49), leverage_reading(None), chance=(0.4, 20, 46)
    )
    assert describe_chance_test(quadrant, 16) == (
        "The likeness between its councils’ figures could be chance. Of 3,000 random groups of 2 "
        "touching districts, 20.0% have as much in common. 16 authorities are tested at once, "
        "which gives luck more chances. Allowing for that, the 20.0% becomes 40.0%."
    )


def test_a_reading_that_leans_on_one_subject_says_so_and_calls_its_range_rough() -> None:
    reading = shared_reading(34, -4, 57)
    quadrant = made_quadrant(reading, leverage_reading(None))
    assert describe_leading_sub_topic(quadrant) == ""
    leading = LeadingSubTopic("healthy living", 0.79, 25.4)
    leaning = replace(quadrant, understanding=replace(reading, leading=leading))
    assert describe_leading_sub_topic(leaning) == (
        "One subject, healthy living, weighs more here than all the others together. Without it "
        "you would miss by 25% less, not by 34% less. So take the likely range as rough."
    )
    below = replace(leading, score_without=-12.0)
    leaning = replace(quadrant, understanding=replace(reading, leading=below))
    assert "Without it you would miss by 12% more, not by 34% less." in describe_leading_sub_topic(
        leaning
    )


def test_a_drawn_boundary_names_its_councils() -> None:
    group = GroupReading(
        councils=2,
        headline=shared_reading(12.4, 3, 20),
        topics=(),
        choices=(),
        indicators=(),
        left_out=(),
    )
    band = ChanceBand(
        pool="all", districts=2, groups=3000, low=-11.0, median=27.0, high=62.0, average=23.0
    )
    assert describe_custom_boundary(group, ["Aston", "Beford"], band) == (
        "Guess the figures of each from the averages of Aston and Beford: you miss by 12% less "
        "than from England’s. With other figures of the same kinds it could be 3% to 20%. For "
        "two neighbouring districts picked at random it is anything from 11% more to 62% less, 9 "
        "times in 10."
    )


@pytest.mark.parametrize(
    ("interval", "after", "ending"),
    [
        ((25, 49), 40, "The line does not bend."),
        ((25, 49), 58, "Understanding stays short of halfway, so the line does not bend."),
        ((25, 52), 58, "Whether understanding is beyond halfway cannot be said."),
        ((51, 60), 58, "Understanding is beyond halfway too: the line would bend."),
    ],
)
def test_a_move_of_money_says_what_it_does_to_the_bend(
    interval: tuple[float, float], after: float, ending: str
) -> None:
    quadrant = made_quadrant(shared_reading(40, *interval), leverage_reading(19, 14, 19))
    sentence = describe_move(quadrant, 19, after)
    assert sentence.startswith(f"Leverage goes from 19 to {after} of 100; halfway is 50.")
    assert sentence.endswith(ending)
    side = "beyond" if after > 50 else "short of"
    assert write_move_headline(quadrant, after) == (
        f"Twin Rivers, with money moved: {side} halfway on leverage"
    )
