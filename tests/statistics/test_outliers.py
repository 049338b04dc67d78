"""What stands out: the rule on figures made by hand, with standard deviations known."""

from __future__ import annotations

from dataclasses import replace
from statistics import NormalDist

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.model import Observation
from placelib.periods import read_period
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.district_spread import DistrictSpread, load_spreads
from placelib.statistics.outliers import (
    OutlierChoice,
    RecentFigures,
    find_outliers,
    list_needed_codes,
    load_recent_figures,
)
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
TWO = DistrictSpread(mean=50.0, standard_deviation=2.0, areas=300, steadiness=1.0)
BEFORE = "2020-01-01/P1Y"
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
        self.earlier: dict[tuple[str, str], Observation] = {}
        self.spreads: dict[tuple[str, str], DistrictSpread] = {}

    def add(
        self,
        slug: str,
        code: str,
        value: float | None,
        *,
        within: float | None = None,
        period: str = YEAR_2023,
    ) -> None:
        """A figure with an interval of ``within`` on both sides, the usual spread, and before it
        the same figure.
        """
        when = read_period(period)
        lower = upper = None
        if value is not None and within is not None:
            lower, upper = value - within, value + within
        gap = "not available" if value is None else None
        self.newest[slug, code] = Observation(
            indicator=slug, area_code=code, period=period, period_label=when.label,
            starts=when.starts, ends=when.ends, value=value, lower=lower, upper=upper, status=None,
            gap=gap, note=None,
        )  # fmt: skip
        before = read_period(BEFORE)
        self.earlier[slug, code] = replace(
            self.newest[slug, code], period=BEFORE, starts=before.starts, ends=before.ends,
            value=0.0 if value is None else value,
        )  # fmt: skip
        self.spreads.setdefault((slug, period), TWO)

    def choose(self, registry: AreaRegistry, catalogue: Catalogue, code: str) -> OutlierChoice:
        recent = RecentFigures(self.newest, self.earlier)
        return find_outliers(registry, catalogue, self.spreads, registry[code], recent)

    def sentences(self, registry: AreaRegistry, catalogue: Catalogue, code: str) -> list[str]:
        return [one.sentence for one in self.choose(registry, catalogue, code).outliers]

    def slugs(self, registry: AreaRegistry, catalogue: Catalogue, code: str) -> list[str]:
        return [one.indicator.slug for one in self.choose(registry, catalogue, code).outliers]


@pytest.fixture
def given() -> Figures:
    return Figures()


