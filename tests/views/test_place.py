"""What a page shows, put together from services and charts: options, lines, cards, rows, map."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.charts.theme import DARK, LIGHT
from placelib.database.connection import Store
from placelib.model import Observation
from placelib.periods import read_period
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.comparison import BenchmarkVerdict, VerdictKind
from placelib.statistics.headline_figures import Headline
from placelib.statistics.observations import build_rung
from placelib.views.place import list_place_options, select_trend_tracks
from placelib.views.place_html import (
    draw_parts_ladder,
    write_headline_cards,
    write_indicator_row,
)
from placelib.views.place_map import list_map_areas
from tests.tiny_database import (
    ALDER,
    AUTHORITY,
    BIRCH,
    CEDAR,
    DOGWOOD,
    ELM,
    ENGLAND,
    FERN,
    MIDLANDS,
    NORTH_WEST,
    OAKSHIRE,
    SPLIT,
    UK,
    WALES,
)

HOSTILE = "<script>alert('x')</script>\" onload=\"y"


def text_of(html: str) -> str:
    """What a reader sees of the HTML, with a bar between one element's text and the next."""
    return re.sub(r"\|+", "|", re.sub(r"<[^>]*>", "|", html)).strip("|")


def test_every_current_place_is_an_option_and_namesakes_are_told_apart(
    tiny_registry: AreaRegistry,
) -> None:
    assert list_place_options(tiny_registry) == {
        ALDER: "Alder – district council, Oakshire",
        BIRCH: "Birch – district council, Oakshire",
        CEDAR: "Cedar – council, West Midlands",
        ELM: "Elm – council, North West",
        ENGLAND: "England – nation",
        FERN: "Fern – council, Wales",
        DOGWOOD: "Isle of Dogwood – council, West Midlands",
        NORTH_WEST: "North West – region",
        OAKSHIRE: "Oakshire – county council, North West",
        UK: "United Kingdom – the whole country",
        WALES: "Wales – nation",
        AUTHORITY: "West Midlands – combined authority",
        MIDLANDS: "West Midlands – region",
    }


def test_no_two_places_of_the_bundled_data_have_one_label(bundled_registry: AreaRegistry) -> None:
    options = list_place_options(bundled_registry)
    current = [one for one in bundled_registry.areas.values() if one.has_page and one.is_current]
    assert set(options) == {one.code for one in current}
    assert len(set(options.values())) == len(options)
    assert list(options.values()) == sorted(options.values(), key=str.casefold)


def lines_of(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, slug: str, code: str
) -> list[str]:
    found = observations.read_series(store, [slug], [area.code for area in registry.chain(code)])
    return [track.name for track in select_trend_tracks(registry, code, catalogue[slug], found)]


