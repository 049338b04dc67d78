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
    describe_readings,
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
        "Twin Rivers’ averages are 40% closer to its councils’ own figures than England’s are. "
        "With other figures of the same kinds it could be 25% to 49% closer. For two neighbouring "
        "districts picked at random it is 0% to 46% closer, 9 times in 10."
    )
    assert "Of every £100 left for Twin Rivers, the authority decides" in describe_leverage(
        quadrant
    )
    assert describe_bend(quadrant) == (
        "The Twin Rivers combined authority decides less than half of the money. Its averages "
        "reach less than halfway from England’s figures to its councils’ own."
    )
    assert explain_bend(quadrant) == f"{describe_bend(quadrant)} {HALFWAY_MEANING}"
    assert write_headline(quadrant) == "Twin Rivers: less than halfway on both"


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (-4.2, "4% further from its councils’ own figures than England’s are, no clear gain. "),
        (0.3, "as close to its councils’ own figures as England’s are. "),
    ],
)
def test_averages_that_do_not_help_are_said_plainly(score: float, words: str) -> None:
    quadrant = made_quadrant(shared_reading(score, -20, 10), leverage_reading(None))
    assert describe_understanding(quadrant).startswith(f"Twin Rivers’ averages are {words}")


def test_an_interval_that_reaches_below_nought_is_said_by_sides() -> None:
    unclear = made_quadrant(shared_reading(-28, -90, 14), leverage_reading(None))
    assert describe_understanding(unclear).endswith(
        "are 28% further from its councils’ own figures than England’s are, no clear gain. "
        "With other figures of the same kinds it could be anything from 90% further away to 14% "
        "closer."
    )
    clear = made_quadrant(shared_reading(-28, -40, -12), leverage_reading(None))
    assert describe_understanding(clear) == (
        "Twin Rivers’ averages are 28% further from its councils’ own figures than England’s are. "
        "With other figures of the same kinds it could be anything from 40% further away to 12% "
        "further away."
    )


def test_an_unclear_axis_is_said_by_itself() -> None:
    quadrant = made_quadrant(shared_reading(40, 20, 52), leverage_reading(13, 10, 13))
    assert describe_bend(quadrant) == (
        "The Twin Rivers combined authority decides less than half of the money. Its averages "
        "may reach more or less than halfway from England’s figures to its councils’ own."
    )
    assert write_headline(quadrant) == ("Twin Rivers: decides less than half of the money")


def test_money_that_cannot_be_judged_leaves_the_averages_their_sentence() -> None:
    quadrant = made_quadrant(shared_reading(40, 25, 49), leverage_reading(None))
    assert describe_bend(quadrant) == (
        "How much of the money the Twin Rivers combined authority decides cannot be judged. Its "
        "averages reach less than halfway from England’s figures to its councils’ own."
    )


def test_a_bend_is_said_in_one_breath() -> None:
    quadrant = made_quadrant(shared_reading(60, 55, 65), leverage_reading(60, 55, 65))
    assert describe_bend(quadrant) == (
        "The Twin Rivers combined authority bends the line. It decides more than half of the "
        "money. Its averages reach more than halfway from England’s figures to its councils’ "
        "own."
    )


def test_a_council_has_its_two_distances_and_then_the_share() -> None:
    reading = shared_reading(26.4, 6, 42)
    council = CouncilReading(0.726, 0.986, 2, reading)
    quadrant = made_quadrant(reading, leverage_reading(20, 15, 20), council_tiers(), council)
    assert describe_understanding(quadrant) == (
        "Aston’s figures lie 99% as far from England’s as an English council’s usually do. From "
        "the averages of Twin Rivers they lie 73% of that usual distance. Those averages are 26% "
        "closer to Aston’s figures than England’s are. With other figures of the same kinds it "
        "could be 6% to 42% closer."
    )
    assert "£100 left for Aston, Twin Rivers’ authority decides £20" in describe_leverage(quadrant)
    assert describe_bend(quadrant) == (
        "For Aston, the Twin Rivers combined authority decides less than half of the money. "
        "Its averages reach less than halfway from England’s figures to Aston’s own."
    )


