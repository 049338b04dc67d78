"""A page as a file: its slides in order, its charts in the colours of paper, and without them."""

from __future__ import annotations

import json

from placelib.charts.theme import DARK, LIGHT
from placelib.errors import NoPicture
from placelib.views.export_collector import ExportItem
from placelib.views.page_brief import LEFT_OUT, NO_PICTURE, compose_place_slides, compose_view_brief
from tests.exports.test_brief import ORIGIN, png
from tests.views.made_briefs import make_brief


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


def test_slides_of_a_place_keep_its_order_and_leave_nothing_empty() -> None:
    titles = [one.headline for one in compose_place_slides(make_brief("E08000012")).sections]
    assert titles[:4] == [
        "Key figures", "What there is to build on in Liverpool", "What stands out", "On the map",
    ]  # fmt: skip
    assert titles[-2:] == ["What is missing here, and why", "Read with care"]