def test_the_place_comes_first_and_tiers_without_a_figure_are_left_out(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    assert lines_of(tiny, tiny_registry, tiny_catalogue, "rate", ELM) == [
        "Elm", "North West", "England", "United Kingdom",
    ]  # fmt: skip
    assert lines_of(tiny, tiny_registry, tiny_catalogue, "people", ALDER) == ["Alder", "England"]
    assert lines_of(tiny, tiny_registry, tiny_catalogue, "welsh", ALDER) == []


def test_of_five_lines_the_united_kingdom_goes_first(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    assert lines_of(tiny, tiny_registry, tiny_catalogue, "rate", ALDER) == [
        "Alder", "Oakshire", "North West", "England",
    ]  # fmt: skip


def test_without_england_the_united_kingdom_keeps_its_line(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rate = tiny_catalogue["rate"]
    chain = [one.code for one in tiny_registry.chain(CEDAR)]
    assert len(chain) == 5
    apart = [("2022-01-01/P1Y", 1.0), ("2023-01-01/P1Y", 2.0)]
    every = {("rate", code): tuple(known(code, *one) for one in apart) for code in chain}
    assert [one.name for one in select_trend_tracks(tiny_registry, CEDAR, rate, every)] == [
        "Cedar", "West Midlands (combined authority)", "West Midlands (region)", "England",
    ]  # fmt: skip
    without = {key: rows for key, rows in every.items() if key[1] != ENGLAND}
    assert [one.name for one in select_trend_tracks(tiny_registry, CEDAR, rate, without)] == [
        "Cedar", "West Midlands (combined authority)", "West Midlands (region)", "United Kingdom",
    ]  # fmt: skip


def test_of_five_lines_without_england_the_one_below_the_nation_goes(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    # A county between the place and its authority, and no line for England.
    above = (OAKSHIRE, AUTHORITY, MIDLANDS, ENGLAND, UK)
    registry = AreaRegistry(
        {**tiny_registry.areas, ALDER: replace(tiny_registry[ALDER], parents=above)}, {}
    )
    apart = [("2022-01-01/P1Y", 1.0), ("2023-01-01/P1Y", 2.0)]
    rows = {
        ("rate", code): tuple(known(code, *one) for one in apart)
        for code in (ALDER, *above)
        if code != ENGLAND
    }
    found = select_trend_tracks(registry, ALDER, tiny_catalogue["rate"], rows)
    assert [one.name for one in found] == [
        "Alder", "West Midlands (combined authority)", "West Midlands (region)", "United Kingdom",
    ]  # fmt: skip


def known(code: str, period: str, value: float) -> Observation:
    when = read_period(period)
    return Observation(
        indicator="rate", area_code=code, period=period, period_label=when.label,
        starts=when.starts, ends=when.ends, value=value, lower=None, upper=None, status=None,
        gap=None, note=None,
    )  # fmt: skip


def test_a_longer_period_stands_at_its_middle_and_the_place_alone_has_a_band(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    both = [("2019-01-01/P3Y", 1.0), ("2022-01-01/P1Y", 2.0)]
    rows = {("rate", code): tuple(known(code, *one) for one in both) for code in (CEDAR, ENGLAND)}
    place, nation = select_trend_tracks(tiny_registry, CEDAR, tiny_catalogue["rate"], rows)
    assert [mark.date for mark in place.marks] == ["2020-07-02", "2022-01-01"]
    assert [mark.value_text for mark in place.marks] == ["1.0%", "2.0%"]
    assert (place.has_band, nation.has_band) == (True, False)


def test_figures_of_a_single_period_are_no_trend(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    assert lines_of(tiny, tiny_registry, tiny_catalogue, "pay", ALDER) == []
    assert lines_of(tiny, tiny_registry, tiny_catalogue, "rate", FERN) == []
    # The second period has nothing but a gap.
    assert lines_of(tiny, tiny_registry, tiny_catalogue, "survey", CEDAR) == []


def test_of_five_lines_below_the_nation_the_county_goes(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    lines = lines_of(bundled, bundled_registry, bundled_catalogue, "claimant-count", "E07000117")
    assert lines == ["Burnley", "Lancashire", "North West", "England"]


def test_london_is_not_called_a_region(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    assert "London" in lines_of(
        bundled, bundled_registry, bundled_catalogue, "claimant-count", "E09000007"
    )


def headline(
    tiny: Store, catalogue: Catalogue, kind: VerdictKind, words: str, label: str = "Test rate"
) -> Headline:
    own = observations.read_latest(tiny, [ALDER])["rate", ALDER]
    indicator = replace(catalogue["rate"], label=label)
    return Headline(indicator, own, BenchmarkVerdict(kind, words, None, "the reason"))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("higher", "some words"),
        ("lower", "some words"),
        ("not clearly different", "some words"),
        ("no interval", "some words"),
        ("cannot say", "the reason"),
    ],
)
def test_a_card_has_words_beside_its_figure(
    tiny: Store, tiny_catalogue: Catalogue, kind: VerdictKind, said: str
) -> None:
    html = write_headline_cards([headline(tiny, tiny_catalogue, kind, "some words")], LIGHT)
    assert text_of(html) == f"Test rate|10.0%|{said}|2023"
    assert html.count("<li") == 1


def test_a_card_says_the_figure_that_its_own_is_held_against(
    tiny: Store, tiny_catalogue: Catalogue
) -> None:
    card = headline(tiny, tiny_catalogue, "lower", "lower than England, worse")
    verdict = replace(card.verdict, benchmark_name="England")
    html = write_headline_cards([replace(card, verdict=verdict, benchmark_value=12.34)], LIGHT)
    assert text_of(html) == "Test rate|10.0%|lower than England (12.3%), worse|2023"


def test_a_card_of_a_place_without_a_benchmark_says_nothing_of_one(
    tiny: Store, tiny_catalogue: Catalogue
) -> None:
    alone = headline(tiny, tiny_catalogue, "cannot say", "cannot say: no figure for a wider area")
    html = write_headline_cards([replace(alone, has_benchmark=False)], LIGHT)
    assert text_of(html) == "Test rate|10.0%|2023"


def test_a_card_of_a_total_has_its_unit_and_no_verdict(
    tiny: Store, tiny_catalogue: Catalogue
) -> None:
    own = observations.read_latest(tiny, [ALDER])["people", ALDER]
    total = Headline(
        tiny_catalogue["people"], own, BenchmarkVerdict("cannot say", "a total", None, "")
    )
    assert text_of(write_headline_cards([total], LIGHT)) == "Residents|91,234| |people|June 2024"


def row_of(
    store: Store,
    registry: AreaRegistry,
    catalogue: Catalogue,
    slug: str,
    code: str,
    label: str | None = None,
) -> str:
    indicator = replace(catalogue[slug], label=label or catalogue[slug].label)
    found = observations.read_series(store, [slug], [area.code for area in registry.chain(code)])
    return write_indicator_row(
        observations.build_ladder(registry, indicator, registry[code], found), found, LIGHT
    )


def test_a_row_has_name_figure_verdict_period_interval_and_ladder(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    html = row_of(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    assert text_of(html) == (
        "Test rate|10.0%|lower than England, better|2023 (9.0% to 11.0%)"
        "|Alder|10.0%|Oakshire (county)|12.0%|North West (region)|11.0%|England|13.0%"
        "|United Kingdom|12.9%"
    )
    # The small trend: two years make a line.
    assert html.count("<img ") == 1


def test_a_row_without_an_interval_says_so(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    html = row_of(tiny, tiny_registry, tiny_catalogue, "pay", ALDER)
    assert "|£48 below the United Kingdom; no interval published|April 2024|" in text_of(html)
    assert "<img " not in html


def test_a_row_without_a_figure_says_why_and_keeps_the_ladder(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    confidential = text_of(row_of(tiny, tiny_registry, tiny_catalogue, "rate", DOGWOOD))
    assert confidential.startswith("Test rate|No figure: withheld as confidential, 2023|")
    assert "|Isle of Dogwood|withheld as confidential|West Midlands (combined" in confidential
    absent = text_of(row_of(tiny, tiny_registry, tiny_catalogue, "county", BIRCH))
    assert absent.startswith("County rate|No figure: published for counties and unitary councils")


def test_a_total_is_not_set_on_one_scale_with_wider_areas(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    shown = text_of(row_of(tiny, tiny_registry, tiny_catalogue, "people", ALDER))
    assert shown == "Residents|91,234 people|June 2024|Alder|91,234"


def test_hostile_labels_stay_text(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    card = write_headline_cards([headline(tiny, tiny_catalogue, "lower", HOSTILE, HOSTILE)], LIGHT)
    row = row_of(tiny, tiny_registry, tiny_catalogue, "rate", ALDER, HOSTILE)
    for html in (card, row):
        assert "<script" not in html
        assert 'onload="' not in html
        assert "&lt;script&gt;" in html


def test_cards_and_rows_take_the_colours_of_the_page(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    cards = write_headline_cards([headline(tiny, tiny_catalogue, "lower", "x")], DARK)
    assert f"color:{DARK.text}" in cards
    found = observations.read_series(
        tiny, ["rate"], [area.code for area in tiny_registry.chain(ALDER)]
    )
    ladder = observations.build_ladder(
        tiny_registry, tiny_catalogue["rate"], tiny_registry[ALDER], found
    )
    assert f"color:{DARK.text}" in write_indicator_row(ladder, found, DARK)


def test_the_map_of_a_council_shows_its_county_and_its_neighbours(
    tiny: Store, tiny_registry: AreaRegistry
) -> None:
    areas, level, sentence = list_map_areas(tiny_registry, tiny, ALDER)
    assert level == "ltla"
    assert {one.code: (one.role, one.borders) for one in areas} == {
        ALDER: ("focus", False),
        BIRCH: ("sibling", True),
    }
    assert sentence == (
        "Map of Alder, one of the 2 councils of Oakshire, which shares a land border with Birch."
    )
    # A neighbour's name stands near the border.
    (birch,) = [one for one in areas if one.code == BIRCH]
    assert (birch.label_longitude, birch.label_room) == (-2.75, 3.0)


def test_the_map_of_an_authority_shows_its_councils(
    tiny: Store, tiny_registry: AreaRegistry
) -> None:
    areas, level, sentence = list_map_areas(tiny_registry, tiny, AUTHORITY)
    assert (level, {one.code: one.role for one in areas}) == (
        "ltla",
        {CEDAR: "member", DOGWOOD: "member"},
    )
    assert sentence == ("Map of the West Midlands with its 2 councils: Cedar and Isle of Dogwood.")


def test_the_map_of_an_island_council_without_a_wider_tier(
    bundled: Store, bundled_registry: AreaRegistry
) -> None:
    _, _, sentence = list_map_areas(bundled_registry, bundled, "E06000053")
    assert sentence == (
        "Map of the Isles of Scilly, which shares no border on land with another area."
    )


@pytest.mark.parametrize(
    ("code", "level", "roles"),
    [
        ("E92000001", "rgn", {"member"}),
        ("K02000001", "ctry", {"member"}),
        ("W92000004", "ltla", {"member"}),
        ("E12000002", "ltla", {"member"}),
        ("E10000017", "ltla", {"member"}),
        ("E08000010", "ltla", {"focus", "sibling", "neighbour"}),
    ],
)
def test_the_map_of_each_level(
    bundled: Store, bundled_registry: AreaRegistry, code: str, level: str, roles: set[str]
) -> None:
    areas, shown, _ = list_map_areas(bundled_registry, bundled, code)
    assert shown == level
    assert {one.role for one in areas} == roles


def test_an_ended_area_is_never_an_option(tiny_registry: AreaRegistry) -> None:
    assert SPLIT not in list_place_options(tiny_registry)


def test_each_part_has_its_figure_of_the_period_or_the_reason_why_it_has_none(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rate, period = tiny_catalogue["rate"], "2022-01-01/P1Y"
    later = known(ENGLAND, "2023-01-01/P1Y", 9.9)
    withheld = replace(known(WALES, period, 1.0), value=None, gap="confidential")
    rows = {
        ENGLAND: (known(ENGLAND, period, 7.5), later),
        WALES: (withheld,),
        NORTH_WEST: (known(NORTH_WEST, "2021-01-01/P1Y", 3.0),),
    }
    areas = [tiny_registry[code] for code in (ENGLAND, WALES, NORTH_WEST, MIDLANDS)]
    rungs = [build_rung(rate, area, rows.get(area.code, ()), period) for area in areas]
    words = text_of(draw_parts_ladder(rungs, rate, LIGHT))
    assert "England|7.5" in words
    assert "9.9" not in words
    assert observations.describe_gap(withheld) in words
    assert "no figure for this period; the latest is 2021" in words
    assert observations.explain_missing(rate, tiny_registry[MIDLANDS]) in words
    assert draw_parts_ladder(rungs[1:], rate, LIGHT) == ""
