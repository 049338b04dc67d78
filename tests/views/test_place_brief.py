"""The brief of a place on real figures: two sides for every kind of area, and what they say."""

from __future__ import annotations

import re
from datetime import date

import pytest

from placelib.exports.two_sides import place_pdf
from placelib.quadrant.sentences import explain_bend
from placelib.views import place as place_view
from placelib.views import place_brief
from placelib.views import quadrant as quadrant_view
from tests.exports.test_brief import pages
from tests.views.made_briefs import LINK, make_brief

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


@pytest.mark.parametrize("code", AREAS.values(), ids=AREAS.keys())
def test_every_kind_of_area_fills_two_sides(code: str) -> None:
    assert pages(place_pdf(make_brief(code))) == 2


def test_the_brief_says_what_the_page_says() -> None:
    brief = make_brief("E08000012")
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
        for figure in make_brief(code).figures
        if re.search("above|below", figure.verdict)
    ]
    assert sided
    assert [words for words in sided if not words.endswith("no interval published")] == []


def test_slides_and_one_file_say_what_there_is_to_build_on_and_what_is_not_published() -> None:
    section = make_brief("E08000012").build_on
    assert section is not None
    assert section.sentences[0].startswith("Published for Liverpool: 19 public libraries.")
    assert "never all there is" in section.note
    assert "run by the council" in section.rows[0]["More"]
    elsewhere = make_brief("S12000049").build_on
    assert elsewhere is not None
    assert "nothing is in the lists that we hold" in elsewhere.sentences[0]
    assert elsewhere.rows == ()


def test_the_charts_of_a_place_are_drawn_for_its_file() -> None:
    today = date(2026, 11, 28)
    brief = place_brief.build_place_brief("E08000012", LINK, today)
    drawn = [one.picture for one in (brief.place_map, brief.trend, brief.quadrant)]
    assert all(one is not None and len(one.png) > 10_000 for one in drawn)
    assert pages(place_brief.build_place_pdf("E08000012", LINK, today)) == 2


def test_a_brief_fetched_on_a_later_day_says_that_day() -> None:
    for day in (date(2026, 11, 28), date(2026, 12, 19)):
        assert place_brief.build_place_brief("E08000012", LINK, day).origin.made_on == day
