"""The headline figures: six subjects at most, each in the form that the place has a figure for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.model import Observation
from placelib.periods import read_period
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.headline_figures import HOW_MANY, SUBJECTS, choose_headlines
from tests.tiny_database import ALDER, ENGLAND, FERN, UK

Figures = dict[tuple[str, str], tuple[Observation, ...]]


@pytest.fixture
def catalogue(tiny_catalogue: Catalogue) -> Catalogue:
    """Every indicator that a headline may show, each a copy of the test rate."""
    slugs = [slug for subject in SUBJECTS for slug in subject]
    return Catalogue({slug: replace(tiny_catalogue["rate"], slug=slug) for slug in slugs})


def known(series: Figures, slug: str, code: str, *numbers: float, period: str = "2023") -> None:
    notation = f"{period}-01-01/P1Y"
    when = read_period(notation)
    value, lower, upper = (*numbers, None, None, None)[:3]
    gap = "not available" if value is None else None
    row = Observation(
        indicator=slug, area_code=code, period=notation, period_label=when.label,
        starts=when.starts, ends=when.ends, value=value, lower=lower, upper=upper, status=None,
        gap=gap, note=None,
    )  # fmt: skip
    rows = {held.period: held for held in series.get((slug, code), ())} | {notation: row}
    series[slug, code] = tuple(rows[key] for key in sorted(rows))


def shown(registry: AreaRegistry, catalogue: Catalogue, code: str, series: Figures) -> list[str]:
    headlines = choose_headlines(registry, catalogue, registry[code], series)
    return [headline.indicator.slug for headline in headlines]


def test_the_first_six_subjects_with_a_figure_are_shown(
    tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    series: Figures = {}
    for subject in SUBJECTS:
        known(series, subject[0], ALDER, 10.0)
    assert shown(tiny_registry, catalogue, ALDER, series) == [
        subject[0] for subject in SUBJECTS[:HOW_MANY]
    ]


def test_a_subject_without_a_figure_gives_way_to_its_other_form_or_the_next_subject(
    tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    series: Figures = {}
    known(series, "employment-rate", ALDER)
    known(series, "employment-rate-ni", ALDER, 70.0)
    known(series, "population-count", ALDER)
    known(series, "wellbeing-satisfaction", ALDER, 7.0)
    assert shown(tiny_registry, catalogue, ALDER, series) == [
        "employment-rate-ni",
        "wellbeing-satisfaction",
    ]


def test_a_place_without_figures_has_no_headlines(
    tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    assert shown(tiny_registry, catalogue, ALDER, {}) == []


def test_a_headline_is_held_against_england_then_the_united_kingdom(
    tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    series: Figures = {}
    known(series, "employment-rate", ALDER, 70.0, 69.0, 71.0)
    known(series, "employment-rate", ENGLAND, 75.0)
    known(series, "employment-rate", UK, 60.0)
    known(series, "population-count", ALDER, 70.0)
    known(series, "population-count", UK, 60.0)
    people, work = choose_headlines(tiny_registry, catalogue, tiny_registry[ALDER], series)
    assert work.verdict.words == "lower than England, better"
    assert people.verdict.words == "10.0 percentage points above the United Kingdom"


def test_a_welsh_place_is_held_against_the_united_kingdom(
    tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    series: Figures = {}
    known(series, "employment-rate", FERN, 70.0, 69.0, 71.0)
    known(series, "employment-rate", ENGLAND, 75.0)
    known(series, "employment-rate", UK, 60.0)
    (work,) = choose_headlines(tiny_registry, catalogue, tiny_registry[FERN], series)
    assert work.verdict.words == "higher than the United Kingdom, worse"


def test_the_united_kingdom_alone_has_no_benchmark(
    tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    series: Figures = {}
    for code in (ALDER, FERN, ENGLAND, UK):
        known(series, "employment-rate", code, 70.0, 69.0, 71.0)
    found = {
        code: choose_headlines(tiny_registry, catalogue, tiny_registry[code], series)[
            0
        ].has_benchmark
        for code in (ALDER, FERN, ENGLAND, UK)
    }
    assert found == {ALDER: True, FERN: True, ENGLAND: True, UK: False}
    # A benchmark without a figure is a benchmark all the same: the card says what is missing.
    del series["employment-rate", UK]
    (england,) = choose_headlines(tiny_registry, catalogue, tiny_registry[ENGLAND], series)
    assert england.has_benchmark


def test_without_a_benchmark_figure_the_one_that_is_missing_is_named(
    tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    series: Figures = {}
    known(series, "employment-rate", ALDER, 70.0)
    (work,) = choose_headlines(tiny_registry, catalogue, tiny_registry[ALDER], series)
    assert work.verdict.words == "cannot say: no figure for England in 2023"


def test_a_newer_figure_of_england_does_not_hide_the_one_for_the_same_period(
    tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    series: Figures = {}
    known(series, "employment-rate", ALDER, 70.0, 69.0, 71.0, period="2022")
    known(series, "employment-rate", ENGLAND, 75.0, period="2023")
    known(series, "employment-rate", ENGLAND, 72.0, period="2022")
    (work,) = choose_headlines(tiny_registry, catalogue, tiny_registry[ALDER], series)
    assert work.verdict.difference is not None
    assert work.verdict.difference.second == 72.0
    known(series, "employment-rate", ENGLAND, period="2022")
    known(series, "employment-rate", UK, 60.0, period="2022")
    (work,) = choose_headlines(tiny_registry, catalogue, tiny_registry[ALDER], series)
    assert work.verdict.words == "higher than the United Kingdom, worse"


def test_every_headline_subject_is_in_the_bundled_catalogue(bundled_catalogue: Catalogue) -> None:
    for subject in SUBJECTS:
        for slug in subject:
            assert bundled_catalogue[slug].has_data, slug