def test_three_from_the_benchmark_then_two_from_the_nearest_wider_area(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    for away, letter in enumerate(LETTERS, start=1):
        given.add(letter, CEDAR, 50.0 + away)
        given.add(letter, ENGLAND, 50.0)
        # From the authority the order is the other way round.
        given.add(letter, AUTHORITY, 50.0 + away - (9 - away))
    found = given.choose(tiny_registry, catalogue, CEDAR).outliers
    assert [one.indicator.slug for one in found] == ["h", "g", "f", "a", "b"]
    assert [one.distance for one in found] == [4.0, 3.5, 3.0, 4.0, 3.5]
    assert [one.figures[1].area_code for one in found] == [ENGLAND] * 3 + [AUTHORITY] * 2


def test_without_a_wider_area_all_five_come_from_the_benchmark(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    for away, letter in enumerate(LETTERS, start=1):
        given.add(letter, WALES, 50.0 - away)
        given.add(letter, UK, 50.0)
    assert given.slugs(tiny_registry, catalogue, WALES) == ["h", "g", "f", "e", "d"]


def test_no_two_sentences_are_on_one_subject(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
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
    assert given.slugs(tiny_registry, twins, FERN) == ["h", "f", "e", "d", "c"]


def test_a_subject_from_the_benchmark_does_not_come_again_from_the_nearest_area(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    for code, value in ((CEDAR, 60.0), (ENGLAND, 50.0), (AUTHORITY, 50.0)):
        given.add("a", code, value)
    assert given.slugs(tiny_registry, catalogue, CEDAR) == ["a"]


@pytest.mark.parametrize(
    ("own", "within", "stands_out"),
    [
        (50.4, None, False),
        (50.5, None, True),
        (49.5, None, True),
        (52.0, 2.1, False),
        (52.0, 1.9, True),
        # Noise as great as councils' differences weighs nothing, however far the figure lies.
        (60.0, 4.0, False),
        (60.0, 3.8, True),
    ],
)
def test_what_is_near_or_cannot_be_told_apart_is_left_out(
    given: Figures,
    tiny_registry: AreaRegistry,
    catalogue: Catalogue,
    own: float,
    within: float | None,
    *,
    stands_out: bool,
) -> None:
    given.add("a", CEDAR, own, within=within)
    given.add("a", ENGLAND, 50.0)
    assert bool(given.slugs(tiny_registry, catalogue, CEDAR)) is stands_out


@pytest.mark.parametrize("missing", [CEDAR, ENGLAND])
def test_without_two_figures_of_one_period_nothing_is_said(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue, missing: str
) -> None:
    given.add("a", CEDAR, 60.0)
    given.add("a", ENGLAND, 50.0)
    assert given.slugs(tiny_registry, catalogue, CEDAR) == ["a"]
    given.add("a", missing, 55.0, period=YEAR_2022)
    assert given.slugs(tiny_registry, catalogue, CEDAR) == []
    given.add("a", missing, None)
    assert given.slugs(tiny_registry, catalogue, CEDAR) == []


@pytest.mark.parametrize(
    "spread",
    [
        DistrictSpread(mean=50.0, standard_deviation=2.0, areas=249, figures=(), steadiness=1.0),
        DistrictSpread(mean=50.0, standard_deviation=0.0, areas=300, figures=(), steadiness=1.0),
    ],
)
def test_few_or_equal_councils_give_no_measuring_rod(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue, spread: DistrictSpread
) -> None:
    given.add("a", CEDAR, 60.0)
    given.add("a", ENGLAND, 50.0)
    given.spreads["a", YEAR_2023] = spread
    assert given.slugs(tiny_registry, catalogue, CEDAR) == []


def test_totals_never_stand_out(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    totals = Catalogue({"a": replace(catalogue["a"], standardised=False)})
    for code in (CEDAR, ENGLAND, NORTH_WEST, MIDLANDS):
        given.add("a", code, float(code[-1]) * 10)
    assert given.slugs(tiny_registry, totals, CEDAR) == []
    assert given.slugs(tiny_registry, totals, ENGLAND) == []


def test_a_difference_that_rounding_hides_is_not_told(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", CEDAR, 50.04, within=0.01)
    given.add("a", ENGLAND, 50.0)
    given.spreads["a", YEAR_2023] = DistrictSpread(
        mean=50.0, standard_deviation=0.01, areas=300, figures=(), steadiness=1.0
    )
    assert given.slugs(tiny_registry, catalogue, CEDAR) == []


def test_the_sentence_says_both_figures_the_gap_and_its_footing(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", CEDAR, 60.0, within=1.0)
    given.add("b", CEDAR, 48.96)
    given.add("c", CEDAR, 49.0, within=0.5)
    given.add("a", ENGLAND, 50.0, within=0.1)
    for letter in "bc":
        given.add(letter, ENGLAND, 50.0)
    undirected = Catalogue(
        {**catalogue.indicators, "c": replace(catalogue["c"], direction=None, suffix="")}
    )
    assert given.sentences(tiny_registry, undirected, CEDAR) == [
        (
            "The rate of a was 60.0% in Cedar in 2023, against 50.0% in England: 10.0 percentage "
            "points higher (9.0 to 11.0). Lower is better."
        ),
        (
            "The rate of b was 49.0% in Cedar in 2023, against 50.0% in England: 1.0 percentage "
            "point lower. No interval is published."
        ),
        (
            "The rate of c was 49.0 in Cedar in 2023, against 50.0 in England: 1.0 lower (0.5 to "
            "1.5). No interval is published for England, so that figure counts as exact."
        ),
    ]


def test_which_way_is_better_is_said_of_the_measure_whichever_side_a_place_is_on(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", CEDAR, 60.0, within=1.0)
    given.add("b", CEDAR, 45.0, within=1.0)
    for letter in "ab":
        given.add(letter, ENGLAND, 50.0, within=0.1)
    for direction, words in ((1, "Higher is better."), (-1, "Lower is better.")):
        directed = Catalogue(
            {slug: replace(one, direction=direction) for slug, one in catalogue.indicators.items()}
        )
        higher, lower = given.sentences(tiny_registry, directed, CEDAR)
        assert higher.endswith(f"higher (9.0 to 11.0). {words}")
        assert lower.endswith(f"lower (4.0 to 6.0). {words}")


@pytest.mark.parametrize(("theirs", "stands_out"), [(None, True), (8.0, True), (10.0, False)])
def test_the_wider_figures_own_interval_counts(
    tiny_registry: AreaRegistry,
    catalogue: Catalogue,
    theirs: float | None,
    *,
    stands_out: bool,
) -> None:
    # 10 apart; with 2 and 8 the difference has an interval of 8.2 on either side, with 10 of 10.2.
    for code in (AUTHORITY, ENGLAND):
        figures = Figures()
        figures.add("a", CEDAR, 60.0, within=2.0)
        figures.add("a", code, 50.0, within=theirs)
        assert bool(figures.slugs(tiny_registry, catalogue, CEDAR)) is stands_out


def test_what_lay_the_other_way_before_or_cannot_be_checked_is_left_out(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", CEDAR, 60.0)
    given.add("a", ENGLAND, 50.0)
    assert given.slugs(tiny_registry, catalogue, CEDAR) == ["a"]
    before = given.earlier["a", CEDAR]
    given.earlier["a", CEDAR] = replace(before, value=49.0)
    assert given.slugs(tiny_registry, catalogue, CEDAR) == []
    given.earlier["a", CEDAR] = replace(before, period="2019-01-01/P1Y")
    assert given.slugs(tiny_registry, catalogue, CEDAR) == []
    del given.earlier["a", CEDAR]
    assert given.slugs(tiny_registry, catalogue, CEDAR) == []


def test_noisy_figures_weigh_less(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", CEDAR, 56.0, within=3.6)
    given.add("b", CEDAR, 54.0, within=0.4)
    for letter in "ab":
        given.add(letter, ENGLAND, 50.0)
    first, second = given.choose(tiny_registry, catalogue, CEDAR).outliers
    assert (first.indicator.slug, second.indicator.slug) == ("b", "a")
    assert abs(first.distance) < abs(second.distance)


@pytest.mark.parametrize(("steadiness", "stands_out"), [(None, False), (0.6, False), (0.7, True)])
def test_without_intervals_councils_figures_must_last(
    given: Figures,
    tiny_registry: AreaRegistry,
    catalogue: Catalogue,
    steadiness: float | None,
    *,
    stands_out: bool,
) -> None:
    given.add("a", CEDAR, 60.0)
    given.add("a", ENGLAND, 50.0)
    given.spreads["a", YEAR_2023] = replace(TWO, steadiness=steadiness)
    assert bool(given.slugs(tiny_registry, catalogue, CEDAR)) is stands_out


def test_a_coverage_near_100_does_not_stand_out_by_a_crowd_or_by_a_few() -> None:
    # 298 councils between 99 and 100 and two far below: a deviation of little meaning.
    crowd = tuple(99.0 + at / 298 for at in range(298))
    skewed = DistrictSpread(
        mean=98.0, standard_deviation=6.0, areas=300, figures=(10.0, 40.0, *crowd), steadiness=1.0
    )
    # Half a point is a third of the order of councils, and a twelfth of a deviation.
    assert skewed.distance(99.9, 99.4) == pytest.approx(0.5 / 6)
    # Thirty points are five deviations, and in the order of councils from the second to the middle.
    assert skewed.distance(40.0, 99.5) == pytest.approx(
        -(NormalDist().inv_cdf(0.5 + 0.5 / 300) + NormalDist().inv_cdf(1 - 1.5 / 300)), abs=0.02
    )
    assert skewed.normal_score(0.0) == pytest.approx(NormalDist().inv_cdf(0.5 / 300))


def test_of_how_many_they_are_the_largest_is_said(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    assert given.choose(tiny_registry, catalogue, CEDAR).sentence == ""
    for away, letter in enumerate(LETTERS, start=1):
        given.add(letter, CEDAR, 50.0 + away)
        given.add(letter, ENGLAND, 50.0)
    given.add("a", AUTHORITY, 50.0)
    choice = given.choose(tiny_registry, catalogue, CEDAR)
    assert choice.compared == 9
    assert choice.sentence == (
        "Chosen as the largest of 9 differences. The largest of many tend to look larger than they "
        "are."
    )


def test_a_span_of_two_published_intervals_says_nothing_of_a_missing_one(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", NORTH_WEST, 50.0, within=1.0)
    given.add("a", MIDLANDS, 58.0, within=1.0)
    (sentence,) = given.sentences(tiny_registry, catalogue, ENGLAND)
    assert sentence.endswith(" in 2023: 8.0 percentage points apart (6.6 to 9.4).")
    given.add("a", NORTH_WEST, 50.0)
    given.add("a", MIDLANDS, 58.0)
    (bare,) = given.sentences(tiny_registry, catalogue, ENGLAND)
    assert bare.endswith(" in 2023: 8.0 percentage points apart. No interval is published.")


def test_a_namesake_is_told_apart(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", AUTHORITY, 60.0)
    given.add("a", MIDLANDS, 50.0)
    assert given.sentences(tiny_registry, catalogue, AUTHORITY) == [
        (
            "The rate of a was 60.0% in the West Midlands combined authority in 2023, against "
            "50.0% in the West Midlands region: 10.0 percentage points higher. No interval is "
            "published."
        )
    ]


def test_for_england_the_regions_furthest_apart_are_told(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    for letter, apart in (("a", 4.0), ("b", 8.0)):
        given.add(letter, NORTH_WEST, 50.0)
        given.add(letter, MIDLANDS, 50.0 + apart)
    found = given.choose(tiny_registry, catalogue, ENGLAND).outliers
    assert [(one.indicator.slug, one.distance) for one in found] == [("b", 4.0), ("a", 2.0)]
    assert found[0].sentence == (
        "The rate of b ran from 50.0% in the North West to 58.0% in the West Midlands in 2023: "
        "8.0 percentage points apart. No interval is published."
    )
    assert [row.area_code for row in found[0].figures] == [MIDLANDS, NORTH_WEST]


def test_a_span_needs_every_part_in_one_period_and_intervals_apart(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", WALES, 50.0, within=3.0)
    assert given.slugs(tiny_registry, catalogue, UK) == []
    given.add("a", ENGLAND, 54.0, within=3.0)
    assert given.slugs(tiny_registry, catalogue, UK) == []
    given.add("a", ENGLAND, 54.0, within=2.0)
    assert given.slugs(tiny_registry, catalogue, UK) == ["a"]
    given.add("a", ENGLAND, 54.0, within=2.0, period=YEAR_2022)
    assert given.slugs(tiny_registry, catalogue, UK) == []


def test_an_area_without_any_figure_has_no_outliers(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    for code in (ALDER, ENGLAND, UK):
        assert given.slugs(tiny_registry, catalogue, code) == []


def test_the_codes_whose_figures_are_needed(tiny_registry: AreaRegistry) -> None:
    assert list_needed_codes(tiny_registry, tiny_registry[ALDER]) == [
        ALDER, OAKSHIRE, NORTH_WEST, ENGLAND, UK,
    ]  # fmt: skip
    assert list_needed_codes(tiny_registry, tiny_registry[ENGLAND]) == [
        ENGLAND,
        UK,
        NORTH_WEST,
        MIDLANDS,
    ]
    assert list_needed_codes(tiny_registry, tiny_registry[UK]) == [UK, ENGLAND, WALES]


def test_the_spread_is_the_population_standard_deviation_over_current_councils(
    tiny: Store,
) -> None:
    # 10, 18, 18 and 10: mean 14, each 4 away. Two points, Alder and Birch, always lie on a line.
    spread = load_spreads(tiny)["rate", YEAR_2023]
    assert (spread.mean, spread.standard_deviation, spread.areas) == (14.0, 4.0, 4)
    assert spread.figures == (10.0, 10.0, 18.0, 18.0)
    assert spread.steadiness == pytest.approx(1.0)


def test_the_figures_before_are_of_a_period_that_had_ended(tiny: Store) -> None:
    recent = load_recent_figures(tiny, [ALDER, CEDAR], {})
    assert recent.earlier["rate", ALDER].period == YEAR_2022
    # The survey's two periods overlap, and Cedar has one only.
    assert ("survey", ALDER) not in recent.earlier
    assert ("survey", CEDAR) not in recent.earlier


def test_a_place_with_three_indicators_has_three_sentences_at_most(
    given: Figures, tiny_registry: AreaRegistry, catalogue: Catalogue
) -> None:
    given.add("a", FERN, 56.0, within=1.0)
    given.add("b", FERN, 50.5, within=1.0)
    given.add("c", FERN, 47.0)
    for letter in "abc":
        given.add(letter, UK, 50.0, within=0.1)
    choice = given.choose(tiny_registry, catalogue, FERN)
    # Of b chance alone could make the difference; c has no interval and counts as exact.
    assert [outlier.sentence for outlier in choice.outliers] == [
        (
            "The rate of a was 56.0% in Fern in 2023, against 50.0% in the United Kingdom: 6.0 "
            "percentage points higher (5.0 to 7.0). Lower is better."
        ),
        (
            "The rate of c was 47.0% in Fern in 2023, against 50.0% in the United Kingdom: 3.0 "
            "percentage points lower (2.9 to 3.1). Lower is better. No interval is published for "
            "Fern, so that figure counts as exact."
        ),
    ]
    assert choice.sentence.startswith("Chosen as the largest of 3 differences.")