def test_a_council_close_to_england_has_distances_and_no_share() -> None:
    reading = shared_reading(None, why="it stands so close")
    council = CouncilReading(0.42, 0.37, 2, reading)
    quadrant = made_quadrant(reading, leverage_reading(20, 15, 20), council_tiers(), council)
    assert describe_understanding(quadrant).endswith(
        "So close to England, some per cent closer would mean little."
    )
    assert describe_bend(quadrant) == (
        "For Aston, the Twin Rivers combined authority decides less than half of the money. How "
        "close its averages come to Aston’s figures cannot be judged."
    )
    assert write_headline(quadrant) == ("Twin Rivers: decides less than half of the money")
    group = GroupReading(
        councils=2,
        headline=shared_reading(30.4, 23, 37),
        topics=(),
        choices=(),
        indicators=(),
        left_out=(),
    )
    # Its authority has a reading, which other pages show: it is said whose is missing.
    whose = "Aston alone: for all councils of Twin Rivers together the averages are 30% closer."
    assert whose in explain_bend(replace(quadrant, group=group))
    assert "alone" not in explain_bend(quadrant)
    whole = made_quadrant(shared_reading(30.4, 23, 37), leverage_reading(20, 15, 20))
    assert "alone" not in explain_bend(replace(whole, group=group))


@pytest.mark.parametrize(
    ("score", "pounds", "words"),
    [
        (40.2, 13.2, "averages are 40% closer to Aston than England’s; it decides £13 of every"),
        (None, 13.2, "decides £13 of every £100 in Aston; how close its averages come cannot be"),
        (-4.0, None, "are 4% further from Aston than England’s; what it decides cannot be judged"),
    ],
)
def test_a_stage_has_both_readings_in_one_sentence(
    score: float | None, pounds: float | None, words: str
) -> None:
    reading = shared_reading(score, -20, 52) if score else shared_reading(None, why="too close")
    leverage = leverage_reading(pounds, 10, 14) if pounds else leverage_reading(None)
    council = CouncilReading(0.42, 0.37, 2, reading)
    assert words in describe_readings(made_quadrant(reading, leverage, council_tiers(), council))


def test_councils_that_the_averages_surely_serve_are_named_and_none_is_said_plainly() -> None:
    quadrant = made_quadrant(shared_reading(40, 25, 49), leverage_reading(20, 15, 20))
    reading = shared_reading(60, 55, 65)
    council = made_quadrant(
        reading,
        leverage_reading(20, 15, 20),
        council_tiers(),
        CouncilReading(0.4, 1.0, 2, reading),
    )
    assert describe_councils(quadrant, [council]) == (
        "Twin Rivers’ averages are surely more than 50% closer than England’s figures to Aston."
    )
    assert describe_councils(quadrant, []) == (
        "There is no council to which Twin Rivers’ averages are surely more than 50% closer than "
        "England’s figures."
    )


def test_a_region_has_understanding_and_no_leverage() -> None:
    quadrant = made_quadrant(shared_reading(8, 5, 11), leverage_reading(None), region_tiers())
    assert "No authority decides for all of it" in describe_bend(quadrant)
    assert explain_bend(quadrant) == describe_bend(quadrant)
    assert write_headline(quadrant) == "Northshire: no authority for all of it"


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
        "the averages would be 25% closer, not 34% closer. So take the likely range as rough."
    )
    below = replace(leading, score_without=-12.0)
    leaning = replace(quadrant, understanding=replace(reading, leading=below))
    assert "the averages would be 12% further away, not 34% closer." in describe_leading_sub_topic(
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
        "The averages of Aston and Beford are 12% closer to the figures of each than England’s "
        "are. With other figures of the same kinds it could be 3% to 20% closer. For two "
        "neighbouring districts picked at random it is anything from 11% further away to 62% "
        "closer, 9 times in 10."
    )


@pytest.mark.parametrize(
    ("interval", "after", "ending"),
    [
        ((25, 49), 40, "The line, straight from councils to ministers, does not bend."),
        ((25, 49), 58, "Its averages reach less than halfway, so the line does not bend."),
        ((25, 52), 58, "Whether its averages reach more than halfway cannot be said."),
        ((51, 60), 58, "Its averages reach more than halfway too: the line would bend."),
    ],
)
def test_a_move_of_money_says_what_it_does_to_the_bend(
    interval: tuple[float, float], after: float, ending: str
) -> None:
    quadrant = made_quadrant(shared_reading(40, *interval), leverage_reading(19, 14, 19))
    sentence = describe_move(quadrant, 19, after)
    assert sentence.startswith(
        f"It would decide £{after} of every £100 in place of £19; halfway is £50."
    )
    assert sentence.endswith(ending)
    side = "more" if after > 50 else "less"
    assert write_move_headline(quadrant, after) == (
        f"Twin Rivers: {side} than half, with money moved"
    )


def test_nobody_is_said_to_decide_more_than_there_is() -> None:
    quadrant = made_quadrant(shared_reading(40, 25, 52), leverage_reading(19, 14, 19))
    sentence = describe_move(quadrant, 19, 103)
    assert "103" not in sentence
    assert sentence.startswith(
        "It would decide all of every £100, and more than there is, not £19."
    )
