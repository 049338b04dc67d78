"""The brief of a place on real figures: two sides for every kind of area, and what they say."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from placelib.charts.theme import DARK, LIGHT
from placelib.errors import NoPicture
from placelib.exports import PlaceBrief
from placelib.exports.two_sides import place_pdf
from placelib.quadrant.sentences import explain_bend
from placelib.views import place as place_view
from placelib.views import place_brief, snapshot_records
from placelib.views import place_brief as compose_brief
from placelib.views import quadrant as quadrant_view
from placelib.views.export_collector import ExportItem
from placelib.views.page_brief import LEFT_OUT, NO_PICTURE, compose_place_slides, compose_view_brief
from tests.exports.test_brief import ORIGIN, pages, png

LINK = "http://127.0.0.1/place?area=E08000012"
AREAS = {
    "a council of a combined authority": "E08000012",
    "a district of a county": "E07000008",
    "Scotland": "S12000049",
    "Wales": "W06000015",
    "Northern Ireland": "N09000003",
    "few people": "E06000053",
    "the City of London": "E09000001",
    "a county": "E10000016",
    "a combined authority": "E47000001",
    "a region": "E12000002",
    "England": "E92000001",
    "the United Kingdom": "K02000001",
    "an ended council": "E07000026",
}


def brief_of(code: str) -> PlaceBrief:
    def draw(charts: Sequence[object]) -> list[bytes]:
        return [png(43, 33) for _ in charts]

    facts = place_brief.gather_place_facts(code)
    return compose_brief.compose_brief(facts, draw, LINK, "2026-06-26-04ec2b38", date(2026, 11, 25))


@pytest.mark.parametrize("code", AREAS.values(), ids=AREAS.keys())
def test_every_kind_of_area_fills_two_sides(code: str) -> None:
    assert pages(place_pdf(brief_of(code))) == 2


def test_the_brief_says_what_the_page_says() -> None:
    brief = brief_of("E08000012")
    assert brief.about == (
        "A council, part of Liverpool City Region (combined authority), the North West (region), "
        "England (nation) and the United Kingdom."
    )
    assert len(brief.figures) == 6
    assert brief.stands_out == tuple(
        one.sentence for one in place_view.find_place_outliers("E08000012").outliers
    )
    assert brief.quadrant.sentences[0] == explain_bend(quadrant_view.get_quadrant("E08000012"))
    assert brief.missing.sentences[0].startswith("Of 98 indicators, ")
    assert all(one.picture for one in (brief.place_map, brief.trend, brief.quadrant))


def test_no_verdict_lacks_its_footing() -> None:
    sided = [
        figure.verdict
        for code in AREAS.values()
        for figure in brief_of(code).figures
        if re.search("above|below", figure.verdict)
    ]
    assert sided
    assert [words for words in sided if not words.endswith("no interval published")] == []


def test_slides_of_a_place_keep_its_order_and_leave_nothing_empty() -> None:
    titles = [one.headline for one in compose_place_slides(brief_of("E08000012")).sections]
    assert titles[:4] == [
        "Key figures", "What there is to build on in Liverpool", "What stands out", "On the map",
    ]  # fmt: skip
    assert titles[-2:] == ["What is missing here, and why", "Read with care"]


def test_slides_and_one_file_say_what_there_is_to_build_on_and_what_is_not_published() -> None:
    section = brief_of("E08000012").build_on
    assert section is not None
    assert section.sentences[0].startswith("Published for Liverpool: 19 public libraries.")
    assert "never all there is" in section.note
    assert "run by the council" in section.rows[0]["More"]
    elsewhere = brief_of("S12000049").build_on
    assert elsewhere is not None
    assert "nothing is in the lists that we hold" in elsewhere.sentences[0]
    assert elsewhere.rows == ()


def test_the_one_file_has_the_figures_behind_the_trend_and_the_quadrant() -> None:
    brief = brief_of("E08000012")
    assert len(brief.trend.table) > 3
    assert len(brief.quadrant.table) >= 3


def test_a_view_is_printed_in_the_colours_of_paper() -> None:
    asked: list[str] = []

    def draw(charts: tuple[str, ...]) -> list[bytes]:
        asked.extend(charts)
        return [png(4, 2) for _ in charts]

    chart = {"mark": {"type": "line", "color": DARK.focus}, "config": {"label": DARK.text}}
    brief = compose_view_brief(
        "T", "", [ExportItem("H", "", ("S.",), [chart, chart])], draw, ORIGIN
    )
    assert [json.loads(one)["mark"]["color"] for one in asked] == [LIGHT.focus] * 2
    assert not any(DARK.text in one for one in asked)
    assert [one.headline for one in brief.sections] == ["H", "H (2 of 2)"]


def test_charts_beyond_the_first_twelve_are_told_of_and_not_printed() -> None:
    def draw(charts: tuple[str, ...]) -> list[bytes]:
        return [png(4, 2) for _ in charts]

    many = [ExportItem(f"H{n}", "", ("S.",), [{"mark": "bar"}] * 10) for n in range(3)]
    brief = compose_view_brief("T", "", many, draw, ORIGIN)
    first, second, third = (one for one in brief.sections if one.headline in {"H0", "H1", "H2"})
    assert first.sentences == ("S.",)
    assert second.picture is not None
    assert second.sentences == third.sentences == ("S.", LEFT_OUT)
    assert third.picture is None
    assert sum(one.picture is not None for one in brief.sections) == 12


def test_without_pictures_the_words_stay_and_say_so() -> None:
    def draw(_charts: tuple[str, ...]) -> list[bytes]:
        raise NoPicture("others are being drawn")

    brief = compose_view_brief(
        "T", "", [ExportItem("H", "", ("S.",), [{"mark": "bar"}])], draw, ORIGIN
    )
    assert brief.sections[0].picture is None
    assert brief.sections[0].sentences == ("S.", NO_PICTURE)


def test_the_charts_of_a_place_are_drawn_for_its_file() -> None:
    today = date(2026, 11, 28)
    brief = place_brief.build_place_brief("E08000012", LINK, today)
    drawn = [one.picture for one in (brief.place_map, brief.trend, brief.quadrant)]
    assert all(one is not None and len(one.png) > 10_000 for one in drawn)
    assert pages(place_brief.build_place_pdf("E08000012", LINK, today)) == 2


def test_a_brief_fetched_on_a_later_day_says_that_day() -> None:
    for day in (date(2026, 11, 28), date(2026, 12, 19)):
        assert place_brief.build_place_brief("E08000012", LINK, day).origin.made_on == day


def test_each_slide_of_a_place_names_the_sources_of_what_it_shows_alone() -> None:
    sections = {
        part.headline: part for part in compose_place_slides(brief_of("E07000117")).sections
    }
    trend = next(part for part in sections.values() if part.chart is not None)
    assert trend.source == "Sources: Department for Education; latest release 27 November 2025."
    assert sections["On the map"].source.startswith("Boundaries: ")
    assert sections["Read with care"].source == "Bend the Line, data version 2026-06-26-04ec2b38."
    assert not [part.headline for part in sections.values() if "Northern Ireland" in part.source]
    assert all(part.source for part in sections.values())


def test_the_quadrant_of_a_brief_explains_the_marks_that_stand_on_it() -> None:
    # Solihull is too close to England for a share; Burnley's authority has no leverage yet.
    assert brief_of("E08000029").quadrant.note.startswith("Dotted line: leverage.")
    assert brief_of("E07000117").quadrant.note.startswith("Dotted line: understanding")
    whole = brief_of("E47000007").quadrant.note
    assert whole.startswith("Bar: what understanding could be")
    assert "Grey: as many neighbouring districts" in whole
    for code in ("E08000029", "E07000117"):
        assert "Grey" not in brief_of(code).quadrant.note


def test_better_is_said_of_england_and_not_of_a_change_that_could_be_chance() -> None:
    trend = brief_of("E08000029").trend
    assert trend.headline.endswith("lower than England, which is better")
    assert "lower than England (" in trend.sentences[0]
    assert "could be chance" in trend.sentences[1]


def test_a_trend_without_intervals_says_that_none_is_published() -> None:
    assert brief_of("E07000117").trend.subtitle == "No 95% interval is published"
    assert brief_of("E08000029").trend.subtitle == "Shaded: 95% interval where published"


def test_figures_beside_those_of_the_united_kingdom_name_the_agencies_of_all_its_nations() -> None:
    facts = place_brief.gather_place_facts("E06000052")
    assert facts.editable_trend is not None
    pay = snapshot_records.get_catalogue()["gross-median-weekly-pay"]
    ladder = replace(facts.ladder, indicator=pay)
    for name, is_named in (("United Kingdom", True), ("England", False)):
        track = replace(facts.editable_trend.series[0], name=name)
        trend = replace(facts.editable_trend, series=(track,))
        brief = compose_brief.compose_brief(
            replace(facts, ladder=ladder, editable_trend=trend),
            lambda charts: [png(43, 33) for _ in charts],
            LINK,
            "2026-06-26-04ec2b38",
            date(2026, 11, 25),
        )
        source = brief.sources[brief.trend.headline]
        assert ("Northern Ireland" in source) == is_named
