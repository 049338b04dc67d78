"""Figures of a place: newest, series, tier ladder, and why something is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
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
    UK,
    WALES,
    YEAR_2022,
    YEAR_2023,
)


def ladder_of(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, slug: str, code: str
) -> observations.Ladder:
    found = observations.read_series(store, [slug], [area.code for area in registry.chain(code)])
    return observations.build_ladder(registry, catalogue[slug], registry[code], found)


def test_the_newest_observation_of_each_indicator_and_area(tiny: Store) -> None:
    found = observations.read_latest(tiny, [ALDER, DOGWOOD, ELM])
    assert found["rate", ALDER].value == 10.0
    assert found["rate", ALDER].period_label == "2023"
    assert found["people", ALDER].value == 91_234.0
    assert found["rate", ELM].period == YEAR_2022
    assert (found["rate", DOGWOOD].value, found["rate", DOGWOOD].gap) == (None, "confidential")
    assert ("pay", ELM) not in found
    assert {code for _, code in found} == {ALDER, DOGWOOD, ELM}
    assert observations.read_latest(tiny, []) == {}


def test_records_of_two_questions_share_their_texts_and_days(tiny: Store) -> None:
    latest = observations.read_latest(tiny, [ALDER])["rate", ALDER]
    series = observations.read_series(tiny, ["rate"], [ALDER])["rate", ALDER][-1]
    assert latest == series
    assert latest is not series
    for name in ("indicator", "area_code", "period", "period_label", "starts", "ends"):
        assert getattr(latest, name) is getattr(series, name), name
    gaps = [observations.read_latest(tiny, [DOGWOOD])["rate", DOGWOOD] for _ in range(2)]
    assert gaps[0].gap is gaps[1].gap


def test_a_zero_is_a_value(tiny: Store) -> None:
    assert observations.read_latest(tiny, [FERN])["pay", FERN].value == 0.0


def test_a_series_runs_in_order_of_time_and_keeps_its_gaps(tiny: Store) -> None:
    found = observations.read_series(tiny, ["rate", "survey"], [ALDER, CEDAR, ELM])
    assert [one.value for one in found["rate", ALDER]] == [13.0, 10.0]
    assert [one.value for one in found["survey", CEDAR]] == [30.0, None]
    assert [one.has_interval for one in found["survey", CEDAR]] == [True, False]
    assert ("survey", ELM) not in found
    assert set(found) == {
        ("rate", ALDER), ("rate", CEDAR), ("rate", ELM), ("survey", ALDER), ("survey", CEDAR),
    }  # fmt: skip
    assert observations.read_series(tiny, [], [ALDER]) == {}


def test_a_ladder_shows_every_tier_for_the_place_s_newest_period(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = ladder_of(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    assert found.period == YEAR_2023
    assert [(rung.area.code, rung.value) for rung in found.rungs] == [
        (ALDER, 10.0), (OAKSHIRE, 12.04), (NORTH_WEST, 11.0), (ENGLAND, 13.0), (UK, 12.9),
    ]  # fmt: skip
    assert (found.verdict.kind, found.verdict.words) == ("lower", "lower than England, better")
    assert found.area_rung.value == 10.0


def test_another_period_is_never_put_beside_the_place_s(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = ladder_of(tiny, tiny_registry, tiny_catalogue, "rate", ELM)
    assert found.period_label == "2022"
    shown = {rung.area.code: (rung.value, rung.missing) for rung in found.rungs}
    late = "no figure for this period; the latest is 2023"
    assert shown == {
        ELM: (20.0, None), NORTH_WEST: (12.0, None), ENGLAND: (None, late), UK: (None, late),
    }  # fmt: skip
    assert found.verdict.words == "cannot say: no figure for England in 2022"


def test_a_place_without_a_figure_has_the_ladder_of_the_nearest_tier_and_a_reason(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = ladder_of(tiny, tiny_registry, tiny_catalogue, "rate", DOGWOOD)
    assert found.area_rung.missing == "withheld as confidential"
    assert (found.verdict.kind, found.verdict.words) == ("cannot say", "withheld as confidential")
    assert [rung.value for rung in found.rungs] == [None, 17.0, 16.0, 13.0, 12.9]
    county = ladder_of(tiny, tiny_registry, tiny_catalogue, "county", ALDER)
    assert (
        county.area_rung.missing == "published for counties and unitary councils, not for districts"
    )
    assert [rung.value for rung in county.rungs] == [None, 7.0, None, None, None]


def test_a_gap_in_the_newest_period_is_shown_as_a_gap(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = ladder_of(tiny, tiny_registry, tiny_catalogue, "survey", CEDAR)
    assert found.period_label == "2021 to 2023"
    assert (found.area_rung.value, found.area_rung.missing) == (
        None,
        "withheld for low reliability",
    )


def test_where_england_has_no_figure_the_united_kingdom_stands_in(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = ladder_of(tiny, tiny_registry, tiny_catalogue, "pay", ALDER)
    assert found.benchmark == tiny_registry[UK]
    assert found.verdict.words == "£48 below the United Kingdom"
    birch = ladder_of(tiny, tiny_registry, tiny_catalogue, "pay", BIRCH)
    assert birch.verdict.words == "the same as the United Kingdom to the last digit shown"


def test_an_indicator_without_any_figure_has_a_ladder_of_reasons(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = ladder_of(tiny, tiny_registry, tiny_catalogue, "welsh", ALDER)
    assert (found.period, found.period_label) == (None, None)
    assert {rung.missing for rung in found.rungs} == {"published for Wales only"}
    assert found.verdict.words == "published for Wales only"


def test_the_united_kingdom_has_nothing_to_stand_beside(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = ladder_of(tiny, tiny_registry, tiny_catalogue, "rate", UK)
    assert found.benchmark is None
    assert found.verdict.kind == "cannot say"


@pytest.mark.parametrize(
    ("slug", "code", "why"),
    [
        ("unheld", ALDER, "not in this release of the data"),
        ("welsh", ALDER, "published for Wales only"),
        ("county", ALDER, "published for counties and unitary councils, not for districts"),
        ("county", CEDAR, "the source has no row for this place"),
        ("county", MIDLANDS, "not published for regions"),
        ("pay", OAKSHIRE, "not published for counties"),
        ("pay", AUTHORITY, "not published for combined authorities"),
        ("pay", DOGWOOD, "the source has no row for this place"),
        ("pay", ELM, "published for the areas of 2021, before this one existed"),
        ("county", WALES, "the source has no row for this place"),
    ],
)
def test_why_a_place_has_no_row(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue, slug: str, code: str, why: str
) -> None:
    assert observations.explain_missing(tiny_catalogue[slug], tiny_registry[code]) == why


def test_a_council_lacks_what_is_published_for_wider_tiers_only(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    wide = replace(tiny_catalogue["pay"], levels=("ctry", "rgn", "cauth"))
    assert observations.explain_missing(wide, tiny_registry[ALDER]) == (
        "published for nations, regions and combined authorities only"
    )


def test_what_is_missing_lists_every_indicator_without_a_current_figure(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = observations.list_gaps(
        tiny_catalogue, tiny_registry[CEDAR], observations.read_latest(tiny, [CEDAR])
    )
    assert [(gap.indicator.slug, gap.why, gap.period_label) for gap in found] == [
        ("people", "the source has no row for this place", None),
        ("survey", "withheld for low reliability", "2021 to 2023"),
        ("welsh", "published for Wales only", None),
        ("county", "the source has no row for this place", None),
        ("unheld", "not in this release of the data", None),
    ]


@pytest.mark.parametrize(
    ("slug", "code", "elsewhere"),
    [
        ("welsh", ALDER, True),
        ("welsh", ENGLAND, True),
        ("welsh", FERN, False),
        ("welsh", WALES, False),
        # Made for all four nations: what is missing is missing here.
        ("county", FERN, False),
        # Of what is not held at all nobody can say where it would be made.
        ("unheld", ALDER, False),
    ],
)
def test_what_is_made_for_other_nations_only(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue, slug: str, code: str, *, elsewhere: bool
) -> None:
    assert observations.is_made_elsewhere(tiny_catalogue[slug], tiny_registry[code]) is elsewhere


def test_what_is_not_held_is_made_nowhere_even_if_it_was_meant_for_one_nation(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    welsh = replace(tiny_catalogue["welsh"], has_data=False)
    assert not observations.is_made_elsewhere(welsh, tiny_registry[ALDER])


def test_a_gap_says_whether_it_is_one_of_another_nation(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    found = observations.list_gaps(
        tiny_catalogue, tiny_registry[CEDAR], observations.read_latest(tiny, [CEDAR])
    )
    assert [gap.indicator.slug for gap in found if gap.is_elsewhere] == ["welsh"]
    in_wales = observations.list_gaps(
        tiny_catalogue, tiny_registry[FERN], observations.read_latest(tiny, [FERN])
    )
    assert not any(gap.is_elsewhere for gap in in_wales)
