"""What is said of neighbourhoods: counts of tenths, never a rank."""

from __future__ import annotations

from placelib.model import Area
from placelib.neighbourhoods.figures import Spread
from placelib.neighbourhoods.measures import COUNCIL_MEASURES, MEASURES
from placelib.neighbourhoods.text import (
    write_neighbourhood_headline,
    write_other_end,
    write_reach_sentence,
    write_share_sentence,
    write_tenth,
    write_tenths_sentence,
)


def area(name: str) -> Area:
    return Area(
        code="E06000099", name=name, level="ltla", is_utla=False, started=None, ended=None,
        nation="England", has_page=True, parents=(),
    )  # fmt: skip


def spread(first: int, last: int, middle: int = 10) -> Spread:
    counts = (first, 0, 0, 0, middle, 0, 0, 0, 0, last)
    return Spread(counts, 0.05, 0.5, 0.75)


def test_the_headline_counts_the_neighbourhoods_of_the_first_tenth() -> None:
    assert write_neighbourhood_headline(MEASURES["imd"], area("Leeds"), spread(3, 1)) == (
        "3 of 14 neighbourhoods of Leeds are in England’s most deprived tenth"
    )
    assert write_neighbourhood_headline(MEASURES["income"], area("Leeds"), spread(1, 1)) == (
        "1 of 12 neighbourhoods of Leeds is in England’s most deprived tenth for income"
    )
    assert write_neighbourhood_headline(MEASURES["gp"], area("Leeds"), spread(0, 1)) == (
        "None of the 11 neighbourhoods of Leeds are in the tenth of England with the most "
        "patients to a doctor"
    )


def test_a_council_of_one_neighbourhood_is_spoken_of_as_one() -> None:
    headline = write_neighbourhood_headline(
        MEASURES["imd"], area("Isles of Scilly"), spread(0, 1, 0)
    )
    assert headline == (
        "The one neighbourhood of the Isles of Scilly is not in England’s most deprived tenth"
    )
    sentence = write_tenths_sentence(MEASURES["imd"], area("Isles of Scilly"), spread(0, 1, 0))
    assert "other end" not in sentence


def test_two_places_are_counted_beside_each_other() -> None:
    headline = write_neighbourhood_headline(
        MEASURES["imd"], area("Leeds"), spread(3, 1), (area("Rutland"), spread(0, 2))
    )
    assert headline == (
        "England’s most deprived tenth: 3 of 14 neighbourhoods in Leeds, none of the 12 in Rutland"
    )


def test_the_share_says_on_which_side_most_of_the_difference_lies() -> None:
    inside = write_share_sentence(MEASURES["imd"], 0.735)
    assert inside.startswith("In England as a whole most difference lies inside councils: 74% of ")
    assert inside.endswith("and 26% between them.")
    between = write_share_sentence(MEASURES["connectivity"], 0.395)
    assert between.startswith("In England as a whole more lies between councils: 60% of ")
    assert between.endswith("The other 40% is found within them.")


def test_of_what_is_published_for_councils_no_share_is_said() -> None:
    (slug,) = COUNCIL_MEASURES
    assert "cannot be said" in write_share_sentence(MEASURES[slug], 0.0)


def test_the_reach_is_in_tenths_and_of_few_neighbourhoods_not_said() -> None:
    assert write_reach_sentence(area("Leeds"), spread(3, 1)) == (
        "At least eight in ten neighbourhoods of Leeds are in tenths 1 to 8 of England."
    )
    assert write_reach_sentence(area("Leeds"), Spread((2,) * 10, 0.05, 0.5, 0.95)) == (
        "Leeds reaches from the first tenth to the last."
    )
    assert "too few" in write_reach_sentence(area("Leeds"), spread(1, 1, 0))


def test_a_tenth_is_named_at_its_ends_alone() -> None:
    measure = MEASURES["connectivity"]
    assert write_tenth(measure, 1) == "tenth 1 of 10, least connected"
    assert write_tenth(measure, 10) == "tenth 10 of 10, best connected"
    assert write_tenth(measure, 4) == "tenth 4 of 10"
    assert write_tenth(measure, 0) == "no figure"


def test_a_score_says_that_it_is_one_and_a_share_is_a_percentage() -> None:
    assert MEASURES["imd"].write_figure(40.218) == "score 40.2"
    assert MEASURES["income"].write_figure(0.422) == "42.2%"
    assert MEASURES["gp"].write_figure(1911.17) == "1,911 patients"
    assert MEASURES["crime"].write_figure(-2.22) == "score −2.22"


def test_no_measure_speaks_of_ranks() -> None:
    for measure in MEASURES.values():
        words = f"{measure.about} {measure.first_tenth} {measure.first_end} {measure.last_end}"
        assert "rank" not in words.lower()


def test_the_two_shares_shown_sum_to_a_hundred() -> None:
    assert "62.5" not in (sentence := write_share_sentence(MEASURES["imd"], 0.625))
    assert "63% of" in sentence
    assert "37% between" in sentence


def test_the_other_end_is_counted_for_one_place_and_for_two() -> None:
    leeds, york = (area("Leeds"), spread(3, 1)), (area("York"), spread(2, 0))
    index, broadband = MEASURES["imd"], MEASURES["broadband"]
    assert write_other_end(index, [leeds]) == (
        "The tenth at the other end (least deprived): 1 neighbourhood."
    )
    assert write_other_end(broadband, [york]) == "The tenth at the other end (fastest): none."
    assert write_other_end(index, [leeds, york]) == (
        "The tenth at the other end (least deprived): 1 in Leeds, none in York."
    )
