"""The local brief: the figure, its map, its peers and three official indicators, all marked."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from placelib.areas.registry import AreaRegistry
from placelib.database.cache import use_snapshot
from placelib.exports import UPLOADED_MARK, Origin
from placelib.exports.pdf import pdf
from placelib.quickview.description import Description
from placelib.quickview.figures import UploadedFigures, build_figures
from placelib.quickview.measures import list_measures
from placelib.views import local_brief, snapshot_records
from placelib.views.page_brief import compose_view_brief
from tests.quickview.made import Row, reading

RATE = Description(title="Pupils absent", unit="%", kind="rate", direction=-1, source="Census")
COUNT = Description(
    title="Pupils", unit="number", kind="count", direction=0, source="", small="show"
)
ROWS: list[Row] = [
    ("E08000011", "2022", "Absent", 10.0, ""),
    ("E08000012", "2022", "Absent", 20.0, ""),
    ("E08000012", "2023", "Absent", 21.0, ""),
    ("E08000013", "2023", "Absent", 14.0, ""),
    ("E08000014", "2023", "Absent", 15.0, ""),
    ("E92000001", "2023", "Absent", 18.0, ""),
]


@pytest.fixture(autouse=True)
def _one_snapshot() -> Iterator[None]:
    with use_snapshot():
        yield


def figures(said: Description, rows: list[Row] = ROWS) -> UploadedFigures:
    held = reading(rows)
    registry: AreaRegistry = snapshot_records.get_registry()
    (measure,) = list_measures(held)
    return build_figures(
        registry, held, measure, said, slug="uploaded-3f2a91bc04d1-1", file="pupils.csv"
    )


def test_a_rate_of_several_years_has_five_findings_and_the_rule_of_the_last() -> None:
    made = figures(RATE)
    items = local_brief.compose_local_brief(made, made.areas["E08000012"], "2023")
    assert [len(item.charts) for item in items] == [0, 1, 1, 1, 0]
    own, mapped, _, peers, context = items
    assert own.headline == "Liverpool: 21% in 2023"
    assert [row["Place"] for row in own.rows] == ["Liverpool", "England"]
    assert "from 14% to 21%, no interval in your file" in mapped.headline
    assert peers.headline == "Liverpool beside 2 others"
    assert [item.is_uploaded for item in items] == [True, True, True, True, False]
    assert len(context.rows) == 3
    assert "chosen by their names, not by their figures" in context.sentences[0]
    assert "Source: " in context.source
    assert all("file “pupils.csv”" in item.source for item in items[:4])


def test_a_count_of_one_place_and_year_is_listed_without_a_map_or_a_trend() -> None:
    made = figures(COUNT, [("E08000012", "2023", "Pupils", 400.0, "")])
    items = local_brief.compose_local_brief(made, made.areas["E08000012"], "2023")
    assert not any(item.charts for item in items)
    assert items[1].rows == ({"Place": "Liverpool", "Figure": "400"},)
    assert items[-1].headline == "Official indicators of Liverpool beside it"


def test_every_page_of_it_says_that_it_holds_uploaded_figures() -> None:
    made = figures(RATE)
    items = local_brief.compose_local_brief(made, made.areas["E08000012"], "2023")
    origin = Origin(
        sources=(items[0].source,), licence="OGL", link="http://here/quick_view", version="1",
        made_on=snapshot_records.get_catalogue()["employment-rate"].released, mark=UPLOADED_MARK,
    )  # fmt: skip
    brief = compose_view_brief("Pupils", "A local brief", items * 3, lambda _: [], origin)
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf(brief))).pages]
    assert len(pages) > 1
    assert all("Uploaded figures in it, not official ones" in words for words in pages)
    assert "the uploaded file is not in the link" in pages[-1]
