"""What stands out: the rule on figures made by hand, with standard deviations known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.model import Observation
from placelib.periods import read_period
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.outliers import Spread, load_spreads, needed_codes, standouts
from tests.tiny_database import (
    ALDER,
    AUTHORITY,
    CEDAR,
    ENGLAND,
    FERN,
    MIDLANDS,
    NORTH_WEST,
    OAKSHIRE,
    UK,
    WALES,
    YEAR_2022,
    YEAR_2023,
)

# Councils lie two units apart on everything here: a difference of one is half a deviation.
TWO = Spread(mean=50.0, deviation=2.0, areas=300)
LETTERS = "abcdefgh"


@pytest.fixture
def catalogue(tiny_catalogue: Catalogue) -> Catalogue:
    """Eight rates, a to h, each on a subject of its own, of which less is better."""
    return Catalogue(
        {
            letter: replace(
                tiny_catalogue["rate"],
                slug=letter,
                position=position,
                phrase=f"the rate of {letter}",
                sub_topic=letter,
            )
            for position, letter in enumerate(LETTERS)
        }
    )


class Figures:
    """Hand-written newest figures and the spreads of councils on them."""

    def __init__(self) -> None:
        self.newest: dict[tuple[str, str], Observation] = {}
        self.spreads: dict[tuple[str, str], Spread] = {}

    def add(
        self,
        slug: str,
        code: str,
        value: float | None,
        *,
        within: float | None = None,
        period: str = YEAR_2023,
    ) -> None:
        """A figure with an interval of ``within`` on both sides, and the usual spread."""
        when = read_period(period)
        lower = upper = None
        if value is not None and within is not None:
            lower, upper = value - within, value + within
        gap = "not available" if value is None else None
        self.newest[slug, code] = Observation(
            slug, code, period, when.label, when.starts, when.ends, value, lower, upper,
            None, gap, None,
        )  # fmt: skip
        self.spreads.setdefault((slug, period), TWO)

    def sentences(self, registry: AreaRegistry, catalogue: Catalogue, code: str) -> list[str]:
        return [
            one.sentence
            for one in standouts(registry, catalogue, self.spreads, registry[code], self.newest)
        ]

    def slugs(self, registry: AreaRegistry, catalogue: Catalogue, code: str) -> list[str]:
        found = standouts(registry, catalogue, self.spreads, registry[code], self.newest)
        return [one.indicator.slug for one in found]


@pytest.fixture
def given() -> Figures:
    return Figures()


def test_three_from_the_benchmark_then_two_from_the_nearest_wider_area(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    for away, letter in enumerate(LETTERS, start=1):
        given.add(letter, CEDAR, 50.0 + away)
        given.add(letter, ENGLAND, 50.0)
        # From the authority the order is the other way round.
        given.add(letter, AUTHORITY, 50.0 + away - (9 - away))
    found = standouts(tiny_atlas, catalogue, given.spreads, tiny_atlas[CEDAR], given.newest)
    assert [one.indicator.slug for one in found] == ["h", "g", "f", "a", "b"]
    assert [one.distance for one in found] == [4.0, 3.5, 3.0, 4.0, 3.5]
    assert [one.figures[1].area_code for one in found] == [ENGLAND] * 3 + [AUTHORITY] * 2


def test_without_a_wider_area_all_five_come_from_the_benchmark(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    for away, letter in enumerate(LETTERS, start=1):
        given.add(letter, WALES, 50.0 - away)
        given.add(letter, UK, 50.0)
    assert given.slugs(tiny_atlas, catalogue, WALES) == ["h", "g", "f", "e", "d"]


def test_no_two_sentences_are_on_one_subject(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    twins = Catalogue(
        {
            slug: replace(one, sub_topic="same" if slug in "gh" else slug)
            for slug, one in catalogue.indicators.items()
        }
    )
    for away, letter in enumerate(LETTERS, start=1):
        given.add(letter, FERN, 50.0 + away)
        given.add(letter, UK, 50.0)
        given.add(letter, WALES, 50.0)
    assert given.slugs(tiny_atlas, twins, FERN) == ["h", "f", "e", "d", "c"]


def test_a_subject_from_the_benchmark_does_not_come_again_from_the_nearest_area(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    for code, value in ((CEDAR, 60.0), (ENGLAND, 50.0), (AUTHORITY, 50.0)):
        given.add("a", code, value)
    assert given.slugs(tiny_atlas, catalogue, CEDAR) == ["a"]


@pytest.mark.parametrize(
    ("own", "within", "stands_out"),
    [
        (50.4, None, False),
        (50.5, None, True),
        (49.5, None, True),
        (60.0, 11.0, False),
        (60.0, 9.0, True),
    ],
)
def test_what_is_near_or_cannot_be_told_apart_is_left_out(
    given: Figures,
    tiny_atlas: AreaRegistry,
    catalogue: Catalogue,
    own: float,
    within: float | None,
    stands_out: bool,
) -> None:
    given.add("a", CEDAR, own, within=within)
    given.add("a", ENGLAND, 50.0)
    assert bool(given.slugs(tiny_atlas, catalogue, CEDAR)) is stands_out


@pytest.mark.parametrize("missing", [CEDAR, ENGLAND])
def test_without_two_figures_of_one_period_nothing_is_said(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue, missing: str
) -> None:
    given.add("a", CEDAR, 60.0)
    given.add("a", ENGLAND, 50.0)
    assert given.slugs(tiny_atlas, catalogue, CEDAR) == ["a"]
    given.add("a", missing, 55.0, period=YEAR_2022)
    assert given.slugs(tiny_atlas, catalogue, CEDAR) == []
    given.add("a", missing, None)
    assert given.slugs(tiny_atlas, catalogue, CEDAR) == []


@pytest.mark.parametrize("spread", [Spread(50.0, 2.0, 249), Spread(50.0, 0.0, 300)])
def test_few_or_equal_councils_give_no_measuring_rod(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue, spread: Spread
) -> None:
    given.add("a", CEDAR, 60.0)
    given.add("a", ENGLAND, 50.0)
    given.spreads["a", YEAR_2023] = spread
    assert given.slugs(tiny_atlas, catalogue, CEDAR) == []


def test_totals_never_stand_out(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    totals = Catalogue({"a": replace(catalogue["a"], standardised=False)})
    for code in (CEDAR, ENGLAND, NORTH_WEST, MIDLANDS):
        given.add("a", code, float(code[-1]) * 10)
    assert given.slugs(tiny_atlas, totals, CEDAR) == []
    assert given.slugs(tiny_atlas, totals, ENGLAND) == []


def test_a_difference_that_rounding_hides_is_not_told(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", CEDAR, 50.04, within=0.01)
    given.add("a", ENGLAND, 50.0)
    given.spreads["a", YEAR_2023] = Spread(50.0, 0.01, 300)
    assert given.slugs(tiny_atlas, catalogue, CEDAR) == []


def test_the_sentence_says_both_figures_the_gap_and_its_footing(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", CEDAR, 60.0, within=1.0)
    given.add("b", CEDAR, 48.96)
    given.add("c", CEDAR, 49.0, within=0.5)
    for letter in "abc":
        given.add(letter, ENGLAND, 50.0)
    undirected = Catalogue(
        {**catalogue.indicators, "c": replace(catalogue["c"], direction=None, suffix="")}
    )
    assert given.sentences(tiny_atlas, undirected, CEDAR) == [
        (
            "The rate of a was 60.0% in Cedar in 2023, against 50.0% in England: 10.0 percentage "
            "points higher. Lower is better."
        ),
        (
            "The rate of b was 49.0% in Cedar in 2023, against 50.0% in England: 1.0 percentage "
            "point lower. No interval is published."
        ),
        "The rate of c was 49.0 in Cedar in 2023, against 50.0 in England: 1.0 lower.",
    ]


def test_which_way_is_better_is_said_of_the_measure_whichever_side_a_place_is_on(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", CEDAR, 60.0, within=1.0)
    given.add("b", CEDAR, 45.0, within=1.0)
    for letter in "ab":
        given.add(letter, ENGLAND, 50.0)
    for direction, words in ((1, "Higher is better."), (-1, "Lower is better.")):
        directed = Catalogue(
            {slug: replace(one, direction=direction) for slug, one in catalogue.indicators.items()}
        )
        higher, lower = given.sentences(tiny_atlas, directed, CEDAR)
        assert higher.endswith(f"higher. {words}")
        assert lower.endswith(f"lower. {words}")


@pytest.mark.parametrize(
    ("theirs", "stands_out"),
    [
        # Own interval 58 to 62: the other figure is outside it, and its interval may reach in.
        (None, True),
        (7.5, True),
        (8.0, False),
        (20.0, False),
    ],
)
def test_a_nearer_tier_whose_interval_touches_is_left_out(
    given: Figures,
    tiny_atlas: AreaRegistry,
    catalogue: Catalogue,
    theirs: float | None,
    stands_out: bool,
) -> None:
    given.add("a", CEDAR, 60.0, within=2.0)
    given.add("a", AUTHORITY, 50.0, within=theirs)
    assert bool(given.slugs(tiny_atlas, catalogue, CEDAR)) is stands_out


def test_a_nation_is_taken_as_known_whatever_its_interval(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", CEDAR, 60.0, within=2.0)
    given.add("a", ENGLAND, 50.0, within=20.0)
    assert given.slugs(tiny_atlas, catalogue, CEDAR) == ["a"]
    # Wales is the nearest wider area of a Welsh council, and a nation.
    given.add("b", FERN, 60.0, within=2.0)
    given.add("b", WALES, 50.0, within=20.0)
    assert given.slugs(tiny_atlas, catalogue, FERN) == ["b"]


def test_a_span_of_two_published_intervals_says_nothing_of_a_missing_one(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", NORTH_WEST, 50.0, within=1.0)
    given.add("a", MIDLANDS, 58.0, within=1.0)
    (sentence,) = given.sentences(tiny_atlas, catalogue, ENGLAND)
    assert sentence.endswith(" in 2023: 8.0 percentage points apart.")
    given.add("a", MIDLANDS, 58.0)
    (half,) = given.sentences(tiny_atlas, catalogue, ENGLAND)
    assert half.endswith(" in 2023: 8.0 percentage points apart. No interval is published.")


def test_a_namesake_is_told_apart(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", AUTHORITY, 60.0)
    given.add("a", MIDLANDS, 50.0)
    assert given.sentences(tiny_atlas, catalogue, AUTHORITY) == [
        (
            "The rate of a was 60.0% in the West Midlands combined authority in 2023, against "
            "50.0% in the West Midlands region: 10.0 percentage points higher. No interval is "
            "published."
        )
    ]


def test_for_england_the_regions_furthest_apart_are_told(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    for letter, apart in (("a", 4.0), ("b", 8.0)):
        given.add(letter, NORTH_WEST, 50.0)
        given.add(letter, MIDLANDS, 50.0 + apart)
    found = standouts(tiny_atlas, catalogue, given.spreads, tiny_atlas[ENGLAND], given.newest)
    assert [(one.indicator.slug, one.distance) for one in found] == [("b", 4.0), ("a", 2.0)]
    assert found[0].sentence == (
        "The rate of b ran from 50.0% in the North West to 58.0% in the West Midlands in 2023: "
        "8.0 percentage points apart. No interval is published."
    )
    assert [row.area_code for row in found[0].figures] == [MIDLANDS, NORTH_WEST]


def test_a_span_needs_every_part_in_one_period_and_intervals_apart(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", WALES, 50.0, within=5.0)
    assert given.slugs(tiny_atlas, catalogue, UK) == []
    given.add("a", ENGLAND, 60.0, within=5.0)
    assert given.slugs(tiny_atlas, catalogue, UK) == []
    given.add("a", ENGLAND, 60.0, within=4.0)
    assert given.slugs(tiny_atlas, catalogue, UK) == ["a"]
    given.add("a", ENGLAND, 60.0, within=4.0, period=YEAR_2022)
    assert given.slugs(tiny_atlas, catalogue, UK) == []


def test_an_area_without_any_figure_has_no_standouts(
    given: Figures, tiny_atlas: AreaRegistry, catalogue: Catalogue
) -> None:
    for code in (ALDER, ENGLAND, UK):
        assert given.slugs(tiny_atlas, catalogue, code) == []


def test_the_codes_whose_figures_are_needed(tiny_atlas: AreaRegistry) -> None:
    assert needed_codes(tiny_atlas, tiny_atlas[ALDER]) == [
        ALDER, OAKSHIRE, NORTH_WEST, ENGLAND, UK,
    ]  # fmt: skip
    assert needed_codes(tiny_atlas, tiny_atlas[ENGLAND]) == [ENGLAND, UK, NORTH_WEST, MIDLANDS]
    assert needed_codes(tiny_atlas, tiny_atlas[UK]) == [UK, ENGLAND, WALES]


def test_the_spread_is_the_population_standard_deviation_over_current_councils(
    tiny: Store,
) -> None:
    # 10, 18, 18 and 10: mean 14, each 4 away.
    assert load_spreads(tiny)["rate", YEAR_2023] == Spread(mean=14.0, deviation=4.0, areas=4)
