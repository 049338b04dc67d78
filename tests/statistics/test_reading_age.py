"""The generated sentences can be read at about fourteen: the Flesch-Kincaid grade, plus five.

Kincaid and others 1975: 0.39 times the words a sentence and 11.8 times the syllables a word, less
15.59, is the American school grade at which a text is read. A child of grade 9 is about fourteen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.distribution import count_peers, load_field
from placelib.compare.distribution_text import write_distribution_sentence
from placelib.compare.peers import choose_peer_set
from placelib.compare.peers_text import write_peers_sentence
from placelib.database.connection import Store
from placelib.maps.areas import build_map_figures, choose_usual_period, list_areas_within
from placelib.maps.classes import make_classes
from placelib.maps.text import write_map_sentence
from placelib.model import UNITED_KINGDOM
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.district_spread import load_spreads
from placelib.statistics.figure_source import OfficialFigures
from placelib.statistics.outliers import find_outliers, list_needed_codes, load_recent_figures
from placelib.statistics.ranks import simulate_ranks
from placelib.statistics.text import write_ladder_sentence, write_trend_sentence
from placelib.statistics.timeliness import write_age_sentence

FOURTEEN, FIFTEEN = 9.0, 10.0
VOWELS = re.compile(r"[aeiouy]+")
# A word or a number with its signs: “people”, “£1,234.5”, “95%”, “Storey’s”.
WORD = re.compile(r"[\w£%.,’'−-]*[\w%][\w£%.,’'−-]*")


def count_syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end; a number counts as one."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    groups = len(VOWELS.findall(letters))
    is_silent = letters.endswith("e") and not letters.endswith(("le", "ee"))
    is_silent |= letters.endswith("ed") and not letters.endswith(("ted", "ded"))
    return max(1, groups - is_silent)


def grade_of(text: str) -> float:
    """The school grade at which a text is read; a colon or a semicolon ends a sentence too."""
    sentences = [part for part in re.split(r"(?<=[.!?:;])\s+", text) if part]
    words = WORD.findall(text)
    syllables = sum(count_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_the_grade_is_that_of_known_texts() -> None:
    assert grade_of("The cat sat on the mat. It was a fat cat.") < 1
    assert (
        grade_of(
            "Institutional heterogeneity notwithstanding, statistically significant "
            "differentiation necessitates methodological sophistication."
        )
        > 25
    )
    assert count_syllables("people") == 2
    assert count_syllables("1,234") == 1


@pytest.fixture(scope="module")
def texts(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> dict[str, list[str]]:
    """Sentences of every kind, for every indicator and a tenth of the councils."""
    sentences: dict[str, list[str]] = {}
    for kind, sentence in generate(bundled, bundled_registry, bundled_catalogue):
        sentences.setdefault(kind, []).append(sentence)
    return sentences


def generate(
    store: Store, registry: AreaRegistry, catalogue: Catalogue
) -> Iterator[tuple[str, str]]:
    """Each generated sentence with its kind."""
    councils = registry.current("ltla")[::12]
    source, spreads = OfficialFigures(store), load_spreads(store)
    chains = sorted({tier.code for area in councils for tier in registry.chain(area.code)})
    for indicator in catalogue.with_data():
        series = observations.read_series(store, [indicator.slug], chains)
        for area in councils:
            rows = series.get((indicator.slug, area.code), ())
            yield "trend", write_trend_sentence(indicator, area, rows)
            yield (
                "ladder",
                write_ladder_sentence(observations.build_ladder(registry, indicator, area, series)),
            )
        # No today here: the age of a period is a number whatever it is.
        yield "age", write_age_sentence(indicator, indicator.released)
    for area in councils:
        codes = list_needed_codes(registry, area)
        recent = load_recent_figures(store, codes, observations.read_latest(store, codes))
        choice = find_outliers(registry, catalogue, spreads, area, recent)
        yield from (("outlier", outlier.sentence) for outlier in choice.outliers)
        yield "choice", choice.sentence
    areas = list_areas_within(registry, "ltla", UNITED_KINGDOM)
    for indicator in catalogue.with_data():
        period = choose_usual_period(
            source.list_periods(indicator.slug, [area.code for area in areas])
        )
        if period is None:
            continue
        figures = build_map_figures(registry, source, indicator, areas, "ltla", period.period)
        values = [figure.value for figure in figures if figure.value is not None]
        classes = make_classes(indicator, values, "quantiles")
        within = registry[UNITED_KINGDOM]
        yield "map", write_map_sentence(indicator, figures, "ltla", within, period.label, classes)
    indicator = catalogue["employment-rate"]
    ranks = None
    for area in councils:
        peers = choose_peer_set(registry, store, area, "global", (), mixed=False)
        field = load_field(source, registry, indicator, area, peers.areas)
        if field.area_row is None or field.area_row.value is None:
            continue
        rows = [field.rows.get(code) for code in peers.codes]
        yield (
            "peers",
            write_peers_sentence(field, peers, count_peers(indicator, field.area_row, rows)),
        )
        ranks = ranks or simulate_ranks(field.valued, 200)
        yield "rank", write_distribution_sentence(field, ranks.get(area.code))


KINDS = ("trend", "ladder", "age", "outlier", "choice", "map", "peers", "rank")


@pytest.mark.parametrize("kind", KINDS)
def test_most_sentences_are_read_at_fourteen(kind: str, texts: dict[str, list[str]]) -> None:
    assert set(texts) == set(KINDS)
    grades = sorted(grade_of(text) for text in texts[kind])
    assert median(grades) <= FOURTEEN
    assert grades[int(0.9 * len(grades))] <= FIFTEEN
