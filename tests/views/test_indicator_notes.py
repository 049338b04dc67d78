"""What is said with indicators wherever they are shown."""

from __future__ import annotations

from placelib.statistics.catalogue import Catalogue
from placelib.statistics.timeliness import write_age_sentence
from placelib.views.indicator_notes import get_today, list_age_sentences


def test_a_brief_says_how_old_the_figures_of_one_or_two_indicators_are(
    bundled_catalogue: Catalogue,
) -> None:
    slugs = [slug for slug in bundled_catalogue.indicators if bundled_catalogue[slug].has_data]
    first, second, third = (bundled_catalogue[slug] for slug in slugs[:3])
    today = get_today()
    assert list_age_sentences([first]) == (write_age_sentence(first, today),)
    assert list_age_sentences([first])[0].startswith("The latest figures are for ")
    assert [words.partition(":")[0] for words in list_age_sentences([first, second])] == [
        first.label,
        second.label,
    ]
    assert list_age_sentences([first, second, third]) == ()
    assert list_age_sentences([]) == ()
