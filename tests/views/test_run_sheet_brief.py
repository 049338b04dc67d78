"""A run sheet as sections: in its order, with what each view shows, and nothing made up."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.exports import Section
from placelib.views.export_collector import ExportItem
from placelib.views.run_sheet_brief import ViewFindings, compose_run_sheet_sections

LIVE = "https://places.example/map"


def draw(specifications: Sequence[str]) -> list[bytes]:
    return [b"\x89PNG" + bytes(12) + (100).to_bytes(4) * 2 for _ in specifications]


def test_every_view_begins_with_its_number_and_its_link_and_holds_what_it_shows() -> None:
    rows = ({"Place": "Liverpool", "Figure": "3"},)
    item = ExportItem("A finding", charts=[{"mark": "bar"}], source="Source: x", table=rows)
    made = Section("Key figures", rows=rows)
    sections = compose_run_sheet_sections(
        [
            ViewFindings("A map", LIVE, items=[item]),
            ViewFindings("A place", LIVE, sections=(made,)),
            ViewFindings("The room", LIVE),
        ],
        draw,
    )
    assert [section.headline for section in sections] == [
        "1. A map", "A finding", "2. A place", "Key figures", "3. The room",
    ]  # fmt: skip
    assert sections[0].note == f"Live: {LIVE}"
    assert sections[0].sentences == ()
    assert sections[1].picture is not None
    assert sections[1].table == rows
    assert sections[-1].sentences == ("This view has nothing to take away but its link.",)


def test_a_view_of_many_charts_says_that_not_all_are_there() -> None:
    item = ExportItem("Many", charts=[{"mark": "bar"}] * 6)
    sections = compose_run_sheet_sections([ViewFindings("Many", LIVE, items=[item])], draw)
    assert sum(section.picture is not None for section in sections) == 4
    assert "Not every chart" in " ".join(sections[1].sentences)
