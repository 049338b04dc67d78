"""The areas of a map: who is on it, what each shows for the period, and why some show nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from placelib.areas.registry import FEW_RESIDENTS, AreaRegistry
from placelib.database.connection import Store
from placelib.maps.areas import (
    MapFigure,
    build_map_figures,
    choose_usual_period,
    list_areas_within,
    list_drawn_areas,
    list_scopes,
)
from placelib.maps.classes import make_classes
from placelib.maps.content import MapContent, assemble_map
from placelib.maps.settings import MapView
from placelib.maps.shapes import load_shapes
from placelib.maps.text import write_map_headline, write_map_sentence, write_map_subtitle
from placelib.model import UNITED_KINGDOM, Area, Indicator
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import FigurePeriod, OfficialFigures
from tests.recomputed import World, kind_of_difference, unit, write_figure
from tests.tiny_database import (
    ALDER,
    BIRCH,
    CEDAR,
    DOGWOOD,
    ELM,
    ENGLAND,
    FERN,
    UK,
    YEAR_2022,
    YEAR_2023,
)

STATIC = Path(__file__).resolve().parents[2] / "static" / "boundaries"
LEVELS = ("ltla", "utla", "cauth", "rgn", "ctry")


def figures_of(
    store: Store, registry: AreaRegistry, indicator: Indicator, period: str, level: str = "ltla"
) -> dict[str, MapFigure]:
    areas = list_areas_within(registry, level, UK)
    found = build_map_figures(registry, OfficialFigures(store), indicator, areas, level, period)
    return {one.area.code: one for one in found}


def list_periods(
    store: Store, indicator: Indicator, areas: Sequence[Area]
) -> tuple[FigurePeriod, ...]:
    return OfficialFigures(store).list_periods(indicator.slug, [area.code for area in areas])


def content_of(
    store: Store,
    registry: AreaRegistry,
    catalogue: Catalogue,
    periods: tuple[FigurePeriod, ...],
    view: MapView,
) -> MapContent:
    areas = list_areas_within(registry, view.level, view.within)
    indicator = catalogue[view.indicator]
    return assemble_map(registry, OfficialFigures(store), indicator, areas, periods, view)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", ["", ".tiles"])
def test_the_digits_follow_the_order_of_the_file(
    bundled_registry: AreaRegistry, level: str, kind: str
) -> None:
    document = json.loads((STATIC / f"{level}{kind}.geojson").read_text("utf-8"))
    properties = [feature["properties"] for feature in document["features"]]
    assert [one["code"] for one in properties] == [
        area.code for area in list_drawn_areas(bundled_registry, level)
    ]
    assert [one["i"] for one in properties] == list(range(len(properties)))
    assert [one["n"] for one in properties] == list(range(1, len(properties) + 1))
    assert list(load_shapes(f"{level}{kind}")) == [one["code"] for one in properties]


def test_every_choice_of_a_map_has_at_least_two_areas(bundled_registry: AreaRegistry) -> None:
    for level in LEVELS:
        for code in list_scopes(bundled_registry, level):
            assert len(list_areas_within(bundled_registry, level, code)) > 1
    assert len(list_areas_within(bundled_registry, "ltla", "E12000007")) == 33
    assert len(list_areas_within(bundled_registry, "ltla", "E47000001")) == 10
    assert list(list_scopes(bundled_registry, "ctry")) == [UNITED_KINGDOM]


def test_each_kind_of_gap_is_told_apart(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rate = figures_of(tiny, tiny_registry, tiny_catalogue["rate"], YEAR_2023)
    assert rate[DOGWOOD].gap == "withheld"
    assert rate[DOGWOOD].missing == "withheld as confidential"
    assert rate[ELM].gap == "other period"
    assert rate[ELM].missing == "no figure for this period; the newest is 2022"
    assert rate[ELM].value is None
    welsh = figures_of(tiny, tiny_registry, tiny_catalogue["welsh"], YEAR_2023)
    assert welsh[ALDER].gap == "not collected"
    county = figures_of(tiny, tiny_registry, tiny_catalogue["county"], YEAR_2023)
    assert county[ALDER].gap == "other level"


def test_each_area_is_held_against_its_own_benchmark(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = figures_of(tiny, tiny_registry, tiny_catalogue["rate"], YEAR_2023)
    assert found[ALDER].verdict.words == "lower than England, better"
    assert found[CEDAR].verdict.words == "not clearly different from England"
    assert found[FERN].verdict.words == "lower than the United Kingdom, better"


def test_every_area_without_a_value_says_why_and_every_other_does_not(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    for indicator in bundled_catalogue.with_data():
        for level in ("ltla", "rgn"):
            areas = list_areas_within(bundled_registry, level, UNITED_KINGDOM)
            usual = choose_usual_period(list_periods(bundled, indicator, areas))
            period = usual.period if usual else ""
            for one in build_map_figures(
                bundled_registry, OfficialFigures(bundled), indicator, areas, level, period
            ):
                assert (one.value is None) == bool(one.missing) == (one.gap is not None)
                assert one.observation is None or one.observation.period == period


def test_the_usual_period_is_the_newest_that_is_well_filled(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    areas = list_areas_within(tiny_registry, "ltla", UK)
    periods = list_periods(tiny, tiny_catalogue["rate"], areas)
    assert [(one.label, one.areas) for one in periods] == [("2022", 3), ("2023", 4)]
    usual = choose_usual_period(periods)
    assert usual is not None
    assert usual.label == "2023"
    # In its newest period the survey has Alder only, half as many as before: still usual.
    survey = choose_usual_period(list_periods(tiny, tiny_catalogue["survey"], areas))
    assert survey is not None
    assert survey.areas == 1
    assert choose_usual_period(()) is None
    assert OfficialFigures(tiny).list_values("county", [area.code for area in areas]) == []


def test_the_headline_and_the_sentence_are_made_of_the_figures(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    view = MapView(
        indicator="rate",
        level="ltla",
        within=UK,
        period=YEAR_2023,
        area=BIRCH,
        view="map",
        classes="quantiles",
        has_common_classes=False,
        colours="blue",
        is_faded=False,
        sort="high",
        page=1,
    )
    periods = list_periods(
        tiny, tiny_catalogue["rate"], list_areas_within(tiny_registry, "ltla", UK)
    )
    shown = content_of(tiny, tiny_registry, tiny_catalogue, periods, view)
    assert write_map_headline(shown.indicator, shown.figures, "ltla") == (
        "Test rate: 1 council clearly above England or the UK, 2 clearly below"
    )
    assert write_map_subtitle(shown.indicator, "ltla", shown.within, "2023") == (
        "Test rate, councils and districts of the United Kingdom, 2023"
    )
    sentence = write_map_sentence(
        shown.indicator, shown.figures, "ltla", shown.within, "2023", shown.classes
    )
    assert sentence == (
        "The test rate in 2023 ran from 10.0% to 18.0%. 4 of 6 councils and districts of the "
        "United Kingdom have a figure. The map shows them in 2 classes with about as many "
        "areas in each. Against England, or the United Kingdom elsewhere: 1 clearly higher, 2 "
        "clearly lower and 1 not clearly different."
    )
    assert shown.focus is not None
    assert shown.focus.area.code == BIRCH
    # The same classes for all periods may hold 0, 27 and 332 areas.
    assert shown.classes is not None
    unlike = replace(shown.classes, starts=(100, 181), ends=(180, 200))
    words = write_map_sentence(shown.indicator, shown.figures, "ltla", shown.within, "2023", unlike)
    assert "The map shows them in 2 classes. Against" in words
    # Totals are listed and not mapped.
    total = replace(shown.indicator, standardised=False)
    words = write_map_sentence(total, shown.figures, "ltla", shown.within, "2023", shown.classes)
    assert "The map shows" not in words


def test_few_residents_make_a_rate_look_extreme_and_never_a_share_of_land(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    areas = list_areas_within(bundled_registry, "ltla", ENGLAND)
    for slug in ("4g-coverage", "5g-coverage"):
        indicator = bundled_catalogue[slug]
        usual = choose_usual_period(list_periods(bundled, indicator, areas))
        assert usual is not None
        found = build_map_figures(
            bundled_registry, OfficialFigures(bundled), indicator, areas, "ltla", usual.period
        )
        classes = make_classes(
            indicator, [one.value for one in found if one.value is not None], "quantiles"
        )
        within = bundled_registry[ENGLAND]
        words = write_map_sentence(indicator, found, "ltla", within, usual.label, classes)
        assert "Few people live" not in words


def test_the_nations_that_stand_among_the_regions_are_named_with_them(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    indicator = bundled_catalogue["employment-rate"]
    for scope, total, places in (
        (UNITED_KINGDOM, 12, "regions and nations of the United Kingdom"),
        (ENGLAND, 9, "regions of England"),
    ):
        areas = list_areas_within(bundled_registry, "rgn", scope)
        periods = list_periods(bundled, indicator, areas)
        usual = choose_usual_period(periods)
        assert usual is not None
        figures = build_map_figures(
            bundled_registry, OfficialFigures(bundled), indicator, areas, "rgn", usual.period
        )
        values = [figure.value for figure in figures if figure.value is not None]
        classes = make_classes(indicator, values, "quantiles")
        within = bundled_registry[scope]
        sentence = write_map_sentence(indicator, figures, "rgn", within, usual.label, classes)
        assert f"{len(values)} of {total} {places} have a figure" in sentence
        assert f", {places}, " in write_map_subtitle(indicator, "rgn", within, usual.label)
        headline = write_map_headline(indicator, figures, "rgn")
        assert ("and nations clearly above" in headline) == (scope == UNITED_KINGDOM)
        assert "clearly above" in headline


def test_a_map_without_figures_says_so(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = tuple(figures_of(tiny, tiny_registry, tiny_catalogue["county"], "").values())
    within = tiny_registry[ENGLAND]
    assert (
        write_map_headline(tiny_catalogue["county"], found, "ltla")
        == "County rate: no figures here"
    )
    assert write_map_sentence(tiny_catalogue["county"], found, "ltla", within, "", None) == (
        "None of the 6 councils and districts of England has a figure for the county rate."
    )


def test_the_sentence_counts_what_the_verdicts_say_for_every_mapped_indicator(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    for indicator in bundled_catalogue.with_data():
        areas = list_areas_within(bundled_registry, "ltla", UNITED_KINGDOM)
        periods = list_periods(bundled, indicator, areas)
        usual = choose_usual_period(periods)
        if usual is None:
            continue
        view = MapView(
            indicator=indicator.slug, level="ltla", within=UNITED_KINGDOM, period=usual.period,
            area="", view="map", classes="quantiles", has_common_classes=False, colours="blue",
            is_faded=False, sort="high", page=1,
        )  # fmt: skip
        shown = content_of(bundled, bundled_registry, bundled_catalogue, periods, view)
        said = write_map_sentence(
            indicator, shown.figures, "ltla", shown.within, usual.label, shown.classes
        )
        kinds = Counter(one.verdict.kind for one in shown.figures if one.value is not None)
        for kind, words in (("higher", "clearly higher"), ("lower", "clearly lower")):
            assert (f"{kinds[kind]} {words}" in said) == bool(kinds[kind])
        assert f"{sum(one.value is not None for one in shown.figures)} of 361" in said
        known = sorted((one.value, one.area.code) for one in shown.figures if one.value is not None)
        ends = {code for value, code in known if value in {known[0][0], known[-1][0]}}
        is_judged = any(kinds[kind] for kind in ("higher", "lower", "not clearly different"))
        # No end of the range is named: the next place may differ by chance alone.
        plain = said.partition(" Few people live in")[0]
        assert not any(one.area.name in plain for one in shown.figures if one.value is not None)
        reason = "No interval is published, so small gaps may be chance and no place is called"
        assert (reason in plain) != is_judged
        odd = indicator.standardised and bool(ends & set(FEW_RESIDENTS)) and not is_judged
        # A share of land is none of people.
        odd = odd and indicator.slug not in {"4g-coverage", "5g-coverage"}
        assert ("Few people live in" in said) == odd


@pytest.mark.parametrize("period", [YEAR_2022, YEAR_2023])
def test_no_figure_is_of_another_period(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue, period: str
) -> None:
    for one in figures_of(tiny, tiny_registry, tiny_catalogue["rate"], period).values():
        assert one.observation is None or one.observation.period == period


def test_the_headline_of_every_map_counts_the_differences_recomputed(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue, world: World
) -> None:
    judged = unjudged = 0
    for indicator in bundled_catalogue.with_data():
        for level in ("ltla", "rgn"):
            areas = list_areas_within(bundled_registry, level, ENGLAND)
            usual = choose_usual_period(list_periods(bundled, indicator, areas))
            if usual is None or not indicator.standardised:
                continue
            figures = build_map_figures(
                bundled_registry, OfficialFigures(bundled), indicator, areas, level, usual.period
            )
            kinds: Counter[str] = Counter()
            held_against = set()
            for area in areas:
                row = world.at(indicator.slug, area.code, usual.period)
                others = (
                    world.at(indicator.slug, code, usual.period)
                    for code in world.benchmarks(area.code)
                )
                benchmark = next((one for one in others if one and one.value is not None), None)
                if row is None or row.value is None or benchmark is None:
                    continue
                kind = kind_of_difference(world.indicators[indicator.slug], row, benchmark)
                kinds[kind] += 1
                held_against.add(benchmark.code)
            said = write_map_headline(indicator, figures, level)
            if not kinds["higher"] + kinds["lower"] + kinds["not clearly different"]:
                unjudged += 1
                check_range(world, indicator, areas, usual, said)
                continue
            judged += 1
            if kinds["higher"] or kinds["lower"]:
                assert f": {kinds['higher'] or 'no'} " in said
                assert said.endswith(f", {kinds['lower'] or 'none'} clearly below")
            else:
                assert ": no " in said
            if held_against == {ENGLAND}:
                assert "clearly above England," in said or "different from England" in said
    assert judged > 50
    assert unjudged > 50


def check_range(
    world: World, indicator: Indicator, areas: Sequence[Area], usual: FigurePeriod, said: str
) -> None:
    """Without an interval the headline has the range, says so, and names nobody at its ends."""
    rows = [world.at(indicator.slug, area.code, usual.period) for area in areas]
    values = [row.value for row in rows if row is not None and row.value is not None]
    entry = world.indicators[indicator.slug]
    low, high = (write_figure(entry, end) for end in (min(values), max(values)))
    expected = "the same everywhere"
    if low != high:
        # A unit in words is said once; a total has no interval to miss.
        once = unit(entry)[1] if unit(entry)[1].startswith(" ") else ""
        lack = ", no interval published" if indicator.standardised else ""
        expected = f"from {low.removesuffix(once)} to {high}{lack}"
    assert said == f"{indicator.label}: {expected}"
