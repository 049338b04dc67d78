"""What is said of leverage: true to the figures, plain, and short enough to say aloud."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from placelib.quadrant.funding_scenarios import compute_halfway_money
from placelib.quadrant.lever_evidence import LeverageEvidence
from placelib.quadrant.leverage_readings import LeverageReading, read_leverage
from placelib.quadrant.leverage_series import (
    RECLASSIFIED,
    YearShare,
    read_authority_shares,
    read_departments,
    read_devolved_marks,
    read_local_shares,
)
from placelib.quadrant.leverage_text import (
    write_coming_sentence,
    write_departments_sentence,
    write_devolved_sentence,
    write_halfway_sentence,
    write_lever_bar_sentence,
    write_leverage_headline,
    write_local_share_sentence,
    write_money,
    write_multiples_sentence,
    write_range_sentence,
    write_series_sentence,
    write_strongest_lever_sentence,
    write_tax_sentence,
)
from placelib.quadrant.tax_reading import read_tax
from tests import tiny_database as tiny
from tests.quadrant.made_leverage import leverage_evidence

PLACE = "the West Midlands"
MOST_WORDS = 26
# The end of a sentence, and not the point of “£1.4 billion”.
SENTENCE_END = re.compile(r"(?<=[.?!]) (?=[A-Z])")


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> LeverageEvidence:
    return leverage_evidence(tmp_path_factory.mktemp("leverage"))


@pytest.fixture(scope="module")
def reading(evidence: LeverageEvidence) -> LeverageReading:
    return read_leverage(evidence, tiny.AUTHORITY)


def test_the_headline_is_pounds_out_of_a_hundred(reading: LeverageReading) -> None:
    assert write_leverage_headline(reading, PLACE) == (
        "Leave aside benefits, the NHS, schools, police, courts and what councils spend. Of every "
        "£100 left for the West Midlands, the authority decides £30 and ministers £70. "
        "Halfway is £50 each."
    )


def test_without_a_reading_it_says_why_and_never_nought(evidence: LeverageEvidence) -> None:
    alder = read_leverage(evidence, tiny.ALDER)
    assert write_leverage_headline(alder, "Alder") == (
        "There is no money figure for Alder: the figures have no combined authority here."
    )
    assert write_range_sentence(alder) == ""
    assert write_strongest_lever_sentence(alder) == ""
    assert "cannot be said" in write_halfway_sentence(compute_halfway_money(alder), "Alder")


def test_a_reading_below_nought_says_what_happened(reading: LeverageReading) -> None:
    below = replace(reading, headline=-3.4)
    assert "took in more than it spent" in write_leverage_headline(below, PLACE)
    assert "at −£3 of every £100, and halfway is £50" in write_leverage_headline(below, PLACE)
    assert "just below £0" in write_leverage_headline(replace(reading, headline=-0.2), PLACE)


def test_the_range_says_what_makes_its_low_end(reading: LeverageReading) -> None:
    assert write_range_sentence(reading) == (
        "The range of readings is 24 to 30. At the low end, money from grants counts half, as a "
        "grant comes with rules."
    )
    older = replace(reading, uprated=(("Elm", "2023-24"),))
    assert "prices of 2024-25: Elm (2023-24)." in write_range_sentence(older)


def test_a_bar_says_what_is_not_evidenced(reading: LeverageReading) -> None:
    by_lever = {lever.lever: lever for lever in reading.levers}
    assert write_lever_bar_sentence(by_lever["transport"], PLACE) == (
        "Transport in the West Midlands, a head: councils £50, the authority £60, ministers £150."
    )
    assert "councils not evidenced" in write_lever_bar_sentence(by_lever["economy"], PLACE)


def test_the_strongest_lever_is_named_with_its_pounds(reading: LeverageReading) -> None:
    assert write_strongest_lever_sentence(reading) == (
        "Its strongest lever is transport: it decides £40 of every £100 that councils do not."
    )


def test_what_is_coming_is_said_with_its_year_and_its_limit(reading: LeverageReading) -> None:
    assert write_coming_sentence(reading.coming, PLACE) == (
        "The largest sum promised to the West Midlands is its integrated settlement, which "
        "is one pot of ministers’ money in place of many separate grants. It is £100,000 a year "
        "(2026-27 on). If all of it were new, the authority would decide £57 of every £100. Part "
        "of it may be in today’s figure already."
    )
    assert write_coming_sentence(None, PLACE).startswith("No later money is documented")


def test_halfway_is_said_in_pounds_a_head_and_a_year(reading: LeverageReading) -> None:
    halfway = compute_halfway_money(reading)
    text = write_halfway_sentence(halfway, PLACE)
    assert "Halfway would be £75 more a head in" in text
    assert (
        "Handing over all that ministers spend on transport would bring it to £70 of every £100, "
        "and halfway is £50."
    ) in text
    assert write_multiples_sentence(halfway) == (
        "That is 0.8 times the authority’s integrated settlement and 75 times the authority’s "
        "investment fund. The integrated settlement is one pot of ministers’ money in place of "
        "many separate grants."
    )


def test_beyond_halfway_nothing_is_missing(reading: LeverageReading) -> None:
    beyond = compute_halfway_money(replace(reading, authority_pounds=200.0))
    assert "decides more than half of it already" in write_halfway_sentence(beyond, PLACE)
    assert write_multiples_sentence(beyond) == ""


def test_tax_says_whether_the_authority_added_any(evidence: LeverageEvidence) -> None:
    tax = read_tax(evidence, tiny.AUTHORITY, tiny.AUTHORITY)
    assert tax is not None
    assert write_tax_sentence(tax, PLACE) == (
        "Of every £100 of tax and charges raised here, councils set £5.00. The authority’s own "
        "part of the council tax is £0.20."
    )
    assert "added nothing of its own to council tax" in write_tax_sentence(
        replace(tax, authority_pounds=0.0), PLACE
    )
    assert "No council tax of the authority’s own" in write_tax_sentence(
        replace(tax, authority_pounds=None), PLACE
    )
    assert write_tax_sentence(tax, PLACE, has_authority=False).endswith("councils set £5.00.")
    assert "not evidenced" in write_tax_sentence(None, PLACE)


def test_a_line_is_said_by_its_ends(evidence: LeverageEvidence) -> None:
    shares = read_authority_shares(evidence, tiny.AUTHORITY)
    assert write_series_sentence(shares, PLACE) == (
        "The authority’s part of what it and its councils spend rose from 20% in 2019-20 to 28% "
        "in 2024-25."
    )
    level = (YearShare("2019-20", 0.101), YearShare("2024-25", 0.099))
    assert "was 10% in 2019-20 and in 2024-25" in write_series_sentence(level, PLACE)
    assert write_series_sentence(shares[:1], PLACE).startswith("There are too few years")


def test_a_falling_local_share_says_that_part_is_reclassification(
    evidence: LeverageEvidence,
) -> None:
    text = write_local_share_sentence(read_local_shares(evidence, tiny.MIDLANDS), PLACE)
    assert text.startswith("Local government spent 30% of the public money for the West Midlands")
    assert RECLASSIFIED in text
    rising = (YearShare("2014-15", 0.1), YearShare("2024-25", 0.2))
    assert RECLASSIFIED not in write_local_share_sentence(rising, PLACE)


def test_departments_and_governments_are_counted_and_named(evidence: LeverageEvidence) -> None:
    assert write_departments_sentence(read_departments(evidence, tiny.MIDLANDS), PLACE) == (
        "2 national departments and bodies spend money in the West Midlands. The largest are the "
        "Department of Health and the Department for Transport."
    )
    assert "the Welsh Government decides £40" in write_devolved_sentence(
        read_devolved_marks(evidence)
    )
    assert write_devolved_sentence(()) == ""


def test_every_sentence_is_short_enough_to_say_aloud(
    evidence: LeverageEvidence, reading: LeverageReading
) -> None:
    halfway = compute_halfway_money(reading)
    texts = [
        write_leverage_headline(reading, PLACE),
        write_range_sentence(reading),
        write_strongest_lever_sentence(reading),
        write_coming_sentence(reading.coming, PLACE),
        write_halfway_sentence(halfway, PLACE),
        write_series_sentence(read_authority_shares(evidence, tiny.AUTHORITY), PLACE),
        write_local_share_sentence(read_local_shares(evidence, tiny.MIDLANDS), PLACE),
        write_departments_sentence(read_departments(evidence, tiny.MIDLANDS), PLACE),
        *(write_lever_bar_sentence(lever, PLACE) for lever in reading.levers),
    ]
    for sentence in (part for text in texts for part in SENTENCE_END.split(text)):
        assert len(sentence.split()) <= MOST_WORDS, sentence


@pytest.mark.parametrize(
    ("pounds", "words"),
    [(1_410_357_357.0, "£1.4 billion"), (18_400_000.0, "£18 million"), (250_400.0, "£250,400")],
)
def test_money_is_said_as_people_say_it(pounds: float, words: str) -> None:
    assert write_money(pounds) == words
