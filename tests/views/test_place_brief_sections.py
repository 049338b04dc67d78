"""The sections of a place's brief: their words, their tables and the sources they rest on."""

from __future__ import annotations

from dataclasses import replace

from placelib.exports.brief import SHADED
from placelib.views import snapshot_records
from placelib.views.page_brief import compose_place_slides
from placelib.views.place_brief_facts import gather_place_facts
from tests.views.made_briefs import make_brief, make_brief_from


def test_each_slide_of_a_place_names_the_sources_of_what_it_shows_alone() -> None:
    sections = {
        part.headline: part for part in compose_place_slides(make_brief("E07000117")).sections
    }
    trend = next(part for part in sections.values() if part.chart is not None)
    assert trend.source == "Sources: Department for Education; latest release 27 November 2025."
    assert sections["On the map"].source.startswith("Boundaries: ")
    assert sections["Read with care"].source == "Bend the Line, data version 2026-06-26-04ec2b38."
    assert not [part.headline for part in sections.values() if "Northern Ireland" in part.source]
    assert all(part.source for part in sections.values())


def test_the_quadrant_of_a_brief_explains_the_marks_that_stand_on_it() -> None:
    # Solihull is too close to England for a share; Burnley's authority has no money figures yet.
    assert make_brief("E08000029").quadrant.note.startswith("Dotted line: the money it decides.")
    assert make_brief("E07000117").quadrant.note.startswith("Dotted line: how well its figures fit")
    whole = make_brief("E47000007").quadrant.note
    assert whole.startswith("Bar: its likely range.")
    assert "Grey band: neighbouring districts" in whole
    for code in ("E08000029", "E07000117"):
        assert "Grey" not in make_brief(code).quadrant.note


def test_better_is_said_of_england_and_not_of_a_change_that_could_be_chance() -> None:
    trend = make_brief("E08000029").trend
    assert trend.headline.endswith("lower than England, which is better")
    assert "lower than England (" in trend.sentences[0]
    assert "could be chance" in trend.sentences[1]


def test_a_trend_without_intervals_says_that_none_is_published() -> None:
    assert make_brief("E07000117").trend.subtitle == "No 95% confidence interval is published"
    assert make_brief("E08000029").trend.subtitle == f"{SHADED} where published"


def test_figures_beside_those_of_the_united_kingdom_name_the_agencies_of_all_its_nations() -> None:
    facts = gather_place_facts("E06000052")
    assert facts.editable_trend is not None
    pay = snapshot_records.get_catalogue()["gross-median-weekly-pay"]
    ladder = replace(facts.ladder, indicator=pay)
    for name, is_named in (("United Kingdom", True), ("England", False)):
        track = replace(facts.editable_trend.series[0], name=name)
        trend = replace(facts.editable_trend, series=(track,))
        brief = make_brief_from(replace(facts, ladder=ladder, editable_trend=trend))
        source = brief.sources[brief.trend.headline]
        assert ("Northern Ireland" in source) == is_named


def test_the_one_file_has_the_figures_behind_the_trend_and_the_quadrant() -> None:
    brief = make_brief("E08000012")
    assert len(brief.trend.table) > 3
    assert len(brief.quadrant.table) >= 3
