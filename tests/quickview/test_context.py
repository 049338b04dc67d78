"""Official indicators that stand beside an uploaded measure are chosen by their names."""

from __future__ import annotations

from placelib.quickview.context import choose_context, list_subject_words
from placelib.statistics.catalogue import Catalogue


def test_words_that_say_nothing_of_a_subject_do_not_count() -> None:
    assert list_subject_words("Percentage of pupils absent (uploaded), per 1,000 people") == {
        "pupil",
        "absen",
    }
    assert list_subject_words("Absences and absence") == {"absen"}


def test_names_that_share_most_words_come_first_then_the_fallback(
    bundled_catalogue: Catalogue,
) -> None:
    official = bundled_catalogue.with_data()
    headlines = [bundled_catalogue["employment-rate"], bundled_catalogue["gross-median-weekly-pay"]]
    chosen = choose_context("Pupils persistently absent (uploaded)", official, headlines)
    assert chosen[0].label == "Persistent absences for all pupils"
    assert len(chosen) == 3
    assert choose_context("Zebra crossings", official, headlines) == tuple(headlines)
    shared = choose_context("Visits to a library", official, headlines)
    assert "librar" in shared[0].label.casefold()
    assert shared[-1] in headlines or len(shared) == 3


def test_no_indicator_stands_there_twice(bundled_catalogue: Catalogue) -> None:
    employment = bundled_catalogue["employment-rate"]
    chosen = choose_context("Employment", [employment], [employment])
    assert chosen == (employment,)
